"""An owner at the window: presses what is on screen, waits for what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLineEdit,
    QListView,
    QSpinBox,
    QTableView,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dunning_desktop.bootstrap import close_office, open_office
from dunning_desktop.host.clock import FixedClock
from dunning_desktop.mail.smtp.postman import SmtpPostman
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.lanes import ThreadLane
from dunning_desktop.ui.look.theme import Theme
from dunning_desktop.ui.parts import build_window
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.widgets.scrolling import bring_into_view
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.office import Office
from tests.helpers.offices import Pocket, furnish
from tests.helpers.smtp_server import PASSWORD, Server

UNDO_TIME = timedelta(seconds=2)
PATIENCE = 20_000
W = TypeVar("W", bound=QWidget)


@dataclass
class Printer:
    """A printer that prints to a file."""

    path: Path
    titles: list[str] = field(default_factory=list)

    def print(self, pdf: bytes, name: str, title: str) -> None:
        assert name == "to-file"
        self.titles.append(title)
        self.path.write_bytes(pdf)


def office_of(book: Path, server: Server, day: date) -> Office:
    """The owner's book as the program opens it, on that day, with a mail account."""
    keychain = Pocket()
    office = replace(
        open_office(book, today=day),
        clock=FixedClock(day),
        keychain=keychain,
        postman=SmtpPostman(make_context=server.trusting),
        undo_time=UNDO_TIME,
    )
    furnish(office, server.account(), PASSWORD)
    return office


class Owner:
    """Hands and eyes: every press is a mouse or a key on the widget that is on screen."""

    def __init__(self, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.window = window
        self.qtbot = qtbot
        self.monkeypatch = monkeypatch

    def wait(self, seen: Callable[[], object], what: str) -> None:
        """Wait until something is seen; `what` says in words what it is."""

        def there() -> None:
            assert seen(), f"waited for {what}"

        self.qtbot.waitUntil(there, timeout=PATIENCE)

    def find(self, kind: type[W], inside: QWidget | None = None, name: str = "") -> list[W]:
        """Widgets of a kind on screen, of that accessible name."""
        found = (inside or self.window).findChildren(kind)
        return [x for x in found if x.isVisible() and (not name or x.accessibleName() == name)]

    def button(self, words: str, inside: QWidget | None = None) -> QAbstractButton | None:
        found = self.find(QAbstractButton, inside)
        wanted = [x for x in found if x.text().startswith(words) and x.isEnabled()]
        return wanted[0] if wanted else None

    def press(self, words: str, inside: QWidget | None = None) -> None:
        """Click the button that says so, once it can be pressed."""
        self.wait(lambda: self.button(words, inside), words)
        found = self.button(words, inside)
        assert found
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)

    def keys(self, key: Qt.Key, *, control: bool = False) -> None:
        """Press keys on whatever has the focus; a window that is not active hears none."""
        self.wait(self._active, "an active window")
        held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)

    def _active(self) -> bool:
        """Whether a window is active; where none is, ask for it, as an owner's click would.

        A click by ``QTest`` happens inside Qt: the window manager never sees it, and after a dialog
        it now and then leaves no window active at all.
        """
        if QApplication.activeWindow() is None:
            (QApplication.activeModalWidget() or self.window).activateWindow()
        return QApplication.activeWindow() is not None

    def click_row(self, view: QListView | QTableView, row: int, *, left: int = 40) -> None:
        """Click a row of a list, so far from its left edge."""
        place = view.visualRect(view.model().index(row, 0))
        point = QPoint(place.left() + left, place.center().y())
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)

    def go_to(self, name: str) -> None:
        """Press a page's place in the rail."""
        QTest.mouseClick(self.window.rail._buttons[name], Qt.MouseButton.LeftButton)
        self.wait(lambda: self.window.page is self.window.pages[name], name)

    def scroll_to(self, widget: QWidget) -> None:
        """Bring it into view, as the wheel would; what is not on the page cannot be."""
        name = widget.accessibleName()
        self.wait(widget.isVisible, f"{name} on the page")
        bring_into_view(widget)
        self.wait(lambda: not widget.visibleRegion().isEmpty(), f"{name} in view")

    def type(self, field: QLineEdit | QSpinBox, text: str) -> None:
        """Click into a field, and type over what stands there."""
        self.scroll_to(field)
        QTest.mouseClick(field, Qt.MouseButton.LeftButton)
        self.keys(Qt.Key.Key_A, control=True)
        QTest.keyClicks(field, text)
        self.keys(Qt.Key.Key_Tab)

    def tick(self, box: QAbstractButton) -> None:
        """Click a box, or one of several choices, at its mark."""
        self.scroll_to(box)
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(10, box.height() // 2))
        self.wait(box.isChecked, f"a mark at {box.text()}")

    def open_tab(self, tabs: QTabWidget, words: str) -> None:
        place = [tabs.tabText(n) for n in range(tabs.count())].index(words)
        bar = tabs.tabBar()
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(place).center())

    def will_choose(self, path: Path) -> None:
        """The system's own file dialog answers with this path."""
        for ask in ("getOpenFileName", "getSaveFileName"):
            self.monkeypatch.setattr(QFileDialog, ask, lambda *_args: (str(path), ""))


@contextmanager
def at_the_window(
    office: Office,
    folder: Path,
    printer: Printer,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    **more: Any,  # noqa: ANN401 - passed on
) -> Iterator[Owner]:
    """The program's own window over the office, with real lanes, until the owner leaves.

    ``more`` are further parts of its surroundings.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme = Theme(app, override="light")
    desk = Desk(ThreadLane(app), ThreadLane(app), close_office=close_office)
    settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    surroundings = Surroundings(
        open_office=lambda: office,
        settings_folder=folder,
        documents_folder=folder,
        printers=lambda: (("to-file", "Prints to a file", True),),
        print_pdf=printer.print,
        **more,
    )
    window = build_window(desk, settings, surroundings)
    window.resize(1280, 840)
    with qtbot.waitSignal(desk.opened, timeout=PATIENCE):
        window.show()
    try:
        yield Owner(window, qtbot, monkeypatch)
    finally:
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        desk.close()
        theme.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        app.setStyleSheet("")
