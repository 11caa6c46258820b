"""Syllables against lists counted by hand, the formulas against sums done by hand, and every page against its target."""

from dataclasses import replace

import pytest
from click.testing import CliRunner

from microsite.cli import main
from microsite.readability import check_readability, measure, prose, syllables, verdicts
from microsite.site import Site

# Syllables as spoken, divided by a dot. In French an e at the end is silent; in Portuguese -ia after an accent
# is two, as dictionaries of Portugal divide it (po·lí·ci·a).
GOLD = {
    "en": """child chil·dren par·ent par·ents teach·er po·lice re·port pic·ture pic·tures im·age im·ag·es man·y ar·e·a i·de·a peo·ple
        cre·at·ed ar·rest·ed help helped asked want·ed real re·al·i·ty vid·e·o on·line web·site a·buse a·bused crime some one ev·ery·one
        fam·i·ly for·eign·er coun·try coun·tries in·for·ma·tion or·gan·i·sa·tion or·gan·ised be·fore them·selves trust·ed a·dult
        some·thing threat·ened lis·ten safe safe·ty in·ter·net eu·ro·pe·an op·er·a·tion ar·ti·fi·cial in·tel·li·gence you the does
        chang·es named a·gain school schools lives lived u·su·al·ly in·ves·ti·ga·tion ma·te·ri·al ex·ploi·ta·tion sus·pect of·fend·er
        hot·line help·line screen·shot phone sci·ence qui·et li·on be·ing do·ing don’t does·n’t child’s child-·pro·tec·tion""",
    "fr": """é·lève en·fant en·fants l’en·fant é·cole é·coles si·gna·le·ment po·lice i·mage i·mages vi·dé·o a·bus sex·uel aide aides pa·rent
        pa·rents fa·mille pa·ys per·sonne page femme homme vic·time mil·lion o·pé·ra·tion en·quête lo·gi·ciel in·tel·li·gence
        ar·ti·fi·cielle ré·seau ré·seaux cré·é cré·ée cré·er na·tio·nal eu·ro·pé·en jeune jeunes a·dulte té·lé·phone nu·mé·ro si·gna·ler
        ma·tière loi lois voir bien rien faute deux trois quand qu’il les des par·ler parle parlent pho·to ma·té·riel ar·res·ta·tion i·dée
        pa·yer vo·yage fille tra·vail tra·vaillent lieu mieux pou·voir ou·vri·er fé·vri·er so·cié·té a·do·les·cents ex·pé·rience po·é·sie
        na·ïf a·vaient sou·vent l’ar·gent com·ment guerre langue main·te·nant aujour·d’·hui""",
    "es": """ni·ño ni·ña a·gua pa·ís pa·í·ses po·li·cí·a in·ter·net de·nun·cia a·yu·da es·cue·la fa·mi·lia i·ma·gen i·má·ge·nes ví·de·o
        a·bu·so de·te·ni·do in·ves·ti·ga·ción o·pe·ra·ción per·so·na me·nor ma·dre pa·dre ma·es·tro ciu·dad se·xual re·al cre·a·do le·er
        dí·a o·ír ca·er guar·dar jue·go siem·pre quien que a·quí lí·ne·a in·te·li·gen·cia ar·ti·fi·cial eu·ro·pa eu·ro·pe·o víc·ti·ma
        cuer·po a·ño u·no yo ha·cia ha·cí·a es·táis sue·ño te·lé·fo·no de·sa·pa·re·ci·do ex·plo·ta·ción to·do a·ho·ra des·pués a·é·re·o
        mu·jer i·de·a y a o hoy muy vein·te pá·gi·na chat""",
    "pt": """cri·an·ça cri·an·ças po·lí·ci·a a·ju·da não de·nún·ci·a pa·ís pa·í·ses es·co·la fa·mí·li·a i·ma·gem i·ma·gens ví·de·o ví·de·os
        a·bu·so de·ti·do in·ves·ti·ga·ção o·pe·ra·ção pes·so·a pes·so·as me·nor mãe pai pro·fes·sor ci·da·de se·xu·al re·al cri·a·do ler
        di·a ou·vir ca·ir guar·dar jo·go sem·pre quem que a·qui li·nha in·te·li·gên·ci·a ar·ti·fi·ci·al eu·ro·pa eu·ro·peu ví·ti·ma
        cor·po a·no um eu te·le·fo·ne ex·plo·ra·ção tu·do a·go·ra de·pois mu·lher i·dei·a e a o ho·je mui·to vin·te pá·gi·na mães põe
        sa·ú·de ju·iz ra·i·nha quais i·guais meu dois fo·to·gra·fi·a á·re·a his·tó·ri·a de·nun·ci·ar ou·ve-·te""",
}
MOST_WRONG = 0.02  # of the words of a list

BY_HAND = {  # text: words, sentences, syllables, and the formula worked out on paper
    "en": ("The police help the child. It is safe to tell.", (10, 2, 11, -0.7)),  # 0.39 · 5 + 11.8 · 1.1 − 15.59
    "fr": ("La police aide l’enfant. Il peut tout te dire.", (9, 2, 11, 112.5)),  # 207 − 1.015 · 4.5 − 73.6 · 11/9
    "es": ("La policía ayuda al niño. Él te escucha.", (8, 2, 16, 78.2)),  # 206.835 − 4 − 62.3 · 2
    "pt": ("A polícia ajuda a criança. Ela ouve-te.", (7, 2, 17, 39.8)),  # 248.835 − 1.015 · 3.5 − 84.6 · 17/7
}

