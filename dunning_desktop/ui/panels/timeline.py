"""What happened with a client, the newest first; what was answered can be read from there."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.incoming import IncomingKind
from dunning_desktop.ui.dialogs.replies import read_answer_of
from dunning_desktop.ui.look.metrics import SMALL, SMALL_ICON
from dunning_desktop.ui.panels.panel import DetailsPanel
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.dates import day
from dunning_desktop.ui.text.events import event_details, event_icon, event_line
from dunning_desktop.ui.text.plain import one_line
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import IconLabel, label
from dunning_desktop.ui.widgets.short_text import ShortText
from dunning_desktop.usecases.inbox_ports import IncomingRow
from dunning_desktop.usecases.rows import ClientCard, Event

translate = QCoreApplication.translate

LATEST = 30
QUOTED = 600
# A book keeps no more of them.
_SENDER, _SUBJECT = 320, 255


def show_timeline(
    panel: DetailsPanel, shell: Shell, card: ClientCard, came_in: Sequence[IncomingRow]
) -> None:
    """The last things that happened, under a heading of their own."""
    panel.part(translate("Timeline", "What happened"))
    if not card.events:
        panel.text(translate("Timeline", "Nothing yet."), "quiet")
    latest = card.events[:LATEST]
    for event, answer in zip(latest, answers_to(latest, came_in), strict=True):
        panel.add(_line(shell, card, event, answer))


def answers_to(
    events: Iterable[Event], came_in: Iterable[IncomingRow]
) -> list[IncomingRow | None]:
    """For each event the answer that it speaks of; both have the newest first."""
    known: dict[tuple[str, str], deque[IncomingRow]] = defaultdict(deque)
    for row in came_in:
        if row.kind is IncomingKind.MAIL:
            known[row.sender, row.subject].append(row)
    return [_taken(known[_key(one)]) if _is_answer(one) else None for one in events]


def _is_answer(event: Event) -> bool:
    return event.code is AuditCode.CLIENT_REPLIED


def _key(event: Event) -> tuple[str, str]:
    sender, subject = event.data.get("sender", ""), event.data.get("subject", "")
    return str(sender)[:_SENDER], str(subject)[:_SUBJECT]


def _taken(rows: deque[IncomingRow]) -> IncomingRow | None:
    return rows.popleft() if rows else None


def _line(shell: Shell, card: ClientCard, event: Event, answer: IncomingRow | None) -> QWidget:
    """An icon, what happened, what was written or said, and the day."""
    box = QWidget()
    across = QHBoxLayout(box)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(SMALL)
    icon = IconLabel(event_icon(event), "quiet", size=SMALL_ICON)
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(label(event_line(event), wrap=True, selectable=True))
    details = event_details(event)
    if details:
        column.addWidget(label(details, "quiet", wrap=True, selectable=True))
    if answer is not None:
        column.addWidget(ShortText(one_line(answer.text, QUOTED) or "–"))
    column.addWidget(label(day(event.at.astimezone().date()), "quiet"))
    if answer is not None:
        column.addWidget(_reading(shell, card, answer), 0, Qt.AlignmentFlag.AlignLeading)
    across.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    across.addLayout(column, 1)
    return box


def _reading(shell: Shell, card: ClientCard, answer: IncomingRow) -> QWidget:
    read = partial(read_answer_of, shell, card.client.id, card.client.name, answer.id)
    made = button(translate("Timeline", "Read…"), read, look="link")
    said = translate("Timeline", "Read: {subject}").format(subject=one_line(answer.subject))
    made.setAccessibleName(said)
    return made
