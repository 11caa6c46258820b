"""The directory: every country of the world is there, and every need has an answer."""

import re

import pytest

from microsite.directory import ADULT, add_country_pages, country, regions
from microsite.pages import Pages


def test_every_country_of_iso_3166_is_in_one_region(site):
    """Babel’s territories without those that are no countries (CLDR: macro-regions, outlying, private use)."""
    no_countries = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
    known = {code for code in site.formatters["en"].locale.territories if re.fullmatch("[A-Z]{2}", code)} - no_countries
    assert {code.upper() for code in site.data.countries.codes} == known and len(known) == 249


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt"])
def test_countries_stand_in_the_order_of_the_language(site, language):
    found = regions(site.data, site.formatters[language])
    codes = [code for region in found for code, _ in region.own + region.others]
    assert sorted(codes) == sorted(site.data.countries.codes)
    assert {code for region in found for code, _ in region.own} == set(site.data.reported_countries)
    if language == "fr":
        europe = [name for name, _ in [(name, code) for code, name in next(one for one in found if one.name == "Europe").own]]
        assert europe.index("Espagne") < europe.index("Estonie") < europe.index("Finlande")


def test_a_contact_is_shown_in_full_once_and_children_come_first(site):
    for code in site.data.reported_countries:
        page = country(site.data, code, site.formatters["en"])
        ids = [card.id for card in page.cards]
        assert len(ids) == len(set(ids))
        assert all(card.is_for_children and card.channel.is_well_seen for card in (*page.young.cards, *page.young.others))
        shown = {card.id for card in page.cards}
        assert {card.id for answer in (page.young, *page.adult) for card in answer.others} <= shown


def test_no_need_is_left_out(site):
    page = country(site.data, "es", site.formatters["en"])
    assert [answer.need for answer in page.adult] == list(ADULT)
    assert page.emergency and page.speechless and page.young.is_met


def test_a_country_without_a_missing_line_does_not_pretend(site):
    bare = [
        code
        for code in site.data.reported_countries
        for answer in country(site.data, code, site.formatters["en"]).adult
        if answer.need.id == "missing" and not answer.is_met
    ]
    for code in bare:
        assert not any("missing" in channel.kinds and channel.is_shown for channel in site.data.places[code].values())


def test_country_pages_come_from_the_data_alone(site):
    pages = Pages(("pt", "fr"), {"pt": {}, "fr": {}})
    add_country_pages(pages, site.data, site.formatters)
    assert set(pages.by_language["pt"]) == {f"report/{code}/" for code in site.data.reported_countries} == set(pages.sources)
    page = pages.get("pt", "report/es/")
    assert page.front.title.startswith("Espanha") and not pages.is_stale(page)
    assert page.front.reviews.language == "none yet"
