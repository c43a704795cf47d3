"""Telling of trouble: a plain sentence for what the owner can mend, a report for a bug."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.ui.text.errors import sentence

translate = QCoreApplication.translate


class Report(Protocol):
    """What the crash watch knows of a bug: text that names no client."""

    @property
    def text(self) -> str: ...


def tell_trouble(parent: QWidget, error: DunningError) -> QMessageBox:
    """Say what happened and what to press; the window stays usable behind it."""
    box = _box(parent, QMessageBox.Icon.Warning)
    box.setText(sentence(error))
    box.open()
    return box


def tell_bug(parent: QWidget, report: Report) -> QMessageBox:
    """Say that something went wrong that should not, with a report to copy."""
    box = _box(parent, QMessageBox.Icon.Critical)
    box.setText(translate("Trouble", "Something went wrong that should not have."))
    box.setInformativeText(
        translate(
            "Trouble",
            "Your book is safe: whatever was under way was taken back. The report below says "
            "where it happened; it names no client and no amount.",
        )
    )
    box.setDetailedText(report.text)
    role = QMessageBox.ButtonRole.ActionRole
    copy = box.addButton(translate("Trouble", "Copy the report"), role)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report.text))
    box.open()
    return box


def _box(parent: QWidget, icon: QMessageBox.Icon) -> QMessageBox:
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(icon)
    box.setWindowTitle("Dunning Desktop")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setStandardButtons(QMessageBox.StandardButton.Close)
    return box
