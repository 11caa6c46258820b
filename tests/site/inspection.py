"""Checks of a built page. Each takes a page and returns what is wrong with it, in words.

They are functions apart from the tests so that `test_mutations.py` can show, on pages broken on
purpose, that each of them fails when it should.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import brotli
from bs4 import BeautifulSoup, Tag

from microsite.checks.wording import avoided
from microsite.contacts import Card
from microsite.directory import country_of
from microsite.formatting import typeset
from microsite.models.reporting import Channel
from microsite.names import calls
from microsite.site import Site

KILOBYTE = 1000
AIM, LIMIT = 14 * KILOBYTE, 25 * KILOBYTE
HEAVIER = {
    "about/sources/": "it tells every correction of a figure that is often repeated",
    "about/sources/list/": "it lists every source of the site; nobody needs it in a hurry",
    "report/": "it lists every country of the world, so that the finder works without script",
}
MOST_REQUESTS = 5

# Names and titles of others are not translated. Nothing else is exempt.
UNTRANSLATED = (
    "code",
    ".source-note a",
    ".source-note cite",
    ".source-note li",
    ".all-sources dt",
    ".origin",
    ".contact-name",
    ".brand",
    ".languages li",
    ".contact-ways li",
    ".contact-seen li",
    ".also-list li",
    "footer p",
    "[lang] [lang]",
)


# A service may have a name that we would not have given it.
NAMES_OF_SERVICES = ".contact-name, .contact-ways, .contact-facts, .contact-seen, .also-list"


@dataclass
class BuiltPage:
    """A page of the built site.

    Attributes:
        folder: the built site.
        site: what it was built from.
        language, address: which page it is.
        html: its text; a mutation gives another one.
    """

    folder: Path
    site: Site
    language: str
    address: str
    html: str

    @classmethod
    def read(cls, folder: Path, site: Site, language: str, address: str) -> BuiltPage:
        html = (folder / site.url(language, address) / "index.html").read_text(encoding="utf-8")
        return cls(folder, site, language, address, html)

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.html, "lxml")

    @property
    def url(self) -> str:
        return self.site.absolute(self.language, self.address)

    @property
    def words(self):
        return self.site.data.interface[self.language]

    @property
    def source(self):
        return self.site.pages.get(self.language, self.address)

    def file_of(self, link: str) -> tuple[Path | None, str]:
        """The file that a link of this page leads to, and its anchor; None outside the site."""
        target = urlsplit(urljoin(self.url, link))
        if not target.geturl().startswith(self.site.edition.address):
            return None, ""
        path = target.path.removeprefix(urlsplit(self.site.edition.address).path)
        return self.folder / (path + "index.html" if path == "" or path.endswith("/") else path), target.fragment


def landmarks(page: BuiltPage) -> list[str]:
    """One banner, one main, one footer; every navigation has a name (WCAG 2.2, 1.3.1, 2.4.1)."""
    problems = [
        f"{len(page.soup.select(f'body > {name}'))} × {name}"
        for name in ("header", "main", "footer")
        if len(page.soup.select(f"body > {name}")) != 1
    ]
    problems += ["a nav without a name" for nav in page.soup.select("nav") if not (nav.get("aria-label") or nav.get("aria-labelledby"))]
    return problems


def headings(page: BuiltPage) -> list[str]:
    """One h1, and no level left out on the way down (WCAG 2.2, 1.3.1)."""
    levels = [int(heading.name[1]) for heading in page.soup.select("main h1, main h2, main h3, main h4")]
    problems = [] if levels.count(1) == 1 and levels[0] == 1 else [f"h1: {levels}"]
    return problems + [f"h{above} then h{below}" for above, below in zip(levels, levels[1:], strict=False) if below > above + 1]


def title_and_description(page: BuiltPage) -> list[str]:
    """Both are there, in the page's own words."""
    problems = []
    if not page.soup.title or typeset(page.source.front.title, page.language) not in page.soup.title.get_text():
        problems.append("the title is not that of the page")
    description = page.soup.select_one("meta[name=description]")
    if not description or description["content"] != page.source.front.description:
        problems.append("the description is not that of the page")
    return problems


