"""The last step of the import: what it did, what it left out, and a way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from dunning_desktop.ui.dialogs.import_old_debts import OldDebtsCard
from dunning_desktop.ui.dialogs.import_reading import Drafted
from dunning_desktop.ui.look.fonts import as_heading, scaled
from dunning_desktop.ui.look.metrics import MEDIUM, SMALL
from dunning_desktop.ui.text.importing import counted, invoices, rows
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import IconLabel, label
from dunning_desktop.usecases.drafts import Verdict
from dunning_desktop.usecases.imports import Imported

LISTED = 200
TALLEST = 260
COUNTS = ("clients", "updated", "settled", "discounts", "credit_notes", "unchanged")


class ResultStep(QWidget):
    """Counts, conflicts, what is missing from the file, and rows that could not be read."""

    def __init__(self, undo: Callable[[], object]) -> None:
        super().__init__()
        self.icon = IconLabel("circle-check", "good", size=40)
        self.heading = label(wrap=True)
        self.heading.setFont(scaled(1.4, bold=True))
        self.counts = label(look="quiet", wrap=True)
        self.undo = button(self.tr("Undo import"), undo, icon_name="undo-2")
        self.left_heading = label(self.tr("What was left out, and why"))
        as_heading(self.left_heading)
        self.left_out = QPlainTextEdit()
        self.left_out.setReadOnly(True)
        self.left_out.setMaximumHeight(TALLEST)
        self.left_out.setAccessibleName(self.left_heading.text())
        self.old = OldDebtsCard()
        foot = QHBoxLayout()
        foot.addWidget(self.undo)
        foot.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, MEDIUM, 0, 0)
        layout.setSpacing(MEDIUM)
        layout.addWidget(self.icon)
        layout.addWidget(self.heading)
        layout.addWidget(self.counts)
        layout.addLayout(foot)
        layout.addWidget(self.old)
        layout.addSpacing(SMALL)
        layout.addWidget(self.left_heading)
        layout.addWidget(self.left_out, 1)
        layout.addStretch()

    def show_result(self, imported: Imported, drafted: Drafted) -> None:
        """Say what the import did."""
        said = self.tr("{invoices} came in").format(invoices=invoices(imported.added))
        self.heading.setText(said)
        parts = [counted(name, getattr(imported, name)) for name in COUNTS
                 if getattr(imported, name)]
        self.counts.setText(", ".join(parts))
        self.counts.setVisible(bool(parts))
        lines = self._left_out(imported, drafted)
        self.left_out.setPlainText("\n".join(lines))
        for one in (self.left_heading, self.left_out):
            one.setVisible(bool(lines))

    def _left_out(self, imported: Imported, drafted: Drafted) -> list[str]:
        lines = [
            self.tr("{number}: the file and your book do not agree, so it stays as it is.").format(
                number=number
            )
            for number in imported.conflicts
        ]
        lines += [
            self.tr("{number}: open in your book, no longer in this file. Perhaps paid?").format(
                number=number
            )
            for number in imported.missing
        ]
        bad = [one for one in drafted.rows if one.kind is Verdict.BAD]
        lines += [
            self.tr("Row {row}: {why}").format(row=one.row, why=one.why) for one in bad[:LISTED]
        ]
        more = len(bad) - LISTED
        if more > 0:
            lines.append(self.tr("and {rows} more").format(rows=rows(more)))
        return lines + self._skipped(drafted)

    def _skipped(self, drafted: Drafted) -> list[str]:
        reasons: dict[str, int] = {}
        for one in drafted.rows:
            if one.kind is Verdict.SKIP and one.why:
                reasons[one.why] = reasons.get(one.why, 0) + 1
        return [
            self.tr("{rows}: {why}").format(rows=rows(count), why=why)
            for why, count in sorted(reasons.items(), key=_most_first)
        ]

    def show_undone(self, name: str) -> None:
        """Say that it was taken back."""
        self.icon.show_icon("undo-2", "quiet")
        self.heading.setText(self.tr("The import was taken back"))
        said = self.tr("Your book is as it was before {name} came in.")
        self.counts.setText(said.format(name=name))
        self.counts.show()
        for one in (self.undo, self.old, self.left_heading, self.left_out):
            one.hide()


def _most_first(pair: tuple[str, int]) -> tuple[int, str]:
    why, count = pair
    return -count, why


