"""The directory of help: which contacts answer which need, and one page for each country.

The pages have no Markdown of their own: their words are those of the interface, their contacts those of `data/reporting/`.
"""

from __future__ import annotations

from dataclasses import dataclass

from .contacts import Card
from .data import Data
from .formatting import Formatter, plain
from .models.frontmatter import FrontMatter, Reviews, Sheet
from .models.reporting import Channel, Kind
from .pages import NONE_YET, Page, Pages

REPORT = "report/"


@dataclass(frozen=True)
class Need:
    """Something that has happened.

    Attributes:
        id: its name in the words of the interface, and its id on the page.
        kinds: the contacts that are for it.
        also: contacts that answer it too, though they stand elsewhere on the page.
        advice: the page that says what to do, with the heading; empty where there is none.
    """

    id: str
    kinds: tuple[Kind, ...]
    also: tuple[Kind, ...] = ()
    advice: str = ""


YOUNG = Need("young", ("helpline",), ("takedown",), "protect/young-people/#threats")
ADULT = (
    Need("report", ("hotline", "police"), (), "report/how-to-report/"),
    Need("told", ("helpline",), ("police",), "protect/parents/if-a-child-tells-you/"),
    Need("takedown", ("takedown",), (), "report/remove-images/"),
    Need("missing", ("missing",)),
    Need("crisis", ("crisis",), ("helpline",)),
    Need("other", ("prevention",), ("helpline",), "report/worried-about-someone/"),
    Need("own", (), ("prevention",), "report/worried-about-yourself/"),
)


@dataclass(frozen=True)
class Answer:
    """A need, with the contacts shown in full and those that stand in full elsewhere on the page."""

    need: Need
    cards: list[Card]
    others: list[Card]

    @property
    def is_met(self) -> bool:
        """Whether there is a contact that is for this need, not only one that may help as well."""
        kinds = set(self.need.kinds or self.need.also)
        return any(set(card.channel.kinds) & kinds for card in (*self.cards, *self.others))


@dataclass(frozen=True)
class Country:
    """What a country's page shows.

    Attributes:
        code: as in ISO 3166-1, in small letters.
        emergency: numbers to call now, for anyone who can speak.
        speechless: ways for people who cannot speak or hear.
        young: contacts that children themselves may turn to.
        adult: contacts by need.
    """

    code: str
    emergency: list[Card]
    speechless: list[Card]
    young: Answer
    adult: list[Answer]

    @property
    def cards(self) -> list[Card]:
        """Every contact, each once, in the order of the page."""
        answers = [card for answer in (self.young, *self.adult) for card in answer.cards]
        return [*self.emergency, *self.speechless, *answers]


def country(data: Data, code: str, format: Formatter, first: str = "") -> Country:
    """Sort the contacts of a country by need; each is shown in full once.

    Args:
        data: the facts.
        code: the country.
        format: the language.
        first: the name of a contact that stands before the others: the edition's own help line.
    """
    own = [Card(code, name, channel, format, here=code) for name, channel in data.places[code].items()]
    shared = [
        Card("international", name, channel, format, here=code)
        for name, channel in data.places["international"].items()
        if serves(channel, code)
    ]
    cards = sorted((card for card in (*own, *shared) if card.channel.is_shown), key=lambda card: card.id != first)
    emergency = [card for card in cards if card.channel.kind == "emergency"]
    rest = [card for card in cards if card.channel.kind != "emergency"]
    shown: set[str] = set()

    def answer(need: Need, candidates: list[Card]) -> Answer:
        full = [card for card in candidates if card.id not in shown and set(card.channel.kinds) & set(need.kinds)]
        shown.update(card.id for card in full)
        wanted = {*need.kinds, *need.also}
        others = [card for card in candidates if card not in full and set(card.channel.kinds) & wanted]
        return Answer(need, full, others)

    children = [card for card in rest if card.is_for_children and card.channel.is_well_seen]
    young = answer(YOUNG, children)
    adults = [card for card in rest if not set(card.channel.audience) <= {"children"} or "adults-too" in card.channel.remarks]
    return Country(
        code,
        [card for card in emergency if not card.channel.speechless],
        [card for card in emergency if card.channel.speechless],
        young,
        [answer(need, rest if need.id in ("crisis", "takedown") else adults) for need in ADULT],
    )


def serves(channel: Channel, code: str) -> bool:
    """Whether an international contact stands on the page of a country too."""
    return channel.serves == "everywhere" or code in channel.serves


def address(code: str) -> str:
    """The address of a country's page below the language; that of `eu` or `international` as well."""
    return f"{REPORT}{code}/"


@dataclass(frozen=True)
class Region:
    """A part of the world: the countries with contacts of their own, and the others, each in alphabetical order."""

    name: str
    own: list[tuple[str, str]]
    others: list[tuple[str, str]]


def regions(data: Data, format: Formatter) -> list[Region]:
    """All countries of ISO 3166-1 as (code, name) by region, in the words and the order of a language."""
    found = []
    for region, codes in data.countries.regions.items():
        named = sorted(((code, format.country(code)) for code in codes), key=lambda pair: plain(pair[1]))
        own = [pair for pair in named if pair[0] in data.reported_countries]
        found.append(Region(format.region(region), own, [pair for pair in named if pair not in own]))
    return sorted(found, key=lambda region: plain(region.name))


def country_of(address: str, data: Data) -> str | None:
    """The country whose page has this address."""
    code = address.removeprefix(REPORT).removesuffix("/")
    return code if code in data.reported_countries else None


def add_country_pages(pages: Pages, data: Data, formatters: dict[str, Formatter]) -> None:
    """Add a page for each country that has contacts, in each language of the pages, and in English to compare with.

    Args:
        pages: the pages of the edition, to which they are added.
        data: the facts.
        formatters: the languages.
    """
    source = pages.source_language
    for code in data.reported_countries:
        english = _page(code, source, formatters[source])
        pages.sources[english.address] = english
        for language, own in pages.by_language.items():
            own[english.address] = english if language == source else _page(code, language, formatters[language], english.hash)


def _page(code: str, language: str, format: Formatter, translation_of: str | None = None) -> Page:
    words, name = format.words.country, format.country(code)
    front = FrontMatter(
        title=words.title.format(country=name),
        description=words.description.format(country=name),
        sheet=Sheet(pages=1),
        translation_of=translation_of,
        reviews=Reviews(language=NONE_YET if translation_of else None, safeguarding=NONE_YET),
    )
    body = f'{words.intro}\n\n{{{{ country("{code}") }}}}\n'
    return Page(language, f"{REPORT}{code}.md", f"data/reporting/{code}.yml", front, body, 1)
