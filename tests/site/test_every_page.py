"""Every page in every language."""

from .inspection import CHECKS, BuiltPage


def test_page(page: BuiltPage):
    problems = {check.__name__: found for check in CHECKS if (found := check(page))}
    assert problems == {}
