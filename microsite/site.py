"""Everything that was read and checked, in one place. The engine is handed this, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from . import RELEASED
from .checks import check_everything
from .choosing import choose
from .data import Data, load_data
from .dates import KnownDate, reference_time
from .directory import Country, add_country_pages, country
from .edition import load_edition, read_settings
from .findings import Finding, InputError, nearest
from .formatting import Formatter
from .layers import Layers
from .logo import read_logo
from .models.edition import Announcement, Edition
from .names import Call
from .pages import Page, Pages, load_pages
from .palette import palette


@dataclass(frozen=True)
class Site:
    """An edition with its data and pages.

    Attributes:
        layers: where they were found.
        now: the reference time of this build.
    """

    layers: Layers
    now: datetime
    edition: Edition
    data: Data
    pages: Pages

    @classmethod
    def load(cls, folder: Path, languages: tuple[str, ...] = ()) -> Site:
        """Read and check an edition.

        Args:
            folder: the edition's folder, with `edition.yml`; a whole project stands on itself.
            languages: some of the edition's languages, to look at them alone; all of them unless given.

        Raises:
            InputError: with every mistake found; reading stops after the first stage that has any
                (settings, then data, then pages), because the later ones build on it.
            ValueError: SOURCE_DATE_EPOCH is no number.
        """
        layers = Layers.of(folder)
        edition = load_edition(layers)
        spoken = edition.languages
        if languages:
            check_languages(edition, languages)
            edition = edition.model_copy(update={"languages": tuple(tag for tag in edition.languages if tag in languages)})
        now = reference_time(layers.edition, None if layers.edition.is_relative_to(layers.project) else RELEASED)
        findings = []
        try:
            data = load_data(layers, edition.languages, now.date())
        except InputError as error:
            findings += error.findings
        try:
            pages = load_pages(layers, edition.languages, spoken)
        except InputError as error:
            findings += error.findings
        if not findings:
            findings = choose(edition, read_settings(layers), data, pages)
        if not findings:
            add_country_pages(pages, data, {language: Formatter(language, words) for language, words in data.interface.items()})
            findings = check_everything(data, pages)
        if findings:
            raise InputError(findings)
        return cls(layers, now, edition, data, pages)

    @cached_property
    def logo(self) -> tuple[str, bytes] | None:
        """The edition's logo, if it has one: the ending of its file, such as `.svg`, and its content."""
        name = self.edition.brand.logo
        return (Path(name).suffix.lower(), read_logo(self.layers.edition, name)) if name else None

    @property
    def parts(self) -> list[str]:
        """The parts of the looks that this edition has and others have not."""
        return [part for part, there in (("announcement", self.announcement), ("logo", self.edition.brand.logo)) if there]

    @property
    def colours(self) -> dict[str, dict[str, str]]:
        """The colours of the edition, by scheme and part."""
        return palette(self.edition.brand.colour, self.edition.brand.second)

    def country(self, code: str, language: str) -> Country:
        """The contacts of a country in the words of a language, the edition's own help line first."""
        place, _, line = (self.edition.help_line or "").partition(".")
        return country(self.data, code, self.formatters[language], line if place == code else "")

    @property
    def announcement(self) -> Announcement | None:
        """What stands at the top of every page, as long as it is shown."""
        one = self.edition.announcement
        return one if one and (not one.until or self.now.date() <= one.until.last_day()) else None

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the edition, the one at the root first."""
        return self.edition.languages

    @cached_property
    def formatters(self) -> dict[str, Formatter]:
        """How each language writes numbers and dates."""
        return {language: Formatter(language, self.data.interface[language]) for language in self.languages}

    @property
    def date(self) -> KnownDate:
        """The reference date."""
        return KnownDate(self.now.year, self.now.month, self.now.day)

    def spoken(self, call: Call, language: str) -> str:
        """A name in a sentence as one would read it aloud: a mark of sources says nothing."""
        formatter = self.formatters[language]
        if call.name == "figure":
            return formatter.figure(self.data.figures[call.arguments[0]])
        if call.name == "date":
            return formatter.event(self.data.events[call.arguments[0]])
        if call.name == "edition":
            return self.about(call.arguments[0], language)
        return ""

    def about(self, key: str, language: str) -> str:
        """What the edition says about its publisher in a sentence; a name of `EDITION_NAMES`."""
        organisation = self.edition.organisation
        if key == "organisation":
            return organisation.name
        text = getattr(organisation, key)
        return text[language] if text else self.data.interface[language].edition.logs_unknown

    def title(self, page: Page) -> str:
        """A page's name. The start page is called as the site, unless the edition has written one of its own."""
        return page.front.title if page.address or page.own else self.edition.name[page.language]

    def url(self, language: str, address: str) -> str:
        """A page's address from the root of the site."""
        return self.pages.url(language, address)

    @property
    def moved(self) -> list[tuple[str, str, str]]:
        """Former addresses of pages: the language, the address then and the address today, where the edition has the page."""
        pairs = self.data.addresses.moved.items()
        return [(language, old, new) for old, new in pairs for language in self.languages if self.pages.get(language, new)]

    def absolute(self, language: str, address: str) -> str:
        """A page's full address on the web."""
        return self.edition.address + self.url(language, address)


def check_languages(edition: Edition, wanted: Iterable[str]) -> None:
    """Whether languages that somebody asks for are those of the edition.

    Raises:
        InputError: one is not.
    """
    for language in wanted:
        if language not in edition.languages:
            known = ", ".join(edition.languages)
            raise InputError(
                [Finding("--language", 0, language, "no language of the edition", f"one of: {known}", nearest(language, edition.languages))]
            )