def language_of_page(page: BuiltPage) -> list[str]:
    """`lang` and `dir` of the root are true (WCAG 2.2, 3.1.1)."""
    html = page.soup.html
    found = (html.get("lang"), html.get("dir"))
    return [] if found == (page.language, page.words.language.direction) else [f"lang and dir are {found}"]


def alternates(page: BuiltPage) -> list[str]:
    """Absolute hreflang links, x-default, only for pages that exist, and a canonical address."""
    links = {link["hreflang"]: link["href"] for link in page.soup.select("head link[rel=alternate][hreflang]")}
    languages = page.site.pages.translations(page.address)
    expected = {language: page.site.absolute(language, page.address) for language in languages}
    expected["x-default"] = expected[languages[0]]
    problems = [] if links == expected else [f"alternates are {links}"]
    problems += [f"{href} does not exist" for href in links.values() if not (found := page.file_of(href)[0]) or not found.exists()]
    canonical = page.soup.select_one("link[rel=canonical]")
    return problems + ([] if canonical and canonical["href"] == page.url else ["the canonical address is not its own"])


def feed(page: BuiltPage) -> list[str]:
    """The head leads to the feed in the language of the page, by a name in that language."""
    found = [(link["title"], page.file_of(link["href"])[0]) for link in page.soup.select("head link[type='application/atom+xml']")]
    file = page.folder / page.site.url(page.language, "feed.xml")
    operations = page.site.pages.get(page.language, "know/operations/")
    return [] if found == [(operations.front.title, file)] and file.exists() else [f"the feed is {found}"]


def switcher(page: BuiltPage) -> list[str]:
    """Links to this page in each language, each in its own words."""
    found = {link["hreflang"]: (link["lang"], link.get_text(), page.file_of(link["href"])[0]) for link in page.soup.select(".languages a")}
    expected = {
        language: (
            language,
            page.site.data.interface[language].language.name,
            page.folder / page.site.url(language, page.address) / "index.html",
        )
        for language in page.site.pages.translations(page.address)
    }
    return [] if found == expected else [f"the switcher has {found}"]


def links(page: BuiltPage) -> list[str]:
    """Every link inside the site leads to a file and to an id that exist."""
    problems = []
    for link in page.soup.select("a[href]"):
        file, anchor = page.file_of(link["href"])
        if file is None:
            continue
        if not file.exists():
            problems.append(f"{link['href']} leads nowhere")
        elif anchor and f'id="{anchor}"' not in (
            page.html
            if file == page.folder / page.site.url(page.language, page.address) / "index.html"
            else file.read_text(encoding="utf-8")
        ):
            problems.append(f"{link['href']}: no such id")
    return problems


def foreign_links(page: BuiltPage) -> list[str]:
    """Links out of the site lead to allow-listed publishers, to contacts of the data, or to the exit."""
    data = page.site.data
    allowed = {source.address for source in data.sources.values() if source.address and data.publishers[source.publisher].link}
    allowed |= {link for _, link in _ways(page, lambda _: True)} | {page.site.edition.exit}
    out = [link for link in page.soup.select("a[href^=http]") if page.file_of(link["href"])[0] is None]
    problems = [f"{link['href']} is on no list" for link in out if link["href"] not in allowed]
    return problems + [f"{link['href']} tells where the reader came from" for link in out if "noreferrer" not in link.get("rel", [])]


def no_foreign_requests(page: BuiltPage) -> list[str]:
    """Nothing is fetched from another host, and no more than a handful from ours."""
    fetched = [
        tag.get("src") or tag.get("href")
        for tag in page.soup.select("script[src], img[src], link[rel=stylesheet], link[rel=icon], iframe[src], link[rel=preload]")
    ]
    problems = [f"{address} is fetched from elsewhere" for address in fetched if urlsplit(address).netloc]
    if len(fetched) + 1 > MOST_REQUESTS:
        problems.append(f"{len(fetched) + 1} requests")
    return problems


