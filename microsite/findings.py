"""What is wrong with the input, said so that a person can mend it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Finding:
    """One mistake in one place.

    Attributes:
        file: path as the user would type it, from the project's root.
        line: line in that file, counted from 1; 0 when the file as a whole is meant.
        field: what in the file is wrong, such as `figures.users.value`.
        found: what stands there.
        expected: what should stand there, or how to mend it.
        nearest: the closest name that would be right, when there is one.
    """

    file: str
    line: int
    field: str
    found: str
    expected: str
    nearest: str | None = None

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        hint = f" Did you mean {self.nearest}?" if self.nearest else ""
        return f"{place}: {self.field}: found {self.found}; expected {self.expected}.{hint}"


class InputError(Exception):
    """Raised with every finding at once, so that they can be mended in one go."""

    def __init__(self, findings: Iterable[Finding]):
        self.findings: Sequence[Finding] = sorted(set(findings))
        super().__init__(self.report())

    def report(self) -> str:
        """All findings, one a line, under a heading that counts them."""
        number = len(self.findings)
        heading = "There is one thing to mend first:" if number == 1 else f"There are {number} things to mend first:"
        return "\n".join([heading, *(f"  {finding}" for finding in self.findings)])


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The name most like `name`, or None when nothing is close."""
    names = list(names)
    longer = sorted((other for other in names if name and str(other).startswith(str(name))), key=len)
    matches = longer or get_close_matches(str(name), names, n=1, cutoff=0.5)
    return matches[0] if matches else None
