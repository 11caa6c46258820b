"""A finished site takes the place of the last one as a whole, or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def staging_folder(site: Path) -> Path:
    """An empty folder beside the site's folder, on the same disk, to build in.

    Raises:
        OSError: the folder that holds the site cannot be written.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    _restore(site)
    folder = site.with_name(f".{site.name}.building-{os.getpid()}")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def publish(staging: Path, site: Path) -> None:
    """Put a finished build in the place of the last good one.

    Two renames: a crash between them leaves the old site under its other name, and the next build
    puts it back.

    Raises:
        OSError: the folder cannot be renamed; the old site is back in its place.
    """
    old = _old(site)
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    try:
        staging.rename(site)
    except OSError:
        _restore(site)
        raise
    shutil.rmtree(old, ignore_errors=True)


def discard(staging: Path) -> None:
    """Remove what a failed build left."""
    shutil.rmtree(staging, ignore_errors=True)


def _old(site: Path) -> Path:
    return site.with_name(f".{site.name}.old")


def _restore(site: Path) -> None:
    old = _old(site)
    if old.exists() and not site.exists():
        old.rename(site)
