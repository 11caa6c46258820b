"""Every mistake a person can make in a file gets one clear message, and all come at once."""

import pytest

from microsite.findings import InputError
from microsite.site import Site

from ..editions import use_languages

STREAM = "data/operations/stream-kidflix-2025.yml"
LESSON = "docs/fr/schools/lesson-10-12.md"
PAGE = "docs/fr/know/operations/cumberland-2025.md"

# file, what stands there, what is put in its place, the message
MISTAKES = [
    # Facts
    (STREAM, "    value: 39\n", "    value: many\n", "figures.children-protected.value: found 'many'; expected"),
    (STREAM, "    value: 39\n", "    value: -1\n", "figures.children-protected.value: found -1"),
    (
        STREAM,
        "    sources: [rtvc-kidflix, iocta-2026]\n",
        "    sources: []\n",
        "figures.arrests.sources: found a list; expected at least 1 of them",
    ),
    (STREAM, "    sources: [rtvc-kidflix, iocta-2026]\n", "", "figures.arrests.sources: found nothing; expected this key, with a value"),
    (
        STREAM,
        "    sources: [rtvc-kidflix, iocta-2026]\n",
        "    sources: [rtvc-kidflx]\n",
        "found 'rtvc-kidflx'; expected the id of a source in data/sources.yml. Did you mean rtvc-kidflix?",
    ),
    (STREAM, "announced: 2025-04-02", "announced: 2099-04-02", "announced: found 2099-04-02; expected a date that is not after"),
    (STREAM, "    as_of: 2025-03-11", "    as_of: 2025-02-30", "as_of: found '2025-02-30'; expected a date such as"),
    (STREAM, "    as_of: 2025-03-11", "    as_of: 2999", "as_of: found 2999; expected a date that is not after"),
    (STREAM, "announced: 2025-04-02", "anounced: 2025-04-02", "found an unknown key 'anounced'; expected one of: id, figures"),
    (STREAM, "id: stream-kidflix-2025", "id: stream-2025", "id: found 'stream-2025'; expected the name of the file"),
    (STREAM, "      fr: personnes arrêtées\n", "", "figures.arrests.unit: found a mapping; expected this text also in: fr"),
    (STREAM, "  arrests:\n", "  users:\n", "figures.users: found the same key a second time"),
    (STREAM, "  led-by:\n", "  users:\n", "statements.users: found the name 'stream-kidflix-2025.users' again"),
    (STREAM, "trends: [commercialisation,", "trends: [comercialisation,", "Did you mean commercialisation?"),
    (
        STREAM,
        "correction: stream-kidflix-2025.videos",
        "correction: stream-kidflix-2025.video",
        "figures.videos-on-server.conflict.correction: found 'stream-kidflix-2025.video'; expected the name of a correction: "
        "record.correction. Did you mean stream-kidflix-2025.videos?",
    ),
    (
        STREAM,
        "      correction: stream-kidflix-2025.videos\n",
        "",
        "expected either the correction that tells it to readers, or unpublished",
    ),
    (
        STREAM,
        "    unpublished: One outlet only.\n",
        "    unpublished: One outlet only.\n    correction: stream-kidflix-2025.videos\n",
        "expected either the correction that tells it to readers, or unpublished",
    ),
    (STREAM, "    end: 2025-03-23", "    end: 2025-03-01", "expected an end after its beginning; none for a single date"),
    (STREAM, "    end: 2025-03-23", "    end: 2025-03-10", "expected an end after its beginning; none for a single date"),
    (STREAM, "    end: 2025-03-23", "    end: 2025-04", "expected an end that is known as far as its beginning"),
    (
        STREAM,
        "    value: 39\n",
        "    value: 39\n    measure: percent\n",
        "expected counts for children-protected: operations are compared by them",
    ),
    (STREAM, "    value: 39\n", "    value: 39\n    measure: per cent\n", "figures.children-protected.measure: found 'per cent'; expected"),
    (
        STREAM,
        "      en: people arrested\n",
        '      en: people, {{ figure("stream-kidflix-2025.users") }}\n',
        'found a name, {{ figure("stream-kidflix-2025.users") }}; expected plain words',
    ),
    (
        "data/readability.yml",
        "know/trends/,",
        "know/trendz/,",
        "topics.1: found 'know/trendz/'; expected an address of data/addresses.yml. Did you mean",
    ),
    ("data/readability.yml", "{least: 250, most: 700}", "{least: 800, most: 700}", "expected a least that is not more than the most"),
    (
        STREAM,
        '{{ figure("stream-kidflix-2025.videos-on-server") }}',
        '{{ figure("stream-kidflix-2025.video") }}',
        "Did you mean stream-kidflix-2025.videos",
    ),
    (
        "data/trends/ai-generated-material.yml",
        "figures: [iwf-videos-2024, iwf-videos-2025]",
        "figures: [iwf-videos-2024, iwf-video-2025]",
        "expected a figure of the same file. Did you mean iwf-videos-2025?",
    ),
    (
        "data/sources.yml",
        "publisher: rtvc",
        "publisher: rtvcc",
        "expected the id of a publisher in data/publishers.yml. Did you mean rtvc?",
    ),
    ("data/sources.yml", "https://rtvc.es/", "https://rtvc.example/", "expected an address of rtvc.es, the domains of rtvc"),
    ("data/sources.yml", "https://rtvc.es/", "rtvc.es/", "address: found"),
    ("data/sources.yml", "known_from: iocta-2026", "known_from: iocta", "known_from: found 'iocta'"),
    ("data/sources.yml", "kind: report", "kind: news-derivative", "expected at least one source that can carry it"),
    (
        "data/publishers.yml",
        "kind: police, link: true, domains: [europol",
        "kind: polise, link: true, domains: [europol",
        "kind: found 'polise'; expected",
    ),
    (
        "data/glossary.yml",
        "pt: {status: body, sources: [apav-abuso-sexual-de-criancas-online]}",
        "pt: {status: body}",
        "found status body without a source",
    ),
    ("data/reporting/eu.yml", "- {phone: '112'}", "- {}", "112.ways.0: found a mapping; expected exactly one of phone, sms"),
    ("data/addresses.yml", "pages:\n", "moved: {know/: schools/}\npages:\n", "found a mapping; expected under moved a former address"),
    ("data/addresses.yml", "pages:\n", "moved: {old/: nowhere/}\npages:\n", "which stands under pages; found old/: nowhere/"),
    ("edition.yml", "brand:", "country: af\nbrand:", "country: found 'af'; expected a country that has contacts"),
    ("data/reporting/eu.yml", "{phone: '112'}", "{phone: '113'}", "a number that can be dialled there"),
    ("data/reporting/es.yml", '{phone: "900 20 20 10"}', '{phone: "900 20 20 1"}', "'900 20 20 1'; expected a number that can be dialled"),
    ("data/reporting/es.yml", "hours: always", 'hours: [{days: mon-fry, open: "09:00", close: "10:00"}]', "hours"),
    ("data/reporting/es.yml", "service: police", "service: fire", "service: found 'fire'; expected 'all' or 'police'"),
    ("data/reporting/es.yml", "operator: Fundación ANAR", "based: zz", "based: found zz; expected codes of countries"),
    ("data/reporting/es.yml", "operator: Fundación ANAR", "serves: everywhere", "this key only in international.yml"),
    ("data/reporting/es.yml", "grade: high", "grade: sure", "grade: found 'sure'; expected 'high', 'medium' or 'low'"),
    ("data/special-numbers.yml", '"1411"', '"1411", "1412"', "'1412'; expected a number that a contact of the country uses"),
    ("data/special-numbers.yml", '["1411"]', "[1411]", "each with a list of numbers in quotes"),
    ("data/countries.yml", "europe: [ad", "europe: [dz, ad", "each country once; twice there: dz"),
    ("data/reporting/eu.yml", "{phone: '112'}", "{phone: one one two}", "112.ways.0.phone: found 'one one two'"),
    ("data/interface/pt.yml", "{organisation}", "{organization}", "expected a text that contains {organisation}"),
    ("data/interface/pt.yml", "  menu:", "  menue:", "Did you mean menu?"),
    (
        "data/addresses.yml",
        "  - about/privacy/\n",
        "  - about/privacy/\n  - about/nothing/\n",
        "pages: found 'about/nothing/'; expected a page in docs/en/",
    ),
    ("data/addresses.yml", "  - about/privacy/\n", "", "found 'about/privacy/'; expected an address of data/addresses.yml"),
    (
        STREAM,
        "      es: dispositivos electrónicos incautados\n",
        "      es: electronic devices seized\n",
        "figures.devices.unit.es: found “electronic devices seized”; expected words in es",
    ),
    # Edition
    (
        "edition.yml",
        "languages: [en, fr, es, pt]",
        "languages: [en, fr, es, tp]",
        "found 'tp'; expected a language that has words: en, es, fr, pt. Did you mean pt?",
    ),
    ("edition.yml", "languages: [en, fr, es, pt]", "languages: [en, fr, fr]", "expected each language once"),
    ("edition.yml", 'colour: "#0b5563"', "colour: petrol", "colour: found 'petrol'; expected a colour as # with six digits"),
    ("edition.yml", "address: https://know-protect-report.example/", "address: know-protect-report.example", "address: found"),
    (
        "edition.yml",
        "address: https://know-protect-report.example/",
        "address: https://know-protect-report.example",
        "expected an address that ends with a slash",
    ),
    ("edition.yml", "exit:", "exits:", "found an unknown key 'exits'"),
    # Pages: front matter
    (PAGE, "---\ntitle:", "title:", "front matter: found none"),
    (PAGE, "content_note: true", "contents_note: true", "Did you mean content_note?"),
    (PAGE, "content_note: true", "content_note: false", "content_note: found False; expected True, as in English"),
    (PAGE, "translation_of:", "# translation_of:", "translation_of: found nothing; expected the hash of the English page"),
    (PAGE, "  safeguarding: none yet", "  safeguarding: done", "reviews.safeguarding"),
    (PAGE, "  language: none yet\n", "", "reviews.language: found nothing; expected `none yet`, or who"),
    (
        "docs/en/about/privacy.md",
        "reviews:",
        "translation_of: abcdefabcdef\nreviews:",
        "expected no such key in a page that is no translation",
    ),
    # Pages: words
    (
        PAGE,
        "{#what-happened}",
        "{#ce-qui-s-est-passe}",
        "heading: found ## {#ce-qui-s-est-passe}; expected ## {#what-happened}, as in English",
    ),
    (PAGE, "## ", "### ", "as in English"),
    (PAGE, "{#timeline}", "", "without an id"),
    (PAGE, '{{ figure("cumberland-2025.devices") }}', "173", "figure typed by hand: found “173”"),
    (
        PAGE,
        '{{ figure("cumberland-2025.devices") }}',
        "",
        "facts named: found not all of the English page; expected also figure(cumberland-2025.devices)",
    ),
    (
        PAGE,
        "(../trends/ai-generated-material.md#if-it-happens)",
        "(../trends/ai-generated-material.md#if-it-hapens)",
        "Did you mean if-it-happens?",
    ),
    (
        PAGE,
        "(../trends/ai-generated-material.md#if-it-happens)",
        "(../trends/ai-generated.md)",
        "link: found ../trends/ai-generated.md; expected the path of a page of the same language",
    ),
    (PAGE, "(../trends/ai-generated-material.md#if-it-happens)", "(https://example.org/)", "addresses on the web stand in data/"),
    (PAGE, "## ", "Two million of them.\n\n## ", "figure typed by hand: found “million”"),
    (PAGE, "## ", "Une affaire de pédopornographie.\n\n## ", "words: found “pédopornographie”"),
    (PAGE, "## ", "This is the paragraph that nobody has translated for you yet.\n\n## ", "expected a paragraph in fr"),
    ("docs/es/index.md", "to: protect/parents/index.md", "to: protect/parent/index.md", "Did you mean protect/parents/index.md?"),
    ("docs/es/index.md", "- id: schools", "- id: escuelas", "doors: found"),
    (STREAM, "en: people arrested", "en: monsters arrested", "words: found “monsters”"),
    # Sheets and lessons
    (LESSON, "sheet: {pages: 3}", "sheet: {pages: 0}", "sheet.pages: found 0; expected"),
    (LESSON, "sheet: {pages: 3}", "sheet: {pages: 3, papers: [a5]}", "sheet.papers.0: found 'a5'; expected"),
    (LESSON, "sheet: {pages: 3}", "sheet: {pages: 2}", "sheet: found {'pages': 2, 'papers': ['a4', 'letter']}; expected {'pages': 3"),
    (LESSON, "lesson: {minutes: 45}", "lesson: {minutes: 50}", "lesson: found {'minutes': 50}; expected {'minutes': 45}, as in English"),
    (LESSON, "| 5 | ", "| 6 | ", "minutes; expected steps that add up to 45 minutes"),
    ("docs/fr/schools/poster.md", "picture: lamp", "picture: lampe", "posters.0.picture: found 'lampe'; expected"),
    (
        "docs/fr/schools/poster.md",
        "to: protect/parents/if-a-child-tells-you.md",
        "to: protect/parents/tells.md",
        "posters.a-child-tells-you.to",
    ),
    ("docs/fr/schools/poster.md", "title: Tu peux en parler.", f"title: {'x' * 50}", "posters.1.title: found"),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), MISTAKES, ids=[mistake[3][:60] for mistake in MISTAKES])
