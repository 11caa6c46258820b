"""What is made of a finished site."""

from __future__ import annotations

from pathlib import Path

import click

from .. import bundling, compression, printing
from ..embeds import FOLDER as CARDS
from ..findings import Finding, InputError
from ..hosting import recipes
from ..models.frontmatter import Paper
from ..publishing import discard, staging_folder
from ..site import Site
from . import ROOT, known, progress

SITE = click.option(
    "--site-dir", type=click.Path(file_okay=False, path_type=Path), help="The finished site; site/ in the edition unless given."
)


@click.command(name="print")
@ROOT
@SITE
@click.option("--language", "languages", multiple=True, help="Only this language; may be repeated.")
@click.option(
    "--country", "countries", multiple=True, help="The page of this country; may be repeated. That of the edition unless given, or all."
)
@click.option("--paper", "papers", multiple=True, type=click.Choice([paper.value for paper in Paper]), help="Only this; may be repeated.")
def print_(root: Path, site_dir: Path | None, languages: tuple[str, ...], countries: tuple[str, ...], papers: tuple[str, ...]) -> None:
    """Make the PDFs of all sheets of a finished site, and link them there.

    Build the site first. A sheet that fills more sides than it may stops everything, and nothing is published.
    """
    site, site_dir = Site.load(root), site_dir or root / "site"
    known(languages, site.languages, "--language")
    known(countries, site.data.reported_countries, "--country")
    work = printing.jobs(site, languages, countries)
    chosen = [job for job in work if not papers or job.paper in papers]
    staging = staging_folder(site_dir / printing.FOLDER) if site_dir.is_dir() else None
    if staging is None:
        raise click.ClickException(f"{site_dir} is not there. Build the site first.")
    findings: list[Finding] = []
    try:
        with progress() as bar:
            task = bar.add_task("Printing", total=len(chosen))
            for found in printing.make(site, site_dir, staging, chosen):
                findings += found
                bar.advance(task)
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


@click.command()
@ROOT
@SITE
@click.option("--language", "languages", multiple=True, help="Only this language; may be repeated.")
@click.option("--together", is_flag=True, help="One copy with these languages, instead of one for each.")
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), help="The folder for the copies; bundles/ in the edition unless given."
)
def bundle(root: Path, site_dir: Path | None, languages: tuple[str, ...], together: bool, output: Path | None) -> None:
    """Copy a finished site for places without the internet: one zip a language, to be opened by its index.html.

    Build the site first, and print it: a copy holds the PDFs that are there.
    """
    site, site_dir = Site.load(root), site_dir or root / "site"
    output = output or root / "bundles"
    known(languages, site.languages, "--language")
    try:
        work = bundling.bundles(site, site_dir, languages, together)
        with progress() as bar:
            task = bar.add_task("Bundling", total=sum(len(one.pages) for one in work))
            made = [bundling.make(one, site_dir, output, lambda: bar.advance(task)) for one in work]
    except bundling.NotBuilt as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"{error.filename or output} could not be written: {error.strerror}") from None
    for one in made:
        click.echo(f"{one.path}: {one.pages} pages, {one.pdfs} PDFs, {one.size / 1_000_000:.1f} MB")
    if not all(one.pdfs for one in made):
        click.echo("For PDFs in a copy that has none, run microsite print first.")


@click.command()
@ROOT
@SITE
def compress(root: Path, site_dir: Path | None) -> None:
    """Write compressed files beside those of a finished site, for servers that send them as they are."""
    site_dir = site_dir or root / "site"
    if not site_dir.is_dir():
        raise click.ClickException(f"{site_dir} is not there. Build the site first.")
    paths = compression.files_to_compress(site_dir)
    made = []
    try:
        with progress() as bar:
            task = bar.add_task("Compressing", total=len(paths))
            for one in compression.compress_all(site_dir, paths):
                made.append(one)
                bar.advance(task)
    except OSError as error:
        raise click.ClickException(f"{error.filename or site_dir} could not be written: {error.strerror}") from None
    sizes = [sum(getattr(one, key) for one in made) / 1_000_000 for key in ("size", "brotli", "gzip")]
    click.echo(f"{len(made)} files of {sizes[0]:.1f} MB: {sizes[1]:.1f} MB with brotli, {sizes[2]:.1f} MB with gzip.")


@click.command()
@ROOT
@SITE
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), required=False)
def hosting(root: Path, site_dir: Path | None, folder: Path | None) -> None:
    """Write settings for nginx and Caddy for the finished site, into FOLDER or hosting/ in the edition.

    Netlify and Cloudflare Pages find theirs in the site itself.
    """
    site, site_dir, folder = Site.load(root), site_dir or root / "site", folder or root / "hosting"
    cards = [path.read_text(encoding="utf-8") for path in sorted(site_dir.glob(f"{CARDS}*/*/index.html"))]
    if not cards:
        raise click.ClickException(f"{site_dir} is not there, or has no pages. Build the site first.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in recipes(site, cards).items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
            click.echo(f"{folder / name}")
    except OSError as error:
        raise click.ClickException(f"{error.filename or folder} could not be written: {error.strerror}") from None
