"""What of a letter its type cannot print: said before it goes out, not found by the client."""

from __future__ import annotations

from dunning_desktop.domain.client import Address
from dunning_desktop.domain.letter import ReminderFacts, Words
from dunning_desktop.domain.papers import PaperFacts
from dunning_desktop.usecases.office import Office


def cannot_print(office: Office, facts: ReminderFacts | PaperFacts, words: Words) -> str:
    """The characters there are no glyphs for, each once, in their order; squares stand for them."""
    client, business = facts.client, facts.business
    contact = facts.contact.name if facts.contact else ""
    lines = facts.chase.lines if isinstance(facts, ReminderFacts) else facts.lines
    parts = (
        *(client.name, contact, *_address(client.address), facts.reference),
        *(one.number for one in lines),
        *(words.subject, words.opening, words.closing),
        *(business.name, business.signatory, *_address(business.address)),
        *(business.phone, business.email, business.website),
        *(business.registered_name, business.registration, business.vat_number),
        *(business.bank.account_name, business.bank.bank),
    )
    return office.stationery.without_glyphs("\n".join(parts))


def _address(address: Address) -> tuple[str, ...]:
    return (*address.lines, address.city, address.region, address.postcode)
