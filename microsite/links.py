"""Visits the addresses of `data/`, politely: one host after another, one page at a time.

A visit proves little: that a page answers. Whether a number is right, a person has to find out.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import requests

from . import __version__
from .data import Data

AGENT = f"microsite/{__version__} (looks whether links of a help directory still answer)"
PATIENCE = 20.0  # seconds for an answer
PAUSE = 1.0  # seconds between two pages of a host
FIRST_HOSTS = 5  # when none of so many can be reached, it is our connection that is down

NO_CONNECTION = "no connection"
PERMANENT = (301, 308)  # RFC 9110: other redirections do not ask to change the address
GONE = (404, 410)
BLOCKED = (401, 403, 405, 406, 429, 451, 503)  # it is there, but does not want to be looked at by a program, or not now


class Offline(Exception):
    """No host could be reached."""


@dataclass(frozen=True)
class Visit:
    """What a visit found.

    Attributes:
        state: `ok`, `moved` (for good, to `target`), `gone`, `blocked` (there, but closed to programs), or `failing`
            (an error of the server, no answer, a broken connection: try again).
        reason: the status, or what went wrong.
        date: the day of the visit.
    """

    address: str
    state: str
    reason: str
    target: str
    date: str


def addresses(data: Data) -> dict[str, list[str]]:
    """Every address on the web of `data/`, each with the names of what uses it."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, channel in data.channels.items():
        for address in [way.value for way in channel.ways if way.kind in ("chat", "form", "site")] + [
            seen.address for seen in channel.seen
        ]:
            found[address].append(name)
    for name, source in data.sources.items():
        if source.address:
            found[source.address].append(name)
    return {address: list(dict.fromkeys(names)) for address, names in found.items()}


def visit(address: str, session: requests.Session, today: date, patience: float = PATIENCE) -> Visit:
    """Look at one page.

    Args:
        address: its address.
        session: carries the headers.
        today: the day of the visit.
        patience: seconds to wait for an answer.
    """

    def found(state: str, reason: str, target: str = "") -> Visit:
        return Visit(address, state, reason, target, today.isoformat())

    try:
        with session.get(address, timeout=patience, stream=True) as answer:
            steps = [step.status_code for step in answer.history]
            if answer.status_code in GONE:
                return found("gone", str(answer.status_code))
            if answer.status_code in BLOCKED:
                return found("blocked", str(answer.status_code))
            if not answer.ok:
                return found("failing", str(answer.status_code))
            if steps and steps[0] in PERMANENT:
                return found("moved", str(steps[0]), answer.url)
            return found("ok", str(answer.status_code))
    except requests.Timeout:
        return found("failing", "no answer in time")
    except requests.TooManyRedirects:
        return found("failing", "redirects without end")
    except requests.exceptions.SSLError:
        return found("failing", "its certificate is not accepted")
    except requests.ConnectionError:
        return found("failing", NO_CONNECTION)
    except (requests.RequestException, UnicodeError, ValueError) as error:
        return found("failing", type(error).__name__)


def visit_all(
    wanted: Iterable[str],
    known: Mapping[str, Visit],
    today: date,
    *,
    pause: float = PAUSE,
    patience: float = PATIENCE,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Visit]:
    """Visit addresses host by host; those already known are not visited again. A host that is too busy (429) is left alone.

    Args:
        wanted: the addresses.
        known: earlier visits by address.
        today: the day of the visits.
        pause: seconds between two pages of a host.
        patience: seconds to wait for an answer.
        sleep: waits.

    Raises:
        Offline: none of the first hosts could be reached.
    """
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in wanted:
        if address not in known:
            by_host[urlsplit(address).netloc].append(address)
    session = requests.Session()
    session.headers["User-Agent"] = AGENT
    reached, unreached = 0, []
    for host_addresses in by_host.values():
        for number, address in enumerate(host_addresses):
            if number:
                sleep(pause)
            result = visit(address, session, today, patience)
            if result.reason != NO_CONNECTION:
                reached += 1
            elif not reached:  # held back until we know that the fault is theirs
                unreached.append(result)
                if len({urlsplit(one.address).netloc for one in unreached}) >= FIRST_HOSTS:
                    raise Offline
                break
            if reached and unreached:
                yield from unreached
                unreached = []
            yield result
            if result.reason == "429":
                break
    if unreached and not reached:
        raise Offline
    yield from unreached


def read_visits(path: Path, since: date) -> dict[str, Visit]:
    """Visits of an earlier run, since a day; a last line that was cut off is left out."""
    if not path.exists():
        return {}
    visits = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            one = Visit(**json.loads(line))
        except (ValueError, TypeError):
            continue
        if date.fromisoformat(one.date) >= since:
            visits[one.address] = one
    return visits


def keep(path: Path, one: Visit) -> None:
    """Add a visit to the file, so that a run that is stopped goes on where it was."""
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")
