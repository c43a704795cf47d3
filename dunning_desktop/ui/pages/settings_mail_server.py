"""The server for outgoing mail: known for most addresses, so it is folded away."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from ipaddress import ip_address

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from dunning_desktop.domain.mail_accounts import MailAccount, TlsMode
from dunning_desktop.ui.surroundings import Provider
from dunning_desktop.ui.text import mail
from dunning_desktop.ui.text.accounts import server_in_short
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.fold import Fold
from dunning_desktop.ui.widgets.form import Form
from dunning_desktop.ui.widgets.wheel import WheelGuard

PORTS = {TlsMode.IMPLICIT: 465, TlsMode.STARTTLS: 587, TlsMode.NONE: 1025}
PORT_WIDTH = 100
# Of a web address, or with its port: no part of it can stand in a server's name.
_NO_NAME = re.compile(r"[\s/:@,;<>]|\.\.|^\.")
LAST_PORT = 65535


def port_field(name: str, port: int) -> QSpinBox:
    """A field for a port."""
    made = QSpinBox()
    made.setRange(1, LAST_PORT)
    made.setValue(port)
    made.setAccessibleName(name)
    made.setFixedWidth(PORT_WIDTH)
    return made


def keep_usual(port: QSpinBox, tls: Choice[TlsMode], ports: Mapping[TlsMode, int]) -> None:
    """A usual port becomes that of the security chosen; one of the owner's own stays."""

    def follow(_at: int) -> None:
        mode = tls.value()
        if mode is not None and port.value() in ports.values():
            port.setValue(ports[mode])

    tls.activated.connect(follow)


def looks_like_host(text: str) -> bool:
    """Whether it has the form of a server's name, or of a number that stands for one."""
    try:
        ip_address(text)
    except ValueError:
        return bool(text) and not _NO_NAME.search(text)
    return True


class ServerPart(QWidget):
    """``changed`` comes with every change, ``login_changed`` with the wish for a password."""

    changed = Signal()
    login_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._guessed_host = ""
        self.form = Form()
        self.host = QLineEdit()
        self.host.setPlaceholderText("smtp.example.com")
        self.port = port_field(self.tr("Port"), PORTS[TlsMode.IMPLICIT])
        self.tls = Choice((mode, mail.tls_mode(mode)) for mode in TlsMode)
        self.user = QLineEdit()
        self.user.setPlaceholderText(self.tr("Your address"))
        self.no_login = QCheckBox(self.tr("The server wants no password"))
        self.no_login.setAccessibleName(self.no_login.text())
        self.form.row(self.tr("Server"), self.host, beside=self.port)
        self.form.row(self.tr("Security"), self.tls)
        self.form.row(self.tr("User name"), self.user)
        self.form.row("", self.no_login)
        self.fold = Fold(self.tr("Server details"), self.form)
        WheelGuard(self.port, self.tls, parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.fold)
        self._watch()

    def _watch(self) -> None:
        for one in (self.host, self.user):
            one.textChanged.connect(self._touch)
        self.port.valueChanged.connect(self._touch)
        self.tls.currentIndexChanged.connect(self._touch)
        keep_usual(self.port, self.tls, PORTS)
        self.no_login.toggled.connect(self._on_no_login)

    def _touch(self, *_what: object) -> None:
        host, mode = self.host.text().strip(), self.tls.value() or TlsMode.IMPLICIT
        said = server_in_short(host, self.port.value(), mode) if host else self.tr("Not known yet")
        if host and self.no_login.isChecked():
            said = self.tr("{server}, no password").format(server=said)
        self.fold.say(said)
        self.changed.emit()

    def _on_no_login(self, on: bool) -> None:
        self.user.setEnabled(not on)
        self.login_changed.emit()
        self._touch()

    def show_account(self, shown: MailAccount, *, no_login: bool) -> None:
        """Show an account's server, and whether that wants a password."""
        self.form.all_right()
        self._guessed_host = ""
        self.host.setText(shown.host)
        self.port.setValue(shown.port)
        self.tls.choose(shown.tls)
        self.user.setText(shown.user if shown.user != shown.address else "")
        self.no_login.setChecked(no_login)
        self.fold.show_sheet(shown=False)
        self._touch()

    def fill(self, found: Provider, address: str, *, at_once: bool = False) -> bool:
        """Take a provider's settings; an own server stays, unless they are wanted ``at_once``.

        Whether they were taken.
        """
        if not at_once and self.host.text().strip() not in {"", self._guessed_host}:
            return False
        self._guessed_host = found.host
        self.no_login.setChecked(False)
        self.host.setText(found.host)
        self.port.setValue(found.port)
        self.tls.choose(found.tls)
        user = found.user(address)
        self.user.setText("" if user == address else user)
        return True

    def recognise(self, found: Provider) -> None:
        """A saved server that is the provider's own goes with the address, as if filled in."""
        if self.host.text().strip() == found.host:
            self._guessed_host = found.host

    def forget(self) -> None:
        """The address is another, of nobody who is known: what was filled in for it goes."""
        if self._guessed_host and self.host.text().strip() == self._guessed_host:
            self.host.clear()
            self.user.clear()
        self._guessed_host = ""

    def put(self, account: MailAccount) -> MailAccount:
        """The account with the server as typed."""
        user = self.user.text().strip() or account.address
        return replace(
            account,
            host=self.host.text().strip(),
            port=self.port.value(),
            tls=self.tls.value() or TlsMode.IMPLICIT,
            user="" if self.no_login.isChecked() else user,
        )

    def check(self) -> bool:
        """Complain where there is no server, or none of that form; whether there is one."""
        self.form.all_right()
        host = self.host.text().strip()
        if not looks_like_host(host):
            words = self.tr("Enter the name of your provider's mail server.")
            if host:
                words = self.tr("Enter the server's name alone, like smtp.example.com, without "
                                "https://, and its port in the field beside it.")
            self.fold.show_sheet(shown=True)
            self.form.wrong(self.host, words)
        return not self.form.is_wrong
