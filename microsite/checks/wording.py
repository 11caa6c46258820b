"""Words the site does not use, figures typed by hand, and headings without an id."""

from __future__ import annotations

import re
from functools import lru_cache

from ..data import SOURCE_LANGUAGE, Data, texts
from ..findings import Finding
from ..models.site import Wording
from ..names import CALL
from ..pages import Heading, Page
from .translations import LEAST_WORDS, WORD

# Ids, targets of links, code, the numbers of a list, and the minutes that begin a row of a lesson's plan.
NOT_PROSE = re.compile(r"\{[#.][^}]*\}|\]\([^)]*\)|`[^`]*`|^\s*\d+\.(?=\s)|^\|\s*\d+\s*(?=\|)", re.M)
DIGITS = re.compile(r"\d[\d.,\u00a0\u202f ]*\d|\d")


def check_words(page: Page, wording: Wording) -> list[Finding]:
    """Avoided words, typed figures and headings without an id, in a page."""
    findings = []
    front = "\n".join(
        [
            *(page.front.title, page.front.headline or "", page.front.description),
            *(f"{card.title} {card.text}" for card in (*page.front.doors, *page.front.posters)),
        ]
    )
    for text, first_line in ((front, 0), (page.body, page.body_line)):
        if page.address not in wording.quoting:
            findings += avoided(text, page.language, wording, page.file, first_line)
        findings += typed_figures(text, page.language, wording, page.file, first_line)
    for heading in page.headings:
        if heading.level == 1:
            findings.append(_second_title(page, heading))
        if not heading.id:
            findings.append(
                Finding(
                    page.file,
                    heading.line,
                    "heading",
                    f"“{heading.text}” without an id",
                    "an id that is the same in every language: ## Words {#words}",
                )
            )
    return findings


def check_own_words(page: Page, wording: Wording) -> list[Finding]:
    """Avoided words and a second title in a page of an edition, which may type figures and needs no ids."""
    front = f"{page.front.title}\n{page.front.headline or ''}\n{page.front.description}"
    findings = avoided(front, page.language, wording, page.file, 0)
    findings += avoided(page.body, page.language, wording, page.file, page.body_line)
    return findings + [_second_title(page, heading) for heading in page.headings if heading.level == 1]


def check_data_words(data: Data) -> list[Finding]:
    """Avoided words in the texts of `data/`. The glossary quotes them in order to explain them."""
    findings = []
    for document, path, text in texts(data):
        if document.file in ("data/glossary.yml", "data/wording.yml"):
            continue
        for language, words in text.items():
            findings += avoided(words, language, data.wording, document.file, document.line((*path, language)))
    return findings


def check_left_in_english(data: Data) -> list[Finding]:
    """Texts of `data/` that are the same in English and in another language; listed names are exempt."""
    findings = []
    for document, path, text in texts(data):
        english = text.get(SOURCE_LANGUAGE, "")
        if len(WORD.findall(CALL.sub("", english))) < LEAST_WORDS or english in data.wording.names:
            continue
        for language, words in text.items():
            if language != "en" and words == english:
                findings.append(
                    document.finding(
                        (*path, language), f"“{words[:60]}”", f"words in {language}, or the name on the list in data/wording.yml"
                    )
                )
    return findings


def avoided(text: str, language: str, wording: Wording, file: str, first_line: int) -> list[Finding]:
    """Avoided words of the language in a text."""
    pattern = _pattern(wording.avoid.get(language, ()))
    if pattern is None:
        return []
    return [
        Finding(file, _line(text, match, first_line), "words", f"“{match.group(0)}”", "a word of the glossary (see Words we avoid)")
        for match in pattern.finditer(text)
    ]


def typed_figures(text: str, language: str, wording: Wording, file: str, first_line: int) -> list[Finding]:
    """Numbers, and words like “million”, that stand in a text instead of coming from data."""
    blank = lambda match: " " * len(match.group(0))  # noqa: E731 - keeps positions
    prose = NOT_PROSE.sub(blank, CALL.sub(lambda match: re.sub(r"[^\n]", " ", match.group(0)), text))
    for number in sorted(wording.numbers, key=lambda number: -len(number.text)):  # 16–18 before 18
        prose = re.sub(rf"(?<!\d){re.escape(number.text)}(?!\d)", blank, prose)
    words = wording.number_words.get(language, ())
    found = [*DIGITS.finditer(prose), *((_pattern(words) or re.compile(r"(?!)")).finditer(prose))]
    return [
        Finding(
            file,
            _line(text, match, first_line),
            "figure typed by hand",
            f"“{match.group(0).strip()}”",
            'a figure of data/, named: {{ figure("record.fact") }}',
        )
        for match in found
    ]


def _second_title(page: Page, heading: Heading) -> Finding:
    return Finding(
        page.file, heading.line, "heading", "a heading of the first level", "## or lower: the title of the page is its first heading"
    )


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """One pattern for all words; a star at the end stands for the rest of a word."""
    if not words:
        return None
    options = (re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "") for word in words)
    return re.compile(rf"\b(?:{'|'.join(options)})\b", re.I)


def _line(text: str, match: re.Match[str], first_line: int) -> int:
    return first_line + text.count("\n", 0, match.start()) if first_line else 1
