"""Codes in plain words, for a terminal."""

from __future__ import annotations

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.proposal import NotToday, WhyNot
from dunning_desktop.usecases.run_rows import Did, Run

_WHY = {
    WhyNot.NOT_DUE: "not due yet",
    WhyNot.NEXT_STEP_LATER: "the next step comes later",
    WhyNot.WAITING_FOR_GAP: "the client heard from you a few days ago",
    WhyNot.BLOCKED: "on hold",
    WhyNot.LADDER_DONE: "every reminder was sent",
    WhyNot.BELOW_MINIMUM: "too small an amount to chase",
    WhyNot.NO_ADDRESS: "no e-mail and no postal address",
    WhyNot.ARCHIVED: "the client is archived",
    WhyNot.NOT_A_WORKING_DAY: "nobody works there today",
    WhyNot.MONEY_UNALLOCATED: "the client has paid money that is not allocated yet",
    WhyNot.NOT_DELIVERED: "the last reminder has not gone out",
    WhyNot.NOT_POSTED: "the last letter was not marked as posted",
    WhyNot.OLD_DEBT: "it was late before you began, and is left alone",
    WhyNot.TO_DECIDE: "it was late before you began: you decide whether it is chased",
}

_BLOCKED = {
    BlockKind.HOLD: "on hold",
    BlockKind.PROMISE: "the client promised to pay",
    BlockKind.OFFER: "the client was offered to settle for less",
    BlockKind.PLAN: "the client pays by instalments",
    BlockKind.DISPUTE: "the client disputes it",
    BlockKind.BREATHING_SPACE: "the client is in breathing space",
    BlockKind.INSOLVENCY: "the client is insolvent",
    BlockKind.CASE: "it is in a case",
    BlockKind.IN_COURT: "it is in court",
    BlockKind.WRITTEN_OFF: "it was written off",
    BlockKind.HANDED_OVER: "it was handed over",
    BlockKind.SNOOZE: "you put it off",
    BlockKind.REPLIED: "the client replied and waits for you",
    BlockKind.CALL_AGAIN: "nobody answered the telephone",
    BlockKind.VULNERABLE: "the client is vulnerable",
    BlockKind.DO_NOT_CHASE: "you do not chase the client",
}

_ERRORS = {
    "not-found": "there is no {kind} {key}",
    "duplicate-number": "that client already has an invoice {number}",
    "allocation-too-large": "more would be settled than was paid or is open",
    "discount-outdated": "payment and discount do not settle {number} in full; not recorded",
    "cannot-save": "{name} cannot be written: {reason}",
    "no-such-court": "court papers are made for England and Wales, in pounds; not for {law}",
    "stopped": "stopped; nothing was written",
    "proposal-outdated": "the book changed meanwhile; nothing was issued, try again",
    "invalid-amount": "not an amount: {text}",
    "invalid-field": "the {field} cannot be taken: {reason}",
    "currency-mismatch": "two currencies were mixed",
    "cannot-undo": "it is too late to take this back",
    "case-not-ready": "the letter cannot go out yet: dunning case check says what stops it",
    "case-step": "the case does not allow that now: it is {state}{until}",
    "plan-refused": "the law does not allow such instalments for this client: {stops}",
    "folder": "a folder of the program cannot be made: {path}: {reason}",
    "batch-in-use": "the import cannot be undone: invoice {number} was used since",
    "unreadable-file": "cannot import {name}: {reason}; nothing was changed",
    "keychain": "no safe password store: {reason}",
    "schedule": "the computer's timetable did not take it: {reason} {detail}",
}

LAW_STOPS = {
    "too-many": "more than 12 payments",
    "too-long": "a payment later than 12 months after the agreement",
    "interest": "no interest may be added",
}

_BOOK = {
    "missing": "there is no book at {path}; make it with: dunning init",
    "not-a-book": "{path} is not a book of this program",
    "newer": "{path} was made by a newer version of this program; install that one",
    "locked": "the book is in use by another copy of the program; try again",
    "disk-full": "the disk is full; nothing was changed",
    "read-only": "the book cannot be written to: check its permissions",
    "not-permitted": "the book cannot be opened: check its folder and its permissions",
    "disk-error": "the disk reports an error; nothing was changed",
    "damaged": "the book is damaged; restore a copy",
}

