"""What the outbox says: message and letter states, and every fault as a sentence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.mail import Fault, MessageState
from dunning_desktop.domain.mail_accounts import TlsMode
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.usecases.rows import LetterState

translate = QCoreApplication.translate

_STATES = {
    MessageState.QUEUED: QT_TRANSLATE_NOOP("Mail", "Waiting to go"),
    MessageState.SENDING: QT_TRANSLATE_NOOP("Mail", "Being sent"),
    MessageState.ACCEPTED: QT_TRANSLATE_NOOP("Mail", "Accepted by your mail provider"),
    MessageState.FAILED: QT_TRANSLATE_NOOP("Mail", "Not sent"),
    MessageState.UNCERTAIN: QT_TRANSLATE_NOOP("Mail", "Perhaps sent: please check"),
    MessageState.CANCELLED: QT_TRANSLATE_NOOP("Mail", "Taken back"),
}
STATE_ICONS = {
    MessageState.QUEUED: "clock",
    MessageState.SENDING: "send",
    MessageState.ACCEPTED: "circle-check",
    MessageState.FAILED: "circle-x",
    MessageState.UNCERTAIN: "circle-alert",
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
        "Your mail provider did not accept the user name or password. Nothing was sent. Enter "
        "them again in Settings; some providers want an app password.",
    ),
    Fault.SENDER: QT_TRANSLATE_NOOP(
        "Mail",
        "Your mail provider does not let this account send from that address. Check the address "
        "in Settings.",
    ),
    Fault.LIMIT: QT_TRANSLATE_NOOP(
        "Mail",
        "Your mail provider's limit for today is reached. The rest waits; press Resume tomorrow.",
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
}


_SHORT = {
    Fault.NO_SERVER: QT_TRANSLATE_NOOP("Mail", "no mail server answers"),
    Fault.CERTIFICATE: QT_TRANSLATE_NOOP("Mail", "the mail server could not prove who it is"),
    Fault.TLS_MODE: QT_TRANSLATE_NOOP("Mail", "the secure connection did not come about"),
    Fault.INSECURE: QT_TRANSLATE_NOOP("Mail", "the server offers no secure connection"),
    Fault.LOGIN: QT_TRANSLATE_NOOP("Mail", "user name or password not accepted"),
    Fault.SENDER: QT_TRANSLATE_NOOP("Mail", "this sender address is not allowed"),
    Fault.LIMIT: QT_TRANSLATE_NOOP("Mail", "today's limit is reached"),
    Fault.NO_PASSWORD: QT_TRANSLATE_NOOP("Mail", "the password is missing"),
    Fault.NO_ACCOUNT: QT_TRANSLATE_NOOP("Mail", "there is no mail account yet"),
}


_NO_CONNECTION = {
    "unknown-host": QT_TRANSLATE_NOOP(
        "Mail", "There is no server of that name. Look for a slip in the server's name."
    ),
    "refused": QT_TRANSLATE_NOOP(
        "Mail", "The server is there, but takes no mail on that port. Try port 465 or 587."
    ),
    "timeout": QT_TRANSLATE_NOOP(
        "Mail",
        "The server did not answer in time. The port may be wrong, or your network or a firewall "
        "may block it.",
    ),
    "lost": QT_TRANSLATE_NOOP("Mail", "The connection broke off. Try again in a moment."),
}
_DETAILS = {
    Fault.UNREACHABLE: _NO_CONNECTION,
    Fault.NO_SERVER: _NO_CONNECTION,
    Fault.TLS_MODE: {
        "not-tls": QT_TRANSLATE_NOOP(
            "Mail", "This port does not begin with TLS. Choose STARTTLS, usually on port 587."
        ),
        "tls-first": QT_TRANSLATE_NOOP(
            "Mail", "This port expects TLS from the start. Choose that, usually on port 465."
        ),
    },
    Fault.CERTIFICATE: {
        "expired": QT_TRANSLATE_NOOP(
            "Mail",
            "The server's certificate is out of date. Check this computer's date and time too: "
            "a wrong clock looks the same.",
        ),
        "unknown-issuer": QT_TRANSLATE_NOOP(
            "Mail", "The server's certificate was issued by somebody this computer does not know."
        ),
        "host-mismatch": QT_TRANSLATE_NOOP(
            "Mail", "The server's certificate is made out to another name."
        ),
    },
    Fault.INSECURE: {
        "no-starttls": QT_TRANSLATE_NOOP(
            "Mail", "The server offers no STARTTLS here. Try TLS from the start, on port 465."
        ),
        "not-loopback": QT_TRANSLATE_NOOP(
            "Mail",
            "A connection without TLS is allowed to this computer only. Choose TLS or STARTTLS.",
        ),
        "no-tls": QT_TRANSLATE_NOOP(
            "Mail", "The password is not sent without TLS. Choose TLS or STARTTLS."
        ),
        "tls": QT_TRANSLATE_NOOP(
            "Mail",
            "The server and this computer found no way of securing the connection that both take.",
        ),
    },
    Fault.LOGIN: {
        "no-login": QT_TRANSLATE_NOOP(
            "Mail",
            "The server offers no way to sign in here. Port 465 or 587 is usually the right one.",
        ),
        "no-password-login": QT_TRANSLATE_NOOP(
            "Mail",
            "This provider takes no password: it wants you to sign in with Microsoft or Google, "
            "which is not available here yet. Ask whether it offers an app password, or use "
            "another mail account.",
        ),
    },
}
_MISMATCH = QT_TRANSLATE_NOOP(
    "Mail",
    "The server's certificate is made out to {names}. One of these is often the right server "
    "name: try it in Settings.",
)


def fault_detail(fault: Fault | str, detail: str) -> str:
    """What lies behind a fault, in plain words; else the server's own words. Often nothing."""
    code, _colon, rest = detail.partition(":")
    known = _DETAILS.get(Fault(fault), {}) if fault in set(Fault) else {}
    if code == "host-mismatch" and code in known and rest.strip():
        return translate("Mail", _MISMATCH).format(names=rest.strip())
    if code in known:
        return translate("Mail", known[code])
    words = translate("Mail", "The server said: {words}")
    return words.format(words=detail) if detail else ""


def fault_in_short(fault: Fault) -> str:
    """Why nothing goes, in a few words."""
    return translate("Mail", _SHORT.get(fault, "the mail server cannot be used"))


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
