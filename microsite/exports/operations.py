"""`api/v1/operations.json`: the facts about operations for programs. What may change in it: `models/published/`."""

from __future__ import annotations

from collections.abc import Iterable

from ..models import facts
from ..models.published import operations as v1
from ..site import Site
from .common import Exporter

TITLE = "Police operations against the sexual abuse of children online: figures, events and sources"
PROVENANCE = (
    "The facts were read in stored copies of public documents; each names its sources. "
    "A figure is true as of its date. Contacts are not included."
)
SCHEMA = "operations.schema.json"


def operations(site: Site) -> v1.Operations:
    """The content of the file."""
    return _Operations(site).operations()


class _Operations(Exporter):
    """Turns the facts of a site into what is published: only the languages of the edition, each text in all of them."""

    def operations(self) -> v1.Operations:
        operations = tuple(self.operation(operation) for operation in self.data.operations)
        trends = {trend for operation in operations for trend in operation.trends}
        return v1.Operations(
            **self.head(SCHEMA, TITLE, PROVENANCE),
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
