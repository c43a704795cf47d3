"""One step of a ladder in its editor: a line that unfolds into fields."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dunning_desktop.domain.policy import Channel, ChargeRule, DunningLevel, Tone
from dunning_desktop.ui.dialogs.calculator_form import LiveForm
from dunning_desktop.ui.look.icons import icon
from dunning_desktop.ui.look.metrics import CONTROL_HEIGHT, MEDIUM, SMALL, TINY
from dunning_desktop.ui.text import words
from dunning_desktop.ui.text.ladders import charges, rung
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.count import Count
from dunning_desktop.ui.widgets.day_offset import DayOffset
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.least import LeastEdit
from dunning_desktop.ui.widgets.wheel import WheelGuard

LONGEST_TO_PAY = 90
NARROWEST = 200


class LevelCard(QFrame):
    """``level`` is what was typed, without its place among the others."""

    changed = Signal()
    unfolded = Signal()
    placed = Signal()
    wants_before = Signal()
    wants_after = Signal()
    wants_out = Signal()

    def __init__(self, level: DunningLevel, currency: str) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._known = level
        self.fold = QToolButton()
        self.fold.setProperty("look", "fold")
        self.fold.setCheckable(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        # Until a new step has its place there is no room for it; its icon needs some all the same.
        self.fold.setMinimumSize(NARROWEST, CONTROL_HEIGHT)
        self.fold.toggled.connect(self._on_fold)
        self.form = LiveForm()
        self._make_fields(level, currency)
        self._make_rows()
        self.sheet = QWidget()
        inner = QVBoxLayout(self.sheet)
        inner.setContentsMargins(MEDIUM, 0, MEDIUM, SMALL)
        inner.setSpacing(SMALL)
        inner.addWidget(self.form)
        inner.addLayout(self._buttons())
        column = QVBoxLayout(self)
        column.setContentsMargins(TINY, TINY, TINY, TINY)
        column.setSpacing(TINY)
        column.addWidget(self.fold)
        column.addWidget(self.sheet)
        self._on_fold(unfolded=False)
        self._connect()
        self._follow()

    def _make_fields(self, level: DunningLevel, currency: str) -> None:
        self.day = DayOffset(name=self.tr("When"))
        self.day.setValue(level.day)
        self.tone = Choice((one, words.tone(one)) for one in Tone)
        self.tone.choose(level.tone)
        self.channel = Choice((one, _sentence(words.channel(one))) for one in Channel)
        self.channel.choose(level.channel)
        self.days_to_pay = Count(0, LONGEST_TO_PAY, one=self.tr(" day"), many=self.tr(" days"))
        self.days_to_pay.setSpecialValueText(self.tr("no date named"))
        self.days_to_pay.setValue(level.days_to_pay)
        self.charges = Choice((one, charges(one)) for one in ChargeRule)
        self.charges.choose(level.charges)
        self.least = LeastEdit()
        self.least.show_sums(level.minimum, currency)
        self.unattended = QCheckBox(self.tr("May go by itself"))
        self.unattended.setChecked(level.unattended)

    def _make_rows(self) -> None:
        self.form.row(self.tr("When"), self.day)
        self.form.row(self.tr("Tone"), self.tone)
        self.form.row(self.tr("How"), self.channel)
        self.form.row(self.tr("Time to pay"), self.days_to_pay)
        self.form.row(self.tr("Interest, compensation"), self.charges)
        self.form.row(self.tr("Only from"), self.least)
        self.form.row(self.tr("Unwatched"), self.unattended)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        self.before = button(self.tr("Add a step before"), self.wants_before.emit, look="link")
        self.after = button(self.tr("Add a step after"), self.wants_after.emit, look="link")
        self.out = button(self.tr("Remove"), self.wants_out.emit, look="link")
        self.out.setAccessibleName(self.tr("Remove this step"))
        row.addWidget(self.before)
        row.addWidget(self.after)
        row.addStretch()
        row.addWidget(self.out)
        return row

    def _connect(self) -> None:
        self.day.valueChanged.connect(lambda _day: self._follow())
        self.day.editingFinished.connect(self.placed.emit)
        for one in (self.tone, self.channel, self.charges):
            one.currentIndexChanged.connect(lambda _at: self._follow())
        self.days_to_pay.valueChanged.connect(lambda _days: self._follow())
        self.least.edited.connect(self._follow)
        self.unattended.toggled.connect(lambda _on: self._follow())
        WheelGuard(
            self.day, self.tone, self.channel, self.days_to_pay, self.charges, parent=self
        )

    def level(self) -> DunningLevel:
        """What was typed; a sum that is none counts as no minimum."""
        return replace(
            self._known,
            day=self.day.value(),
            tone=self.tone.value() or self._known.tone,
            channel=self.channel.value() or self._known.channel,
            days_to_pay=self.days_to_pay.value(),
            charges=self.charges.value() or self._known.charges,
            minimum=self.least.sums() or (),
            unattended=self.unattended.isChecked(),
        )

    def can_go(self, *, allowed: bool) -> None:
        """Whether the step may be removed."""
        self.out.setEnabled(allowed)

    def show_fields(self, *, shown: bool) -> None:
        """Unfold it, or fold it away."""
        self.fold.setChecked(shown)

    def _on_fold(self, unfolded: bool) -> None:
        self.fold.setIcon(icon("chevron-down" if unfolded else "chevron-right", "quiet"))
        self.sheet.setVisible(unfolded)
        if unfolded:
            self.unfolded.emit()

    def _follow(self) -> None:
        said = rung(self.level())
        self.fold.setText(f"{said.when}: {_within(said.what)}")
        self.fold.setToolTip(said.then)
        self.fold.setAccessibleName(f"{said.when}: {said.what}")
        self.follow_hints()
        self.changed.emit()

    def follow_hints(self) -> None:
        """Say again what stands under the fields while nothing is wrong with them."""
        self.form.hint(self.least, self.tr("Where less is asked for, this step waits."))
        by_phone = self.channel.value() is Channel.PHONE
        instead = self.tr("Where there is no telephone number it is written instead.")
        self.form.hint(self.channel, instead if by_phone else "")
        self.form.hint(
            self.unattended,
            self.tr("A call is left to you; this is for what is written instead of it.")
            if by_phone
            else self.tr("Settings > Sending by itself must be on as well."),
        )

    @property
    def unreadable(self) -> bool:
        """Whether the least sum is no amount."""
        return self.least.sums() is None


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _within(text: str) -> str:
    return text[:1].lower() + text[1:]
