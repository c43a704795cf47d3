"""The question before a mail account goes, and what keeps it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox

from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.ui.shell import Shell
from dunning_desktop.usecases.mail_accounts import retire_account

translate = QCoreApplication.translate


def ask_to_remove(
    shell: Shell, account: MailAccount, *, then: Callable[[], object]
) -> QMessageBox:
    """Ask whether it is to go; ``then`` runs once it is gone."""
    box = QMessageBox(shell.as_parent())
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle("Dunning Desktop")
    box.setIcon(QMessageBox.Icon.Question)
    ask = translate("AccountRemoval", "Remove the account {address}?")
    box.setText(ask.format(address=account.address))
    box.setInformativeText(
        translate(
            "AccountRemoval",
            "Nothing is sent from it any more, its answers are no longer read, and its password "
            "or sign-in is deleted from this computer.\n\nWhat was sent and what came in stays in "
            "your book. At your mail provider nothing changes.",
        )
    )
    role = QMessageBox.ButtonRole
    yes = box.addButton(translate("AccountRemoval", "Remove account"), role.DestructiveRole)
    keep = box.addButton(translate("AccountRemoval", "Keep it"), role.RejectRole)
    box.setDefaultButton(keep)
    yes.clicked.connect(lambda: _remove(shell, account, then))
    box.open()
    return box


def _remove(shell: Shell, account: MailAccount, then: Callable[[], object]) -> None:
    said = translate("AccountRemoval", "The account {address} is removed.")

    def gone(_none: object) -> None:
        shell.toast(said.format(address=account.address))
        then()

    shell.desk.do(retire_account, account.id, owner=shell.as_parent(), then=gone)
