"""Why a test message did not go: nothing waits for a second try, and the settings are open."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.text.mail import fault_detail
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate

# A server that was taken for another says in its own language what it is.
_INBOX_GREETS = re.compile(r"\bIMAP4rev[12]\b")
_SENDER_GREETS = re.compile(r"unexpected response: b['\"]220[ -]")
# Where these say nothing of their own, what is said of a reminder is true of a test as well.
_TRIAL = {
    Fault.UNREACHABLE: QT_TRANSLATE_NOOP(
        "Trials",
        "The mail server could not be reached, so nothing was sent. Check that you are online.",
    ),
    Fault.NO_SERVER: QT_TRANSLATE_NOOP(
        "Trials",
        "No mail server answers under that name and port, so nothing was sent. Check that you are "
        "online.",
    ),
    Fault.CERTIFICATE: QT_TRANSLATE_NOOP(
        "Trials",
        "The mail server could not prove who it is, so nothing was sent. Check its name under "
        "Server details; do not go on from a network you do not trust.",
    ),
    Fault.TLS_MODE: QT_TRANSLATE_NOOP(
        "Trials",
        "The server does not speak this kind of secure connection on this port. Try 465 with TLS "
        "from the start, or 587 with STARTTLS.",
    ),
    Fault.LOGIN: QT_TRANSLATE_NOOP(
        "Trials",
        "Your mail provider did not accept the user name or password, or wants you to sign in "
        "again. Nothing was sent. Some providers want an app password.",
    ),
    Fault.SENDER: QT_TRANSLATE_NOOP(
        "Trials", "Your mail provider does not let this account send from that address."
    ),
    Fault.LIMIT: QT_TRANSLATE_NOOP(
        "Trials",
        "Your mail provider takes no more mail for now: its limit is reached. Try again later.",
    ),
    Fault.BUSY: QT_TRANSLATE_NOOP(
        "Trials", "The mail server is busy. Try again in a few minutes."
    ),
    Fault.RECIPIENT: QT_TRANSLATE_NOOP(
        "Trials", "The server takes no mail for your own address. Look for a slip in it."
    ),
    Fault.TOO_LARGE: QT_TRANSLATE_NOOP(
        "Trials", "The server does not take even a short message: it is too large for it."
    ),
    Fault.NO_PASSWORD: QT_TRANSLATE_NOOP(
        "Trials", "The password is missing. Type it above, then try again."
    ),
    Fault.LINK_LOST_AT_DOT: QT_TRANSLATE_NOOP(
        "Trials",
        "The connection broke at the very last moment: the test message may have gone. Look for "
        "it in your inbox.",
    ),
}


def sending_trouble(error: DunningError) -> str:
    """Why a test message did not go: a sentence, and under it what lies behind it."""
    if error.code != "mail":
        return sentence(error)
    fault, detail = str(error.data.get("fault", "")), str(error.data.get("detail", ""))
    own = _TRIAL.get(Fault(fault)) if fault in set(Fault) else None
    what = translate("Trials", own) if own else sentence(error)
    behind = fault_detail(fault, detail)
    if _INBOX_GREETS.search(detail):
        behind = translate(
            "Trials",
            "What answers there is the server of an inbox, not the one that sends. Its name often "
            "begins with smtp.",
        )
    return "\n".join(one for one in (what, behind) if one)


def sender_answers(detail: str) -> str:
    """What to say of an inbox where a server for sending answers; empty where none does."""
    if not _SENDER_GREETS.search(detail):
        return ""
    return translate(
        "Trials",
        "What answers there is a server for sending, not the inbox. The inbox's name often begins "
        "with imap, on port 993.",
    )
