"""For those who work on the project itself."""

from __future__ import annotations

from pathlib import Path

import click

from ..schemas import write_reference, write_schemas
from . import ROOT


@click.command()
@ROOT
def schemas(root: Path) -> None:
    """Write the JSON Schemas of all YAML files to data/schema/, and the list of settings to editions/SETTINGS.md."""
    write_schemas(root / "data" / "schema")
    write_reference(root / "editions" / "SETTINGS.md")
