"""What Today does about e-mail: opens the outbox, the settings, the answers; what was seen goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.mail import Fault
from dunning_desktop.ui.dialogs.replies import read_answers
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import today as words
from dunning_desktop.ui.text.today_mail import Also
from dunning_desktop.usecases.replies import settle, unsettle
from dunning_desktop.usecases.today_rows import Task, TaskRow

translate = QCoreApplication.translate

OUTBOX_PARTS = {
    Task.EMAILS_FAILED: "stuck",
    Task.EMAILS_UNCERTAIN: "stuck",
    Task.EMAILS_HANDED_OVER: "stuck",
    Task.EMAILS_TO_HAND_OVER: "stuck",
    Task.SENDING_PAUSED: "",
}


def in_few_rows(rows: Sequence[TaskRow]) -> tuple[TaskRow, ...]:
    """What one e-mail that came back brought about is told once.

    Its row gets the letters that wait for the same clients, and says that their addresses do not
    work: no other row need say so while it stands.
    """
    back = next((one for one in rows if one.task is Task.EMAILS_BOUNCED), None)
    if back is None:
        return tuple(rows)
    known, letters = set(back.client_ids), _letters(rows, set(back.client_ids))
    return tuple(
        replace(one, letter_ids=letters) if one is back else one
        for one in rows
        if one.task is not Task.ADDRESS_REFUSED or not set(one.client_ids) <= known
    )


def _letters(rows: Sequence[TaskRow], client_ids: set[int]) -> tuple[int, ...]:
    waiting = next((one for one in rows if one.task is Task.LETTERS_TO_PRINT), None)
    return waiting.letter_ids if waiting and client_ids & set(waiting.client_ids) else ()


def on_mail(shell: Shell, row: TaskRow) -> bool:
    """Do what a line of Today about mail asks for; whether it was one that is done here."""
    if row.quotes:
        read_answers(shell)
    elif row.fault is Fault.NO_ACCOUNT or row.task is Task.INBOX_UNREAD:
        shell.show_settings("mail")
    elif row.task in OUTBOX_PARTS:
        shell.show_outbox(OUTBOX_PARTS[row.task])
    elif row.task is Task.EMAILS_BOUNCED and (row.letter_ids or not row.client_ids):
        shell.show_outbox("letters" if row.letter_ids else "")
    else:
        return False
    return True


def on_also(shell: Shell, row: TaskRow, kind: Also, today: date) -> None:
    """Do what else a line offers."""
    said = words.sentence(row, today)
    if kind is Also.CLIENT:
        shell.show_clients(row.client_ids, said)
    else:
        _settle(shell, row.incoming_ids, said)


def _settle(shell: Shell, incoming_ids: tuple[int, ...], what: str) -> None:
    """The owner saw what came in; the toast says he did not."""
    desk, parent = shell.desk, shell.as_parent()
    said = translate("TodayPage", "Seen: {what}.").format(what=what)

    def back() -> None:
        desk.do(unsettle, incoming_ids, owner=parent)

    desk.do(
        settle, incoming_ids, owner=parent, then=lambda _none: shell.toast(said, undo=back)
    )
