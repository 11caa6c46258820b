"""Numbers, dates and typography in the way of each language. Numbers and dates come from CLDR through Babel."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from functools import cached_property

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, get_day_names
from babel.numbers import format_compact_decimal, format_decimal, format_percent
from babel.units import format_unit

from .dates import KnownDate
from .models.facts import Event, Figure
from .models.interface import Interface
from .models.reporting import WEEK, Opening

MILLION = 1_000_000
DAY = re.compile("|".join(WEEK))
# CLDR’s minimumGroupingDigits is 2 there, which Babel does not read: 3000, but 72.000
# (https://cldr.unicode.org/translation/number-currency-formats/number-symbols).
UNGROUPED_BELOW_TEN_THOUSAND = {"es_ES", "pt_PT", "pl_PL", "bg_BG"}
REGIONS = {"africa": "002", "americas": "019", "asia": "142", "europe": "150", "oceania": "009"}  # UN M49
NBSP, NARROW_NBSP = "\u00a0", "\u202f"

# French puts a space before these marks, and it must not break (Lexique des règles typographiques
# en usage à l’Imprimerie nationale). Writers type an ordinary space.
FRENCH = (
    (re.compile(r" ([;!?])"), rf"{NARROW_NBSP}\1"),
    (re.compile(r"(?<=[\w»)%]) ?:(?=\s|$)"), f"{NBSP}:"),
    (re.compile(r"« "), f"«{NBSP}"),
    (re.compile(r" »"), f"{NBSP}»"),
)
TAGS = re.compile(r"(<(?:script|style|svg|code|pre)\b.*?</(?:script|style|svg|code|pre)>|<[^>]*>)", re.S)


@dataclass(frozen=True)
class Formatter:
    """Formats for one language.

    Attributes:
        language: its tag, such as `pt`.
        words: its interface, for the locale and for “about”, “at least”, “more than”.
    """

    language: str
    words: Interface

    @cached_property
    def locale(self) -> Locale:
        """The locale for numbers and dates, such as pt_PT."""
        return Locale.parse(self.words.language.locale)

    def number(self, value: int | float) -> str:
        """A number: 3,443 in full; from a million on in words where that leaves nothing out (1.8 million, but 2,497,438)."""
        if abs(value) >= MILLION and not value % (MILLION / 10):
            # Babel 2.18 writes “1 millions” in French: for exactly 1 it looks for a word such as “mille”, and then takes the plural.
            value = value + 1 if value in (MILLION, 1000 * MILLION) and self.language == "fr" else value
            return format_compact_decimal(value, format_type="long", locale=self.locale, fraction_digits=1)
        ungrouped = abs(value) < 10_000 and str(self.locale) in UNGROUPED_BELOW_TEN_THOUSAND
        return format_decimal(value, locale=self.locale, group_separator=not ungrouped)

    def percent(self, value: int | float) -> str:
        """A percentage given as 80: 80%, or 80 % with a space that does not break."""
        return format_percent(Decimal(str(value)) / 100, locale=self.locale, decimal_quantization=False)

    def figure(self, figure: Figure) -> str:
        """The number of a figure with its “about”, “at least” and the like."""
        number = self.number(figure.value) if figure.measure == "count" else self.percent(figure.value)
        if figure.approximation is None:
            return number
        pattern = getattr(self.words.figures, figure.approximation.replace("-", "_"))
        return pattern.format(number=number)

    def date(self, when: KnownDate) -> str:
        """A date as far as it is known: 2 April 2025, April 2025, 2025."""
        if when.day:
            text = format_date(when.first_day(), "long", locale=self.locale)
            # CLDR has no ordinal for the first of a month, which French writes.
            return re.sub(r"^1 ", "1er ", text) if self.language == "fr" else text
        if when.month:
            return format_skeleton("yMMMM", when.first_day(), locale=self.locale)
        return str(when.year)

    def event(self, event: Event) -> str:
        """The date of an event, or its first and last day: 10–23 March 2025, 24 February – 28 March 2025."""
        if event.end is None:
            return self.date(event.date)
        start, end, last = event.date, event.end, self.date(event.end)
        if start.year != end.year:
            return f"{self.date(start)} – {last}"
        if not start.day:
            return f"{format_date(start.first_day(), 'LLLL', locale=self.locale)}–{last}"
        if start.month == end.month:
            # The last day's date with both days in it, wherever the language puts the day.
            return re.sub(rf"(?<!\d){end.day}(?!\d)", f"{start.day}–{end.day}", last, count=1)
        return f"{format_skeleton('MMMMd', start.first_day(), locale=self.locale)} – {last}"

    def kilobytes(self, bytes: int) -> str:
        """The size of a file in kilobytes of 1000 bytes, at least one."""
        return format_unit(max(1, round(bytes / 1000)), "digital-kilobyte", "short", locale=self.locale)

    def country(self, code: str) -> str:
        """The name of a country, given by its code in ISO 3166-1."""
        return self.locale.territories[code.upper()]

    def region(self, region: str) -> str:
        """The name of a part of the world."""
        return self.locale.territories[REGIONS[region]]

    def language_name(self, tag: str) -> str:
        """The name of a language, given by its tag; the tag where CLDR has none."""
        return self.locale.languages.get(tag.replace("-", "_"), tag)

    def openings(self, openings: Iterable[Opening]) -> str:
        """Several days and hours, one after the other."""
        return (" ; " if self.language == "fr" else "; ").join(map(self.opening, openings))

    def opening(self, opening: Opening) -> str:
        """Days and hours: Mon–Fri 09:00–17:00."""
        return f"{self._days(opening.days)} {self._clock(opening.open)}–{self._clock(opening.close)}"

    def _days(self, days: str) -> str:
        if days == "daily":
            return self.words.contact.open.daily
        names = get_day_names("abbreviated", context="stand-alone", locale=self.locale)
        return DAY.sub(lambda day: names[WEEK.index(day[0])], days).replace("-", "–")

    def _clock(self, clock: str) -> str:
        hour, minute = (int(part) for part in clock.split(":"))
        return format_time(time(hour % 24, minute), "short", locale=self.locale)


def plain(text: str) -> str:
    """A text without case, accents and punctuation: what to sort by, and what is typed in haste."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if sign.isalnum() or sign == " ")


def typeset(html: str, language: str) -> str:
    """HTML with the spaces of the language's typography; tags, code and scripts stay as they are."""
    if language != "fr":
        return html
    parts = TAGS.split(html)
    for number in range(0, len(parts), 2):  # the odd ones are tags
        for pattern, replacement in FRENCH:
            parts[number] = pattern.sub(replacement, parts[number])
    return "".join(parts)
