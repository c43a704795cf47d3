"""Archiving, cancelling and ending holds: from the panel, the menu of a row, and back again."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from dunning_desktop.domain.errors import NotFound
from dunning_desktop.ui.pages.list_page import ListPage
from dunning_desktop.ui.panels.panel import DetailsPanel
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.blocks import hold
from dunning_desktop.usecases.office import Office
from tests.ui.accessible import spoken, tab_order
from tests.ui.books import add_client
from tests.ui.conftest import dispose


def opened(window: Window, name: str, row: int = 0) -> tuple[ListPage[Any], DetailsPanel]:
    window.go_to(name)
    page = window.pages[name]
    assert isinstance(page, ListPage)
    page.listing.table.selectRow(row)
    assert page._panel is not None
    return page, page._panel


def chosen(page: ListPage[Any]) -> Any:  # noqa: ANN401 - rows of any page
    return page.listing.table.current_row()


def names(page: ListPage[Any], key: str = "name") -> list[str]:
    model = page.listing.model
    at = [one.key for one in model.columns].index(key)
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


def said(panel: DetailsPanel) -> str:
    sheet = panel._scroll.widget()
    assert sheet is not None
    return "\n".join(one.text() for one in sheet.findChildren(QLabel))


def press(panel: DetailsPanel, text: str) -> QPushButton:
    sheet = panel._scroll.widget()
    assert sheet is not None
    return next(one for one in sheet.findChildren(QPushButton) if one.text() == text)


def in_more(panel: DetailsPanel) -> QAction:
    """The last of what the three dots offer: it sets things aside."""
    return panel.more.menu().actions()[-1]


def offered(page: ListPage[Any]) -> list[str]:
    page.listing.table.menu_asked.emit(QPoint(0, 0))
    found = [one.text() for one in page._menu.actions() if one.isEnabled() and one.text()]
    page._menu.close()
    return found


def answer(window: Window, text: str) -> None:
    (box,) = window.findChildren(QMessageBox)
    next(one for one in box.buttons() if one.text() == text).click()
    dispose(box)


def test_a_client_is_archived_and_brought_back(furnished: Office, window: Window) -> None:
    page, panel = opened(window, "clients")
    assert press(panel, "Remind…").isEnabled()
    in_more(panel).trigger()
    sheet = panel._scroll.widget()
    assert sheet is not None
    assert "Remind…" not in [one.text() for one in sheet.findChildren(QPushButton)]
    assert names(page) == ["Brindle & Sons", "Cassidy Dental"]
    assert window._toast.text == "Aldgate Joinery is archived and no longer chased."
    assert "Archived: nothing is sent to them." in said(panel)
    window.undo()
    assert len(names(page)) == 3
    assert "Archived" not in said(panel).splitlines()[0]
    page.listing.table.selectRow(0)
    in_more(panel).trigger()
    back = press(panel, "Bring back")
    QApplication.processEvents()
    back.setFocus()
    QTest.keyClick(back, Qt.Key.Key_Space)
    assert len(names(page)) == 3
    assert window._toast.text == "Aldgate Joinery is back among your clients."
    assert panel.isAncestorOf(window.focusWidget())


def test_what_is_rarely_done_is_reached_with_the_keyboard(
    furnished: Office, window: Window
) -> None:
    for name in ("overdue", "clients", "invoices"):
        _page, panel = opened(window, name)
        assert panel.more in tab_order(window), name
        assert spoken(panel.more) == "More that can be done"
        assert [one.text() for one in panel.more.menu().actions()]


def test_a_hold_ends_from_the_panel_and_the_toast_puts_it_back(
    furnished: Office, window: Window
) -> None:
    page, panel = opened(window, "clients")
    row = chosen(page)
    window.desk.do(hold, row.id, owner=window)
    assert "On hold until you resume." in said(panel)
    press(panel, "Resume chasing").click()
    assert "On hold" not in said(panel).split("What happened", maxsplit=1)[0]
    assert names(page, "blocked")[0] == "–"
    window.undo()
    assert names(page, "blocked")[0] == "On hold"
    assert "On hold until you resume." in said(panel)


def test_an_invoice_is_cancelled_only_after_a_question(
    furnished: Office, window: Window
) -> None:
    page, panel = opened(window, "overdue", 1)
    in_more(panel).trigger()
    answer(window, "Keep it")
    assert names(page, "number") == ["A-1", "B-1", "A-2"]
    in_more(panel).trigger()
    answer(window, "Cancel invoice")
    assert names(page, "number") == ["A-1", "A-2"]
    assert window._toast.text == "Invoice B-1 is cancelled."
    assert "Cancelled: it is neither owed nor chased." in said(panel)
    assert "Settled" not in said(panel)
    window.undo()
    assert names(page, "number") == ["A-1", "B-1", "A-2"]
    assert "neither owed" not in said(panel)


def test_a_cancelled_invoice_is_brought_back_without_a_question(
    furnished: Office, window: Window
) -> None:
    page, _panel = opened(window, "invoices", 0)
    cancel = next(one for one in page.actions_of_page() if one.text() == "Cancel invoice…")
    cancel.trigger()
    answer(window, "Cancel invoice")
    assert cancel.text() == "Bring the invoice back"
    cancel.trigger()
    assert cancel.text() == "Cancel invoice…"
    assert window._toast.text.endswith("counts again.")


def test_a_row_that_left_the_book_closes_its_details_quietly(
    furnished: Office, window: Window, qtbot: QtBot
) -> None:
    _page, panel = opened(window, "clients")
    with qtbot.assertNotEmitted(window.desk.trouble):
        panel.gone(NotFound(kind="client"))
    assert not panel.isVisible()


def test_another_book_closes_the_details(furnished: Office, window: Window) -> None:
    page, panel = opened(window, "clients")
    page.listing.table.clearSelection()
    window.desk.open(lambda: furnished)
    assert not panel.isVisible()


def test_the_menu_of_a_row_offers_what_the_page_does(furnished: Office, window: Window) -> None:
    page, _panel = opened(window, "clients")
    assert offered(page) == [
        "Remind…", "Record a payment…", "Record a call…", "They replied…", "Change the client…",
        "Put off…", "Leave alone…", "Archive the client", "Copy rows", "New client…", "Import…",
        "Export the list…",
    ]  # fmt: skip
    page, _panel = opened(window, "overdue")
    assert offered(page)[:11] == [
        "Review and send…", "Record a payment…", "Call…", "They replied…", "They promise to pay…",
        "More time…", "They dispute it…", "Put off…", "Leave alone…", "Open client", "Copy rows",
    ]  # fmt: skip
    page.listing.table.selectAll()
    assert "Open client" not in offered(page)
    page.listing.table.clearSelection()
    assert "Copy rows" not in offered(page)


def test_the_menu_copies_rows_and_opens_the_client(furnished: Office, window: Window) -> None:
    page, _panel = opened(window, "invoices", 0)
    row = chosen(page)
    by_name = {one.text(): one for group in page.menu_groups() for one in group}
    by_name["Copy rows"].trigger()
    assert row.number in QGuiApplication.clipboard().text()
    by_name["Open client"].trigger()
    assert window.page is window.pages["clients"]
    assert window.pages["clients"]._panel._heading.text() == row.client  # type: ignore[attr-defined]


def test_the_menu_key_opens_the_menu_at_the_row(furnished: Office, window: Window) -> None:
    page, _panel = opened(window, "overdue", 2)
    table = page.listing.table
    asked: list[QPoint] = []
    table.menu_asked.connect(asked.append)
    for reason in (QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse):
        place = table.viewport().mapToGlobal(QPoint(3, 3))
        by_key = reason is QContextMenuEvent.Reason.Keyboard
        target = table if by_key else table.viewport()
        QApplication.sendEvent(target, QContextMenuEvent(reason, QPoint(3, 3), place))
        page._menu.close()
    row = table.visualRect(table.currentIndex())
    assert table.viewport().mapFromGlobal(asked[0]).y() == row.bottom()
    assert table.viewport().mapFromGlobal(asked[1]) == QPoint(3, 3)


def test_an_archived_client_is_brought_back_from_the_list(
    office: Office, window: Window
) -> None:
    add_client(office, "Old Ltd", due=[("O-1", 5, 1000)])
    window.go_to("clients")
    window.pages["clients"].mark_stale()
    page, _panel = opened(window, "clients")
    page.archive()  # type: ignore[attr-defined]
    assert names(page) == []
    page.listing.change_query(type(page.listing.query)(sort="name", archived=True))
    page.listing.table.selectRow(0)
    assert "Bring the client back" in offered(page)
    page.archive()  # type: ignore[attr-defined]
    assert names(page) == []
