"""A claim that the owner issues without help: from the book to what the form asks for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from dunning_desktop import resources
from dunning_desktop.domain.blocks import frozen_days
from dunning_desktop.domain.calendar import add_days, days_between
from dunning_desktop.domain.cases import StepKind
from dunning_desktop.domain.court import (
    ClaimedItem,
    CourtClaim,
    CourtFees,
    Ground,
    statutory_demand,
)
from dunning_desktop.domain.debt import Basis
from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.freeze import Days, cut
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.owed import OwedItem, owed_of
from dunning_desktop.usecases.agreed import all_blocks
from dunning_desktop.usecases.case_views import CaseView, case_view
from dunning_desktop.usecases.office import Office

_YEAR = 365
"""Section 69 interest is simple, and by custom on a year of 365 days."""


class NoSuchCourt(DunningError):
    """Claims under that law are not prepared here: data ``law``, or ``currency``."""

    code = "no-such-court"


def court_claim(office: Office, case_id: int) -> CourtClaim:
    """What a claim would say today. Raises ``NotFound`` and ``NoSuchCourt``."""
    view = case_view(office, case_id)
    fees = court_fees().get(view.client.jurisdiction)
    if fees is None or view.row.open.currency != fees.most.currency:
        raise NoSuchCourt(law=view.client.jurisdiction, currency=view.row.open.currency)
    with office.read() as ledger:
        blocks = all_blocks(ledger, view.today, [view.client.id])[view.client.id]
        business = ledger.parties.business()
        disputed = any(
            one.is_open(view.today) and one.item_id in view.row.case.item_ids
            for one in ledger.agreements.disputes([view.client.id])
        )
    open_ = [one for one in view.items if one.item.open.minor > 0]
    ground = _ground(open_)
    items = tuple(_claimed(one) for one in open_)
    if ground is Ground.COURT:
        rate = _court_rate(office, view)
        frozen = [frozen_days(blocks, one.item.item_id) for one in open_]
        items = tuple(
            _with_court(made, add_days(one.item.days.agreed or one.item.due, 1), rate,
                        frozen=rests, today=view.today)
            for made, one, rests in zip(items, open_, frozen, strict=True)
        )  # fmt: skip
    return _claim(
        view,
        items,
        ground=ground,
        fees=fees,
        creditor=business.registered_name or business.name,
        disputed=disputed,
    )


def claim_sheet(office: Office, claim: CourtClaim) -> bytes:
    """Its summary as a PDF. No transaction is open while it is made."""
    with office.read() as ledger:
        business = ledger.parties.business()
    return office.stationery.claim_sheet(claim, business, specimen=office.demo)


def _claim(
    view: CaseView,
    items: tuple[ClaimedItem, ...],
    *,
    ground: Ground,
    fees: CourtFees,
    creditor: str,
    disputed: bool,
) -> CourtClaim:
    zero = Money.zero(view.row.open.currency)
    owed = owed_of(view.items, zero.currency)
    court = ground is Ground.COURT
    daily = sum((_daily(one) for one in items), Decimal(0))
    return CourtClaim(
        today=view.today,
        creditor=creditor,
        debtor=view.client.name,
        items=items,
        ground=ground,
        principal=view.row.open,
        interest=sum((one.interest for one in items), zero) if court else owed.interest,
        daily=Money.rounded(daily, zero.currency) if court else owed.daily,
        compensation=owed.compensation,
        costs=owed.costs,
        fees=fees,
        demand=statutory_demand(view.client.debtor_type, view.row.open, disputed=disputed),
        letter_on=_letter_on(view),
    )


def _ground(items: Sequence[OwedItem]) -> Ground:
    """Interest of a court is an alternative, and never on top of another."""
    for one in items:
        if one.claim.interest is not None and one.claim.assessment is not None:
            basis = one.claim.assessment.debt.basis
            return Ground.CONTRACT if basis is Basis.CONTRACT else Ground.STATUTORY
    return Ground.COURT


def _claimed(one: OwedItem) -> ClaimedItem:
    item, interest = one.item, one.claim.interest
    starts = one.claim.assessment.interest_starts if one.claim.assessment else None
    return ClaimedItem(
        number=item.number,
        issued=item.issued,
        due=item.original_due or item.due,
        amount=item.amount,
        open=item.open,
        interest=interest.total if interest else Money.zero(item.open.currency),
        rate=interest.percent if interest else None,
        since=starts if interest else None,
    )


def _with_court(
    one: ClaimedItem, since: date, percent: Decimal, *, frozen: Sequence[Days], today: date
) -> ClaimedItem:
    """With interest of a court on what is still open; none on the days of a breathing space."""
    counted = sum(
        days_between(first, last) + 1
        for first, last, rests in cut(since, today, frozen)
        if not rests and first <= last
    )
    interest = one.open.amount * percent / 100 * counted / _YEAR
    return replace(
        one, interest=Money.rounded(interest, one.open.currency), rate=percent, since=since
    )


def _daily(one: ClaimedItem) -> Decimal:
    return one.open.amount * (one.rate or Decimal(0)) / 100 / _YEAR


def _court_rate(office: Office, view: CaseView) -> Decimal:
    regime = office.law.regime(view.client.jurisdiction, view.today)
    return regime.court.percent if regime is not None and regime.court is not None else Decimal(0)


def _letter_on(view: CaseView) -> date | None:
    posted = [
        one.posted_on
        for one in view.row.case.taken
        if one.kind is StepKind.LETTER and one.posted_on is not None
    ]
    return posted[-1] if posted else None


@cache
def court_fees() -> dict[str, CourtFees]:
    """The fees that the program came with, by the code of the law."""
    found = json.loads(resources.read_text("law", "court_fees.json"))
    return {law: _fees(data) for law, data in found.items()}


def _fees(data: dict[str, object]) -> CourtFees:
    currency = str(data["currency"])

    def sum_of(name: str) -> Money:
        return Money.of(str(data[name]), currency)

    bands = data["bands"]
    assert isinstance(bands, list)  # noqa: S101 - our own file
    return CourtFees(
        checked=date.fromisoformat(str(data["checked"])),
        source=str(data["source"]),
        bands=tuple((Money.of(upto, currency), Money.of(fee, currency)) for upto, fee in bands),
        percent=Decimal(str(data["percent"])),
        percent_upto=sum_of("percent_upto"),
        most=sum_of("most"),
        online_upto=sum_of("online_upto"),
    )
