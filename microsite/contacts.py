"""A contact as a reader sees it: what is shown of a channel, in the words of a language.

What is doubtful or graded `low` never gets past this module.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from .dates import KnownDate
from .formatting import Formatter
from .models.reporting import PLACES, Channel, Seen, Way
from .phones import dialled, e164

STALE, OLD = timedelta(days=180), timedelta(days=540)
"""How long after a check a reader is told that it was long ago, and that the contact may have changed."""

WRITTEN = ("sms", "whatsapp", "telegram", "chat", "email", "app")
"""Ways by which somebody might send the material itself."""


NUMBER = re.compile(r"[#*]?\d(?:[ .-]?\d){2,}")


@dataclass(frozen=True)
class WayLine:
    """A way in: its words, and where its link leads; None where there is nothing to open."""

    kind: str
    text: str
    href: str | None


@dataclass(frozen=True)
class SeenLine:
    """A document that the contact was found in."""

    host: str
    kind: str
    date: str | None


class Card:
    """A contact card.

    Args:
        place: where it belongs: the code of a country, `eu` or `international`.
        name: its name in the data.
        channel: the contact.
        format: the language.
        here: the country of the page, which need not be said again.
    """

    def __init__(self, place: str, name: str, channel: Channel, format: Formatter, here: str = ""):
        self.place, self.channel, self.format, self.here = place, channel, format, here
        self.words = format.words.contact
        self.id = name
        self.country = "" if place in PLACES else place

    @property
    def name(self) -> str:
        """Its own name."""
        return self.channel.name

    @property
    def name_on_paper(self) -> str:
        """Its name without a number that nobody has checked; who runs it, where hardly a word is left."""
        if self.channel.confirmed or not NUMBER.search(self.name):
            return self.name
        name = " ".join(NUMBER.sub(" ", self.name).split()).strip(" –-,:")
        return name if len(name.split()) > 1 else self.channel.operator or name

    @property
    def name_parts(self) -> list[tuple[str, str]]:
        """Its name in parts, each with where it is shown: `everywhere`, on `screen` or on `paper` alone."""
        paper = self.name_on_paper
        before, found, after = self.name.partition(paper) if paper else (self.name, "", "")
        parts = [(before, "screen"), (found, "everywhere"), (after, "screen")] if found else [(self.name, "screen"), (paper, "paper")]
        return [part for part in parts if part[0]]

    @property
    def language(self) -> str | None:
        """The language of its name, as far as it is known."""
        languages = self.channel.languages
        return languages[0] if languages and self.country else None

    @property
    def purpose(self) -> str:
        """What it is for."""
        channel = self.channel
        return channel.purpose[self.format.language] if channel.purpose else getattr(self.words.purposes, channel.kind)

    @property
    def service(self) -> str:
        """Who answers an emergency number."""
        return getattr(self.words.services, self.channel.service or "all")

    @property
    def ways(self) -> list[WayLine]:
        """The ways in, the first one first."""
        return [self._way(way) for way in self.channel.shown_ways]

    def _way(self, way: Way) -> WayLine:
        kind, value, words = way.kind, way.value, self.words.ways
        if way.send:
            text = words.sms_word.format(word=way.send, value=value)
        else:
            shown = host(value) if kind in ("chat", "form", "site") else value
            text = getattr(words, kind).format(value=shown)
        return WayLine(kind, text, href(way, self.country))

    @property
    def writes(self) -> bool:
        """Whether somebody might send the material itself by one of the ways."""
        return self.channel.kind != "emergency" and any(way.kind in WRITTEN for way in self.channel.shown_ways)

    @property
    def facts(self) -> list[str]:
        """Who runs it, for whom, when, and in which languages. An emergency number needs none of it."""
        if self.channel.kind == "emergency":
            return []
        return [line for line in (self._operator(), self._audience(), self._hours(), self._languages()) if line]

    @property
    def remarks(self) -> str:
        """Free or not, with or without a name, and what else its sources say of it: sentences."""
        free = self._free()
        anonymous = None if self.channel.kind == "emergency" else self._anonymous()
        remarks = [getattr(self.words.remarks, remark.replace("-", "_")) for remark in self.channel.remarks]
        return " ".join(line for line in (free, anonymous, *remarks) if line)

    def _operator(self) -> str | None:
        channel = self.channel
        if channel.operator is None:
            return None
        country = f" ({self.format.country(channel.based)})" if channel.based and channel.based != self.here else ""
        return f"{self.words.operator}: {channel.operator}{country}"

    def _audience(self) -> str:
        wide = "anyone" in self.channel.audience  # which says it of adults, but a child has to read it
        audience = [one for one in self.channel.audience if not wide or one in ("children", "anyone")]
        names = ", ".join(getattr(self.words.audiences, one) for one in audience)
        ages = self.channel.known("ages")
        if ages:
            words = self.words.ages
            pattern = words.up_to if ages.least is None else words.from_age if ages.most is None else words.between
            names += f" ({pattern.format(least=ages.least, most=ages.most)})"
        return self.words.audience.format(audience=names)

    @property
    def is_for_children(self) -> bool:
        """Whether children themselves may turn to it."""
        return "children" in self.channel.audience

    def _hours(self) -> str | None:
        words, hours = self.words.open, self.channel.known("hours")
        if hours == "always":
            text = words.always
        elif hours:
            text = self.format.openings(hours)
        elif not any(way.kind in ("phone", "sms", "whatsapp", "chat") for way in self.channel.shown_ways):
            return None
        else:
            text = words.see_site if any(way.kind in ("site", "form", "chat") for way in self.channel.shown_ways) else words.unknown
        return f"{words.label}: {text}"

    def _languages(self) -> str | None:
        tags = self.channel.known("languages")
        return f"{self.words.languages}: {', '.join(map(self.format.language_name, tags))}" if tags else None

    def _free(self) -> str | None:
        free = self.channel.known("free")
        return None if free is None else self.words.free.yes if free else self.words.free.no

    def _anonymous(self) -> str:
        anonymous, words = self.channel.known("anonymous"), self.words.anonymous
        return words.ask if anonymous is None else words.yes if anonymous else words.no

    @property
    def note(self) -> str | None:
        """What else a reader needs to know."""
        return self.channel.note[self.format.language] if self.channel.note else None

    @property
    def careful(self) -> str | None:
        """A warning, where its sources carry it less well."""
        return self.words.careful if self.channel.grade == "medium" and not self.channel.confirmed else None

    @property
    def seen(self) -> str:
        """The youngest of its sources that has a date."""
        dates = [seen.date for seen in self.channel.seen if seen.date]
        newest = max(dates, key=KnownDate.last_day) if dates else None
        return self.words.seen.format(date=self.format.date(newest)) if newest else self.words.seen_undated

    @property
    def confirmed(self) -> str | None:
        """Who checked it, and when; None when nobody has."""
        check = self.channel.confirmed
        return self.words.confirmed.format(date=self.format.date(check.date), who=check.by) if check else None

    def aged(self, today: date) -> str | None:
        """What to say of a check that was long ago; None as long as it is fresh."""
        if not self.channel.confirmed:
            return None
        age = today - self.channel.confirmed.date.first_day()
        return self.words.old if age > OLD else self.words.stale if age > STALE else None

    @property
    def sources(self) -> list[SeenLine]:
        """The documents that it was found in. Their full addresses stand in the open data."""
        return [self._seen(seen) for seen in self.channel.seen]

    def _seen(self, seen: Seen) -> SeenLine:
        date = self.format.date(seen.date) if seen.date else None
        return SeenLine(host(seen.address), getattr(self.words.seen_kinds, seen.kind), date)


def host(address: str) -> str:
    """The name of the host, as readers write it: `anar.org`."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def href(way: Way, country: str) -> str | None:
    """Where the link of a way leads: RFC 3966 for calls, RFC 5724 for texts, RFC 6068 for e-mail; None for an app."""
    match way.kind:
        case "phone":
            return f"tel:{dialled(way.value, country)}"
        case "sms":
            return f"sms:{dialled(way.value, country)}"
        case "whatsapp":
            number = e164(way.value, country)
            return f"https://wa.me/{number.removeprefix('+')}" if number else None
        case "telegram":
            return f"https://t.me/{way.value.removeprefix('@')}"
        case "email":
            return f"mailto:{way.value}"
        case "app":
            return None
    return way.value
