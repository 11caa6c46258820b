"""`edition.yml`: what an organisation changes to publish its own edition."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, field_validator
from pydantic_core import PydanticCustomError

from .base import LanguageTag, Model, NonEmpty, Text, WebAddress
from .reporting import CountryCode, Email

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
"""A colour of the sRGB space as #rrggbb."""


class Organisation(Model):
    """Who publishes the edition."""

    name: Annotated[NonEmpty, Field(description="The organisation's name, as readers know it.")]
    description: Annotated[Text, Field(description="A few words after the name, in each language.")]
    contact: Annotated[Text, Field(description="How readers reach the organisation: a clause that ends a sentence.")]
    corrections: Annotated[
        Email | WebAddress | None,
        Field(description="Where readers report a mistake in a contact: an e-mail address or a page. Without it they are not asked to."),
    ] = None
    logs: Annotated[Text, Field(description="What the host of the site keeps about visits, and for how long: a sentence.")]


class Edition(Model):
    """All settings of an edition."""

    name: Annotated[Text, Field(description="The name of the site, in each language.")]
    organisation: Annotated[Organisation, Field(description="Who publishes the edition.")]
    address: Annotated[WebAddress, Field(description="The address of the site, with https:// and a slash at its end.")]
    languages: Annotated[tuple[LanguageTag, ...], Field(min_length=1, description="The languages; the first one stands at the root.")]
    country: Annotated[
        CountryCode | None, Field(description="The country of most readers: the help bar of every page leads to its contacts.")
    ] = None
    colour: Annotated[Colour, Field(description="One brand colour, as #rrggbb; everything else is derived from it.")]
    exit: Annotated[WebAddress, Field(description="The neutral page that Leave opens.")]

    @field_validator("address")
    @classmethod
    def _ends_with_slash(cls, address: str) -> str:
        if not address.endswith("/"):
            raise PydanticCustomError("no_slash", "an address that ends with a slash")
        return address

    @field_validator("languages")
    @classmethod
    def _each_once(cls, languages: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(languages)) < len(languages):
            raise PydanticCustomError("twice", "each language once")
        return languages
