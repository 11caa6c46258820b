"""Looking after words: how hard they are to read, and which translations are behind."""

from __future__ import annotations

from pathlib import Path

import click

from ..edition import load_edition
from ..findings import InputError
from ..layers import Layers
from ..pages import Pages, load_pages, stamp
from ..readability import Verdict, check_readability, verdicts
from ..site import Site
from . import ROOT
from .editions import stale


@click.command()
@ROOT
def readability(root: Path) -> None:
    """Show how hard and how long each page is; fail where one is over and no reason is listed."""
    site = Site.load(root)
    heads = ("page", "lang", "words", "per sentence", "score", "target", "")
    rows = [heads, *map(_readability_row, verdicts(site))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    findings = check_readability(site)
    if findings:
        raise InputError(findings)


def _readability_row(verdict: Verdict) -> tuple[str, ...]:
    page, formula, reading = verdict.page, verdict.formula, verdict.reading
    counts = (str(reading.words), f"{reading.words_per_sentence:.1f}", str(reading.score))
    states = [f"{rule}: {verdict.excepted.get(rule, 'OVER')}" for rule in verdict.broken]
    return page.address or "index", page.language, *counts, formula.wanted, "; ".join(states) or "ok"


@click.group()
def translations() -> None:
    """Translations and the English pages they were made from."""


@translations.command(name="list")
@ROOT
def list_(root: Path) -> None:
    """List the translations that are missing or behind."""
    pages = pages_of(root)
    behind = [f"missing  {language}  {address or 'index'}" for language, address in pages.missing()]
    behind += [f"stale    {page.language}  {page.address or 'index'}" for page in stale(pages)]
    click.echo("\n".join(behind) or "Every page stands in every language and is up to date.")


@translations.command(name="stamp")
@ROOT
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def stamp_(root: Path, files: tuple[Path, ...]) -> None:
    """Record that FILES (or every stale translation) were made from the present English text."""
    pages = pages_of(root)
    chosen = {path.resolve() for path in files}
    for page in stale(pages):
        path = root / page.file
        if not chosen or path.resolve() in chosen:
            stamp(path, pages.source_of(page))
            click.echo(f"stamped {page.file}")


def pages_of(root: Path) -> Pages:
    layers = Layers.of(root)
    return load_pages(layers, load_edition(layers).languages)
