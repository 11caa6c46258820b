"""`edition.yml`: what an organisation changes to publish its own edition."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, GetJsonSchemaHandler, ValidationInfo, field_validator, model_validator
from pydantic_core import CoreSchema, PydanticCustomError

from ..dates import PartialDate
from .base import LanguageTag, Model, NonEmpty, Text, WebAddress, form
from .reporting import CountryCode, Email
from .site import Address

DIRECTION_OVERRIDES = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the text after them around (https://www.unicode.org/reports/tr9/, 2.1 and 2.2)."""


def _printable(text: str) -> str:
    """The text, if nothing in it hides or turns other text."""
    for character in text:
        if character in DIRECTION_OVERRIDES or (unicodedata.category(character) == "Cc" and character != "\n"):
            name = unicodedata.name(character, "a control character").lower()
            raise PydanticCustomError(
                "hidden", "text without hidden characters: it has {name} (U+{code})", {"name": name, "code": f"{ord(character):04X}"}
            )
    return text


Colour = form(r"^#[0-9a-fA-F]{6}$", 'a colour as # with six digits or letters a to f, in quotes, such as "#0b5563"')
"""A colour of the sRGB space as #rrggbb."""

Line = Annotated[NonEmpty, AfterValidator(_printable), Field(max_length=100)]
"""A name or another short text that is the same in every language."""

Lines = Annotated[NonEmpty, AfterValidator(_printable), Field(max_length=300)]
"""A text of several lines that is the same in every language."""

Country = Annotated[CountryCode, BeforeValidator(lambda code: code.lower() if isinstance(code, str) else code)]


class Words(Text):
    """A text in each language of the edition, or one text for all of them."""

    @model_validator(mode="before")
    @classmethod
    def _one_for_all(cls, value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, str):
            return dict.fromkeys((info.context or {}).get("languages", ()), value)
        if not isinstance(value, dict):
            raise PydanticCustomError("words", "one text, or one for each language, such as {pt: …, en: …}")
        return value

    @model_validator(mode="after")
    def _is_printable(self) -> Self:
        for text in self.root.values():
            _printable(text)
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> Mapping[str, Any]:
        return {"anyOf": [{"type": "string", "minLength": 1}, handler.resolve_ref_schema(handler(core_schema))]}


class Name(Words):
    """The name of the site, which has to fit into its head."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        longest = max(self.root.values(), key=len, default="")
        if len(longest) > 60:
            raise PydanticCustomError("long", "at most 60 characters; one has {number}", {"number": len(longest)})
        return self


class Organisation(Model):
    """Who publishes the edition."""

    name: Annotated[Line, Field(description="The organisation's name, as readers know it.")]
    description: Annotated[Words | None, Field(description="A few words after the name, such as: a charity in Lisbon.")] = None
    contact: Annotated[Words, Field(description="How readers reach the organisation: an address, or words that end a sentence.")]
    corrections: Annotated[
        Email | WebAddress | None,
        Field(description="Where readers report a mistake in a contact: an e-mail address or a page. Without it they are not asked to."),
    ] = None
    post: Annotated[Lines | None, Field(description="The postal address; it may have several lines.")] = None
    legal: Annotated[Words | None, Field(description="The legal notice that your country asks for, such as who is responsible.")] = None
    logs: Annotated[
        Words | None,
        Field(description="What the host of the site keeps about visits, and for how long: a sentence. Without it the site says so."),
    ] = None


class Brand(Model):
    """How the edition looks."""

    colour: Annotated[Colour, Field(description="The main colour. Every other one is derived from it, so that all text can be read.")] = (
        "#0b5563"
    )
    second: Annotated[Colour | None, Field(description="A second colour, for lines and marks.")] = None
    logo: Annotated[
        NonEmpty | None,
        Field(
            description="A picture beside the name of the site: an SVG, PNG, JPEG or WebP file in the edition's folder, of 20 kB or less."
        ),
    ] = None


class CountryChoice(Model):
    """Which countries have a page, and in which order."""

    first: Annotated[tuple[Country, ...], Field(description="The countries that stand first, in this order.")] = ()
    others: Annotated[bool, Field(description="Whether all other countries follow.")] = True
    without: Annotated[
        tuple[Country, ...], Field(description="Countries that are left out. Their readers are led to help across borders.")
    ] = ()

    @model_validator(mode="after")
    def _is_a_choice(self) -> Self:
        both = sorted(set(self.first) & set(self.without))
        if both:
            raise PydanticCustomError("both", "each country in one of the lists; in both: {both}", {"both": ", ".join(both)})
        if not self.others and not self.first:
            raise PydanticCustomError("no_country", "countries under first, or others: true")
        return self

    def has(self, code: str) -> bool:
        """Whether the edition has a page for the country."""
        return code in self.first or (self.others and code not in self.without)


class PageChoice(Model):
    """Which pages the edition has."""

    without: Annotated[
        tuple[Address, ...],
        Field(description="Pages that are left out, by their address below the language; a section is left out with all its pages."),
    ] = ()


class Announcement(Model):
    """A few words at the top of every page."""

    text: Annotated[Words, Field(description="The words.")]
    to: Annotated[Address | None, Field(description="The page that it leads to, by its address below the language.")] = None
    until: Annotated[PartialDate | None, Field(description="The last day on which it is shown: a build after it leaves it out.")] = None


class Edition(Model):
    """All settings of an edition."""

    name: Annotated[Name, Field(description="The name of the site.")]
    organisation: Annotated[Organisation, Field(description="Who publishes the edition.")]
    address: Annotated[
        WebAddress, Field(description="The address of the site, with https:// and a slash at its end; it may be a folder of another site.")
    ]
    languages: Annotated[
        tuple[LanguageTag, ...], Field(min_length=1, description="The languages; the first one stands at the root of the address.")
    ]
    country: Annotated[
        Country | None, Field(description="The country of most readers: the help bar of every page leads to its contacts.")
    ] = None
    countries: Annotated[CountryChoice, Field(description="Which countries stand first, and which are left out.")] = CountryChoice()
    help_line: Annotated[
        NonEmpty | None,
        Field(description="Your own help line, which stands first: its country and its name in data/reporting/, such as pt.our-line."),
    ] = None
    brand: Annotated[Brand, Field(description="Colours and logo.")] = Brand()
    pages: Annotated[PageChoice, Field(description="Which pages are left out.")] = PageChoice()
    announcement: Annotated[Announcement | None, Field(description="A few words at the top of every page.")] = None
    exit: Annotated[WebAddress, Field(description="The neutral page that Leave opens.")] = "https://www.wikipedia.org/"

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
