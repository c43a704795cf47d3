"""Sending by itself: whether, which reminders, within which limits, who starts it, what it did."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.metrics import MEDIUM, SMALL
from dunning_desktop.ui.pages.settings_automation_levels import LevelsCard
from dunning_desktop.ui.pages.settings_automation_limits import Limits
from dunning_desktop.ui.pages.settings_automation_runs import LastRuns, RehearsalCard
from dunning_desktop.ui.pages.settings_automation_start import StartCard
from dunning_desktop.ui.pages.settings_automation_switch import SwitchCard
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.automation import ByItself


class AutomationPart(QWidget):
    """The switch and the levels take effect at once; ``limits`` are saved with the page."""

    def __init__(self, shell: Shell, surroundings: Surroundings) -> None:
        super().__init__()
        self.switch = SwitchCard(shell)
        self.levels = LevelsCard(shell)
        self.limits = Limits(shell, self._show)
        self.start = StartCard(shell, surroundings.timetable)
        self.rehearsal = RehearsalCard(shell)
        self.last_runs = LastRuns(shell)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(MEDIUM)
        self._column.addWidget(
            label(
                self.tr("Once a day the program can send what is ready without anybody looking: "
                        "only the reminders you allow, within your limits, never by telephone."),
                "quiet",
                wrap=True,
            )
        )
        self._column.addWidget(self.switch)
        self._under(self.tr("Which reminders may go by themselves"), self.levels)
        self._column.addSpacing(SMALL)
        self._column.addWidget(self.limits)
        self._under(self.tr("Who starts it"), self.start)
        self._under(self.tr("Rehearsal"), self.rehearsal)
        self._column.addSpacing(SMALL)
        self._column.addWidget(self.last_runs)
        self._column.addStretch()

    def _under(self, title: str, part: QWidget) -> None:
        heading = label(title, wrap=True)
        as_heading(heading)
        self._column.addSpacing(SMALL)
        self._column.addWidget(heading)
        self._column.addWidget(part)

    def _show(self, known: ByItself) -> None:
        """Everything that is not typed."""
        for part in (self.switch, self.levels, self.start, self.last_runs):
            part.show_known(known)
