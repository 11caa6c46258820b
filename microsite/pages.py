"""`docs/` as a catalogue of pages: front matter, words, addresses, translations."""

from __future__ import annotations

import hashlib
import posixpath
import re
from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml import YAML

from .data import SOURCE_LANGUAGE
from .findings import Finding, InputError, nearest
from .layers import Layers
from .models.frontmatter import FrontMatter, OwnFrontMatter
from .names import CALL
from .yamlfile import edit_yaml, parse_yaml, relative_name, validate

FENCE = "---"
NONE_YET = "none yet"
HEADING = re.compile(r"^(#{1,6})[ \t]+(.*?)(?:[ \t]*\{#([^}\s]*)\})?[ \t]*$", re.M)
ITEM = re.compile(r"^\s*(?:[-*]|\d+\.)[ \t]+", re.M)
ADDRESS_PARTS = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*")
MARKS = re.compile(r"\{[#.][^}]*\}|____|\[ \]")  # ids and classes, lines to write on, boxes to tick
LINK = re.compile(r"(?<!!)\[(?P<words>[^\]]*)\]\((?P<target>[^)\s]+)\)")


@dataclass(frozen=True)
class Heading:
    """A heading of a page: its level, its words, its id, its line."""

    level: int
    text: str
    id: str | None
    line: int


@dataclass(frozen=True)
class Page:
    """A page in one language.

    Attributes:
        language: its language.
        path: its file below `docs/<language>/`, such as `know/index.md`.
        file: its file from the project's root, for messages.
        front: its front matter.
        body: its Markdown.
        body_line: the line of the file on which the Markdown begins.
        own: whether it is the edition’s own, and not the project’s.
    """

    language: str
    path: str
    file: str
    front: FrontMatter
    body: str
    body_line: int
    own: bool = False

    @property
    def address(self) -> str:
        """Its address below the language: `know/operations/`."""
        return address_of(self.path)

    @property
    def headings(self) -> list[Heading]:
        """Its headings, in order."""
        return [
            Heading(len(match[1]), match[2], match[3], self.body_line + self.body.count("\n", 0, match.start()))
            for match in HEADING.finditer(self.body)
        ]

    @property
    def links(self) -> list[str]:
        """Where its links lead, in order."""
        return [match["target"] for match in LINK.finditer(self.body)]

    @property
    def hash(self) -> str:
        """Twelve hexadecimal digits that change when its words change (SHA-256), not when its reviews do."""
        front = self.front
        words = [front.title, front.headline or "", front.description, str(front.content_note)]
        words += [f"{door.id} {door.title} {door.text} {door.to}" for door in front.doors]
        words += [f"{poster.id} {poster.title} {poster.text} {poster.to}" for poster in front.posters]
        text = "\n".join([*words, *(line.rstrip() for line in self.body.strip().splitlines())])
        return hashlib.sha256(text.encode()).hexdigest()[:12]


