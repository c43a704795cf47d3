"""What came in by mail: on Today, in the dialog that reads it, and in the client's details."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.incoming import Incoming, IncomingKind
from dunning_desktop.domain.mail import Fault
from dunning_desktop.ui.dialogs.dispute import DisputeDialog
from dunning_desktop.ui.dialogs.plan import PlanDialog
from dunning_desktop.ui.dialogs.promise import PromiseDialog
from dunning_desktop.ui.dialogs.replies import RepliesDialog, read_answers
from dunning_desktop.ui.pages.outbox import OutboxPage
from dunning_desktop.ui.pages.today import TodayPage
from dunning_desktop.ui.text import today as today_words
from dunning_desktop.ui.text.today_mail import Also
from dunning_desktop.ui.widgets.short_text import ShortText
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.listening import listen
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.today_rows import Task, TaskRow
from tests.helpers.inboxes import waiting_replies
from tests.ui.accessible import nameless
from tests.ui.books import clients
from tests.ui.postbox import Box, answer, bounce, hear, remind_all, with_inbox
from tests.ui.today_page import line_of, said, today_of

HOSTILE = (
    "<h1>PAID</h1><img src=http://evil.example/x.png><script>alert(1)</script>\n"
    "\u202etxet desrever\u202c \x1b[2J\x07\x00 {name} {0} %s\n" + "A" * 100_000
)


@pytest.fixture
def box(furnished: Office) -> Box:
    """Reminders went to two clients, and their answers are read from this inbox."""
    made = with_inbox(furnished)
    remind_all(furnished)
    return made


def blocks(office: Office, client: str) -> list[BlockKind]:
    with office.read() as ledger:
        found = ledger.chasing.blocks([clients(office)[client]])
    return [one.kind for one in found if one.holds_on(office.clock.today())]


def dialog_of(window: Window) -> RepliesDialog:
    (found,) = [one for one in window.findChildren(RepliesDialog) if one.isVisible()]
    return found


def open_answers(window: Window) -> RepliesDialog:
    dialog = read_answers(window)
    assert dialog.isVisible()
    return dialog


def fresh(window: Window) -> TodayPage:
    """Today, after the book was changed behind the window's back."""
    page = today_of(window)
    page.mark_stale()
    return page


def stranger(office: Office) -> Incoming:
    """Somebody answers a mail that went to nobody's client."""
    known = answer(office, "Aldgate Joinery", "We have taken the case over.")
    with office.write() as ledger:
        row = next(one for one in ledger.post.messages() if one.client == "Aldgate Joinery")
        message = ledger.post.message(row.id).frozen
        frozen = replace(message, message_id="<partner@carter.example>")
        ledger.post.queue(
            frozen, subject="About Aldgate", account_id=1, client_id=None, reminder_id=None,
            at=office.clock.now(), not_before=office.clock.now(),
        )  # fmt: skip
    return replace(
        known, answers=("<partner@carter.example>",), sender="desk@agency.example",
        sender_name="Agency & Co",
    )  # fmt: skip


# Today


def test_today_says_who_answered_and_what(furnished: Office, window: Window, box: Box) -> None:
    hear(furnished, box, answer(furnished, "Aldgate Joinery", "We pay on Friday.\nPriya"))
    page = fresh(window)
    line = line_of(page, Task.REPLIES)
    assert line.sentence.text() == "1 client replied and waits for you: £1,650.50"
    assert line.under.text() == "Nothing is sent to them until you resume: Aldgate Joinery"
    assert [one.text for one in line.quotes.texts] == ["We pay on Friday. Priya"]
    who = [one.text() for one in line.quotes.findChildren(QLabel)]
    assert who == ["Aldgate Joinery  ·  today at 08:55"]
    assert line.button.text() == "Read…"
    assert nameless(window) == []
    line.button.click()
    dialog = dialog_of(window)
    assert dialog.view.text.toPlainText() == "We pay on Friday.\nPriya"
    dialog.reject()


def test_a_subject_in_a_tooltip_is_no_picture(
    furnished: Office, window: Window, box: Box
) -> None:
    """A tooltip that takes it for HTML would fetch it, from wherever it says."""
    said = replace(
        answer(furnished, "Aldgate Joinery", "Yes."), subject='<img src="//evil.example/x.png"> Hi'
    )
    hear(furnished, box, said)
    fresh(window)
    dialog = open_answers(window)
    shown = QTextDocument()
    shown.setHtml(dialog.list.item(0).toolTip())
    assert shown.toPlainText() == said.subject
    dialog.reject()


