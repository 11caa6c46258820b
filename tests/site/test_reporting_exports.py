"""Contacts for other sites: JSON with its schema, a table, and cards to frame. Nothing doubtful or graded low leaves the house."""

from __future__ import annotations

import copy
import csv
import json
import re
from dataclasses import replace
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from jsonschema import Draft202012Validator

from microsite.contacts import href
from microsite.directory import serves
from microsite.exports.reporting import as_csv, reporting
from microsite.models.reporting import Confirmation

from .inspection import BuiltPage

FRAME = 14_000  # bytes of a card, not compressed


def read(built, name):
    return (built / "api/v1" / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def everything(built):
    return json.loads(read(built, "reporting.json"))


@pytest.fixture(scope="module")
def schema(built):
    return json.loads(read(built, "reporting.schema.json"))


def test_the_contacts_are_those_of_the_data(everything, site):
    assert everything["places"].keys() == site.data.places.keys()
    for place, channels in site.data.places.items():
        shown = {name: channel for name, channel in channels.items() if channel.is_shown}
        contacts = {contact["id"]: contact for contact in everything["places"][place]["contacts"]}
        assert contacts.keys() == shown.keys()
        country = place if place in site.data.countries.codes else ""
        for name, channel in shown.items():
            contact = contacts[name]
            ways = [(way["kind"], way["value"], way["link"]) for way in contact["ways"]]
            assert ways == [(way.kind, way.value, href(way, country)) for way in channel.ways if not way.doubtful]
            assert contact["grade"] in ("high", "medium") and contact["name"] == channel.name
            assert [seen["address"] for seen in contact["seen"]] == [seen.address for seen in channel.seen]
            assert contact["confirmed"] is None and contact["check_after"] is None
            for field in channel.doubtful:
                assert contact[field] in (None, []), f"{place}.{name}: {field} is doubtful"


def test_nothing_of_what_is_hidden_is_published(built, site):
    """Numbers and addresses that are only doubtful or graded low stand in no file of the site."""
    shown = {way.value for channel in site.data.channels.values() if channel.is_shown for way in channel.shown_ways}
    hidden = {way.value for channel in site.data.channels.values() for way in channel.ways} - shown
    seen = {seen.address for channel in site.data.channels.values() for seen in channel.seen}
    assert len(hidden) > 20
    texts = read(built, "reporting.json"), read(built, "reporting.csv")
    for value in hidden - seen:
        assert not any(f'"{value}"' in text or f": {value} " in text for text in texts), value
    reasons = [why for channel in site.data.channels.values() for why in [*channel.doubtful.values(), channel.check] if why]
    assert not any(why in text for why in reasons for text in texts), "notes for reviewers stay with them"


def test_the_json_is_valid(built, everything, schema, site):
    assert list(Draft202012Validator(schema).iter_errors(everything)) == []
    of_place = json.loads(read(built, "reporting/place.schema.json"))
    for place, contacts in everything["places"].items():
        own = json.loads(read(built, f"reporting/{place}.json"))
        assert list(Draft202012Validator(of_place).iter_errors(own)) == []
        assert own["contacts"] == contacts["contacts"] and own["$schema"] == "place.schema.json"
        shared = [name for name, channel in site.data.places["international"].items() if channel.is_shown and serves(channel, place)]
        assert [contact["id"] for contact in own["international"]] == ([] if place in ("eu", "international") else shared)
        for address in own["pages"].values():
            assert (built / address.removeprefix(site.edition.address) / "index.html").exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda contact: contact.pop("confirmed"),
        lambda contact: contact.update(grade="low"),
        lambda contact: contact.update(ways=[]),
        lambda contact: contact.update(seen=[]),
        lambda contact: contact.update(check_after="soon"),
        lambda contact: contact.update(name=""),
    ],
)
def test_broken_json_is_refused(everything, schema, change):
    broken = copy.deepcopy(everything)
    change(broken["places"]["es"]["contacts"][0])
    assert list(Draft202012Validator(schema).iter_errors(broken)) != []


def test_the_files_say_who_when_and_on_what_terms(everything, site):
    assert everything["licence"]["name"] == "CC BY 4.0" and everything["date"] == str(site.date)
    assert everything["check_after"] > everything["date"] and "nobody has tried it" in everything["provenance"]


CONTRACT = {
    "Way": "kind value send link",
    "Opening": "days open close",
    "Seen": "address date kind",
    "Confirmed": "by date source",
    "Contact": "id name operator operator_country kind also audience ages service for_people_who_cannot_speak_or_hear purpose ways hours "
    "languages anonymous free remarks note grade seen confirmed check_after",
    "PlaceContacts": "name pages contacts international",
}


def test_the_keys_are_those_of_the_contract(schema):
    """Within v1 keys are only added: whoever adds one adds it here."""
    assert {name: " ".join(schema["$defs"][name]["properties"]) for name in CONTRACT} == CONTRACT


