"""The Invoices page: every invoice, and beside a selected one how it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from PySide6.QtGui import QAction

from dunning_desktop.domain.invoice import InvoiceState
from dunning_desktop.ui.dialogs.invoice import InvoiceDialog
from dunning_desktop.ui.dialogs.payment import PaymentDialog
from dunning_desktop.ui.pages.list_page import ListPage
from dunning_desktop.ui.panels.invoice import InvoicePanel
from dunning_desktop.ui.setting_aside import ask_to_cancel, cancel
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.tables.invoices import columns
from dunning_desktop.ui.tables.listing import Listing, Source
from dunning_desktop.ui.text import totals, words
from dunning_desktop.ui.widgets.buttons import action
from dunning_desktop.ui.widgets.empty import EmptyState
from dunning_desktop.usecases.invoices import invoice_page, invoice_totals
from dunning_desktop.usecases.office import Touched
from dunning_desktop.usecases.rows import InvoiceFilter, InvoiceRow, ListQuery

START = ListQuery(sort="issued", descending=True)


class InvoicesPage(ListPage[InvoiceRow]):
    """New, correct, record a payment; import and export."""

    name: ClassVar[str] = "invoices"
    icon_name: ClassVar[str] = "file-text"
    watches: ClassVar[frozenset[Touched]] = frozenset(
        {
            Touched.INVOICES, Touched.PAYMENTS, Touched.CLIENTS, Touched.CHARGES, Touched.RATES,
            Touched.AGREEMENTS,
        }
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.name_it(self.tr("Invoices"))
        self._make_actions()
        listing = Listing(
            self.desk,
            columns(),
            Source(invoice_page, invoice_totals, lambda row: row.id, totals.invoice_totals),
            name=self.title,
            start=START,
            settings=shell.settings,
            empty=EmptyState(
                "file-text",
                self.tr("No invoices yet"),
                self.tr("Bring them in from your accounting program, or type the first one."),
                actions=(self._import, self._new),
            ),
        )
        listing.add_filter(self.tr("Which invoices"), [_choice(kind) for kind in InvoiceFilter])
        panel = InvoicePanel(shell)
        panel.edit_asked.connect(self._edit_one)
        self._put(listing, panel)
        listing.opened.connect(self.edit)
        self._on_rows([])

    def _make_actions(self) -> None:
        self._new = action(
            self, self.tr("New invoice…"), self.new, icon_name="plus", shortcut="Ctrl+N"
        )
        self._pay = action(
            self, self.tr("Record a payment…"), self.pay, icon_name="banknote", shortcut="Ctrl+M"
        )
        self._edit = action(
            self, self.tr("Correct the invoice…"), self.edit, icon_name="pencil", shortcut="Ctrl+E"
        )
        self._cancel = action(self, self.tr("Cancel invoice…"), self.cancel, icon_name="ban")
        self._import = action(
            self, self.tr("Import…"), self.shell.import_file, icon_name="file-up"
        )
        self._export = action(
            self, self.tr("Export the list…"), self.export, icon_name="download",
            shortcut="Ctrl+Shift+E",
        )
        self.add_button(self._import)
        self.add_button(self._pay)
        self.add_button(self._new, primary=True)

    def actions_of_page(self) -> Sequence[QAction]:
        return (self._new, self._pay, self._edit, self._cancel, self._import, self._export)

    def menu_groups(self) -> Sequence[Sequence[QAction]]:
        return (
            (self._pay, self._edit, self._cancel),
            (self._open_client, self._copy),
            (self._new, self._import, self._export),
        )

    def new(self) -> None:
        """Type an invoice in; for the client of the selected one."""
        row = self.listing.table.current_row()
        InvoiceDialog.new(self.shell, client_id=row.client_id if row else None).open()

    def edit(self) -> None:
        """Correct the selected invoice."""
        row = self.listing.table.current_row()
        if row is not None:
            self._edit_one(row.id)

    def _edit_one(self, invoice_id: int) -> None:
        InvoiceDialog.correct(self.shell, invoice_id)

    def pay(self) -> None:
        """Record money that came in, for the selected invoice where there is one."""
        row = self.listing.table.current_row()
        if row is None:
            PaymentDialog(self.shell).open()
        else:
            PaymentDialog(self.shell, client_id=row.client_id, invoice_id=row.id).open()

    def cancel(self) -> None:
        """Cancel the selected invoice after a question, or bring it back."""
        row = self.listing.table.current_row()
        if row is None:
            return
        if row.state is InvoiceState.CANCELLED:
            cancel(self.shell, row.id, row.number, cancelled=False)
        else:
            ask_to_cancel(self.shell, row.id, row.number)

    def _on_rows(self, rows: Sequence[InvoiceRow]) -> None:
        one = len(rows) == 1
        self._edit.setEnabled(one)
        self._cancel.setEnabled(one)
        cancelled = one and rows[0].state is InvoiceState.CANCELLED
        self._cancel.setText(
            self.tr("Bring the invoice back") if cancelled else self.tr("Cancel invoice…")
        )


def _choice(kind: InvoiceFilter) -> tuple[str, Callable[[ListQuery], ListQuery]]:
    return words.invoice_filter(kind), lambda query: replace(query, filter=kind)
