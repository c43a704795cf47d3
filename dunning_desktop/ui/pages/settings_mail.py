"""The mail account: the address brings its server, a test message proves it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.mail_accounts import MailAccount, TlsMode
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.look.metrics import SMALL
from dunning_desktop.ui.pages.settings_identity import looks_like_address
from dunning_desktop.ui.surroundings import Provider, Surroundings
from dunning_desktop.ui.text import mail
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.form import Form
from dunning_desktop.ui.widgets.labels import label, wear
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.settings import account, send_test

PORTS = {TlsMode.IMPLICIT: 465, TlsMode.STARTTLS: 587, TlsMode.NONE: 1025}


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """The account of the book, and where passwords are kept: empty for this session only."""

    account: MailAccount | None
    keychain: str


def known_account(office: Office) -> KnownAccount:
    """Ask for both."""
    return KnownAccount(account(office), office.keychain.name)


class AccountForm(QWidget):
    """``password`` is None while the stored one stays; what is typed is never shown back."""

    changed = Signal()

    def __init__(self, desk: Desk, surroundings: Surroundings) -> None:
        super().__init__()
        self._desk = desk
        self._guess = surroundings.guess_provider
        self._known: MailAccount | None = None
        self._filling = False
        self._guessed_host = ""
        self.form = Form()
        self.hint = label(look="note", wrap=True)
        self.hint.hide()
        self.result: QLabel = label(wrap=True, selectable=True)
        self.result.hide()
        self._build_who()
        self._build_server()
        self.try_it = button(
            self.tr("Send a test message to myself"), self.send_test, icon_name="send"
        )
        row = QHBoxLayout()
        row.addWidget(self.try_it)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        layout.addWidget(self.form)
        layout.addLayout(row)
        layout.addWidget(self.result)

    def _build_who(self) -> None:
        self.address = QLineEdit()
        self.address.setPlaceholderText("you@yourbusiness.co.uk")
        self.address.editingFinished.connect(self._look_up)
        self.form.row(self.tr("Your address"), self.address)
        self.form.hint(self.address, self.tr("Type it, and the settings below appear."))
        self.form.wide(self.hint)
        self.password_field = QLineEdit()
        self.password_field.setEchoMode(QLineEdit.EchoMode.Password)
        self.form.row(self.tr("Password"), self.password_field)
        self.no_login = QCheckBox(self.tr("The server wants no password"))
        self.no_login.setAccessibleName(self.no_login.text())
        self.no_login.toggled.connect(self._on_no_login)
        self.form.row("", self.no_login)
        self.sender_name = QLineEdit()
        self.sender_name.setPlaceholderText(self.tr("Your business's name"))
        self.form.row(self.tr("Shown as"), self.sender_name)
        self.reply_to = QLineEdit()
        self.reply_to.setPlaceholderText(self.tr("The same address"))
        self.form.row(self.tr("Answers to"), self.reply_to)
        for one in (self.address, self.password_field, self.sender_name, self.reply_to):
            one.textChanged.connect(self._touch)

    def _build_server(self) -> None:
        self.form.section(self.tr("Server for outgoing mail"))
        self.host = QLineEdit()
        self.host.setPlaceholderText("smtp.example.com")
        self.port = QSpinBox()
        self.port.setRange(1, 65535)
        self.port.setValue(PORTS[TlsMode.IMPLICIT])
        self.port.setAccessibleName(self.tr("Port"))
        self.port.setFixedWidth(100)
        self.form.row(self.tr("Server"), self.host, beside=self.port)
        self.tls = Choice((mode, mail.tls_mode(mode)) for mode in TlsMode)
        self.form.row(self.tr("Security"), self.tls)
        self.user = QLineEdit()
        self.user.setPlaceholderText(self.tr("Your address"))
        self.form.row(self.tr("User name"), self.user)
        for one in (self.host, self.user):
            one.textChanged.connect(self._touch)
        self.port.valueChanged.connect(self._touch)
        self.tls.currentIndexChanged.connect(self._touch)
        self.tls.activated.connect(self._usual_port)

    # What is shown

    def show_known(self, known: KnownAccount) -> None:
        """Show the account of the book, or an empty form."""
        found = known.account
        self._known = found
        shown = found or MailAccount("", "", PORTS[TlsMode.IMPLICIT])
        self._filling = True
        self.form.all_right()
        self.address.setText(shown.address)
        self.sender_name.setText(shown.sender_name)
        self.reply_to.setText(shown.reply_to)
        self.host.setText(shown.host)
        self.port.setValue(shown.port)
        self.tls.choose(shown.tls)
        self.user.setText(shown.user if shown.user != shown.address else "")
        self.password_field.clear()
        stored = bool(found and found.secret_key)
        self.password_field.setPlaceholderText(
            self.tr("Unchanged: type to replace it") if stored else ""
        )
        self.no_login.setChecked(bool(found and not found.secret_key))
        self._say_where(known.keychain)
        self.result.hide()
        self._filling = False

    def _say_where(self, keychain: str) -> None:
        if keychain:
            words = self.tr("Kept in {keychain}, never in the book or its backups.")
            self.form.hint(self.password_field, words.format(keychain=keychain))
        else:
            self.form.hint(
                self.password_field,
                self.tr("This computer has no safe place for it: it is kept only until you close "
                        "the program."),
            )

    def _touch(self, *_what: object) -> None:
        if not self._filling:
            self.changed.emit()

    def _on_no_login(self, on: bool) -> None:
        self.password_field.setEnabled(not on)
        self.user.setEnabled(not on)
        self._touch()

    # What is known of the provider

    def _look_up(self) -> None:
        address = self.address.text().strip()
        if looks_like_address(address):
            self._desk.ask(
                lambda _office: self._guess(address),
                then=lambda found: self._on_provider(address, found),
                owner=self,
                latest="provider",
            )

    def _on_provider(self, address: str, found: Provider | None) -> None:
        self.hint.setVisible(bool(found and found.hint))
        if found is None:
            return
        self.hint.setText(found.hint)
        wear(self.hint, "note" if found.password else "alarm")
        if self.host.text().strip() not in {"", self._guessed_host}:
            # The owner's own server stays.
            return
        self._guessed_host = found.host
        self.no_login.setChecked(False)
        self.host.setText(found.host)
        self.port.setValue(found.port)
        self.tls.choose(found.tls)
        user = found.user(address)
        self.user.setText("" if user == address else user)

    def _usual_port(self, _at: int) -> None:
        mode = self.tls.value()
        if mode is not None and self.port.value() in PORTS.values():
            self.port.setValue(PORTS[mode])

    # What was typed

    def account(self) -> MailAccount:
        """The account as typed."""
        address = self.address.text().strip()
        before = self._known or MailAccount(address, "", 465)
        return replace(
            before,
            address=address,
            host=self.host.text().strip(),
            port=self.port.value(),
            tls=self.tls.value() or TlsMode.IMPLICIT,
            user="" if self.no_login.isChecked() else self.user.text().strip() or address,
            sender_name=self.sender_name.text().strip(),
            reply_to=self.reply_to.text().strip(),
        )

    @property
    def password(self) -> str | None:
        """None leaves the stored one; empty is a server without a login."""
        if self.no_login.isChecked():
            return ""
        return self.password_field.text() or None

    def check(self) -> bool:
        """Complain beside every field that cannot be taken; whether none was found."""
        self.form.all_right()
        form = self.tr("That is not an e-mail address. Type it like name@example.com.")
        if not looks_like_address(self.address.text()):
            self.form.wrong(self.address, form)
        if not looks_like_address(self.reply_to.text(), empty=True):
            self.form.wrong(self.reply_to, form)
        if not self.host.text().strip():
            self.form.wrong(self.host, self.tr("Enter the name of your provider's mail server."))
        stored = bool(self._known and self._known.secret_key)
        if self.password is None and not stored:
            self.form.wrong(self.password_field, self.tr("Enter the password."))
        return not self.form.is_wrong

    # The test message

    def send_test(self) -> None:
        """Send a message to the address itself, with what is typed now, saved or not."""
        if not self.check():
            return
        self.try_it.setEnabled(False)
        self._say(self.tr("Sending a test message…"), "quiet")
        self._desk.mail(
            send_test,
            self.account(),
            self.password,
            owner=self,
            then=lambda _receipt: self._on_test_sent(),
            failed=self._on_test_failed,
        )

    def _on_test_sent(self) -> None:
        self.try_it.setEnabled(True)
        words = self.tr("Your provider took the test message. Look for it in the inbox of {box}.")
        self._say(words.format(box=self.address.text().strip()), "good")

    def _on_test_failed(self, error: DunningError) -> None:
        self.try_it.setEnabled(True)
        detail = str(error.data.get("detail", ""))
        said = mail.fault_detail(str(error.data.get("fault", "")), detail)
        self._say("\n".join(one for one in (sentence(error), said) if one), "trouble")

    def _say(self, text: str, look: str) -> None:
        self.result.setText(text)
        wear(self.result, look)
        self.result.show()
