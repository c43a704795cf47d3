"""What of a letter its type cannot print: said before it goes out, not found by the client."""

from __future__ import annotations

from dunning_desktop.domain.letter import ReminderFacts, Words
from dunning_desktop.domain.papers import PaperFacts
from dunning_desktop.usecases.office import Office


def cannot_print(office: Office, facts: ReminderFacts | PaperFacts, words: Words) -> str:
    """The characters there are no glyphs for, each once, in their order; squares stand for them."""
    client, address = facts.client, facts.client.address
    contact = facts.contact.name if facts.contact else ""
    lines = facts.chase.lines if isinstance(facts, ReminderFacts) else facts.lines
    parts = (
        *(client.name, contact, *address.lines, address.city, address.region),
        *(one.number for one in lines),
        *(words.subject, words.opening, words.closing),
        *(facts.business.name, facts.business.signatory, facts.business.bank.account_name),
    )
    return office.stationery.without_glyphs("\n".join(parts))
