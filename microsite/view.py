"""What a page's template shows, gathered from the site. Templates decide nothing but the looks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from .assets import Assets
from .blocks import Blocks
from .directory import REPORT, address, country_of
from .feeds import FEED, OPERATIONS
from .models.facts import Operation, Trend
from .models.frontmatter import Poster, Review
from .names import NAMES, Call, calls
from .pages import Page, address_of
from .sheets import SheetView, qr_code
from .site import Site

CONTACTS = {"contact", "country", "finder", "embeds"}  # names of blocks that show contacts
FACTS = {name for name, kind in NAMES.items() if kind.block} - CONTACTS - {"newest_operation"}  # names of blocks of facts
WORKED_WITH = (".say-avoid}", ".bands}", ".plan}", "____", "- [ ]")  # what pages to teach from and to fill in are made of
AFTER_DANGER = '<h2 id="country">'  # what follows the emergency number on the page of help
LISTS = {"operations", "trends"}  # names of blocks that list the pages below a page


@dataclass(frozen=True)
class Link:
    """A link: where to (from the root of the site) and its words."""

    url: str
    title: str
    here: bool = False
    exact: bool = False


@dataclass(frozen=True)
class Notice:
    """A few words, and where they lead to."""

    text: str
    url: str | None


@dataclass(frozen=True)
class Alternate:
    """The same page in another language."""

    language: str
    direction: str
    name: str
    url: str
    absolute: str


@dataclass(frozen=True)
class Related:
    """Pages about the same thing, under a heading."""

    title: str
    links: list[Link]


@dataclass(frozen=True)
class State:
    """How far a page has been checked."""

    draft: bool
    lines: list[str]


@dataclass(frozen=True)
class PosterView:
    """A poster, and the full address that its QR code leads to."""

    poster: Poster
    address: str

    @property
    def qr(self) -> Markup:
        """The code that leads there."""
        return qr_code(self.address, "q")


class PageView:
    """The values of one page for its template.

    Args:
        site: the edition.
        page: the page.
        content: its words as HTML.
        contents: its headings as (id, title).
        blocks: what rendered its names, for its notes.
        assets: the addresses of stylesheet and scripts.
    """

    def __init__(self, site: Site, page: Page, content: str, contents: list[dict[str, str]], blocks: Blocks, assets: Assets):
        self.site, self.page, self.assets = site, page, assets
        self.words = site.data.interface[page.language]
        self._blocks = blocks
        self.notes = list(blocks.notes.values())
        self.contents = contents
        self.lede, end, rest = content.partition("</p>")
        self.lede, self.danger, self.rest = self.lede + end, "", rest
        if self.help_line and page.address == REPORT:  # the emergency number stands before every help line
            self.danger, heading, rest = rest.partition(AFTER_DANGER)
            self.rest = heading + rest

    # The page itself.

    @property
    def language(self) -> str:
        """The page’s language."""
        return self.page.language

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return self.words.language.direction

    @property
    def title(self) -> str:
        """The page’s name."""
        return self.site.title(self.page)

    @property
    def headline(self) -> str:
        """The heading of the page; the project’s start page has one of its own for the project’s own name."""
        is_ours = self.page.front.title == self.title
        return (self.page.front.headline if is_ours else None) or self.title

    @property
    def description(self) -> str:
        """One sentence about the page."""
        return self.page.front.description

    @property
    def content_note(self) -> bool:
        """Whether the page speaks about abuse."""
        return self.page.front.content_note

    @property
    def site_name(self) -> str:
        """The site’s name in this language."""
        return self.site.edition.name[self.language]

    @property
    def brand(self) -> str:
        """The site's name for the header: a dot between words stays with the word before it."""
        return self.site_name.replace(" ·", "\u00a0·")

    @property
    def head_title(self) -> str:
        """The title for the browser and for search engines."""
        return self.title if self.page.address == "" else f"{self.title} – {self.site_name}"

    @property
    def stylesheet(self) -> str:
        """The stylesheet with what the page needs, and no more."""
        front, names = self.page.front, {call.name for call in calls(self.page.body)}
        work = front.posters or front.sheet and not self.has_contacts or any(mark in self.page.body for mark in WORKED_WITH)
        has = {"home": front.doors, "facts": names & FACTS or self.related, "help": self.has_contacts or self.help_line, "work": work}
        return self.assets.stylesheet(*(name for name, needed in has.items() if needed))

    @property
    def has_contacts(self) -> bool:
        """Whether it shows contacts: then nothing stands before them."""
        return any(call.name in CONTACTS for call in calls(self.page.body))

    @cached_property
    def help_line(self) -> Markup | None:
        """The card of the edition's own help line, on the start page and the page of help."""
        line = self.site.edition.help_line
        return self._blocks.render(Call("contact", (line,), 0)) if line and self.page.address in ("", REPORT) else None

    @property
    def help_line_title(self) -> str:
        """Whose help line it is."""
        return self.words.edition.help_line.format(organisation=self.organisation)

    @property
    def announcement(self) -> Notice | None:
        """What stands at the top of every page."""
        one = self.site.announcement
        return one and Notice(one.text[self.language], None if one.to is None else self._url(one.to) or ".")

    @property
    def logo(self) -> str:
        """The address of the logo, or nothing."""
        return self.assets.logo

    @property
    def sheet(self) -> SheetView | None:
        """The page as a sheet of paper, if it is one."""
        sheet = self.page.front.sheet
        return SheetView(self.site, sheet, self.site.formatters[self.language], self.canonical) if sheet else None

    @property
    def is_slides(self) -> bool:
        """Whether the page is shown as slides too."""
        return self.page.front.is_slides

    @property
    def posters(self) -> list[PosterView]:
        """The posters on the page."""
        posters = [poster for poster in self.page.front.posters if address_of(poster.to) not in self.site.pages.without]
        return [PosterView(poster, self.site.absolute(self.language, address_of(poster.to))) for poster in posters]

    # Addresses.

    def _url(self, address: str) -> str:
        return self.site.url(self.language, address)

    @property
    def home(self) -> str:
        """The start page of this language."""
        return self._url("") or "."

    @property
    def help_page(self) -> str:
        """The page of help."""
        return self._url(REPORT)

    @property
    def country(self) -> str | None:
        """The country whose contacts the help bar leads to: that of the page, else that of the edition."""
        return country_of(self.page.address, self.site.data) or self.site.edition.country

    @property
    def help(self) -> str:
        """The help for the country, else the page of help; on that page itself, its first part."""
        target = address(self.country) if self.country else REPORT
        return self._url(target) + ("#danger" if self.page.address == target else "")

    @property
    def help_label(self) -> str:
        """The words of the help bar."""
        words = self.words.help
        return words.place.format(country=self.site.formatters[self.language].country(self.country)) if self.country else words.label

    @property
    def exit(self) -> str:
        """The neutral page that Leave opens."""
        return self.site.edition.exit

    @property
    def canonical(self) -> str:
        """The full address of this page."""
        return self.site.absolute(self.language, self.page.address)

    @property
    def preview_image(self) -> str:
        """The full address of the picture for previews."""
        return self.site.edition.address + self.assets.preview

    @property
    def search_index(self) -> str:
        """The search index of this language."""
        return f"search/{self.language}.js"

    @property
    def feed(self) -> Link | None:
        """The feed of this language; a language without a page of operations has none."""
        page = self.site.pages.get(self.language, OPERATIONS)
        return Link(self._url(FEED), page.front.title) if page else None

    @property
    def root(self) -> str:
        """From this page to the root of the site, with a slash at its end."""
        depth = self._url(self.page.address).count("/")
        return "../" * depth or "./"

    @property
    def alternates(self) -> list[Alternate]:
        """This page in the languages it exists in, itself included (hreflang has to be reciprocal)."""
        return [
            Alternate(
                language,
                self.site.data.interface[language].language.direction,
                self.site.data.interface[language].language.name,
                self.site.url(language, self.page.address) or ".",
                self.site.absolute(language, self.page.address),
            )
            for language in self.site.pages.translations(self.page.address)
        ]

    @property
    def x_default(self) -> str:
        """The version for readers of no listed language: the first one of the edition that exists."""
        return self.alternates[0].absolute

    # Ways through the site.

    def _link(self, address: str) -> Link:
        here = self.page.address.startswith(address) and address != ""
        page = self.site.pages.get(self.language, address)
        return Link(self._url(address) or ".", self.site.title(page), here, self.page.address == address)

    @property
    def menu(self) -> list[Link]:
        """The main menu: the sections that exist in this language."""
        return [self._link(address) for address in self.site.data.addresses.sections if self.site.pages.get(self.language, address)]

    @property
    def breadcrumbs(self) -> list[Link]:
        """The way from the start page to the page above this one."""
        steps = self.page.address.split("/")[:-2]
        above = ["/".join(steps[: number + 1]) + "/" for number in range(len(steps))]
        found = [self._link(address) for address in above if self.site.pages.get(self.language, address)]
        return [Link(self.home, self.words.page.home), *found]

    def _below(self, parent: str) -> list[str]:
        return [
            address for address in self.site.data.addresses.pages if address.startswith(parent) and address[len(parent) :].count("/") == 1
        ]

    @property
    def related(self) -> Related | None:
        """The trends that an operation is about, or the operations about a trend."""
        data = self.site.data
        operation = next((operation for operation in data.operations if operation.address == self.page.address), None)
        if operation:
            return self._related(self.words.related.trends, [trend for trend in data.trends if trend.id in operation.trends])
        trend = next((trend for trend in data.trends if trend.address == self.page.address), None)
        if trend:
            return self._related(self.words.related.operations, [one for one in data.operations if trend.id in one.trends])
        return None

    def _related(self, title: str, records: list[Operation] | list[Trend]) -> Related | None:
        links = [self._link(record.address) for record in records if self.site.pages.get(self.language, record.address)]
        return Related(title, links) if links else None

    @property
    def siblings(self) -> list[Link]:
        """The pages beside this one, or directly below it, unless the page lists them itself. Countries are found by the finder."""
        if self.page.address == "" or any(call.name in LISTS for call in calls(self.page.body)):
            return []
        below = self._below(self.page.address)
        parent = self.page.address[: self.page.address.rstrip("/").rfind("/") + 1]
        addresses = below or (self._below(parent) if parent else [])
        return [
            self._link(address)
            for address in addresses
            if address != self.page.address and self.site.pages.get(self.language, address) and not country_of(address, self.site.data)
        ]

    @property
    def foot(self) -> list[Link]:
        """The pages about the site, for its foot."""
        return [self._link(address) for address in ["about/", *self._below("about/")] if self.site.pages.get(self.language, address)]

    @property
    def doors(self) -> list[dict[str, str]]:
        """The entrances of the start page, with their addresses."""
        doors = []
        for door in self.page.front.doors:
            path, hash_, anchor = door.to.partition("#")
            if address_of(path) in self.site.pages.without:
                continue
            doors.append({"id": door.id, "title": door.title, "text": door.text, "url": self._url(address_of(path)) + hash_ + anchor})
        return doors

    # Who speaks, and how far it has been checked.

    @property
    def organisation(self) -> str:
        """Who publishes the edition."""
        return self.site.edition.organisation.name

    @property
    def organisation_description(self) -> str:
        """A few words about the publisher, or nothing."""
        description = self.site.edition.organisation.description
        return description[self.language] if description else ""

    @property
    def date(self) -> str:
        """The reference date, in the format of the language."""
        return self.site.formatters[self.language].date(self.site.date)

    @property
    def state(self) -> State:
        """How far the page has been checked, in words."""
        words, reviews = self.words.state, self.page.front.reviews
        lines, translated = [], self.site.pages.source_of(self.page) is not None
        if self.page.own:
            lines.append(self.words.edition.own.format(organisation=self.organisation))
            if isinstance(reviews.language, Review):
                lines.append(self._review(reviews.language, words.language_by, words.language_none))
        if translated:
            lines.append(words.translated)
            if self.site.pages.is_stale(self.page):
                lines.append(words.stale)
            lines.append(self._review(reviews.language, words.language_by, words.language_none))
        lines.append(self._review(reviews.safeguarding, words.safeguarding_by, words.safeguarding_none))
        return State(translated and not isinstance(reviews.language, Review), lines)

    def _review(self, review: Review | str | None, by: str, none: str) -> str:
        if not isinstance(review, Review):
            return none
        return by.format(who=review.by, date=self.site.formatters[self.language].date(review.date))

    @property
    def json_ld(self) -> str:
        """Article and BreadcrumbList of https://schema.org for search engines, safe inside a script element."""
        organisation = {"@type": "Organization", "name": self.organisation}
        article = {
            "@type": "Article",
            "headline": self.headline,
            "description": self.description,
            "inLanguage": self.language,
            "url": self.canonical,
            "image": self.preview_image,
            "dateModified": str(self.site.date),
            "license": "https://creativecommons.org/licenses/by/4.0/",
            "author": organisation,
            "publisher": organisation,
        }
        crumbs = [*self.breadcrumbs, Link(self._url(self.page.address), self.title)] if self.page.address else []
        items = [
            {"@type": "ListItem", "position": number, "name": crumb.title, "item": self.site.edition.address + crumb.url.removeprefix(".")}
            for number, crumb in enumerate(crumbs, 1)
        ]
        graph = [article, *([{"@type": "BreadcrumbList", "itemListElement": items}] if items else [])]
        text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
        return text.replace("<", "\\u003c").replace("&", "\\u0026")
