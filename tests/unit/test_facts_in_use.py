"""Nothing in `data/` is dead: sources support something, publishers have sources, facts stand on a page."""

from microsite.data import texts
from microsite.names import calls


def test_every_source_supports_something(site):
    data = site.data
    used = {source for name in data.fact_names for source in data.fact(name).sources}
    used |= {source for correction in data.corrections.values() for source in correction.sources}
    used |= {source for term in data.glossary.terms.values() for origin in term.origin.values() for source in origin.sources}
    used |= {source for word in data.glossary.avoid.values() for source in word.sources}
    assert set(data.sources) - used == set()


def test_every_publisher_has_a_source(site):
    sources = site.data.sources.values()
    assert set(site.data.publishers) - {source.publisher for source in sources} - {source.repeats for source in sources} == set()


def test_every_figure_and_statement_stands_on_a_page(site):
    data = site.data
    words = [page.body for page in site.pages] + [text["en"] for _, _, text in texts(data)]
    named = {argument for text in words for call in calls(text) for argument in call.arguments}
    named |= {f"{name.split('.')[0]}.{figure}" for name in named & set(data.series) for figure in data.series[name].figures}
    assert (set(data.figures) | set(data.statements) | set(data.series)) - named == set()
