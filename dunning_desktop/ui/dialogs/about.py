"""What the program is, and its shortcuts, read off the actions themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QMessageBox, QVBoxLayout

import dunning_desktop
from dunning_desktop.ui.look.fonts import as_title
from dunning_desktop.ui.look.metrics import MEDIUM, SMALL, WIDE
from dunning_desktop.ui.widgets.labels import label

if TYPE_CHECKING:
    from dunning_desktop.ui.window import Window

translate = QCoreApplication.translate


def tell_about(window: Window) -> QMessageBox:
    """Name, version, licences."""
    box = QMessageBox(window)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(translate("About", "About Dunning Desktop"))
    box.setText(f"Dunning Desktop {dunning_desktop.__version__}")
    box.setInformativeText(
        translate(
            "About",
            "Gets unpaid invoices paid. Free software under the MIT licence. "
            "Made with Qt (LGPL), SQLAlchemy, ReportLab and the Lucide icons (ISC).",
        )
    )
    box.open()
    return box


def tell_shortcuts(window: Window) -> QDialog:
    """Every shortcut that works just now."""
    dialog = QDialog(window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(translate("About", "Keyboard shortcuts"))
    heading = label(translate("About", "Keyboard shortcuts"))
    as_title(heading)
    rows = QFormLayout()
    rows.setHorizontalSpacing(WIDE)
    rows.setVerticalSpacing(SMALL)
    for one in window.actions_now():
        keys = one.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if keys:
            rows.addRow(label(keys, "quiet"), label(one.text().replace("&", "").replace("…", "")))
    close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    close.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
    layout.setSpacing(MEDIUM)
    layout.addWidget(heading)
    layout.addLayout(rows)
    layout.addWidget(close)
    dialog.open()
    return dialog
