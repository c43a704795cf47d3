"""Leaving a client alone for some days, or because they replied and wait for an answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.setting_aside import PUT_OFF_DAYS, say_paused
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.dates import near
from dunning_desktop.ui.text.reasons import put_off_for
from dunning_desktop.ui.widgets.fields import Choice, DayEdit
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.optional_day import OptionalDay
from dunning_desktop.usecases.blocks import hold

LONGEST_NOTE = 400
NOTE_HEIGHT = 90
A_WEEK = timedelta(days=7)


class PutOffDialog(FormDialog):
    """Chasing goes on by itself on the day that is chosen."""

    def __init__(self, shell: Shell, client_id: int, client: str) -> None:
        super().__init__(shell, width=460)
        self.name_it(self.tr("Put off {client}").format(client=client), self.tr("Put off"))
        self._client_id, self._client = client_id, client
        self._today = shell.desk.today()
        self.form.wide(
            label(
                self.tr("Nothing is sent to them before that day. Interest goes on counting."),
                "quiet",
                wrap=True,
            )
        )
        choices: list[tuple[int | None, str]] = [(one, put_off_for(one)) for one in PUT_OFF_DAYS]
        self._how_long: Choice[int | None] = Choice([*choices, (None, self.tr("Until…"))])
        self._day = DayEdit(self._today + timedelta(days=PUT_OFF_DAYS[0]))
        self._how_long.currentIndexChanged.connect(lambda _at: self._on_chosen())
        self._day.dateChanged.connect(lambda _day: self._on_day())
        self._reason = QLineEdit()
        self._reason.setMaxLength(LONGEST_NOTE)
        self._reason.setPlaceholderText(self.tr("For your own timeline"))
        self.form.row(self.tr("For"), self._how_long)
        self.form.row(self.tr("Goes on"), self._day)
        self.form.row(self.tr("Why"), self._reason)
        self._on_day()

    def choose_day(self) -> None:
        """Begin with the day: how long is not one of the usual."""
        self._how_long.choose(None)

    def _on_chosen(self) -> None:
        days = self._how_long.value()
        if days is not None:
            self._day.set_day(self._today + timedelta(days=days))

    def _on_day(self) -> None:
        """The day decides; how long it is follows it."""
        days = (self._day.day() - self._today).days
        self._how_long.blockSignals(True)
        self._how_long.choose(days if days in PUT_OFF_DAYS else None)
        self._how_long.blockSignals(False)
        self.form.hint(self._day, near(self._day.day(), self._today))

    def check(self) -> bool:
        if self._day.day() <= self._today:
            self.form.wrong(self._day, self.tr("Choose a day after today."))
        return super().check()

    def save(self) -> None:
        self.shell.desk.do(
            hold,
            self._client_id,
            until=self._day.day() - timedelta(days=1),
            reason=self._reason.text().strip(),
            kind=BlockKind.SNOOZE,
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _done(self, block_id: int) -> None:
        words = self.tr("{client} is put off: goes on {day}.").format(
            client=self._client, day=near(self._day.day(), self._today)
        )
        say_paused(self.shell, self._client_id, block_id, words)
        self.accept()


class RepliedDialog(FormDialog):
    """Chasing pauses until the owner has answered; what they said is kept."""

    def __init__(self, shell: Shell, client_id: int, client: str) -> None:
        super().__init__(shell, width=480)
        self.name_it(
            self.tr("{client} replied").format(client=client), self.tr("Pause chasing")
        )
        self._client_id, self._client = client_id, client
        today = shell.desk.today()
        self.form.wide(
            label(
                self.tr("Nothing is sent to them until you press Resume chasing. "
                        "Today reminds you that they wait."),
                "quiet",
                wrap=True,
            )
        )
        self._note = QPlainTextEdit()
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(NOTE_HEIGHT)
        self.form.row(self.tr("What they said"), self._note)
        self._end = OptionalDay(
            self.tr("Goes on by itself"), today + A_WEEK, name=self.tr("Goes on by itself on")
        )
        self.form.row(self.tr("At the latest"), self._end)

    def fields(self) -> Mapping[str, QWidget]:
        return {"reason": self._note}

    def check(self) -> bool:
        day = self._end.day()
        if day is not None and day <= self.shell.desk.today():
            self.form.wrong(self._end, self.tr("Choose a day after today."))
        if len(self._note.toPlainText()) > LONGEST_NOTE:
            words = self.tr("Keep it to {count} letters: this is a note, not the whole message.")
            self.form.wrong(self._note, words.format(count=LONGEST_NOTE))
        return super().check()

    def save(self) -> None:
        day = self._end.day()
        self.shell.desk.do(
            hold,
            self._client_id,
            until=day - timedelta(days=1) if day else None,
            reason=" ".join(self._note.toPlainText().split()),
            kind=BlockKind.REPLIED,
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _done(self, block_id: int) -> None:
        words = self.tr("{client} replied: chasing is paused.").format(client=self._client)
        say_paused(self.shell, self._client_id, block_id, words)
        self.accept()
