"""Sheets of paper from a finished site: each page that is a sheet becomes a PDF, and the page links it.

WeasyPrint lays out the page as it was built, with its own style for paper: no second copy of a word or a
look. The PDFs are PDF/UA-1 (ISO 14289-1): tagged, titled, in their language. Nothing is fetched from a network.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from html import escape
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .directory import REPORT, country_of
from .findings import Finding
from .models.frontmatter import Paper
from .sheets import show_the_way
from .site import Site

FOLDER = "pdf"
STYLES = "print"
PICTURES = "style/3-pictures.css"
PICTURE = re.compile(r'<svg class="picture"[^>]*>')
PLACE = re.compile(r"<!--pdf-->.*?(?=</p>)", re.S)

INSTALL = (
    "WeasyPrint, which lays out the sheets, needs Pango. Debian: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; "
    "macOS: brew install pango; Windows: see WeasyPrint’s documentation"
)


class CannotPrint(Exception):
    """The computer or the site lacks what is needed."""


@dataclass(frozen=True)
class Job:
    """A sheet to print.

    Attributes:
        language: its language.
        page: the address of its page, from the root of the site.
        file: the page in `docs/` or `data/` that it comes from, for messages.
        paper: what it is printed on.
        sides: how many sides it may fill at most.
        help: the full address of the page of help, for the last slide.
    """

    language: str
    page: str
    file: str
    paper: Paper
    sides: int
    help: str

    @property
    def pdf(self) -> str:
        """The address of the PDF, from the root of the site: its name says what it is wherever it is saved."""
        path = self.page.removeprefix(f"{self.language}/").strip("/").replace("/", "-")
        return f"{FOLDER}/{self.language}/{path}-{self.paper}.pdf"


def jobs(site: Site, languages: Sequence[str] = (), countries: Sequence[str] = ()) -> list[Job]:
    """The sheets of an edition.

    Args:
        site: the edition.
        languages: only these; all of the edition unless given.
        countries: pages of these countries; that of the edition unless given, all where it names none.
    """
    own = (site.edition.country,) if site.edition.country else site.data.reported_countries
    wanted = set(countries or own)
    found = []
    for page in site.pages:
        country = country_of(page.address, site.data)
        if page.front.sheet is None or (languages and page.language not in languages) or (country and country not in wanted):
            continue
        for paper in page.front.sheet.papers:
            sides = page.body.count("\n> ") if paper is Paper.slides else page.front.sheet.pages
            found.append(
                Job(page.language, site.url(page.language, page.address), page.file, paper, sides, site.absolute(page.language, REPORT))
            )
    return found


def make(site: Site, built: Path, staging: Path, work: Sequence[Job]) -> Iterator[list[Finding]]:
    """Lay out sheets, side by side on every core; yields what is wrong with each, as each is done.

    Args:
        site: the edition.
        built: the finished site.
        staging: an empty folder for the PDFs; made where there is none.
        work: the sheets.

    Raises:
        CannotPrint: a page is not there, or Pango is not.
    """
    for job in work:
        if not (built / job.page / "index.html").is_file():
            raise CannotPrint(f"{built}/{job.page} is not there. Build the site first.")
    try:
        import weasyprint  # noqa: F401 - imported for the libraries that it loads
    except OSError:
        raise CannotPrint(INSTALL) from None
    staging.mkdir(parents=True, exist_ok=True)
    styles = site.layers.project / "overrides" / STYLES
    pictures = picture_style(site)
    workers = min(os.cpu_count() or 1, len(work) or 1)
    with ProcessPoolExecutor(workers, initializer=_keep_temporary_files, initargs=(staging,)) as pool:
        tasks = [pool.submit(lay_out, job, built, staging, styles, pictures, site.edition.address) for job in work]
        for task in tasks:
            yield task.result()


def picture_style(site: Site) -> str:
    """The colours of our drawings as a style to stand inside them: WeasyPrint draws a picture apart from its page."""
    css = (site.layers.project / "overrides" / PICTURES).read_text(encoding="utf-8")
    colours = site.colours["light"]
    return re.sub(r"var\(--([\w-]+)\)", lambda match: colours[match[1]], css)


def lay_out(job: Job, built: Path, staging: Path, styles: Path, pictures: str, address: str) -> list[Finding]:
    """Write the PDF of a sheet.

    Args:
        job: the sheet.
        built: the finished site.
        staging: where the PDF goes.
        styles: the folder with a style for each kind of paper.
        pictures: the style of drawings.
        address: the full address of the site, which links in the PDF lead to.

    Returns:
        What is wrong: too many sides, or a character that no font has.
    """
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):
        """Reads what belongs to the site from disk, and nothing else."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            below = unquote(urlsplit(url).path)[len(urlsplit(address).path) :]
            path = built / below if url.startswith(address) else _local(url, styles.parent)
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": guess_type(path.name)[0] or "application/octet-stream"})

    fetch = OwnFiles()
    fonts = FontConfiguration()
    sheets = [CSS(filename=styles / name, font_config=fonts, url_fetcher=fetch) for name in ("paper.css", f"{job.paper}.css")]
    source = (built / job.page / "index.html").read_text(encoding="utf-8")
    source = show_the_way(source, job.help)
    source = PICTURE.sub(lambda match: f"{match[0]}<style>{pictures}</style>", source)
    with _unknown_characters() as unknown:
        document = HTML(string=source, base_url=address + job.page, url_fetcher=fetch).render(stylesheets=sheets, font_config=fonts)
        target = staging / job.pdf
        target.parent.mkdir(parents=True, exist_ok=True)
        document.write_pdf(target, pdf_variant="pdf/ua-1")
    field, sides = f"sheet ({job.language}, {job.paper})", len(document.pages)
    findings = []
    if sides > job.sides:
        expected = f"at most {job.sides}: shorten the page, or allow more under `sheet: pages`"
        findings.append(Finding(job.file, 0, field, f"{sides} sides of paper", expected))
    if unknown:
        expected = "fonts that have them, such as Noto (Debian: fonts-noto-core, fonts-noto-cjk)"
        findings.append(Finding(job.file, 0, field, f"characters that no font here has: {' '.join(sorted(unknown))}", expected))
    return findings


