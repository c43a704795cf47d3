"""Which pages and dialogs the window is made of, and who opens whom."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QSettings

from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.pages.clients import ClientsPage
from dunning_desktop.ui.pages.invoices import InvoicesPage
from dunning_desktop.ui.pages.overdue import OverduePage
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.window import PageFactory, Window

PAGES: tuple[PageFactory, ...] = (OverduePage, ClientsPage, InvoicesPage)


def build_window(desk: Desk, settings: QSettings, surroundings: Surroundings) -> Window:
    """The window with its pages, wired; not yet shown, no book open yet."""
    window = Window(desk, settings, PAGES)

    def open_own() -> None:
        desk.open(surroundings.open_office)

    def open_demo() -> None:
        if surroundings.open_demo is not None:
            desk.open(surroundings.open_demo)

    window.first_painted.connect(open_own)
    window.retry_requested.connect(open_own)
    window.own_book_requested.connect(open_own)
    window.demo_requested.connect(open_demo)
    window.menus.demo.setVisible(surroundings.open_demo is not None)
    window.review_requested.connect(lambda ids: open_review(window, ids))
    window.import_requested.connect(lambda path: open_import(window, path))
    return window


def open_review(window: Window, client_ids: Collection[int] | None) -> None:
    """Open the review of these clients, or of all."""


def open_import(window: Window, path: object) -> None:
    """Open the import, with a file or with the question for one."""
