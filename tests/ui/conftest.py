"""A desk with inline lanes on a real book, and a window over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dunning_desktop.storage.store import SqlStore
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.lanes import InlineLane
from dunning_desktop.ui.look.theme import Theme
from dunning_desktop.ui.parts import build_window
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.office import Office
from tests.ui.books import add_client, make_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A new book with a business and a mail account, and nobody in it."""
    folder = tmp_path / "book"
    folder.mkdir()
    made = make_office(folder)
    yield made
    if isinstance(made.store, SqlStore):
        made.store.close()


@pytest.fixture
def furnished(office: Office) -> Office:
    """The same with three clients: late by much, late by little, and not late."""
    add_client(office, "Aldgate Joinery", due=[("A-1", 40, 120_000), ("A-2", 5, 45_050)])
    add_client(office, "Brindle & Sons", due=[("B-1", 12, 78_000)])
    add_client(office, "Cassidy Dental", due=[("C-1", -10, 360_000)])
    return office


@pytest.fixture
def desk(office: Office, qapp: QApplication) -> Iterator[Desk]:
    """A desk whose jobs run at once."""
    made = Desk(InlineLane(), InlineLane())
    made.open(lambda: office)
    yield made
    made.close()


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def surroundings(office: Office, tmp_path: Path) -> Surroundings:
    return Surroundings(open_office=lambda: office, settings_folder=tmp_path)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light scheme; whatever a test puts on is taken off again."""
    made = Theme(qapp, override="light")
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)
    qapp.setStyleSheet("")
    qapp.setPalette(qapp.style().standardPalette())


@pytest.fixture
def window(
    qtbot: QtBot, desk: Desk, settings: QSettings, surroundings: Surroundings, theme: Theme
) -> Iterator[Window]:
    """The window on the book of ``office``; ask for ``furnished`` before it to find clients."""
    made = build_window(desk, settings, surroundings)
    # The book is opened after the first paint, and not before.
    with qtbot.waitSignal(desk.opened):
        made.show()
    qtbot.waitUntil(lambda: hears_keys(made))
    made.go_to(next(iter(made.pages)))
    yield made
    dispose(made)


def hears_keys(window: QWidget) -> bool:
    """Whether shortcuts reach the window; on a busy computer that takes a moment, and a nudge."""
    if not window.isActiveWindow():
        window.activateWindow()
    return window.isActiveWindow()


def dispose(widget: QWidget) -> None:
    """Close a window and let Qt delete it now, with everything it owns."""
    widget.close()
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def answers() -> tuple[list[object], Callable[[object], None]]:
    """A list, and a callback that fills it."""
    taken: list[object] = []
    return taken, taken.append
