"""Today in words: each line of the work list, the figures, how fresh they are, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.policy import Tone
from dunning_desktop.ui.text import today_mail, today_runs
from dunning_desktop.ui.text.dates import day, days, near
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.ui.text.money import sums
from dunning_desktop.ui.text.words import tone_within
from dunning_desktop.usecases.today_rows import Freshness, NextStep, Task, TaskRow

translate = QCoreApplication.translate

# Their words stand with those of the runs.
RUNS = frozenset({Task.RUN_TROUBLE, Task.RUN_DONE})
# Tones and names share one line.
BESIDE_TONES = 2
# For one, and for several.
_SENTENCES = {
    Task.REMINDERS_READY: (
        QT_TRANSLATE_NOOP("Today", "1 reminder is ready: {sum}"),
        QT_TRANSLATE_NOOP("Today", "{count} reminders are ready: {sum}"),
    ),
    Task.CALLS_TO_MAKE: (
        QT_TRANSLATE_NOOP("Today", "1 call is to be made: {sum}"),
        QT_TRANSLATE_NOOP("Today", "{count} calls are to be made: {sum}"),
    ),
    Task.INSTALMENTS_TO_REMIND: (
        QT_TRANSLATE_NOOP("Today", "1 instalment to remind of: {sum}"),
        QT_TRANSLATE_NOOP("Today", "{count} instalments to remind of: {sum}"),
    ),
    Task.PLAN_DEFAULTED: (
        QT_TRANSLATE_NOOP("Today", "1 instalment plan was not kept: {sum} is open"),
        QT_TRANSLATE_NOOP("Today", "{count} instalment plans were not kept: {sum} is open"),
    ),
    Task.LETTERS_TO_PRINT: (
        QT_TRANSLATE_NOOP("Today", "1 letter is to be printed"),
        QT_TRANSLATE_NOOP("Today", "{count} letters are to be printed"),
    ),
    Task.LETTERS_TO_POST: (
        QT_TRANSLATE_NOOP("Today", "1 printed letter is to be posted"),
        QT_TRANSLATE_NOOP("Today", "{count} printed letters are to be posted"),
    ),
    Task.DISPUTES_TO_ANSWER: (
        QT_TRANSLATE_NOOP("Today", "1 dispute waits for your answer, due {until}"),
        QT_TRANSLATE_NOOP(
            "Today", "{count} disputes wait for your answer, the first due {until}"
        ),
    ),
    Task.CASES_READY: (
        QT_TRANSLATE_NOOP("Today", "1 case: the time of its letter has run"),
        QT_TRANSLATE_NOOP("Today", "{count} cases: the time of their letters has run"),
    ),
    Task.CASES_PAID: (
        QT_TRANSLATE_NOOP("Today", "1 case is paid: close it"),
        QT_TRANSLATE_NOOP("Today", "{count} cases are paid: close them"),
    ),
    Task.PARTNERS_UNTOLD: (
        QT_TRANSLATE_NOOP("Today", "1 debt you handed over was paid to you: {sum}"),
        QT_TRANSLATE_NOOP("Today", "{count} debts you handed over were paid to you: {sum}"),
    ),
    Task.LIMITATION_NEAR: (
        QT_TRANSLATE_NOOP("Today", "1 client's debt is out of time for a court {until}"),
        QT_TRANSLATE_NOOP(
            "Today", "The debts of {count} clients are out of time for a court, the first {until}"
        ),
    ),
    Task.OFFERS_LAPSED: (
        QT_TRANSLATE_NOOP("Today", "1 offer of yours ran out without an answer"),
        QT_TRANSLATE_NOOP("Today", "{count} offers of yours ran out without an answer"),
    ),
    Task.OFFERS_ENDING: (
        QT_TRANSLATE_NOOP("Today", "1 offer of yours ends {until}"),
        QT_TRANSLATE_NOOP("Today", "{count} offers of yours end today or tomorrow"),
    ),
    Task.PROMISES_BROKEN: (
        QT_TRANSLATE_NOOP("Today", "1 promise was not kept: {sum} is missing"),
        QT_TRANSLATE_NOOP("Today", "{count} promises were not kept: {sum} is missing"),
    ),
    Task.PROMISES_DUE: (
        QT_TRANSLATE_NOOP("Today", "{sum} is promised for {until}"),
        QT_TRANSLATE_NOOP("Today", "{count} promises fall due today or tomorrow: {sum}"),
    ),
    Task.MONEY_UNMATCHED: (
        QT_TRANSLATE_NOOP("Today", "{sum} paid or credited is not matched to an invoice"),
        QT_TRANSLATE_NOOP("Today", "{sum} paid or credited is not matched to invoices"),
    ),
    Task.OLD_DEBTS: (
        QT_TRANSLATE_NOOP("Today", "1 old invoice: chase it or not? {sum}"),
        QT_TRANSLATE_NOOP("Today", "{count} old invoices: chase them or not? {sum}"),
    ),
    Task.LADDER_DONE: (
        QT_TRANSLATE_NOOP("Today", "1 invoice is unpaid after every reminder: {sum}"),
        QT_TRANSLATE_NOOP("Today", "{count} invoices are unpaid after every reminder: {sum}"),
    ),
    Task.NO_ADDRESS: (
        QT_TRANSLATE_NOOP("Today", "1 invoice cannot be chased without an address: {sum}"),
        QT_TRANSLATE_NOOP("Today", "{count} invoices cannot be chased without an address: {sum}"),
    ),
    Task.DEBTOR_GUESSED: (
        QT_TRANSLATE_NOOP("Today", "Company or private person? 1 client is only a guess"),
        QT_TRANSLATE_NOOP(
            "Today", "Company or private person? {count} clients are only a guess"
        ),
    ),
    Task.RATES_MISSING: (
        QT_TRANSLATE_NOOP("Today", "A reference rate is missing"),
        QT_TRANSLATE_NOOP("Today", "{count} reference rates are missing"),
    ),
    Task.CLAIMABLE: (
        QT_TRANSLATE_NOOP("Today", "{sum} can still be claimed on 1 invoice paid late"),
        QT_TRANSLATE_NOOP("Today", "{sum} can still be claimed on {count} invoices paid late"),
    ),
    Task.HOLDS_ENDING: (
        QT_TRANSLATE_NOOP("Today", "1 hold or other pause ends {until}"),
        QT_TRANSLATE_NOOP(
            "Today", "{count} holds and other pauses end within a week, the first {until}"
        ),
    ),
    Task.RATES_UNCHECKED: (
        QT_TRANSLATE_NOOP("Today", "A reference rate was never compared with its publisher"),
        QT_TRANSLATE_NOOP(
            "Today", "{count} reference rates were never compared with their publishers"
        ),
    ),
}
_UNDER = {
    Task.CASES_READY: QT_TRANSLATE_NOOP("Today", "Hand it over, go to court or wait: {names}"),
    Task.CASES_PAID: QT_TRANSLATE_NOOP("Today", "Nothing of it is open any more: {names}"),
    Task.PARTNERS_UNTOLD: QT_TRANSLATE_NOOP(
        "Today", "Tell whoever collects it, so that nobody asks again: {names}"
    ),
    Task.LIMITATION_NEAR: QT_TRANSLATE_NOOP("Today", "After that nothing can be sued for: {names}"),
    Task.OFFERS_LAPSED: QT_TRANSLATE_NOOP("Today", "Chased again from now on: {names}"),
    Task.OFFERS_ENDING: QT_TRANSLATE_NOOP("Today", "Not answered yet: {names}"),
    Task.PROMISES_BROKEN: QT_TRANSLATE_NOOP("Today", "Chased again from now on: {names}"),
    Task.DISPUTES_TO_ANSWER: QT_TRANSLATE_NOOP(
        "Today", "Answer them, then close the dispute: {names}"
    ),
    Task.LETTERS_TO_POST: QT_TRANSLATE_NOOP("Today", "Press once they are in the post: {names}"),
    Task.INSTALMENTS_TO_REMIND: QT_TRANSLATE_NOOP("Today", "Due soon or just late: {names}"),
    Task.PLAN_DEFAULTED: QT_TRANSLATE_NOOP(
        "Today", "Chased again from now on; cancel it or agree a new one: {names}"
    ),
    Task.OLD_DEBTS: QT_TRANSLATE_NOOP("Today", "Late before you began here: {names}"),
    Task.LADDER_DONE: QT_TRANSLATE_NOOP("Today", "You decide: {names}"),
    Task.DEBTOR_GUESSED: QT_TRANSLATE_NOOP(
        "Today", "No interest is claimed until you confirm it: {names}"
    ),
    Task.RATES_MISSING: QT_TRANSLATE_NOOP(
        "Today", "Interest is provisional until you add it: {names}"
    ),
    Task.CLAIMABLE: QT_TRANSLATE_NOOP("Today", "Paid in the last 90 days: {names}"),
    Task.RATES_UNCHECKED: QT_TRANSLATE_NOOP(
        "Today", "Figures made with it say so until you confirm it: {names}"
    ),
}
_TONES = {
    Tone.FINAL: QT_TRANSLATE_NOOP("Today", "{count} final"),
    Tone.FIRM: QT_TRANSLATE_NOOP("Today", "{count} firm"),
    Tone.FRIENDLY: QT_TRANSLATE_NOOP("Today", "{count} friendly"),
    Tone.COURTESY: QT_TRANSLATE_NOOP("Today", "{count} before the due day"),
}
_PRESSES = {
    Task.REMINDERS_READY: QT_TRANSLATE_NOOP("Today", "Review and send…"),
    Task.CALLS_TO_MAKE: QT_TRANSLATE_NOOP("Today", "Call…"),
    Task.INSTALMENTS_TO_REMIND: QT_TRANSLATE_NOOP("Today", "Remind them"),
    Task.LETTERS_TO_PRINT: QT_TRANSLATE_NOOP("Today", "Print…"),
    Task.LETTERS_TO_POST: QT_TRANSLATE_NOOP("Today", "Mark as posted"),
    Task.OLD_DEBTS: QT_TRANSLATE_NOOP("Today", "Decide…"),
    Task.RUN_TROUBLE: QT_TRANSLATE_NOOP("Today", "See what it did"),
    Task.RUN_DONE: QT_TRANSLATE_NOOP("Today", "See what it did"),
    Task.CASES_READY: QT_TRANSLATE_NOOP("Today", "Open Cases"),
    Task.CASES_PAID: QT_TRANSLATE_NOOP("Today", "Open Cases"),
    Task.PARTNERS_UNTOLD: QT_TRANSLATE_NOOP("Today", "Open Cases"),
    Task.RATES_MISSING: QT_TRANSLATE_NOOP("Today", "Open rates"),
    Task.RATES_UNCHECKED: QT_TRANSLATE_NOOP("Today", "Open rates"),
}
# An icon and the name of its colour.
LOOKS = {
    Task.SENDING_PAUSED: ("circle-pause", "trouble"),
    Task.EMAILS_UNCERTAIN: ("circle-alert", "warning"),
    Task.EMAILS_FAILED: ("circle-x", "trouble"),
    Task.EMAILS_BOUNCED: ("circle-x", "warning"),
    Task.ADDRESS_REFUSED: ("mail", "warning"),
    Task.INBOX_UNREAD: ("mail-open", "warning"),
    Task.RUN_TROUBLE: ("refresh-cw", "warning"),
    Task.REMINDERS_READY: ("send", "accent"),
    Task.EMAILS_TO_HAND_OVER: ("mail-open", "accent"),
    Task.EMAILS_HANDED_OVER: ("mail-open", "accent"),
    Task.CALLS_TO_MAKE: ("phone", "accent"),
    Task.INSTALMENTS_TO_REMIND: ("calendar", "accent"),
    Task.PLAN_DEFAULTED: ("calendar", "warning"),
    Task.LETTERS_TO_PRINT: ("printer", "accent"),
    Task.LETTERS_TO_POST: ("stamp", "accent"),
    Task.REPLIES: ("message-square", "text"),
    Task.DISPUTES_TO_ANSWER: ("triangle-alert", "text"),
    Task.PROMISES_BROKEN: ("hand-coins", "warning"),
    Task.OFFERS_LAPSED: ("hourglass", "text"),
    Task.CASES_READY: ("briefcase", "text"),
    Task.CASES_PAID: ("circle-check", "good"),
    Task.PARTNERS_UNTOLD: ("banknote", "warning"),
    Task.LIMITATION_NEAR: ("hourglass", "warning"),
    Task.OFFERS_ENDING: ("hourglass", "quiet"),
    Task.MONEY_UNMATCHED: ("banknote", "text"),
    Task.OLD_DEBTS: ("hourglass", "text"),
    Task.LADDER_DONE: ("flag", "text"),
    Task.NO_ADDRESS: ("map-pin", "text"),
    Task.DEBTOR_GUESSED: ("users", "text"),
    Task.RATES_MISSING: ("landmark", "text"),
    Task.CLAIMABLE: ("scale", "quiet"),
    Task.RUN_DONE: ("refresh-cw", "quiet"),
    Task.PROMISES_DUE: ("hand-coins", "quiet"),
    Task.HOLDS_ENDING: ("hourglass", "quiet"),
    Task.RATES_UNCHECKED: ("landmark", "quiet"),
}


def sentence(row: TaskRow, today: date) -> str:
    """What waits, in one plain sentence."""
    if row.task in RUNS:
        return today_runs.sentence(row, today)
    if row.task in today_mail.TASKS:
        return today_mail.sentence(row, today)
    one, many = _SENTENCES[row.task]
    words = translate("Today", one if row.count == 1 else many)
    count = translate("Today", "more than {n}").format(n=row.count) if row.capped else row.count
    return words.format(
        count=count,
        sum=sums(row.amounts),
        until=_on(row.until, today) if row.until else "",
    )


def under(row: TaskRow, today: date) -> str:
    """The quiet second line: whom it is about, and what hangs on it."""
    if row.task in RUNS:
        return today_runs.under(row)
    if row.tones:
        counts = [translate("Today", _TONES[one]).format(count=n) for one, n in row.tones]
        return f"{', '.join(counts)}  ·  {who(row.names[:BESIDE_TONES], row.parties)}"
    names = who(row.names, row.parties)
    if row.task in today_mail.TASKS:
        return today_mail.under(row, names, today)
    words = _UNDER.get(row.task)
    return translate("Today", words).format(names=names) if words and names else names


def press(row: TaskRow) -> str:
    """What the row's one button says."""
    of_mail = today_mail.press(row)
    if of_mail:
        return of_mail
    if row.task is Task.RUN_TROUBLE and row.run is None:
        return translate("Today", "Open settings")
    if row.task in _PRESSES:
        return translate("Today", _PRESSES[row.task])
    if row.task is Task.PLAN_DEFAULTED and len(row.client_ids) == 1:
        return translate("Today", "Show the plan…")
    if len(row.client_ids) == 1:
        return translate("Today", "Show the client")
    return translate("Today", "Show the clients")


