"""Checks of the words, before anything is built. Each takes what was read and returns findings."""

from __future__ import annotations

from ..data import Data, texts
from ..findings import Finding
from ..names import CALL, check_calls
from ..pages import Pages
from .addresses import check_addresses, check_links
from .lessons import check_lesson
from .markup import check_markup
from .translations import check_translation
from .wording import check_data_words, check_left_in_english, check_own_words, check_words


def check_everything(data: Data, pages: Pages) -> list[Finding]:
    """All findings about pages, and about texts in data."""
    findings = check_addresses(pages, data.addresses)
    for page in pages:
        findings += check_calls(page.body, data, page.file, page.body_line)
        findings += check_links(page, pages, data)
        if page.own:
            findings += check_markup(page) + check_own_words(page, data.wording)
            continue
        findings += check_words(page, data.wording)
        source = pages.source_of(page)
        findings += check_lesson(page, source)
        if source:
            findings += check_translation(page, source)
        elif page.language == pages.source_language and page.front.translation_of:
            findings.append(
                Finding(page.file, 1, "translation_of", page.front.translation_of, "no such key in a page that is no translation")
            )
    for document, path, text in texts(data):
        for language, words in text.items():
            line = document.line((*path, language))
            if "corrections" in path:  # the only texts of data in which names are rendered
                findings += check_calls(words, data, document.file, line)
            elif CALL.search(words):
                findings.append(Finding(document.file, line, ".".join(map(str, path)), f"a name, {CALL.search(words)[0]}", "plain words"))
    findings += check_data_words(data)
    findings += check_left_in_english(data)
    return findings
