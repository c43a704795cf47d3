"""Show working: every figure with its segments, and the statement saved, printed and copied."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QScrollArea

from dunning_desktop.domain.charges import ChargeKind
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import Payment, Share
from dunning_desktop.domain.statement import StatementFacts
from dunning_desktop.domain.terms import LateBasis, Terms
from dunning_desktop.letters.press import Press
from dunning_desktop.ui.dialogs.printing import PrintDialog
from dunning_desktop.ui.dialogs.working import WorkingDialog
from dunning_desktop.ui.look.theme import Theme
from dunning_desktop.ui.views import views_of
from dunning_desktop.ui.widgets.working_table import WorkingTable
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.charges import add_charge, claim_charges, waive
from dunning_desktop.usecases.clients import client_page, save_client
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.owed import client_owed, client_statement, item_statement
from dunning_desktop.usecases.payments import record_payment
from dunning_desktop.usecases.rows import ListQuery
from tests.ui.accessible import nameless, tab_order
from tests.ui.books import add_client
from tests.ui.calculating import rows, texts
from tests.ui.conftest import dispose


class Statements(Press):
    """Letters as they are, statements that say of what they are."""

    def statement(self, facts: StatementFacts) -> bytes:
        owed = " ".join(str(one.total) for one in facts.sums)
        return f"%PDF-1.4 {owed}".encode()


@pytest.fixture
def office(office: Office) -> Office:
    return replace(office, stationery=Statements())


def client(office: Office, name: str) -> int:
    return {row.name: row.id for row in client_page(office, ListQuery()).rows}[name]


def item(office: Office, name: str, number: str) -> int:
    owed = client_owed(office, client(office, name))
    return next(one.item.item_id for one in owed.items if one.item.number == number)


@contextmanager
def shown(
    window: Window, facts_of: Callable[[Office], StatementFacts], title: str = "Working"
) -> Iterator[WorkingDialog]:
    dialog = WorkingDialog(window, facts_of, title=title)
    dialog.open()
    yield dialog
    dispose(dialog)


def of_item(office: Office, number: str = "A-1") -> Callable[[Office], StatementFacts]:
    return partial(item_statement, item_ids=(item(office, "Aldgate Joinery", number),))


def of_client(office: Office, name: str = "Aldgate Joinery") -> Callable[[Office], StatementFacts]:
    return partial(client_statement, client_id=client(office, name))


# What is shown


def test_an_invoice_shows_its_segments_and_what_they_come_to(
    furnished: Office, window: Window
) -> None:
    with shown(window, of_item(furnished), "Working of invoice A-1") as dialog:
        (table,) = dialog.view.tables
        assert rows(table) == [
            ["12 Oct 2026", "20 Nov 2026", "40", "1,200.00", "11.75\N{NO-BREAK SPACE}%", "15.45"]
        ]
        said = texts(dialog)
        assert said[:2] == ["Working of invoice A-1", "£1,285.45"]
        pairs = dict(pairwise(said))
        assert pairs["Amount of the invoice"] == "£1,200.00"
        assert pairs["Interest to date"] == "£15.45"
        assert pairs["Fixed compensation"] == "£70.00"
        assert pairs["Owed on 20 Nov 2026"] == "£1,285.45"
        assert pairs["For each further day"] == "£0.39"
        assert pairs["Invoice A-1"] == "Last day for payment 11 Oct 2026  ·  40 days late"
        assert any("fixed for this debt" in one for one in said)
        assert "Late Payment of Commercial Debts (Interest) Act 1998" in said
        assert dialog.windowTitle() == "Working of invoice A-1"


def test_all_of_a_client_stand_under_each_other_and_add_up(
    furnished: Office, window: Window
) -> None:
    with shown(window, of_client(furnished)) as dialog:
        one, other = dialog.view.tables
        assert [one.columnWidth(at) for at in range(6)] == [
            other.columnWidth(at) for at in range(6)
        ]
        said = texts(dialog)
        at = said.index("In all")
        pairs = dict(pairwise(said[at:]))
        assert pairs["Invoices"] == "£1,650.50"
        assert pairs["Owed on 20 Nov 2026"] == said[1]
        assert said[1] == "£1,776.68"


def test_what_was_paid_and_given_up_is_taken_off(furnished: Office, window: Window) -> None:
    item_id, client_id = item(furnished, "Aldgate Joinery", "A-1"), client(
        furnished, "Aldgate Joinery"
    )  # fmt: skip
    claim_charges(furnished, (item_id,))
    add_charge(furnished, item_id, ChargeKind.COSTS, Money.of("100", "GBP"), note="Agency")
    waive(furnished, item_id, [ChargeKind.INTEREST], reason="A good client")
    paid = Money.of("500", "GBP")
    received = Payment(client_id=client_id, received=date(2026, 11, 1), amount=paid)
    record_payment(furnished, received, (Share(item_id, paid),))
    with shown(window, of_item(furnished)) as dialog:
        said = texts(dialog)
        pairs = dict(pairwise(said))
        assert pairs["Invoice: paid"] == "−£500.00"
        assert pairs["Interest: given up"] == "−£15.45"
        assert pairs["Costs above the fixed sum"] == "£30.00"
        assert len(rows(dialog.view.tables[0])) == 2


def test_a_caution_of_all_is_said_once_and_one_of_one_beside_it(
    office: Office, window: Window
) -> None:
    name = "Sam Ball"
    client_id = add_client(office, name, due=[("S-1", 40, 10_000), ("S-2", 30, 10_000)])
    with office.read() as ledger:
        known = ledger.parties.client(client_id)
    weak = Terms(late_basis=LateBasis.CONTRACT, contract_rate=Decimal(1))
    save_client(office, replace(known, debtor_type=DebtorType.SOLE_TRADER, terms=weak))
    with shown(window, of_client(office, name)) as dialog:
        said = texts(dialog)
        assert said.count("Before you rely on it") == 1
        assert sum("far below the statutory one" in one for one in said) == 1


def test_what_is_not_late_has_no_table(furnished: Office, window: Window) -> None:
    with shown(window, of_client(furnished, "Cassidy Dental")) as dialog:
        assert dialog.view.tables == []
        assert "No interest is owed on it." in texts(dialog)


def test_what_is_gone_is_told_in_a_sentence(furnished: Office, window: Window) -> None:
    with shown(window, partial(client_statement, client_id=4711)) as dialog:
        said = texts(dialog.view)
        assert "There is no working to show." in said
        assert any("removed meanwhile" in one for one in said)
        assert not dialog.buttons.save.isEnabled()


def test_somebody_who_owes_nothing_has_no_working(office: Office, window: Window) -> None:
    add_client(office, "Nobody")
    with shown(window, of_client(office, "Nobody")) as dialog:
        assert "Nothing is owed." in texts(dialog)
        assert not dialog.buttons.copy.isEnabled()


# Saving, printing, copying


def choose(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> list[str]:
    asked: list[str] = []

    def where(_parent: object, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        asked.append(Path(start).name)
        return (str(path) if path else "", "")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", where)
    return asked


def test_it_is_saved_under_the_name_of_its_invoice(
    furnished: Office, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "working.pdf"
    asked = choose(monkeypatch, target)
    with shown(window, of_item(furnished)) as dialog:
        dialog.buttons.save.click()
        assert asked == ["Interest-A-1-2026-11-20.pdf"]
        assert target.read_bytes() == b"%PDF-1.4 GBP 1285.45"
        assert dialog.buttons.told.text() == "Saved as working.pdf."
        assert dialog.buttons.told.property("look") == "note"
    assert [one.name for one in tmp_path.glob(".*")] == []


def test_all_of_a_client_is_named_by_the_client(
    furnished: Office, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = choose(monkeypatch, None)
    with shown(window, of_client(furnished)) as dialog:
        dialog.buttons.save.click()
        assert asked == ["Interest-Aldgate-Joinery-2026-11-20.pdf"]
        assert dialog.buttons.told.isHidden()


@pytest.mark.parametrize("place", ["nowhere", "a-file"])
def test_a_folder_that_cannot_be_written_is_told(
    furnished: Office,
    window: Window,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
) -> None:
    (tmp_path / "a-file").write_text("mine", encoding="utf-8")
    choose(monkeypatch, tmp_path / place / "working.pdf")
    with shown(window, of_item(furnished)) as dialog:
        dialog.buttons.save.click()
        said = dialog.buttons.told
        assert said.text().startswith("working.pdf could not be written: ")
        assert said.property("look") == "alarm"
    assert (tmp_path / "a-file").read_text(encoding="utf-8") == "mine"


def test_a_dialog_closed_meanwhile_lets_the_window_tell(
    furnished: Office, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with shown(window, of_item(furnished)) as dialog:
        teller = dialog.buttons
    views_of(window).paper._tell(teller, "Saved as working.pdf.")
    assert window._toast.text == "Saved as working.pdf."


def test_it_is_printed_over_the_dialog(furnished: Office, window: Window) -> None:
    jobs: list[tuple[bytes, str, str]] = []
    paper = views_of(window).paper
    paper._surroundings = replace(
        paper._surroundings,
        printers=lambda: (("hp", "HP in the hall", False), ("office", "Office", True)),
        print_pdf=lambda *job: jobs.append(job),
    )
    with shown(window, of_item(furnished)) as dialog:
        dialog.buttons.print.click()
        chooser = dialog.findChild(PrintDialog)
        assert chooser is not None
        assert chooser.printer.value() == "office"
        chooser._save.click()
        assert jobs == [(b"%PDF-1.4 GBP 1285.45", "office", "Statement of interest")]
        assert dialog.buttons.told.text() == "It went to the printer."


def test_without_a_printer_it_says_what_to_do(furnished: Office, window: Window) -> None:
    with shown(window, of_item(furnished)) as dialog:
        dialog.buttons.print.click()
        (box,) = dialog.findChildren(QMessageBox)
        assert box.text() == "No printer was found."
        assert "save a PDF" in box.informativeText()


def test_copy_puts_all_rows_and_sums_on_the_clipboard(furnished: Office, window: Window) -> None:
    with shown(window, of_client(furnished)) as dialog:
        dialog.buttons.copy.click()
        lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
        assert lines[0] == ["Invoice A-1", "Last day for payment 11 Oct 2026 · 40 days late"]
        assert lines[1] == ["From", "To", "Days", "Balance", "Rate", "Interest"]
        assert lines[2][3] == "1,200.00"
        assert ["In all"] in lines
        assert lines.count(["", "", "", "", "Fixed compensation", "£110.00"]) == 1
        assert dialog.buttons.told.text() == "Copied: paste it into a spreadsheet."


def test_ctrl_c_in_a_table_copies_the_rows_that_are_marked(
    furnished: Office, window: Window
) -> None:
    with shown(window, of_item(furnished)) as dialog:
        (table,) = dialog.view.tables
        copy(table)
        assert QGuiApplication.clipboard().text().count("\n") == 1
        table.selectRow(0)
        copy(table)
        assert "12 Oct 2026\t20 Nov 2026\t40" in QGuiApplication.clipboard().text()


def copy(table: WorkingTable) -> None:
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


# Keys and looks


def test_escape_closes_and_enter_saves(
    furnished: Office, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = choose(monkeypatch, None)
    dialog = WorkingDialog(window, of_item(furnished), title="Working")
    dialog.open()
    defaults = [one.text() for one in dialog.findChildren(QPushButton) if one.isDefault()]
    assert defaults == ["Save as PDF…"]
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert len(asked) == 1
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_tab_goes_through_the_tables_to_the_buttons(furnished: Office, window: Window) -> None:
    with shown(window, of_client(furnished)) as dialog:
        order = tab_order(dialog)
        start = order.index(dialog.area)
        order = order[start:] + order[:start]
        assert order[1:3] == dialog.view.tables
        assert order[-1] is dialog.buttons.save
        assert nameless(dialog) == []
        assert dialog.view.tables[0].accessibleName() == "Working of the interest: Invoice A-1"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_tables_that_fit_are_not_scrolled(
    furnished: Office, window: Window, theme: Theme, scheme: str
) -> None:
    theme.choose(scheme)
    with shown(window, of_item(furnished)) as dialog:
        dialog.grab()
        (table,) = dialog.view.tables
        assert table.columnWidth(0) * 6 > table.viewport().width() // 2
        assert sum(table.columnWidth(at) for at in range(6)) == table.viewport().width()
        assert all(
            table.columnWidth(at) >= least for at, least in enumerate(table.wanted())
        )
        area = dialog.findChild(QScrollArea)
        assert area is not None
        assert not area.verticalScrollBar().isVisible()
        lightness = dialog.grab().toImage().pixelColor(5, 5).lightness()
        assert (lightness < 60) is (scheme == "dark")
