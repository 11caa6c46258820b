"""What is published for programs below `api/v1/`, and what a host has to allow for it.

What may change in a file and what may not: `models/published/`. Words stand as in `data/`, without the typography of pages.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from ..models.published import operations as published_operations
from ..models.published import reporting as published_reporting
from ..schemas import DIALECT
from ..site import Site
from .operations import operations
from .reporting import as_csv, of_place, reporting

FOLDER = "api/v1/"


def exports(site: Site) -> dict[str, str]:
    """The texts of the files by their addresses from the root of the site."""
    everything = reporting(site)
    files = {
        "operations.json": _json(operations(site)),
        "operations.schema.json": _schema(published_operations.Operations),
        "reporting.json": _json(everything),
        "reporting.csv": as_csv(everything),
        "reporting.schema.json": _schema(published_reporting.Reporting),
        "reporting/place.schema.json": _schema(published_reporting.ReportingOfPlace),
    }
    for code in everything.places:
        files[f"reporting/{code}.json"] = _json(of_place(site, everything, code))
    return {FOLDER + name: text for name, text in files.items()}


def _json(content: BaseModel) -> str:
    return _text(content.model_dump(mode="json", by_alias=True))


def _schema(model: type[BaseModel]) -> str:
    return _text({"$schema": DIALECT, **model.model_json_schema()})


def _text(content: dict[str, Any]) -> str:
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"
