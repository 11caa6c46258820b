"""What a host has to do for a site, described once: headers, redirects, pages for wrong addresses; and the settings made of it.

`_headers` and `_redirects` are read from the published folder by Netlify and Cloudflare Pages. The settings for nginx and
Caddy are written apart (`microsite hosting`). No rule overlaps another: the two hosts do not agree on what then holds.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from .embeds import FOLDER as CARDS
from .exports import FOLDER as DATA
from .printing import FOLDER as PDFS
from .site import Site

TEMPLATES = Path(__file__).parent / "recipes"
RECIPES = {"nginx.conf": "nginx.conf.jinja", "Caddyfile": "Caddyfile.jinja"}
ASSETS = "assets/"
STYLE = re.compile(r"<style>(.*?)</style>", re.S)
DAY = 86_400  # seconds
FEATURES = (
    *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation", "gyroscope", "hid"),
    *("idle-detection", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get"),
    *("screen-wake-lock", "serial", "usb", "web-share", "xr-spatial-tracking"),
)
"""Features of browsers that no page uses (https://www.w3.org/TR/permissions-policy/)."""


@dataclass(frozen=True)
class Rule:
    """Headers for a part of the site.

    Attributes:
        path: from the root of the host; a star at its end stands for all that follows.
        headers: all headers of an answer there.
    """

    path: str
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Host:
    """What a host has to do.

    Attributes:
        prefix: the path of the site on its host, `/` or `/children/`.
        rules: the headers, each path in one rule only.
        pages: headers of every path that no rule names.
        first: the language at the root, whose name as a folder leads to the root.
        languages: the further ones, each with a page for wrong addresses in its folder.
        moved: former paths of pages, each with that of today.
    """

    prefix: str
    rules: tuple[Rule, ...]
    pages: Mapping[str, str]
    first: str
    languages: tuple[str, ...]
    moved: tuple[tuple[str, str], ...] = ()


def host_of(site: Site, cards: Iterable[str]) -> Host:
    """Describe the host of a site.

    Args:
        site: the edition.
        cards: the cards for other sites as HTML, whose styles stand inside them.
    """
    prefix = urlsplit(site.edition.address).path
    styles = sorted({style for card in cards for style in STYLE.findall(card)})
    hashes = " ".join(f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" for style in styles)
    page = _headers("same-origin", _policy())
    shared = {**_headers("cross-origin", "default-src 'none'; frame-ancestors 'none'"), "Access-Control-Allow-Origin": "*"}
    framed = _headers("cross-origin", f"default-src 'none'; style-src {hashes}; img-src data:; base-uri 'none'; form-action 'none'")
    kept = {**_headers("same-origin", "default-src 'none'; frame-ancestors 'none'"), "Cache-Control": _for_a_year()}
    apart = {ASSETS: kept, DATA.partition("/")[0] + "/": shared, CARDS: framed}
    rules = [Rule(f"{prefix}{folder}*", headers) for folder, headers in apart.items()]
    moved = tuple((f"{prefix}{site.url(language, old)}", f"{prefix}{site.url(language, new)}") for language, old, new in site.moved)
    return Host(prefix, tuple(rules), page, site.languages[0], site.languages[1:], moved)


def _policy() -> str:
    """What a page may load: its own files, and nothing else (https://www.w3.org/TR/CSP3/)."""
    own = "; ".join(f"{kind} 'self'" for kind in ("script-src", "style-src", "img-src", "connect-src"))
    return f"default-src 'none'; {own}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"


def _headers(sharing: str, policy: str) -> dict[str, str]:
    """The headers of every answer. HSTS holds for this host alone: what other hosts of the domain do is not ours to say (RFC 6797)."""
    return {
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in FEATURES),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": sharing,
        "X-Content-Type-Options": "nosniff",
        "Strict-Transport-Security": f"max-age={365 * DAY}",
        "Cache-Control": "no-cache",  # kept, but asked for again each time (RFC 9111, 5.2.2.4)
    }


def _for_a_year() -> str:
    """For files whose name changes with their content (RFC 8246)."""
    return f"public, max-age={365 * DAY}, immutable"


def host_files(site: Site, cards: Iterable[str], names: Iterable[str]) -> dict[str, str]:
    """The files that hosts read from the published folder, by name.

    Args:
        site: the edition.
        cards: as for `host_of`.
        names: the files and folders at the top of the site.
    """
    host = host_of(site, cards)
    apart = {rule.path for rule in host.rules}
    tops = sorted(f"{host.prefix}{name}" if "." in name else f"{host.prefix}{name}/*" for name in {*names, PDFS})  # PDFs come later
    rules = [Rule(path, host.pages) for path in (host.prefix, *tops) if path not in apart]
    rules += host.rules
    headers = "\n".join("\n".join([rule.path, *(f"  {name}: {value}" for name, value in rule.headers.items())]) for rule in rules)
    redirects = [f"{old} {new} 301" for old, new in host.moved]
    redirects += [f"{host.prefix}{host.first}/* {host.prefix}:splat 301"]
    redirects += [f"{host.prefix}{language}/* {host.prefix}{language}/404.html 404" for language in host.languages]
    return {"_headers": f"{headers}\n", "_redirects": "\n".join([*redirects, ""]), ".nojekyll": ""}


def recipes(site: Site, cards: Iterable[str]) -> dict[str, str]:
    """The settings for web servers of one's own, by the name of their file."""
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    values = {"host": host_of(site, cards), "name": urlsplit(site.edition.address).hostname}
    return {name: templates.get_template(template).render(values) for name, template in RECIPES.items()}
