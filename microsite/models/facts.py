"""Facts: sources, figures, events and statements, and the records they belong to."""

from __future__ import annotations

from enum import StrEnum
from math import inf
from typing import Annotated, Literal

from pydantic import Field, NonNegativeFloat, PlainValidator, model_validator
from pydantic_core import PydanticCustomError

from ..dates import PartialDate
from .base import LanguageTag, Model, NonEmpty, Slug, Text, WebAddress


class PublisherKind(StrEnum):
    """What sort of body a publisher is."""

    police = "police"
    eu = "eu"
    un = "un"
    authority = "authority"
    hotline = "hotline"
    ngo = "ngo"
    press = "press"
    other = "other"


class Publisher(Model):
    """Who published a source. `link` is the allow-list: only these are linked live, by their domains."""

    name: NonEmpty | Text
    kind: PublisherKind
    link: bool
    domains: tuple[NonEmpty, ...] = ()

    @model_validator(mode="after")
    def _is_linked_somewhere(self) -> Publisher:
        if self.link and not self.domains:
            raise PydanticCustomError("no_domain", "domains, of which its sources are linked; or link: false")
        return self


class SourceKind(StrEnum):
    """How near a source is to the body it speaks for."""

    official = "official"
    report = "report"
    republication = "republication"
    news = "news"
    ngo = "ngo"
    derivative = "news-derivative"


class Source(Model):
    """A document that supports a fact. The title stands only where it was seen."""

    publisher: Slug
    title: NonEmpty | None = None
    language: LanguageTag | None = None
    address: WebAddress | None = None
    date: PartialDate | None = None
    kind: SourceKind
    repeats: NonEmpty | None = None
    known_from: Slug | None = None
    note: NonEmpty | None = None

    @model_validator(mode="after")
    def _can_be_found(self) -> Source:
        if not (self.title or self.address):
            raise PydanticCustomError("nameless_source", "a title or an address")
        return self


def _count(value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < inf:
        raise PydanticCustomError("count", "a number that is not negative")
    return value


Count = Annotated[int | float, PlainValidator(_count, json_schema_input_type=NonNegativeFloat)]

SourceIds = Annotated[tuple[Slug, ...], Field(min_length=1)]


class Conflict(Model):
    """Where sources, or a document the project began from, disagree or err: for editors, in English.

    What readers are likely to have met stands on the sources page (`correction` names it,
    `<record>.<correction>`); anything else says in `unpublished` why it does not.
    """

    disagree: NonEmpty
    follow: NonEmpty
    correction: NonEmpty | None = None
    unpublished: NonEmpty | None = None

    @model_validator(mode="after")
    def _has_one_fate(self) -> Conflict:
        if bool(self.correction) == bool(self.unpublished):
            raise PydanticCustomError("fate", "either the correction that tells it to readers, or unpublished: the reason")
        return self


class Figure(Model):
    """A number: what it counts, as of when, and who says so. A share or a change in percent is written 80."""

    value: Count
    measure: Literal["count", "percent"] = "count"
    approximation: Literal["about", "at-least", "more-than", "nearly", "up-to"] | None = None
    unit: Text
    as_of: PartialDate
    sources: SourceIds
    conflict: Conflict | None = None


class Event(Model):
    """Something that happened on a day, in a month, or from one day to another."""

    date: PartialDate
    end: PartialDate | None = None
    what: Text
    sources: SourceIds

    @model_validator(mode="after")
    def _ends_after_it_began(self) -> Event:
        if self.end and self.end.first_day() <= self.date.first_day():
            raise PydanticCustomError("ends_early", "an end after its beginning; none for a single date")
        if self.end and (bool(self.end.month), bool(self.end.day)) != (bool(self.date.month), bool(self.date.day)):
            raise PydanticCustomError("ends_vaguely", "an end that is known as far as its beginning: both a day, a month or a year")
        return self


class Statement(Model):
    """A claim without a number. `about` says for editors what the sources support."""

    about: NonEmpty
    bodies: tuple[NonEmpty, ...] = ()
    sources: SourceIds


class Series(Model):
    """Figures of the same kind, one after another, drawn as bars."""

    title: Text
    period: Text
    count: Text
    note: Text | None = None
    figures: Annotated[tuple[Slug, ...], Field(min_length=2)]


class Correction(Model):
    """A claim that is often repeated, and what the sources say."""

    often_said: Text
    source_says: Text
    sources: SourceIds


class Record(Model):
    """Something facts belong to: an operation, a trend, the guidance."""

    id: Slug
    figures: dict[Slug, Figure] = {}
    events: dict[Slug, Event] = {}
    statements: dict[Slug, Statement] = {}
    series: dict[Slug, Series] = {}
    corrections: dict[Slug, Correction] = {}
    conflicts: tuple[Conflict, ...] = ()


COMPARED = ("children-protected", "arrests", "suspects", "countries")
"""The figures by which operations are compared. Those that have one call it so."""


class Operation(Record):
    """A police operation, and its page."""

    name: Text
    summary: Text
    announced: PartialDate
    lead: Text
    trends: tuple[Slug, ...] = ()

    @model_validator(mode="after")
    def _compares_counts(self) -> Operation:
        shares = [name for name in COMPARED if name in self.figures and self.figures[name].measure != "count"]
        if shares:
            raise PydanticCustomError("share", f"counts for {', '.join(shares)}: operations are compared by them")
        return self

    @property
    def address(self) -> str:
        """The address of its page below the language."""
        return f"know/operations/{self.id}/"


class Trend(Record):
    """A way in which children are harmed, and its page."""

    name: Text
    summary: Text

    @property
    def address(self) -> str:
        """The address of its page below the language."""
        return f"know/trends/{self.id}/"
