"""Old debts on the screen: asked after an import, in Settings, and one by one from Today."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from dunning_desktop.domain.policy import OldDebts, Tone
from dunning_desktop.ui.dialogs.old_debts import OldDebtsDialog
from dunning_desktop.ui.pages.invoices import InvoicesPage
from dunning_desktop.ui.pages.settings import SettingsPage
from dunning_desktop.ui.pages.settings_old_debts import OldDebtsPart
from dunning_desktop.ui.text.old_debts import meaning, way
from dunning_desktop.ui.views import views_of
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.old_debts import choose_old_debts, old_debts
from dunning_desktop.usecases.planning import propose
from dunning_desktop.usecases.today_rows import Task
from tests.ui.accessible import nameless
from tests.ui.books import invoices
from tests.ui.today_page import line_of, said, today_of

LATE = """Client,Invoice number,Invoice date,Due date,Total
Able Ltd,I-1,2026-09-01,2026-10-01,100.00
Baker,I-2,2026-11-02,2026-12-02,200.00
"""


@pytest.fixture
def part(furnished: Office, window: Window) -> OldDebtsPart:
    window.go_to("settings")
    page = window.pages["settings"]
    assert isinstance(page, SettingsPage)
    page.show_section("reminders")
    return page.old_debts


@pytest.fixture
def deciding(furnished: Office, window: Window) -> OldDebtsDialog:
    choose_old_debts(furnished, OldDebts.ASK)
    page = today_of(window)
    page.mark_stale()
    line_of(page, Task.OLD_DEBTS).button.click()
    dialog = window.findChild(OldDebtsDialog)
    assert dialog is not None
    return dialog


def test_every_way_has_its_words() -> None:
    assert len({way(one) for one in OldDebts} | {meaning(one) for one in OldDebts}) == 8


def test_settings_say_how_many_there_are_and_choose_nothing_by_themselves(
    part: OldDebtsPart, furnished: Office
) -> None:
    assert part.how_many.text().startswith("3 invoices are late and nobody was reminded")
    assert "£2,430.50" in part.how_many.text()
    assert not any(one.isChecked() for one in part.choice.buttons.values())
    assert old_debts(furnished).before is None


def test_a_way_holds_at_once_and_undo_takes_it_back(
    part: OldDebtsPart, furnished: Office, window: Window
) -> None:
    part.choice.buttons[OldDebts.LEAVE].click()
    assert propose(furnished).chases == ()
    assert part.choice.buttons[OldDebts.LEAVE].isChecked()
    assert "before 20 Nov 2026" in part.holds_for.text()
    window.undo()
    assert old_debts(furnished).before is None
    assert not any(one.isChecked() for one in part.choice.buttons.values())
    assert propose(furnished).chases


def test_an_import_asks_about_what_came_in_late(
    furnished: Office, window: Window, tmp_path: Path
) -> None:
    path = tmp_path / "open.csv"
    path.write_text(LATE, encoding="utf-8")
    dialog = views_of(window).open_import(path)
    dialog.go_on()
    dialog.go_on()
    card = dialog.outcome.old
    assert card.isVisibleTo(dialog)
    # Of what is in the book already nobody asks here.
    assert card.said.text().startswith("1 invoice is late and nobody was reminded of it yet")
    assert card.choice.buttons[OldDebts.FIRST].isChecked()
    assert nameless(dialog) == []
    card.choice.buttons[OldDebts.BY_AGE].click()
    assert old_debts(furnished).choice is OldDebts.BY_AGE
    dialog.close()


def test_an_import_of_what_is_not_late_asks_nothing(window: Window, tmp_path: Path) -> None:
    path = tmp_path / "open.csv"
    path.write_text("\n".join(LATE.splitlines()[::2]) + "\n", encoding="utf-8")
    dialog = views_of(window).open_import(path)
    dialog.go_on()
    dialog.go_on()
    assert dialog.outcome.heading.text() == "1 invoice came in"
    assert not dialog.outcome.old.isVisibleTo(dialog)
    dialog.close()


def test_today_leads_to_the_decisions(deciding: OldDebtsDialog, window: Window) -> None:
    assert "3 old invoices: chase them or not? £2,430.50" in said(today_of(window))
    assert [one.number for one in deciding.table.debts.rows] == ["A-1", "A-2", "B-1"]
    assert nameless(deciding) == []
    deciding.close()


def test_ticked_with_the_keyboard_and_decided(
    deciding: OldDebtsDialog, furnished: Office, window: Window
) -> None:
    table = deciding.table
    assert not any(one.isEnabled() for one in deciding.buttons.values())
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert [one.number for one in table.debts.chosen()] == ["A-1"]
    assert deciding.said.text() == "1 of 3 ticked: £1,200.00"
    deciding.buttons[OldDebts.BY_AGE].click()
    assert [one.number for one in old_debts(furnished).undecided] == ["A-2", "B-1"]
    # What is decided stays to be seen, behind what is not.
    assert [one.number for one in table.debts.rows] == ["A-2", "B-1", "A-1"]
    assert [line.number for chase in propose(furnished).chases for line in chase.lines] == ["A-1"]
    window.undo()
    assert len(old_debts(furnished).undecided) == 3
    deciding.close()


def test_all_can_be_ticked_and_left_alone(deciding: OldDebtsDialog, furnished: Office) -> None:
    deciding.all.click()
    assert deciding.all.text() == "Tick none"
    deciding.buttons[OldDebts.LEAVE].click()
    assert old_debts(furnished).undecided == ()
    assert propose(furnished).chases == ()
    deciding.all.click()
    assert deciding.table.debts.chosen() == ()
    deciding.close()


def test_a_click_on_the_box_ticks(deciding: OldDebtsDialog) -> None:
    model = deciding.table.debts
    box = model.index(1, 0)
    assert model.setData(box, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert [one.number for one in model.chosen()] == ["A-2"]
    assert not model.setData(model.index(1, 1), "x")
    deciding.close()


def test_the_panel_of_an_old_debt_begins_with_it(furnished: Office, window: Window) -> None:
    choose_old_debts(furnished, OldDebts.LEAVE)
    window.show_invoice(invoices(furnished)["A-1"])
    page = window.pages["invoices"]
    assert isinstance(page, InvoicesPage)
    texts = [one.text() for one in page.findChildren(QLabel)]
    assert "Old debt, left alone." in texts
    ways = {one.text(): one for one in page.findChildren(QPushButton)}
    ways[way(OldDebts.BY_AGE)].click()
    (chase,) = propose(furnished).chases
    assert [(line.number, line.level.tone) for line in chase.lines] == [("A-1", Tone.FINAL)]
    window.undo()
    assert propose(furnished).chases == ()
