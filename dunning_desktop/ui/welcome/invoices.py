"""The last step of the set-up: where the invoices come from."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dunning_desktop.ui.look.metrics import MEDIUM
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import label


class InvoicesStep(QWidget):
    """Opens the import in the place of the set-up."""

    def __init__(self, shell: Shell, leave: Callable[[], object]) -> None:
        super().__init__()
        self._shell = shell
        self._leave = leave
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(MEDIUM)
        layout.addWidget(
            label(
                self.tr("Export your open sales invoices from your accounting program as CSV or "
                        "Excel, and bring the file in. You see every row before anything is "
                        "written, and an import can be undone."),
                wrap=True,
            )
        )
        row = QHBoxLayout()
        row.addWidget(button(self.tr("Import invoices…"), self._import, icon_name="file-up"))
        row.addStretch()
        layout.addLayout(row)
        layout.addStretch()

    def _import(self) -> None:
        self._leave()
        self._shell.import_file()
