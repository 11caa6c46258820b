"""A new edition: a folder with its settings, a guide, and a workflow that publishes it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile, copytree
from tempfile import TemporaryDirectory

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from . import __version__
from .schemas import settings
from .site import Site

STARTER = Path(__file__).parent / "starter"
FILES = {
    "edition.yml": "edition.yml.jinja",
    "README.md": "README.md.jinja",
    ".gitignore": "gitignore",
    ".github/workflows/publish.yml": "publish.yml",
}


@dataclass(frozen=True)
class Beginning:
    """What a new edition has to know; the rest has a default.

    Attributes:
        name: the name of the site.
        organisation: who publishes it.
        contact: how readers reach the organisation.
        address: where the site will stand.
        languages: the first one stands at the root.
        country: the country of most readers, or nothing.
    """

    name: str
    organisation: str
    contact: str
    address: str
    languages: tuple[str, ...]
    country: str = ""


def start(folder: Path, beginning: Beginning) -> list[str]:
    """Write a new edition.

    Args:
        folder: where; it may be there already if it is empty.
        beginning: what goes into its settings.

    Returns:
        The names of the files.

    Raises:
        FileExistsError: the folder holds something.
        InputError: the settings would be wrong; nothing is left behind.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(folder)
    environment = Environment(loader=FileSystemLoader(STARTER), undefined=StrictUndefined, keep_trailing_newline=True, trim_blocks=True)
    environment.filters["yaml"] = lambda value: json.dumps(value, ensure_ascii=False)  # JSON is YAML 1.2, whatever is in the text
    values = {"new": beginning, "about": settings(), "version": __version__}
    with TemporaryDirectory() as draft:
        for name, template in FILES.items():
            path = Path(draft, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            if template.endswith(".jinja"):
                path.write_text(environment.get_template(template).render(values), encoding="utf-8", newline="\n")
            else:
                copyfile(STARTER / template, path)
        Site.load(Path(draft))
        copytree(draft, folder, dirs_exist_ok=True, copy_function=copyfile)
    return list(FILES)
