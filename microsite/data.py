"""`data/` as typed, checked models.

`load_data` reads every file, collects every mistake, and either returns `Data` or raises all of
them at once. Nothing here knows about MkDocs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel

from .dates import KnownDate
from .findings import Finding, InputError, nearest
from .layers import Layers
from .models.edition import CountryChoice
from .models.facts import Conflict, Correction, Event, Figure, Operation, Publisher, Record, Series, Source, SourceKind, Statement, Trend
from .models.glossary import Glossary
from .models.interface import Interface
from .models.reporting import NUMBERS, PLACES, Channel, Countries
from .models.site import Addresses, Readability, Wording
from .phones import digits, is_dialable
from .yamlfile import Document, KeyPath, lay_over, read_yaml, validate

AnyModel = TypeVar("AnyModel", bound=BaseModel)
SOURCE_LANGUAGE = "en"  # what every translation is compared with, also in an edition that does not speak it
SPECIAL_NUMBERS = "special-numbers.yml"
HARMONISED = ("112", "116000", "116111")  # numbers of the whole Union (Commission Decision 2007/116/EC; 112: Directive (EU) 2018/1972)
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SINGLE_RECORDS = {"reading-figures.yml": Record, "guidance.yml": Record, "glossary.yml": Glossary, "corrections.yml": Record}
RECORD_FOLDERS = {"operations": Operation, "trends": Trend}


@dataclass
class Data:
    """Everything that `data/` holds. Facts are found by `<record>.<fact>`, contacts by `<place>.<contact>`."""

    publishers: dict[str, Publisher] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    series: dict[str, Series] = field(default_factory=dict)
    places: dict[str, dict[str, Channel]] = field(default_factory=dict)
    corrections: dict[str, Correction] = field(default_factory=dict)
    interface: dict[str, Interface] = field(default_factory=dict)
    countries: Countries = None  # type: ignore[assignment]
    special_numbers: dict[str, list[str]] = field(default_factory=dict)
    addresses: Addresses = None  # type: ignore[assignment]
    wording: Wording = None  # type: ignore[assignment]
    readability: Readability = None  # type: ignore[assignment]
    files: dict[str, Document] = field(default_factory=dict)
    choice: CountryChoice = CountryChoice()

    @property
    def operations(self) -> list[Operation]:
        """The operations, the newest first."""
        found = [record for record in self.records.values() if isinstance(record, Operation)]
        return sorted(found, key=lambda operation: (operation.announced.first_day(), operation.id), reverse=True)

    @property
    def trends(self) -> list[Trend]:
        """The trends in the order of the address list."""
        order = {address: number for number, address in enumerate(self.addresses.pages)}
        found = [record for record in self.records.values() if isinstance(record, Trend)]
        return sorted(found, key=lambda trend: order.get(trend.address, len(order)))

    @property
    def glossary(self) -> Glossary:
        """The glossary."""
        return self.records["glossary"]  # type: ignore[return-value]

    @property
    def channels(self) -> dict[str, Channel]:
        """The contacts of all places."""
        return {f"{place}.{name}": channel for place, channels in self.places.items() for name, channel in channels.items()}

    @property
    def shown_channels(self) -> dict[str, Channel]:
        """The contacts that readers see."""
        return {name: channel for name, channel in self.channels.items() if channel.is_shown}

    @property
    def reported_countries(self) -> list[str]:
        """The codes of the countries that have contacts of their own, and a page in this edition: its first ones, then by code."""
        codes = [code for code in sorted(set(self.places) & set(self.countries.codes)) if self.choice.has(code)]
        return sorted(codes, key=lambda code: self.choice.first.index(code) if code in self.choice.first else len(codes))

    @property
    def listed_places(self) -> list[str]:
        """The countries of the edition, and what belongs to no country, by code."""
        return sorted({*self.reported_countries, *(place for place in PLACES if place in self.places)})

    def fact(self, name: str) -> Figure | Event | Statement | None:
        """The fact called `<record>.<fact>`, whatever its kind."""
        for facts in (self.figures, self.events, self.statements):
            if name in facts:
                return facts[name]
        return None

    @property
    def fact_names(self) -> list[str]:
        """The names of all facts."""
        return [*self.figures, *self.events, *self.statements]


class _Loader:
    """Reads the files one after another and keeps every finding."""

    def __init__(self, layers: Layers, languages: tuple[str, ...], today: date):
        self.layers, self.languages, self.today = layers, languages, today
        self.folder = layers.project / "data"
        self.data = Data()
        self.findings: list[Finding] = []
        self.where: dict[str, tuple[Document, KeyPath]] = {}  # fact name → its place
        self.documents: dict[str, Document] = {}  # record id → its file
        self.place_documents: dict[str, Document] = {}  # place → its file
        self.number_documents: list[Document] = []
        self.unread: set[str] = set()  # ids of records with mistakes of their own

    def read(self, path: Path) -> Document | None:
        own = not path.is_relative_to(self.layers.project)
        try:
            document = read_yaml(path, self.layers.edition if own else self.layers.project)
        except InputError as error:
            self.findings += error.findings
            return None
        self.data.files[str(path) if own else document.file] = document
        if document.content is None:
            self.findings.append(document.finding((), "an empty file", "its content"))
            return None
        return document

    def model(self, model: type[AnyModel], document: Document, path: KeyPath = ()) -> AnyModel | None:
        try:
            return validate(model, document, path, languages=self.languages)  # type: ignore[return-value]
        except InputError as error:
            self.findings += error.findings
            return None

    def mapping(self, name: str, model: type[AnyModel]) -> dict[str, AnyModel]:
        """A file that maps names to models of one kind."""
        document = self.read(self.folder / name)
        if document is None:
            return {}
        if not isinstance(document.content, dict):
            self.findings.append(document.finding((), "no mapping", "names, each with its entry"))
            return {}
        entries = {key: self.model(model, document, (key,)) for key in document.content}
        return {key: entry for key, entry in entries.items() if entry is not None}

    def load(self) -> Data:
        data = self.data
        data.publishers = self.mapping("publishers.yml", Publisher)
        data.sources = self.mapping("sources.yml", Source)
        for name, model in SINGLE_RECORDS.items():
            self.record(self.folder / name, model)
        for folder, model in RECORD_FOLDERS.items():
            for path in sorted((self.folder / folder).glob("*.yml")):
                self.record(path, model)
        self.special_numbers()
        own = self.own_contacts()
        for path in sorted((self.folder / "reporting").glob("*.yml")):
            self.place(path, own.pop(path.stem, None))
        for path in own.values():
            self.place(path)
        for language in dict.fromkeys((*self.languages, SOURCE_LANGUAGE)):
            path = self.folder / "interface" / f"{language}.yml"
            document = self.read(path)
            if document and (words := self.model(Interface, document)):
                data.interface[language] = words
        for attribute, model in (("countries", Countries), ("addresses", Addresses), ("wording", Wording), ("readability", Readability)):
            document = self.read(self.folder / f"{attribute}.yml")
            if document:
                setattr(data, attribute, self.model(model, document))
        self.cross_check()
        if self.findings:
            raise InputError(self.findings)
        return data

    def record(self, path: Path, model: type[Record]) -> None:
        document = self.read(path)
        record = document and self.model(model, document)
        if not document or not record:
            self.unread.add(path.stem)
            return
        if record.id != path.stem:
            self.findings.append(document.finding(("id",), repr(record.id), f"the name of the file, {path.stem!r}"))
        data = self.data
        data.records[record.id] = record
        self.documents[record.id] = document
        for kind in ("figures", "events", "statements", "series"):
            for name, fact in getattr(record, kind).items():
                self.add(getattr(data, kind), f"{record.id}.{name}", fact, document, (kind, name))
        for name, correction in record.corrections.items():
            data.corrections[f"{record.id}.{name}"] = correction

    def own_contacts(self) -> dict[str, Path]:
        """The edition’s own files of contacts, by place. Facts have their sources in the project: an edition changes contacts only."""
        try:
            files = self.layers.own_files("data")
        except InputError as error:
            self.findings += error.findings
            return {}
        own = {}
        for path in files:
            below = path.relative_to(self.layers.edition / "data").as_posix()
            if path.match("data/reporting/*.yml"):
                own[path.stem] = path
            elif below != SPECIAL_NUMBERS:
                expected = f"only contacts, data/reporting/<country>.yml, and data/{SPECIAL_NUMBERS}"
                self.findings.append(Finding(f"data/{below}", 0, "file", "something else", expected))
        return own

    def place(self, path: Path, own: Path | None = None) -> None:
        """The contacts of a country, of the European Union, or of no place.

        Args:
            path: its file.
            own: the edition’s file of the same place, which is laid over it.
        """
        documents = [self.contacts(each) for each in (path, own) if each]
        if None in documents:
            return
        document = documents[0] if len(documents) == 1 else _corrected(*documents)
        self.place_documents[path.stem] = document
        channels = {name: self.model(Channel, document, (name,)) for name in document.content}
        self.data.places[path.stem] = {name: channel for name, channel in channels.items() if channel is not None}

    def contacts(self, path: Path) -> Document | None:
        document = self.read(path)
        if document and not isinstance(document.content, dict):
            self.findings.append(document.finding((), "no mapping", "contacts, each with its name as the key"))
            return None
        return document

    def special_numbers(self) -> None:
        numbers: dict[str, list[str]] = {}
        for root in dict.fromkeys((self.layers.project, self.layers.edition)):
            path = root / "data" / SPECIAL_NUMBERS
            document = self.read(path) if root == self.layers.project or path.exists() else None
            if document and self.are_numbers(document):
                self.number_documents.append(document)
                for country, found in document.content.items():
                    numbers[country] = [*numbers.get(country, []), *found]
        self.data.special_numbers = numbers

    def are_numbers(self, document: Document) -> bool:
        numbers = document.content
        if isinstance(numbers, dict) and all(
            isinstance(of_country, list) and all(isinstance(number, str) for number in of_country) for of_country in numbers.values()
        ):
            return True
        self.findings.append(document.finding((), "something else", 'countries, each with a list of numbers in quotes: pt: ["1411"]'))
        return False

    def add(self, facts: dict, name: str, fact: BaseModel, document: Document, path: KeyPath) -> None:
        if name in self.where:
            other, place = self.where[name]
            self.findings.append(
                document.finding(path, f"the name {name!r} again", f"a name that {other.file}:{other.line(place)} does not have already")
            )
            return
        self.where[name] = (document, path)
        facts[name] = fact

    # What only shows when all files are read.

    def cross_check(self) -> None:
        data = self.data
        for name, (document, path) in self.where.items():
            fact = data.fact(name)
            if isinstance(fact, (Figure, Event, Statement)):
                self.known_sources(fact.sources, document, (*path, "sources"))
            if isinstance(fact, Figure):
                self.past(fact.as_of, document, (*path, "as_of"))
            elif isinstance(fact, Event):
                self.past(fact.end or fact.date, document, (*path, "end" if fact.end else "date"))
            elif name in data.series:
                self.known_figures(name, data.series[name], document, path)
        self.check_contacts()
        self.check_sources()
        self.check_operations()
        self.check_corrections()
        self.check_topics()
        self.check_glossary()

    def known_sources(self, sources: tuple[str, ...], document: Document, path: KeyPath) -> None:
        for number, source in enumerate(sources):
            if source not in self.data.sources:
                self.findings.append(
                    document.finding(
                        (*path, number), repr(source), "the id of a source in data/sources.yml", nearest(source, self.data.sources)
                    )
                )
        kinds = {self.data.sources[source].kind for source in sources if source in self.data.sources}
        if kinds == {SourceKind.derivative}:
            self.findings.append(document.finding(path, "only weak sources (news-derivative)", "at least one source that can carry it"))

    def known_figures(self, name: str, series: Series, document: Document, path: KeyPath) -> None:
        record = name.split(".")[0]
        own = [figure.split(".")[1] for figure in self.data.figures if figure.startswith(f"{record}.")]
        for number, figure in enumerate(series.figures):
            if figure not in own:
                self.findings.append(
                    document.finding((*path, "figures", number), repr(figure), "a figure of the same file", nearest(figure, own))
                )

    def past(self, when: KnownDate, document: Document, path: KeyPath) -> None:
        if when.first_day() > self.today:
            expected = (
                f"a date that is not after {self.today}, the reference date of this build (that of the last commit, or SOURCE_DATE_EPOCH)"
            )
            self.findings.append(document.finding(path, str(when), expected))

    def check_sources(self) -> None:
        data = self.data
        document = data.files.get("data/sources.yml")
        for name, source in data.sources.items():
            publisher = data.publishers.get(source.publisher)
            if publisher is None:
                self.findings.append(
                    document.finding(
                        (name, "publisher"),
                        repr(source.publisher),
                        "the id of a publisher in data/publishers.yml",
                        nearest(source.publisher, data.publishers),
                    )
                )
            elif source.address and not _belongs(source.address, publisher.domains):
                self.findings.append(
                    document.finding(
                        (name, "address"),
                        source.address,
                        f"an address of {', '.join(publisher.domains)}, the domains of {source.publisher}",
                    )
                )
            if source.known_from and source.known_from not in data.sources:
                self.findings.append(
                    document.finding(
                        (name, "known_from"), repr(source.known_from), "the id of a source", nearest(source.known_from, data.sources)
                    )
                )
            if source.date:
                self.past(source.date, document, (name, "date"))

    def check_contacts(self) -> None:
        if self.data.countries is None:
            return
        for place, channels in self.data.places.items():
            document = self.place_documents[place]
            if place not in (*self.data.countries.codes, *PLACES):
                expected = f"the code of a country of data/countries.yml, or {' or '.join(PLACES)}"
                self.findings.append(document.finding((), f"the name {place!r}", expected))
                continue
            for name, channel in channels.items():
                self.check_contact(place, name, channel, document)
        self.check_special_numbers()

    def check_contact(self, place: str, name: str, channel: Channel, document: Document) -> None:
        codes = self.data.countries.codes
        if not NAME.fullmatch(name):
            self.findings.append(document.finding((name,), f"the name {name!r}", "small letters, digits and single hyphens"))
        country = "" if place in PLACES else place
        for number, way in enumerate(channel.ways):
            special = self.data.special_numbers.get(place, [])
            if way.kind in NUMBERS and not is_dialable(way.value, country, HARMONISED if place == "eu" else special):
                expected = f"a number that can be dialled there; if it is a real short number, add it to data/{SPECIAL_NUMBERS}"
                self.findings.append(document.finding((name, "ways", number, way.kind), repr(way.value), expected))
        for number, seen in enumerate(channel.seen):
            if seen.date:
                self.past(seen.date, document, (name, "seen", number, "date"))
        if channel.confirmed and channel.confirmed.date.first_day() > date.today():  # a check of today may come before its commit
            self.past(channel.confirmed.date, document, (name, "confirmed", "date"))
        for key, named in (("based", [channel.based] if channel.based else []), ("serves", channel.serves)):
            unknown = [code for code in named if code not in codes] if named != "everywhere" else []
            if unknown:
                self.findings.append(document.finding((name, key), ", ".join(unknown), "codes of countries of data/countries.yml"))
        if channel.serves and place != "international":
            self.findings.append(document.finding((name, "serves"), "other countries", "this key only in international.yml"))

    def check_special_numbers(self) -> None:
        for document in self.number_documents:
            self.check_numbers_of(document)

    def check_numbers_of(self, document: Document) -> None:
        for place, numbers in document.content.items():
            ways = [way for channel in self.data.places.get(place, {}).values() for way in channel.ways if way.kind in NUMBERS]
            used = {digits(way.value) for way in ways}
            for number in numbers:
                if number not in used or is_dialable(number, place, ()):
                    expected = "a number that a contact of the country uses, and that is not known as it is"
                    self.findings.append(document.finding((place,), repr(number), expected))

    def check_corrections(self) -> None:
        corrections = self.data.corrections
        for record in self.data.records.values():
            document = self.documents[record.id]
            for name, correction in record.corrections.items():
                self.known_sources(correction.sources, document, ("corrections", name, "sources"))
            conflicts: list[tuple[KeyPath, Conflict | None]] = [(("conflicts", number), one) for number, one in enumerate(record.conflicts)]
            conflicts += [(("figures", name, "conflict"), figure.conflict) for name, figure in record.figures.items()]
            for path, conflict in conflicts:
                if not conflict or not conflict.correction or conflict.correction.split(".")[0] in self.unread:
                    continue
                if conflict.correction not in corrections:
                    found, near = repr(conflict.correction), nearest(conflict.correction, corrections)
                    self.findings.append(
                        document.finding((*path, "correction"), found, "the name of a correction: record.correction", near)
                    )

    def check_topics(self) -> None:
        rules, addresses, document = self.data.readability, self.data.addresses, self.data.files.get("data/readability.yml")
        for number, topic in enumerate(rules.topics if rules and addresses else ()):
            if topic not in addresses.pages:
                near = nearest(topic, addresses.pages)
                self.findings.append(document.finding(("topics", number), repr(topic), "an address of data/addresses.yml", near))

    def check_operations(self) -> None:
        trends = {trend.id for trend in self.data.records.values() if isinstance(trend, Trend)}
        for operation in self.data.records.values():
            if not isinstance(operation, Operation):
                continue
            document = self.documents[operation.id]
            self.past(operation.announced, document, ("announced",))
            for number, trend in enumerate(operation.trends):
                if trend not in trends:
                    self.findings.append(document.finding(("trends", number), repr(trend), "the id of a trend", nearest(trend, trends)))

    def check_glossary(self) -> None:
        glossary = self.data.records.get("glossary")
        if not isinstance(glossary, Glossary):
            return
        document = self.documents["glossary"]
        for name, term in glossary.terms.items():
            for language in self.languages:
                path: KeyPath = ("terms", name, "origin", language)
                origin = term.origin.get(language)
                if origin is None:
                    self.findings.append(
                        document.finding(path[:-1], f"nothing for {language}", "where the term was seen, or status: proposal")
                    )
                elif origin.status == "proposal":
                    if origin.sources:
                        self.findings.append(document.finding(path, "a proposal with sources", "another status, or no sources"))
                elif not origin.sources:
                    self.findings.append(
                        document.finding(path, f"status {origin.status} without a source", "a source, or status: proposal")
                    )
                else:
                    self.known_sources(origin.sources, document, (*path, "sources"))
        for name, word in glossary.avoid.items():
            self.known_sources(word.sources, document, ("avoid", name, "sources"))


def load_data(layers: Layers, languages: tuple[str, ...], today: date) -> Data:
    """Read and check `data/`, the edition's own contacts over those of the project.

    Args:
        layers: the edition and the project.
        languages: the languages in which every text has to stand.
        today: the reference date; no fact is younger.

    Raises:
        InputError: with every mistake found in any file.
    """
    return _Loader(layers, languages, today).load()


def texts(data: Data) -> Iterator[tuple[Document, KeyPath, dict[str, str]]]:
    """Every text for readers in `data/`, with its place: a mapping of languages to words."""

    def walk(document: Document, part, path: KeyPath):
        if isinstance(part, dict):
            if part.keys() & data.interface.keys() and all(isinstance(text, str) for text in part.values()):
                yield document, path, part
            else:
                for key, value in part.items():
                    yield from walk(document, value, (*path, key))
        elif isinstance(part, list):
            for number, value in enumerate(part):
                yield from walk(document, value, (*path, number))

    for document in data.files.values():
        yield from walk(document, document.content, ())


def _corrected(below: Document, above: Document) -> Document:
    """Contacts with an edition's own laid over them. Whoever changes the ways in has to check them again."""
    document = lay_over(below, above)
    for name, entry in above.content.items():
        if isinstance(entry, dict) and "ways" in entry and name in below.content:
            document.content[name]["confirmed"] = entry.get("confirmed")
    return document


def _belongs(address: str, domains: tuple[str, ...]) -> bool:
    host = (urlsplit(address).hostname or "").lower()
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)
