"""Offline bundles: each holds all that its pages need and nothing else, every link leads somewhere or says that it leads out."""

from __future__ import annotations

import errno
import json
import re
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from lxml import html

from microsite import bundling
from microsite.bundling import Looks, PageCopy
from microsite.cli import main
from microsite.dates import KnownDate
from microsite.formatting import typeset
from microsite.site import Site

LONGEST = 200  # characters of a path, from the folder in the zip on: Windows opens 260, and the stick has folders of its own
ADDRESSES = re.compile(r' (?:href|src|data-(?:neutral|script|index|root|help))="[^"]*"')
STRIP = re.compile(r'\n<p class="offline">.*?</p>')
MARK = re.compile(r'<span class="needs-internet">.*?</span>')
LOOKS = re.compile(r'<link rel="stylesheet" href="[./]*assets/offline\.css">\n')
FEED = re.compile(r'<link rel="alternate" type="application/atom\+xml"[^>]*>')


@pytest.fixture(scope="module", params=["fr", "fr+es"])
def name(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def folder(unpacked, name) -> Path:
    return unpacked[name]


@pytest.fixture(scope="module")
def pages(folder, site, name) -> dict[Path, tuple[str, html.HtmlElement]]:
    """Every page of a bundle, with its language: French at its root, Spanish in its folder."""
    files = {}
    for language in name.split("+"):
        for address in site.pages.by_language[language]:
            files[folder / ("es" if language == "es" else "") / address / "index.html"] = language
    return {path: (language, html.fromstring(path.read_bytes())) for path, language in files.items()}


def target(path: Path, address: str) -> Path:
    return Path(path.parent, unquote(urlsplit(address).path)).resolve() if urlsplit(address).path else path


def test_a_bundle_holds_its_languages_and_what_they_need(folder, pages, site, name):
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    files -= {path.relative_to(folder).as_posix() for path in pages}
    assert {re.sub(r"\.\w{8}\.", ".", file) for file in files} == {
        *("README.txt", "neutral/index.html", "assets/finder.js", "assets/icon.svg", "assets/script.js", "assets/search.js"),
        *("assets/offline.css", "assets/style.css", *(f"assets/style-{more}.css" for more in ("facts", "help", "home", "work"))),
        *(f"search/{language}.js" for language in name.split("+")),
        *(f"pdf/fr/schools-staff-briefing-{paper}.pdf" for paper in ("a4", "letter")),
    }
    assert (folder / "pdf/fr/schools-staff-briefing-a4.pdf").read_bytes().startswith(b"%PDF")


def test_every_address_leads_to_a_file_of_the_bundle_or_says_that_it_leads_out(pages, folder, site, name):
    ids = {path: set(page.xpath("//@id")) for path, (_, page) in pages.items()}
    links = marked = 0
    for path, (language, page) in pages.items():
        words = site.data.interface[language].offline.internet
        for element in page.iter("a"):
            href, found = element.get("href"), element.xpath("string(.//*[@class='needs-internet'])")
            assert (words in found) == bool(href and href.startswith(("http:", "https:"))), (path, href)
            assert not (found and element.get("aria-label")), "a label would hide the words"
            links, marked = links + 1, marked + bool(found)
            if href and not urlsplit(href).scheme:
                file = target(path, href)
                assert file.is_file() and file.is_relative_to(folder) and not href.startswith("/"), (path, href)
                assert file.suffix == ".pdf" or file == folder / "neutral/index.html" or file in pages, (path, href)
                fragment = urlsplit(href).fragment
                assert not fragment or fragment in ids[file], (path, href)
        for element in page.iter("link", "script", "img", "html", "div"):
            loaded = [element.get(attribute) for attribute in ("src", "data-neutral", "data-script", "data-index")]
            if element.tag == "link" and element.get("rel") not in ("canonical", "alternate"):
                loaded.append(element.get("href"))
            for address in filter(None, loaded):
                assert target(path, address).is_file() and target(path, address).is_relative_to(folder), (path, address)
        for element in page.iter("link"):
            assert element.get("rel") not in ("canonical", "alternate") or element.get("href").startswith(site.edition.address)
        assert not [value for value in page.xpath("//@*") if value.startswith(("../", "./")) and not target(path, value).exists()], path
    assert links > 50 * len(pages) and marked > len(pages)


def test_what_is_not_in_the_bundle_stays_a_link_to_the_web(pages, site, name):
    """Other languages, feeds, data and cards: by their full address."""
    path = next(path for path in pages if path.as_posix().endswith(f"{name}-{site.date}/know/operations/index.html"))
    links = {element.get("href") for element in pages[path][1].iter("a")}
    address = site.edition.address
    assert {f"{address}know/operations/", f"{address}pt/know/operations/", f"{address}fr/feed.xml"} <= links
    assert f"{address}api/v1/operations.json" in links
    assert (f"{address}es/know/operations/" in links, "../../es/know/operations/index.html" in links) == (name == "fr", name == "fr+es")


def test_nothing_else_of_a_page_changes(pages, printed_site, folder, site):
    """Byte for byte: without what is added, only addresses differ, within the tags that have one."""
    for path, (language, _) in pages.items():
        address = path.relative_to(folder).as_posix().removeprefix("es/")
        old = FEED.sub("", (printed_site / site.url(language, address)).read_text(encoding="utf-8"))
        new, counts = path.read_text(encoding="utf-8"), []
        for added in (STRIP, LOOKS, MARK):
            new, count = added.subn("", new)
            counts.append(count)
        assert counts[:2] == [1, 1] and counts[2] >= 1, path
        before, after = (re.split(r"(<[^>]*>)", text) for text in (old, new))
        assert len(before) == len(after)
        for was, now in zip(before, after, strict=True):
            if was != now:
                assert re.match(r"<(a|link|script|html|div) ", was), was
                assert re.sub("&#x27;|&#39;", "'", ADDRESSES.sub("", was)) == re.sub("&#x27;|&#39;", "'", ADDRESSES.sub("", now)), was


def test_every_page_says_of_which_day_it_is_and_until_when(pages, folder, site):
    for path, (language, page) in pages.items():
        (strip,) = page.xpath("//main/*[1][self::p][@class='offline']")
        text = strip.text_content().replace("\u00a0", " ")
        day = site.date.first_day() + timedelta(days=180)
        format = site.formatters[language]
        assert format.date(site.date) in text and format.date(KnownDate(day.year, day.month, day.day)) in text, path
        assert strip.find("a").get("href") == site.absolute(language, "")
    assert "offline" not in (folder / "neutral/index.html").read_text()


def test_the_search_leads_to_pages_of_the_bundle(pages, folder, name):
    for language in name.split("+"):
        script = (folder / f"search/{language}.js").read_text(encoding="utf-8")
        rows = json.loads(script.removeprefix("micrositeIndex=").rstrip(";\n"))
        own = {path for path, (spoken, _) in pages.items() if spoken == language}
        assert {folder / row[0].partition("#")[0] / "index.html" for row in rows} == own
    for path, (language, page) in pages.items():
        (search,) = page.xpath("//*[@data-root]")
        assert target(path, search.get("data-root")) == folder and search.get("data-index").endswith(f"search/{language}.js")
        assert search.get("data-help") == ("es/report/" if language == "es" else "report/")


def test_paths_are_short_and_safe_everywhere(folder):
    paths = [path.relative_to(folder.parent).as_posix() for path in folder.rglob("*")]
    assert max(map(len, paths)) < LONGEST
    assert [path for path in paths if not re.fullmatch(r"[A-Za-z0-9/._+-]+", path)] == []


def test_how_to_open_it_is_said_in_each_language(folder, site, name):
    text = (folder / "README.txt").read_bytes().decode("utf-8-sig")
    for language in name.split("+"):
        words = site.data.interface[language].offline
        assert typeset(words.open, language) in text and site.formatters[language].date(site.date) in text


def test_two_runs_are_the_same_byte_for_byte(unpacked, printed_site, site, tmp_path):
    (bundle,) = bundling.bundles(site, printed_site, ("fr",))
    again = bundling.make(bundle, printed_site, tmp_path).path
    assert again.read_bytes() == unpacked["fr"].with_name(again.name).read_bytes()
    with ZipFile(again) as archive:
        names = archive.namelist()
        assert names == sorted(names) and all(name.startswith(f"{bundle.name}/") for name in names)
        assert {entry.date_time[:3] for entry in archive.infolist()} == {tuple(map(int, str(site.date).split("-")))}
    assert [path.name for path in tmp_path.iterdir()] == [f"{bundle.name}.zip"]


def test_pages_of_the_site_carry_nothing_of_bundles(built):
    assert not [path for path in built.rglob("*.*") if path.suffix in (".html", ".css", ".js") and b"needs-internet" in path.read_bytes()]


# A page.


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<a href="../..">a</a>', '<a href="../../index.html">a</a>'),
        ('<a href="./">a</a>', '<a href="index.html">a</a>'),
        ('<a href="#danger">a</a>', '<a href="#danger">a</a>'),
        ('<a href="../?a=1&amp;b=2#c">a</a>', '<a href="../index.html?a=1&amp;b=2#c">a</a>'),
        ("<a title='x > \"y\"' href=../ hidden>a</a>", '<a title="x &gt; &quot;y&quot;" href="../index.html" hidden>a</a>'),
        ('<a href="https://o.example/?#">a</a>', '<a href="https://o.example/?#">a!</a>'),
        ('<a href="https://example.org/sub/fr/report/">a</a>', '<a href="../index.html">a</a>'),
        ('<a href="https://example.org/">a</a>', '<a href="https://example.org/">a!</a>'),
        ('<a href="../../../know/">a</a>', '<a href="https://example.org/sub/know/">a!</a>'),
        ('<a href="mailto:a@b.example">a</a><a>b</a>', '<a href="mailto:a@b.example">a</a><a>b</a>'),
        ('<a href="tel:112">a</a>', '<a href="tel:112">a</a>'),
        ('<a class="leave" href="https://o.example/">a</a>', '<a class="leave" href="../../neutral/index.html">a</a>'),
        ('<link rel="alternate" type="x" href="../../feed.xml"><p>', "<p>"),
        ('<!-- <a href="../"> --><code>&lt;a href="../"&gt;</code>', '<!-- <a href="../"> --><code>&lt;a href="../"&gt;</code>'),
        ("<script>\"<a href='../'>\"</script>", "<script>\"<a href='../'>\"</script>"),
        ("ä 😀\n<p>\n<a href='../'>a</a>", 'ä 😀\n<p>\n<a href="../index.html">a</a>'),
    ],
)
def test_a_tag_gets_its_address_in_the_bundle(built, site, old, new):
    edition = site.edition.model_copy(update={"address": "https://example.org/sub/"})
    bundle = bundling.Bundle(replace(site, edition=edition), ("fr",), site.date)
    assert PageCopy(bundle, built, "fr/report/es/index.html", Looks("", "!")).rewrite(old) == new


