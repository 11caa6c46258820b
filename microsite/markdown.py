"""A Markdown extension: aligned table columns get a class, where Python-Markdown writes a style attribute.

A strict Content-Security-Policy refuses style attributes
(https://www.w3.org/TR/CSP3/#directive-style-src-attr).
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

ALIGNED = re.compile(r"^text-align: (left|right|center);$")


class AlignmentClasses(Treeprocessor):
    """Turns `style="text-align: right;"` into `class="align-right"`."""

    def run(self, root: Element) -> None:
        for cell in (*root.iter("th"), *root.iter("td")):
            match = ALIGNED.match(cell.get("style", ""))
            if match:
                del cell.attrib["style"]
                cell.set("class", f"align-{match[1]}")


class MicrositeMarkdown(Extension):
    """The site's own rules for Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        md.treeprocessors.register(AlignmentClasses(md), "alignment-classes", 0)


def makeExtension(**options) -> MicrositeMarkdown:  # noqa: N802 - the name is Python-Markdown's
    """Called by Python-Markdown."""
    return MicrositeMarkdown(**options)
