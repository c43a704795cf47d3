"""A word of thanks for a payment: it keeps a client, and says that all is in order."""

from __future__ import annotations

from dataclasses import replace

from dunning_desktop.domain.papers import PaperKind, PaperLine
from dunning_desktop.domain.promises import Received
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.papers import Paper, facts_for, prepared


def thanks_paper(office: Office, client_id: int) -> Paper | None:
    """Thanks for the latest payment that left nothing open of an invoice; None without one."""
    with office.read() as ledger:
        for payment in ledger.receivables.payments(client_id):
            lines = _paid_in_full(ledger, payment.id)
            if lines:
                facts = facts_for(ledger, office, client_id, lines, PaperKind.THANKS)
                received = Received(payment.received, payment.amount)
                return prepared(ledger, office, replace(facts, received=received))
    return None


def _paid_in_full(ledger: Ledger, payment_id: int) -> tuple[PaperLine, ...]:
    keys = ledger.receivables.settled_by(payment_id)
    open_, invoices = ledger.receivables.open_of(keys), ledger.receivables.invoices(keys)
    return tuple(
        PaperLine(
            number=one.number,
            issued=one.issued,
            due=min(item.original_due for item in one.items),
            amount=one.total,
            open=open_[one.id],
        )
        for one in (invoices[key] for key in keys)
        if not one.cancelled and not open_[one.id].minor
    )
