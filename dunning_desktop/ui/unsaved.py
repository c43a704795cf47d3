"""The question before settings that are not saved are lost."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox

from dunning_desktop.ui.pages.settings import SettingsPage
from dunning_desktop.ui.window import Window

translate = QCoreApplication.translate


class UnsavedSettings:
    """Asks before the window closes; ``__call__`` is a check of ``leaving.Leaving``."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def __call__(self, close: Callable[[], None]) -> bool:
        """Whether the window may close at once; else ``close`` does it after the answer."""
        page = self._window.pages["settings"]
        if not isinstance(page, SettingsPage) or not page.dirty:
            return True
        self._window.show_settings()
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle("Dunning Desktop")
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(translate("Unsaved", "Your settings have changes that are not saved."))
        role = QMessageBox.ButtonRole
        save = box.addButton(translate("Unsaved", "Save and quit"), role.AcceptRole)
        drop = box.addButton(translate("Unsaved", "Discard them"), role.DestructiveRole)
        box.addButton(translate("Unsaved", "Stay here"), role.RejectRole)
        box.setDefaultButton(save)
        save.clicked.connect(lambda: page.save(close))
        drop.clicked.connect(close)
        box.open()
        return False
