"""The line over the reminders that says whether anybody has read what the clients answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dunning_desktop.ui.look.metrics import SMALL, SMALL_ICON
from dunning_desktop.ui.text import replies as words
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import IconLabel, label, wear
from dunning_desktop.usecases.mail_accounts import Mailboxes, mailboxes
from dunning_desktop.usecases.office import Office


@dataclass(frozen=True, slots=True)
class Reading:
    """How far the inboxes are read, and the moment that was looked at. A demo book has none."""

    boxes: Mailboxes
    now: datetime
    demo: bool


def reading(office: Office) -> Reading:
    """Whether answers are read, and how lately."""
    return Reading(mailboxes(office), office.clock.now(), office.demo)


class AnswersLine(QWidget):
    """Quiet where answers were read just now, a question to the owner where they were not."""

    def __init__(self, set_up: Callable[[], object]) -> None:
        super().__init__()
        self._icon = IconLabel("message-square", "quiet", size=SMALL_ICON)
        self.text = label(wrap=True)
        self.button = button(self.tr("Set it up"), set_up, look="link")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        self.known: Reading | None = None
        self.hide()

    def show_reading(self, known: Reading, *, wanted: bool) -> None:
        """Say how things stand; ``wanted``: there is something to send."""
        self.known = known
        said, fresh = words.how_fresh(known.boxes, known.now)
        self._icon.show_icon(*_look(said, fresh=fresh))
        wear(self.text, "quiet" if fresh else "")
        self.text.setText(said or words.ask_yourself())
        self.button.setText(self.tr("Settings") if said else self.tr("Set it up"))
        self.button.setAccessibleName(self._spoken(said))
        self.button.setVisible(not fresh)
        self.setVisible(wanted and not known.demo)

    def _spoken(self, said: str) -> str:
        if said:
            return self.tr("Open the settings for e-mail")
        return self.tr("Set it up: read the answers")


def _look(said: str, *, fresh: bool) -> tuple[str, str]:
    if not said:
        return "message-square", "quiet"
    return ("circle-check", "good") if fresh else ("circle-alert", "warning")
