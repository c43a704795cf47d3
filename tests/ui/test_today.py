"""The Today page: its figures, its work list, and when it loads again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dunning_desktop.bootstrap import close_office, open_demo
from dunning_desktop.domain.invoice import DueItem, Invoice
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import Payment
from dunning_desktop.ui.app import settings_in
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.lanes import InlineLane
from dunning_desktop.ui.look.theme import Theme
from dunning_desktop.ui.pages.today import TodayPage
from dunning_desktop.ui.parts import build_window
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.blocks import hold
from dunning_desktop.usecases.invoices import save_invoice
from dunning_desktop.usecases.office import Office, Touched
from dunning_desktop.usecases.payments import record_payment
from dunning_desktop.usecases.today_rows import Task
from tests.ui.books import HandClock, add_client
from tests.ui.conftest import dispose
from tests.ui.today_page import figures, line_of, said, today_of

# What it shows


def test_the_window_opens_on_what_to_do(furnished: Office, window: Window) -> None:
    page = today_of(window)
    assert figures(page) == [["£6,030.50"], ["£2,430.50"], ["£3,600.00"], ["–"]]
    assert said(page) == ["2 reminders are ready: £2,430.50"]
    assert line_of(page, Task.REMINDERS_READY).under.text() == (
        "2 friendly  ·  Aldgate Joinery, Brindle & Sons"
    )
    assert page.fresh.text.text() == "No payment was recorded or imported yet."
    assert page.next.text() == "Next: courtesy note for Cassidy Dental on Fri 27 Nov."
    assert page.skeleton.isHidden()
    assert page.nothing.isHidden()


def test_the_bar_says_how_old_the_debt_is(furnished: Office, window: Window) -> None:
    page = today_of(window)
    words = [one.text() for one in page.figures.ageing.findChildren(QLabel)]
    assert words == [
        "Not due yet", "£3,600.00", "1 to 30 days late", "£1,230.50",
        "31 to 60 days late", "£1,200.00",
    ]  # fmt: skip


def test_a_second_currency_stands_under_the_first(furnished: Office, window: Window) -> None:
    client = add_client(furnished, "Dupont")
    day, total = furnished.clock.today() - timedelta(days=4), Money(8_000, "EUR")
    item = DueItem(total, day, day)
    window.desk.do(
        save_invoice, Invoice(client, "D-1", day, total, (item,)), owner=window
    )
    page = today_of(window)
    assert figures(page)[0] == ["£6,030.50", "€80.00"]
    assert page.figures.outstanding.accessibleName() == "Outstanding: £6,030.50, €80.00"
    assert said(page) == ["3 reminders are ready: £2,430.50 + €80.00"]


def test_nothing_to_do_says_what_comes_next_and_when(office: Office, window: Window) -> None:
    page = today_of(window)
    assert page.nothing.isVisible()
    assert "Nobody owes you anything" in page.nothing.text.text()
    add_client(office, "Cassidy Dental", due=[("C-1", -10, 360_000)])
    page.mark_stale()
    assert page.nothing.isVisible()
    assert page.list.isHidden()
    assert page.nothing.accessibleName() == (
        "Nothing needs you today. Next: courtesy note for Cassidy Dental on Fri 27 Nov."
    )


def test_old_news_of_payments_are_a_warning(furnished: Office, window: Window) -> None:
    page = today_of(window)
    paid = Payment(1, furnished.clock.today() - timedelta(days=12), Money(100, "GBP"))
    window.desk.do(record_payment, paid, owner=window)
    assert page.fresh.text.text() == "Payments are known up to 8 Nov 2026, 12 days ago."
    assert page.fresh._icon._colour == "warning"


# Loading again


def test_a_payment_changes_the_page_at_once(furnished: Office, window: Window) -> None:
    page = today_of(window)
    line = line_of(page, Task.REMINDERS_READY)
    paid = Payment(2, furnished.clock.today(), Money(78_000, "GBP"))
    window.desk.do(record_payment, paid, owner=window)
    assert said(page)[0] == "1 reminder is ready: £1,650.50"
    assert line_of(page, Task.REMINDERS_READY) is line, "the line stays: nothing flickers"
    assert figures(page)[1] == ["£1,650.50"]
    assert page.fresh.text.text() == "Payments are known up to 20 Nov 2026, today."


def test_done_items_fall_away(furnished: Office, window: Window) -> None:
    page = today_of(window)
    for client in (1, 2):
        window.desk.do(hold, client, owner=window)
    assert said(page) == []
    assert page.nothing.isVisible()
    assert window.focusWidget() is page.area, "the keyboard stays on the page"


def test_while_it_loads_the_old_rows_stay(
    furnished: Office, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = today_of(window)
    waiting: list[Callable[..., object]] = []
    monkeypatch.setattr(window.desk, "ask", lambda fn, **_more: waiting.append(fn))
    page.mark_stale()
    assert [one.__name__ for one in waiting] == ["today"]
    assert said(page) == ["2 reminders are ready: £2,430.50"]
    assert page.skeleton.isHidden()


def test_another_book_shows_nothing_of_the_one_before(
    furnished: Office, window: Window, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = today_of(window)
    monkeypatch.setattr(desk, "ask", lambda _fn, **_more: None)
    desk.opened.emit()
    assert page.skeleton.isVisible()
    assert page.list.isHidden()
    assert figures(page)[0] == ["–"]
    assert page.fresh.text.text() == "Looking at your book…"
    monkeypatch.undo()
    desk.opened.emit()
    assert said(page) == ["2 reminders are ready: £2,430.50"]


def test_every_part_of_the_book_is_watched(furnished: Office, window: Window, desk: Desk) -> None:
    page = today_of(window)
    for part in Touched:
        loaded: list[Touched] = []
        page.reload = lambda part=part, to=loaded: to.append(part)  # type: ignore[method-assign,misc]
        desk.changed.emit(frozenset({part}))
        assert loaded == [part]


def test_a_new_day_loads_by_itself(furnished: Office, window: Window) -> None:
    page = today_of(window)
    clock = furnished.clock
    assert isinstance(clock, HandClock)
    clock.turn(days=7)
    page._clock.timeout.emit()
    assert page.shown is not None
    assert page.shown.day == date(2026, 11, 27)
    assert said(page)[0].startswith("3 reminders are ready")


# The demo book


def test_the_demo_book_has_a_day_to_show(tmp_path: Path, qtbot: QtBot, theme: Theme) -> None:
    day = date(2026, 11, 16)
    desk = Desk(InlineLane(), InlineLane(), close_office=close_office)
    surroundings = Surroundings(
        open_office=lambda: open_demo(tmp_path, today=day), settings_folder=tmp_path
    )
    window = build_window(desk, settings_in(tmp_path), surroundings)
    window.resize(1024, 640)
    with qtbot.waitSignal(desk.opened):
        window.show()
    page = window.page
    assert isinstance(page, TodayPage)
    assert said(page)[0] == "1 e-mail could not be sent"
    tasks = {line.row.task for line in page.list.lines}
    assert {
        Task.INSTALMENTS_TO_REMIND,
        Task.DISPUTES_TO_ANSWER,
        Task.PROMISES_BROKEN,
        Task.PROMISES_DUE,
    } <= tasks
    assert said(page)[1].startswith("6 reminders are ready: £")
    assert figures(page)[0] == ["£45,622.00", "€4,250.00"]
    assert page.area.horizontalScrollBar().maximum() == 0, "nothing is cut off at the side"
    window.resize(800, 520)
    assert page.area.horizontalScrollBar().maximum() == 0
    dispose(window)
    desk.close()
