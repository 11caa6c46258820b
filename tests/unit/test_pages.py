"""Pages: addresses, hashes, and the stamp of a translation."""

import pytest

from microsite.layers import Layers
from microsite.pages import address_of, load_pages, read_page, stamp
from microsite.site import Site

PAGE = "docs/pt/about/privacy.md"


@pytest.mark.parametrize(
    ("path", "address"),
    [("index.md", ""), ("know/index.md", "know/"), ("about/privacy.md", "about/privacy/"), ("know/trends/a-b.md", "know/trends/a-b/")],
)
def test_the_address_of_a_file(path, address):
    assert address_of(path) == address


def test_a_review_does_not_change_the_hash_but_a_word_does(project, edit):
    path = project / "docs/en/about/privacy.md"
    before = read_page(path, project, "en").hash
    edit("docs/en/about/privacy.md", "safeguarding: none yet", "safeguarding: {by: A. Reader, date: 2026-11-01}")
    assert read_page(path, project, "en").hash == before
    edit("docs/en/about/privacy.md", "cookies", "biscuits")
    assert read_page(path, project, "en").hash != before


def test_a_changed_english_page_makes_its_translations_stale_until_they_are_stamped(project, edit):
    edit("docs/en/about/privacy.md", "cookies", "biscuits")
    pages = load_pages(Layers.of(project), ("en", "fr", "es", "pt"))
    assert {page.file for page in pages if pages.is_stale(page)} == {f"docs/{language}/about/privacy.md" for language in ("fr", "es", "pt")}
    body = read_page(project / PAGE, project, "pt").body
    stamp(project / PAGE, pages.get("en", "about/privacy/"))
    pages = load_pages(Layers.of(project), ("en", "fr", "es", "pt"))
    page = pages.get("pt", "about/privacy/")
    assert not pages.is_stale(page) and page.body == body


def test_a_stamp_keeps_the_reviews_that_stand(project, edit):
    edit(PAGE, "language: none yet", "language: {by: M. Leitora, date: 2026-11-01}")
    stamp(project / PAGE, read_page(project / "docs/en/about/privacy.md", project, "en"))
    assert read_page(project / PAGE, project, "pt").front.reviews.language.by == "M. Leitora"


def test_a_missing_page_is_named_and_breaks_no_other(project):
    (project / "docs/es/about/editorial.md").unlink()
    for page in (project / "docs/es").rglob("*.md"):
        page.write_text(page.read_text().replace("(editorial.md)", "(privacy.md)"))
    pages = load_pages(Layers.of(project), ("en", "es"))
    assert pages.missing() == [("es", "about/editorial/")]
    assert pages.translations("about/editorial/") == ["en"]


def test_lines_of_a_page_are_those_of_its_file(site: Site):
    page = site.pages.get("en", "about/privacy/")
    lines = (site.layers.project / page.file).read_text(encoding="utf-8").splitlines()
    for heading in page.headings:
        assert lines[heading.line - 1].startswith("#") and heading.text in lines[heading.line - 1]
