"""Somebody else’s edition: its settings, its own pages, contacts and looks, and every mistake in them explained."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as parser

from microsite import RELEASED, layers, reviewing
from microsite.data import _corrected
from microsite.edition import load_edition
from microsite.findings import InputError
from microsite.layers import PROJECT, Layers
from microsite.logo import BadLogo, read_logo
from microsite.markup import ELEMENTS, EVERYWHERE, clean, foreign, to_html
from microsite.models.reporting import PLACES
from microsite.palette import BODY, CONTROL, contrast, palette, readable
from microsite.site import Site
from microsite.yamlfile import parse_yaml

SMALLEST = {
    "name": "Small Steps",
    "organisation": {"name": "Small Steps", "contact": "hello@small-steps.example"},
    "address": "https://small-steps.example/",
    "languages": ["en"],
}
PAGE = "---\ntitle: Our work\ndescription: What we do.\n---\n\n"


@pytest.fixture
def edition(tmp_path: Path) -> Callable[..., Path]:
    """Write an edition: settings that differ from the smallest one, and files."""

    def write(files: dict[str, str] | None = None, **changes: object) -> Path:
        folder = tmp_path / "edition"
        folder.mkdir(exist_ok=True)
        chosen = {key: value for key, value in {**SMALLEST, **changes}.items() if value is not None}
        (folder / "edition.yml").write_text(yaml.safe_dump(chosen, allow_unicode=True), encoding="utf-8")
        for name, text in (files or {}).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return folder

    return write


def complaint(folder: Path) -> str:
    with pytest.raises(InputError) as caught:
        Site.load(folder)
    return str(caught.value)


def test_the_smallest_edition_has_everything(edition, site):
    small = Site.load(edition())
    assert [page.address for page in small.pages] == [page.address for page in site.pages if page.language == "en"]
    assert small.about("logs", "en") == small.data.interface["en"].edition.logs_unknown
    assert small.edition.name["en"] == "Small Steps" == small.title(small.pages.get("en", ""))


def test_an_edition_that_nobody_has_touched_for_years_takes_a_new_release(edition, monkeypatch):
    monkeypatch.setattr("microsite.dates._last_commit", lambda root: "1700000000")  # 2023, before most facts
    assert Site.load(edition()).now.date() == RELEASED


def test_its_folder_is_laid_over_the_project(edition):
    folder = edition()
    layers = Layers.of(folder)
    assert (layers.edition, layers.project, layers.is_project) == (folder.resolve(), PROJECT, False)
    assert Layers.of(PROJECT).is_project and layers.over("docs") == [PROJECT / "docs"]


MISTAKES = [
    ({"nam": "x"}, "nam: found an unknown key 'nam'; expected one of: name"),
    ({"name": None}, "name: found nothing; expected this key, with a value"),
    ({"name": "x" * 61}, "name: found 'xxx"),
    ({"name": ["Small Steps"]}, "name: found a list; expected one text, or one for each language"),
    ({"name": "Small\u202eSteps"}, "text without hidden characters: it has right-to-left override (U+202E)"),
    ({"name": "Small\x07Steps"}, "a control character (U+0007)"),
    ({"name": {"fr": "Petits pas"}}, "name: found a mapping; expected this text also in: en"),
    ({"address": "small-steps.example"}, "address: found 'small-steps.example'; expected an address with its scheme"),
    ({"address": "https://small-steps.example"}, "expected an address that ends with a slash"),
    ({"languages": ["en", "de"]}, "languages.1: found 'de'; expected a language that has words: en, es, fr, pt"),
    ({"languages": ["en", "en"]}, "expected each language once"),
    ({"languages": []}, "languages: found a list; expected at least 1 of them"),
    ({"country": "zz"}, "country: found 'zz'; expected a country that has contacts"),
    ({"country": "Portugal"}, "expected the two small letters of a country, such as pt"),
    ({"countries": {"first": ["xx"]}}, "countries.first.0: found 'xx'; expected a country that has contacts"),
    ({"countries": {"without": ["yy"]}}, "countries.without.0: found 'yy'"),
    ({"countries": {"first": ["pt"], "without": ["pt"]}}, "expected each country in one of the lists; in both: pt"),
    ({"countries": {"others": False}}, "expected countries under first, or others: true"),
    ({"countries": {"without": ["pt"]}, "country": "pt"}, "country: found 'pt'; expected a country that is not left out"),
    ({"help_line": "pt.anything"}, "help_line: found 'pt.anything'; expected the name of a contact"),
    ({"help_line": "pt.112", "countries": {"without": ["pt"]}}, "help_line: found 'pt.112'; expected"),
    ({"brand": {"colour": "teal"}}, "brand.colour: found 'teal'; expected a colour as # with six digits"),
    ({"brand": {"colour": "#ffd500"}}, "brand.colour: found '#ffd500'; expected a darker colour"),
    ({"brand": {"second": "#ffffff"}}, "brand.second: found '#ffffff'; expected a darker colour"),
    ({"brand": {"logo": "logo.svg"}}, "brand.logo: found 'logo.svg': no such file or directory"),
    ({"brand": {"logo": "../logo.svg"}}, "brand.logo: found '../logo.svg', which is outside the edition"),
    ({"brand": {"logo": "edition.yml"}}, "brand.logo: found 'edition.yml'; expected an SVG, PNG, JPEG or WebP file"),
    ({"pages": {"without": ["school/"]}}, "pages.without.0: found 'school/'; expected the address of a page"),
    ({"pages": {"without": ["report/"]}}, "the way to help and the sources stay in every edition"),
    ({"pages": {"without": ["about/sources/"]}}, "the way to help and the sources stay in every edition"),
    ({"pages": {"without": [""]}}, "expected pages other than the start page"),
    ({"announcement": {"text": "x", "to": "nowhere/"}}, "announcement.to: found 'nowhere/'; expected the address of a page"),
    ({"announcement": {"text": "x", "until": "soon"}}, "announcement.until: found 'soon'; expected a date such as 2025"),
    ({"organisation": {"name": "x", "contact": "y", "corrections": "nobody"}}, "expected an e-mail address, such as help@example.org"),
]


@pytest.mark.parametrize(("changes", "message"), MISTAKES, ids=[message[:50] for _, message in MISTAKES])
def test_a_mistake_in_the_settings_is_explained(edition, changes, message):
    report = complaint(edition(**changes))
    assert message in report and "edition.yml:" in report, report


def test_all_mistakes_come_at_once(edition):
    report = complaint(edition(address="x", languages=["en", "xx"], brand={"colour": "blue"}))
    assert "There are 3 things to mend first" in report


def test_a_colour_comes_with_the_nearest_that_works(edition):
    report = complaint(edition(brand={"colour": "#ffd500"}))
    near = readable("#ffd500")
    assert near and f'Did you mean "{near}"?' in report and readable(near) is None
    assert Site.load(edition(brand={"colour": near})).edition.brand.colour == near


@given(st.integers(0, 0xFFFFFF), st.integers(0, 0xFFFFFF))
@settings(max_examples=25, deadline=None)
def test_any_colours_become_readable(brand, second):
    one, other = f"#{brand:06x}", f"#{second:06x}"
    for scheme in palette(readable(one) or one, other).values():
        for ground in ("paper", "card", "tint"):
            assert contrast(scheme["ink"], scheme[ground]) >= BODY
            assert contrast(scheme["accent"], scheme[ground]) >= CONTROL
        assert min(contrast(scheme["link"], scheme["paper"]), contrast(scheme["link"], scheme["tint"])) >= BODY


# Countries and pages


def test_countries_stand_in_their_order_and_others_are_left_out(edition):
    chosen = Site.load(edition(countries={"first": ["BR", "pt"], "without": ["es"]}))
    assert chosen.data.reported_countries[:2] == ["br", "pt"] and "es" not in chosen.data.reported_countries
    assert chosen.pages.get("en", "report/es/") is None and "report/es/" not in chosen.data.addresses.pages
    few = Site.load(edition(countries={"first": ["ao"], "others": False}))
    assert few.data.reported_countries == ["ao"] and set(few.data.listed_places) == {"ao", *PLACES}


def test_pages_are_left_out_with_what_is_below_them(edition):
    chosen = Site.load(edition(pages={"without": ["schools/", "protect/parents/by-age/"]}))
    addresses = {page.address for page in chosen.pages}
    assert not any(address.startswith("schools/") for address in addresses)
    assert "protect/parents/by-age/" not in addresses and "protect/parents/" in addresses
    assert "schools/" not in chosen.data.addresses.sections


def test_links_to_a_page_that_is_left_out_become_words(edition):
    chosen = Site.load(edition(pages={"without": ["protect/parents/by-age/"]}))
    linking = [page for page in chosen.pages if "by-age.md" in page.body]
    assert linking
    for page in linking:
        words = chosen.pages.unlink(page)
        assert "by-age.md" not in words and words.count("[") < page.body.count("[")


# Own pages


def test_an_own_page_joins_the_menu(edition):
    folder = edition({"docs/en/our-work.md": PAGE + "Words.\n", "docs/en/our-work/history.md": PAGE + "More.\n"})
    own = Site.load(folder)
    assert own.data.addresses.sections[-1] == "our-work/" and own.pages.get("en", "our-work/history/").own


def test_an_own_page_may_link_out_and_type_numbers(edition):
    folder = edition({"docs/en/our-work.md": PAGE + "Since 1998: [us](https://example.org/), [help](report/index.md#danger).\n"})
    assert Site.load(folder).pages.get("en", "our-work/")


OWN_MISTAKES = [
    ("docs/en/our-work.md", "Words.\n", "front matter: found none"),
    ("docs/en/our-work.md", "---\ntitle: x\n---\n", "description: found nothing; expected this key"),
    ("docs/en/our-work.md", PAGE + "# Again\n", "heading: found a heading of the first level"),
    ("docs/en/our-work.md", PAGE + "[x](nowhere.md)\n", "link: found nowhere.md; expected the path of a page of the same language"),
    ("docs/en/our-work.md", PAGE + "child pornography\n", "found “child pornography”; expected a word of the glossary"),
    ("docs/en/our-work.md", PAGE + '{{ figure("a.b") }}\n', "figure: found 'a.b'; expected the name of a figure"),
    ("docs/en/our-work.md", PAGE + "<script>x</script>\n", "our-work.md:6: words: found <script>; expected Markdown"),
    ("docs/en/our-work.md", PAGE + "[x](javascript:alert)\n", "our-work.md:6: link: found javascript:alert"),
    ("docs/en/our-work.md", PAGE + "<a href='javascript:x'>x</a>\n", "words: found a link to 'javascript:x'"),
    ("docs/en/our-work.md", PAGE + "x {onclick=x}\n\n[x](report/index.md){onclick=x}\n", "words: found the attribute onclick in <a>"),
    ("docs/en/our-work.md", PAGE + "![x](x.png)\n", "words: found a picture; expected words"),
    ("docs/en/our-work.md", PAGE + "<!-- note -->\n", "words: found a comment"),
    ("docs/en/Our Work.md", PAGE + "x\n", "file: found 'Our Work.md'; expected small letters a to z"),
    ("docs/en/photo.png", "x", "file: found a file of the kind .png; expected pages in Markdown"),
    ("docs/pt/our-work.md", PAGE + "x\n", "folder: found 'pt'; expected docs/<language>/ with one of the languages of edition.yml: en"),
    ("docs/en/about/privacy.md", PAGE + "x\n", "replaces: found nothing, though the project has a page at this address"),
    ("docs/en/our-work.md", PAGE.replace("---\n\n", "replaces: 0123456789ab\n---\n\n") + "x\n", "no such key in a page that replaces none"),
    ("docs/en/report/pt.md", PAGE + "x\n", "made from data/reporting/"),
    ("docs/en/api.md", PAGE + "x\n", "address: found 'api/', a folder of the site itself; expected another name"),
    ("data/sources.yml", "x: y\n", "data/sources.yml: file: found something else; expected only contacts"),
    ("data/reporting/pt.yml", "our-line:\n  name: x\n", "our-line.kind: found nothing; expected this key"),
    ("data/reporting/pt.yml", "- x\n", "found no mapping; expected contacts"),
    ("data/reporting/xx.yml", "our-line:\n  name: x\n", "xx.yml"),
    ("overrides/parts/leave/leave.html", "", "file: found a part that protects readers"),
    ("overrides/parts/help-bar/help-bar.css", "", "file: found a part that protects readers"),
]


@pytest.mark.parametrize(("file", "text", "message"), OWN_MISTAKES, ids=[mistake[2][:50] for mistake in OWN_MISTAKES])
def test_a_mistake_in_an_own_file_is_explained(edition, file, text, message):
    folder = edition({file: text})
    with pytest.raises(InputError) as caught:
        Site.load(folder).layers.looks()
    report = str(caught.value)
    assert message in report and str(folder) not in report, report


def test_a_link_that_leads_out_of_the_edition_is_refused(edition, tmp_path):
    secret = tmp_path / "secret.md"
    secret.write_text(PAGE)
    folder = edition({"docs/en/our-work.md": PAGE + "x\n"})
    (folder / "docs/en/secret.md").symlink_to(secret)
    assert "docs/en/secret.md: file: found a link that leads out of the edition" in complaint(folder)


def test_too_many_sections_do_not_fit_the_menu(edition):
    folder = edition({f"docs/en/section-{number}.md": PAGE + "x\n" for number in range(4)})
    report = complaint(folder)
    assert "expected at most 8 sections in the main menu" in report
    (folder / "docs/en/section-3.md").unlink()
    assert "expected at most 8 sections" in complaint(folder)
    less = yaml.safe_dump({**SMALLEST, "pages": {"without": ["organisations/"]}})
    (folder / "edition.yml").write_text(less)
    assert len(Site.load(folder).data.addresses.sections) == 8, "one that is left out leaves room"


# Contacts


def test_a_contact_is_corrected_field_by_field(edition, site):
    name, channel = next((name, channel) for name, channel in site.data.places["pt"].items() if channel.kind == "helpline")
    folder = edition({"data/reporting/pt.yml": f"{name}:\n  operator: Somebody else\n"}, languages=["en"])
    mine = Site.load(folder).data.places["pt"][name]
    assert mine.operator == "Somebody else" and mine.ways == channel.ways and mine.name == channel.name


def test_whoever_changes_the_ways_in_has_to_check_them_again(edition):
    ways = "  ways:\n    - {email: line@example.org}\n"
    confirmed = "  confirmed: {by: us, date: 2026-11-01, source: called}\n"
    name = "linha-crianca"
    whole = (
        f"{name}:\n  name: A line\n  kind: helpline\n  for: [children]\n  grade: high\n"
        f"  seen: [{{address: 'https://example.org/', date: 2026-11-01, kind: own}}]\n{confirmed}"
    )
    project = {"data/reporting/pt.yml": whole + ways}
    assert Site.load(edition(project)).data.places["pt"][name].confirmed
    below, above = parse_yaml(whole + ways, "below"), parse_yaml(f"{name}:\n{ways}", "above")
    assert _corrected(below, above).content[name]["confirmed"] is None
    assert _corrected(below, parse_yaml(f"{name}:\n  free: true\n", "above")).content[name]["confirmed"]
    assert _corrected(below, parse_yaml(f"{name}:\n{ways}{confirmed}", "above")).content[name]["confirmed"]


def test_a_check_of_ours_does_not_hold_for_other_ways_in(edition, project, monkeypatch):
    name = next(name for name, channel in Site.load(project).data.places["pt"].items() if channel.is_shown)
    reviewing.confirm(Layers.of(project), "pt", name, "us", "2026-11-01", "called", date(2026, 11, 25))
    monkeypatch.setattr(layers, "PROJECT", project)
    corrected = edition({"data/reporting/pt.yml": f"{name}:\n  free: true\n"})
    assert Site.load(corrected).data.places["pt"][name].confirmed
    changed = edition({"data/reporting/pt.yml": f"{name}:\n  ways: [{{email: line@example.org}}]\n"})
    assert Site.load(changed).data.places["pt"][name].confirmed is None


def test_a_mistake_in_a_correction_names_the_edition_s_file_and_line(edition, site):
    name = next(iter(site.data.places["pt"]))
    report = complaint(edition({"data/reporting/pt.yml": f"# ours\n{name}:\n  grade: splendid\n"}))
    assert f"data/reporting/pt.yml:3: {name}.grade: found 'splendid'" in report


def test_an_own_country_has_a_page(edition):
    contact = (
        "our-line:\n  name: Our line\n  kind: helpline\n  for: [anyone]\n  ways: [{email: line@example.org}]\n  grade: high\n"
        "  seen: [{address: 'https://example.org/', date: 2026-11-01, kind: own}]\n  confirmed: null\n"
    )
    own = Site.load(edition({"data/reporting/tl.yml": contact}, help_line="tl.our-line", countries={"first": ["tl"]}))
    assert own.data.reported_countries[0] == "tl" and own.pages.get("en", "report/tl/")
    assert own.country("tl", "en").cards[0].name == "Our line"


def test_an_own_contact_avoids_words_in_any_language(edition):
    contact = (
        "our-line:\n  name: Linha\n  kind: helpline\n  for: [anyone]\n  ways: [{email: line@example.org}]\n  grade: high\n"
        "  note: {pt: contra a pornografia infantil}\n"
        "  seen: [{address: 'https://example.org/', date: 2026-11-01, kind: own}]\n  confirmed: null\n"
    )
    report = complaint(edition({"data/reporting/pt.yml": contact}, languages=["pt"]))
    assert "data/reporting/pt.yml:7: words: found “pornografia infantil”" in report


# The announcement


def test_an_announcement_ends(edition, monkeypatch):
    folder = edition(announcement={"text": "Soon", "until": "2026-12-31"})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798675200")  # 2026-12-31
    assert Site.load(folder).announcement
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798761600")  # 2027-01-01
    assert not Site.load(folder).announcement


# The logo

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
BAD_DRAWINGS = [
    ("<script>x</script>", "<script> in it"),
    ('<path onload="x"/>', "a handler in it, onload"),
    ('<a href="https://x.example/"><path/></a>', "<a> in it"),
    ('<use href="https://x.example/a.svg#b"/>', "a link in it"),
    ('<image href="x.png"/>', "<image> in it"),
    ("<foreignObject/>", "<foreignObject> in it"),
    ("<style>@import 'x'</style>", "a style that loads something"),
    ('<rect fill="url(https://x.example/)"/>', "an address in it"),
    ('<rect style="fill:u\\72l(x)"/>', "an address in it"),
    ('<b xmlns="http://www.w3.org/1999/xhtml"/>', "an element that is not SVG"),
    ("<path", "no SVG"),
]


@pytest.mark.parametrize(("inside", "found"), BAD_DRAWINGS, ids=[found for _, found in BAD_DRAWINGS])
def test_a_logo_that_could_do_more_than_draw_is_refused(tmp_path, inside, found):
    (tmp_path / "logo.svg").write_text(DRAWING.format(inside))
    with pytest.raises(BadLogo, match=found):
        read_logo(tmp_path, "logo.svg")


def test_a_logo_with_entities_is_refused_before_it_is_read(tmp_path):
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + DRAWING.format("&b;")
    for content in (bomb.encode(), bomb.encode("utf-16")):
        (tmp_path / "logo.svg").write_bytes(content)
        with pytest.raises(BadLogo, match="declarations"):
            read_logo(tmp_path, "logo.svg")


def test_a_logo_that_draws_is_taken(tmp_path):
    drawing = DRAWING.format('<defs><linearGradient id="a"/></defs><rect fill="url(#a)"/><use href="#b"/><style>.c{fill:red}</style>')
    (tmp_path / "logo.svg").write_text(drawing)
    assert read_logo(tmp_path, "logo.svg") == drawing.encode()


def test_a_logo_that_is_large_or_no_picture_is_refused(tmp_path):
    (tmp_path / "logo.svg").write_bytes(b"x" * 20_001)
    with pytest.raises(BadLogo, match="a file of 20 kB"):
        read_logo(tmp_path, "logo.svg")
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + zlib.compress(b"nothing"))
    with pytest.raises(BadLogo, match="no picture"):
        read_logo(tmp_path, "logo.png")


# Hostile texts

NAMES = [
    '"><script>alert(1)</script>',
    "</title><b>",
    "🙂" * 20,
    "שלום \u200f" * 5,
    "{{ edition('x') }}",
    "{% raw %}",
    "'\"&<>",
    "a: b # c",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_text_whatever_is_in_it(edition, name):
    folder = edition(name=name, organisation={"name": name, "contact": name})
    assert load_edition(Layers.of(folder)).name["en"] == name.strip()


def test_aliases_and_tags_of_yaml_are_refused(edition):
    folder = edition()
    for text in ("a: &a [x]\nb: *a\n", "a: !!python/object:os.system x\n", "a: &a [*a]\n"):
        (folder / "edition.yml").write_text(text)
        assert "edition.yml" in complaint(folder)


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_no_markdown_brings_more_than_a_page_is_made_of(text):
    html = clean(to_html(text))
    assert foreign_html(html) == []


@given(
    st.lists(
        st.sampled_from(
            [
                "<",
                ">",
                "script",
                "svg",
                "onload=",
                "x",
                '"',
                "'",
                "[",
                "](",
                "javascript:",
                ")",
                "{",
                "}",
                "<!--",
                "-->",
                "math",
                " ",
                "\n",
                "&#x3c;",
                "style",
            ]
        ),
        max_size=25,
    ).map("".join)
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_markup_gets_past_the_cleaning(text):
    assert foreign_html(clean(to_html(text))) == []


def foreign_html(html: str) -> list[str]:
    """What a browser-grade parser sees in cleaned HTML that may not be there."""
    tree = parser.fragment_fromstring(html, create_parent="main")
    found = [element.tag for element in tree.iterdescendants() if element.tag not in ELEMENTS]
    for element in tree.iterdescendants():
        found += [name for name in element.attrib if name not in ELEMENTS.get(element.tag, set()) | EVERYWHERE]
        if element.get("href", "").lower().replace("\t", "").strip().startswith(("javascript:", "data:", "vbscript:")):
            found.append(element.get("href"))
    return found


def test_what_is_foreign_is_named_with_what_may_stand_there():
    found = foreign("x <iframe src='x'></iframe> <b class='help-bar'>x</b> <input type='file'>")
    assert [one.what for one in found] == ["<iframe>", "the class 'help-bar'", "a field of the type 'file'"]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=30),
        lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=12), part, max_size=4),
        max_leaves=12,
    )
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_settings_end_in_a_clear_message(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("any")
    (folder / "edition.yml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    with pytest.raises(InputError, match="edition.yml"):
        load_edition(Layers.of(folder))
