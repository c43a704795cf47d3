"""Writes pictures of the window on the demo book, each light and dark."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QWidget

from dunning_desktop.ui.app import make_app, settings_in
from dunning_desktop.ui.desk import Desk, OpenOffice
from dunning_desktop.ui.lanes import InlineLane
from dunning_desktop.ui.look.theme import Theme
from dunning_desktop.ui.parts import build_window
from dunning_desktop.ui.shots import Shot, settle, shots
from dunning_desktop.ui.surroundings import Surroundings

SIZE = QSize(1280, 800)
THEMES = ("light", "dark")


def main(folder: Path, open_demo: OpenOffice) -> int:
    """Write every picture into the folder; ``open_demo`` makes the demo book afresh."""
    folder.mkdir(parents=True, exist_ok=True)
    app = make_app(["screenshots"])
    app.setCursorFlashTime(0)
    theme = Theme(app, override=THEMES[0])
    for name in THEMES:
        theme.choose(name)
        for shot, widget in _shown(open_demo):
            path = folder / f"{shot.name}-{name}.png"
            if not widget.grab().save(str(path)):
                return 1
    return 0


def _shown(open_demo: OpenOffice) -> Iterator[tuple[Shot, QWidget]]:
    """Each shot in turn, with the widget it shows."""
    desk = Desk(InlineLane(), InlineLane())
    with tempfile.TemporaryDirectory() as settings:
        surroundings = Surroundings(open_office=open_demo, settings_folder=Path(settings))
        window = build_window(desk, settings_in(Path(settings)), surroundings)
        window.resize(SIZE)
        window.show()
        settle()
        for shot in shots(window):
            dialog = shot.prepare(window)
            settle()
            yield shot, dialog or window
            if dialog is not None:
                dialog.reject()
        dispose(window)
        desk.close()


def dispose(widget: QWidget) -> None:
    """Close a window and let it be deleted now."""
    widget.close()
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
