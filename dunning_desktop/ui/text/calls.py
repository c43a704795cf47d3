"""Telephone calls in words: how one ended, what follows, and what was said before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.calls import MOST_TRIES, TIME_FOR_A_COPY, CallOutcome, Promised
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Tone
from dunning_desktop.ui.text.dates import day, late, near
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.ui.text.money import money
from dunning_desktop.ui.text.words import tone
from dunning_desktop.usecases.call_rows import CallCard, CallLine, PhoneCall

translate = QCoreApplication.translate

_OUTCOMES = {
    CallOutcome.NO_ANSWER: QT_TRANSLATE_NOOP("Calls", "no answer"),
    CallOutcome.PROMISED: QT_TRANSLATE_NOOP("Calls", "promised to pay"),
    CallOutcome.DISPUTES: QT_TRANSLATE_NOOP("Calls", "disputes it"),
    CallOutcome.RESEND: QT_TRANSLATE_NOOP("Calls", "wants the invoice again"),
    CallOutcome.WRONG_CONTACT: QT_TRANSLATE_NOOP("Calls", "wrong number"),
    CallOutcome.OTHER: QT_TRANSLATE_NOOP("Calls", "something else"),
}
# What stands on the buttons; the letter after & presses it together with Alt.
_PRESSES = {
    CallOutcome.NO_ANSWER: QT_TRANSLATE_NOOP("Calls", "&No answer"),
    CallOutcome.PROMISED: QT_TRANSLATE_NOOP("Calls", "They &promise to pay…"),
    CallOutcome.DISPUTES: QT_TRANSLATE_NOOP("Calls", "They &dispute it"),
    CallOutcome.RESEND: QT_TRANSLATE_NOOP("Calls", "They want the &invoice again"),
    CallOutcome.WRONG_CONTACT: QT_TRANSLATE_NOOP("Calls", "&Wrong number"),
    CallOutcome.OTHER: QT_TRANSLATE_NOOP("Calls", "Something &else"),
}
ICONS = {
    CallOutcome.NO_ANSWER: "phone",
    CallOutcome.PROMISED: "hand-coins",
    CallOutcome.DISPUTES: "triangle-alert",
    CallOutcome.RESEND: "file-text",
    CallOutcome.WRONG_CONTACT: "circle-x",
    CallOutcome.OTHER: "message-square",
}
_FOLLOWS = {
    CallOutcome.PROMISED: QT_TRANSLATE_NOOP(
        "Calls", "Nothing is sent until that day and two more have passed."
    ),
    CallOutcome.DISPUTES: QT_TRANSLATE_NOOP(
        "Calls", "Not chased until you say that it is settled."
    ),
    CallOutcome.RESEND: QT_TRANSLATE_NOOP(
        "Calls", "Send them the invoice again. They are left alone until {again}."
    ),
}
_RECORDED = {
    CallOutcome.NO_ANSWER: QT_TRANSLATE_NOOP("Calls", "{name}: no answer."),
    CallOutcome.PROMISED: QT_TRANSLATE_NOOP("Calls", "{name} promised {sum} by {day}."),
    CallOutcome.DISPUTES: QT_TRANSLATE_NOOP(
        "Calls", "{name} disputes it: not chased until that is settled."
    ),
    CallOutcome.RESEND: QT_TRANSLATE_NOOP("Calls", "Send {name} the invoice again."),
    CallOutcome.WRONG_CONTACT: QT_TRANSLATE_NOOP(
        "Calls", "{name}: that number is no longer used."
    ),
    CallOutcome.OTHER: QT_TRANSLATE_NOOP("Calls", "Call to {name} recorded."),
}


def outcome(code: CallOutcome) -> str:
    """How a call ended, within a sentence."""
    return translate("Calls", _OUTCOMES[code])


def press(code: CallOutcome, *, asks: bool = False) -> str:
    """What the button of an outcome says; dots where it ``asks`` for more."""
    said = translate("Calls", _PRESSES[code])
    return f"{said}…" if asks and not said.endswith("…") else said


def follows(code: CallOutcome, card: CallCard) -> str:
    """What an outcome brings about, in one line."""
    if code is CallOutcome.NO_ANSWER:
        return _unanswered(card)
    if code is CallOutcome.WRONG_CONTACT:
        return _wrong(card)
    if code is CallOutcome.OTHER:
        if card.chase is None:
            return translate("Calls", "Kept in the timeline.")
        return translate("Calls", "Done: the next step comes on its day.")
    again = card.today + timedelta(days=TIME_FOR_A_COPY)
    return translate("Calls", _FOLLOWS[code]).format(again=near(again, card.today))


def _unanswered(card: CallCard) -> str:
    if card.chase is None:
        return translate("Calls", "Kept in the timeline. Nothing else changes.")
    if card.again is None:
        return translate("Calls", "The last try: from here on they are written to.")
    words = translate("Calls", "Try {n} of {most}. It comes back {again}.")
    return words.format(
        n=card.tries + 1, most=MOST_TRIES, again=near(card.again, card.today)
    )


def _wrong(card: CallCard) -> str:
    """Whose number is taken off, and who is called then."""
    called = card.contact
    others = [one for one in card.client.contacts if one.phone.strip() and one != called]
    if others:
        words = translate("Calls", "The number is taken off. Then {name} is called.")
        return words.format(name=others[0].name or others[0].phone)
    if card.chase is None:
        return translate("Calls", "The number is taken off.")
    return translate("Calls", "The number is taken off. Then they are written to.")


def recorded(code: CallOutcome, card: CallCard, promised: Promised | None) -> str:
    """What stands beside Undo."""
    said = translate("Calls", _RECORDED[code]).format(
        name=card.client.name,
        sum=money(promised.amount) if promised else "",
        day=near(promised.day, card.today) if promised else "",
    )
    if code is CallOutcome.NO_ANSWER and card.chase is not None and card.again is not None:
        again = translate("Calls", "Try again {day}.")
        return f"{said} {again.format(day=near(card.again, card.today))}"
    return said


def earlier(call: PhoneCall) -> str:
    """``3 Nov 2026, Ann Lee: promised £500.00 by 6 Nov 2026``."""
    when = f"{day(call.day)}, {call.contact}" if call.contact else day(call.day)
    return f"{when}: {ended(call.outcome, call.promised, call.until)}"


def ended(
    code: CallOutcome, promised: Money | None = None, until: date | None = None
) -> str:
    """How a call ended, with what was promised where that is known."""
    if code is not CallOutcome.PROMISED or until is None:
        return outcome(code)
    if promised is None:
        return translate("Calls", "promised to pay by {day}").format(day=day(until))
    words = translate("Calls", "promised {sum} by {day}")
    return words.format(sum=money(promised), day=day(until))


def sent_before(sent: Sequence[tuple[date, Tone]]) -> list[str]:
    """A line for each written reminder."""
    return [f"{day(when)}  ·  {tone(kind)}" for when, kind in sent]


def line_name(line: CallLine, today: date) -> str:
    """``A-17  ·  12 days late``."""
    return f"{line.number}  ·  {late((today - line.due).days)}"


def place(at: int, count: int) -> str:
    """``Call 2 of 5``; empty where there is but one."""
    if count <= 1:
        return ""
    return translate("Calls", "Call {n} of {count}").format(n=at + 1, count=count)


def on_top(line: CallLine) -> str:
    """The name of what is claimed on top of an invoice."""
    return translate("Calls", "For late payment of {number}").format(number=line.number)


def on_account() -> str:
    """The name of money that settles nothing yet."""
    return translate("Calls", "On account, taken off")


def in_all() -> str:
    """The name of the sum."""
    return translate("Calls", "In all")