PAGE = "know/operations/stream-kidflix-2025/"
LISTED = "exceptions:\n  - {page: know/trends/, language: en, rule: level, why: a test}"


def written(site: Site, language: str, body: str):
    return replace(site.pages.get(language, PAGE), body=body)


@pytest.mark.parametrize("language", GOLD)
def test_syllables_are_those_counted_by_hand(language):
    words = {word.replace("·", ""): word.count("·") + 1 for word in GOLD[language].split()}
    wrong = {word: (syllables(word, language), number) for word, number in words.items() if syllables(word, language) != number}
    assert len(words) >= 40
    assert len(wrong) <= MOST_WRONG * len(words), wrong


@pytest.mark.parametrize("word", ["2025", "1.8", "IWF", "UE"])
def test_numbers_and_abbreviations_have_one_syllable(word):
    assert {syllables(word, language) for language in GOLD} == {1}


@pytest.mark.parametrize("language", BY_HAND)
def test_a_score_worked_out_by_hand(site, language):
    text, expected = BY_HAND[language]
    reading = measure(written(site, language, text), site)
    assert (reading.words, reading.sentences, reading.syllables, reading.score) == expected


def test_a_page_without_words_is_not_over(site):
    reading = measure(written(site, "en", "{{ operations() }}"), site)
    assert reading.words == 0 and site.data.readability.languages["en"].is_met(reading.score)


def test_what_is_read_is_measured(site):
    body = """
## A heading {#heading}

They had **{{ figure("stream-kidflix-2025.users") }}** users. {{ cite("stream-kidflix-2025.users") }}

{{ figures("stream-kidflix-2025.users") }}

1. See [the report](../../report/index.md#danger)
2. “Who? You.” {{ edition("organisation") }}
"""
    users = site.formatters["fr"].figure(site.data.figures["stream-kidflix-2025.users"]).replace("\u00a0", " ")
    assert prose(written(site, "fr", body), site) == [
        f"They had {users} users.",
        "See the report",
        f"“Who? You.” {site.edition.organisation.name}",
    ]
    assert measure(written(site, "fr", "Ils étaient 72\u202f000."), site).words == 3
    assert measure(written(site, "en", "“Who? You.” They said: yes; no.\n\n- One\n- 1.8 million"), site).sentences == 5


@pytest.mark.parametrize("language", GOLD)
def test_no_page_is_over_its_target_or_length(site, language):
    over = {verdict.page.file: verdict.reading for verdict in verdicts(site) if verdict.page.language == language and verdict.over}
    assert over == {}


def test_every_exception_is_needed(site):
    assert [finding for finding in check_readability(site) if finding.field == "exceptions"] == []


def test_a_page_that_is_too_hard_or_too_short_is_found(project, edit):
    edit("data/readability.yml", "target: 8", "target: 1")
    edit("data/readability.yml", "most: 700", "most: 260")
    found = {(finding.file, finding.field) for finding in check_readability(Site.load(project))}
    assert {("docs/en/know/trends/index.md", "level"), (f"docs/en/{PAGE[:-1]}.md", "length")} <= found
    assert ("docs/fr/know/trends/index.md", "level") not in found  # another target
    assert ("docs/en/know/trends/index.md", "length") not in found  # an overview


def test_an_exception_holds_for_its_page_language_and_rule(project, edit):
    edit("data/readability.yml", "target: 8", "target: 1")
    edit("data/readability.yml", "exceptions: []", LISTED)
    found = {(finding.file, finding.field) for finding in check_readability(Site.load(project))}
    assert ("docs/en/know/trends/index.md", "level") not in found
    assert ("docs/en/know/index.md", "level") in found


@pytest.mark.parametrize("page", ["know/trends/", "know/nowhere/"])
def test_an_exception_that_no_page_needs_is_found(project, edit, page):
    edit("data/readability.yml", "exceptions: []", LISTED.replace("know/trends/", page))
    (finding,) = [finding for finding in check_readability(Site.load(project)) if finding.field == "exceptions"]
    assert finding.line and page in finding.found


def test_the_command_shows_every_page_and_fails_when_one_is_over(project, edit):
    def run():
        return CliRunner().invoke(main, ["readability", "--root", str(project)])

    result = run()
    pages = list(Site.load(project).pages)
    assert result.exit_code == 0 and len(result.output.splitlines()) == 1 + len(pages)
    edit("data/readability.yml", "target: 8", "target: 1")
    edit("data/readability.yml", "exceptions: []", LISTED)
    result = run()
    assert result.exit_code == 1
    assert "level: a test" in result.output and "level: OVER" in result.output and "docs/en/know/index.md" in result.output


def test_an_exception_for_a_language_that_an_edition_lacks_is_no_mistake(project, edit):
    edit("data/readability.yml", "exceptions: []", LISTED.replace("language: en", "language: fr"))
    edit("edition.yml", "languages: [en, fr, es, pt]", "languages: [en]")
    assert check_readability(Site.load(project)) == []
