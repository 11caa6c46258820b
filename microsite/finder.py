"""What the country finder knows beside the names on its page: other names, and time zones.

One file for all languages, fetched on the page of the finder only, as a classic script, which also works from disk.
"""

from __future__ import annotations

import json
from collections import defaultdict

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages

from .formatting import plain
from .site import Site


def finder_data(site: Site) -> str:
    """The names and the time zones of all countries, as `window.finderData`.

    Names are those of the site’s languages, of the country’s own languages (CLDR) and the `also` of the data, without accents.
    """
    countries = {code: [" ".join(zones), "|".join(names)] for code, zones, names in _countries(site)}
    return f"window.finderData={json.dumps(countries, ensure_ascii=False, separators=(',', ':'))};\n"


def _countries(site: Site):
    zones = _zones()
    for code in site.data.countries.codes:
        own = [Locale.parse(tag) for tag in get_official_languages(code.upper()) if _is_known(tag)]
        locales = [*(format.locale for format in site.formatters.values()), Locale("en"), *own]
        names = [locale.territories.get(code.upper(), "") for locale in locales] + list(site.data.countries.also.get(code, ()))
        yield code, sorted(zones[code]), dict.fromkeys(plain(name) for name in names if name)


def _zones() -> dict[str, list[str]]:
    """The time zones of the IANA database by country, under all the names that browsers give them."""
    found: dict[str, list[str]] = defaultdict(list)
    territories = get_global("zone_territories")
    for zone, country in territories.items():
        found[country.lower()].append(zone)
    for alias, zone in get_global("zone_aliases").items():
        if zone in territories and alias not in territories:
            found[territories[zone].lower()].append(alias)
    return found


def _is_known(tag: str) -> bool:
    try:
        return bool(Locale.parse(tag))
    except (ValueError, UnknownLocaleError):
        return False
