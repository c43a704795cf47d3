"""The columns of the file that a partner takes: a heading of theirs, and what stands under it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from dunning_desktop.domain.partners import USUAL, Columns, Field
from dunning_desktop.ui.look.metrics import SMALL
from dunning_desktop.ui.text.cases import partner_field
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.layouts import empty
from dunning_desktop.ui.widgets.tab_order import follow_layout
from dunning_desktop.ui.widgets.wheel import WheelGuard


class ColumnsEdit(QWidget):
    """None of its own is the usual file; ``columns`` may clash yet: the partner says so."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[QLineEdit, Choice[Field]]] = []
        self._about = label(look="quiet", wrap=True)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SMALL)
        self._grid.setVerticalSpacing(SMALL)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.more = button(self.tr("Add a column"), self._on_more, look="link")
        self.begin = button(self.tr("Begin with the usual ones"), self._on_begin, look="link")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(self._about)
        column.addLayout(self._grid)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeading)
        self.show_columns(())

    def show_columns(self, columns: Sequence[tuple[str, Field]]) -> None:
        """Show these in the place of the earlier ones."""
        empty(self._grid)
        self._rows = []
        for at, (heading, what) in enumerate(columns):
            self._add(at, heading, what)
        self.begin.setVisible(not columns)
        usual = ", ".join(heading for heading, _what in USUAL)
        said = self.tr("The usual ones: {headings}.").format(headings=usual)
        self._about.setText("" if columns else said)
        self._about.setVisible(not columns)
        follow_layout(self)

    def _add(self, at: int, heading: str, what: Field) -> None:
        number = at + 1
        typed = QLineEdit(heading)
        typed.setAccessibleName(self.tr("Heading of column {number}").format(number=number))
        named = self.tr("What stands in column {number}").format(number=number)
        choice = Choice([(one, partner_field(one)) for one in Field], name=named)
        choice.choose(what)
        WheelGuard(choice, parent=choice)
        out = button(self.tr("Remove"), partial(self._remove, at), look="link")
        out.setAccessibleName(self.tr("Remove column {number}").format(number=number))
        self._grid.addWidget(typed, at, 0)
        self._grid.addWidget(choice, at, 1)
        self._grid.addWidget(out, at, 2)
        self._rows.append((typed, choice))

    def columns(self) -> Columns:
        """What was typed, in its order."""
        return tuple(
            (typed.text().strip(), choice.value() or Field.INVOICE_NUMBER)
            for typed, choice in self._rows
        )

    def _remove(self, at: int) -> None:
        self.show_columns([one for place, one in enumerate(self.columns()) if place != at])

    def _on_more(self) -> None:
        used = {what for _heading, what in self.columns()}
        fresh = next((one for one in Field if one not in used), Field.REFERENCE)
        self.show_columns([*self.columns(), ("", fresh)])
        self._rows[-1][0].setFocus()

    def _on_begin(self) -> None:
        self.show_columns(USUAL)
