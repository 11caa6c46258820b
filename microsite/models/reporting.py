"""Contacts: whom to call or write to.

*Seen* and *confirmed* are two things: `seen` lists the documents that a contact was found in;
`confirmed` is empty until a person has tried it. Doubt is graded by field: what stands under
`doubtful` is kept for reviewers and never shown, nor is a channel of the grade `low`.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self, get_args

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from ..dates import PartialDate
from .base import LanguageTag, Model, NonEmpty, Text, WebAddress, form

Kind = Literal["emergency", "hotline", "police", "helpline", "takedown", "missing", "crisis", "prevention"]
Audience = Literal["children", "parents", "professionals", "anyone"]
Grade = Literal["high", "medium", "low"]
CountryCode = form(r"^[a-z]{2}$", "the two small letters of a country, such as pt")
"""A country as in ISO 3166-1 alpha-2, in small letters as in addresses."""
Region = Literal["africa", "americas", "asia", "europe", "oceania"]
Phone = Annotated[str, StringConstraints(pattern=r"^[+*#]?[0-9(][0-9 ()/-]*$")]
Email = form(r"^[^@\s]+@[^@\s]+\.[^@\s]+$", "an e-mail address, such as help@example.org")
Account = Annotated[str, StringConstraints(pattern=r"^@\S+$")]
Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$")]
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Days = Annotated[str, StringConstraints(pattern=r"^(daily|D(-D)?(, ?D(-D)?)*)$".replace("D", f"({'|'.join(WEEK)})"))]

Remark = Literal[
    "adults-too",
    "advice-only",
    "chat-hours",
    "closed-on-holidays",
    "confidential",
    "identify",
    "images-only",
    "interpreters",
    "language-hours",
    "mobile-phones",
    "not-urgent",
    "register-first",
    "residents",
    "tells-police",
]
"""What is worth knowing of many contacts; its words stand in `data/interface/`."""

DOUBTFUL = Literal["hours", "anonymous", "free", "languages", "ages"]


class Confirmation(Model):
    """A person tried the contact on a day."""

    by: NonEmpty
    date: PartialDate
    source: NonEmpty


class Seen(Model):
    """A document that the contact was found in: a stored copy, not the live page.

    `own` is the service’s own site, `official` that of a state, the EU or the UN, `network` that of
    an association of such services.
    """

    address: WebAddress
    date: PartialDate | None
    kind: Literal["own", "official", "network", "ngo", "news", "other"]


class Way(Model):
    """One way in: exactly one of the keys from `phone` to `app`."""

    phone: Phone | None = None
    sms: Phone | None = None
    whatsapp: Phone | None = None
    telegram: Account | None = None
    chat: Annotated[WebAddress | None, Field(description="The page on which the chat is opened.")] = None
    email: Email | None = None
    form: Annotated[WebAddress | None, Field(description="The form that takes the report or the question.")] = None
    site: WebAddress | None = None
    app: Annotated[NonEmpty | None, Field(description="The name of an app, or the account in one.")] = None
    send: Annotated[NonEmpty | None, Field(description="The word to send by sms.")] = None
    doubtful: Annotated[NonEmpty | None, Field(description="Why it is not shown: for reviewers, in English.")] = None

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if sum(getattr(self, kind) is not None for kind in WAYS) != 1:
            raise PydanticCustomError("one_way", f"exactly one of {', '.join(WAYS)}")
        if self.send and not self.sms:
            raise PydanticCustomError("send", "a word to send only beside sms")
        return self

    @property
    def kind(self) -> str:
        """Which of the keys it has."""
        return next(kind for kind in WAYS if getattr(self, kind) is not None)

    @property
    def value(self) -> str:
        """What stands under that key."""
        return getattr(self, self.kind)


PLACES = ("eu", "international")  # beside countries
WAYS = ("phone", "sms", "whatsapp", "telegram", "chat", "email", "form", "site", "app")
NUMBERS = ("phone", "sms", "whatsapp")


class Opening(Model):
    """Hours on some days of the week, by the clock of the place. `24:00` is midnight at the end of the day."""

    days: Days
    open: Clock
    close: Clock

    @property
    def weekdays(self) -> tuple[str, ...]:
        """Each of its days, from `mon` to `sun`."""
        found = []
        for part in WEEK if self.days == "daily" else self.days.split(","):
            first, _, last = part.strip().partition("-")
            found += WEEK[WEEK.index(first) : WEEK.index(last or first) + 1]
        return tuple(found)


class Ages(Model):
    """Whom it is for, by age in years, both included."""

    least: int | None = None
    most: int | None = None

    @model_validator(mode="after")
    def _is_a_range(self) -> Self:
        if self.least is None and self.most is None:
            raise PydanticCustomError("no_age", "least, most, or both")
        return self


class Countries(Model):
    """`data/countries.yml`: every country of ISO 3166-1, by region, and names that readers may type."""

    regions: dict[Region, tuple[CountryCode, ...]]
    also: dict[CountryCode, tuple[NonEmpty, ...]] = {}

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        codes = [code for region in self.regions.values() for code in region]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise PydanticCustomError("twice", f"each country once; twice there: {', '.join(twice)}")
        return self

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all countries."""
        return tuple(code for region in self.regions.values() for code in region)


