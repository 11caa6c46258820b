"""What an edition chooses of the project: countries, pages, its own help line; and where its own pages stand."""

from __future__ import annotations

from .data import Data
from .directory import REPORT
from .directory import address as address_of_country
from .findings import Finding, nearest
from .models.edition import Edition
from .models.reporting import PLACES
from .pages import Page, Pages
from .yamlfile import Document

KEPT = ("", REPORT, "about/")
"""Sections that every edition has: the start page, the way to help, and who speaks, with its sources."""

ROOT_FOLDERS = ("api", "assets", "embed", "neutral", "pdf", "search")
"""Folders at the root of the site that hold no pages."""

SECTIONS = 8  # of the main menu


def choose(edition: Edition, settings: Document, data: Data, pages: Pages) -> list[Finding]:
    """Apply the settings to what was read: leave out countries and pages, put own pages into the list of addresses.

    Args:
        edition: the settings.
        settings: the file that they stand in, for messages.
        data: what was read, of which the choice of countries and the addresses are set.
        pages: what was read, from which pages are taken away.

    Returns:
        What is wrong with the choice: a country without data, a page that does not exist or has to stay.
    """
    findings = _check_countries(edition, settings, data) + _check_pages(edition, settings, data)
    if findings:
        return findings
    data.choice = edition.countries
    findings = _check_help(edition, settings, data)
    all_countries = {address_of_country(code) for code in data.places if code not in PLACES}
    countries = {address_of_country(code) for code in data.reported_countries}
    without = frozenset(address for address in data.addresses.pages if _is_left_out(address, edition.pages.without))
    findings += _check_own_pages(pages, without | all_countries)
    pages.leave_out(without)
    own = [page.address for page in pages if page.own]
    kept = [address for address in data.addresses.pages if address not in without and address not in all_countries - countries]
    kept += [address for code in data.reported_countries if (address := address_of_country(code)) not in kept]
    sections = [section for section in data.addresses.sections if section not in without]
    added = [address for address in dict.fromkeys(own) if address not in kept]
    sections += [address for address in added if address.count("/") == 1]
    if len(sections) > SECTIONS:
        expected = f"at most {SECTIONS} sections in the main menu: put pages into a folder, docs/<language>/<section>/<page>.md"
        findings.append(Finding("docs", 0, "sections", f"{len(sections)}: {', '.join(sections)}", expected))
    data.addresses = data.addresses.model_copy(update={"sections": tuple(sections), "pages": (*kept, *added)})
    findings += _check_to(edition, settings, data, pages)
    return findings


def _is_left_out(address: str, without: tuple[str, ...]) -> bool:
    return any(address.startswith(left) for left in without)


def _check_countries(edition: Edition, settings: Document, data: Data) -> list[Finding]:
    known = data.reported_countries
    expected = f"a country that has contacts: {', '.join(known)}. Your own may stand in data/reporting/<country>.yml"
    named = [(("countries", "first", number), code) for number, code in enumerate(edition.countries.first)]
    named += [(("countries", "without", number), code) for number, code in enumerate(edition.countries.without)]
    named += [(("country",), edition.country)] if edition.country else []
    findings = [settings.finding(path, repr(code), expected, nearest(code, known)) for path, code in named if code not in known]
    if edition.country and not edition.countries.has(edition.country):
        findings.append(settings.finding(("country",), repr(edition.country), "a country that is not left out under countries"))
    return findings


def _check_pages(edition: Edition, settings: Document, data: Data) -> list[Finding]:
    findings = []
    for number, address in enumerate(edition.pages.without):
        path = ("pages", "without", number)
        if address not in data.addresses.pages:
            near = nearest(address, data.addresses.pages)
            findings.append(
                settings.finding(path, repr(address), "the address of a page, such as schools/ or protect/parents/by-age/", near)
            )
        elif any(address == kept or (kept and address.startswith(kept)) for kept in KEPT):
            expected = "pages other than the start page, report/ and about/: the way to help and the sources stay in every edition"
            findings.append(settings.finding(path, repr(address), expected))
    return findings


def _check_help(edition: Edition, settings: Document, data: Data) -> list[Finding]:
    if not edition.help_line:
        return []
    shown = data.shown_channels
    findings = []
    if edition.help_line not in shown:
        expected = "the name of a contact that readers may see: its country and its name in data/reporting/, such as pt.our-line"
        findings.append(settings.finding(("help_line",), repr(edition.help_line), expected, nearest(edition.help_line, shown)))
    elif edition.help_line.partition(".")[0] not in data.listed_places:
        findings.append(settings.finding(("help_line",), repr(edition.help_line), "a contact of a country that is not left out"))
    return findings


def _check_own_pages(pages: Pages, taken: frozenset[str]) -> list[Finding]:
    findings = []
    for page in pages:
        if not page.own:
            continue
        first = page.address.partition("/")[0]
        if page.address in taken:
            made = "a page that edition.yml leaves out, or one that is made from data/reporting/"
            findings.append(Finding(page.file, 0, "address", f"{page.address!r}, {made}", "another name for the file"))
        elif first in ROOT_FOLDERS or first in pages.languages:
            findings.append(Finding(page.file, 0, "address", f"{page.address!r}, a folder of the site itself", "another name for the file"))
        findings += _check_replacing(page, pages)
    return findings


def _check_replacing(page: Page, pages: Pages) -> list[Finding]:
    original = pages.replaced.get((page.language, page.address))
    replaces = page.front.replaces
    if original and replaces is None:
        expected = f"a line that says which words of ours you have read: replaces: {original.hash}"
        return [Finding(page.file, 1, "replaces", "nothing, though the project has a page at this address", expected)]
    if replaces and original is None:
        return [Finding(page.file, 1, "replaces", replaces, "no such key in a page that replaces none of the project")]
    return []


def _check_to(edition: Edition, settings: Document, data: Data, pages: Pages) -> list[Finding]:
    to = edition.announcement.to if edition.announcement else None
    if to is None or to in map(address_of_country, data.reported_countries) or all(pages.get(language, to) for language in pages.languages):
        return []
    expected = "the address of a page that stands in every language of the edition, such as report/"
    return [settings.finding(("announcement", "to"), repr(to), expected, nearest(to, data.addresses.pages))]
