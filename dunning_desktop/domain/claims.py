"""What may be claimed on top of a late invoice, less what was paid or waived of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from dunning_desktop.domain.assessment import Assessment, assess
from dunning_desktop.domain.charges import Charge, ChargeKind, Dealt, dealt_with
from dunning_desktop.domain.client import Client
from dunning_desktop.domain.debt import Basis, Debt
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.freeze import Days
from dunning_desktop.domain.interest import Segment, Settlement
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.rates import ReferenceRate
from dunning_desktop.domain.regime import LawBook
from dunning_desktop.domain.relevant_day import DebtDays
from dunning_desktop.domain.terms import LateBasis, Terms

_BASES = {LateBasis.STATUTORY: Basis.STATUTORY, LateBasis.CONTRACT: Basis.CONTRACT}


@dataclass(frozen=True, slots=True)
class Interest:
    """Interest to date with its working. ``percent`` is percent a year on the last day.

    ``reference`` and ``margin`` are what the rate was made from; both None where it was agreed.
    ``provisional`` where a rate is not yet known. ``daily`` as in ``interest.Account``.
    """

    segments: tuple[Segment, ...]
    total: Money
    percent: Decimal
    reference: ReferenceRate | None = None
    margin: Decimal | None = None
    provisional: bool = False
    daily: Decimal | None = None

    @property
    def last_day(self) -> date | None:
        """The last day that interest was counted for."""
        return self.segments[-1].end if self.segments else None


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed on top of one due item on a day.

    ``interest``, ``compensation``, ``costs`` (above the fixed sum) and ``fees`` are in full;
    ``dealt`` says what was paid or waived of each kind. ``refused`` is a code where no figure could
    be worked out at all, as for a debt older than the rates that are known.
    """

    interest: Interest | None = None
    compensation: Money | None = None
    costs: Money | None = None
    fees: Money | None = None
    dealt: Mapping[ChargeKind, Dealt] = field(default_factory=dict)
    assessment: Assessment | None = None
    refused: str = ""

    @property
    def currency(self) -> str | None:
        """The currency of the item; None where nothing is claimed."""
        if self.assessment is not None and self.compensation is not None:
            return self.assessment.debt.principal.currency
        total = self.interest.total if self.interest else None
        # Interest of nothing has its currency, too: a small debt bears none on its first days.
        found = (one for one in (total, self.fees, self.costs) if one is not None)
        return next((one.currency for one in found), None)

    @property
    def fixed_taken_off(self) -> bool:
        """Whether the costs are what is above the fixed sum; not where that is in another money."""
        fixed, costs = self.compensation, self.costs
        return fixed is not None and costs is not None and fixed.currency == costs.currency

    def full(self, kind: ChargeKind) -> Money | None:
        """What is claimed of a kind, whatever was paid or waived of it."""
        if kind is ChargeKind.INTEREST:
            return self.interest.total if self.interest else None
        return {
            ChargeKind.COMPENSATION: self.compensation,
            ChargeKind.COSTS: self.costs,
            ChargeKind.FEE: self.fees,
        }[kind]

    def open(self, kind: ChargeKind) -> Money | None:
        """What is still owed of a kind; None where that is nothing."""
        full = self.full(kind)
        if full is None:
            return None
        left = full.minor - self.dealt.get(kind, Dealt()).settled
        return Money(left, full.currency) if left > 0 else None

    @property
    def amount(self) -> int:
        """All that is still owed on top, in minor units of the item's currency."""
        found = (self.open(kind) for kind in ChargeKind)
        return sum(one.minor for one in found if one and one.currency == self.currency)

    @property
    def elsewhere(self) -> Money | None:
        """A fixed sum that the law names in another currency than the item's: it never adds up."""
        fixed = self.open(ChargeKind.COMPENSATION)
        return fixed if fixed and fixed.currency != self.currency else None


NOTHING = Claim()


