"""What the window opens beside its pages: the review, the import, the welcome, and the sender."""

from __future__ import annotations

from collections.abc import Collection
from dunning_desktop.ui.paper import Paper
from dunning_desktop.ui.review.page import ReviewPage
from dunning_desktop.ui.sender import Sender
from dunning_desktop.ui.sending_line import MailBeforeLeaving, SendingLine
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.window import Window


class Views:
    """Opens each of them over the window; ``screenshots`` and tests do the same by hand."""

    def __init__(self, window: Window, surroundings: Surroundings) -> None:
        self.window = window
        self.surroundings = surroundings
        self.paper = Paper(window, surroundings)
        self.review = ReviewPage(window, self.paper)
        self.sender = Sender(window.desk, window)
        self._add_sending_line()
        window.review_requested.connect(self.open_review)

    def _add_sending_line(self) -> None:
        def show_outbox() -> None:
            self.window.go_to("outbox")

        self.line = SendingLine(self.sender, show_outbox)
        self.window.add_foot(self.line)
        self.window.leaving.add(MailBeforeLeaving(self.window, self.sender, show_outbox))

    def open_review(self, client_ids: Collection[int] | None = None) -> ReviewPage:
        """The review of these clients, or of all."""
        self.window.open_view(self.review)
        self.review.open_for(client_ids)
        return self.review
