"""Front matter: the YAML at the head of a page."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from ..dates import PartialDate
from .base import Model, NonEmpty, Slug

SourceHash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]


class Review(Model):
    """A person read the page on a day."""

    by: NonEmpty
    date: PartialDate


class Reviews(Model):
    """Two reviews. `none yet` is the honest start."""

    language: Review | Literal["none yet"] | None = None
    safeguarding: Review | Literal["none yet"]


class Door(Model):
    """An entrance on the home page for one kind of reader. `to` is a page of the same language."""

    id: Slug
    title: NonEmpty
    text: NonEmpty
    to: NonEmpty


class FrontMatter(Model):
    """The keys a page may have; any other is refused."""

    title: Annotated[NonEmpty, Field(max_length=60, description="The page's name and its heading.")]
    headline: Annotated[NonEmpty | None, Field(description="The heading, where it differs from the title.")] = None
    description: Annotated[NonEmpty, Field(max_length=170, description="One sentence for search engines and previews.")]
    content_note: Annotated[bool, Field(description="Show the note that the page speaks about abuse.")] = False
    doors: Annotated[tuple[Door, ...], Field(description="The entrances on the home page.")] = ()
    translation_of: Annotated[SourceHash | None, Field(description="The hash of the English page this one was made from.")] = None
    reviews: Annotated[Reviews, Field(description="Who has reviewed the page, and when.")]
