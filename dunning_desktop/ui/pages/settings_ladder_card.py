"""A ladder at a glance: its steps, the rules for all of them, and whose it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from dunning_desktop.domain.policy import DunningPolicy
from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, TINY
from dunning_desktop.ui.text.ladders import Rung, rules, rung
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.layouts import empty


class LadderView(QWidget):
    """``rungs`` is what it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.rungs: tuple[Rung, ...] = ()
        card = QFrame()
        card.setProperty("look", "card")
        self._grid = QGridLayout(card)
        self._grid.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        self._grid.setHorizontalSpacing(LARGE)
        self._grid.setVerticalSpacing(TINY)
        self._grid.setColumnStretch(1, 1)
        self._rules = label(look="quiet", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(card)
        column.addWidget(self._rules)

    def show_policy(self, policy: DunningPolicy) -> None:
        """Show a ladder."""
        empty(self._grid)
        self.rungs = tuple(rung(level) for level in policy.levels)
        for at, one in enumerate(self.rungs):
            self._add(at * 3, one)
        self._rules.setText(rules(policy))
        self._rules.setVisible(bool(self._rules.text()))

    def _add(self, at: int, one: Rung) -> None:
        when, what = label(one.when), label(one.what, wrap=True)
        as_heading(when)
        self._grid.addWidget(when, at, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(what, at, 1)
        if one.then:
            self._grid.addWidget(label(one.then, "quiet", wrap=True), at + 1, 1)
        self._grid.setRowMinimumHeight(at + 2, SMALL)
