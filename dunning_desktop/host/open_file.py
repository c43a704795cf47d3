"""Shows a file or a folder with the program the owner uses for it; GUI thread only."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from dunning_desktop.host.errors import CannotOpen


def open_file(path: Path) -> None:
    """Open a file in its own program. Raises ``CannotOpen``."""
    _open(path)


def reveal(path: Path) -> None:
    """Show the folder, or the folder a file lies in. Raises ``CannotOpen``."""
    if not path.exists():
        raise CannotOpen(name=path.name, reason="missing")
    _open(path if path.is_dir() else path.parent)


def _open(path: Path) -> None:
    if not path.exists():
        raise CannotOpen(name=path.name, reason="missing")
    url = QUrl.fromLocalFile(str(path.absolute()))
    if not QDesktopServices.openUrl(url):
        raise CannotOpen(name=path.name, reason="no-program")
