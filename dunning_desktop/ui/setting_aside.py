"""Setting things aside and bringing them back: archiving, cancelling, holds that end."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox

from dunning_desktop.domain.blocks import Block, BlockKind
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.dates import near
from dunning_desktop.usecases.blocks import end_block, end_holds, hold, hold_again
from dunning_desktop.usecases.clients import archive_client
from dunning_desktop.usecases.invoices import cancel_invoice

translate = QCoreApplication.translate

PUT_OFF_DAYS = (3, 7)


def archive(shell: Shell, client_id: int, name: str, *, archived: bool = True) -> None:
    """Put a client away, or bring it back; the toast takes it back."""
    desk, parent = shell.desk, shell.as_parent()
    words = (
        translate("Aside", "{name} is archived and no longer chased.")
        if archived
        else translate("Aside", "{name} is back among your clients.")
    )

    def back() -> None:
        desk.do(archive_client, client_id, archived=not archived, owner=parent)

    desk.do(
        archive_client,
        client_id,
        archived=archived,
        owner=parent,
        then=lambda _none: shell.toast(words.format(name=name), undo=back),
    )


def resume(shell: Shell, client_id: int, name: str) -> None:
    """End a client's holds from today on; the toast puts them back."""
    desk, parent = shell.desk, shell.as_parent()

    def told(ended: tuple[Block, ...]) -> None:
        words = translate("Aside", "{name} is chased again from today on.")
        shell.toast(
            words.format(name=name),
            undo=lambda: desk.do(hold_again, client_id, ended, owner=parent),
        )

    desk.do(end_holds, client_id, owner=parent, then=told)


def put_off(shell: Shell, client_id: int, name: str, days: int) -> None:
    """Leave a client alone for so many days; the toast takes it back."""
    today = shell.desk.today()
    goes_on = today + timedelta(days=days)
    words = translate("Aside", "{name} is put off: goes on {day}.")
    said = words.format(name=name, day=near(goes_on, today))
    shell.desk.do(
        hold,
        client_id,
        until=goes_on - timedelta(days=1),
        kind=BlockKind.SNOOZE,
        owner=shell.as_parent(),
        then=lambda block_id: say_paused(shell, client_id, block_id, said),
    )


def say_paused(shell: Shell, client_id: int, block_id: int, said: str) -> None:
    """Say that a client is left alone; the toast ends that."""
    desk, parent = shell.desk, shell.as_parent()
    shell.toast(
        said, undo=lambda: desk.do(end_block, client_id, block_id=block_id, owner=parent)
    )


def settle(shell: Shell, client_id: int, name: str, block: Block) -> None:
    """End one reason to leave a client alone; the toast puts it back."""
    desk, parent = shell.desk, shell.as_parent()
    words = translate("Aside", "{name} is chased again from today on.")

    def told(_none: object) -> None:
        shell.toast(
            words.format(name=name),
            undo=lambda: desk.do(hold_again, client_id, [block], owner=parent),
        )

    desk.do(end_block, client_id, block_id=block.id, owner=parent, then=told)


def ask_to_cancel(shell: Shell, invoice_id: int, number: str) -> QMessageBox:
    """Ask whether an invoice was a mistake, and cancel it then."""
    box = QMessageBox(shell.as_parent())
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(translate("Aside", "Cancel the invoice"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(translate("Aside", "Cancel invoice {number}?").format(number=number))
    box.setInformativeText(
        translate(
            "Aside",
            "Do this with an invoice that was issued by mistake. It is no longer owed or chased, "
            "and what was paid on it becomes the client's credit. Nothing is deleted: you can "
            "bring it back.",
        )
    )
    role = QMessageBox.ButtonRole
    yes = box.addButton(translate("Aside", "Cancel invoice"), role.AcceptRole)
    keep = box.addButton(translate("Aside", "Keep it"), role.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    yes.clicked.connect(lambda: cancel(shell, invoice_id, number))
    box.open()
    return box


def cancel(shell: Shell, invoice_id: int, number: str, *, cancelled: bool = True) -> None:
    """Cancel an invoice, or bring it back; the toast takes it back."""
    desk, parent = shell.desk, shell.as_parent()
    words = (
        translate("Aside", "Invoice {number} is cancelled.")
        if cancelled
        else translate("Aside", "Invoice {number} counts again.")
    )

    def back() -> None:
        desk.do(cancel_invoice, invoice_id, cancelled=not cancelled, owner=parent)

    desk.do(
        cancel_invoice,
        invoice_id,
        cancelled=cancelled,
        owner=parent,
        then=lambda _none: shell.toast(words.format(number=number), undo=back),
    )
