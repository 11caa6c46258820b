"""Builds of other editions, of broken ones, and the same one twice."""

from __future__ import annotations

import filecmp
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from ..conftest import ROOT, mkdocs_build
from ..editions import speak, use_languages

EPOCH = "1795000000"


def differences(left: Path, right: Path) -> list[str]:
    """Files that are not byte for byte the same in two folders."""
    names = {path.relative_to(folder).as_posix() for folder in (left, right) for path in folder.rglob("*") if path.is_file()}
    return sorted(
        name
        for name in names
        if not ((left / name).exists() and (right / name).exists() and filecmp.cmp(left / name, right / name, shallow=False))
    )


def test_two_builds_are_the_same_byte_for_byte(built, project, tmp_path, site):
    """In another folder, at another time."""
    again = tmp_path / "again"
    result = mkdocs_build(project, again, SOURCE_DATE_EPOCH=str(int(site.now.timestamp())))
    assert result.returncode == 0, result.stderr
    assert differences(built, again) == []


def test_the_reference_date_is_the_only_date(project, tmp_path):
    use_languages(project, "en")
    result = mkdocs_build(project, tmp_path / "out", SOURCE_DATE_EPOCH="1800000000")
    assert result.returncode == 0, result.stderr
    text = (tmp_path / "out" / "index.html").read_text()
    assert "15 January 2027" in text and "2027-01-15" in (tmp_path / "out" / "sitemap.xml").read_text()


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("data/operations/stream-kidflix-2025.yml", "value: 39", "value: many", "found 'many'"),
        ("docs/pt/index.md", "{{ newest_operation() }}", "{{ newest_operations() }}", "Did you mean newest_operation?"),
        ("overrides/parts/footer/footer.html", "{{ view.canonical }}", "{% if %}", "footer.html"),
    ],
)
def test_a_failed_build_leaves_the_last_good_site_untouched(project, edit, built, tmp_path, file, old, new, message):
    site = tmp_path / "out"
    shutil.copytree(built, site)
    edit(file, old, new)
    result = mkdocs_build(project, site, SOURCE_DATE_EPOCH=EPOCH)
    assert result.returncode != 0
    assert message in result.stderr
    assert differences(built, site) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "project"], "nothing half-written beside it"


def test_a_user_s_mistake_gives_no_traceback(project, edit, tmp_path):
    edit("edition.yml", "exit:", "exits:")
    result = mkdocs_build(project, tmp_path / "out")
    assert result.returncode == 1 and "Traceback" not in result.stderr
    assert "edition.yml" in result.stderr and "Did you mean exit?" in result.stderr


def test_lists_leave_out_what_a_language_lacks(project, tmp_path, site):
    newest = site.data.operations[0]
    (project / f"docs/es/{newest.address.rstrip('/')}.md").unlink()
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(tmp_path / "out")]
    result = subprocess.run(command, cwd=project, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    for page in ("index.html", "know/operations/index.html", "feed.xml", *(f"{trend.address}index.html" for trend in site.data.trends)):
        assert newest.address not in (tmp_path / "out/es" / page).read_text()
    assert newest.address in (tmp_path / "out/index.html").read_text()


def test_a_missing_page_stops_a_strict_build_and_is_named(project, tmp_path, built):
    """Trap: a page missing in one language breaks the navigation of all."""
    use_languages(project, "en", "fr", "es")
    (project / "docs/es/about/editorial.md").unlink()
    for page in (project / "docs").rglob("*.md"):  # nothing links there
        page.write_text(re.sub(r"\((\.\./about/)?editorial\.md\)", r"(\1privacy.md)", page.read_text()))
    site = tmp_path / "out"
    shutil.copytree(built, site)
    strict = mkdocs_build(project, site, SOURCE_DATE_EPOCH=EPOCH)
    assert strict.returncode != 0
    assert "docs/es/ lacks the page with the address 'about/editorial/'" in strict.stderr
    assert differences(built, site) == []
    lenient = subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(site)], cwd=project, capture_output=True, text=True)
    assert lenient.returncode == 0, lenient.stderr
    assert not (site / "es/about/editorial").exists()
    english = (site / "about/editorial/index.html").read_text()
    assert 'hreflang="fr"' in english and 'hreflang="es"' not in english
    assert "/es/about/editorial/" not in (site / "sitemap.xml").read_text()


def test_a_stale_translation_says_so(project, edit, tmp_path, site):
    use_languages(project, "en", "fr", "pt")
    edit("docs/en/about/privacy.md", "cookies", "biscuits")
    result = mkdocs_build(project, tmp_path / "out")
    assert result.returncode == 0
    assert "docs/fr/about/privacy.md" in result.stderr
    stale = site.data.interface["pt"].state.stale
    assert stale in (tmp_path / "out/pt/about/privacy/index.html").read_text()
    assert stale not in (tmp_path / "out/pt/about/glossary/index.html").read_text()


