"""A file that shows something, chosen in a form: a button, and the name of what was chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QWidget

from dunning_desktop.ui.look.metrics import SMALL
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import label


class FileRow(QWidget):
    """``path`` is what was chosen, None while nothing is. ``room``: pixels for its name."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self._room = room
        self.path: Path | None = None
        self.name = label(self.tr("None"), "quiet")
        # A long name must not widen the dialog: it is cut in its middle.
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.choose = button(self.tr("Choose…"), self._on_choose, icon_name="file-up")
        self.choose.setAccessibleName(self.tr("Choose the file that shows it"))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(SMALL)
        across.addWidget(self.choose)
        across.addWidget(self.name, 1)

    def _on_choose(self) -> None:
        kinds = self.tr("Papers and pictures (*.pdf *.jpg *.png *.eml *.docx);;All files (*)")
        chosen, _kind = QFileDialog.getOpenFileName(
            self, self.tr("The file that shows it"), "", kinds
        )
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Choose this file."""
        self.path = path
        metrics = self.name.fontMetrics()
        said = metrics.elidedText(path.name, Qt.TextElideMode.ElideMiddle, self._room)
        self.name.setText(said)
        self.name.setToolTip(path.name)
