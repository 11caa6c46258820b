"""What all models share: unknown keys are refused, and texts stand in every language."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, RootModel, StringConstraints, ValidationInfo, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError


def form(pattern: str, words: str) -> Any:
    """A text of a form that the message about a wrong one says in words.

    Args:
        pattern: the form as a regular expression, also for JSON Schema.
        words: what is expected, with an example.
    """

    def check(text: str) -> str:
        if not re.search(pattern, text):
            raise PydanticCustomError("form", "{words}", {"words": words})
        return text

    return Annotated[str, AfterValidator(check), WithJsonSchema({"type": "string", "pattern": pattern})]


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""A name that is safe in an address: small letters, digits and single hyphens."""

LanguageTag = form(r"^[a-z]{2,3}(-[A-Za-z]{4})?(-[A-Z]{2})?$", "a language, such as fr or pt-BR")
"""A language as in BCP 47 (RFC 5646): `fr`, `pt-BR`, `zh-Hant`."""

NonEmpty = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

WebAddress = form(r"^https?://[^\s/]+\.[^\s/]+(/\S*)?$", "an address with its scheme, such as https://example.org/")
"""An address on the web with its scheme (RFC 3986), such as https://example.org/."""


class Model(BaseModel):
    """A part of a file: unknown keys are refused, values do not change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(RootModel[dict[LanguageTag, NonEmpty]]):
    """A text that readers see, in every language of the site."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="after")
    def _in_every_language(self, info: ValidationInfo) -> Text:
        languages = (info.context or {}).get("languages", ())
        missing = [language for language in languages if language not in self.root]
        if missing:
            raise PydanticCustomError("missing_language", f"this text also in: {', '.join(missing)}")
        return self

    def __getitem__(self, language: str) -> str:
        return self.root[language]
