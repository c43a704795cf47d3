"""The navigation rail: one button a page, icons only where the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
)

from dunning_desktop.ui.look.icons import icon
from dunning_desktop.ui.look.metrics import ICON_BESIDE, MEDIUM, RAIL_NARROW, RAIL_WIDTH


class Rail(QFrame):
    """Emits ``chosen`` with a page's name."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, MEDIUM, 0, MEDIUM)
        self._layout.setSpacing(0)
        self._layout.addStretch()
        self.set_narrow(narrow=False)

    def add_page(self, name: str, title: str, icon_name: str, *, keys: str) -> None:
        """Add a page's button under those that are there."""
        made = self._button(title, icon_name)
        made.setCheckable(True)
        made.setToolTip(f"{title} ({keys})" if keys else title)
        made.clicked.connect(lambda: self.chosen.emit(name))
        self._group.addButton(made)
        self._buttons[name] = made
        self._layout.insertWidget(self._layout.count() - 1, made)

    def add_action(self, shown: QAction, icon_name: str) -> None:
        """Add an action's button at the foot."""
        made = self._button(shown.text().replace("…", ""), icon_name)
        made.setToolTip(shown.toolTip())
        made.clicked.connect(shown.trigger)
        self._buttons[shown.text()] = made
        self._layout.addWidget(made)

    def _button(self, title: str, icon_name: str) -> QToolButton:
        made = QToolButton()
        made.setText(title)
        made.setAccessibleName(title)
        made.setIcon(icon(icon_name))
        made.setIconSize(QSize(ICON_BESIDE + 4, 20))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setToolButtonStyle(self._style)
        return made

    def mark(self, name: str) -> None:
        """Show which page is open."""
        self._buttons[name].setChecked(True)

    def set_narrow(self, *, narrow: bool) -> None:
        """Icons only, or icons with words."""
        beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        self._style = Qt.ToolButtonStyle.ToolButtonIconOnly if narrow else beside
        for one in self._buttons.values():
            one.setToolButtonStyle(self._style)
        self.setFixedWidth(RAIL_NARROW if narrow else RAIL_WIDTH)
