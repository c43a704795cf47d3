"""How an account sends: with a password, signed in, or with the owner's mail program."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from dunning_desktop.domain.mail_accounts import MailAccount, Route, SignIn
from dunning_desktop.ui.look.metrics import SMALL
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.ui.widgets.form import Form
from dunning_desktop.ui.widgets.labels import label

translate = QCoreApplication.translate


class Way(StrEnum):
    """A route with the sign-in that belongs to it."""

    PASSWORD = "password"  # noqa: S105 - a code, not a password
    MICROSOFT = "microsoft"
    GOOGLE = "google"
    PROGRAM = "program"

    @property
    def signs_in(self) -> bool:
        """Whether it needs a consent given in the browser."""
        return self in SIGN_INS


SIGN_INS = {Way.MICROSOFT: SignIn.MICROSOFT, Way.GOOGLE: SignIn.GOOGLE}
_ROUTES = {Way.MICROSOFT: Route.GRAPH, Way.GOOGLE: Route.GMAIL, Way.PROGRAM: Route.PROGRAM}
_NAMES = {
    Way.PASSWORD: QT_TRANSLATE_NOOP("Ways", "Over the mail server, with a password"),
    Way.MICROSOFT: QT_TRANSLATE_NOOP("Ways", "Signed in with Microsoft"),
    Way.GOOGLE: QT_TRANSLATE_NOOP("Ways", "Signed in with Google"),
    Way.PROGRAM: QT_TRANSLATE_NOOP("Ways", "With my mail program"),
}


def way_of(account: MailAccount) -> Way:
    """The way of an account."""
    if account.route is Route.PROGRAM:
        return Way.PROGRAM
    return next((way for way, one in SIGN_INS.items() if one is account.sign_in), Way.PASSWORD)


def way_with(sign_in: SignIn) -> Way:
    """The way that belongs to a sign-in."""
    return next((way for way, one in SIGN_INS.items() if one is sign_in), Way.PASSWORD)


def sent_so(account: MailAccount, way: Way) -> MailAccount:
    """The account with another way; what it has stays where that is its way already."""
    if way_of(account) is way:
        return account
    sign_in = SIGN_INS.get(way, SignIn.PASSWORD)
    return replace(account, route=_ROUTES.get(way, Route.SMTP), sign_in=sign_in)


class WaysPart(QWidget):
    """A sign-in is offered once there is a registration for it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.group = QButtonGroup(self)
        self.buttons = {way: QRadioButton(translate("Ways", _NAMES[way])) for way in Way}
        choices = QWidget()
        choices.setAccessibleName(self.tr("How it sends"))
        column = QVBoxLayout(choices)
        column.setContentsMargins(0, SMALL, 0, 0)
        column.setSpacing(SMALL)
        for one in self.buttons.values():
            one.setAccessibleName(one.text())
            self.group.addButton(one)
            column.addWidget(one)
        choices.setFocusProxy(self.buttons[Way.PASSWORD])
        form = Form()
        form.row(self.tr("How it sends"), choices)
        self.program = label(
            self.tr("Each e-mail opens ready to send in the mail program you use every day, such "
                    "as Outlook, Thunderbird or Apple Mail. You press Send there, and say here "
                    "that it was sent: the program cannot see that by itself. No server and no "
                    "password are needed, but nothing is sent while you are away."),
            "note",
            wrap=True,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        layout.addWidget(form)
        layout.addWidget(self.program)
        self.offer(None)
        self.choose(Way.PASSWORD)
        self.group.buttonToggled.connect(self._on_toggled)

    def value(self) -> Way:
        """The way that is chosen."""
        return next((way for way, one in self.buttons.items() if one.isChecked()), Way.PASSWORD)

    def choose(self, way: Way) -> None:
        """Choose a way."""
        self.buttons[way].setChecked(True)
        self.program.setVisible(way is Way.PROGRAM)

    def offer(self, sign_in: Way | None) -> None:
        """Offer the sign-in of a registration, or none; one that is chosen stays."""
        chosen = self.value()
        for way in SIGN_INS:
            self.buttons[way].setVisible(way in {sign_in, chosen})

    def _on_toggled(self, _button: QRadioButton, on: bool) -> None:
        if on:
            self.program.setVisible(self.value() is Way.PROGRAM)
            self.changed.emit()
