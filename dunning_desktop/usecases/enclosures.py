"""The invoices themselves, as they were kept in the book, to go with a reminder."""

from __future__ import annotations

from collections.abc import Iterator

from dunning_desktop.domain.letter import ReminderFacts
from dunning_desktop.domain.mail import Attachment
from dunning_desktop.usecases.agreement_ports import Document, DocumentKind
from dunning_desktop.usecases.ledger import Ledger

LARGEST = 2_000_000
"""Bytes of all of them: Microsoft takes 4 MB with all that mail adds, and there is the letter."""


def originals(ledger: Ledger, facts: ReminderFacts) -> tuple[Attachment, ...]:
    """The newest paper of each invoice of a reminder, where there is one and room for it."""
    return tuple(_within(ledger, _papers(ledger, facts)))


def _papers(ledger: Ledger, facts: ReminderFacts) -> Iterator[Document]:
    wanted = {line.invoice_id for line in facts.chase.lines}
    for one in ledger.agreements.documents(facts.client.id):
        if one.kind is DocumentKind.INVOICE and one.invoice_id in wanted:
            wanted.discard(one.invoice_id)
            yield one


def _within(ledger: Ledger, papers: Iterator[Document]) -> Iterator[Attachment]:
    left = LARGEST
    for one in papers:
        content = ledger.agreements.content(one.id)
        if len(content) <= left:
            left -= len(content)
            yield Attachment(one.name, content, one.media_type)
