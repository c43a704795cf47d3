"""Which pages and views the window is made of, and when each is made."""

# ruff: noqa: PLC0415 - measured: all pages and views first, 280 ms more to the first paint
from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSettings

from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.pages.page import Page
from dunning_desktop.ui.places import Place
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.window import Window

translate = QCoreApplication.translate


def places(surroundings: Surroundings) -> tuple[Place[Window], ...]:
    """The pages in the order of the rail."""

    def today(window: Window) -> Page:
        from dunning_desktop.ui.pages.today import TodayPage

        return TodayPage(window, surroundings)

    def outbox(window: Window) -> Page:
        from dunning_desktop.ui.pages.outbox import OutboxPage

        return OutboxPage(window, surroundings)

    def settings(window: Window) -> Page:
        from dunning_desktop.ui.pages.settings import SettingsPage

        return SettingsPage(window, surroundings)

    return (
        Place("today", translate("Places", "Today"), "house", today),
        Place("overdue", translate("Places", "Overdue"), "clock-alert", _overdue),
        Place("clients", translate("Places", "Clients"), "users", _clients),
        Place("invoices", translate("Places", "Invoices"), "file-text", _invoices),
        Place("outbox", translate("Places", "Outbox"), "send", outbox),
        Place("cases", translate("Places", "Cases"), "briefcase", _cases),
        Place("settings", translate("Places", "Settings"), "settings", settings),
    )


def _overdue(window: Window) -> Page:
    from dunning_desktop.ui.pages.overdue import OverduePage

    return OverduePage(window)


def _clients(window: Window) -> Page:
    from dunning_desktop.ui.pages.clients import ClientsPage

    return ClientsPage(window)


def _invoices(window: Window) -> Page:
    from dunning_desktop.ui.pages.invoices import InvoicesPage

    return InvoicesPage(window)


def _cases(window: Window) -> Page:
    from dunning_desktop.ui.pages.cases import CasesPage

    return CasesPage(window)


def build_window(desk: Desk, settings: QSettings, surroundings: Surroundings) -> Window:
    """The window, wired; not yet shown, no book open yet."""
    window = Window(desk, settings, places(surroundings))

    def open_own() -> None:
        desk.open(surroundings.open_office)

    def open_demo() -> None:
        if surroundings.open_demo is not None:
            desk.open(surroundings.open_demo)

    def begin() -> None:
        from dunning_desktop.ui.listener import Listener
        from dunning_desktop.ui.runner import Runner
        from dunning_desktop.ui.views import Views

        views = Views(window, surroundings)
        window.leaving.at_last(Runner(window, surroundings.notify, window).stop)
        listener = Listener(
            window, window, may_tell=lambda: not window.menus.undo.isEnabled()
        )
        views.mail_sender.changed.connect(listener.give_way)
        window.leaving.at_last(listener.stop)
        open_own()

    window.first_painted.connect(begin)
    window.retry_requested.connect(open_own)
    window.own_book_requested.connect(open_own)
    window.demo_requested.connect(open_demo)
    window.menus.demo.setVisible(surroundings.open_demo is not None)
    return window
