"""Telephone numbers: which can be dialled, and how a link dials them."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import quote

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberType, is_valid_short_number_for_region
from phonenumbers.phonenumberutil import NumberParseException

DIALLED = "0123456789+*#"
# Numbers of these types are reached from abroad too, so that a link may carry the country's code.
INTERNATIONAL = {PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}


def digits(number: str) -> str:
    """What is pressed to dial a number as it is written: `900 20 20 10` is `900202010`."""
    return "".join(sign for sign in number if sign in DIALLED)


def is_dialable(number: str, country: str, special: Collection[str]) -> bool:
    """Whether a number can be dialled in a country.

    Args:
        number: as it is written.
        country: as in ISO 3166-1 alpha-2; empty for a number that belongs to no country.
        special: the country's short numbers and services that the numbering plans of `phonenumbers` do not know.
    """
    if digits(number) in special:
        return True
    try:
        parsed = phonenumbers.parse(number, country.upper() or None)
    except NumberParseException:
        return False
    return phonenumbers.is_valid_number(parsed) or bool(country and is_valid_short_number_for_region(parsed, country.upper()))


def e164(number: str, country: str) -> str | None:
    """The number in the form of E.164 (ITU-T), such as +34900202010; None for one that has no such form."""
    parsed = _valid(number, country)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) if parsed else None


def dialled(number: str, country: str) -> str:
    """What a link dials (RFC 3966): the form of E.164 where the number is reached from abroad too, else what is pressed.

    `*` and `#` are written as %2A and %23, as a URI asks for the latter (RFC 3986).
    """
    parsed = _valid(number, country)
    if parsed and phonenumbers.number_type(parsed) in INTERNATIONAL:
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return quote(digits(number), safe="+")


def _valid(number: str, country: str) -> PhoneNumber | None:
    try:
        parsed = phonenumbers.parse(number, country.upper() or None)
    except NumberParseException:
        return None
    return parsed if phonenumbers.is_valid_number(parsed) else None
