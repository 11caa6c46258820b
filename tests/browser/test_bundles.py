"""Offline bundles in a browser, from a folder on a stick: what works on the web works there, and nothing is asked of a network."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import DESK, PHONE, follow
from .test_leave import SEEN
from .test_pages_in_a_browser import OVERFLOW
from .test_search_and_disk import open_search

TREND = "grooming"
STRIP, MARK = ".offline", ".needs-internet"
VIEWPORTS = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])


@pytest.fixture
def on_disk(visit, unpacked):
    """Open a visit of a bundle, as `visit` does. At its end every request was for a file of the bundle, and nothing was complained of."""

    @contextmanager
    def start(name: str = "fr", viewport=PHONE, **options):
        with visit(viewport, base=unpacked[name].as_uri() + "/", **options) as reader:
            yield reader
        assert [url for url in reader.requests if not url.startswith(reader.base)] == [] and reader.complaints == []

    return start


@VIEWPORTS
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_links_lead_from_page_to_page_and_back(on_disk, viewport, script):
    with on_disk(viewport=viewport, script=script) as reader:
        page = reader.open("index.html")
        follow(page.locator(".doors a").first)
        if script and viewport is PHONE:
            page.locator(".menu-button").click()
        follow(page.locator(".menu-sections a").first)
        assert page.url == reader.base + "know/index.html"
        follow(page.locator("main a[href='operations/index.html']").first)
        follow(page.locator(".timeline a").first)
        assert page.locator("h1").is_visible() and "/know/operations/" in page.url
        follow(page.locator(".breadcrumbs a").first)
        assert page.url == reader.base + "index.html"
        page.go_back()
        assert "/know/operations/" in page.url and page.locator("h1").is_visible()
        follow(page.locator(".help-bar"))
        assert page.url == reader.base + "report/index.html"


@VIEWPORTS
def test_search_finds_help_in_the_bundle(on_disk, site, viewport):
    with on_disk(viewport=viewport) as reader:
        page = reader.open("about/privacy/index.html")
        open_search(page, viewport)
        page.locator("#query").fill("chantage")
        follow(page.locator(".search-results a").first)
        assert page.url.startswith(reader.base + "report/") and "index.html" in page.url
        assert page.locator("h1").is_visible()


def test_each_language_of_a_bundle_has_its_search(on_disk):
    with on_disk("fr+es", DESK) as reader:
        page = reader.open("es/know/index.html")
        open_search(page, DESK)
        page.locator("#query").fill("chantaje")
        follow(page.locator(".search-results a").first)
        assert page.url.startswith(reader.base + "es/report/") and page.locator("h1").is_visible()


@VIEWPORTS
def test_the_country_finder_leads_to_a_country(on_disk, viewport):
    with on_disk(viewport=viewport) as reader:
        page = reader.open("report/index.html")
        page.locator("#country-name").fill("allemagne")
        with page.expect_navigation():
            page.locator("#country-name").press("Enter")
        assert page.url == reader.base + "report/de/index.html"


def test_the_country_finder_without_script(on_disk):
    with on_disk(script=False) as reader:
        page = reader.open("report/index.html")
        follow(page.locator("[data-code=es]"))
        assert page.url == reader.base + "report/es/index.html"


@VIEWPORTS
def test_leave_leads_to_the_neutral_page_of_the_bundle_and_back_shows_nothing(on_disk, viewport):
    with on_disk(viewport=viewport) as reader:
        reader.open("know/index.html")
        page = reader.open("report/es/index.html")
        page.locator(".leave").click()
        page.wait_for_url(reader.base + "neutral/index.html")
        page.go_back()
        assert page.url == reader.base + "know/index.html" and page.evaluate(SEEN) == ""


def test_leave_by_keys(on_disk):
    with on_disk("fr+es", DESK) as reader:
        page = reader.open("es/report/index.html")
        for _ in range(3):
            page.keyboard.press("Shift")
        page.wait_for_url(reader.base + "neutral/index.html")


def test_leave_without_script_needs_no_internet(on_disk):
    with on_disk(script=False) as reader:
        page = reader.open("report/es/index.html")
        follow(page.locator(".leave"))
        assert page.url == reader.base + "neutral/index.html" and page.title() == "1 × 1"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_switcher_leads_to_the_same_page_in_the_other_language(on_disk, site, script):
    with on_disk("fr+es", DESK, script=script) as reader:
        page = reader.open("know/operations/index.html")
        for language, address in (("es", "es/know/operations/index.html"), ("fr", "know/operations/index.html")):
            page.locator(".languages summary").click()
            follow(page.locator(f".languages [hreflang={language}]"))
            assert page.url == reader.base + address and page.locator("html").get_attribute("lang") == language
        page.locator(".languages summary").click()
        words = site.data.interface["fr"].offline.internet
        marked = page.locator(".languages a", has_text=words)
        assert marked.evaluate_all("links => links.map(link => link.hreflang)") == ["en", "pt"]


def test_light_or_dark_is_kept_from_page_to_page(on_disk):
    with on_disk(viewport=DESK) as reader:
        page = reader.open("index.html")
        page.locator("#theme").select_option("dark")
        page = reader.open("know/index.html")
        assert page.locator("html").get_attribute("data-theme") == "dark" and page.locator("#theme").input_value() == "dark"


def test_where_storage_is_forbidden_pages_work_all_the_same(on_disk):
    with on_disk(viewport=DESK) as reader:
        for kind in ("sessionStorage", "localStorage"):
            reader.context.add_init_script(f"Object.defineProperty(window, '{kind}', {{get() {{ throw new Error('forbidden'); }}}});")
        page = reader.open("know/index.html")
        page.locator("#theme").select_option("dark")
        assert page.locator("html").get_attribute("data-theme") == "dark"
        page.locator(".leave").click()
        page.wait_for_url(reader.base + "neutral/index.html")


def test_operations_are_filtered(on_disk, site):
    with on_disk(viewport=DESK) as reader:
        page = reader.open("know/operations/index.html")
        page.get_by_role("radio", name=site.data.records[TREND].name["fr"]).check()
        number = sum(TREND in operation.trends for operation in site.data.operations)
        assert page.locator(".timeline [data-trends]:visible").count() == number < len(site.data.operations)


def test_on_paper_a_page_keeps_its_date_once(on_disk):
    """A sheet says it at its head, any other page in the strip; what needs the internet is no matter there."""
    with on_disk(viewport=DESK) as reader:
        for address, strip, head in (("know/operations/alice-2026/", True, False), ("report/es/", False, True)):
            page = reader.open(address + "index.html")
            page.emulate_media(media="print")
            assert page.locator(STRIP).is_visible() == strip and page.locator(".sheet-head").is_visible() == head
            assert page.locator(MARK).first.is_hidden()
            page.emulate_media(media="screen")
            assert page.locator(STRIP).is_visible()


@pytest.mark.parametrize("address", ["index.html", "report/es/index.html", "know/operations/alice-2026/index.html"])
def test_a_page_fits_every_screen_and_axe_finds_nothing(on_disk, address):
    with on_disk() as reader:
        page, axe = reader.open(address), Axe()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            # Without preload: axe would fetch the stylesheets, which no page from disk may.
            result = axe.run(page, options={"resultTypes": ["violations"], "preload": False}).response
            axe = Axe("0")  # it stands in the page now
            assert [(rule["id"], rule["nodes"][0]["html"]) for rule in result["violations"]] == []
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(OVERFLOW) <= 0
