"""PDFs of the sheets: tagged, titled, in their language, on as many sides as they may fill, without an unchecked number."""

from __future__ import annotations

import http.server
import re
import shutil
import threading
from dataclasses import replace

import pypdf
import pypdfium2
import pytest
import zxingcpp
from bs4 import BeautifulSoup
from click.testing import CliRunner

from microsite import printing
from microsite.cli import main
from microsite.contacts import NUMBER
from microsite.directory import country_of
from microsite.models.frontmatter import Paper

from ..conftest import ROOT

SIDE = {"a4": (595, 842), "letter": (612, 792), "slides": (720, 405)}  # points
SCALE = 2.5  # pixels a point, enough to read a QR code of 22 mm


@pytest.fixture(scope="module")
def work(site):
    """Every sheet of the pages in English and in French, which runs longest, and one country; on A4, Letter for what fills one side."""
    found = printing.jobs(site, ("en", "fr"), ("es",))
    return [job for job in found if job.paper is not Paper.letter or job.sides == 1 and job.language == "fr"]


@pytest.fixture(scope="module")
def printed(built, site, work, tmp_path_factory):
    """The PDFs of those sheets."""
    folder = tmp_path_factory.mktemp("printed")
    assert [finding for found in printing.make(site, built, folder, work) for finding in found] == []
    return folder


def read(printed, job) -> pypdf.PdfReader:
    return pypdf.PdfReader(printed / job.pdf)


def text(printed, job) -> str:
    return "\n".join(page.extract_text() for page in read(printed, job).pages)


def elements(node, found=None) -> list[dict]:
    """The structure elements of a PDF, in their order."""
    found = [] if found is None else found
    node = node.get_object()
    for kid in node if isinstance(node, list) else [node]:
        kid = kid.get_object()
        if isinstance(kid, dict):
            if "/S" in kid:
                found.append(kid)
            if not isinstance(kid.get("/K"), (int, type(None))):
                elements(kid["/K"], found)
    return found


def test_every_sheet_of_the_edition_is_made(site):
    pages = {(page.language, page.address) for page in site.pages if page.front.sheet}
    made = {(job.language, job.page) for job in printing.jobs(site)}
    assert made == {(language, site.url(language, address)) for language, address in pages}
    kinds = {address.rpartition("-")[0] or address for _, address in pages if not country_of(address, site.data)}
    assert len(kinds) >= 9 and all(f"report/{country}/" in {address for _, address in pages} for country in site.data.reported_countries)
    assert len({job.pdf for job in printing.jobs(site)}) == len(printing.jobs(site))


def test_pdfs_are_tagged_titled_and_in_their_language(printed, site, work):
    """PDF/UA-1 (ISO 14289-1): marked, with a title that is shown, a language, a name for each picture, and fonts inside."""
    for job in work:
        reader = read(printed, job)
        root = reader.trailer["/Root"]
        page = site.pages.get(job.language, job.page.removeprefix(f"{job.language}/"))
        assert root["/Lang"] == job.language and root["/MarkInfo"]["/Marked"] and root["/ViewerPreferences"]["/DisplayDocTitle"], job
        assert reader.metadata.title.replace("\u00a0", " ").startswith(page.front.title.replace("\u00a0", " ")), job
        assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()
        found = elements(root["/StructTreeRoot"])
        tags = [element["/S"] for element in found]
        assert "/H1" in tags or "/H2" in tags, job
        assert all(element.get("/Alt") for element in found if element["/S"] == "/Figure"), job
        for side in reader.pages:
            for font in side["/Resources"]["/Font"].values():
                described = font["/DescendantFonts"][0]["/FontDescriptor"]
                assert any(key.startswith("/FontFile") for key in described), (job, font["/BaseFont"])


def test_pdfs_are_of_their_size_and_within_their_sides(printed, work):
    for job in work:
        pages = read(printed, job).pages
        assert 1 <= len(pages) <= job.sides, job
        assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in pages} == {SIDE[job.paper]}, job
        assert all(page.extract_text().strip() for page in pages), job


def test_slides_are_one_a_side(printed, work):
    slides = [job for job in work if job.paper is Paper.slides]
    assert slides and all(len(read(printed, job).pages) == job.sides == 10 for job in slides)


def test_sheets_say_who_when_and_until_when(printed, site, work):
    for job in work:
        if job.paper is Paper.slides:
            continue
        found = " ".join(text(printed, job).split())
        formatter = site.formatters[job.language]
        assert site.edition.name[job.language].split(" ·")[0] in found, job
        assert formatter.words.sheet.date.split("{")[0].strip() in found and formatter.date(site.date) in found.replace("\u202f", " "), job


def test_the_codes_on_paper_lead_to_the_page(printed, site, work):
    """The first side is drawn and read by a library that reads codes."""
    for job in [job for job in work if job.paper is Paper.a4]:
        page = site.pages.get(job.language, job.page.removeprefix(f"{job.language}/"))
        picture = pypdfium2.PdfDocument(printed / job.pdf)[0].render(scale=SCALE).to_pil()
        expected = site.absolute(
            job.language, page.front.posters[0].to.removesuffix(".md").removesuffix("index") if page.front.posters else page.address
        )
        assert [code.text for code in zxingcpp.read_barcodes(picture)] == [expected.rstrip("/") + "/"], job


