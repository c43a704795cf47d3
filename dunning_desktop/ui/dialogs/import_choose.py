"""The first step of the import: choose or drop a file; a refused one is named with its reason."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.ui.look.fonts import scaled
from dunning_desktop.ui.look.metrics import MEDIUM, SMALL, WIDE
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import IconLabel, label
from dunning_desktop.ui.widgets.notices import Notice

KINDS = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods")


class Drop(QFrame):
    """Where a file can be dropped."""

    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("drop")
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if file_of(event) is not None:
            event.acceptProposedAction()
            self._light(on=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._light(on=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._light(on=False)
        path = file_of(event)
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def _light(self, *, on: bool) -> None:
        self.setProperty("over", on)
        self.style().unpolish(self)
        self.style().polish(self)


def file_of(event: QDropEvent) -> Path | None:
    """The one file that is dragged, None for anything else."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


class ChooseStep(QWidget):
    """``chosen`` carries the path."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.refused = Notice("circle-alert", "", colour="trouble")
        self.refused.hide()
        self.drop = Drop()
        self.drop.dropped.connect(self.chosen)
        middle = Qt.AlignmentFlag.AlignHCenter
        heading = label(self.tr("Drop your list of invoices here"))
        heading.setFont(scaled(1.3, bold=True))
        words = label(
            self.tr("CSV or Excel, as your accounting program exports it: Xero, QuickBooks, "
                    "FreshBooks, Zoho, Invoice Ninja, or any table with a heading."),
            "quiet",
            wrap=True,
        )
        words.setAlignment(middle)
        words.setFixedWidth(460)
        # Beside an alignment a layout asks no label how high it is at this width.
        words.setMinimumHeight(words.heightForWidth(460))
        self.choose = button(self.tr("Choose a file…"), self.ask, look="primary")
        inner = QVBoxLayout(self.drop)
        inner.setSpacing(MEDIUM)
        inner.addStretch(2)
        inner.addWidget(IconLabel("file-spreadsheet", "accent", size=40), 0, middle)
        inner.addWidget(heading, 0, middle)
        inner.addWidget(words, 0, middle)
        inner.addSpacing(SMALL)
        inner.addWidget(self.choose, 0, middle)
        inner.addStretch(3)
        safe = label(
            self.tr("Nothing is written until you have seen every row. An import can be undone."),
            "quiet",
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(MEDIUM)
        layout.addWidget(self.refused)
        layout.addWidget(self.drop, 1)
        layout.addWidget(safe, 0, middle)
        layout.setContentsMargins(0, SMALL, 0, WIDE - SMALL)

    def ask(self) -> None:
        """Let the owner choose."""
        kinds = " ".join(f"*{kind}" for kind in KINDS)
        name, _kind = QFileDialog.getOpenFileName(
            self,
            self.tr("Import invoices"),
            "",
            self.tr("Tables ({kinds})").format(kinds=kinds) + ";;" + self.tr("All files (*)"),
        )
        if name:
            self.chosen.emit(Path(name))

    def refuse(self, error: DunningError) -> None:
        """Say which file was refused, why, and that nothing happened."""
        self.refused.say(sentence(error), self.tr("Your book is as it was."))
        self.refused.show()
