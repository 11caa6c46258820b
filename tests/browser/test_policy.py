"""Everything works under the policy that hosts send with each page, and the policy does hold."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from microsite.embeds import FOLDER as CARDS
from microsite.hosting import host_of
from microsite.site import Site

from .conftest import DESK, _Quiet, _Server

WATCH = """addEventListener('securitypolicyviolation', event => {
  (window.violations = window.violations || []).push(event.violatedDirective + ' ' + event.blockedURI);
});"""


@contextmanager
def serving(built: Path, site: Site, spoil: str = "") -> Iterator[str]:
    """The built site with the headers of its host; `spoil` is a part of the policy that is taken out."""
    host = host_of(site, [path.read_text() for path in sorted((built / CARDS).rglob("index.html"))])

    class Handler(_Quiet):
        def end_headers(self) -> None:
            rule = next((rule.headers for rule in host.rules if self.path.startswith(rule.path.rstrip("*"))), host.pages)
            self.send_header("Content-Security-Policy", rule["Content-Security-Policy"].replace(spoil or "\0", ""))
            super().end_headers()

    with _Server(("127.0.0.1", 0), functools.partial(Handler, directory=str(built))) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/"
        running.shutdown()


@pytest.fixture(scope="module")
def host(built: Path, site: Site) -> Iterator[str]:
    with serving(built, site) as address:
        yield address


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport=DESK)
    context.add_init_script(WATCH)
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    return page.evaluate("window.violations || []")


@pytest.mark.parametrize(
    "address",
    ["", "know/operations/", "know/trends/grooming/", "report/", "report/es/", "schools/poster/", "schools/parents-evening/", "404.html"]
    + ["protect/parents/family-agreement/", "protect/parents/by-age/", "about/sources/", "about/glossary/", "neutral/", "embed/en/es/"],
)
def test_a_page_keeps_to_the_policy(host: str, page: Page, address: str):
    page.goto(host + address)
    page.wait_for_load_state("networkidle")
    assert violations(page) == [] and page.locator("body").evaluate("body => getComputedStyle(body).fontFamily") != ""
    if not address.startswith(("embed", "neutral")):
        assert page.evaluate("document.documentElement.classList.contains('js')"), "its script runs"
    assert page.evaluate("document.styleSheets.length") >= 1, "its style is there"


def test_search_finder_filter_and_scheme_keep_to_the_policy(host: str, page: Page):
    page.goto(host)
    page.get_by_role("button", name="Search").click()
    page.get_by_role("searchbox").fill("grooming")
    page.get_by_role("link", name="Grooming").first.wait_for()
    assert violations(page) == []
    page.goto(f"{host}report/")
    page.locator("#country-name").fill("spain")
    page.wait_for_function("document.querySelector('#country-count').textContent != ''")
    assert violations(page) == []
    page.goto(f"{host}know/operations/?trend=grooming")
    assert violations(page) == []
    page.locator(".leave").wait_for()
    page.keyboard.press("Shift")
    assert violations(page) == []


def test_a_card_can_be_framed_and_a_page_cannot(host: str, built: Path, site: Site, page: Page, tmp_path: Path):
    (tmp_path / "index.html").write_text(
        f'<iframe id="card" src="{host}embed/en/es/"></iframe><iframe id="page" src="{host}report/es/"></iframe>'
    )
    with _Server(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(tmp_path))) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        page.goto(f"http://127.0.0.1:{other.server_port}/")
        assert "Spain" in page.frame_locator("#card").locator("h1").inner_text()
        assert page.frame_locator("#page").locator("a.leave").count() == 0
        other.shutdown()


def test_the_policy_is_what_is_being_tested(built: Path, site: Site, page: Page):
    with serving(built, site, spoil="script-src 'self'; ") as address:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert any(violation.startswith("script-src") for violation in violations(page))
