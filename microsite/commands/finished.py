"""What is made of a finished site."""

from __future__ import annotations

from pathlib import Path

import click

from .. import printing
from ..findings import Finding, InputError
from ..models.frontmatter import Paper
from ..publishing import discard, staging_folder
from ..site import Site
from . import ROOT, known, progress


@click.command(name="print")
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
