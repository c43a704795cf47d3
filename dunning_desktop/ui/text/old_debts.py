"""Old debts in plain words: how chasing can begin for them, and what each way means."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.policy import OldDebts
from dunning_desktop.ui.text.dates import day
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.ui.text.money import sums
from dunning_desktop.ui.text.words import tone
from dunning_desktop.usecases.old_debts import OldDebt, OldDebtsNow

translate = QCoreApplication.translate

_WAYS = {
    OldDebts.FIRST: QT_TRANSLATE_NOOP("OldDebts", "Begin with the first reminder"),
    OldDebts.BY_AGE: QT_TRANSLATE_NOOP("OldDebts", "Begin with the reminder for its age"),
    OldDebts.LEAVE: QT_TRANSLATE_NOOP("OldDebts", "Leave them alone"),
    OldDebts.ASK: QT_TRANSLATE_NOOP("OldDebts", "Decide one by one"),
}
_MEANINGS = {
    OldDebts.FIRST: QT_TRANSLATE_NOOP(
        "OldDebts", "Friendly first, however late it is. The safe way if you never chased them."
    ),
    OldDebts.BY_AGE: QT_TRANSLATE_NOOP(
        "OldDebts",
        "The later it is, the firmer the first reminder. Choose this if you have chased them "
        "yourself before.",
    ),
    OldDebts.LEAVE: QT_TRANSLATE_NOOP(
        "OldDebts", "Only what falls due from now on is chased. You can still begin with any one."
    ),
    OldDebts.ASK: QT_TRANSLATE_NOOP(
        "OldDebts", "They wait on Today until you have decided on each."
    ),
}
_DECIDED = {
    OldDebts.FIRST: QT_TRANSLATE_NOOP("OldDebts", "First reminder"),
    OldDebts.BY_AGE: QT_TRANSLATE_NOOP("OldDebts", "For its age"),
    OldDebts.LEAVE: QT_TRANSLATE_NOOP("OldDebts", "Left alone"),
}


def way(start: OldDebts) -> str:
    """A way to begin, in a few words."""
    return translate("OldDebts", _WAYS[start])


def decided(start: OldDebts) -> str:
    """A way that was decided on, short enough for a table; nothing while it is open."""
    return translate("OldDebts", _DECIDED[start]) if start in _DECIDED else ""


def meaning(start: OldDebts) -> str:
    """What that way means for them."""
    return translate("OldDebts", _MEANINGS[start])


def how_many(now: OldDebtsNow) -> str:
    """How many are late and were never reminded of, and what they come to."""
    count = len(now.late)
    if not count:
        return translate("OldDebts", "Every late invoice was reminded of at least once.")
    one = translate("OldDebts", "1 invoice is late and nobody was reminded of it yet: {sum}.")
    many = translate(
        "OldDebts", "{count} invoices are late and nobody was reminded of them yet: {sum}."
    )
    return (one if count == 1 else many).format(count=count, sum=sums(now.amounts))


def holds_for(before: date | None) -> str:
    """For which invoices the choice holds."""
    if before is None:
        return translate("OldDebts", "You have not chosen yet: they are chased like all others.")
    words = translate("OldDebts", "This is for what fell due before {day}.")
    return words.format(day=day(before))


def by_age(debt: OldDebt) -> str:
    """With which reminder it would begin for its age."""
    return tone(debt.by_age.tone) if debt.by_age is not None else ""
