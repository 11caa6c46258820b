"""The `microsite` command: what an editor does beside building."""

from __future__ import annotations

from pathlib import Path

import click

from . import __version__
from .edition import load_edition
from .findings import InputError
from .pages import Pages, load_pages, stamp
from .readability import Verdict, check_readability, verdicts
from .schemas import write_schemas
from .site import Site

ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The project's folder; the present one unless given.",
)


class _Command(click.Group):
    """Says what is wrong with the input in plain words, without a traceback."""

    def invoke(self, context: click.Context):
        try:
            return super().invoke(context)
        except (InputError, ValueError) as error:
            raise click.ClickException(str(error)) from None


@click.group(cls=_Command)
@click.version_option(__version__)
def main() -> None:
    """Look after the words and facts of the site."""


@main.command()
@ROOT
def check(root: Path) -> None:
    """Read and check everything; build nothing."""
    site = Site.load(root)
    missing = site.pages.missing()
    for language, address in missing:
        click.echo(f"docs/{language}/ lacks the page with the address {address!r}")
    for page in _stale(site.pages):
        click.echo(f"{page.file}: the English page has changed since")
    if missing:
        raise click.ClickException(f"{len(missing)} missing")
    click.echo(f"{len(list(site.pages))} pages and {len(site.data.fact_names)} facts are in order.")


@main.command()
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


@main.command()
@ROOT
def schemas(root: Path) -> None:
    """Write the JSON Schemas of all YAML files to data/schema/."""
    write_schemas(root / "data" / "schema")


@main.group()
def translations() -> None:
    """Translations and the English pages they were made from."""


@translations.command(name="list")
@ROOT
def list_(root: Path) -> None:
    """List the translations that are missing or behind."""
    pages = _pages(root)
    behind = [f"missing  {language}  {address or 'index'}" for language, address in pages.missing()]
    behind += [f"stale    {page.language}  {page.address or 'index'}" for page in _stale(pages)]
    click.echo("\n".join(behind) or "Every page stands in every language and is up to date.")


@translations.command(name="stamp")
@ROOT
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def stamp_(root: Path, files: tuple[Path, ...]) -> None:
    """Record that FILES (or every stale translation) were made from the present English text."""
    pages = _pages(root)
    chosen = {path.resolve() for path in files}
    for page in _stale(pages):
        path = root / page.file
        if not chosen or path.resolve() in chosen:
            stamp(path, pages.source_of(page))
            click.echo(f"stamped {page.file}")


def _readability_row(verdict: Verdict) -> tuple[str, ...]:
    page, formula, reading = verdict.page, verdict.formula, verdict.reading
    counts = (str(reading.words), f"{reading.words_per_sentence:.1f}", str(reading.score))
    states = [f"{rule}: {verdict.excepted.get(rule, 'OVER')}" for rule in verdict.broken]
    return page.address or "index", page.language, *counts, formula.wanted, "; ".join(states) or "ok"


def _pages(root: Path) -> Pages:
    return load_pages(root, load_edition(root).languages)


def _stale(pages: Pages):
    return [page for page in pages if pages.is_stale(page)]