def strict_policy(page: BuiltPage) -> list[str]:
    """No style attribute, no inline script or style, no handler: a strict policy will hold."""
    problems = [f"<{tag.name} style>" for tag in page.soup.select("[style]")]
    problems += ["an inline script" for tag in page.soup.select("script:not([src])") if tag.get("type") != "application/ld+json"]
    problems += ["an inline style" for _ in page.soup.select("style")]
    return problems + [f"<{tag.name} {name}>" for tag in page.soup.find_all(True) for name in tag.attrs if name.startswith("on")]


def leave_comes_first(page: BuiltPage) -> list[str]:
    """The exit is a plain link and the first thing the keyboard reaches; then the way past the menu."""
    focusable = page.soup.select("body a[href], body button, body input, body select, body summary, body [tabindex='0']")
    problems = []
    if "leave" not in focusable[0].get("class", []) or focusable[0]["href"] != page.site.edition.exit:
        problems.append("the exit is not first")
    if focusable[1].get("href") != "#content":
        problems.append("the way past the menu is not second")
    return problems


def help_is_near(page: BuiltPage) -> list[str]:
    """The help bar stands on every page and leads to the help of the same language; on a country's page to its own numbers."""
    bar = page.soup.select_one(".help-bar")
    file = bar and page.file_of(bar["href"])[0]
    target = page.address if country_of(page.address, page.site.data) else "report/"
    return [] if file == page.folder / page.site.url(page.language, target) / "index.html" else ["the help bar leads elsewhere"]


def contacts(page: BuiltPage) -> list[str]:
    """Each way shown is one of the data, as the data writes it; nothing doubtful or graded low; each says how far it was checked."""
    known = _ways(page, lambda channel: channel.is_shown)
    shown = [(link.get_text(), link["href"]) for link in page.soup.select("main a[class*=way-]")]
    problems = [f"{text}: {href} is no way of a contact that may be shown" for text, href in shown if (text, href) not in known]
    words = page.words.contact
    for contact in page.soup.select(".contact, .emergency"):
        text = contact.get_text()
        if typeset(words.unconfirmed, page.language) not in text and not contact.select("[data-checked]"):
            problems.append(f"{contact['id']} does not say whether it was checked")
        if not contact.select(".contact-ways a, .contact-ways span"):
            problems.append(f"{contact['id']} has no way in")
    code = country_of(page.address, page.site.data)
    return problems + (_country(page, code) if code else [])


def _country(page: BuiltPage, code: str) -> list[str]:
    """A country's page shows every contact that it may show, each in full once, with every way."""
    own = {name: channel for name, channel in page.site.data.places[code].items() if channel.is_shown}
    shared = page.site.data.places["international"].items()
    own |= {name: channel for name, channel in shared if channel.is_shown and (channel.serves == "everywhere" or code in channel.serves)}
    found = {contact["id"]: contact for contact in page.soup.select(".contact, .emergency")}
    problems = [f"{name} is missing" for name in own.keys() - found.keys()] + [
        f"{name} is not of {code}" for name in found.keys() - own.keys()
    ]
    for name in own.keys() & found.keys():
        shown = len(found[name].select(".contact-ways a, .contact-ways span"))
        if shown != len(own[name].shown_ways):
            problems.append(f"{name} shows {shown} ways, not {len(own[name].shown_ways)}")
        problems += [f"{name} does not say “{words}”" for words in _said(page, code, name, own[name], found[name])]
    young = {link["href"].removeprefix("#") for link in page.soup.select("#young ~ .also-list a[href^='#']")}
    for name, channel in own.items():
        before_adults = name in found and found[name].find_previous(id="adult") is None and channel.kind != "emergency"
        if before_adults and not (channel.is_well_seen and "children" in channel.audience):
            problems.append(f"{name} is shown to children")
    return problems + [f"{name} is named to children" for name in young - own.keys()]


def _said(page: BuiltPage, code: str, name: str, channel: Channel, shown: Tag) -> list[str]:
    """What a contact has to say on the page of a country, and does not."""
    place = code if name in page.site.data.places[code] else "international"
    card = Card(place, name, channel, page.site.formatters[page.language], here=code)
    expected = [card.careful, card.note, card.remarks, *card.facts]
    if channel.kind == "emergency":
        expected += [] if channel.speechless else [card.service]
    else:
        expected += [card.purpose, card.name, card.seen, page.words.contact.never_send if card.writes else None]
    text = shown.get_text()
    return [words for words in expected if words and typeset(words, page.language) not in text]


