"""The words of the interface, one file for each language. A missing or unknown key stops the build."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

from .base import Model, NonEmpty

Label = Annotated[NonEmpty, StringConstraints(max_length=32)]
"""Words on a button or in the menu: at most 32 characters, so that they fit a phone."""


def _with(*names: str):
    """A text that has to contain these names in braces."""

    def check(text: str) -> str:
        missing = [f"{{{name}}}" for name in names if f"{{{name}}}" not in text]
        if missing:
            raise PydanticCustomError("placeholder", f"a text that contains {' and '.join(missing)}")
        return text

    return Annotated[NonEmpty, AfterValidator(check)]


class Language(Model):
    """How the language calls itself, its locale for numbers and dates, its direction."""

    name: Label
    locale: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(_[A-Z][a-z]{3})?(_[A-Z]{2})?$")]
    direction: Literal["ltr", "rtl"]


class PageWords(Model):
    skip: Label
    breadcrumbs: Label
    home: Label
    contents: Label
    section: Label
    menu: Label
    navigation: Label
    languages: Label
    foot: Label


class LeaveWords(Model):
    label: Annotated[NonEmpty, StringConstraints(max_length=12)]
    description: NonEmpty
    twice: NonEmpty
    once: NonEmpty
    cancelled: NonEmpty


class SearchWords(Model):
    label: Label
    placeholder: NonEmpty
    close: Label
    loading: NonEmpty
    none: NonEmpty
    one: NonEmpty
    many: _with("count")
    failed: NonEmpty


class ThemeWords(Model):
    label: Label
    device: Label
    light: Label
    dark: Label


class HelpWords(Model):
    label: Label
    place: _with("country")
    description: NonEmpty


class ContentNoteWords(Model):
    text: NonEmpty
    link: NonEmpty


class FigureWords(Model):
    as_of: _with("date")
    source: _with("number")
    about: _with("number")
    at_least: _with("number")
    more_than: _with("number")
    nearly: _with("number")
    up_to: _with("number")


class SourceKindWords(Model):
    official: NonEmpty
    report: NonEmpty
    republication: NonEmpty
    news: NonEmpty
    ngo: NonEmpty


class SourceWords(Model):
    title: Label
    repeated: _with("body", "publisher")
    known_from: NonEmpty
    undated: NonEmpty
    kinds: SourceKindWords


class TimelineWords(Model):
    caption: _with("name")
    date: Label
    event: Label


class OperationWords(Model):
    over_time: NonEmpty
    compared: NonEmpty
    filter: NonEmpty
    all: Label
    shown: _with("trend", "shown", "total")
    operation: Label
    announced: Label
    lead: Label
    children_protected: Label
    arrests: Label
    suspects: Label
    countries: Label
    none: NonEmpty
    feed: NonEmpty
    data: NonEmpty
    newest: _with("date")
    more: _with("name")


class RelatedWords(Model):
    operations: NonEmpty
    trends: NonEmpty


class CorrectionWords(Model):
    said: Label
    source: Label


class GlossaryStatusWords(Model):
    guideline: NonEmpty
    body: NonEmpty
    law: NonEmpty
    press: NonEmpty
    proposal: NonEmpty


class GlossaryWords(Model):
    status: GlossaryStatusWords
    avoid: Label
    instead: Label


class PurposeWords(Model):
    emergency: NonEmpty
    hotline: NonEmpty
    police: NonEmpty
    helpline: NonEmpty
    takedown: NonEmpty
    missing: NonEmpty
    crisis: NonEmpty
    prevention: NonEmpty


class AudienceWords(Model):
    children: NonEmpty
    parents: NonEmpty
    professionals: NonEmpty
    anyone: NonEmpty


class AgeWords(Model):
    between: _with("least", "most")
    from_age: _with("least")
    up_to: _with("most")


class ServiceWords(Model):
    all: NonEmpty
    police: NonEmpty


class WayWords(Model):
    phone: _with("value")
    sms: _with("value")
    sms_word: _with("word", "value")
    whatsapp: _with("value")
    telegram: _with("value")
    chat: _with("value")
    email: _with("value")
    form: _with("value")
    site: _with("value")
    app: _with("value")


class OpenWords(Model):
    label: Label
    always: NonEmpty
    daily: NonEmpty
    see_site: NonEmpty
    unknown: NonEmpty


class AnonymousWords(Model):
    yes: NonEmpty
    no: NonEmpty
    ask: NonEmpty


class FreeWords(Model):
    yes: NonEmpty
    no: NonEmpty


class RemarkWords(Model):
    adults_too: NonEmpty
    advice_only: NonEmpty
    chat_hours: NonEmpty
    closed_on_holidays: NonEmpty
    confidential: NonEmpty
    identify: NonEmpty
    images_only: NonEmpty
    interpreters: NonEmpty
    language_hours: NonEmpty
    mobile_phones: NonEmpty
    not_urgent: NonEmpty
    register_first: NonEmpty
    residents: NonEmpty
    tells_police: NonEmpty


class SeenKindWords(Model):
    own: NonEmpty
    official: NonEmpty
    network: NonEmpty
    ngo: NonEmpty
    news: NonEmpty
    other: NonEmpty


class ContactWords(Model):
    operator: Label
    purposes: PurposeWords
    audience: _with("audience")
    audiences: AudienceWords
    ages: AgeWords
    services: ServiceWords
    ways: WayWords
    open: OpenWords
    languages: Label
    anonymous: AnonymousWords
    free: FreeWords
    remarks: RemarkWords
    never_send: NonEmpty
    careful: NonEmpty
    seen: _with("date")
    seen_undated: NonEmpty
    unconfirmed: NonEmpty
    confirmed: _with("date", "who")
    stale: NonEmpty
    old: NonEmpty
    sources: Label
    seen_kinds: SeenKindWords


class FinderWords(Model):
    label: NonEmpty
    suggestion: NonEmpty
    many: _with("count")
    one: NonEmpty
    none: NonEmpty
    others: _with("region")
    not_listed: NonEmpty


class CountryWords(Model):
    title: _with("country")
    description: _with("country")
    intro: NonEmpty
    danger: NonEmpty
    danger_text: NonEmpty
    local: NonEmpty
    speechless: NonEmpty
    needs: NonEmpty
    young: NonEmpty
    young_text: NonEmpty
    young_advice: NonEmpty
    adult: NonEmpty
    report: NonEmpty
    report_advice: NonEmpty
    told: NonEmpty
    told_advice: NonEmpty
    takedown: NonEmpty
    takedown_advice: NonEmpty
    missing: NonEmpty
    missing_advice: NonEmpty
    crisis: NonEmpty
    crisis_advice: NonEmpty
    other: NonEmpty
    other_advice: NonEmpty
    own: NonEmpty
    own_advice: NonEmpty
    see: NonEmpty
    none: NonEmpty
    none_missing: NonEmpty
    none_crisis: NonEmpty
    international: NonEmpty
    about: NonEmpty
    paper: NonEmpty
    data: NonEmpty
    embed: NonEmpty
    wrong: NonEmpty
    wrong_text: NonEmpty


class EmbedWords(Model):
    snippet: _with("language")
    more: NonEmpty
    frame: _with("country")


class PaperWords(Model):
    a4: Label
    letter: Label
    slides: Label


class SheetWords(Model):
    title: Label
    side: NonEmpty
    sides: _with("count")
    print: Label
    pdf: _with("paper", "size")
    papers: PaperWords
    date: _with("date")
    check_after: _with("date")
    web: NonEmpty
    help: NonEmpty


class OfflineWords(Model):
    copy_of: _with("date", "after")
    internet: NonEmpty
    open: NonEmpty


class PictureWords(Model):
    lamp: NonEmpty
    door: NonEmpty
    chairs: NonEmpty


class StateWords(Model):
    title: NonEmpty
    draft: NonEmpty
    translated: NonEmpty
    stale: NonEmpty
    language_none: NonEmpty
    language_by: _with("who", "date")
    safeguarding_none: NonEmpty
    safeguarding_by: _with("who", "date")


class FooterWords(Model):
    publisher: _with("organisation")
    licence: NonEmpty
    date: _with("date")
    not_checked: NonEmpty


class NotFoundWords(Model):
    title: NonEmpty
    text: NonEmpty
    link: NonEmpty


class MovedWords(Model):
    title: NonEmpty
    link: NonEmpty


class EditionWords(Model):
    logs_unknown: NonEmpty
    own: _with("organisation")
    help_line: _with("organisation")
    announcement: Label
    contact: Label
    post: Label
    legal: Label
    countries: Label


class Interface(Model):
    """`data/interface/<language>.yml`."""

    language: Language
    page: PageWords
    leave: LeaveWords
    search: SearchWords
    theme: ThemeWords
    help: HelpWords
    content_note: ContentNoteWords
    figures: FigureWords
    sources: SourceWords
    timeline: TimelineWords
    operations: OperationWords
    related: RelatedWords
    corrections: CorrectionWords
    glossary: GlossaryWords
    contact: ContactWords
    finder: FinderWords
    country: CountryWords
    embed: EmbedWords
    sheet: SheetWords
    offline: OfflineWords
    pictures: PictureWords
    state: StateWords
    footer: FooterWords
    not_found: NotFoundWords
    edition: EditionWords
    moved: MovedWords
