"""Whoever needs help at once finds the emergency number before anything else, on every page of help, in every language."""

import pytest

from microsite.names import CALL
from microsite.pages import LINK
from microsite.site import Site

from ..conftest import ROOT

SITE = Site.load(ROOT)
HELP = "report/"
ADVICE = [page for page in SITE.pages if page.address.startswith(HELP) and page.address != HELP and page.file.startswith("docs/")]


@pytest.mark.parametrize("page", ADVICE, ids=lambda page: page.file)
def test_advice_leads_to_the_emergency_number_first(page):
    first = LINK.search(page.body)
    assert first["target"] == "index.md#danger"
    contact = page.body.find("{{ contact(")
    assert contact < 0 or first.start() < contact, "no other contact stands before it"


@pytest.mark.parametrize("language", SITE.languages)
def test_help_begins_with_the_emergency_number(language):
    page = SITE.pages.get(language, HELP)
    assert page.headings[0].id == "danger"
    contact = next(call for call in CALL.finditer(page.body) if call[0].startswith("{{ contact("))
    assert "eu.112" in contact[0]
    assert page.body.index("{#danger}") < contact.start() < page.body.index(f"{{#{page.headings[1].id}}}")
