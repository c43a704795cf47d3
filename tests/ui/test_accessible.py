"""For everyone: names to be read out, a Tab order that follows the eye, and nothing left behind."""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import getCppPointer, isValid

from dunning_desktop.domain.errors import ProposalOutdated
from dunning_desktop.domain.letter_texts import LetterText
from dunning_desktop.domain.letterhead import Letterhead
from dunning_desktop.domain.money import Money
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.dialogs.about import tell_about, tell_shortcuts
from dunning_desktop.ui.dialogs.calculator import CalculatorDialog
from dunning_desktop.ui.dialogs.client import ClientDialog
from dunning_desktop.ui.dialogs.invoice import InvoiceDialog
from dunning_desktop.ui.dialogs.ladder import LadderDialog
from dunning_desktop.ui.dialogs.leave_alone import LeaveAloneDialog
from dunning_desktop.ui.dialogs.letter import LetterDialog
from dunning_desktop.ui.dialogs.letter_text import LetterTextDialog
from dunning_desktop.ui.dialogs.offer import OfferDialog
from dunning_desktop.ui.dialogs.offer_letter import OfferLetterDialog
from dunning_desktop.ui.dialogs.payment import PaymentDialog
from dunning_desktop.ui.dialogs.plain_paper import PlainPaperDialog
from dunning_desktop.ui.dialogs.printing import PrintDialog
from dunning_desktop.ui.dialogs.rate import RateDialog
from dunning_desktop.ui.dialogs.trouble import tell_bug, tell_trouble
from dunning_desktop.ui.dialogs.working import WorkingDialog
from dunning_desktop.ui.look.theme import Theme
from dunning_desktop.ui.parts import build_window
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.letter_samples import sample_letter
from dunning_desktop.usecases.letter_texts import text_in_use
from dunning_desktop.usecases.offers import OfferBasis
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.owed import client_statement
from dunning_desktop.usecases.papers import statement_paper
from dunning_desktop.usecases.rows import LetterRow, LetterState
from tests.ui.accessible import doubled_shortcuts, nameless, spoken, tab_order
from tests.ui.conftest import dispose
from tests.ui.printing import PRINTERS

LETTER = LetterRow(
    1, 1, 1, "Aldgate", "Reminder", LetterState.MADE, datetime(2026, 11, 20, tzinfo=UTC), None,
    None, "",
)  # fmt: skip


class Report:
    text = "ZeroDivisionError\n  at ui/x.py:1 y"


def dialogs_of(office: Office, window: Window) -> list[Callable[[], QDialog]]:
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
        *letter_dialogs_of(office, window),
    ]


def letter_dialogs_of(office: Office, window: Window) -> list[Callable[[], QDialog]]:
    return [
        lambda: text_dialog(office, window),
        lambda: paper_dialog(office, window),
        lambda: LetterDialog(window, LETTER, sample_letter(office, Letterhead())),
        lambda: pile_dialog(window),
    ]


def text_dialog(office: Office, window: Window) -> LetterTextDialog:
    return LetterTextDialog(window, text_in_use(office, LetterText.FIRM, "en-GB"))


def paper_dialog(office: Office, window: Window) -> PlainPaperDialog:
    paper = statement_paper(office, 1)
    assert paper is not None
    return PlainPaperDialog(window, paper, title="Statement for {client}", words="Sent.")


def pile_dialog(window: Window) -> PrintDialog:
    made = PrintDialog(window, PRINTERS, "Print 2 letters")
    made.ask_how()
    return made


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
    for make in dialogs_of(furnished, window):
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
    pile: Callable[[], QDialog] = lambda: pile_dialog(window)  # noqa: E731
    for make in (*dialogs_of(furnished, window)[:5], pile):
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


def test_tab_goes_through_a_letter_text_and_its_letter_to_save(
    furnished: Office, window: Window
) -> None:
    dialog = text_dialog(furnished, window)
    dialog.open()
    assert [spoken(one) for one in tab_order(dialog)] == [
        *("Insert a field", "Only if…", "Subject", "Before the table", "After the table"),
        *("A client to show the letter with", "The letter", "Built-in words", "Cancel", "Save"),
    ]
    dispose(dialog)


def test_tab_goes_through_the_letters_section_from_top_to_bottom(
    furnished: Office, window: Window
) -> None:
    window.show_settings("letters")
    section = window.pages["settings"].letters  # type: ignore[attr-defined]
    inside = [one for one in tab_order(window) if section.isAncestorOf(one)]
    order = [one.accessibleName() or spoken(one) for one in inside]
    # The line inside a spin box is spoken for by the box.
    assert [name for name in order if name] == [
        *("Style", "Colour: As the style has it", "Window envelope"),
        "Move the address to the right, in millimetres",
        "Move the address down, in millimetres",
        *("Print a test page", "Save it as PDF", "Payment page", "Print a code to scan"),
        "A letter on this paper",
    ]


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
    for make in dialogs_of(furnished, window):
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
