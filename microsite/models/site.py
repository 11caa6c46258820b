"""The shape of the site and the words it must not use."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from .base import LanguageTag, Model, NonEmpty

Address = Annotated[str, StringConstraints(pattern=r"^([a-z0-9-]+/)*$")]
"""The address of a page below its language: folders in English, a slash at the end, `` for the start page."""


class Addresses(Model):
    """`data/addresses.yml`: the addresses that schools link to. None is ever taken away."""

    sections: Annotated[tuple[Address, ...], Field(max_length=6)]
    pages: tuple[Address, ...]


class AllowedNumber(Model):
    """A number that a page may type by hand, because it is a name or a rule and no figure."""

    text: NonEmpty
    why: NonEmpty


class Wording(Model):
    """`data/wording.yml`: words to avoid, by language, and numbers that may be typed."""

    avoid: dict[LanguageTag, tuple[NonEmpty, ...]]
    number_words: dict[LanguageTag, tuple[NonEmpty, ...]]
    numbers: tuple[AllowedNumber, ...]
    names: Annotated[tuple[NonEmpty, ...], Field(description="Names that are the same in every language.")] = ()
    quoting: Annotated[tuple[Address, ...], Field(description="Pages that quote such words in order to explain them.")] = ()
