"""A letter of the outbox, to look at: the very pages that are printed, or were."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout

from dunning_desktop.ui.look.metrics import LARGE, MEDIUM
from dunning_desktop.ui.review.sheets import Sheets, drawn
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.widgets.room import fit_on_screen
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.rows import LetterRow

WIDTH, HEIGHT = 720, 860


class LetterDialog(QDialog):
    """Drawn from the bytes that the book keeps."""

    def __init__(self, shell: Shell, row: LetterRow, pdf: bytes) -> None:
        super().__init__(shell.as_parent())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{row.client}: {row.subject}")
        self._shell, self._pdf = shell, pdf
        self.sheets = Sheets(self.tr("The letter"))
        self.sheets.resized.connect(self.draw)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(LARGE, MEDIUM, LARGE, LARGE)
        layout.addWidget(self.sheets, 1)
        layout.addWidget(close)

    def open(self) -> None:
        fit_on_screen(self, width=WIDTH, height=HEIGHT)
        super().open()
        self.draw()

    def draw(self) -> None:
        """Draw the pages as wide as there is room."""
        pdf, width = self._pdf, self.sheets.wanted_width

        def pages(_office: Office) -> tuple[QImage, ...]:
            return drawn(pdf, width)

        self._shell.desk.ask(pages, then=self.sheets.show_images, owner=self, latest="letter")