def spoken(row: TaskRow, today: date) -> str:
    """Everything a row says, for a screen reader."""
    parts = (sentence(row, today), under(row, today), press(row).replace("…", ""))
    return ". ".join(part.rstrip(".") for part in parts if part)


def who(names: Sequence[str], parties: int) -> str:
    """``Aldgate, Brindle and 4 more``."""
    said = ", ".join(names)
    if parties <= len(names):
        return said
    words = translate("Today", "{names} and {n} more")
    # The last words stay together where a line is broken.
    return words.replace(" {n} ", "\N{NO-BREAK SPACE}{n}\N{NO-BREAK SPACE}").format(
        names=said, n=parties - len(names)
    )


def days_late(average: Decimal | None) -> str:
    """``17.9 days``, ``2.0 days early``, ``On time``; a dash where nothing was paid yet."""
    if average is None:
        return "–"
    if not average:
        return translate("Today", "On time")
    words = translate("Today", "{n} days") if average > 0 else translate("Today", "{n} days early")
    return words.format(n=abs(average))


def freshness(known: Freshness) -> str:
    """Up to which day payments are known, and what of them settles nothing yet."""
    if known.known_to is None:
        said = translate("Today", "No payment was recorded or imported yet.")
    else:
        words = translate("Today", "Payments are known up to {day}, {ago}.")
        said = words.format(day=day(known.known_to), ago=_ago(known.days_old))
    if not known.unmatched:
        return said
    loose = translate("Today", "{sum} is not matched to an invoice.")
    return f"{said} {loose.format(sum=sums(known.unmatched))}"


def _ago(count: int) -> str:
    if count == 0:
        return translate("Today", "today")
    if count == 1:
        return translate("Today", "yesterday")
    return translate("Today", "{days} ago").format(days=days(count))


def comes_next(step: NextStep | None, today: date) -> str:
    """What comes by itself, and when; empty where nothing does."""
    if step is None:
        return ""
    when, names = _on(step.day, today), who(step.names, step.parties)
    if step.tone is None:
        words = translate("Today", "Next: {names} can be reminded again {when}.")
        return words.format(names=names, when=when)
    words = translate("Today", "Next: {tone} for {names} {when}.")
    return words.format(tone=tone_within(step.tone), names=names, when=when)


def _on(when: date, today: date) -> str:
    said = near(when, today)
    if (when - today).days in {0, 1}:
        return said
    return translate("Today", "on {day}").format(day=said)
