"""What the outbox says beyond a bare state: when, why, and what can be pressed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.mail import Fault, MessageState
from dunning_desktop.domain.posting import PostClass
from dunning_desktop.ui.text.dates import moment
from dunning_desktop.ui.text.mail import message_state
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.ui.text.review import letters
from dunning_desktop.usecases.rows import LetterRow, LetterState, MessageRow
from dunning_desktop.usecases.waiting import can_be_taken_back

translate = QCoreApplication.translate


class Press(StrEnum):
    """What can be done with a message or a letter."""

    UNDO = "undo"
    SEND_NOW = "send-now"
    RETRY = "retry"
    CANCEL = "cancel"
    IT_WAS_SENT = "it-was-sent"
    SEND_AGAIN = "send-again"
    HAND_OVER = "hand-over"
    IT_WAS_NOT_SENT = "it-was-not-sent"
    OPEN_AGAIN = "open-again"
    SHOW = "show"
    CLIENT = "client"
    LOOK = "look"
    OPEN = "open"
    SAVE = "save"
    PRINT = "print"
    PRINTED = "printed"
    POSTED = "posted"


_POST: Mapping[PostClass, str] = {
    PostClass.FIRST: QT_TRANSLATE_NOOP("Outbox", "First class"),
    PostClass.SECOND: QT_TRANSLATE_NOOP("Outbox", "Second class"),
    PostClass.PROOF: QT_TRANSLATE_NOOP("Outbox", "With proof of posting"),
    PostClass.SIGNED: QT_TRANSLATE_NOOP("Outbox", "Signed for"),
    PostClass.GUARANTEED: QT_TRANSLATE_NOOP("Outbox", "Guaranteed delivery"),
    PostClass.HAND: QT_TRANSLATE_NOOP("Outbox", "Delivered by hand"),
}


def post_class(how: PostClass) -> str:
    """How a letter was posted."""
    return translate("Outbox", _POST[how])


_PRESSES = {
    Press.UNDO: QT_TRANSLATE_NOOP("Outbox", "Undo"),
    Press.SEND_NOW: QT_TRANSLATE_NOOP("Outbox", "Send now"),
    Press.RETRY: QT_TRANSLATE_NOOP("Outbox", "Retry now"),
    Press.CANCEL: QT_TRANSLATE_NOOP("Outbox", "Cancel"),
    Press.IT_WAS_SENT: QT_TRANSLATE_NOOP("Outbox", "It was sent"),
    Press.SEND_AGAIN: QT_TRANSLATE_NOOP("Outbox", "Send again"),
    Press.HAND_OVER: QT_TRANSLATE_NOOP("Outbox", "Open in my mail program"),
    Press.IT_WAS_NOT_SENT: QT_TRANSLATE_NOOP("Outbox", "It was not sent"),
    Press.OPEN_AGAIN: QT_TRANSLATE_NOOP("Outbox", "Open again"),
    Press.SHOW: QT_TRANSLATE_NOOP("Outbox", "Show e-mail"),
    Press.CLIENT: QT_TRANSLATE_NOOP("Outbox", "Open the client"),
    Press.LOOK: QT_TRANSLATE_NOOP("Outbox", "Show letter"),
    Press.OPEN: QT_TRANSLATE_NOOP("Outbox", "Open letter"),
    Press.SAVE: QT_TRANSLATE_NOOP("Outbox", "Save…"),
    Press.PRINT: QT_TRANSLATE_NOOP("Outbox", "Print…"),
    Press.PRINTED: QT_TRANSLATE_NOOP("Outbox", "Mark as printed"),
    Press.POSTED: QT_TRANSLATE_NOOP("Outbox", "Mark as posted"),
}
MESSAGE_COLOURS = {
    MessageState.QUEUED: "quiet",
    MessageState.SENDING: "accent",
    MessageState.ACCEPTED: "good",
    MessageState.FAILED: "trouble",
    MessageState.UNCERTAIN: "warning",
    MessageState.HANDED_OVER: "warning",
    MessageState.CANCELLED: "quiet",
}
LETTER_COLOURS = {
    LetterState.MADE: "accent",
    LetterState.PRINTED: "warning",
    LetterState.POSTED: "good",
    LetterState.ENCLOSURE: "quiet",
    LetterState.WITHDRAWN: "quiet",
}


def press(kind: Press) -> str:
    """What a button says."""
    return translate("Outbox", _PRESSES[kind])


def presses_of_message(row: MessageRow, now: datetime) -> tuple[Press, ...]:
    """What can be done with a message in its state, the likeliest first."""
    if row.state is MessageState.QUEUED:
        return _of_queued(row, now)
    if row.state is MessageState.FAILED:
        return _of_failed(row)
    return _OF_STATE.get(row.state, (Press.SHOW,))


_OF_STATE = {
    MessageState.UNCERTAIN: (Press.IT_WAS_SENT, Press.SEND_AGAIN, Press.SHOW),
    MessageState.HANDED_OVER: (
        Press.IT_WAS_SENT,
        Press.IT_WAS_NOT_SENT,
        Press.OPEN_AGAIN,
        Press.SHOW,
    ),
}
_AT_THE_CLIENT = frozenset({Fault.RECIPIENT, Fault.BOUNCED})


def _of_queued(row: MessageRow, now: datetime) -> tuple[Press, ...]:
    if row.by_hand:
        return (Press.HAND_OVER, Press.CANCEL, Press.SHOW)
    if can_be_taken_back(row, now):
        return (Press.UNDO, Press.SEND_NOW, Press.SHOW)
    return (Press.RETRY, Press.HAND_OVER, Press.CANCEL, Press.SHOW)


def _of_failed(row: MessageRow) -> tuple[Press, ...]:
    client = (Press.CLIENT,) if row.fault in _AT_THE_CLIENT and row.client_id else ()
    if row.fault is Fault.BOUNCED:
        # It went: the same bytes would come back again, and taking it back would be a lie.
        return (*client, Press.HAND_OVER, Press.SHOW)
    retry = () if row.by_hand else (Press.RETRY,)
    return (*client, *retry, Press.HAND_OVER, Press.CANCEL, Press.SHOW)


_TO_SEE = (Press.LOOK, Press.OPEN, Press.SAVE)


def presses_of_letter(row: LetterRow) -> tuple[Press, ...]:
    """What can be done with a letter in its state, the likeliest first."""
    if row.state is LetterState.MADE:
        return (Press.PRINT, Press.PRINTED, *_TO_SEE)
    if row.state is LetterState.PRINTED:
        return (Press.POSTED, Press.PRINT, *_TO_SEE)
    return _TO_SEE


def state_of_message(row: MessageRow, now: datetime) -> str:
    """The state with its time: a message that was tried says when it is tried again."""
    if row.state is MessageState.QUEUED and row.attempts:
        if row.not_before <= now:
            return translate("Outbox", "Waiting to be tried again")
        words = translate("Outbox", "Tried again at {time}")
        return words.format(time=f"{row.not_before.astimezone():%H:%M}")
    return state_in_short(row)


def state_in_short(row: MessageRow) -> str:
    """The state as it stands in the list: what came back was sent."""
    if row.state is MessageState.FAILED and row.fault is Fault.BOUNCED:
        return translate("Outbox", "Came back")
    if row.state is MessageState.QUEUED and row.by_hand:
        return translate("Outbox", "For your mail program")
    return message_state(row.state)


_EXPLAINED = {
    MessageState.ACCEPTED: QT_TRANSLATE_NOOP(
        "Outbox",
        "Your provider took it and delivers it from there. Whether it was read, nobody can tell.",
    ),
    MessageState.FAILED: QT_TRANSLATE_NOOP("Outbox", "It did not go by your mail program."),
    MessageState.CANCELLED: QT_TRANSLATE_NOOP("Outbox", "It was not sent."),
    MessageState.HANDED_OVER: QT_TRANSLATE_NOOP(
        "Outbox",
        "It was opened in your mail program. Whether you sent it there, only you know; until you "
        "say so, nothing more goes to them.",
    ),
}


def state_explained(row: MessageRow) -> str:
    """What a state means, where no fault says it; often nothing."""
    if row.state is MessageState.QUEUED and row.by_hand:
        return translate("Outbox", "It opens in your mail program, and you send it there.")
    return translate("Outbox", _EXPLAINED[row.state]) if row.state in _EXPLAINED else ""


def message_history(row: MessageRow) -> list[tuple[str, str]]:
    """When it was written, how often it was tried, and since when it is what it is."""
    pairs = [(translate("Outbox", "Written"), moment(row.queued_at))]
    if row.attempts > 1:
        times = translate("Outbox", "{n} times").format(n=row.attempts)
        pairs.append((translate("Outbox", "Tried"), times))
    if row.finished_at is not None:
        handed_over = row.state is MessageState.HANDED_OVER
        opened = translate("Outbox", "Opened in your mail program")
        said = opened if handed_over else state_in_short(row)
        pairs.append((said, moment(row.finished_at)))
    return pairs


def to_do(rows: Sequence[LetterRow]) -> str:
    """``3 letters to print, 1 letter to post``; empty where nothing is to be done."""
    made = sum(row.state is LetterState.MADE for row in rows)
    printed = sum(row.state is LetterState.PRINTED for row in rows)
    parts = []
    if made:
        parts.append(translate("Outbox", "{letters} to print").format(letters=letters(made)))
    if printed:
        parts.append(translate("Outbox", "{letters} to post").format(letters=letters(printed)))
    return ", ".join(parts)


def hand_over_these(count: int) -> str:
    """``3 e-mails wait for your mail program``."""
    if count == 1:
        return translate("Outbox", "1 e-mail waits for your mail program")
    return translate("Outbox", "{n} e-mails wait for your mail program").format(n=f"{count:,}")
