"""Copies of a finished site for places without the internet: a zip a language, opened by a double click on its `index.html`.

A browser that opens a page from disk shows no folder’s start page and runs no module, so every link names its file. What a
copy does not hold stays a link to the web, and says so. A copy cannot be corrected: each of its pages tells its date, and
until when to trust it. The same site gives the same bytes.
"""

from __future__ import annotations

import json
import os
import posixpath
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from jinja2 import Environment, FileSystemLoader

from .dates import KnownDate
from .embeds import FOLDER as CARDS
from .exports import FOLDER as DATA
from .feeds import FEED
from .formatting import typeset
from .search import without_folder
from .sheets import check_after
from .site import Site

LOOKS = "offline"
STYLE = f"assets/{LOOKS}.css"
NEUTRAL = "neutral/index.html"
LOADED = ("src", "data-neutral", "data-script", "data-index")  # attributes with the address of a file that a page loads
LONGEST_NAME = 40  # Windows opens paths of up to 260 characters; those of ours that are fixed fill about 60


class NotBuilt(Exception):
    """There is no finished site."""


@dataclass(frozen=True)
class Bundle:
    """A copy to be made.

    Attributes:
        site: the edition.
        languages: the languages in it; the first one stands at its root.
        date: the date of the finished site.
    """

    site: Site
    languages: tuple[str, ...]
    date: KnownDate

    @property
    def name(self) -> str:
        """The name of the zip, without its ending, and of the folder in it: ASCII, which every file system takes."""
        first = self.languages[0]
        name = _slug(self.site.edition.name[first]) or _slug(urlsplit(self.site.edition.address).hostname or "")
        languages = "all" if self.languages == self.site.languages != (first,) else "+".join(self.languages)
        return f"{name}-{languages}-{self.date}"

    @cached_property
    def pages(self) -> dict[str, str]:
        """The files of its pages, from the root of the site, with their languages."""
        by_language = self.site.pages.by_language
        return {
            f"{self.site.url(language, address)}index.html": language for language in self.languages for address in by_language[language]
        }

    @property
    def folder(self) -> str:
        """The folder of its first language on the site, which it stands without: its start page lies at the top."""
        return self.site.url(self.languages[0], "")

    def place(self, file: str) -> str:
        """Where a file of the site stands in the copy."""
        return file.removeprefix(self.folder)


@dataclass(frozen=True)
class Made:
    """A finished copy: the zip, its size in bytes, and how many pages and PDFs it holds."""

    path: Path
    size: int
    pages: int
    pdfs: int


@dataclass(frozen=True)
class Looks:
    """What is added to the pages of one language: a strip at the top, and words at the end of links that lead out."""

    strip: str
    mark: str


def bundles(site: Site, built: Path, languages: Sequence[str] = (), together: bool = False) -> list[Bundle]:
    """The copies to make of a finished site.

    Args:
        site: the edition.
        built: the finished site.
        languages: only these; each of the edition unless given.
        together: one copy with all of them, instead of one each.

    Raises:
        NotBuilt: the site is not there.
    """
    try:
        # The day the site was built for, which is what its pages say: the checkout may have gone on since.
        date = KnownDate.parse(json.loads((built / DATA / "operations.json").read_bytes())["date"])
    except FileNotFoundError:
        raise NotBuilt(f"{built} is not there. Build the site first.") from None
    chosen = tuple(language for language in site.languages if not languages or language in languages)
    return [Bundle(site, group, date) for group in ([chosen] if together else [(language,) for language in chosen])]


def make(bundle: Bundle, built: Path, output: Path, advance: Callable[[], None] = lambda: None) -> Made:
    """Write a copy.

    Args:
        bundle: which one.
        built: the finished site.
        output: the folder for the zip.
        advance: called after each page.

    Raises:
        NotBuilt: a page is not there.
        OSError: the zip cannot be written; one of an earlier run is still there.
    """
    looks = {language: _looks(bundle, language) for language in bundle.languages}
    files: dict[str, bytes | Path] = {}
    needed: set[str] = set()
    for file, language in {**bundle.pages, NEUTRAL: None}.items():
        try:
            html = (built / file).read_text(encoding="utf-8")
        except FileNotFoundError:
            raise NotBuilt(f"{built / file} is not there. Build the site first.") from None
        page = PageCopy(bundle, built, file, looks[language] if language else None)
        files[bundle.place(file)] = page.rewrite(html).encode()
        needed |= page.needed
        if language:
            advance()
    files |= {bundle.place(file): built / file for file in needed}
    index = f"search/{bundle.languages[0]}.js"
    files[index] = without_folder((built / index).read_text(encoding="utf-8"), bundle.folder).encode()
    files[STYLE] = (bundle.site.layers.project / "overrides" / LOOKS / f"{LOOKS}.css").read_bytes()
    files["README.txt"] = "\r\n".join(_read_me(bundle, language) for language in bundle.languages).encode("utf-8-sig")  # for Notepad
    path = output / f"{bundle.name}.zip"
    _write(path, bundle, files)
    return Made(path, path.stat().st_size, len(bundle.pages), sum(file.endswith(".pdf") for file in needed))


