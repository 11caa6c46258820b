"""Markdown without style attributes; a search index without markup."""

import json

import markdown

from microsite.search import index_script

TABLE = "| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |\n"


def test_aligned_columns_get_classes():
    html = markdown.markdown(TABLE, extensions=["tables", "microsite.markdown"])
    assert "style=" not in html
    assert '<td class="align-right">3</td>' in html and '<th class="align-center">b</th>' in html


def test_without_the_extension_they_would_get_a_style():
    assert "style=" in markdown.markdown(TABLE, extensions=["tables"])


def test_the_index_is_a_script_with_words_only():
    entries = [
        {"location": "know/", "title": "Know", "text": "<p>Plain &amp; <em>simple</em></p>"},
        {"location": "know/#what", "title": "What <i>it</i> is", "text": "<p>About 1,393[2] suspects.[3] [4]</p>"},
    ]
    script = index_script(entries, {"know/": "Know"}, {"know/": "Names of services"})
    assert script.startswith("micrositeIndex=") and script.endswith(";\n")
    assert json.loads(script.removeprefix("micrositeIndex=").rstrip(";\n")) == [
        ["know/", "Know", "", "Plain & simple Names of services"],
        ["know/#what", "Know", "What it is", "About 1,393 suspects."],
    ]
