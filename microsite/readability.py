"""How hard a page is to read: words, sentences, syllables, and the published formula of its language.

The formulas and their sources stand in `data/readability.yml`. All descend from Rudolf Flesch’s, so
the text is counted as he said (How to Write Plain English, 1979): running text without headings and
figures shown apart; contractions and compounds with a hyphen are one word; numbers and abbreviations
have one syllable. Where he makes it easier we do not follow: a colon or a semicolon ends no sentence.
The end of a paragraph or list item does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pysyllables
import silabeador
import silabificador

from .findings import Finding
from .models.site import Formula, Rule
from .names import substitute
from .pages import HEADING, Page, paragraphs
from .site import Site

FILE = "data/readability.yml"
SENTENCE_END = re.compile(r"(?<=[.!?…])[”»\"’)]*\s+")
CODE = re.compile(r"`[^`]*`")
INSIDE_NUMBER = re.compile(r"(?<=\d)[\u00a0\u202f](?=\d)")
WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")
VOWELS = "aàâæeéèêëiîïoôœuùûüyÿ"

# French words whose last letters -ent are heard, unlike those of verbs (ils parlent); -ment always is.
FRENCH_HEARD = re.compile(
    r"\b(?:absent|accident|adolescent|agent|argent|cent|client|content|différent|évident|fréquent|innocent|parent|présent|président|"
    r"récent|souvent|talent|urgent|vent|violent|\w*ment)$"
)
# Where two French vowels side by side are two syllables: pays, voyage, vidéo, poésie, naïf, ouvrier.
FRENCH_HIATUS = (
    (re.compile(r"^pay(?=s)"), "pai-i"),
    (re.compile(rf"(?<=[{VOWELS}])y(?=[{VOWELS}])"), "i-i"),
    (re.compile(rf"é(?=[{VOWELS}])"), "é-"),
    (re.compile(r"(?<=[aoe])(?=[éïë])"), "-"),
    (re.compile(rf"(?<=[bcdfgptv][lr])i(?=[{VOWELS}])"), "i-"),
)


@dataclass(frozen=True)
class Reading:
    """What was counted in a page, and its score."""

    words: int
    sentences: int
    syllables: int
    score: float

    @property
    def words_per_sentence(self) -> float:
        """The mean length of its sentences."""
        return self.words / max(1, self.sentences)


@dataclass(frozen=True)
class Verdict:
    """A page held against the rules.

    Attributes:
        broken: the rules it breaks, each with what it should be.
        excepted: why a broken rule does not hold for it, where the reason is listed.
    """

    page: Page
    formula: Formula
    reading: Reading
    broken: dict[Rule, str]
    excepted: dict[Rule, str]

    @property
    def over(self) -> list[Rule]:
        """The rules it breaks without a listed reason."""
        return [rule for rule in self.broken if rule not in self.excepted]


def measure(page: Page, site: Site) -> Reading:
    """Count a page in a language that has a formula; one without words is as easy as can be asked."""
    texts = prose(page, site)
    sentences = [part for text in texts for part in SENTENCE_END.split(text) if WORD.search(part)]
    words = [word for text in texts for word in WORD.findall(text)]
    counted = sum(syllables(word, page.language) for word in words)
    formula = site.data.readability.languages[page.language]
    score = formula.score(len(words), len(sentences), counted) if words else formula.target
    return Reading(len(words), len(sentences), counted, score)


def prose(page: Page, site: Site) -> list[str]:
    """The paragraphs and list items as read: facts as words, without headings, source marks, blocks and code."""
    text = substitute(CODE.sub("", HEADING.sub("", page.body)), lambda call: site.spoken(call, page.language))
    return [INSIDE_NUMBER.sub("", paragraph) for _, paragraph in paragraphs(text)]


def syllables(word: str, language: str) -> int:
    """The syllables of a word."""
    if any(letter.isdigit() for letter in word) or (word.isupper() and len(word) > 1):
        return 1
    parts = re.split(r"[.,-]", word.lower().replace("’", "'"))
    return max(1, sum(map(COUNTERS[language], parts)))


def _english(word: str) -> int:
    """The CMU Pronouncing Dictionary; a word it lacks has as many syllables as groups of vowels, a final e left out."""
    return pysyllables.get_syllable_count(word) or len(re.findall(r"[aeiouy]+(?!\b)|[aiouy]+\b", word))


def _french(word: str) -> int:
    """Groups of vowels as spoken: -e, -es and the -ent of verbs at the end are silent, an e inside is not.

    No library does this: the hyphenation of LibreOffice (pyphen) misses one syllable in eight.
    """
    ending = "es?" if FRENCH_HEARD.search(word) else "es?|ent"
    word = re.sub(r"(?<=q)u|(?<=g)u(?=[eéèêi])", "", word)
    word = re.sub(rf"(?<=..)(?:{ending})$", "", word)
    for pattern, replacement in FRENCH_HIATUS:
        word = pattern.sub(replacement, word)
    return len(re.findall(rf"[{VOWELS}]+", word))


COUNTERS: dict[str, Callable[[str], int]] = {
    "en": _english,
    "fr": _french,
    "es": lambda word: len(silabeador.syllabify(word, exceptions=0)),  # 1 takes “chat” for Latin, and fails
    "pt": lambda word: len(silabificador.syllabify(word)),
}


def verdicts(site: Site) -> Iterator[Verdict]:
    """Each page in a language that has a formula, in the order of the address list."""
    rules = site.data.readability
    for address in site.data.addresses.pages:
        for language in site.languages:
            page, formula = site.pages.get(language, address), rules.languages.get(language)
            if page is None or formula is None:
                continue
            reading = measure(page, site)
            broken: dict[Rule, str] = {}
            if not formula.is_met(reading.score):
                broken["level"] = formula.wanted
            if rules.is_topic(address) and not rules.words.least <= reading.words <= rules.words.most:
                broken["length"] = f"{rules.words.least} to {rules.words.most} words"
            excepted = {listed.rule: listed.why for listed in rules.exceptions if listed.holds_for(address, language)}
            yield Verdict(page, formula, reading, broken, excepted)


def check_readability(site: Site) -> list[Finding]:
    """Pages that break a rule without a listed reason, and listed reasons that no page needs."""
    findings, judged = [], list(verdicts(site))
    for verdict in judged:
        found = {"level": f"{verdict.formula.name} {verdict.reading.score}", "length": f"{verdict.reading.words} words"}
        findings += [Finding(verdict.page.file, 0, rule, found[rule], verdict.broken[rule]) for rule in verdict.over]
    for number, listed in enumerate(site.data.readability.exceptions):
        if listed.language and listed.language not in site.languages:
            continue
        needed = any(listed.rule in verdict.broken and listed.holds_for(verdict.page.address, verdict.page.language) for verdict in judged)
        if not needed:
            line = site.data.files[FILE].line(("exceptions", number))
            findings.append(Finding(FILE, line, "exceptions", f"{listed.page!r}, {listed.rule}", "a page that breaks this rule"))
    return findings
