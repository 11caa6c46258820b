"""The words of the interface: all of them used, none of them missing."""

import re
from typing import get_args

import pytest

from microsite.directory import ADULT, YOUNG
from microsite.models.facts import COMPARED, Figure
from microsite.models.frontmatter import Poster
from microsite.models.interface import Interface

from ..conftest import ROOT

CODE = "".join(path.read_text(encoding="utf-8") for path in [*(ROOT / "overrides").rglob("*.html"), *(ROOT / "microsite").glob("*.py")])
APPROXIMATIONS = get_args(get_args(Figure.model_fields["approximation"].annotation)[0])
COMPUTED = {f"figures.{name}" for name in APPROXIMATIONS} | {f"operations.{name}" for name in COMPARED}
COMPUTED |= {f"country.{need.id}{ending}" for need in (YOUNG, *ADULT) for ending in ("", "_advice")}
COMPUTED |= {"country.none_missing", "country.none_crisis"}
COMPUTED |= {f"pictures.{name}" for name in get_args(Poster.model_fields["picture"].annotation)}
COMPUTED = {key.replace("-", "_") for key in COMPUTED}  # named by a figure’s approximation, by what is compared, by a need, by a poster
KEYS = [f"{section}.{key}" for section, field in Interface.model_fields.items() for key in field.annotation.model_fields]


@pytest.mark.parametrize("key", sorted(set(KEYS) - COMPUTED))
def test_every_word_is_shown_somewhere(key):
    assert re.search(rf"\b(words\.)?{re.escape(key)}\b", CODE) or re.search(rf"\bwords\.{key.split('.')[1]}\b", CODE), (
        "nothing shows it: take it out"
    )


@pytest.mark.parametrize("language", ["fr", "es", "pt"])
def test_sentences_are_not_those_of_english(site, language):
    english = site.data.interface["en"].model_dump()
    own = site.data.interface[language].model_dump()
    same = [
        f"{section}.{key}"
        for section, words in english.items()
        for key, text in words.items()
        if isinstance(text, str) and len(text.split()) > 2 and own[section][key] == text
    ]
    assert same == []
