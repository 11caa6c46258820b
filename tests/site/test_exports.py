"""What is published for programs: a feed in each language, and the operations as JSON with their schema."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from microsite.edition import load_edition
from microsite.exports import exports
from microsite.feeds import make_feeds
from microsite.formatting import typeset
from microsite.layers import Layers
from microsite.names import CALL
from microsite.site import Site

from ..conftest import ROOT, mkdocs_build
from ..editions import use_languages

ATOM = {"a": "http://www.w3.org/2005/Atom"}
EPOCH = "1795000000"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LANGUAGES = load_edition(Layers.of(ROOT)).languages


@dataclass
class Built:
    """A built site and what it was built from."""

    folder: Path
    site: Site

    def text(self, address: str) -> str:
        return (self.folder / address).read_text(encoding="utf-8")

    def feed(self, language: str) -> etree._Element:
        return etree.fromstring(self.text(self.site.url(language, "feed.xml")).encode())

    @property
    def operations(self) -> dict:
        return json.loads(self.text("api/v1/operations.json"))

    @property
    def schema(self) -> dict:
        return json.loads(self.text("api/v1/operations.schema.json"))

    def has(self, address: str) -> bool:
        """Whether a full address is that of a page of the site."""
        base = self.site.edition.address
        return address.startswith(base) and (self.folder / address.removeprefix(base) / "index.html").is_file()


@pytest.fixture(scope="module")
def ours(built, site) -> Built:
    return Built(built, site)


@cache
def atom() -> etree.RelaxNG:
    return etree.RelaxNG(file=str(Path(__file__).with_name("atom.rnc")))


def texts(element: etree._Element, path: str) -> list[str]:
    return [found.text for found in element.iterfind(path, ATOM)]


def mistakes(content: dict, schema: dict) -> list[str]:
    """What is wrong with the JSON: against its schema, and ids that lead nowhere."""
    problems = [error.message for error in Draft202012Validator(schema).iter_errors(content)]
    if problems:
        return problems
    for operation in content["operations"]:
        facts = [fact for kind in ("figures", "events", "corrections") for fact in operation[kind].values()]
        named = {source for fact in facts for source in fact["sources"]}
        problems += [f"{operation['id']}: no source {source}" for source in named - content["sources"].keys()]
        problems += [f"{operation['id']}: no trend {trend}" for trend in set(operation["trends"]) - content["trends"].keys()]
    origins = {source["address_known_only_from"] for source in content["sources"].values()} - {None}
    return problems + [f"no source {origin}" for origin in origins - content["sources"].keys()]


# The feeds.


def check_feed(built: Built, language: str) -> None:
    """A feed is valid, and says what the site says, in its language."""
    site, feed = built.site, built.feed(language)
    atom().assertValid(feed)
    assert feed.get(XML_LANG) == language
    links = {link.get("rel"): link.get("href") for link in feed.iterfind("a:link", ATOM)}
    assert links["self"] == feed.findtext("a:id", namespaces=ATOM) == site.absolute(language, "feed.xml")
    assert built.has(links["alternate"])
    assert links["license"] == "https://creativecommons.org/licenses/by/4.0/" and links["license"] in feed.findtext(
        "a:rights", namespaces=ATOM
    )
    here = [one for one in site.data.operations if site.pages.get(language, f"know/operations/{one.id}/")]
    assert here
    pages = [site.absolute(language, f"know/operations/{operation.id}/") for operation in here]
    assert texts(feed, "a:entry/a:id") == pages and len(set(pages)) == len(pages)
    assert [link.get("href") for link in feed.iterfind("a:entry/a:link", ATOM)] == pages
    assert all(map(built.has, pages))
    assert {link.get("hreflang") for link in feed.iterfind(".//a:link[@hreflang]", ATOM)} == {language}
    assert texts(feed, "a:entry/a:title") == [typeset(operation.name[language], language) for operation in here]
    assert texts(feed, "a:entry/a:summary") == [typeset(operation.summary[language], language) for operation in here]
    for entry, operation in zip(feed.iterfind("a:entry", ATOM), here, strict=True):
        named = [(category.get("term"), category.get("label")) for category in entry.iterfind("a:category", ATOM)]
        assert named == [(trend, typeset(site.data.records[trend].name[language], language)) for trend in operation.trends]


def check_dates(built: Built, language: str) -> None:
    feed = built.feed(language)
    published, updated = ([datetime.fromisoformat(text) for text in texts(feed, f"a:entry/a:{name}")] for name in ("published", "updated"))
    assert published == sorted(published, reverse=True), "the newest first"
    for last, operation in zip(updated, built.site.data.operations, strict=True):
        told = [operation.announced, *(figure.as_of for figure in operation.figures.values())]
        told += [end for event in operation.events.values() for end in (event.date, event.end) if end]
        assert last.date() == max(date(when.year, when.month or 1, when.day or 1) for when in told)
    assert all(first <= last <= built.site.now for first, last in zip(published, updated, strict=True))
    assert datetime.fromisoformat(feed.findtext("a:updated", namespaces=ATOM)) == max(updated)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_feed_is_valid_and_says_what_the_site_says(ours, language):
    check_feed(ours, language)
    check_dates(ours, language)


def test_entries_of_all_languages_have_ids_of_their_own(ours):
    ids = [text for language in LANGUAGES for text in texts(ours.feed(language), ".//a:id")]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        (r"<id>[^<]*</id>\n<title>[^<]*</title>\n<summary>", "<title>Title</title>\n<summary>"),
        (r"<id>https://[^<]*/feed\.xml</id>", "<id>feed.xml</id>"),
        (r"<author>.*?</author>", ""),
        (r"<updated>[^<]*</updated>", ""),
        (r"<updated>([^<]*)Z</updated>", r"<updated>\1</updated>"),
        (r"<published>(\d{4}-\d{2})-\d{2}T[^<]*", r"<published>\1"),
        (r"<published>\d{4}-\d{2}", "<published>2025-13"),
        (r"(<entry>.*?)<link [^>]*/>", r"\1"),
        (r"<summary>[^<]*", "<summary>"),
        (r"<summary>", "<summary>Police <b>closed</b> it. "),
        (r"hreflang=\"en\"", 'hreflang="English language"'),
        (r"<feed ([^>]*)>", r"<feed \1><pubDate>now</pubDate>"),
        (r"http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"),
    ],
)
def test_a_broken_feed_is_refused(ours, pattern, replacement):
    text = ours.text(ours.site.url("en", "feed.xml"))
    broken, number = re.subn(pattern, replacement, text, count=1, flags=re.S)
    assert number, f"nothing to break: {pattern}"
    assert atom().validate(etree.fromstring(text.encode()))
    assert not atom().validate(etree.fromstring(broken.encode()))


# The JSON.


def check_operations(built: Built) -> None:
    """The JSON is valid, complete, in the languages of the edition, and leads to pages that exist."""
    site, content = built.site, built.operations
    Draft202012Validator.check_schema(built.schema)
    assert mistakes(content, built.schema) == []
    assert content["$schema"] == "operations.schema.json", "a relative address: the two stand side by side"
    assert content["date"] == str(site.date) and content["edition"]["address"] == site.edition.address
    assert content["languages"] == list(site.languages)
    assert [operation["id"] for operation in content["operations"]] == [operation.id for operation in site.data.operations]
    for kind, found in (("operations", {one["id"]: one for one in content["operations"]}), ("trends", content["trends"])):
        for name, one in found.items():
            assert list(one["pages"]) == site.pages.translations(f"know/{kind}/{name}/")
            assert all(map(built.has, one["pages"].values()))
    assert all(list(words) == list(site.languages) for words in texts_by_language(content))


def texts_by_language(part):
    """Every text of the JSON, a mapping of languages to words; `pages` maps languages to addresses."""
    if isinstance(part, list):
        part = dict(enumerate(part))
    if not isinstance(part, dict):
        return
    if part and part.keys() <= set(LANGUAGES):
        yield part
    else:
        for key, value in part.items():
            if key != "pages":
                yield from texts_by_language(value)


def test_the_operations_are_valid_and_lead_to_pages(ours):
    check_operations(ours)


def test_the_values_are_those_of_the_data(ours, site):
    content = ours.operations
    for found, operation in zip(content["operations"], site.data.operations, strict=True):
        same = operation.model_dump(mode="json", include={"id", "name", "summary", "lead", "announced", "trends"})
        assert {key: found[key] for key in same} == same
        for kind in ("figures", "events", "corrections"):
            assert list(found[kind]) == list(getattr(operation, kind))
            for name, fact in getattr(operation, kind).items():
                expected, got = fact.model_dump(mode="json"), found[kind][name]
                expected.pop("conflict", None)  # for editors; what readers should know of it is a correction
                if kind == "corrections":
                    for key in ("often_said", "source_says"):
                        for language, words in expected[key].items():
                            stays = [re.escape(part) for part in CALL.split(words)[::2]]
                            assert re.fullmatch(r"[^{}]+".join(stays), got[key][language])
                    expected, got = expected["sources"], got["sources"]
                assert got == expected
    for name, source in content["sources"].items():
        own = site.data.sources[name]
        same = own.model_dump(mode="json", include={"title", "language", "address", "date", "kind"})
        assert {key: source[key] for key in same} == same
        assert source["kind_of_publisher"] == site.data.publishers[own.publisher].kind
        assert source["address_known_only_from"] == own.known_from


def test_a_fact_named_in_a_text_becomes_words(ours):
    assert "{{" not in ours.text("api/v1/operations.json")
    said = next(one for one in ours.operations["operations"] if one["id"] == "stream-kidflix-2025")["corrections"].values()
    assert any("about 72,000 videos" in correction["source_says"]["en"] for correction in said)


def test_it_can_be_read_as_it_stands(ours):
    for name in ("operations.json", "operations.schema.json"):
        text = ours.text(f"api/v1/{name}")
        assert text == json.dumps(json.loads(text), indent=1, ensure_ascii=False) + "\n"


def _take(content: dict, *path: str) -> None:
    *above, last = path
    for key in above:
        content = content[key]
    del content[last]


def _first(content: dict, kind: str) -> dict:
    return next(fact for operation in content["operations"] for fact in operation[kind].values())


BREAKS = {
    "no licence": lambda content: _take(content, "licence"),
    "no provenance": lambda content: _take(content, "provenance"),
    "a licence without its address": lambda content: content["licence"].update(url="CC BY"),
    "a value in words": lambda content: _first(content, "figures").update(value="many"),
    "a value below zero": lambda content: _first(content, "figures").update(value=-1),
    "no measure": lambda content: _first(content, "figures").update(measure=None),
    "a figure without a date": lambda content: _take(_first(content, "figures"), "as_of"),
    "a figure without sources": lambda content: _first(content, "figures").update(sources=[]),
    "a date in words": lambda content: _first(content, "events").update(date="2 April 2025"),
    "a text without languages": lambda content: _first(content, "events").update(what="Police act."),
    "an empty text": lambda content: _first(content, "events").update(what={}),
    "a correction without what sources say": lambda content: _take(_first(content, "corrections"), "source_says"),
    "a source that nobody knows": lambda content: _first(content, "figures").update(sources=["nobody"]),
    "a source that is not there": lambda content: _take(content, "sources", _first(content, "events")["sources"][0]),
    "a source known from nowhere": lambda content: next(iter(content["sources"].values())).update(address_known_only_from="nowhere"),
    "a trend that is not there": lambda content: content["operations"][0].update(trends=["nothing"]),
    "a page that is no address": lambda content: content["operations"][0]["pages"].update(en="know/"),
}


@pytest.mark.parametrize("change", BREAKS.values(), ids=BREAKS)
def test_broken_json_is_refused(ours, change):
    content = ours.operations
    change(content)
    assert mistakes(content, ours.schema) != []


def test_a_key_that_is_added_breaks_no_reader(ours):
    """The contract of v1: a reader that keeps today's schema accepts the keys of tomorrow."""
    content = ours.operations
    for part in (content, content["licence"], content["operations"][0], _first(content, "figures"), _first(content, "events")):
        part["tomorrow"] = "a new key"
    for key, part in (("measure", _first(content, "figures")), ("kind", next(iter(content["sources"].values())))):
        part[key] = "a new kind"
    assert mistakes(content, ours.schema) == []


