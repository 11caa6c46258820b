"""The filter of the operations: an addition to tables that are complete without it."""

from __future__ import annotations

import pytest

from .conftest import DESK, PHONE

TREND = "live-distant-abuse"
OVERVIEW = "know/operations/"
TABLES = (".timeline", ".operations")


def shown(page) -> list[list[str]]:
    """The addresses of the operations that can be seen, in each of the two tables."""
    visible = "rows => rows.filter(row => row.checkVisibility()).map(row => row.querySelector('a').getAttribute('href'))"
    return [page.locator(f"{table} [data-trends]").evaluate_all(visible) for table in TABLES]


def expected(site, trend: str | None = None) -> list[list[str]]:
    operations = [operation for operation in site.data.operations if trend is None or trend in operation.trends]
    return [[f"../../{operation.address}" for operation in operations]] * len(TABLES)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_trend_is_chosen_and_taken_back(visit, site, viewport):
    with visit(viewport) as reader:
        page = reader.open(OVERVIEW)
        assert shown(page) == expected(site)
        page.get_by_role("radio", name=site.data.records[TREND].name["en"]).check()
        assert shown(page) == expected(site, TREND)
        number = len(expected(site, TREND)[0])
        words = site.data.interface["en"].operations.shown.format(
            trend=site.data.records[TREND].name["en"], shown=number, total=len(site.data.operations)
        )
        assert page.locator(".filter [role=status]").inner_text() == words, "what has changed is spoken"
        assert page.url.endswith(f"?trend={TREND}"), "the address can be passed on"
        page.get_by_role("radio", name=site.data.interface["en"].operations.all).check()
        assert shown(page) == expected(site) and "?" not in page.url
        assert reader.complaints == []


def test_an_address_with_a_trend_shows_it(visit, site):
    with visit() as reader:
        page = reader.open(f"{OVERVIEW}?trend={TREND}")
        assert shown(page) == expected(site, TREND)
        assert page.locator(".filter :checked").get_attribute("value") == TREND


@pytest.mark.parametrize("asked", ["nothing", "", "%22%5D%3Cscript%3E", f"{TREND}%20"])
def test_an_address_with_anything_else_shows_everything(visit, site, asked):
    with visit() as reader:
        page = reader.open(f"{OVERVIEW}?trend={asked}")
        assert shown(page) == expected(site)
        assert reader.complaints == []


def test_the_filter_by_keyboard(visit, site):
    with visit(DESK) as reader:
        page = reader.open(OVERVIEW)
        page.locator(".filter :checked").focus()
        page.keyboard.press("ArrowRight")
        first = page.locator(".filter :checked").get_attribute("value")
        assert first and shown(page) == expected(site, first)
        label = page.locator(".filter :checked + span")
        assert label.evaluate("element => getComputedStyle(element).outlineStyle") == "solid", "the focus can be seen"


def test_without_script_the_tables_are_whole_and_no_filter_pretends(visit, site):
    with visit(script=False) as reader:
        page = reader.open(f"{OVERVIEW}?trend={TREND}")
        assert not page.locator(".filter").is_visible()
        for table in TABLES:
            assert page.locator(f"{table} [data-trends]:visible").count() == len(site.data.operations)


def test_the_filter_from_disk(visit, built, site):
    with visit(DESK, base=built.as_uri() + "/") as reader:
        reader.page.goto((built / OVERVIEW / "index.html").as_uri())
        reader.page.get_by_role("radio", name=site.data.records[TREND].name["en"]).check()
        assert [len(rows) for rows in shown(reader.page)] == [len(rows) for rows in expected(site, TREND)]
        assert reader.complaints == []


def test_on_paper_everything_stands_and_no_filter(visit, site):
    with visit(DESK) as reader:
        page = reader.open(f"{OVERVIEW}?trend={TREND}")
        page.emulate_media(media="print")
        assert not page.locator(".filter").is_visible()
        assert shown(page) == expected(site), "paper does not say what was left out"


def test_the_choice_can_be_seen_in_high_contrast(visit):
    with visit(DESK) as reader:
        page = reader.open(f"{OVERVIEW}?trend={TREND}")
        page.emulate_media(forced_colors="active")
        grounds = page.locator(".filter span").evaluate_all("spans => spans.map(span => getComputedStyle(span).backgroundColor)")
        assert len(grounds) > 2 and len(set(grounds)) == 2, "the chosen one differs from all others"
