"""Addresses and links: the contract with schools, and no dead link."""

from __future__ import annotations

import posixpath

from ..data import Data
from ..findings import Finding, nearest
from ..models.site import Addresses
from ..names import calls
from ..pages import Page, Pages, address_of

WEB = ("http://", "https://", "mailto:", "tel:")


def check_addresses(pages: Pages, addresses: Addresses) -> list[Finding]:
    """Every page stands in the list of addresses, and every address of the list has its English page, unless it is an edition's own."""
    findings = []
    own = {page.address for page in pages if page.own}
    for page in pages:
        if page.address not in addresses.pages:
            findings.append(
                Finding(
                    page.file,
                    0,
                    "address",
                    repr(page.address),
                    "an address of data/addresses.yml (add it there)",
                    nearest(page.address, addresses.pages),
                )
            )
    for address in addresses.pages:
        if address not in pages.sources and address not in own:
            findings.append(
                Finding(
                    "data/addresses.yml",
                    0,
                    "pages",
                    repr(address),
                    f"a page in docs/{pages.source_language}/ (an address is never taken away)",
                )
            )
    return findings


def check_links(page: Page, pages: Pages, data: Data) -> list[Finding]:
    """Every link of a page leads to a file of the same language and to a heading that exists."""
    findings = []
    targets = [(link, "link") for link in page.links]
    targets += [(door.to, f"doors.{door.id}.to") for door in page.front.doors]
    targets += [(poster.to, f"posters.{poster.id}.to") for poster in page.front.posters]
    for link, field in targets:
        if link.startswith(WEB) and page.own and field == "link":
            continue
        if link.startswith(WEB):
            findings.append(
                Finding(
                    page.file, _line(page, link), field, link, "a page of this site; addresses on the web stand in data/, with their source"
                )
            )
            continue
        base = posixpath.dirname(page.path) if field == "link" else ""
        file, _, anchor = link.partition("#")
        path = posixpath.normpath(posixpath.join(base, file)) if file else page.path
        target = pages.get(page.language, address_of(path)) if path.endswith(".md") else None
        if target is None and not page.own and path.endswith(".md") and address_of(path) in pages.without:
            continue  # it becomes plain words
        if target is None or target.path != path:
            files = [other.path for other in pages.by_language[page.language].values()]
            near = nearest(path, files)
            findings.append(
                Finding(
                    page.file,
                    _line(page, link),
                    field,
                    link,
                    "the path of a page of the same language",
                    near and posixpath.relpath(near, base or "."),
                )
            )
        elif anchor and anchor not in (ids := anchors(target, data)):
            findings.append(
                Finding(page.file, _line(page, link), field, link, f"the id of a heading of {target.file}", nearest(anchor, ids))
            )
    return findings


def anchors(page: Page, data: Data) -> list[str]:
    """The ids on a page that a link may lead to: its headings, and the terms where the glossary stands."""
    ids = [heading.id for heading in page.headings if heading.id]
    if any(call.name == "glossary" for call in calls(page.body)):
        ids += data.glossary.terms
    return ids


def _line(page: Page, link: str) -> int:
    position = page.body.find(link)
    return page.body_line + page.body.count("\n", 0, position) if position >= 0 else 1
