"""Keeping contacts true: which ones a person has to check, and what a check found."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from .contacts import OLD, STALE
from .data import Data
from .findings import Finding, InputError, nearest
from .layers import Layers
from .models.reporting import Channel
from .yamlfile import lay_over, parse_yaml, read_yaml, replace_block, validate

GRADES = ("high", "medium", "low")
STATES = ("old", "stale", "never", "fresh")


@dataclass(frozen=True)
class Row:
    """A contact for a reviewer.

    Attributes:
        state: `never` checked, `old` (over 540 days ago), `stale` (over 180 days ago), or `fresh`.
        shown: whether readers see it.
        hidden: the fields and ways that readers do not see, each with the reason.
    """

    place: str
    id: str
    name: str
    kind: str
    grade: str
    state: str
    confirmed: str
    shown: bool
    ways: list[str]
    hidden: list[str]
    check: str
    seen: list[str]


def review(data: Data, today: date, places: Collection[str] = (), grades: Collection[str] = (), states: Collection[str] = ()) -> list[Row]:
    """The contacts that a person has to check, place by place; those that readers see first.

    Args:
        data: the facts.
        today: the day that ages are counted from.
        places, grades, states: only these; all of them where nothing is given.

    Raises:
        InputError: a place that has no contacts.
    """
    for place in places:
        if place not in data.places:
            raise InputError([Finding("place", 0, "PLACE", repr(place), f"one of: {', '.join(data.places)}", nearest(place, data.places))])
    rows = [
        _row(place, name, channel, today)
        for place, channels in ((place, data.places[place]) for place in data.listed_places)
        for name, channel in channels.items()
        if not places or place in places
    ]
    wanted = [row for row in rows if (not grades or row.grade in grades) and (not states or row.state in states)]
    return sorted(wanted, key=lambda row: (row.place, not row.shown, STATES.index(row.state), GRADES.index(row.grade)))


def _row(place: str, name: str, channel: Channel, today: date) -> Row:
    hidden = [f"{way.kind} {way.value}: {way.doubtful}" for way in channel.ways if way.doubtful]
    hidden += [f"{field}: {why}" for field, why in channel.doubtful.items()]
    return Row(
        place,
        name,
        channel.name,
        channel.kind,
        channel.grade,
        state_of(channel, today),
        str(channel.confirmed.date) if channel.confirmed else "",
        channel.is_shown,
        [f"{way.kind} {way.value}" for way in channel.shown_ways],
        hidden,
        channel.check or "",
        [f"{seen.address} ({seen.date or 'no date'}, {seen.kind})" for seen in channel.seen],
    )


def state_of(channel: Channel, today: date) -> str:
    """How old the last check of a contact is: one of `STATES`."""
    if not channel.confirmed:
        return "never"
    age = today - channel.confirmed.date.first_day()
    return "old" if age > OLD else "stale" if age > STALE else "fresh"


def confirm(layers: Layers, place: str, name: str, by: str, on: str, source: str, today: date) -> Path:
    """Write into `data/reporting/<place>.yml` that a person has checked a contact. Nothing else in the file changes.

    An edition writes into its own file, also about a contact of the project.

    Args:
        layers: the edition and the project.
        place, name: which contact.
        by: the person, or the organisation.
        on: the day, as YYYY-MM-DD.
        source: what the check was: a call, a page that was read.
        today: no check can lie after it.

    Returns:
        The file.

    Raises:
        InputError: there is no such contact, or the new entry is not valid. The file is as it was.
    """
    below = f"data/reporting/{place}.yml"
    paths = [root / below for root in dict.fromkeys((layers.project, layers.edition))]
    documents = [read_yaml(path, path.parents[2]) for path in paths if path.is_file()]
    if not documents:
        places = sorted(path.stem for root in (layers.project, layers.edition) for path in (root / "data" / "reporting").glob("*.yml"))
        raise InputError([Finding("place", 0, "PLACE", repr(place), f"one of: {', '.join(places)}", nearest(place, places))])
    document = documents[0] if len(documents) == 1 else lay_over(*documents)
    if name not in document.content:
        known = list(document.content)
        raise InputError([Finding(below, 0, "CONTACT", repr(name), f"one of: {', '.join(known)}", nearest(name, known))])
    try:
        if date.fromisoformat(on) > today:
            raise InputError([Finding(below, 0, "--date", on, f"a day that is not after today, {today}")])
    except ValueError:
        raise InputError([Finding(below, 0, "--date", repr(on), "a day such as 2026-11-25")]) from None
    entry = {"by": by, "date": on, "source": source}
    validate(Channel, replace(document, content={name: {**document.content[name], "confirmed": entry}}), (name,))
    path = layers.edition / below
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_confirmed(text, below, name, entry), encoding="utf-8", newline="\n")
    return path


def _confirmed(text: str, file: str, name: str, entry: dict[str, str]) -> str:
    """The text of a file of contacts, with the check of one of them."""
    block = ["  confirmed:", *(f"    {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items())]
    document = parse_yaml(text, file)
    if (name, "confirmed") in document.lines:
        return replace_block(text, document, (name, "confirmed"), block)
    if (name,) in document.lines:
        lines = text.splitlines()
        lines[document.lines[(name,)] : document.lines[(name,)]] = block
        return "\n".join([*lines, ""])
    return "\n".join([*text.splitlines(), f"{name}:", *block, ""])
