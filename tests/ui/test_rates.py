"""Rates: what is known of each publisher's rate, and adding, changing and removing the owner's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QIcon
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dunning_desktop.domain.cautions import Caution
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.dialogs.rate import RateDialog
from dunning_desktop.ui.pages.settings import SettingsPage
from dunning_desktop.ui.pages.settings_rates import RatesPart
from dunning_desktop.ui.text import rates as words
from dunning_desktop.ui.widgets.rate_fields import PercentEdit
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.office import Office, Touched
from dunning_desktop.usecases.owed import client_owed
from dunning_desktop.usecases.rates import add_rate, known_rates
from tests.ui.accessible import nameless, tab_order
from tests.ui.books import HandClock, add_client
from tests.ui.conftest import dispose, hears_keys

NEW_YEAR = date(2027, 1, 1)
JULY = date(2026, 7, 1)
FOUR = Decimal("4.00")
# From 20 November 2026 into the half-year whose rate nobody told the program.
INTO_2027 = 92


@pytest.fixture
def page(furnished: Office, window: Window) -> SettingsPage:
    window.show_settings("rates")
    found = window.pages["settings"]
    assert isinstance(found, SettingsPage)
    return found


@pytest.fixture
def part(page: SettingsPage) -> RatesPart:
    return page.rates


@pytest.fixture
def stale(furnished: Office, page: SettingsPage) -> RatesPart:
    """The section on 20 February 2027."""
    turn(furnished, INTO_2027)
    page.mark_stale()
    return page.rates


def turn(office: Office, days: int) -> None:
    assert isinstance(office.clock, HandClock)
    office.clock.turn(days=days)


def rows(part: RatesPart) -> list[tuple[str, ...]]:
    model = part.table.rates
    columns = range(model.columnCount())
    return [
        tuple(str(model.index(row, at).data()).replace("\xa0", " ") for at in columns)
        for row in range(model.rowCount())
    ]


def dialog_over(window: Window) -> RateDialog:
    (dialog,) = [one for one in window.findChildren(RateDialog) if one.isVisible()]
    return dialog


def retype(dialog: RateDialog, text: str) -> None:
    dialog._percent.selectAll()
    QTest.keyClicks(dialog._percent, text)


def own(office: Office) -> list[tuple[date, Decimal]]:
    boe = known_rates(office).table("boe")
    return [(one.half_year, one.percent) for one in boe.rates if one.own]


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


# The section


def test_the_home_rate_stands_first_and_says_how_far_it_is_known(part: RatesPart) -> None:
    assert part.which.currentText() == "Bank of England base rate"
    card = part.card
    assert plain(card.figure.text()) == "3.75 %"
    assert card.since.text() == "from 1 July 2026"
    assert card.reach.text() == "Known to 31 December 2026."
    assert card.used_in.text() == "United Kingdom"
    assert card.source.text().startswith("Bank of England, official Bank Rate")
    hidden = (card.ahead, card._unchecked, part.missing, part.remove)
    assert all(one.isHidden() for one in hidden)


def test_its_half_years_stand_under_it_the_latest_first(part: RatesPart) -> None:
    first, second, *_, last = rows(part)
    assert first == ("1 July to 31 December 2026", "3.75 %", "30 June 2026", "The program")
    assert second == ("1 January to 30 June 2026", "3.75 %", "31 December 2025", "The program")
    assert last == ("1 July to 31 December 2002", "4.00 %", "30 June 2002", "The program")


def test_every_table_can_be_chosen(part: RatesPart, furnished: Office) -> None:
    assert part.which.count() == len(known_rates(furnished).tables)
    part.table.selectRow(3)
    part.which.choose("ecb")
    assert part.table.currentIndex().row() == 0
    assert part.card.used_in.text().startswith("Ireland, France, Netherlands")
    assert rows(part)[0][2] == "1 July 2026"
    part.which.choose("de")
    assert any(row[1].startswith("−") for row in rows(part))


def test_a_rate_that_was_not_compared_is_marked_in_words(part: RatesPart) -> None:
    part.which.choose("dk")
    assert part.which.currentText() == "Danish lending rate (a rate is missing)"
    assert not part.card._unchecked.isHidden()
    assert "Not compared with its publisher" in part.card.said
    assert rows(part)[0][3] == "The program, unchecked"
    index = part.table.rates.index(0, 3)
    assert isinstance(index.data(Qt.ItemDataRole.DecorationRole), QIcon)


def test_a_new_half_year_without_its_rate_is_said_with_what_to_do(stale: RatesPart) -> None:
    assert stale.which.currentText() == "Bank of England base rate (a rate is missing)"
    assert not stale.missing.isHidden()
    assert stale.missing.title.text() == "The rate from 1 January 2027 is missing"
    assert plain(stale.missing.text.text()) == (
        "Until you add it, figures go on with 3.75 % and say so."
    )
    assert "figures of today are provisional" in stale.which.accessibleDescription()


def test_a_narrow_table_keeps_who_entered_a_rate(part: RatesPart, window: Window) -> None:
    assert not part.table.isColumnHidden(2)
    window.resize(760, 600)
    QCoreApplication.sendPostedEvents()
    assert part.table.isColumnHidden(2)
    assert not part.table.isColumnHidden(3)


# Adding


def test_adding_the_missing_rate_makes_figures_final(
    stale: RatesPart, window: Window, furnished: Office
) -> None:
    client = add_client(furnished, "Delta Roofing", due=[("D-1", 30, 365_000)])

    def figures() -> tuple[bool, int]:
        (item,) = client_owed(furnished, client).items
        assert item.claim.assessment is not None
        assert item.claim.interest is not None
        provisional = Caution.PROVISIONAL in item.claim.assessment.cautions
        return provisional, item.claim.interest.total.minor

    assert figures() == (True, 3525)
    stale.missing.buttons[0].click()
    dialog = dialog_over(window)
    assert dialog._half_year.currentText() == (
        "1 January to 30 June 2027 (the rate in force on 31 December 2026)"
    )
    QTest.keyClicks(dialog._percent, "4.75")
    QTest.keyClicks(dialog._source, "Bank's web site")
    dialog._save.click()
    assert figures() == (False, 3825)
    assert stale.missing.isHidden()
    assert rows(stale)[0] == (
        "1 January to 30 June 2027", "4.75 %", "31 December 2026", "You: Bank's web site",
    )  # fmt: skip
    assert plain(window._toast.text) == (
        "Bank of England base rate: 4.75 % from 1 January 2027 is saved."
    )
    window.undo()
    assert figures() == (True, 3525)
    assert own(furnished) == []
    assert not stale.missing.isHidden()


def test_the_keyboard_alone_adds_a_rate_and_the_section_opens(
    page: SettingsPage, window: Window, furnished: Office, qtbot: QtBot
) -> None:
    page.show_section("business")
    assert page.rates.add in window.actions_now()
    qtbot.waitUntil(lambda: hears_keys(window))
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_over(window)
    assert dialog.focusWidget() is dialog._percent
    QTest.keyClicks(dialog._percent, "4")
    QTest.keyClick(dialog._percent, Qt.Key.Key_Return)
    assert own(furnished) == [(NEW_YEAR, Decimal(4))]
    assert page.list.currentRow() == page._keys.index("rates")
    assert plain(page.rates.card.ahead.text()) == "Then 4.00 % from 1 January 2027."


@pytest.mark.parametrize(
    ("typed", "words_"),
    [
        ("", "Enter the rate, in percent a year."),
        ("three", "That is not a percentage. Type it like 3.75."),
        ("3.7.5", "That is not a percentage. Type it like 3.75."),
        ("375", "A reference rate runs from −5 to 50 percent a year."),
        ("-5.5", "A reference rate runs from −5 to 50 percent a year."),
    ],
)
def test_a_wrong_percentage_is_refused_beside_its_field_and_nothing_is_lost(
    part: RatesPart, window: Window, furnished: Office, typed: str, words_: str
) -> None:
    part.add.trigger()
    dialog = dialog_over(window)
    QTest.keyClicks(dialog._percent, typed)
    QTest.keyClicks(dialog._source, "a letter")
    dialog._save.click()
    assert dialog.isVisible()
    assert dialog.form.complaint(dialog._percent).startswith(words_)
    assert (dialog._percent.text(), dialog._source.text()) == (typed, "a letter")
    assert own(furnished) == []
    retype(dialog, "4.00")
    dialog._save.click()
    assert own(furnished) == [(NEW_YEAR, FOUR)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3.75", "3.75"), (" 4 % ", "4"), ("−0.88", "-0.88"), ("3,75", "3.75"), (".5", "0.5"),
        ("3.125", "3.125"), ("1e2", None), ("٣", None), ("", None), ("-", None), ("NaN", None),
    ],
)  # fmt: skip
def test_a_percentage_is_taken_exactly_or_not_at_all(
    qtbot: QtBot, typed: str, meant: str | None
) -> None:
    field = PercentEdit(name="Rate")
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.percent() == (None if meant is None else Decimal(meant))


def test_what_is_offered_reaches_two_half_years_ahead(window: Window, furnished: Office) -> None:
    known = known_rates(furnished)
    offered = words.half_years(known, known.table("boe"))
    assert (offered[0], offered[-1]) == (date(2027, 7, 1), date(2002, 7, 1))
    dialog = RateDialog(window)
    assert dialog._half_year.count() == len(offered)
    assert "still to come" in dialog.form.complaint(dialog._half_year)
    dialog.explain(InvalidField(field="half_year", reason="not-a-half-year"))
    assert "1 January or 1 July" in dialog.form.complaint(dialog._half_year)
    dialog.form.all_right()
    dialog._half_year.choose(JULY)
    assert dialog.form.complaint(dialog._half_year) == ""
    dispose(dialog)


def test_when_all_are_known_the_last_is_offered(window: Window, furnished: Office) -> None:
    add_rate(furnished, "boe", NEW_YEAR, FOUR)
    add_rate(furnished, "boe", date(2027, 7, 1), Decimal("4.25"))
    dialog = RateDialog(window)
    assert dialog._half_year.value() == date(2027, 7, 1)
    assert dialog._percent.text() == "4.25"
    dispose(dialog)


def test_another_publisher_brings_its_own_half_years(window: Window) -> None:
    dialog = RateDialog(window)
    dialog.open()
    dialog._table.choose("ecb")
    assert dialog._half_year.currentText() == (
        "1 January to 30 June 2027 (the rate in force on 1 January 2027)"
    )
    dialog._table.choose("dk")
    assert dialog._half_year.value() == JULY
    QTest.keyClicks(dialog._percent, "1.75")
    dialog._table.choose("boe")
    assert dialog._percent.text() == "1.75"
    dispose(dialog)


# Changing and removing


def test_a_rate_that_differs_from_the_programs_is_pointed_out(
    part: RatesPart, window: Window, furnished: Office
) -> None:
    part.table.selectRow(0)
    part.change.click()
    dialog = dialog_over(window)
    assert dialog._half_year.value() == JULY

    def said() -> str:
        return plain(dialog.form.complaint(dialog._percent))

    assert said() == "The program has 3.75 % for this half-year."
    QTest.keyClicks(dialog._percent, "4.00")
    assert said() == "The program has 3.75 % for this half-year; yours will be used instead."
    assert dialog._note.property("look") == "warning"
    retype(dialog, "3.75")
    assert said() == "The program has the same rate for this half-year."
    retype(dialog, "4.00")
    dialog._save.click()
    assert own(furnished) == [(JULY, FOUR)]


def test_undo_puts_the_former_own_rate_back(window: Window, furnished: Office) -> None:
    add_rate(furnished, "boe", NEW_YEAR, FOUR, source="a letter")
    dialog = RateDialog(window, half_year=NEW_YEAR)
    assert (dialog._percent.text(), dialog._source.text()) == ("4.00", "a letter")
    retype(dialog, "4.25")
    dialog._save.click()
    assert own(furnished) == [(NEW_YEAR, Decimal("4.25"))]
    window.undo()
    assert own(furnished) == [(NEW_YEAR, FOUR)]
    assert known_rates(furnished).table("boe").rates[-1].source == "a letter"


def test_an_own_rate_is_removed_and_brought_back(
    part: RatesPart, page: SettingsPage, window: Window, furnished: Office
) -> None:
    add_rate(furnished, "boe", NEW_YEAR, FOUR)
    page.mark_stale()
    part.table.selectRow(1)
    assert not part.remove.isEnabled()
    part.table.selectRow(0)
    part.remove.click()
    assert own(furnished) == []
    assert window._toast.text == (
        "Your rate from 1 January 2027 is removed; none is known for that half-year now."
    )
    assert part.remove.isHidden()
    assert window.focusWidget() is part.table
    window.undo()
    assert own(furnished) == [(NEW_YEAR, FOUR)]
    assert rows(part)[0][3] == "You"


def test_removed_the_programs_own_rate_counts_again(
    part: RatesPart, page: SettingsPage, window: Window, furnished: Office
) -> None:
    add_rate(furnished, "boe", JULY, FOUR)
    page.mark_stale()
    assert plain(part.card.figure.text()) == "4.00 %"
    QTest.keyClick(part.table, Qt.Key.Key_Delete)
    assert plain(window._toast.text) == (
        "Your rate from 1 July 2026 is removed; the program's own 3.75 % counts again."
    )
    assert plain(part.card.figure.text()) == "3.75 %"
    before = known_rates(furnished)
    QTest.keyClick(part.table, Qt.Key.Key_Delete)
    assert known_rates(furnished) == before


def test_a_row_opens_by_enter_and_by_double_click(part: RatesPart, window: Window) -> None:
    QTest.keyClick(part.table, Qt.Key.Key_Down)
    QTest.keyClick(part.table, Qt.Key.Key_Return)
    dialog = dialog_over(window)
    assert dialog._half_year.value() == date(2026, 1, 1)
    dispose(dialog)
    part.table.doubleClicked.emit(part.table.currentIndex())
    dispose(dialog_over(window))


# Pages, keyboard, names


@pytest.mark.parametrize("name", ["today", "clients", "invoices", "overdue", "settings"])
def test_pages_with_figures_load_again_when_a_rate_changes(
    furnished: Office, window: Window, desk: Desk, name: str
) -> None:
    window.go_to(name)
    loaded: list[str] = []
    window.pages[name].reload = lambda: loaded.append(name)  # type: ignore[method-assign]
    desk.changed.emit(frozenset({Touched.RATES}))
    assert loaded == [name]


def test_names_and_tab_order(part: RatesPart, window: Window) -> None:
    assert nameless(window) == []
    order = tab_order(window)
    places = [order.index(one) for one in (part.which, part.table, part.change)]
    assert places == sorted(places)
    dialog = RateDialog(window)
    dialog.open()
    QCoreApplication.sendPostedEvents()
    fields: list[QWidget] = [dialog._table, dialog._half_year, dialog._percent, dialog._source]
    found = tab_order(dialog)
    places = [found.index(one) for one in fields]
    start = places.index(min(places))
    assert places[start:] + places[:start] == sorted(places)
    assert nameless(dialog) == []
    dispose(dialog)
