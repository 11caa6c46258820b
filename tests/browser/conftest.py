"""A real browser and a real server on this machine."""

from __future__ import annotations

import functools
import http.server
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, Route, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
PATIENCE = 15_000  # milliseconds
NEUTRAL = "<!doctype html><title>Neutral</title><p>neutral</p>"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *where: object) -> None:
        """A reader who goes on before a page has come is no error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(*where)


@pytest.fixture(scope="session")
def server(built: Path) -> Iterator[str]:
    """The built site on this machine: its address with a slash at the end."""
    handler = functools.partial(_Quiet, directory=str(built))
    with _Server(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/"
        running.shutdown()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def follow(link: Locator) -> None:
    """Click a link and wait until the page it leads to has loaded: a click alone comes back before."""
    with link.page.expect_navigation():
        link.click()


class Visit:
    """A reader's browser: what it asked for, and what it complained about.

    Requests to other hosts are answered here and never leave the machine.
    """

    def __init__(self, context: BrowserContext, base: str):
        self.context, self.base = context, base
        self.requests: list[str] = []
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        context.route("**/*", self._answer)
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self.complaints.append(message.text) if message.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("requestfailed", self._failed)

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the reader went on before it had come
            self.complaints.append(f"failed: {request.url}")

    def _answer(self, route: Route) -> None:
        url = route.request.url
        self.requests.append(url)
        if url.startswith(self.base) or url.startswith("file:"):
            route.continue_()
        else:
            self.foreign.append(url)
            route.fulfill(body=NEUTRAL, content_type="text/html")

    def open(self, address: str = "") -> Page:
        self.page.goto(self.base + address)
        return self.page


@pytest.fixture
def visit(chromium: Browser, server: str):
    """Open a visit: `with visit(width=…, scheme=…, script=…) as reader`."""

    @contextmanager
    def start(viewport=PHONE, *, scheme: str = "light", script: bool = True, base: str = server, **options):
        context = chromium.new_context(viewport=viewport, color_scheme=scheme, java_script_enabled=script, **options)
        try:
            context.set_default_timeout(PATIENCE)
            yield Visit(context, base)
        finally:
            context.close()

    return start
