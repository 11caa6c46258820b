"""Pages that an edition has written anew: which words of the project they were written instead of, and what has changed since.

The front matter of such a page keeps the hash of the original (`replaces`), and `docs/.originals/` its words, so that the
difference can be shown after an upgrade.
"""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

from .findings import Finding, InputError, nearest
from .layers import Layers
from .pages import FENCE, Page, Pages, split_front_matter
from .yamlfile import edit_yaml

KEPT = "docs/.originals"
NOT_OURS = ("translation_of", "reviews")  # what was said about the original does not hold for what is written instead


def replace(layers: Layers, pages: Pages, language: str, address: str) -> Path:
    """Copy a page of the project into the edition, ready to be written anew.

    Args:
        layers: the edition and the project.
        pages: the pages of the edition.
        language, address: which page.

    Returns:
        The new file.

    Raises:
        InputError: there is no such page, or the edition has it already.
    """
    original = _page(pages, language, address)
    if original.own:
        raise InputError([Finding(original.file, 0, "page", "an own page at this address already", "an address of a page of the project")])
    source, target = layers.project / original.file, layers.edition / original.file
    if layers.is_project:
        raise InputError(
            [Finding(original.file, 0, "page", "the project’s own page", "an edition in a folder of its own: `microsite new` makes one")]
        )
    text = source.read_text(encoding="utf-8")
    head, body = split_front_matter(text)  # type: ignore[misc] - it was read before
    head = edit_yaml(head, {("replaces",): original.hash}, without=NOT_OURS)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"{FENCE}\n{head}{FENCE}\n{body}", encoding="utf-8", newline="\n")
    _keep(layers, original, text)
    return target


def accept(layers: Layers, pages: Pages, language: str, address: str) -> Path:
    """Record that the present words of the project have been read, and the edition's page holds beside them.

    Returns:
        The file of the edition's page.

    Raises:
        InputError: the edition has no page that replaces one there.
    """
    own, original = _page(pages, language, address), pages.replaced.get((language, address))
    if original is None:
        raise InputError([Finding(own.file, 0, "page", "a page that replaces none of the project", "an address of a replaced page")])
    path = layers.edition / own.file
    head, body = split_front_matter(path.read_text(encoding="utf-8-sig"))  # type: ignore[misc] - it was read before
    head = edit_yaml(head, {("replaces",): original.hash})
    path.write_text(f"{FENCE}\n{head}{FENCE}\n{body}", encoding="utf-8", newline="\n")
    _keep(layers, original, (layers.project / original.file).read_text(encoding="utf-8"))
    return path


def difference(layers: Layers, own: Page, original: Page) -> str:
    """What changed in the original since the edition's page was written; without its old words, how the two differ now."""
    kept, today = layers.edition / KEPT / original.language / original.path, layers.project / original.file
    before = kept if kept.is_file() else layers.edition / own.file
    names = f"{original.file} as it was" if kept.is_file() else f"{own.file}, your page", f"{original.file} of the project today"
    lines = [path.read_text(encoding="utf-8-sig").splitlines() for path in (before, today)]
    return "\n".join(unified_diff(*lines, *names, lineterm=""))


def _keep(layers: Layers, original: Page, text: str) -> None:
    path = layers.edition / KEPT / original.language / original.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _page(pages: Pages, language: str, address: str) -> Page:
    if language not in pages.languages:
        known = ", ".join(pages.languages)
        raise InputError([Finding("LANGUAGE", 0, "language", repr(language), f"one of: {known}", nearest(language, pages.languages))])
    page = pages.get(language, address)
    if page is None or not page.file.startswith("docs/"):
        known = [page.address for page in pages.by_language[language].values() if page.file.startswith("docs/")]
        expected = "the address of a page below the language, such as about/privacy/"
        raise InputError([Finding("ADDRESS", 0, "address", repr(address), expected, nearest(address, known))])
    return page
