"""The two lists of the outbox: e-mails and letters, each with its details beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QSplitter, QVBoxLayout, QWidget

from dunning_desktop.ui.look.metrics import DETAILS_WIDTH, MEDIUM
from dunning_desktop.ui.pages import outbox_rows
from dunning_desktop.ui.pages.outbox_panels import LetterPanel, MessagePanel, OutboxPanel
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.tables.columns import Column, Look
from dunning_desktop.ui.tables.listing import Listing, Source
from dunning_desktop.ui.text import mail
from dunning_desktop.ui.text.dates import moment
from dunning_desktop.ui.text.outbox import LETTER_COLOURS, MESSAGE_COLOURS, state_in_short
from dunning_desktop.ui.text.review import emails, letters
from dunning_desktop.ui.widgets.empty import EmptyState
from dunning_desktop.usecases.rows import InvoiceFilter, LetterRow, ListQuery, MessageRow

translate = QCoreApplication.translate
Row = TypeVar("Row")


class OutboxList(QWidget, Generic[Row]):
    """A listing with a panel that opens beside a selected row; ``which`` is its filter."""

    def __init__(self, listing: Listing[Row], panel: OutboxPanel, which: QComboBox) -> None:
        super().__init__()
        self.listing = listing
        self.panel = panel
        self.which = which
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        both.setHandleWidth(MEDIUM)
        both.addWidget(listing)
        both.addWidget(panel)
        both.setStretchFactor(0, 1)
        both.setSizes([800, DETAILS_WIDTH])
        panel.hide()
        listing.picked.connect(self._on_picked)
        panel.closed.connect(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, MEDIUM, 0, 0)
        layout.addWidget(both)

    def selected(self) -> Sequence[Row]:
        """The selected rows."""
        return self.listing.table.rows_selected()

    def _on_picked(self) -> None:
        rows = self.selected()
        if len(rows) == 1:
            index = self.listing.table.currentIndex()
            if index.isValid():
                self.panel.load(self.listing.model.key_at(index.row()))
                self.panel.show()
        elif not self.listing.model.rowCount():
            self.panel.hide()

    def _close(self) -> None:
        self.panel.hide()
        self.listing.table.clearSelection()
        self.listing.table.setFocus()


def mail_list(shell: Shell) -> OutboxList[MessageRow]:
    """The e-mails."""
    listing = Listing(
        shell.desk,
        _mail_columns(),
        Source(
            outbox_rows.message_page,
            outbox_rows.message_totals,
            lambda row: row.id,
            lambda totals: emails(totals.count),
        ),
        name="outbox-mails",
        start=ListQuery(sort="when", descending=True),
        settings=shell.settings,
        empty=EmptyState(
            "mail",
            translate("OutboxLists", "No e-mails yet"),
            translate("OutboxLists", "What you send stands here, with what became of it."),
        ),
    )
    _name(listing, translate("OutboxLists", "E-mails"))
    which = listing.add_filter(
        translate("OutboxLists", "Which e-mails"),
        [
            (translate("OutboxLists", "All e-mails"), _filtered(InvoiceFilter.ALL)),
            (translate("OutboxLists", "Those that need you"), _filtered(InvoiceFilter.OPEN)),
        ],
    )
    return OutboxList(listing, MessagePanel(shell), which)


def letter_list(shell: Shell) -> OutboxList[LetterRow]:
    """The letters."""
    start = ListQuery(sort="made", descending=True, filter=InvoiceFilter.OPEN)
    listing = Listing(
        shell.desk,
        _letter_columns(),
        Source(
            outbox_rows.letter_page,
            outbox_rows.letter_totals,
            lambda row: row.id,
            lambda totals: letters(totals.count),
        ),
        name="outbox-letters",
        start=start,
        settings=shell.settings,
        empty=EmptyState(
            "circle-check",
            translate("OutboxLists", "No letters to print or post"),
            translate("OutboxLists", "Letters you send stand here until they are in the post."),
        ),
    )
    _name(listing, translate("OutboxLists", "Letters"))
    which = listing.add_filter(
        translate("OutboxLists", "Which letters"),
        [
            (translate("OutboxLists", "To print and to post"), _filtered(InvoiceFilter.OPEN)),
            (translate("OutboxLists", "All letters"), _filtered(InvoiceFilter.ALL)),
        ],
    )
    return OutboxList(listing, LetterPanel(shell), which)


def _name(listing: Listing[Row], name: str) -> None:
    listing.table.setAccessibleName(name)
    listing.search.setPlaceholderText(
        translate("OutboxLists", "Search by client or subject")
    )


def _filtered(kind: InvoiceFilter) -> Callable[[ListQuery], ListQuery]:
    return lambda query: replace(query, filter=kind)


def _mail_columns() -> tuple[Column[MessageRow], ...]:
    return (
        Column(
            "state",
            translate("OutboxLists", "State"),
            state_in_short,
            look=lambda row: Look(mail.STATE_ICONS[row.state], MESSAGE_COLOURS[row.state]),
            width=272,
        ),
        Column(
            "client", translate("OutboxLists", "Client"), lambda row: row.client, width=220,
            strong=True, least=130,
        ),
        Column(
            "subject",
            translate("OutboxLists", "Subject"),
            lambda row: row.subject,
            tip=lambda row: row.subject,
            width=260,
            sortable=False,
            stretch=True,
        ),
        Column(
            "when",
            translate("OutboxLists", "When"),
            lambda row: moment(row.finished_at or row.queued_at),
            lambda row: row.finished_at or row.queued_at,
            width=150,
            shy=1,
        ),
    )


def _letter_columns() -> tuple[Column[LetterRow], ...]:
    return (
        Column(
            "state",
            translate("OutboxLists", "State"),
            lambda row: mail.letter_state(row.state),
            look=lambda row: Look(mail.LETTER_ICONS[row.state], LETTER_COLOURS[row.state]),
            width=190,
        ),
        Column(
            "client", translate("OutboxLists", "Client"), lambda row: row.client, width=220,
            strong=True, least=130,
        ),
        Column(
            "subject",
            translate("OutboxLists", "Subject"),
            lambda row: row.subject,
            tip=lambda row: row.subject,
            width=260,
            sortable=False,
            stretch=True,
        ),
        Column(
            "made",
            translate("OutboxLists", "Made"),
            lambda row: moment(row.made_at),
            lambda row: row.made_at,
            width=150,
            shy=1,
        ),
    )
