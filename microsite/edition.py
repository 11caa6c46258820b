"""Reading `edition.yml`."""

from __future__ import annotations

from pathlib import Path

from .findings import Finding, InputError, nearest
from .models.edition import Edition
from .yamlfile import read_yaml, validate


def load_edition(root: Path) -> Edition:
    """Read and check `edition.yml`.

    Raises:
        InputError: with every mistake found.
    """
    document = read_yaml(root / "edition.yml", root)
    if not isinstance(document.content, dict):
        raise InputError([Finding(document.file, 0, "file", "no settings", "the settings of an edition")])
    languages = document.content.get("languages")
    wanted = tuple(tag for tag in languages if isinstance(tag, str)) if isinstance(languages, list) else ()
    spoken = sorted(path.stem for path in (root / "data" / "interface").glob("*.yml"))
    findings: list[Finding] = []
    for number, tag in enumerate(wanted):
        if tag not in spoken:
            findings.append(
                document.finding(("languages", number), repr(tag), f"a language that has words: {', '.join(spoken)}", nearest(tag, spoken))
            )
    try:
        edition = validate(Edition, document, languages=tuple(tag for tag in wanted if tag in spoken))
    except InputError as error:
        raise InputError([*findings, *error.findings]) from None
    if findings:
        raise InputError(findings)
    return edition  # type: ignore[return-value]
