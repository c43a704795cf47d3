"""A claim on one's own: its sums, its fee, and the particulars to paste into the form."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
)

from dunning_desktop.domain.court import LINES, CourtClaim, particulars
from dunning_desktop.domain.errors import DunningError
from dunning_desktop.ui.file_names import safe_name, with_ending
from dunning_desktop.ui.look.fonts import as_heading, as_title, tabular
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, WIDE
from dunning_desktop.ui.paper_files import write_claim_sheet
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import court as text
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.text.money import money
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.tab_order import follow_layout
from dunning_desktop.usecases.case_views import CaseView
from dunning_desktop.usecases.court import court_claim

WIDTH, HEIGHT = 620, 720


class CourtDialog(QDialog):
    """Read only: it says what the book says today."""

    def __init__(self, shell: Shell, view: CaseView) -> None:
        super().__init__(shell.as_parent())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell, self._view = shell, view
        self._claim: CourtClaim | None = None
        self.setWindowTitle(self.tr("A claim against {client}").format(client=view.row.client))
        self.sums = QGridLayout()
        self.sums.setHorizontalSpacing(LARGE)
        self.sums.setVerticalSpacing(SMALL)
        self.sums.setColumnStretch(2, 1)
        self.demand = label(look="quiet", wrap=True)
        self.trouble = label(look="alarm", wrap=True)
        self.trouble.hide()
        self.fee_known = label(look="quiet", wrap=True)
        self.count = label(look="quiet", wrap=True)
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.words.setAccessibleName(self.tr("Particulars of claim"))
        self.copy = button(self.tr("Copy the particulars"), self._copy, look="primary",
                           icon_name="copy")  # fmt: skip
        self.sheet = button(self.tr("Save the summary…"), self._save, icon_name="download")
        for one in (self.copy, self.sheet):
            one.setEnabled(False)
        self._build()
        shell.desk.ask(
            court_claim, view.row.case.id, then=self._show, failed=self.explain, owner=self
        )

    def _build(self) -> None:
        heading = label(self.windowTitle(), wrap=True)
        as_title(heading)
        part = label(self.tr("Particulars of claim"))
        as_heading(part)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(button(self.tr("Close"), self.accept))
        row.addStretch()
        row.addWidget(self.sheet)
        row.addWidget(self.copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, LARGE, WIDE, LARGE)
        layout.setSpacing(MEDIUM)
        layout.addWidget(heading)
        layout.addWidget(self.trouble)
        layout.addLayout(self.sums)
        for one in (self.fee_known, part, self.count):
            layout.addWidget(one)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.demand)
        layout.addLayout(row)
        self.resize(WIDTH, HEIGHT)

    def open(self) -> None:
        follow_layout(self)
        super().open()

    def _show(self, claim: CourtClaim) -> None:
        self._claim = claim
        rows = (
            (self.tr("Invoices"), claim.principal),
            (self.tr("Interest to date"), claim.interest),
            (self.tr("Compensation and costs"), claim.compensation + claim.costs),
            (self.tr("Claimed"), claim.claimed),
            (self.tr("Court fee"), claim.fee),
            (self.tr("In all"), claim.total),
            (self.tr("Interest each further day"), claim.daily),
        )
        for at, (caption, amount) in enumerate(rows):
            figure = label(money(amount), selectable=True)
            figure.setFont(tabular())
            self.sums.addWidget(label(caption, "quiet"), at, 0)
            self.sums.addWidget(figure, at, 1, Qt.AlignmentFlag.AlignTrailing)
        self.fee_known.setText(text.fee_known(claim))
        lines = particulars(claim)
        self.words.setPlainText("\n".join(lines))
        said = self.tr("For Money Claim Online: {lines} of {most} lines.")
        self.count.setText(said.format(lines=len(lines), most=LINES))
        if not claim.online:
            most = money(claim.fees.online_upto)
            more = self.tr("A claim of more than {most} cannot be made online.").format(most=most)
            self.count.setText(f"{self.count.text()} {more}")
        self.demand.setText(text.demand(claim.demand))
        for one in (self.copy, self.sheet):
            one.setEnabled(True)

    def explain(self, error: DunningError) -> None:
        """Say why there is no such claim, or why it cannot be saved."""
        self.trouble.setText(sentence(error))
        self.trouble.show()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.words.toPlainText())
        self._shell.toast(self.tr("The particulars are on the clipboard."))

    def _save(self) -> None:
        if self._claim is None:
            return
        name = self.tr("{client} claim.pdf").format(client=safe_name(self._view.row.client))
        chosen, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Save the summary"), name, self.tr("PDF files (*.pdf)")
        )
        if not chosen:
            return
        path = with_ending(chosen, ".pdf")
        said = self.tr("{name} saved.").format(name=path.name)
        self._shell.desk.ask(
            write_claim_sheet,
            self._claim,
            path,
            then=lambda _path: self._shell.toast(said),
            failed=self.explain,
            owner=self,
        )