def test_only_the_first_few_are_quoted(furnished: Office, window: Window, box: Box) -> None:
    for at in range(5):
        mail = answer(furnished, "Aldgate Joinery", f"Answer {at}", message_id=f"<{at}@x.example>")
        hear(furnished, box, mail)
    line = line_of(fresh(window), Task.REPLIES)
    assert [one.text for one in line.quotes.texts] == ["Answer 0", "Answer 1", "Answer 2"]
    assert line.quotes.findChildren(QLabel)[-1].text() == "and 2 more answers"


def test_hostile_words_are_shown_and_do_nothing(
    furnished: Office, window: Window, box: Box
) -> None:
    mail = answer(
        furnished, "Aldgate Joinery", HOSTILE, subject="<b>Re</b>\u202e: {sum}",
        sender_name="<i>Eve</i>\x1b",
    )  # fmt: skip
    hear(furnished, box, mail)
    page = fresh(window)
    line = line_of(page, Task.REPLIES)
    (text,) = line.quotes.texts
    assert text.text.startswith("<h1>PAID</h1><img src=http://evil.example/x.png><script>")
    assert not set(text.text) & set("\u202e\u202c\x1b\x07\x00\n")
    assert len(text.text) <= 601
    assert text.height() <= 3 * text.fontMetrics().lineSpacing()
    assert not page.grab().isNull()
    dialog = open_answers(window)
    view = dialog.view
    assert view.subject.text() == "<b>Re</b>: {sum}"
    assert view.from_whom.text().startswith("<i>Eve</i> <accounts@client.example>")
    assert all(one.textFormat() is Qt.TextFormat.PlainText for one in view.findChildren(QLabel))
    shown = view.text.toPlainText()
    assert "<script>alert(1)</script>" in shown
    assert "{name} {0} %s" in shown
    assert not set(shown) & set("\u202e\u202c\x1b\x07\x00")
    assert not dialog.grab().isNull()
    dialog.reject()
    window.show_client(clients(furnished)["Aldgate Joinery"])
    panel = window.pages["clients"]
    lines = [one.text() for one in panel.findChildren(QLabel)]
    assert "They answered “<b>Re</b>: {sum}”: chasing is paused" in lines
    assert not set("".join(lines)) & set("\u202e\u202c\x1b\x07\x00")


def test_what_came_back_is_told_once_with_its_letter(
    furnished: Office, window: Window, box: Box
) -> None:
    hear(furnished, box, bounce(furnished, "Brindle & Sons"))
    page = fresh(window)
    line = line_of(page, Task.EMAILS_BOUNCED)
    assert line.sentence.text() == "An e-mail to Brindle & Sons came back"
    assert line.under.text() == "A letter in its place waits to be printed: Brindle & Sons"
    assert Task.ADDRESS_REFUSED not in {one.row.task for one in page.list.lines}
    assert {kind: one.text() for kind, one in line.also.items()} == {
        Also.CLIENT: "Correct the address", Also.SEEN: "Seen",
    }  # fmt: skip
    assert line.button.text() == "Show the letters"
    line.button.click()
    outbox = window.page
    assert isinstance(outbox, OutboxPage)
    assert outbox.tabs.currentWidget() is outbox.letters
    line.also[Also.CLIENT].click()
    assert window.page is window.pages["clients"]


def test_what_was_seen_goes_and_comes_back_with_undo(
    furnished: Office, window: Window, box: Box
) -> None:
    hear(furnished, box, bounce(furnished, "Brindle & Sons"))
    page = fresh(window)
    line_of(page, Task.EMAILS_BOUNCED).also[Also.SEEN].click()
    assert window._toast.text == "Seen: An e-mail to Brindle & Sons came back."
    tasks = {one.row.task for one in page.list.lines}
    assert Task.EMAILS_BOUNCED not in tasks
    assert {Task.ADDRESS_REFUSED, Task.LETTERS_TO_PRINT} <= tasks
    window.undo()
    assert "An e-mail to Brindle & Sons came back" in said(page)


def test_an_inbox_that_cannot_be_read_says_why_and_since_when(
    furnished: Office, window: Window, box: Box
) -> None:
    listen(furnished)
    box.refuses = Fault.LOGIN
    listen(furnished)
    page = fresh(window)
    line = line_of(page, Task.INBOX_UNREAD)
    assert line.sentence.text() == (
        "The inbox of sam@carter.example cannot be read: user name or password not accepted"
    )
    assert line.under.text() == (
        "Read last today at 09:00. If somebody answers, nothing here knows of it."
    )
    line.button.click()
    assert window.page is window.pages["settings"]


