"""The command says what it did, and in plain words what is wrong."""

import pytest
from click.testing import CliRunner

from microsite.cli import main


@pytest.fixture
def run(project):
    return lambda *words: CliRunner().invoke(main, [*words, "--root", str(project)])


def test_check_counts_what_it_read(run, site):
    result = run("check")
    assert result.exit_code == 0 and f"{len(list(site.pages))} pages" in result.output


def test_check_explains_a_mistake_without_a_traceback(run, edit):
    edit("edition.yml", "exit:", "exits:")
    result = run("check")
    assert result.exit_code == 1
    assert "edition.yml" in result.output and "Traceback" not in result.output


def test_check_fails_for_a_missing_page(run, project):
    (project / "docs/fr/about/sources.md").unlink()
    for page in (project / "docs/fr").rglob("*.md"):
        page.write_text(page.read_text().replace("sources.md", "privacy.md"))
    result = run("check")
    assert result.exit_code == 1 and "facts" not in result.output


def test_translations_are_listed_and_stamped(run, edit, project):
    assert "up to date" in run("translations", "list").output
    edit("docs/en/about/privacy.md", "cookies", "biscuits")
    assert run("translations", "list").output.splitlines() == [f"stale    {language}  about/privacy/" for language in ("fr", "es", "pt")]
    assert "stamped docs/fr/about/privacy.md" in run("translations", "stamp", str(project / "docs/fr/about/privacy.md")).output
    assert len(run("translations", "list").output.splitlines()) == 2


def test_schemas_are_written(run, project):
    (project / "data/schema/edition.json").unlink()
    assert run("schemas").exit_code == 0
    assert (project / "data/schema/edition.json").exists()


def test_a_wrong_source_date_epoch_is_explained(run, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    result = run("check")
    assert result.exit_code == 1 and "seconds since 1970" in result.output
