"""What a ladder would do with an invoice, day by day, before it is saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dunning_desktop.domain.calendar import add_days
from dunning_desktop.domain.client import Address, Business, Client, Contact, DebtorType
from dunning_desktop.domain.foresight import Foreseen, foresee
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import DunningLevel, DunningPolicy
from dunning_desktop.domain.proposal import ClientFacts, ItemFacts
from dunning_desktop.domain.terms import Terms
from dunning_desktop.usecases.office import Office

AMOUNT = 100_000
"""What the invoice would come to, in minor units, unless a minimum is higher."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The steps of an invoice that falls due that day and is never paid.

    ``left_out`` are levels that have no place: before the due day, and the invoice is not issued
    yet. ``client`` is empty where none was chosen; ``unreachable``: he can be written to in no way.
    """

    due: date
    issued: date
    steps: tuple[Foreseen, ...]
    left_out: tuple[DunningLevel, ...] = ()
    client: str = ""
    unreachable: bool = False


def preview(
    office: Office, policy: DunningPolicy, *, due: date, client_id: int | None = None
) -> Preview:
    """The whole sequence with real dates, by the planner itself. Raises ``NotFound``.

    The client's other invoices, agreements and holds are left aside.
    """
    with office.read() as ledger:
        business = ledger.parties.business()
        client = ledger.parties.client(client_id) if client_id is not None else None
    shown = replace(client, archived=False) if client else _anybody(business)
    item = _item(policy, shown, shown.terms or business.terms, due=due)
    repeats = policy.repeat_most if policy.repeat_every else 0
    steps = foresee(
        item.issued,
        ClientFacts(shown, policy),
        item,
        is_working=office.is_working,
        most=len(policy.levels) + repeats,
    )
    gone = {one.level.day for one in steps}
    reachable = shown.mail_contact is not None or shown.address.usable
    return Preview(
        due=due,
        issued=item.issued,
        steps=steps,
        left_out=tuple(
            one for one in policy.levels if reachable and one.day < 0 and one.day not in gone
        ),
        client=client.name if client else "",
        unreachable=not reachable,
    )


def _anybody(business: Business) -> Client:
    """Somebody where the business is, who can be reached in every way."""
    return Client(
        name="-",
        debtor_type=DebtorType.COMPANY,
        jurisdiction=business.jurisdiction,
        currency=business.currency,
        address=Address(("-",), city="-"),
        contacts=(Contact(email="-", phone="-"),),
    )


def _item(policy: DunningPolicy, client: Client, terms: Terms, *, due: date) -> ItemFacts:
    code = client.currency
    minimums = [policy.minimum_for(code), *(one.minimum_for(code) for one in policy.levels)]
    amount = Money(max(AMOUNT, *minimums), code)
    return ItemFacts(
        item_id=1,
        invoice_id=1,
        client_id=client.id,
        number="-",
        issued=add_days(due, -terms.net_days),
        due=due,
        amount=amount,
        open=amount,
    )
