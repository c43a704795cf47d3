"""What the client gets to see, and what goes with a message: names, signature, copies, files."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from dunning_desktop.domain.mail_accounts import Duty, MailAccount
from dunning_desktop.ui.look.metrics import CONTROL_HEIGHT, MEDIUM
from dunning_desktop.ui.pages.settings_identity import looks_like_address
from dunning_desktop.ui.text.accounts import what_it_means
from dunning_desktop.ui.text.mail_accounts import duty
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.form import Form
from dunning_desktop.ui.widgets.wheel import WheelGuard

SIGNATURE_HEIGHT = 84


class SeenPart(QWidget):
    """A copy is offered where the provider keeps none by itself."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.form = Form()
        self._fill_names()
        self._fill_ticks()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, MEDIUM, 0, 0)
        layout.addWidget(self.form)
        self._watch()

    def _fill_names(self) -> None:
        form = self.form
        form.section(self.tr("What your clients see"))
        self.sender_name = QLineEdit()
        self.sender_name.setPlaceholderText(self.tr("Your business's name"))
        form.row(self.tr("Shown as"), self.sender_name)
        self.reply_to = QLineEdit()
        self.reply_to.setPlaceholderText(self.tr("The same address"))
        form.row(self.tr("Answers to"), self.reply_to)
        self.signature = QPlainTextEdit()
        self.signature.setFixedHeight(SIGNATURE_HEIGHT)
        self.signature.setTabChangesFocus(True)
        form.row(self.tr("Signature"), self.signature)

    def _fill_ticks(self) -> None:
        form = self.form
        self.copy = QCheckBox(self.tr("Send a copy of each e-mail to myself"))
        form.row(self.tr("Copies"), self.copy)
        self.invoices = QCheckBox(self.tr("Attach the invoice's own PDF"))
        form.row(self.tr("Invoices"), self.invoices)
        self.duty = Choice((one, duty(one)) for one in Duty)
        form.row(self.tr("Used for"), self.duty)
        for one in (self.copy, self.invoices):
            one.setAccessibleName(one.text())
            one.setMinimumHeight(CONTROL_HEIGHT)
        WheelGuard(self.duty, parent=self)
        self._hints()

    def _hints(self) -> None:
        self.form.hint(
            self.signature, self.tr("A few lines under every e-mail, such as your opening hours.")
        )
        self.form.hint(
            self.invoices, self.tr("With every reminder, where the book has the invoice as a PDF.")
        )
        self.form.hint(self.duty, what_it_means(self.duty.value() or Duty.USUAL))

    def _watch(self) -> None:
        for one in (self.sender_name, self.reply_to):
            one.textChanged.connect(self._touch)
        self.signature.textChanged.connect(self._touch)
        for box in (self.copy, self.invoices):
            box.toggled.connect(self._touch)
        self.duty.currentIndexChanged.connect(self._on_duty)

    def _touch(self, *_what: object) -> None:
        self.changed.emit()

    def _on_duty(self, _at: int) -> None:
        self._hints()
        self.changed.emit()

    def show_account(self, shown: MailAccount) -> None:
        """Show an account's."""
        self.form.all_right()
        self.sender_name.setText(shown.sender_name)
        self.reply_to.setText(shown.reply_to)
        self.signature.setPlainText(shown.signature)
        self.copy.setChecked(shown.copy_to_self)
        self.invoices.setChecked(shown.attach_invoices)
        self.duty.choose(shown.duty)
        self._hints()

    def follow(self, *, files_sent: bool, program: bool) -> None:
        """Whether the provider keeps what it sends, and whether another program sends it."""
        self.copy.setEnabled(not (files_sent or program))
        if program:
            why = self.tr("Your mail program keeps what it sends.")
        elif files_sent:
            why = self.tr("Not needed: your provider puts what it sends into your Sent folder.")
        else:
            why = self.tr("The copy counts as a recipient. Your client does not see it.")
        self.form.hint(self.copy, why)

    def put(self, account: MailAccount) -> MailAccount:
        """The account with what was typed."""
        return replace(
            account,
            sender_name=self.sender_name.text().strip(),
            reply_to=self.reply_to.text().strip(),
            signature=self.signature.toPlainText().strip(),
            copy_to_self=self.copy.isChecked() and self.copy.isEnabled(),
            attach_invoices=self.invoices.isChecked(),
            duty=self.duty.value() or Duty.USUAL,
        )

    def check(self) -> bool:
        """Complain of an address that is none; whether all is well."""
        self.form.all_right()
        self._hints()
        if not looks_like_address(self.reply_to.text(), empty=True):
            form = self.tr("That is not an e-mail address. Type it like name@example.com.")
            self.form.wrong(self.reply_to, form)
        return not self.form.is_wrong
