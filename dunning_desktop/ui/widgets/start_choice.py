"""How chasing begins for old debts: four ways, each with what it means."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from dunning_desktop.domain.policy import OldDebts
from dunning_desktop.ui.look.metrics import SMALL, TINY
from dunning_desktop.ui.text.old_debts import meaning, way
from dunning_desktop.ui.widgets.labels import label

# In line with the words beside the button.
INDENT = 26


class StartChoice(QWidget):
    """``chosen`` carries the ``OldDebts`` that the owner clicked; showing one says nothing."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[OldDebts, QRadioButton] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        for one in OldDebts:
            layout.addLayout(self._make(one))
        self._group.idClicked.connect(lambda at: self.chosen.emit(list(OldDebts)[at]))

    def _make(self, start: OldDebts) -> QVBoxLayout:
        made = QRadioButton(way(start))
        made.setAccessibleDescription(meaning(start))
        self._group.addButton(made, list(OldDebts).index(start))
        self.buttons[start] = made
        said = label(meaning(start), "quiet", wrap=True)
        said.setContentsMargins(INDENT, 0, 0, 0)
        pair = QVBoxLayout()
        pair.setSpacing(TINY)
        pair.addWidget(made)
        pair.addWidget(said)
        return pair

    def show_choice(self, start: OldDebts | None) -> None:
        """Mark a way; None: none was chosen yet."""
        self._group.setExclusive(False)
        for one, made in self.buttons.items():
            made.setChecked(one is start)
        self._group.setExclusive(True)
