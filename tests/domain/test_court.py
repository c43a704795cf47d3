"""A claim on one's own: fees by amount, particulars that fit the form, statutory demands."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.court import (
    LINES,
    WIDTH,
    ClaimedItem,
    CourtClaim,
    Demand,
    Ground,
    particulars,
    plain,
    statutory_demand,
    wrapped,
)
from dunning_desktop.domain.money import Money
from dunning_desktop.usecases.court import court_fees

FEES = court_fees()["GB"]
ALLOWED = re.compile(r"[A-Za-z0-9.,£ ]*")


def gbp(amount: str) -> Money:
    return Money.of(amount, "GBP")


def item(number: str = "INV-7", **more: object) -> ClaimedItem:
    known: dict[str, object] = {
        "issued": date(2026, 8, 22),
        "due": date(2026, 9, 21),
        "amount": gbp("1200.00"),
        "open": gbp("1200.00"),
        "interest": gbp("10.00"),
        "rate": Decimal("11.75"),
        "since": date(2026, 9, 22),
    }
    return ClaimedItem(number, **{**known, **more})  # type: ignore[arg-type]


def claim(*items: ClaimedItem, **more: object) -> CourtClaim:
    known: dict[str, object] = {
        "today": date(2026, 11, 26),
        "creditor": "Hartley & Finch Studio Ltd",
        "debtor": "O'Neil (Café) Ltd",
        "items": items or (item(),),
        "ground": Ground.STATUTORY,
        "principal": gbp("1200.00"),
        "interest": gbp("10.00"),
        "daily": gbp("0.39"),
        "compensation": gbp("70.00"),
        "costs": gbp("0.00"),
        "fees": FEES,
        "demand": Demand.POSSIBLE,
        "letter_on": date(2026, 11, 1),
    }
    return CourtClaim(**{**known, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("claimed", "fee"),
    [
        ("0.01", "35"), ("300.00", "35"), ("300.01", "50"), ("500.00", "50"), ("500.01", "70"),
        ("1000.00", "70"), ("1000.01", "80"), ("1500.00", "80"), ("1500.01", "115"),
        ("3000.00", "115"), ("3000.01", "205"), ("5000.00", "205"), ("5000.01", "455"),
        ("10000.00", "455"), ("10000.01", "500.01"), ("12345.67", "617.29"),
        ("200000.00", "10000"), ("200000.01", "10000"), ("5000000.00", "10000"),
    ],
)  # fmt: skip
def test_the_fee_by_amount(claimed: str, fee: str) -> None:
    assert FEES.fee(gbp(claimed)) == gbp(fee)


@pytest.mark.parametrize(
    ("debtor", "owed", "disputed", "expected"),
    [
        (DebtorType.COMPANY, "750.00", False, Demand.TOO_SMALL),
        (DebtorType.COMPANY, "750.01", False, Demand.POSSIBLE),
        (DebtorType.COMPANY, "9000.00", True, Demand.DISPUTED),
        (DebtorType.CONSUMER, "4999.99", False, Demand.TOO_SMALL),
        (DebtorType.CONSUMER, "5000.00", False, Demand.POSSIBLE),
        (DebtorType.SOLE_TRADER, "4999.99", False, Demand.TOO_SMALL),
        (DebtorType.PARTNERSHIP, "9000.00", False, Demand.NOT_FOR_THEM),
        (DebtorType.PUBLIC_AUTHORITY, "9000.00", False, Demand.NOT_FOR_THEM),
    ],
)
def test_when_a_statutory_demand_is_open(
    debtor: DebtorType, owed: str, *, disputed: bool, expected: Demand
) -> None:
    assert statutory_demand(debtor, gbp(owed), disputed=disputed) is expected


def test_the_particulars_say_it_all_in_the_signs_that_the_form_takes() -> None:
    said = " ".join(particulars(claim()))
    assert said == (
        "The claimant is Hartley and Finch Studio Ltd. The defendant is ONeil Cafe Ltd. "
        "The claim is for goods or services that the claimant supplied and invoiced. "
        "Invoice INV 7 of 22 August 2026 for £1,200.00 was due on 21 September 2026. "
        "Unpaid is £1,200.00. A letter before action was posted on 1 November 2026. "
        "The claimant claims £1,200.00 and interest under the Late Payment of Commercial Debts "
        "Interest Act 1998 at 11.75 percent a year from 22 September 2026 to 26 November 2026 of "
        "£10.00 and at £0.39 a day until judgment or sooner payment and fixed compensation of "
        "£70.00 under that Act."
    )


SINCE = "at 11.75 percent a year from 22 September 2026 to 26 November 2026 of £10.00"
NO_SUM = gbp("0.00")
COURT = f"section 69 of the County Courts Act 1984 {SINCE} and at £0.39 a day until judgment"
ACT = "Late Payment of Commercial Debts Interest Act 1998"
COSTS = f"£70.00 under the {ACT} and reasonable costs of recovery of £12.50."


@pytest.mark.parametrize(
    ("more", "end"),
    [
        ({"ground": Ground.COURT, "compensation": NO_SUM}, f"{COURT} or sooner payment."),
        (
            {"ground": Ground.CONTRACT, "compensation": NO_SUM, "daily": NO_SUM},
            f"as agreed by contract {SINCE}.",
        ),
        (
            {"interest": NO_SUM, "costs": gbp("12.50")},
            f"£1,200.00 and fixed compensation of {COSTS}",
        ),
        ({"interest": NO_SUM, "compensation": NO_SUM}, "The claimant claims £1,200.00."),
    ],
)
def test_what_is_claimed_on_top(more: dict[str, object], end: str) -> None:
    assert " ".join(particulars(claim(**more))).endswith(end)


def test_many_invoices_are_counted() -> None:
    many = [item(f"INV-{number}") for number in range(40)]
    lines = particulars(claim(*many))
    assert "40 invoices dated 22 August 2026 to 22 August 2026 are unpaid." in " ".join(lines)
    assert len(lines) <= LINES


NAMES = st.text(max_size=300)


@given(st.lists(NAMES, min_size=1, max_size=30), NAMES, NAMES, st.integers(0, 10**14))
def test_whatever_the_names_it_fits_and_says_what_is_claimed(
    numbers: list[str], creditor: str, debtor: str, pence: int
) -> None:
    made = claim(*(item(one[:64]) for one in numbers), creditor=creditor, debtor=debtor)
    made = replace(made, principal=Money(pence, "GBP"))
    lines = particulars(made)
    assert 0 < len(lines) <= LINES
    assert all(0 < len(one) <= WIDTH and ALLOWED.fullmatch(one) for one in lines)
    assert "".join(lines).replace(" ", "").endswith("underthatAct.")


@given(st.text())
def test_plain_is_what_the_form_takes(text: str) -> None:
    assert ALLOWED.fullmatch(plain(text))
    assert all(len(one) <= WIDTH for one in wrapped(plain(text)))
    assert "".join(wrapped(plain(text))).replace(" ", "") == plain(text).replace(" ", "")


def test_what_is_too_much_for_a_claim_online() -> None:
    assert claim(principal=gbp("99000.00")).online
    big = claim(principal=gbp("100000.00"))
    assert not big.online
    assert (big.claimed, big.fee, big.total) == (
        gbp("100080.00"), gbp("5004.00"), gbp("105084.00"),
    )  # fmt: skip
