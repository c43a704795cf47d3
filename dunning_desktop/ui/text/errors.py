"""Errors the owner can mend, as sentences: what happened, what it means, what to press."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.ui.text.agreement_errors import FIELDS as AGREED_FIELDS
from dunning_desktop.ui.text.letters import letterhead_sentence, own_text_sentence
from dunning_desktop.ui.text.mail import fault_sentence
from dunning_desktop.ui.text.mail_addresses import FIELDS as ADDRESS_FIELDS
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.ui.text.plan_errors import FIELDS as PLAN_FIELDS
from dunning_desktop.ui.text.plan_errors import law_stops
from dunning_desktop.ui.text.runs import refused

translate = QCoreApplication.translate

_BY_CODE = {
    "currency-mismatch": QT_TRANSLATE_NOOP(
        "Errors", "Two currencies were mixed. Enter the amount in the invoice's own currency."
    ),
    "invalid-amount": QT_TRANSLATE_NOOP(
        "Errors", "That is not an amount. Type it like 1,234.50."
    ),
    "not-found": QT_TRANSLATE_NOOP(
        "Errors",
        "This is no longer in your book: it was removed meanwhile. The list is up to date.",
    ),
    "proposal-outdated": QT_TRANSLATE_NOOP(
        "Errors",
        "Something changed while you were looking, perhaps a payment came in. "
        "Nothing was sent. Look at the reminders again, then send.",
    ),
    "duplicate-number": QT_TRANSLATE_NOOP(
        "Errors", "This client already has an invoice with that number. Choose another number."
    ),
    "allocation-too-large": QT_TRANSLATE_NOOP(
        "Errors", "More is shared out than was paid, or than is open. Lower one of the amounts."
    ),
    "case-not-ready": QT_TRANSLATE_NOOP(
        "Errors",
        'The letter cannot go out yet. Mend what the list "Is it ready?" marks as to be mended '
        "first.",
    ),
    "case-step": QT_TRANSLATE_NOOP(
        "Errors", "The case does not allow that now. Look at what it waits for."
    ),
    "discount-outdated": QT_TRANSLATE_NOOP(
        "Errors",
        "Something changed while you were looking: payment and discount do not settle {number} "
        "in full. Nothing was recorded. Type the amount again.",
    ),
    "no-such-court": QT_TRANSLATE_NOOP(
        "Errors",
        "Court papers are made for England and Wales, in pounds. Elsewhere ask a solicitor.",
    ),
    "stopped": QT_TRANSLATE_NOOP("Errors", "Stopped. Nothing was written."),
    "batch-in-use": QT_TRANSLATE_NOOP(
        "Errors",
        "This import cannot be undone: something was built on it since, a payment or a reminder. "
        "Nothing was changed.",
    ),
    "cannot-undo": QT_TRANSLATE_NOOP(
        "Errors", "It is too late to take this back: it has already gone out."
    ),
    "keychain": QT_TRANSLATE_NOOP(
        "Errors",
        "This computer offers no safe place for passwords. You can type the password each time "
        "you start the program; it is never written anywhere.",
    ),
    "cannot-print": QT_TRANSLATE_NOOP(
        "Errors", "Nothing was printed: the printer did not take it. Check it, then print again."
    ),
    "cannot-open": QT_TRANSLATE_NOOP(
        "Errors", "No program on this computer could open it. Save it and open it by hand."
    ),
    "cannot-save": QT_TRANSLATE_NOOP(
        "Errors", "{name} could not be written: {reason}. Choose another folder."
    ),
    "folder": QT_TRANSLATE_NOOP(
        "Errors",
        "A folder the program needs cannot be used: {path}. "
        "Check that the disk is not full and that you may write there.",
    ),
}

# Why something cannot be taken back, where it is not because it has gone out.
_TOO_LATE = {
    "built-on": QT_TRANSLATE_NOOP(
        "Errors",
        "This cannot be taken back any more: chasing has gone on from it. Nothing was changed.",
    ),
    "closed": QT_TRANSLATE_NOOP("Errors", "This is closed already. Nothing was changed."),
    "answered": QT_TRANSLATE_NOOP(
        "Errors", "This plan waits for no answer any more. Nothing was changed."
    ),
    "plan-over": QT_TRANSLATE_NOOP("Errors", "This plan is over already. Nothing was changed."),
    "contact-changed": QT_TRANSLATE_NOOP(
        "Errors",
        "The number cannot be put back: the contact was changed meanwhile. "
        "Type it in under Change. Nothing was changed.",
    ),
}

_FIELDS = {
    ("name", "empty"): QT_TRANSLATE_NOOP("Errors", "Enter a name."),
    ("number", "empty"): QT_TRANSLATE_NOOP("Errors", "Enter the invoice number."),
    ("total", "not-positive"): QT_TRANSLATE_NOOP("Errors", "The total must be more than nothing."),
    ("total", "items-differ"): QT_TRANSLATE_NOOP(
        "Errors", "The parts of the invoice do not add up to its total."
    ),
    ("amount", "not-positive"): QT_TRANSLATE_NOOP(
        "Errors", "The amount must be more than nothing."
    ),
    ("currency", "form"): QT_TRANSLATE_NOOP(
        "Errors", "A currency is three letters, like GBP or EUR."
    ),
    ("client", "in-use"): QT_TRANSLATE_NOOP(
        "Errors",
        "This invoice already has payments or reminders, so it stays with its client. Nothing was "
        "changed. If it went to the wrong client, cancel it and enter it anew.",
    ),
    ("currency", "in-use"): QT_TRANSLATE_NOOP(
        "Errors",
        "This invoice already has payments or reminders, so it keeps its currency. Nothing was "
        "changed. If the currency is wrong, cancel it and enter it anew.",
    ),
    ("net_days", "range"): QT_TRANSLATE_NOOP("Errors", "Days to pay run from 0 to 366."),
    ("contract_rate", "missing"): QT_TRANSLATE_NOOP(
        "Errors", "Enter the interest rate you agreed, in percent a year."
    ),
    ("contract_rate", "range"): QT_TRANSLATE_NOOP("Errors", "The rate runs from 0 to 100 percent."),
    ("due_day", "missing"): QT_TRANSLATE_NOOP("Errors", "Choose a day of the month."),
    ("due_day", "range"): QT_TRANSLATE_NOOP("Errors", "A day of the month runs from 1 to 31."),
    ("stages", "count"): QT_TRANSLATE_NOOP("Errors", "An invoice has 2 to 12 parts."),
    ("stages", "percent"): QT_TRANSLATE_NOOP(
        "Errors", "The parts are more than the whole: nothing is left for the last one."
    ),
    ("stages", "sum"): QT_TRANSLATE_NOOP("Errors", "The parts must add up to 100 %."),
    ("stages", "range"): QT_TRANSLATE_NOOP("Errors", "Days to pay run from 0 to 366."),
    ("stages", "order"): QT_TRANSLATE_NOOP(
        "Errors", "Each part must fall due later than the one before."
    ),
    ("discount", "missing"): QT_TRANSLATE_NOOP(
        "Errors", "A discount needs a percentage and a number of days."
    ),
    ("discount", "percent"): QT_TRANSLATE_NOOP(
        "Errors", "A discount is more than 0 and less than 100 percent."
    ),
    ("discount", "range"): QT_TRANSLATE_NOOP("Errors", "The days for it run from 0 to 366."),
    ("reminder_fee", "form"): QT_TRANSLATE_NOOP(
        "Errors", "Type the fee like 12.00, or take the tick away."
    ),
    ("reminder_fee", "range"): QT_TRANSLATE_NOOP(
        "Errors", "The fee must be more than nothing, and no typing mistake."
    ),
    ("accepted_on", "future"): QT_TRANSLATE_NOOP("Errors", "Choose today or an earlier day."),
    ("email", "form"): QT_TRANSLATE_NOOP(
        "Errors", "That is not an e-mail address. Type it like name@example.com."
    ),
    ("half_year", "not-a-half-year"): QT_TRANSLATE_NOOP(
        "Errors", "A reference rate holds for a half-year, which begins on 1 January or 1 July."
    ),
    ("percent", "range"): QT_TRANSLATE_NOOP(
        "Errors",
        "A reference rate runs from −5 to 50 percent a year. Check the decimal point.",
    ),
    ("name", "taken"): QT_TRANSLATE_NOOP(
        "Errors", "Another ladder has that name. Choose another name."
    ),
    ("tag", "empty"): QT_TRANSLATE_NOOP("Errors", "Enter a tag."),
    ("ladder", "in-use"): QT_TRANSLATE_NOOP(
        "Errors",
        "This ladder holds for everybody. Choose another one for everybody first, then retire it.",
    ),
    ("levels", "empty"): QT_TRANSLATE_NOOP("Errors", "A ladder needs at least one step."),
    ("promised", "empty"): QT_TRANSLATE_NOOP("Errors", "Say by which day they will pay."),
    ("promised", "past"): QT_TRANSLATE_NOOP("Errors", "Choose today or a later day."),
    ("promised", "too-far"): QT_TRANSLATE_NOOP(
        "Errors", "A promise runs for 60 days at the most. For longer, agree instalments."
    ),
    ("note", "empty"): QT_TRANSLATE_NOOP("Errors", "Write down in a few words what was said."),
    ("reason", "empty"): QT_TRANSLATE_NOOP("Errors", "Say why: it is kept with the invoice."),
    ("level", "nothing-left"): QT_TRANSLATE_NOOP(
        "Errors", "No reminder is left on the ladder that could be passed over."
    ),
    ("at", "quiet"): QT_TRANSLATE_NOOP(
        "Errors", "That time lies within the quiet hours. Choose another one, or change them."
    ),
    ("most_in_a_run", "range"): QT_TRANSLATE_NOOP("Errors", "A run sends at least one reminder."),
    ("most_in_a_day", "range"): QT_TRANSLATE_NOOP("Errors", "A day has at least one reminder."),
    ("most_to_a_client", "range"): QT_TRANSLATE_NOOP(
        "Errors", "A client gets at least one reminder."
    ),
    ("stale_after", "range"): QT_TRANSLATE_NOOP("Errors", "Enter a number of days."),
    ("level", "phone"): QT_TRANSLATE_NOOP(
        "Errors", "A person calls there, so it cannot go by itself. Nothing was changed."
    ),
    ("levels", "order"): QT_TRANSLATE_NOOP("Errors", "Each step must come after the one before."),
    ("levels", "tones"): QT_TRANSLATE_NOOP(
        "Errors", "A step cannot be friendlier than the one before."
    ),
    ("repeat_every", "range"): QT_TRANSLATE_NOOP("Errors", "Repeat it after one day or more."),
    ("kind", "no-breathing-space"): QT_TRANSLATE_NOOP(
        "Errors",
        "A company cannot have a breathing space, nor a partnership or a public body: it is for "
        "private persons, and for sole traders who are not registered for VAT. If {text} is one, "
        "say so under Change first.",
    ),
    ("until", "before-start"): QT_TRANSLATE_NOOP(
        "Errors", "The last day cannot come before the first."
    ),
    ("amount", "no-less"): QT_TRANSLATE_NOOP(
        "Errors", "An offer to settle is for less than what is open."
    ),
    ("expires", "past"): QT_TRANSLATE_NOOP("Errors", "The offer must stand until today or later."),
    ("dispute", "closed"): QT_TRANSLATE_NOOP(
        "Errors", "That dispute is closed. Make the offer on what is open instead."
    ),
    ("gap_days", "range"): QT_TRANSLATE_NOOP("Errors", "A number of days cannot be below nought."),
    ("account", "removed"): QT_TRANSLATE_NOOP(
        "Errors",
        "The account that this e-mail was made for was removed, and no other may send it. Open it "
        "in your mail program, or cancel it and print the letter.",
    ),
    ("account", "mail-waits"): QT_TRANSLATE_NOOP(
        "Errors",
        "Messages still wait to go from this account. Let them go, or take them back in the "
        "Outbox; then remove it. Nothing was changed.",
    ),
}

_BOOK = {
    "not-a-book": QT_TRANSLATE_NOOP(
        "Errors", "{path} is not a Dunning Desktop book. It was left as it is. Choose another file."
    ),
    "newer": QT_TRANSLATE_NOOP(
        "Errors",
        "This book was last used by a newer version of Dunning Desktop. "
        "Update the program, then open it again. The book was not changed.",
    ),
    "locked": QT_TRANSLATE_NOOP(
        "Errors",
        "Another copy of the program is using this book. Close that copy, then try again.",
    ),
    "read-only": QT_TRANSLATE_NOOP(
        "Errors",
        "This book cannot be written to: {path}. Move it to a folder where you may write.",
    ),
    "not-permitted": QT_TRANSLATE_NOOP(
        "Errors",
        "The book cannot be opened: you may not use {path}. Check the folder's permissions.",
    ),
    "disk-full": QT_TRANSLATE_NOOP(
        "Errors",
        "The disk is full. Nothing half-written was kept. Free some space, then try again.",
    ),
    "disk-error": QT_TRANSLATE_NOOP(
        "Errors",
        "The disk reported an error while reading the book. Copy {path} somewhere safe first.",
    ),
    "damaged": QT_TRANSLATE_NOOP(
        "Errors",
        "The book is damaged and was not changed: {path}. Open the latest backup instead.",
    ),
}

_UNREADABLE = {
    "missing": QT_TRANSLATE_NOOP("Errors", "{name} is no longer there."),
    "not-permitted": QT_TRANSLATE_NOOP("Errors", "You may not read {name}."),
    "not-a-file": QT_TRANSLATE_NOOP("Errors", "{name} is a folder, not a file."),
    "unreadable": QT_TRANSLATE_NOOP("Errors", "{name} cannot be read: {detail}."),
    "empty": QT_TRANSLATE_NOOP("Errors", "{name} is empty."),
    "too-large": QT_TRANSLATE_NOOP("Errors", "{name} is too large (limit: {detail})."),
    "binary": QT_TRANSLATE_NOOP("Errors", "{name} is not a table of text."),
    "pdf": QT_TRANSLATE_NOOP(
        "Errors", "{name} is a PDF. Export the invoices as CSV or Excel instead."
    ),
    "zip": QT_TRANSLATE_NOOP("Errors", "{name} is a ZIP archive. Unpack it first."),
    "html": QT_TRANSLATE_NOOP("Errors", "{name} is a web page. Export it as CSV or Excel."),
    "xml": QT_TRANSLATE_NOOP("Errors", "{name} is an XML file that holds no table."),
    "password": QT_TRANSLATE_NOOP(
        "Errors", "{name} is protected by a password. Save it without one first."
    ),
    "damaged": QT_TRANSLATE_NOOP("Errors", "{name} is damaged. Export it again."),
    "encoding": QT_TRANSLATE_NOOP("Errors", "{name} is not written in {detail}. Choose another."),
    "no-sheet": QT_TRANSLATE_NOOP("Errors", "{name} has no sheet called {detail}."),
    "no-table": QT_TRANSLATE_NOOP("Errors", "There is no table in {name}."),
    "not-invoices": QT_TRANSLATE_NOOP(
        "Errors", "{name} is a “{detail}” report. Export the list of invoices instead."
    ),
    "unmapped": QT_TRANSLATE_NOOP("Errors", "Say which columns of {name} hold: {detail}."),
    "changed": QT_TRANSLATE_NOOP("Errors", "{name} changed since you looked at it. Open it again."),
}

_SCHEDULE = {
    "not-offered": QT_TRANSLATE_NOOP(
        "Errors", "This computer offers programs no timetable. Keep the window open for runs."
    ),
    "refused": QT_TRANSLATE_NOOP(
        "Errors", "This computer did not take it into its timetable. It says: {detail}"
    ),
    "not-written": QT_TRANSLATE_NOOP(
        "Errors", "The entry for the timetable could not be written: {detail}."
    ),
    "not-text": QT_TRANSLATE_NOOP(
        "Errors",
        "The path of your book has characters that the timetable cannot hold. Move the book to "
        "a folder with a plain name.",
    ),
    "not-kept": QT_TRANSLATE_NOOP(
        "Errors", "This computer kept something else than what was asked for; it was taken away."
    ),
    "not-removed": QT_TRANSLATE_NOOP(
        "Errors", "This computer still starts it every day. Remove it in its own timetable."
    ),
}

_BY_REASON = {
    "book": (_BOOK, "damaged"),
    "unreadable-file": (_UNREADABLE, "damaged"),
    "schedule": (_SCHEDULE, "refused"),
}

_UNKNOWN = QT_TRANSLATE_NOOP("Errors", "That did not work ({code}). Nothing was changed.")


def sentence(error: DunningError) -> str:
    """What to tell the owner."""
    reason = str(error.data.get("reason", ""))
    if error.code == "invalid-field":
        key = (str(error.data.get("field", "")), reason)
        fields = (_FIELDS, AGREED_FIELDS, PLAN_FIELDS, ADDRESS_FIELDS)
        return _say(next((one[key] for one in fields if key in one), _UNKNOWN), error)
    if error.code == "cannot-undo" and error.data.get("state") in _TOO_LATE:
        return _say(_TOO_LATE[str(error.data["state"])], error)
    if error.code in _BY_REASON:
        known, otherwise = _BY_REASON[error.code]
        return _say(known.get(reason, known[otherwise]), error)
    if error.code in _MADE:
        return _MADE[error.code](error)
    return _say(_BY_CODE.get(error.code, _UNKNOWN), error)


_MADE: Mapping[str, Callable[[DunningError], str]] = {
    "mail": lambda error: fault_sentence(str(error.data.get("fault", ""))),
    "run-refused": lambda error: refused(str(error.data.get("reason", ""))),
    "plan-refused": law_stops,
    "own-text": own_text_sentence,
    "letterhead": letterhead_sentence,
}


def _say(template: str, error: DunningError) -> str:
    known = {"code": error.code, **{key: str(value) for key, value in error.data.items()}}
    return translate("Errors", template).format_map(_Blank(known))


class _Blank(dict[str, str]):
    """A missing word leaves a gap instead of an error about the error."""

    def __init__(self, known: Mapping[str, str]) -> None:
        super().__init__(known)

    def __missing__(self, key: str) -> str:
        return "…"
