"""The Clients page: who owes what, and beside a selected client everything that happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from PySide6.QtGui import QAction

from dunning_desktop.ui.dialogs.call import CallDialog
from dunning_desktop.ui.dialogs.client import ClientDialog
from dunning_desktop.ui.dialogs.leave_alone import LeaveAloneDialog
from dunning_desktop.ui.dialogs.pause import PutOffDialog, RepliedDialog
from dunning_desktop.ui.dialogs.payment import PaymentDialog
from dunning_desktop.ui.pages.list_page import ListPage
from dunning_desktop.ui.panels.client import ClientPanel
from dunning_desktop.ui.setting_aside import archive, resume
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.tables.clients import columns
from dunning_desktop.ui.tables.listing import Listing, Source
from dunning_desktop.ui.text import totals
from dunning_desktop.ui.widgets.buttons import action
from dunning_desktop.ui.widgets.empty import EmptyState
from dunning_desktop.ui.widgets.notices import Notice
from dunning_desktop.usecases.blocks import OWN
from dunning_desktop.usecases.clients import client_page, client_totals
from dunning_desktop.usecases.office import Touched
from dunning_desktop.usecases.rows import ClientRow, ListQuery

START = ListQuery(sort="name")


class ClientsPage(ListPage[ClientRow]):
    """New, change, remind, record a payment, hold, archive; import and export."""

    name: ClassVar[str] = "clients"
    icon_name: ClassVar[str] = "users"
    watches: ClassVar[frozenset[Touched]] = frozenset(
        {
            Touched.CLIENTS, Touched.INVOICES, Touched.PAYMENTS, Touched.REMINDERS,
            Touched.CHARGES, Touched.RATES, Touched.AGREEMENTS,
        }
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.name_it(self.tr("Clients"))
        self._make_actions()
        listing = Listing(
            self.desk,
            columns(),
            Source(client_page, client_totals, lambda row: row.id, totals.client_totals),
            name=self.title,
            start=START,
            settings=shell.settings,
            empty=EmptyState(
                "users",
                self.tr("No clients yet"),
                self.tr("Import your open invoices and their clients come along, or add one."),
                actions=(self._import, self._new),
            ),
        )
        listing.search.setPlaceholderText(self.tr("Search by name"))
        self.which = listing.add_filter(
            self.tr("Which clients"),
            [
                (self.tr("Active clients"), lambda query: replace(query, archived=False)),
                (self.tr("Archived clients"), lambda query: replace(query, archived=True)),
            ],
        )
        back = (self.tr("Show all clients"), self.show_all)
        self.only = Notice("users", "", presses=[back], plain=True)
        self.only.hide()
        self.body.addWidget(self.only)
        self.desk.opened.connect(self.show_all)
        panel = ClientPanel(shell)
        panel.edit_asked.connect(self._edit_one)
        self._put(listing, panel)
        listing.opened.connect(self.edit)
        self._on_rows([])

    def _make_actions(self) -> None:
        self._new = action(
            self, self.tr("New client…"), self.new, icon_name="plus", shortcut="Ctrl+N"
        )
        self._remind = action(
            self, self.tr("Remind…"), self.remind, icon_name="send", shortcut="Ctrl+Shift+R",
            hint=self.tr("Look at what would be sent to the selected clients"),
        )
        self._pay = action(
            self, self.tr("Record a payment…"), self.pay, icon_name="banknote", shortcut="Ctrl+M"
        )
        self._edit = action(
            self, self.tr("Change the client…"), self.edit, icon_name="pencil", shortcut="Ctrl+E"
        )
        self._call = action(
            self, self.tr("Record a call…"), self.call, icon_name="phone", shortcut="Ctrl+L",
            hint=self.tr("Whom to call, what to say, and how it ended"),
        )
        self._replied = action(
            self, self.tr("They replied…"), self.replied, icon_name="message-square",
            shortcut="Ctrl+Shift+L",
        )
        self._hold = action(
            self, self.tr("Leave alone…"), self.hold, icon_name="circle-pause", shortcut="Ctrl+H"
        )
        self._put_off = action(
            self, self.tr("Put off…"), self.put_off, icon_name="calendar-clock", shortcut="Ctrl+T"
        )
        self._resume = action(
            self, self.tr("Resume chasing"), self.resume, icon_name="rotate-ccw"
        )
        self._archive = action(
            self, self.tr("Archive the client"), self.archive, icon_name="archive"
        )
        self._import = action(
            self, self.tr("Import…"), self.shell.import_file, icon_name="file-up"
        )
        self._export = action(
            self, self.tr("Export the list…"), self.export, icon_name="download",
            shortcut="Ctrl+Shift+E",
        )
        self.add_button(self._import)
        self.add_button(self._remind)
        self.add_button(self._new, primary=True)

    def show_one(self, key: int) -> None:
        self.show_all()
        super().show_one(key)

    def show_some(self, client_ids: Sequence[int], why: str) -> None:
        """List these clients alone, the first one's details beside them; ``why`` stands above."""
        self.only.say(why)
        self.only.show()
        self.listing.search.clear()
        self.which.setCurrentIndex(0)
        narrowed = replace(self.listing.query, only=tuple(client_ids), search="", archived=False)
        self.listing.change_query(narrowed)
        self.listing.select(client_ids[0])

    def show_all(self) -> None:
        """List every client again."""
        self.only.hide()
        self.listing.change_query(replace(self.listing.query, only=None))

    def actions_of_page(self) -> Sequence[QAction]:
        return (
            self._new, self._remind, self._pay, self._call, self._replied, self._edit, self._hold,
            self._put_off, self._resume, self._archive, self._import, self._export,
        )

    def menu_groups(self) -> Sequence[Sequence[QAction]]:
        return (
            (self._remind, self._pay, self._call, self._replied, self._edit),
            (self._put_off, self._hold, self._resume, self._archive),
            (self._copy,),
            (self._new, self._import, self._export),
        )

    def new(self) -> None:
        """Add a client."""
        ClientDialog.new(self.shell).open()

    def edit(self) -> None:
        """Change the selected client."""
        row = self.listing.table.current_row()
        if row is not None:
            self._edit_one(row.id)

    def _edit_one(self, client_id: int) -> None:
        ClientDialog.change(self.shell, client_id)

    def remind(self) -> None:
        """Review what would be sent to the selected clients."""
        self.shell.review([row.id for row in self.listing.table.rows_selected()])

    def pay(self) -> None:
        """Record money that came in."""
        row = self.listing.table.current_row()
        PaymentDialog(self.shell, client_id=row.id if row else None).open()

    def call(self) -> None:
        """Call the selected client, and record how it ended."""
        row = self.listing.table.current_row()
        if row is not None:
            CallDialog(self.shell, [row.id]).open()

    def replied(self) -> None:
        """The selected client replied, and waits for an answer."""
        row = self.listing.table.current_row()
        if row is not None:
            RepliedDialog(self.shell, row.id, row.name).open()

    def put_off(self) -> None:
        """Leave the selected client alone for some days."""
        row = self.listing.table.current_row()
        if row is not None:
            PutOffDialog(self.shell, row.id, row.name).open()

    def hold(self) -> None:
        """Do not chase the selected client for a while."""
        row = self.listing.table.current_row()
        if row is not None:
            LeaveAloneDialog(self.shell, row.id, row.name).open()

    def resume(self) -> None:
        """End the selected client's holds."""
        row = self.listing.table.current_row()
        if row is not None:
            resume(self.shell, row.id, row.name)

    def archive(self) -> None:
        """Put the selected client away, or bring it back."""
        row = self.listing.table.current_row()
        if row is not None:
            archive(self.shell, row.id, row.name, archived=not row.archived)

    def _on_rows(self, rows: Sequence[ClientRow]) -> None:
        one = rows[0] if len(rows) == 1 else None
        self._remind.setEnabled(bool(rows))
        for shown in (
            self._edit, self._call, self._replied, self._hold, self._put_off, self._archive,
        ):
            shown.setEnabled(one is not None)
        self._resume.setEnabled(one is not None and one.blocked in OWN)
        away = one is not None and one.archived
        self._archive.setText(
            self.tr("Bring the client back") if away else self.tr("Archive the client")
        )
