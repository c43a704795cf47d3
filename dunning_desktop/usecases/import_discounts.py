"""The discount for paying early, taken by money that a file tells of without saying when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dunning_desktop.domain.invoice import Invoice
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import Payment
from dunning_desktop.domain.terms import WHOLE, Terms
from dunning_desktop.usecases.discounts import Taken, credit_discounts, discounts_in
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office

# How a payment is marked that the file told of.
METHOD = "import"

# Minor units by which the client's rounding and ours may differ: more is no discount.
NEAR = 2


@dataclass(frozen=True, slots=True)
class Told:
    """What a file says was paid on an invoice since the book last heard, and what is still open.

    A file seldom says when: ``day`` is the one it is entered under.
    """

    invoice: Invoice
    paid: Money
    day: date
    left: Money

    @property
    def payment(self) -> Payment:
        """How it is entered; only for what is paid."""
        return Payment(self.invoice.client_id, self.day, self.paid, method=METHOD)


class ImportDiscounts:
    """Finds and credits the discounts of one import.

    What is left open is the discount, to the penny, and the money may have come in time: the file
    before this one was read no later than on the discount's last day.
    """

    def __init__(self, ledger: Ledger, office: Office, *, batch_id: int, source: str) -> None:
        self._ledger = ledger
        self._office = office
        self._batch_id = batch_id
        self._last_heard = max(
            (
                one.at.astimezone().date()
                for one in ledger.imports.batches()
                if one.profile == source and one.id != batch_id and one.undone_at is None
            ),
            default=date.min,
        )

    def taken(self, told: Told, terms: Terms) -> Taken:
        """The discount that such money takes, if any."""
        until, percent = terms.discount_until(told.invoice.issued), terms.discount_percent
        if until is None or percent is None or self._last_heard > until or not told.left.minor:
            return Taken()
        total = told.invoice.total
        most = Money.rounded(total.amount * percent / WHOLE, total.currency)
        if told.left.minor > most.minor + NEAR:
            return Taken()
        return discounts_in(
            self._ledger,
            self._office,
            told.invoice.client_id,
            told.paid,
            received=min(until, self._office.clock.today()),
            invoice_id=told.invoice.id,
        )

    def record(self, payment: Payment, taken: Taken) -> None:
        """Enter a payment with the discount it took; both go when the import is taken back."""
        receivables = self._ledger.receivables
        payment_id = receivables.save_payment(payment, batch_id=self._batch_id)
        receivables.allocate(taken.shares, day=payment.received, payment_id=payment_id)
        credit_discounts(self._ledger, replace(payment, id=payment_id), taken.discounts)
