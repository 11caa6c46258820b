"""Compressed files beside those of a finished site, so that a server sends them as they are.

The same file gives the same bytes. A run that was stopped leaves whole files, and at most some drafts that the next one takes away.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import brotli

KINDS = {".html", ".css", ".js", ".json", ".xml", ".svg", ".csv", ".txt"}
LEAST = 256  # bytes: below, an answer does not get shorter by it
ENCODINGS = (".br", ".gz")
DRAFT = ".draft"


@dataclass(frozen=True)
class Compressed:
    """A file, and its size in bytes as it is, with brotli and with gzip."""

    path: Path
    size: int
    brotli: int
    gzip: int


def files_to_compress(site: Path) -> list[Path]:
    """The files of a finished site that become shorter."""
    return [path for path in sorted(site.rglob("*")) if path.suffix in KINDS and path.is_file() and path.stat().st_size >= LEAST]


def compress_all(site: Path, paths: list[Path]) -> Iterator[Compressed]:
    """Compress files on all cores, and take away what is left of files that are gone, and of a run that was stopped.

    Raises:
        OSError: a file cannot be written.
    """
    for draft in site.rglob(f".*{DRAFT}"):
        draft.unlink()
    for old in (path for ending in ENCODINGS for path in site.rglob(f"*{ending}")):
        if old.with_suffix("") not in paths and old.with_suffix("").suffix in KINDS:
            old.unlink()
    with ProcessPoolExecutor() as pool:
        yield from pool.map(compress, paths, chunksize=16)


def compress(path: Path) -> Compressed:
    """Write `<file>.br` (RFC 7932, highest quality) and `<file>.gz` (RFC 1952, without a date)."""
    content = path.read_bytes()
    made = {".br": brotli.compress(content, mode=brotli.MODE_TEXT, quality=11), ".gz": gzip.compress(content, 9, mtime=0)}
    for ending, packed in made.items():
        target = path.with_name(path.name + ending)
        draft = path.with_name(f".{path.name}{ending}{DRAFT}")
        draft.write_bytes(packed)
        draft.replace(target)
    return Compressed(path, len(content), len(made[".br"]), len(made[".gz"]))
