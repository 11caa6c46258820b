"""Reading `edition.yml`."""

from __future__ import annotations

from .findings import Finding, InputError, nearest
from .layers import SETTINGS, Layers
from .logo import BadLogo, read_logo
from .models.edition import Brand, Edition
from .palette import readable
from .yamlfile import Document, read_yaml, validate


def load_edition(layers: Layers) -> Edition:
    """Read and check the settings of an edition: all that can be said without its data and pages.

    Raises:
        InputError: with every mistake found.
    """
    document = read_settings(layers)
    languages = document.content.get("languages")
    wanted = tuple(tag for tag in languages if isinstance(tag, str)) if isinstance(languages, list) else ()
    spoken = sorted(path.stem for path in (layers.project / "data" / "interface").glob("*.yml"))
    findings: list[Finding] = []
    for number, tag in enumerate(wanted):
        if tag not in spoken:
            findings.append(
                document.finding(("languages", number), repr(tag), f"a language that has words: {', '.join(spoken)}", nearest(tag, spoken))
            )
    try:
        edition: Edition = validate(Edition, document, languages=tuple(tag for tag in wanted if tag in spoken))  # type: ignore[assignment]
    except InputError as error:
        raise InputError([*findings, *error.findings]) from None
    findings += _check_brand(edition.brand, layers, document)
    if findings:
        raise InputError(findings)
    return edition


def read_settings(layers: Layers) -> Document:
    """`edition.yml` as it is written.

    Raises:
        InputError: it is not there, or no mapping.
    """
    if not (layers.edition / SETTINGS).is_file():
        raise InputError(
            [Finding(SETTINGS, 0, "file", "nothing", f"the settings of an edition in {layers.edition}; `microsite new` writes them")]
        )
    document = read_yaml(layers.edition / SETTINGS, layers.edition)
    if not isinstance(document.content, dict):
        raise InputError([Finding(document.file, 0, "file", "no settings", "the settings of an edition")])
    return document


def _check_brand(brand: Brand, layers: Layers, document: Document) -> list[Finding]:
    findings = []
    for key in ("colour", "second"):
        colour = getattr(brand, key)
        near = readable(colour) if colour else None
        if near:
            expected = "a darker colour: made dark enough to be read on paper, this one would no longer look the same"
            findings.append(document.finding(("brand", key), repr(colour), expected, f'"{near}"'))
    if brand.logo:
        try:
            read_logo(layers.edition, brand.logo)
        except BadLogo as error:
            findings.append(document.finding(("brand", "logo"), error.found, error.expected))
    return findings
