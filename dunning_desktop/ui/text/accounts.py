"""What the mail accounts' screens say: how an account sends, how it is, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import Duty, MailAccount, Route, TlsMode
from dunning_desktop.ui.text.dates import moment
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.text.mail import fault_detail, fault_in_short
from dunning_desktop.ui.text.mail_accounts import goes_on
from dunning_desktop.ui.text.mail_trials import sender_answers
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.usecases.inbox_ports import InboxState
from dunning_desktop.usecases.mail_accounts import SavedAccount

translate = QCoreApplication.translate

_ROUTES = {
    Route.SMTP: QT_TRANSLATE_NOOP("Accounts", "Over {host}"),
    Route.GRAPH: QT_TRANSLATE_NOOP("Accounts", "Signed in with Microsoft"),
    Route.GMAIL: QT_TRANSLATE_NOOP("Accounts", "Signed in with Google"),
    Route.PROGRAM: QT_TRANSLATE_NOOP("Accounts", "With your mail program"),
}
_WHAT_IT_MEANS = {
    Duty.USUAL: QT_TRANSLATE_NOOP("Accounts", "All that is sent goes from this address."),
    Duty.LATE: QT_TRANSLATE_NOOP(
        "Accounts",
        "Final reminders go from this address, the friendlier ones from your usual account.",
    ),
    Duty.SPARE: QT_TRANSLATE_NOOP(
        "Accounts", "Nothing goes from it by itself, as long as there is another account."
    ),
}
_INBOX_TLS = {
    TlsMode.IMPLICIT: QT_TRANSLATE_NOOP("Accounts", "TLS from the start (usually port 993)"),
    TlsMode.STARTTLS: QT_TRANSLATE_NOOP("Accounts", "STARTTLS (usually port 143)"),
}
_TLS_SHORT = {
    TlsMode.IMPLICIT: QT_TRANSLATE_NOOP("Accounts", "TLS from the start"),
    TlsMode.STARTTLS: QT_TRANSLATE_NOOP("Accounts", "STARTTLS"),
    TlsMode.NONE: QT_TRANSLATE_NOOP("Accounts", "no encryption"),
}
# The sentences of the mail room speak of sending, and of the ports for that.
_INBOX = {
    Fault.UNREACHABLE: QT_TRANSLATE_NOOP(
        "Accounts",
        "The inbox could not be reached. Check that you are online, and the server's name and "
        "port: usually 993.",
    ),
    Fault.NO_SERVER: QT_TRANSLATE_NOOP(
        "Accounts",
        "No server answers under that name and port. It often begins with imap, on port 993.",
    ),
    Fault.CERTIFICATE: QT_TRANSLATE_NOOP(
        "Accounts",
        "The server could not prove who it is, so your password was not sent. Check its name.",
    ),
    Fault.TLS_MODE: QT_TRANSLATE_NOOP(
        "Accounts",
        "The server does not speak this kind of secure connection on this port. Try 993 with TLS "
        "from the start, or 143 with STARTTLS.",
    ),
    Fault.INSECURE: QT_TRANSLATE_NOOP(
        "Accounts",
        "The server offers no secure connection, so your password was not sent. Ask your provider "
        "for its secure settings.",
    ),
    Fault.LOGIN: QT_TRANSLATE_NOOP(
        "Accounts",
        "The inbox did not accept the user name or password. Some providers have IMAP switched "
        "off at first: look in your mailbox's settings on the web.",
    ),
    Fault.NO_PASSWORD: QT_TRANSLATE_NOOP(
        "Accounts", "The password is missing. Type it above, then try again."
    ),
    Fault.NO_ACCOUNT: QT_TRANSLATE_NOOP("Accounts", "No inbox can be read in this book."),
    Fault.BUSY: QT_TRANSLATE_NOOP("Accounts", "The server is busy. Try again in a few minutes."),
    Fault.LIMIT: QT_TRANSLATE_NOOP(
        "Accounts", "The server lets nobody in just now: too many sign-ins. Try again later."
    ),
}
_INBOX_OTHERWISE = QT_TRANSLATE_NOOP("Accounts", "The inbox cannot be read.")
# Its detail names the ports for sending.
NO_LOGIN = "no-login"


@dataclass(frozen=True, slots=True)
class Shown:
    """A state: an icon, the name of its colour, and the words that say the same."""

    icon: str
    colour: str
    words: str


def how_it_sends(account: MailAccount) -> str:
    """``Over smtp.example.com``."""
    return translate("Accounts", _ROUTES[account.route]).format(host=account.host)


def what_it_means(one: Duty) -> str:
    """What an account of that duty sends, as a sentence."""
    return translate("Accounts", _WHAT_IT_MEANS[one])


def inbox_tls(mode: TlsMode) -> str:
    """How the connection to an inbox is secured."""
    return translate("Accounts", _INBOX_TLS[mode])


def server_in_short(host: str, port: int, tls: TlsMode) -> str:
    """``smtp.example.com, port 465, TLS from the start``."""
    words = translate("Accounts", "{host}, port {port}, {tls}")
    return words.format(host=host, port=port, tls=translate("Accounts", _TLS_SHORT[tls]))


def sending_state(account: MailAccount, now: datetime) -> Shown:
    """Whether mail goes from it, and why not."""
    if account.paused is not None and account.rests_at(now):
        return _paused(account.paused, account.paused_until, now)
    if not account.sends_itself:
        words = translate("Accounts", "Ready: each e-mail opens in your mail program")
        return Shown("circle-check", "good", words)
    return Shown("circle-check", "good", translate("Accounts", "Ready to send"))


def _paused(fault: Fault, until: datetime | None, now: datetime) -> Shown:
    why = fault_in_short(fault)
    if until is not None:
        words = translate("Accounts", "Paused: {why}; {goes_on}")
        return Shown("clock", "warning", words.format(why=why, goes_on=goes_on(until, now)))
    words = translate("Accounts", "Paused: {why}").format(why=why)
    return Shown("circle-pause", "trouble", words)


def inbox_state(account: MailAccount, known: InboxState | None) -> Shown | None:
    """How far its answers are read; None where they are not to be."""
    if account.inbox is None:
        return None
    if known is not None and known.fault is not None:
        words = translate("Accounts", "The inbox cannot be read. {why}")
        return Shown("circle-alert", "trouble", words.format(why=_why_deaf(known)))
    if known is None or known.read_at is None:
        return Shown("clock", "quiet", translate("Accounts", "The inbox was not read yet"))
    words = translate("Accounts", "Inbox read {moment}").format(moment=moment(known.read_at))
    return Shown("mail-open", "good", words)


def _why_deaf(known: InboxState) -> str:
    said = inbox_sentence(known.fault or "", known.detail)
    since = known.read_at
    if since is None:
        return said
    words = translate("Accounts", "It was read last {moment}.").format(moment=moment(since))
    return f"{said} {words}"


def inbox_sentence(fault: Fault | str, detail: str) -> str:
    """What keeps an inbox from being read, and what lies behind it."""
    known = set(Fault)
    code = Fault(fault) if fault in known else None
    what = translate("Accounts", _INBOX.get(code, _INBOX_OTHERWISE) if code else _INBOX_OTHERWISE)
    if code is Fault.NO_ACCOUNT or detail == NO_LOGIN:
        return what
    behind = sender_answers(detail) or fault_detail(fault, detail)
    return " ".join(one for one in (what, behind) if one)


def inbox_trouble(error: DunningError) -> str:
    """The same of an error."""
    if error.code != "mail":
        return sentence(error)
    return inbox_sentence(str(error.data.get("fault", "")), str(error.data.get("detail", "")))


def saved(kept: SavedAccount) -> str:
    """What is said once an account is saved."""
    if kept.password_kept:
        return translate("Accounts", "The mail account is saved.")
    return translate(
        "Accounts",
        "The mail account is saved. The password is kept until you close the program.",
    )
