"""Another mail account, or one of several: the same form as on the page, in a dialog."""

from __future__ import annotations

from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.pages.settings_mail import AccountForm, KnownAccount
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.text.accounts import saved
from dunning_desktop.usecases.mail_accounts import SavedAccount, save_account

WIDTH = 680


class AccountDialog(FormDialog):
    """Saves by itself, and leaves what stands unsaved on the page alone."""

    def __init__(self, shell: Shell, surroundings: Surroundings, known: KnownAccount) -> None:
        super().__init__(shell, width=min(WIDTH, shell.as_parent().width() - 40))
        found = known.account
        self.name_it(
            self.tr("Add an e-mail account") if found is None else found.address
        )
        self.account = AccountForm(shell.desk, surroundings)
        self.form.wide(self.account)
        self.account.show_known(known)
        self.account.changed.connect(self.grow)
        shell.desk.opened.connect(self.reject)

    def open(self) -> None:
        super().open()
        self.account.address.setFocus()

    def check(self) -> bool:
        return self.account.check() and super().check()

    def save(self) -> None:
        self.shell.desk.do(
            save_account,
            self.account.account(),
            self.account.password,
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _done(self, kept: SavedAccount) -> None:
        self.shell.toast(saved(kept))
        self.accept()

    def done(self, result: int) -> None:
        self.account.stop()
        super().done(result)