_REFUSED = {
    "off": "nothing is sent by itself in this book; switch it on in the window, Settings",
    "quiet": "these are quiet hours; nothing is sent now",
    "rest-day": "nothing is sent on a weekend or bank holiday",
    "done-today": "the run of today is done",
    "elsewhere": "another run is going on",
}

_HELD = {
    "needs-approval": "you said you want to look at these yourself",
    "payments-stale": "the payments in the book are {detail} days old: bring them up to date",
    "enough-for-this-run": "no more than {detail} go out in one run",
    "enough-for-today": "no more than {detail} go out in one day",
    "enough-for-the-client": "{detail} reminders went to them in thirty days: enough",
    "sending-paused": "sending is paused",
    "inbox-unread": "your inbox was not read for a day: somebody may have answered",
    "by-mail-program": "it goes by your mail program: send it yourself",
    "bug": "it could not be made ({detail})",
}

_DID = {Did.SENT: "sent", Did.DRAFTED: "not sent yet", Did.LEFT: "left to you",
        Did.FAILED: "not sent"}  # fmt: skip

_FILE = {
    "missing": "there is no such file",
    "not-permitted": "it may not be read",
    "not-a-file": "it is a folder, not a file",
    "unreadable": "it cannot be read ({detail})",
    "empty": "it is empty",
    "too-large": "it is too large ({detail})",
    "binary": "it is neither a table of text nor a spreadsheet",
    "pdf": "it is a PDF; export the list as CSV or XLSX",
    "zip": "it is an archive; unpack it first",
    "html": "it is a web page; export the list as CSV or XLSX",
    "xml": "it is XML; export the list as CSV or XLSX",
    "password": "it is protected by a password",
    "damaged": "it is damaged",
    "encoding": "its text cannot be read as {detail}",
    "no-sheet": "it has no sheet {detail}; choose one with --sheet",
    "no-table": "no table with headings was found in it",
    "not-invoices": "it lists something else: {detail}",
    "unmapped": "no column was found for: {detail}; import it in the window and say which it is",
    "changed": "it changed meanwhile; try again",
}

_MAIL = {
    "no-account": "no e-mail account is set up; open the window, Settings, E-mail",
    "no-password": "the password of the mail account is not stored; open the window, Settings",
    "login": "the mail server refused the name or the password, or wants you to sign in again; "
    "open the window, Settings",
    "unreachable": "the mail server cannot be reached",
    "no-server": "no mail server answers under that name and port",
    "certificate": "the mail server's certificate cannot be trusted",
    "tls-mode": "the mail server expects another kind of encryption on that port",
    "insecure": "the mail server offers no encryption, so nothing was sent",
    "limit": "the mail provider's sending limit is reached; the rest goes on by itself",
    "sender": "the mail server does not let this account send from its address",
    "busy": "the mail server is busy",
    "recipient": "the client's address was refused",
    "too-large": "the message is too large for the mail server",
    "refused": "the mail server refused the message",
    "bounced": "the message came back: the address is unknown or the mailbox full",
    "link-lost-at-dot": "the connection was lost; look into your Sent folder",
}


def why_not(one: NotToday) -> str:
    """Why an item is not chased, with the day it may be where that is known."""
    if one.code is WhyNot.BLOCKED and one.detail in set(_BLOCKED):
        words = _BLOCKED[BlockKind(one.detail)]
        return f"{words}; goes on {one.until.isoformat()}" if one.until else words
    words = _WHY[one.code]
    return f"{words}, until {one.until.isoformat()}" if one.until else words


def refused(reason: str) -> str:
    """Why a run did not begin."""
    return _REFUSED.get(reason, reason)


def held(why: str, detail: str) -> str:
    """Why a run did not send a reminder: a reason of its own, or an error's."""
    words = _HELD.get(why) or _MAIL.get(detail if why == "mail" else why) or _ERRORS.get(why, why)
    if why == "payments-stale" and not detail:
        return "nothing is known of payments yet"
    return words.format_map(_Lenient({"detail": detail, "reason": detail}))


def did(what: Did, *, rehearsed: bool) -> str:
    """What a run did with a reminder, or would do."""
    return "would be sent" if rehearsed and what is Did.SENT else _DID[what]


def run_ended(run: Run) -> str:
    """What a run did in all."""
    counts = [f"{run.count(one)} {words}" for one, words in _DID.items() if run.count(one)]
    mail = f"; {run.failed} e-mails did not go through" if run.failed else ""
    return f"{', '.join(counts) or 'Nothing was ready'}{mail}."


