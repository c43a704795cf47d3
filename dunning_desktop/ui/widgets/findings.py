"""Where terms, ladder and law do not fit: each with what to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dunning_desktop.domain.terms_check import NOTES, Finding
from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.metrics import SMALL
from dunning_desktop.ui.text.terms import what_is_wrong, what_to_do
from dunning_desktop.ui.widgets.labels import iconed, label
from dunning_desktop.ui.widgets.layouts import empty


class Findings(QWidget):
    """Says so, too, when all is well."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: tuple[Finding, ...] = ()
        heading = label(self.tr("Do they fit?"))
        as_heading(heading)
        self._list = QVBoxLayout()
        self._list.setSpacing(SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(heading)
        column.addLayout(self._list)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these in the place of the earlier ones."""
        self.shown = tuple(findings)
        empty(self._list)
        for one in findings:
            said = label(what_is_wrong(one), wrap=True, selectable=True)
            under = label(what_to_do(one), "quiet", wrap=True)
            name, colour = ("info", "quiet") if one.gap in NOTES else ("triangle-alert", "warning")
            self._list.addWidget(iconed(name, said, colour=colour, under=under))
        if not findings:
            said = label(self.tr("Your terms, your reminders and the law fit together."), wrap=True)
            self._list.addWidget(iconed("circle-check", said, colour="good"))
