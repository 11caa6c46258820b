"""The worked editions, built as their publishers build them; the installed package; a new edition’s workflow."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from zipfile import ZipFile

import pytest
import requests
import yaml
from bs4 import BeautifulSoup

from microsite import RELEASED
from microsite.schemas import reference
from microsite.site import Site

from ..conftest import ROOT, mkdocs_build
from ..editions import use_languages

EDITIONS = ("ngo", "school", "smallest")
OURS = re.compile(r"Know · Protect|Know\. Protect|Savoir · Protéger|Saber · Proteger|know-protect-report")
MICROSITE = [sys.executable, "-m", "microsite"]


def microsite(*words: object, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*MICROSITE, *map(str, words)], cwd=cwd, capture_output=True, text=True, env={**os.environ, **environment})


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each worked edition, built."""
    found = {}
    for name in EDITIONS:
        found[name] = tmp_path_factory.mktemp(name) / "site"
        result = microsite("build", "--root", ROOT / "editions" / name, "--site-dir", found[name])
        assert result.returncode == 0, result.stderr
        assert "pages stand in" in result.stdout
    return found


@pytest.fixture(scope="module")
def files(sites: dict[str, Path]) -> dict[str, dict[str, bytes]]:
    return {name: contents(folder) for name, folder in sites.items()}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def page(sites: dict[str, Path], name: str, address: str = "") -> BeautifulSoup:
    return BeautifulSoup((sites[name] / address / "index.html").read_text(), "lxml")


@pytest.mark.parametrize("name", EDITIONS)
def test_nothing_is_left_of_the_reference_edition_s_name(files, name):
    found = [file for file, content in files[name].items() if not file.endswith((".png", ".gz")) and OURS.search(content.decode())]
    assert found == [] and len(files[name]) > 100


@pytest.mark.parametrize("name", EDITIONS)
def test_what_protects_readers_is_on_every_page(sites, name):
    site = Site.load(ROOT / "editions" / name)
    for one in site.pages:
        soup = BeautifulSoup((sites[name] / site.url(one.language, one.address) / "index.html").read_text(), "lxml")
        assert soup.select_one("a.leave")["href"] == site.edition.exit and soup.select_one("a.help-bar") and soup.select_one(".state")
        assert bool(soup.select_one(".content-note")) == one.front.content_note, one.file


def broken_links(folder: Path) -> list[tuple[str, str]]:
    """Links of the pages below a folder that lead to no file there."""
    found = []
    for file in folder.rglob("*.html"):
        below = file.relative_to(folder).as_posix()
        if below.startswith("embed/") or file.name == "404.html":
            continue
        for link in BeautifulSoup(file.read_bytes(), "lxml").select("a[href], link[href], script[src], img[src]"):
            target = link.get("href") or link.get("src")
            if target.startswith(("https:", "http:", "mailto:", "tel:", "sms:", "#", "data:")):
                continue
            path = file.parent / target.partition("#")[0].partition("?")[0]
            if not (path / "index.html" if path.is_dir() else path).exists():
                found.append((below, target))
    return found


@pytest.mark.parametrize("name", EDITIONS)
def test_every_link_leads_somewhere(sites, name):
    assert broken_links(sites[name]) == []


def test_an_edition_without_any_section_is_whole(tmp_path):
    """What is left out leaves no dead link, no empty list and no heading with nothing below it."""
    folder = tmp_path / "edition"
    shutil.copytree(ROOT / "editions/smallest", folder)
    sections = ", ".join(section for section in Site.load(ROOT).data.addresses.sections if section != "about/")
    with (folder / "edition.yml").open("a") as file:
        file.write(f"pages: {{without: [{sections}]}}\n")
    result = microsite("build", "--root", folder)
    assert result.returncode == 0, result.stderr
    assert broken_links(folder / "site") == []
    for file in (folder / "site").rglob("index.html"):
        soup = BeautifulSoup(file.read_bytes(), "lxml")
        assert not [one for one in soup.select("main ul, main ol") if not one.select("li")], file
        headings = soup.select("main h2")
        assert not [heading for heading in headings if getattr(heading.find_next_sibling(), "name", "h2") == "h2"], file
    assert not (folder / "site/know").exists()


