"""Choosing how chasing begins for all old debts, with a way back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dunning_desktop.domain.policy import OldDebts
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.old_debts import way
from dunning_desktop.usecases.old_debts import Chosen, choose_old_debts, put_back_choice


def choose(shell: Shell, start: OldDebts, owner: QWidget) -> None:
    """Let a way hold for all that is late today; the toast takes it back."""
    desk, parent = shell.desk, shell.as_parent()

    def told(before: Chosen) -> None:
        def back() -> None:
            desk.do(put_back_choice, before, owner=parent)

        shell.toast(f"{way(start)}.", undo=back)

    desk.do(choose_old_debts, start, owner=owner, then=told)
