"""Labels in the looks of the style sheet, and the state shown by an icon beside its words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dunning_desktop.ui.look.icons import plain_pixmap
from dunning_desktop.ui.look.metrics import ICON, SMALL, SMALL_ICON
from dunning_desktop.ui.look.theme import colours_now


def label(
    text: str = "", look: str = "", *, wrap: bool = False, selectable: bool = False
) -> QLabel:
    """A plain-text label; ``look`` is one of the style sheet's, such as ``quiet``."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if look:
        made.setProperty("look", look)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def wear(widget: QWidget, look: str) -> None:
    """Give a widget another look of the style sheet."""
    widget.setProperty("look", look)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def rule() -> QFrame:
    """A thin line between two parts."""
    line = QFrame()
    line.setProperty("look", "rule")
    return line


class IconLabel(QLabel):
    """A small icon that follows the scheme. Decoration: the words beside it say the same."""

    def __init__(self, name: str, colour: str = "quiet", *, size: int = ICON) -> None:
        super().__init__()
        self._name = name
        self._colour = colour
        self._size = size
        self.setFixedSize(size, size)
        self._draw()

    def show_icon(self, name: str, colour: str) -> None:
        """Show another icon."""
        self._name, self._colour = name, colour
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        colour = getattr(colours_now(), self._colour)
        ratio = self.devicePixelRatioF()
        self.setPixmap(plain_pixmap(self._name, colour, self._size, ratio=ratio))


def iconed(
    name: str, text: QLabel, *, colour: str = "quiet", under: QLabel | None = None
) -> QWidget:
    """An icon and the words it stands for, in one row; ``under`` is a second line."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SMALL)
    # A line of text is about as high as this icon: the first line and it stand level.
    layout.addWidget(IconLabel(name, colour, size=SMALL_ICON), 0, Qt.AlignmentFlag.AlignTop)
    if under is None:
        layout.addWidget(text, 1, Qt.AlignmentFlag.AlignTop)
        return row
    lines = QVBoxLayout()
    lines.setSpacing(0)
    lines.addWidget(text)
    lines.addWidget(under)
    layout.addLayout(lines, 1)
    return row
