"""The facts about operations for programs: `api/v1/operations.json`, and its schema beside it.

What may change and what may not: `models/exports.py`. Words stand as in `data/`, without the typography of pages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from .models import exports as v1
from .models import facts
from .models.base import Text
from .names import substitute
from .schemas import DIALECT
from .site import Site

WITHOUT_MARKS = re.compile(r" +(?= |$)")  # where a mark of sources stood
FOLDER, FILE, SCHEMA = "api/v1/", "operations.json", "operations.schema.json"
TITLE = "Police operations against the sexual abuse of children online: figures, events and sources"
PROVENANCE = (
    "The facts were read in stored copies of public documents; each names its sources. "
    "A figure is true as of its date. Contacts are not included."
)


def exports(site: Site) -> dict[str, str]:
    """The texts of the files by their addresses from the root of the site."""
    content = _Exporter(site).operations().model_dump(mode="json", by_alias=True)
    return {FOLDER + FILE: _json(content), FOLDER + SCHEMA: _json({"$schema": DIALECT, **v1.Operations.model_json_schema()})}


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


class _Exporter:
    """Turns the facts of a site into what is published: only the languages of the edition, each text in all of them."""

    def __init__(self, site: Site):
        self.site, self.data = site, site.data

    def operations(self) -> v1.Operations:
        site, organisation = self.site, self.site.edition.organisation.name
        operations = tuple(self.operation(operation) for operation in self.data.operations)
        trends = {trend for operation in operations for trend in operation.trends}
        return v1.Operations(
            schema_=SCHEMA,
            title=TITLE,
            licence=v1.Licence(name="CC BY 4.0", url="https://creativecommons.org/licenses/by/4.0/", attribution=organisation),
            provenance=PROVENANCE,
            edition=v1.Edition(name=self.words(site.edition.name), address=site.edition.address),
            date=str(site.date),
            languages=site.languages,
            operations=operations,
            trends={trend.id: self.trend(trend) for trend in self.data.trends if trend.id in trends},
            sources={name: self.source(self.data.sources[name]) for name in self.sources(operations)},
        )

    def operation(self, operation: facts.Operation) -> v1.Operation:
        return v1.Operation(
            id=operation.id,
            name=self.words(operation.name),
            summary=self.words(operation.summary),
            lead=self.words(operation.lead),
            announced=str(operation.announced),
            trends=operation.trends,
            pages=self.pages(operation.address),
            figures={name: self.figure(figure) for name, figure in operation.figures.items()},
            events={name: self.event(event) for name, event in operation.events.items()},
            corrections={name: self.correction(correction) for name, correction in operation.corrections.items()},
        )

    def figure(self, figure: facts.Figure) -> v1.Figure:
        return v1.Figure(
            value=figure.value,
            approximation=figure.approximation,
            measure=figure.measure,
            unit=self.words(figure.unit),
            as_of=str(figure.as_of),
            sources=figure.sources,
        )

    def event(self, event: facts.Event) -> v1.Event:
        end = str(event.end) if event.end else None
        return v1.Event(date=str(event.date), end=end, what=self.words(event.what), sources=event.sources)

    def correction(self, correction: facts.Correction) -> v1.Correction:
        said, says = self.words(correction.often_said), self.words(correction.source_says)
        return v1.Correction(often_said=said, source_says=says, sources=correction.sources)

    def trend(self, trend: facts.Trend) -> v1.Trend:
        return v1.Trend(name=self.words(trend.name), pages=self.pages(trend.address))

    def source(self, source: facts.Source) -> v1.Source:
        publishers = self.data.publishers
        publisher = publishers[source.publisher]
        repeats = publishers[source.repeats].name if source.repeats in publishers else source.repeats
        return v1.Source(
            publisher=self.words(publisher.name),
            kind_of_publisher=publisher.kind,
            title=source.title,
            language=source.language,
            address=source.address,
            date=str(source.date) if source.date else None,
            kind=source.kind,
            repeats=self.words(repeats) if repeats else None,
            address_known_only_from=source.known_from,
        )

    def sources(self, operations: Iterable[v1.Operation]) -> list[str]:
        """The sources that the facts name, and those that these are known from."""
        parts = [part for operation in operations for part in (operation.figures, operation.events, operation.corrections)]
        new = {source for part in parts for fact in part.values() for source in fact.sources}
        used: set[str] = set()
        while new:
            used |= new
            new = {origin for name in new if (origin := self.data.sources[name].known_from)} - used
        return sorted(used)

    def pages(self, address: str) -> dict[str, str]:
        return {language: self.site.absolute(language, address) for language in self.site.pages.translations(address)}

    def words(self, text: Text | str) -> dict[str, str]:
        """A text, or a name that is the same everywhere, in each language; facts named in it become words."""
        texts = {language: text if isinstance(text, str) else text[language] for language in self.site.languages}
        return {
            language: WITHOUT_MARKS.sub("", substitute(words, lambda call, tag=language: self.site.spoken(call, tag)))
            for language, words in texts.items()
        }
