"""YAML files: read strictly, written without disturbing comments or order.

Reading uses PyYAML's parser written in C (twenty times faster here than a parser in Python) only
to find the structure; what a scalar means follows the core schema of YAML 1.2
(https://yaml.org/spec/1.2.2/#103-core-schema), so that `no` is Norway and a date stays text.
Repeated keys, tags and aliases are refused. Writing uses ruamel.yaml, which keeps comments.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML

from .findings import Finding, InputError, nearest

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML built without libyaml: slower, same result
    from yaml import SafeLoader as _Loader

KeyPath = tuple[str | int, ...]

NULL = {"", "~", "null", "Null", "NULL"}
BOOLEAN = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
INTEGER = re.compile(r"[-+]?[0-9]+")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


@dataclass
class Document:
    """The content of a YAML file and the line of each part of it; `above` is the file that was laid over it."""

    file: str
    content: Any
    lines: dict[KeyPath, int] = field(default_factory=dict)
    above: Document | None = None

    def line(self, path: KeyPath) -> int:
        """The line of `path`, or of the nearest part above it that exists."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def finding(self, path: KeyPath, found: str, expected: str, near: str | None = None) -> Finding:
        """A finding at `path` in this file, or in the one laid over it."""
        if self.above and (path in self.above.lines or (path[:1] in self.above.lines and path[:2] not in self.lines)):
            return self.above.finding(path, found, expected, near)
        return Finding(self.file, self.line(path), _dotted(path), found, expected, near)


def lay_over(below: Document, above: Document) -> Document:
    """A mapping of mappings with another one laid over it: there a field takes the place of its namesake, and a new entry is added.

    Args:
        below: the project’s file.
        above: the edition’s file of the same shape.
    """
    content = dict(below.content)
    for name, entry in above.content.items():
        old = content.get(name)
        content[name] = {**old, **entry} if isinstance(old, dict) and isinstance(entry, dict) else entry
    return Document(below.file, content, below.lines, above)


def read_yaml(path: Path, root: Path) -> Document:
    """Read a YAML file.

    Args:
        path: the file.
        root: the project's root, for the file's name in messages.

    Raises:
        InputError: the file cannot be read, is not UTF-8, or is not strict YAML 1.2.
    """
    name = relative_name(path, root)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError([Finding(name, 0, "encoding", f"a byte that is not UTF-8 ({error.reason})", "a file saved as UTF-8")]) from None
    except OSError as error:
        raise InputError([Finding(name, 0, "file", error.strerror or str(error), "a file that can be read")]) from None
    return parse_yaml(text, name)


def parse_yaml(text: str, name: str, first_line: int = 1) -> Document:
    """Read YAML from a string; `first_line` is the line of `name` on which it starts.

    Raises:
        InputError: it is not strict YAML 1.2.
    """
    shift = first_line
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + shift if mark else 0
        raise InputError(
            [
                Finding(
                    name,
                    line,
                    "YAML",
                    error.problem or "a mistake",
                    "well-formed YAML (check the indentation, colons and quotes near this line)",
                )
            ]
        ) from None
    except yaml.YAMLError as error:
        raise InputError([Finding(name, 0, "YAML", str(error).splitlines()[0], "well-formed YAML")]) from None
    document = Document(name, None)
    findings: list[Finding] = []
    seen: set[int] = set()

    def build(node: yaml.Node, path: KeyPath) -> Any:
        line = node.start_mark.line + shift
        document.lines.setdefault(path, line)
        if id(node) in seen:
            findings.append(Finding(name, line, _dotted(path), "an alias (*…)", "the value itself, written out"))
            return None
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [build(item, (*path, number)) for number, item in enumerate(node.value)]
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key_line = key_node.start_mark.line + shift
            if not isinstance(key_node, yaml.ScalarNode):
                findings.append(Finding(name, key_line, _dotted(path), "a list or mapping as a key", "a plain word as a key"))
                continue
            key = key_node.value
            if key in result:
                findings.append(Finding(name, key_line, _dotted((*path, key)), "the same key a second time", "each key once"))
            document.lines[(*path, key)] = key_line
            result[key] = build(value_node, (*path, key))
        return result

    document.content = build(node, ()) if node is not None else None
    if findings:
        raise InputError(findings)
    return document


def _scalar(node: yaml.ScalarNode) -> Any:
    value = node.value
    if node.style:  # quoted or block text is always text
        return value
    if value in NULL:
        return None
    if value in BOOLEAN:
        return BOOLEAN[value]
    if INTEGER.fullmatch(value):
        return int(value)
    if FLOAT.fullmatch(value):
        return float(value)
    return value


