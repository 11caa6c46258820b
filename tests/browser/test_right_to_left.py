"""A language written from right to left, with the words of another one: what counts is where things stand."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from ..conftest import mkdocs_build
from ..editions import speak, use_languages
from .conftest import DESK, PHONE
from .test_pages_in_a_browser import KINDS, OVERFLOW


@pytest.fixture
def right_to_left(project, tmp_path):
    speak(project, "ar", "pt", locale="ar", direction="rtl", name="العربية")
    use_languages(project, "ar", "en")
    result = mkdocs_build(project, tmp_path / "rtl")
    assert result.returncode == 0, result.stderr
    return tmp_path / "rtl"


def test_the_page_is_mirrored_and_nothing_overflows(visit, right_to_left):
    with visit(PHONE, base=right_to_left.as_uri() + "/") as reader:
        for address in KINDS.values():
            page = reader.page
            page.goto(f"{right_to_left.as_uri()}/{address}index.html")
            for viewport in (PHONE, DESK, {"width": 320, "height": 640}):
                page.set_viewport_size(viewport)
                assert page.evaluate(OVERFLOW) <= 0, (address, viewport)
        page.set_viewport_size(DESK)
        page.goto(f"{right_to_left.as_uri()}/know/operations/stream-kidflix-2025/index.html")
        leave, brand = page.locator(".leave").bounding_box(), page.locator(".brand").bounding_box()
        assert leave["x"] < brand["x"], "the exit stands at the end of the line, on the left"
        contents, article = page.locator(".contents").bounding_box(), page.locator("article").bounding_box()
        assert contents["x"] < article["x"]
        result = Axe().run(page, options={"resultTypes": ["violations"]}).response
        assert [violation["id"] for violation in result["violations"]] == []
