"""What a name in a page becomes: words and numbers of the page's language, and numbered sources.

The looks stand in `overrides/parts/`; this module only gathers what they show.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from jinja2 import Environment
from markupsafe import Markup, escape

from . import directory
from .assets import Assets
from .contacts import Card
from .formatting import Formatter, plain
from .models.facts import COMPARED, Event, Figure, Operation, Source, Trend
from .names import Call, substitute
from .site import Site


@dataclass(frozen=True)
class SourceLine:
    """A source as a reader sees it."""

    label: str
    kind: str
    date: str
    title: str | None
    language: str | None
    link: str | None
    unread: bool


@dataclass(frozen=True)
class Note:
    """A numbered note at the foot of a page: what it supports, and the sources."""

    number: int
    text: str
    sources: list[SourceLine]


@dataclass
class Blocks:
    """Renders the names of one page. Notes are numbered in the order in which they are first named.

    Attributes:
        site: the edition.
        language: the page's language.
        environment: the templates, with automatic escaping.
        assets: the addresses of scripts.
        base: from the page back to the root of the site, such as `../..`.
    """

    site: Site
    language: str
    environment: Environment
    assets: Assets
    base: str
    notes: dict[str, Note] = field(default_factory=dict)

    @property
    def format(self) -> Formatter:
        """Numbers and dates of the page's language."""
        return self.site.formatters[self.language]

    @property
    def words(self):
        """The interface in the page's language."""
        return self.site.data.interface[self.language]

    def render(self, call: Call) -> Markup:
        """The HTML of a call."""
        return Markup(getattr(self, f"_{call.name}")(*call.arguments))

    def text(self, words: str) -> Markup:
        """A text of `data/` as HTML; names in it become what they stand for."""
        stash: list[Markup] = []

        def keep(call: Call) -> str:
            stash.append(self.render(call))
            return f"\0{len(stash) - 1}\0"

        parts = substitute(words, keep).split("\0")
        return Markup("").join(stash[int(part)] if number % 2 else escape(part) for number, part in enumerate(parts))

    def link(self, address: str) -> str:
        """From this page to another one of its language."""
        url = self.site.url(self.language, address)
        return f"{self.base}/{url}" if url else f"{self.base}/"

    def has(self, address: str) -> bool:
        """Whether the edition has a page, named with or without a heading of it."""
        return address.partition("#")[0] not in self.site.pages.without

    def note(self, name: str) -> Note:
        """The note of a fact; a fact that is named twice keeps its number."""
        if name not in self.notes:
            fact = self.site.data.fact(name)
            number = len(self.notes) + 1
            self.notes[name] = Note(number, self._note_text(fact), [self.source(source) for source in fact.sources])
        return self.notes[name]

    def source(self, name: str) -> SourceLine:
        """A source in the words of the page's language."""
        source: Source = self.site.data.sources[name]
        publishers = self.site.data.publishers
        publisher = publishers[source.publisher]
        label = self._name(publisher.name)
        if source.repeats:
            body = self._name(publishers[source.repeats].name) if source.repeats in publishers else source.repeats
            label = self.words.sources.repeated.format(body=body, publisher=label)
        return SourceLine(
            label=label,
            kind=getattr(self.words.sources.kinds, source.kind.value),
            date=self.format.date(source.date) if source.date else self.words.sources.undated,
            title=source.title,
            language=source.language,
            link=source.address if publisher.link else None,
            unread=source.known_from is not None,
        )

    def _name(self, name) -> str:
        return name if isinstance(name, str) else name[self.language]

    def _note_text(self, fact) -> str:
        if isinstance(fact, Figure):
            as_of = self.words.figures.as_of.format(date=self.format.date(fact.as_of))
            return f"{self.format.figure(fact)} {fact.unit[self.language]}, {as_of}"
        if isinstance(fact, Event):
            return f"{self.format.event(fact)}: {fact.what[self.language]}"
        return ""

    def _part(self, part: str, **values) -> str:
        template = self.environment.get_template(f"parts/{part}/{part}.html")
        return template.render(blocks=self, words=self.words, format=self.format, language=self.language, **values).strip()

    # Names that stand in a sentence.

    def _figure(self, name: str) -> str:
        return self._part("figure", figure=self.site.data.figures[name], note=self.note(name))

    def _date(self, name: str) -> str:
        event = self.site.data.events[name]
        return Markup('<time datetime="{}">{}</time>').format(event.date, self.format.event(event)) + self._cite(name)

    def _cite(self, name: str) -> Markup:
        return Markup(self._part("cite", note=self.note(name)))

    def _edition(self, key: str) -> str:
        return escape(self.site.about(key, self.language))

    # Names that are blocks.

    def _figures(self, *names: str) -> str:
        figures = [(self.site.data.figures[name], self.note(name)) for name in names]
        return self._part("figures", figures=figures)

    def _timeline(self, name: str) -> str:
        record = self.site.data.records[name]
        events = sorted(record.events.items(), key=lambda item: (item[1].date.first_day(), item[1].date.last_day()))
        caption = self.words.timeline.caption.format(name=record.name[self.language])
        return self._part("timeline", caption=caption, events=[(event, self.note(f"{name}.{key}")) for key, event in events])

    def _bars(self, name: str) -> str:
        series = self.site.data.series[name]
        record = name.split(".")[0]
        names = [f"{record}.{figure}" for figure in series.figures]
        rows = [(self.site.data.figures[figure], self.note(figure)) for figure in names]
        return self._part("bars", series=series, rows=rows, highest=max(figure.value for figure, _ in rows))

    def _contact(self, name: str) -> str:
        place, _, key = name.partition(".")
        return self._part("contact", card=Card(place, key, self.site.data.channels[name], self.format), today=self.site.date.first_day())

    def _country(self, code: str) -> str:
        country = self.site.country(code, self.language)
        organisation = self.site.edition.organisation
        return self._part("country", country=country, today=self.site.date.first_day(), corrections=organisation.corrections)

    def _finder(self) -> str:
        first = [(code, self.format.country(code)) for code in self.site.edition.countries.first]
        regions = directory.regions(self.site.data, self.format)
        return self._part("finder", first=first, regions=regions, script=f"{self.base}/{self.assets.finder}")

    def _imprint(self) -> str:
        organisation = self.site.edition.organisation
        legal = organisation.legal[self.language] if organisation.legal else None
        return self._part("imprint", contact=organisation.contact[self.language], post=organisation.post, legal=legal)

    def _embeds(self) -> str:
        countries = [(self.format.country(code), code) for code in self.site.data.reported_countries]
        countries.sort(key=lambda pair: plain(pair[0]))
        languages = [(tag, self.format.language_name(tag), self.site.formatters[tag]) for tag in self.site.languages]
        return self._part("embeds", countries=countries, languages=languages, address=self.site.edition.address)

    @property
    def operations(self) -> list[Operation]:
        """The operations that have a page in this language, the newest first."""
        return [operation for operation in self.site.data.operations if self.site.pages.get(self.language, operation.address)]

    @property
    def trends(self) -> list[Trend]:
        """The trends that have a page in this language."""
        return [trend for trend in self.site.data.trends if self.site.pages.get(self.language, trend.address)]

    def _operations(self) -> str:
        rows = [(operation, self._results(operation)) for operation in self.operations]
        highest = {key: max((results[key].value for _, results in rows if results[key]), default=0) for key in COMPARED}
        return self._part("operations", rows=rows, highest=highest)

    def _operations_timeline(self) -> str:
        trends = [trend for trend in self.trends if any(trend.id in operation.trends for operation in self.operations)]
        return self._part("operations-timeline", operations=self.operations, trends=trends)

    def _newest_operation(self) -> str:
        if not self.operations:
            return ""
        newest = self.operations[0]
        return self._part("newest-operation", operation=newest, results=self._results(newest))

    def _results(self, operation: Operation) -> dict[str, Figure | None]:
        return {key: operation.figures.get(key) for key in COMPARED}

    def _trends(self) -> str:
        return self._part("trends", trends=self.trends)

    def _corrections(self) -> str:
        data = self.site.data
        corrections = [
            (
                self.text(correction.often_said[self.language]),
                self.text(correction.source_says[self.language]),
                [self.source(source) for source in correction.sources],
            )
            for correction in data.corrections.values()
        ]
        return self._part("corrections", corrections=corrections)

    def _sources(self) -> str:
        data = self.site.data
        used = {source for fact in map(data.fact, data.fact_names) for source in fact.sources}
        used |= {source for correction in data.corrections.values() for source in correction.sources}
        used |= {source for term in data.glossary.terms.values() for origin in term.origin.values() for source in origin.sources}
        used |= {source for word in data.glossary.avoid.values() for source in word.sources}
        groups: dict[str, list[SourceLine]] = defaultdict(list)
        for name in used:
            groups[self._name(data.publishers[data.sources[name].publisher].name)].append(self.source(name))
        ordered = sorted(groups.items(), key=lambda group: group[0].casefold())
        return self._part(
            "sources",
            groups=[(publisher, sorted(lines, key=lambda line: (line.label, line.date, line.link or ""))) for publisher, lines in ordered],
        )

    def _glossary(self) -> str:
        terms = [
            (key, term, term.origin[self.language].status, [self.source(source) for source in term.origin[self.language].sources])
            for key, term in self.site.data.glossary.terms.items()
        ]
        return self._part("glossary", terms=terms)

    def _words_to_avoid(self) -> str:
        glossary = self.site.data.glossary
        words = [(word, [self.source(source) for source in word.sources]) for word in glossary.avoid.values()]
        return self._part("words-to-avoid", avoided=words)
