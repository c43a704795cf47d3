"""What is offered after sending when there are letters to print."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from dunning_desktop.ui.look.fonts import scaled
from dunning_desktop.ui.look.metrics import MEDIUM, SMALL, WIDE
from dunning_desktop.ui.paper import Paper
from dunning_desktop.ui.review.sending import Sent
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import review as text
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import IconLabel, label

WIDTH = 520


class SentCard(QWidget):
    """How many went into the outbox, and three ways to get the letters onto paper."""

    def __init__(self, shell: Shell, paper: Paper, leave: Callable[[], object]) -> None:
        super().__init__()
        self._shell = shell
        self._paper = paper
        self._sent = Sent(run="")
        self._heading = label(wrap=True)
        self._heading.setFont(scaled(1.4, bold=True))
        self._under = label(look="quiet", wrap=True)
        self.print = button(
            self.tr("Print letters…"), self._print, look="primary", icon_name="printer"
        )
        self.save_one = button(
            self.tr("Save letters as one PDF…"), self._save_one, icon_name="file-down"
        )
        self.save_each = button(
            self.tr("One PDF for each client…"), self._save_each, icon_name="folder-open"
        )
        self.outbox = button(self.tr("See the outbox"), lambda: shell.go_to("outbox"), look="link")
        self.done = button(self.tr("Done"), leave)
        inner = QWidget()
        inner.setFixedWidth(WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEDIUM)
        column.addWidget(IconLabel("circle-check", "good", size=40))
        column.addWidget(self._heading)
        column.addWidget(self._under)
        column.addSpacing(SMALL)
        column.addLayout(self._ways())
        column.addSpacing(SMALL)
        column.addLayout(self._foot())
        outer = QGridLayout(self)
        outer.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        outer.setRowStretch(0, 2)
        outer.setRowStretch(2, 3)
        outer.setColumnStretch(0, 1)
        outer.setColumnStretch(2, 1)
        outer.addWidget(inner, 1, 1)

    def _ways(self) -> QVBoxLayout:
        ways = QVBoxLayout()
        ways.setSpacing(SMALL)
        for one in (self.print, self.save_one, self.save_each):
            ways.addWidget(one)
        return ways

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.addWidget(self.outbox)
        foot.addStretch()
        foot.addWidget(self.done)
        return foot

    def show_sent(self, sent: Sent) -> None:
        """Say what was sent."""
        self._sent = sent
        count = len(sent.to_post)
        self._heading.setText(self.tr("{what} to print").format(what=text.letters(count)))
        words = self.tr("Print the letters now, or later from the outbox: they wait there.")
        if sent.mails:
            mails = self.tr("{emails} are in the outbox and go by themselves.")
            words = f"{mails.format(emails=text.emails(sent.mails))} {words}"
        if sent.by_hand:
            mails = self.tr("{emails} in the outbox: open them in your mail program there.")
            words = f"{mails.format(emails=text.emails(sent.by_hand))} {words}"
        self._under.setText(words)
        self.print.setFocus()

    def _print(self) -> None:
        self._paper.print_letters(self._sent.to_post)

    def _save_one(self) -> None:
        self._paper.save_as_one(self._sent.to_post)

    def _save_each(self) -> None:
        self._paper.save_by_client(self._sent.to_post)
