"""Sheets: QR codes, fields to fill in, plans of lessons, slides."""

from __future__ import annotations

import io
from dataclasses import replace

import markdown
import pytest
import resvg_py
import zxingcpp
from bs4 import BeautifulSoup
from PIL import Image

from microsite.checks.lessons import check_lesson, plan
from microsite.checks.wording import typed_figures
from microsite.models.frontmatter import Lesson
from microsite.pages import paragraphs
from microsite.sheets import as_slides, qr_code, show_the_way

LESSON = "schools/lesson-10-12/"


def html(text: str) -> BeautifulSoup:
    return BeautifulSoup(markdown.markdown(text, extensions=["attr_list", "tables", "microsite.markdown"]), "lxml")


@pytest.mark.parametrize("level", ["l", "q"])
@pytest.mark.parametrize("address", ["https://know-protect-report.example/", "https://example.org/folder/fr/schools/lesson-10-12/"])
def test_a_qr_code_leads_to_its_address(address, level):
    svg = str(qr_code(address, level)).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    picture = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, width=400, background="white"))))
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [address]


def test_lines_to_write_on_are_named_by_the_words_before_them():
    found = html("- Our **adults**: ____\n- Our rules: ____ ____ ____\n\nSigned: ____")
    assert [(field.name, field["aria-label"], field["autocomplete"], field.get("rows")) for field in found.select(".blank")] == [
        ("input", "Our adults", "off", None),
        ("textarea", "Our rules", "off", "3"),
        ("input", "Signed", "off", None),
    ]


def test_boxes_to_tick_have_their_words_as_a_label():
    item = html("- [ ] We keep *video* calls in shared rooms.\n- No box").li
    assert item.label.get_text(strip=False).strip() == "We keep video calls in shared rooms."
    assert item.label.input["type"] == "checkbox" and item.label.input["autocomplete"] == "off" and item["class"] == ["tick"]
    assert html("- No box").label is None


def test_longer_lines_and_emphasis_are_no_fields():
    assert html("A __strong__ word and _____ five").select(".blank") == []


def test_the_class_of_the_first_cell_is_the_table_s():
    table = html("| Say {.say-avoid} | Rather not |\n| --- | ---: |\n| a | b |").table
    assert table["class"] == ["say-avoid"] and not table.th.has_attr("class")
    assert [cell["class"] for cell in table.select("[class^=align]")] == [["align-right"]] * 2


def test_tables_that_are_cards_on_a_phone_stay_tables_for_screen_readers():
    table = html("| Age {.bands} | Rules |\n| --- | --- |\n| 0–5 | Few |").table
    roles = {tag: {element["role"] for element in table.find_all(tag)} for tag in ("tr", "th", "td")}
    assert table["role"] == "table" and roles == {"tr": {"row"}, "th": {"columnheader"}, "td": {"cell"}}
    assert [cell["data-label"] for cell in table.find_all("td")] == ["Age", "Rules"]
    assert not html("| Say {.say-avoid} | Rather not |\n| --- | --- |\n| a | b |").table.has_attr("role")


def test_words_of_tables_fields_and_boxes_are_read_as_words():
    text = "| Say {.say-avoid} | Rather not |\n| --- | --- |\n| One. | Two. |\n\n- [ ] A box\n- A line: ____\n\n> Said aloud."
    assert [words for _, words in paragraphs(text)] == ["Say", "Rather not", "One.", "Two.", "A box", "A line:", "Said aloud."]


def test_minutes_are_no_typed_figure_but_other_numbers_in_a_table_are(site):
    table = "| Minutes {.plan} | What |\n| --- | --- |\n| 5 | Twelve |\n| 10 | 7 pupils |"
    assert [finding.found for finding in typed_figures(table, "en", site.data.wording, "page", 1)] == ["“7”"]


