"""What became of the debts that were handed over, by partner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dunning_desktop.domain.cases import CaseStanding, CaseState
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.partners import Partner, Recovery
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.usecases.cases import cases_in
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.partners import partners
from dunning_desktop.usecases.recovery import came_in, handed_on

_AWAY = frozenset({CaseState.HANDED_OVER, CaseState.IN_COURT})


@dataclass(frozen=True, slots=True)
class PartnerOutcome:
    """What came of the cases that one partner had, in one currency.

    ``handed`` is what was open on their invoices when they went, ``running`` how many of the cases
    still do. ``net`` is what came less commission and fees.
    """

    partner: Partner
    cases: int
    running: int
    handed: Money
    came: Money
    commission: Money
    fees: Money

    @property
    def net(self) -> Money:
        """What is left for the owner."""
        return self.came - self.commission - self.fees

    @property
    def percent(self) -> int:
        """How much of it came, in whole percent rounded down."""
        return 100 * self.came.minor // self.handed.minor if self.handed.minor else 0


def outcomes(office: Office) -> tuple[PartnerOutcome, ...]:
    """One for each partner that ever had a case, and currency; by name."""
    with office.read() as ledger:
        known = {one.id: one for one in ledger.cases.partners()}
        found: dict[tuple[int, str], list[tuple[CaseStanding, Recovery, Money]]] = {}
        for case, stands in cases_in(ledger, office.clock.today()):
            went = handed_on(case)
            if went is None:
                continue
            day, partner_id = went
            items = [ledger.chasing.item(key) for key in sorted(case.item_ids)]
            came = came_in(items, day)
            key = (partner_id, came.currency)
            told = (stands, Recovery(known[partner_id], came), _handed(items, day))
            found.setdefault(key, []).append(told)
    rows = [_outcome(known[key[0]], same) for key, same in found.items()]
    return tuple(
        sorted(rows, key=lambda one: (one.partner.name.casefold(), one.came.currency))
    )


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A partner of the address book with what came of what it had, if it had anything."""

    partner: Partner
    outcome: PartnerOutcome | None = None


def partner_rows(office: Office, *, archived: bool = False) -> tuple[PartnerRow, ...]:
    """One for each partner and currency, by name; archived ones only where they are asked for."""
    came: dict[int, list[PartnerOutcome]] = {}
    for one in outcomes(office):
        came.setdefault(one.partner.id, []).append(one)
    known = partners(office, archived=archived)
    return tuple(
        row
        for one in known
        for row in [PartnerRow(one, each) for each in came.get(one.id, ())] or [PartnerRow(one)]
    )


def _handed(items: Sequence[ItemFacts], day: date) -> Money:
    """What was open on them when they went: what is open now, and what settled it since."""
    since = sum(
        settled.amount.minor
        for item in items
        for settled in item.settlements
        if settled.day >= day
    )
    return Money(sum(one.open.minor for one in items) + since, items[0].open.currency)


def _outcome(
    partner: Partner, cases: Sequence[tuple[CaseStanding, Recovery, Money]]
) -> PartnerOutcome:
    zero = Money.zero(cases[0][2].currency)
    fee = partner.fee
    each = fee if fee is not None and fee.currency == zero.currency else zero
    return PartnerOutcome(
        partner=partner,
        cases=len(cases),
        running=sum(stands.state in _AWAY for stands, *_ in cases),
        handed=sum((handed for *_, handed in cases), zero),
        came=sum((one.came_in for _, one, _ in cases), zero),
        commission=sum((one.commission for _, one, _ in cases), zero),
        fees=Money(each.minor * len(cases), zero.currency),
    )
