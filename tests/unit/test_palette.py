"""No brand colour makes a page unreadable (WCAG 2.2, success criteria 1.4.3, 1.4.6, 1.4.11)."""

import pytest

from microsite.palette import contrast, palette, stylesheet_head

BRANDS = ["#0b5563", "#ffff00", "#000000", "#ffffff", "#ff0000", "#00ff00", "#7f7f7f", "#3b2f8f", "#f7c6d0"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("brand", BRANDS)
def test_text_and_controls_can_be_read(brand, scheme):
    colours = palette(brand)[scheme]
    for ground in ("paper", "card", "tint"):
        for text in ("ink", "link", "soft", "brand"):
            assert contrast(colours[text], colours[ground]) >= 7, (text, ground)
        for control in ("control", "focus"):
            assert contrast(colours[control], colours[ground]) >= 3, (control, ground)
    assert contrast(colours["on-help"], colours["help"]) >= 7
    assert contrast(colours["paper"], colours["brand"]) >= 4.5  # the number of a step


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_readers_choice_beats_the_device():
    css = stylesheet_head(palette("#0b5563"))
    assert ":root[data-theme=dark]" in css and ":root:not([data-theme=light])" in css
