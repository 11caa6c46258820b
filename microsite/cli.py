"""The `microsite` command: what an editor does beside building."""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

import click
from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from . import __version__, bundling, links, printing, reviewing
from .edition import load_edition
from .findings import Finding, InputError, nearest
from .models.frontmatter import Paper
from .pages import Pages, load_pages, stamp
from .publishing import discard, staging_folder
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


FORMAT = click.option("--format", "form", type=click.Choice(["table", "csv"]), default="table", show_default=True, help="How to show it.")


@main.command()
@ROOT
@click.argument("places", nargs=-1)
@click.option("--grade", "grades", multiple=True, type=click.Choice(reviewing.GRADES), help="Only this grade; may be repeated.")
@click.option("--state", "states", multiple=True, type=click.Choice(reviewing.STATES), help="Only contacts checked so long ago.")
@FORMAT
def review(root: Path, places: tuple[str, ...], grades: tuple[str, ...], states: tuple[str, ...], form: str) -> None:
    """List the contacts that a person has to check, and what to look for.

    PLACES are codes of countries (es, pt …), eu or international; all of them unless given. A contact was checked never,
    is fresh, stale (over 180 days) or old (over 540 days).
    """
    rows = reviewing.review(Site.load(root).data, date.today(), places, grades, states)
    if form == "csv":
        heads = ("place", "id", "name", "kind", "grade", "state", "confirmed", "shown", "ways", "hidden", "check", "seen")
        _write_csv(heads, ([row.__dict__[head] for head in heads] for row in rows))
        return
    for place in dict.fromkeys(row.place for row in rows):
        table = Table(title=place, title_justify="left", box=box.SIMPLE_HEAD, expand=True)
        for head, share in (("contact", 3), ("grade", 1), ("checked", 1), ("ways in", 4), ("what to look for", 6)):
            table.add_column(head, ratio=share, overflow="fold")
        for row in (row for row in rows if row.place == place):
            todo = "\n".join([row.check, *(f"hidden: {hidden}" for hidden in row.hidden)]).strip()
            name = row.id if row.shown else f"{row.id} (not shown)"
            table.add_row(name, row.grade, row.confirmed or row.state, "\n".join(row.ways), todo)
        _console().print(table, markup=False)
    shown = sum(row.shown for row in rows)
    click.echo(f"{len(rows)} contacts, {shown} of them shown to readers, {sum(row.state == 'never' for row in rows)} never checked.")


@main.command()
@ROOT
@click.argument("place")
@click.argument("contact")
@click.option("--by", required=True, help="The person, or the organisation, who checked it.")
@click.option("--date", "on", default=lambda: date.today().isoformat(), help="The day of the check, as 2026-11-25; today unless given.")
@click.option("--source", required=True, help="What was done: “called, somebody answered”, or the address of the page that was read.")
def confirm(root: Path, place: str, contact: str, by: str, on: str, source: str) -> None:
    """Record that somebody has checked CONTACT of PLACE, such as: confirm es incibe-017 --by … --source …"""
    path = reviewing.confirm(root, place, contact, by, on, source, date.today())
    click.echo(f"{path.relative_to(root).as_posix()}: {contact} is confirmed as of {on}.")


@main.command(name="links")
@ROOT
@click.option(
    "--results", type=click.Path(dir_okay=False, path_type=Path), default="links.jsonl", show_default=True, help="Keeps the visits."
)
@click.option(
    "--fresh", type=click.IntRange(min=0), default=30, show_default=True, help="Days for which a visit counts; 0 visits all anew."
)
@click.option("--pause", type=click.FloatRange(min=0), default=links.PAUSE, show_default=True, help="Seconds between two pages of a host.")
@click.option(
    "--patience", type=click.FloatRange(min=0.1), default=links.PATIENCE, show_default=True, help="Seconds to wait for an answer."
)
@FORMAT
def links_(root: Path, results: Path, fresh: int, pause: float, patience: float, form: str) -> None:
    """Visit every address of the data: is it ok, moved, gone, blocked to programs, or failing?

    One host after another, one page at a time. A run that was stopped goes on where it was. Fails where a page is gone.
    """
    used = links.addresses(Site.load(root).data)
    today = date.today()
    known = links.read_visits(results, today - timedelta(days=fresh)) if fresh else {}
    visits = {address: known[address] for address in used if address in known}
    try:
        with _progress() as progress:
            task = progress.add_task("Visiting", total=len(used), completed=len(visits))
            for visit in links.visit_all(used, visits.copy(), today, pause=pause, patience=patience):
                links.keep(results, visit)
                visits[visit.address] = visit
                progress.advance(task)
    except links.Offline:
        raise click.ClickException("Could not look: no host can be reached from this computer. Nothing is said about any link.") from None
    _show_visits(visits, used, form)
    if any(visit.state == "gone" for visit in visits.values()):
        raise SystemExit(1)


