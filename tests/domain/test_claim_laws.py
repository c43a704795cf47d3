"""What holds for days, for shares of a payment and for the ledger of charges, whatever they are."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.domain.charges import Charge, ChargeKind, ChargeState, Dealt, dealt_with
from dunning_desktop.domain.claims import Claim, Interest, claim_on
from dunning_desktop.domain.client import Client, DebtorType
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import PaymentOrder
from dunning_desktop.domain.regime import Counting, PeriodRules
from dunning_desktop.domain.relevant_day import DayRule, DebtDays, relevant_day
from dunning_desktop.domain.sharing import Sharing, share_out
from dunning_desktop.domain.terms import Terms
from dunning_desktop.usecases.regimes import known_law

# Shares of a payment

POUNDS = st.integers(0, 500)


@st.composite
def owed(draw: st.DrawFn) -> list[Sharing]:
    """Up to six items; of what is owed on top, part was claimed."""
    found = []
    for key in range(draw(st.integers(0, 6))):
        code = draw(st.sampled_from(["GBP", "GBP", "GBP", "EUR"]))
        principal, interest, costs = draw(POUNDS), draw(POUNDS), draw(POUNDS)
        claimed = draw(st.integers(0, interest)), draw(st.integers(0, costs))
        parts = (Money(one, code) for one in (principal, interest, costs, *claimed))
        found.append(Sharing(key, *parts))
    return found


def _limits(one: Sharing, order: PaymentOrder) -> tuple[int, int, int]:
    """The most that a payment can settle of an item in an order."""
    interest, costs = one.interest.minor, one.costs.minor
    if order is PaymentOrder.PRINCIPAL_FIRST:
        interest = one.claimed_interest.minor
    if order is not PaymentOrder.COSTS_FIRST:
        costs = one.claimed_costs.minor
    return one.principal.minor, interest, costs


@given(
    st.integers(0, 6000),
    owed(),
    st.sampled_from(PaymentOrder),
    st.sets(st.integers(0, 6), max_size=3),
)
def test_a_payment_is_shared_out_within_its_limits(
    amount: int, items: list[Sharing], order: PaymentOrder, named: set[int]
) -> None:
    shares = share_out(Money(amount, "GBP"), items, order=order, named=named)
    by_id = {one.item_id: one for one in items}
    used = sum(one.whole.minor for one in shares)
    same = [one for one in items if one.principal.currency == "GBP"]
    # All of it is used, or all that can be settled is.
    assert used == min(amount, sum(sum(_limits(one, order)) for one in same))
    assert len({one.item_id for one in shares}) == len(shares)
    for share in shares:
        item = by_id[share.item_id]
        parts = (share.amount, share.interest, share.costs)
        assert item in same
        for part, most in zip(parts, _limits(item, order), strict=True):
            assert part is None or 0 <= part.minor <= most
        assert share.whole.minor > 0
        assert share.interest is None or share.interest.minor
        assert share.costs is None or share.costs.minor
    ids = [one.item_id for one in shares]
    assert ids == sorted(ids, key=lambda key: (key not in named, key))


@given(st.integers(0, 6000), owed(), st.sampled_from(PaymentOrder), st.sets(st.integers(0, 6)))
def test_nothing_comes_before_its_turn(
    amount: int, items: list[Sharing], order: PaymentOrder, named: set[int]
) -> None:
    shares = share_out(Money(amount, "GBP"), items, order=order, named=named)
    got = {one.item_id: one for one in shares}
    queue = sorted(
        (one for one in items if one.principal.currency == "GBP"),
        key=lambda one: one.item_id not in named,
    )
    line: list[tuple[int, int]] = []
    for item in queue:
        share, limits = got.get(item.item_id), _limits(item, order)
        taken = [0, 0, 0]
        if share:
            taken = [
                share.amount.minor,
                share.interest.minor if share.interest else 0,
                share.costs.minor if share.costs else 0,
            ]
        p, i, c = zip(taken, limits, strict=True)
        line += {
            PaymentOrder.PRINCIPAL_FIRST: [p],
            PaymentOrder.INTEREST_FIRST: [i, p, c],
            PaymentOrder.COSTS_FIRST: [c, i, p],
        }[order]
    short = [place for place, (taken, most) in enumerate(line) if taken < most]
    # Behind the first that is not settled whole, none gets anything.
    assert all(not taken for taken, _ in line[short[0] + 1 :]) if short else True
    if short and order is PaymentOrder.PRINCIPAL_FIRST:
        assert all(one.interest is None and one.costs is None for one in shares)


# The last day for payment

SOME_DAYS = st.dates(date(2019, 1, 1), date(2027, 12, 31))
MAYBE = st.one_of(st.none(), SOME_DAYS)
PERIODS = st.builds(
    PeriodRules,
    unagreed=st.just(30),
    counting=st.sampled_from(Counting),
    authority=st.sampled_from([None, 30]),
    longest=st.sampled_from([None, 60]),
)


@given(PERIODS, st.sampled_from(DebtorType), SOME_DAYS, MAYBE, MAYBE, st.booleans())
def test_the_last_day_keeps_to_its_limits(
    periods: PeriodRules,
    debtor: DebtorType,
    agreed: date,
    notice: date | None,
    performance: date | None,
    advance: bool,
) -> None:
    days = DebtDays(agreed, notice, performance, advance=advance)
    found = relevant_day(periods, debtor, days)
    if found.day is None:
        assert advance
        assert performance is None
        assert found.rule is DayRule.UNPERFORMED
        return
    # Nothing is late before the work is done, as long as its day is known.
    if performance is not None and found.rule in {DayRule.ADVANCE, DayRule.AGREED}:
        assert found.day >= performance
    if found.rule is not DayRule.ADVANCE:
        assert found.day <= agreed
    if debtor is DebtorType.PUBLIC_AUTHORITY and days.later and periods.authority:
        early = periods.counting is Counting.BEGINNING_WITH
        assert found.day <= max(
            days.later + timedelta(days=periods.authority - early), performance or found.day
        )
    else:
        assert found.day == max(agreed, performance or agreed)
    if found.days_agreed is not None:
        assert debtor not in {DebtorType.CONSUMER, DebtorType.PUBLIC_AUTHORITY}
        assert found.days_agreed > 60
        assert found.day == agreed


@given(PERIODS, st.sampled_from(DebtorType), MAYBE, SOME_DAYS)
def test_without_an_agreed_day_the_later_of_the_two_decides(
    periods: PeriodRules, debtor: DebtorType, notice: date | None, performance: date
) -> None:
    found = relevant_day(periods, debtor, DebtDays(None, notice, performance))
    early = periods.counting is Counting.BEGINNING_WITH
    last = max(performance, notice or performance) + timedelta(days=30 - early)
    assert (found.day, found.rule) == (last, DayRule.UNAGREED)


# The ledger of charges

CHARGES = st.lists(
    st.builds(
        lambda kind, amount, state, part, code: Charge(
            1, kind, Money(amount, code), date(2026, 5, 1), state, paid=amount * part // 4
        ),
        st.sampled_from(ChargeKind),
        st.integers(1, 5000),
        st.sampled_from(ChargeState),
        st.integers(0, 4),
        st.sampled_from(["GBP", "GBP", "EUR"]),
    ),
    max_size=8,
)


@given(CHARGES)
def test_what_was_entered_is_open_paid_or_waived(charges: list[Charge]) -> None:
    for code in ("GBP", "EUR"):
        dealt = dealt_with(charges, code)
        assert set(dealt) == set(ChargeKind)
        for kind, one in dealt.items():
            mine = [
                x for x in charges
                if (x.kind, x.amount.currency) == (kind, code)
                and x.state is not ChargeState.WITHDRAWN
            ]  # fmt: skip
            still = sum(x.rest.minor for x in mine if x.state is not ChargeState.WAIVED)
            assert one.entered == sum(x.amount.minor for x in mine)
            assert one.paid == sum(x.paid for x in mine)
            assert one.entered == one.settled + still
            assert min(one.entered, one.paid, one.waived, one.settled) >= 0
    for x in charges:
        assert x.open.minor in {0, x.amount.minor - x.paid}
        assert not x.open or x.state is ChargeState.OPEN


@given(st.integers(0, 5000), st.integers(0, 5000), st.integers(0, 5000))
def test_open_and_settled_are_all_of_a_claim(full: int, paid: int, waived: int) -> None:
    dealt = {ChargeKind.INTEREST: Dealt(0, paid, waived)}
    claim = Claim(Interest((), Money(full, "GBP"), Decimal(8)), dealt=dealt)
    still = claim.open(ChargeKind.INTEREST)
    left = still.minor if still else 0
    assert left == max(full - paid - waived, 0)
    assert still is None or left > 0
    if paid + waived <= full:
        assert left + paid + waived == full
    assert claim.amount == left
    assert claim.elsewhere is None


@given(st.integers(1, 2_000_000), st.integers(-30, 900), CHARGES)
def test_a_claim_on_an_invoice_adds_up(principal: int, late: int, charges: list[Charge]) -> None:
    due = date(2024, 1, 31)
    claim = claim_on(
        Money(principal, "GBP"),
        DebtDays(agreed=due),
        as_of=due + timedelta(days=late),
        client=Client("Acme", DebtorType.COMPANY),
        terms=Terms(),
        law=known_law(),
        charges=charges,
    )
    dealt = dealt_with(charges, "GBP")
    left = 0
    for kind in ChargeKind:
        full, still = claim.full(kind), claim.open(kind)
        settled = dealt[kind].settled
        assert (still.minor if still else 0) == max((full.minor if full else 0) - settled, 0)
        left += still.minor if still else 0
    assert claim.amount == left
    assert claim.elsewhere is None
    if late <= 0:
        assert (claim.interest, claim.compensation, claim.costs) == (None, None, None)
        return
    assert claim.currency == "GBP"
    assert claim.compensation is not None
    entered = dealt[ChargeKind.COSTS].entered
    above = claim.costs.minor if claim.costs else 0
    assert above == max(entered - claim.compensation.minor, 0)
    fees = dealt[ChargeKind.FEE].entered
    assert (claim.fees.minor if claim.fees else 0) == fees
