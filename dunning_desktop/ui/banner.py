"""The strip over the pages that says: this is the demo book."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from dunning_desktop.ui.look.metrics import LARGE, SMALL, WIDE
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import IconLabel, label


class Banner(QFrame):
    """Emits ``left`` when the owner wants the own book back."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(WIDE, SMALL, LARGE, SMALL)
        layout.setSpacing(SMALL)
        layout.addWidget(IconLabel("book-open", "warning"))
        layout.addWidget(
            label(self.tr("This is the demo book. Try anything: nothing is sent to anyone."))
        )
        layout.addStretch()
        layout.addWidget(button(self.tr("Open my own book"), self.left.emit, look="link"))
        self.hide()
