"""The call card: the number, what to say, one click for each outcome, and back again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel
from shiboken6 import isValid

from dunning_desktop.domain.calls import CallOutcome, Promised
from dunning_desktop.domain.client import Contact, ContactRole
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import Payment
from dunning_desktop.domain.policy import ChargeRule, Tone
from dunning_desktop.ui.dialogs.call import CallDialog
from dunning_desktop.ui.dialogs.call_view import dialling
from dunning_desktop.ui.pages.today import TodayPage
from dunning_desktop.ui.text.call_script import how_to_pay, script
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.call_cards import call_card, calls_due
from dunning_desktop.usecases.calls import record_call
from dunning_desktop.usecases.clients import save_client
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.payments import record_payment
from dunning_desktop.usecases.today_rows import Task
from tests.helpers.phones import CALL_FIRST, chase_by
from tests.ui.accessible import nameless, tab_order
from tests.ui.books import add_client, clients
from tests.ui.conftest import dispose
from tests.ui.test_setting_aside import chosen, names, opened, press, said

NUMBER = "0114 496 0100"
O = CallOutcome  # noqa: E741 - the outcomes stand in every line


def add_phone(office: Office, client_id: int, *contacts: Contact) -> None:
    with office.read() as ledger:
        client = ledger.parties.client(client_id)
    save_client(office, replace(client, contacts=contacts))


@pytest.fixture
def callable_(furnished: Office) -> Office:
    """Two of three clients can be called, and the ladder begins with a call."""
    chase_by(furnished)
    keys = clients(furnished)
    priya = Contact("Priya Shah", email="accounts@client.example", phone=NUMBER)
    boss = Contact("Max Boss", ContactRole.DIRECTOR, phone="0114 496 0199")
    add_phone(furnished, keys["Aldgate Joinery"], priya, boss)
    add_phone(furnished, keys["Brindle & Sons"], Contact(phone="+44 (0)20 7946 0958"))
    return furnished


@pytest.fixture
def both(callable_: Office, window: Window) -> Iterator[CallDialog]:
    """The card of both calls that are due, as Today opens it."""
    page = window.pages["today"]
    assert isinstance(page, TodayPage)
    window.go_to("today")
    page.mark_stale()
    line = next(one for one in page.list.lines if one.row.task is Task.CALLS_TO_MAKE)
    assert line.sentence.text() == "2 calls are to be made: £2,430.50"
    assert line.button.text() == "Call…"
    line.button.click()
    (dialog,) = window.findChildren(CallDialog)
    yield dialog
    if isValid(dialog):
        dispose(dialog)


def words(dialog: CallDialog) -> str:
    return "\n".join(
        one.text() for one in dialog.view.findChildren(QLabel) if not one.isHidden()
    )


def follows(dialog: CallDialog, outcome: CallOutcome) -> str:
    return dialog.outcomes._follows[outcome].text()


def click(dialog: CallDialog, outcome: CallOutcome) -> None:
    dialog.outcomes.buttons[outcome].click()


def test_the_card_says_whom_to_call_and_what_about(both: CallDialog) -> None:
    assert both._heading.text() == "Call Aldgate Joinery"
    assert both._where.text() == "Call 1 of 2"
    assert both.view.number.text() == NUMBER
    seen = words(both)
    assert "Priya Shah, Accounts" in seen
    assert "Also Max Boss, Director: 0114 496 0199" in seen
    assert "A-1  ·  40 days late" in seen
    assert "£1,650.50" in seen
    assert "This is Sam Carter from Carter Plumbing." in seen
    assert "Carter Plumbing, sort code 12-34-56, account 12345678. Please quote A-1." in seen
    assert nameless(both) == []


def test_every_outcome_says_what_follows(both: CallDialog) -> None:
    assert follows(both, O.NO_ANSWER) == "Try 1 of 3. It comes back tomorrow."
    assert follows(both, O.RESEND).endswith("They are left alone until Fri 27 Nov.")
    assert follows(both, O.WRONG_CONTACT) == "The number is taken off. Then Max Boss is called."
    assert follows(both, O.OTHER) == "Done: the next step comes on its day."
    described = both.outcomes.buttons[O.NO_ANSWER].accessibleDescription()
    assert described == follows(both, O.NO_ANSWER)


def test_one_click_records_and_goes_on_to_the_next(
    both: CallDialog, callable_: Office, window: Window
) -> None:
    click(both, O.NO_ANSWER)
    assert both._heading.text() == "Call Brindle & Sons"
    assert both._where.text() == "Call 2 of 2"
    assert both.told == "Aldgate Joinery: no answer. Try again tomorrow."
    assert both.skip.isHidden()
    click(both, O.RESEND)
    assert not both.isVisible()
    assert calls_due(callable_) == []
    assert window._toast.text == "Send Brindle & Sons the invoice again."
    window.undo()
    assert len(calls_due(callable_)) == 1


def test_undo_goes_back_to_the_call(both: CallDialog, callable_: Office) -> None:
    click(both, O.NO_ANSWER)
    both.undo.click()
    assert both._heading.text() == "Call Aldgate Joinery"
    assert both.told == "Taken back."
    assert len(calls_due(callable_)) == 2


def test_skip_for_now_leaves_the_call_for_later(both: CallDialog, callable_: Office) -> None:
    both.skip.click()
    assert both._heading.text() == "Call Brindle & Sons"
    assert both.told == ""
    assert len(calls_due(callable_)) == 2


def test_a_promise_asks_for_its_day_and_sum(both: CallDialog, callable_: Office) -> None:
    ends, today = both.outcomes, callable_.clock.today()
    assert ends._promise.isHidden()
    click(both, O.PROMISED)
    assert ends._promise.isVisible()
    assert (ends._amount.text(), ends._day.day()) == ("1,650.50", today + timedelta(days=7))
    ends._amount.setText("nothing")
    ends.record_promise.click()
    assert ends._promise_form.complaint(ends._amount) == "Type an amount, like 1,234.50."
    ends._amount.setText("500")
    ends._day.set_day(today + timedelta(days=90))
    ends.record_promise.click()
    assert "60 days at the most" in ends._promise_form.complaint(ends._day)
    assert ends.isEnabled()
    ends._day.set_day(today + timedelta(days=3))
    ends.record_promise.click()
    assert both.told == "Aldgate Joinery promised £500.00 by Mon 23 Nov."
    assert ends._promise.isHidden()


def test_a_dispute_asks_which_invoice_and_what_they_say(
    both: CallDialog, callable_: Office
) -> None:
    ends = both.outcomes
    assert ends.buttons[O.DISPUTES].text() == "They &dispute it…"
    click(both, O.DISPUTES)
    assert ends._dispute.isVisible()
    ends.record_dispute.click()
    assert ends.form.complaint(ends._note).startswith("Write down")
    ends._note.setPlainText("A-2 was delivered twice")
    ends._which.setCurrentIndex(2)
    ends.record_dispute.click()
    assert both._heading.text() == "Call Brindle & Sons"
    with callable_.read() as ledger:
        (dispute,) = ledger.agreements.disputes([clients(callable_)["Aldgate Joinery"]])
        assert ledger.chasing.item(dispute.item_id).number == "A-2"
    # With one invoice there is nothing to ask.
    assert ends.buttons[O.DISPUTES].text() == "They &dispute it"


def test_a_wrong_number_leads_to_the_other_one(both: CallDialog, callable_: Office) -> None:
    click(both, O.WRONG_CONTACT)
    assert both._heading.text() == "Call Aldgate Joinery"
    assert both.view.number.text() == "0114 496 0199"
    assert both.told == "Aldgate Joinery: that number is no longer used."
    assert follows(both, O.WRONG_CONTACT) == "The number is taken off. Then they are written to."
    click(both, O.WRONG_CONTACT)
    assert both._heading.text() == "Call Brindle & Sons"


def test_a_payment_meanwhile_is_said_and_nothing_recorded(
    both: CallDialog, callable_: Office
) -> None:
    client = clients(callable_)["Aldgate Joinery"]
    paid = Payment(client, callable_.clock.today(), Money(45_050, "GBP"))
    record_payment(callable_, paid)
    both.outcomes._note.setPlainText("Will look into it")
    click(both, O.OTHER)
    assert "Nothing was recorded" in both.told
    assert "£1,200.00" in words(both)
    assert call_card(callable_, client).calls == ()


def test_the_number_is_copied_and_dialled(
    both: CallDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    both.view.copy.click()
    assert QGuiApplication.clipboard().text() == NUMBER
    assert both.told == "The number is copied."
    asked: list[QUrl] = []

    def opens(url: QUrl) -> bool:
        asked.append(url)
        return len(asked) == 1

    monkeypatch.setattr(QDesktopServices, "openUrl", opens)
    both.view.dial.click()
    assert asked == [QUrl("tel:01144960100")]
    QGuiApplication.clipboard().clear()
    both.view.dial.click()
    assert QGuiApplication.clipboard().text() == NUMBER
    assert both.told.startswith("No telephone program answered")


def test_a_number_is_dialled_without_what_people_write_in_it() -> None:
    assert dialling("+44 (0)20 7946 0958") == QUrl("tel:+442079460958")
    assert dialling("0114-496 0100") == QUrl("tel:01144960100")


def test_a_call_can_be_recorded_for_anybody(furnished: Office, window: Window) -> None:
    page, panel = opened(window, "clients")
    page._call.trigger()  # type: ignore[attr-defined]
    (dialog,) = window.findChildren(CallDialog)
    assert dialog._heading.text() == "Record a call to Aldgate Joinery"
    assert "No telephone number is known" in words(dialog)
    assert dialog.outcomes.buttons[O.WRONG_CONTACT].isHidden()
    assert follows(dialog, O.NO_ANSWER) == "Kept in the timeline. Nothing else changes."
    dialog.outcomes._note.setPlainText("They will pay on Monday")
    click(dialog, O.OTHER)
    assert window._toast.text == "Call to Aldgate Joinery recorded."
    assert "Called: something else: They will pay on Monday" in said(panel)
    dispose(dialog)


def test_overdue_says_call_today_and_opens_the_card(
    callable_: Office, window: Window
) -> None:
    page, panel = opened(window, "overdue")
    assert names(page, "next") == ["Call today"] * 3
    assert "Call today: friendly reminder." in said(panel)
    press(panel, "Call…").click()
    (dialog,) = window.findChildren(CallDialog)
    assert dialog._heading.text() == f"Call {chosen(page).client}"
    assert dialog._where.text() == ""
    dispose(dialog)
    page.listing.table.selectAll()
    page._call.trigger()  # type: ignore[attr-defined]
    dialog = window.findChildren(CallDialog)[0]
    assert dialog._where.text() == "Call 1 of 2"
    dispose(dialog)


def test_tab_goes_through_the_card_from_the_number_to_the_outcomes(both: CallDialog) -> None:
    order = tab_order(both)
    at = {one: order.index(one) for one in (both.view.dial, *both.outcomes.buttons.values())}
    assert list(at.values()) == sorted(at.values())


@pytest.mark.parametrize(
    ("tone", "expected"),
    [
        (Tone.COURTESY, "Will it be paid on time?"),
        (Tone.FRIENDLY, "When can we expect the payment?"),
        (Tone.FIRM, "Can you pay £{} by 27 November?"),
        (Tone.FINAL, "If not all of it: what can you pay, and when?"),
    ],
)
def test_the_script_speaks_in_the_tone_of_its_level(
    office: Office, tone: Tone, expected: str, qapp: object
) -> None:
    level = replace(CALL_FIRST.levels[0], tone=tone, charges=ChargeRule.DEMAND)
    chase_by(office, replace(CALL_FIRST, levels=(level,)))
    key = add_client(office, "Cassidy", due=[("INV-12", 12, 124_000)])
    add_phone(office, key, Contact("Priya Shah", phone=NUMBER))
    card = call_card(office, key)
    told = " ".join(script(card))
    total = f"{card.total[0].amount:,.2f}"
    assert told.startswith("Hello, may I speak to Priya Shah?")
    assert "I'm calling about invoice INV-12 for £1,240.00, which was due on 8 November." in told
    assert f"for late payment on top, that makes £{total}." in told
    assert told.endswith(expected.format(total))
    assert ("12 days ago" in told) is (tone in {Tone.FIRM, Tone.FINAL})


def test_a_broken_promise_is_held_against_them(callable_: Office) -> None:
    key, today = clients(callable_)["Brindle & Sons"], callable_.clock.today()
    promised = Promised(today, Money(78_000, "GBP"))
    expected = call_card(callable_, key).chase
    record_call(callable_, key, O.PROMISED, expected=expected, promised=promised)
    callable_.clock.turn(days=2)  # type: ignore[attr-defined]
    card = call_card(callable_, key)
    assert "When we spoke on 20 November, you promised payment by 20 November." in script(card)
    assert card.calls[0].promised == promised.amount


def test_nothing_open_leaves_no_gap(office: Office) -> None:
    card = call_card(office, add_client(office, "New Ltd"))
    assert len(script(card)) == 1
    assert how_to_pay(card).endswith("account 12345678.")
