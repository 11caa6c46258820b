"""The shape of the site and the words it must not use."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from .base import LanguageTag, Model, NonEmpty

Address = Annotated[str, StringConstraints(pattern=r"^([a-z0-9-]+/)*$")]
"""The address of a page below its language: folders in English, a slash at the end, `` for the start page."""


class Addresses(Model):
    """`data/addresses.yml`: the addresses that schools link to. None is ever taken away."""

    sections: Annotated[tuple[Address, ...], Field(max_length=6)]
    pages: tuple[Address, ...]
    moved: Annotated[dict[Address, Address], Field(description="Former addresses of pages, each with that of today.")] = {}

    @model_validator(mode="after")
    def _lead_to_pages(self) -> Addresses:
        for old, new in self.moved.items():
            if old in self.pages or new not in self.pages:
                words = "under moved a former address, which no page has, and one of today, which stands under pages; found {old}: {new}"
                raise PydanticCustomError("moved", words, {"old": old, "new": new})
        return self


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


Rule = Literal["level", "length"]
"""What a page is held to: its reading level, and how many words it has."""


class Formula(Model):
    """A published formula of readability: a constant and two weights, as all those after Flesch have."""

    name: NonEmpty
    published: Annotated[NonEmpty, Field(description="Who published it, and where.")]
    constant: float
    words_per_sentence: Annotated[float, Field(description="The weight of the mean length of sentences.")]
    syllables_per_word: Annotated[float, Field(description="The weight of the mean length of words.")]
    target: Annotated[float, Field(description="The score that a 13-year-old reads.")]
    why: Annotated[NonEmpty, Field(description="Where the target comes from, and what is uncertain.")]

    def score(self, words: int, sentences: int, syllables: int) -> float:
        """The score of a text, to one decimal."""
        return round(self.constant + self.words_per_sentence * words / sentences + self.syllables_per_word * syllables / words, 1)

    @property
    def wanted(self) -> str:
        """The scores that are easy enough: where long words raise the score, it counts years at school, else ease."""
        return f"{'≤' if self.syllables_per_word > 0 else '≥'} {self.target:g}"

    def is_met(self, score: float) -> bool:
        """Whether a score is easy enough."""
        return score <= self.target if self.syllables_per_word > 0 else score >= self.target


class Words(Model):
    """How many words a topic page has."""

    least: int
    most: int

    @model_validator(mode="after")
    def _in_order(self) -> Words:
        if self.least > self.most:
            raise PydanticCustomError("order", "a least that is not more than the most")
        return self


class ReadabilityException(Model):
    """A page that is harder, longer or shorter than the rule, and why."""

    page: Address
    language: Annotated[LanguageTag | None, Field(description="The language it holds for; all of them unless given.")] = None
    rule: Rule
    why: NonEmpty

    def holds_for(self, address: str, language: str) -> bool:
        """Whether it is about this page in this language."""
        return self.page == address and self.language in (None, language)


class Readability(Model):
    """`data/readability.yml`: how hard and how long a page may be."""

    languages: dict[Literal["en", "fr", "es", "pt"], Formula]
    words: Words
    topics: Annotated[tuple[Address, ...], Field(description="Sections whose pages, not their overviews, are held to the number of words.")]
    exceptions: tuple[ReadabilityException, ...] = ()

    def is_topic(self, address: str) -> bool:
        """Whether a page is below one of the sections of topics."""
        return any(address.startswith(section) and address != section for section in self.topics)
