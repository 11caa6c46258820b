"""The words the site uses and the words it avoids."""

from __future__ import annotations

from typing import Literal

from .base import LanguageTag, Model, Slug, Text
from .facts import Record, SourceIds


class TermOrigin(Model):
    """Where a term was seen in a language; a proposal is our own and has no source."""

    status: Literal["guideline", "body", "law", "press", "proposal"]
    sources: tuple[Slug, ...] = ()


class Term(Model):
    """A word of the glossary: the word, where it is from, what it means."""

    term: Text
    origin: dict[LanguageTag, TermOrigin]
    meaning: Text


class AvoidedWord(Model):
    """A word to avoid, what to say instead, and why."""

    word: Text
    instead: Text
    why: Text
    sources: SourceIds


class Glossary(Record):
    """`data/glossary.yml`."""

    terms: dict[Slug, Term]
    avoid: dict[Slug, AvoidedWord]
