"""VAT bad-debt relief: six months to wait, four years and six months in all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dunning_desktop.domain.bad_debt import Relief, vat_relief
from dunning_desktop.domain.client import Business
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.proposal import ItemFacts

BUSINESS = Business("Carter Plumbing", vat_number="GB123456789")
GBP = Money.of("120.00", "GBP")


def _item(due: date, *, issued: date = date(2026, 1, 5), open_: Money = GBP) -> ItemFacts:
    return ItemFacts(
        item_id=1,
        invoice_id=1,
        client_id=1,
        number="A1",
        issued=issued,
        due=due,
        amount=GBP,
        open=open_,
    )


@pytest.mark.parametrize(
    ("due", "issued", "first", "last"),
    [
        (date(2026, 2, 4), date(2026, 1, 5), date(2026, 8, 4), date(2030, 8, 4)),
        # A month that is shorter, and a leap year.
        (date(2026, 8, 31), date(2026, 8, 1), date(2027, 2, 28), date(2031, 2, 28)),
        (date(2027, 8, 31), date(2027, 8, 1), date(2028, 2, 29), date(2032, 2, 29)),
        # Due before the invoice: the later day counts.
        (date(2026, 1, 1), date(2026, 1, 5), date(2026, 7, 5), date(2030, 7, 5)),
    ],
)
def test_the_days(due: date, issued: date, first: date, last: date) -> None:
    assert vat_relief(BUSINESS, [_item(due, issued=issued)]) == Relief(first, last)


def test_of_several_the_first_that_can_be_lost_counts() -> None:
    found = vat_relief(BUSINESS, [_item(date(2026, 5, 1)), _item(date(2026, 2, 4))])
    assert found == Relief(date(2026, 8, 4), date(2030, 8, 4))


def test_what_was_paid_counts_for_nothing() -> None:
    paid = _item(date(2026, 2, 4), open_=Money.zero("GBP"))
    assert vat_relief(BUSINESS, [paid]) is None
    found = vat_relief(BUSINESS, [paid, _item(date(2026, 5, 1))])
    assert found == Relief(date(2026, 11, 1), date(2030, 11, 1))


def test_only_for_who_has_vat_here() -> None:
    items = [_item(date(2026, 2, 4))]
    assert vat_relief(replace(BUSINESS, vat_number=" "), items) is None
    assert vat_relief(replace(BUSINESS, jurisdiction="IE"), items) is None
    assert vat_relief(replace(BUSINESS, jurisdiction="GB-SCT"), items) is not None
