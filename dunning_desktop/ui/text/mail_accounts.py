"""How mail leaves an account, what it is for, and when a resting one goes on."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.mail_accounts import Duty, Route, SignIn
from dunning_desktop.ui.text.dates import near
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate

_ROUTES = {
    Route.SMTP: QT_TRANSLATE_NOOP("MailAccounts", "Over the mail server"),
    Route.GRAPH: QT_TRANSLATE_NOOP("MailAccounts", "Through Microsoft"),
    Route.GMAIL: QT_TRANSLATE_NOOP("MailAccounts", "Through Google"),
    Route.PROGRAM: QT_TRANSLATE_NOOP("MailAccounts", "With your mail program"),
}
_SIGN_INS = {
    SignIn.PASSWORD: QT_TRANSLATE_NOOP("MailAccounts", "With a password"),
    SignIn.MICROSOFT: QT_TRANSLATE_NOOP("MailAccounts", "By signing in with Microsoft"),
    SignIn.GOOGLE: QT_TRANSLATE_NOOP("MailAccounts", "By signing in with Google"),
}
_DUTIES = {
    Duty.USUAL: QT_TRANSLATE_NOOP("MailAccounts", "Everything"),
    Duty.LATE: QT_TRANSLATE_NOOP("MailAccounts", "Final reminders only"),
    Duty.SPARE: QT_TRANSLATE_NOOP("MailAccounts", "Only when chosen"),
}
_ON_A_DAY = QT_TRANSLATE_NOOP("MailAccounts", "goes on by itself on {day} at {time}")
_GOES_ON = {
    0: QT_TRANSLATE_NOOP("MailAccounts", "goes on by itself at {time}"),
    1: QT_TRANSLATE_NOOP("MailAccounts", "goes on by itself tomorrow at {time}"),
}


def route(kind: Route) -> str:
    """How mail leaves."""
    return translate("MailAccounts", _ROUTES[kind])


def sign_in(kind: SignIn) -> str:
    """How the program proves to be the owner."""
    return translate("MailAccounts", _SIGN_INS[kind])


def duty(kind: Duty) -> str:
    """What an account is for."""
    return translate("MailAccounts", _DUTIES[kind])


def goes_on(until: datetime, now: datetime | None = None) -> str:
    """``goes on by itself at 15:40``, ``tomorrow at 09:10``, or on a day; on the owner's clock.

    ``until`` is aware; so is ``now``, by default the computer's time.
    """
    now = now or datetime.now(UTC)
    if until <= now:
        return translate("MailAccounts", "goes on by itself in a moment")
    local, today = until.astimezone(), now.astimezone().date()
    words = _GOES_ON.get((local.date() - today).days, _ON_A_DAY)
    return translate("MailAccounts", words).format(
        time=f"{local:%H:%M}", day=near(local.date(), today)
    )
