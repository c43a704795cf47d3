"""What people answered, under the line of Today that says so."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from dunning_desktop.ui.look.metrics import SMALL, TINY
from dunning_desktop.ui.text import today_mail as words
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.short_text import ShortText
from dunning_desktop.usecases.today_rows import Quote, TaskRow

LINES = 3


class Quotes(QWidget):
    """The first few answers, of each at most three lines; hidden where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Quote, ...] = ()
        self.texts: list[ShortText] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, TINY, 0, 0)
        self._layout.setSpacing(SMALL)
        self._parts: list[QWidget] = []
        self.hide()

    def show_row(self, row: TaskRow, today: date) -> None:
        """Quote what this row quotes."""
        if row.quotes != self._shown:
            self._shown = row.quotes
            self._clear()
            for quote in row.quotes[: words.QUOTED]:
                self._add(self._quote(quote, today))
            more = words.further(row)
            if more:
                self._add(label(more, "quiet"))
        self.setVisible(bool(row.quotes))

    def _clear(self) -> None:
        for one in self._parts:
            self._layout.removeWidget(one)
            one.hide()
            one.deleteLater()
        self._parts, self.texts = [], []

    def _add(self, part: QWidget) -> None:
        self._parts.append(part)
        self._layout.addWidget(part)

    def _quote(self, quote: Quote, today: date) -> QWidget:
        """A bar at the left, who wrote and when, and the beginning of what was written."""
        box = QWidget()
        bar = QFrame()
        bar.setProperty("look", "quote")
        bar.setFixedWidth(3)
        text = ShortText(words.quoted(quote), most=LINES)
        self.texts.append(text)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(label(words.who_wrote(quote, today), "quiet", wrap=True))
        lines.addWidget(text)
        across = QHBoxLayout(box)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(SMALL)
        across.addWidget(bar)
        across.addLayout(lines, 1)
        return box
