"""Long tables: pages on demand, stale pages dropped, ready strings, copy and export."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QSettings, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dunning_desktop.domain.errors import CannotSave
from dunning_desktop.domain.money import Money
from dunning_desktop.ui.look.theme import Theme
from dunning_desktop.ui.tables.columns import Column, Look
from dunning_desktop.ui.tables.export import as_tsv, plain, safe, write_csv
from dunning_desktop.ui.tables.model import PAGE, ROW_ROLE, VALUE_ROLE, PagedModel
from dunning_desktop.ui.tables.view import TableView
from dunning_desktop.usecases.rows import ListQuery, Page
from tests.ui.conftest import dispose


@dataclass(frozen=True)
class Row:
    id: int
    name: str
    open: Money


COLUMNS: tuple[Column[Row], ...] = (
    Column("name", "Name", lambda row: row.name, stretch=True),
    Column(
        "open",
        "Open",
        lambda row: f"£{row.open.amount}",
        lambda row: row.open,
        look=lambda _row: Look("clock", "warning"),
        tip=lambda row: f"of {row.name}",
        numeric=True,
        strong=True,
    ),
    Column("note", "Note", lambda _row: "=1+1", sortable=False, shy=1),
)


class Shelf:
    """Rows by number, handed out page by page, at once or when the test says so."""

    def __init__(self, count: int, *, at_once: bool = True) -> None:
        self.rows = [Row(n, f"Client {n:05}", Money(n * 100, "GBP")) for n in range(count)]
        self.asked: list[ListQuery] = []
        self.waiting: list[Callable[[], None]] = []
        self.at_once = at_once

    def fetch(self, query: ListQuery, take: Callable[[Page[Row]], None]) -> None:
        self.asked.append(query)
        start = int(str(query.after[0])) if query.after else 0
        end = start + query.limit
        rows = [one for one in self.rows if query.search in one.name]
        following = (end,) if end < len(rows) else None
        page = Page(tuple(rows[start:end]), following)
        if self.at_once:
            take(page)
        else:
            self.waiting.append(lambda: take(page))


def model_on(shelf: Shelf) -> PagedModel[Row]:
    return PagedModel(COLUMNS, shelf.fetch, key=lambda row: row.id)


@pytest.fixture
def settings_file(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "tables.ini"), QSettings.Format.IniFormat)


def test_rows_come_page_by_page_until_there_are_no_more(qapp: QApplication) -> None:
    shelf = Shelf(PAGE * 2 + 50)
    model = model_on(shelf)
    model.show(ListQuery())
    assert model.rowCount() == PAGE
    for expected in (PAGE * 2, PAGE * 2 + 50):
        assert model.canFetchMore()
        model.fetchMore()
        assert model.rowCount() == expected
    assert not model.canFetchMore()
    model.fetchMore()
    assert len(shelf.asked) == 3
    names = [model.row(n).name for n in range(model.rowCount())]
    assert names == [one.name for one in shelf.rows]


def test_a_second_page_is_not_asked_for_while_one_is_on_its_way(qapp: QApplication) -> None:
    shelf = Shelf(PAGE * 3, at_once=False)
    model = model_on(shelf)
    model.show(ListQuery())
    assert not model.canFetchMore()
    shelf.waiting.pop()()
    model.fetchMore()
    model.fetchMore()
    assert len(shelf.asked) == 2


def test_an_old_page_that_comes_late_changes_nothing(qapp: QApplication) -> None:
    shelf = Shelf(30, at_once=False)
    model = model_on(shelf)
    model.show(ListQuery(search="0000"))
    model.show(ListQuery(search="00025"))
    old, new = shelf.waiting
    new()
    assert model.rowCount() == 1
    old()
    assert model.rowCount() == 1


def test_the_old_rows_stay_until_the_new_ones_are_here(qapp: QApplication) -> None:
    shelf = Shelf(30)
    model = model_on(shelf)
    model.show(ListQuery())
    shelf.at_once = False
    model.show(ListQuery(search="00001"))
    assert model.rowCount() == 30
    shelf.waiting.pop()()
    assert model.rowCount() == 1


def test_loading_the_same_query_again_asks_for_as_many_rows_as_are_shown(
    qapp: QApplication,
) -> None:
    shelf = Shelf(PAGE * 3)
    model = model_on(shelf)
    model.show(ListQuery(sort="name"))
    model.fetchMore()
    model.show(ListQuery(sort="name"))
    assert model.rowCount() == PAGE * 2
    model.show(ListQuery(sort="open"))
    assert model.rowCount() == PAGE


def test_each_role_says_its_part(qapp: QApplication) -> None:
    model = model_on(Shelf(3))
    model.show(ListQuery())
    index = model.index(2, 1)
    assert index.data() == "£2.00"
    assert index.data(VALUE_ROLE) == Money(200, "GBP")
    assert index.data(ROW_ROLE).name == "Client 00002"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "of Client 00002"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Open: £2.00"
    assert not index.data(Qt.ItemDataRole.DecorationRole).isNull()
    assert index.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignTrailing
    assert index.data(Qt.ItemDataRole.FontRole).bold() or (
        index.data(Qt.ItemDataRole.FontRole).weight() > 500
    )
    assert model.index(2, 0).data(Qt.ItemDataRole.DecorationRole) is None
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Open"
    assert model.data(QModelIndex()) is None


def test_the_model_keeps_qt_s_contract(qapp: QApplication) -> None:
    model = model_on(Shelf(5))
    failing = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, failing)
    model.show(ListQuery())
    model.show(ListQuery(search="00003"))
    assert model.rowCount() == 1
    tester.deleteLater()


def test_the_header_asks_for_a_sort_and_turns_it_round(
    qtbot: QtBot, settings_file: QSettings, theme: Theme
) -> None:
    model = model_on(Shelf(5))
    table = TableView(model, name="t", settings=settings_file)
    asked: list[tuple[str, bool]] = []
    table.sort_asked.connect(lambda key, descending: asked.append((key, descending)))
    header = table.horizontalHeader()
    header.sectionClicked.emit(1)
    table.mark_sort("open", descending=False)
    header.sectionClicked.emit(1)
    header.sectionClicked.emit(2)
    assert asked == [("open", False), ("open", True)]
    assert header.sortIndicatorSection() == 1
    dispose(table)


def test_ctrl_c_copies_the_selected_rows_with_their_titles(
    qtbot: QtBot, settings_file: QSettings, theme: Theme
) -> None:
    model = model_on(Shelf(5))
    table = TableView(model, name="t", settings=settings_file)
    table.resize(800, 300)
    table.show()
    model.show(ListQuery())
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == (
        "Name\tOpen\tNote\nClient 00001\t£1.00\t'=1+1\nClient 00002\t£2.00\t'=1+1"
    )
    dispose(table)


def test_columns_keep_their_width_and_order(
    qtbot: QtBot, settings_file: QSettings, theme: Theme
) -> None:
    first = TableView(model_on(Shelf(1)), name="t", settings=settings_file)
    first.resize(900, 200)
    first.show()
    first.horizontalHeader().resizeSection(1, 222)
    first.horizontalHeader().moveSection(1, 0)
    dispose(first)
    second = TableView(model_on(Shelf(1)), name="t", settings=settings_file)
    second.resize(900, 200)
    second.show()
    assert second.columnWidth(1) == 222
    assert second.horizontalHeader().visualIndex(1) == 0
    dispose(second)


def test_a_shy_column_steps_back_in_a_narrow_table_and_returns(
    qtbot: QtBot, settings_file: QSettings, theme: Theme
) -> None:
    table = TableView(model_on(Shelf(1)), name="t", settings=settings_file)
    table.resize(280, 200)
    table.show()
    assert table.isColumnHidden(2)
    table.resize(700, 200)
    assert not table.isColumnHidden(2)
    dispose(table)


def test_enter_opens_the_selected_row_only(
    qtbot: QtBot, settings_file: QSettings, theme: Theme
) -> None:
    model = model_on(Shelf(3))
    table = TableView(model, name="t", settings=settings_file)
    table.show()
    model.show(ListQuery())
    opened: list[bool] = []
    table.opened.connect(lambda: opened.append(True))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert not opened
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened == [True]
    assert [row.id for row in table.rows_selected()] == [1]
    dispose(table)


# Export


def test_csv_carries_native_values_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    lines = [["=cmd()", Money(-123450, "GBP"), date(2026, 11, 3), None, -5]]
    write_csv(path, ["Client", "Open", "Due", "Blocked", "Days"], lines)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        read = list(csv.reader(file))
    assert read[1] == ["'=cmd()", "-1234.50", "2026-11-03", "", "-5"]


def test_nothing_a_spreadsheet_would_run_leaves_unmarked() -> None:
    for start in ("=", "+", "-", "@", "\t=", " =", "\r=", "\N{FULLWIDTH EQUALS SIGN}"):
        assert safe(f"{start}1+1").startswith("'")
        assert as_tsv([[f"{start}1+1"]]).startswith("'")


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_a_copied_line_keeps_its_number_of_cells(line: list[str]) -> None:
    copied = as_tsv([line])
    assert len(copied.split("\t")) == len(line)
    assert "\n" not in copied


def test_a_file_in_a_missing_folder_is_a_plain_trouble(tmp_path: Path) -> None:
    with pytest.raises(CannotSave) as caught:
        write_csv(tmp_path / "gone" / "list.csv", ["a"], [])
    assert caught.value.data["name"] == "list.csv"
    assert plain(replace(Shelf(1).rows[0].open, minor=1)) == "0.01"
