"""A lesson fills its time, and its plan is the same in every language."""

from __future__ import annotations

import re

from ..findings import Finding
from ..pages import Page

PLAN = ".plan}"
ROW = re.compile(r"^\|\s*(\d+)\s*\|", re.M)


def plan(page: Page) -> list[int]:
    """The minutes of each step of a lesson: the first column of the table whose first cell has the class `plan`."""
    head, mark, rest = page.body.partition(PLAN)
    return [int(minutes) for minutes in ROW.findall(rest.split("\n\n")[0])] if mark else []


def check_lesson(page: Page, source: Page | None) -> list[Finding]:
    """Whether the steps of a lesson add up to its time, and are those of the English page.

    Args:
        page: the page.
        source: the English page, where the page is a translation.
    """
    steps, lesson = plan(page), page.front.lesson
    if lesson is None:
        return [Finding(page.file, 0, "plan", "a plan by minutes", "`lesson: {minutes: …}` at the head of the page")] if steps else []
    if sum(steps) != lesson.minutes:
        found = f"{' + '.join(map(str, steps)) or 'no steps'} = {sum(steps)} minutes"
        return [
            Finding(page.file, 0, "plan", found, f"steps that add up to {lesson.minutes} minutes, in a table: | Minutes {{.plan}} | … |")
        ]
    if source and steps != plan(source):
        return [Finding(page.file, 0, "plan", " + ".join(map(str, steps)), f"{' + '.join(map(str, plan(source)))}, as in English")]
    return []
