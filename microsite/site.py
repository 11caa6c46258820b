"""Everything that was read and checked, in one place. The engine is handed this, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from .checks import check_everything
from .data import Data, load_data
from .dates import KnownDate, reference_time
from .directory import add_country_pages
from .edition import load_edition
from .findings import Finding, InputError, nearest
from .formatting import Formatter
from .models.edition import Edition
from .names import Call
from .pages import Pages, load_pages


@dataclass(frozen=True)
class Site:
    """An edition with its data and pages.

    Attributes:
        root: the project's root.
        now: the reference time of this build.
    """

    root: Path
    now: datetime
    edition: Edition
    data: Data
    pages: Pages

    @classmethod
    def load(cls, root: Path) -> Site:
        """Read and check an edition.

        Raises:
            InputError: with every mistake found; reading stops after the first stage that has any
                (settings, then data, then pages), because the later ones build on it.
            ValueError: SOURCE_DATE_EPOCH is no number.
        """
        now = reference_time(root)
        edition = load_edition(root)
        findings = []
        try:
            data = load_data(root, edition.languages, now.date())
        except InputError as error:
            findings += error.findings
        try:
            pages = load_pages(root, edition.languages)
        except InputError as error:
            findings += error.findings
        if not findings and edition.country and edition.country not in data.reported_countries:
            known = data.reported_countries
            expected = f"a country that has contacts: {', '.join(known)}"
            findings.append(Finding("edition.yml", 0, "country", repr(edition.country), expected, nearest(edition.country, known)))
        if not findings:
            add_country_pages(pages, data, {language: Formatter(language, words) for language, words in data.interface.items()})
            findings = check_everything(data, pages)
        if findings:
            raise InputError(findings)
        return cls(root, now, edition, data, pages)

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
        formatter, organisation = self.formatters[language], self.edition.organisation
        if call.name == "figure":
            return formatter.figure(self.data.figures[call.arguments[0]])
        if call.name == "date":
            return formatter.event(self.data.events[call.arguments[0]])
        if call.name == "edition":
            key = call.arguments[0]
            return organisation.name if key == "organisation" else getattr(organisation, key)[language]
        return ""

    def url(self, language: str, address: str) -> str:
        """A page's address from the root of the site."""
        return self.pages.url(language, address)

    def absolute(self, language: str, address: str) -> str:
        """A page's full address on the web."""
        return self.edition.address + self.url(language, address)
