"""The stylesheet, the script, the search code and the pictures of a site.

Each part of the looks keeps its template, style and script in one folder of `overrides/parts/`;
here they become one stylesheet and one script, named by their content so that browsers may keep them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import rcssmin
import resvg_py
import rjsmin
from jinja2 import Environment, FileSystemLoader

from .palette import palette, stylesheet_head

PICTURE_WIDTH = 1200


@dataclass
class Assets:
    """Files of the site that are not pages: their addresses, and what to write there."""

    stylesheet: str = ""
    script: str = ""
    search: str = ""
    icon: str = ""
    preview: str = ""
    files: dict[str, bytes] = field(default_factory=dict)

    def add(self, name: str, content: bytes) -> str:
        """Keep a file under a name with the hash of its content; return its address."""
        stem, _, ending = name.rpartition(".")
        address = f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:8]}.{ending}"
        self.files[address] = content
        return address

    def write(self, folder: Path) -> None:
        """Write all files below the site's folder."""
        for address, content in self.files.items():
            path = folder / address
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def make_assets(folders: Sequence[Path], brand: str) -> Assets:
    """Bundle the looks.

    Args:
        folders: where looks are found, the edition's own first; a file there hides its namesake.
        brand: the brand colour as #rrggbb.
    """
    colours = palette(brand)
    css = stylesheet_head(colours) + _joined(folders, "style/*.css", "parts/*/*.css")
    script = _joined(folders, "parts/theme/theme.js", "parts/leave/leave.js", "parts/*/*.js")
    search = _joined(folders, "search/minisearch.js", "search/results.js")
    assets = Assets()
    assets.stylesheet = assets.add("style.css", rcssmin.cssmin(css).encode())
    assets.script = assets.add("script.js", rjsmin.jsmin(script).encode())
    assets.search = assets.add("search.js", rjsmin.jsmin(search).encode())
    pictures = Environment(loader=FileSystemLoader([str(folder) for folder in folders]), autoescape=True)
    icon = pictures.get_template("pictures/icon.svg.jinja").render(colours)
    preview = pictures.get_template("pictures/preview.svg.jinja").render(colours)
    assets.icon = assets.add("icon.svg", icon.encode())
    assets.preview = assets.add("preview.png", bytes(resvg_py.svg_to_bytes(svg_string=preview, width=PICTURE_WIDTH)))
    return assets


def _joined(folders: Sequence[Path], *patterns: str) -> str:
    """The texts of all files that match, each once: pattern by pattern, in the order of their names."""
    found: dict[str, Path] = {}
    for pattern in patterns:
        matches = {path.relative_to(folder).as_posix(): path for folder in reversed(folders) for path in folder.glob(pattern)}
        for name in sorted(matches):
            found.setdefault(name, matches[name])
    return "\n".join(path.read_text(encoding="utf-8") for path in found.values())