def _ways(page: BuiltPage, wanted: Callable[[Channel], bool]) -> set[tuple[str, str]]:
    """The text and the link of each way of the contacts that are wanted, in the language of the page."""
    return {way for channel, ways in _all_ways(page.site, page.language) if wanted(channel) for way in ways}


WAYS: dict[tuple[int, str], list[tuple[Channel, set[tuple[str, str]]]]] = {}  # the same for every page of a language


def _all_ways(site: Site, language: str) -> list[tuple[Channel, set[tuple[str, str]]]]:
    if (id(site), language) not in WAYS:
        cards = [Card(*name.split("."), channel, site.formatters[language]) for name, channel in site.data.channels.items()]
        WAYS[id(site), language] = [
            (card.channel, {(typeset(way.text, language), way.href) for way in card.ways if way.href}) for card in cards
        ]
    return WAYS[id(site), language]


def content_note(page: BuiltPage) -> list[str]:
    """A page that speaks of abuse says so before its first words, with a way past."""
    notes = page.soup.select("article > h1 + .content-note a[href]")
    return [] if len(notes) == page.source.front.content_note else ["the content note is not as the page asks"]


def figures(page: BuiltPage) -> list[str]:
    """Each number shown is a figure of the data, in the format of the language."""
    formatter = page.site.formatters[page.language]
    known = {(str(figure.value), formatter.figure(figure)) for figure in page.site.data.figures.values()}
    shown = [(tag["value"], tag.get_text()) for tag in page.soup.select("data")]
    problems = [f"{text} ({value}) is no figure of the data" for value, text in shown if (value, text) not in known]
    named = {argument for call in calls(page.source.body) if call.name in ("figure", "figures") for argument in call.arguments}
    missing = [name for name in named if formatter.figure(page.site.data.figures[name]) not in {text for _, text in shown}]
    return problems + [f"{name} is not shown" for name in missing]


def notes(page: BuiltPage) -> list[str]:
    """Each mark leads to a note, each note has a source, and the sources are named in the page's language."""
    ids = {note["id"] for note in page.soup.select(".notes > ol > li")}
    marks = {link["href"].removeprefix("#") for link in page.soup.select("a.cite, a.as-of")}
    problems = [f"{mark} has no note" for mark in sorted(marks - ids)] + [f"{note} is never named" for note in sorted(ids - marks)]
    kinds = [typeset(kind, page.language) for kind in page.words.sources.kinds.model_dump().values()]
    for line in page.soup.select(".source-note li"):
        if not any(f"({kind}" in line.get_text() for kind in kinds):
            problems.append(f"no kind of source in “{line.get_text()}”")
    return problems + [f"{note['id']} has no source" for note in page.soup.select(".notes > ol > li") if not note.select(".source-note li")]


def state(page: BuiltPage) -> list[str]:
    """A translation that no native speaker has reviewed says in its own language that it is a draft."""
    translated = page.language != page.site.pages.source_language
    text = page.soup.select_one(".state").get_text() if page.soup.select_one(".state") else ""
    problems = []
    if translated and typeset(page.words.state.draft, page.language) not in text:
        problems.append("the page does not say that it is a draft")
    if typeset(page.words.state.safeguarding_none, page.language) not in text:
        problems.append("the page does not say that it has no review")
    return problems


def untranslated(page: BuiltPage) -> list[str]:
    """No sentence of the English page is left in a translation; only names of others are exempt."""
    if page.language == page.site.pages.source_language:
        return []
    english = BuiltPage.read(page.folder, page.site, page.site.pages.source_language, page.address)
    data = page.site.data
    names = {page.site.edition.organisation.name, *data.wording.names, *(channel.name for channel in data.channels.values())}
    sentences = _sentences(english.soup) - names
    return [f"“{text}” is English" for text in _sentences(page.soup) if text in sentences]


