"""Quick exit: at once, without a trace in the current entry, and blank when it is restored."""

from __future__ import annotations

import pytest

from .conftest import DESK, PHONE

THREE_PAGES = ["", "know/", "know/operations/stream-kidflix-2025/"]
SEEN = "document.body ? document.body.innerText.trim() : ''"


def walk(reader):
    for address in THREE_PAGES:
        page = reader.open(address)
    return page


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_leave_goes_to_the_neutral_page_and_replaces_the_entry(visit, site, viewport):
    with visit(viewport) as reader:
        page = walk(reader)
        length = page.evaluate("history.length")
        page.locator(".leave").click()
        page.wait_for_url(site.edition.exit)
        assert page.evaluate("history.length") == length
        assert reader.foreign == [site.edition.exit]


def test_the_page_is_blank_before_the_neutral_one_has_arrived(visit, site):
    with visit() as reader:
        page = reader.open(THREE_PAGES[2])
        left = page.evaluate("""() => {
            document.querySelector('.leave').click();
            return [document.body.innerText, document.title, getComputedStyle(document.body).display];
        }""")
        assert left == ["", "…", "none"]
        page.wait_for_url(site.edition.exit)


def test_back_shows_nothing_of_the_whole_visit(visit, site):
    with visit() as reader:
        page = walk(reader)
        page.locator(".leave").click()
        page.wait_for_url(site.edition.exit)
        for expected in (THREE_PAGES[1], THREE_PAGES[0]):
            page.go_back()
            assert page.url == reader.base + expected
            assert page.evaluate(SEEN) == "" and page.title() == "…"
            assert not page.locator("h1").count()


def test_forward_shows_nothing_either(visit, site):
    with visit() as reader:
        page = walk(reader)
        page.go_back()
        page.locator(".leave").click()
        page.wait_for_url(site.edition.exit)
        page.go_forward()
        assert page.evaluate(SEEN) == ""


def test_a_reload_or_a_new_visit_shows_the_page_again(visit, site):
    with visit() as reader:
        page = walk(reader)
        page.locator(".leave").click()
        page.wait_for_url(site.edition.exit)
        page.go_back()
        assert page.evaluate(SEEN) == ""
        page.reload()
        assert page.locator("h1").is_visible()
        assert page.evaluate("sessionStorage.length") == 0
        reader.open("about/")
        assert page.locator("h1").is_visible()


def test_back_without_an_exit_shows_the_page(visit):
    with visit() as reader:
        page = walk(reader)
        page.go_back()
        assert page.locator("h1").is_visible()


def test_shift_three_times_leaves_with_a_count_that_is_seen_and_spoken(visit, site):
    with visit(DESK) as reader:
        page = reader.open("fr/know/")
        status = page.locator("[role=status].leave-count")
        words = site.data.interface["fr"].leave
        page.keyboard.press("Shift")
        assert status.inner_text().replace("\u202f", " ") == words.twice.replace("\u202f", " ") and status.is_visible()
        page.keyboard.press("Shift")
        assert status.inner_text() == words.once
        page.keyboard.press("Shift")
        page.wait_for_url(site.edition.exit)


def test_writing_capitals_does_not_leave(visit, site):
    with visit(DESK) as reader:
        page = reader.open("know/")
        for letter in "ABCD":
            page.keyboard.press(f"Shift+{letter}")
        assert page.locator(".leave-count").inner_text() == ""
        page.keyboard.press("Shift")
        page.keyboard.press("a")
        assert page.locator(".leave-count").inner_text() == site.data.interface["en"].leave.cancelled
        page.keyboard.press("Shift")
        page.keyboard.press("Shift")
        assert page.url == reader.base + "know/"


def test_the_count_is_forgotten_after_a_while(visit, site):
    with visit(DESK) as reader:
        reader.page.clock.install()
        page = reader.open("know/")
        page.keyboard.press("Shift")
        page.keyboard.press("Shift")
        page.clock.run_for(6000)
        page.keyboard.press("Shift")
        assert page.url == reader.base + "know/"
        assert page.locator(".leave-count").inner_text() == site.data.interface["en"].leave.twice


def test_without_script_leave_is_a_plain_link(visit, site):
    with visit(script=False) as reader:
        page = reader.open("know/")
        page.locator(".leave").click()
        page.wait_for_url(site.edition.exit)


def test_where_storage_is_forbidden_the_page_is_blanked_all_the_same(visit, site):
    with visit() as reader:
        reader.context.add_init_script(
            "Object.defineProperty(window, 'sessionStorage', {get() { throw new Error('forbidden'); }}); Object.defineProperty(window, 'localStorage', {get() { throw new Error('forbidden'); }});"
        )
        page = walk(reader)
        assert page.locator("h1").is_visible()
        page.locator(".leave").click()
        page.wait_for_url(site.edition.exit)
        assert reader.complaints == []


RESTORED = """after => {
    if (after === 'an exit') sessionStorage.setItem('left', '1');
    dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}));
    const kept = getComputedStyle(document.body).display;
    dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}));
    return [kept, document.body.innerText.trim() === '', getComputedStyle(document.body).display];
}"""


@pytest.mark.parametrize(("after", "expected"), [("an exit", ["none", True, "none"]), ("a link", ["none", False, "block"])])
def test_a_page_kept_in_memory_is_blank_when_it_is_restored_after_an_exit(visit, after, expected):
    """Browsers keep whole pages in memory for Back. The driver cannot follow them there, so the events are
    sent as the browser would send them: hidden while it is kept, blank afterwards if the reader had left."""
    with visit() as reader:
        assert reader.open("know/").evaluate(RESTORED, after) == expected


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", [390, 1000, 1280])
def test_leave_covers_no_other_link(visit, width, script):
    with visit({"width": width, "height": 844}, script=script) as reader:
        page = reader.open("fr/know/")
        leave = page.locator(".leave").bounding_box()
        links = page.locator(".header a:not(.leave):not(.skip), .header button, .header summary").all()
        boxes = [link.bounding_box() for link in links if link.is_visible()]
        apart = [
            box["x"] + box["width"] <= leave["x"] or box["y"] + box["height"] <= leave["y"] or box["y"] >= leave["y"] + leave["height"]
            for box in boxes
        ]
        assert len(boxes) > 2 and all(apart)
