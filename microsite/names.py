"""Names in pages: `{{ figure("stream-kidflix-2025.users") }}`.

A page names facts, it never types them. The names are a small fixed set, read with Python's own
parser and never run: no template language stands between a page and the builder's machine.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .data import Data
from .findings import Finding, nearest

CALL = re.compile(r"\{\{(.*?)\}\}", re.S)
EDITION_NAMES = ("organisation", "contact", "logs")


@dataclass(frozen=True)
class Name:
    """One of the names a page may use.

    Attributes:
        choices: what may stand in the brackets, from the data; None when nothing may.
        what: what the choices are, for messages.
        block: it stands alone in its paragraph, and becomes a block of the page.
        many: it takes more than one.
    """

    choices: Callable[[Data], Iterable[str]] | None = None
    what: str = ""
    block: bool = False
    many: bool = False


NAMES: dict[str, Name] = {
    "figure": Name(lambda data: data.figures, "the name of a figure"),
    "date": Name(lambda data: data.events, "the name of an event"),
    "cite": Name(lambda data: data.fact_names, "the name of a fact"),
    "edition": Name(lambda data: EDITION_NAMES, "organisation, contact or logs"),
    "figures": Name(lambda data: data.figures, "the name of a figure", block=True, many=True),
    "timeline": Name(lambda data: (name for name, record in data.records.items() if record.events), "a record with events", block=True),
    "bars": Name(lambda data: data.series, "the name of a series", block=True),
    "contact": Name(lambda data: data.shown_channels, "the name of a contact that readers may see", block=True),
    "country": Name(lambda data: data.reported_countries, "the code of a country with contacts", block=True),
    "finder": Name(block=True),
    "imprint": Name(block=True),
    "embeds": Name(block=True),
    "operations": Name(block=True),
    "operations_timeline": Name(block=True),
    "newest_operation": Name(block=True),
    "trends": Name(block=True),
    "corrections": Name(block=True),
    "sources": Name(block=True),
    "glossary": Name(block=True),
    "words_to_avoid": Name(block=True),
}


@dataclass(frozen=True)
class Call:
    """A name used in a text, with what stands in its brackets and its line."""

    name: str
    arguments: tuple[str, ...]
    line: int

    def __str__(self) -> str:
        return f"{self.name}({', '.join(self.arguments)})"


def calls(text: str, first_line: int = 1) -> list[Call]:
    """The well-formed calls of a text, in their order."""
    found = (_parse(match, text, first_line) for match in CALL.finditer(text))
    return [call for call in found if call is not None]


def check_calls(text: str, data: Data, file: str, first_line: int = 1) -> list[Finding]:
    """What is wrong with the names used in a text."""
    findings = []
    for match in CALL.finditer(text):
        line = first_line + text.count("\n", 0, match.start())
        written = match.group(0).strip()
        call = _parse(match, text, first_line)
        if call is None:
            findings.append(Finding(file, line, "name", written, 'a name with text in brackets, such as {{ figure("record.fact") }}'))
            continue
        name = NAMES.get(call.name)
        if name is None:
            findings.append(Finding(file, line, "name", call.name, f"one of: {', '.join(NAMES)}", nearest(call.name, NAMES)))
            continue
        findings += _check_arguments(call, name, data, file)
        if name.block and not _alone(match, text):
            findings.append(Finding(file, line, "name", f"{written} inside a paragraph", "a paragraph of its own"))
        if _in_heading(match, text):
            findings.append(Finding(file, line, "name", f"{written} in a heading", "a heading of plain words"))
    return findings


def _check_arguments(call: Call, name: Name, data: Data, file: str) -> list[Finding]:
    if name.choices is None:
        return (
            [Finding(file, call.line, call.name, f"{len(call.arguments)} in the brackets", "nothing in the brackets")]
            if call.arguments
            else []
        )
    if not call.arguments or (len(call.arguments) > 1 and not name.many):
        return [
            Finding(
                file, call.line, call.name, f"{len(call.arguments)} in the brackets", f"{name.what}{', or several' if name.many else ''}"
            )
        ]
    choices = list(name.choices(data))
    return [
        Finding(file, call.line, call.name, repr(argument), name.what, nearest(argument, choices))
        for argument in call.arguments
        if argument not in choices
    ]


def substitute(text: str, replace: Callable[[Call], str]) -> str:
    """The text with each call replaced."""

    def one(match: re.Match[str]) -> str:
        call = _parse(match, text, 1)
        return replace(call) if call else match.group(0)

    return CALL.sub(one, text)


def _parse(match: re.Match[str], text: str, first_line: int) -> Call | None:
    try:
        expression = ast.parse(match.group(1).strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
    if not (isinstance(expression, ast.Call) and isinstance(expression.func, ast.Name) and not expression.keywords):
        return None
    arguments = [argument.value if isinstance(argument, ast.Constant) else None for argument in expression.args]
    if not all(isinstance(argument, str) for argument in arguments):
        return None
    line = first_line + text.count("\n", 0, match.start())
    return Call(expression.func.id, tuple(arguments), line)  # type: ignore[arg-type]


def _alone(match: re.Match[str], text: str) -> bool:
    before = text[: match.start()].rsplit("\n\n", 1)[-1].strip()
    after = text[match.end() :].split("\n\n", 1)[0].strip()
    return not before and not after


def _in_heading(match: re.Match[str], text: str) -> bool:
    return text[: match.start()].rsplit("\n", 1)[-1].startswith("#")
