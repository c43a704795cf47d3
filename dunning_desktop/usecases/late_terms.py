"""The late-payment terms of one invoice: look at them, what others would change, keep them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.claims import Claim
from dunning_desktop.domain.client import Client
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.invoice import Invoice
from dunning_desktop.domain.late_terms import LateTerms, terms_that_hold
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.terms import LateBasis, Terms
from dunning_desktop.usecases.charges import claims_on
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office, Outcome, Touched

TOUCHED = frozenset({Touched.INVOICES, Touched.CLIENTS, Touched.REMINDERS, Touched.CHARGES})


@dataclass(frozen=True, slots=True)
class LateView:
    """An invoice and the terms that hold without any of its own: its client's or the business's."""

    invoice: Invoice
    client: Client
    usual: Terms


@dataclass(frozen=True, slots=True)
class LatePrice:
    """What is owed on top today, as it is and as it would be.

    ``claims`` are those that would hold, one for each due item; what was paid or given up is taken
    off on both sides. ``unasked``: interest that is owed only because it was agreed, and nothing
    shows that this client took any terms.
    """

    now: Money
    then: Money
    claims: tuple[Claim, ...] = ()
    unasked: bool = False


def late_view(office: Office, invoice_id: int) -> LateView:
    """The invoice with the terms of its client. Raises ``NotFound``."""
    with office.read() as ledger:
        invoice = ledger.receivables.invoice(invoice_id)
        client = ledger.parties.client(invoice.client_id)
        return LateView(invoice, client, client.terms or ledger.parties.business().terms)


def late_price(office: Office, invoice_id: int, late: LateTerms | None) -> LatePrice:
    """What other terms would make of what is owed today. Raises ``NotFound``."""
    with office.read() as ledger:
        invoice = ledger.receivables.invoice(invoice_id)
        now = _claims(ledger, office, invoice, invoice.late)
        then = _claims(ledger, office, invoice, late)
        took = ledger.agreements.acceptances([invoice.client_id])
    currency = invoice.total.currency
    agreed = late is not None and (late.basis is LateBasis.CONTRACT or late.fee is not None)
    return LatePrice(
        now=_sum(now, currency),
        then=_sum(then, currency),
        claims=then,
        unasked=agreed and not took,
    )


def _claims(
    ledger: Ledger, office: Office, invoice: Invoice, late: LateTerms | None
) -> tuple[Claim, ...]:
    if invoice.cancelled:
        return ()
    claim = claims_on(ledger, office, invoice.client_id, day=office.clock.today())
    items = (ledger.chasing.item(one.id) for one in invoice.items)
    return tuple(claim(replace(item, late=late)) for item in items)


def _sum(claims: tuple[Claim, ...], currency: str) -> Money:
    return Money(sum(one.amount for one in claims), currency)


def set_late_terms(
    office: Office, invoice_id: int, late: LateTerms | None
) -> Outcome[LateTerms | None]:
    """Let an invoice cost what was agreed for it when it is paid late; what held before.

    None: as for its client. What was claimed already keeps its figures. Raises ``InvalidField``
    (``invoice``, ``cancelled``), ``NotFound``.
    """
    with office.write() as ledger:
        invoice = ledger.receivables.invoice(invoice_id)
        if invoice.cancelled:
            raise InvalidField(field="invoice", reason="cancelled")
        ledger.receivables.set_late(invoice_id, late)
        ledger.diary.note(
            AuditCode.LATE_TERMS_CHANGED,
            at=office.clock.now(),
            client_id=invoice.client_id,
            invoice_id=invoice_id,
            number=invoice.number,
            basis=late.basis.value if late else "",
            rate=str(late.rate) if late and late.rate is not None else "",
            per=late.per.value if late else "",
            fee=late.fee if late else None,
            by=office.user,
        )
    return Outcome(invoice.late, TOUCHED)


def agreed_fee(ledger: Ledger, invoice: Invoice) -> Money | None:
    """The fee for a reminder of it that the terms name; None without one in its currency."""
    business = ledger.parties.business()
    if invoice.late is None and business.currency != invoice.total.currency:
        return None
    client = ledger.parties.client(invoice.client_id)
    fee = terms_that_hold(business.terms, client.terms, invoice.late).reminder_fee
    return None if fee is None else Money(fee, invoice.total.currency)
