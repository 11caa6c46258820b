"""`api/v1/reporting…`: the contacts for programs and spreadsheets. What is doubtful or graded low is not published."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO
from typing import Any

from ..contacts import STALE, Card, href
from ..directory import address, serves
from ..models.published import reporting as v1
from ..models.reporting import PLACES, WEEK, Channel, Way
from ..site import Site
from .common import Exporter

TITLE = "Whom to call or write to about the sexual abuse of children, by country"
PROVENANCE = (
    "The contacts were found in stored copies of public documents; each names them under `seen`. "
    "Unless `confirmed` names a person and a day, nobody has tried it: check before you rely on it."
)
ALWAYS = v1.Opening(days=WEEK, open="00:00", close="24:00")


def reporting(site: Site) -> v1.Reporting:
    """The content of `reporting.json`."""
    exporter = _Reporting(site)
    places = {code: exporter.place(code) for code in site.data.listed_places}
    return v1.Reporting(**exporter.head_of("reporting.schema.json"), places=places)


def of_place(site: Site, everything: v1.Reporting, code: str) -> v1.ReportingOfPlace:
    """The content of `reporting/<place>.json`."""
    place = everything.places[code]
    shared = [contact for contact in everything.places["international"].contacts if contact.id in place.international]
    return v1.ReportingOfPlace(
        **_Reporting(site).head_of("place.schema.json"),
        place=code,
        name=place.name,
        pages=place.pages,
        contacts=place.contacts,
        international=tuple(shared),
    )


def as_csv(everything: v1.Reporting) -> str:
    """The contacts as a table (RFC 4180), one a line; several values in a cell stand between ` | `."""
    rows = [_row(place, contact, everything.languages) for place, contacts in everything.places.items() for contact in contacts.contacts]
    text = StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


class _Reporting(Exporter):
    def head_of(self, schema: str) -> dict[str, Any]:
        check_after = self.site.date.first_day() + STALE
        return {**self.head(schema, TITLE, PROVENANCE), "check_after": check_after.isoformat()}

    def place(self, code: str) -> v1.PlaceContacts:
        channels = {name: channel for name, channel in self.data.places[code].items() if channel.is_shown}
        shared = [name for name, channel in self.data.places["international"].items() if channel.is_shown and serves(channel, code)]
        named = {tag: self.name(tag, code) for tag in self.site.languages}
        return v1.PlaceContacts(
            name=named,
            pages=self.pages(address(code)),
            contacts=tuple(self.contact(code, name, channel) for name, channel in channels.items()),
            international=tuple(shared) if code not in PLACES else (),
        )

    def name(self, language: str, code: str) -> str:
        if code in PLACES:
            return self.site.pages.get(language, address(code)).front.title
        return self.site.formatters[language].country(code)

    def contact(self, place: str, name: str, channel: Channel) -> v1.Contact:
        cards = {tag: Card(place, name, channel, format) for tag, format in self.site.formatters.items()}
        country = next(iter(cards.values())).country
        ages, hours, check = channel.known("ages"), channel.known("hours"), channel.confirmed
        return v1.Contact(
            id=name,
            name=channel.name,
            operator=channel.operator,
            operator_country=channel.based,
            kind=channel.kind,
            also=channel.also,
            audience=channel.audience,
            ages=v1.Ages(least=ages.least, most=ages.most) if ages else None,
            service=channel.service,
            for_people_who_cannot_speak_or_hear=channel.speechless,
            purpose={tag: card.purpose for tag, card in cards.items()},
            ways=tuple(self.way(way, country) for way in channel.shown_ways),
            hours=(ALWAYS,) if hours == "always" else self.hours(hours) if hours else None,
            languages=channel.known("languages") or (),
            anonymous=channel.known("anonymous"),
            free=channel.known("free"),
            remarks=channel.remarks,
            note=self.words(channel.note) if channel.note else None,
            grade=channel.grade,
            seen=tuple(v1.Seen(address=one.address, date=str(one.date) if one.date else None, kind=one.kind) for one in channel.seen),
            confirmed=v1.Confirmed(by=check.by, date=str(check.date), source=check.source) if check else None,
            check_after=(check.date.first_day() + STALE).isoformat() if check else None,
        )

    def way(self, way: Way, country: str) -> v1.Way:
        return v1.Way(kind=way.kind, value=way.value, send=way.send, link=href(way, country))

    def hours(self, hours) -> tuple[v1.Opening, ...]:
        return tuple(v1.Opening(days=one.weekdays, open=one.open, close=one.close) for one in hours)


def _row(place: str, contact: v1.Contact, languages: Iterable[str]) -> dict[str, str]:
    confirmed, ages = contact.confirmed, contact.ages
    hours = [f"{' '.join(one.days)} {one.open}-{one.close}" for one in contact.hours or ()]
    return {
        "place": place,
        "id": contact.id,
        "name": contact.name,
        "operator": contact.operator or "",
        "operator_country": contact.operator_country or "",
        "kind": contact.kind,
        "also": _cell(contact.also),
        "audience": _cell(contact.audience),
        "least_age": _known(ages and ages.least),
        "most_age": _known(ages and ages.most),
        "service": contact.service or "",
        "for_people_who_cannot_speak_or_hear": _known(contact.for_people_who_cannot_speak_or_hear),
        "ways": _cell(f"{way.kind}: {way.value}" + (f" ({way.send})" if way.send else "") for way in contact.ways),
        "hours": _cell(hours),
        "languages": _cell(contact.languages),
        "anonymous": _known(contact.anonymous),
        "free": _known(contact.free),
        "remarks": _cell(contact.remarks),
        "grade": contact.grade,
        "seen": _cell(f"{one.address} ({one.date or 'no date'}, {one.kind})" for one in contact.seen),
        "confirmed_by": confirmed.by if confirmed else "",
        "confirmed_date": confirmed.date if confirmed else "",
        "confirmed_source": confirmed.source if confirmed else "",
        "check_after": contact.check_after or "",
        **{f"purpose_{tag}": contact.purpose[tag] for tag in languages},
        **{f"note_{tag}": contact.note[tag] if contact.note else "" for tag in languages},
    }


def _cell(values: Iterable[str]) -> str:
    return " | ".join(values)


def _known(value: bool | int | None) -> str:
    return "" if value is None else str(value).lower()
