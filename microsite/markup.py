"""What a page of an edition may be made of: Markdown, and a short list of HTML.

A volunteer pastes from anywhere. `foreign` names what may not be there, so that a person can take it out; `clean` takes it
out, as a browser would read it, should something have been overlooked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3
from markdown import Markdown

EXTENSIONS = ("attr_list", "tables", "toc", "microsite.markdown")  # as in mkdocs.yml
SCHEMES = {"https", "http", "mailto", "tel"}
CLASSES = {"align-left", "align-right", "align-center", "bands", "blank", "plan", "say-avoid", "tick"}
EVERYWHERE = {"id", "lang", "dir", "class", "role", "data-label"}
ELEMENTS: dict[str, set[str]] = {
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6", "p", "blockquote", "pre", "hr", "br"), set()),
    **dict.fromkeys(("em", "strong", "b", "i", "small", "sub", "sup", "del", "ins", "q", "cite", "code", "kbd", "mark"), set()),
    **dict.fromkeys(("ul", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "details", "summary", "label"), set()),
    **dict.fromkeys(("span", "div"), {"data-name"}),  # the places of names in braces
    "a": {"href", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "input": {"type", "autocomplete", "aria-label"},
    "textarea": {"rows", "autocomplete", "aria-label"},
}
FIELD_TYPES = {"text", "checkbox"}


@dataclass(frozen=True)
class Foreign:
    """Something that may not stand in a page: what it is, how it begins in the text, what may stand there instead."""

    what: str
    sign: str
    expected: str


def to_html(markdown: str) -> str:
    """Markdown as HTML, with the extensions of the site."""
    return Markdown(extensions=list(EXTENSIONS)).convert(markdown)


def foreign(markdown: str) -> list[Foreign]:
    """What may not stand in a page of an edition, in the order of the text."""
    reader = _Reader()
    reader.feed(to_html(markdown))
    reader.close()
    return reader.found


def clean(html: str) -> str:
    """The HTML with nothing but what a page may be made of."""
    attributes = {element: own | EVERYWHERE for element, own in ELEMENTS.items()}
    return nh3.clean(html, tags=set(ELEMENTS), attributes=attributes, url_schemes=SCHEMES, link_rel=None, attribute_filter=_allowed)


def _allowed(element: str, attribute: str, value: str) -> str | None:
    if attribute == "class":
        return " ".join(name for name in value.split() if name in CLASSES) or None
    if element == "input" and attribute == "type" and value not in FIELD_TYPES:
        return None
    return value


@dataclass
class _Reader(HTMLParser):
    found: list[Foreign] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.found.append(Foreign("a picture", "![", "words: pages of an edition have no pictures"))
            return
        if tag not in ELEMENTS:
            self.found.append(
                Foreign(f"<{tag}>", f"<{tag}", "Markdown, or simple HTML such as <b>, <br>, <sub>, <abbr>, <details> or <table>")
            )
            return
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name not in ELEMENTS[tag] | EVERYWHERE:
            allowed = ", ".join(sorted(ELEMENTS[tag] | {"id", "lang", "dir"}))
            self.found.append(Foreign(f"the attribute {name} in <{tag}>", name, f"one of: {allowed}"))
        elif name == "class" and not set(value.split()) <= CLASSES:
            self.found.append(Foreign(f"the class {value!r}", value, f"one of: {', '.join(sorted(CLASSES))}"))
        elif name == "href" and ":" in (scheme := value.partition("/")[0].partition("#")[0].partition("?")[0]):
            if scheme.partition(":")[0].strip().lower() not in SCHEMES:
                self.found.append(
                    Foreign(
                        f"a link to {value[:40]!r}", value[:10], "a link that begins with https:, mailto: or tel:, or the path of a page"
                    )
                )
        elif tag == "input" and name == "type" and value not in FIELD_TYPES:
            self.found.append(Foreign(f"a field of the type {value!r}", "<input", "____ for a line to fill in, - [ ] for a box to tick"))

    def handle_comment(self, data: str) -> None:
        self.found.append(Foreign("a comment", "<!", "no comment: it would be published"))

    handle_decl = unknown_decl = handle_pi = handle_comment
