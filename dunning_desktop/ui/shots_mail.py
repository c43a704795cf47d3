"""What is pictured of the mail: answers that came in, and the account they came to.

The demo book has no inbox and reads none. What a look into one would have brought is put into it
here, after everything else was pictured.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QDialog, QWidget

from dunning_desktop.domain.incoming import InboxMark, Incoming, IncomingKind, Undelivered
from dunning_desktop.domain.mail_accounts import Inbox
from dunning_desktop.ui.dialogs.replies import read_answers
from dunning_desktop.ui.pages.settings import SettingsPage
from dunning_desktop.ui.pages.settings_mail_ways import Way
from dunning_desktop.ui.pages.today import TodayPage
from dunning_desktop.ui.widgets.scrolling import area_of
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.hearing import hear
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.listening import TOUCHED
from dunning_desktop.usecases.mail_accounts import account, save_account
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.today_rows import Task

INBOX = Inbox("imap.hartleyfinch.example", files_sent=True)
MORNING = time(9, 12)
# Clients of the demo book who were written to: two answer, and a third one's address is gone.
ANSWERS = {
    "Eastgate Coffee Roasters Ltd": "Thanks for the nudge, Rosa. Our new bookkeeper started on "
    "Monday and is working through the pile. You will have it by Friday.",
    "Glasshouse Theatre Company": "We have no purchase order for this one. Could you send the "
    "invoice again with the order number on it? We cannot pay without.\n\nFinance office",
}
GONE = "Aldgate Joinery Ltd"


def answers_on_today(window: Window) -> None:
    """Today, with what a look into the inbox has brought, as far down as the answers."""
    window.desk.do(_hear, owner=window, then=lambda _none: window.go_to("today"))
    page = window.pages["today"]
    if isinstance(page, TodayPage):
        (line,) = [one for one in page.list.lines if one.row.task is Task.REPLIES]
        # Its height is known once it was laid out.
        QTimer.singleShot(0, lambda: page.area.ensureWidgetVisible(line))


def answers_to_read(window: Window) -> QDialog:
    """The answers, to read."""
    return read_answers(window)


def answers_switched_on(window: Window) -> None:
    """The account whose answers are read: the lower part of its form."""
    window.show_settings("mail")
    page = window.pages["settings"]
    if isinstance(page, SettingsPage):
        _scroll_to(page.mail.form.inbox)


def account_for_mail_program(window: Window) -> QDialog | None:
    """Another account, to be sent from with the owner's mail program."""
    page = window.pages["settings"]
    if not isinstance(page, SettingsPage):
        return None
    dialog = page.mail.accounts.open_new()
    dialog.account.address.setText("rosa@hartleyfinch.example")
    dialog.account.ways.choose(Way.PROGRAM)
    return dialog


def _scroll_to(part: QWidget) -> None:
    """Let a part of a form stand at the top."""
    area = area_of(part)
    sheet = area.widget() if area is not None else None
    if area is not None and sheet is not None:
        area.verticalScrollBar().setValue(part.mapTo(sheet, QPoint(0, 0)).y())


# What a look into the inbox would have brought


def _hear(office: Office) -> Outcome[None]:
    known = account(office)
    if known is None:
        return Outcome(None)
    kept = save_account(office, replace(known, inbox=INBOX)).value.account
    # The same in every picture, whenever it is taken.
    at = datetime.combine(office.clock.today(), MORNING, UTC)
    with office.write() as ledger:
        for incoming in _incoming(ledger, at):
            hear(ledger, office, kept, incoming)
        ledger.inboxes.heard(kept.id, InboxMark(1, 1), at=at)
    return Outcome(None, TOUCHED | {Touched.ACCOUNTS})


def _incoming(ledger: Ledger, at: datetime) -> Iterator[Incoming]:
    """About the last e-mail that each of them got."""
    last = {one.client: one for one in reversed(ledger.post.messages()) if one.client}
    for client in (*ANSWERS, GONE):
        row = last[client]
        usual = Incoming(
            IncomingKind.MAIL,
            f"<{row.id}@client.example>",
            row.recipient,
            at,
            subject=f"Re: {row.subject}",
            text=ANSWERS.get(client, ""),
            answers=(ledger.post.message(row.id).frozen.message_id,),
        )
        yield usual if client in ANSWERS else _bounce(usual)


def _bounce(usual: Incoming) -> Incoming:
    """The report that there is no such mailbox."""
    return replace(
        usual,
        kind=IncomingKind.BOUNCE,
        sender="mailer-daemon@mail.example",
        subject="Undelivered Mail Returned to Sender",
        about=(Undelivered(usual.sender, "5.1.1", "550 5.1.1 No such user"),),
    )
