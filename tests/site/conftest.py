"""Each page of each language, by name."""

import pytest

from microsite.site import Site

from ..conftest import ROOT
from .inspection import BuiltPage

_site = Site.load(ROOT)
PAGES = [(page.language, page.address) for page in _site.pages]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "page" in metafunc.fixturenames:
        metafunc.parametrize("page", PAGES, ids=[f"{language}:{address or 'home'}" for language, address in PAGES], indirect=True)


@pytest.fixture
def page(request, built, site) -> BuiltPage:
    language, address = request.param
    return BuiltPage.read(built, site, language, address)
