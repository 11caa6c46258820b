"""`api/v1/reporting.json`, its parts by place and its table: contacts, where they were seen, and who has checked them."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field

from .. import reporting
from ..base import LanguageTag, NonEmpty, Slug, WebAddress
from . import Head, IsoDate, Pages, Published, Words, kind

Kind = kind("What it is for.", get_args(reporting.Kind))
Audience = kind("Who may turn to it.", get_args(reporting.Audience))
Remark = kind("What is worth knowing of it.", get_args(reporting.Remark))
WayKind = kind("How one gets in.", reporting.WAYS)
SeenKind = kind("Whose document it is.", get_args(reporting.Seen.model_fields["kind"].annotation))
Service = kind("Who answers an emergency number.", ("all", "police"))
Place = Annotated[str, Field(description="The code of a country (ISO 3166-1 alpha-2, small letters), `eu` or `international`.")]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Way(Published):
    """A way in."""

    kind: WayKind
    value: NonEmpty
    send: Annotated[NonEmpty | None, Field(description="The word to send by text message.")]
    link: Annotated[NonEmpty | None, Field(description="What opens it: tel:, sms:, mailto: or https:; null where nothing does.")]


class Opening(Published):
    """Hours on some days of the week, by the clock of the place. 24:00 is midnight at the end of the day."""

    days: Annotated[tuple[Day, ...], Field(min_length=1)]
    open: NonEmpty
    close: NonEmpty


class Ages(Published):
    """Whom it is for, by age in years, both included; null: no limit."""

    least: int | None
    most: int | None


class Seen(Published):
    """A document that the contact was found in: a stored copy."""

    address: WebAddress
    date: IsoDate | None
    kind: SeenKind


class Confirmed(Published):
    """A person tried the contact on a day."""

    by: NonEmpty
    date: IsoDate
    source: NonEmpty


class Contact(Published):
    """A contact. Hours, languages, ages, name and price are null (languages: empty) where they are not known or doubtful."""

    id: Annotated[Slug, Field(description="Never changes within its place.")]
    name: NonEmpty
    operator: NonEmpty | None
    operator_country: Annotated[NonEmpty | None, Field(description="Where the operator is, when it serves other countries.")]
    kind: Kind
    also: tuple[Kind, ...]
    audience: Annotated[tuple[Audience, ...], Field(min_length=1)]
    ages: Ages | None
    service: Service | None
    for_people_who_cannot_speak_or_hear: bool
    purpose: Words
    ways: Annotated[tuple[Way, ...], Field(min_length=1, description="The way to try first comes first.")]
    hours: Annotated[tuple[Opening, ...] | None, Field(description="Null: not known.")]
    languages: tuple[LanguageTag, ...]
    anonymous: Annotated[bool | None, Field(description="Whether one need not give a name. Null: ask them.")]
    free: bool | None
    remarks: tuple[Remark, ...]
    note: Words | None
    grade: Annotated[Literal["high", "medium"], Field(description="How well its sources carry it. `medium`: check before you rely on it.")]
    seen: Annotated[tuple[Seen, ...], Field(min_length=1)]
    confirmed: Annotated[Confirmed | None, Field(description="Null: nobody has checked it.")]
    check_after: Annotated[IsoDate | None, Field(description="When it has to be checked again. Null: before it is relied on at all.")]


class PlaceContacts(Published):
    """The contacts of a place."""

    name: Words
    pages: Pages
    contacts: tuple[Contact, ...]
    international: Annotated[tuple[Slug, ...], Field(description="The ids of contacts of `international` that serve the place too.")]


class ReportingHead(Head):
    """The first keys of a file of contacts."""

    check_after: Annotated[IsoDate, Field(description="Fetch the file again after this day.")]


class Reporting(ReportingHead):
    """Whom to call or write to, by place."""

    places: dict[Place, PlaceContacts]


class ReportingOfPlace(ReportingHead):
    """Whom to call or write to in one place. International contacts that serve it stand after its own."""

    place: Place
    name: Words
    pages: Pages
    contacts: tuple[Contact, ...]
    international: tuple[Contact, ...]
