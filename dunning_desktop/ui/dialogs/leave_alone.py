"""Leaving a client alone, or one invoice of it: why, from when, and how long."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import leaving_alone as text
from dunning_desktop.ui.widgets.fields import Choice, DayEdit
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.blocks import end_block, hold

# How long each lasts where nobody says otherwise, its first day counted; the others have no end.
_USUAL = {BlockKind.HOLD: timedelta(days=14), BlockKind.BREATHING_SPACE: timedelta(days=59)}
LONGEST_REASON = 200
ROOM_FOR_MEANING = 52


class LeaveAloneDialog(FormDialog):
    """``item`` is a due item's id and its invoice number, when one can be held alone."""

    def __init__(
        self,
        shell: Shell,
        client_id: int,
        client: str,
        *,
        item: tuple[int, str] | None = None,
        kind: BlockKind = BlockKind.HOLD,
    ) -> None:
        super().__init__(shell, width=520)
        self.name_it(
            self.tr("Leave {client} alone").format(client=client), self.tr("Leave alone")
        )
        self._client_id = client_id
        self._client = client
        self._today = shell.desk.today()
        self._build(item)
        self._kind.choose(kind)
        self._on_kind()

    def _build(self, item: tuple[int, str] | None) -> None:
        self._kind = Choice([(one, text.name(one)) for one in text.REASONS])
        self._kind.currentIndexChanged.connect(lambda _at: self._on_kind())
        self.form.row(self.tr("Why"), self._kind)
        self._meaning = label(look="quiet", wrap=True)
        # So that the dialog does not jump with each reason.
        self._meaning.setMinimumHeight(ROOM_FOR_MEANING)
        self._meaning.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.form.wide(self._meaning)
        self._what: Choice[int | None] = Choice([(None, self.tr("Everything they owe"))])
        if item is not None:
            item_id, number = item
            self._what.add(item_id, self.tr("Only invoice {number}").format(number=number))
            self.form.row(self.tr("What"), self._what)
        self._start = DayEdit(self._today)
        self._start.dateChanged.connect(lambda _day: self._suggest())
        self.form.row(self.tr("From"), self._start)
        self._until = DayEdit(self._today)
        self._forever = QCheckBox(self.tr("No end date"))
        self._forever.toggled.connect(self._until.setDisabled)
        self.form.row(self.tr("Up to and with"), self._until, beside=self._forever)
        self._reason = QLineEdit()
        self._reason.setMaxLength(LONGEST_REASON)
        self._reason.setPlaceholderText(self.tr("For your own timeline"))
        self.form.row(self.tr("Note"), self._reason)

    def _chosen(self) -> BlockKind:
        return self._kind.value() or BlockKind.HOLD

    def _on_kind(self) -> None:
        kind = self._chosen()
        self._meaning.setText(text.meaning(kind))
        # Nobody may be written to at all: that cannot be about one invoice.
        alone = kind is BlockKind.HOLD
        self._what.setEnabled(alone)
        # The law knows its own first day; a hold begins when it is set.
        self._start.setEnabled(not alone)
        if alone:
            self._start.set_day(self._today)
        else:
            self._what.choose(None)
        self._forever.setChecked(kind not in _USUAL)
        self._suggest()

    def _suggest(self) -> None:
        """The usual end of the reason that is chosen."""
        usual = _USUAL.get(self._chosen(), timedelta(0))
        self._until.set_day(self._start.day() + usual)

    def _end(self) -> date | None:
        return None if self._forever.isChecked() else self._until.day()

    def fields(self) -> Mapping[str, QWidget]:
        return {"kind": self._kind, "until": self._until}

    def check(self) -> bool:
        end = self._end()
        if end is not None and end < self._today and self._chosen() is BlockKind.HOLD:
            self.form.wrong(self._until, self.tr("Choose today or a later day."))
        elif end is not None and end < self._start.day():
            self.form.wrong(self._until, self.tr("It cannot end before it begins."))
        return super().check()

    def save(self) -> None:
        self.shell.desk.do(
            hold,
            self._client_id,
            item_id=self._what.value(),
            start=self._start.day(),
            until=self._end(),
            reason=self._reason.text().strip(),
            kind=self._chosen(),
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _done(self, block_id: int) -> None:
        desk, client_id, parent = self.shell.desk, self._client_id, self.shell.as_parent()
        self.shell.toast(
            text.is_set(self._chosen(), self._client, self._end()),
            undo=lambda: desk.do(end_block, client_id, block_id=block_id, owner=parent),
        )
        self.accept()
