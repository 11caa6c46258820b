"""Names in pages: a small fixed set, read and never run."""

import pytest

from microsite.names import NAMES, Call, calls, check_calls, substitute


def test_calls_are_found_with_their_lines():
    text = 'One {{ figure("a.b") }}.\n\n{{ figures("a.b", "a.c") }}\n'
    assert calls(text) == [Call("figure", ("a.b",), 1), Call("figures", ("a.b", "a.c"), 3)]


def test_each_call_is_replaced():
    assert substitute('{{ cite("x") }} and {{ cite("y") }}', lambda call: call.arguments[0]) == "x and y"


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ('{{ figure("stream-kidflix-2025.user") }}', "'stream-kidflix-2025.user'", "Did you mean stream-kidflix-2025.users?"),
        ('{{ figur("stream-kidflix-2025.users") }}', "figur", "Did you mean figure"),
        ("{{ figure }}", "{{ figure }}", "a name with text in brackets"),
        ("{{ figure() }}", "0 in the brackets", "the name of a figure"),
        ('{{ figure("cumberland-2025.arrests", "cumberland-2025.devices") }}', "2 in the brackets", "the name of a figure"),
        ('{{ trends("x") }}', "1 in the brackets", "nothing in the brackets"),
        ('Words {{ timeline("cumberland-2025") }} words', "inside a paragraph", "a paragraph of its own"),
        ('## Title {{ figure("cumberland-2025.arrests") }}', "in a heading", "plain words"),
        ('{{ contact("international.interpol") }}', "'international.interpol'", "a contact that readers may see"),
        ('{{ contact("eu.11211") }}', "'eu.11211'", "Did you mean eu.112?"),
    ],
)
def test_a_wrong_name_is_explained(site, text, found, expected):
    [finding] = check_calls(f"First line.\n\n{text}\n", site.data, "page.md", first_line=10)
    assert (finding.file, finding.line) == ("page.md", 12)
    assert found in finding.found and expected in str(finding)


@pytest.mark.parametrize(
    "text",
    [
        '{{ __import__("os").system("true") }}',
        "{{ ''.__class__.__mro__ }}",
        '{{ figure("a" + "b") }}',
        '{{ figure(name="a") }}',
        '{{ (lambda: figure)("a") }}',
        "{{ [x for x in ()] }}",
        "{{ " + "(" * 500 + " }}",
        "{% for a in b %}{{ a }}{% endfor %}",
    ],
)
def test_nothing_in_braces_is_ever_run(site, text):
    assert calls(text) == [] or all(call.name not in NAMES for call in calls(text))
    findings = check_calls(text, site.data, "page.md")
    assert findings and all(finding.field == "name" for finding in findings)
