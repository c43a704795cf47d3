"""Choosing how chasing begins for old debts, all or one, with a way back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from dunning_desktop.domain.policy import OldDebts
from dunning_desktop.domain.proposal import WhyNot
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.old_debts import way
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.usecases.old_debts import (
    Chosen,
    choose_old_debts,
    decide_start,
    put_back_choice,
)

OLD = frozenset({WhyNot.OLD_DEBT, WhyNot.TO_DECIDE})


def start_buttons(shell: Shell, item_ids: Sequence[int]) -> tuple[QPushButton, QPushButton]:
    """The two ways to begin with an old debt, each with one press; the toast takes it back."""
    return (
        button(way(OldDebts.FIRST), partial(_begin, shell, item_ids, OldDebts.FIRST)),
        button(way(OldDebts.BY_AGE), partial(_begin, shell, item_ids, OldDebts.BY_AGE)),
    )


def _begin(shell: Shell, item_ids: Sequence[int], start: OldDebts) -> None:
    desk, parent = shell.desk, shell.as_parent()

    def told(_count: int) -> None:
        def back() -> None:
            desk.do(decide_start, item_ids, None, owner=parent)

        shell.toast(f"{way(start)}.", undo=back)

    desk.do(decide_start, item_ids, start, owner=parent, then=told)


def choose(shell: Shell, start: OldDebts, owner: QWidget) -> None:
    """Let a way hold for all that is late today; the toast takes it back."""
    desk, parent = shell.desk, shell.as_parent()

    def told(before: Chosen) -> None:
        def back() -> None:
            desk.do(put_back_choice, before, owner=parent)

        shell.toast(f"{way(start)}.", undo=back)

    desk.do(choose_old_debts, start, owner=owner, then=told)
