"""Search on first use, in the words of the language; and a site opened from disk."""

from __future__ import annotations

import pytest

from .conftest import DESK, PHONE, follow

# A word of the language, as a reader in a hurry types it, and the page it leads to.
WORDS = [
    ("en", "stream", "know/operations/stream-kidflix-2025/"),
    ("fr", "opération", "know/operations/"),
    ("fr", "operation cumberland", "know/operations/cumberland-2025/"),
    ("fr", "vie privee", "about/privacy/"),
    ("es", "inteligencia artificial", "know/trends/ai-generated-material/"),
    ("es", "operacion", "know/operations/"),
    ("pt", "inteligência", "know/trends/ai-generated-material/"),
    ("pt", "operacao stream", "know/operations/stream-kidflix-2025/"),
]


def open_search(page, viewport):
    if viewport is PHONE:
        page.locator(".menu-button").click()
    page.locator(".search-open").click()


@pytest.mark.parametrize(("language", "word", "address"), WORDS)
def test_search_finds_words_of_its_language_with_and_without_accents(visit, site, language, word, address):
    with visit(DESK) as reader:
        page = reader.open(site.url(language, "about/"))
        open_search(page, DESK)
        page.locator("#query").fill(word)
        page.locator(".search-results a").first.wait_for()
        links = [link.get_attribute("href").split("#")[0] for link in page.locator(".search-results a").all()]
        addresses = {page.evaluate("href => new URL(href, location).href", link).removeprefix(reader.base) for link in links}
        assert site.url(language, address) in addresses
        own = {site.url(language, known) for known in site.data.addresses.pages}
        assert addresses <= own, "only pages of this language"
        assert page.locator(".search-status").inner_text() != ""
        assert reader.foreign == [] and reader.complaints == []


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("en", "blackmail"),
        ("fr", "chantage"),
        ("es", "chantaje"),
        ("pt", "chantagem"),
        ("en", "picture"),
        ("fr", "signaler"),
        ("pt", "perigo"),
    ],
)
def test_who_searches_in_fear_finds_help_first(visit, site, language, word):
    with visit() as reader:
        page = reader.open(site.url(language, "know/operations/"))
        open_search(page, PHONE)
        page.locator("#query").fill(word)
        first = page.locator(".search-results a").first
        first.wait_for()
        follow(first)
        assert page.url.startswith(reader.base + site.url(language, "report/"))


@pytest.mark.parametrize(("language", "accented", "plain"), [("fr", "écol", "ecol"), ("es", "niño", "nino"), ("pt", "não", "nao")])
def test_accents_make_no_difference(visit, site, language, accented, plain):
    """Words too short for the search to guess at: only the folding of accents can find them."""
    with visit(DESK) as reader:
        page = reader.open(site.url(language, ""))
        open_search(page, DESK)
        found = []
        for word in (accented, plain):
            page.locator("#query").fill(word)
            page.locator(".search-results a").first.wait_for()
            found.append(page.locator(".search-results a").all_inner_texts())
        assert found[0] == found[1] != []


def test_search_is_fetched_on_first_use_only(visit):
    with visit(DESK) as reader:
        page = reader.open("fr/")
        page.wait_for_load_state("networkidle")
        assert not [url for url in reader.requests if "search" in url]
        open_search(page, DESK)
        page.locator("#query").fill("police")
        page.locator(".search-results a").first.wait_for()
        fetched = [url.removeprefix(reader.base) for url in reader.requests if "search" in url]
        assert len(fetched) == 2 and fetched[0] == "search/fr.js"


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_search_by_keyboard(visit, site, viewport):
    with visit(viewport) as reader:
        page = reader.open("es/")
        open_search(page, viewport)
        assert page.evaluate("document.activeElement.id") == "query"
        page.keyboard.type("xyzxyz")
        page.locator(".search-status", has_text=site.data.interface["es"].search.none).wait_for()
        page.locator("#query").fill("privacidad")
        page.locator(".search-results a").first.wait_for()
        page.keyboard.press("Enter")
        page.wait_for_url(f"{reader.base}es/**")
        open_search(page, viewport)
        page.keyboard.press("Escape")
        assert not page.locator(".search-form").is_visible()
        assert page.evaluate("document.activeElement.className") == "search-open"


def test_what_is_typed_stays_text(visit):
    with visit(DESK) as reader:
        page = reader.open("")
        open_search(page, DESK)
        page.locator("#query").fill("<img src=x onerror=alert(1)> police")
        page.locator("#query").fill("police")
        page.locator(".search-results a").first.wait_for()
        assert page.locator(".search-results img").count() == 0 and reader.complaints == []


def test_a_folder_opened_from_disk(visit, built, site):
    """No server: links, switcher, search and exit work as classic scripts can."""
    with visit(DESK, base=built.as_uri() + "/") as reader:
        page = reader.page
        page.goto((built / "index.html").as_uri())
        follow(page.locator(".menu-sections a").first)
        assert page.url == (built / "know/index.html").as_uri()
        page.locator(".languages summary").click()
        follow(page.locator(".languages a[hreflang=pt]"))
        assert page.url == (built / "pt/know/index.html").as_uri()
        open_search(page, DESK)
        page.locator("#query").fill("operacao")
        follow(page.locator(".search-results a").first)
        assert page.url.startswith((built / "pt").as_uri()) and "index.html" in page.url
        page.locator("h1").wait_for()
        page.locator(".leave").click()
        page.wait_for_url((built / "neutral/index.html").as_uri())
        assert page.title() == "1 × 1"
        assert reader.foreign == [] and reader.complaints == []
