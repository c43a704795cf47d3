"""A printer that keeps what it was given, and a file dialog that was answered already."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from dunning_desktop.ui.dialogs.printing import PrintDialog
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.office import Office

PRINTERS = (("lp1", "Old one", False), ("lp2", "Good one", True))


class Printed:
    """What went to a printer: the PDF, the printer's name, and the name of the job."""

    def __init__(self) -> None:
        self.jobs: list[tuple[bytes, str, str]] = []

    def __call__(self, pdf: bytes, printer: str, title: str) -> None:
        self.jobs.append((pdf, printer, title))

    @property
    def pdf(self) -> bytes:
        """Of the only job."""
        ((pdf, _printer, _title),) = self.jobs
        return pdf


def with_printers(office: Office, folder: Path, printed: Printed) -> Surroundings:
    """A window that prints there, and proposes to save in that folder."""
    return Surroundings(
        open_office=lambda: office,
        settings_folder=folder,
        printers=lambda: PRINTERS,
        print_pdf=printed,
        documents_folder=folder,
    )


def print_dialog(window: Window) -> PrintDialog:
    (dialog,) = window.findChildren(PrintDialog)
    assert dialog.isVisible()
    return dialog


def save_there(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> list[str]:
    """Answer every question where to save with that path, None: thought better of it.

    What is returned collects the names that were proposed.
    """
    proposed: list[str] = []

    def answer(_parent: object, _title: str, start: str, *_more: object) -> tuple[str, str]:
        proposed.append(Path(start).name)
        return str(path or ""), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return proposed
