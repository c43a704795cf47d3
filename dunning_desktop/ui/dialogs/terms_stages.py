"""The parts an invoice is due in: percent and days of each, the last one takes the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QPushButton, QVBoxLayout, QWidget

from dunning_desktop.domain.terms import LONGEST_NET_DAYS, MOST_STAGES, WHOLE, Stage
from dunning_desktop.ui.look.metrics import SMALL
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.count import Count
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.layouts import empty
from dunning_desktop.ui.widgets.wheel import WheelGuard

FEWEST = 2
USUAL = (Stage(Decimal(50), 0), Stage(Decimal(50), 30))


class StagesEdit(QWidget):
    """``stages`` may not add up yet: the terms made of them say so."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[_Part] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SMALL)
        self._grid.setVerticalSpacing(SMALL)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(2, 1)
        self.more = button(self.tr("Add a part"), self._on_more, look="link")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addLayout(self._grid)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        self.show_stages(USUAL)

    def show_stages(self, stages: Sequence[Stage]) -> None:
        """Show these parts in the place of the earlier ones."""
        empty(self._grid)
        self._parts = [_Part(one, at, parent=self) for at, one in enumerate(stages)]
        for at, part in enumerate(self._parts):
            part.changed.connect(self._follow)
            self._grid.addWidget(part.percent, at, 0)
            self._grid.addWidget(label(self.tr("within"), "quiet"), at, 1)
            self._grid.addWidget(part.days, at, 2)
            if len(stages) > FEWEST:
                self._grid.addWidget(self._out(at), at, 3, Qt.AlignmentFlag.AlignLeading)
        self.more.setEnabled(len(stages) < MOST_STAGES)
        self._follow()

    def _out(self, at: int) -> QPushButton:
        made = button(self.tr("Remove"), self._remover(at), look="link")
        made.setAccessibleName(self.tr("Remove part {number}").format(number=at + 1))
        return made

    def _remover(self, at: int) -> Callable[[], None]:
        def remove() -> None:
            kept = [one for place, one in enumerate(self.stages()) if place != at]
            self.show_stages(kept)
            self.changed.emit()

        return remove

    def _on_more(self) -> None:
        """The last part is halved; the new one is due a month later."""
        *before, last = self.stages()
        half = (last.percent / 2).quantize(Decimal("0.01"))
        days = min(last.net_days + 30, LONGEST_NET_DAYS)
        self.show_stages([*before, Stage(half, last.net_days), Stage(last.percent - half, days)])
        self.changed.emit()

    def stages(self) -> tuple[Stage, ...]:
        """What was typed; the last part is what is left of the whole."""
        typed = [one.stage() for one in self._parts]
        rest = WHOLE - sum((one.percent for one in typed[:-1]), Decimal())
        return (*typed[:-1], Stage(rest, typed[-1].net_days))

    def _follow(self) -> None:
        last = self._parts[-1]
        last.percent.setEnabled(False)
        last.show_percent(self.stages()[-1].percent)
        self.changed.emit()


class _Part(QObject):
    """The fields of one part."""

    changed = Signal()

    def __init__(self, stage: Stage, at: int, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.percent = QDoubleSpinBox()
        self.percent.setRange(0, 100)
        self.percent.setDecimals(2)
        self.percent.setSuffix(self.tr(" %"))
        named = self.tr("Percent of part {number}").format(number=at + 1)
        self.percent.setAccessibleName(named)
        self.percent.lineEdit().setAccessibleName(named)
        self.days = Count(0, LONGEST_NET_DAYS, one=self.tr(" day"), many=self.tr(" days"))
        self.days.setAccessibleName(self.tr("Days to pay part {number}").format(number=at + 1))
        self.show_percent(stage.percent)
        self.days.setValue(stage.net_days)
        self.percent.valueChanged.connect(lambda _value: self.changed.emit())
        self.days.valueChanged.connect(lambda _value: self.changed.emit())
        WheelGuard(self.percent, self.days, parent=self)

    def show_percent(self, percent: Decimal) -> None:
        """Show it without a word to anybody."""
        blocked = self.percent.blockSignals(True)
        self.percent.setValue(float(percent))
        self.percent.blockSignals(blocked)

    def stage(self) -> Stage:
        """What was typed; the text is exact, the spin box's own value is a float."""
        return Stage(Decimal(self.percent.cleanText()), self.days.value())
