"""Choosing a printer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.widgets.fields import Choice

Printer = tuple[str, str, bool]
"""The system's name, the name for people, and whether it is the usual one."""


class PrintDialog(FormDialog):
    """``chosen`` carries the printer's system name."""

    chosen = Signal(str)

    def __init__(self, shell: Shell, printers: Sequence[Printer], title: str) -> None:
        super().__init__(shell, width=460)
        self.name_it(title, self.tr("Print"))
        self.printer = Choice((name, words or name) for name, words, _usual in printers)
        usual = next((name for name, _words, usual in printers if usual), printers[0][0])
        self.printer.choose(usual)
        self.form.row(self.tr("Printer"), self.printer)
        self.form.hint(self.printer, self.tr("On A4, at 100 %: the address stands in the window."))

    def save(self) -> None:
        self.chosen.emit(self.printer.value() or "")
        self.accept()
