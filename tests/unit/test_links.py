"""Visiting links: a server on this machine that answers in every way a server can."""

from __future__ import annotations

import json
import socket
import threading
from collections import Counter
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner

from microsite import links
from microsite.cli import main
from microsite.links import Offline, Visit, addresses, keep, read_visits, visit_all

TODAY = date(2026, 11, 25)


class Answers(BaseHTTPRequestHandler):
    asked: Counter = Counter()
    release = threading.Event()

    def do_GET(self):
        Answers.asked[self.path] += 1
        name = self.path.strip("/").split("/")[0]
        if name == "hang":
            Answers.release.wait(10)
        elif name == "close":
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
        elif name == "loop":
            self._answer(302, location="/loop")
        elif name in ("301", "302"):
            self._answer(int(name), location="/200/moved")
        else:
            self._answer(int(name))

    def _answer(self, status: int, location: str = ""):
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def server():
    Answers.asked.clear()
    Answers.release.clear()
    running = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    Answers.release.set()
    running.shutdown()
    running.server_close()


def look(wanted, known=None, **options):
    waits = []
    found = list(visit_all(wanted, known or {}, TODAY, patience=0.5, sleep=waits.append, **options))
    return {visit.address: visit for visit in found}, waits


def test_each_answer_is_told_apart(server):
    kinds = {
        "200": ("ok", "200"),
        "301": ("moved", "301"),
        "302": ("ok", "200"),
        "404": ("gone", "404"),
        "410": ("gone", "410"),
        "403": ("blocked", "403"),
        "500": ("failing", "500"),
        "hang": ("failing", "no answer in time"),
        "close": ("failing", "no connection"),
        "loop": ("failing", "redirects without end"),
    }
    found, waits = look([f"{server}/{kind}" for kind in kinds])
    assert {kind: (found[f"{server}/{kind}"].state, found[f"{server}/{kind}"].reason) for kind in kinds} == kinds
    assert found[f"{server}/301"].target == f"{server}/200/moved"
    assert waits == [links.PAUSE] * (len(kinds) - 1), "a pause before every page of a host but the first"


def test_a_host_that_is_too_busy_is_left_alone(server):
    found, _ = look([f"{server}/429", f"{server}/200"])
    assert [visit.state for visit in found.values()] == ["blocked"] and Answers.asked == {"/429": 1}


def test_what_is_known_is_not_visited_again(server):
    known = {f"{server}/200": Visit(f"{server}/200", "ok", "200", "", "2026-11-20")}
    found, _ = look([f"{server}/200", f"{server}/404"], known)
    assert list(found) == [f"{server}/404"] and Answers.asked == {"/404": 1}


def test_visits_are_kept_until_they_are_old(tmp_path):
    path = tmp_path / "links.jsonl"
    for day in ("2026-01-01", "2026-11-20"):
        keep(path, Visit(f"https://{day}.example/", "ok", "200", "", day))
    with path.open("a") as file:
        file.write('{"address": "cut o')
    assert list(read_visits(path, date(2026, 11, 1))) == ["https://2026-11-20.example/"]
    assert read_visits(tmp_path / "none", TODAY) == {}


def test_offline_it_says_that_it_could_not_look():
    free = socket.socket()
    free.bind(("127.0.0.1", 0))
    closed = f"http://127.0.0.1:{free.getsockname()[1]}"
    free.close()
    with pytest.raises(Offline):
        look([f"{closed}/a"])


def test_a_host_that_is_down_is_failing_where_others_answer(server):
    free = socket.socket()
    free.bind(("127.0.0.1", 0))
    closed = f"http://127.0.0.1:{free.getsockname()[1]}/a"
    free.close()
    found, _ = look([closed, f"{server}/200"])
    assert (found[closed].state, found[f"{server}/200"].state) == ("failing", "ok")


def test_every_address_of_the_data_is_visited(site):
    found = addresses(site.data)
    assert {source.address for source in site.data.sources.values() if source.address} <= set(found)
    assert all(seen.address in found for channel in site.data.channels.values() for seen in channel.seen)
    assert "es.anar-menores" in found["https://www.anar.org"]


def test_the_command_goes_on_where_it_was(server, tmp_path, monkeypatch):
    monkeypatch.setattr(links, "addresses", lambda data: {f"{server}/200": ["es.a"], f"{server}/404": ["es.b", "pt.c"]})
    results = tmp_path / "links.jsonl"
    keep(results, Visit(f"{server}/200", "ok", "200", "", date.today().isoformat()))
    answer = CliRunner().invoke(main, ["links", "--results", str(results), "--pause", "0"])
    assert answer.exit_code == 1, "a page is gone"
    assert "gone (404)" in answer.output and "es.b pt.c" in answer.output and "2 of 2 visited: 1 gone, 1 ok." in answer.output
    assert Answers.asked == {"/404": 1} and len(results.read_text().splitlines()) == 2
    assert json.loads(results.read_text().splitlines()[-1])["state"] == "gone"
    rows = CliRunner().invoke(main, ["links", "--results", str(results), "--format", "csv"]).stdout.splitlines()
    assert rows[0] == "state,reason,address,target,date,used by" and len(rows) == 3


def test_the_command_says_when_it_could_not_look(tmp_path, monkeypatch):
    def nobody(*_, **__):
        raise Offline

    monkeypatch.setattr(links, "visit_all", nobody)
    answer = CliRunner().invoke(main, ["links", "--results", str(tmp_path / "l.jsonl")])
    assert answer.exit_code == 1 and "Could not look" in answer.output and "Traceback" not in answer.output
