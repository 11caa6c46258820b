"""The logo of an edition: a picture that is small, is what it says, and can run nothing."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image, UnidentifiedImageError

MOST_BYTES = 20_000  # it comes with the first page of every visit
LEAST_PIXELS = 64  # of a picture made of pixels: it is shown 40 pixels high, on fine screens with twice as many
FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}
SVG = "{http://www.w3.org/2000/svg}"
DRAWING = {
    *("svg", "g", "defs", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "style"),
    *("linearGradient", "radialGradient", "stop", "clipPath", "mask", "use", "symbol", "metadata"),
}
"""Elements of SVG that draw (https://www.w3.org/TR/SVG2/eltindex.html), without scripts, animations, links, pictures and foreign content."""


class BadLogo(ValueError):
    """A file that cannot be the logo.

    Attributes:
        found: what is wrong with it.
        expected: what it should be, or how to mend it.
    """

    def __init__(self, found: str, expected: str):
        super().__init__(found)
        self.found, self.expected = found, expected


def read_logo(folder: Path, name: str) -> bytes:
    """Read and check the logo.

    Args:
        folder: the edition's folder, which it may not lead out of.
        name: its path below that folder.

    Raises:
        BadLogo: it is not there, too large, not a picture, or an SVG that could do more than draw.
    """
    path = folder / name
    kinds = f"an SVG, PNG, JPEG or WebP file in the edition’s folder, of {MOST_BYTES // 1000} kB or less"
    if not path.resolve().is_relative_to(folder.resolve()):
        raise BadLogo(f"{name!r}, which is outside the edition", kinds)
    if path.suffix.lower() not in (".svg", *FORMATS):
        raise BadLogo(repr(name), kinds)
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        raise BadLogo(f"{name!r}: {(error.strerror or 'not readable').lower()}", kinds) from None
    if size > MOST_BYTES:
        raise BadLogo(
            f"a file of {size / 1000:.0f} kB", f"{MOST_BYTES // 1000} kB or less: export it smaller, about 200 pixels wide, or as SVG"
        )
    if path.suffix.lower() == ".svg":
        _check_drawing(content)
    else:
        _check_pixels(content, FORMATS[path.suffix.lower()])
    return content


def _check_pixels(content: bytes, kind: str) -> None:
    try:
        with Image.open(BytesIO(content), formats=[kind]) as picture:
            width, height = picture.size
            if min(width, height) < LEAST_PIXELS or width * height > 4_000_000:
                raise BadLogo(
                    f"{width} × {height} pixels", f"at least {LEAST_PIXELS} pixels each way, and no more than four million in all"
                )
            picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError):
        raise BadLogo("no picture, or a damaged one", f"a picture in the format {kind}, as its name says") from None


def _check_drawing(content: bytes) -> None:
    drawing = "a drawing: no script, no link, no picture inside it (export it as “plain SVG”, with text as paths)"
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\0" in content:
        raise BadLogo("an SVG with declarations", "an SVG without <!DOCTYPE …>")
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise BadLogo(f"no SVG: {error}", "a well-formed SVG file") from None
    if root.tag != f"{SVG}svg":
        raise BadLogo("no SVG", 'a file that begins with <svg xmlns="http://www.w3.org/2000/svg" …>')
    if not root.get("viewBox"):
        raise BadLogo("an SVG without a viewBox", 'its size, such as viewBox="0 0 200 80"')
    for element in root.iter():
        if not str(element.tag).startswith(SVG) and not _inside_metadata(root, element):
            raise BadLogo(f"an element that is not SVG in it, {_short(element.tag)}", drawing)
        if str(element.tag).startswith(SVG) and element.tag.removeprefix(SVG) not in DRAWING:
            raise BadLogo(f"<{_short(element.tag)}> in it", drawing)
        for attribute, value in element.attrib.items():
            short = _short(attribute).lower()
            if short.startswith("on"):
                raise BadLogo(f"a handler in it, {short}", drawing)
            if short in ("href", "src") and not value.startswith("#"):
                raise BadLogo(f"a link in it, {value[:40]!r}", drawing)
            if _reaches_out(value):
                raise BadLogo(f"an address in it, {value[:40]!r}", drawing)
        if element.tag == f"{SVG}style" and _reaches_out(element.text or ""):
            raise BadLogo("a style that loads something", drawing)


def _reaches_out(style: str) -> bool:
    """Whether a style or attribute would load something: `url(…)` other than of the drawing itself, or @import."""
    text = "".join(style.lower().split())
    return "@import" in text or "\\" in text or text.replace("url(#", "").replace("url('#", "").replace('url("#', "").find("url(") >= 0


def _inside_metadata(root: ElementTree.Element, wanted: ElementTree.Element) -> bool:
    return any(wanted in list(metadata.iter()) for metadata in root.iter(f"{SVG}metadata"))


def _short(tag: object) -> str:
    return str(tag).rpartition("}")[2]
