"""Where things are found: an edition’s own folder, laid over the words, facts and looks of the project."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .findings import Finding, InputError

_PACKAGE = Path(__file__).resolve().parent
PROJECT = _PACKAGE / "library" if (_PACKAGE / "library").is_dir() else _PACKAGE.parent
"""The project: in a checkout the folder that holds this package, in an installed package the copy that came with it."""

SETTINGS = "edition.yml"
SAFE_PARTS = (
    *("parts/leave/", "parts/help-bar/", "parts/content-note/", "parts/contact/", "parts/country/"),
    *("parts/cite/", "parts/notes/", "parts/state/"),
)
"""Looks that an edition cannot change: leaving, the way to help, notes before pages about abuse, contacts, sources, what is unchecked."""


@dataclass(frozen=True)
class Layers:
    """The two folders that a site is made of.

    Attributes:
        edition: the publisher’s folder, with `edition.yml`.
        project: holds `docs/`, `data/` and `overrides/`. The reference edition is published from the project’s own folder.
    """

    edition: Path
    project: Path = PROJECT

    @classmethod
    def of(cls, folder: Path) -> Layers:
        """The layers of an edition’s folder; a whole project, as a checkout is, stands on itself."""
        folder = folder.resolve()
        whole = (folder / "data" / "addresses.yml").is_file()
        return cls(folder, folder if whole else PROJECT)

    @property
    def is_project(self) -> bool:
        """Whether the edition is the project’s own."""
        return self.edition == self.project

    def over(self, name: str) -> list[Path]:
        """The folders called so, the edition’s own first."""
        return [folder for root in dict.fromkeys((self.edition, self.project)) if (folder := root / name).is_dir()]

    def looks(self) -> list[Path]:
        """The folders of templates, styles and scripts, the edition’s own first.

        Raises:
            InputError: the edition has written a part anew that protects readers.
        """
        changed = [path.relative_to(self.edition).as_posix() for path in self.own_files("overrides")]
        findings = [
            Finding(file, 0, "file", "a part that protects readers", f"the project’s own: {', '.join(SAFE_PARTS)} stay as they are")
            for file in changed
            if any(file.startswith(f"overrides/{part}") for part in SAFE_PARTS)
        ]
        if findings:
            raise InputError(findings)
        return self.over("overrides")

    def own(self, name: str) -> Path | None:
        """The edition’s own folder called so, if it has one apart from the project’s."""
        folder = self.edition / name
        return folder if not self.is_project and folder.is_dir() else None

    def own_files(self, name: str) -> list[Path]:
        """The files in the edition’s own folder called so, without hidden ones.

        Raises:
            InputError: a link or a path leads out of the edition.
        """
        folder = self.own(name)
        if folder is None:
            return []
        files, findings = [], []
        for path in sorted(folder.rglob("*")):
            below = path.relative_to(self.edition)
            if any(part.startswith(".") for part in below.parts):
                continue
            if not path.resolve().is_relative_to(self.edition):
                findings.append(Finding(below.as_posix(), 0, "file", "a link that leads out of the edition", "the file itself"))
            elif path.is_file():
                files.append(path)
        if findings:
            raise InputError(findings)
        return files