def test_an_edition_in_a_sub_folder_of_its_host(project, edit, tmp_path):
    """Trap: switcher and 404 page are wrong where the site is not at the root of its host."""
    use_languages(project, "en", "fr", "es")
    edit("edition.yml", "https://know-protect-report.example/", "https://school.example/safe/")
    result = mkdocs_build(project, tmp_path / "out")
    assert result.returncode == 0, result.stderr
    missing = (tmp_path / "out/404.html").read_text()
    assert 'href="/safe/fr/"' in missing and 'href="/safe/assets/' in missing
    page = (tmp_path / "out/fr/know/index.html").read_text()
    assert 'href="https://school.example/safe/es/know/"' in page and 'href="../../es/know/"' in page


def test_an_edition_in_one_language(project, tmp_path):
    use_languages(project, "fr")
    result = mkdocs_build(project, tmp_path / "out")
    assert result.returncode == 0, result.stderr
    page = (tmp_path / "out/index.html").read_text()
    assert '<html lang="fr"' in page and "languages" not in page
    assert not (tmp_path / "out/fr").exists() and not (tmp_path / "out/en").exists()


def test_an_edition_with_another_first_language(project, tmp_path):
    use_languages(project, "pt", "en")
    result = mkdocs_build(project, tmp_path / "out")
    assert result.returncode == 0, result.stderr
    assert '<html lang="pt"' in (tmp_path / "out/index.html").read_text()
    assert '<html lang="en"' in (tmp_path / "out/en/know/index.html").read_text()
    assert 'hreflang="x-default" href="https://know-protect-report.example/know/"' in (tmp_path / "out/en/know/index.html").read_text()


@pytest.mark.parametrize(
    ("language", "locale", "direction"),
    [
        ("ga", "ga_IE", "ltr"),  # trap: a language the theme does not know
        ("pt-BR", "pt_BR", "ltr"),  # trap: a regional language and the automatic navigation
        ("ar", "ar", "rtl"),  # trap: the direction stands on <body> only
    ],
)
def test_languages_that_trip_the_engine(project, tmp_path, language, locale, direction):
    speak(project, language, "pt", locale=locale, direction=direction, name="Other")
    use_languages(project, "en", language)
    result = mkdocs_build(project, tmp_path / "out")
    assert result.returncode == 0, result.stderr
    page = (tmp_path / f"out/{language}/know/operations/index.html").read_text()
    assert f'<html lang="{language}" dir="{direction}"' in page
    assert f'hreflang="{language}" href="https://know-protect-report.example/{language}/know/operations/"' in page


def test_html_in_a_name_is_text(project, edit, tmp_path):
    use_languages(project, "en")
    edit("edition.yml", "  name: Know · Protect · Report", "  name: '<script>alert(1)</script> & “Friends”'")
    result = mkdocs_build(project, tmp_path / "out")
    assert result.returncode == 0, result.stderr
    for path in (tmp_path / "out").rglob("*.html"):
        assert "<script>alert" not in path.read_text()
    assert "&lt;script&gt;alert(1)" in (tmp_path / "out/index.html").read_text()


def test_serve_shows_the_site(project, tmp_path):
    use_languages(project, "en", "fr")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
        cwd=project,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            try:
                page = urllib.request.urlopen(f"http://127.0.0.1:{port}/fr/know/", timeout=5).read().decode()
                break
            except OSError:
                time.sleep(0.1)
        assert '<html lang="fr"' in page
        style = re.search(r'href="([^"]*style\.[^"]*)"', page)[1].replace("../", "")
        assert urllib.request.urlopen(f"http://127.0.0.1:{port}/{style}", timeout=5).status == 200
    finally:
        server.terminate()
        server.wait(20)
    assert not (project / "site").exists()


def test_the_working_copy_is_not_touched_by_a_build(built):
    assert not list(ROOT.glob(".site.*"))


def test_a_check_that_is_long_ago_warns_and_is_published(project, edit, tmp_path):
    """Even a strict build goes on: else nothing could be corrected any more."""
    use_languages(project, "en")
    path = project / "data/reporting/es.yml"
    text = path.read_text()
    place = text.index("  confirmed:", text.index("\nanar-menores:")) + len("  confirmed:")
    path.write_text(text[:place] + "\n    by: Ana\n    date: 2026-01-02\n    source: called" + text[place:])
    result = mkdocs_build(project, tmp_path / "site", SOURCE_DATE_EPOCH="1795651200")
    assert result.returncode == 0 and "es.anar-menores was last checked on 2026-01-02" in result.stderr
    assert "That is more than half a year ago." in (tmp_path / "site/report/es/index.html").read_text()