def test_a_mistake_is_explained(project, edit, file, old, new, message):
    if not file.startswith(("docs/es/", "docs/pt/", "data/interface/", "data/glossary.yml", "edition.yml")):
        use_languages(project, "en", "fr")  # the mistake needs no more
    edit(file, old, new)
    with pytest.raises(InputError) as caught:
        Site.load(project)
    report = str(caught.value)
    assert message in report
    assert all(finding.file for finding in caught.value.findings)


def test_all_mistakes_come_at_once(project, edit):
    edit(STREAM, "    value: 39\n", "    value: many\n")
    edit("data/glossary.yml", "pt: {status: body, sources: [apav-abuso-sexual-de-criancas-online]}", "pt: {status: body}")
    edit("data/interface/pt.yml", "  menu:", "  menue:")
    with pytest.raises(InputError) as caught:
        Site.load(project)
    assert len({finding.file for finding in caught.value.findings}) == 3
    assert "things to mend first" in str(caught.value)


def test_messages_name_the_line(project, edit):
    edit(STREAM, "    value: 39\n", "    value: many\n")
    line = (project / STREAM).read_text().split("value: many")[0].count("\n") + 1
    with pytest.raises(InputError, match=f"{STREAM}:{line}: "):
        Site.load(project)


def test_the_project_as_it_stands_has_no_mistake(site):
    assert len(list(site.pages)) == len(site.languages) * len(site.data.addresses.pages)


def test_a_record_that_cannot_be_read_is_the_only_one_to_blame(project, edit):
    """Others point to its corrections; that these are not found is no mistake of theirs."""
    edit("data/corrections.yml", "id: corrections", "id: 1")
    with pytest.raises(InputError) as caught:
        Site.load(project)
    assert {finding.file for finding in caught.value.findings} == {"data/corrections.yml"}
