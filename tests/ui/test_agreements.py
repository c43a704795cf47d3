"""Promises, more time and disputes on the screen: asked for, shown, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from dunning_desktop.domain.client import Address
from dunning_desktop.domain.disputes import DisputeOutcome
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.extensions import InterestMeanwhile
from dunning_desktop.domain.policy import BrokenPromise
from dunning_desktop.domain.promises import PromiseState
from dunning_desktop.ui.dialogs.call_view import CallView
from dunning_desktop.ui.dialogs.close_dispute import CloseDisputeDialog
from dunning_desktop.ui.dialogs.dispute import LARGEST_FILE, DisputeDialog, read_evidence
from dunning_desktop.ui.dialogs.ladder_rules import RulesEdit
from dunning_desktop.ui.dialogs.more_time import MoreTimeDialog
from dunning_desktop.ui.dialogs.promise import PromiseDialog, ask_for_promise
from dunning_desktop.ui.pages.today import TodayPage
from dunning_desktop.ui.paper import Paper
from dunning_desktop.ui.text.agreement_errors import FIELDS
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.text.events import event_line
from dunning_desktop.ui.text.ladders import rules
from dunning_desktop.ui.views import views_of
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.agreement_cards import agreements_of
from dunning_desktop.usecases.call_cards import call_card
from dunning_desktop.usecases.clients import client_card, save_client
from dunning_desktop.usecases.invoices import invoice_card
from dunning_desktop.usecases.ladders import policies
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import outbox
from dunning_desktop.usecases.planning import propose
from dunning_desktop.usecases.rows import LetterState
from dunning_desktop.usecases.today_rows import Task
from tests.ui.accessible import nameless
from tests.ui.books import HandClock, add_client, clients
from tests.ui.conftest import dispose
from tests.ui.test_pausing import from_more, standing
from tests.ui.test_setting_aside import chosen, names, opened, press, said

ALDGATE = "Aldgate Joinery"


def turn(office: Office, days: int) -> None:
    assert isinstance(office.clock, HandClock)
    office.clock.turn(days=days)


def promised(window: Window) -> PromiseDialog:
    _page, panel = opened(window, "clients")
    press(panel, "Promise…").click()
    (dialog,) = window.findChildren(PromiseDialog)
    return dialog


# A promise


def test_a_promise_is_kept_shown_and_taken_back(furnished: Office, window: Window) -> None:
    dialog = promised(window)
    assert nameless(dialog) == []
    assert dialog.windowTitle() == "Aldgate Joinery promises to pay"
    assert dialog._what.currentText() == "Everything they owe, £1,650.50"
    assert dialog._amount.text() == "1,650.50"
    assert dialog._who.currentText() == "Priya Shah"
    dialog._confirm.setChecked(False)
    dialog._amount.setText("200")
    dialog._note.setText("By transfer")
    dialog._save.click()
    assert window._toast.text == "Aldgate Joinery promised £200.00 by Fri 27 Nov."
    page, panel = opened(window, "clients")
    assert names(page, "blocked")[0] == "Promised to pay"
    assert "Promised £200.00 by Fri 27 Nov. By transfer" in standing(panel)
    assert "Promise: £200.00 by Fri 27 Nov\nWaiting\n" in said(panel)
    assert "On the telephone, Priya Shah, 20 Nov 2026. By transfer" in said(panel)
    window.undo()
    assert "Nothing was agreed yet." in said(panel)
    assert len(propose(furnished).chases) == 2
    dispose(dialog)


def test_of_one_invoice_with_a_confirmation_that_goes_back_with_it(
    furnished: Office, window: Window
) -> None:
    page, panel = opened(window, "overdue")
    page.promise()  # type: ignore[attr-defined]
    (dialog,) = window.findChildren(PromiseDialog)
    number = chosen(page).number
    assert dialog._what.currentText().startswith(f"Invoice {number}, ")
    assert dialog._confirm.isChecked()
    dialog._save.click()
    assert len(outbox(furnished).messages) == 1
    assert names(page, "next")[0] == "Promised to pay by Fri 27 Nov"
    assert f"by Fri 27 Nov  ·  {number}" in said(panel)
    window.undo()
    assert names(page, "next")[0] != "Promised to pay by Fri 27 Nov"
    dispose(dialog)


def test_what_is_no_promise_is_said_beside_the_field(furnished: Office, window: Window) -> None:
    dialog = promised(window)
    dialog._amount.setText("lots")
    dialog._save.click()
    assert dialog.form.complaint(dialog._amount) == "Type an amount, like 1,234.50."
    dialog._amount.setText("100")
    dialog._day.set_day(furnished.clock.today() - timedelta(days=1))
    dialog._save.click()
    assert dialog.form.complaint(dialog._day) == "Choose today or a later day."
    dialog._day.set_day(furnished.clock.today() + timedelta(days=61))
    dialog._save.click()
    assert "60 days at the most" in dialog.form.complaint(dialog._day)
    assert dialog._save.isEnabled()
    dispose(dialog)


def test_the_owner_need_not_wait_for_a_promise(furnished: Office, window: Window) -> None:
    dialog = promised(window)
    dialog._confirm.setChecked(False)
    dialog._save.click()
    _page, panel = opened(window, "clients")
    press(panel, "Do not wait").click()
    assert "Promised £" not in standing(panel)
    window.undo()
    assert "Promised £1,650.50 by Fri 27 Nov." in standing(panel)
    dispose(dialog)


def test_a_broken_promise_stands_on_today_and_in_the_rate(
    furnished: Office, window: Window
) -> None:
    dialog = promised(window)
    dialog._confirm.setChecked(False)
    dialog._save.click()
    turn(furnished, 7)
    window.go_to("today")
    page = window.pages["today"]
    assert isinstance(page, TodayPage)
    page.mark_stale()
    line = next(one for one in page.list.lines if one.row.task is Task.PROMISES_DUE)
    assert line.sentence.text() == "£1,650.50 is promised for today"
    turn(furnished, 3)
    page.mark_stale()
    line = next(one for one in page.list.lines if one.row.task is Task.PROMISES_BROKEN)
    assert line.sentence.text() == "1 promise was not kept: £1,650.50 is missing"
    assert line.under.text() == "Chased again from now on: Aldgate Joinery"
    line.button.click()
    panel = window.pages["clients"]._panel  # type: ignore[attr-defined]
    assert "Did not keep the one promise that was due." in said(panel)
    assert "Broken" in said(panel)
    dispose(dialog)


def test_the_call_card_says_what_became_of_a_promise(furnished: Office, window: Window) -> None:
    dialog = promised(window)
    dialog._confirm.setChecked(False)
    dialog._amount.setText("200")
    dialog._save.click()
    turn(furnished, 10)
    card = call_card(furnished, 1)
    assert [one.state for one in card.promises] == [PromiseState.BROKEN]
    view = CallView()
    view.show_card(card)
    words = [one.text() for one in view.findChildren(QLabel)]
    assert {"What they promised", "£200.00 by Fri 27 Nov", "Broken"} <= set(words)
    dispose(view)


# More time


def more_time(window: Window, row: int = 0) -> MoreTimeDialog:
    page, _panel = opened(window, "overdue", row)
    page.more_time()  # type: ignore[attr-defined]
    (dialog,) = window.findChildren(MoreTimeDialog)
    return dialog


def test_more_time_says_what_it_costs_and_moves_the_day(
    furnished: Office, window: Window
) -> None:
    """A-1: £1,200.00, 40 days late; fourteen days more at 11.75 %: £5.41 on £15.45."""
    dialog = more_time(window)
    assert nameless(dialog) == []
    assert dialog._cost.text() == "They will owe £5.41 more interest by then, £20.86 in all."
    dialog._interest.choose(InterestMeanwhile.RESTS)
    assert dialog._cost.text().startswith("You give up £5.41 of interest. The £15.45 that has run")
    assert dialog._warned.text().startswith("That is more than 45 days")
    dialog._confirm.setChecked(False)
    dialog._save.click()
    assert window._toast.text == "Invoice A-1 is due Fri 4 Dec now."
    _page, panel = opened(window, "clients")
    assert "More time, A-1: due 4 Dec 2026 instead of 11 Oct 2026" in said(panel)
    assert "Interest rests up to the new day" in said(panel)
    press(panel, "Take back").click()
    assert "More time, A-1" not in said(panel).split("What happened", maxsplit=1)[0]
    window.undo()
    assert "More time, A-1" in said(panel)
    assert invoice_card(furnished, 1).invoice.items[0].original_due.isoformat() == "2026-10-11"
    dispose(dialog)


def test_what_cannot_be_given_cannot_be_saved(furnished: Office, window: Window) -> None:
    dialog = more_time(window)
    dialog._new.set_day(furnished.clock.today() + timedelta(days=60))
    assert "agree instalments instead" in dialog._warned.text()
    assert dialog._cost.text() == ""
    assert not dialog._save.isEnabled()
    dialog._new.set_day(furnished.clock.today() + timedelta(days=5))
    assert dialog._save.isEnabled()
    dispose(dialog)


def test_the_undo_of_more_time_puts_the_day_back(furnished: Office, window: Window) -> None:
    dialog = more_time(window, 1)
    dialog._save.click()
    window.undo()
    item = invoice_card(furnished, 3).invoice.items[0]
    assert item.due == item.original_due
    assert agreements_of(furnished, 2).documents == ()
    dispose(dialog)


# Disputes


def disputing(window: Window) -> DisputeDialog:
    page, _panel = opened(window, "overdue")
    page.dispute()  # type: ignore[attr-defined]
    (dialog,) = window.findChildren(DisputeDialog)
    return dialog


def test_a_dispute_is_kept_with_a_file_and_closed_with_a_credit_note(
    furnished: Office, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = tmp_path / "tap.jpg"
    photo.write_bytes(b"a dripping tap")
    dialog = disputing(window)
    assert nameless(dialog) == []
    dialog._save.click()
    assert dialog.form.complaint(dialog._said).startswith("Write down")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(photo), ""))
    dialog._choose.click()
    assert dialog._name.text() == "tap.jpg"
    dialog._said.setPlainText("The tap drips")
    dialog._save.click()
    assert window._toast.text == "Invoice A-1 is disputed and not chased."
    _page, panel = opened(window, "clients")
    assert "Disputed, A-1: all of it. The tap drips" in standing(panel)
    assert "Open: answer by Fri 4 Dec" in said(panel)
    assert "tap.jpg" in said(panel)
    press(panel, "Close…").click()
    (closing,) = window.findChildren(CloseDisputeDialog)
    assert nameless(closing) == []
    closing._save.click()
    assert closing.form.complaint(closing._outcome) == "Choose how it ended."
    closing._outcome.choose(DisputeOutcome.UPHELD)
    assert closing._credits.isChecked()
    closing._amount.setText("200.00")
    closing._save.click()
    assert "number of your credit note" in closing.form.complaint(closing._number)
    closing._number.setText("CN-1")
    closing._save.click()
    assert window._toast.text == (
        "The dispute of invoice A-1 is closed, the credit note entered."
    )
    assert invoice_card(furnished, 1).open.minor == 100_000
    assert "Closed on 20 Nov 2026: they were right" in said(panel)
    window.undo()
    assert invoice_card(furnished, 1).open.minor == 120_000
    assert "Disputed, A-1" in standing(panel)
    lines = [event_line(one) for one in client_card(furnished, 1).events][:4]
    assert lines[:2] == [
        "Dispute of invoice A-1 is open again",
        "Dispute of invoice A-1 closed: they were right: The tap drips",
    ]
    dispose(closing)


def test_a_part_is_disputed_and_the_undo_makes_it_none(furnished: Office, window: Window) -> None:
    dialog = disputing(window)
    dialog._part.choose(True)
    dialog._amount.setText("9,000")
    dialog._said.setPlainText("Too dear")
    dialog._save.click()
    assert "more than is open" in dialog.form.complaint(dialog._amount)
    dialog._amount.setText("200")
    dialog._save.click()
    assert window._toast.text == "£200.00 of invoice A-1 is disputed; the rest is chased."
    _page, panel = opened(window, "clients")
    assert "Dispute, A-1: £200.00 of it" in said(panel)
    window.undo()
    assert "Nothing was agreed yet." in said(panel)
    dispose(dialog)


@pytest.mark.parametrize("outcome", [DisputeOutcome.REJECTED, DisputeOutcome.SETTLED])
def test_without_a_credit_note_nothing_is_asked_for(
    furnished: Office, window: Window, outcome: DisputeOutcome
) -> None:
    dialog = disputing(window)
    dialog._said.setPlainText("Not ordered")
    dialog._save.click()
    _page, panel = opened(window, "overdue")
    press(panel, "Close…").click()
    (closing,) = window.findChildren(CloseDisputeDialog)
    closing._outcome.choose(outcome)
    assert not closing._number.isEnabled()
    assert closing._credits.isEnabled() == (outcome is DisputeOutcome.SETTLED)
    closing._save.click()
    assert window._toast.text == "The dispute of invoice A-1 is closed."
    assert len(propose(furnished).chases) == 2
    dispose(closing)


def test_an_answer_that_is_due_stands_on_today(furnished: Office, window: Window) -> None:
    dialog = disputing(window)
    dialog._said.setPlainText("Not ordered")
    dialog._answer.show_day(furnished.clock.today() + timedelta(days=1))
    dialog._save.click()
    window.go_to("today")
    page = window.pages["today"]
    assert isinstance(page, TodayPage)
    page.mark_stale()
    line = next(one for one in page.list.lines if one.row.task is Task.DISPUTES_TO_ANSWER)
    assert line.sentence.text() == "1 dispute waits for your answer, due tomorrow"
    assert line.under.text() == "Answer them, then close the dispute: Aldgate Joinery"
    dispose(dialog)


def test_a_file_that_cannot_be_taken_is_said_so(
    furnished: Office, window: Window, tmp_path: Path
) -> None:
    assert read_evidence(furnished, tmp_path / "none.jpg") == "unreadable"
    film = tmp_path / "film.mp4"
    with film.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    dialog = disputing(window)
    dialog.read(film)
    assert "larger than 20 MB" in dialog.form.complaint(dialog._file)
    dialog.read(tmp_path / "none.jpg")
    assert dialog.form.complaint(dialog._file) == "That file cannot be read."
    assert dialog._evidence is None
    dispose(dialog)


# Papers


def test_a_paper_is_opened_and_saved(
    furnished: Office, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = promised(window)
    dialog._save.click()
    shown: list[Path] = []
    monkeypatch.setattr(Paper, "_open", lambda _self, path: shown.append(path))
    _page, panel = opened(window, "clients")
    press(panel, "Open").click()
    (path,) = shown
    assert path.read_bytes().startswith(b"%PDF")
    target = tmp_path / "kept.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    press(panel, "Save…").click()
    assert target.read_bytes() == path.read_bytes()
    assert window._toast.text == "Saved as kept.pdf."
    assert views_of(window).paper is not None
    dispose(dialog)


def test_of_several_invoices_a_menu_asks_which(furnished: Office, window: Window) -> None:
    _page, panel = opened(window, "clients")
    offered = press(panel, "More time…").menu()
    assert [one.text() for one in offered.actions()] == ["A-1  ·  £1,200.00", "A-2  ·  £450.50"]
    offered.actions()[1].trigger()
    (dialog,) = window.findChildren(MoreTimeDialog)
    assert dialog.windowTitle() == "More time for invoice A-2"
    dispose(dialog)


def test_the_three_dots_of_an_invoice_offer_all_three(furnished: Office, window: Window) -> None:
    _page, panel = opened(window, "invoices")
    for words, kind in (
        ("They promise to pay…", PromiseDialog),
        ("More time…", MoreTimeDialog),
        ("They dispute it…", DisputeDialog),
    ):
        from_more(panel, words)
        (dialog,) = window.findChildren(kind)
        dialog.reject()
        dispose(dialog)


def test_nobody_who_owes_nothing_is_asked_for_a_promise(office: Office, window: Window) -> None:
    add_client(office, "Dupont")
    _page, panel = opened(window, "clients")
    window.pages["clients"].mark_stale()
    _page, panel = opened(window, "clients")
    sheet = panel._scroll.widget()
    assert sheet is not None
    assert "Promise…" not in [one.text() for one in sheet.findChildren(QPushButton)]
    assert "Nothing was agreed yet." in [one.text() for one in sheet.findChildren(QLabel)]
    assert clients(office) == {"Dupont": 1}


# Words and the ladder


@pytest.mark.parametrize("key", sorted(FIELDS))
def test_every_refusal_is_a_sentence(qapp: object, key: tuple[str, str]) -> None:
    words = sentence(InvalidField(field=key[0], reason=key[1]))
    assert words.endswith((".", "?"))
    assert "{" not in words


def test_the_ladder_says_what_a_broken_promise_does(office: Office, window: Window) -> None:
    policy = next(iter(policies(office).values()))
    edit = RulesEdit()
    edit.show_policy(policy, "GBP")
    assert edit.put(policy).broken_promise is BrokenPromise.RESUME
    edit.broken.choose(BrokenPromise.HIGHER)
    firmer = edit.put(policy)
    assert firmer.broken_promise is BrokenPromise.HIGHER
    assert "After a broken promise it may pass over one step." in rules(firmer)
    assert "broken promise" not in rules(policy)
    dispose(edit)


def test_who_has_no_email_gets_the_confirmation_as_a_letter(
    furnished: Office, window: Window
) -> None:
    client_id = clients(furnished)["Aldgate Joinery"]
    known = client_card(furnished, client_id).client
    save_client(furnished, replace(known, contacts=()))
    ask_for_promise(window, client_id)
    dialog = window.findChildren(PromiseDialog)[-1]
    assert dialog._confirm.text() == "Make a letter that confirms it"
    assert not dialog._confirm.isChecked()
    dialog._confirm.setChecked(True)
    dialog._save.click()
    [letter] = outbox(furnished).letters
    assert letter.state is LetterState.MADE
    save_client(furnished, replace(known, contacts=(), address=Address()))
    ask_for_promise(window, client_id)
    dialog = window.findChildren(PromiseDialog)[-1]
    assert not dialog._confirm.isEnabled()
    dispose(dialog)
