"""Making, seeing, building and checking an edition."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path

import click

from .. import replacing
from ..engine import Stopped
from ..engine import build as build_site
from ..engine import serve as serve_site
from ..pages import Page, Pages
from ..reviewing import review
from ..site import Site
from ..starting import Beginning, start
from . import ROOT, progress

TAGS = re.compile(r"[,\s]+")


def of_page(command):
    """The arguments that name a page: its language and its address."""
    return click.argument("language")(click.argument("address", callback=lambda context, argument, given: _address(given))(command))


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="The name of the site.")
@click.option("--organisation", help="Who publishes it.")
@click.option("--contact", help="How readers reach the organisation, such as an e-mail address.")
@click.option("--address", help="Where the site will stand, such as https://example.org/children/")
@click.option("--languages", help="Its languages with commas, the main one first: pt,en")
@click.option("--country", help="The country of most readers, such as PT; it may be left out.")
def new(folder: Path, **answers: str | None) -> None:
    """Make a new edition in FOLDER: its settings, a guide, and a workflow that publishes it.

    Asks for what is missing when a person sits there.
    """
    questions = {
        "name": "Name of the site",
        "organisation": "Who publishes it",
        "contact": "How readers reach you (an e-mail address)",
        "address": "Where the site will stand (https://…/)",
        "languages": "Languages, the main one first (such as pt,en)",
    }
    missing = [key for key in questions if not answers[key]]
    if missing and not sys.stdin.isatty():
        raise click.UsageError(f"Please give also: {', '.join(f'--{key}' for key in missing)}")
    for key in missing:
        answers[key] = click.prompt(questions[key])
    given = {key: answers[key] or "" for key in ("name", "organisation", "contact", "address")}
    given["address"] += "" if given["address"].endswith("/") else "/"
    languages = tuple(tag for tag in TAGS.split(answers["languages"] or "") if tag)
    beginning = Beginning(**given, languages=languages, country=(answers["country"] or "").lower())
    try:
        written = start(folder, beginning)
    except FileExistsError:
        raise click.ClickException(f"{folder} holds something already. Give a folder that is empty, or not there yet.") from None
    except OSError as error:
        raise click.ClickException(f"{error.filename or folder} could not be written: {error.strerror}") from None
    click.echo(f"A new edition stands in {folder}: {', '.join(written)}.")
    click.echo(f"Look at it with: microsite serve --root {folder}")


@click.command()
@ROOT
@click.option("--language", "languages", multiple=True, help="Only this language, which is quicker; may be repeated.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; other devices reach 0.0.0.0.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--open", "browser", is_flag=True, help="Open it in the browser.")
def serve(root: Path, languages: tuple[str, ...], host: str, port: int, browser: bool) -> None:
    """Show the edition on this computer, and build it anew at each change."""
    try:
        serve_site(root, host, port, languages=languages, browser=browser)
    except Stopped:
        raise SystemExit(1) from None
    except OSError as error:
        raise click.ClickException(f"{host}:{port} cannot be used: {error.strerror}. Give another one with --port.") from None


@click.command()
@ROOT
@click.option(
    "--site-dir", type=click.Path(file_okay=False, path_type=Path), help="Where the site goes; site/ in the edition unless given."
)
@click.option(
    "--language",
    "share",
    multiple=True,
    help="Only this language beside the first one, where machines share the work; may be repeated. Their folders are put together.",
)
def build(root: Path, site_dir: Path | None, share: tuple[str, ...]) -> None:
    """Build the site, to be put on any web server. If something is wrong, the last good one stays."""
    target = site_dir or root / "site"
    try:
        with progress() as bar:
            task = bar.add_task("Building", total=None)
            build_site(root, target, share=share, progress=lambda total: bar.update(task, total=total, advance=1))
    except Stopped:
        raise SystemExit(1) from None
    click.echo(f"{bar.tasks[task].completed:.0f} pages stand in {target}.")


@click.command()
@ROOT
def check(root: Path) -> None:
    """Check settings, facts, words and links, and say what is out of date; build nothing."""
    site = Site.load(root)
    missing = site.pages.missing()
    for language, address in missing:
        click.echo(f"docs/{language}/ lacks the page with the address {address!r}")
    for page in stale(site.pages):
        click.echo(f"{page.file}: the English page has changed since")
    for own, original in site.pages.outdated():
        click.echo(f"{own.file}: the page of the project that it replaces has changed since:")
        click.echo(replacing.difference(site.layers, own, original))
        click.echo(f"When yours holds beside it: microsite pages accept {own.language} {own.address or '/'}")
    old = review(site.data, date.today(), states=("stale", "old"))
    for row in old:
        click.echo(f"{row.place}.{row.id} was last checked on {row.confirmed}: somebody has to check it again")
    if missing:
        raise click.ClickException(f"{len(missing)} missing")
    own = sum(page.own for page in site.pages)
    more = f" {own} of the pages are the edition’s own." if own else ""
    click.echo(f"{len(list(site.pages))} pages and {len(site.data.fact_names)} facts are in order.{more}")


def stale(pages: Pages) -> list[Page]:
    """The translations whose English page has changed since."""
    return [page for page in pages if pages.is_stale(page)]


@click.group()
def pages() -> None:
    """The edition's own pages, and those of the project that it has written anew."""


@pages.command(name="list")
@ROOT
def list_(root: Path) -> None:
    """List the edition's own pages."""
    site = Site.load(root)
    outdated = {own.file for own, _ in site.pages.outdated()}
    for page in site.pages:
        if page.own:
            replaces = (page.language, page.address) in site.pages.replaced
            state = "ours has changed since" if page.file in outdated else "instead of ours" if replaces else "new"
            click.echo(f"{state:<24}{page.file}")


@pages.command()
@ROOT
@of_page
def replace(root: Path, language: str, address: str) -> None:
    """Copy a page of the project into the edition, to be written anew: pages replace pt about/privacy/ (/ for the start page)."""
    site = Site.load(root)
    path = replacing.replace(site.layers, site.pages, language, address)
    click.echo(f"{path} is yours to change now. After an upgrade `microsite check` tells whether ours has changed.")


@pages.command()
@ROOT
@of_page
def accept(root: Path, language: str, address: str) -> None:
    """Record that the present words of the project have been read, and the edition's page holds beside them."""
    site = Site.load(root)
    click.echo(f"{replacing.accept(site.layers, site.pages, language, address)} holds beside the present words of the project.")


def _address(given: str) -> str:
    """An address as a person types it: with or without slashes around it."""
    address = given.strip("/")
    return f"{address}/" if address else ""
