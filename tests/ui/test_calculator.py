"""The interest calculator: published figures on the screen, and nothing typed is ever lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from dunning_desktop.domain.debt import Basis
from dunning_desktop.domain.errors import BookError
from dunning_desktop.ui.dialogs.calculator import CalculatorDialog
from dunning_desktop.ui.dialogs.printing import PrintDialog
from dunning_desktop.ui.look.theme import Theme
from dunning_desktop.ui.text.money import money
from dunning_desktop.ui.views import views_of
from dunning_desktop.ui.window import Window
from tests.helpers.debts import debt_of, vectors
from tests.ui.accessible import nameless, tab_order
from tests.ui.calculating import rows, simple, texts, type_in
from tests.ui.conftest import dispose

KEYS = ("UK-02", "UK-16", "DE-09", "NL-01", "UK-20", "UK-22")


@pytest.fixture
def dialog(window: Window) -> Iterator[CalculatorDialog]:
    made = CalculatorDialog(window)
    made.open()
    yield made
    if isValid(made):
        dispose(made)


# Figures


@pytest.mark.parametrize("key", KEYS)
def test_a_worked_example_typed_in_shows_the_published_figures(
    dialog: CalculatorDialog, key: str
) -> None:
    vector = vectors()[key]
    type_in(dialog, vector)
    said, expected = texts(dialog.view), vector["expected"]
    debt = debt_of(vector)

    def as_shown(figure: str) -> str:
        return money(type(debt.principal).of(figure, vector["currency"]))

    assert as_shown(expected["interest"]) in said
    assert as_shown(expected["compensation"]) in said
    if "total_due" in expected:
        assert said[0] == as_shown(expected["total_due"])
    if "daily_accrual" in expected:
        assert as_shown(expected["daily_accrual"]) in said
    (table,) = dialog.view.tables
    shown = [(row[2], row[3], row[5]) for row in rows(table)]
    assert shown == [
        (str(one["days"]), f"{float(one['balance']):,.2f}", f"{float(one['interest']):,.2f}")
        for one in vector["segments"]
    ]


def test_the_result_follows_what_is_typed(dialog: CalculatorDialog, qtbot: QtBot) -> None:
    simple(dialog)
    assert texts(dialog.view)[0] == "£1,109.27"
    dialog.fields.amount.setFocus()
    QTest.keyClicks(dialog.fields.amount, "0")
    qtbot.waitUntil(lambda: texts(dialog.view)[0].startswith("£10,492.74"))


def test_where_the_rate_comes_from_and_the_law_are_told(dialog: CalculatorDialog) -> None:
    simple(dialog)
    said = " ".join(texts(dialog.view))
    assert "Bank of England base rate of 3.75\N{NO-BREAK SPACE}% on 31 Dec 2025" in said
    assert "Late Payment of Commercial Debts (Interest) Act 1998" in said


def test_a_court_interest_names_its_own_law(dialog: CalculatorDialog) -> None:
    dialog.fields.basis.want(Basis.COUNTY_COURT)
    simple(dialog)
    said = " ".join(texts(dialog.view))
    assert "as a court may award it" in said
    assert "County Courts Act 1984, s.69" in said
    assert "Commercial Debts" not in said
    assert "never on top of it" in said


def test_why_the_day_is_another_one_is_told(dialog: CalculatorDialog) -> None:
    type_in(dialog, vectors()["UK-20"])
    said = texts(dialog.view)
    assert "The last of the 30 days an authority has." in said
    assert any("A public authority has 30 days" in one for one in said)


def test_a_provisional_figure_says_so_beside_the_total(dialog: CalculatorDialog) -> None:
    dialog.fields.amount.setText("1000")
    dialog.fields.days.due.set_day(date(2027, 8, 1))
    dialog.fields.as_of.set_day(date(2027, 9, 1))
    dialog.work_out()
    said = texts(dialog.view)
    assert said[1] == "provisional"
    assert "Owed on 1 Sep 2027, provisional" in said
    assert "Provisional" in str(dialog.view.tables[0].model().index(0, 0).data(
        Qt.ItemDataRole.ToolTipRole))  # fmt: skip


def test_what_is_not_late_says_when_it_will_be(dialog: CalculatorDialog) -> None:
    dialog.fields.amount.setText("1000")
    dialog.work_out()
    said = texts(dialog.view)
    assert said[0] == "£1,000.00"
    assert "It is not late: interest begins the day after 20 Nov 2026." in said
    assert dialog.view.tables == []


def test_costs_above_the_fixed_sum_are_named_so(dialog: CalculatorDialog) -> None:
    dialog.fields.costs.setText("100")
    simple(dialog)
    said = texts(dialog.view)
    assert said[said.index("Costs above the fixed sum") + 1] == "£30.00"


def test_a_sum_in_another_currency_stands_behind_the_debts_own(dialog: CalculatorDialog) -> None:
    dialog.fields.law.choose("PL")
    simple(dialog, "8000")
    said = texts(dialog.view)
    assert said[0].startswith("PLN")
    assert said[0].endswith(" + €70.00")
    assert said[said.index("Fixed compensation") + 1] == "€70.00"


def test_rates_of_a_table_have_the_same_decimals(dialog: CalculatorDialog) -> None:
    type_in(dialog, vectors()["NL-01"])
    assert {len(row[4].split(".")[1]) for row in rows(dialog.view.tables[0])} == {len("00 %")}


# What can be done with it


def test_it_is_saved_as_a_statement(
    dialog: CalculatorDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def where(_parent: QWidget, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        asked.append(Path(start).name)
        return str(tmp_path / "claim"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", where)
    simple(dialog)
    dialog.buttons.save.click()
    assert asked == ["Interest-calculation-2026-07-31.pdf"]
    assert dialog.buttons.told.text() == "Saved as claim.pdf."
    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "claim.pdf").pages)
    assert "39.27" in text
    dialog.fields.amount.setText("1001")
    dialog.work_out()
    assert dialog.buttons.told.isHidden()


def test_copy_puts_the_working_on_the_clipboard(dialog: CalculatorDialog) -> None:
    simple(dialog)
    dialog.buttons.copy.click()
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert ["From", "To", "Days", "Balance", "Rate", "Interest"] in lines
    assert ["1 Apr 2026", "31 Jul 2026", "122", "1,000.00", "11.75 %", "39.27"] in [
        [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in line] for line in lines
    ]
    assert ["", "", "", "", "Owed on 31 Jul 2026", "£1,109.27"] in lines


def test_it_prints_on_the_printer_that_is_chosen(
    dialog: CalculatorDialog, window: Window
) -> None:
    jobs: list[tuple[bytes, str, str]] = []
    paper = views_of(window).paper
    paper._surroundings = replace(
        paper._surroundings,
        printers=lambda: (("office", "Office", True),),
        print_pdf=lambda *job: jobs.append(job),
    )
    simple(dialog)
    dialog.buttons.print.click()
    chooser = dialog.findChild(PrintDialog)
    assert chooser is not None
    assert chooser.form.complaint(chooser.printer) == "On A4, at 100 %."
    chooser._save.click()
    assert [(job[0][:5], job[1], job[2]) for job in jobs] == [
        (b"%PDF-", "office", "Statement of interest")
    ]
    assert dialog.buttons.told.text() == "It went to the printer."


# Keys, menus, looks


def test_it_opens_from_the_menu_the_finder_and_the_keyboard(window: Window, qtbot: QtBot) -> None:
    assert window.menus.calculator in window.actions_now()
    window.finder.ask()
    QTest.keyClicks(window.finder._line, "calculator")
    QTest.keyClick(window.finder._line, Qt.Key.Key_Return)
    opened = window.findChild(CalculatorDialog)
    assert opened is not None
    dispose(opened)
    QTest.keySequence(window, "Ctrl+Shift+I")
    qtbot.waitUntil(lambda: window.findChild(CalculatorDialog) is not None)
    opened = window.findChild(CalculatorDialog)
    assert opened is not None
    dispose(opened)


def test_it_works_over_the_welcome_of_an_empty_book(window: Window) -> None:
    from dunning_desktop.ui.views import views_of

    views_of(window).open_welcome()
    window.menus.calculator.trigger()
    opened = window.findChild(CalculatorDialog)
    assert opened is not None
    simple(opened)
    assert texts(opened.view)[0] == "£1,109.27"
    dispose(opened)


def test_without_a_book_it_is_not_offered(window: Window) -> None:
    window.desk.refused.emit(BookError(reason="damaged", path="x"))
    assert not window.menus.calculator.isEnabled()
    window.desk.opened.emit()
    assert window.menus.calculator.isEnabled()


def test_the_keyboard_alone_is_enough(dialog: CalculatorDialog, qtbot: QtBot) -> None:
    assert dialog.focusWidget() is dialog.fields.amount
    QTest.keyClicks(dialog.fields.amount, "1000")
    for _step in range(2):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.fields.days.due
    QTest.keyClicks(dialog.fields.days.due, "31")
    qtbot.waitUntil(lambda: dialog.facts is not None)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_tab_goes_down_the_fields_then_down_the_result(dialog: CalculatorDialog) -> None:
    dialog.fields.basis.want(Basis.CONTRACT)
    dialog.fields.days.unagreed.click()
    dialog.fields.days.notice.set_day(date(2026, 1, 1))
    dialog.fields.payments.add().amount.setText("1")
    simple(dialog)
    order = tab_order(dialog)
    start = order.index(dialog.fields.law)
    order = order[start:] + order[:start]
    inside = [dialog.fields.isAncestorOf(one) for one in order]
    assert inside == sorted(inside, reverse=True)
    for part in (dialog.fields, dialog.view):
        tops = [
            one.mapTo(dialog, one.rect().topLeft()).y() // 20
            for one in order
            if part.isAncestorOf(one)
        ]
        assert tops == sorted(tops)
    assert order[-1] is dialog.buttons.save
    assert nameless(dialog) == []


def test_nothing_is_scrolled_in_the_table_and_nothing_is_cut(
    dialog: CalculatorDialog, qtbot: QtBot
) -> None:
    type_in(dialog, vectors()["NL-01"])
    (table,) = dialog.view.tables
    qtbot.waitUntil(lambda: table.viewport().width() > 300)
    last = table.visualRect(table.model().index(table.model().rowCount() - 1, 5))
    # The line under the last row lies under the frame.
    assert last.bottom() <= table.viewport().height()
    assert last.right() < table.viewport().width()
    for column, width in enumerate(table.wanted()):
        assert table.columnWidth(column) >= width


def test_it_is_drawn_in_the_dark(dialog: CalculatorDialog, theme: Theme) -> None:
    simple(dialog)
    light = dialog.grab().toImage().pixelColor(5, 5)
    theme.choose("dark")
    dark = dialog.grab().toImage().pixelColor(5, 5)
    assert light.lightness() > 200
    assert dark.lightness() < 60