@dataclass
class Pages:
    """The pages of an edition.

    Attributes:
        languages: its languages; the first one stands at the root.
        by_language: its pages by language and address.
        sources: the project’s English pages, by address, also where the edition does not speak English.
        replaced: the project’s pages that the edition has written anew, by language and address.
        without: addresses of the project’s pages that the edition leaves out.
    """

    languages: tuple[str, ...]
    by_language: dict[str, dict[str, Page]] = field(default_factory=dict)
    sources: dict[str, Page] = field(default_factory=dict)
    replaced: dict[tuple[str, str], Page] = field(default_factory=dict)
    without: frozenset[str] = frozenset()

    source_language = SOURCE_LANGUAGE

    def get(self, language: str, address: str) -> Page | None:
        """The page with this address in this language."""
        return self.by_language.get(language, {}).get(address)

    def translations(self, address: str) -> list[str]:
        """The languages in which a page exists, in the order of the edition."""
        return [language for language in self.languages if self.get(language, address)]

    def url(self, language: str, address: str) -> str:
        """The page's address from the root of the site: `fr/know/`."""
        return address if language == self.languages[0] else f"{language}/{address}"

    def source_of(self, page: Page) -> Page | None:
        """The English page that a translation was made from. The edition’s own pages are nobody’s translation."""
        return None if page.own or page.language == self.source_language else self.sources.get(page.address)

    def is_stale(self, page: Page) -> bool:
        """Whether the English page has changed since the translation was made."""
        source = self.source_of(page)
        return source is not None and page.front.translation_of != source.hash

    def missing(self) -> list[tuple[str, str]]:
        """Languages and addresses of pages that another language has and this one lacks. An own page stands in the languages it has."""
        everywhere = sorted({page.address for page in self if not page.own} | {address for _, address in self.replaced})
        return [(language, address) for language in self.languages for address in everywhere if not self.get(language, address)]

    def outdated(self) -> list[tuple[Page, Page]]:
        """Own pages whose originals have changed since, each with the original of today."""
        pairs = [(self.by_language[language][address], original) for (language, address), original in self.replaced.items()]
        return [(own, original) for own, original in pairs if own.front.replaces != original.hash]

    def leave_out(self, addresses: frozenset[str]) -> None:
        """Take pages of the project away. Links to them become plain words."""
        self.without = addresses
        for pages in (self.sources, *self.by_language.values()):
            for address in addresses & pages.keys():
                del pages[address]

    def unlink(self, page: Page) -> str:
        """The page’s Markdown, where links to pages that the edition leaves out are plain words."""
        if not self.without or page.own:
            return page.body

        def one(match: re.Match[str]) -> str:
            path, _, _ = match["target"].partition("#")
            target = address_of(posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path))) if path.endswith(".md") else ""
            return match["words"] if target in self.without else match[0]

        return LINK.sub(one, page.body)

    def __iter__(self):
        for pages in self.by_language.values():
            yield from pages.values()


def address_of(path: str) -> str:
    """The address of a file: `know/index.md` is `know/`, `about/privacy.md` is `about/privacy/`."""
    name = path.removesuffix(".md")
    if name == "index":
        return ""
    return name.removesuffix("/index") + "/"


def load_pages(layers: Layers, languages: tuple[str, ...], spoken: tuple[str, ...] = ()) -> Pages:
    """Read every page below `docs/<language>/`, the edition's own pages over those of the project.

    Args:
        layers: the edition and the project.
        languages: those to read.
        spoken: all languages of the edition, where only some of them are read.

    Raises:
        InputError: with every page that cannot be read or whose front matter is wrong.
    """
    pages = Pages(languages)
    findings: list[Finding] = []
    for language in dict.fromkeys((*languages, pages.source_language)):
        folder = layers.project / "docs" / language
        found: dict[str, Page] = {}
        if language in languages:
            pages.by_language[language] = found
        if not folder.is_dir():
            findings.append(
                Finding(relative_name(folder, layers.project), 0, "folder", "nothing", f"a folder with the pages in {language}")
            )
            continue
        for path in sorted(folder.rglob("*.md")):
            try:
                page = read_page(path, layers.project, language)
            except InputError as error:
                findings += error.findings
            else:
                found[page.address] = page
        if language == pages.source_language:
            pages.sources = dict(found)
    try:
        own = _own_pages(layers, spoken or languages)
    except InputError as error:
        findings += error.findings
        own = []
    if findings:
        raise InputError(findings)
    for page in (page for page in own if page.language in languages):
        found = pages.by_language[page.language]
        if page.address in found:
            pages.replaced[page.language, page.address] = found[page.address]
        found[page.address] = page
    return pages


