"""The mail accounts: the only one with its form, several in a list, none with what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dunning_desktop.domain.mail_accounts import MailAccount, SignIn
from dunning_desktop.ui.dialogs.account import AccountDialog
from dunning_desktop.ui.dialogs.account_removal import ask_to_remove
from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.metrics import LARGE, SMALL
from dunning_desktop.ui.pages.settings_mail import AccountForm, KnownAccount
from dunning_desktop.ui.pages.settings_mail_row import AccountRow
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.layouts import empty
from dunning_desktop.ui.widgets.notices import Notice
from dunning_desktop.usecases.mail_accounts import Mailboxes, mailboxes, resume_account
from dunning_desktop.usecases.office import Office


@dataclass(frozen=True, slots=True)
class KnownAccounts:
    """All accounts, where passwords are kept, and the moment they were asked for."""

    boxes: Mailboxes
    keychain: str
    now: datetime

    def one(self, account: MailAccount | None) -> KnownAccount:
        """One of them for its form, or an empty one."""
        ids: dict[SignIn, str] = {
            one.sign_in: one.client_id for one in self.boxes.accounts if one.client_id
        }
        return KnownAccount(account, self.keychain, tuple(ids.items()))


def known_accounts(office: Office) -> KnownAccounts:
    """Ask for them."""
    return KnownAccounts(mailboxes(office), office.keychain.name, office.clock.now())


class AccountsPart(QWidget):
    """``form`` is for the only account, or for the first one; ``gone`` tells of a removed one."""

    gone = Signal()

    def __init__(self, shell: Shell, surroundings: Surroundings) -> None:
        super().__init__()
        self._shell = shell
        self._surroundings = surroundings
        self._known: KnownAccounts | None = None
        self.rows: list[AccountRow] = []
        self.form = AccountForm(shell.desk, surroundings)
        self.nothing = Notice(
            "mail",
            self.tr("No e-mail account yet"),
            text=self.tr("Type the address your reminders are to come from, and its password; then "
                         "press Save. Until then reminders can be printed as letters."),
        )
        self.heading = label()
        as_heading(self.heading)
        self.add = button(self.tr("Add another account…"), self.open_new, icon_name="plus")
        self._list = QVBoxLayout()
        self._list.setSpacing(SMALL)
        self._build()

    def _build(self) -> None:
        self._top = QWidget()
        across = QHBoxLayout(self._top)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.heading, 1)
        across.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(LARGE)
        column.addWidget(self.nothing)
        column.addWidget(self._top)
        column.addLayout(self._list)
        column.addWidget(self.form)

    def show_known(self, known: KnownAccounts, *, dirty: bool) -> None:
        """Show the accounts; a form with changes that are not saved stays as it is."""
        self._known = known
        accounts = known.boxes.accounts
        several = len(accounts) > 1
        self.nothing.setVisible(not accounts)
        self._top.setVisible(bool(accounts))
        self.heading.setText(
            self.tr("Your e-mail accounts") if several else self.tr("Your e-mail account")
        )
        # What is being changed beneath is not to be changed in a dialog as well.
        beneath = self.form.account_id if dirty and accounts else 0
        self._show_rows(known, editable=several, beneath=beneath)
        self.form.setVisible(dirty or not several)
        if not dirty:
            self.form.show_known(known.one(next(iter(accounts), None)))

    def _show_rows(self, known: KnownAccounts, *, editable: bool, beneath: int) -> None:
        empty(self._list)
        self.rows = [
            AccountRow(
                one,
                known.boxes.inboxes.get(one.id),
                now=known.now,
                resume=self._on_resume,
                edit=self.open_account if editable and one.id != beneath else None,
                remove=self._on_remove,
            )
            for one in known.boxes.accounts
        ]
        for row in self.rows:
            self._list.addWidget(row)

    # Changing the list

    def open_new(self) -> AccountDialog:
        """Add an account in a dialog."""
        return self._open(None)

    def open_account(self, account: MailAccount) -> AccountDialog:
        """Change one of several."""
        return self._open(account)

    def _open(self, account: MailAccount | None) -> AccountDialog:
        known = self._known.one(account) if self._known else KnownAccount(account, "")
        dialog = AccountDialog(self._shell, self._surroundings, known)
        dialog.open()
        return dialog

    def _on_resume(self, account: MailAccount) -> None:
        self._shell.desk.do(resume_account, account.id, owner=self)

    def _on_remove(self, account: MailAccount) -> None:
        ask_to_remove(self._shell, account, then=self.gone.emit)
