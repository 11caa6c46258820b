"""Pages to fill in and to print: nothing typed is kept, and paper gets what belongs on it."""

from __future__ import annotations

import re

import pytest

from .conftest import DESK, PHONE

AGREEMENT = "protect/parents/family-agreement/"
KEPT = """async () => [localStorage.length, sessionStorage.length, document.cookie, (await caches.keys()).length,
    (await indexedDB.databases()).length, (await navigator.serviceWorker.getRegistrations()).length]"""
NOTHING = [0, 0, "", 0, 0, 0]
FILLED = """[...document.querySelectorAll(".blank")].filter(field => field.value).length
    + document.querySelectorAll(".tick input:checked").length"""


def fill(page) -> int:
    """Type into every field and tick every box; returns how many."""
    fields, boxes = page.locator(".blank"), page.locator(".tick input")
    for number in range(fields.count()):
        fields.nth(number).fill("Ana")
    for number in range(boxes.count()):
        boxes.nth(number).check()
    return fields.count() + boxes.count()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_typed_is_neither_kept_nor_sent(visit, site, language):
    with visit(PHONE) as reader:
        page = reader.open(site.url(language, AGREEMENT))
        page.wait_for_load_state("networkidle")  # the icon comes last
        asked = len(reader.requests)
        assert fill(page) == page.evaluate(FILLED) > 15
        assert page.evaluate(KEPT) == NOTHING and len(reader.requests) == asked
        page.reload()
        assert page.evaluate(FILLED) == 0
        page.locator("input.blank").first.fill("Ana")
        reader.open(site.url(language, "protect/parents/"))
        page = reader.open(site.url(language, AGREEMENT))
        assert page.evaluate(FILLED) == 0 and page.evaluate(KEPT) == NOTHING and reader.complaints == []


def test_every_field_has_a_name_and_no_form_can_send_it(visit, site):
    with visit(PHONE) as reader:
        for address in (AGREEMENT, "schools/protocol/", "schools/worksheet-10-12/"):
            page = reader.open(address)
            names = page.eval_on_selector_all(".blank", "fields => fields.map(field => field.ariaLabel || '')")
            assert names and all(len(name) > 3 for name in names)
            assert page.locator("form:has(.blank)").count() == 0


def test_what_is_typed_is_printed_and_the_page_around_it_is_not(visit):
    with visit(DESK) as reader:
        page = reader.open(AGREEMENT)
        page.locator("input.blank").first.fill("Ana")
        page.emulate_media(media="print")
        assert page.locator("input.blank").first.is_visible()
        assert page.locator(".sheet-head .qr").is_visible()
        assert not any(page.locator(name).first.is_visible() for name in (".header", ".sheet", ".notes", ".footer", ".cite"))


def test_the_button_prints_and_is_not_there_without_script(visit):
    with visit(PHONE) as reader:
        page = reader.open(AGREEMENT)
        page.evaluate("window.print = () => document.body.dataset.printed = 'yes'")
        page.get_by_role("button", name="Print").click()
        assert page.evaluate("document.body.dataset.printed") == "yes"
    with visit(PHONE, script=False) as reader:
        page = reader.open(AGREEMENT)
        assert not page.locator(".sheet-print").is_visible() and page.locator(".blank").first.is_enabled()


@pytest.mark.parametrize("language", ["en", "es"])
def test_posters_print_one_a_sheet_without_the_words_around_them(visit, site, language):
    with visit(DESK) as reader:
        page = reader.open(site.url(language, "schools/poster/"))
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 3
        page.emulate_media(media="print")
        posters = page.locator(".poster")
        assert posters.count() == 3 and all(posters.nth(number).locator(".qr").is_visible() for number in range(3))
        assert not page.locator("h1").is_visible()
