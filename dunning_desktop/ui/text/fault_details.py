"""What lies behind a fault of the mail, in plain words, for every code that the mail room knows."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.mail import Fault
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate

_NO_CONNECTION = {
    "unknown-host": QT_TRANSLATE_NOOP(
        "Mail", "There is no server of that name. Look for a slip in the server's name."
    ),
    "refused": QT_TRANSLATE_NOOP(
        "Mail",
        "The server is there, but nothing answers on that port. For sending it is usually 465 or "
        "587, for the inbox 993.",
    ),
    "timeout": QT_TRANSLATE_NOOP(
        "Mail",
        "The server did not answer in time. The port may be wrong, or your network or a firewall "
        "may block it.",
    ),
    "lost": QT_TRANSLATE_NOOP("Mail", "The connection broke off. Try again in a moment."),
    "no-such-domain": QT_TRANSLATE_NOOP(
        "Mail", "There is no such domain. Look for a slip in what stands after the @."
    ),
}
_SIGN_IN = {
    "no-login": QT_TRANSLATE_NOOP(
        "Mail",
        "The server offers no way to sign in here. Port 465 or 587 is usually the right one.",
    ),
    "no-password-login": QT_TRANSLATE_NOOP(
        "Mail",
        "This provider takes no password: it wants you to sign in with Microsoft or Google. "
        "Choose that in Settings where it is offered, or use an app password or another account.",
    ),
    "no-token-login": QT_TRANSLATE_NOOP(
        "Mail",
        "The server does not take a sign-in with Microsoft or Google. Choose a password in "
        "Settings, or check the server's name.",
    ),
    "sign-in-again": QT_TRANSLATE_NOOP(
        "Mail",
        "The permission to use your mailbox has run out or was taken back. Sign in again in "
        "Settings.",
    ),
    "denied": QT_TRANSLATE_NOOP(
        "Mail",
        "The permission was refused in the browser, or only a part of it given. Sign in again, "
        "and allow all that is asked for.",
    ),
    "admin-consent": QT_TRANSLATE_NOOP(
        "Mail",
        "In your organisation only an administrator can allow this program to send your mail. "
        "Have it allowed, then sign in again.",
    ),
    "no-answer": QT_TRANSLATE_NOOP(
        "Mail", "Nobody signed in in the browser. Begin again when you have a minute."
    ),
    "state": QT_TRANSLATE_NOOP(
        "Mail",
        "What came back from the browser was no answer to this sign-in, so it was not used. "
        "Close old sign-in pages and begin again.",
    ),
    "other-mailbox": QT_TRANSLATE_NOOP(
        "Mail",
        "You signed in to another mailbox. Sign in with this account's address, or change the "
        "address.",
    ),
    "no-client-id": QT_TRANSLATE_NOOP(
        "Mail", "The number of your registration with Microsoft or Google is missing."
    ),
    "no-refresh-token": QT_TRANSLATE_NOOP(
        "Mail",
        "The permission was given for this once only. Sign in again, and allow all that is "
        "asked for.",
    ),
    "client": QT_TRANSLATE_NOOP(
        "Mail",
        "Microsoft or Google did not accept your registration. Look for a slip in its number, "
        "and whether its secret has run out.",
    ),
}
_DETAILS: Mapping[Fault, Mapping[str, str]] = {
    Fault.LIMIT: {
        "own-limit": QT_TRANSLATE_NOOP(
            "Mail",
            "It is the limit that stands in Settings for this account, not yet your provider's.",
        ),
    },
    Fault.UNREACHABLE: _NO_CONNECTION,
    Fault.NO_SERVER: _NO_CONNECTION,
    Fault.TLS_MODE: {
        "not-tls": QT_TRANSLATE_NOOP(
            "Mail",
            "This port does not begin with TLS. Choose STARTTLS, usually on port 587, or 143 for "
            "the inbox.",
        ),
        "tls-first": QT_TRANSLATE_NOOP(
            "Mail",
            "This port expects TLS from the start. Choose that, usually on port 465, or 993 for "
            "the inbox.",
        ),
    },
    Fault.CERTIFICATE: {
        "expired": QT_TRANSLATE_NOOP(
            "Mail",
            "The server's certificate is not valid today. Check this computer's date and time "
            "first: a wrong clock looks the same.",
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
            "Mail",
            "The server offers no STARTTLS here. Try TLS from the start, on port 465, or 993 for "
            "the inbox.",
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
    Fault.LOGIN: _SIGN_IN,
    Fault.NO_ACCOUNT: {
        "mail-program": QT_TRANSLATE_NOOP(
            "Mail", "This account's mail goes by your mail program: open the message there."
        ),
        "no-inbox": QT_TRANSLATE_NOOP(
            "Mail", "Answers to this account are not read. Set up its inbox in Settings."
        ),
    },
    Fault.REFUSED: {
        "no-sent-folder": QT_TRANSLATE_NOOP(
            "Mail", "The mailbox has no folder for sent mail, so no copy was put there."
        ),
    },
    Fault.LINK_LOST_AT_DOT: {
        "timeout": QT_TRANSLATE_NOOP(
            "Mail", "The server was given the whole message, and did not answer in time."
        ),
        "lost": QT_TRANSLATE_NOOP(
            "Mail", "The server was given the whole message; then the connection broke off."
        ),
    },
}
# The same where the rest of the detail, {rest}, can be told as well.
_TOLD = {
    "host-mismatch": QT_TRANSLATE_NOOP(
        "Mail",
        "The server's certificate is made out to {rest}. One of these is often the right server "
        "name: try it in Settings.",
    ),
    "other-mailbox": QT_TRANSLATE_NOOP(
        "Mail",
        "You signed in to another mailbox, {rest}. Sign in with this account's address, or "
        "change the address.",
    ),
    "client": QT_TRANSLATE_NOOP(
        "Mail",
        "Microsoft or Google did not accept your registration. Look for a slip in its number, "
        "and whether its secret has run out. They said: {rest}",
    ),
}
_SIZE = re.compile(r"SIZE ([0-9]{1,15})")
_MEGABYTE = 1_000_000


def in_words(fault: Fault, detail: str) -> str:
    """A detail that the program itself wrote, in plain words; empty for a server's own words."""
    code, _colon, rest = detail.partition(":")
    size = _SIZE.fullmatch(detail)
    if fault is Fault.TOO_LARGE and size:
        words = translate("Mail", "It takes messages of up to {size} MB.")
        return words.format(size=f"{int(size[1]) / _MEGABYTE:.1f}".removesuffix(".0"))
    known = _DETAILS.get(fault, {})
    if code not in known:
        return ""
    if code in _TOLD and rest.strip():
        return translate("Mail", _TOLD[code]).format(rest=rest.strip())
    return translate("Mail", known[code])
