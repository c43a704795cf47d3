"""A package is made: its password, and what comes next."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout

from dunning_desktop.domain.cases import StepKind
from dunning_desktop.domain.partner_notice import NoticeKind
from dunning_desktop.ui.dialogs.case_step import CaseStepDialog
from dunning_desktop.ui.dialogs.partner_mail import PartnerMailDialog
from dunning_desktop.ui.look.fonts import as_title, scaled
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, WIDE
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.tab_order import follow_layout
from dunning_desktop.usecases.case_package import Package
from dunning_desktop.usecases.case_views import CaseView

WIDTH = 560


class PackageMadeDialog(QDialog):
    """The password is shown this once: it is kept nowhere."""

    def __init__(
        self, shell: Shell, view: CaseView, made: Package, path: Path, *, partner_id: int
    ) -> None:
        super().__init__(shell.as_parent())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell, self._view, self._made = shell, view, made
        self._partner_id = partner_id
        self.setWindowTitle(self.tr("{name} is saved").format(name=path.name))
        self.setMinimumWidth(WIDTH)
        self.password = QLineEdit(made.password)
        self.password.setReadOnly(True)
        self.password.setFont(scaled(1.2, bold=True))
        self.password.setAccessibleName(self.tr("Its password"))
        self.mail = button(self.tr("Write the e-mail…"), self._write, look="primary")
        self.mail.setDefault(True)
        self.hand = button(self.tr("It is handed over…"), self._hand_over)
        self.hand.setVisible(StepKind.HANDED_OVER in view.row.stands.allowed)
        self._build()

    def _build(self) -> None:
        heading = label(self.windowTitle(), wrap=True)
        as_title(heading)
        said = self.tr(
            "This is its password. It is shown this once and kept nowhere: tell it by telephone or "
            "text message, not by e-mail. If it is lost, make the package again."
        )
        line = QHBoxLayout()
        line.setSpacing(SMALL)
        line.addWidget(self.password, 1)
        line.addWidget(button(self.tr("Copy"), self.copy, icon_name="copy"))
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(button(self.tr("Close"), self.accept))
        row.addStretch()
        row.addWidget(self.hand)
        row.addWidget(self.mail)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, LARGE, WIDE, LARGE)
        layout.setSpacing(MEDIUM)
        layout.addWidget(heading)
        layout.addWidget(label(said, "quiet", wrap=True))
        layout.addLayout(line)
        layout.addStretch()
        layout.addLayout(row)

    def open(self) -> None:
        follow_layout(self)
        super().open()

    def copy(self) -> None:
        """Put the password on the clipboard."""
        QGuiApplication.clipboard().setText(self._made.password)
        self._shell.toast(self.tr("The password is on the clipboard."))

    def _write(self) -> None:
        PartnerMailDialog(
            self._shell,
            self._view.row.case.id,
            NoticeKind.HAND_OVER,
            partner_id=self._partner_id,
            package=self._made.content,
        ).open()

    def _hand_over(self) -> None:
        dialog = CaseStepDialog(
            self._shell, self._view.row, StepKind.HANDED_OVER, partner_id=self._partner_id
        )
        dialog.accepted.connect(self.hand.hide)
        dialog.open()
