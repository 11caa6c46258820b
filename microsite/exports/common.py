"""What all published files share: who publishes them, on what terms, and texts in every language of the edition."""

from __future__ import annotations

import re
from typing import Any

from ..models.base import Text
from ..models.published import Edition, Licence
from ..names import substitute
from ..site import Site

WITHOUT_MARKS = re.compile(r" +(?= |$)")  # where a mark of sources stood


class Exporter:
    """Turns what a site holds into what is published: only the languages of the edition, each text in all of them."""

    def __init__(self, site: Site):
        self.site, self.data = site, site.data

    def head(self, schema: str, title: str, provenance: str) -> dict[str, Any]:
        """The first keys of a file: `$schema`, title, licence, provenance, edition, date, languages."""
        site = self.site
        return {
            "schema_": schema,
            "title": title,
            "licence": Licence(
                name="CC BY 4.0",
                url="https://creativecommons.org/licenses/by/4.0/",
                attribution=site.edition.organisation.name,
            ),
            "provenance": provenance,
            "edition": Edition(name=self.words(site.edition.name), address=site.edition.address),
            "date": str(site.date),
            "languages": site.languages,
        }

    def pages(self, address: str) -> dict[str, str]:
        """The full address of a page, in each language that has it."""
        return {language: self.site.absolute(language, address) for language in self.site.pages.translations(address)}

    def words(self, text: Text | str) -> dict[str, str]:
        """A text, or a name that is the same everywhere, in each language; facts named in it become words."""
        texts = {language: text if isinstance(text, str) else text[language] for language in self.site.languages}
        return {
            language: WITHOUT_MARKS.sub("", substitute(words, lambda call, tag=language: self.site.spoken(call, tag)))
            for language, words in texts.items()
        }
