"""Pages about operations and trends say the same things in the same order, so that a reader finds them again."""

import re

import pytest

from microsite.names import calls
from microsite.site import Site

from ..conftest import ROOT

SITE = Site.load(ROOT)
OPERATION = ["what-happened", "reading-the-figures", "what-it-teaches", "what-to-do"]
TREND = ["what-it-is", "figures", "limits", "signs", "parents", "schools", "report", "law"]
SAME_AS_REPORT = "if-it-happens"  # an older address for it, on the first of these pages
NOT_LEGAL_ADVICE = {
    "en": "not legal advice",
    "fr": "pas un conseil juridique",
    "es": "no asesoramiento jurídico",
    "pt": "não é aconselhamento jurídico",
}


def section(body: str, id: str) -> str:
    """The words under a heading, up to the next one of its level."""
    return re.split(r"(?m)^## ", body.split(f"{{#{id}}}", 1)[1])[0]


@pytest.mark.parametrize("operation", SITE.data.operations, ids=lambda operation: operation.id)
def test_an_operation_is_told_from_what_happened_to_what_to_do(operation):
    page = SITE.pages.get("en", operation.address)
    ids = [heading.id for heading in page.headings]
    assert [id for id in ids if id in OPERATION] == OPERATION
    assert any(call.name == "figures" for call in calls(page.body)), "its figures stand at the head"
    assert "report/index.md" in section(page.body, "what-to-do"), "it ends in a way to help"
    later = [name for name, event in operation.events.items() if event.date.first_day() > operation.announced.last_day()]
    assert not later or ids.count("timeline") == 1, "what came later is told"
    assert operation.trends, "it is about something"


@pytest.mark.parametrize("trend", SITE.data.trends, ids=lambda trend: trend.id)
@pytest.mark.parametrize("language", SITE.languages)
def test_a_trend_is_told_from_what_it_is_to_the_law(trend, language):
    page = SITE.pages.get(language, trend.address)
    ids = ["report" if heading.id == SAME_AS_REPORT else heading.id for heading in page.headings]
    assert [id for id in ids if id in TREND] == TREND
    law = section(page.body, "law")
    assert NOT_LEGAL_ADVICE[language] in law
    assert any(call.name in ("date", "timeline") for call in calls(law)), "a law carries its date"


@pytest.mark.parametrize("record", [*SITE.data.operations, *SITE.data.trends], ids=lambda record: record.id)
def test_a_page_has_the_name_of_its_record(record):
    for language in SITE.languages:
        assert SITE.pages.get(language, record.address).front.title == record.name[language]


def test_charts_say_what_they_count():
    for name, series in SITE.data.series.items():
        figures = [SITE.data.figures[f"{name.split('.')[0]}.{figure}"] for figure in series.figures]
        assert len({figure.unit["en"] for figure in figures}) == 1, f"{name} compares like with like"
        assert [figure.as_of.first_day() for figure in figures] == sorted(figure.as_of.first_day() for figure in figures)


@pytest.mark.parametrize("language", ["fr", "es", "pt"])
def test_a_unit_continues_its_number(language):
    """1,8 million d’utilisateurs, but 72 000 vidéos: after a word for the number stands “de”, after digits it does not."""
    formatter = SITE.formatters[language]
    for name, figure in SITE.data.figures.items():
        if figure.measure == "count":
            in_words = formatter.number(figure.value)[-1].isalpha()
            assert figure.unit[language].startswith(("de ", "d’")) == in_words, name
