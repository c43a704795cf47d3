"""The window: the rail, the pages, the banner, the toast, and the menu."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from dunning_desktop.domain.client import Business
from dunning_desktop.domain.errors import DunningError
from dunning_desktop.ui.banner import Banner
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.dialogs.trouble import tell_trouble
from dunning_desktop.ui.finder import Finder
from dunning_desktop.ui.leaving import Leaving
from dunning_desktop.ui.look.metrics import NARROW_WINDOW
from dunning_desktop.ui.menus import Menus
from dunning_desktop.ui.pages.page import Page
from dunning_desktop.ui.pages.refused import RefusedPage
from dunning_desktop.ui.places import Place, Places
from dunning_desktop.ui.rail import Rail
from dunning_desktop.ui.toast import SECONDS, Toast
from dunning_desktop.ui.widgets.tab_order import follow_layout
from dunning_desktop.usecases.office import Touched
from dunning_desktop.usecases.settings import business


class Window(QMainWindow):
    """See ``Shell`` for what its pages may ask of it.

    ``first_painted`` comes once, when something is on screen: then the book may be opened.
    The ``*_requested`` signals are wired in ``parts``.
    """

    first_painted = Signal()
    review_requested = Signal(object)
    import_requested = Signal(object)
    demo_requested = Signal()
    own_book_requested = Signal()
    retry_requested = Signal()

    def __init__(self, desk: Desk, settings: QSettings, places: Sequence[Place[Window]]) -> None:
        super().__init__()
        self.desk = desk
        self.settings = settings
        self._painted = False
        self._last = ""
        self.leaving = Leaving(self)
        self.setMinimumSize(800, 520)
        self.setAccessibleName("Dunning Desktop")
        self.setWindowTitle("Dunning Desktop")
        self._build()
        self.menus = Menus(self)
        self.pages = Places(self, places, self._on_page_made)
        for number, place in enumerate(places, 1):
            keys = self.menus.add_page(place.name, place.title, place.icon_name, number=number)
            self.rail.add_page(place.name, place.title, place.icon_name, keys=keys)
        self.finder = Finder(self)
        self._connect()
        self._restore()

    def _build(self) -> None:
        self.rail = Rail()
        self.banner = Banner()
        self.stack = QStackedWidget()
        self._refused = RefusedPage(self)
        self.stack.addWidget(self._refused)
        self._right = right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.banner)
        right.addWidget(self.stack, 1)
        body = QWidget()
        across = QHBoxLayout(body)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addLayout(right, 1)
        self.setCentralWidget(body)
        self._toast = Toast(body)

    def _on_page_made(self, page: Page) -> None:
        self.stack.addWidget(page)

    def add_foot(self, line: QWidget) -> None:
        """Put a line under the pages."""
        self._right.addWidget(line)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.go_to)
        self.rail.add_action(self.menus.find_anything, "search")
        self.desk.trouble.connect(self._on_trouble)
        self.desk.refused.connect(self._on_refused)
        self.desk.opened.connect(self._on_opened)
        self.desk.changed.connect(self._on_changed)
        self._toast.undo_changed.connect(self.menus.undo.setEnabled)
        self.banner.left.connect(self.own_book_requested)

    # What pages ask: see Shell

    def toast(
        self, text: str, *, undo: Callable[[], object] | None = None, seconds: float = SECONDS
    ) -> None:
        """See ``Shell``."""
        self._toast.say(text, undo=undo, seconds=seconds)

    def undo(self) -> None:
        """Take back what the toast speaks of."""
        self._toast.undo()

    def go_to(self, name: str) -> None:
        """See ``Shell``."""
        page = self.pages[name]
        self._last = name
        self.rail.mark(name)
        self._let_go_of_keys(page)
        self.stack.setCurrentWidget(page)
        self.menus.show_actions_of(page)
        follow_layout(self)
        first = page.first_focus()
        if first is not None:
            first.setFocus()

    def _let_go_of_keys(self, page: Page) -> None:
        """Else Qt hands the keyboard to the rail while the old page goes, and Tab skips it."""
        focus: QWidget | None = self.focusWidget()
        if focus is not None and page is not self.page:
            focus.clearFocus()

    def open_view(self, view: Page) -> None:
        """Show a page that has no place in the rail; ``go_back`` leaves it."""
        if self.stack.indexOf(view) < 0:
            self.stack.addWidget(view)
        self.stack.setCurrentWidget(view)
        self.menus.show_actions_of(view)
        follow_layout(self)

    def go_back(self) -> None:
        """See ``Shell``."""
        self.go_to(self._last)

    def show_settings(self, section: str = "") -> None:
        """See ``Shell``."""
        self.go_to("settings")
        show = getattr(self.pages["settings"], "show_section", None)
        if section and show is not None:
            show(section)

    def show_client(self, client_id: int) -> None:
        """See ``Shell``."""
        self._show_one("clients", client_id)

    def show_clients(self, client_ids: Sequence[int], why: str) -> None:
        """See ``Shell``."""
        show = getattr(self.pages["clients"], "show_some", None)
        if len(client_ids) == 1 or show is None:
            self.show_client(client_ids[0])
            return
        self.go_to("clients")
        show(client_ids, why)

    def show_outbox(self, part: str = "") -> None:
        """See ``Shell``."""
        self.go_to("outbox")
        show = getattr(self.pages["outbox"], "show_part", None)
        if show is not None:
            show(part)

    def show_invoice(self, invoice_id: int) -> None:
        """See ``Shell``."""
        self._show_one("invoices", invoice_id)

    def _show_one(self, name: str, key: int) -> None:
        self.go_to(name)
        show = getattr(self.pages[name], "show_one", None)
        if show is not None:
            show(key)

    def review(self, client_ids: Collection[int] | None = None) -> None:
        """See ``Shell``."""
        self.review_requested.emit(client_ids)

    def import_file(self, path: Path | None = None) -> None:
        """See ``Shell``."""
        self.import_requested.emit(path)

    def open_demo(self) -> None:
        """See ``Shell``."""
        self.demo_requested.emit()

    def as_parent(self) -> QWidget:
        """See ``Shell``."""
        return self

    def calculate(self) -> None:
        """Open the interest calculator; it needs nothing of the book."""
        # Measured: a dialog is imported when it is first asked for.
        from dunning_desktop.ui.dialogs.calculator import CalculatorDialog  # noqa: PLC0415

        CalculatorDialog(self).open()

    @property
    def page(self) -> Page | None:
        """The page that is open; None while there is no book."""
        current = self.stack.currentWidget()
        return current if isinstance(current, Page) else None

    def actions_now(self) -> Sequence[QAction]:
        """Everything that can be done at this moment, for the finder."""
        return self.menus.actions_now()

    def come_forward(self) -> None:
        """A second start asks for this window."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    # What the desk says

    def _on_opened(self) -> None:
        self.banner.setVisible(self.desk.demo)
        self.rail.setEnabled(True)
        self.menus.calculator.setEnabled(True)
        if self.page is None:
            self.go_to(next(iter(self.pages)))
        self._load_name()

    def _on_changed(self, touched: frozenset[Touched]) -> None:
        if Touched.BUSINESS in touched:
            self._load_name()

    def _load_name(self) -> None:
        self.desk.ask(business, then=self._on_name, owner=self, latest="name")

    def _on_name(self, found: Business) -> None:
        name = self.tr("Demo book") if self.desk.demo else found.name
        program = "Dunning Desktop"
        self.setWindowTitle(f"{name} – {program}" if name else program)

    def _on_trouble(self, error: DunningError) -> None:
        tell_trouble(self, error)

    def _on_refused(self, error: DunningError) -> None:
        self.rail.setEnabled(False)
        self.menus.calculator.setEnabled(False)
        self._refused.explain(error)
        self.stack.setCurrentWidget(self._refused)
        self.menus.show_actions_of(None)

    # What Qt says

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.set_narrow(narrow=self.width() < NARROW_WINDOW)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.leaving.may_close():
            event.ignore()
            return
        self.settings.setValue("window/geometry", self.saveGeometry())
        super().closeEvent(event)

    def _restore(self) -> None:
        self.resize(1280, 800)
        kept = self.settings.value("window/geometry")
        if isinstance(kept, QByteArray):
            self.restoreGeometry(kept)
        # Whatever was open last: the day begins with what it asks for.
        self.go_to(next(iter(self.pages)))
