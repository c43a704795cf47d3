"""The lines of Today about e-mail, in words: what got stuck, what came back, who answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.mail import Fault
from dunning_desktop.ui.text.dates import near
from dunning_desktop.ui.text.mail import fault_in_short
from dunning_desktop.ui.text.mail_accounts import goes_on
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.ui.text.money import sums
from dunning_desktop.ui.text.plain import one_line
from dunning_desktop.ui.text.review import emails
from dunning_desktop.usecases.today_rows import Quote, Task, TaskRow

translate = QCoreApplication.translate

QUOTED = 3
"""So many answers are quoted."""
# For one, and for several.
_SENTENCES = {
    Task.EMAILS_UNCERTAIN: (
        QT_TRANSLATE_NOOP("Today", "1 e-mail may or may not have gone"),
        QT_TRANSLATE_NOOP("Today", "{count} e-mails may or may not have gone"),
    ),
    Task.EMAILS_FAILED: (
        QT_TRANSLATE_NOOP("Today", "1 e-mail could not be sent"),
        QT_TRANSLATE_NOOP("Today", "{count} e-mails could not be sent"),
    ),
    Task.ADDRESS_REFUSED: (
        QT_TRANSLATE_NOOP("Today", "The e-mail address of 1 client was refused"),
        QT_TRANSLATE_NOOP("Today", "The e-mail addresses of {count} clients were refused"),
    ),
    Task.EMAILS_TO_HAND_OVER: (
        QT_TRANSLATE_NOOP("Today", "1 e-mail waits for your mail program"),
        QT_TRANSLATE_NOOP("Today", "{count} e-mails wait for your mail program"),
    ),
    Task.EMAILS_HANDED_OVER: (
        QT_TRANSLATE_NOOP("Today", "1 e-mail was opened in your mail program: was it sent?"),
        QT_TRANSLATE_NOOP(
            "Today", "{count} e-mails were opened in your mail program: were they sent?"
        ),
    ),
}


def sentence(row: TaskRow, today: date) -> str:
    """What waits, in one plain sentence."""
    if row.task in _OWN:
        return _OWN[row.task](row, today)
    one, many = _SENTENCES[row.task]
    return translate("Today", one if row.count == 1 else many).format(count=f"{row.count:,}")


def _paused(row: TaskRow, _today: date) -> str:
    if row.fault is Fault.NO_ACCOUNT:
        return translate("Today", "No e-mail account is set up yet")
    words = translate("Today", "Sending is paused: {fault}")
    return words.format(fault=fault_in_short(row.fault) if row.fault else "")


def _unread(row: TaskRow, _today: date) -> str:
    words = translate("Today", "The inbox of {address} cannot be read: {fault}")
    return words.format(
        address=one_line(", ".join(row.names)),
        fault=fault_in_short(row.fault) if row.fault else "",
    )


def _bounced(row: TaskRow, _today: date) -> str:
    if row.count > 1:
        words = translate("Today", "{count} e-mails came back")
        return words.format(count=f"{row.count:,}")
    if not row.names:
        return translate("Today", "1 e-mail came back")
    return translate("Today", "An e-mail to {name} came back").format(name=row.names[0])


def _replied(row: TaskRow, _today: date) -> str:
    strangers = any(one.client_id is None for one in row.quotes)
    if row.amounts and not strangers:
        one = translate("Today", "1 client replied and waits for you: {sum}")
        many = translate("Today", "{count} clients replied and wait for you: {sum}")
    elif row.amounts:
        one = many = translate("Today", "{count} answers wait for you: {sum} is open")
    else:
        one = translate("Today", "1 answer waits for you")
        many = translate("Today", "{count} answers wait for you")
    words = one if row.count == 1 else many
    return words.format(count=f"{row.count:,}", sum=sums(row.amounts))


_OWN: Mapping[Task, Callable[[TaskRow, date], str]] = {
    Task.SENDING_PAUSED: _paused,
    Task.INBOX_UNREAD: _unread,
    Task.EMAILS_BOUNCED: _bounced,
    Task.REPLIES: _replied,
}
TASKS = frozenset({*_SENTENCES, *_OWN})


# The quiet line under it


def under(row: TaskRow, names: str, today: date) -> str:
    """Whom it is about, and what hangs on it; ``names`` are those whom it concerns."""
    if row.task is Task.SENDING_PAUSED:
        return _waits(row)
    if row.task is Task.INBOX_UNREAD:
        return _since(row.at, today)
    if row.task is Task.EMAILS_BOUNCED:
        return _instead(row, names)
    if row.task is Task.EMAILS_TO_HAND_OVER:
        return translate("Today", "Open them one after the other, and send them there.")
    words = _UNDER.get(row.task)
    return translate("Today", words).format(names=names) if words and names else names


_UNDER = {
    Task.REPLIES: QT_TRANSLATE_NOOP("Today", "Nothing is sent to them until you resume: {names}"),
    Task.EMAILS_UNCERTAIN: QT_TRANSLATE_NOOP("Today", "Look in your Sent folder: {names}"),
    Task.EMAILS_HANDED_OVER: QT_TRANSLATE_NOOP(
        "Today", "Only you know, so nothing more goes to them until you say so: {names}"
    ),
}


# What can be pressed


class Also(StrEnum):
    """What a line offers beside its one button."""

    CLIENT = "client"
    SEEN = "seen"


_PRESSES = {
    Task.SENDING_PAUSED: QT_TRANSLATE_NOOP("Today", "Open Outbox"),
    Task.EMAILS_UNCERTAIN: QT_TRANSLATE_NOOP("Today", "Open Outbox"),
    Task.EMAILS_FAILED: QT_TRANSLATE_NOOP("Today", "Open Outbox"),
    Task.EMAILS_TO_HAND_OVER: QT_TRANSLATE_NOOP("Today", "Open Outbox"),
    Task.EMAILS_HANDED_OVER: QT_TRANSLATE_NOOP("Today", "Open Outbox"),
    Task.INBOX_UNREAD: QT_TRANSLATE_NOOP("Today", "Open settings"),
}


def press(row: TaskRow) -> str:
    """What the button of a line about mail says; empty where it says what all the others do."""
    if row.task is Task.SENDING_PAUSED and row.fault is Fault.NO_ACCOUNT:
        return translate("Today", "Set up e-mail")
    if row.quotes:
        return translate("Today", "Read…")
    if row.task is Task.EMAILS_BOUNCED and row.letter_ids:
        return translate("Today", "Show the letters")
    if row.task is Task.EMAILS_BOUNCED and not row.client_ids:
        return translate("Today", "Open Outbox")
    return translate("Today", _PRESSES[row.task]) if row.task in _PRESSES else ""


def also(row: TaskRow) -> Mapping[Also, str]:
    """What can be pressed besides."""
    if row.task is not Task.EMAILS_BOUNCED:
        return {}
    offered = {}
    if row.letter_ids and len(row.client_ids) == 1:
        offered[Also.CLIENT] = translate("Today", "Correct the address")
    elif row.letter_ids and row.client_ids:
        offered[Also.CLIENT] = translate("Today", "Correct the addresses")
    offered[Also.SEEN] = translate("Today", "Seen")
    return offered


# Pieces


def _waits(row: TaskRow) -> str:
    said = []
    if row.count:
        words = translate("Today", "Waiting in the outbox: {emails}. Nothing is lost.")
        said.append(words.format(emails=emails(row.count)))
    if row.at is not None:
        words = goes_on(row.at)
        said.append(translate("Today", "It {goes_on}.").format(goes_on=words))
    return " ".join(said)


def _since(at: datetime | None, today: date) -> str:
    said = translate("Today", "If somebody answers, nothing here knows of it.")
    if at is None:
        return f"{translate('Today', 'It was never read.')} {said}"
    words = translate("Today", "Read last {when}.").format(when=when(at, today))
    return f"{words} {said}"


def _instead(row: TaskRow, names: str) -> str:
    if not names:
        return ""
    if row.letter_ids:
        words = translate("Today", "A letter in its place waits to be printed: {names}")
    else:
        words = translate("Today", "Correct the address, or send a letter: {names}")
    return words.format(names=names)


def when(at: datetime, today: date) -> str:
    """``today at 09:12``, ``Tue 3 Nov at 14:05``, on the owner's clock."""
    local = at.astimezone()
    words = translate("Today", "{day} at {time}")
    return words.format(day=near(local.date(), today), time=f"{local:%H:%M}")


def who_wrote(quote: Quote, today: date) -> str:
    """Over a quoted answer: who wrote it, and when."""
    return f"{one_line(quote.who, 80)}  ·  {when(quote.at, today)}"


def quoted(quote: Quote) -> str:
    """The beginning of what was written; its subject where nothing was."""
    return one_line(quote.text, 600) or one_line(quote.subject)


def further(row: TaskRow) -> str:
    """How many more answers there are than are quoted."""
    more = len(row.quotes) - QUOTED
    if more <= 0:
        return ""
    if more == 1:
        return translate("Today", "and 1 more answer")
    return translate("Today", "and {n} more answers").format(n=f"{more:,}")
