"""A field that finds a client while its name is typed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit

from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.look.icons import icon
from dunning_desktop.usecases.clients import client_page
from dunning_desktop.usecases.rows import ClientRow, ListQuery, Page

DEBOUNCE_MS = 130
HITS = 12
ID_ROLE = int(Qt.ItemDataRole.UserRole)


class ClientPicker(QLineEdit):
    """``client_id`` is None until one of the clients found was chosen."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, *, name: str) -> None:
        super().__init__()
        self._desk = desk
        self.client_id: int | None = None
        self.setAccessibleName(name)
        self.setPlaceholderText(self.tr("Type the first letters of the name"))
        self.addAction(icon("search", "quiet"), QLineEdit.ActionPosition.LeadingPosition)
        self._found = QStandardItemModel(0, 1, self)
        completer = QCompleter(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self._on_completed)
        self.setCompleter(completer)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DEBOUNCE_MS)
        self._pause.timeout.connect(self._search)
        self.textEdited.connect(self._on_typed)

    def choose(self, client_id: int, name: str) -> None:
        """Show a client as chosen."""
        self.client_id = client_id
        self.setText(name)
        self.chosen.emit(client_id)

    def _on_typed(self, _text: str) -> None:
        self.client_id = None
        self._pause.start()

    def _search(self) -> None:
        query = ListQuery(search=self.text().strip(), sort="name", limit=HITS)
        self._desk.ask(client_page, query, then=self._show, owner=self, latest="clients")

    def _show(self, page: Page[ClientRow]) -> None:
        self._found.clear()
        for row in page.rows:
            item = QStandardItem(row.name)
            item.setData(row.id, ID_ROLE)
            self._found.appendRow(item)
        exact = [row for row in page.rows if row.name.casefold() == self.text().strip().casefold()]
        if len(exact) == 1 and self.client_id is None:
            self.choose(exact[0].id, exact[0].name)
        elif self.hasFocus():
            self.completer().complete()

    def _on_completed(self, text: str) -> None:
        # The text alone would not say which of two clients of one name was meant.
        popup = self.completer().popup()
        index = popup.currentIndex() if popup is not None else QModelIndex()
        if index.isValid():
            self.choose(int(index.data(ID_ROLE)), text)
