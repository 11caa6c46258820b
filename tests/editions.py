"""Other editions, made from a copy of the project."""

from __future__ import annotations

import re
import shutil
from pathlib import Path


def use_languages(project: Path, *languages: str) -> None:
    path = project / "edition.yml"
    path.write_text(re.sub(r"^languages: .*$", f"languages: [{', '.join(languages)}]", path.read_text(), flags=re.M))


def speak(project: Path, language: str, like: str, **changes: str) -> None:
    """Make a language of the words of another one: enough to see what the engine does with it."""
    shutil.copytree(project / "docs" / like, project / "docs" / language)
    words = (project / f"data/interface/{like}.yml").read_text()
    for key, value in changes.items():
        words = re.sub(rf"^  {key}: .*$", f"  {key}: {value}", words, count=1, flags=re.M)
    (project / f"data/interface/{language}.yml").write_text(words)
    for path in [*(project / "data").rglob("*.yml"), project / "edition.yml"]:
        text = path.read_text()
        if path.name == "countries.yml":  # its keys are countries
            continue
        text = re.sub(rf"^( +){like}: (.*)$", rf"\g<0>\n\1{language}: \2", text, flags=re.M)
        path.write_text(text)
