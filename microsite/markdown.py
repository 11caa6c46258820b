"""Markdown of our own, in three rules.

- Aligned table columns get a class, where Python-Markdown writes a style attribute: a strict
  Content-Security-Policy refuses style attributes (https://www.w3.org/TR/CSP3/#directive-style-src-attr).
- A class on the first cell of a table is the table's: `| Say {.say-avoid} | Rather not |`.
- What is filled in: `____` after the words that name it is a line to write on, several in a row are several
  lines; `- [ ]` is a box to tick. On paper they are lines and boxes, on the screen fields that keep nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

ALIGNED = re.compile(r"^text-align: (left|right|center);$")
BLANK = r"(?<!_)____(?: ____)*(?!_)"
TICK = "[ ]"
CARDS = ("bands", "plan")  # tables whose rows are cards on a phone
ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "th": "columnheader", "td": "cell"}


class Tables(Treeprocessor):
    """`style="text-align: right;"` becomes `class="align-right"`; the class of the first cell becomes the table's."""

    def run(self, root: Element) -> None:
        for cell in (*root.iter("th"), *root.iter("td")):
            match = ALIGNED.match(cell.get("style", ""))
            if match:
                del cell.attrib["style"]
                cell.set("class", f"align-{match[1]}")
        for table in root.iter("table"):
            first = table.find("thead/tr/th")
            if first is not None and not first.get("class", "align-").startswith("align-"):
                table.set("class", first.attrib.pop("class"))
                if table.get("class") in CARDS:
                    self._describe(table)

    @staticmethod
    def _describe(table: Element) -> None:
        """Say again what it is, because the style takes the roles of a table away; each cell names its column."""
        for tag, role in ROLES.items():
            for element in table.iter(tag):
                element.set("role", role)
        heads = ["".join(head.itertext()) for head in table.iterfind("thead/tr/th")]
        for row in table.iterfind("tbody/tr"):
            for head, cell in zip(heads, row, strict=False):
                cell.set("data-label", head)


class Blank(InlineProcessor):
    """Lines to write on. Browsers are told not to keep what is typed
    (https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#attr-fe-autocomplete-off)."""

    def handleMatch(self, match: re.Match[str], data: str) -> tuple[Element, int, int]:  # noqa: N802 - the name is Python-Markdown's
        lines = match[0].count("____")
        field = Element("input", {"type": "text"}) if lines == 1 else Element("textarea", {"rows": str(lines)})
        field.set("class", "blank")
        field.set("autocomplete", "off")
        return field, match.start(0), match.end(0)


class Fields(Treeprocessor):
    """Boxes to tick, and a name for each field: the words before it in its paragraph or list item (WCAG 2.2, 4.1.2)."""

    def run(self, root: Element) -> None:
        for item in root.iter("li"):
            holder = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
            if (holder.text or "").lstrip().startswith(TICK):
                self._tick(item, holder)
        for parent in root.iter():
            for field in [child for child in parent if child.get("class") == "blank"]:
                field.set("aria-label", _words_before(parent, field))

    @staticmethod
    def _tick(item: Element, holder: Element) -> None:
        label = Element("label")
        box = SubElement(label, "input", {"type": "checkbox", "autocomplete": "off"})
        box.tail = " " + (holder.text or "").lstrip().removeprefix(TICK).lstrip()
        for child in list(holder):
            if child.tag not in ("ul", "ol"):
                holder.remove(child)
                label.append(child)
        holder.text = ""
        holder.insert(0, label)
        item.set("class", "tick")


def _words_before(parent: Element, field: Element) -> str:
    def words() -> Iterator[str]:
        yield parent.text or ""
        for child in parent:
            if child is field:
                return
            yield "".join(child.itertext())
            yield child.tail or ""

    return " ".join("".join(words()).split()).rstrip(" :")


class MicrositeMarkdown(Extension):
    """The site's own rules for Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        md.inlinePatterns.register(Blank(BLANK, md), "blank", 175)  # before emphasis, which underscores write too
        md.treeprocessors.register(Tables(md), "tables", 0)
        md.treeprocessors.register(Fields(md), "fields", 1)


def makeExtension(**options) -> MicrositeMarkdown:  # noqa: N802 - the name is Python-Markdown's
    """Called by Python-Markdown."""
    return MicrositeMarkdown(**options)