CONTRACT = {
    "Operations": "$schema title licence provenance edition date languages operations trends sources",
    "Licence": "name url attribution",
    "Edition": "name address",
    "Operation": "id name summary lead announced trends pages figures events corrections",
    "Figure": "value approximation measure unit as_of sources",
    "Event": "date end what sources",
    "Correction": "often_said source_says sources",
    "Trend": "name pages",
    "Source": "publisher kind_of_publisher title language address date kind repeats address_known_only_from",
}


def test_the_keys_are_those_of_the_contract(ours):
    """A key that is new is added here; one that is missing breaks what others have built on v1."""
    schema = ours.schema
    parts = {"Operations": schema, **{name: part for name, part in schema["$defs"].items() if "properties" in part}}
    assert {name: list(part["properties"]) for name, part in parts.items()} == {name: keys.split() for name, keys in CONTRACT.items()}
    assert all(part["required"] == list(part["properties"]) for part in parts.values()), "every key is always there"


# Other editions.


def test_another_first_language_below_a_folder_of_its_host(project, edit, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    use_languages(project, "pt", "fr")
    edit("edition.yml", "https://know-protect-report.example/", "https://school.example/safe/")
    edit("edition.yml", "  name: Know · Protect · Report", "  name: '<b>Friends</b> & “Co”'")
    result = mkdocs_build(project, tmp_path / "out")
    assert result.returncode == 0, result.stderr
    other = Built(tmp_path / "out", Site.load(project))
    for language in ("pt", "fr"):
        check_feed(other, language)
        assert other.feed(language).findtext("a:author/a:name", namespaces=ATOM) == "<b>Friends</b> & “Co”"
    assert other.feed("pt").findtext("a:id", namespaces=ATOM) == "https://school.example/safe/feed.xml"
    check_operations(other)
    assert other.operations["licence"]["attribution"] == "<b>Friends</b> & “Co”"
    assert sorted(path.name for path in other.folder.rglob("feed.xml")) == ["feed.xml", "feed.xml"]


def test_what_a_language_lacks_is_not_announced(project):
    """An operation without its page has no entry and no address; without the list there is no feed."""
    newest = Site.load(project).data.operations[0].id
    (project / f"docs/es/know/operations/{newest}.md").unlink()
    (project / "docs/pt/know/operations/index.md").unlink()
    for page in (project / "docs").rglob("*.md"):  # nothing links there
        text = re.sub(rf"\[([^]]*)\]\((?:[\w./-]*/)?(?:{newest}|operations/index)\.md[^)]*\)", r"\1", page.read_text())
        page.write_text(re.sub(r"\[([^]]*)\]\(index\.md[^)]*\)", r"\1", text) if page.parent.name == "operations" else text)
    site = Site.load(project)
    feeds = {feed.language: [entry.address for entry in feed.entries] for feed in make_feeds(site)}
    assert list(feeds) == ["en", "fr", "es"]
    assert [address for address in feeds["es"] if newest in address] == [] != [address for address in feeds["fr"] if newest in address]
    content = json.loads(exports(site)["api/v1/operations.json"])
    assert "es" not in content["operations"][0]["pages"] and "es" in content["operations"][0]["name"]


def test_french_spaces_are_set_in_the_feed(project, edit):
    edit("data/operations/stream-kidflix-2025.yml", "  fr: La police a fermé", "  fr: « Stop » & <b> ! La police a fermé")
    french = next(feed for feed in make_feeds(Site.load(project)) if feed.language == "fr")
    summary = next(entry.summary for entry in french.entries if "Stop" in entry.summary)
    assert summary.startswith("«\u00a0Stop\u00a0» & <b>\u202f! La police")
