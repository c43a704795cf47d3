"""What a ladder would do with an invoice, day by day, while it is edited."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.foresight import Foreseen
from dunning_desktop.domain.policy import DunningPolicy
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, TINY
from dunning_desktop.ui.text import ladder_days as say
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.widgets.client_picker import ClientPicker
from dunning_desktop.ui.widgets.fields import DayEdit
from dunning_desktop.ui.widgets.form import Form
from dunning_desktop.ui.widgets.labels import label, rule
from dunning_desktop.ui.widgets.layouts import empty
from dunning_desktop.usecases.ladder_preview import Preview, preview


class LadderCalendar(QFrame):
    """Asks the desk for each ladder it is shown; ``lines`` is what stands there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._desk = desk
        self._policy: DunningPolicy | None = None
        self.lines: tuple[tuple[str, ...], ...] = ()
        self.due = DayEdit(desk.today())
        self.due.dateChanged.connect(lambda _day: self.refresh())
        self.client = ClientPicker(desk, name=self.tr("Client"))
        self.client.setPlaceholderText(self.tr("Any client; type a name"))
        self.client.chosen.connect(lambda _key: self.refresh())
        self.client.textEdited.connect(self._on_typed)
        self.prompt = label(look="quiet", wrap=True)
        self._sheet = QWidget()
        self._build()

    def _build(self) -> None:
        heading = label(self.tr("With real days"))
        as_heading(heading)
        form = Form()
        form.row(self.tr("Falls due on"), self.due)
        form.row(self.tr("For"), self.client)
        self._grid = QGridLayout(self._sheet)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(MEDIUM)
        self._grid.setVerticalSpacing(TINY)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        column.setSpacing(SMALL)
        column.addWidget(heading)
        column.addWidget(form)
        column.addWidget(rule())
        column.addWidget(self.prompt)
        column.addWidget(self._sheet)
        column.addStretch()

    # Asking

    def show_policy(self, policy: DunningPolicy) -> None:
        """Show what a ladder would do."""
        self._policy = policy
        self.refresh()

    def show_problem(self, words: str) -> None:
        """Say why there is nothing to show."""
        self._policy = None
        self._say(self.tr("{problem} Then the days stand here again.").format(problem=words))

    def refresh(self) -> None:
        """Ask again, for the day and the client that stand there now."""
        if self._policy is not None:
            self._desk.ask(
                preview,
                self._policy,
                due=self.due.day(),
                client_id=self.client.client_id,
                then=self._show,
                failed=self._explain,
                owner=self,
                latest="preview",
            )

    def _on_typed(self, text: str) -> None:
        # Of a name half typed nothing is known yet; none at all means anybody.
        if not text.strip():
            self.refresh()

    def _explain(self, error: DunningError) -> None:
        self._say(sentence(error))

    # Showing

    def _show(self, seen: Preview) -> None:
        # It may have become something that cannot be saved meanwhile.
        if self._policy is None:
            return
        self._say(self._about(seen))
        lines = [self._line(one, seen.due) for one in seen.steps]
        at = sum(one.day < seen.due for one in seen.steps)
        lines.insert(at, (say.dated(seen.due, seen.due), self.tr("The invoice falls due")))
        lines += [("", say.no_place(level)) for level in seen.left_out]
        self.lines = tuple(lines)
        for row, words in enumerate(self.lines):
            self._add(row, words, strong=row != at)
        self._sheet.show()
        self.setAccessibleDescription(". ".join(" ".join(words) for words in self.lines))

    def _about(self, seen: Preview) -> str:
        if seen.unreachable:
            return self.tr(
                "{client} has neither an e-mail nor a postal address: nothing written can go out."
            ).format(client=seen.client)
        if seen.client:
            return self.tr("As long as {client} pays nothing, and nothing else is open.").format(
                client=seen.client
            )
        return self.tr("As long as nothing is paid, for a client who can be reached in every way.")

    def _line(self, one: Foreseen, due: date) -> tuple[str, ...]:
        said = [say.dated(one.day, due), say.step(one), say.asks(one, due), say.not_as_said(one)]
        if one.moved is not None:
            said.append(say.moved(one.moved, due))
        return tuple(words for words in said if words)

    def _add(self, row: int, words: tuple[str, ...], *, strong: bool) -> None:
        day, what, *more = words
        when = label(day, "" if strong else "quiet")
        if strong:
            as_heading(when)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(when, row, 0, top)
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, SMALL)
        column.setSpacing(0)
        column.addWidget(label(what, "" if strong else "quiet", wrap=True))
        for one in more:
            column.addWidget(label(one, "quiet", wrap=True))
        self._grid.addWidget(cell, row, 1, top)

    def _say(self, words: str) -> None:
        empty(self._grid)
        self._sheet.hide()
        self.lines = ()
        self.prompt.setText(words)
