"""The call card: one client after the other, each call recorded with one click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout

from dunning_desktop.domain.calls import CallOutcome
from dunning_desktop.domain.errors import DunningError
from dunning_desktop.ui.dialogs.call_outcomes import Outcomes
from dunning_desktop.ui.dialogs.call_view import CallView
from dunning_desktop.ui.dialogs.working import scrolled
from dunning_desktop.ui.look.fonts import as_title
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, WIDE
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import calls as text
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import label, wear
from dunning_desktop.ui.widgets.tab_order import follow_layout
from dunning_desktop.usecases.call_cards import call_card
from dunning_desktop.usecases.call_rows import CallCard
from dunning_desktop.usecases.calls import record_call, take_back_call

WIDTH, HEIGHT = 900, 700
ENDS_WIDTH = 330


@dataclass(frozen=True, slots=True)
class _Done:
    """A call that was recorded: what is said of it, and where it stood."""

    call_id: int
    said: str
    place: int


class CallDialog(QDialog):
    """``client_ids`` are called one after the other; of one, any call can be recorded."""

    def __init__(self, shell: Shell, client_ids: Sequence[int]) -> None:
        super().__init__(shell.as_parent())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.shell = shell
        self.card: CallCard | None = None
        self._clients = tuple(client_ids)
        self._place = 0
        self._done: _Done | None = None
        self.view, self.outcomes = CallView(), Outcomes()
        self.view.said.connect(self._tell)
        self.outcomes.ended.connect(self._on_ended)
        self.outcomes.setEnabled(False)
        self._build()
        self._look()

    def _build(self) -> None:
        self._heading, self._where = label(wrap=True), label(look="quiet")
        as_title(self._heading)
        self._told = label(wrap=True)
        self.undo = button(self.tr("Undo"), self.take_back, look="link")
        self.skip = button(self.tr("Skip for now"), self._next)
        head, across, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._where, 0, Qt.AlignmentFlag.AlignBottom)
        across.setSpacing(WIDE)
        across.addWidget(scrolled(self.view, self.tr("What the call is about")), 1)
        ends = scrolled(self.outcomes, self.tr("How the call ended"))
        ends.setFixedWidth(ENDS_WIDTH)
        ends.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        across.addWidget(ends)
        foot.setSpacing(SMALL)
        foot.addStretch()
        foot.addWidget(self.skip)
        foot.addWidget(button(self.tr("Close"), self.reject))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, LARGE, WIDE, LARGE)
        layout.setSpacing(MEDIUM)
        layout.addLayout(head)
        layout.addWidget(self._telling())
        layout.addLayout(across, 1)
        layout.addLayout(foot)

    def _telling(self) -> QFrame:
        """The line that says what was done last, with Undo."""
        self._line = QFrame()
        row = QHBoxLayout(self._line)
        row.setContentsMargins(MEDIUM, SMALL, SMALL, SMALL)
        row.addWidget(self._told, 1)
        row.addWidget(self.undo)
        self._line.hide()
        return self._line

    def open(self) -> None:
        room = self.screen().availableGeometry()
        self.resize(min(WIDTH, room.width() - LARGE), min(HEIGHT, room.height() - 80))
        super().open()

    # What is shown

    def _look(self) -> None:
        self.shell.desk.ask(
            call_card,
            self._clients[self._place],
            then=self._show,
            failed=self._explain,
            owner=self,
            latest="card",
        )

    def _show(self, card: CallCard) -> None:
        self.card = card
        title = self.tr("Call {client}") if card.chase else self.tr("Record a call to {client}")
        self.setWindowTitle(title.format(client=card.client.name))
        self._heading.setText(self.windowTitle())
        self._where.setText(text.place(self._place, len(self._clients)))
        self.skip.setVisible(self._place + 1 < len(self._clients))
        self.view.show_card(card)
        self.outcomes.show_card(card)
        follow_layout(self)
        self.outcomes.first_field().setFocus()

    @property
    def told(self) -> str:
        """What the line over the card says; empty while there is none."""
        return "" if self._line.isHidden() else self._told.text()

    def _tell(self, said: str, *, look: str = "notice", undo: bool = False) -> None:
        self._told.setText(said)
        self.undo.setVisible(undo)
        wear(self._line, look)
        self._line.show()

    def _explain(self, error: DunningError) -> None:
        """Say what the book objected to; figures that changed are looked at anew."""
        self.outcomes.setEnabled(True)
        field = self.outcomes.fields().get(str(error.data.get("field", "")))
        if field is not None:
            form, widget = field
            form.wrong(widget, sentence(error))
        elif error.code == "proposal-outdated":
            self._tell(
                self.tr("Something changed while you were looking, perhaps a payment came in. "
                        "Nothing was recorded: here it is as it stands now."),
                look="notice-warning",
            )
            self._look()
        else:
            self._tell(sentence(error), look="notice-trouble")

    # What is done

    def _on_ended(self, outcome: CallOutcome) -> None:
        card = self.card
        if card is None:
            return
        ends = self.outcomes
        promised = ends.promised if outcome is CallOutcome.PROMISED else None
        said = text.recorded(outcome, card, promised)
        self.shell.desk.do(
            record_call,
            card.client.id,
            outcome,
            expected=card.chase,
            contact=card.contact,
            note=ends.note,
            promised=promised,
            item_id=ends.item_id if outcome is CallOutcome.DISPUTES else None,
            owner=self,
            then=partial(self._on_recorded, outcome, said),
            failed=self._explain,
        )

    def _on_recorded(self, outcome: CallOutcome, said: str, call_id: int) -> None:
        self._done = _Done(call_id, said, self._place)
        if outcome is CallOutcome.WRONG_CONTACT and self.card is not None and self.card.chase:
            # Another number of theirs may be there.
            self.shell.desk.ask(
                call_card, self.card.client.id, then=self._try_another, owner=self, latest="card"
            )
        else:
            self._next()

    def _try_another(self, card: CallCard) -> None:
        if card.chase is None:
            self._next()
            return
        self._tell_done()
        self._show(card)

    def _next(self) -> None:
        if self._place + 1 >= len(self._clients):
            self.accept()
            return
        self._place += 1
        self._tell_done()
        self._look()

    def _tell_done(self) -> None:
        if self._done is None:
            self._line.hide()
        else:
            self._tell(self._done.said, undo=True)

    def take_back(self) -> None:
        """Undo the call that was recorded last, and go back to it."""
        done = self._done
        if done is not None:
            self.shell.desk.do(
                take_back_call,
                done.call_id,
                owner=self,
                then=partial(self._on_taken_back, done.place),
                failed=self._explain,
            )

    def _on_taken_back(self, place: int, _none: object) -> None:
        self._done, self._place = None, place
        self._tell(self.tr("Taken back."))
        self._look()

    def done(self, result: int) -> None:
        """On the way out the last call can still be taken back, from the window."""
        if self._done is not None:
            self.shell.toast(self._done.said, undo=_undoing(self.shell, self._done.call_id))
        super().done(result)


def _undoing(shell: Shell, call_id: int) -> Callable[[], None]:
    """What takes a call back after the dialog has gone."""
    desk, parent = shell.desk, shell.as_parent()
    return lambda: desk.do(take_back_call, call_id, owner=parent)