# Names and dates.


@pytest.mark.parametrize(
    ("languages", "together", "names"),
    [
        (
            (),
            False,
            ["know-protect-report-en", "savoir-proteger-signaler-fr", "saber-proteger-denunciar-es", "saber-proteger-denunciar-pt"],
        ),
        ((), True, ["know-protect-report-all"]),
        (("pt", "fr"), True, ["savoir-proteger-signaler-fr+pt"]),
        (("fr", "pt"), False, ["savoir-proteger-signaler-fr", "saber-proteger-denunciar-pt"]),
    ],
)
def test_bundles_are_named_by_edition_language_and_date(built, site, languages, together, names):
    assert [one.name for one in bundling.bundles(site, built, languages, together)] == [f"{name}-{site.date}" for name in names]


@pytest.mark.parametrize(
    ("title", "slug"),
    [("اعرف · احم · أبلغ", "know-protect-report-example"), ("Ça / va: <bien> ?", "ca-va-bien"), ("a " * 100, ("a-" * 20)[:-1])],
)
def test_any_name_becomes_one_that_every_file_system_takes(built, site, title, slug):
    edition = site.edition.model_copy(update={"name": {"fr": title}})
    (bundle,) = bundling.bundles(replace(site, edition=edition), built, ("fr",))
    assert bundle.name == f"{slug}-fr-{site.date}"


