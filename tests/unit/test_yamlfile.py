"""Strict YAML 1.2, and writing that disturbs nothing."""

import pytest

from microsite.findings import InputError
from microsite.models.base import Model
from microsite.yamlfile import edit_yaml, parse_yaml, read_yaml, validate


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),  # Norway, and not false
        ("yes", "yes"),
        ("on", "on"),
        ("2025-04-02", "2025-04-02"),
        ("012", 12),  # decimal in YAML 1.2
        ("1_000", "1_000"),
        ("12:30", "12:30"),  # no base 60
        ("true", True),
        ("null", None),
        ("~", None),
        ("'null'", "null"),
        ('"112"', "112"),
        ("3.5", 3.5),
        ("1e3", 1000.0),
    ],
)
def test_scalars_follow_the_core_schema_of_yaml_1_2(text, value):
    assert parse_yaml(f"key: {text}", "a.yml").content == {"key": value}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "the same key a second time"),
        ("a: &x [1]\nb: *x\n", 1, "alias"),
        ("a: 1\n b: 2\n", 2, "YAML"),
        ("a: 'open\n", 2, "YAML"),
        ("? [a]\n: 1\n", 1, "as a key"),
    ],
)
def test_what_is_not_strict_is_refused_with_its_line(text, line, words):
    with pytest.raises(InputError) as caught:
        parse_yaml(text, "a.yml")
    [finding] = caught.value.findings
    assert finding.file == "a.yml" and words in str(finding)
    assert finding.line in (line, line + 1)


def test_a_yaml_bomb_is_refused_without_being_opened():
    bomb = "a: &a [x, x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20))
    with pytest.raises(InputError, match="alias"):
        parse_yaml(bomb, "bomb.yml")


def test_a_file_that_is_not_utf_8_is_named(tmp_path):
    path = tmp_path / "latin.yml"
    path.write_bytes("name: é".encode("latin-1"))
    with pytest.raises(InputError, match="latin.yml: encoding: found a byte that is not UTF-8"):
        read_yaml(path, tmp_path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match="none.yml: file"):
        read_yaml(tmp_path / "none.yml", tmp_path)


class Inner(Model):
    number: int


class Outer(Model):
    inner: dict[str, Inner]


def test_each_mistake_has_its_file_line_field_and_nearest_name():
    document = parse_yaml("inner:\n  one:\n    nummber: 1\n    number: many\n", "a.yml")
    with pytest.raises(InputError) as caught:
        validate(Outer, document)
    messages = [str(finding) for finding in caught.value.findings]
    assert messages == [
        "a.yml:3: inner.one.nummber: found an unknown key 'nummber'; expected one of: number. Did you mean number?",
        "a.yml:4: inner.one.number: found 'many'; expected a valid integer, unable to parse string as an integer.",
    ]


def test_writing_keeps_comments_order_and_quotes():
    text = "# head\nb: 'x'  # why\na:\n  # inside\n  n: no\n"
    changed = edit_yaml(text, {("a", "n"): "2026-01-01", ("c",): 1})
    assert changed == "# head\nb: 'x'  # why\na:\n  # inside\n  n: '2026-01-01'\nc: 1\n"
