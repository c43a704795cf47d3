"""What the outbox says: message and letter states, and every fault as a sentence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.mail import Fault, MessageState
from dunning_desktop.domain.mail_accounts import TlsMode
from dunning_desktop.ui.text.fault_details import in_words
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.usecases.rows import LetterState

translate = QCoreApplication.translate

_STATES = {
    MessageState.QUEUED: QT_TRANSLATE_NOOP("Mail", "Waiting to go"),
    MessageState.SENDING: QT_TRANSLATE_NOOP("Mail", "Being sent"),
    MessageState.ACCEPTED: QT_TRANSLATE_NOOP("Mail", "Accepted by your mail provider"),
    MessageState.FAILED: QT_TRANSLATE_NOOP("Mail", "Not sent"),
    MessageState.UNCERTAIN: QT_TRANSLATE_NOOP("Mail", "Perhaps sent: please check"),
    MessageState.HANDED_OVER: QT_TRANSLATE_NOOP("Mail", "In your mail program: was it sent?"),
    MessageState.CANCELLED: QT_TRANSLATE_NOOP("Mail", "Taken back"),
}
STATE_ICONS = {
    MessageState.QUEUED: "clock",
    MessageState.SENDING: "send",
    MessageState.ACCEPTED: "circle-check",
    MessageState.FAILED: "circle-x",
    MessageState.UNCERTAIN: "circle-alert",
    MessageState.HANDED_OVER: "mail-open",
    MessageState.CANCELLED: "undo-2",
}

_LETTERS = {
    LetterState.MADE: QT_TRANSLATE_NOOP("Mail", "To print"),
    LetterState.PRINTED: QT_TRANSLATE_NOOP("Mail", "Printed, to post"),
    LetterState.POSTED: QT_TRANSLATE_NOOP("Mail", "Posted"),
    LetterState.ENCLOSURE: QT_TRANSLATE_NOOP("Mail", "Goes with the e-mail"),
    LetterState.WITHDRAWN: QT_TRANSLATE_NOOP("Mail", "Taken back"),
}
LETTER_ICONS = {
    LetterState.MADE: "printer",
    LetterState.PRINTED: "mail",
    LetterState.POSTED: "circle-check",
    LetterState.ENCLOSURE: "mail",
    LetterState.WITHDRAWN: "undo-2",
}

_TLS = {
    TlsMode.IMPLICIT: QT_TRANSLATE_NOOP("Mail", "TLS from the start (usually port 465)"),
    TlsMode.STARTTLS: QT_TRANSLATE_NOOP("Mail", "STARTTLS (usually port 587)"),
    TlsMode.NONE: QT_TRANSLATE_NOOP("Mail", "None (this computer only)"),
}

_FAULTS = {
    Fault.UNREACHABLE: QT_TRANSLATE_NOOP(
        "Mail",
        "The mail server could not be reached. Your messages wait and are tried again by "
        "themselves. Check that you are online and that the server's name is right.",
    ),
    Fault.NO_SERVER: QT_TRANSLATE_NOOP(
        "Mail",
        "No mail server answers under that name and port. Check both in Settings, and that you "
        "are online; then try again.",
    ),
    Fault.CERTIFICATE: QT_TRANSLATE_NOOP(
        "Mail",
        "The mail server could not prove who it is, so nothing was sent. Check the server's name "
        "in Settings; do not go on from a network you do not trust.",
    ),
    Fault.TLS_MODE: QT_TRANSLATE_NOOP(
        "Mail",
        "The server does not speak this kind of secure connection on this port. In Settings, "
        "try 465 with TLS from the start, or 587 with STARTTLS.",
    ),
    Fault.INSECURE: QT_TRANSLATE_NOOP(
        "Mail",
        "The server offers no secure connection, so neither your password nor your mail was sent. "
        "Ask your provider for its secure settings.",
    ),
    Fault.LOGIN: QT_TRANSLATE_NOOP(
        "Mail",
        "Your mail provider did not accept the user name or password, or wants you to sign in "
        "again. Nothing was sent. Do so in Settings; some providers want an app password.",
    ),
    Fault.SENDER: QT_TRANSLATE_NOOP(
        "Mail",
        "Your mail provider does not let this account send from that address. Check the address "
        "in Settings.",
    ),
    Fault.LIMIT: QT_TRANSLATE_NOOP(
        "Mail",
        "Your mail provider takes no more mail for now: its limit is reached. The rest waits and "
        "goes on by itself.",
    ),
    Fault.BUSY: QT_TRANSLATE_NOOP(
        "Mail", "The mail server is busy. The message is tried again by itself."
    ),
    Fault.RECIPIENT: QT_TRANSLATE_NOOP(
        "Mail",
        "The client's address was refused. Correct it in the client's details, or send a letter.",
    ),
    Fault.TOO_LARGE: QT_TRANSLATE_NOOP(
        "Mail", "The message is too large for the server. Send a letter instead."
    ),
    Fault.REFUSED: QT_TRANSLATE_NOOP(
        "Mail", "The mail server refused the message. Its own words stand below."
    ),
    Fault.NO_PASSWORD: QT_TRANSLATE_NOOP(
        "Mail", "The password for your mail is missing. Enter it in Settings; nothing is lost."
    ),
    Fault.NO_ACCOUNT: QT_TRANSLATE_NOOP(
        "Mail", "There is no mail account yet. Set one up in Settings, or print letters."
    ),
    Fault.LINK_LOST_AT_DOT: QT_TRANSLATE_NOOP(
        "Mail",
        "The connection broke at the very last moment: the message may have gone. Look in your "
        "Sent folder, then press “It was sent” or “Send again”.",
    ),
    Fault.BOUNCED: QT_TRANSLATE_NOOP(
        "Mail",
        "The message came back: the address is unknown, or the mailbox is full. The reminder is "
        "now a letter to print. Correct the address in the client's details.",
    ),
}


_SHORT = {
    Fault.UNREACHABLE: QT_TRANSLATE_NOOP("Mail", "the mail server cannot be reached"),
    Fault.NO_SERVER: QT_TRANSLATE_NOOP("Mail", "no mail server answers"),
    Fault.CERTIFICATE: QT_TRANSLATE_NOOP("Mail", "the mail server could not prove who it is"),
    Fault.TLS_MODE: QT_TRANSLATE_NOOP("Mail", "the secure connection did not come about"),
    Fault.INSECURE: QT_TRANSLATE_NOOP("Mail", "the server offers no secure connection"),
    Fault.LOGIN: QT_TRANSLATE_NOOP("Mail", "user name or password not accepted"),
    Fault.SENDER: QT_TRANSLATE_NOOP("Mail", "this sender address is not allowed"),
    Fault.LIMIT: QT_TRANSLATE_NOOP("Mail", "your provider's limit is reached"),
    Fault.BUSY: QT_TRANSLATE_NOOP("Mail", "the mail server is busy"),
    Fault.RECIPIENT: QT_TRANSLATE_NOOP("Mail", "the client's address was refused"),
    Fault.TOO_LARGE: QT_TRANSLATE_NOOP("Mail", "the message is too large"),
    Fault.REFUSED: QT_TRANSLATE_NOOP("Mail", "the mail server refused the message"),
    Fault.NO_PASSWORD: QT_TRANSLATE_NOOP("Mail", "the password is missing"),
    Fault.NO_ACCOUNT: QT_TRANSLATE_NOOP("Mail", "there is no mail account yet"),
    Fault.LINK_LOST_AT_DOT: QT_TRANSLATE_NOOP("Mail", "it is not sure whether the message went"),
    Fault.BOUNCED: QT_TRANSLATE_NOOP("Mail", "the message came back"),
}


def fault_detail(fault: Fault | str, detail: str) -> str:
    """What lies behind a fault, in plain words; else the server's own words. Often nothing."""
    known = in_words(Fault(fault), detail) if fault in set(Fault) else ""
    if known or not detail:
        return known
    return translate("Mail", "The server said: {words}").format(words=detail)


def fault_in_short(fault: Fault) -> str:
    """Why nothing goes, or why a message did not, in a few words within a sentence."""
    return translate("Mail", _SHORT[fault])


def message_state(state: MessageState) -> str:
    """Where a message is."""
    return translate("Mail", _STATES[state])


def letter_state(state: LetterState) -> str:
    """Where a letter is."""
    return translate("Mail", _LETTERS[state])


def tls_mode(mode: TlsMode) -> str:
    """How a connection is secured."""
    return translate("Mail", _TLS[mode])


def fault_sentence(fault: Fault | str) -> str:
    """What happened, what it means, what to press."""
    try:
        return translate("Mail", _FAULTS[Fault(fault)])
    except ValueError:
        return translate("Mail", "The mail could not be sent. Check the account in Settings.")