def test_the_date_is_that_of_the_finished_site(built, site):
    later = replace(site, now=site.now + timedelta(days=30))
    assert {one.date for one in bundling.bundles(later, built)} == {site.date}


# The command.


@pytest.fixture
def run(site, monkeypatch):
    """Run the command on the edition that has been read already."""
    monkeypatch.setattr(Site, "load", lambda _: site)
    return lambda *options: CliRunner().invoke(main, ["bundle", *map(str, options)])


def test_the_command_says_what_it_made(run, printed_site, site, tmp_path):
    result = run("--site-dir", printed_site, "--output", tmp_path / "new/bundles", "--language", "en", "--language", "pt")
    assert result.exit_code == 0, result.output
    found = sorted((tmp_path / "new/bundles").iterdir())
    assert [path.name for path in found] == [f"know-protect-report-en-{site.date}.zip", f"saber-proteger-denunciar-pt-{site.date}.zip"]
    for path, pdfs in zip(found, (0, 2), strict=True):
        number = len(site.pages.by_language[path.stem.removesuffix(f"-{site.date}")[-2:]])
        assert f"{path}: {number} pages, {pdfs} PDFs, {path.stat().st_size / 1_000_000:.1f} MB" in result.output
    assert "microsite print" in result.output, "English has none"


@pytest.mark.parametrize(
    ("options", "said"),
    [(["--language", "fx"], "Did you mean"), (["--site-dir", "nowhere"], "nowhere is not there. Build the site first.")],
)
def test_what_cannot_be_bundled_is_said(run, options, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run(*options)
    assert result.exit_code == 1 and said in result.output and "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_site_without_a_page_is_not_bundled(run, built, tmp_path):
    shutil.copytree(built / "api", tmp_path / "site/api")
    result = run("--site-dir", tmp_path / "site", "--output", tmp_path / "out")
    assert result.exit_code == 1 and "index.html is not there. Build the site first." in result.output
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_named(run, built, tmp_path):
    (tmp_path / "file").write_text("")
    result = run("--site-dir", built, "--output", tmp_path / "file/bundles", "--language", "en")
    assert result.exit_code == 1 and f"{tmp_path / 'file'}" in result.output and "could not be written" in result.output


def test_a_full_disk_leaves_the_last_bundle_in_place(run, built, site, tmp_path, monkeypatch):
    last = tmp_path / f"know-protect-report-en-{site.date}.zip"
    last.write_text("the last one")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(ZipFile, "writestr", full)
    result = run("--site-dir", built, "--output", tmp_path, "--language", "en")
    assert result.exit_code == 1 and "could not be written: No space left on device" in result.output
    assert [path.name for path in tmp_path.iterdir()] == [last.name] and last.read_text() == "the last one"
