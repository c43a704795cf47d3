"""What the window opens beside its pages: the review, the import, the welcome, and the sender."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent

from dunning_desktop.ui.dialogs.import_choose import file_of
from dunning_desktop.ui.dialogs.import_dialog import ImportDialog, open_import
from dunning_desktop.ui.pages.settings import SettingsPage
from dunning_desktop.ui.paper import Paper
from dunning_desktop.ui.review.page import ReviewPage
from dunning_desktop.ui.sender import Sender
from dunning_desktop.ui.sending_line import MailBeforeLeaving, SendingLine
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.unsaved import UnsavedSettings
from dunning_desktop.ui.welcome.page import WelcomePage, is_empty
from dunning_desktop.ui.window import Window


class Views(QObject):
    """Opens each of them over the window; pictures and tests do the same by hand."""

    def __init__(self, window: Window, surroundings: Surroundings) -> None:
        super().__init__(window)
        self.window = window
        self._surroundings = surroundings
        self.mail_sender = Sender(window.desk, window)
        self.line = SendingLine(self.mail_sender, self._show_outbox)
        window.add_foot(self.line)
        self._guard_leaving()
        window.review_requested.connect(self.open_review)
        window.import_requested.connect(self.open_import)
        window.desk.opened.connect(self._on_opened)
        self.mail_sender.moved.connect(self._on_sent_one)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    # Made when they are first asked for: the window is on screen before its views are built.

    @cached_property
    def review(self) -> ReviewPage:
        """The review."""
        return ReviewPage(self.window, Paper(self.window, self._surroundings))

    @cached_property
    def welcome(self) -> WelcomePage:
        """The start of an empty book."""
        return WelcomePage(self.window, self._surroundings)

    def _guard_leaving(self) -> None:
        window = self.window
        settings = window.pages["settings"]
        if isinstance(settings, SettingsPage):
            window.leaving.add(UnsavedSettings(window, settings, window.show_settings))
        window.leaving.add(MailBeforeLeaving(window, self.mail_sender, self._show_outbox))

    def _show_outbox(self) -> None:
        self.window.go_to("outbox")

    def _on_sent_one(self) -> None:
        self.window.pages["outbox"].mark_stale()

    def open_review(self, client_ids: Collection[int] | None = None) -> ReviewPage:
        """The review of these clients, or of all."""
        self.window.open_view(self.review)
        self.review.open_for(client_ids)
        return self.review

    def open_import(self, path: Path | None = None) -> ImportDialog:
        """The import, at a file where there is one."""
        return open_import(self.window, path)

    def open_welcome(self) -> WelcomePage:
        """The start of an empty book."""
        self.window.open_view(self.welcome)
        return self.welcome

    def _on_opened(self) -> None:
        if isinstance(self.window.page, ReviewPage | WelcomePage):
            self.window.go_back()
        if not self.window.desk.demo:
            self.window.desk.ask(is_empty, then=self._on_empty, owner=self, latest="empty")

    def _on_empty(self, empty: bool) -> None:
        if empty:
            self.open_welcome()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A file dropped anywhere on the window is imported."""
        if isinstance(event, QDropEvent) and file_of(event) is not None:
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self.open_import(file_of(event))
            return True
        return False
