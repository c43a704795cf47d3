"""Instalments on the screen: chosen, drafted, stopped by the law, offered, answered and shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.errors import InvalidField, PlanRefused
from dunning_desktop.domain.exempt_credit import Stop
from dunning_desktop.domain.instalments import Every
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.plans import PlanState
from dunning_desktop.domain.policy import Channel
from dunning_desktop.domain.promises import How
from dunning_desktop.ui.dialogs.payment import PaymentDialog
from dunning_desktop.ui.dialogs.plan import PlanDialog, ask_for_plan
from dunning_desktop.ui.dialogs.plan_answer import AcceptPlanDialog, CancelPlanDialog
from dunning_desktop.ui.dialogs.plan_fields import AMOUNT, BY_HAND, NUMBER
from dunning_desktop.ui.dialogs.plan_paper import PlanPaperDialog
from dunning_desktop.ui.dialogs.plan_schedule import AMOUNT as AMOUNT_COLUMN
from dunning_desktop.ui.dialogs.plan_schedule import DUE
from dunning_desktop.ui.dialogs.plan_view import PlanViewDialog
from dunning_desktop.ui.dialogs.printing import PrintDialog
from dunning_desktop.ui.pages.clients import ClientsPage
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.text import plans as words
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.text.plan_errors import FIELDS
from dunning_desktop.ui.widgets.money_edit import MoneyEdit
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.clients import client_card, save_client
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import outbox
from dunning_desktop.usecases.plan_views import (
    PlanRow,
    PlanWish,
    draft_plan,
    plan_row,
    plan_view,
    plans_of,
)
from dunning_desktop.usecases.plans import offer_plan
from dunning_desktop.usecases.today_rows import Task
from tests.helpers.plan_ledgers import read_plan
from tests.ui.accessible import doubled_shortcuts, nameless
from tests.ui.books import HandClock, add_client, clients
from tests.ui.conftest import dispose
from tests.ui.test_setting_aside import opened, press
from tests.ui.today_page import line_of, today_of

PRINTED: list[bytes] = []


@pytest.fixture
def surroundings(office: Office, tmp_path: Path) -> Surroundings:
    PRINTED.clear()
    return Surroundings(
        open_office=lambda: office,
        settings_folder=tmp_path,
        printers=lambda: (("office", "Office printer", True),),
        print_pdf=lambda pdf, _printer, _title: PRINTED.append(pdf),
    )


@pytest.fixture
def aldgate(furnished: Office) -> int:
    """Owes A-1, £1,200.00, and A-2, £450.50."""
    return clients(furnished)["Aldgate Joinery"]


def turn(office: Office, days: int) -> None:
    assert isinstance(office.clock, HandClock)
    office.clock.turn(days=days)


def dialog_for(window: Window, client_id: int) -> PlanDialog:
    ask_for_plan(window, client_id)
    (dialog,) = window.findChildren(PlanDialog)
    return dialog


def agreement(dialog: PlanDialog) -> PlanPaperDialog:
    assert dialog._save.isEnabled()
    dialog._save.click()
    return dialog.agreement


def shown(dialog: PlanDialog) -> list[str]:
    model = dialog.table.schedule
    return [
        " ".join(str(model.index(row, column).data()) for column in range(4))
        for row in range(model.rowCount())
    ]


def agree(office: Office, client_id: int, *, by: int = 3, ahead: int = 7, **more: object) -> int:
    """A plan over all that is open, agreed today; its id."""
    today = office.clock.today()
    items = tuple(one.item_id for one in plan_view(office, client_id).items)
    wish = PlanWish(client_id, items, by, today + timedelta(days=ahead), **more)  # type: ignore[arg-type]
    accepted = today if "answer_by" not in more else None
    made = draft_plan(office, wish).plan(today, accepted_on=accepted, how="phone")
    return offer_plan(office, made).value.plan_id


def the_plan(office: Office, client_id: int) -> PlanRow:
    [row] = plans_of(office, client_id)
    return row


# Choosing


def test_all_that_is_open_is_ticked_and_the_schedule_follows(
    aldgate: int, window: Window
) -> None:
    dialog = dialog_for(window, aldgate)
    assert [box.text() for box in dialog.fields_.items.values()] == [
        "A-1  ·  £1,200.00  ·  40 days late", "A-2  ·  £450.50  ·  5 days late",
    ]  # fmt: skip
    assert shown(dialog) == [
        "1 4 Dec 2026 £550.16 £1,100.34",
        "2 4 Jan 2027 £550.16 £550.18",
        "3 4 Feb 2027 £550.18 –",
    ]
    assert dialog.sum.text() == "3 payments, £1,650.50 in all, the last on 4 Feb 2027."
    dialog.fields_.number.setValue(2)
    dialog.fields_.every.choose(Every.FORTNIGHT)
    assert shown(dialog)[-1] == "2 18 Dec 2026 £825.25 –"
    next(iter(dialog.fields_.items.values())).setChecked(False)
    assert shown(dialog)[0] == "1 4 Dec 2026 £225.25 £225.25"
    dispose(dialog)


def test_nothing_ticked_is_said_and_cannot_go_on(aldgate: int, window: Window) -> None:
    dialog = dialog_for(window, aldgate)
    for box in dialog.fields_.items.values():
        box.setChecked(False)
    assert dialog.sum.text() == "Tick at least one invoice."
    assert not dialog._save.isEnabled()
    dispose(dialog)


def test_payments_of_so_much(aldgate: int, window: Window) -> None:
    dialog = dialog_for(window, aldgate)
    dialog.fields_.by.choose(AMOUNT)
    assert dialog.sum.text() == "Type an amount, like 1,234.50."
    assert not dialog._save.isEnabled()
    QTest.keyClicks(dialog.fields_.each, "800")
    assert shown(dialog)[-1] == "3 4 Feb 2027 £50.50 –"
    dialog.fields_.each.setText("5")
    dialog.fields_.each.edited.emit()
    assert dialog.sum.text().startswith("That would take more than 120 payments.")
    dispose(dialog)


def test_a_down_payment_comes_first(aldgate: int, window: Window) -> None:
    dialog = dialog_for(window, aldgate)
    assert not dialog.fields_.deposit_due.isEnabled()
    QTest.keyClicks(dialog.fields_.deposit, "150.50")
    assert dialog.fields_.deposit_due.isEnabled()
    assert shown(dialog)[:2] == [
        "1 27 Nov 2026 £150.50 £1,500.00", "2 4 Dec 2026 £500.00 £1,000.00",
    ]  # fmt: skip
    dialog.fields_.deposit_due.set_day(date(2026, 12, 4))
    assert "before the other payments" in dialog.sum.text()
    dispose(dialog)


def test_by_hand_the_sum_is_checked_with_every_key(aldgate: int, window: Window) -> None:
    dialog = dialog_for(window, aldgate)
    dialog.fields_.by.choose(BY_HAND)
    model = dialog.table.schedule
    assert model.setData(model.index(0, AMOUNT_COLUMN), "500")
    assert dialog.sum.text() == "£50.16 is still to be divided."
    assert not dialog._save.isEnabled()
    dialog.add_line.click()
    assert shown(dialog)[-1] == "4 4 Mar 2027 £50.16 –"
    assert dialog._save.isEnabled()
    model.setData(model.index(3, DUE), date(2026, 12, 1))
    assert dialog.sum.text() == "Each payment must be due after the one before it."
    model.setData(model.index(3, DUE), date(2027, 3, 1))
    model.setData(model.index(3, AMOUNT_COLUMN), Money(6016, "GBP"))
    assert dialog.sum.text() == "That is £10.00 too much."
    assert not model.setData(model.index(3, AMOUNT_COLUMN), "ten")
    dispose(dialog)


def test_by_hand_with_the_keyboard(aldgate: int, window: Window, qtbot: QtBot) -> None:
    dialog = dialog_for(window, aldgate)
    dialog.fields_.by.choose(BY_HAND)
    table = dialog.table
    table.setFocus()
    table.setCurrentIndex(table.schedule.index(1, AMOUNT_COLUMN))
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert len(table.schedule.rows) == 2
    QTest.keyClick(table, Qt.Key.Key_Return)
    editor = table.viewport().findChild(MoneyEdit)
    assert editor is not None
    QTest.keyClicks(editor, "1100.34")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.sum.text().startswith("2 payments, £1,650.50 in all"))
    assert dialog.isVisible(), "Enter ended the typing and nothing else"
    dialog.drop_line.click()
    dialog.drop_line.click()
    assert len(table.schedule.rows) == 1, "the last one stays"
    dispose(dialog)


def test_typing_is_over_when_it_is_worked_out_again(aldgate: int, window: Window) -> None:
    dialog = dialog_for(window, aldgate)
    dialog.fields_.by.choose(BY_HAND)
    dialog.table.schedule.drop(0)
    dialog.fields_.by.choose(NUMBER)
    assert len(shown(dialog)) == 3
    assert not dialog.table.schedule.setData(dialog.table.schedule.index(0, AMOUNT_COLUMN), "1")
    dispose(dialog)


# The law


def test_the_law_stops_an_individual_with_its_reason(
    aldgate: int, furnished: Office, window: Window
) -> None:
    client = client_card(furnished, aldgate).client
    save_client(furnished, replace(client, debtor_type=DebtorType.SOLE_TRADER))
    dialog = dialog_for(window, aldgate)
    assert dialog.stop.isHidden()
    assert not dialog.fields_.interest.isEnabled()
    dialog.fields_.number.setValue(13)
    assert not dialog.stop.isHidden()
    assert "There are 13 payments, and no more than 12 are allowed." in dialog.stop.text.text()
    assert "the latest day allowed is 19 Nov 2027" in dialog.stop.text.text()
    assert not dialog._save.isEnabled()
    dialog.fields_.number.setValue(12)
    dialog.fields_.every.choose(Every.WEEK)
    assert dialog.stop.isHidden()
    assert dialog._save.isEnabled()
    dispose(dialog)


def test_a_company_may_pay_for_as_long_as_is_agreed(aldgate: int, window: Window) -> None:
    dialog = dialog_for(window, aldgate)
    dialog.fields_.number.setValue(36)
    dialog.fields_.interest.choose(True)
    assert dialog.stop.isHidden()
    assert dialog._save.isEnabled()
    dispose(dialog)


def test_a_client_with_nothing_open_is_told_so(furnished: Office, window: Window) -> None:
    key = add_client(furnished, "Nothing Owed Ltd")
    ask_for_plan(window, key)
    assert window.findChildren(PlanDialog) == []
    assert window._toast.text.startswith("Nothing of Nothing Owed Ltd is open")


# The agreement


def test_the_offer_goes_out_by_e_mail_and_is_taken_back(
    aldgate: int, furnished: Office, window: Window
) -> None:
    page = agreement(dialog_for(window, aldgate))
    assert page.go.text() == "Send the offer"
    assert page.channel.currentText() == "By e-mail to accounts@client.example"
    assert len(page.preview.sheets.images) == 2
    page.preview.setCurrentWidget(page.preview.mail)
    assert page.preview.mail.subject.text() == "Our offer: pay £1,650.50 in three instalments"
    assert page.preview.mail.attachment.text() == "Instalment-agreement-2026-11-20.pdf"
    page.preview.wording.subject.setText("As we said")
    page.go.click()
    assert window._toast.text == "Instalments offered to Aldgate Joinery."
    [message] = outbox(furnished).messages
    assert message.subject == "As we said"
    assert the_plan(furnished, aldgate).stands.state is PlanState.OFFERED
    assert the_plan(furnished, aldgate).plan.answer_by == date(2026, 12, 4)
    window.undo()
    assert the_plan(furnished, aldgate).stands.state is PlanState.CANCELLED
    assert [one.state for one in outbox(furnished).messages] == ["cancelled"]


def test_back_loses_nothing(aldgate: int, furnished: Office, window: Window) -> None:
    dialog = dialog_for(window, aldgate)
    dialog.fields_.number.setValue(5)
    page = agreement(dialog)
    page.reject()
    assert dialog.fields_.number.value() == 5
    assert dialog._save.isEnabled()
    assert plans_of(furnished, aldgate) == ()
    dispose(dialog)


def test_a_letter_is_kept_and_printed(aldgate: int, furnished: Office, window: Window) -> None:
    page = agreement(dialog_for(window, aldgate))
    page.channel.choose(Channel.LETTER)
    assert page.go.text() == "Keep and print…"
    assert not page.preview.isTabVisible(page.preview.indexOf(page.preview.mail))
    page.go.click()
    (printing,) = window.findChildren(PrintDialog)
    printing._save.click()
    assert [pdf[:4] for pdf in PRINTED] == [b"%PDF"]
    assert outbox(furnished).messages == ()
    assert len(the_plan(furnished, aldgate).documents) == 1


def test_a_plan_agreed_on_the_telephone_is_only_kept(
    aldgate: int, furnished: Office, window: Window
) -> None:
    dialog = dialog_for(window, aldgate)
    dialog.fields_.answer.choose(How.PHONE)
    assert dialog.fields_.answer_day.day() == date(2026, 11, 20)
    page = agreement(dialog)
    assert page.go.text() == "Send the agreement"
    page.channel.choose(None)
    assert page.go.text() == "Keep the plan"
    page.go.click()
    row = the_plan(furnished, aldgate)
    assert (row.stands.state, row.plan.accepted_how) == (PlanState.RUNNING, "phone")
    assert row.documents == ()
    assert outbox(furnished).messages == ()


def test_what_changed_meanwhile_is_said_and_nothing_kept(
    aldgate: int, furnished: Office, window: Window
) -> None:
    dialog = dialog_for(window, aldgate)
    page = agreement(dialog)
    agree(furnished, aldgate)
    page.go.click()
    assert "in another plan already" in page.trouble.text()
    assert page.go.isEnabled()
    assert len(plans_of(furnished, aldgate)) == 1
    dispose(dialog)


# A plan as it stands


def buttons(dialog: QDialog) -> list[str]:
    return [one.text() for one in dialog.findChildren(QPushButton) if not one.isHidden()]


def states(dialog: PlanViewDialog) -> list[str]:
    model = dialog.table.payments
    return [str(model.index(row, 4).data()) for row in range(model.rowCount())]


def test_every_payment_has_its_state(aldgate: int, furnished: Office, window: Window) -> None:
    plan = agree(furnished, aldgate, ahead=2)
    turn(furnished, 3)
    dialog = PlanViewDialog(window, plan)
    dialog.open()
    assert dialog.heading.text() == "Aldgate Joinery: Instalments, £1,650.50 in 3 payments"
    assert dialog.state.text() == (
        "A payment is late: £550.16, which keeps the plan until Fri 27 Nov."
    )
    assert states(dialog) == ["Late", "To come", "To come"]
    assert "Invoices A-1, A-2" in dialog.terms.text()
    assert "Agreed on 20 Nov 2026, on the telephone" in dialog.terms.text()
    assert buttons(dialog) == ["Cancel the plan…", "Payment…", "Close"]
    turn(furnished, 5)
    dialog._reload()
    assert states(dialog) == ["Missed", "To come", "To come"]
    assert buttons(dialog) == ["Cancel the plan…", "New plan…", "Payment…", "Close"]
    assert "reminders go on by themselves" in dialog.means.text()
    dialog.pay.click()
    assert dialog.findChildren(PaymentDialog)
    dispose(dialog)


def test_they_accepted_with_a_file_and_undo(
    aldgate: int, furnished: Office, window: Window, tmp_path: Path
) -> None:
    plan = agree(furnished, aldgate, ahead=20, answer_by=date(2026, 12, 4))
    view = PlanViewDialog(window, plan)
    view.open()
    assert buttons(view) == ["Withdraw the offer…", "They accepted…", "Close"]
    view.accept_it.click()
    (dialog,) = view.findChildren(AcceptPlanDialog)
    slip = tmp_path / "slip.jpg"
    slip.write_bytes(b"signed")
    dialog.take_file(slip)
    dialog._save.click()
    assert view.state.text().startswith("Kept so far.")
    assert [one.text() for one in view.findChildren(QPushButton) if "slip" in one.text()] == [
        "Open slip.jpg"
    ]
    window.undo()
    assert view.state.text().startswith("Offered")
    dispose(view)


def test_a_day_to_come_is_complained_of_at_its_field(
    aldgate: int, furnished: Office, window: Window
) -> None:
    plan = agree(furnished, aldgate, answer_by=date(2026, 12, 4))
    dialog = AcceptPlanDialog(window, plan_row(furnished, plan))
    dialog.open()
    dialog.day.set_day(date(2026, 11, 21))
    dialog._save.click()
    assert dialog.form.complaint(dialog.day) == "Choose today or an earlier day."
    dispose(dialog)


def test_a_plan_is_cancelled_and_brought_back(
    aldgate: int, furnished: Office, window: Window
) -> None:
    plan = agree(furnished, aldgate)
    dialog = CancelPlanDialog(window, plan_row(furnished, plan))
    dialog.open()
    dialog.reason.setText("They asked")
    dialog._save.click()
    assert window._toast.text == "The plan of Aldgate Joinery is cancelled."
    assert the_plan(furnished, aldgate).stands.state is PlanState.CANCELLED
    window.undo()
    assert the_plan(furnished, aldgate).stands.state is PlanState.RUNNING


def test_a_new_plan_begins_with_what_was_in_the_old_one(
    aldgate: int, furnished: Office, window: Window
) -> None:
    plan = agree(furnished, aldgate)
    turn(furnished, 20)
    view = PlanViewDialog(window, plan)
    view.open()
    view.anew.click()
    (dialog,) = window.findChildren(PlanDialog)
    assert len(dialog.fields_.chosen()) == 2
    dispose(dialog)


# Where it is found


def test_the_clients_panel_offers_and_shows_plans(
    aldgate: int, furnished: Office, window: Window
) -> None:
    page, panel = opened(window, "clients")
    assert isinstance(page, ClientsPage)
    press(panel, "Instalments…").click()
    (dialog,) = window.findChildren(PlanDialog)
    dispose(dialog)
    agree(furnished, aldgate, ahead=1)
    turn(furnished, 3)
    page.mark_stale()
    panel.load(aldgate)
    shows = [one.text() for one in panel.findChildren(QLabel)]
    assert "Instalments, £1,650.50 in 3 payments" in shows
    assert any(one.startswith("A payment is late") for one in shows)
    press(panel, "Show…").click()
    (view,) = window.findChildren(PlanViewDialog)
    dispose(view)


def test_today_reminds_with_one_press_and_takes_it_back(
    aldgate: int, furnished: Office, window: Window
) -> None:
    agree(furnished, aldgate, ahead=2)
    page = today_of(window)
    page.mark_stale()
    line = line_of(page, Task.INSTALMENTS_TO_REMIND)
    assert line.sentence.text() == "1 instalment to remind of: £550.16"
    line.button.click()
    assert window._toast.text == "1 e-mail on the way."
    assert Task.INSTALMENTS_TO_REMIND not in [one.row.task for one in page.list.lines]
    assert len(outbox(furnished).messages) == 1
    window.undo()
    assert Task.INSTALMENTS_TO_REMIND in [one.row.task for one in page.list.lines]


def test_who_has_no_address_gets_a_letter_to_print(furnished: Office, window: Window) -> None:
    key = add_client(furnished, "Paper Only", email="", due=[("P-1", 9, 10_000)])
    agree(furnished, key, ahead=2)
    page = today_of(window)
    page.mark_stale()
    line_of(page, Task.INSTALMENTS_TO_REMIND).button.click()
    assert window._toast.text == "1 letter made."
    (printing,) = window.findChildren(PrintDialog)
    printing._save.click()
    assert len(PRINTED) == 1


def test_today_shows_the_plan_that_was_not_kept(
    aldgate: int, furnished: Office, window: Window
) -> None:
    agree(furnished, aldgate, ahead=1)
    turn(furnished, 8)
    page = today_of(window)
    page.mark_stale()
    line = line_of(page, Task.PLAN_DEFAULTED)
    assert line.sentence.text() == "1 instalment plan was not kept: £1,650.50 is open"
    assert line.button.text() == "Show the plan…"
    line.button.click()
    (view,) = window.findChildren(PlanViewDialog)
    assert states(view)[0] == "Missed"
    dispose(view)


# For everyone


def test_every_control_has_a_name(aldgate: int, furnished: Office, window: Window) -> None:
    dialog = dialog_for(window, aldgate)
    dialog.fields_.by.choose(BY_HAND)
    page = agreement(dialog)
    plan = agree(furnished, clients(furnished)["Brindle & Sons"], answer_by=date(2026, 12, 4))
    row = plan_row(furnished, plan)
    others = [PlanViewDialog(window, plan), AcceptPlanDialog(window, row),
              CancelPlanDialog(window, row)]  # fmt: skip
    for one in (dialog, page, *others):
        one.show()
        assert nameless(one) == []
        assert doubled_shortcuts(one) == []
    for one in (page, dialog, *others):
        dispose(one)


@pytest.mark.parametrize("size", [(800, 520)])
def test_it_fits_a_small_screen(
    aldgate: int, window: Window, qtbot: QtBot, size: tuple[int, int]
) -> None:
    dialog = dialog_for(window, aldgate)
    assert dialog.minimumSizeHint().width() <= size[0]
    assert dialog.minimumSizeHint().height() <= size[1] - 40
    page = agreement(dialog)
    assert page.minimumSizeHint().width() <= size[0]
    assert page.minimumSizeHint().height() <= size[1] - 40
    dispose(page)
    dispose(dialog)


# Words


@pytest.mark.parametrize(("field", "reason"), FIELDS)
def test_what_is_wrong_with_a_plan_is_said(field: str, reason: str) -> None:
    said = sentence(InvalidField(field=field, reason=reason))
    assert said.endswith(".")
    assert "did not work" not in said


def test_the_laws_reasons_are_said_together() -> None:
    said = sentence(PlanRefused(stops=tuple(one.value for one in Stop)))
    assert "more than 12 payments, a payment is due later than 12 months" in said
    assert "it bears interest" in said


@pytest.mark.parametrize("state", PlanState)
def test_every_state_has_words_and_an_icon(state: PlanState) -> None:
    made = read_plan("plan 90.00 in 3 month from 2026-01-31\naccepted 2026-01-03")
    stands = replace(made.stands("2026-01-04"), state=state)
    assert words.under(made.plan, stands, date(2026, 1, 4))
    assert words.STATE_LOOKS[state]
