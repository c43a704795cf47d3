"""``dunning late``: what late payment of one invoice costs, where that was agreed for it alone."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from dunning_desktop.cli.desk import amount, as_json, say
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.late_terms import LateTerms
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.terms import LateBasis, RatePer
from dunning_desktop.usecases.clients import find_client
from dunning_desktop.usecases.invoices import find_invoice
from dunning_desktop.usecases.late_terms import late_price, late_view, set_late_terms
from dunning_desktop.usecases.office import Office


@dataclass(frozen=True, slots=True)
class Answer:
    """What the verb answers to programs: the terms that hold, and what is owed on top today."""

    client: str
    invoice: str
    own: bool
    basis: LateBasis
    rate: Decimal | None
    per: RatePer
    fee: int | None
    owed_on_top: Money


def late(office: Office, options: Namespace) -> int:
    """Show the late-payment terms of an invoice, or keep others for it."""
    client = find_client(office, options.client)
    invoice_id = find_invoice(office, client.id, options.invoice)
    if options.as_client:
        set_late_terms(office, invoice_id, None)
    elif options.basis is not None or options.rate is not None or options.fee is not None:
        set_late_terms(office, invoice_id, _wanted(office, invoice_id, options))
    return _show(office, invoice_id, as_data=options.json)


def _wanted(office: Office, invoice_id: int, options: Namespace) -> LateTerms:
    """A rate alone means an agreed one; a fee alone leaves the interest as it holds."""
    view = late_view(office, invoice_id)
    held = view.held
    basis, rate, per = held.basis, held.rate, held.per
    if options.rate is not None:
        basis, rate, per = LateBasis.CONTRACT, _percent(options.rate), options.per
    elif options.basis is not None:
        basis, rate, per = options.basis, None, RatePer.YEAR
    fee = held.fee
    if options.fee is not None:
        fee = Money.of(options.fee, view.invoice.total.currency).minor or None
    return LateTerms(basis, rate, per, fee)


def _percent(typed: str) -> Decimal:
    try:
        return Decimal(typed.strip().rstrip("%").strip())
    except InvalidOperation as error:
        raise InvalidField(field="contract_rate", reason="range") from error


def _show(office: Office, invoice_id: int, *, as_data: bool) -> int:
    view = late_view(office, invoice_id)
    invoice = view.invoice
    held = view.held
    owed = late_price(office, invoice_id, invoice.late).now
    if as_data:
        as_json(
            Answer(
                client=view.client.name,
                invoice=invoice.number,
                own=invoice.late is not None,
                basis=held.basis,
                rate=held.rate,
                per=held.per,
                fee=held.fee,
                owed_on_top=owed,
            )
        )
        return 0
    whose = "agreed for this invoice" if invoice.late else "as for the client"
    interest = {
        LateBasis.STATUTORY: "statutory interest",
        LateBasis.NONE: "no interest",
        LateBasis.CONTRACT: f"{held.rate} % a {held.per}",
    }[held.basis]
    say(f"{invoice.number}, {view.client.name}: {interest} ({whose})")
    if held.fee is not None:
        say(f"A fee of {amount(Money(held.fee, invoice.total.currency))} for a reminder.")
    say(f"Owed on top today: {amount(owed)}")
    return 0
