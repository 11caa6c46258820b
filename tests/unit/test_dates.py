"""The reference date, and dates known in part."""

import subprocess
from datetime import UTC, date, datetime

import pytest

from microsite.dates import KnownDate, reference_time


def test_source_date_epoch_comes_first(monkeypatch, tmp_path):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    assert reference_time(tmp_path) == datetime.fromtimestamp(1790000000, UTC)


def test_then_the_date_of_the_last_commit(monkeypatch, tmp_path):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for command in (
        ["git", "init", "-q"],
        ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "--allow-empty", "-m", "x"],
    ):
        subprocess.run(
            command,
            cwd=tmp_path,
            check=True,
            env={
                "PATH": "/usr/bin:/bin",
                "GIT_COMMITTER_DATE": "1700000000 +0000",
                "GIT_AUTHOR_DATE": "1700000000 +0000",
                "HOME": str(tmp_path),
            },
        )
    assert reference_time(tmp_path) == datetime.fromtimestamp(1700000000, UTC)


def test_without_history_the_present(monkeypatch, tmp_path):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    before = datetime.now(UTC).replace(microsecond=0)
    assert reference_time(tmp_path) >= before


def test_a_source_date_epoch_that_is_no_number_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(ValueError, match="seconds since 1970"):
        reference_time(tmp_path)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("2024", "2024-01-01", "2024-12-31"), ("2024-02", "2024-02-01", "2024-02-29"), ("2024-02-29", "2024-02-29", "2024-02-29")],
)
def test_a_date_covers_what_is_not_known(text, first, last):
    known = KnownDate.parse(text)
    assert (str(known), str(known.first_day()), str(known.last_day())) == (text, first, last)


@pytest.mark.parametrize("text", ["2025-02-30", "2025-13", "25-01-01", "2025-1-1", "spring 2025", ""])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        KnownDate.parse(text)


def test_an_edition_is_never_older_than_the_release_that_it_is_built_with(tmp_path, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr("microsite.dates._last_commit", lambda root: "1700000000")
    assert reference_time(tmp_path, date(2026, 11, 25)) == datetime(2026, 11, 25, tzinfo=UTC)
    assert reference_time(tmp_path, date(2020, 1, 1)) == datetime.fromtimestamp(1700000000, UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    assert reference_time(tmp_path, date(2026, 11, 25)) == datetime.fromtimestamp(1600000000, UTC)
