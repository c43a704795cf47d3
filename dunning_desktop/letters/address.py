"""Postal addresses: their lines, and the ways to write one that is too long for the window."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from babel import Locale, UnknownLocaleError

from dunning_desktop.domain.client import Address, DebtorType
from dunning_desktop.letters.addressed import Addressed
from dunning_desktop.letters.vocabulary import one_line


def address_lines(
    address: Address, home: str, *, region: bool = True, joined: bool = False
) -> tuple[str, ...]:
    """The lines of an address; ``joined`` puts town and postcode on one.

    The country stands last where it is not the sender's.
    """
    parts = (*(one_line(line) for line in address.lines), *_town(address, region, joined))
    lines = tuple(part for part in parts if part)
    abroad = lines and address.country and address.country != home
    return (*lines, _country(address.country, home)) if abroad else lines


def _town(address: Address, region: bool, joined: bool) -> tuple[str, ...]:  # noqa: FBT001
    """Town, region and postcode as the post of their country wants them."""
    town, postcode = one_line(address.city), one_line(address.postcode)
    county = one_line(address.region) if region else ""
    country = address.country.upper()
    if country in _CODE_LAST:
        state = one_line(address.region)
        comma = "," if country in _COMMA and town and (state or postcode) else ""
        return (" ".join(one for one in (f"{town}{comma}", state, postcode) if one),)
    if country in _PROVINCE:
        return (" ".join(one for one in (postcode, town, one_line(address.region)) if one),)
    if country not in _CODE_ALONE:
        return (f"{postcode} {town}".strip(), "" if country in _NO_REGION else county)
    if joined:
        return (f"{town} {postcode}".strip(), county)
    return (town, county, postcode)


_CODE_ALONE = frozenset(
    {"", "GB", "GG", "JE", "IM", "IE", "IN", "ZA", "AE", "HK", "SG", "MT", "CY"}
)
"""The postcode stands on a line of its own, after town and county."""
_CODE_LAST = frozenset({"US", "CA", "AU", "NZ"})
"""Town, state and postcode on one line; elsewhere the postcode comes before the town."""
_COMMA = frozenset({"US"})
_PROVINCE = frozenset({"IT"})
"""The province stands behind the town."""
_NO_REGION = frozenset(
    {
        *("AT", "BE", "CH", "CZ", "DE", "DK", "EE", "FI", "FR", "GR", "HR", "HU", "IS", "LI"),
        *("LT", "LU", "LV", "NL", "NO", "PL", "PT", "SE", "SI", "SK"),
    }
)
"""Where a postcode says the region."""


def recipient(facts: Addressed) -> Iterator[tuple[str, ...]]:
    """The lines for the window, from the fullest form to the shortest a postman needs.

    Only the name where there is no address to post to.
    """
    address, home = facts.client.address, facts.business.address.country
    names = _names(facts)
    if not address.usable:
        yield names[:1]
        return
    yield (*names, *address_lines(address, home))
    yield (*names, *address_lines(address, home, joined=True))
    yield (*names, *address_lines(address, home, joined=True, region=False))
    yield (*names[:1], *address_lines(address, home, joined=True, region=False))


def _names(facts: Addressed) -> tuple[str, ...]:
    name = one_line(facts.client.name)
    person = one_line(facts.contact.name) if facts.contact else ""
    if facts.client.debtor_type is DebtorType.CONSUMER or person.casefold() == name.casefold():
        person = ""
    return (name, person) if person else (name,)


def _country(code: str, home: str) -> str:
    """A destination is written in the language of the country that posts it, in capitals."""
    return str(_spoken_in(home).territories.get(code.upper(), code)).upper()


@cache
def _spoken_in(country: str) -> Locale:
    """The language that most people of a country speak; English where that is not known."""
    try:
        return Locale.parse(f"und-{country.upper()}", sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale.parse("en-GB", sep="-")
