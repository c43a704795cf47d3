"""How large a window with a letter in it opens: as wished, as far as the screen has room."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

LEAST_HEIGHT = 440
AROUND = 80
"""What is left free on the screen, both sides together."""


def fit_on_screen(dialog: QDialog, *, width: int, height: int) -> None:
    """Resize it so, or as large as the screen has room for, but never too low to read in."""
    room = dialog.screen().availableGeometry()
    high = max(min(height, room.height() - AROUND), LEAST_HEIGHT)
    dialog.resize(min(width, room.width() - AROUND), high)