def test_a_stranger_is_quoted_without_a_sum_and_without_a_client(
    furnished: Office, window: Window, box: Box
) -> None:
    hear(furnished, box, stranger(furnished))
    page = fresh(window)
    line = line_of(page, Task.REPLIES)
    assert line.sentence.text() == "1 answer waits for you"
    line.button.click()
    view = dialog_of(window).view
    assert view.who.text() == "Agency & Co"
    assert view.standing.text().startswith("From nobody in your list of clients")
    shown = [one.text() for one in view.findChildren(QPushButton) if not one.isHidden()]
    assert shown == ["Seen"]
    view.done.click()
    assert not [one for one in window.findChildren(RepliesDialog) if one.isVisible()]
    assert Task.REPLIES not in {one.row.task for one in page.list.lines}
    window.undo()
    assert "1 answer waits for you" in said(page)


@pytest.mark.parametrize("task", list(Task))
def test_every_task_has_words_a_press_and_a_picture(office: Office, task: Task) -> None:
    today = office.clock.today()
    for count in (1, 3):
        row = TaskRow(task, count, fault=Fault.LOGIN, until=today, at=office.clock.now())
        spoken = today_words.spoken(row, today)
        assert spoken
        assert "{" not in spoken
        assert today_words.press(row)
    assert today_words.LOOKS[task]


# The dialog


def test_with_nothing_waiting_it_says_so(furnished: Office, window: Window) -> None:
    dialog = open_answers(window)
    assert dialog.stack.currentWidget() is dialog.nothing
    assert dialog.focusWidget() is dialog._close
    assert nameless(dialog) == []
    dialog.reject()


def test_the_arrow_keys_go_from_answer_to_answer(
    furnished: Office, window: Window, box: Box
) -> None:
    hear(
        furnished, box,
        answer(furnished, "Aldgate Joinery", "First"),
        answer(furnished, "Brindle & Sons", "Second"),
    )  # fmt: skip
    dialog = open_answers(window)
    assert dialog.focusWidget() is dialog.list
    assert nameless(dialog) == []
    assert dialog.view.who.text() == "Aldgate Joinery"
    assert dialog.view.standing.text() == "£1,650.50 is open. Chasing is paused until you go on."
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert (dialog.view.who.text(), dialog.view.text.toPlainText()) == ("Brindle & Sons", "Second")
    dialog.reject()


def test_going_on_ends_the_pause_and_undo_puts_it_back(
    furnished: Office, window: Window, box: Box
) -> None:
    hear(
        furnished, box,
        answer(furnished, "Aldgate Joinery", "First"),
        answer(furnished, "Brindle & Sons", "Second"),
    )  # fmt: skip
    dialog = open_answers(window)
    dialog.view.go_on.click()
    assert blocks(furnished, "Aldgate Joinery") == []
    assert [one.client for one in waiting_replies(furnished)] == ["Brindle & Sons"]
    assert dialog.said.text() == "Aldgate Joinery is chased again from today on."
    assert dialog.view.who.text() == "Brindle & Sons"
    dialog.undo_button.click()
    assert dialog.line.isHidden()
    assert blocks(furnished, "Aldgate Joinery") == [BlockKind.REPLIED]
    assert len(waiting_replies(furnished)) == 2
    dialog.reject()
    assert window._toast.text == "", "what was taken back needs no second way back"


def test_the_last_one_closes_it_and_leaves_the_way_back_to_the_window(
    furnished: Office, window: Window, box: Box
) -> None:
    hear(furnished, box, answer(furnished, "Aldgate Joinery", "First"))
    page = fresh(window)
    dialog = open_answers(window)
    dialog.view.go_on.click()
    assert not dialog.isVisible()
    assert window._toast.text == "Aldgate Joinery is chased again from today on."
    assert Task.REPLIES not in {one.row.task for one in page.list.lines}
    window.undo()
    assert blocks(furnished, "Aldgate Joinery") == [BlockKind.REPLIED]
    assert len(waiting_replies(furnished)) == 1


