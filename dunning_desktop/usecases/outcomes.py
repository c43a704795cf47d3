"""What became of the debts that were handed over, by partner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dunning_desktop.domain.cases import CaseStanding, CaseState
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.partners import Partner, Recovery
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.usecases.case_views import case_view
from dunning_desktop.usecases.cases import cases_in
from dunning_desktop.usecases.court import court_fees
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
    days: int | None = None
    """How many days after the hand-over money came, on average; None where none did."""

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
        found: dict[tuple[int, str], list[_Had]] = {}
        for case, stands in cases_in(ledger, office.clock.today()):
            went = handed_on(case)
            if went is None:
                continue
            day, partner_id = went
            items = [ledger.chasing.item(key) for key in sorted(case.item_ids)]
            came = came_in(ledger, case, day)
            key = (partner_id, came.currency)
            recovery = Recovery(known[partner_id], came)
            had = _Had(stands, recovery, _handed(items, day), _waited(items, day))
            found.setdefault(key, []).append(had)
    rows = [_outcome(known[key[0]], same) for key, same in found.items()]
    return tuple(
        sorted(rows, key=lambda one: (one.partner.name.casefold(), one.came.currency))
    )


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a way to the money would leave, if all that is owed is paid.

    ``partner`` None: on one's own in court, ``costs`` is its fee. ``percent`` and ``days`` say what
    came of earlier cases: how much of them, and how many days after the hand-over on average; None
    where there were none.
    """

    partner: Partner | None
    costs: Money
    left: Money
    percent: int | None = None
    days: int | None = None


def prospects(office: Office, case_id: int) -> tuple[Prospect, ...]:
    """The ways there are for a case: the court where one is known, then every partner.

    Raises ``NotFound``.
    """
    view = case_view(office, case_id)
    owed = view.owed
    found = []
    fees = court_fees().get(view.client.jurisdiction)
    if fees is not None and fees.most.currency == owed.currency:
        fee = fees.fee(owed)
        # Whoever wins gets the fee back with the rest.
        found.append(Prospect(None, fee, owed))
    came = {one.partner.id: one for one in outcomes(office) if one.came.currency == owed.currency}
    for one in partners(office):
        recovery = Recovery(one, owed)
        had = came.get(one.id)
        found.append(
            Prospect(
                one,
                owed - recovery.net,
                recovery.net,
                had.percent if had else None,
                had.days if had else None,
            )
        )
    return tuple(found)


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


@dataclass(frozen=True, slots=True)
class _Had:
    """A case that a partner had; ``waited`` are the days after which money came, each time."""

    stands: CaseStanding
    recovery: Recovery
    handed: Money
    waited: tuple[int, ...]


def _waited(items: Sequence[ItemFacts], since: date) -> tuple[int, ...]:
    return tuple(
        (settled.day - since).days
        for item in items
        for settled in item.settlements
        if settled.paid and settled.day >= since
    )


def _outcome(partner: Partner, cases: Sequence[_Had]) -> PartnerOutcome:
    zero = Money.zero(cases[0].handed.currency)
    fee = partner.fee
    each = fee if fee is not None and fee.currency == zero.currency else zero
    waited = [days for one in cases for days in one.waited]
    return PartnerOutcome(
        partner=partner,
        cases=len(cases),
        running=sum(one.stands.state in _AWAY for one in cases),
        handed=sum((one.handed for one in cases), zero),
        came=sum((one.recovery.came_in for one in cases), zero),
        commission=sum((one.recovery.commission for one in cases), zero),
        fees=Money(each.minor * len(cases), zero.currency),
        days=round(sum(waited) / len(waited)) if waited else None,
    )