def _sentences(soup: BeautifulSoup) -> set[str]:
    exempt = {id(tag) for selector in UNTRANSLATED for tag in soup.select(selector)}
    found = set()
    for text in soup.body.find_all(string=True):
        parents = [id(parent) for parent in text.parents]
        words = re.findall(r"[^\W\d_]{2,}", text)
        if len(words) >= 3 and not exempt.intersection(parents) and text.parent.name != "script":
            found.add(" ".join(text.split()))
    for tag in soup.find_all(True):
        for name in ("aria-label", "title", "placeholder", "data-none", "data-many", "data-twice"):
            value = tag.get(name, "")
            if len(re.findall(r"[^\W\d_]{2,}", value)) >= 2:
                found.add(value)
    return found


def safe_words(page: BuiltPage) -> list[str]:
    """No avoided word on the page as it is shown; the glossary explains them and is exempt by the list."""
    wording = page.site.data.wording
    if page.address in wording.quoting:
        return []
    for tag in page.soup.select(f".source-note, {NAMES_OF_SERVICES}"):
        tag.extract()
    text = page.soup.main.get_text(" ")
    del page.__dict__["soup"]  # the notes are gone from this one
    return [finding.found for finding in avoided(text, page.language, wording, "page", 0)]


def json_ld(page: BuiltPage) -> list[str]:
    """An Article, and below the start page a BreadcrumbList whose last item is the page."""
    script = page.soup.select_one("script[type='application/ld+json']")
    try:
        graph = {item["@type"]: item for item in json.loads(script.string)["@graph"]}
    except (AttributeError, TypeError, ValueError, KeyError) as error:
        return [f"no JSON-LD: {error!r}"]
    problems = [] if graph.get("Article", {}).get("url") == page.url else ["the Article is another page"]
    if page.address:
        items = graph.get("BreadcrumbList", {}).get("itemListElement", [])
        if not items or items[-1]["item"] != page.url or [item["position"] for item in items] != list(range(1, len(items) + 1)):
            problems.append("the BreadcrumbList does not lead here")
    return problems


def preview(page: BuiltPage) -> list[str]:
    """The preview image exists and has an absolute address."""
    image = page.soup.select_one("meta[property='og:image']")
    file = image and page.file_of(image["content"])[0]
    return [] if file and file.exists() and image["content"].startswith("https://") else ["no preview image"]


def weight(page: BuiltPage) -> list[str]:
    """HTML, stylesheet and script with brotli stay within the aim; those of a page that is listed with its reason, within the limit."""
    size, most = first_view(page), LIMIT if page.address in HEAVIER else AIM
    return [] if size <= most else [f"{size} bytes on first view, more than {most}"]


def first_view(page: BuiltPage) -> int:
    """Bytes of HTML + CSS + JS on the first view, compressed with brotli."""
    parts = [page.html.encode()]
    for tag in page.soup.select("link[rel=stylesheet], script[src]"):
        file, _ = page.file_of(tag.get("href") or tag.get("src"))
        parts.append(file.read_bytes())
    return sum(map(_compressed, parts))


@lru_cache(maxsize=64)
def _compressed(part: bytes) -> int:
    return len(brotli.compress(part))


def works_from_disk(page: BuiltPage) -> list[str]:
    """Every address of the page itself is relative, so that a folder on a stick works too."""
    tags: list[Tag] = page.soup.select("a[href], link[rel=stylesheet], script[src]")
    addresses = [tag.get("href") or tag.get("src") for tag in tags]
    return [f"{address} starts at the root of a host" for address in addresses if posixpath.isabs(address)]


CHECKS: list[Callable[[BuiltPage], list[str]]] = [
    landmarks,
    headings,
    title_and_description,
    language_of_page,
    alternates,
    feed,
    switcher,
    links,
    foreign_links,
    no_foreign_requests,
    strict_policy,
    leave_comes_first,
    help_is_near,
    contacts,
    content_note,
    figures,
    notes,
    state,
    untranslated,
    safe_words,
    json_ld,
    preview,
    weight,
    works_from_disk,
]
