"""A translation holds to its original: headings, facts named, links, lists, and no paragraph left behind."""

from __future__ import annotations

import re
from collections import Counter

from ..findings import Finding
from ..models.base import Model
from ..names import calls
from ..pages import ITEM, Page, paragraphs

WORD = re.compile(r"[^\W\d_]+")
LEAST_WORDS = 3  # fewer may be a name

# Small words that every English paragraph has, and that hardly stand in another language.
ENGLISH = {"the", "and", "of", "is", "that", "it", "you", "for", "are", "with", "this", "not", "what", "they", "we"}


def check_translation(page: Page, source: Page) -> list[Finding]:
    """What a translation lacks or has too much, measured against the English page."""
    findings = []
    if page.front.translation_of is None:
        findings.append(
            Finding(
                page.file,
                1,
                "translation_of",
                "nothing",
                f"the hash of the English page, {source.hash} (`microsite translations stamp` writes it)",
            )
        )
    if page.front.reviews.language is None:
        findings.append(Finding(page.file, 1, "reviews.language", "nothing", "`none yet`, or who reviewed it and when"))
    for key in ("content_note", "sheet", "lesson"):
        own, original = getattr(page.front, key), getattr(source.front, key)
        if own != original:
            findings.append(Finding(page.file, 1, key, _said(own), f"{_said(original)}, as in English"))
    findings += _headings(page, source)
    findings += _same(page, "facts named", map(str, calls(page.body)), map(str, calls(source.body)))
    findings += _same(page, "links", page.links, source.links)
    for key in ("doors", "posters"):
        own, original = ([f"{card.id} → {card.to}" for card in getattr(one.front, key)] for one in (page, source))
        findings += _same(page, key, own, original)
    counts = [len(ITEM.findall(text)) for text in (page.body, source.body)]
    if counts[0] != counts[1]:
        findings.append(Finding(page.file, 0, "list items", str(counts[0]), f"{counts[1]}, as in English"))
    findings += _left_in_english(page, source)
    return findings


def _said(value: object) -> str:
    """A value of the front matter in words."""
    return str(value.model_dump(mode="json")) if isinstance(value, Model) else "nothing" if value is None else str(value)


def _headings(page: Page, source: Page) -> list[Finding]:
    own = [(heading.level, heading.id) for heading in page.headings]
    original = [(heading.level, heading.id) for heading in source.headings]
    if own == original:
        return []
    for heading, expected in zip(page.headings, source.headings, strict=False):
        if (heading.level, heading.id) != (expected.level, expected.id):
            return [
                Finding(
                    page.file,
                    heading.line,
                    "heading",
                    f"{'#' * heading.level} {{#{heading.id}}}",
                    f"{'#' * expected.level} {{#{expected.id}}}, as in English",
                )
            ]
    return [Finding(page.file, 0, "headings", f"{len(own)} headings", f"{len(original)}, as in English")]


def _same(page: Page, field: str, own, original) -> list[Finding]:
    own, original = Counter(own), Counter(original)
    lacking, surplus = sorted((original - own).elements()), sorted((own - original).elements())
    findings = []
    if lacking:
        findings.append(Finding(page.file, 0, field, "not all of the English page", f"also {', '.join(lacking)}"))
    if surplus:
        findings.append(Finding(page.file, 0, field, ", ".join(surplus), "nothing that the English page does not have"))
    return findings


def _left_in_english(page: Page, source: Page) -> list[Finding]:
    english = {text for _, text in paragraphs(source.body)}
    findings = []
    for number, text in paragraphs(page.body):
        words = [word.lower() for word in WORD.findall(text)]
        if len(words) < LEAST_WORDS:
            continue
        share = sum(word in ENGLISH for word in words) / len(words)
        if text in english or share > 0.2:
            findings.append(Finding(page.file, page.body_line + number, "words", f"“{text[:60]}”", f"a paragraph in {page.language}"))
    for field in ("title", "headline", "description"):
        own, original = getattr(page.front, field), getattr(source.front, field)
        if own and own == original and len(WORD.findall(own)) >= LEAST_WORDS:
            findings.append(Finding(page.file, 1, field, f"“{own}”", f"words in {page.language}"))
    return findings
