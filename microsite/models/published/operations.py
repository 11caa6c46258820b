"""`api/v1/operations.json`: police operations, their figures, events and sources."""

from __future__ import annotations

from typing import Annotated, get_args

from pydantic import Field

from .. import facts
from ..base import LanguageTag, NonEmpty, Slug, WebAddress
from . import Head, IsoDate, Pages, Published, Words, kind

SourceIds = Annotated[tuple[Slug, ...], Field(min_length=1, description="The ids of its sources, to be found in `sources`.")]

_FIGURE = facts.Figure.model_fields
Measure = kind("What the value is: a count, or a percentage, such as 80.", get_args(_FIGURE["measure"].annotation))
Approximation = kind("How the number is to be read; null: as it stands.", get_args(get_args(_FIGURE["approximation"].annotation)[0]))
PublisherKind = kind("What sort of body it is.", facts.PublisherKind)
SourceKind = kind("How near it is to the body it speaks for.", facts.SourceKind)


class Figure(Published):
    """A number, true as of its date."""

    value: facts.Count
    approximation: Approximation | None
    measure: Measure
    unit: Annotated[Words, Field(description="What is counted.")]
    as_of: Annotated[IsoDate, Field(description="The date on which the number was true.")]
    sources: SourceIds


class Event(Published):
    """Something that happened on a day, in a month, or from one day to another."""

    date: Annotated[IsoDate, Field(description="When it happened, or began.")]
    end: Annotated[IsoDate | None, Field(description="When it ended; null for a single date.")]
    what: Annotated[Words, Field(description="What happened: a sentence.")]
    sources: SourceIds


class Correction(Published):
    """A claim that is often repeated, and what the sources say."""

    often_said: Words
    source_says: Words
    sources: SourceIds


class Operation(Published):
    """A police operation."""

    id: Annotated[Slug, Field(description="Never changes.")]
    name: Words
    summary: Words
    lead: Annotated[Words, Field(description="Who led it.")]
    announced: Annotated[IsoDate, Field(description="When its result was made public.")]
    trends: Annotated[tuple[Slug, ...], Field(description="The ids of the trends it belongs to, to be found in `trends`.")]
    pages: Pages
    figures: dict[Slug, Figure]
    events: dict[Slug, Event]
    corrections: dict[Slug, Correction]


class Trend(Published):
    """A way in which children are harmed."""

    name: Words
    pages: Pages


class Source(Published):
    """A document that supports a fact, and who published it."""

    publisher: Words
    kind_of_publisher: PublisherKind
    title: Annotated[NonEmpty | None, Field(description="In its own language; null where it was not seen.")]
    language: Annotated[LanguageTag | None, Field(description="The language of the title.")]
    address: WebAddress | None
    date: Annotated[IsoDate | None, Field(description="When it was published.")]
    kind: SourceKind
    repeats: Annotated[Words | None, Field(description="The body whose words it repeats.")]
    address_known_only_from: Annotated[
        Slug | None, Field(description="The id of the source that gives its address: its own text was not read.")
    ]


class Operations(Head):
    """Police operations against the sexual abuse of children online, with their figures, events and sources."""

    operations: Annotated[tuple[Operation, ...], Field(description="The newest first.")]
    trends: Annotated[dict[Slug, Trend], Field(description="The trends that the operations name, by their ids.")]
    sources: Annotated[dict[Slug, Source], Field(description="The sources that the operations name, by their ids.")]