def test_a_school_hands_its_edition_out_on_sticks(sites, tmp_path):
    result = microsite("bundle", "--root", ROOT / "editions/school", "--site-dir", sites["school"], "--output", tmp_path)
    assert result.returncode == 0 and "73 pages" in result.stdout, result.stderr
    (path,) = tmp_path.glob("en-ligne-en-confiance-fr-*.zip")
    with ZipFile(path) as archive:
        archive.extractall(tmp_path)
    copy = tmp_path / path.stem
    assert broken_links(copy) == [] and (copy / "au-college/index.html").exists()
    home = BeautifulSoup((copy / "index.html").read_bytes(), "lxml")
    assert "Copie du" in home.get_text() and "à l’infirmerie" in home.select_one(".announcement").get_text()


def test_serve_shows_one_language_and_builds_anew_at_a_change(tmp_path):
    folder = tmp_path / "edition"
    shutil.copytree(ROOT / "editions/ngo", folder)
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    command = [*MICROSITE, "serve", "--root", folder, "--language", "en", "--port", port]
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        assert "Farol" in served(port, "<title>Farol</title>") and 'lang="en"' in served(port, "")
        settings = folder / "edition.yml"
        settings.write_text(settings.read_text().replace("name: Farol\n", "name: Lighthouse\n", 1))
        assert served(port, "<title>Lighthouse</title>")
    finally:
        process.terminate()
        process.wait()


