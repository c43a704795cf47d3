"""A part of a form that is folded away behind its name; a line says what is in it meanwhile."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from dunning_desktop.ui.look.icons import icon
from dunning_desktop.ui.look.metrics import SMALL, TINY
from dunning_desktop.ui.widgets.labels import label


class Fold(QWidget):
    """``unfolded`` is emitted with whether the sheet is shown now."""

    unfolded = Signal(bool)

    def __init__(self, name: str, sheet: QWidget) -> None:
        super().__init__()
        self.sheet = sheet
        self.press = QToolButton()
        self.press.setProperty("look", "fold")
        self.press.setCheckable(True)
        self.press.setText(name)
        self.press.setAccessibleName(name.replace("…", ""))
        self.press.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.press.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.press.toggled.connect(self._follow)
        self._said = label(look="quiet", wrap=True)
        self._said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(self.press, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._said, 1)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        column.addLayout(row)
        column.addWidget(sheet)
        self._follow(unfolded=False)

    def say(self, words: str) -> None:
        """What stands beside the name while it is folded."""
        self._said.setText(words)
        self.press.setAccessibleDescription(words)

    @property
    def said(self) -> str:
        """What stands beside the name."""
        return self._said.text()

    def show_sheet(self, *, shown: bool) -> None:
        """Unfold it, or fold it away."""
        self.press.setChecked(shown)

    @property
    def is_open(self) -> bool:
        """Whether the sheet is shown."""
        return self.press.isChecked()

    def _follow(self, unfolded: bool) -> None:
        self.press.setIcon(icon("chevron-down" if unfolded else "chevron-right", "quiet"))
        self.sheet.setVisible(unfolded)
        self._said.setVisible(not unfolded)
        self.unfolded.emit(unfolded)