def _keep_temporary_files(folder: Path) -> None:
    """Unpacked fonts go where the PDFs go, and with that folder: a worker that ends does not clear them away itself."""
    tempfile.tempdir = str(folder)


def publish(built: Path, staging: Path) -> int:
    """Put finished PDFs into the site. Returns how many."""
    files = [path for path in sorted(staging.rglob("*.pdf"))]
    for path in files:
        target = built / path.relative_to(staging)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, target)
    shutil.rmtree(staging, ignore_errors=True)
    return len(files)


def link(site: Site, built: Path, work: Iterable[Job]) -> None:
    """Write into each page of a sheet the links to its PDFs that exist, with their size."""
    by_page: dict[str, list[Job]] = {}
    for job in work:
        if (built / job.pdf).is_file():
            by_page.setdefault(job.page, []).append(job)
    for page, found in by_page.items():
        path = built / page / "index.html"
        links = " ".join(_link(site, built, job) for job in found)
        html = PLACE.sub(lambda _, links=links: f"<!--pdf-->{links}", path.read_text(encoding="utf-8"))
        draft = path.with_suffix(".draft")
        draft.write_text(html, encoding="utf-8", newline="\n")
        os.replace(draft, path)


def _link(site: Site, built: Path, job: Job) -> str:
    format = site.formatters[job.language]
    words = format.words.sheet
    size = format.kilobytes((built / job.pdf).stat().st_size)
    text = words.pdf.format(paper=getattr(words.papers, job.paper), size=size)
    return f'<a href="{"../" * job.page.count("/")}{job.pdf}">{escape(text)}</a>'


def _local(url: str, overrides: Path) -> Path:
    """A file of our own looks; anything else stays where it is: nothing is fetched."""
    path = Path(unquote(urlsplit(url).path))
    if urlsplit(url).scheme == "file" and path.resolve().is_relative_to(overrides.resolve()):
        return path
    raise OSError(f"{url} is not a part of the site")


class _unknown_characters(logging.Handler):  # noqa: N801 - used like a function
    """Collects the characters that WeasyPrint finds in no font: it says so in its log, and prints a box."""

    def __enter__(self) -> set[str]:
        self.found: set[str] = set()
        logging.getLogger("weasyprint").addHandler(self)
        return self.found

    def __exit__(self, *_) -> None:
        logging.getLogger("weasyprint").removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        if ".notdef" in record.msg:
            self.found.add(str(record.args[0]) if record.args else record.msg)