def _show_visits(visits: Mapping[str, links.Visit], used: Mapping[str, list[str]], form: str) -> None:
    heads = ("state", "reason", "address", "target", "date", "used by")
    rows = sorted((one.state, one.reason, one.address, one.target, one.date, " ".join(used[one.address])) for one in visits.values())
    if form == "csv":
        _write_csv(heads, rows)
        return
    table = Table(box=box.SIMPLE_HEAD, expand=True)
    for head in ("state", "address", "used by"):
        table.add_column(head, overflow="fold")
    for state, reason, address, target, _, names in rows:
        if state != "ok":
            table.add_row(f"{state} ({reason})", address + (f"\n→ {target}" if target else ""), names)
    if table.row_count:
        _console().print(table, markup=False)
    counts = Counter(state for state, *_ in rows)
    click.echo(f"{len(rows)} of {len(used)} visited: " + ", ".join(f"{count} {state}" for state, count in sorted(counts.items())) + ".")


def _progress() -> Progress:
    """A progress bar beside the results, which are what is piped."""
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=Console(stderr=True)
    )


def _console() -> Console:
    """A console that wraps tables to the window, and to 160 columns where there is none."""
    return Console(width=None if sys.stdout.isatty() else 160)


def _write_csv(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([" | ".join(cell) if isinstance(cell, list) else cell for cell in row] for row in rows)


@main.command(name="print")
@ROOT
@click.option("--site-dir", type=click.Path(path_type=Path), default="site", show_default=True, help="The finished site.")
@click.option("--language", "languages", multiple=True, help="Only this language; may be repeated.")
@click.option(
    "--country", "countries", multiple=True, help="The page of this country; may be repeated. That of the edition unless given, or all."
)
@click.option("--paper", "papers", multiple=True, type=click.Choice([paper.value for paper in Paper]), help="Only this; may be repeated.")
def print_(root: Path, site_dir: Path, languages: tuple[str, ...], countries: tuple[str, ...], papers: tuple[str, ...]) -> None:
    """Make the PDFs of all sheets of a finished site, and link them there.

    Build the site first. A sheet that fills more sides than it may stops everything, and nothing is published.
    """
    site = Site.load(root)
    _known(languages, site.languages, "--language")
    _known(countries, site.data.reported_countries, "--country")
    work = printing.jobs(site, languages, countries)
    chosen = [job for job in work if not papers or job.paper in papers]
    staging = staging_folder(site_dir / printing.FOLDER) if site_dir.is_dir() else None
    if staging is None:
        raise click.ClickException(f"{site_dir} is not there. Build the site first.")
    findings: list[Finding] = []
    try:
        with _progress() as progress:
            task = progress.add_task("Printing", total=len(chosen))
            for found in printing.make(site, site_dir, staging, chosen):
                findings += found
                progress.advance(task)
        if findings:
            raise InputError(findings)
        printed = printing.publish(site_dir, staging)
        printing.link(site, site_dir, work)
    except printing.CannotPrint as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"{error.filename or site_dir} could not be written: {error.strerror}") from None
    finally:
        discard(staging)
    click.echo(f"{printed} PDFs stand in {site_dir / printing.FOLDER}.")


@main.command()
@ROOT
@click.option("--site-dir", type=click.Path(path_type=Path), default="site", show_default=True, help="The finished site.")
@click.option("--language", "languages", multiple=True, help="Only this language; may be repeated.")
@click.option("--together", is_flag=True, help="One copy with these languages, instead of one for each.")
@click.option("--output", type=click.Path(path_type=Path), default="bundles", show_default=True, help="The folder for the copies.")
def bundle(root: Path, site_dir: Path, languages: tuple[str, ...], together: bool, output: Path) -> None:
    """Copy a finished site for places without the internet: one zip a language, to be opened by its index.html.

    Build the site first, and print it: a copy holds the PDFs that are there.
    """
    site = Site.load(root)
    _known(languages, site.languages, "--language")
    try:
        work = bundling.bundles(site, site_dir, languages, together)
        with _progress() as progress:
            task = progress.add_task("Bundling", total=sum(len(one.pages) for one in work))
            made = [bundling.make(one, site_dir, output, lambda: progress.advance(task)) for one in work]
    except bundling.NotBuilt as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"{error.filename or output} could not be written: {error.strerror}") from None
    for one in made:
        click.echo(f"{one.path}: {one.pages} pages, {one.pdfs} PDFs, {one.size / 1_000_000:.1f} MB")
    if not all(one.pdfs for one in made):
        click.echo("For PDFs in a copy that has none, run microsite print first.")


def _known(asked: Iterable[str], known: Iterable[str], option: str) -> None:
    for name in asked:
        if name not in known:
            near = nearest(name, known)
            hint = f" Did you mean {near}?" if near else ""
            raise click.ClickException(f"{option} {name}: expected one of {', '.join(known)}.{hint}")


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
