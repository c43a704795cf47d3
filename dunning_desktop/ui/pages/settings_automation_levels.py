"""Which reminders may go by themselves: the levels of every ladder as boxes to tick."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.policy import Channel, DunningLevel
from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, TINY, WIDE
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import automation as words
from dunning_desktop.ui.text.ladders import ladder_name
from dunning_desktop.ui.widgets.labels import iconed, label
from dunning_desktop.ui.widgets.layouts import empty
from dunning_desktop.ui.widgets.tab_order import follow_layout
from dunning_desktop.usecases.automation import ByItself, LadderSteps, Step, let_unattended


class StepBox(QWidget):
    """A level: its box, and under it what there is to know before it is ticked."""

    def __init__(self, ladder: str, step: Step) -> None:
        super().__init__()
        level = step.level
        self.box = QCheckBox(words.step(level))
        self.box.setAccessibleName(f"{ladder}: {words.step(level)}")
        self.box.setEnabled(level.channel is not Channel.PHONE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self.box)
        under = QVBoxLayout()
        under.setContentsMargins(WIDE, 0, 0, TINY)
        under.setSpacing(1)
        caution, remark = words.caution(level), words.remark(step)
        if caution:
            under.addWidget(
                iconed("triangle-alert", label(caution, "quiet", wrap=True), colour="warning")
            )
        if remark:
            under.addWidget(label(remark, "quiet", wrap=True))
        self.box.setAccessibleDescription(" ".join(one for one in (caution, remark) if one))
        column.addLayout(under)

    def show_step(self, step: Step) -> None:
        """Show whether it may go by itself; nothing counts as pressed by that."""
        blocked = self.box.blockSignals(True)
        self.box.setChecked(step.level.unattended)
        self.box.blockSignals(blocked)


class LevelsCard(QFrame):
    """A tick takes effect at once; the toast takes it back."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._shell = shell
        self._shown: tuple[LadderSteps, ...] = ()
        self.boxes: dict[tuple[int, int], StepBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        self._column.setSpacing(SMALL)

    def show_known(self, known: ByItself) -> None:
        """Show the ladders; boxes that were there stay where the keyboard may be."""
        if _shape(known.ladders) != _shape(self._shown):
            self._build(known.ladders)
        self._shown = known.ladders
        for ladder in known.ladders:
            for step in ladder.steps:
                self.boxes[ladder.policy_id, step.level.day].show_step(step)

    def _build(self, ladders: tuple[LadderSteps, ...]) -> None:
        empty(self._column)
        self.boxes.clear()
        for ladder in ladders:
            self._column.addWidget(self._heading(ladder, first=not self.boxes))
            for step in ladder.steps:
                self._column.addWidget(self._box(ladder, step))
        follow_layout(self.window())

    def _heading(self, ladder: LadderSteps, *, first: bool) -> QWidget:
        name = ladder_name(ladder.name)
        if ladder.retired:
            name = self.tr("{ladder} (no longer offered)").format(ladder=name)
        heading = label(name, wrap=True)
        as_heading(heading)
        about = label(
            self.tr("Holds for everybody who has no other"), "quiet", wrap=True
        ) if ladder.holds else None  # fmt: skip
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0 if first else MEDIUM, 0, 0)
        column.setSpacing(0)
        column.addWidget(heading)
        if about is not None:
            column.addWidget(about)
        return both

    def _box(self, ladder: LadderSteps, step: Step) -> StepBox:
        made = StepBox(ladder_name(ladder.name), step)
        place, level = (ladder.policy_id, step.level.day), step.level
        made.box.clicked.connect(lambda ticked: self._on_ticked(place, level, ticked=ticked))
        self.boxes[ladder.policy_id, step.level.day] = made
        return made

    def _on_ticked(self, place: tuple[int, int], level: DunningLevel, *, ticked: bool) -> None:
        desk, parent = self._shell.desk, self._shell.as_parent()

        def told(before: bool) -> None:
            self._shell.toast(
                words.step_moved(level, unattended=ticked),
                undo=lambda: desk.do(let_unattended, *place, unattended=before, owner=parent),
            )

        def failed(error: DunningError) -> None:
            # The box shows what holds, not what was wished.
            self.boxes[place].box.setChecked(not ticked)
            desk.trouble.emit(error)

        desk.do(let_unattended, *place, unattended=ticked, owner=self, then=told, failed=failed)


def _shape(ladders: tuple[LadderSteps, ...]) -> list[object]:
    """All that a box says of itself, apart from its tick."""
    return [
        (one.policy_id, one.name, one.holds, one.retired,
         [(words.step(it.level), words.caution(it.level), words.remark(it)) for it in one.steps])
        for one in ladders
    ]  # fmt: skip
