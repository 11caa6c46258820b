"""The stylesheet, the script, the search code and the pictures of a site.

Each part of the looks keeps its template, style and script in one folder of `overrides/parts/`;
here they become one stylesheet and one script, named by their content so that browsers may keep them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import rcssmin
import resvg_py
import rjsmin
from jinja2 import Environment, FileSystemLoader

from .palette import stylesheet_head

PICTURE_WIDTH = 1200
# Parts that some pages have: these load a longer stylesheet, so that no other page carries them.
MORE_STYLES = {
    "home": ("doors", "figures", "newest-operation"),
    "facts": (
        *("bars", "corrections", "figures", "filter", "glossary", "imprint", "operations", "operations-timeline"),
        *("related", "sources", "timeline", "trends", "words-to-avoid"),
    ),
    "help": ("contact", "country", "embeds", "finder", "sheet"),
    "work": ("bands", "blank", "plan", "posters", "say-avoid", "sheet", "sheet-words", "slides"),
}
OPTIONAL_PARTS = ("announcement", "logo")  # parts that an edition has or has not
FINDER = "parts/finder/finder.js"  # fetched with its data on the page of the finder only


@dataclass
class Assets:
    """Files of the site that are not pages: their addresses, and what to write there."""

    script: str = ""
    search: str = ""
    finder: str = ""
    icon: str = ""
    preview: str = ""
    logo: str = ""
    styles: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)

    def add(self, name: str, content: bytes) -> str:
        """Keep a file under a name with the hash of its content; return its address."""
        stem, _, ending = name.rpartition(".")
        address = f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:8]}.{ending}"
        self.files[address] = content
        return address

    def stylesheet(self, *more: str) -> str:
        """The address of the stylesheet, with more of it for a page that has such parts (the names of `MORE_STYLES`)."""
        names = ["style", *more]
        return self.add("-".join(names) + ".css", rcssmin.cssmin("\n".join(self.styles[name] for name in names)).encode())

    def write(self, folder: Path) -> None:
        """Write all files below the site's folder."""
        for address, content in self.files.items():
            path = folder / address
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def make_assets(
    folders: Sequence[Path],
    colours: dict[str, dict[str, str]],
    finder_data: str,
    parts: Collection[str] = (),
    logo: tuple[str, bytes] | None = None,
) -> Assets:
    """Bundle the looks.

    Args:
        folders: where looks are found, the edition's own first; a file there hides its namesake.
        colours: those of the edition, by scheme and part.
        finder_data: what the country finder knows, as a script.
        parts: those of `OPTIONAL_PARTS` that the edition has.
        logo: the ending of its file, with its point, and its content.
    """
    more = {name: [f"parts/{part}/{part}.css" for part in parts] for name, parts in MORE_STYLES.items()}
    apart = sum(more.values(), []) + [f"parts/{part}/{part}.css" for part in OPTIONAL_PARTS if part not in parts]
    css = stylesheet_head(colours) + _joined(folders, "style/*.css", "parts/*/*.css", without=apart)
    script = _joined(folders, "parts/theme/theme.js", "parts/leave/leave.js", "parts/*/*.js", without=(FINDER,))
    search = _joined(folders, "search/minisearch.js", "search/results.js")
    assets = Assets()
    assets.styles = {"style": css, **{name: _joined(folders, *patterns) for name, patterns in more.items()}}
    assets.finder = assets.add("finder.js", (finder_data + rjsmin.jsmin(_joined(folders, FINDER))).encode())
    assets.script = assets.add("script.js", rjsmin.jsmin(script).encode())
    assets.search = assets.add("search.js", rjsmin.jsmin(search).encode())
    if logo:
        assets.logo = assets.add(f"logo{logo[0]}", logo[1])
    pictures = Environment(loader=FileSystemLoader([str(folder) for folder in folders]), autoescape=True)
    icon = pictures.get_template("pictures/icon.svg.jinja").render(colours)
    preview = pictures.get_template("pictures/preview.svg.jinja").render(colours)
    assets.icon = assets.add("icon.svg", icon.encode())
    assets.preview = assets.add("preview.png", bytes(resvg_py.svg_to_bytes(svg_string=preview, width=PICTURE_WIDTH)))
    return assets


def _joined(folders: Sequence[Path], *patterns: str, without: Collection[str] = ()) -> str:
    """The texts of all files that match, each once: pattern by pattern, in the order of their names."""
    found: dict[str, Path] = {}
    for pattern in patterns:
        matches = {path.relative_to(folder).as_posix(): path for folder in reversed(folders) for path in folder.glob(pattern)}
        for name in sorted(matches.keys() - set(without)):
            found.setdefault(name, matches[name])
    return "\n".join(path.read_text(encoding="utf-8") for path in found.values())
