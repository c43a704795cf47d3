"""The review: look, decide, send, take back; nothing that was decided is lost on the way."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.mail import MessageState
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import Payment
from dunning_desktop.domain.policy import Channel
from dunning_desktop.ui.dialogs.pause import PutOffDialog
from dunning_desktop.ui.progress import JobProgress
from dunning_desktop.ui.review import page as review_page
from dunning_desktop.ui.review.page import ReviewPage
from dunning_desktop.ui.views import views_of
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import letter_pdf, outbox
from dunning_desktop.usecases.payments import record_payment
from dunning_desktop.usecases.planning import propose
from tests.ui.accessible import nameless
from tests.ui.books import add_client
from tests.ui.conftest import dispose


def review_of(window: Window) -> ReviewPage:
    window.review()
    page = views_of(window).review
    assert window.page is page
    return page


def client_named(page: ReviewPage, name: str) -> int:
    model = page.proposals.lines
    lines = [model.line(at) for at in range(model.rowCount())]
    return next(line.key for line in lines if line.title.startswith(name))


def pick(page: ReviewPage, name: str) -> int:
    key = client_named(page, name)
    page.proposals.list.setCurrentIndex(page.proposals.lines.index(page.proposals.lines.place_of(key)))
    return key


def queued(office: Office) -> list[str]:
    rows = outbox(office).messages
    return sorted(row.client for row in rows if row.state is MessageState.QUEUED)


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(one.extract_text() for one in PdfReader(BytesIO(pdf)).pages).split())


def test_the_proposals_stand_with_their_reason_and_the_rest_with_its_own(
    furnished: Office, window: Window
) -> None:
    page = review_of(window)
    lines = [page.proposals.lines.line(at) for at in range(page.proposals.lines.rowCount())]
    assert [(line.title, line.amount, line.step, line.reason) for line in lines] == [
        (
            "Aldgate Joinery",
            "£1,650.50",
            "Friendly reminder by e-mail",
            "2 invoices, the oldest 40 days late, not reminded yet",
        ),
        (
            "Brindle & Sons",
            "£780.00",
            "Friendly reminder by e-mail",
            "12 days late, not reminded yet",
        ),
    ]
    rest = page.proposals.rest_lines.line(0)
    assert (rest.title, rest.amount) == ("Cassidy Dental", "£3,600.00")
    assert rest.step == "C-1 · due in 10 days"
    assert rest.reason.startswith("Not due")
    assert page._summary.text() == "2 reminders: 2 e-mails, £2,430.50"
    assert page._send.text() == "Send 2"


def test_not_today_is_folded_away_until_it_is_asked_for(furnished: Office, window: Window) -> None:
    page = review_of(window)
    assert page.proposals._fold.text() == "Not today (1)"
    assert page.proposals.rest.isHidden()
    page.proposals._fold.click()
    assert page.proposals.rest.isVisible()


def test_the_space_bar_unticks_and_only_the_rest_is_sent(
    furnished: Office, window: Window
) -> None:
    page = review_of(window)
    pick(page, "Aldgate")
    QTest.keyClick(page.proposals.list, Qt.Key.Key_Space)
    assert page._send.text() == "Send 1"
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert queued(furnished) == ["Brindle & Sons"]
    assert window._toast.text == "1 e-mail will go in 10 s"


def test_a_click_on_the_box_ticks_and_one_beside_it_only_looks(
    furnished: Office, window: Window
) -> None:
    page = review_of(window)
    listing = page.proposals.list
    row = listing.visualRect(page.proposals.lines.index(1))
    beside = row.center()
    QTest.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    assert len(page.choices) == 2
    box = row.topLeft()
    box.setX(box.x() + 20)
    box.setY(box.y() + 17)
    QTest.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert [one.prepared.facts.client.name for one in page.choices] == ["Aldgate Joinery"]


def test_escape_leads_back_and_what_was_decided_stays(furnished: Office, window: Window) -> None:
    page = review_of(window)
    pick(page, "Brindle")
    QTest.keyClick(page.proposals.list, Qt.Key.Key_Space)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.page is window.pages["today"]
    assert [one.prepared.facts.client.name for one in review_of(window).choices] == [
        "Aldgate Joinery"
    ]


def test_the_owners_words_go_into_the_letter_and_the_mail(
    furnished: Office, window: Window
) -> None:
    page = review_of(window)
    pick(page, "Brindle")
    wording = page.preview.wording
    wording.subject.setText("About B-1, in all friendship")
    wording.personal.setText("Lovely to see you on Friday.")
    # Nothing is lost between the last key and the send button.
    page.send()
    seen = outbox(furnished)
    row = next(one for one in seen.messages if one.client == "Brindle & Sons")
    assert row.subject == "About B-1, in all friendship"
    letter = next(one for one in seen.letters if one.client == "Brindle & Sons")
    said = text_of(letter_pdf(furnished, letter.id).pdf)
    assert "Lovely to see you on Friday." in said
    assert "About B-1, in all friendship" in said
    other = next(one for one in seen.letters if one.client == "Aldgate Joinery")
    assert "Friday" not in text_of(letter_pdf(furnished, other.id).pdf)


def test_what_is_changed_is_marked_and_goes_back_to_the_built_in_text(
    furnished: Office, window: Window
) -> None:
    page = review_of(window)
    key = pick(page, "Brindle")
    wording = page.preview.wording
    built_in = wording.subject.text()
    assert wording._marks["subject"].isHidden()
    wording.subject.setText("Mine")
    wording.flush()
    assert not wording._marks["subject"].isHidden()
    assert page.decisions.of(key).has_words
    wording._resets["subject"].click()
    assert wording.subject.text() == built_in
    assert not page.decisions.of(key).has_words


def test_the_words_of_one_client_never_reach_another(furnished: Office, window: Window) -> None:
    page = review_of(window)
    brindle = pick(page, "Brindle")
    page.preview.wording.personal.setText("For Brindle only.")
    aldgate = pick(page, "Aldgate")
    assert page.preview.wording.personal.text() == ""
    assert page.decisions.of(brindle).personal == "For Brindle only."
    assert page.decisions.of(aldgate).personal == ""


def test_an_outdated_proposal_is_said_and_keeps_what_was_decided(
    furnished: Office, window: Window
) -> None:
    page = review_of(window)
    brindle = pick(page, "Brindle")
    QTest.keyClick(page.proposals.list, Qt.Key.Key_Space)
    aldgate = pick(page, "Aldgate")
    wording = page.preview.wording
    wording.personal.setText("Lovely to see you.")
    wording.opening.setPlainText("Dear Priya,\n\nYou owe us £1,650.50.")
    wording.flush()
    paid = Money(20_050, "GBP")
    record_payment(furnished, Payment(aldgate, furnished.clock.today(), paid))
    page.send()
    assert queued(furnished) == []
    assert page.outdated.isVisible()
    assert "Something changed" in page.outdated.title.text()
    assert not page.decisions.of(brindle).ticked
    said = page.choices[0].words.opening
    assert "Lovely to see you." in said
    assert "£1,650.50" not in said
    assert wording.aside.isVisibleTo(wording)
    wording._take_up()
    assert "£1,650.50" in page.choices[0].words.opening
    page.send()
    assert queued(furnished) == ["Aldgate Joinery"]


def test_undo_takes_everything_back_and_shows_the_review_as_it_was(
    furnished: Office, window: Window
) -> None:
    page = review_of(window)
    key = pick(page, "Brindle")
    page.preview.wording.personal.setText("See you soon.")
    page.send()
    assert window.page is window.pages["today"]
    assert page.decisions.of(key).personal == ""
    window.undo()
    assert queued(furnished) == []
    assert window.page is page
    assert len(propose(furnished).chases) == 2
    assert page.decisions.of(key).personal == "See you soon."


def test_without_an_account_nothing_can_be_mailed_but_letters_can_go(
    furnished: Office, window: Window
) -> None:
    with furnished.write() as ledger:
        ledger._connection.exec_driver_sql("DELETE FROM mail_account")  # type: ignore[attr-defined]
    add_client(furnished, "Mail Only", street="", due=[("M-1", 9, 10_000)])
    page = review_of(window)
    assert page.no_account.isVisible()
    assert not page._send.isEnabled()
    page.no_account.buttons[1].click()
    assert not page.no_account.isVisible()
    assert page._summary.text().startswith("2 reminders: 2 letters")
    assert not page.decisions.of(client_named(page, "Mail Only")).ticked
    assert "unticked: 1" in window._toast.text
    page.send()
    assert len(outbox(furnished).letters) == 2
    assert outbox(furnished).messages == ()


def test_set_up_opens_the_mail_settings(furnished: Office, window: Window) -> None:
    with furnished.write() as ledger:
        ledger._connection.exec_driver_sql("DELETE FROM mail_account")  # type: ignore[attr-defined]
    page = review_of(window)
    page.no_account.buttons[0].click()
    assert window.page is not None
    assert window.page.name == "settings"
    assert window.page.section == "mail"  # type: ignore[attr-defined]


def test_the_channel_of_one_reminder_can_be_changed(furnished: Office, window: Window) -> None:
    page = review_of(window)
    pick(page, "Brindle")
    box = page.preview.channel
    box.setCurrentIndex(box.findData(Channel.LETTER))
    box.activated.emit(box.currentIndex())
    assert page._summary.text() == "2 reminders: 1 e-mail, 1 letter, £2,430.50"
    assert not page.preview.tabs.isTabVisible(1)


def test_letters_are_offered_for_paper_and_saved_by_client(
    furnished: Office, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_client(furnished, "BRINDLE & SONS", email="", due=[("X-1", 8, 5_000)])
    page = review_of(window)
    page.all_as_letters()
    page.send()
    assert page.stack.currentWidget() is page.sent
    assert page.sent._heading.text() == "3 letters to print"
    (tmp_path / "aldgate-joinery.pdf").write_text("mine", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    page.sent.save_each.click()
    names = {one.name for one in tmp_path.glob("*.pdf")}
    assert {"Aldgate-Joinery-2.pdf", "Brindle-Sons.pdf", "BRINDLE-SONS-2.pdf"} <= names or {
        "Aldgate-Joinery-2.pdf", "BRINDLE-SONS.pdf", "Brindle-Sons-2.pdf"
    } <= names  # fmt: skip
    assert (tmp_path / "aldgate-joinery.pdf").read_text(encoding="utf-8") == "mine"
    target = tmp_path / "all"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    page.sent.save_one.click()
    assert len(PdfReader(tmp_path / "all.pdf").pages) >= 3


def test_not_today_puts_the_client_off_and_can_be_taken_back(
    furnished: Office, window: Window
) -> None:
    page = review_of(window)
    key = pick(page, "Brindle")
    menu = page.preview.snooze.menu()
    assert menu is not None
    assert [one.text() for one in menu.actions() if one.text()] == ["3 days", "A week", "Until…"]
    menu.actions()[1].trigger()
    assert [one.client_id for one in propose(furnished).chases] != [key]
    assert len(page.choices) == 1
    with furnished.read() as ledger:
        (block,) = ledger.chasing.blocks([key])
    assert block.kind is BlockKind.SNOOZE
    assert block.until == furnished.clock.today() + timedelta(days=6)
    assert window._toast.text == "Brindle & Sons is put off: goes on Fri 27 Nov."
    page.proposals._fold.click()
    lines = page.proposals.rest_lines
    rest = [lines.line(at).reason for at in range(lines.rowCount())]
    assert "Put off: goes on Fri 27 Nov" in rest
    window.undo()
    assert len(page.choices) == 2


def test_not_today_is_reached_from_the_keyboard_and_until_a_day(
    furnished: Office, window: Window
) -> None:
    page = review_of(window)
    key = pick(page, "Brindle")
    QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    menu = page.preview.snooze.menu()
    assert menu is not None
    assert menu.isVisible()
    menu.close()
    menu.actions()[-1].trigger()
    (dialog,) = window.findChildren(PutOffDialog)
    assert dialog._how_long.value() is None
    dialog._day.set_day(furnished.clock.today())
    dialog._save.click()
    assert dialog.form.complaint(dialog._day) == "Choose a day after today."
    dialog._day.set_day(furnished.clock.today() + timedelta(days=10))
    dialog._save.click()
    assert key not in [one.client_id for one in propose(furnished).chases]
    assert window._toast.text == "Brindle & Sons is put off: goes on Mon 30 Nov."
    dispose(dialog)


def test_stopping_while_letters_are_made_sends_nothing(
    furnished: Office, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Impatient(JobProgress):
        def __call__(self, done: int, total: int) -> bool:
            self.cancel()
            return super().__call__(done, total)

    monkeypatch.setattr(review_page, "JobProgress", Impatient)
    page = review_of(window)
    page.send()
    assert queued(furnished) == []
    assert window._toast.text == "Stopped. Nothing was sent."
    assert page._send.isEnabled()
    assert page.working.isHidden()


def test_the_letter_is_drawn_on_white_as_wide_as_there_is_room(
    furnished: Office, window: Window
) -> None:
    page = review_of(window)
    page.preview.tabs.setCurrentWidget(page.preview.sheets)
    page.preview.draw_now()
    (sheet,) = page.preview.sheets.images
    assert sheet.width() == page.preview.sheets.wanted_width
    assert sheet.pixelColor(3, 3) == QColor("white")
    places = [(x, y) for x in range(0, sheet.width(), 3) for y in range(0, sheet.height(), 3)]
    assert any(sheet.pixelColor(x, y).lightness() < 128 for x, y in places)


def test_the_mail_is_shown_as_it_goes_out(furnished: Office, window: Window) -> None:
    page = review_of(window)
    pick(page, "Brindle")
    page.preview.draw_now()
    mail = page.preview.mail
    assert mail.recipient.text() == "Priya Shah <accounts@client.example>"
    assert mail.sender_line.text() == "sam@carter.example"
    assert mail.attachment.text() == "Reminder-2026-11-20.pdf"
    assert "B-1" in mail.body.toPlainText()
    mail.plain.setChecked(True)
    assert "B-1" in mail.body.toPlainText()


def test_nothing_to_do_says_so(window: Window) -> None:
    page = review_of(window)
    assert page.stack.currentWidget() is page.nothing
    assert not page._send.isEnabled()


def test_everything_has_a_name(furnished: Office, window: Window) -> None:
    page = review_of(window)
    for tab in range(page.preview.tabs.count()):
        page.preview.tabs.setCurrentIndex(tab)
        assert nameless(window) == []
