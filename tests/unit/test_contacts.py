"""What a reader sees of a contact: nothing doubtful, nothing graded low, and how far it was checked."""

from datetime import date, timedelta

import pytest

from microsite.contacts import Card
from microsite.models.reporting import Channel, Opening
from microsite.phones import dialled, digits, e164, is_dialable

SEEN = {"address": "https://example.org/a", "date": "2023-05", "kind": "official"}
PLAIN = {
    "name": "Line",
    "kind": "helpline",
    "for": ["children"],
    "ways": [{"phone": "900 20 20 10"}],
    "grade": "high",
    "seen": [SEEN],
    "confirmed": None,
}


def card(site, language="en", **changes) -> Card:
    return Card("es", "line", Channel.model_validate({**PLAIN, **changes}), site.formatters[language], here="es")


@pytest.mark.parametrize(
    ("number", "country", "link"),
    [
        ("116 111", "es", "116111"),
        ("900 20 20 10", "es", "900202010"),  # free of charge, and dialled at home only
        ("0808 800 5000", "gb", "08088005000"),
        ("213 544 545", "pt", "+351213544545"),
        ("09 2525 0111", "fi", "+358925250111"),
        ("*4141", "cl", "%2A4141"),
        ("#9110", "jp", "%239110"),
    ],
)
def test_a_link_dials_what_the_country_dials(number, country, link):
    assert dialled(number, country) == link


def test_which_numbers_can_be_dialled():
    assert is_dialable("116 111", "es", ()) and is_dialable("900 20 20 10", "es", ()) and is_dialable("112", "fr", ())
    assert not is_dialable("900 20 20 1", "es", ()) and not is_dialable("1411", "pt", ())
    assert is_dialable("1411", "pt", ["1411"]) and digits("(011) 5275-1135") == "01152751135"
    assert e164("900 20 20 10", "es") == "+34900202010" and e164("016", "es") is None


def test_what_is_doubtful_is_not_shown(site):
    ways = [{"phone": "900 20 20 10", "doubtful": "old"}, {"site": "https://www.example.org/x"}]
    shown = card(site, ways=ways, hours="always", anonymous=True, free=True, doubtful={"hours": "x", "anonymous": "x", "free": "x"})
    assert [way.text for way in shown.ways] == ["Site: example.org"]
    text = " ".join([*shown.facts, shown.remarks])
    assert "day and night" not in text and "need not give" not in text and "Free" not in text and "Ask them" in text


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({}, True),
        ({"grade": "medium"}, True),
        ({"grade": "low"}, False),
        ({"ways": [{"phone": "900 20 20 10", "doubtful": "old"}]}, False),
        ({"seen": [{**SEEN, "kind": "news"}]}, False),  # one unofficial page, and for children alone
        ({"seen": [{**SEEN, "kind": "news"}], "for": ["parents"]}, True),
        ({"seen": [{**SEEN, "kind": "news"}, {**SEEN, "kind": "ngo"}]}, True),
    ],
)
def test_which_contacts_readers_see(changes, shown):
    assert Channel.model_validate({**PLAIN, **changes}).is_shown == shown


def test_seen_and_confirmed_are_two_things(site):
    assert card(site).seen == "Seen in a source of May 2023." and card(site).confirmed is None
    assert card(site, seen=[{**SEEN, "date": None}]).seen == "Seen in a source without a date."
    newest = card(site, seen=[SEEN, {**SEEN, "date": "2023"}, {**SEEN, "date": "2021-01-02"}])
    assert newest.seen == "Seen in a source of 2023.", "2023 may mean December"
    checked = card(site, grade="medium", confirmed={"by": "Ana", "date": "2026-01-02", "source": "called"})
    assert checked.confirmed == "Checked on 2 January 2026 by Ana." and checked.careful is None
    assert card(site, grade="medium").careful == "Check it before you rely on it."


@pytest.mark.parametrize(("days", "key"), [(180, None), (181, "stale"), (540, "stale"), (541, "old")])
def test_only_a_check_ages(site, days, key):
    checked = card(site, confirmed={"by": "Ana", "date": "2026-01-02", "source": "called"})
    words = site.data.interface["en"].contact
    assert checked.aged(date(2026, 1, 2) + timedelta(days=days)) == (getattr(words, key) if key else None)
    assert card(site).aged(date(2030, 1, 1)) is None


@pytest.mark.parametrize(
    ("language", "days", "text"),
    [
        ("en", "mon-fri", "Mon–Fri 08:00–22:00"),
        ("fr", "mon-fri", "lun.–ven. 08:00–22:00"),
        ("es", "daily", "todos los días 8:00–22:00"),
        ("pt", "tue, thu", "terça, quinta 08:00–22:00"),
    ],
)
def test_hours_are_written_as_in_the_language(site, language, days, text):
    assert site.formatters[language].opening(Opening(days=days, open="08:00", close="22:00")) == text


def test_hours_that_are_not_known_are_not_guessed(site):
    assert "Open: not known" in card(site).facts
    assert "Open: see their site" in card(site, ways=[{"phone": "900 20 20 10"}, {"site": "https://example.org"}]).facts
    assert not any(fact.startswith("Open") for fact in card(site, ways=[{"form": "https://example.org"}]).facts)


@pytest.mark.parametrize(
    ("way", "text", "href"),
    [
        ({"sms": "50808", "send": "TALK"}, "Text TALK to 50808", "sms:50808"),
        ({"whatsapp": "900 116 117"}, "WhatsApp: 900 116 117", "https://wa.me/34900116117"),
        ({"telegram": "@INCIBE017"}, "Telegram: @INCIBE017", "https://t.me/INCIBE017"),
        ({"email": "a@example.org"}, "E-mail: a@example.org", "mailto:a@example.org"),
        ({"chat": "https://www.example.org/chat"}, "Chat: example.org", "https://www.example.org/chat"),
        ({"app": "nora"}, "App: nora", None),
    ],
)
def test_every_way_has_its_words_and_its_link(site, way, text, href):
    shown = card(site, ways=[way])
    assert [(line.text, line.href) for line in shown.ways] == [(text, href)]
    assert shown.writes, "whoever can write is told never to send the material"


def test_who_only_calls_is_not_told_to_send_nothing(site):
    assert not card(site).writes and not card(site, ways=[{"form": "https://example.org"}]).writes


def test_the_operator_says_its_country_where_it_is_another(site):
    assert "Run by: NCMEC (United States)" in card(site, operator="NCMEC", based="us").facts
    assert "Run by: ANAR" in card(site, operator="ANAR", based="es").facts
