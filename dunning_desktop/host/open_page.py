"""Shows a page of the web in the owner's own browser; GUI thread only."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from dunning_desktop.host.errors import CannotOpen


def open_page(address: str) -> None:
    """Open an address of HTTPS. Raises ``CannotOpen``, also for every other kind of address."""
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname:
        raise CannotOpen(name=address, reason="no-program")
    if not QDesktopServices.openUrl(QUrl(address)):
        raise CannotOpen(name=parts.hostname, reason="no-program")
