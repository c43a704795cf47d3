"""The days of a debt as they are typed in: what was agreed, and what counts where nothing was."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from dunning_desktop.domain.relevant_day import DebtDays
from dunning_desktop.ui.dialogs.calculator_form import LiveForm
from dunning_desktop.ui.widgets.fields import DayEdit


class DaysFields(QObject):
    """Rows of the calculator's form; notice and performance are asked for where the law needs them.

    They are: where no day was agreed, where the debtor is a public authority, and performance for
    a deposit.
    """

    changed = Signal()

    def __init__(self, form: LiveForm, today: date) -> None:
        super().__init__(form)
        self._form = form
        self._authority = False
        self.due = DayEdit(today)
        self.unagreed = QCheckBox(self.tr("No day was agreed"))
        self.notice = DayEdit(today)
        self.performance = DayEdit(today)
        self.unknown = QCheckBox()
        self.unknown.setChecked(True)
        self.advance = QCheckBox(self.tr("A deposit or pro-forma, owed before the work is done"))
        self._add_rows()
        for day in (self.due, self.notice, self.performance):
            day.dateChanged.connect(self.changed)
        for check in (self.unagreed, self.unknown, self.advance):
            check.toggled.connect(self._follow)
        self._follow()

    def _add_rows(self) -> None:
        form = self._form
        form.row(self.tr("Last day to pay"), self.due, beside=self.unagreed)
        form.wide(self.advance)
        form.row(self.tr("They got the invoice"), self.notice)
        form.row(self.tr("Work was done"), self.performance, beside=self.unknown)

    def set_authority(self, authority: bool) -> None:
        """A public authority has no more than the law's days from notice, whatever was agreed."""
        self._authority = authority
        self._follow()

    def _follow(self) -> None:
        advance, unagreed = self.advance.isChecked(), self.unagreed.isChecked()
        by_law = (unagreed or self._authority) and not advance
        self.due.setEnabled(not unagreed)
        self.unknown.setText(self.tr("Not done yet") if advance else self.tr("Not known"))
        self._form.show_row(self.notice, shown=by_law)
        self._form.show_row(self.performance, shown=by_law or advance)
        self.performance.setEnabled(not self.unknown.isChecked())
        self.changed.emit()

    def days(self) -> DebtDays:
        """What was typed, as far as it is asked for."""
        advance, unagreed = self.advance.isChecked(), self.unagreed.isChecked()
        asked = unagreed or self._authority
        done = (asked or advance) and not self.unknown.isChecked()
        return DebtDays(
            agreed=None if unagreed else self.due.day(),
            notice=self.notice.day() if asked and not advance else None,
            performance=self.performance.day() if done else None,
            advance=advance,
        )

    def field(self, name: str) -> QWidget | None:
        """Where a complaint about one of the days belongs: to a row that is shown."""
        if name == "notice":
            return self.notice
        if name == "performance" or (name == "due" and self.unagreed.isChecked()):
            return self.performance if self.advance.isChecked() else self.notice
        return self.due if name == "due" else None
