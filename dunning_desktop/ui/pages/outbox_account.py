"""The card that says why no mail goes out, and the question for a password."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.look.metrics import SMALL
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.mail import fault_detail, fault_sentence
from dunning_desktop.ui.text.mail_accounts import goes_on
from dunning_desktop.ui.widgets.notices import Notice, Press
from dunning_desktop.usecases.delivery import OWN_LIMIT
from dunning_desktop.usecases.mail_accounts import SavedAccount, resume_account, save_account

translate = QCoreApplication.translate
WANTS_PASSWORD = frozenset({Fault.LOGIN, Fault.NO_PASSWORD})


class AccountCards(QWidget):
    """One card for each account that is paused; one where there is no account at all."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SMALL)
        self.cards: list[AccountCard] = []
        self._add()

    def _add(self) -> None:
        card = AccountCard(self._shell)
        self.cards.append(card)
        self._column.addWidget(card)

    @property
    def first(self) -> AccountCard:
        """The card that is always there, shown or not."""
        return self.cards[0]

    def show_accounts(
        self, accounts: Sequence[MailAccount], now: datetime, *, waiting: bool
    ) -> None:
        """Say what keeps the mail, if anything does."""
        resting = [one for one in accounts if one.rests_at(now)]
        while len(self.cards) < len(resting):
            self._add()
        for place, card in enumerate(self.cards):
            if place < len(resting):
                card.show_paused(resting[place], now, name_it=len(accounts) > 1)
            else:
                card.hide()
        if not accounts and waiting:
            self.first.show_missing()
        self.setVisible(bool(resting) or (waiting and not accounts))


class AccountCard(Notice):
    """Hidden while its account works."""

    def __init__(self, shell: Shell) -> None:
        super().__init__("circle-pause", "", colour="warning")
        self._shell = shell
        self.hide()

    def show_missing(self) -> None:
        """There is no account, though e-mails wait."""
        self.say(self.tr("No e-mail account is set up yet"), fault_sentence(Fault.NO_ACCOUNT))
        self.offer([(self.tr("Set up e-mail"), self._settings)])
        self.show()

    def show_paused(self, account: MailAccount, now: datetime, *, name_it: bool) -> None:
        """What stopped an account; which one, where there are several."""
        self.say(self._title(account, now, name_it=name_it), _why(account))
        self.offer(self._presses(account))
        self.show()

    def _title(self, account: MailAccount, now: datetime, *, name_it: bool) -> str:
        what = self.tr("Sending")
        if name_it:
            what = self.tr("Sending from {address}").format(address=account.address)
        if account.paused_until is None:
            return self.tr("{sending} is paused. Nothing is lost.").format(sending=what)
        words = self.tr("{sending} is paused: it {goes_on}. Nothing is lost.")
        return words.format(sending=what, goes_on=goes_on(account.paused_until, now))

    def _presses(self, account: MailAccount) -> list[Press]:
        again = (self.tr("Try again"), self._resumer(account))
        settings = (self.tr("Settings"), self._settings)
        if account.paused in WANTS_PASSWORD:
            if account.consents:
                return [(self.tr("Sign in again…"), self._settings), again]
            return [(self.tr("Enter password…"), self._asker(account)), settings, again]
        if account.paused_detail == OWN_LIMIT:
            return [settings]
        if account.paused is Fault.LIMIT:
            return [(self.tr("Try now"), self._resumer(account)), settings]
        return [settings, again]

    def _asker(self, account: MailAccount) -> Callable[[], None]:
        return lambda: PasswordDialog(self._shell, account).open()

    def _resumer(self, account: MailAccount) -> Callable[[], None]:
        return lambda: self._shell.desk.do(resume_account, account.id, owner=self)

    def _settings(self) -> None:
        self._shell.show_settings("mail")


def _why(account: MailAccount) -> str:
    if account.paused is None:
        return ""
    said = fault_detail(account.paused, account.paused_detail) if account.paused_detail else ""
    return "\n".join(one for one in (fault_sentence(account.paused), said) if one)


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