def debt_of(
    principal: Money,
    days: DebtDays,
    *,
    client: Client,
    terms: Terms,
    settlements: Sequence[Settlement] = (),
    costs: Money | None = None,
    frozen: Sequence[Days] = (),
) -> Debt:
    """A due item of a client as the law sees it, under the terms that hold."""
    return Debt(
        principal,
        days,
        jurisdiction=client.jurisdiction,
        debtor=client.debtor_type,
        basis=_BASES.get(terms.late_basis, Basis.STATUTORY),
        contract=terms.contract,
        received=tuple(settlements),
        costs=costs,
        frozen=tuple(frozen),
    )


def claim_on(  # noqa: PLR0913 - the facts of a debt, each by its name
    principal: Money,
    days: DebtDays,
    *,
    as_of: date,
    client: Client,
    terms: Terms,
    law: LawBook,
    settlements: Sequence[Settlement] = (),
    charges: Sequence[Charge] = (),
    frozen: Sequence[Days] = (),
) -> Claim:
    """What is owed on top of an item on that day; ``frozen`` days bear no interest.

    Nothing unless the debtor type is confirmed; only fees that were agreed and entered where the
    terms ask for no interest.
    """
    if not client.debtor_confirmed:
        return NOTHING
    dealt = dealt_with(charges, principal.currency)
    fees = _sum(dealt, ChargeKind.FEE, principal.currency)
    if terms.late_basis is LateBasis.NONE:
        return Claim(fees=fees, dealt=dealt) if fees else NOTHING
    costs = _sum(dealt, ChargeKind.COSTS, principal.currency)
    debt = debt_of(
        principal,
        days,
        client=client,
        terms=terms,
        settlements=settlements,
        costs=costs,
        frozen=frozen,
    )
    try:
        found = assess(debt, law, as_of=as_of)
    except InvalidField as error:
        return Claim(fees=fees, dealt=dealt, refused=str(error.data.get("reason", "")))
    return _claim(found, dealt, fees, charges)


def claim_of(found: Assessment) -> Claim:
    """The claim of a debt that stands in no book: what its payments settled is all there was."""
    interest = sum(one.interest.minor for one in found.account.applied)
    costs = sum(one.costs.minor for one in found.account.applied)
    currency = found.debt.principal.currency
    fixed = found.fixed.minor if found.fixed and found.fixed.currency == currency else 0
    paid = {
        ChargeKind.INTEREST: interest,
        ChargeKind.COMPENSATION: min(costs, fixed),
        ChargeKind.COSTS: max(costs - fixed, 0),
    }
    dealt = {kind: Dealt(entered=minor, paid=minor) for kind, minor in paid.items() if minor}
    # Where nothing is claimed, the assessment says why.
    return replace(_claim(found, dealt, None, ()), assessment=found)


def _claim(
    found: Assessment, dealt: Mapping[ChargeKind, Dealt], fees: Money | None,
    charges: Sequence[Charge],
) -> Claim:  # fmt: skip
    if not found.segments and found.compensation is None and fees is None:
        return Claim(assessment=found) if found.cautions else NOTHING
    fixed = found.fixed
    if fixed is not None and fixed.currency != found.debt.principal.currency:
        compensation = dealt_with(charges, fixed.currency)[ChargeKind.COMPENSATION]
        dealt = {**dealt, ChargeKind.COMPENSATION: compensation}
    return Claim(
        interest=_interest(found),
        compensation=fixed,
        costs=found.further_costs,
        fees=fees,
        dealt=dealt,
        assessment=found,
    )


def _interest(found: Assessment) -> Interest | None:
    if not found.segments or found.percent is None:
        return None
    margin = None
    if found.reference is not None and found.regime is not None:
        margin = found.regime.margins[found.debt.debtor]
    return Interest(
        segments=found.segments,
        total=found.account.interest,
        percent=found.percent,
        reference=found.reference,
        margin=margin,
        provisional=found.provisional,
        daily=found.account.daily,
    )


def _sum(dealt: Mapping[ChargeKind, Dealt], kind: ChargeKind, currency: str) -> Money | None:
    """What the owner entered of a kind, None where that is nothing."""
    entered = dealt[kind].entered
    return Money(entered, currency) if entered else None
