"""Cards for other sites: `embed/<language>/<country>/`, a page that stands alone in a frame."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Environment

from .directory import address
from .formatting import typeset
from .palette import custom_properties
from .site import Site

FOLDER = "embed/"


def embeds(site: Site, environment: Environment) -> Iterator[tuple[str, str]]:
    """Each card: its address from the root of the site, and its HTML.

    Args:
        site: the edition.
        environment: the templates, with automatic escaping.
    """
    template = environment.get_template("embed.html")
    colours = {scheme: custom_properties(named) for scheme, named in site.colours.items()}
    for language, format in site.formatters.items():
        for code in site.data.reported_countries:
            page = site.url(language, address(code))
            html = template.render(
                language=language,
                words=format.words,
                country=site.country(code, language),
                title=format.words.embed.frame.format(country=format.country(code)),
                colours=colours,
                page=f"../../../{page}",
                organisation=site.edition.organisation.name,
                today=site.date.first_day(),
                date=format.date(site.date),
            )
            yield f"{FOLDER}{language}/{code}/index.html", typeset(html.strip() + "\n", language)
