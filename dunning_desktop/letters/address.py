"""Postal addresses: their lines, and the ways to write one that is too long for the window."""

from __future__ import annotations

from collections.abc import Iterator

from dunning_desktop.domain.client import Address, DebtorType
from dunning_desktop.letters.addressed import Addressed
from dunning_desktop.letters.figures import figures_for
from dunning_desktop.letters.vocabulary import one_line


def address_lines(
    address: Address, home: str, *, region: bool = True, joined: bool = False
) -> tuple[str, ...]:
    """The lines of an address; ``joined`` puts town and postcode on one.

    The country stands last where it is not the sender's.
    """
    town, postcode = one_line(address.city), one_line(address.postcode)
    county = one_line(address.region) if region else ""
    if joined:
        town, postcode = f"{town} {postcode}".strip(), ""
    parts = (*(one_line(line) for line in address.lines), town, county, postcode)
    lines = tuple(part for part in parts if part)
    abroad = lines and address.country and address.country != home
    return (*lines, _country(address.country)) if abroad else lines


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


def _country(code: str) -> str:
    """A destination is written in the language of the country that posts it, in capitals."""
    names = figures_for("en-GB", "en-GB").locale.territories
    return str(names.get(code.upper(), code)).upper()
