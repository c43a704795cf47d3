"""The card that says why no mail goes out, and the question for a password."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit

from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.mail import fault_detail, fault_sentence
from dunning_desktop.ui.widgets.notices import Notice, Press
from dunning_desktop.usecases.settings import SavedAccount, resume_account, save_account

translate = QCoreApplication.translate
WANTS_PASSWORD = frozenset({Fault.LOGIN, Fault.NO_PASSWORD})


class AccountCard(Notice):
    """Hidden while the account works."""

    def __init__(self, shell: Shell) -> None:
        super().__init__("circle-pause", "", colour="warning")
        self._shell = shell
        self.hide()

    def show_account(self, account: MailAccount | None, *, waiting: bool) -> None:
        """Say what keeps the mail, if anything does."""
        if account is None:
            self.setVisible(waiting)
            self.say(
                self.tr("No e-mail account is set up yet"), fault_sentence(Fault.NO_ACCOUNT)
            )
            self.offer([(self.tr("Set up e-mail"), self._settings)])
            return
        self.setVisible(account.paused is not None)
        if account.paused is None:
            return
        text = fault_sentence(account.paused)
        if account.paused_detail:
            said = fault_detail(account.paused, account.paused_detail)
            text = f"{text}\n{said}"
        self.say(self.tr("Sending is paused. Nothing is lost."), text)
        self.offer(self._presses(account))

    def _presses(self, account: MailAccount) -> list[Press]:
        again = (self.tr("Try again"), self._resume)
        settings = (self.tr("Settings"), self._settings)
        if account.paused in WANTS_PASSWORD:
            return [(self.tr("Enter password…"), self._asker(account)), settings, again]
        if account.paused is Fault.LIMIT:
            return [again]
        return [settings, again]

    def _asker(self, account: MailAccount) -> Callable[[], None]:
        return lambda: PasswordDialog(self._shell, account).open()

    def _settings(self) -> None:
        self._shell.show_settings("mail")

    def _resume(self) -> None:
        self._shell.desk.do(resume_account, owner=self)


class PasswordDialog(FormDialog):
    """The password again; it goes to the keychain and nowhere else."""

    def __init__(self, shell: Shell, account: MailAccount) -> None:
        super().__init__(shell, width=460)
        self.name_it(self.tr("Password for {address}").format(address=account.address))
        self._account = account
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.form.row(self.tr("Password"), self.password)
        self.form.hint(
            self.password,
            self.tr("Some providers want an app password, made on their web site."),
        )

    def check(self) -> bool:
        if not self.password.text():
            self.form.wrong(self.password, self.tr("Enter the password."))
        return super().check()

    def save(self) -> None:
        self.shell.desk.do(
            save_account,
            self._account,
            self.password.text(),
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _done(self, saved: SavedAccount) -> None:
        if not saved.password_kept:
            self.shell.toast(self.tr("The password is kept until you close the program."))
        self.accept()