@pytest.mark.parametrize(
    ("change", "minutes", "said"),
    [
        (lambda body: body, 45, None),
        (lambda body: body, 50, "= 45 minutes"),
        (lambda body: body.replace("{.plan}", ""), 45, "no steps"),
        (lambda body: body.replace("{.plan}", ""), None, None),
        (lambda body: body, None, "a plan by minutes"),
    ],
)
def test_a_plan_fills_the_time_of_its_lesson(site, change, minutes, said):
    page = site.pages.get("en", LESSON)
    front = page.front.model_copy(update={"lesson": minutes and Lesson(minutes=minutes)})
    findings = check_lesson(replace(page, front=front, body=change(page.body)), None)
    assert [said in finding.found for finding in findings] == [True] * bool(said)


def test_a_translation_keeps_the_minutes_of_each_step(site):
    source, page = (site.pages.get(language, LESSON) for language in ("en", "fr"))
    first, second = plan(source)[:2]
    assert first != second
    swapped = (
        page.body.replace(f"\n| {first} |", "\n| X |", 1).replace(f"\n| {second} |", f"\n| {first} |", 1).replace("| X |", f"| {second} |")
    )
    assert check_lesson(page, source) == []
    assert "as in English" in check_lesson(replace(page, body=swapped), source)[0].expected


def test_slides_hold_what_stands_below_their_heading_and_what_is_said():
    html = "<p>Before</p><h2 id=a>One</h2><ul></ul><blockquote>Say</blockquote><h2 id=b>Two</h2><p>After</p>"
    found = BeautifulSoup(show_the_way(as_slides(html), "https://example.org/"), "lxml")
    assert [slide.select_one(".slide-face h2").text for slide in found.select(".slide")] == ["One"] and found.select_one("#b + p")
    assert found.select_one(".slide > blockquote").text == "Say" and found.select_one(".slide-face blockquote") is None
    assert found.select_one(".slide-face .slide-way svg title").text == "https://example.org/"


# The words of sheets: the same structure again and again, so that they can be compared.

AGES = ["0-5", "6-9", "10-12", "13-15", "16-17"]
LANGUAGES = pytest.mark.parametrize("language", ["en", "fr", "es", "pt"])


@LANGUAGES
def test_the_five_ages_are_told_in_the_same_way(site, language):
    page = site.pages.get(language, "protect/parents/by-age/")
    parts = [heading for heading in page.headings if heading.id and heading.id.startswith("age-")]
    assert [heading.id for heading in parts] == [f"age-{age}{part}" for age in AGES for part in ("", "-do", "-agree", "-say")]
    titles = [heading.text for heading in parts if heading.level == 3]
    assert titles == titles[:3] * len(AGES)
    rows = [line.split("|")[1].strip() for line in page.body.splitlines() if line.startswith("|")][2:]
    assert rows == [age.replace("-", "–") for age in AGES]


@LANGUAGES
def test_the_lessons_have_the_same_parts_and_a_worksheet_each(site, language):
    lessons = [page for address, page in site.pages.by_language[language].items() if address.startswith("schools/lesson-")]
    assert len(lessons) == 3 and all(page.front.lesson.minutes == 45 for page in lessons)
    parts = [
        "aims",
        "before",
        "plan",
        "activities",
        "activity-1",
        "activity-2",
        "activity-3",
        "background",
        "telling",
        "assessment",
        "after",
    ]
    for page in lessons:
        assert [heading.id for heading in page.headings] == parts
        worksheet = page.path.removeprefix("schools/").replace("lesson", "worksheet")
        assert worksheet in page.links and "guidance.sc-noview" in page.body and "../report/index.md#danger" in page.links
        sheet = site.pages.get(language, f"schools/{worksheet.removesuffix('.md')}/")
        assert [heading.id for heading in sheet.headings] == ["think", "decide", "keep"] and "____" in sheet.body


@LANGUAGES
def test_whoever_reads_of_a_child_at_risk_finds_the_emergency_number_first(site, language):
    for address, page in site.pages.by_language[language].items():
        if address.startswith(("protect/parents/if-", "protect/young-people/", "protect/parents/warning")) or address in (
            "protect/parents/",
            "schools/",
            "schools/staff-briefing/",
            "schools/protocol/",
        ):
            first = page.body.split("\n## ")[0]
            assert "report/index.md#danger" in first, page.file
