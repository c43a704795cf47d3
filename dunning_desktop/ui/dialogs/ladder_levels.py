"""The steps of a ladder in its editor, in the order of their days, one unfolded at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dunning_desktop.domain.policy import DunningLevel, Tone
from dunning_desktop.ui.dialogs.ladder_level import LevelCard
from dunning_desktop.ui.look.metrics import SMALL
from dunning_desktop.ui.text import words
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.day_offset import EARLIEST, LATEST

BETWEEN = 7
"""How many days after the last step a new one comes, as long as the owner says nothing else."""
BEFORE = 3


@dataclass(frozen=True, slots=True)
class Problem:
    """What cannot be saved, and beside which field that is said."""

    card: LevelCard
    field: QWidget
    words: str


class LevelsEdit(QWidget):
    """``levels`` is what was typed; ``problems`` what is wrong with it."""

    changed = Signal()
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[LevelCard] = []
        self._currency = "GBP"
        self._column = QVBoxLayout()
        self._column.setSpacing(SMALL)
        self.more = button(self.tr("Add a step"), self.add_last, icon_name="plus")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SMALL)
        whole.addLayout(self._column)
        whole.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)

    def show_levels(self, levels: Sequence[DunningLevel], currency: str) -> None:
        """Show these, all folded."""
        self._currency = currency
        for card in list(self.cards):
            self._drop(card)
        for level in levels:
            self._add(level)
        self._settle()

    def levels(self) -> tuple[DunningLevel, ...]:
        """In the order of their days, with their positions."""
        typed = [card.level() for card in self._in_order()]
        return tuple(replace(one, position=at) for at, one in enumerate(typed, 1))

    # What is wrong

    def problems(self) -> list[Problem]:
        """All that keeps the steps from being saved, from the top down."""
        cards = self._in_order()
        found = [
            Problem(one, one.least, self.tr("Type the amount like 1,234.50, or leave it empty."))
            for one in cards
            if one.unreadable
        ]
        for card in cards:
            found += self._too_firm(card)
        for earlier, later in pairwise(cards):
            found += self._out_of_order(earlier.level(), later)
        return found

    def _too_firm(self, card: LevelCard) -> list[Problem]:
        """A firm letter says that payment is late: before that day it would not be true."""
        level = card.level()
        if level.day > 0 or level.tone.rank <= Tone.FRIENDLY.rank:
            return []
        said = self.tr(
            "Nothing is late by then: choose a courtesy note, a friendly reminder or a later day."
        )
        return [Problem(card, card.tone, said)]

    def _out_of_order(self, earlier: DunningLevel, later: LevelCard) -> list[Problem]:
        level = later.level()
        if level.day == earlier.day:
            said = self.tr("There is a step on that day already. Choose another day.")
            return [Problem(later, later.day, said)]
        if level.tone.rank < earlier.tone.rank:
            said = self.tr("A step cannot be friendlier than the one before ({tone}).")
            tone = words.tone_within(earlier.tone)
            return [Problem(later, later.tone, said.format(tone=tone))]
        return []

    def check(self) -> bool:
        """Complain beside every field that cannot be taken, and unfold the first; if none is."""
        for card in self.cards:
            card.form.all_right()
            card.follow_hints()
        found = self.problems()
        for one in found:
            one.card.form.wrong(one.field, one.words)
        if found:
            found[0].card.show_fields(shown=True)
            found[0].field.setFocus()
        return not found

    # Adding and removing

    def add_last(self) -> None:
        """A new step behind all others."""
        self.add_beside(self._in_order()[-1], after=True)

    def add_beside(self, card: LevelCard, *, after: bool) -> None:
        """A new step like its neighbour, half-way to the next one, and unfolded."""
        level = card.level()
        days = sorted(one.level().day for one in self.cards)
        at = days.index(level.day)
        if after:
            day = (level.day + days[at + 1]) // 2 if at + 1 < len(days) else level.day + BETWEEN
            day = max(day, level.day + 1)
        else:
            day = (level.day + days[at - 1]) // 2 if at else level.day - BEFORE
            day = min(day, level.day - 1)
        made = replace(
            level, id=0, day=min(max(day, EARLIEST), LATEST), unattended=False, minimum=()
        )
        fresh = self._add(made)
        self._settle()
        fresh.show_fields(shown=True)
        fresh.day.setFocus()
        fresh.day.selectAll()

    def remove(self, card: LevelCard) -> None:
        """Take a step out; the keyboard goes to its neighbour."""
        if len(self.cards) == 1:
            return
        at = self.cards.index(card)
        self._drop(card)
        self._settle()
        self.cards[min(at, len(self.cards) - 1)].fold.setFocus()

    def _add(self, level: DunningLevel) -> LevelCard:
        card = LevelCard(level, self._currency)
        card.changed.connect(self.changed.emit)
        card.placed.connect(self._arrange)
        card.unfolded.connect(lambda: self._only(card))
        card.wants_before.connect(lambda: self.add_beside(card, after=False))
        card.wants_after.connect(lambda: self.add_beside(card, after=True))
        card.wants_out.connect(lambda: self.remove(card))
        self.cards.append(card)
        self._column.addWidget(card)
        return card

    def _drop(self, card: LevelCard) -> None:
        self.cards.remove(card)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _only(self, card: LevelCard) -> None:
        for one in self.cards:
            if one is not card:
                one.show_fields(shown=False)
        self.resized.emit()

    def _in_order(self) -> list[LevelCard]:
        return sorted(self.cards, key=lambda one: one.day.value())

    def _arrange(self) -> None:
        """Let each step stand where its day puts it."""
        wanted = self._in_order()
        if wanted != self.cards:
            self.cards = wanted
            for at, card in enumerate(wanted):
                self._column.insertWidget(at, card)
            self.resized.emit()

    def _settle(self) -> None:
        self._arrange()
        for card in self.cards:
            card.can_go(allowed=len(self.cards) > 1)
        self.resized.emit()
        self.changed.emit()
