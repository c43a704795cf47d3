"""What the calculator asks: what each law offers, and what is said of what cannot be taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtTest import QTest
from shiboken6 import isValid

from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.debt import Basis
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.payment import PaymentOrder
from dunning_desktop.domain.terms import RatePer
from dunning_desktop.ui.dialogs.calculator import CalculatorDialog
from dunning_desktop.ui.text.claim_errors import claim_sentence
from dunning_desktop.ui.text.laws import in_order, law_name
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.calculating import calculator_start
from dunning_desktop.usecases.office import Office
from tests.ui.calculating import rows, simple, texts
from tests.ui.conftest import dispose


@pytest.fixture
def dialog(window: Window) -> Iterator[CalculatorDialog]:
    made = CalculatorDialog(window)
    made.open()
    yield made
    if isValid(made):
        dispose(made)


# What is offered


def test_another_law_offers_other_bases_and_its_currency(dialog: CalculatorDialog) -> None:
    fields = dialog.fields
    assert list(fields.basis.offered) == list(Basis)
    fields.basis.want(Basis.COUNTY_COURT)
    fields.law.choose("DE")
    assert list(fields.basis.offered) == [Basis.STATUTORY, Basis.CONTRACT]
    assert fields.basis.value() is Basis.STATUTORY
    assert fields.currency.value() == "EUR"
    fields.law.choose("US")
    assert list(fields.basis.offered) == [Basis.CONTRACT]
    assert "only what your contract says" in fields.form.complaint(fields.law)
    assert fields.rate.isVisibleTo(dialog)
    fields.law.choose("GB")
    assert fields.basis.value() is Basis.COUNTY_COURT
    assert fields.form.complaint(fields.law) == ""


def test_a_currency_chosen_by_hand_stays(dialog: CalculatorDialog) -> None:
    dialog.fields.currency.setFocus()
    QTest.keyClicks(dialog.fields.currency, "USD")
    assert dialog.fields.currency.value() == "USD"
    dialog.fields.law.choose("DE")
    assert dialog.fields.currency.value() == "USD"


def test_the_parts_of_the_kingdom_come_first_then_known_laws(office: Office) -> None:
    order = in_order(calculator_start(office).laws)
    assert [law_name(code) for code in order[:4]] == [
        "England and Wales", "Scotland", "Northern Ireland", "Australia",
    ]  # fmt: skip
    assert order.index("SE") < order.index("ZA")
    assert len(order) == len(set(order))


def test_the_offered_laws_stand_in_that_order(dialog: CalculatorDialog) -> None:
    law = dialog.fields.law
    assert [law.itemText(at) for at in range(3)] == [
        "England and Wales", "Scotland", "Northern Ireland",
    ]  # fmt: skip
    assert law.currentText() == "England and Wales"
    assert law.count() == len(set(law.offered))


def test_a_contract_by_the_month_is_counted_in_months(dialog: CalculatorDialog) -> None:
    fields = dialog.fields
    fields.basis.want(Basis.CONTRACT)
    fields.per.choose(RatePer.MONTH)
    fields.rate.setValue(1.5)
    simple(dialog)
    assert [row[2] for row in rows(dialog.view.tables[0])] == ["4 months"]
    assert "£60.00" in texts(dialog.view)


def test_canada_asks_whether_the_yearly_rate_is_stated(dialog: CalculatorDialog) -> None:
    fields = dialog.fields
    assert not fields.stated.isVisibleTo(dialog)
    fields.law.choose("CA")
    fields.per.choose(RatePer.MONTH)
    fields.rate.setValue(2)
    simple(dialog, "10000")
    assert fields.stated.isVisibleTo(dialog)
    assert any("no more than 5 % a year" in one for one in texts(dialog.view))
    fields.stated.click()
    dialog.work_out()
    assert not any("no more than 5 % a year" in one for one in texts(dialog.view))


def test_days_are_asked_for_where_the_law_needs_them(dialog: CalculatorDialog) -> None:
    days = dialog.fields.days

    def shown() -> tuple[bool, bool]:
        return days.notice.isVisibleTo(dialog), days.performance.isVisibleTo(dialog)

    assert shown() == (False, False)
    days.advance.click()
    assert shown() == (False, True)
    assert days.unknown.text() == "Not done yet"
    days.advance.click()
    days.unagreed.click()
    assert shown() == (True, True)
    assert not days.due.isEnabled()
    days.unagreed.click()
    dialog.fields.debtor.choose(DebtorType.PUBLIC_AUTHORITY)
    assert shown() == (True, True)


def test_a_deposit_before_the_work_bears_nothing(dialog: CalculatorDialog) -> None:
    dialog.fields.days.advance.click()
    simple(dialog)
    said = texts(dialog.view)
    assert "No last day for payment yet" in said
    assert any("deposit bears no interest before the work" in one for one in said)


def test_new_payments_begin_with_what_the_law_settles_first(dialog: CalculatorDialog) -> None:
    assert dialog.fields.payments.add().order.value() is PaymentOrder.PRINCIPAL_FIRST
    dialog.fields.law.choose("DE")
    assert dialog.fields.payments.add().order.value() is PaymentOrder.COSTS_FIRST


def test_a_payment_can_be_taken_away_again(dialog: CalculatorDialog) -> None:
    simple(dialog)
    before = texts(dialog.view)
    line = dialog.fields.payments.add()
    line.amount.setText("100")
    line.day.set_day(date(2026, 5, 1))
    dialog.work_out()
    assert texts(dialog.view) != before
    dialog.fields.payments.remove(line)
    dialog.work_out()
    assert texts(dialog.view) == before


# What is wrong


def test_what_is_no_amount_is_said_beside_it_and_stays(dialog: CalculatorDialog) -> None:
    fields = dialog.fields
    fields.amount.setFocus()
    QTest.keyClicks(fields.amount, "12,5x")
    dialog.work_out()
    assert fields.form.complaint(fields.amount) == "That is not an amount. Type it like 1,234.50."
    assert fields.amount.text() == "12,5x"
    assert not dialog.buttons.save.isEnabled()
    assert any("Correct what is marked" in one for one in texts(dialog.view))
    fields.amount.setText("12.50")
    dialog.work_out()
    assert fields.form.complaint(fields.amount) == ""
    assert dialog.buttons.save.isEnabled()


def test_a_complaint_does_not_take_the_keyboard(dialog: CalculatorDialog) -> None:
    dialog.fields.days.due.set_day(date(1999, 1, 1))
    dialog.fields.amount.setFocus()
    QTest.keyClicks(dialog.fields.amount, "1")
    dialog.work_out()
    said = dialog.fields.form.complaint(dialog.fields.days.due)
    assert said == (
        "The law is known only for debts late since 7 Aug 2002. Choose a later day."
    )
    assert dialog.focusWidget() is dialog.fields.amount
    assert dialog.fields.amount.text() == "1"


def test_a_wrong_payment_is_said_under_the_payments(dialog: CalculatorDialog) -> None:
    simple(dialog)
    line = dialog.fields.payments.add()
    line.amount.setText("ten")
    dialog.work_out()
    assert "not an amount" in dialog.fields.payments.complaint
    assert line.amount.property("wrong")
    line.amount.setText("10")
    dialog.work_out()
    assert dialog.fields.payments.complaint == ""
    assert not line.amount.property("wrong")


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ("jurisdiction", "unknown"), ("principal", "not-positive"), ("principal", "missing"),
        ("due", "missing"), ("due", "range"), ("due", "before-the-law"),
        ("due", "before-the-rates"), ("notice", "missing"), ("notice", "range"),
        ("performance", "range"), ("costs", "negative"), ("costs", "not-positive"),
        ("payments", "not-positive"), ("rate", "missing"), ("rate", "range"),
        ("basis", "no-county-court"), ("as_of", "range"),
    ],
)  # fmt: skip
def test_every_complaint_has_a_sentence_and_a_place(
    dialog: CalculatorDialog, field: str, reason: str
) -> None:
    error = InvalidField(field=field, reason=reason, text="2002-08-07")
    said = claim_sentence(error)
    assert "That did not work" not in said
    assert "{" not in said
    dialog.fields.asked()
    dialog.fields.explain(error)
    assert dialog.fields.is_wrong
    assert any(one == said for one in texts(dialog.fields))


def test_a_day_complained_of_is_one_that_is_shown(dialog: CalculatorDialog) -> None:
    days = dialog.fields.days
    days.unagreed.click()
    days.notice.set_day(date(1999, 1, 1))
    simple_amount(dialog)
    assert "known only for debts" in dialog.fields.form.complaint(days.notice)


def simple_amount(dialog: CalculatorDialog) -> None:
    dialog.fields.amount.setText("100")
    dialog.work_out()


def test_an_answer_that_comes_too_late_is_not_shown(dialog: CalculatorDialog) -> None:
    simple(dialog)
    facts = dialog.facts
    assert facts is not None
    dialog.fields.amount.clear()
    dialog.work_out()
    dialog._show(facts)
    assert dialog.facts is None
    assert dialog.view.tables == []
