"""Front matter: the YAML at the head of a page."""

from __future__ import annotations

from enum import StrEnum
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


class Paper(StrEnum):
    """What a sheet is printed on: two sizes of paper (ISO 216; ANSI Y14.1), or slides for a screen."""

    a4 = "a4"
    letter = "letter"
    slides = "slides"


class Sheet(Model):
    """A page that is also a sheet of paper: it carries the way back to the web, and `microsite print` makes its PDF."""

    pages: Annotated[int, Field(ge=1, le=12, description="How many sides it may fill; more stops `microsite print`.")]
    papers: Annotated[tuple[Paper, ...], Field(min_length=1, description="What it is printed on.")] = (Paper.a4, Paper.letter)


class Lesson(Model):
    """A lesson, whose plan has to fill its time."""

    minutes: Annotated[int, Field(ge=10, le=180, description="How long it lasts; the first column of its plan adds up to this.")]


class Poster(Model):
    """A poster. `to` is the page of the same language that its QR code leads to."""

    id: Slug
    picture: Literal["lamp", "door", "chairs"]
    title: Annotated[NonEmpty, Field(max_length=40)]
    text: Annotated[NonEmpty, Field(max_length=140)]
    to: NonEmpty


class FrontMatter(Model):
    """The keys a page may have; any other is refused."""

    title: Annotated[NonEmpty, Field(max_length=60, description="The page's name and its heading.")]
    headline: Annotated[NonEmpty | None, Field(description="The heading, where it differs from the title.")] = None
    description: Annotated[NonEmpty, Field(max_length=170, description="One sentence for search engines and previews.")]
    content_note: Annotated[bool, Field(description="Show the note that the page speaks about abuse.")] = False
    doors: Annotated[tuple[Door, ...], Field(description="The entrances on the home page.")] = ()
    sheet: Annotated[Sheet | None, Field(description="The page is also a sheet of paper.")] = None
    lesson: Annotated[Lesson | None, Field(description="The page is a lesson with a plan.")] = None
    posters: Annotated[tuple[Poster, ...], Field(description="The posters on the page.")] = ()
    translation_of: Annotated[SourceHash | None, Field(description="The hash of the English page this one was made from.")] = None
    reviews: Annotated[Reviews, Field(description="Who has reviewed the page, and when.")]

    @property
    def is_slides(self) -> bool:
        """Whether the page is shown as slides too."""
        return self.sheet is not None and Paper.slides in self.sheet.papers


class OwnFrontMatter(FrontMatter):
    """The keys of a page that is an edition’s own."""

    replaces: Annotated[SourceHash | None, Field(description="The hash of the project’s page that this one was written instead of.")] = None
    reviews: Annotated[Reviews, Field(description="Who has reviewed the page, and when.")] = Reviews(safeguarding="none yet")
