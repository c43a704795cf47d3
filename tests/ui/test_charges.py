"""What is on top of an invoice, from the owner's chair: seen, given up, added, claimed, paid."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from dunning_desktop.domain.charges import ChargeKind, ChargeState
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import PaymentOrder
from dunning_desktop.domain.terms import LateBasis, RatePer, Terms
from dunning_desktop.ui.dialogs.charge import ChargeDialog
from dunning_desktop.ui.dialogs.invoice import InvoiceDialog
from dunning_desktop.ui.dialogs.payment import PaymentDialog
from dunning_desktop.ui.dialogs.terms import TermsEdit
from dunning_desktop.ui.dialogs.waive import WaiveDialog
from dunning_desktop.ui.pages.list_page import ListPage
from dunning_desktop.ui.panels.invoice import InvoicePanel
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.charges import add_charge
from dunning_desktop.usecases.clients import client_card, save_client
from dunning_desktop.usecases.invoices import invoice_card
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.rows import InvoiceCard
from dunning_desktop.usecases.settings import save_terms
from tests.ui.books import clients, invoices
from tests.ui.conftest import dispose

TODAY = date(2026, 11, 20)


def _card(office: Office, number: str) -> InvoiceCard:
    return invoice_card(office, invoices(office)[number])


def _details(window: Window, page: str, search: str) -> QWidget:
    """The details panel of the row with that number or name."""
    window.go_to(page)
    shown = window.pages[page]
    assert isinstance(shown, ListPage)
    model = shown.listing.model
    for place in range(model.rowCount()):
        row = model.row(place)
        if search in {getattr(row, "number", ""), getattr(row, "name", "")}:
            shown.listing.table.selectRow(place)
    assert shown._panel is not None
    return shown._panel


def _texts(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel))


def _press(widget: QWidget, words: str) -> None:
    next(one for one in widget.findChildren(QPushButton) if one.text() == words).click()


def test_the_invoice_says_what_is_owed_today_and_why(furnished: Office, window: Window) -> None:
    """£1,200 due 40 days ago: 11.75 % for 40 days is £15.45, and £70."""
    said = _texts(_details(window, "overdue", "A-1"))
    for words in (
        "Owed today",
        "£15.45",
        "£70.00",
        "£1,285.45",
        "Interest grows by £0.39 each day.",
        "3.75\N{NO-BREAK SPACE}% on 30 Jun 2026 plus 8\N{NO-BREAK SPACE}%",
    ):
        assert words in said
    row = window.pages["overdue"].listing.model.row(0)  # type: ignore[attr-defined]
    assert row.owed == Money(128_545, "GBP")


def test_giving_up_needs_a_reason_and_can_be_taken_back(
    furnished: Office, window: Window
) -> None:
    dialog = WaiveDialog(window, _card(furnished, "A-1").owed[0])
    dialog.open()
    dialog._boxes[ChargeKind.INTEREST].setChecked(False)
    dialog._save.click()
    assert dialog.form.complaint(dialog._reason) == "Say why: it is kept with the invoice."
    QTest.keyClicks(dialog._reason, "good client")
    dialog._boxes[ChargeKind.COMPENSATION].setChecked(False)
    dialog._save.click()
    assert dialog.form.complaint(dialog._kinds) == "Tick what you give up."
    dialog._boxes[ChargeKind.COMPENSATION].setChecked(True)
    dialog._save.click()
    (charge,) = _card(furnished, "A-1").charges
    assert (charge.kind, charge.state, charge.reason) == (
        ChargeKind.COMPENSATION, ChargeState.WAIVED, "good client",
    )  # fmt: skip
    panel = _details(window, "overdue", "A-1")
    assert "Fixed compensation, £70.00  ·  given up" in _texts(panel)
    assert "good client (Sam Carter)" in _texts(panel)
    _press(panel, "Claim again")
    assert "£1,285.45" in _texts(_details(window, "overdue", "A-1"))


def test_a_fixed_sum_in_another_currency_is_offered_too(
    furnished: Office, window: Window
) -> None:
    owed = _card(furnished, "A-1").owed[0]
    abroad = replace(owed.claim, compensation=Money.of("70", "EUR"))
    dialog = WaiveDialog(window, replace(owed, claim=abroad))
    dialog.open()
    assert dialog._boxes[ChargeKind.COMPENSATION].text() == "Fixed compensation: €70.00"
    dialog.reject()


def test_undo_claims_again_what_was_given_up(furnished: Office, window: Window) -> None:
    dialog = WaiveDialog(window, _card(furnished, "A-1").owed[0])
    dialog.open()
    QTest.keyClicks(dialog._reason, "by mistake")
    dialog._save.click()
    assert _card(furnished, "A-1").owed[0].claim.amount == 0
    window.menus.undo.trigger()
    assert _card(furnished, "A-1").owed[0].claim.amount == 8545


def test_costs_are_entered_in_full_and_claimed_above_the_fixed_sum(
    furnished: Office, window: Window
) -> None:
    dialog = ChargeDialog(window, _card(furnished, "A-1").owed[0])
    dialog.open()
    assert "The fixed sum of £70.00 covers the first part" in _texts(dialog)
    dialog._save.click()
    assert dialog.form.complaint(dialog._amount) == "Type the amount like 1,234.50."
    assert dialog.form.complaint(dialog._note) == "Say what it was for: a court will ask."
    QTest.keyClicks(dialog._amount, "100")
    QTest.keyClicks(dialog._note, "Tracing agent")
    dialog._save.click()
    panel = _details(window, "overdue", "A-1")
    assert "Costs of recovery, £100.00  ·  claimed" in _texts(panel)
    assert "£1,315.45" in _texts(panel)
    _press(panel, "Strike out")
    assert _card(furnished, "A-1").charges == ()
    # A fee says something else.
    dialog = ChargeDialog(window, _card(furnished, "A-1").owed[0])
    dialog._kind.choose(ChargeKind.FEE)
    assert "Your terms name no fee" in _texts(dialog)
    dispose(dialog)


def test_the_fee_that_the_terms_name_is_filled_in(furnished: Office, window: Window) -> None:
    save_terms(furnished, Terms(reminder_fee=1200))
    card = _card(furnished, "A-1")
    assert card.fee == Money(1200, "GBP")
    dialog = ChargeDialog(window, card.owed[0], fee=card.fee)
    dialog.open()
    assert dialog._amount.text() == ""
    dialog._kind.choose(ChargeKind.FEE)
    assert dialog._amount.amount() == card.fee
    assert "name £12.00 for a reminder" in _texts(dialog)
    dialog._save.click()
    assert [str(one.amount) for one in _card(furnished, "A-1").charges] == ["GBP 12.00"]


def test_what_was_filled_in_for_a_fee_does_not_stay_as_a_cost(
    furnished: Office, window: Window
) -> None:
    card = _card(furnished, "A-1")
    dialog = ChargeDialog(window, card.owed[0], fee=Money(1200, "GBP"))
    dialog.open()
    for kind in (ChargeKind.FEE, ChargeKind.COSTS):
        dialog._kind.choose(kind)
    assert (dialog._amount.text(), dialog._note.text()) == ("", "")
    # What the owner typed stays.
    dialog._kind.choose(ChargeKind.FEE)
    dialog._amount.setText("15")
    dialog._note.setText("Bailiff")
    dialog._kind.choose(ChargeKind.COSTS)
    assert (dialog._amount.text(), dialog._note.text()) == ("15", "Bailiff")
    dispose(dialog)


def test_costs_within_the_fixed_sum_are_not_called_claimed(
    furnished: Office, window: Window
) -> None:
    item = _card(furnished, "A-1").owed[0].item.item_id
    add_charge(furnished, item, ChargeKind.COSTS, Money.of("50", "GBP"), note="letter")
    said = _texts(_details(window, "overdue", "A-1"))
    assert "Costs of recovery, £50.00  ·  nothing more of it is owed" in said


def test_what_was_paid_late_can_be_claimed_with_one_press(
    furnished: Office, window: Window
) -> None:
    client_id, invoice_id = clients(furnished)["Brindle & Sons"], invoices(furnished)["B-1"]
    payment = PaymentDialog(window, client_id=client_id, invoice_id=invoice_id)
    payment.open()
    payment._save.click()
    panel = _details(window, "clients", "Brindle & Sons")
    assert "£43.01 of interest and compensation can still be claimed" in _texts(panel)
    _press(panel, "Claim it")
    panel = _details(window, "clients", "Brindle & Sons")
    assert "can still be claimed" not in _texts(panel)
    assert "£43.01" in _texts(panel)
    # And it is paid like anything else.
    payment = PaymentDialog(window, client_id=client_id)
    payment.open()
    QTest.keyClicks(payment._amount, "43.01")
    assert payment.left_over == "All of it is shared out."
    payment._save.click()
    states = {one.state for one in _card(furnished, "B-1").charges}
    assert states == {ChargeState.PAID}


def test_the_order_of_a_payment_shows_its_effect_before_it_is_saved(
    furnished: Office, window: Window
) -> None:
    client_id = clients(furnished)["Aldgate Joinery"]
    dialog = PaymentDialog(window, client_id=client_id)
    dialog.open()
    QTest.keyClicks(dialog._amount, "500")
    assert dialog._order.value() is PaymentOrder.PRINCIPAL_FIRST
    before = dialog._effect.rows()
    assert {"£1,150.50", "£1,165.95", "£1,235.95"} <= set(before)
    dialog._order.choose(PaymentOrder.INTEREST_FIRST)
    fields = list(dialog._shares._fields.values())
    assert fields[0].text() == "484.55"
    dialog._received.set_day(TODAY - timedelta(days=30))
    assert fields[0].text() == "496.14"
    dialog._save.click()
    card = _card(furnished, "A-1")
    assert card.open == Money(120_000 - 49_614, "GBP")
    assert [(one.kind, one.paid) for one in card.charges] == [(ChargeKind.INTEREST, 386)]


def test_where_nothing_is_on_top_the_order_changes_nothing(
    furnished: Office, window: Window
) -> None:
    dialog = PaymentDialog(window, client_id=clients(furnished)["Cassidy Dental"])
    dialog.open()
    QTest.keyClicks(dialog._amount, "500")
    assert dialog._effect.isHidden()
    dispose(dialog)


def test_a_deposit_is_marked_and_bears_nothing_before_the_work(
    furnished: Office, window: Window
) -> None:
    dialog = InvoiceDialog.correct(window, invoices(furnished)["A-1"])
    dialog.days.unfold()
    dialog.days.advance.setChecked(True)
    dialog._save.click()
    card = _card(furnished, "A-1")
    assert (card.invoice.advance, card.owed[0].claim.amount) == (True, 0)
    said = _texts(_details(window, "invoices", "A-1"))
    assert "A deposit bears no interest before the work is done." in said
    dialog = InvoiceDialog.correct(window, invoices(furnished)["A-1"])
    dialog.days.performed.show_day(TODAY - timedelta(days=10))
    dialog._save.click()
    card = _card(furnished, "A-1")
    assert card.invoice.performed == TODAY - timedelta(days=10)
    assert card.owed[0].claim.amount == 7000 + 386


def test_a_monthly_rate_is_never_shown_without_its_yearly_one(window: Window) -> None:
    edit = TermsEdit(inherit=False)
    edit.show_terms(
        Terms(late_basis=LateBasis.CONTRACT, contract_rate=Decimal("1.5"),
              contract_per=RatePer.MONTH),
        business=Terms(),
    )  # fmt: skip
    assert "18\N{NO-BREAK SPACE}% a year" in edit._equal.text()
    terms = edit.terms()
    assert terms is not None
    assert (terms.contract_rate, terms.contract_per) == (Decimal("1.50"), RatePer.MONTH)
    edit._per.choose(RatePer.YEAR)
    assert edit._equal.isHidden()
    dispose(edit)


def test_an_agreed_fee_is_owed_without_interest_and_a_cost_is_not(
    furnished: Office, window: Window
) -> None:
    client = client_card(furnished, clients(furnished)["Aldgate Joinery"]).client
    save_client(furnished, replace(client, terms=Terms(late_basis=LateBasis.NONE)))
    panel = _details(window, "overdue", "A-1")
    assert isinstance(panel, InvoicePanel)
    assert panel._cost.isEnabled()
    dialog = ChargeDialog(window, _card(furnished, "A-1").owed[0])
    assert [dialog._kind.itemText(at) for at in range(dialog._kind.count())] == [
        "Reminder fee, agreed beforehand"
    ]
    QTest.keyClicks(dialog._amount, "15")
    QTest.keyClicks(dialog._note, "Agreed in the terms of 2 March")
    dialog._save.click()
    assert _card(furnished, "A-1").owed[0].claim.amount == 1500
    assert "£1,215.00" in _texts(_details(window, "overdue", "A-1"))
    # Of a client whose kind in law nobody confirmed, nothing is claimed on top.
    window.desk.do(save_client, replace(client, debtor_confirmed=False), owner=window)
    panel = _details(window, "overdue", "A-1")
    assert isinstance(panel, InvoicePanel)
    assert not panel._cost.isEnabled()
