"""Whether the answers to an account are read, and where they arrive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from dunning_desktop.domain.mail_accounts import Inbox, MailAccount, TlsMode
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.look.metrics import MEDIUM, SMALL
from dunning_desktop.ui.pages.settings_mail_server import keep_usual, looks_like_host, port_field
from dunning_desktop.ui.pages.settings_mail_try import TryRow
from dunning_desktop.ui.pages.settings_mail_ways import Way
from dunning_desktop.ui.text.accounts import inbox_tls, inbox_trouble
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.form import Form
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.wheel import WheelGuard
from dunning_desktop.usecases.mail_accounts import try_inbox

PORTS = {TlsMode.IMPLICIT: 993, TlsMode.STARTTLS: 143}


class InboxPart(QWidget):
    """Off until the owner wants it; then filled in with what is known of the provider."""

    changed = Signal()

    def __init__(self, desk: Desk, begin: Callable[[], None]) -> None:
        super().__init__()
        self._known: Inbox | None = None
        self._filled: Inbox | None = None
        self._heading = Form()
        self._heading.section(self.tr("Answers"))
        self.reads = QCheckBox(self.tr("Read the answers"))
        self.reads.setAccessibleName(self.reads.text())
        self.about = label(look="quiet", wrap=True)
        self.permission = label(
            self.tr("Reading needs one more permission than sending: it must be in your "
                    "registration, and you sign in again once."),
            "note",
            wrap=True,
        )
        self.sheet = QWidget()
        self._build_fields()
        self.try_row = TryRow(desk, self.tr("Try it"), "mail-open", begin)
        self.try_row.press.setAccessibleName(self.tr("Try whether the inbox can be read"))
        self._build()
        self._watch()
        self._follow()

    def _build_fields(self) -> None:
        self.form = Form()
        self.host = QLineEdit()
        self.host.setPlaceholderText("imap.example.com")
        self.port = port_field(self.tr("Port of the inbox"), PORTS[TlsMode.IMPLICIT])
        self.form.row(self.tr("Server"), self.host, beside=self.port)
        self.host.setAccessibleName(self.tr("Server of the inbox"))
        self.tls = Choice(
            ((mode, inbox_tls(mode)) for mode in PORTS), name=self.tr("Security of the inbox")
        )
        self.form.row(self.tr("Security"), self.tls)
        self.user = QLineEdit()
        self.user.setAccessibleName(self.tr("User name for the inbox"))
        self.user.setPlaceholderText(self.tr("The same as for sending"))
        self.form.row(self.tr("User name"), self.user)
        self.files_sent = QCheckBox(self.tr("My provider puts what I send into Sent by itself"))
        self.files_sent.setAccessibleName(self.files_sent.text())
        self.form.row("", self.files_sent)
        self.form.hint(
            self.files_sent, self.tr("Otherwise a copy is put there, so that you find it again.")
        )
        WheelGuard(self.port, self.tls, parent=self)

    def _build(self) -> None:
        inner = QVBoxLayout(self.sheet)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(SMALL)
        for one in (self.permission, self.form, self.try_row):
            inner.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, MEDIUM, 0, 0)
        column.setSpacing(SMALL)
        for part in (self._heading, self.reads, self.about, self.sheet):
            column.addWidget(part)

    def _watch(self) -> None:
        for one in (self.host, self.user):
            one.textChanged.connect(self._touch)
        self.port.valueChanged.connect(self._touch)
        self.tls.currentIndexChanged.connect(self._touch)
        keep_usual(self.port, self.tls, PORTS)
        self.files_sent.toggled.connect(self._touch)
        self.reads.toggled.connect(self._on_reads)

    def _touch(self, *_what: object) -> None:
        self.changed.emit()

    def _on_reads(self, on: bool) -> None:
        if on and not self.host.text().strip() and self._known is not None:
            self._show(self._known)
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        self.sheet.setVisible(self.is_on)

    # What is shown

    def show_account(self, shown: MailAccount) -> None:
        """Show where an account's answers arrive."""
        self.form.all_right()
        self._known = self._filled = None
        self._show(shown.inbox or Inbox("", PORTS[TlsMode.IMPLICIT]))
        self.reads.setChecked(shown.inbox is not None)
        self.try_row.clear()
        self._follow()

    def _show(self, inbox: Inbox) -> None:
        self._filled = inbox
        self.host.setText(inbox.host)
        self.port.setValue(inbox.port)
        self.tls.choose(inbox.tls if inbox.tls in PORTS else TlsMode.IMPLICIT)
        self.user.setText(inbox.user)
        self.files_sent.setChecked(inbox.files_sent)

    def know(self, inbox: Inbox | None, *, fill: bool) -> None:
        """Where a provider keeps the answers; ``fill`` puts it in the place of an earlier one's."""
        self._known = inbox
        untouched = not self.host.text().strip() or self._typed() == self._filled
        if not fill and self._typed() == inbox:
            self._filled = inbox
        if fill and untouched:
            self._show(inbox or Inbox("", PORTS[TlsMode.IMPLICIT]))

    def follow(self, way: Way) -> None:
        """Another way to send: the mail program opens no inbox."""
        possible = way is not Way.PROGRAM
        self.reads.setEnabled(possible)
        self.about.setText(
            self.tr("Looks into your inbox for answers, and never changes or marks anything in it. "
                    "A client who answers is left in peace until you have read it; mail that "
                    "comes back as undeliverable becomes a letter to print. Other mail stays where "
                    "it is.")
            if possible
            else self.tr("Not with your mail program: there is no way into the inbox without its "
                         "server. You see answers where you read your mail.")
        )
        self.permission.setVisible(way.signs_in)
        self._follow()

    # What was typed

    @property
    def is_on(self) -> bool:
        """Whether answers are to be read."""
        return self.reads.isChecked() and self.reads.isEnabled()

    def _typed(self) -> Inbox:
        return Inbox(
            host=self.host.text().strip(),
            port=self.port.value(),
            tls=self.tls.value() or TlsMode.IMPLICIT,
            user=self.user.text().strip(),
            files_sent=self.files_sent.isChecked(),
        )

    def put(self, account: MailAccount) -> MailAccount:
        """The account with its inbox as typed."""
        return replace(account, inbox=self._typed() if self.is_on else None)

    def check(self) -> bool:
        """Complain where there is no server, or none of that form; whether all is well."""
        self.form.all_right()
        host = self.host.text().strip()
        if self.is_on and not looks_like_host(host):
            words = self.tr("Enter the name of the server that your answers arrive at.")
            if host:
                words = self.tr("Enter the server's name alone, like imap.example.com, without "
                                "https://, and its port in the field beside it.")
            self.form.wrong(self.host, words)
        return not self.form.is_wrong

    def try_it(self, account: MailAccount, password: str | None) -> None:
        """Open the inbox with what is typed now, saved or not."""
        self.try_row.run(
            try_inbox,
            account,
            password,
            meanwhile=self.tr("Opening the inbox…"),
            good=self.tr("The inbox can be read, and nothing in it was changed."),
            explain=inbox_trouble,
        )
