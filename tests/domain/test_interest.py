"""What late payment costs: examples by ledger, and laws."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop import resources
from dunning_desktop.domain.claims import NOTHING, Claim, claim_on
from dunning_desktop.domain.client import Client, DebtorType
from dunning_desktop.domain.interest import (
    Interest,
    Settlement,
    contractual_interest,
    simple_interest,
    statutory_interest,
)
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.domain.terms import LateBasis, Terms
from dunning_desktop.usecases.planning import claim_for
from dunning_desktop.usecases.regimes import read_regimes

REGIMES = read_regimes(resources.read_text("rates", "statutory.json"))
GB = REGIMES["GB"]
COMPANY = Client("Acme Ltd", DebtorType.COMPANY)
DUE = date(2026, 3, 31)


def _worked(text: str) -> list[str]:
    """A line for each segment of the account in a docstring: ``due``, ``paid`` and ``on`` lines."""
    principal, due, paid, day = Money.zero("GBP"), DUE, [], DUE
    for line in text.splitlines():
        match line.split():
            case ["owed", amount, "due", when]:
                principal, due = Money.of(amount, "GBP"), date.fromisoformat(when)
            case ["paid", amount, "on", when]:
                paid.append(Settlement(date.fromisoformat(when), Money.of(amount, "GBP")))
            case ["today", when]:
                day = date.fromisoformat(when)
    segments = simple_interest(principal, due, day, percent=Decimal(10), settlements=paid)
    return [f"{one.start} to {one.end} on {one.balance.amount}: {one.amount}" for one in segments]


def test_a_part_payment_counts_from_the_following_day(request: pytest.FixtureRequest) -> None:
    """
    owed 3650.00 due 2026-03-31
    paid 1000.00 on 2026-04-10
    paid 650.00 on 2026-04-10
    paid 2000.00 on 2026-04-20
    today 2026-04-30
    """
    assert _worked(request.function.__doc__) == [
        "2026-04-01 to 2026-04-10 on 3650.00: GBP 10.00",
        "2026-04-11 to 2026-04-20 on 2000.00: GBP 5.48",
    ]


def test_what_was_paid_in_time_bears_nothing(request: pytest.FixtureRequest) -> None:
    """
    owed 3650.00 due 2026-03-31
    paid 1825.00 on 2026-02-01
    paid 825.00 on 2026-03-31
    today 2026-04-10
    """
    said = ["2026-04-01 to 2026-04-10 on 1000.00: GBP 2.74"]
    assert _worked(request.function.__doc__) == said


def test_what_is_paid_today_or_later_changes_nothing_yet(request: pytest.FixtureRequest) -> None:
    """
    owed 3650.00 due 2026-03-31
    paid 3000.00 on 2026-04-10
    paid 100.00 on 2026-05-10
    today 2026-04-10
    """
    said = ["2026-04-01 to 2026-04-10 on 3650.00: GBP 10.00"]
    assert _worked(request.function.__doc__) == said


def test_too_much_paid_bears_no_negative_interest(request: pytest.FixtureRequest) -> None:
    """
    owed 100.00 due 2026-03-31
    paid 150.00 on 2026-04-10
    today 2027-04-10
    """
    said = ["2026-04-01 to 2026-04-10 on 100.00: GBP 0.27"]
    assert _worked(request.function.__doc__) == said


def test_leap_years_have_365_days_too(request: pytest.FixtureRequest) -> None:
    """
    owed 36500.00 due 2023-12-31
    today 2024-12-31
    """
    said = ["2024-01-01 to 2024-12-31 on 36500.00: GBP 3660.00"]
    assert _worked(request.function.__doc__) == said


@pytest.mark.parametrize(
    ("due", "percent", "provisional"),
    [
        ("2025-06-29", "12.75", False),
        ("2025-06-30", "12.25", False),
        ("2025-12-30", "12.25", False),
        ("2025-12-31", "11.75", False),
        ("2026-12-30", "11.75", False),
        # The rate of 31 December 2026 is not in the table: carried forward, and said so.
        ("2026-12-31", "11.75", True),
        ("2027-06-30", "11.75", True),
        ("2030-01-01", "11.75", True),
    ],
)
def test_the_rate_is_that_of_the_day_on_which_interest_starts(
    due: str, percent: str, provisional: bool
) -> None:
    day = date.fromisoformat(due)
    found = statutory_interest(GB, Money(100, "GBP"), day, as_of=day + timedelta(days=900))
    assert found is not None
    assert (found.percent, found.provisional) == (Decimal(percent), provisional)


@pytest.mark.parametrize("days", range(6))
def test_a_rate_of_december_holds_through_june_only(days: int) -> None:
    """Half-years are not equally long: the first days of July are not yet known."""
    older = replace(GB, references=tuple(x for x in GB.references if x.fixed_on.year < 2026))
    starts = date(2026, 6, 28) + timedelta(days=days)
    assert older.known_for(starts) == (starts <= date(2026, 6, 30))
    assert GB.known_for(starts)


def test_a_debt_older_than_the_table_bears_no_statutory_interest() -> None:
    due = date(2002, 6, 29)
    assert statutory_interest(GB, Money(100, "GBP"), due, as_of=DUE) is None
    assert statutory_interest(GB, Money(100, "GBP"), date(2002, 6, 30), as_of=DUE) is not None
    assert not GB.known_for(date(2002, 6, 30))


@pytest.mark.parametrize(
    ("debt", "fixed"),
    [
        ("0.01", "40"),
        ("999.99", "40"),
        ("1000.00", "70"),
        ("9999.99", "70"),
        ("10000.00", "100"),
        ("999999.00", "100"),
    ],
)
def test_compensation_goes_by_bands(debt: str, fixed: str) -> None:
    assert GB.compensation_for(Money.of(debt, "GBP")) == Money.of(fixed, "GBP")
    assert GB.compensation_for(Money.of(debt, "EUR")) is None


def _claim(
    client: Client = COMPANY,
    terms: Terms | None = None,
    *,
    late: int = 30,
    settlements: tuple[Settlement, ...] = (),
) -> Claim:
    return claim_on(
        Money.of("1200", "GBP"),
        DUE,
        as_of=DUE + timedelta(days=late),
        client=client,
        terms=terms or Terms(),
        regimes=REGIMES,
        settlements=settlements,
    )


@pytest.mark.parametrize(
    "client",
    [
        replace(COMPANY, debtor_type=DebtorType.CONSUMER),
        replace(COMPANY, debtor_confirmed=False),
        replace(COMPANY, jurisdiction="DE"),
        replace(COMPANY, jurisdiction=""),
    ],
)
def test_who_owes_nothing_on_top(client: Client) -> None:
    assert _claim(client) == NOTHING
    assert _claim().amount > 0


@pytest.mark.parametrize("late", [0, -1, -40])
def test_nothing_is_owed_before_it_is_late(late: int) -> None:
    assert _claim(late=late) == NOTHING
    assert _claim(terms=Terms(late_basis=LateBasis.CONTRACT, contract_rate=Decimal(9)), late=late) == NOTHING  # noqa: E501


def test_terms_without_interest_ask_for_none() -> None:
    assert _claim(terms=Terms(late_basis=LateBasis.NONE)) == NOTHING


@pytest.mark.parametrize("part", ["GB", "GB-EAW", "GB-SCT", "GB-NIR"])
def test_the_act_holds_in_all_parts_of_the_kingdom(part: str) -> None:
    assert _claim(replace(COMPANY, jurisdiction=part)) == _claim()


@pytest.mark.parametrize("debtor", [x for x in DebtorType if x is not DebtorType.CONSUMER])
def test_every_business_owes_it(debtor: DebtorType) -> None:
    assert _claim(replace(COMPANY, debtor_type=debtor)) == _claim()


def test_an_agreed_rate_displaces_the_act_and_its_compensation() -> None:
    claim = _claim(terms=Terms(late_basis=LateBasis.CONTRACT, contract_rate=Decimal("7.3")))
    assert claim.compensation is None
    assert claim.interest is not None
    # 1,200 x 7.3 % x 30 / 365
    assert claim.interest.total == Money.of("7.20", "GBP")
    assert (claim.interest.reference, claim.interest.provisional) == (None, False)


def test_the_band_is_that_of_the_debt_when_interest_began() -> None:
    on_time = Settlement(DUE, Money.of("300", "GBP"))
    a_day_late = Settlement(DUE + timedelta(days=1), Money.of("300", "GBP"))
    assert _claim(settlements=(on_time,)).compensation == Money.of("40", "GBP")
    assert _claim(settlements=(a_day_late,)).compensation == Money.of("70", "GBP")
    whole = Settlement(DUE, Money.of("1200", "GBP"))
    assert _claim(settlements=(whole,)) == NOTHING


def test_more_time_is_no_waiver_of_interest() -> None:
    """Within the new term nothing is claimed; after it, interest from the day first agreed."""
    item = ItemFacts(
        item_id=1,
        invoice_id=1,
        client_id=1,
        number="A1",
        issued=DUE - timedelta(days=30),
        due=DUE + timedelta(days=20),
        amount=Money.of("1200", "GBP"),
        open=Money.of("1200", "GBP"),
        original_due=DUE,
    )

    def on(late: int) -> Claim:
        today = DUE + timedelta(days=late)
        return claim_for(COMPANY, item, today=today, terms=Terms(), regimes=REGIMES)

    assert on(20) == NOTHING
    assert on(21) == _claim(late=21)


PAYMENTS = st.lists(
    st.builds(
        Settlement,
        st.dates(date(2026, 1, 1), date(2027, 1, 1)),
        st.integers(1, 90_000).map(lambda minor: Money(minor, "GBP")),
    ),
    max_size=4,
)


def _interest(principal: int, late: int, paid: list[Settlement]) -> Interest | None:
    day = DUE + timedelta(days=late)
    return contractual_interest(
        Decimal("11.75"), Money(principal, "GBP"), DUE, as_of=day, settlements=paid
    )


@given(st.integers(1, 10**7), st.integers(-5, 500), PAYMENTS)
def test_interest_never_falls_with_time(principal: int, late: int, paid: list[Settlement]) -> None:
    before, after = _interest(principal, late, paid), _interest(principal, late + 1, paid)
    assert (before is None) == (late <= 0)
    assert (before.total.minor if before else 0) <= (after.total.minor if after else 0)


@given(st.integers(1, 10**7), st.integers(1, 500), PAYMENTS)
def test_segments_follow_each_other_without_gap_or_overlap(
    principal: int, late: int, paid: list[Settlement]
) -> None:
    found = _interest(principal, late, paid)
    assert found is not None
    segments, last = found.segments, DUE + timedelta(days=late)
    in_time = sum(one.amount.minor for one in paid if one.day <= DUE)
    assert bool(segments) == (in_time < principal)
    for one, other in pairwise(segments):
        assert other.start == one.end + timedelta(days=1)
        assert other.balance < one.balance
    if segments:
        assert segments[0].start == DUE + timedelta(days=1)
        paid_by_then = sum(one.amount.minor for one in paid if one.day < last)
        assert (segments[-1].end == last) == (paid_by_then < principal)
        assert found.last_day == segments[-1].end
    # Each day bears interest on what was open when it began.
    for one in segments:
        settled = sum(x.amount.minor for x in paid if x.day < one.start)
        assert one.balance.minor == principal - settled
    assert found.total.minor == sum(one.amount.minor for one in segments)


@given(st.integers(1, 10**7), st.integers(1, 500))
def test_the_rate_is_fixed_for_the_life_of_the_debt(principal: int, late: int) -> None:
    day = DUE + timedelta(days=late)
    found = statutory_interest(GB, Money(principal, "GBP"), DUE, as_of=day)
    assert found is not None
    (segment,) = found.segments
    assert (segment.percent, segment.days) == (Decimal("11.75"), late)
    exact = Decimal(principal) * Decimal("11.75") * late / 36500
    assert abs(Decimal(found.total.minor) - exact) <= Decimal("0.5")
