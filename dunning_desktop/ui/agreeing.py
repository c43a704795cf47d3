"""Taking back what was agreed, and the papers of agreements: opened in a viewer, or saved."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.views import views_of
from dunning_desktop.usecases.agreement_ports import Document
from dunning_desktop.usecases.extensions import take_back_time, time_again
from dunning_desktop.usecases.promises import promise_again, take_back_promise

translate = QCoreApplication.translate


def take_back(shell: Shell, promise_id: int, name: str) -> None:
    """Wait no longer for a promise; the toast brings it back."""
    desk, parent = shell.desk, shell.as_parent()
    words = translate("Agreeing", "The promise of {name} is no longer waited for.")
    desk.do(
        take_back_promise,
        promise_id,
        owner=parent,
        then=lambda _none: shell.toast(
            words.format(name=name),
            undo=lambda: desk.do(promise_again, promise_id, owner=parent),
        ),
    )


def take_back_more_time(shell: Shell, extension_id: int, number: str) -> None:
    """Let an invoice be due as before; the toast gives the time again."""
    desk, parent = shell.desk, shell.as_parent()
    words = translate("Agreeing", "Invoice {number} is due on its earlier day again.")
    desk.do(
        take_back_time,
        extension_id,
        owner=parent,
        then=lambda _none: shell.toast(
            words.format(number=number),
            undo=lambda: desk.do(time_again, extension_id, owner=parent),
        ),
    )


def open_paper(shell: Shell, document: Document) -> None:
    """Open a copy in the system's viewer."""
    views_of(shell.as_parent()).paper.open_document(document.id, document.name)


def save_paper(shell: Shell, document: Document) -> None:
    """Ask where to, and save it there."""
    views_of(shell.as_parent()).paper.save_document(document.id, document.name)
