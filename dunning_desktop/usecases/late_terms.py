"""The late-payment terms of one invoice: look at them, what others would change, keep them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.cautions import Caution
from dunning_desktop.domain.claims import Claim
from dunning_desktop.domain.client import Client
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.invoice import Invoice
from dunning_desktop.domain.late_terms import LateTerms, late_part
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.terms import LateBasis, Terms
from dunning_desktop.domain.terms_check import Checked, Finding, Gap, check_terms
from dunning_desktop.usecases.charges import claims_on
from dunning_desktop.usecases.holding import holder
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.rows import TermsOwner
from dunning_desktop.usecases.terms import reference_at

TOUCHED = frozenset({Touched.INVOICES, Touched.CLIENTS, Touched.REMINDERS, Touched.CHARGES})

# What can be wrong with the terms of one invoice; with what a figure is marked that says the same.
LOOKED_FOR: Mapping[Gap, Caution | None] = {
    Gap.NO_STATUTE: Caution.NO_STATUTE,
    Gap.CONSUMER_STATUTE: Caution.NOT_COVERED,
    Gap.PENAL_RATE: None,
    Gap.WEAK_RATE: Caution.WEAK_REMEDY,
    Gap.MONTHLY_CAPPED: Caution.MONTHLY_CAPPED,
    Gap.FEE_CONSUMER: None,
    Gap.FEE_TOO_HIGH: None,
}


@dataclass(frozen=True, slots=True)
class LateView:
    """An invoice and what holds without any terms of its own: its client's or the business's.

    The fee of those is None on an invoice in another currency: it was agreed in the business's.
    """

    invoice: Invoice
    client: Client
    usual: LateTerms

    @property
    def held(self) -> LateTerms:
        """The terms that hold."""
        return self.invoice.late or self.usual

    @property
    def owner(self) -> TermsOwner:
        """Whose they are."""
        if self.invoice.late is not None:
            return TermsOwner.INVOICE
        return TermsOwner.BUSINESS if self.client.terms is None else TermsOwner.CLIENT


@dataclass(frozen=True, slots=True)
class LatePrice:
    """What is owed on top today, as it is and as it would be.

    ``claims`` are those that would hold, one for each due item; what was paid or given up is taken
    off on both sides. ``unasked``: interest that is owed only because it was agreed, and nothing
    shows that this client took any terms. ``findings`` are what does not fit of terms of its own,
    as far as no claim says so.
    """

    now: Money
    then: Money
    claims: tuple[Claim, ...] = ()
    unasked: bool = False
    findings: tuple[Finding, ...] = ()


def late_view(office: Office, invoice_id: int) -> LateView:
    """The invoice with the terms of its client. Raises ``NotFound``."""
    with office.read() as ledger:
        return late_in(ledger, ledger.receivables.invoice(invoice_id))


def late_in(ledger: Ledger, invoice: Invoice) -> LateView:
    """The same inside a transaction that is open."""
    client, business = ledger.parties.client(invoice.client_id), ledger.parties.business()
    terms = client.terms or business.terms
    usual = usual_in(terms, invoice.total.currency, business=business.currency)
    return LateView(invoice, client, usual)


def usual_in(terms: Terms, currency: str, *, business: str) -> LateTerms:
    """What terms say of an invoice in a currency: their fee is in that of the business."""
    usual = late_part(terms)
    return usual if currency == business else replace(usual, fee=None)


def late_price(office: Office, invoice_id: int, late: LateTerms | None) -> LatePrice:
    """What other terms would make of what is owed today. Raises ``NotFound``."""
    with office.read() as ledger:
        invoice = ledger.receivables.invoice(invoice_id)
        now = _claims(ledger, office, invoice, invoice.late)
        then = _claims(ledger, office, invoice, late)
        took = ledger.agreements.acceptances([invoice.client_id])
        findings = () if late is None else _findings(ledger, office, invoice, late)
    currency = invoice.total.currency
    agreed = late is not None and (late.basis is LateBasis.CONTRACT or late.fee is not None)
    said = {one for claim in then if claim.assessment for one in claim.assessment.cautions}
    return LatePrice(
        now=_sum(now, currency),
        then=_sum(then, currency),
        claims=then,
        unasked=agreed and not took,
        findings=_unsaid(findings, said),
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


def _findings(
    ledger: Ledger, office: Office, invoice: Invoice, late: LateTerms
) -> tuple[Finding, ...]:
    client, today = ledger.parties.client(invoice.client_id), office.clock.today()
    regime = office.law_in(ledger).regime(client.jurisdiction, today)
    return check_terms(
        Checked(
            terms=late.over(Terms()),
            policy=holder(ledger).of(client),
            regime=regime,
            debtors=frozenset({client.debtor_type}),
            currency=invoice.total.currency,
            reference=reference_at(regime, today),
        )
    )


def _unsaid(findings: Collection[Finding], said: Collection[Caution]) -> tuple[Finding, ...]:
    wanted = (one for one in findings if one.gap in LOOKED_FOR)
    return tuple(one for one in wanted if LOOKED_FOR[one.gap] not in said)


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
        if late != invoice.late:
            ledger.receivables.set_late(invoice_id, late)
            tell_late(ledger, office, replace(invoice, late=late))
    return Outcome(invoice.late, TOUCHED)


def tell_late(ledger: Ledger, office: Office, invoice: Invoice) -> None:
    """Note in the diary what late payment of the invoice costs from now on."""
    late = invoice.late
    ledger.diary.note(
        AuditCode.LATE_TERMS_CHANGED,
        at=office.clock.now(),
        client_id=invoice.client_id,
        invoice_id=invoice.id,
        number=invoice.number,
        basis=late.basis.value if late else "",
        rate=str(late.rate) if late and late.rate is not None else "",
        per=late.per.value if late else "",
        fee=late.fee if late else None,
        currency=invoice.total.currency,
        by=office.user,
    )
