"""Promises, more time and disputes in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.disputes import Dispute, DisputeOutcome, DisputeReason
from dunning_desktop.domain.extensions import MOST_TIMES, Extension, InterestMeanwhile, Warn
from dunning_desktop.domain.promises import How, Kept, Promise, PromiseStanding, PromiseState
from dunning_desktop.ui.text.dates import day, near
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.ui.text.money import money
from dunning_desktop.usecases.extensions import TimePrice

translate = QCoreApplication.translate

_HOW = {
    How.PHONE: QT_TRANSLATE_NOOP("Agreements", "On the telephone"),
    How.EMAIL: QT_TRANSLATE_NOOP("Agreements", "By e-mail"),
    How.LETTER: QT_TRANSLATE_NOOP("Agreements", "By letter"),
    How.IN_PERSON: QT_TRANSLATE_NOOP("Agreements", "In person"),
}
_STATES = {
    PromiseState.OPEN: QT_TRANSLATE_NOOP("Agreements", "Waiting"),
    PromiseState.KEPT: QT_TRANSLATE_NOOP("Agreements", "Kept"),
    PromiseState.PART_KEPT: QT_TRANSLATE_NOOP("Agreements", "Kept in part"),
    PromiseState.BROKEN: QT_TRANSLATE_NOOP("Agreements", "Broken"),
}
STATE_LOOKS = {
    PromiseState.OPEN: ("hourglass", "accent"),
    PromiseState.KEPT: ("circle-check", "good"),
    PromiseState.PART_KEPT: ("circle-alert", "warning"),
    PromiseState.BROKEN: ("circle-x", "trouble"),
}
_REASONS = {
    DisputeReason.QUALITY: QT_TRANSLATE_NOOP("Agreements", "The work or the goods were not right"),
    DisputeReason.NOT_DELIVERED: QT_TRANSLATE_NOOP("Agreements", "It was not delivered or done"),
    DisputeReason.PRICE: QT_TRANSLATE_NOOP("Agreements", "The price is not what was agreed"),
    DisputeReason.NOT_ORDERED: QT_TRANSLATE_NOOP("Agreements", "It was not ordered"),
    DisputeReason.ALREADY_PAID: QT_TRANSLATE_NOOP("Agreements", "It is paid already"),
    DisputeReason.OTHER: QT_TRANSLATE_NOOP("Agreements", "Something else"),
}
_OUTCOMES = {
    DisputeOutcome.UPHELD: QT_TRANSLATE_NOOP("Agreements", "They are right"),
    DisputeOutcome.REJECTED: QT_TRANSLATE_NOOP("Agreements", "They are not right"),
    DisputeOutcome.SETTLED: QT_TRANSLATE_NOOP("Agreements", "We met in the middle"),
}
_WITHIN = {
    DisputeOutcome.UPHELD: QT_TRANSLATE_NOOP("Agreements", "they were right"),
    DisputeOutcome.REJECTED: QT_TRANSLATE_NOOP("Agreements", "they were not right"),
    DisputeOutcome.SETTLED: QT_TRANSLATE_NOOP("Agreements", "settled"),
}
_INTEREST = {
    InterestMeanwhile.RUNS: QT_TRANSLATE_NOOP("Agreements", "Interest goes on counting"),
    InterestMeanwhile.RESTS: QT_TRANSLATE_NOOP("Agreements", "Interest rests up to the new day"),
}
_WARNINGS = {
    Warn.OFTEN: QT_TRANSLATE_NOOP(
        "Agreements", "This is the third time, and the last one that can be given."
    ),
    Warn.LONG: QT_TRANSLATE_NOOP(
        "Agreements", "That is more than 45 days after the first due day: are instalments better?"
    ),
}


def how(code: How) -> str:
    """How it was said."""
    return translate("Agreements", _HOW[code])


def promise_state(code: PromiseState) -> str:
    """What became of a promise."""
    return translate("Agreements", _STATES[code])


def dispute_reason(code: DisputeReason) -> str:
    """Why an invoice is not accepted."""
    return translate("Agreements", _REASONS[code])


def dispute_outcome(code: DisputeOutcome) -> str:
    """How a dispute ended, to choose from."""
    return translate("Agreements", _OUTCOMES[code])


def outcome_within(code: DisputeOutcome) -> str:
    """The same within a sentence."""
    return translate("Agreements", _WITHIN[code])


def interest_meanwhile(code: InterestMeanwhile) -> str:
    """What interest does while more time runs."""
    return translate("Agreements", _INTEREST[code])


# Promises


def promised(promise: Promise, today: date, *, number: str = "") -> str:
    """``£500.00 by Fri 27 Nov``, with the invoice where it is about one."""
    words = translate("Agreements", "{sum} by {day}")
    said = words.format(sum=money(promise.amount), day=near(promise.day, today))
    return f"{said}  ·  {number}" if number else said


def promise_under(stands: PromiseStanding) -> str:
    """What became of it, in one line: ``Kept in part: £60.00 came, £40.00 is missing``."""
    state = promise_state(stands.state)
    if stands.kept_on is not None:
        words = translate("Agreements", "{state} on {day}")
        return words.format(state=state, day=day(stands.kept_on))
    if stands.came:
        words = translate("Agreements", "{state}: {came} came, {missing} is missing")
        return words.format(state=state, came=money(stands.came), missing=money(stands.missing))
    return state


def said_how(promise: Promise) -> str:
    """``On the telephone, Ann Lee, 20 Nov 2026``."""
    parts = (how(promise.how), promise.said_by, day(promise.made_on))
    return ", ".join(part for part in parts if part)


def kept(rate: Kept) -> str:
    """``Kept 3 of 4 promises``; empty while none was due."""
    if not rate.in_all:
        return ""
    if rate.in_all == 1:
        one = translate("Agreements", "Kept the one promise that was due")
        none = translate("Agreements", "Did not keep the one promise that was due")
        return one if rate.kept else none
    words = translate("Agreements", "Kept {kept} of {all} promises")
    part = translate("Agreements", ", {part} more in part").format(part=rate.part_kept)
    said = words.format(kept=rate.kept, all=rate.in_all)
    return f"{said}{part}" if rate.part_kept else said


# More time


def time_given(given: Extension, number: str) -> str:
    """``A-17: due 15 Dec 2026 instead of 15 Nov 2026``."""
    words = translate("Agreements", "{number}: due {new} instead of {old}")
    return words.format(number=number, new=day(given.new_due), old=day(given.old_due))


def price(cost: TimePrice, interest: InterestMeanwhile, *, counts: bool) -> str:
    """What the choice means in money. ``counts``: interest may be claimed of them at all."""
    if not counts:
        return translate("Agreements", "No interest is claimed from them.")
    if interest is InterestMeanwhile.RUNS:
        words = translate(
            "Agreements", "They will owe {extra} more interest by then, {all} in all."
        )
        return words.format(extra=money(cost.extra), all=money(cost.so_far + cost.extra))
    words = translate("Agreements", "You give up {extra} of interest.")
    if cost.so_far:
        words = translate(
            "Agreements",
            "You give up {extra} of interest. The {so_far} that has run up so far stays owed, and "
            "so does the fixed sum for late payment.",
        )
    return words.format(extra=money(cost.extra), so_far=money(cost.so_far))


def warnings(found: Sequence[Warn]) -> str:
    """What to know before more time is given, in a line or two."""
    return " ".join(translate("Agreements", _WARNINGS[one]) for one in found)


def earlier_times(count: int) -> str:
    """How often more time was given before; empty where never."""
    if not count:
        return ""
    if count == 1:
        return translate("Agreements", "They got more time for it once before.")
    words = translate("Agreements", "They got more time for it {count} times before, of {most}.")
    return words.format(count=count, most=MOST_TIMES)


# Disputes


def disputed(dispute: Dispute, number: str) -> str:
    """``A-17: £120.00 of it``, or all of it."""
    if dispute.amount is None:
        return translate("Agreements", "{number}: all of it").format(number=number)
    words = translate("Agreements", "{number}: {sum} of it")
    return words.format(number=number, sum=money(dispute.amount))


def dispute_under(dispute: Dispute, today: date) -> str:
    """How it stands: the answer that is due, or how it ended."""
    if dispute.closed_on is not None and dispute.outcome is not None:
        words = translate("Agreements", "Closed on {day}: {outcome}")
        return words.format(day=day(dispute.closed_on), outcome=outcome_within(dispute.outcome))
    if dispute.answer_by is None:
        return translate("Agreements", "Open")
    if dispute.answer_by < today:
        words = translate("Agreements", "Open: your answer was due {day}")
    else:
        words = translate("Agreements", "Open: answer by {day}")
    return words.format(day=near(dispute.answer_by, today))
