"""Each kind of page in four languages, on phone and desk, light and dark, with and without script."""

from __future__ import annotations

import brotli
import pytest
from axe_playwright_python.sync_playwright import Axe

from ..site.inspection import LIMIT, MOST_REQUESTS
from .conftest import DESK, PHONE, follow

KINDS = {
    "home": "",
    "hub of advice": "protect/parents/",
    "advice": "protect/parents/if-a-child-is-blackmailed/",
    "ages": "protect/parents/by-age/",
    "agreement": "protect/parents/family-agreement/",
    "young people": "protect/young-people/",
    "lesson": "schools/lesson-13-15/",
    "slides": "schools/parents-evening/",
    "posters": "schools/poster/",
    "hub": "know/",
    "overview": "know/operations/",
    "operation": "know/operations/stream-kidflix-2025/",
    "trend": "know/trends/ai-generated-material/",
    "trend with charts": "know/trends/sharing-and-resilience/",
    "help": "report/",
    "sources": "about/sources/list/",
    "glossary": "about/glossary/",
    "text": "about/leaving-quickly/",
}
LANGUAGES = ["en", "fr", "es", "pt"]
EVERY_KIND = pytest.mark.parametrize("kind", KINDS)
EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
# The pages of advice and for schools have the parts of the others and words of their own: two languages of each, by turns.
ADVICE = [kind for kind, address in KINDS.items() if address.startswith(("protect/", "schools/"))]
TURNS = {kind: {"en", LANGUAGES[1 + number % 3]} for number, kind in enumerate(ADVICE)}
SAMPLE = [(kind, language) for kind in KINDS for language in LANGUAGES if language in TURNS.get(kind, LANGUAGES)]
WIDTHS = [320, 390, 768, 1024, 1280, 1600]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize(("kind", "language"), SAMPLE)
def test_a_page_fits_every_screen_and_axe_finds_nothing(visit, site, kind, language):
    """No sideways scrolling (WCAG 2.2, 1.4.10); every rule of axe-core, phone and desk, light and dark."""
    findings = []
    with visit() as reader:
        page = reader.open(site.url(language, KINDS[kind]))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate(OVERFLOW) > 0:
                findings.append(f"wider than {width} px")
        axe = Axe()
        for viewport in (PHONE, DESK):
            page.set_viewport_size(viewport)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                rules = {} if scheme == "light" else {"runOnly": ["color-contrast", "link-in-text-block"]}  # what a scheme can change
                result = axe.run(page, options={"resultTypes": ["violations"], **rules}).response
                axe = Axe("0")  # it stands in the page now
                findings += [
                    f"{viewport['width']} {scheme} {violation['id']}: {node['html'][:120]}"
                    for violation in result["violations"]
                    for node in violation["nodes"]
                ]
        assert reader.complaints == [] and reader.foreign == []
    assert findings == []


@EVERY_LANGUAGE
def test_a_visit_to_every_kind_of_page_keeps_nothing_and_asks_nobody(visit, site, language):
    with visit() as reader:
        for address in KINDS.values():
            page = reader.open(site.url(language, address))
            assert page.evaluate("[document.cookie, Object.keys(localStorage), Object.keys(sessionStorage)]") == ["", [], []]
        assert page.evaluate("indexedDB.databases().then(found => found.length)") == 0
        assert page.evaluate("caches.keys().then(found => found.length)") == 0
        assert reader.context.cookies() == []
        assert reader.foreign == [] and reader.complaints == []


@EVERY_LANGUAGE
def test_a_narrow_phone_without_script(visit, site, language):
    with visit({"width": 320, "height": 640}, script=False) as reader:
        for address in KINDS.values():
            page = reader.open(site.url(language, address))
            assert page.evaluate(OVERFLOW) <= 0, address
            assert page.locator("h1").is_visible() and page.locator(".leave").is_visible()


@EVERY_KIND
def test_few_requests_and_few_bytes(visit, site, kind):
    with visit() as reader:
        reader.open(KINDS[kind])
        reader.page.wait_for_load_state("networkidle")
        assert len(reader.requests) <= MOST_REQUESTS, reader.requests
        fetched = [reader.context.request.get(url).body() for url in reader.requests if not url.endswith(".svg")]
        assert sum(len(brotli.compress(body)) for body in fetched) <= LIMIT


def test_nothing_moves_while_a_page_loads(visit, site):
    """Cumulative layout shift is 0."""
    with visit() as reader:
        reader.context.add_init_script(
            "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shift += entry.value; })).observe({type: 'layout-shift', buffered: true});"
        )
        for address in KINDS.values():
            reader.open(address)
            reader.page.wait_for_load_state("networkidle")
            assert reader.page.evaluate("window.shift") == 0, address


