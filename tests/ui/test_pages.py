"""The pages: rows, sort, search, filters, totals, details, and what can be done with a row."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from dunning_desktop.domain.money import Money
from dunning_desktop.ui.dialogs.client import ClientDialog
from dunning_desktop.ui.dialogs.invoice import InvoiceDialog
from dunning_desktop.ui.dialogs.payment import PaymentDialog
from dunning_desktop.ui.tables.listing import Listing
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.blocks import hold
from dunning_desktop.usecases.office import Office
from tests.ui.books import add_client, add_invoice
from tests.ui.conftest import dispose


def listing(window: Window, name: str) -> Listing[Any]:
    window.go_to(name)
    found = getattr(window.pages[name], "listing", None)
    assert isinstance(found, Listing)
    return found


def column(shown: Listing[Any], key: str) -> list[str]:
    at = [one.key for one in shown.model.columns].index(key)
    return [str(shown.model.index(row, at).data()) for row in range(shown.model.rowCount())]


def words_of(window: Window, name: str) -> str:
    panel = window.pages[name]._panel  # type: ignore[attr-defined]
    return "\n".join(one.text() for one in panel.findChildren(QLabel))


def test_overdue_says_how_late_and_what_comes_next(furnished: Office, window: Window) -> None:
    shown = listing(window, "overdue")
    assert column(shown, "number") == ["A-1", "B-1", "A-2"]
    assert column(shown, "due") == ["40 days late", "12 days late", "5 days late"]
    assert column(shown, "open") == ["£1,200.00", "£780.00", "£450.50"]
    assert column(shown, "reached") == ["Nothing yet"] * 3
    assert all(text.endswith("ready") for text in column(shown, "next"))
    assert shown._totals.text() == "3 overdue  ·  £2,430.50 open"


def test_the_header_sorts_by_the_book(furnished: Office, window: Window) -> None:
    shown = listing(window, "overdue")
    keys = [one.key for one in shown.model.columns]
    header = shown.table.horizontalHeader()
    header.sectionClicked.emit(keys.index("open"))
    assert column(shown, "number") == ["A-2", "B-1", "A-1"]
    header.sectionClicked.emit(keys.index("open"))
    assert column(shown, "number") == ["A-1", "B-1", "A-2"]


def test_typing_filters_after_a_pause(furnished: Office, window: Window, qtbot: QtBot) -> None:
    shown = listing(window, "overdue")
    QTest.keyClicks(shown.search, "brind")
    assert shown.model.rowCount() == 3
    qtbot.waitUntil(lambda: shown.model.rowCount() == 1)
    assert column(shown, "number") == ["B-1"]
    assert shown._totals.text() == "1 overdue  ·  £780.00 open"
    shown.search.setText("nobody at all")
    qtbot.waitUntil(lambda: shown._stack.currentWidget() is shown._nothing)


def test_the_keyboard_goes_from_the_search_into_the_table(
    furnished: Office, window: Window, qtbot: QtBot
) -> None:
    shown = listing(window, "overdue")
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is shown.search
    QTest.keyClick(shown.search, Qt.Key.Key_Down)
    assert window.focusWidget() is shown.table
    row = shown.table.current_row()
    assert row is not None
    assert row.number == "A-1"


def test_an_empty_book_says_what_to_do_next(window: Window, qtbot: QtBot) -> None:
    for name in ("overdue", "clients", "invoices"):
        shown = listing(window, name)
        assert shown._stack.currentWidget() is shown._empty
        buttons = shown._empty.findChildren(QPushButton)
        assert len(buttons) == 2
        with qtbot.waitSignal(window.import_requested):
            buttons[0].click()


def test_a_held_client_says_so_and_until_when(furnished: Office, window: Window) -> None:
    shown = listing(window, "overdue")
    row = shown.model.row(1)
    window.desk.do(hold, row.client_id, owner=window)
    assert column(shown, "next")[1] == "On hold"
    clients = listing(window, "clients")
    assert column(clients, "blocked") == ["–", "On hold", "–"]


def test_a_page_out_of_sight_loads_again_when_it_is_next_shown(
    furnished: Office, window: Window
) -> None:
    shown = listing(window, "invoices")
    assert shown.model.rowCount() == 4
    listing(window, "clients")
    add_client(furnished, "Dale Farm", due=[("D-1", 3, 1000)])
    window.pages["invoices"].mark_stale()
    assert shown.model.rowCount() == 4
    window.go_to("invoices")
    assert shown.model.rowCount() == 5


def test_the_selected_row_and_its_details_stay_through_a_reload(
    furnished: Office, window: Window
) -> None:
    shown = listing(window, "overdue")
    shown.table.selectRow(1)
    assert "Invoice B-1" in words_of(window, "overdue")
    add_client(furnished, "Early Bird", due=[("E-1", 60, 5000)])
    window.pages["overdue"].mark_stale()
    row = shown.table.current_row()
    assert row is not None
    assert (row.number, shown.table.currentIndex().row()) == ("B-1", 2)


def test_invoices_can_be_filtered_by_state(furnished: Office, window: Window) -> None:
    shown = listing(window, "invoices")
    assert sorted(column(shown, "number")) == ["A-1", "A-2", "B-1", "C-1"]
    box = shown.findChild(QComboBox)
    assert isinstance(box, QComboBox)
    box.setCurrentText("Overdue")
    assert sorted(column(shown, "number")) == ["A-1", "A-2", "B-1"]
    box.setCurrentText("Paid")
    assert shown._stack.currentWidget() is shown._nothing


def test_an_invoice_s_details_show_the_working(furnished: Office, window: Window) -> None:
    window.show_invoice(listing(window, "invoices").model.key_at(0))
    window.go_to("invoices")
    shown = listing(window, "invoices")
    at = column(shown, "number").index("A-1")
    shown.table.selectRow(at)
    said = words_of(window, "invoices")
    assert "Invoice A-1" in said
    assert "Aldgate Joinery" in said
    assert "£1,200.00" in said
    assert "40 days late" in said
    assert "None so far." in said


def test_clients_show_what_they_owe(furnished: Office, window: Window) -> None:
    shown = listing(window, "clients")
    assert column(shown, "name") == ["Aldgate Joinery", "Brindle & Sons", "Cassidy Dental"]
    assert column(shown, "balance") == ["£1,650.50", "£780.00", "£3,600.00"]
    assert column(shown, "overdue") == ["£1,650.50", "£780.00", "–"]
    assert column(shown, "oldest") == ["11 Oct 2026", "8 Nov 2026", "–"]
    assert shown._totals.text() == "3 clients  ·  £6,030.50 open  ·  £2,430.50 overdue"


def test_a_client_s_details_show_age_contacts_and_history(
    furnished: Office, window: Window
) -> None:
    shown = listing(window, "clients")
    shown.table.selectRow(0)
    said = words_of(window, "clients")
    for text in ("£1,650.50", "31 to 60 days late", "accounts@client.example", "14 Canal Street",
                 "Invoice A-1 added, £1,200.00"):  # fmt: skip
        assert text in said


def test_escape_in_the_details_closes_them(
    furnished: Office, window: Window, qtbot: QtBot
) -> None:
    shown = listing(window, "clients")
    shown.table.selectRow(0)
    panel = window.pages["clients"]._panel  # type: ignore[attr-defined]
    assert panel.isVisible()
    panel.closed.emit()
    assert not panel.isVisible()
    assert shown.table.current_row() is None


def test_what_needs_a_row_is_off_without_one(furnished: Office, window: Window) -> None:
    shown = listing(window, "clients")
    page = window.pages["clients"]
    states = {one.text(): one.isEnabled() for one in page.actions_of_page()}
    assert not states["Remind…"]
    assert not states["Leave alone…"]
    shown.table.selectRow(0)
    states = {one.text(): one.isEnabled() for one in page.actions_of_page()}
    assert states["Remind…"]
    assert states["Leave alone…"]


def test_the_review_is_asked_for_all_or_for_the_selected_clients(
    furnished: Office, window: Window, qtbot: QtBot
) -> None:
    shown = listing(window, "overdue")
    page = window.pages["overdue"]
    asked: list[object] = []
    window.review_requested.connect(asked.append)
    review = page.actions_of_page()[0]
    review.trigger()
    window.go_to("overdue")
    shown.table.selectAll()
    assert review.text() == "Review 2 selected…"
    review.trigger()
    assert asked[0] is None
    assert sorted(asked[1]) == sorted({shown.model.row(n).client_id for n in range(3)})  # type: ignore[call-overload]


def test_enter_opens_what_the_page_is_for(
    furnished: Office, window: Window, qtbot: QtBot
) -> None:
    for name, kind in (
        ("overdue", PaymentDialog),
        ("clients", ClientDialog),
        ("invoices", InvoiceDialog),
    ):
        shown = listing(window, name)
        shown.table.selectRow(0)
        QTest.keyClick(shown.table, Qt.Key.Key_Return)
        dialogs = window.findChildren(kind)
        assert len(dialogs) == 1, name
        dispose(dialogs[0])


def test_a_payment_recorded_in_the_dialog_leaves_the_list_at_once(
    furnished: Office, window: Window
) -> None:
    shown = listing(window, "overdue")
    shown.table.selectRow(1)
    window.pages["overdue"].pay()  # type: ignore[attr-defined]
    dialog = window.findChild(PaymentDialog)
    assert isinstance(dialog, PaymentDialog)
    dialog._save.click()
    assert column(shown, "number") == ["A-1", "A-2"]
    window.undo()
    assert column(shown, "number") == ["A-1", "B-1", "A-2"]


def test_the_list_is_exported_whole_and_with_native_values(
    office: Office, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client_id = add_client(office, "=HYPERLINK(1)")
    for number in range(210):
        add_invoice(office, client_id, f"N-{number:03}", late=5, pence=100 + number)
    shown = listing(window, "invoices")
    window.pages["invoices"].mark_stale()
    assert shown.model.rowCount() == 200
    path = tmp_path / "out.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    window.pages["invoices"].export()  # type: ignore[attr-defined]
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 210
    assert {row["Client"] for row in rows} == {"'=HYPERLINK(1)"}
    assert rows[0]["Due"] == "2026-11-15"
    assert window._toast.text == "210 rows written to out.csv."


def test_scrolling_to_the_end_fetches_the_rest(
    office: Office, window: Window, qtbot: QtBot
) -> None:
    client_id = add_client(office, "Many Ltd")
    for number in range(230):
        add_invoice(office, client_id, f"N-{number:03}", late=5, pence=100)
    shown = listing(window, "invoices")
    window.pages["invoices"].mark_stale()
    shown.table.scrollToBottom()
    qtbot.waitUntil(lambda: shown.model.rowCount() == 230)
    assert len(set(column(shown, "number"))) == 230


def test_show_invoice_opens_its_page_and_its_details(furnished: Office, window: Window) -> None:
    shown = listing(window, "invoices")
    key = shown.model.key_at(column(shown, "number").index("B-1"))
    window.go_to("overdue")
    window.show_invoice(key)
    assert window.page is window.pages["invoices"]
    assert "Invoice B-1" in words_of(window, "invoices")
    row = shown.table.current_row()
    assert row is not None
    assert row.open == Money(78_000, "GBP")
