"""The search index of one language, as a classic script that also loads from disk."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping

TAGS = re.compile(r"<[^>]+>")
SPACES = re.compile(r"\s+")
MARKS = re.compile(r"\s*\[\d+\]")  # of sources: [3]


def index_script(entries: Iterable[Mapping[str, str]], titles: Mapping[str, str], names: Mapping[str, str]) -> str:
    """The index of a language.

    Args:
        entries: what the search plugin gathered: `location`, `title`, `text` (HTML) of each section.
        titles: the title of each page, by its location.
        names: what a page is found by beside its words, by its location.

    Returns:
        A script that sets `micrositeIndex` to a list of [address, page, section, words].
    """
    rows = []
    for entry in entries:
        location = entry["location"]
        page = titles[location.partition("#")[0]]
        section = plain(entry["title"]) if "#" in location else ""
        rows.append([location, page, section, f"{plain(entry['text'])} {names.get(location, '')}".strip()])
    return f"micrositeIndex={json.dumps(rows, ensure_ascii=False, separators=(',', ':'))};\n"


def plain(text: str) -> str:
    """Words without tags, entities, marks of sources and surplus spaces."""
    return SPACES.sub(" ", MARKS.sub("", html.unescape(TAGS.sub(" ", text)))).strip()


def without_folder(script: str, folder: str) -> str:
    """The index of a language whose pages do not lie in its folder any more, as in an offline bundle.

    Args:
        script: what `index_script` made.
        folder: the folder that the addresses begin with; empty where there is none.
    """
    start, end = script.index("["), script.rindex(";")
    rows = [[address.removeprefix(folder), *rest] for address, *rest in json.loads(script[start:end])]
    return f"{script[:start]}{json.dumps(rows, ensure_ascii=False, separators=(',', ':'))}{script[end:]}"