@EVERY_LANGUAGE
def test_the_words_are_there_without_script(visit, site, language):
    with visit(script=False) as reader:
        page = reader.open(site.url(language, ""))
        assert page.locator(".leave").is_visible() and page.locator(".help-bar").is_visible()
        assert page.locator(".menu-sections a").first.is_visible(), "the menu stands open"
        assert not page.locator(".search-open").is_visible() and not page.locator(".theme").is_visible()
        follow(page.locator(".menu-sections a").first)
        assert page.url == reader.base + site.url(language, "know/")


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_switcher_stays_on_the_page(visit, site, viewport, script):
    with visit(viewport, script=script) as reader:
        page = reader.open("know/trends/ai-generated-material/")
        for language in ("fr", "es", "pt", "en"):
            if script and viewport is PHONE:
                page.locator(".menu-button").click()
            page.locator(".languages summary").click()
            follow(page.locator(f".languages a[hreflang={language}]"))
            assert page.url == reader.base + site.url(language, "know/trends/ai-generated-material/")
            assert page.evaluate("document.documentElement.lang") == language


def test_the_menu_opens_and_closes_by_keyboard(visit):
    with visit() as reader:
        page = reader.open("know/")
        button = page.locator(".menu-button")
        button.focus()
        assert not page.locator("#menu").is_visible()
        page.keyboard.press("Enter")
        assert page.locator("#menu").is_visible() and button.get_attribute("aria-expanded") == "true"
        page.keyboard.press("Escape")
        assert not page.locator("#menu").is_visible()
        assert page.evaluate("document.activeElement.className") == "menu-button"


def test_the_keyboard_reaches_the_exit_first_then_the_way_past(visit):
    with visit(DESK) as reader:
        page = reader.open("know/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "leave"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert page.locator(".skip").bounding_box()["width"] > 50, "it can be seen when it has the focus"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_choice_of_light_or_dark_is_the_only_thing_kept(visit):
    with visit(scheme="light") as reader:
        page = reader.open("")
        paper = "getComputedStyle(document.body).backgroundColor"
        light = page.evaluate(paper)
        page.locator("#theme").select_option("dark")
        dark = page.evaluate(paper)
        assert dark != light
        reader.open("know/")
        assert page.evaluate(paper) == dark
        assert page.evaluate("Object.entries(localStorage)") == [["theme", "dark"]]
        page.locator("#theme").select_option("")
        assert page.evaluate(paper) == light and page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize(("reader_s", "device"), [("light", "dark"), ("dark", "light")])
def test_the_readers_choice_beats_the_device(visit, reader_s, device):
    with visit(scheme=reader_s) as reader:
        wanted = reader.open("").evaluate("getComputedStyle(document.body).backgroundColor")
    with visit(scheme=device) as reader:
        page = reader.open("")
        page.locator("#theme").select_option(reader_s)
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == wanted


MARKS_ALONE = """() => [...document.querySelectorAll('article :not(li) > .cite')].filter(mark => {
    const before = mark.previousSibling;
    if (!before || before.nodeType !== Node.TEXT_NODE || !before.data.trim()) return false;
    const range = document.createRange();
    range.setStart(before, before.data.length - 1);
    range.setEnd(before, before.data.length);
    return range.getBoundingClientRect().right > mark.getBoundingClientRect().left + 1;
}).map(mark => mark.textContent)"""


@EVERY_LANGUAGE
def test_no_line_begins_with_the_mark_of_a_source(visit, site, language):
    with visit() as reader:
        page = reader.open(site.url(language, "know/trends/grooming/"))
        assert page.locator("article .cite").count() > 10
        for width in range(320, 1300, 70):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(MARKS_ALONE) == [], width


def test_a_number_leads_to_its_source_and_date_in_one_tap(visit):
    with visit() as reader:
        page = reader.open("fr/know/operations/stream-kidflix-2025/")
        page.locator("article p .figure + .cite").first.click()
        note = page.locator(".notes li:target")
        assert note.is_visible() and "2025" in note.inner_text()


def test_help_is_one_tap_away_from_everywhere(visit, site):
    """Every page has the link (tests/site/inspection.py); here one of each kind is tapped. A country's page: test_help.py."""
    with visit() as reader:
        for address in KINDS.values():
            page = reader.open(site.url("pt", address))
            follow(page.locator(".help-bar"))
            assert page.url.split("#")[0] == reader.base + "pt/report/"


def test_print_leaves_out_what_paper_does_not_need(visit):
    with visit(DESK) as reader:
        page = reader.open("know/operations/cumberland-2025/")
        page.emulate_media(media="print")
        for part in (".header", ".contents", ".theme"):
            assert not page.locator(part).is_visible()
        assert page.locator(".print-only").is_visible() and page.locator(".notes").is_visible()


def test_the_404_page_can_be_left_and_read(visit, site):
    with visit() as reader:
        page = reader.open("404.html")
        result = Axe().run(page, options={"resultTypes": ["violations"]}).response
        assert [violation["id"] for violation in result["violations"]] == []
        assert page.evaluate(OVERFLOW) <= 0 and reader.complaints == []
        page.locator(".leave").click()
        page.wait_for_url(site.edition.exit)
