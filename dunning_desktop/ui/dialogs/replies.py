"""The answers that came by e-mail, to read one after the other and to deal with."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
)

from dunning_desktop.ui.dialogs.reply_view import ReplyView
from dunning_desktop.ui.look.fonts import as_title
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, WIDE
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import replies as words
from dunning_desktop.ui.text.plain import tip
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.empty import EmptyState
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.tab_order import follow_layout
from dunning_desktop.usecases.answers import (
    Answer,
    GoneOn,
    answers_of,
    go_on_chasing,
    pause_again,
    waiting_answers,
)
from dunning_desktop.usecases.office import Office, Touched
from dunning_desktop.usecases.replies import settle, unsettle

translate = QCoreApplication.translate

SIZE, LEAST = QSize(860, 600), QSize(752, 400)
LIST_WIDTH = 232
Undo = Callable[[], object]
Load = Callable[[Office], tuple[Answer, ...]]


class RepliesDialog(QDialog):
    """What is done with an answer can be taken back while the dialog is open, and just after."""

    def __init__(self, shell: Shell, load: Load, *, title: str, first: int | None = None) -> None:
        super().__init__(shell.as_parent())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.shell = shell
        self._load = load
        self._first = first
        self.answers: tuple[Answer, ...] = ()
        self._undo: Undo | None = None
        self._begun = False
        self._heading = label(title, wrap=True)
        as_title(self._heading)
        self.list = QListWidget()
        self.list.setObjectName("sections")
        self.list.setAccessibleName(self.tr("Answers"))
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._on_row)
        self.view = ReplyView(shell)
        self.view.client_asked.connect(self._open_client)
        self.view.gone_on.connect(self._go_on)
        self.view.seen.connect(self._settle)
        self._make_line()
        self._build()
        shell.desk.changed.connect(self._on_changed)

    def _make_line(self) -> None:
        """What was just done; the toast of the window is out of reach behind a dialog."""
        self.line = QFrame()
        self.line.setProperty("look", "notice")
        self.said = label(wrap=True)
        self.undo_button = button(self.tr("Undo"), self.undo)
        row = QHBoxLayout(self.line)
        row.setContentsMargins(MEDIUM, SMALL, SMALL, SMALL)
        row.addWidget(self.said, 1)
        row.addWidget(self.undo_button)
        self.line.hide()

    def _build(self) -> None:
        self.nothing = EmptyState(
            "circle-check",
            self.tr("No answer waits for you"),
            self.tr("When a client answers one of your e-mails, it stands here and on Today."),
        )
        both = QFrame()
        across = QHBoxLayout(both)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(LARGE)
        across.addWidget(self.list)
        across.addWidget(self.view, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(both)
        self.stack.addWidget(self.nothing)
        self._close = button(self.tr("Close"), self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.line, 1)
        foot.addStretch()
        foot.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, LARGE, WIDE, LARGE)
        layout.setSpacing(MEDIUM)
        layout.addWidget(self._heading)
        layout.addWidget(self.stack, 1)
        layout.addLayout(foot)

    def open(self) -> None:
        room = self.screen().availableGeometry()
        self.setMinimumSize(LEAST.expandedTo(self.minimumSizeHint()))
        self.resize(SIZE.boundedTo(QSize(room.width() - 2 * WIDE, room.height() - 80)))
        self.reload()
        follow_layout(self)
        super().open()

    # What is shown

    def _on_changed(self, touched: frozenset[Touched]) -> None:
        if touched & {Touched.CLIENTS, Touched.OUTBOX, Touched.AGREEMENTS, Touched.PAYMENTS}:
            self.reload()

    def reload(self) -> None:
        """Look again; the answer that is read stays, or the one in its place comes."""
        self.shell.desk.ask(self._load, then=self._show, owner=self, latest="answers")

    def _show(self, answers: tuple[Answer, ...]) -> None:
        at = self._place(answers)
        self.answers = answers
        self.list.blockSignals(True)
        self.list.clear()
        for one in answers:
            item = QListWidgetItem(words.in_the_list(one.row))
            item.setToolTip(tip(words.subject(one.row)))
            item.setSizeHint(QSize(0, 2 * self.fontMetrics().lineSpacing() + 2 * SMALL))
            self.list.addItem(item)
        self.list.setCurrentRow(at)
        self.list.blockSignals(False)
        self.list.setVisible(len(answers) > 1)
        self.stack.setCurrentIndex(0 if answers else 1)
        if answers:
            self.view.show_answer(answers[at])
        elif self._undo is not None:
            # The last one is dealt with: the toast of the window offers the way back.
            self.accept()
        if not (self._begun and answers):
            self._begun = True
            self._take_focus()

    def _take_focus(self) -> None:
        """The keyboard begins where one goes from answer to answer."""
        if not self.answers:
            self._close.setFocus()
        elif self.list.isHidden():
            self.view.text.setFocus()
        else:
            self.list.setFocus()

    def _place(self, answers: tuple[Answer, ...]) -> int:
        wanted = self.view.shown.row.id if self.view.shown else self._first
        ids = [one.row.id for one in answers]
        if wanted in ids:
            return ids.index(wanted)
        return max(min(self.list.currentRow(), len(answers) - 1), 0)

    def _on_row(self, row: int) -> None:
        if 0 <= row < len(self.answers):
            self.view.show_answer(self.answers[row])

    # What is done

    def _open_client(self, answer: Answer) -> None:
        if answer.row.client_id is not None:
            client_id = answer.row.client_id
            self.accept()
            self.shell.show_client(client_id)

    def _go_on(self, answer: Answer) -> None:
        if answer.row.client_id is None:
            return
        said = self.tr("{client} is chased again from today on.")
        name = words.who(answer.row)

        def told(gone_on: GoneOn) -> None:
            self._say(said.format(client=name), lambda: self._do(pause_again, gone_on))

        self.shell.desk.do(go_on_chasing, answer.row.client_id, owner=self, then=told)

    def _settle(self, answer: Answer) -> None:
        ids = (answer.row.id,)
        name = words.who(answer.row)
        said = self.tr("Seen: what {client} wrote.")
        if answer.paused:
            said = self.tr("Seen: what {client} wrote. Chasing stays paused.")

        def told(_none: object) -> None:
            self._say(said.format(client=name), lambda: self._do(unsettle, ids))

        self.shell.desk.do(settle, ids, owner=self, then=told)

    def _do(self, undo: Callable[..., object], what: object) -> None:
        self.shell.desk.do(undo, what, owner=self.shell.as_parent())  # type: ignore[arg-type]

    # The way back

    def _say(self, said: str, undo: Undo) -> None:
        self._undo = undo
        self.said.setText(said)
        self.line.show()
        follow_layout(self)
        self.reload()

    def undo(self) -> None:
        """Take back what the line speaks of."""
        taken, self._undo = self._undo, None
        self.line.hide()
        if taken is not None:
            taken()

    def done(self, result: int) -> None:
        """Leave what can still be taken back to the window's toast."""
        super().done(result)
        if self._undo is not None:
            self.shell.toast(self.said.text(), undo=self._undo)
            self._undo = None


def read_answers(shell: Shell) -> RepliesDialog:
    """Everything that waits to be read."""
    title = translate("RepliesDialog", "Answers")
    dialog = RepliesDialog(shell, waiting_answers, title=title)
    dialog.open()
    return dialog


def read_answer_of(shell: Shell, client_id: int, name: str, incoming_id: int) -> RepliesDialog:
    """What a client wrote, beginning with that."""
    title = translate("RepliesDialog", "What {client} wrote").format(client=name)
    dialog = RepliesDialog(
        shell, lambda office: answers_of(office, client_id), title=title, first=incoming_id
    )
    dialog.open()
    return dialog
