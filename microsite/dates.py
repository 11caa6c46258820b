"""Dates: the one reference date of a build, and dates known only in part."""

from __future__ import annotations

import os
import re
import subprocess
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated, Any

from pydantic import GetPydanticSchema
from pydantic_core import PydanticCustomError, core_schema

PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def reference_time(root: Path, released: date | None = None) -> datetime:
    """The moment that everything at build is compared with, in UTC.

    `SOURCE_DATE_EPOCH` (seconds since 1970, https://reproducible-builds.org/specs/source-date-epoch/),
    else the date of the last commit of the checkout at `root`, else, where there is no
    history to ask (a downloaded copy), the present moment.

    Args:
        root: the edition's folder.
        released: the day of the project's release that the edition is built with, where the project is not in the same checkout:
            an edition is as young as the facts it shows.

    Raises:
        ValueError: SOURCE_DATE_EPOCH is not a whole number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        epoch = _last_commit(root)
    if epoch is None:
        return datetime.now(UTC).replace(microsecond=0)
    if not epoch.isdecimal():
        raise ValueError(f"SOURCE_DATE_EPOCH is {epoch!r}; expected seconds since 1970, such as 1790000000")
    moment = datetime.fromtimestamp(int(epoch), UTC)
    if released and "SOURCE_DATE_EPOCH" not in os.environ:
        moment = max(moment, datetime.combine(released, time(), UTC))
    return moment


def _last_commit(root: Path) -> str | None:
    try:
        answer = subprocess.run(
            ["git", "-C", str(root), "log", "-1", "--format=%ct"],
            capture_output=True,
            text=True,
            timeout=20,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout.strip() or None


@dataclass(frozen=True)
class KnownDate:
    """A date as far as it is known: a year, a month or a day.

    Written `2025`, `2025-04` or `2025-04-02`, as in ISO 8601 and EDTF level 0.
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> KnownDate:
        """Read a date.

        Raises:
            ValueError: `text` is not a date in one of the three forms.
        """
        match = PARTIAL_DATE.fullmatch(text)
        if not match:
            raise ValueError(text)
        year, month, day = (int(part) if part else None for part in match.groups())
        known = cls(year, month, day)
        known.first_day()  # 2025-02-30 is refused here
        return known

    def first_day(self) -> date:
        """The earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> date:
        """The latest day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part)]
        return "-".join(parts)


def _validate(value: Any) -> KnownDate:
    if isinstance(value, KnownDate):
        return value
    try:
        return KnownDate.parse(str(value))
    except ValueError:
        raise PydanticCustomError("known_date", "a date such as 2025, 2025-04 or 2025-04-02") from None


PartialDate = Annotated[
    KnownDate,
    GetPydanticSchema(
        get_pydantic_core_schema=lambda _type, _handler: core_schema.no_info_plain_validator_function(
            _validate, serialization=core_schema.to_string_ser_schema()
        ),
        get_pydantic_json_schema=lambda _core, _handler: {
            "anyOf": [
                {"type": "string", "pattern": rf"^{PARTIAL_DATE.pattern}$"},
                {"type": "integer", "minimum": 1900, "maximum": 2200},
            ]
        },
    ),
]
