"""JSON Schemas of the YAML files, made from the models, so that an editor completes and checks while one types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from .models.edition import Edition
from .models.facts import Operation, Publisher, Record, Source, Trend
from .models.frontmatter import FrontMatter
from .models.glossary import Glossary
from .models.interface import Interface
from .models.reporting import Channel, Countries
from .models.site import Addresses, Readability, Wording

DIALECT = "https://json-schema.org/draft/2020-12/schema"

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


def _schema(name: str, model: Any) -> str:
    schema = {"$schema": DIALECT, "title": name, **TypeAdapter(model).json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
