"""A word of thanks for a payment: it keeps a client, and says that all is in order."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from dunning_desktop.domain.invoice import Invoice
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.papers import PaperKind, PaperLine
from dunning_desktop.domain.promises import Received
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.papers import Paper, facts_for, prepared


def thanks_paper(office: Office, client_id: int) -> Paper | None:
    """Thanks for the latest payment that left nothing open of an invoice; None without one."""
    with office.read() as ledger:
        for payment in ledger.receivables.payments(client_id):
            shares = ledger.receivables.settled_by(payment.id)
            paid = _paid_in_full(ledger, shares)
            if paid:
                lines = tuple(_line(one) for one in paid)
                facts = facts_for(ledger, office, client_id, lines, PaperKind.THANKS)
                first, *more = (shares[one.id] for one in paid)
                received = Received(payment.received, sum(more, first))
                return prepared(ledger, office, replace(facts, received=received))
    return None


def _paid_in_full(ledger: Ledger, shares: Collection[int]) -> list[Invoice]:
    """Those of the invoices on which nothing is open, interest and costs that were claimed with it.

    To thank for the rest would read as if it were given up.
    """
    open_, invoices = ledger.receivables.open_of(shares), ledger.receivables.invoices(shares)
    settled = [
        invoices[key]
        for key in shares
        if not invoices[key].cancelled and not open_[key].minor
    ]
    items = {item.id for one in settled for item in one.items}
    claimed = {one.item_id for one in ledger.charges.of(items) if one.open.minor}
    return [one for one in settled if not any(item.id in claimed for item in one.items)]


def _line(invoice: Invoice) -> PaperLine:
    return PaperLine(
        number=invoice.number,
        issued=invoice.issued,
        due=min(item.original_due for item in invoice.items),
        amount=invoice.total,
        open=Money.zero(invoice.total.currency),
    )
