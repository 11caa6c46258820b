"""JSON Schemas of the YAML files, made from the models, so that an editor completes and checks while one types."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from .models.base import Model
from .models.edition import Edition
from .models.facts import Operation, Publisher, Record, Source, Trend
from .models.frontmatter import FrontMatter
from .models.glossary import Glossary
from .models.interface import Interface
from .models.reporting import Channel, Countries
from .models.site import Addresses, Readability, Wording

DIALECT = "https://json-schema.org/draft/2020-12/schema"

REFERENCE_HEAD = """<!-- Made by `microsite schemas` from microsite/models/edition.py. -->
# Settings of an edition

Everything that `edition.yml` may hold. A text is either one for all languages (`name: Blue Line`) or one for each
(`name: {pt: Linha Azul, en: Blue Line}`). The smallest file that works stands in [smallest/](smallest/edition.yml).

| key | without it | what it is for |
|---|---|---|"""

SCHEMAS: dict[str, Any] = {
    "addresses": Addresses,
    "countries": Countries,
    "edition": Edition,
    "front-matter": FrontMatter,
    "glossary": Glossary,
    "interface": Interface,
    "operation": Operation,
    "publishers": dict[str, Publisher],
    "readability": Readability,
    "record": Record,
    "reporting": dict[str, Channel],
    "sources": dict[str, Source],
    "trend": Trend,
    "wording": Wording,
}


def schemas() -> dict[str, str]:
    """Each schema as JSON, by the name of its file."""
    return {f"{name}.json": _schema(name, model) for name, model in SCHEMAS.items()}


def write_schemas(folder: Path) -> None:
    """Write all schemas into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def settings() -> dict[str, str]:
    """What each key of `edition.yml` is for, by its name with dots: `brand.logo`. Keys that hold others are left out."""
    return dict(_settings(Edition))


def _settings(model: type[BaseModel], above: str = "") -> Iterator[tuple[str, str]]:
    for name, field in model.model_fields.items():
        inner = _inner(field)
        if inner:
            yield from _settings(inner, f"{above}{name}.")
        else:
            yield f"{above}{name}", str(field.description)


def write_reference(path: Path) -> None:
    """Write the list of all settings of an edition."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(reference(), encoding="utf-8", newline="\n")


def reference() -> str:
    """All settings of an edition as a table in Markdown, made from the model."""
    rows = [f"| `{name}` | {_need(name)} | {text} |" for name, text in settings().items()]
    return "\n".join([REFERENCE_HEAD, *rows, ""])


def _need(name: str) -> str:
    """Whether a setting has to be there, and what holds without it."""
    fields = list(_fields(Edition, name.split(".")))
    if fields[-1].is_required():
        return "needed" if all(field.is_required() for field in fields) else "needed beside the others"
    default = fields[-1].default
    return "nothing" if default in (None, ()) else f"`{json.dumps(default)}`"


def _fields(model: type[BaseModel], parts: list[str]) -> Iterator[FieldInfo]:
    """The fields on the way to a setting."""
    for part in parts:
        yield model.model_fields[part]
        model = _inner(model.model_fields[part]) or model


def _inner(field: FieldInfo) -> type[Model] | None:
    """The model that a field holds, if it holds one."""
    kinds = [kind for kind in (field.annotation, *get_args(field.annotation)) if isinstance(kind, type) and issubclass(kind, Model)]
    return kinds[0] if kinds else None


def _schema(name: str, model: Any) -> str:
    schema = {"$schema": DIALECT, "title": name, **TypeAdapter(model).json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
