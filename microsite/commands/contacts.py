"""Keeping contacts true: which to check, that one was checked, and whether links still lead somewhere."""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

import click
from rich import box
from rich.table import Table

from .. import links, reviewing
from ..layers import Layers
from ..site import Site
from . import ROOT, console, progress

FORMAT = click.option("--format", "form", type=click.Choice(["table", "csv"]), default="table", show_default=True, help="How to show it.")


@click.command()
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
        console().print(table, markup=False)
    shown = sum(row.shown for row in rows)
    click.echo(f"{len(rows)} contacts, {shown} of them shown to readers, {sum(row.state == 'never' for row in rows)} never checked.")


@click.command()
@ROOT
@click.argument("place")
@click.argument("contact")
@click.option("--by", required=True, help="The person, or the organisation, who checked it.")
@click.option("--date", "on", default=lambda: date.today().isoformat(), help="The day of the check, as 2026-11-25; today unless given.")
@click.option("--source", required=True, help="What was done: “called, somebody answered”, or the address of the page that was read.")
def confirm(root: Path, place: str, contact: str, by: str, on: str, source: str) -> None:
    """Record that somebody has checked CONTACT of PLACE, such as: confirm es incibe-017 --by … --source …"""
    layers = Layers.of(root)
    path = reviewing.confirm(layers, place, contact, by, on, source, date.today())
    click.echo(f"{path.relative_to(layers.edition).as_posix()}: {contact} is confirmed as of {on}.")


@click.command(name="links")
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
        with progress() as bar:
            task = bar.add_task("Visiting", total=len(used), completed=len(visits))
            for visit in links.visit_all(used, visits.copy(), today, pause=pause, patience=patience):
                links.keep(results, visit)
                visits[visit.address] = visit
                bar.advance(task)
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
        console().print(table, markup=False)
    counts = Counter(state for state, *_ in rows)
    click.echo(f"{len(rows)} of {len(used)} visited: " + ", ".join(f"{count} {state}" for state, count in sorted(counts.items())) + ".")


def _write_csv(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([" | ".join(cell) if isinstance(cell, list) else cell for cell in row] for row in rows)
