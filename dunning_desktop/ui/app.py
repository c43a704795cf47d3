"""Starting the window: the application, the lanes, the theme, and the loop."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QSettings, Signal
from PySide6.QtWidgets import QApplication

from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.dialogs.trouble import Report, tell_bug
from dunning_desktop.ui.lanes import ThreadLane
from dunning_desktop.ui.look.icons import icon
from dunning_desktop.ui.look.theme import Theme
from dunning_desktop.ui.parts import build_window
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.window import Window

LOCALE = "en_GB"


class BugTeller(QObject):
    """Brings a crash report from any thread to a dialog over the window."""

    found = Signal(object)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.found.connect(self._tell)

    def _tell(self, report: Report) -> None:
        tell_bug(self._window, report)


def run(surroundings: Surroundings, argv: Sequence[str] = (), *, theme: str = "") -> int:
    """Open the window and stay until it is closed; the program's exit code."""
    app = make_app(argv)
    Theme(app, override=theme)
    desk = Desk(ThreadLane(app), ThreadLane(app), close_office=surroundings.close_office)
    window = build_window(desk, settings_in(surroundings.settings_folder), surroundings)
    if not surroundings.claim_instance(window.come_forward):
        return 0
    surroundings.watch_crashes(BugTeller(window).found.emit)
    window.show()
    code = app.exec()
    desk.close()
    return code


def make_app(argv: Sequence[str] = ()) -> QApplication:
    """The application with its names, its style and its language."""
    QLocale.setDefault(QLocale(LOCALE))
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(list(argv))
    app.setOrganizationName("Dunning Desktop")
    app.setApplicationName("dunning-desktop")
    app.setApplicationDisplayName("Dunning Desktop")
    app.setDesktopFileName("dunning-desktop")
    if sys.platform.startswith("linux"):
        app.setStyle("Fusion")
    app.setWindowIcon(icon("hand-coins", "accent"))
    return app


def settings_in(folder: Path) -> QSettings:
    """What the window remembers, as an INI file in that folder."""
    folder.mkdir(parents=True, exist_ok=True)
    return QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
