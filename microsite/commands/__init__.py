"""The commands, by what they are about; `cli.py` gathers them. Here stands what they share."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from ..findings import nearest

ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The edition's folder; the present one unless given.",
)


def progress() -> Progress:
    """A progress bar beside the results, which are what is piped."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )


def console() -> Console:
    """A console that wraps tables to the window, and to 160 columns where there is none."""
    return Console(width=None if sys.stdout.isatty() else 160)


def known(asked: Iterable[str], names: Iterable[str], option: str) -> None:
    """Stop at the first thing asked for that is not there.

    Raises:
        click.ClickException: with the nearest name that is.
    """
    for name in asked:
        if name not in names:
            near = nearest(name, names)
            hint = f" Did you mean {near}?" if near else ""
            raise click.ClickException(f"{option} {name}: expected one of {', '.join(names)}.{hint}")
