"""The JSON Schemas are those of the models, and the files hold to them."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from microsite.schemas import SCHEMAS, schemas
from microsite.yamlfile import read_yaml

from ..conftest import ROOT

FILES = {
    "addresses": ["data/addresses.yml"],
    "edition": ["edition.yml"],
    "glossary": ["data/glossary.yml"],
    "interface": sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "data/interface").glob("*.yml")),
    "operation": sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "data/operations").glob("*.yml")),
    "publishers": ["data/publishers.yml"],
    "readability": ["data/readability.yml"],
    "record": ["data/corrections.yml", "data/guidance.yml", "data/reading-figures.yml"],
    "reporting": sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "data/reporting").glob("*.yml")),
    "sources": ["data/sources.yml"],
    "trend": sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "data/trends").glob("*.yml")),
    "wording": ["data/wording.yml"],
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_committed_schema_is_that_of_the_model(name):
    committed = (ROOT / "data/schema" / f"{name}.json").read_text(encoding="utf-8")
    assert committed == schemas()[f"{name}.json"], "run: microsite schemas"


@pytest.mark.parametrize(("name", "file"), [(name, file) for name, files in FILES.items() for file in files])
def test_a_file_holds_to_its_schema(name, file):
    schema = json.loads((ROOT / "data/schema" / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    errors = [
        f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(read_yaml(ROOT / file, ROOT).content)
    ]
    assert errors == []


@pytest.mark.parametrize("file", sorted({file for files in FILES.values() for file in files}))
def test_a_file_tells_the_editor_its_schema(file):
    path = ROOT / file
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (path.parent / Path(first.partition("=")[2])).resolve().exists()
