"""What is published for programs below `api/v1/`: what all its files share.

The address is a contract. Within v1 keys may be added, and values to the lists of kinds; no key is renamed,
taken away or given another meaning. Every key is always there; what is not known is null.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from ..base import LanguageTag, NonEmpty, WebAddress

IsoDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
"""A date of ISO 8601 as far as it is known: 2025, 2025-04 or 2025-04-02."""

Words = Annotated[dict[LanguageTag, NonEmpty], Field(min_length=1)]
"""A text by language."""

Pages = dict[LanguageTag, WebAddress]
"""The full address of a page by language; only languages that have the page."""


def kind(what: str, known: Iterable[str]) -> object:
    """A word from a list that may grow: the schema names those of today, and lets others pass."""
    return Annotated[NonEmpty, Field(description=f"{what} One of: {', '.join(known)}; others may be added.")]


class Published(BaseModel):
    """A part of a published file. Its schema lets unknown keys pass: one that is added within v1 breaks no reader."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, populate_by_name=True, json_schema_extra=lambda schema: schema.pop("additionalProperties")
    )


class Licence(Published):
    """On what terms the words and facts may be used."""

    name: NonEmpty
    url: WebAddress
    attribution: Annotated[NonEmpty, Field(description="Whom to name.")]


class Edition(Published):
    """The site that the file belongs to."""

    name: Words
    address: WebAddress


class Head(Published):
    """The first keys of every file."""

    schema_: Annotated[NonEmpty, Field(alias="$schema", description="Where the schema of this file stands.")]
    title: NonEmpty
    licence: Licence
    provenance: Annotated[NonEmpty, Field(description="Where the facts come from, and what they do not say.")]
    edition: Edition
    date: Annotated[IsoDate, Field(description="The reference date of the edition; no fact is younger.")]
    languages: Annotated[tuple[LanguageTag, ...], Field(min_length=1, description="The languages of every text.")]
