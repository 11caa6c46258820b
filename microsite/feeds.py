"""A feed of the operations in each language, in Atom (RFC 4287), so that one hears of a new one without visiting.

Its form stands in `overrides/feed.xml`; this module only gathers what it says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from .formatting import typeset
from .models.facts import Operation
from .site import Site

FEED, OPERATIONS = "feed.xml", "know/operations/"


@dataclass(frozen=True)
class Entry:
    """An operation. The address of its page is its id as well: neither ever changes (RFC 4287, section 4.2.6)."""

    address: str
    title: str
    summary: str
    published: date
    updated: date
    trends: dict[str, str]


@dataclass(frozen=True)
class Feed:
    """What the feed of one language says.

    Attributes:
        url: its address from the root of the site; `address` is the full one.
        page: the full address of the page that lists the operations.
    """

    language: str
    url: str
    address: str
    page: str
    title: str
    subtitle: str
    author: str
    updated: date
    entries: list[Entry]


def make_feeds(site: Site) -> list[Feed]:
    """The feed of each language that has a page of operations."""
    return [_feed(site, language) for language in site.languages if site.pages.get(language, OPERATIONS)]


def last_change(operation: Operation) -> date:
    """The latest day that the record tells of: a date of facts, not of edits.

    Of a month or a year it is the first day, so that none lies after the reference date.
    """
    dates = [operation.announced, *(event.end or event.date for event in operation.events.values())]
    dates += [figure.as_of for figure in operation.figures.values()]
    return max(when.first_day() for when in dates)


def _feed(site: Site, language: str) -> Feed:
    words = partial(typeset, language=language)
    front = site.pages.get(language, OPERATIONS).front
    entries = []
    for operation in site.data.operations:
        if not site.pages.get(language, operation.address):
            continue
        entries.append(
            Entry(
                address=site.absolute(language, operation.address),
                title=words(operation.name[language]),
                summary=words(operation.summary[language]),
                published=operation.announced.first_day(),
                updated=last_change(operation),
                trends={trend: words(site.data.records[trend].name[language]) for trend in operation.trends},
            )
        )
    return Feed(
        language=language,
        url=site.url(language, FEED),
        address=site.absolute(language, FEED),
        page=site.absolute(language, OPERATIONS),
        title=words(f"{front.title} – {site.edition.name[language]}"),
        subtitle=words(front.description),
        author=site.edition.organisation.name,
        updated=max((entry.updated for entry in entries), default=site.date.first_day()),
        entries=entries,
    )
