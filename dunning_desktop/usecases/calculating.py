"""The interest calculator: a debt that stands in no book, worked out on the law of the book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from dunning_desktop.domain.assessment import Assessment, assess, default_order
from dunning_desktop.domain.claims import claim_of
from dunning_desktop.domain.debt import Basis, Debt
from dunning_desktop.domain.interest import Settlement
from dunning_desktop.domain.jurisdiction import country_of
from dunning_desktop.domain.owed import OwedItem
from dunning_desktop.domain.payment import PaymentOrder
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.domain.regime import LawBook, Regime
from dunning_desktop.domain.statement import StatementFacts
from dunning_desktop.usecases.office import Office


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be asked for under the law of a jurisdiction; ``bases`` has the usual one first.

    ``currency`` is empty where no law is known. ``order`` is what a payment settles first where
    nobody said. ``caps_months``: the law wants the yearly equivalent of a monthly rate stated.
    """

    bases: tuple[Basis, ...] = (Basis.CONTRACT,)
    currency: str = ""
    order: PaymentOrder = PaymentOrder.PRINCIPAL_FIRST
    caps_months: bool = False


@dataclass(frozen=True, slots=True)
class Start:
    """What the calculator begins with: the laws that are known today, and the business's own."""

    laws: Mapping[str, Offered] = field(default_factory=dict)
    jurisdiction: str = "GB"
    currency: str = "GBP"

    def offered(self, jurisdiction: str) -> Offered:
        """What can be asked for there: only what a contract says, where no law is known."""
        return self.laws.get(jurisdiction, Offered())


def calculator_start(office: Office) -> Start:
    """Which laws are known, and where the business is at home."""
    with office.read() as ledger:
        business = ledger.parties.business()
    laws = dict(_laws(office.law, office.clock.today()))
    home = business.jurisdiction
    at_home = home if home in laws else country_of(home)
    return Start(laws=laws, jurisdiction=at_home, currency=business.currency)


def _laws(law: LawBook, today: date) -> Iterator[tuple[str, Offered]]:
    for code in law.jurisdictions:
        regime = law.regime(code, today)
        if regime is not None:
            yield code, _offered(regime)


def _offered(regime: Regime) -> Offered:
    statutory = (Basis.STATUTORY,) if regime.table else ()
    court = (Basis.COUNTY_COURT,) if regime.court else ()
    return Offered(
        bases=(*statutory, Basis.CONTRACT, *court),
        currency=regime.currency,
        order=default_order(regime),
        caps_months=regime.month_cap is not None,
    )


def calculate(office: Office, debt: Debt, *, as_of: date) -> StatementFacts:
    """What is owed on the debt on that day, with its working, as a statement without a client.

    Raises ``InvalidField`` with the ``field`` that cannot be taken, and ``CurrencyMismatch``.
    """
    with office.read() as ledger:
        business, law = ledger.parties.business(), office.law_in(ledger)
    found = assess(debt, law, as_of=as_of)
    return StatementFacts(
        today=as_of,
        business=business,
        client=None,
        items=(OwedItem(_item(found), claim_of(found)),),
        specimen=office.demo,
    )


def _item(found: Assessment) -> ItemFacts:
    """The debt as the one due item of an invoice without a number."""
    debt, days = found.debt, found.debt.days
    known = [one for one in (days.agreed, days.later, found.relevant.day) if one is not None]
    settlements = tuple(
        Settlement(one.day, one.principal, one.interest or None, one.costs or None)
        for one in found.account.applied
    )
    return ItemFacts(
        item_id=0,
        invoice_id=0,
        client_id=0,
        number="",
        issued=days.notice or known[0],
        due=found.relevant.day or known[0],
        amount=debt.principal,
        open=found.account.principal_open,
        settlements=settlements,
        original_due=days.agreed,
        noticed=days.notice,
        performed=days.performance,
        advance=days.advance,
    )
