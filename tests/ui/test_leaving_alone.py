"""Leaving somebody alone for a reason, and offers to settle, from the owner's chair."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QPushButton

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.disputes import Dispute, DisputeReason
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.offers import Offer, OfferState
from dunning_desktop.ui.dialogs.accept_offer import AcceptOfferDialog
from dunning_desktop.ui.dialogs.leave_alone import LeaveAloneDialog
from dunning_desktop.ui.dialogs.offer import OfferDialog
from dunning_desktop.ui.dialogs.offer_letter import OfferLetterDialog
from dunning_desktop.ui.panels.panel import DetailsPanel
from dunning_desktop.ui.text import leaving_alone as text
from dunning_desktop.ui.text.review import reason
from dunning_desktop.ui.widgets.working_lines import rows_of
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.blocks import hold
from dunning_desktop.usecases.clients import client_card, find_client, save_client
from dunning_desktop.usecases.disputes import open_dispute
from dunning_desktop.usecases.offers import make_offer, offers_of
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.owed import client_statement
from dunning_desktop.usecases.planning import propose
from tests.ui.accessible import nameless
from tests.ui.books import clients
from tests.ui.conftest import dispose
from tests.ui.test_pausing import from_more, standing
from tests.ui.test_setting_aside import names, opened, press, said

ALDGATE = "Aldgate Joinery"


@pytest.fixture
def trader(furnished: Office) -> int:
    """The first client trades on his own."""
    client = replace(find_client(furnished, ALDGATE), debtor_type=DebtorType.SOLE_TRADER)
    return save_client(furnished, client).value


def asked(window: Window, panel: DetailsPanel) -> LeaveAloneDialog:
    from_more(panel, "Leave alone…")
    (dialog,) = window.findChildren(LeaveAloneDialog)
    return dialog


@pytest.mark.parametrize("kind", text.REASONS)
def test_every_reason_says_what_it_means_and_has_its_usual_end(
    furnished: Office, window: Window, kind: BlockKind
) -> None:
    dialog = LeaveAloneDialog(window, 1, ALDGATE, item=(1, "A-1"), kind=kind)
    dialog.open()
    assert nameless(dialog) == []
    assert dialog._meaning.text() == text.meaning(kind)
    today = furnished.clock.today()
    usual = {BlockKind.HOLD: 14, BlockKind.BREATHING_SPACE: 59}
    if kind in usual:
        assert dialog._end() == today + timedelta(days=usual[kind])
    else:
        assert dialog._end() is None
    assert dialog._what.isEnabled() == (kind is BlockKind.HOLD)
    assert dialog._start.isEnabled() == (kind is not BlockKind.HOLD)
    dispose(dialog)


def test_a_breathing_space_is_set_shown_and_ended(
    trader: int, furnished: Office, window: Window
) -> None:
    page, panel = opened(window, "clients")
    dialog = asked(window, panel)
    dialog._kind.choose(BlockKind.BREATHING_SPACE)
    start = furnished.clock.today() - timedelta(days=3)
    dialog._start.set_day(start)
    assert dialog._until.day() == start + timedelta(days=59)
    dialog._reason.setText("Letter of the adviser")
    dialog._save.click()
    assert window._toast.text == "Aldgate Joinery has a breathing space until 15 Jan 2027."
    assert names(page, "blocked")[0] == "In breathing space"
    shown = standing(panel)
    assert "In breathing space: goes on Sat 16 Jan. Letter of the adviser. Set " in shown
    assert "on 20 Nov 2026." in shown
    (block,) = client_card(furnished, trader).silent
    assert block.start == start
    press(panel, "It is over").click()
    assert names(page, "blocked")[0] == "–"
    assert "Breathing space over" in said(panel)
    window.undo()
    assert names(page, "blocked")[0] == "In breathing space"
    dispose(dialog)


def test_setting_it_by_mistake_is_undone_in_the_toast(
    trader: int, furnished: Office, window: Window
) -> None:
    page, panel = opened(window, "clients")
    dialog = asked(window, panel)
    dialog._kind.choose(BlockKind.DO_NOT_CHASE)
    dialog._save.click()
    assert window._toast.text == "Aldgate Joinery is left alone."
    assert "Not chased." in standing(panel)
    window.undo()
    assert names(page, "blocked")[0] == "–"
    assert client_card(furnished, trader).silent == ()
    dispose(dialog)


def test_a_company_is_refused_with_the_reason_beside_the_field(
    furnished: Office, window: Window
) -> None:
    _page, panel = opened(window, "clients")
    dialog = asked(window, panel)
    dialog._kind.choose(BlockKind.BREATHING_SPACE)
    dialog._save.click()
    complaint = dialog.form.complaint(dialog._kind)
    assert complaint.startswith("A company cannot have a breathing space")
    assert "If Aldgate Joinery is one, say so under Change first." in complaint
    dialog._kind.choose(BlockKind.INSOLVENCY)
    dialog._save.click()
    assert "Insolvent." in standing(panel)
    dispose(dialog)


def test_one_cannot_end_before_it_begins(trader: int, window: Window) -> None:
    dialog = LeaveAloneDialog(window, trader, ALDGATE, kind=BlockKind.BREATHING_SPACE)
    dialog.open()
    dialog._until.set_day(dialog._start.day() - timedelta(days=1))
    dialog._save.click()
    assert dialog.form.complaint(dialog._until) == "It cannot end before it begins."
    dispose(dialog)


def test_one_to_come_is_announced_and_can_be_taken_back(
    trader: int, furnished: Office, window: Window
) -> None:
    start = furnished.clock.today() + timedelta(days=5)
    hold(furnished, trader, kind=BlockKind.BREATHING_SPACE, start=start)
    page, panel = opened(window, "clients")
    assert "Breathing space from 25 Nov 2026." in standing(panel)
    assert names(page, "blocked")[0] == "–"
    press(panel, "Take back").click()
    assert "Breathing space" not in standing(panel)


def test_the_working_shows_the_days_that_rest(trader: int, furnished: Office) -> None:
    hold(
        furnished,
        trader,
        kind=BlockKind.BREATHING_SPACE,
        start=furnished.clock.today() - timedelta(days=10),
    )
    found = client_statement(furnished, trader).items[0].claim.interest
    assert found is not None
    row = rows_of(found.segments)[-1]
    assert (row.cells[2], row.cells[4], row.cells[5]) == ("11", "Interest rests", "0.00")
    assert row.tip == "By agreement or by law these days bear no interest."


def test_the_review_says_what_is_disputed(furnished: Office, qapp: object) -> None:
    (chase,) = [one for one in propose(furnished).chases if len(one.lines) == 1]
    (line,) = chase.lines
    part, today = Money(10_000, "GBP"), furnished.clock.today()
    wanted = Dispute(
        chase.client_id, line.item_id, today, DisputeReason.QUALITY, part, said="Scratched"
    )
    open_dispute(furnished, wanted)
    (chase,) = [one for one in propose(furnished).chases if len(one.lines) == 1]
    assert reason(chase, today, None) == (
        "12 days late, £100.00 disputed and not asked for, not reminded yet"
    )


# Offers to settle


def _offer(office: Office, amount: int = 60_000, dispute_id: int | None = None) -> int:
    client, today = clients(office)[ALDGATE], office.clock.today()
    wanted = Offer(client, Money(amount, "GBP"), today, today + timedelta(days=14), dispute_id)
    return make_offer(office, wanted).value.offer_id


def _choose(panel: DetailsPanel, words: str) -> None:
    (menu,) = [
        menu
        for one in panel.findChildren(QPushButton)
        if one.text() == "Answer" and isinstance(menu := one.menu(), QMenu)
    ]
    next(one for one in menu.actions() if one.text() == words).trigger()


def test_an_offer_is_made_and_its_letter_copied(furnished: Office, window: Window) -> None:
    _page, panel = opened(window, "clients")
    from_more(panel, "Offer to settle for less…")
    (dialog,) = window.findChildren(OfferDialog)
    assert nameless(dialog) == []
    dialog._save.click()
    assert dialog.form.complaint(dialog._amount) == "Type an amount, like 1,234.50."
    dialog._amount.setText("9,000.00")
    dialog._save.click()
    assert dialog.form.complaint(dialog._amount).startswith("An offer to settle is for less")
    dialog._amount.setText("1,000.00")
    assert dialog.form.complaint(dialog._amount) == "You let £650.50 go."
    dialog._words.setPlainText("As we said\non the telephone.")
    dialog._save.click()
    assert window._toast.text == "The offer to Aldgate Joinery stands until Fri 4 Dec."
    (letter,) = window.findChildren(OfferLetterDialog)
    assert nameless(letter) == []
    letter._copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Without prejudice: our offer to settle")
    assert "As we said on the telephone." in copied
    letter.accept()
    shown = said(panel)
    assert "Offer to settle for £1,000.00, invoices A-1, A-2" in shown
    assert "Stands until Fri 4 Dec" in shown
    dispose(letter)


def test_it_is_accepted_with_a_credit_note_and_taken_back(
    furnished: Office, window: Window
) -> None:
    client = clients(furnished)[ALDGATE]
    _offer(furnished)
    _page, panel = opened(window, "clients")
    _choose(panel, "They accept…")
    (dialog,) = window.findChildren(AcceptOfferDialog)
    assert nameless(dialog) == []
    dialog._number.setText("CN-1")
    dialog._save.click()
    assert window._toast.text == "Settled with Aldgate Joinery, the credit note entered."
    assert offers_of(furnished, client)[0].state is OfferState.ACCEPTED
    assert "£600.00" in standing(panel)
    window.undo()
    assert offers_of(furnished, client)[0].state is OfferState.OPEN
    dispose(dialog)


def test_without_a_number_it_says_what_is_still_to_be_entered(
    furnished: Office, window: Window
) -> None:
    _offer(furnished)
    _page, panel = opened(window, "clients")
    _choose(panel, "They accept…")
    (dialog,) = window.findChildren(AcceptOfferDialog)
    dialog._save.click()
    assert window._toast.text == (
        "Settled with Aldgate Joinery. Enter a credit note for £1,050.50 yet."
    )
    dispose(dialog)


@pytest.mark.parametrize(
    ("words", "state", "toast"),
    [
        ("They decline", OfferState.DECLINED, "The offer to Aldgate Joinery is declined."),
        ("Withdraw it", OfferState.WITHDRAWN, "The offer to Aldgate Joinery is withdrawn."),
    ],
)
def test_it_is_answered_at_once_and_opened_again(
    furnished: Office, window: Window, words: str, state: OfferState, toast: str
) -> None:
    client = clients(furnished)[ALDGATE]
    _offer(furnished)
    _page, panel = opened(window, "clients")
    _choose(panel, words)
    assert window._toast.text == toast
    assert offers_of(furnished, client)[0].state is state
    window.undo()
    assert offers_of(furnished, client)[0].state is OfferState.OPEN


def test_a_dispute_is_offered_to_be_settled(furnished: Office, window: Window) -> None:
    client = clients(furnished)[ALDGATE]
    wanted = Dispute(client, 1, furnished.clock.today(), DisputeReason.QUALITY, said="Scratched")
    open_dispute(furnished, wanted)
    _page, panel = opened(window, "clients")
    press(panel, "Settle…").click()
    (dialog,) = window.findChildren(OfferDialog)
    assert dialog._basis.numbers == ("A-1",)
    dispose(dialog)
