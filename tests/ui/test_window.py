"""The window: pages, keys, the finder, Undo, the demo banner, a book that does not open."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from dunning_desktop.domain.errors import BookError, ProposalOutdated
from dunning_desktop.ui.app import BugTeller
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.dialogs.client import ClientDialog
from dunning_desktop.ui.finder import fits
from dunning_desktop.ui.lanes import InlineLane
from dunning_desktop.ui.look.theme import Theme
from dunning_desktop.ui.parts import build_window
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.settings import business, save_business
from tests.ui.accessible import doubled_shortcuts
from tests.ui.conftest import dispose


class Report:
    text = "ZeroDivisionError\n  at ui/x.py:1 y"


def test_the_pages_stand_in_their_order_and_answer_to_their_keys(
    window: Window, qtbot: QtBot
) -> None:
    names = list(window.pages)
    assert names[:4] == ["today", "overdue", "clients", "invoices"]
    for number, name in enumerate(names, 1):
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        assert window.page is window.pages[name]
        assert window.rail._buttons[name].isChecked()


def test_a_page_is_made_when_it_is_first_opened(
    desk: Desk, settings: QSettings, surroundings: Surroundings, theme: Theme, qapp: QApplication
) -> None:
    window = build_window(desk, settings, surroundings)
    assert list(window.pages.open_so_far) == ["today"]
    window.rail._buttons["invoices"].click()
    assert list(window.pages.open_so_far) == ["today", "invoices"]
    assert window.page is not None
    assert window.page.name == "invoices"
    dispose(window)


def test_every_place_opens_the_page_it_names(window: Window) -> None:
    for name in window.pages:
        page = window.pages[name]
        assert (page.name, page.title) == (name, window.rail._buttons[name].text())
        assert window.stack.indexOf(page) >= 0


def test_the_rail_opens_pages_and_gives_way_in_a_narrow_window(window: Window) -> None:
    window.rail._buttons["clients"].click()
    assert window.page is window.pages["clients"]
    window.resize(1280, 800)
    wide = window.rail.width()
    window.resize(1000, 700)
    assert window.rail.width() < wide
    assert window.rail._buttons["clients"].accessibleName() == "Clients"


def test_the_book_opens_after_the_first_paint_and_never_before(
    qtbot: QtBot, office: Office, settings: QSettings, surroundings: Surroundings, theme: Theme
) -> None:
    desk = Desk(InlineLane(), InlineLane())
    opened: list[bool] = []

    def open_office() -> Office:
        opened.append(window._painted)
        return office

    window = build_window(desk, settings, replace(surroundings, open_office=open_office))
    assert opened == []
    window.show()
    qtbot.waitUntil(lambda: bool(opened))
    assert opened == [True]
    assert window.pages["today"].shown is not None  # type: ignore[attr-defined]
    dispose(window)


def test_the_title_says_whose_book_it_is(window: Window, office: Office) -> None:
    assert window.windowTitle() == "Carter Plumbing – Dunning Desktop"
    renamed = replace(business(office), name="Carter & Daughter")
    window.desk.do(save_business, renamed, owner=window)
    assert window.windowTitle() == "Carter & Daughter – Dunning Desktop"


def test_the_demo_book_says_so_and_the_way_back_is_one_click(
    qtbot: QtBot, office: Office, settings: QSettings, surroundings: Surroundings, theme: Theme
) -> None:
    desk = Desk(InlineLane(), InlineLane())
    demo = replace(office, demo=True)
    window = build_window(desk, settings, replace(surroundings, open_demo=lambda: demo))
    window.show()
    qtbot.waitUntil(lambda: desk.is_open)
    assert window.banner.isHidden()
    window.open_demo()
    assert window.banner.isVisible()
    assert window.windowTitle() == "Demo book – Dunning Desktop"
    window.banner.left.emit()
    assert window.banner.isHidden()
    dispose(window)


@pytest.mark.parametrize("reason", ["newer", "locked", "read-only", "damaged"])
def test_a_book_that_does_not_open_is_explained_and_can_be_tried_again(
    qtbot: QtBot,
    office: Office,
    settings: QSettings,
    surroundings: Surroundings,
    theme: Theme,
    reason: str,
) -> None:
    answers: list[Callable[[], Office]] = [refuse(reason), lambda: office]
    desk = Desk(InlineLane(), InlineLane())

    def open_office() -> Office:
        return answers.pop(0)()

    opening = replace(surroundings, open_office=open_office)
    window = build_window(desk, settings, opening)
    window.show()
    qtbot.waitUntil(lambda: window.page is None)
    assert window._refused.text
    assert not window.rail.isEnabled()
    window.retry_requested.emit()
    assert window.page is not None
    assert window.rail.isEnabled()
    dispose(window)


def refuse(reason: str) -> Callable[[], Office]:
    def opening() -> Office:
        raise BookError(reason=reason, path="book.dunning")

    return opening


def test_the_size_is_remembered_and_the_day_begins_with_today(
    window: Window, desk: Desk, settings: QSettings, surroundings: Surroundings
) -> None:
    window.resize(800, 600)
    window.go_to("invoices")
    window.close()
    settings.sync()
    assert Path(settings.fileName()).exists()
    second = build_window(desk, settings, surroundings)
    assert second.page is second.pages["today"]
    assert second.size() == window.size()
    dispose(second)


# Keys and the finder


def test_no_shortcut_has_two_meanings_on_any_page(window: Window) -> None:
    for name in window.pages:
        window.go_to(name)
        assert doubled_shortcuts(window) == [], name


def test_ctrl_k_finds_actions_clients_and_invoices(
    furnished: Office, window: Window, qtbot: QtBot
) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    finder = window.finder
    assert finder.isVisible()
    QTest.keyClicks(finder._line, "B-1")
    qtbot.waitUntil(lambda: any("B-1" in text for text in found(window)))
    places = [at for at, text in enumerate(found(window)) if text.startswith("B-1")]
    finder._hits.setCurrentRow(places[0])
    QTest.keyClick(finder._line, Qt.Key.Key_Return)
    assert not finder.isVisible()
    assert window.page is window.pages["invoices"]


def test_the_finder_does_an_action_of_the_open_page(window: Window, qtbot: QtBot) -> None:
    window.go_to("clients")
    window.finder.ask()
    QTest.keyClicks(window.finder._line, "new client")
    assert found(window)[0].startswith("New client")
    QTest.keyClick(window.finder._line, Qt.Key.Key_Return)
    dialogs = window.findChildren(ClientDialog)
    assert len(dialogs) == 1
    dispose(dialogs[0])


def test_arrows_move_in_what_was_found(window: Window, qtbot: QtBot) -> None:
    window.finder.ask()
    assert window.finder._hits.currentRow() == 0
    QTest.keyClick(window.finder._line, Qt.Key.Key_Down)
    assert window.finder._hits.currentRow() == 1
    window.finder.close()


def test_a_few_letters_are_enough() -> None:
    assert fits("nwcl", "New client…")
    assert fits("", "anything")
    assert not fits("zn", "New client…")


def found(window: Window) -> list[str]:
    hits = window.finder._hits
    return [hits.item(at).text() for at in range(hits.count())]


# Toasts


def test_a_toast_can_be_taken_back_once(window: Window, qtbot: QtBot) -> None:
    taken: list[bool] = []
    window.toast("Done.", undo=lambda: taken.append(True))
    assert window._toast.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert taken == [True]
    assert not window._toast.isVisible()


def test_a_toast_goes_by_itself_and_takes_its_undo_along(window: Window, qtbot: QtBot) -> None:
    window.toast("Done.", undo=lambda: None, seconds=0.05)
    qtbot.waitUntil(lambda: not window._toast.isVisible())
    assert not window.menus.undo.isEnabled()


def test_a_second_toast_takes_the_first_one_s_place(window: Window) -> None:
    taken: list[str] = []
    window.toast("One.", undo=lambda: taken.append("one"))
    window.toast("Two.")
    assert window._toast.text == "Two."
    assert not window.menus.undo.isEnabled()
    window.undo()
    assert taken == []


# Trouble


def test_trouble_nobody_took_is_told_in_a_sentence(window: Window) -> None:
    def outdated(_office: Office) -> None:
        raise ProposalOutdated

    window.desk.ask(outdated, then=lambda _none: None, owner=window)
    boxes = [one for one in window.findChildren(QMessageBox) if one.isVisible()]
    assert len(boxes) == 1
    assert "Nothing was sent" in boxes[0].text()
    dispose(boxes[0])


def test_a_bug_is_told_with_a_report_to_copy(window: Window, qtbot: QtBot) -> None:
    teller = BugTeller(window)
    teller.found.emit(Report())
    box = next(one for one in window.findChildren(QMessageBox) if one.isVisible())
    assert "Your book is safe" in box.informativeText()
    copy = next(one for one in box.buttons() if "Copy" in one.text())
    copy.click()
    assert QGuiApplication.clipboard().text() == Report.text
    dispose(box)


# Opening fast

HEAVY = ("sqlalchemy", "alembic", "reportlab", "keyring", "smtplib", "jinja2", "babel", "ssl")


def test_the_window_is_imported_without_what_only_the_book_needs() -> None:
    code = (
        "import sys\n"
        "import dunning_desktop.ui.app, dunning_desktop.ui.parts\n"
        f"print([one for one in {HEAVY!r} if one in sys.modules])\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env=dict(os.environ, PYTHONPATH=str(Path(__file__).resolve().parents[2])),
    )
    assert run.stdout.strip() == "[]"
