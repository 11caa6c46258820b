"""Starts the engine for an edition's folder, which needs no `mkdocs.yml` of its own. Beside the plugin, all that knows MkDocs."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .layers import SETTINGS, Layers

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # a notice of Material for MkDocs at every start; microsite/README.md has the plan

from mkdocs.commands.build import build as mkdocs_build  # noqa: E402
from mkdocs.commands.serve import serve as mkdocs_serve  # noqa: E402
from mkdocs.config import load_config  # noqa: E402
from mkdocs.exceptions import Abort, MkDocsException  # noqa: E402
from mkdocs.utils.yaml import yaml_load  # noqa: E402

WATCHED = (SETTINGS, "docs", "data", "overrides")


class Stopped(Exception):
    """The build stopped, and nothing was published; what is wrong has been said."""


def build(folder: Path, target: Path, *, share: tuple[str, ...] = (), progress: Callable[[int], None] = lambda total: None) -> None:
    """Build an edition. The folder holds the finished site afterwards, or what it held before.

    Args:
        folder: the edition's folder.
        target: where the site goes.
        share: languages to build beside the first one, where several machines share the work; all of them unless given.
        progress: called for each finished page, with the number of all pages.

    Raises:
        Stopped: something has to be mended first.
    """
    with _messages(logging.WARNING):
        try:
            config = load_config(
                str(_engine_file(folder)), site_dir=str(target.absolute()), strict=True, plugins=_plugins(folder, share=[*share])
            )
            config.plugins["microsite"].progress = progress
            config.plugins.on_startup(command="build", dirty=False)
            try:
                mkdocs_build(config)
            finally:
                config.plugins.on_shutdown()
        except Abort:  # it has said why
            raise Stopped from None
        except MkDocsException as error:
            logging.getLogger("mkdocs").error(str(error))
            raise Stopped from None


def serve(folder: Path, host: str, port: int, *, languages: tuple[str, ...] = (), browser: bool = False) -> None:
    """Build an edition, show it, and build it anew at each change, until it is interrupted.

    Args:
        folder: the edition's folder.
        host, port: where to listen.
        languages: some of the edition's languages; all of them unless given.
        browser: whether to open it in the browser.

    Raises:
        Stopped: something has to be mended first.
        OSError: the port is taken.
    """
    watched = [str(path) for name in WATCHED if (path := folder / name).exists()]
    with _messages(logging.INFO):
        try:
            mkdocs_serve(
                str(_engine_file(folder)),
                watch=watched,
                dev_addr=f"{host}:{port}",
                open_in_browser=browser,
                plugins=_plugins(folder, languages=[*languages]),
            )
        except (Abort, MkDocsException):
            raise Stopped from None


def _engine_file(folder: Path) -> Path:
    return Layers.of(folder).project / "mkdocs.yml"


def _plugins(folder: Path, **options: list[str]) -> dict[str, object]:
    """The plugins of the engine's settings, with the edition's folder for ours.

    A mapping, because MkDocs empties the entries of a list as it reads them, and `serve` has them read again at each change.
    """
    with _engine_file(folder).open(encoding="utf-8") as file:
        plugins = yaml_load(file)["plugins"]
    named = {}
    for plugin in plugins:
        named |= plugin if isinstance(plugin, dict) else {plugin: {}}
    return {**named, "microsite": {"edition": str(folder.resolve()), **options}}


@contextmanager
def _messages(level: int) -> Iterator[None]:
    """What the engine says, in plain lines beside the results."""
    log, handler = logging.getLogger("mkdocs"), logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    handler.setLevel(level)
    log.setLevel(level)
    log.propagate = False
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)
