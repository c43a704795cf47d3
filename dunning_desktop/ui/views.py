"""What the window opens beside its pages: the review, the import, the welcome, and the sender."""

# ruff: noqa: PLC0415 - measured: every view is imported when it is first asked for
from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from dunning_desktop.ui.sender import Sender
from dunning_desktop.ui.sending_line import MailBeforeLeaving, SendingLine
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.waiting import is_empty

if TYPE_CHECKING:
    from dunning_desktop.ui.dialogs.import_dialog import ImportDialog
    from dunning_desktop.ui.paper import Paper
    from dunning_desktop.ui.review.page import ReviewPage
    from dunning_desktop.ui.welcome.page import WelcomePage

VIEWS = frozenset({"review", "welcome"})


class Views(QObject):
    """Opens each of them over the window; pictures and tests do the same by hand."""

    def __init__(self, window: Window, surroundings: Surroundings) -> None:
        super().__init__(window)
        self.window = window
        self._surroundings = surroundings
        self.mail_sender = Sender(window.desk, window)
        self.line = SendingLine(self.mail_sender, self._show_outbox)
        window.add_foot(self.line)
        window.leaving.add(self._may_lose_settings)
        window.leaving.add(MailBeforeLeaving(window, self.mail_sender, self._show_outbox))
        window.review_requested.connect(self.open_review)
        window.import_requested.connect(self.open_import)
        window.desk.opened.connect(self._on_opened)
        self.mail_sender.moved.connect(self._on_sent_one)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @cached_property
    def paper(self) -> Paper:
        """What prints and saves for the review and for every dialog."""
        from dunning_desktop.ui.paper import Paper

        return Paper(self.window, self._surroundings)

    @cached_property
    def review(self) -> ReviewPage:
        """The review."""
        from dunning_desktop.ui.review.page import ReviewPage

        return ReviewPage(self.window, self.paper)

    @cached_property
    def welcome(self) -> WelcomePage:
        """The start of an empty book."""
        from dunning_desktop.ui.welcome.page import WelcomePage

        return WelcomePage(self.window, self._surroundings)

    def open_review(self, client_ids: Collection[int] | None = None) -> ReviewPage:
        """The review of these clients, or of all."""
        self.window.open_view(self.review)
        self.review.open_for(client_ids)
        return self.review

    def open_import(self, path: Path | None = None) -> ImportDialog:
        """The import, at a file where there is one."""
        from dunning_desktop.ui.dialogs.import_dialog import open_import

        return open_import(self.window, path)

    def open_welcome(self) -> WelcomePage:
        """The start of an empty book."""
        self.window.open_view(self.welcome)
        return self.welcome

    def _show_outbox(self) -> None:
        self.window.go_to("outbox")

    def _on_sent_one(self) -> None:
        if "outbox" in self.window.pages.open_so_far:
            self.window.pages["outbox"].mark_stale()

    def _on_opened(self) -> None:
        page = self.window.page
        if page is not None and page.name in VIEWS:
            self.window.go_back()
        if not self.window.desk.demo:
            self.window.desk.ask(is_empty, then=self._on_empty, owner=self, latest="empty")

    def _on_empty(self, empty: bool) -> None:
        if empty:
            self.open_welcome()

    def _may_lose_settings(self, close: Callable[[], None]) -> bool:
        if "settings" not in self.window.pages.open_so_far:
            return True
        from dunning_desktop.ui.unsaved import UnsavedSettings

        return UnsavedSettings(self.window)(close)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A file dropped anywhere on the window is imported."""
        if isinstance(event, QDropEvent):
            from dunning_desktop.ui.dialogs.import_choose import file_of

            path = file_of(event)
            if path is not None:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.open_import(path)
                return True
        return False


def views_of(window: QWidget) -> Views:
    """The views of a window that is on screen."""
    found = window.findChild(Views)
    if found is None:
        raise LookupError("the window was not painted yet")
    return found
