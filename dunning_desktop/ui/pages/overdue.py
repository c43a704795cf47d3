"""The Overdue page: what is late, what was done about it, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtGui import QAction

from dunning_desktop.ui.dialogs.call import CallDialog
from dunning_desktop.ui.dialogs.dispute import ask_for_dispute
from dunning_desktop.ui.dialogs.invoice import InvoiceDialog
from dunning_desktop.ui.dialogs.leave_alone import LeaveAloneDialog
from dunning_desktop.ui.dialogs.more_time import ask_for_time
from dunning_desktop.ui.dialogs.pause import PutOffDialog, RepliedDialog
from dunning_desktop.ui.dialogs.payment import PaymentDialog
from dunning_desktop.ui.dialogs.promise import ask_for_promise
from dunning_desktop.ui.pages.list_page import ListPage
from dunning_desktop.ui.panels.invoice import InvoicePanel
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.tables.listing import Listing, Source
from dunning_desktop.ui.tables.overdue import columns
from dunning_desktop.ui.text import totals
from dunning_desktop.ui.widgets.buttons import action
from dunning_desktop.ui.widgets.empty import EmptyState
from dunning_desktop.usecases.office import Touched
from dunning_desktop.usecases.overdue import overdue_page, overdue_totals
from dunning_desktop.usecases.rows import ListQuery, OverdueRow

START = ListQuery(sort="due")


class OverduePage(ListPage[OverdueRow]):
    """Review and send, record a payment, hold; the details are the invoice's."""

    name: ClassVar[str] = "overdue"
    icon_name: ClassVar[str] = "clock-alert"
    watches: ClassVar[frozenset[Touched]] = frozenset(
        {
            Touched.INVOICES, Touched.PAYMENTS, Touched.CLIENTS, Touched.REMINDERS,
            Touched.BUSINESS, Touched.CHARGES, Touched.RATES, Touched.AGREEMENTS,
        }
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.name_it(self.tr("Overdue"))
        self._make_actions()
        listing = Listing(
            self.desk,
            columns(self.desk.today),
            Source(overdue_page, overdue_totals, lambda row: row.item_id, totals.overdue_totals),
            name=self.title,
            start=START,
            settings=shell.settings,
            empty=EmptyState(
                "circle-check",
                self.tr("Nothing is overdue"),
                self.tr("When an invoice passes its due day, it appears here with its next step."),
                actions=(self._import, self._new),
            ),
        )
        panel = InvoicePanel(shell)
        panel.edit_asked.connect(lambda key: InvoiceDialog.correct(shell, key))
        self._put(listing, panel)
        listing.opened.connect(self.pay)
        self._on_rows([])

    def _make_actions(self) -> None:
        self._review = action(
            self, self.tr("Review and send…"), self.review, icon_name="send",
            hint=self.tr("Look at every reminder that is ready, then send (Ctrl+R)"),
        )
        self._pay = action(
            self, self.tr("Record a payment…"), self.pay, icon_name="banknote", shortcut="Ctrl+M"
        )
        self._call = action(
            self, self.tr("Call…"), self.call, icon_name="phone", shortcut="Ctrl+L",
            hint=self.tr("Whom to call, what to say, and how it ended"),
        )
        self._replied = action(
            self, self.tr("They replied…"), self.replied, icon_name="message-square",
            shortcut="Ctrl+Shift+L",
        )
        self._put_off = action(
            self, self.tr("Put off…"), self.put_off, icon_name="calendar-clock", shortcut="Ctrl+T"
        )
        self._promise = action(
            self, self.tr("They promise to pay…"), self.promise, icon_name="hand-coins",
            shortcut="Ctrl+Shift+P",
        )
        self._time = action(
            self, self.tr("More time…"), self.more_time, icon_name="calendar-clock",
            shortcut="Ctrl+Shift+T",
        )
        self._dispute = action(
            self, self.tr("They dispute it…"), self.dispute, icon_name="triangle-alert",
            shortcut="Ctrl+Shift+D",
        )
        self._hold = action(
            self, self.tr("Leave alone…"), self.hold, icon_name="circle-pause", shortcut="Ctrl+H"
        )
        self._import = action(
            self, self.tr("Import invoices…"), self.shell.import_file, icon_name="file-up"
        )
        self._new = action(
            self, self.tr("New invoice…"), self.new, icon_name="plus", shortcut="Ctrl+N"
        )
        self._export = action(
            self, self.tr("Export the list…"), self.export, icon_name="download",
            shortcut="Ctrl+Shift+E",
        )
        self.add_button(self._hold)
        self.add_button(self._pay)
        self.add_button(self._review, primary=True)

    def actions_of_page(self) -> Sequence[QAction]:
        return (
            self._review, self._pay, self._call, self._replied, self._promise, self._time,
            self._dispute, self._put_off, self._hold, self._new, self._export,
        )

    def menu_groups(self) -> Sequence[Sequence[QAction]]:
        return (
            (self._review, self._pay, self._call, self._replied),
            (self._promise, self._time, self._dispute),
            (self._put_off, self._hold),
            (self._open_client, self._copy),
            (self._new, self._export),
        )

    def review(self) -> None:
        """Look at the reminders of the selected clients when several are, else at all."""
        rows = self.listing.table.rows_selected()
        chosen = sorted({row.client_id for row in rows}) if len(rows) > 1 else None
        self.shell.review(chosen)

    def pay(self) -> None:
        """Record money that came in."""
        row = self.listing.table.current_row()
        if row is None:
            PaymentDialog(self.shell).open()
        else:
            PaymentDialog(
                self.shell, client_id=row.client_id, invoice_id=row.invoice_id
            ).open()

    def call(self) -> None:
        """Call the selected client, or each of the selected ones that is to be called today."""
        rows = self.listing.table.rows_selected()
        ids = list(dict.fromkeys(row.client_id for row in rows if row.call or len(rows) == 1))
        if ids:
            CallDialog(self.shell, ids).open()

    def replied(self) -> None:
        """The client of the selected item replied, and waits for an answer."""
        row = self.listing.table.current_row()
        if row is not None:
            RepliedDialog(self.shell, row.client_id, row.client).open()

    def put_off(self) -> None:
        """Leave the client of the selected item alone for some days."""
        row = self.listing.table.current_row()
        if row is not None:
            PutOffDialog(self.shell, row.client_id, row.client).open()

    def promise(self) -> None:
        """The client of the selected item promises to pay it."""
        row = self.listing.table.current_row()
        if row is not None:
            ask_for_promise(self.shell, row.client_id, item_id=row.item_id)

    def more_time(self) -> None:
        """Give more time for the selected item."""
        row = self.listing.table.current_row()
        if row is not None:
            ask_for_time(self.shell, row.item_id)

    def dispute(self) -> None:
        """The client does not accept the selected item."""
        row = self.listing.table.current_row()
        if row is not None:
            ask_for_dispute(self.shell, row.item_id)

    def hold(self) -> None:
        """Do not chase the selected item, or its client, for a while."""
        row = self.listing.table.current_row()
        if row is not None:
            LeaveAloneDialog(
                self.shell, row.client_id, row.client, item=(row.item_id, row.number)
            ).open()

    def new(self) -> None:
        """Type an invoice in."""
        InvoiceDialog.new(self.shell).open()

    def _show_details(self, key: int) -> None:
        place = self.listing.model.place_of(key)
        if place >= 0:
            super()._show_details(self.listing.model.row(place).invoice_id)

    def _on_rows(self, rows: Sequence[OverdueRow]) -> None:
        alone = (
            self._hold, self._put_off, self._replied, self._promise, self._time, self._dispute
        )
        for shown in alone:
            shown.setEnabled(len(rows) == 1)
        self._call.setEnabled(len(rows) == 1 or any(row.call for row in rows))
        clients = {row.client_id for row in rows}
        if len(rows) > 1:
            words_ = self.tr("Review {count} selected…")
            self._review.setText(words_.format(count=len(clients)))
        else:
            self._review.setText(self.tr("Review and send…"))
