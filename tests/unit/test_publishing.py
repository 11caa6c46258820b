"""The last good site stays until a better one stands."""

import pytest

from microsite.publishing import discard, publish, staging_folder


def test_a_finished_build_takes_the_place_of_the_last_one(tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    (site / "old.html").write_text("old")
    staging = staging_folder(site)
    (staging / "new.html").write_text("new")
    assert (site / "old.html").exists()
    publish(staging, site)
    assert [path.name for path in site.iterdir()] == ["new.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_failed_build_leaves_nothing_behind(tmp_path):
    site = tmp_path / "site"
    staging = staging_folder(site)
    discard(staging)
    assert list(tmp_path.iterdir()) == []


def test_a_crash_between_the_renames_is_mended_by_the_next_build(tmp_path):
    (tmp_path / ".site.old").mkdir()
    (tmp_path / ".site.old" / "index.html").write_text("the last good one")
    staging = staging_folder(tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text() == "the last good one"
    discard(staging)


def test_a_rename_that_fails_puts_the_old_site_back(tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("old")
    with pytest.raises(OSError):
        publish(tmp_path / "nowhere", site)
    assert (site / "index.html").read_text() == "old"
