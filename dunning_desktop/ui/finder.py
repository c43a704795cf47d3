"""Ctrl+K: type a few letters, and find an action, a client or an invoice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from dunning_desktop.ui.look.icons import icon
from dunning_desktop.ui.look.metrics import ICON, MEDIUM, SMALL
from dunning_desktop.ui.text.money import money
from dunning_desktop.usecases.clients import client_page
from dunning_desktop.usecases.invoices import invoice_page
from dunning_desktop.usecases.rows import ClientRow, InvoiceRow, ListQuery, Page

if TYPE_CHECKING:
    from dunning_desktop.ui.window import Window

DEBOUNCE_MS = 130
HITS = 6
RUN_ROLE = Qt.ItemDataRole.UserRole
KEYS_OF_THE_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class Finder(QDialog):
    """Actions first, then clients, then invoices; Enter does the marked one."""

    def __init__(self, window: Window) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self._window = window
        self.setObjectName("finder")
        self.setWindowTitle(self.tr("Find anything"))
        self.setAccessibleName(self.tr("Find anything"))
        self._line = QLineEdit()
        self._line.setPlaceholderText(self.tr("Find a client, an invoice or an action"))
        self._line.setAccessibleName(self.tr("Search for"))
        self._line.installEventFilter(self)
        self._hits = QListWidget()
        self._hits.setAccessibleName(self.tr("Found"))
        self._hits.setIconSize(QSize(ICON, ICON))
        self._hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._hits.itemClicked.connect(self._run)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MEDIUM, MEDIUM, MEDIUM, MEDIUM)
        layout.setSpacing(SMALL)
        layout.addWidget(self._line)
        layout.addWidget(self._hits)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DEBOUNCE_MS)
        self._pause.timeout.connect(self._search_book)
        self._line.textChanged.connect(self._on_typed)
        self._line.returnPressed.connect(self._run_marked)

    def ask(self) -> None:
        """Open over the window, empty."""
        self._line.clear()
        self._on_typed("")
        self.resize(min(560, self._window.width() - 80), 420)
        corner = self._window.mapToGlobal(self._window.rect().topLeft())
        self.move(corner.x() + (self._window.width() - self.width()) // 2, corner.y() + 84)
        self.show()
        self._line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in KEYS_OF_THE_LIST:
            self._hits.keyPressEvent(event)
            return True
        return False

    def _on_typed(self, typed: str) -> None:
        self._hits.clear()
        for one in self._window.actions_now():
            if fits(typed, one.text().replace("&", "")):
                self._add_action(one)
        self._mark_first()
        if typed.strip():
            self._pause.start()
        else:
            self._pause.stop()

    def _search_book(self) -> None:
        query = ListQuery(search=self._line.text().strip(), limit=HITS)
        desk = self._window.desk
        desk.ask(client_page, query, then=self._add_clients, owner=self, latest="clients")
        desk.ask(invoice_page, query, then=self._add_invoices, owner=self, latest="invoices")

    def _add_clients(self, page: Page[ClientRow]) -> None:
        for row in page.rows:
            show = _bound(self._window.show_client, row.id)
            self._add(icon("users", "quiet"), row.name, show)
        self._mark_first()

    def _add_invoices(self, page: Page[InvoiceRow]) -> None:
        for row in page.rows:
            show = _bound(self._window.show_invoice, row.id)
            words = f"{row.number} · {row.client} · {money(row.total)}"
            self._add(icon("file-text", "quiet"), words, show)
        self._mark_first()

    def _add_action(self, shown: QAction) -> None:
        keys = shown.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        text = shown.text().replace("&", "")
        self._add(shown.icon(), f"{text}   {keys}" if keys else text, shown.trigger)

    def _add(self, picture: QIcon, text: str, run: Callable[[], object]) -> None:
        item = QListWidgetItem(picture, text)
        item.setData(RUN_ROLE, run)
        self._hits.addItem(item)

    def _mark_first(self) -> None:
        if self._hits.currentRow() < 0 and self._hits.count():
            self._hits.setCurrentRow(0)

    def _run_marked(self) -> None:
        item = self._hits.currentItem()
        if item is not None:
            self._run(item)

    def _run(self, item: QListWidgetItem) -> None:
        run = item.data(RUN_ROLE)
        self.close()
        run()


def fits(typed: str, text: str) -> bool:
    """Whether the typed letters come in this order in the text."""
    rest: Iterable[str] = iter(text.casefold())
    return all(letter in rest for letter in typed.casefold().replace(" ", ""))


def _bound(show: Callable[[int], object], key: int) -> Callable[[], object]:
    return lambda: show(key)
