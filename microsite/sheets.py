"""A page as a sheet of paper: the way back to the web, the date, and when it has to be checked again.

Paper cannot be corrected. So a sheet says where its page stands, and until when it is worth trusting.
"""

from __future__ import annotations

import re
from typing import Literal

import segno
from markupsafe import Markup

from .contacts import STALE
from .dates import KnownDate
from .formatting import Formatter
from .models.frontmatter import Sheet
from .site import Site

HEADING = re.compile(r"(?=<h2 )")
NOTES = "<blockquote>"
WAY = '<p class="slide-way"></p>'


def qr_code(address: str, level: Literal["l", "q"] = "l") -> Markup:
    """An address as a QR code (ISO/IEC 18004, four modules of quiet around it): SVG that stands in a page, beside the
    address; its title is what a PDF says instead of it.

    Args:
        address: the full address.
        level: how much may be damaged at least: 7 % (`l`, the smallest; more where it costs nothing) or 25 % (`q`, for walls).
    """
    code = segno.make(address, error=level, micro=False)
    svg = code.svg_inline(svgclass="qr", lineclass=None, omitsize=True, title=address)
    return Markup(svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))


def check_after(date: KnownDate) -> KnownDate:
    """From when on a copy of that date has to be compared with the web: a contact that was checked on its date is stale then."""
    day = date.first_day() + STALE
    return KnownDate(day.year, day.month, day.day)


class SheetView:
    """What a sheet says about itself.

    Args:
        site: the edition.
        sheet: what the page says of its paper.
        format: the language.
        address: the full address of the page.
    """

    def __init__(self, site: Site, sheet: Sheet, format: Formatter, address: str):
        self.site, self.sheet, self.format, self.address = site, sheet, format, address
        self.words = format.words.sheet

    @property
    def qr(self) -> Markup:
        """The code that leads to the page."""
        return qr_code(self.address)

    @property
    def sides(self) -> str:
        """How many sides of paper it fills at most."""
        pages = self.sheet.pages
        return self.words.side if pages == 1 else self.words.sides.format(count=pages)

    @property
    def date(self) -> str:
        """Of which date it is."""
        return self.words.date.format(date=self.format.date(self.site.date))

    @property
    def check_after(self) -> str:
        """From when on it has to be compared with the web."""
        return self.words.check_after.format(date=self.format.date(check_after(self.site.date)))


def as_slides(content: str) -> str:
    """Each heading with a quotation below it as a slide: the quotation is what is said beside it.

    The last one has a place for the way to the site, which `microsite print` fills: on the page itself it would be one link more.

    Args:
        content: the HTML of a page.
    """
    before, *parts = HEADING.split(content)
    slides = [number for number, part in enumerate(parts) if NOTES in part]
    for number in slides:
        face, _, notes = parts[number].partition(NOTES)
        end = WAY if number == slides[-1] else ""
        parts[number] = f'<section class="slide"><div class="slide-face">{face}{end}</div>{NOTES}{notes}</section>'
    return before + "".join(parts)


def show_the_way(html: str, address: str) -> str:
    """The page of slides with a QR code to an address on the last one."""
    way = Markup('<p class="slide-way">{}<span class="sheet-address">{}</span></p>').format(qr_code(address), address)
    return html.replace(WAY, way)
