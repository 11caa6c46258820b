"""Colours derived from one brand colour, so that no edition can be made unreadable.

Lightness is moved in the OKLCH space until the contrast of WCAG 2.2 holds: 7:1 for body text and
links in it (success criterion 1.4.6, level AAA), 3:1 for controls and focus (1.4.11).
"""

from __future__ import annotations

from coloraide import Color

BODY, CONTROL = 7.0, 3.0
STEP = 0.005
FARTHEST = 0.4  # lightness of OKLCH, from 0 to 1: a colour that has to become so much darker is no longer the same colour


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2.2 defines it, from 1 to 21."""
    return Color(one).contrast(Color(other), method="wcag21")


def readable(colour: str) -> str | None:
    """The nearest colour of the same hue that stays itself when it is made readable; None when this one does.

    Args:
        colour: a brand colour as #rrggbb.
    """
    lightness, chroma, hue = _oklch(colour)
    wish = lightness
    while wish - _oklch(palette(_hex(wish, chroma, hue))["light"]["brand"])[0] > FARTHEST:
        wish -= 2 * STEP
    return None if wish == lightness else _hex(wish, chroma, hue)


def palette(brand: str, second: str | None = None) -> dict[str, dict[str, str]]:
    """The colours of an edition, by scheme (`light`, `dark`) and part, as #rrggbb.

    Args:
        brand: the main colour as #rrggbb.
        second: the colour of lines and marks as #rrggbb; the main one unless given.
    """
    lightness, chroma, hue = _oklch(brand)
    chroma = min(chroma, 0.12)
    calm = min(chroma, 0.02)
    light = {
        "paper": _hex(0.982, 0.009, 85),
        "card": _hex(0.998, 0.003, 85),
        "tint": _hex(0.95, 0.7 * calm, hue),
        "line": _hex(0.87, calm, hue),
        "ink": _hex(0.26, calm, hue),
        "help": _hex(0.83, 0.14, 75),
    }
    light["brand"] = _until(lightness, chroma, hue, (light["tint"], light["paper"]), BODY, darker=True)
    light["link"] = light["brand"]
    light["soft"] = _until(0.5, calm, hue, (light["tint"], light["paper"]), BODY, darker=True)
    light["control"] = _until(0.62, calm, hue, (light["card"], light["tint"]), CONTROL + 0.5, darker=True)
    light["on-help"] = _until(0.3, calm, hue, (light["help"],), BODY, darker=True)
    dark = {
        "paper": _hex(0.21, calm, hue),
        "card": _hex(0.25, calm, hue),
        "tint": _hex(0.28, calm, hue),
        "line": _hex(0.4, calm, hue),
        "ink": _hex(0.93, 0.01, 85),
        "help": _hex(0.83, 0.13, 75),
    }
    dark["brand"] = _until(0.7, min(chroma, 0.09), hue, (dark["tint"], dark["paper"]), BODY, darker=False)
    dark["link"] = dark["brand"]
    dark["soft"] = _until(0.7, calm, hue, (dark["tint"], dark["paper"]), BODY, darker=False)
    dark["control"] = _until(0.55, calm, hue, (dark["card"], dark["tint"]), CONTROL + 0.5, darker=False)
    dark["on-help"] = _until(0.3, calm, hue, (dark["help"],), BODY, darker=True)
    for scheme in (light, dark):
        scheme["focus"] = scheme["accent"] = scheme["brand"]
    if second:
        lightness, chroma, hue = _oklch(second)
        for scheme, darker in ((light, True), (dark, False)):
            backgrounds = (scheme["paper"], scheme["card"], scheme["tint"])
            scheme["accent"] = _until(lightness, min(chroma, 0.16), hue, backgrounds, CONTROL, darker=darker)
    return {"light": light, "dark": dark}


def stylesheet_head(colours: dict[str, dict[str, str]]) -> str:
    """The custom properties of both schemes: the device's choice holds until the reader makes one."""

    light, dark = custom_properties(colours["light"]), custom_properties(colours["dark"])
    return (
        f":root{{{light}}}"
        f":root[data-theme=dark]{{color-scheme:dark;{dark}}}"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}"
    )


def custom_properties(colours: dict[str, str]) -> str:
    """The colours of one scheme as declarations of CSS."""
    return "".join(f"--{name}:{value};" for name, value in colours.items())


def _oklch(colour: str) -> tuple[float, float, float]:
    """Lightness, chroma and hue; grey has the hue 0."""
    lightness, chroma, hue = (0.0 if value != value else value for value in Color(colour).convert("oklch").coords())
    return lightness, chroma, hue


def _hex(lightness: float, chroma: float, hue: float) -> str:
    return Color("oklch", [lightness, chroma, hue]).convert("srgb").fit(method="oklch-chroma").to_string(hex=True)


def _until(lightness: float, chroma: float, hue: float, backgrounds: tuple[str, ...], ratio: float, *, darker: bool) -> str:
    """The colour nearest to the wish whose contrast to every background reaches the ratio."""
    while 0 <= lightness <= 1:
        colour = _hex(lightness, chroma, hue)
        if all(contrast(colour, background) >= ratio for background in backgrounds):
            return colour
        lightness += -STEP if darker else STEP
    return "#000000" if darker else "#ffffff"
