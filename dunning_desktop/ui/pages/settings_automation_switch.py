"""Whether the program sends by itself: what that means, and the switch."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from dunning_desktop.domain.automation import Automation
from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, TINY
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import automation as words
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import IconLabel, iconed, label, wear
from dunning_desktop.usecases.automation import ByItself
from dunning_desktop.usecases.runs import save_automation, switch


class SwitchCard(QFrame):
    """Switching takes effect at once; the toast takes it back."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._shell = shell
        self._on = False
        self._icon = IconLabel("circle-pause", "quiet")
        self.title = label(wrap=True)
        as_heading(self.title)
        self.text = label(look="quiet", wrap=True)
        self.hindrance = label(wrap=True)
        self._warning = iconed("triangle-alert", self.hindrance, colour="warning")
        self.demo = label(
            self.tr("In the demo book nothing runs by itself. Rehearse a run below to see what "
                    "it would do."),
            "quiet",
            wrap=True,
        )
        self.button = button(self.tr("Switch on"), self._on_pressed, look="primary")
        lines = QVBoxLayout()
        lines.setSpacing(TINY)
        for one in (self.title, self.text, self._warning, self.demo):
            lines.addWidget(one)
        row = QHBoxLayout(self)
        row.setContentsMargins(LARGE, MEDIUM, MEDIUM, MEDIUM)
        row.setSpacing(MEDIUM)
        row.addWidget(self._icon)
        row.addLayout(lines, 1)
        row.addWidget(self.button)
        self.button.setEnabled(False)

    def show_known(self, known: ByItself) -> None:
        """Show how it stands."""
        automation, today = known.automation, self._shell.desk.today()
        demo = self._shell.desk.demo
        self._on = automation.on
        self.title.setText(words.title(automation, today))
        self.text.setText(words.explained(automation, today))
        found = words.hindrances(known, today)
        self.hindrance.setText("\n".join(found))
        self._warning.setVisible(bool(found))
        self._icon.show_icon(*(("refresh-cw", "accent") if self._on else ("circle-pause", "quiet")))
        said = self.tr("Switch off") if self._on else self.tr("Switch on")
        self.button.setText(said)
        self.button.setAccessibleName(self.tr("Sending by itself: {press}").format(press=said))
        self.button.setAccessibleDescription(f"{self.title.text()}. {self.text.text()}")
        wear(self.button, "" if self._on else "primary")
        self.button.setEnabled(not demo)
        self.demo.setVisible(demo)

    def _on_pressed(self) -> None:
        self._shell.desk.do(switch, on=not self._on, owner=self, then=self._told)

    def _told(self, before: Automation) -> None:
        desk, parent = self._shell.desk, self._shell.as_parent()
        now = before.switched(desk.today(), on=not before.on)
        self._shell.toast(
            words.switched(now, desk.today()),
            undo=lambda: desk.do(save_automation, before, owner=parent),
        )
