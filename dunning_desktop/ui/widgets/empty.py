"""What stands where a list would be: nothing yet, nothing found, still loading, or trouble."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from dunning_desktop.ui.look.fonts import scaled
from dunning_desktop.ui.look.metrics import MEDIUM, SMALL, WIDE
from dunning_desktop.ui.widgets.buttons import ActionButton
from dunning_desktop.ui.widgets.labels import IconLabel, label

TEXT_WIDTH = 440


class EmptyState(QWidget):
    """An icon, one line that says what this is, one what to do, and the buttons for it."""

    def __init__(
        self, icon_name: str, title: str, text: str, *, actions: Sequence[QAction] = ()
    ) -> None:
        super().__init__()
        middle = Qt.AlignmentFlag.AlignHCenter
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        layout.setSpacing(SMALL)
        layout.addStretch(2)
        layout.addWidget(IconLabel(icon_name, "accent", size=40), 0, middle)
        layout.addSpacing(MEDIUM)
        heading = label(title, wrap=True)
        heading.setFont(scaled(1.3, bold=True))
        heading.setAlignment(middle)
        layout.addWidget(heading)
        words = label(text, "quiet", wrap=True)
        words.setAlignment(middle)
        words.setFixedWidth(TEXT_WIDTH)
        words.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        layout.addWidget(words, 0, middle)
        layout.addSpacing(MEDIUM)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addStretch()
        for position, one in enumerate(actions):
            row.addWidget(ActionButton(one, primary=position == 0))
        row.addStretch()
        layout.addLayout(row)
        layout.addStretch(3)
