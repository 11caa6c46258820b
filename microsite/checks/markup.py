"""Pages of an edition are Markdown with a short list of HTML."""

from __future__ import annotations

from ..findings import Finding
from ..markup import foreign
from ..pages import Page


def check_markup(page: Page) -> list[Finding]:
    """What may not stand in a page, each with its line."""
    findings = []
    for one in foreign(page.body):
        position = page.body.lower().find(one.sign.lower())
        line = page.body_line + page.body.count("\n", 0, position) if position >= 0 else 0
        findings.append(Finding(page.file, line, "words", one.what, one.expected))
    return findings
