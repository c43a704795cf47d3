"""Which scheme holds, and putting it on: follows the system, light where it says nothing."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from dunning_desktop.resources import path, read_text
from dunning_desktop.ui.look.colours import DARK, LIGHT, Colours, palette
from dunning_desktop.ui.look.fonts import tabular


class Theme(QObject):
    """The scheme of the running program; ``override`` is ``light``, ``dark`` or empty."""

    changed = Signal()

    def __init__(self, app: QApplication, *, override: str = "") -> None:
        super().__init__(app)
        self._app = app
        self._override = override
        app.setFont(tabular(app.font()))
        self._hints = app.styleHints()
        self._hints.colorSchemeChanged.connect(self.apply)
        self.apply()

    def apply(self) -> None:
        """Put the scheme that holds now on every window."""
        colours = self._wanted()
        self._app.setPalette(palette(colours))
        self._app.setStyleSheet(style_sheet(colours))
        self.changed.emit()

    def choose(self, override: str) -> None:
        """Follow the system (empty), or keep to ``light`` or ``dark``."""
        self._override = override
        self.apply()

    def _wanted(self) -> Colours:
        if self._override:
            return DARK if self._override == "dark" else LIGHT
        return DARK if self._hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT


def colours_now() -> Colours:
    """The colours of the scheme the program wears: dark where its page is."""
    window = QApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window.lightness() < 128 else LIGHT  # noqa: PLR2004 - half of 255


def style_sheet(colours: Colours) -> str:
    """The few rules that a palette cannot say, in these colours."""
    text = read_text("style", "app.qss")
    names = {name: getattr(colours, name) for name in Colours.__slots__}
    shade = "dark" if colours is DARK else "light"
    for mark in ("chevron", "check", "dot"):
        names[mark] = path("style", f"{mark}-{shade}.svg").as_posix()
    return Template(text).substitute(names)