def _own_pages(layers: Layers, languages: tuple[str, ...]) -> list[Page]:
    """The pages of an edition’s own `docs/`."""
    pages, findings = [], []
    for path in layers.own_files("docs"):
        name = relative_name(path, layers.edition)
        language, *below = path.relative_to(layers.edition / "docs").parts
        if path.name == "README.md" and not below:
            continue
        if language not in languages:
            expected = f"docs/<language>/ with one of the languages of edition.yml: {', '.join(languages)}"
            findings.append(Finding(name, 0, "folder", repr(language), expected, nearest(language, languages)))
        elif path.suffix != ".md":
            findings.append(
                Finding(
                    name, 0, "file", f"a file of the kind {path.suffix or 'unknown'}", "pages in Markdown, *.md; pictures are not taken"
                )
            )
        elif not ADDRESS_PARTS.fullmatch("/".join(below).removesuffix(".md")):
            findings.append(
                Finding(name, 0, "file", repr("/".join(below)), "small letters a to z, digits and hyphens: it becomes the address")
            )
        else:
            try:
                pages.append(read_page(path, layers.edition, language, own=True))
            except InputError as error:
                findings += error.findings
    if findings:
        raise InputError(findings)
    return pages


def read_page(path: Path, root: Path, language: str, *, own: bool = False) -> Page:
    """Read one page.

    Args:
        path: its file.
        root: the folder that holds `docs/`.
        language: its language.
        own: whether it is an edition’s own page.

    Raises:
        InputError: it is not UTF-8, or its front matter is missing or wrong.
    """
    name = relative_name(path, root)
    try:
        text = path.read_text(encoding="utf-8-sig")  # some editors write a byte order mark
    except (OSError, UnicodeDecodeError) as error:
        raise InputError([Finding(name, 0, "file", str(error), "a file saved as UTF-8 that can be read")]) from None
    parts = split_front_matter(text)
    if parts is None:
        raise InputError([Finding(name, 1, "front matter", "none", f"keys between two lines of {FENCE} at the head of the page")])
    head, body = parts
    front = validate(OwnFrontMatter if own else FrontMatter, parse_yaml(head, name, first_line=2))
    path_below = path.relative_to(root / "docs" / language).as_posix()
    return Page(language, path_below, name, front, body, head.count("\n") + 3, own)  # type: ignore[arg-type]


def split_front_matter(text: str) -> tuple[str, str] | None:
    """The YAML and the Markdown of a page, without the fences; None when there is no front matter."""
    lines = text.splitlines(keepends=True)
    ends = [number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE]
    if not lines or lines[0].rstrip() != FENCE or not ends:
        return None
    return "".join(lines[1 : ends[0]]), "".join(lines[ends[0] + 1 :])


def paragraphs(body: str) -> list[tuple[int, str]]:
    """The paragraphs, headings, list items and cells of tables of a text as plain words, each with its line (from 0)."""
    found = []
    for number, line in enumerate(body.splitlines()):
        for part in _cells(line):
            text = ITEM.sub("", part).strip().lstrip("#>").strip()
            text = MARKS.sub("", CALL.sub(" ", text))
            text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
            text = text.replace("*", "").strip()
            if text:
                found.append((number, text))
    return found


def _cells(line: str) -> list[str]:
    """The cells of a row of a table, or the line; the line below a table's head has no words."""
    if not line.startswith("|"):
        return [line]
    return [cell for cell in line.strip("|").split("|") if cell.strip(" :-")]


def stamp(path: Path, source: Page) -> None:
    """Write into a translation's front matter which English text it was made from.

    Reviews that it does not have yet are written as `none yet`.

    Args:
        path: the file of the translation.
        source: the English page.
    """
    head, body = split_front_matter(path.read_text(encoding="utf-8"))
    reviews = {"language": NONE_YET, "safeguarding": NONE_YET, **(YAML(typ="safe").load(head).get("reviews") or {})}
    head = edit_yaml(head, {("translation_of",): source.hash, ("reviews",): reviews})
    path.write_text(f"{FENCE}\n{head}{FENCE}\n{body}", encoding="utf-8", newline="\n")
