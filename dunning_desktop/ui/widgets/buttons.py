"""Buttons that show a QAction: one place for its words, icon, shortcut and state."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from dunning_desktop.ui.look.icons import icon
from dunning_desktop.ui.look.metrics import ICON, ICON_BESIDE


def action(
    parent: QObject,
    text: str,
    run: Callable[[], object],
    *,
    icon_name: str = "",
    shortcut: str = "",
    hint: str = "",
) -> QAction:
    """An action that a menu, a button and the finder can all show."""
    made = QAction(text, parent)
    made.triggered.connect(lambda _checked=False: run())
    if icon_name:
        made.setIcon(icon(icon_name))
        made.setProperty("iconName", icon_name)
    if shortcut:
        made.setShortcut(QKeySequence(shortcut))
        made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    made.setToolTip(_tip(hint or text.replace("…", ""), made.shortcut()))
    return made


def _tip(text: str, shortcut: QKeySequence) -> str:
    keys = shortcut.toString(QKeySequence.SequenceFormat.NativeText)
    return f"{text} ({keys})" if keys else text


class ActionButton(QPushButton):
    """A push button for an action; it does not repeat the action's shortcut."""

    def __init__(
        self, shown: QAction, *, primary: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._action = shown
        self._primary = primary
        self.setProperty("look", "primary" if primary else "")
        self.setIconSize(QSize(ICON_BESIDE, ICON))
        self.clicked.connect(shown.trigger)
        shown.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        shown = self._action
        self.setText(shown.text())
        # A primary button's icon takes the colour of its words.
        name = shown.property("iconName")
        self.setIcon(_on_accent(shown) if self._primary and name else shown.icon())
        self.setToolTip(shown.toolTip())
        self.setEnabled(shown.isEnabled())
        self.setVisible(shown.isVisible())
        self.setAccessibleName(shown.text().replace("&", "").replace("…", ""))


def _on_accent(shown: QAction) -> QIcon:
    return icon(str(shown.property("iconName")), "on_accent")


def button(
    text: str,
    run: Callable[[], object],
    *,
    look: str = "",
    icon_name: str = "",
    parent: QWidget | None = None,
) -> QPushButton:
    """A push button for something that is offered in one place only."""
    made = QPushButton(text, parent)
    made.setProperty("look", look)
    made.setAccessibleName(text.replace("…", ""))
    # Enter in a dialog's field belongs to its main button alone.
    made.setAutoDefault(False)
    made.setIconSize(QSize(ICON_BESIDE, ICON))
    if icon_name:
        made.setIcon(icon(icon_name, "on_accent" if look == "primary" else ""))
    made.clicked.connect(lambda _checked=False: run())
    return made
