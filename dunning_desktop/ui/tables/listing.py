"""A list with all around it: search, filters, table, totals, empty and loading state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.look.icons import icon
from dunning_desktop.ui.look.metrics import MEDIUM, SMALL
from dunning_desktop.ui.tables.columns import Column
from dunning_desktop.ui.tables.export import write_csv
from dunning_desktop.ui.tables.model import VALUE_ROLE, PagedModel, Take
from dunning_desktop.ui.tables.view import TableView
from dunning_desktop.ui.widgets.empty import EmptyState
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.rows import ListQuery, Page, Totals

Row = TypeVar("Row")
DEBOUNCE_MS = 130
EVERY_ROW = 10**9


@dataclass(frozen=True, slots=True)
class Source(Generic[Row]):
    """Where the rows come from: the use cases, and how the totals read."""

    page: Callable[[Office, ListQuery], Page[Row]]
    totals: Callable[[Office, ListQuery], Totals]
    key: Callable[[Row], int]
    say_totals: Callable[[Totals], str]


class Listing(QFrame, Generic[Row]):
    """``picked`` and ``opened`` are the table's; ``loaded`` comes with each first page."""

    picked = Signal()
    opened = Signal()
    loaded = Signal()

    def __init__(
        self,
        desk: Desk,
        columns: tuple[Column[Row], ...],
        source: Source[Row],
        *,
        name: str,
        start: ListQuery,
        settings: QSettings,
        empty: EmptyState,
    ) -> None:
        super().__init__()
        self.setObjectName("listing")
        self._desk = desk
        self._source = source
        self._query = start
        self._start = start
        self._wanted: int | None = None
        self._before: int | None = None
        self._scrolled = 0
        self.model = PagedModel(columns, self._fetch, key=source.key, parent=self)
        self.table = TableView(self.model, name=name, settings=settings)
        self.table.setAccessibleName(name)
        self._empty = empty
        self._build()
        self.model.modelAboutToBeReset.connect(self._keep_place)
        self.model.loaded.connect(self._on_loaded)
        self.table.picked.connect(self.picked)
        self.table.opened.connect(self.opened)
        self.table.sort_asked.connect(self._on_sort)
        self.table.mark_sort(start.sort, descending=start.descending)

    def _build(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search by client or number"))
        self.search.setAccessibleName(self.tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(360)
        self.search.setMinimumWidth(180)
        leading = QLineEdit.ActionPosition.LeadingPosition
        self.search.addAction(icon("search", "quiet"), leading)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DEBOUNCE_MS)
        self._pause.timeout.connect(self._search_now)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.search, self._into_table)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._totals = label(look="quiet")
        self._bar = QHBoxLayout()
        self._bar.setSpacing(SMALL)
        self._bar.addWidget(self.search, 2)
        self._bar.addStretch(1)
        self._totals.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        self._stack = QStackedWidget()
        self._loading = label(self.tr("Loading…"), "quiet")
        self._loading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing = EmptyState(
            "search", self.tr("Nothing found"), self.tr("Try fewer letters, or another filter.")
        )
        for one in (self._loading, self.table, self._empty, self._nothing):
            self._stack.addWidget(one)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(MEDIUM)
        layout.addLayout(self._bar)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._totals)

    def add_filter(
        self, name: str, choices: Sequence[tuple[str, Callable[[ListQuery], ListQuery]]]
    ) -> QComboBox:
        """Add a choice beside the search; each entry changes the query."""
        box = QComboBox()
        box.setAccessibleName(name)
        for title, _change in choices:
            box.addItem(title)
        box.currentIndexChanged.connect(
            lambda place: self.change_query(choices[place][1](self._query))
        )
        self._bar.insertWidget(1, box)
        return box

    # Loading

    @property
    def query(self) -> ListQuery:
        """What is shown, or about to be."""
        return self._query

    def reload(self) -> None:
        """Ask again for the rows and the totals of the query."""
        if not self.model.is_loaded:
            self._stack.setCurrentWidget(self._loading)
        self.model.show(self._query)
        self._desk.ask(
            self._source.totals, self._query, then=self._on_totals, owner=self, latest="totals"
        )

    def change_query(self, query: ListQuery) -> None:
        """Show another query."""
        if query != self._query:
            self._query = query
            self.table.mark_sort(query.sort, descending=query.descending)
            self.reload()

    def select(self, key: int, *, search: str = "") -> None:
        """Make a row current as soon as it is loaded; ``search`` narrows the list down to it."""
        self._wanted = key
        if search:
            self.search.setText(search)
        if not self.table.select_key(key):
            self._search_now()

    def _fetch(self, query: ListQuery, take: Take[Row]) -> None:
        self._desk.ask(self._source.page, query, then=take, owner=self, latest="rows")

    def _search_now(self) -> None:
        self._pause.stop()
        self.change_query(replace(self._query, search=self.search.text().strip()))

    def _on_sort(self, key: str, descending: bool) -> None:
        self.change_query(replace(self._query, sort=key, descending=descending))

    def _keep_place(self) -> None:
        index = self.table.currentIndex()
        self._scrolled = self.table.verticalScrollBar().value()
        self._before = self.model.key_at(index.row()) if index.isValid() else None

    def _on_loaded(self) -> None:
        self._stack.setCurrentWidget(self._which())
        if self._wanted is not None and self.table.select_key(self._wanted):
            self._wanted = None
        elif self._before is not None and self.table.select_key(self._before):
            self.table.verticalScrollBar().setValue(self._scrolled)
        # A row that was selected and is gone has no other way to say so.
        self.picked.emit()
        self.loaded.emit()

    def _which(self) -> QWidget:
        if self.model.rowCount():
            return self.table
        searched = self._query.search or self._query.filter != self._start.filter
        return self._nothing if searched or self._query.archived else self._empty

    def _on_totals(self, totals: Totals) -> None:
        self._totals.setText(self._source.say_totals(totals))

    def _into_table(self) -> None:
        if self.model.rowCount():
            self.table.setFocus()
            if self.table.current_row() is None:
                self.table.selectRow(max(self.table.currentIndex().row(), 0))

    # Export

    def export(self, path: Path, *, done: Callable[[int], object]) -> None:
        """Write every row of the query to a CSV file; ``done`` gets their number."""
        columns = self.model.columns

        def write(office: Office) -> int:
            page = self._source.page(office, replace(self._query, after=None, limit=EVERY_ROW))
            lines = [
                [one.value(row) if one.value else one.text(row) for one in columns]
                for row in page.rows
            ]
            write_csv(path, [one.title for one in columns], lines)
            return len(page.rows)

        self._desk.ask(write, then=done, owner=self)

    def row_value(self, place: int, column: int) -> object:
        """The native value of a cell."""
        return self.model.index(place, column).data(VALUE_ROLE)
