"""What holds for a whole ladder, in its editor."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from dunning_desktop.domain.policy import BrokenPromise, DunningPolicy, PartPayment
from dunning_desktop.ui.dialogs.calculator_form import LiveForm
from dunning_desktop.ui.text.ladders import broken_promise, part_payment
from dunning_desktop.ui.widgets.count import Count
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.least import LeastEdit
from dunning_desktop.ui.widgets.wheel import WheelGuard

LONGEST_GAP = 90
MOST_REPEATS = 24
EVERY, TIMES = 14, 2
"""What repeating begins with."""


class RulesEdit(QWidget):
    """The gap, repeats, days of rest, the least amount, part payments and broken promises."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.form = LiveForm()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        day, days = self.tr(" day"), self.tr(" days")
        self.gap = Count(0, LONGEST_GAP, before=self.tr("at least "), one=day, many=days)
        self.working = QCheckBox(self.tr("Only on days on which the client works"))
        self.repeats = QCheckBox(self.tr("Send it again as long as nothing is paid"))
        self.every = Count(1, LONGEST_GAP, before=self.tr("after "), one=day, many=days)
        self.most = Count(
            1, MOST_REPEATS, before=self.tr("at most "), one=self.tr(" time"),
            many=self.tr(" times"),
        )  # fmt: skip
        self.most.setAccessibleName(self.tr("How often it is sent again"))
        self.least = LeastEdit()
        self.parts = Choice((one, part_payment(one)) for one in PartPayment)
        self.broken = Choice((one, broken_promise(one)) for one in BrokenPromise)
        self._build()

    def _build(self) -> None:
        self.form.row(self.tr("Between two"), self.gap)
        self.gap.setAccessibleName(self.tr("Days between two reminders to a client"))
        self.form.hint(self.gap, self.tr("Days between two reminders to the same client."))
        self.form.row(self.tr("Days of rest"), self.working)
        self.form.hint(
            self.working, self.tr("Not on weekends, nor on bank holidays where the client is.")
        )
        self.form.row(self.tr("The last step"), self.repeats)
        self.form.row(self.tr("Again"), self.every, beside=self.most)
        self.every.setAccessibleName(self.tr("Days until it is sent again"))
        self.form.row(self.tr("Worth chasing"), self.least)
        self._hint_least()
        self.least.setAccessibleName(self.tr("Least amount worth chasing"))
        self.least.edited.connect(self.changed.emit)
        self.form.row(self.tr("Part payment"), self.parts)
        self.form.hint(
            self.parts,
            self.tr("A payment of less than a tenth of what is open does not count."),
        )
        self.form.row(self.tr("Broken promise"), self.broken)
        self.form.hint(
            self.broken,
            self.tr("Firmer: one step is left out, where the next one may go on that day as well."),
        )
        for spin in (self.gap, self.every, self.most):
            spin.valueChanged.connect(lambda _value: self.changed.emit())
        self.working.toggled.connect(lambda _on: self.changed.emit())
        self.repeats.toggled.connect(lambda _on: self._follow())
        self.parts.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.broken.currentIndexChanged.connect(lambda _at: self.changed.emit())
        WheelGuard(self.gap, self.every, self.most, self.parts, self.broken, parent=self)
        self._follow()

    def show_policy(self, policy: DunningPolicy, currency: str) -> None:
        """Show the rules of a ladder."""
        self.gap.setValue(policy.gap_days)
        self.working.setChecked(policy.working_days)
        repeated = bool(policy.repeat_every and policy.repeat_most)
        self.every.setValue(policy.repeat_every or EVERY)
        self.most.setValue(policy.repeat_most or TIMES)
        self.repeats.setChecked(repeated)
        self.least.show_sums(policy.minimum, currency)
        self.parts.choose(policy.part_payment)
        self.broken.choose(policy.broken_promise)
        self._follow()

    def put(self, policy: DunningPolicy) -> DunningPolicy:
        """The ladder with what was typed."""
        again = self.repeats.isChecked()
        return replace(
            policy,
            gap_days=self.gap.value(),
            working_days=self.working.isChecked(),
            repeat_every=self.every.value() if again else None,
            repeat_most=self.most.value() if again else 0,
            minimum=self.least.sums() or (),
            part_payment=self.parts.value() or policy.part_payment,
            broken_promise=self.broken.value() or policy.broken_promise,
        )

    @property
    def problem(self) -> str:
        """What cannot be saved; empty while all is well."""
        if self.least.sums() is None:
            return self.tr("Type the amount like 1,234.50, or leave it empty.")
        return ""

    def check(self) -> bool:
        """Complain beside the field that cannot be taken; whether there was none."""
        self.form.all_right()
        self._hint_least()
        if self.problem:
            self.form.wrong(self.least, self.problem)
            self.least.setFocus()
        return not self.problem

    def _hint_least(self) -> None:
        self.form.hint(self.least, self.tr("What is open in all must be so much, or it waits."))

    def _follow(self) -> None:
        self.form.show_row(self.every, shown=self.repeats.isChecked())
        self.changed.emit()