def test_the_table_says_what_the_json_says(built, everything):
    rows = list(csv.DictReader(StringIO((built / "api/v1/reporting.csv").read_bytes().decode(), newline="")))
    contacts = [(place, contact) for place, contacts in everything["places"].items() for contact in contacts["contacts"]]
    assert [(row["place"], row["id"]) for row in rows] == [(place, contact["id"]) for place, contact in contacts]
    for row, (_, contact) in zip(rows, contacts, strict=True):
        assert from_row(row, everything["languages"]) == {
            key: value for key, value in contact.items() if key not in ("ways", "seen", "hours", "ages")
        } | {
            "ways": [(way["kind"], way["value"], way["send"]) for way in contact["ways"]],
            "seen": [(seen["address"], seen["date"], seen["kind"]) for seen in contact["seen"]],
            "hours": [(" ".join(one["days"]), one["open"], one["close"]) for one in contact["hours"] or []],
            "ages": (contact["ages"] or {}).get("least"),
        }


def test_a_check_stands_in_the_table_and_says_when_it_has_to_be_made_again(site):
    channel = site.data.places["es"]["anar-menores"]
    checked = channel.model_copy(update={"confirmed": Confirmation(by="Ana", date="2026-01-02", source="called")})
    places = {**site.data.places, "es": {"anar-menores": checked}}
    everything = reporting(replace(site, data=replace(site.data, places=places)))
    row = next(row for row in csv.DictReader(StringIO(as_csv(everything), newline="")) if row["place"] == "es")
    assert [row[f"confirmed_{key}"] for key in ("by", "date", "source")] == ["Ana", "2026-01-02", "called"]
    assert row["check_after"] == "2026-07-01", "180 days later"


def from_row(row, languages):
    """What a reader of the table makes of a line."""
    many = lambda name: row[name].split(" | ") if row[name] else []  # noqa: E731
    known = lambda name: {"": None, "true": True, "false": False}[row[name]]  # noqa: E731
    ways = [re.fullmatch(r"(\w+): (.*?)(?: \((\w+)\))?", way).groups() for way in many("ways")]
    seen = [re.fullmatch(r"(\S+) \((no date|[\d-]+), (\w+)\)", one).groups() for one in many("seen")]
    plain = {key: row[key] or None for key in ("id", "name", "operator", "operator_country", "kind", "service", "grade", "check_after")}
    return plain | {
        "also": many("also"),
        "audience": many("audience"),
        "languages": many("languages"),
        "remarks": many("remarks"),
        "anonymous": known("anonymous"),
        "free": known("free"),
        "for_people_who_cannot_speak_or_hear": known("for_people_who_cannot_speak_or_hear"),
        "purpose": {tag: row[f"purpose_{tag}"] for tag in languages},
        "note": {tag: row[f"note_{tag}"] for tag in languages} if row["note_en"] else None,
        "confirmed": {"by": row["confirmed_by"]} if row["confirmed_by"] else None,
        "ways": [(kind, value, send) for kind, value, send in ways],
        "seen": [(address, None if date == "no date" else date, kind) for address, date, kind in seen],
        "hours": [re.fullmatch(r"([a-z ]+) (\S+)-(\S+)", one).groups() for one in many("hours")],
        "ages": int(row["least_age"]) if row["least_age"] else None,
    }


def test_any_page_may_read_the_data(built):
    assert "/api/*\n" in (built / "_headers").read_text()


# Cards for other sites.


def cards(built, site):
    for language in site.languages:
        for code in site.data.reported_countries:
            yield language, code, (built / f"embed/{language}/{code}/index.html").read_text(encoding="utf-8")


def test_a_card_is_light_and_loads_nothing(built, site):
    for language, code, html in cards(built, site):
        soup = BeautifulSoup(html, "lxml")
        assert len(html.encode()) <= FRAME, (language, code)
        assert soup.html["lang"] == language and not soup.select("script, img, iframe, link[href]:not([href='data:,'])")
        assert "url(" not in html and "@import" not in html and soup.select_one("meta[name=referrer]")["content"] == "no-referrer"


def test_a_card_shows_what_the_page_of_the_country_shows(built, site):
    for language, code, html in cards(built, site):
        page = BuiltPage.read(built, site, language, f"report/{code}/")
        ways = {(link.get_text(), link["href"]) for link in page.soup.select(".contact-way")}
        soup = BeautifulSoup(html, "lxml")
        shown = {(link.get_text(), link["href"]) for link in soup.select("li a")}
        assert shown and shown <= ways, (language, code, shown - ways)
        for item in soup.select("li"):
            assert page.words.contact.unconfirmed[:10] in item.get_text(), "each says how far it was checked"
        assert (built / f"embed/{language}/{code}" / soup.select_one(".all")["href"] / "index.html").resolve().exists()


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt"])
def test_the_code_to_copy_leads_to_each_card(built, site, language):
    page = BuiltPage.read(built, site, language, "organisations/embed/")
    frames = [BeautifulSoup(code.get_text(), "lxml").iframe for code in page.soup.select(".embeds code")]
    assert len(frames) == len(site.languages) * len(site.data.reported_countries)
    for frame in frames:
        assert (built / frame["src"].removeprefix(site.edition.address) / "index.html").exists() and frame["title"]