def test_seen_leaves_the_pause(furnished: Office, window: Window, box: Box) -> None:
    hear(furnished, box, answer(furnished, "Aldgate Joinery", "First"))
    dialog = open_answers(window)
    dialog.view.done.click()
    assert waiting_replies(furnished) == ()
    assert blocks(furnished, "Aldgate Joinery") == [BlockKind.REPLIED]
    assert window._toast.text == "Seen: what Aldgate Joinery wrote. Chasing stays paused."
    page = fresh(window)
    line = line_of(page, Task.REPLIES)
    assert line.button.text() == "Show the client"
    assert line.quotes.isHidden()


@pytest.mark.parametrize(
    ("button", "kind"),
    [("promised", PromiseDialog), ("instalments", PlanDialog), ("disputed", DisputeDialog)],
)
def test_what_they_say_is_recorded_from_here(
    furnished: Office, window: Window, box: Box, button: str, kind: type[QDialog]
) -> None:
    hear(furnished, box, answer(furnished, "Brindle & Sons", "The boiler leaks"))
    dialog = open_answers(window)
    getattr(dialog.view, button).click()
    (opened,) = [one for one in window.findChildren(kind) if one.isVisible()]
    assert "Brindle" in opened.windowTitle() or "B-1" in opened.windowTitle()
    opened.reject()
    dialog.reject()


def test_of_several_invoices_the_disputed_one_is_chosen(
    furnished: Office, window: Window, box: Box
) -> None:
    hear(furnished, box, answer(furnished, "Aldgate Joinery", "The door sticks"))
    dialog = open_answers(window)
    menu = dialog.view.disputed.menu()
    assert [one.text() for one in menu.actions()] == ["A-1  ·  £1,200.00", "A-2  ·  £450.50"]
    menu.actions()[1].trigger()
    (opened,) = [one for one in window.findChildren(DisputeDialog) if one.isVisible()]
    assert opened.windowTitle() == "Invoice A-2 is disputed"
    opened.reject()
    dialog.reject()


def test_the_client_opens_from_there(furnished: Office, window: Window, box: Box) -> None:
    hear(furnished, box, answer(furnished, "Brindle & Sons", "Hello"))
    dialog = open_answers(window)
    dialog.view.client.click()
    assert not dialog.isVisible()
    assert window.page is window.pages["clients"]


def test_an_answer_by_address_alone_says_so(
    furnished: Office, window: Window, box: Box
) -> None:
    mail = answer(
        furnished, "Brindle & Sons", "About B-1: we pay tomorrow", answers=(),
    )  # fmt: skip
    hear(furnished, box, mail)
    dialog = open_answers(window)
    assert "It answers none of your e-mails" in dialog.view.standing.text()
    dialog.reject()


# The client's details


def test_the_timeline_tells_what_came_in(furnished: Office, window: Window, box: Box) -> None:
    hear(
        furnished, box,
        answer(furnished, "Aldgate Joinery", "First words", message_id="<1@x.example>"),
        answer(furnished, "Aldgate Joinery", "Second words", message_id="<2@x.example>"),
        replace(
            answer(furnished, "Aldgate Joinery", "Back on Monday", message_id="<3@x.example>"),
            kind=IncomingKind.AUTOMATIC, subject="Out of office",
        ),
        replace(
            answer(furnished, "Aldgate Joinery", "", message_id="<4@x.example>"),
            kind=IncomingKind.DELAYED, subject="Delayed",
        ),
    )  # fmt: skip
    window.show_client(clients(furnished)["Aldgate Joinery"])
    page = window.pages["clients"]
    lines = [one.text() for one in page.findChildren(QLabel)]
    for line in (
        "They answered “Re: Invoice overdue”: chasing is paused",
        "From accounts@client.example",
        "Automatic answer “Out of office”",
        "E-mail is delayed: their mail server has not taken it yet",
    ):
        assert line in lines, line
    texts = [one.text for one in page.findChildren(ShortText)]
    assert texts == ["Second words", "First words"]
    buttons = [one for one in page.findChildren(QPushButton) if one.text() == "Read…"]
    buttons[-1].click()
    dialog = dialog_of(window)
    assert dialog.windowTitle() == "What Aldgate Joinery wrote"
    assert dialog.view.text.toPlainText() == "First words"
    assert dialog.list.count() == 2
    dialog.reject()


def test_the_timeline_tells_what_came_back(furnished: Office, window: Window, box: Box) -> None:
    hear(furnished, box, bounce(furnished, "Brindle & Sons"))
    window.show_client(clients(furnished)["Brindle & Sons"])
    lines = [one.text() for one in window.pages["clients"].findChildren(QLabel)]
    assert "E-mail came back: its letter goes by post" in lines
    assert "The mail server said: 5.1.1 no such user" in lines
