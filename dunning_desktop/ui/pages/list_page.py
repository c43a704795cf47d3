"""A page with a list on the left and, beside a selected row, its details on the right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QSplitter, QWidget

from dunning_desktop.ui.look.metrics import DETAILS_WIDTH
from dunning_desktop.ui.pages.page import Page
from dunning_desktop.ui.panels.panel import DetailsPanel
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.tables.listing import Listing
from dunning_desktop.ui.widgets.buttons import action

Row = TypeVar("Row")


class ListPage(Page, Generic[Row]):
    """Subclasses call ``_put`` with the listing and, where there is one, the details panel.

    ``menu_groups`` says what a right click offers: the actions of the page that a row is for.
    """

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._listing: Listing[Row] | None = None
        self._panel: DetailsPanel | None = None
        self._menu = QMenu(self)
        self._copy = action(self, self.tr("Copy rows"), self._on_copy, icon_name="copy")
        self._copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        # The table does it; elsewhere Ctrl+C copies what is marked there.
        self._copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._open_client = action(
            self, self.tr("Open client"), self._on_open_client, icon_name="users"
        )

    @property
    def listing(self) -> Listing[Row]:
        """The list of the page."""
        if self._listing is None:
            raise AssertionError(self.name)
        return self._listing

    def _put(self, listing: Listing[Row], panel: DetailsPanel | None = None) -> None:
        self._listing = listing
        self._panel = panel
        listing.picked.connect(self._on_picked)
        listing.table.menu_asked.connect(self._show_menu)
        shown: QWidget = listing
        if panel is not None:
            shown = _side_by_side(listing, panel)
            panel.closed.connect(self._close_panel)
            panel.hide()
        self.body.addWidget(shown, 1)

    def reload(self) -> None:
        self.listing.reload()

    def find_here(self) -> None:
        self.listing.search.setFocus()
        self.listing.search.selectAll()

    def first_focus(self) -> QWidget | None:
        return self.listing.search

    def show_one(self, key: int) -> None:
        """Make a row current, its details beside it."""
        self.listing.select(key)
        self._show_details(key)

    def export(self) -> None:
        """Ask where to, then write what is listed as CSV."""
        start = f"{self.title}.csv"
        name, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Export the list"), start, self.tr("CSV files (*.csv)")
        )
        if name:
            self.listing.export(Path(name), done=lambda count: self._say_exported(name, count))

    def _say_exported(self, name: str, count: int) -> None:
        words = self.tr("{count} rows written to {name}.")
        self.shell.toast(words.format(count=count, name=Path(name).name))

    def _on_picked(self) -> None:
        rows = self.listing.table.rows_selected()
        self._on_rows(rows)
        row = self.listing.table.current_row()
        if row is not None and len(rows) == 1:
            self._show_details(self.listing.model.key_at(self.listing.table.currentIndex().row()))
        elif not rows and self._panel is not None:
            self._panel.refresh()

    def _on_rows(self, rows: Sequence[Row]) -> None:
        """Enable what can be done with the selected rows."""

    def _show_details(self, key: int) -> None:
        if self._panel is not None:
            self._panel.open_at(key)

    def menu_groups(self) -> Sequence[Sequence[QAction]]:
        """What a right click offers, in groups."""
        return (self.actions_of_page(), (self._copy,))

    def _show_menu(self, place: QPoint) -> None:
        rows = self.listing.table.rows_selected()
        self._copy.setEnabled(bool(rows))
        self._open_client.setEnabled(len(rows) == 1)
        self._menu.clear()
        self._menu.setAccessibleName(self.tr("What can be done with the row"))
        for group in self.menu_groups():
            self._menu.addActions(list(group))
            self._menu.addSeparator()
        self._menu.popup(place)

    def _on_copy(self) -> None:
        self.listing.table.copy()

    def _on_open_client(self) -> None:
        client_id = getattr(self.listing.table.current_row(), "client_id", None)
        if client_id is not None:
            self.shell.show_client(client_id)

    def _close_panel(self) -> None:
        if self._panel is not None:
            self._panel.hide()
            self.listing.table.clearSelection()
            self.listing.table.setFocus()


def _side_by_side(listing: QWidget, panel: QWidget) -> QSplitter:
    both = QSplitter(Qt.Orientation.Horizontal)
    both.setChildrenCollapsible(False)
    both.setHandleWidth(12)
    both.addWidget(listing)
    both.addWidget(panel)
    both.setStretchFactor(0, 1)
    both.setStretchFactor(1, 0)
    both.setSizes([800, DETAILS_WIDTH])
    return both
