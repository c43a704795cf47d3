"""Opening a file from a lane: on the GUI thread, with its errors, and never after giving up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Thread, get_ident

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dunning_desktop.host.errors import CannotOpen
from dunning_desktop.host.gui_thread import OpenOnGuiThread

FILE = Path("message.eml")


def in_a_lane(work: Callable[[], object], answers: list[object]) -> Thread:
    """What comes of it, or what it raises, in ``answers``."""

    def run() -> None:
        try:
            answers.append(work())
        except BaseException as error:  # noqa: BLE001 - the test looks at it
            answers.append(error)

    thread = Thread(target=run)
    thread.start()
    return thread


def test_a_lane_has_it_opened_on_the_gui_thread(qtbot: QtBot) -> None:
    opened: list[tuple[Path, int]] = []
    show = OpenOnGuiThread(lambda path: opened.append((path, get_ident())))
    answers: list[object] = []
    thread = in_a_lane(lambda: show(FILE), answers)
    qtbot.waitUntil(lambda: bool(answers))
    thread.join()
    assert (opened, answers) == ([(FILE, get_ident())], [None])


def test_on_the_gui_thread_it_is_opened_at_once(qapp: QApplication) -> None:
    opened: list[Path] = []
    OpenOnGuiThread(opened.append)(FILE)
    assert opened == [FILE]


def test_what_is_raised_there_is_raised_here(qtbot: QtBot) -> None:
    def refuse(path: Path) -> None:
        raise CannotOpen(name=path.name, reason="no-program")

    show = OpenOnGuiThread(refuse)
    answers: list[object] = []
    thread = in_a_lane(lambda: show(FILE), answers)
    qtbot.waitUntil(lambda: bool(answers))
    thread.join()
    assert isinstance(answers[0], CannotOpen)


def test_a_window_that_looks_at_nothing_any_more_keeps_no_lane_waiting(
    qapp: QApplication,
) -> None:
    opened: list[Path] = []
    show = OpenOnGuiThread(opened.append, patience=0.05)
    answers: list[object] = []
    in_a_lane(lambda: show(FILE), answers).join()
    with pytest.raises(CannotOpen):
        raise answers[0]  # type: ignore[misc]  # what the lane raised
    qapp.processEvents()
    assert opened == [], "it was said that it was not opened"