def run_notice(run: Run) -> tuple[str, str]:
    """A notification of a run: numbers only, for others see the screen too."""
    return "Reminders", run_ended(run)


# Why a client is left alone, where the owner says so.
LEFT_ALONE = {
    BlockKind.HOLD: "on hold",
    BlockKind.BREATHING_SPACE: "in breathing space",
    BlockKind.INSOLVENCY: "insolvent and left alone",
    BlockKind.VULNERABLE: "vulnerable and left alone",
    BlockKind.DO_NOT_CHASE: "not chased",
}
_REFUSED_FIELDS = {
    ("kind", "no-breathing-space"): "only private persons, and sole traders who are not registered "
    "for VAT, have a breathing space",
    ("new_due", "not-later"): "more time ends later than the due day there is",
    ("new_due", "past"): "that day has passed",
    ("new_due", "too-often"): "more time was given three times already: agree on instalments",
    ("new_due", "too-far"): "that is more than 90 days after the first due day: agree on "
    "instalments instead",
    ("new_due", "nothing-owed"): "nothing is open on it any more",
    ("new_due", "in-plan"): "it is paid by instalments already",
    ("new_due", "handed-over"): "it was handed over: nobody gives more time now",
    ("new_due", "in-case"): "it is in a case: take that back first",
    ("new_due", "written-off"): "it was written off",
    ("items", "nothing-overdue"): "nothing of that client is overdue and in no case yet",
    ("items", "not-overdue"): "one of these is not overdue, or in a case already",
    ("items", "currency"): "these are in several currencies: a case has one",
    ("agreement", "empty"): "say with --agreed who agreed what, when and where",
    ("file", "not-a-pdf"): "that is no PDF",
    ("file", "empty"): "that file is empty",
    ("by_email", "by-post"): "a private person or sole trader gets this letter by post",
    ("invoice", "missing"): "name the invoice it belongs to",
    ("invoice", "elsewhere"): "that invoice is another client's",
    ("columns", "clash"): "two columns have the same heading",
    ("columns", "empty"): "every column needs a heading",
    ("name", "partner-taken"): "an agency or solicitor of that name is in the book",
    ("day", "future"): "that day has not come yet",
    ("day", "before"): "that day is before the last step of the case",
    ("new_due", "insolvent"): "the client is insolvent: nobody gives more time now",
    ("promised", "past"): "that day has passed",
    ("promised", "too-far"): "that is more than 60 days ahead: agree on instalments instead",
    ("amount", "nothing-owed"): "nothing is open in that currency",
    ("items", "empty"): "nothing is open that is not in a plan already",
}


def sentence(error: DunningError) -> str:
    """An error in one line."""
    named = (str(error.data.get("field", "")), str(error.data.get("reason", "")))
    if error.code == "invalid-field" and named in _REFUSED_FIELDS:
        return _REFUSED_FIELDS[named]
    data = {key: str(value) for key, value in error.data.items()}
    if error.code == "book":
        return _BOOK.get(data.get("reason", ""), _BOOK["damaged"]).format_map(_Lenient(data))
    if error.code == "mail":
        return fault(data.get("fault", ""))
    if error.code == "unreadable-file":
        reason = _FILE.get(data.get("reason", ""), data.get("reason", ""))
        data["reason"] = reason.replace("{detail}", data.get("detail", ""))
    if error.code == "plan-refused":
        data["stops"] = stopped(error)
    if error.code == "case-step":
        data["state"] = data["state"].replace("-", " ")
        data["until"] = f" until {data['until']}" if data["until"] else ""
    if error.code == "invalid-field":
        data["reason"] = data.get("reason", "").replace("-", " ")
        data["field"] = data.get("field", "").replace("_", " ")
    return _ERRORS.get(error.code, error.code).format_map(_Lenient(data))


def stopped(error: DunningError) -> str:
    """Why the law does not allow instalments."""
    found = error.data.get("stops", ())
    codes = found if isinstance(found, tuple) else ()
    return ", ".join(LAW_STOPS.get(str(one), str(one)) for one in codes)


def fault(code: str) -> str:
    """Why mail did not go out."""
    return _MAIL.get(code, code)


class _Lenient(dict[str, str]):
    """A word that is missing leaves a gap, never a second error."""

    def __missing__(self, key: str) -> str:
        return "?"
