"""The page that stands in for all others when the book cannot be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.ui.look.fonts import as_title
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, WIDE
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import IconLabel, label

if TYPE_CHECKING:
    from dunning_desktop.ui.window import Window

TEXT_WIDTH = 520


class RefusedPage(QWidget):
    """One plain sentence, Try again, and the demo book as a way out."""

    def __init__(self, window: Window) -> None:
        super().__init__()
        self._words = label(wrap=True, selectable=True)
        self._words.setFixedWidth(TEXT_WIDTH)
        heading = label(self.tr("The book could not be opened"))
        as_title(heading)
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL)
        buttons.addWidget(
            button(self.tr("Try again"), window.retry_requested.emit, look="primary")
        )
        buttons.addWidget(button(self.tr("Open the demo book"), window.open_demo))
        buttons.addStretch()
        inner = QVBoxLayout()
        inner.setSpacing(MEDIUM)
        inner.addWidget(IconLabel("lock", "warning", size=36))
        inner.addWidget(heading)
        inner.addWidget(self._words)
        inner.addSpacing(SMALL)
        inner.addLayout(buttons)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        outer.setSpacing(LARGE)
        outer.addStretch(2)
        across = QHBoxLayout()
        across.addStretch()
        across.addLayout(inner)
        across.addStretch()
        outer.addLayout(across)
        outer.addStretch(3)
        outer.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def explain(self, error: DunningError) -> None:
        """Say why the book did not open."""
        self._words.setText(sentence(error))

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()
