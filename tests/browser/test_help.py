"""Help is near: in at most two taps, with script and without, by keyboard, from any country; and an old check looks old."""

from __future__ import annotations

import re
import shutil
from datetime import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe

from microsite.contacts import NUMBER
from microsite.directory import address
from microsite.edition import load_edition
from microsite.layers import Layers

from ..conftest import ROOT, SOURCES, mkdocs_build
from ..editions import use_languages
from .conftest import DESK, PHONE, follow

LANGUAGES = load_edition(Layers.of(ROOT)).languages
INNER = ["know/", "know/trends/grooming/", "about/privacy/", "report/how-to-report/", "know/operations/alice-2026/"]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("address", INNER)
def test_a_number_is_two_taps_away(visit, site, address, script):
    with visit(PHONE, script=script) as reader:
        page = reader.open(site.url("pt", address))
        follow(page.locator(".help-bar"))
        follow(page.locator(".finder").get_by_role("link", name="Espanha", exact=True))
        number = page.get_by_role("link", name="Ligar 112")
        assert number.is_visible() and number.get_attribute("href") == "tel:112"
        assert number.bounding_box()["y"] < PHONE["height"], "without scrolling"
        assert page.get_by_role("link", name="Ligar 900 20 20 10").first.get_attribute("href") == "tel:900202010"


def test_on_a_country_page_the_help_bar_leads_to_its_own_numbers(visit):
    with visit(PHONE) as reader:
        page = reader.open("report/es/#own")
        bar = page.locator(".help-bar")
        assert bar.inner_text() == "Get help: Spain"
        bar.click()
        assert page.url.endswith("/report/es/#danger") and page.get_by_role("link", name="Call 112").is_visible()


def test_the_edition_s_country_is_one_tap_away(project, edit, tmp_path, chromium):
    use_languages(project, "en", "fr")
    edit("edition.yml", "brand:", "country: pt\nbrand:")
    edit("edition.yml", "  logs:", "  corrections: mistakes@example.org\n  logs:")
    result = mkdocs_build(project, tmp_path / "site")
    assert result.returncode == 0, result.stderr
    html = (tmp_path / "site/fr/about/index.html").read_text()
    assert re.search(r'class="help-bar" href="../report/pt/"[^>]*>Aide\s: Portugal<', html)
    assert 'href="report/pt/"' in (tmp_path / "site/index.html").read_text()
    page = (tmp_path / "site/report/es/index.html").read_text()
    assert 'href="mailto:mistakes@example.org"' in page and "No help can be given at this address" in page


def test_without_an_address_nobody_is_asked_to_write(built):
    assert "Something is wrong here" not in (built / "report/es/index.html").read_text()


# The finder.


def test_the_finder_forgives(visit):
    with visit(DESK, locale="en-GB", timezone_id="UTC") as reader:
        page = reader.open("report/")
        page.wait_for_function("window.finderData")
        field = page.get_by_role("searchbox", name="Type the name of your country")
        shown = page.locator(".finder li:visible a")
        for typed, name in [
            ("españa", "Spain"),
            ("ESPANA", "Spain"),
            ("holland", "Netherlands"),
            ("england", "United Kingdom"),
            ("cote d'ivoire", "Côte d’Ivoire"),
            ("ivory", "Côte d’Ivoire"),
            ("deutschland", "Germany"),
            ("日本", "Japan"),
        ]:
            field.fill(typed)
            assert name in shown.all_inner_texts(), typed
        field.fill("zzz")
        assert shown.count() == 0 and "No country of this name" in page.get_by_role("status").nth(0).inner_text()
        field.fill("")
        assert page.locator(".finder details[open]").count() == 0 and shown.count() >= 60
        assert reader.complaints == []


def test_the_finder_by_keyboard_alone(visit):
    with visit(DESK) as reader:
        page = reader.open("fr/report/")
        page.get_by_role("searchbox", name="Écrivez le nom de votre pays").focus()
        page.keyboard.type("espa")
        assert page.locator("#country-count").inner_text() == "1 pays"
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.url.endswith("/fr/report/es/")


def test_a_country_without_contacts_leads_to_help_across_borders(visit):
    with visit(PHONE) as reader:
        page = reader.open("es/report/")
        page.get_by_role("searchbox").first.fill("afgan")
        follow(page.get_by_role("link", name="Afganistán"))
        assert page.url.endswith("/es/report/international/")


