"""What a page may ask of the window around it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from dunning_desktop.ui.desk import Desk


class Shell(Protocol):
    """The window, as its pages and dialogs see it."""

    @property
    def desk(self) -> Desk: ...

    @property
    def settings(self) -> QSettings:
        """What the window remembers: sizes and columns, nothing of the book."""

    def toast(
        self, text: str, *, undo: Callable[[], object] | None = None, seconds: float = 6.0
    ) -> None:
        """Say it at the foot of the window; ``undo`` runs when the owner takes it back."""

    def go_to(self, name: str) -> None:
        """Open a page."""

    def go_back(self) -> None:
        """Leave a view that is not in the rail for the page it was opened over."""

    def show_settings(self, section: str = "") -> None:
        """Open the settings at a section, such as business, terms, mail or reminders."""

    def show_client(self, client_id: int) -> None:
        """Open the Clients page at a client."""

    def show_clients(self, client_ids: Sequence[int], why: str) -> None:
        """Open the Clients page at these alone, and say over them why; of one, its details."""

    def show_outbox(self, part: str = "") -> None:
        """Open the outbox: at its e-mails, at ``stuck`` ones, or at the ``letters``."""

    def show_invoice(self, invoice_id: int) -> None:
        """Open the Invoices page at an invoice."""

    def review(self, client_ids: Collection[int] | None = None) -> None:
        """Look at what would be sent today, to these clients or to all."""

    def import_file(self, path: Path | None = None) -> None:
        """Bring in a file of invoices; without a path the owner chooses one."""

    def open_demo(self) -> None:
        """Open the demo book in the place of the own one."""

    def as_parent(self) -> QWidget:
        """The widget that dialogs stand over."""
