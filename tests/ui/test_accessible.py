"""For everyone: names to be read out, a Tab order that follows the eye, and nothing left behind."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import getCppPointer, isValid

from dunning_desktop.domain.errors import ProposalOutdated
from dunning_desktop.domain.money import Money
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.dialogs.about import tell_about, tell_shortcuts
from dunning_desktop.ui.dialogs.calculator import CalculatorDialog
from dunning_desktop.ui.dialogs.client import ClientDialog
from dunning_desktop.ui.dialogs.invoice import InvoiceDialog
from dunning_desktop.ui.dialogs.ladder import LadderDialog
from dunning_desktop.ui.dialogs.leave_alone import LeaveAloneDialog
from dunning_desktop.ui.dialogs.offer import OfferDialog
from dunning_desktop.ui.dialogs.offer_letter import OfferLetterDialog
from dunning_desktop.ui.dialogs.payment import PaymentDialog
from dunning_desktop.ui.dialogs.rate import RateDialog
from dunning_desktop.ui.dialogs.trouble import tell_bug, tell_trouble
from dunning_desktop.ui.dialogs.working import WorkingDialog
from dunning_desktop.ui.look.theme import Theme
from dunning_desktop.ui.parts import build_window
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.offers import OfferBasis
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.owed import client_statement
from tests.ui.accessible import doubled_shortcuts, nameless, tab_order
from tests.ui.conftest import dispose


class Report:
    text = "ZeroDivisionError\n  at ui/x.py:1 y"


def dialogs_of(window: Window) -> list[Callable[[], QDialog]]:
    return [
        lambda: ClientDialog.new(window),
        lambda: ClientDialog(window, client_id=1),
        lambda: InvoiceDialog.new(window, client_id=1),
        lambda: PaymentDialog(window, client_id=1),
        lambda: LeaveAloneDialog(window, 1, "Aldgate Joinery", item=(1, "A-1")),
        lambda: RateDialog(window),
        lambda: OfferDialog(window, OfferBasis(1, "Aldgate Joinery", Money(100, "GBP"), ("A-1",))),
        lambda: OfferLetterDialog(window, "Without prejudice"),
        lambda: tell_trouble(window, ProposalOutdated()),
        lambda: tell_bug(window, Report()),
        lambda: tell_about(window),
        lambda: tell_shortcuts(window),
        lambda: CalculatorDialog(window),
        lambda: WorkingDialog(window, partial(client_statement, client_id=1), title="Working"),
        lambda: LadderDialog(window, 1),
    ]


def test_everything_that_takes_the_keyboard_has_a_name(furnished: Office, window: Window) -> None:
    for name, page in window.pages.items():
        window.go_to(name)
        table = getattr(getattr(page, "listing", None), "table", None)
        if table is not None:
            table.selectRow(0)
        assert nameless(window) == [], name
    window.finder.ask()
    assert nameless(window.finder) == []
    window.finder.close()


def test_every_dialog_can_be_read_out(furnished: Office, window: Window) -> None:
    for make in dialogs_of(window):
        dialog = make()
        dialog.open()
        assert nameless(dialog) == [], dialog.windowTitle()
        assert dialog.windowTitle()
        dispose(dialog)


def test_the_lint_finds_a_field_without_a_name(window: Window) -> None:
    from PySide6.QtWidgets import QLineEdit

    nobody = QLineEdit(window.centralWidget())
    assert [one.split(" < ")[0] for one in nameless(window)] == ["QLineEdit"]
    nobody.setAccessibleName("Somebody")
    assert nameless(window) == []


def test_tab_goes_through_a_dialog_from_top_to_bottom(furnished: Office, window: Window) -> None:
    for make in dialogs_of(window)[:5]:
        dialog = make()
        dialog.open()
        # High enough that nothing is scrolled away below the buttons.
        dialog.resize(dialog.width(), 1200)
        QCoreApplication.sendPostedEvents()
        order = tab_order(dialog)
        assert len(order) > 3
        rows = [one.mapTo(dialog, one.rect().topLeft()).y() // 20 for one in order]
        start = rows.index(min(rows))
        turned = rows[start:] + rows[:start]
        assert turned == sorted(turned), [type(one).__name__ for one in order]
        dispose(dialog)


def test_tab_goes_from_the_rail_through_the_page(furnished: Office, window: Window) -> None:
    window.go_to("overdue")
    order = tab_order(window)
    listing = window.pages["overdue"].listing  # type: ignore[attr-defined]
    places = [order.index(one) for one in (listing.search, listing.table)]
    assert places == sorted(places)
    assert order.index(window.rail._buttons["overdue"]) < places[0]


# Nothing stays behind


def test_a_closed_window_leaves_nothing(
    furnished: Office, desk: Desk, settings: QSettings, surroundings: Surroundings, qtbot: QtBot,
    theme: Theme,
) -> None:  # fmt: skip
    before = top_levels()
    window = build_window(desk, settings, surroundings)
    window.show()
    qtbot.waitUntil(lambda: window.page is not None)
    for name, page in window.pages.items():
        window.go_to(name)
        table = getattr(getattr(page, "listing", None), "table", None)
        if table is not None:
            table.selectRow(0)
    for make in dialogs_of(window):
        dialog = make()
        dialog.open()
        dialog.reject()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert not isValid(dialog)
    dispose(window)
    assert not isValid(window)
    gc.collect()
    assert top_levels() - before == set()


def top_levels() -> set[tuple[int, ...]]:
    """Where the windows lie in memory: a wrapper's id would be given away again."""
    return {getCppPointer(one) for one in QApplication.topLevelWidgets()}




def test_the_lint_finds_a_doubled_shortcut(window: Window) -> None:
    twin = QAction("Twin", window)
    twin.setShortcut("Ctrl+K")
    window.addAction(twin)
    assert doubled_shortcuts(window) == ["Ctrl+K"]