def edit_yaml(text: str, changes: Mapping[KeyPath, Any], without: Sequence[str] = ()) -> str:
    """Set values in YAML, keeping comments, order and quotes.

    Args:
        text: the YAML.
        changes: for each path of keys the new value; the last key may be new.
        without: keys at the top that are taken away.

    Returns:
        The YAML with the new values.
    """
    writer = YAML()  # round trip, YAML 1.2
    writer.preserve_quotes = True
    writer.width = 4096
    content = writer.load(text)
    for keys, value in changes.items():
        part = content
        for key in keys[:-1]:
            part = part[key]
        part[keys[-1]] = value
    for key in without:
        content.pop(key, None)
    result = StringIO()
    writer.dump(content, result)
    return result.getvalue()


def replace_block(text: str, document: Document, path: KeyPath, block: Sequence[str]) -> str:
    """The YAML with the lines of one key of a block mapping replaced; every other line stays as it is.

    Args:
        text: the YAML.
        document: what it was read as.
        path: the key.
        block: its new lines, indented, without line ends.

    Raises:
        InputError: the key is not there.
    """
    if path not in document.lines:
        raise InputError([document.finding(path, "nothing", "this key")])
    lines = text.splitlines(keepends=True)
    start = document.lines[path] - 1
    indent = len(lines[start]) - len(lines[start].lstrip())
    end = start + 1
    while end < len(lines) and lines[end].strip() and len(lines[end]) - len(lines[end].lstrip()) > indent:
        end += 1
    return "".join([*lines[:start], *(f"{line}\n" for line in block), *lines[end:]])


def validate(model: type[BaseModel], document: Document, path: KeyPath = (), *, languages: tuple[str, ...] = ()) -> BaseModel:
    """Turn a part of a document into a model.

    Args:
        model: the pydantic model.
        document: the file.
        path: where in the file the part stands.
        languages: the languages in which every text has to stand.

    Raises:
        InputError: with one finding for each thing pydantic refused.
    """
    part = document.content
    for key in path:
        part = part[key]
    try:
        return model.model_validate(part, context={"languages": languages})
    except ValidationError as error:
        raise InputError([_finding(model, document, path, item) for item in error.errors()]) from None


def _finding(model: type[BaseModel], document: Document, path: KeyPath, error: Mapping[str, Any]) -> Finding:
    where = (*path, *(step for step in error["loc"] if not str(step).startswith(("function-", "constrained-", "literal["))))
    kind = error["type"]
    if kind == "extra_forbidden":
        known = known_fields(model, error["loc"][:-1])
        wrong = str(error["loc"][-1])
        return document.finding(
            where, f"an unknown key {wrong!r}", f"one of: {', '.join(known)}" if known else "no such key", nearest(wrong, known)
        )
    if kind == "missing":
        return document.finding(where, "nothing", "this key, with a value")
    found = (
        f"{error['input']!r}"
        if not isinstance(error["input"], (dict, list))
        else f"a {'mapping' if isinstance(error['input'], dict) else 'list'}"
    )
    return document.finding(where, found[:120], _expected(error))


def _expected(error: Mapping[str, Any]) -> str:
    """What pydantic expected, in words for a person."""
    limits = error.get("ctx", {})
    match error["type"]:
        case "too_short":
            return f"at least {limits['min_length']} of them"
        case "too_long":
            return f"at most {limits['max_length']} of them"
        case "string_too_long":
            return f"at most {limits['max_length']} characters"
        case "string_too_short":
            return "some text"
        case "string_type":
            return "text (in quotes where it looks like a number)"
        case "string_pattern_mismatch":
            return f"text of the form {limits['pattern']}"
        case "model_type" | "dict_type" | "model_attributes_type":
            return "a mapping: keys, each with its value"
        case "tuple_type" | "list_type":
            return "a list"
    return error["msg"].removeprefix("Value error, ").removeprefix("Input should be ")


def known_fields(model: type[BaseModel], location: tuple[str | int, ...]) -> list[str]:
    """The keys that are allowed at a place inside a model, for the message about an unknown one."""
    schema = model.model_json_schema()
    definitions = schema.get("$defs", {})

    def resolve(part: Mapping[str, Any]) -> Mapping[str, Any]:
        if "$ref" in part:
            return definitions[part["$ref"].rsplit("/", 1)[-1]]
        for option in part.get("anyOf", []):
            resolved = resolve(option)
            if resolved.get("properties") or resolved.get("items") or resolved.get("additionalProperties"):
                return resolved
        return part

    part = resolve(schema)
    for step in location:
        properties = part.get("properties", {})
        if step in properties:
            part = resolve(properties[step])
        elif isinstance(step, int) and "items" in part:
            part = resolve(part["items"])
        elif isinstance(part.get("additionalProperties"), dict):
            part = resolve(part["additionalProperties"])
    return list(part.get("properties", {}))


def relative_name(path: Path, root: Path) -> str:
    """The file's name as seen from the project's root, with forward slashes."""
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def _dotted(path: KeyPath) -> str:
    return ".".join(str(step) for step in path) or "file"
