"""The menu bar, and the list of everything that can be done just now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from dunning_desktop.ui.dialogs.about import tell_about, tell_shortcuts
from dunning_desktop.ui.look.icons import icon
from dunning_desktop.ui.pages.page import Page
from dunning_desktop.ui.widgets.buttons import action

if TYPE_CHECKING:
    from dunning_desktop.ui.window import Window


class Menus(QObject):
    """File, Go, the open page's own menu, and Help."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        bar = window.menuBar()
        self._file = bar.addMenu(self.tr("&File"))
        self._page_menu = bar.addMenu(self.tr("&Page"))
        self._go = bar.addMenu(self.tr("&Go"))
        self._help = bar.addMenu(self.tr("&Help"))
        self._places = QActionGroup(self)
        self._fill_file()
        self._fill_go()
        self._fill_help()

    def _fill_file(self) -> None:
        window = self._window
        self.import_file = action(
            window, self.tr("Import invoices…"), window.import_file,
            icon_name="file-up", shortcut="Ctrl+I",
        )
        self.review = action(
            window, self.tr("Review and send…"), window.review,
            icon_name="send", shortcut="Ctrl+R",
        )
        self.demo = action(
            window, self.tr("Open the demo book"), window.open_demo, icon_name="book-open"
        )
        self.calculator = action(
            window, self.tr("Interest calculator…"), window.calculate, icon_name="scale",
            shortcut="Ctrl+Shift+I", hint=self.tr("Work out interest on any debt"),
        )
        self.undo = action(
            window, self.tr("Undo"), window.undo, icon_name="undo-2", shortcut="Ctrl+Z"
        )
        self.undo.setEnabled(False)
        self.quit = action(window, self.tr("Quit"), window.close, shortcut="Ctrl+Q")
        for group in (
            (self.review, self.undo),
            (self.import_file, self.demo),
            (self.calculator,),
            (self.quit,),
        ):
            self._file.addActions(group)
            self._file.addSeparator()

    def _fill_go(self) -> None:
        window = self._window
        self.find_anything = action(
            window, self.tr("Find anything…"), self._ask_finder, icon_name="search",
            shortcut="Ctrl+K", hint=self.tr("Find a client, an invoice or an action"),
        )
        self.find_here = action(
            window, self.tr("Search this page"), self._find_here, shortcut="Ctrl+F"
        )
        self.reload = action(
            window, self.tr("Load again"), self._load_again, icon_name="refresh-cw", shortcut="F5"
        )
        self._go.addActions([self.find_anything, self.find_here, self.reload])
        self._go.addSeparator()

    def _fill_help(self) -> None:
        window = self._window
        self.shortcuts = action(
            window, self.tr("Keyboard shortcuts"), lambda: tell_shortcuts(window), shortcut="F1"
        )
        self.about = action(window, self.tr("About Dunning Desktop"), lambda: tell_about(window))
        self._help.addActions([self.shortcuts, self.about])

    def add_page(self, name: str, title: str, icon_name: str, *, number: int) -> str:
        """Add a page to the Go menu; its shortcut in words."""
        keys = QKeySequence(f"Ctrl+{number}")
        made = QAction(icon(icon_name), title, self._window)
        made.setShortcut(keys)
        made.triggered.connect(lambda: self._window.go_to(name))
        self._places.addAction(made)
        self._go.addAction(made)
        return keys.toString(QKeySequence.SequenceFormat.NativeText)

    def show_actions_of(self, page: Page | None) -> None:
        """Let the page's own shortcuts work, and only its own."""
        _refill(self._page_menu, page.actions_of_page() if page else ())
        self._page_menu.setTitle(page.title if page else self.tr("Page"))
        self._page_menu.menuAction().setVisible(bool(page and page.actions_of_page()))

    def actions_now(self) -> Sequence[QAction]:
        """Everything that can be done at this moment, the open page's own first."""
        menus: tuple[QMenu, ...] = (self._page_menu, self._file, self._go, self._help)
        every = [one for menu in menus for one in menu.actions()]
        return [one for one in every if one.isEnabled() and one.text() and not one.isSeparator()]

    def _ask_finder(self) -> None:
        self._window.finder.ask()

    def _find_here(self) -> None:
        if self._window.page is not None:
            self._window.page.find_here()

    def _load_again(self) -> None:
        if self._window.page is not None:
            self._window.page.mark_stale()


def _refill(menu: QMenu, actions: Sequence[QAction]) -> None:
    menu.clear()
    menu.addActions(list(actions))
