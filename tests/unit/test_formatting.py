"""Numbers, dates and typography of each language."""

import pytest

from microsite.dates import KnownDate
from microsite.formatting import typeset
from microsite.models.facts import Event

NNBSP, NBSP = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "about 1.8 million"), ("fr", "environ 1,8 million"), ("es", "alrededor de 1,8 millones"), ("pt", "cerca de 1,8 milhões")],
)
def test_the_users_of_operation_stream(site, language, expected):
    assert site.formatters[language].figure(site.data.figures["stream-kidflix-2025.users"]) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "72,000"), ("fr", f"72{NNBSP}000"), ("es", "72.000"), ("pt", f"72{NBSP}000")],
)
def test_thousands(site, language, expected):
    assert site.formatters[language].number(72000) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "more than 3,000"), ("fr", f"plus de 3{NNBSP}000"), ("es", "más de 3000"), ("pt", "mais de 3000")],
)
def test_more_than_stays_with_its_number(site, language, expected):
    assert site.formatters[language].figure(site.data.figures["stream-kidflix-2025.devices"]) == expected


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("en", "1 million", "111 million"),
        ("fr", "1 million", "111 millions"),
        ("es", "1 millón", "111 millones"),
        ("pt", "1 milhão", "111 milhões"),
    ],
)
def test_one_million_is_one(site, language, one, many):
    assert (site.formatters[language].number(1_000_000), site.formatters[language].number(111_000_000)) == (one, many)


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "2,497,438"), ("fr", f"2{NNBSP}497{NNBSP}438"), ("es", "2.497.438"), ("pt", f"2{NBSP}497{NBSP}438")],
)
def test_a_number_that_words_would_round_stays_in_full(site, language, expected):
    assert site.formatters[language].number(2_497_438) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "80.8%"), ("fr", f"80,8{NBSP}%"), ("es", f"80,8{NBSP}%"), ("pt", "80,8%")],
)
def test_a_share_keeps_its_decimals(site, language, expected):
    assert site.formatters[language].figure(site.data.figures["ai-generated-material.korea-teenagers"]) == expected


@pytest.mark.parametrize(
    ("language", "nearly", "up_to"),
    [
        ("en", "nearly 500,000", "up to 62"),
        ("fr", f"près de 500{NNBSP}000", "jusqu’à 62"),
        ("es", "casi 500.000", "hasta 62"),
        ("pt", f"quase 500{NBSP}000", "até 62"),
    ],
)
def test_nearly_and_up_to_stay_with_their_number(site, language, nearly, up_to):
    figures, formatter = site.data.figures, site.formatters[language]
    assert formatter.figure(figures["live-distant-abuse.trafficked-children"]) == nearly
    assert formatter.figure(figures["compass-2026.victims"]) == up_to


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "2025-04-02", "2 April 2025"),
        ("fr", "2025-04-02", "2 avril 2025"),
        ("fr", "2025-04-01", "1er avril 2025"),
        ("es", "2025-04-02", "2 de abril de 2025"),
        ("pt", "2025-04-02", "2 de abril de 2025"),
        ("en", "2024-11", "November 2024"),
        ("pt", "2024-11", "novembro de 2024"),
        ("es", "2024", "2024"),
    ],
)
def test_dates_as_far_as_they_are_known(site, language, text, expected):
    assert site.formatters[language].date(KnownDate.parse(text)) == expected


@pytest.mark.parametrize(
    ("language", "start", "end", "expected"),
    [
        ("en", "2025-03-10", "2025-03-23", "10–23 March 2025"),
        ("fr", "2025-03-10", "2025-03-23", "10–23 mars 2025"),
        ("es", "2025-03-10", "2025-03-23", "10–23 de marzo de 2025"),
        ("pt", "2025-03-10", "2025-03-23", "10–23 de março de 2025"),
        ("en", "2025-03-10", "2025-04-02", "10 March – 2 April 2025"),
        ("pt", "2025-03-10", "2025-04-02", "10 de março – 2 de abril de 2025"),
        ("en", "2024-12-30", "2025-01-02", "30 December 2024 – 2 January 2025"),
        ("en", "2025-03", "2025-05", "March–May 2025"),
        ("es", "2025-03", "2025-05", "marzo–mayo de 2025"),
        ("en", "2024", "2025", "2024 – 2025"),
        ("fr", "2024-12", "2025-01", "décembre 2024 – janvier 2025"),
    ],
)
def test_a_span_of_days_or_months(site, language, start, end, expected):
    event = Event.model_validate({"date": start, "end": end, "what": {"en": "x"}, "sources": ["a"]})
    assert site.formatters[language].event(event) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Que faire ?", f"Que faire{NNBSP}?"),
        ("Dites : « Je te crois. »", f"Dites{NBSP}: «{NBSP}Je te crois.{NBSP}»"),
        ("<strong>Source:</strong> ici", f"<strong>Source{NBSP}:</strong> ici"),
        ('<a href="https://example.org/a ;b" title="a ; b">a ; b</a>', f'<a href="https://example.org/a ;b" title="a ; b">a{NNBSP}; b</a>'),
        ("<script>if (a ; b) {}</script>", "<script>if (a ; b) {}</script>"),
        ("à 10:30", "à 10:30"),
    ],
)
def test_french_spaces_do_not_break(written, expected):
    assert typeset(written, "fr") == expected


@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_other_languages_are_left_alone(language):
    assert typeset("What now ?", language) == "What now ?"
