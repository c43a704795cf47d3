"""A card with one figure that should be seen first, and the same in other currencies under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from dunning_desktop.ui.look.fonts import as_figure, as_heading
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, TINY
from dunning_desktop.ui.widgets.labels import label

NOTHING_YET = "–"


class FigureCard(QFrame):
    """``hint`` says in a sentence what the figure is made of."""

    def __init__(self, caption: str, hint: str) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setToolTip(hint)
        self._caption = caption
        self.figures: list[QLabel] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(LARGE, MEDIUM, MEDIUM, MEDIUM)
        self._lines.setSpacing(TINY)
        self._lines.addWidget(label(caption, "quiet"))
        self.show_figures([NOTHING_YET])

    def show_figures(self, figures: Sequence[str]) -> None:
        """Show these, one a currency, the first one large."""
        while len(self.figures) > max(len(figures), 1):
            gone = self.figures.pop()
            gone.hide()
            gone.deleteLater()
        while len(self.figures) < len(figures):
            self._add_line()
        for line, said in zip(self.figures, figures, strict=False):
            line.setText(said)
        self.setAccessibleName(f"{self._caption}: {', '.join(figures)}")

    def _add_line(self) -> None:
        line = label()
        if self.figures:
            as_heading(line)
        else:
            as_figure(line)
        self.figures.append(line)
        self._lines.addWidget(line)
