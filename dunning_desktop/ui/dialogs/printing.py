"""Choosing a printer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.letters import print_order
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.usecases.batches import Order

ORDERED_WIDTH = 580

Printer = tuple[str, str, bool]
"""The system's name, the name for people, and whether it is the usual one."""


@dataclass(frozen=True, slots=True)
class PrintHow:
    """How a pile of letters is printed."""

    order: Order = Order.MADE
    both_sides: bool = False


class PrintDialog(FormDialog):
    """``chosen`` carries the printer's system name."""

    chosen = Signal(str)

    def __init__(self, shell: Shell, printers: Sequence[Printer], title: str) -> None:
        super().__init__(shell, width=460)
        self.order: Choice[Order] | None = None
        self.both_sides: QCheckBox | None = None
        self.name_it(title, self.tr("Print"))
        self.printer = Choice((name, words or name) for name, words, _usual in printers)
        usual = next((name for name, _words, usual in printers if usual), printers[0][0])
        self.printer.choose(usual)
        self.form.row(self.tr("Printer"), self.printer)
        words = self.tr("At 100 %, not fitted to the page: the address stands in the window.")
        self.form.hint(self.printer, words)

    def ask_how(self) -> None:
        """For a pile of letters: in which order, and on how many sides."""
        self.order = Choice((one, print_order(one)) for one in Order)
        self.setMinimumWidth(ORDERED_WIDTH)
        self.form.row(self.tr("Order"), self.order)
        self.both_sides = QCheckBox(self.tr("On both sides of the paper"))
        self.form.row("", self.both_sides)
        self.form.hint(self.both_sides, self.tr("Each letter begins on a sheet of its own."))

    @property
    def how(self) -> PrintHow:
        """As it was asked for; the usual way where it was not asked."""
        if self.both_sides is None or self.order is None:
            return PrintHow()
        return PrintHow(self.order.value() or Order.MADE, self.both_sides.isChecked())

    def save(self) -> None:
        self.chosen.emit(self.printer.value() or "")
        self.accept()