def served(port: int, words: str) -> str:
    """The start page, once it has these words."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with suppress(requests.ConnectionError):
            text = requests.get(f"http://127.0.0.1:{port}/", timeout=10).text
            if words in text:
                return text
        time.sleep(0.2)
    raise AssertionError(f"no page with {words}")


def test_an_ngo_s_edition_is_its_own(sites):
    home, english = page(sites, "ngo"), page(sites, "ngo", "en")
    assert home.html["lang"] == "pt" and english.html["lang"] == "en"
    assert home.select_one(".brand img.logo")["src"].startswith("assets/logo.")
    assert home.select_one(".announcement a")["href"].startswith("schools/parents-evening/")
    assert home.select_one(".help-line").get_text(" ", strip=True).count("Linha Farol") == 1
    assert [link.get_text() for link in home.select(".menu-sections a")][-1] == "O Farol"
    assert [link["data-code"] for link in page(sites, "ngo", "report").select(".countries a")][:5] == ["pt", "br", "ao", "mz", "cv"]
    assert not (sites["ngo"] / "organisations/why").exists() and not (sites["ngo"] / "en/farol/volunteering").exists()
    assert "Trabalhar com o Farol" in page(sites, "ngo", "organisations").get_text()
    assert "Associação Farol (fictícia)" in page(sites, "ngo", "farol").select_one(".state").get_text()
    assert "Rua do Exemplo" in page(sites, "ngo", "about").select_one(".imprint").get_text()


def test_the_second_colour_is_that_of_lines(sites):
    styles = [path.read_text() for path in (sites["ngo"] / "assets").glob("style*.css")]
    accent, brand = (re.search(rf"--{name}:(#\w+)", styles[0])[1] for name in ("accent", "brand"))
    assert accent != brand and any("var(--accent)" in style for style in styles)
    plain = next((sites["school"] / "assets").glob("style.*.css")).read_text()
    assert re.search(r"--accent:(#\w+)", plain)[1] == re.search(r"--brand:(#\w+)", plain)[1]


def test_what_the_check_overlooks_is_taken_out_of_the_page(tmp_path):
    """Both are needed: one tells a person, the other protects a reader."""
    folder = tmp_path / "edition"
    shutil.copytree(ROOT / "editions/smallest", folder)
    (folder / "docs/en").mkdir(parents=True)
    text = "Words <script>alert(1)</script> <b onclick='x()'>and more</b>\n"
    (folder / "docs/en/pasted.md").write_text(f"---\ntitle: Pasted\ndescription: From anywhere.\n---\n\n{text}")
    blind = "import microsite.checks as checks, microsite.cli as cli; checks.check_markup = lambda page: []; cli.main()"
    command = [sys.executable, "-c", blind, "build", "--root", folder]
    result = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    html = (folder / "site/pasted/index.html").read_text()
    assert "<b>and more</b>" in html and "alert(1)" not in html and "onclick" not in html


def test_the_emergency_number_stands_before_the_own_help_line(sites):
    headings = [heading["id"] for heading in page(sites, "ngo", "report").select("main h2[id]")]
    assert headings[:2] == ["danger", "help-line"]
    country = page(sites, "ngo", "report/pt")
    assert country.get_text().index("112") < country.get_text().index("Linha Farol")
    assert country.select_one(".answers .contact")["id"] == "linha-farol", "the first of all who are not for emergencies"


def test_an_edition_s_data_are_those_of_its_choice(sites):
    places = json.loads((sites["school"] / "api/v1/reporting.json").read_text())["places"]
    assert set(places) == {"fr", "be", "ch", "lu", "eu", "international"}
    assert not (sites["school"] / "report/pt").exists() and not (sites["school"] / "organisations").exists()
    ours = {contact["id"] for contact in json.loads((sites["ngo"] / "api/v1/reporting.json").read_text())["places"]["pt"]["contacts"]}
    assert "linha-farol" in ours and len(ours) > 3


def test_two_builds_give_the_same_bytes(files, tmp_path):
    assert microsite("build", "--root", ROOT / "editions/ngo", "--site-dir", tmp_path / "again").returncode == 0
    assert contents(tmp_path / "again") == files["ngo"]


def test_machines_that_share_the_work_make_the_same_site(built, tmp_path):
    whole: dict[str, bytes] = {}
    for share in (("fr",), ("es", "pt")):
        options = [word for language in share for word in ("--language", language)]
        result = microsite("build", "--site-dir", tmp_path / share[0], *options)
        assert result.returncode == 0, result.stderr
        whole |= contents(tmp_path / share[0])
        assert not (tmp_path / share[0] / "pt/index.html").exists() or "pt" in share
    assert whole == contents(built)


def test_a_build_that_is_killed_leaves_the_last_good_site(sites, files, tmp_path):
    site = tmp_path / "site"
    shutil.copytree(sites["smallest"], site)
    command = [*MICROSITE, "build", "--root", ROOT / "editions/ngo", "--site-dir", site]
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not any(tmp_path.glob(".site.building-*/about/index.html")) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL and contents(site) == files["smallest"]


def test_a_mistake_leaves_the_last_good_site_and_no_traceback(sites, files, tmp_path):
    folder = tmp_path / "edition"
    shutil.copytree(ROOT / "editions/smallest", folder)
    shutil.copytree(sites["smallest"], folder / "site")
    (folder / "edition.yml").write_text((folder / "edition.yml").read_text().replace("languages: [en]", "languages: [xx]"))
    result = microsite("build", "--root", folder)
    assert result.returncode == 1 and "edition.yml:7: languages.0: found 'xx'" in result.stderr and "Traceback" not in result.stderr
    assert contents(folder / "site") == files["smallest"]


def test_looks_without_what_protects_readers_stop_the_build(tmp_path):
    folder = tmp_path / "edition"
    shutil.copytree(ROOT / "editions/smallest", folder)
    (folder / "overrides/parts/header").mkdir(parents=True)
    header = (ROOT / "overrides/parts/header/header.html").read_text()
    mine = folder / "overrides/parts/header/header.html"
    mine.write_text(header.replace('{% include "parts/leave/leave.html" %}', ""))
    result = microsite("build", "--root", folder)
    assert result.returncode == 1 and 'found no element with class="leave"' in result.stderr
    mine.write_text(header.replace('class="header', 'data-mine class="header'))
    assert microsite("build", "--root", folder).returncode == 0
    assert "data-mine" in (folder / "site/index.html").read_text()


def test_an_upgrade_names_the_pages_that_were_replaced(tmp_path):
    folder = tmp_path / "edition"
    shutil.copytree(ROOT / "editions/smallest", folder)
    assert microsite("pages", "replace", "en", "about/privacy", "--root", folder).returncode == 0
    mine, kept = folder / "docs/en/about/privacy.md", folder / "docs/.originals/en/about/privacy.md"
    assert "instead of ours" in microsite("pages", "list", "--root", folder).stdout
    # An older release, whose page had another sentence:
    kept.write_text(kept.read_text().replace("cookies", "biscuits"))
    mine.write_text(re.sub("replaces: .*", "replaces: 0123456789ab", mine.read_text()))
    report = microsite("check", "--root", folder)
    assert (
        report.returncode == 0 and "docs/en/about/privacy.md: the page of the project that it replaces has changed since" in report.stdout
    )
    assert re.search(r"^-.*biscuits", report.stdout, re.M) and re.search(r"^\+.*cookies", report.stdout, re.M)
    assert "has changed since" in microsite("pages", "list", "--root", folder).stdout
    assert microsite("pages", "accept", "en", "about/privacy/", "--root", folder).returncode == 0
    assert "has changed since" not in microsite("check", "--root", folder).stdout
    assert "cookies" in kept.read_text() and "biscuits" not in kept.read_text()
    again = microsite("pages", "replace", "en", "about/privacy", "--root", folder)
    assert again.returncode == 1 and "an own page at this address already" in again.stderr


def test_a_contact_is_confirmed_in_the_edition_s_own_file(tmp_path):
    folder = tmp_path / "edition"
    shutil.copytree(ROOT / "editions/ngo", folder)
    project = {path.name: path.read_bytes() for path in (ROOT / "data/reporting").glob("*.yml")}
    name = next(name for name, channel in Site.load(folder).data.places["br"].items() if channel.is_shown)
    for place, contact in (("pt", "linha-farol"), ("br", name)):
        words = ("confirm", place, contact, "--by", "Us", "--date", "2026-11-24", "--source", "called", "--root", folder)
        assert microsite(*words).returncode == 0
    places = Site.load(folder).data.places
    assert places["pt"]["linha-farol"].confirmed.by == "Us" == places["br"][name].confirmed.by
    assert {path.name: path.read_bytes() for path in (ROOT / "data/reporting").glob("*.yml")} == project


# The installed package, and the workflow of a new edition


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., subprocess.CompletedProcess[str]]:
    """A virtual environment that has the dependencies, but not this checkout; runs a shell command in it, outside any checkout."""
    base = tmp_path_factory.mktemp("installed")
    wheel = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", base / "wheel", ROOT]
    subprocess.run(wheel, check=True, capture_output=True)
    venv.create(base / "venv", with_pip=True)
    inside = next((base / "venv/lib").glob("python*/site-packages"))
    packages = base / "packages"
    packages.mkdir()
    for path in Path(yaml.__file__).parent.parent.iterdir():
        if "microsite" not in path.name and path.suffix != ".pth" and not path.name.startswith("pip"):
            (packages / path.name).symlink_to(path)
    (inside / "dependencies.pth").write_text(str(packages))

    def run(command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
        bare = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
        path = f"{base / 'venv/bin'}:{os.environ['PATH']}"
        return subprocess.run(
            ["bash", "-e", "-c", command], cwd=cwd, capture_output=True, text=True, env={**bare, "PATH": path, **environment}
        )

    run.wheel = next((base / "wheel").glob("*.whl"))  # type: ignore[attr-defined]
    return run


def test_the_browser_only_way_works_in_a_clean_clone(installed, tmp_path):
    template, clone = tmp_path / "template", tmp_path / "clone"
    start = (
        "python -m pip install --quiet --no-index {wheel} && microsite new template --name 'Linha \"Azul\" <b>' --organisation 'Org & Co' "
        "--contact geral@azul.example --address https://azul.example/a/ --languages pt,en --country PT"
    )
    result = installed(start.format(wheel=installed.wheel), tmp_path)
    assert result.returncode == 0, result.stderr
    git = "git -c user.name=x -c user.email=x@example.org"
    copy = f"git init --quiet . && git add --all && {git} commit --quiet --message x && git clone --quiet {template} {clone}"
    assert installed(copy, template).returncode == 0
    workflow = yaml.safe_load((clone / ".github/workflows/publish.yml").read_text())
    steps = [step["run"] for step in workflow["jobs"]["publish"]["steps"] if "run" in step]
    refused = installed(steps[0], clone, MICROSITE="")
    assert refused.returncode == 1 and "set the variable MICROSITE" in refused.stdout
    for step in steps:
        result = installed(step, clone, MICROSITE=str(installed.wheel), PIP_NO_INDEX="1")
        assert result.returncode == 0, (step, result.stderr)
    site = contents(clone / "site")
    assert {"index.html", "en/index.html", "report/pt/index.html", "404.html", "api/v1/reporting.json"} <= site.keys()
    home = site["index.html"].decode()
    assert "Linha &#34;Azul&#34; &lt;b&gt;" in home and "Azul&quot; <b>" not in home
    assert not any(str(ROOT).encode() in content for content in site.values())


def test_new_refuses_what_would_not_build_and_leaves_nothing(tmp_path):
    words = ("new", tmp_path / "x", "--name", "X", "--organisation", "X", "--contact", "x@example.org", "--address", "https://x.example/")
    asked = microsite(*words)
    assert asked.returncode == 2 and "Please give also: --languages" in asked.stderr
    wrong = microsite(*words, "--languages", "pt,xx")
    assert wrong.returncode == 1 and "found 'xx'" in wrong.stderr and not (tmp_path / "x").exists()
    assert microsite(*words, "--languages", "pt, en", "--country", "PT").returncode == 0
    full = microsite(*words, "--languages", "pt")
    assert full.returncode == 1 and "holds something already" in full.stderr


def test_the_list_of_settings_is_that_of_the_model():
    assert (ROOT / "editions/SETTINGS.md").read_text() == reference()


def test_no_fact_is_younger_than_the_release(site):
    dates = [figure.as_of for figure in site.data.figures.values()] + [event.date for event in site.data.events.values()]
    assert max(date.first_day() for date in dates) <= RELEASED


def test_a_page_that_moved_is_found_at_its_former_address(project, tmp_path):
    path = project / "data/addresses.yml"
    path.write_text(path.read_text().replace("pages:\n", "moved: {know/grooming/: know/trends/grooming/, start/: ''}\npages:\n", 1))
    use_languages(project, "en", "fr")
    result = mkdocs_build(project, tmp_path / "site")
    assert result.returncode == 0, result.stderr
    for folder, words in (("", "This page has moved"), ("fr/", "Cette page a changé d’adresse")):
        file = tmp_path / f"site/{folder}know/grooming/index.html"
        soup = BeautifulSoup(file.read_text(), "lxml")
        target = soup.select_one("a")["href"]
        assert (file.parent / target / "index.html").resolve() == tmp_path / f"site/{folder}know/trends/grooming/index.html"
        assert soup.select_one("meta[http-equiv=refresh]")["content"] == f"0; url={target}" and words in soup.get_text()
    assert (tmp_path / "site/start/../index.html").exists()
    assert "/know/grooming/ /know/trends/grooming/ 301" in (tmp_path / "site/_redirects").read_text()
    assert "know/grooming/" not in (tmp_path / "site/sitemap.xml").read_text().replace("know/trends/grooming/", "")