class Channel(Model):
    """A way to reach help."""

    name: NonEmpty
    operator: Annotated[NonEmpty | None, Field(description="Who runs it, by its own name.")] = None
    based: Annotated[CountryCode | None, Field(description="Where the operator is, when the contact serves other countries.")] = None
    kind: Kind
    also: Annotated[tuple[Kind, ...], Field(description="Other needs that it answers.")] = ()
    audience: Annotated[tuple[Audience, ...], Field(alias="for", min_length=1)]
    ages: Ages | None = None
    service: Annotated[Literal["all", "police"] | None, Field(description="Of an emergency number: who answers.")] = None
    speechless: Annotated[bool, Field(description="Of an emergency number: for people who cannot speak or hear.")] = False
    purpose: Annotated[Text | None, Field(description="What it is for, where the usual words of its kind do not do.")] = None
    ways: Annotated[
        tuple[Way, ...], Field(description="The ways in, the one to try first in front. Empty: none is known, and it is not shown.")
    ]
    hours: Literal["always"] | Annotated[tuple[Opening, ...], Field(min_length=1)] | None = None
    languages: tuple[LanguageTag, ...] = ()
    anonymous: bool | None = None
    free: bool | None = None
    remarks: tuple[Remark, ...] = ()
    note: Text | None = None
    serves: Annotated[
        Literal["everywhere"] | tuple[CountryCode, ...],
        Field(description="Of an international contact: the countries on whose pages it stands too."),
    ] = ()
    grade: Annotated[Grade, Field(description="How well its sources carry it. `low` is kept for reviewers and not shown.")]
    doubtful: Annotated[dict[DOUBTFUL, NonEmpty], Field(description="Fields that are not shown, and why: in English.")] = {}
    check: Annotated[NonEmpty | None, Field(description="What a reviewer has to find out: in English.")] = None
    seen: Annotated[tuple[Seen, ...], Field(min_length=1)]
    confirmed: Confirmation | None

    @model_validator(mode="after")
    def _emergency_says_who_answers(self) -> Self:
        if (self.kind == "emergency") != (self.service is not None):
            raise PydanticCustomError("service", "service: all or police, for an emergency number and only there")
        return self

    @property
    def shown_ways(self) -> tuple[Way, ...]:
        """The ways in that readers see."""
        return tuple(way for way in self.ways if not way.doubtful)

    @property
    def is_shown(self) -> bool:
        """Whether readers see it. What is for children alone, and not well seen, is shown to nobody."""
        suits = self.is_well_seen or set(self.audience) != {"children"}
        return self.grade != "low" and bool(self.shown_ways) and suits

    @property
    def is_well_seen(self) -> bool:
        """Whether more than one page, or one of a responsible body, speaks of it: else it is not shown to children."""
        return len(self.seen) > 1 or self.seen[0].kind in ("own", "official", "network")

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The needs that it answers, the main one first."""
        return (self.kind, *self.also)

    def known(self, field: str) -> object:
        """The value of a field, or None where it is doubtful."""
        assert field in get_args(DOUBTFUL)
        return None if field in self.doubtful else getattr(self, field)
