"""Each check fails on a page that was broken on purpose."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest

from . import inspection
from .inspection import BuiltPage

SPAIN = "report/es/"
STREAM = "know/operations/stream-kidflix-2025/"

# check, language, address, pattern, what takes its place
MUTATIONS = [
    ("landmarks", "en", "", r"<main ", "<div "),
    ("landmarks", "en", "", r"<nav aria-label=\"[^\"]*\"", "<nav"),
    ("headings", "en", "know/", r"<h2 ", "<h1 "),
    ("headings", "en", "know/", r"<h2 id=\"operations\">(.*?)</h2>", r"<h4>\1</h4>"),
    ("title_and_description", "fr", "know/", r"<title>.*?</title>", "<title>Know</title>"),
    ("title_and_description", "fr", "know/", r"<meta name=\"description\"[^>]*>", ""),
    ("language_of_page", "pt", "", r"<html lang=\"pt\"", '<html lang="en"'),
    ("language_of_page", "pt", "", r"dir=\"ltr\"", ""),
    ("alternates", "es", "about/", r"hreflang=\"x-default\" href=\"[^\"]*\"", 'hreflang="x-default" href="/"'),
    ("alternates", "es", "about/", r"<link rel=\"alternate\" hreflang=\"fr\"[^>]*>", ""),
    ("alternates", "es", "about/", r"(hreflang=\"fr\" href=\"[^\"]*)about/", r"\1nowhere/"),
    ("alternates", "es", "about/", r"rel=\"canonical\" href=\"[^\"]*\"", 'rel="canonical" href="https://know-protect-report.example/"'),
    ("feed", "fr", "about/", r"(type=\"application/atom\+xml\" [^>]*href=\")\.\./feed", r"\1../../feed"),
    ("feed", "fr", "about/", r"(type=\"application/atom\+xml\" title=\")[^\"]*", r"\1Police operations"),
    ("feed", "fr", "about/", r"<link [^>]*application/atom\+xml[^>]*>", ""),
    ("switcher", "en", STREAM, r"(<a href=\"[^\"]*)(\" lang=\"fr\")", r"\1../\2"),
    ("switcher", "en", STREAM, r"Français</a>", "French</a>"),
    ("links", "en", "know/", r"href=\"operations/\"", 'href="operation/"'),
    ("links", "en", STREAM, r"id=\"source-3\"", 'id="source-33"'),
    ("foreign_links", "en", STREAM, r"https://rtvc\.es/", "https://elsewhere.example/"),
    ("foreign_links", "en", STREAM, r" rel=\"noreferrer external\"", ""),
    ("no_foreign_requests", "en", "", r"<link rel=\"stylesheet\" href=\"", '<link rel="stylesheet" href="https://fonts.example/'),
    ("no_foreign_requests", "en", "", r"</main>", '<img src="a.png" alt="">' * 5 + "</main>"),
    ("strict_policy", "en", "", r"<h1>", '<h1 style="color: red">'),
    ("strict_policy", "en", "", r"</body>", "<script>1</script></body>"),
    ("strict_policy", "en", "", r"<h1>", '<h1 onclick="x()">'),
    ("leave_comes_first", "en", "", r"<body[^>]*>", '<body><a href="x">first</a>'),
    ("leave_comes_first", "en", "", r"<a class=\"skip\".*?</a>", ""),
    ("help_is_near", "fr", "about/", r"(class=\"help-bar\" href=\")[^\"]*", r"\1../../report/"),
    ("help_is_near", "fr", SPAIN, r"(class=\"help-bar\" href=\")[^\"]*", r"\1../../report/"),
    ("contacts", "es", SPAIN, r">Llama al 112<", ">Llama al 113<"),
    ("contacts", "es", SPAIN, r"href=\"tel:900202010\"", 'href="tel:900202011"'),
    ("contacts", "es", SPAIN, r"<div class=\"contact unchecked\" id=\"anar-menores\".*?</details>\n</div>", ""),
    ("contacts", "es", SPAIN, r"id=\"anar-menores\"", 'id="anar-familia"'),
    ("contacts", "es", SPAIN, r"<strong>Aún no lo hemos comprobado\.", "<strong>"),
    ("contacts", "es", SPAIN, r"<p class=\"contact-never\">.*?</p>", ""),
    ("contacts", "es", SPAIN, r"Aún no lo hemos comprobado\. Compruébalo antes de fiarte\.", "Aún no lo hemos comprobado."),
    ("contacts", "es", SPAIN, r"Horario: día y noche", "Horario: de día"),
    ("contacts", "es", SPAIN, r"<p>Policía\. ", "<p>"),
    ("contacts", "es", SPAIN, r"<h2 id=\"adult\">.*?</h2>", ""),
    ("contacts", "en", "report/international/", r"<ul class=\"contact-ways\">.*?</ul>", ""),
    ("content_note", "en", STREAM, r"class=\"content-note\"", 'class="note"'),
    ("figures", "es", STREAM, r">1393<", ">1394<"),
    ("figures", "fr", STREAM, r">environ 1,8 million<", ">environ 1.8 million<"),
    ("notes", "en", STREAM, r"href=\"#source-5\"", 'href="#source-99"'),
    ("notes", "fr", STREAM, r"\(article de presse\)", "(news report)"),
    ("state", "fr", "", r"<p class=\"draft\">.*?</p>", ""),
    ("state", "es", "", r"<aside class=\"state\".*?</aside>", ""),
    ("untranslated", "es", "about/privacy/", r"<h1>", "<p>It does not find out where you are.</p><h1>"),
    ("untranslated", "es", "about/privacy/", r"aria-label=\"[^\"]*\"", 'aria-label="You are here"'),
    ("safe_words", "en", STREAM, r"<h1>", "<p>child pornography</p><h1>"),
    ("json_ld", "en", STREAM, r"\"@type\":\"Article\"", '"@type":"Thing"'),
    ("json_ld", "en", STREAM, r"\"position\":3", '"position":9'),
    ("json_ld", "en", STREAM, r"\{\"@context\"", "{@context"),
    ("preview", "en", "", r"(property=\"og:image\" content=\")[^\"]*", r"\1/nothing.png"),
    ("works_from_disk", "en", "", r"<a href=\"", '<a href="/'),
]


@pytest.mark.parametrize(("check", "language", "address", "pattern", "replacement"), MUTATIONS)
def test_a_broken_page_is_noticed(built, site, check, language, address, pattern, replacement):
    page = BuiltPage.read(built, site, language, address)
    broken, number = re.subn(pattern, replacement, page.html, flags=re.S)
    assert number, f"nothing to break: {pattern}"
    function = getattr(inspection, check)
    assert function(page) == []
    assert function(replace(BuiltPage.read(built, site, language, address), html=broken)) != []


def test_a_page_that_is_too_heavy_is_noticed(built, site):
    page = BuiltPage.read(built, site, "en", "")
    noise = random.Random(1).randbytes(30_000).hex()
    assert inspection.weight(replace(page, html=page.html + noise)) != []


def test_every_check_has_a_mutation():
    tried = {mutation[0] for mutation in MUTATIONS} | {"weight"}
    assert tried == {check.__name__ for check in inspection.CHECKS}