def test_no_number_on_a_sheet_that_nobody_has_checked(printed, site, work):
    for job in work:
        found = re.sub(r"https?://\S+", " ", text(printed, job))
        country = country_of(job.page.removeprefix(f"{job.language}/"), site.data)
        if country:
            numbers = {
                way.value
                for channel in site.data.places[country].values()
                for way in channel.ways
                if way.kind in ("phone", "sms", "whatsapp")
            }
            assert numbers and [number for number in numbers if re.search(rf"(?<![\w.]){re.escape(number)}(?![\w.])", found)] == [], job
        else:
            dates = {site.formatters[job.language].date(site.date)}
            assert [match for match in NUMBER.findall(found) if not any(match in date for date in dates) and not _is_year(match)] == [], job


def _is_year(number: str) -> bool:
    return bool(re.fullmatch(r"20\d\d", number.strip()))


def test_nothing_is_fetched(built, site, work, tmp_path):
    """A page that names another host, even one that answers, is laid out without asking it."""
    asked = []

    class Host(http.server.BaseHTTPRequestHandler):
        def do_GET(self):  # noqa: N802 - the name is the library's
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_):
            """Say nothing."""

    job = next(job for job in work if job.page == "schools/staff-briefing/")
    shutil.copytree(built / job.page, tmp_path / job.page)
    shutil.copytree(built / "assets", tmp_path / "assets")
    page = tmp_path / job.page / "index.html"
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Host) as host:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        picture = f'</h1><img src="http://127.0.0.1:{host.server_port}/a.png" alt="x">'
        page.write_text(page.read_text().replace("</h1>", picture, 1))
        assert list(printing.make(site, tmp_path, tmp_path / "out", [job])) == [[]]
        host.shutdown()
    assert asked == [] and (tmp_path / "out" / job.pdf).is_file()


def test_a_sheet_that_runs_over_stops_everything_by_name(built, site, work, tmp_path):
    job = next(job for job in work if job.page == "schools/lesson-10-12/" and job.paper is Paper.a4)
    (findings,) = list(printing.make(site, built, tmp_path, [replace(job, sides=1)]))
    assert [finding.file for finding in findings] == ["docs/en/schools/lesson-10-12.md"]
    assert re.search(r"sheet \(en, a4\): found \d sides of paper; expected at most 1", str(findings[0]))


def test_a_character_without_a_font_stops_everything_by_name(built, site, work, tmp_path):
    job = next(job for job in work if job.page == "schools/staff-briefing/" and job.paper is Paper.a4)
    shutil.copytree(built / job.page, tmp_path / job.page)
    shutil.copytree(built / "assets", tmp_path / "assets")
    page = tmp_path / job.page / "index.html"
    page.write_text(page.read_text().replace("</h1>", "\U000f0000</h1>", 1))  # private use: no font has it
    (findings,) = list(printing.make(site, tmp_path, tmp_path / "out", [job]))
    assert "\U000f0000" in findings[0].found


# The command.


@pytest.fixture
def site_dir(built, tmp_path):
    """A part of the site: enough to print the briefing in two languages."""
    for folder in ("assets", "schools/staff-briefing", "fr/schools/staff-briefing", "schools/lesson-10-12"):
        shutil.copytree(built / folder, tmp_path / "site" / folder)
    return tmp_path / "site"


def test_a_page_links_its_pdf_with_its_size_once_it_is_there(site_dir, site, monkeypatch):
    every = printing.jobs(site, ("en", "fr"))
    monkeypatch.setattr(printing, "jobs", lambda *_: [job for job in every if "staff-briefing" in job.page])
    before = (site_dir / "schools/lesson-10-12/index.html").read_text()
    for _ in range(2):  # a second run changes nothing
        result = CliRunner().invoke(main, ["print", "--root", str(ROOT), "--site-dir", str(site_dir)])
        assert result.exit_code == 0, result.output
        page = BeautifulSoup((site_dir / "fr/schools/staff-briefing/index.html").read_text(), "lxml")
        links = {link["href"]: link.get_text() for link in page.select(".sheet a")}
        assert list(links) == [f"../../../pdf/fr/schools-staff-briefing-{paper}.pdf" for paper in ("a4", "letter")]
        for href, words in links.items():
            size = (site_dir / href.removeprefix("../../../")).stat().st_size
            assert re.search(rf"\({round(size / 1000)}\sko\)$", words), words
    assert (site_dir / "schools/lesson-10-12/index.html").read_text() == before
    assert not list(site_dir.glob(".*"))


def test_without_printing_no_page_links_a_pdf(built):
    assert not [path for path in built.rglob("*.html") if ".pdf" in path.read_text()]


def test_an_overflow_publishes_nothing(site_dir, site, monkeypatch):
    every = printing.jobs(site, ("en",))
    monkeypatch.setattr(printing, "jobs", lambda *_: [replace(job, sides=0) for job in every if job.page == "schools/staff-briefing/"])
    result = CliRunner().invoke(main, ["print", "--root", str(ROOT), "--site-dir", str(site_dir)])
    assert result.exit_code == 1 and "docs/en/schools/staff-briefing.md" in result.output and "Traceback" not in result.output
    assert not list(site_dir.rglob("*.pdf")) and not list(site_dir.glob(".*"))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--language", "fx"], "Did you mean"),
        (["--country", "zz"], "expected one of"),
        (["--site-dir", "nowhere"], "Build the site first"),
    ],
)
def test_what_cannot_be_printed_is_said(options, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["print", "--root", str(ROOT), *options])
    assert result.exit_code == 1 and said in result.output and "Traceback" not in result.output


def test_two_runs_are_the_same_byte_for_byte(printed, built, site, work, tmp_path):
    job = next(job for job in work if job.page == "fr/schools/staff-briefing/")
    list(printing.make(site, built, tmp_path, [job]))
    assert (tmp_path / job.pdf).read_bytes() == (printed / job.pdf).read_bytes()