@pytest.mark.parametrize(
    ("locale", "zone", "country"),
    [
        ("pt-BR", "America/Sao_Paulo", "Brazil"),
        ("es", "America/Mexico_City", "Mexico"),
        ("fr", "Europe/Brussels", "Belgium"),
        ("en", "Europe/Lisbon", "Portugal"),
        ("hi-IN", "Asia/Calcutta", "India"),
        ("de-AT", "UTC", "Austria"),
        ("ar-TN", "Etc/GMT", "Tunisia"),
    ],
)
def test_one_country_is_suggested_as_a_question(visit, locale, zone, country):
    with visit(PHONE, locale=locale, timezone_id=zone) as reader:
        page = reader.open("report/")
        line = page.locator(".finder-suggestion")
        line.wait_for(state="visible")
        assert line.inner_text() == f"Is this your country? {country}"
        assert page.url.endswith("/report/") and page.locator(".finder a[href^=tel]").count() == 0, "no number by guess"
        kept = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
        assert kept == [0, 0, ""] and reader.foreign == []


def test_where_nothing_is_known_nothing_is_suggested(visit):
    with visit(PHONE, locale="eo", timezone_id="UTC") as reader:
        page = reader.open("report/")
        page.wait_for_function("window.finderData")
        assert not page.locator(".finder-suggestion").is_visible()


# How old a check looks.


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    """A site in which one contact was checked on the day before the build."""
    project = tmp_path_factory.mktemp("checked") / "project"
    project.mkdir()
    for name in SOURCES:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, project / name)
    use_languages(project, "en")
    path = project / "data/reporting/es.yml"
    text = path.read_text()
    start = text.index("\nanar-menores:")
    place = text.index("  confirmed:", start) + len("  confirmed:")
    path.write_text(text[:place] + "\n    by: Ana\n    date: 2026-11-20\n    source: called" + text[place:])
    site = project / "site"
    result = mkdocs_build(project, site, SOURCE_DATE_EPOCH="1795651200")
    assert result.returncode == 0, result.stderr
    return site


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-12-01", ""),
        ("2027-07-01", "That is more than half a year ago. Check it before you rely on it."),
        ("2028-11-20", "That was long ago. It may have changed."),
    ],
)
def test_a_check_ages_by_the_reader_s_clock(visit, checked, now, said):
    with visit(PHONE, base=f"{checked.as_uri()}/") as reader:
        reader.page.clock.set_fixed_time(datetime.fromisoformat(now))
        page = reader.open("report/es/index.html")
        card = page.locator("#anar-menores")
        assert "Checked on 20 November 2026 by Ana." in card.inner_text()
        assert card.locator("[data-checked]").inner_text() == said
        assert "Not yet checked" not in card.inner_text() and "Not yet checked" in page.locator("#incibe-017").inner_text()


def test_on_paper_stands_no_number_that_nobody_has_checked(visit, checked):
    with visit(DESK, base=f"{checked.as_uri()}/") as reader:
        page = reader.open("report/es/index.html")
        page.emulate_media(media="print")
        assert page.locator("#anar-menores a.way-phone").is_visible()
        numbers = page.locator(".unchecked a[href^='tel:'], .unchecked a[href^='sms:'], .unchecked a[href*='wa.me']")
        assert numbers.count() > 5 and not any(numbers.nth(number).is_visible() for number in range(numbers.count()))
        assert page.get_by_text("Numbers that nobody has checked are not printed.").is_visible()


def test_no_sheet_of_a_country_prints_a_number_that_nobody_has_checked(visit, site):
    """Not as a way in, not in the name of a service or an app; what is left stands in an address on the web."""
    found = {}
    with visit(DESK, script=False) as reader:
        for country in site.data.reported_countries:
            page = reader.open(site.url("pt", address(country)))
            page.emulate_media(media="print")
            words = [word for word in page.locator("main").inner_text().split() if not re.search(r"[.@/]\w", word)]
            text = " ".join(words).replace(site.formatters["pt"].date(site.date).split()[-1], "")
            numbers = [number for number in NUMBER.findall(text) if not re.fullmatch(r"20\d\d", number)]
            found |= {country: numbers} if numbers else {}
    assert found == {} and len(site.data.reported_countries) > 60


@pytest.mark.parametrize("address", ["report/es/", "fr/report/de/", "pt/report/us/", "es/report/be/", "fr/report/jp/"])
def test_a_country_prints_on_one_sheet(visit, address):
    with visit(DESK) as reader:
        page = reader.open(address)
        for size in ("A4", "Letter"):
            pdf = page.pdf(format=size)
            assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1, (address, size)


# Cards in other people's pages.


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_card_stands_alone_in_a_frame(visit, site, scheme):
    with visit(DESK, scheme=scheme) as reader:
        page = reader.open("embed/fr/es/")
        assert reader.requests == [f"{reader.base}embed/fr/es/"] and reader.complaints == []
        result = Axe().run(page, options={"resultTypes": ["violations"]}).response
        assert [violation["id"] for violation in result["violations"]] == []
        page.set_viewport_size({"width": 320, "height": 480})
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        with page.expect_popup() as popup:
            page.get_by_role("link", name=site.data.interface["fr"].embed.more).click()
        assert popup.value.url.endswith("/fr/report/es/")
