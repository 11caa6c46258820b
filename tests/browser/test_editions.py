"""A worked edition in a browser: its logo, its announcement, its own help line, in both schemes and without script."""

from __future__ import annotations

import functools
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from ..conftest import ROOT
from .conftest import DESK, PHONE, _Quiet, _Server


@pytest.fixture(scope="module")
def farol(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The edition for Portuguese-speaking countries, below a sub-folder as its address says."""
    root = tmp_path_factory.mktemp("host")
    command = ["build", "--root", ROOT / "editions/ngo", "--site-dir", root / "criancas"]
    subprocess.run([sys.executable, "-m", "microsite", *map(str, command)], check=True, capture_output=True)
    with _Server(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(root))) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/criancas/"
        running.shutdown()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("address", ["", "report/", "farol/", "about/", "en/farol/"])
def test_it_is_accessible_and_fits(farol: str, chromium: Browser, address: str, size, scheme: str):
    context = chromium.new_context(viewport=size, color_scheme=scheme)
    foreign: list[str] = []
    context.on("request", lambda request: foreign.append(request.url) if not request.url.startswith(farol) else None)
    page = context.new_page()
    page.goto(farol + address)
    logo = page.locator(".brand img.logo")
    assert logo.is_visible() and logo.evaluate("image => image.naturalWidth") > 0 and page.locator(".announcement").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert foreign == []
    assert Axe().run(page).response["violations"] == []
    context.close()


def test_its_own_pages_are_reached_without_script(farol: str, chromium: Browser):
    context = chromium.new_context(viewport=DESK, java_script_enabled=False)
    page = context.new_page()
    page.goto(farol)
    page.get_by_role("link", name="O Farol", exact=True).first.click()
    assert page.url == f"{farol}farol/"
    page.get_by_role("link", name="como fazer voluntariado").click()
    assert page.locator("h1").inner_text() == "Fazer voluntariado"
    page.get_by_role("link", name="Ajuda: Portugal").click()
    assert page.url.endswith("/report/pt/#danger") or page.url.endswith("/report/pt/")
    context.close()


def test_its_announcement_leads_on_and_its_help_line_can_be_reached(farol: str, chromium: Browser):
    context = chromium.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(farol)
    page.locator(".announcement a").click()
    assert page.url == f"{farol}schools/parents-evening/"
    page.goto(f"{farol}report/")
    card = page.locator(".help-line .contact")
    assert card.get_by_role("link", name="ajuda@farol.example").get_attribute("href") == "mailto:ajuda@farol.example"
    context.close()


def test_its_second_colour_is_that_of_lines(farol: str, chromium: Browser):
    context = chromium.new_context(viewport=DESK)
    page = context.new_page()
    page.goto(farol)
    page.evaluate("document.body.style.color = getComputedStyle(document.documentElement).getPropertyValue('--accent')")
    accent = page.evaluate("getComputedStyle(document.body).color")
    assert page.locator(".doors a").first.evaluate("door => getComputedStyle(door).borderTopColor") == accent
    assert page.locator(".doors a strong").first.evaluate("words => getComputedStyle(words).color") != accent
    context.close()


def test_its_own_pages_are_found_by_the_search(farol: str, chromium: Browser):
    context = chromium.new_context(viewport=DESK)
    page = context.new_page()
    page.goto(farol)
    page.get_by_role("button", name="Pesquisar").click()
    page.get_by_role("searchbox").fill("voluntariado")
    page.get_by_role("link", name="Fazer voluntariado").first.click()
    assert page.url.startswith(f"{farol}farol/volunteering/")
    context.close()