def _write(path: Path, bundle: Bundle, files: dict[str, bytes | Path]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    day = bundle.date.first_day()
    try:
        with ZipFile(draft, "w") as archive:
            for name, content in sorted(files.items(), key=lambda item: item[0]):
                entry = ZipInfo(f"{bundle.name}/{name}", (day.year, day.month, day.day, 0, 0, 0))
                entry.create_system, entry.external_attr = 3, 0o100644 << 16  # a file of Unix, wherever this runs
                archive.writestr(entry, content.read_bytes() if isinstance(content, Path) else content, ZIP_DEFLATED, 9)
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _looks(bundle: Bundle, language: str) -> Looks:
    templates = Environment(loader=FileSystemLoader(bundle.site.layers.project / "overrides" / LOOKS), autoescape=True)
    values = {"words": bundle.site.data.interface[language], "address": bundle.site.absolute(language, ""), **_dates(bundle, language)}
    return Looks(*(typeset(templates.get_template(name).render(values), language) for name in ("strip.html", "mark.html")))


def _dates(bundle: Bundle, language: str) -> dict[str, str]:
    format = bundle.site.formatters[language]
    return {"date": format.date(bundle.date), "after": format.date(check_after(bundle.date))}


def _read_me(bundle: Bundle, language: str) -> str:
    words = bundle.site.data.interface[language].offline
    copy = words.copy_of.format(**_dates(bundle, language))
    return typeset(f"{words.open}\r\n{copy} {bundle.site.absolute(language, '')}\r\n", language)


class PageCopy(HTMLParser):
    """A page for a copy. The parser of the standard library tells where each tag stands; only tags with an address that
    changes are written anew, and everything between them stays as it is, byte for byte. (A tree, as lxml and html5lib make,
    would be written anew as a whole; a search for patterns would also find code that a page shows.)

    Args:
        bundle: the copy.
        built: the finished site.
        file: the file of the page, from the root of the site.
        looks: what is added to it; nothing for the neutral page.
    """

    def __init__(self, bundle: Bundle, built: Path, file: str, looks: Looks | None):
        super().__init__(convert_charrefs=False)
        self.bundle, self.built, self.file, self.looks = bundle, built, file, looks
        self.address = bundle.site.edition.address
        self.needed: set[str] = set()
        self.edits: list[tuple[int, int, str]] = []
        self.leads_out = False

    def rewrite(self, html: str) -> str:
        """The page as it stands in the copy; afterwards `needed` has the other files of the site that it needs."""
        self.lines = [0, *(match.end() for match in re.finditer("\n", html))]
        self.feed(html)
        self.close()
        parts, done = [], 0
        for start, end, text in self.edits:
            parts += [html[done:start], text]
            done = end
        return "".join([*parts, html[done:]])

    @property
    def _position(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Give a tag its addresses in the copy."""
        start = self._position
        end = start + len(self.get_starttag_text() or "")
        old = dict(attrs)
        new = self._link(old) if tag == "a" else self._loaded(tag, old)
        if new is None:
            self.edits.append((start, end, ""))
        elif new != old:
            self.edits.append((start, end, f"<{tag}{''.join(map(_attribute, new.items()))}>"))
        if tag == "main" and self.looks:
            self.edits.append((end, end, f"\n{self.looks.strip}"))

    def handle_endtag(self, tag: str) -> None:
        """Add what stands at the end of an element."""
        here = self._position
        if tag == "head" and self.looks:
            self.edits.append((here, here, f'<link rel="stylesheet" href="{self._relative(STYLE)}">\n'))
        elif tag == "a" and self.leads_out and self.looks:
            self.edits.append((here, here, self.looks.mark))

    def _link(self, old: dict[str, str | None]) -> dict[str, str | None]:
        """A link: to a file of the copy, or out of it."""
        href = old.get("href") or ""
        if "leave" in (old.get("class") or "").split():
            href = self.address + NEUTRAL
        full = urljoin(self.address + self.file, href)
        inside = self._inside(full)
        self.leads_out = inside is None and full.startswith(("https:", "http:"))
        if not href or href.startswith("#"):
            return old
        own = full if full.startswith(self.address) else href
        return {**old, "href": inside or own}

    def _loaded(self, tag: str, old: dict[str, str | None]) -> dict[str, str | None] | None:
        """What a page loads. None for what a head names and the copy does not hold, such as the feed; full addresses there
        name the version on the web, and stay."""
        new = dict(old)
        for name in (*LOADED, "href") if tag == "link" else LOADED:
            address = old.get(name)
            if address and not urlsplit(address).scheme:
                new[name] = self._inside(urljoin(self.address + self.file, address))
                if new[name] is None and tag == "link":
                    return None
        if "data-root" in old:  # the search puts it before the addresses of its index, some of which begin with those of help
            new["data-root"] = "../" * self.bundle.place(self.file).count("/") or "./"
            new["data-help"] = self.bundle.place(old["data-help"] or "")
        return new

    def _inside(self, full: str) -> str | None:
        """The way from this page to an address of the site, if the copy holds it."""
        if not full.startswith(self.address):
            return None
        url = urlsplit(full)
        file = unquote(url.path.removeprefix(urlsplit(self.address).path))
        if not file or file.endswith("/"):
            file += "index.html"
        if not self._is_held(file):
            return None
        return self._relative(file) + (f"?{url.query}" if url.query else "") + (f"#{url.fragment}" if url.fragment else "")

    def _is_held(self, file: str) -> bool:
        if file in self.bundle.pages or file == NEUTRAL:
            return True
        for_programs = file.startswith((DATA, CARDS)) or posixpath.basename(file) == FEED
        if for_programs or file.endswith(".html") or not (self.built / file).is_file():
            return False
        self.needed.add(file)
        return True

    def _relative(self, file: str) -> str:
        here = posixpath.dirname(self.bundle.place(self.file))
        return quote(posixpath.relpath(self.bundle.place(file), here or "."))


def _attribute(attribute: tuple[str, str | None]) -> str:
    name, value = attribute
    return f" {name}" if value is None else f' {name}="{escape(value)}"'


def _slug(text: str) -> str:
    """A text as lower-case ASCII letters and digits with hyphens between its words; empty where it has none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_NAME].strip("-")
