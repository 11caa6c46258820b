"""What reviewers see, and what they write: nothing but the check changes in a file."""

import csv
import difflib
from datetime import date
from io import StringIO

import pytest
from click.testing import CliRunner

from microsite.cli import main
from microsite.reviewing import review
from microsite.site import Site

TODAY = date(2026, 11, 25)


@pytest.fixture
def run(project):
    return lambda *words: CliRunner().invoke(main, [*words, "--root", str(project)])


def test_every_contact_waits_for_a_check(site):
    rows = review(site.data, TODAY)
    assert {(row.place, row.id) for row in rows} == {tuple(name.split(".")) for name in site.data.channels}
    assert {row.state for row in rows} == {"never"}, "nobody has tried one: see each check that is added here"


def test_a_reviewer_chooses(site):
    assert {row.grade for row in review(site.data, TODAY, grades=["low"])} == {"low"}
    assert {row.place for row in review(site.data, TODAY, places=["es", "eu"])} == {"es", "eu"}
    low = review(site.data, TODAY, places=["es"], grades=["low"])
    assert low and not any(row.shown for row in low) and all(row.check for row in low)


def test_the_table_and_the_csv_say_the_same(run, site):
    table = run("review", "es")
    assert table.exit_code == 0 and "anar-menores" in table.output and "never checked" in table.output
    rows = list(csv.DictReader(StringIO(run("review", "es", "--format", "csv").output)))
    assert {row["id"] for row in rows} == set(site.data.places["es"])
    assert all(row["state"] == "never" for row in rows)


def test_a_check_changes_three_lines_and_reaches_the_page(run, project, monkeypatch):
    path = project / "data/reporting/es.yml"
    before = path.read_text()
    answer = run("confirm", "es", "incibe-017", "--by", "Ana: “INCIBE”", "--date", "2026-11-24", "--source", "called, answered # yes")
    assert answer.exit_code == 0 and "incibe-017 is confirmed as of 2026-11-24" in answer.output
    changed = [line for line in difflib.ndiff(before.splitlines(), path.read_text().splitlines()) if line[0] in "+-"]
    assert changed == ['+     by: "Ana: “INCIBE”"', '+     date: "2026-11-24"', '+     source: "called, answered # yes"']
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795651200")  # 2026-11-26
    assert str(Site.load(project).data.channels["es.incibe-017"].confirmed.date) == "2026-11-24"
    again = run("confirm", "es", "incibe-017", "--by", "Eva", "--date", "2026-11-25", "--source", "called")
    assert again.exit_code == 0 and path.read_text().count("    by:") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ess", "incibe-017", "--by", "A", "--source", "x"), "Did you mean es?"),
        (("es", "incibe-17", "--by", "A", "--source", "x"), "Did you mean incibe-017?"),
        (("es", "incibe-017", "--by", "A", "--source", "x", "--date", "2999-01-01"), "not after today"),
        (("es", "incibe-017", "--by", "A", "--source", "x", "--date", "yesterday"), "a day such as"),
        (("es", "incibe-017", "--by", "", "--source", "x"), "by: found ''"),
        (("es", "incibe-017", "--source", "x"), "--by"),
    ],
)
def test_a_wrong_check_is_explained_and_changes_nothing(run, project, words, said):
    path = project / "data/reporting/es.yml"
    before = path.read_bytes()
    answer = run("confirm", *words)
    assert answer.exit_code != 0 and said in answer.output and "Traceback" not in answer.output
    assert path.read_bytes() == before


def test_a_wrong_place_is_explained(run):
    answer = run("review", "xx")
    assert answer.exit_code == 1 and "'xx'" in answer.output and "Traceback" not in answer.output
