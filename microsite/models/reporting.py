"""Contacts: whom to call or write to."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from ..dates import PartialDate
from .base import Model, NonEmpty, Text, WebAddress
from .facts import SourceIds

Kind = Literal["emergency", "hotline", "helpline", "takedown", "police", "prevention"]
Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 ]*$")]


class Confirmation(Model):
    """A person tried the contact on a day."""

    by: NonEmpty
    date: PartialDate
    source: NonEmpty


class Channel(Model):
    """A way to reach help. *Seen* is what its sources say; *confirmed* is empty until a person has checked."""

    name: NonEmpty
    operator: Text
    kind: Kind
    purpose: Text
    phone: Phone | None = None
    url: WebAddress | None = None
    free: Literal["yes"] | None = None
    anonymous: Literal["yes"] | None = None
    note: Text | None = None
    sources: SourceIds
    confirmed: Confirmation | None

    @model_validator(mode="after")
    def _has_a_way_in(self) -> Channel:
        if not (self.phone or self.url):
            raise PydanticCustomError("no_way_in", "a phone or a url")
        return self
