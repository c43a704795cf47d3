"""The ladder of reminders, to read: what goes out on which day, how, and what it asks for."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from dunning_desktop.domain.policy import STANDARD, ChargeRule, DunningLevel, DunningPolicy
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, TINY
from dunning_desktop.ui.text import words
from dunning_desktop.ui.text.dates import days
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.settings import business, policies

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Rung:
    """One level in words."""

    when: str
    what: str
    then: str


def ladder(office: Office) -> DunningPolicy:
    """The policy that holds where a client has none of its own."""
    return policies(office).get(business(office).policy_id or 0, STANDARD)


def rung(level: DunningLevel) -> Rung:
    """A level in plain words."""
    what = translate("Ladder", "{tone}, {channel}").format(
        tone=words.tone(level.tone), channel=words.channel(level.channel)
    )
    parts = [] if level.day >= 0 else [translate("Ladder", "a note before the day")]
    if level.days_to_pay:
        parts.append(translate("Ladder", "{days} to pay").format(days=days(level.days_to_pay)))
    if level.charges is ChargeRule.SHOW:
        parts.append(translate("Ladder", "mentions interest and compensation"))
    elif level.charges is ChargeRule.DEMAND:
        parts.append(translate("Ladder", "asks for interest and compensation"))
    return Rung(_when(level.day), what, ", ".join(parts))


def _when(day: int) -> str:
    if day == 0:
        return translate("Ladder", "On the due day")
    if day < 0:
        return translate("Ladder", "{days} before").format(days=days(-day))
    return translate("Ladder", "{days} after").format(days=days(day))


class Ladder(QWidget):
    """Read only for now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(MEDIUM)
        layout.addWidget(
            label(
                self.tr("What goes out, counted from the day an invoice is due. Nothing is sent "
                        "until you have looked at it and pressed Send."),
                "quiet",
                wrap=True,
            )
        )
        self._card = QFrame()
        self._card.setProperty("look", "card")
        self._grid = QGridLayout(self._card)
        self._grid.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        self._grid.setHorizontalSpacing(LARGE)
        self._grid.setVerticalSpacing(TINY)
        self._grid.setColumnStretch(1, 1)
        layout.addWidget(self._card)
        self._gap = label(look="quiet", wrap=True)
        layout.addWidget(self._gap)
        layout.addStretch()
        self.rungs: tuple[Rung, ...] = ()

    def reload(self) -> None:
        """Ask for the ladder."""
        self._desk.ask(ladder, then=self._show, owner=self, latest="ladder")

    def _show(self, policy: DunningPolicy) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.rungs = tuple(rung(level) for level in policy.levels)
        for at, one in enumerate(self.rungs):
            self._add(at * 3, one)
        said = self.tr("At least {days} lie between two reminders to the same client.")
        self._gap.setText(said.format(days=days(policy.gap_days)))

    def _add(self, at: int, one: Rung) -> None:
        when, what = label(one.when), label(one.what, wrap=True)
        as_heading(when)
        self._grid.addWidget(when, at, 0)
        self._grid.addWidget(what, at, 1)
        self._grid.addWidget(label(one.then, "quiet", wrap=True), at + 1, 1)
        self._grid.setRowMinimumHeight(at + 2, SMALL)
