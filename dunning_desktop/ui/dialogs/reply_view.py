"""One answer: who wrote it and what, what that client owes, and what can be done about it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from dunning_desktop.ui.dialogs.dispute import ask_for_dispute
from dunning_desktop.ui.dialogs.plan import ask_for_plan
from dunning_desktop.ui.dialogs.promise import ask_for_promise
from dunning_desktop.ui.look.fonts import as_heading, scaled
from dunning_desktop.ui.look.metrics import SMALL, TINY
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import replies as words
from dunning_desktop.ui.text.money import money
from dunning_desktop.ui.widgets.buttons import action, button
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.answers import Answer

MOST_INVOICES = 20


class ReplyView(QWidget):
    """The words are strangers': they are shown as plain text and as nothing else.

    The signals carry the ``Answer`` that is shown.
    """

    client_asked = Signal(object)
    gone_on = Signal(object)
    seen = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.shown: Answer | None = None
        self.who = label(wrap=True, selectable=True)
        self.who.setFont(scaled(1.2, bold=True))
        self.from_whom = label(look="quiet", wrap=True, selectable=True)
        self.subject = label(wrap=True, selectable=True)
        as_heading(self.subject)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("What they wrote"))
        self.standing = label(wrap=True)
        self._make_buttons()
        self._build()

    def _make_buttons(self) -> None:
        self.promised = button(self.tr("They promised…"), self._on_promised)
        self.disputed = button(self.tr("They dispute…"), self._on_disputed)
        self.instalments = button(self.tr("Agree instalments…"), self._on_instalments)
        self.client = button(
            self.tr("Open the client"), lambda: self.client_asked.emit(self.shown)
        )
        self.done = button(self.tr("Seen"), lambda: self.seen.emit(self.shown))
        self.go_on = button(self.tr("Go on chasing"), lambda: self.gone_on.emit(self.shown))
        self.done.setToolTip(self.tr("You have read it; a pause goes on until you end it"))
        self.go_on.setToolTip(self.tr("End the pause: their next reminder can go out again"))

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        head = QVBoxLayout()
        head.setSpacing(TINY)
        head.addWidget(self.who)
        head.addWidget(self.from_whom)
        layout.addLayout(head)
        layout.addWidget(self.subject)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.standing)
        layout.addLayout(_row(self.promised, self.disputed, self.instalments))
        layout.addLayout(_row(self.client, None, self.done, self.go_on))

    def show_answer(self, answer: Answer) -> None:
        """Show it; what is read stays where it was scrolled to when the same one comes again."""
        before, self.shown = self.shown, answer
        row = answer.row
        self.who.setText(words.who(row))
        self.from_whom.setText(words.from_whom(row))
        self.subject.setText(words.subject(row))
        if before is None or before.row.id != row.id:
            self.text.setPlainText(words.written(row))
        self.standing.setText(words.standing(answer))
        self._offer(answer)

    def _offer(self, answer: Answer) -> None:
        known = answer.row.client_id is not None
        for one in (self.promised, self.disputed, self.instalments):
            one.setVisible(known)
            one.setEnabled(bool(answer.items))
        self.client.setVisible(known)
        self.done.setVisible(answer.waits)
        self.go_on.setVisible(known and answer.paused)
        self._fill_menu(answer)

    def _fill_menu(self, answer: Answer) -> None:
        """Of several invoices, which one is disputed."""
        old = self.disputed.menu()
        self.disputed.setMenu(None)  # type: ignore[arg-type]  # takes it off; the stub knows no None
        if old is not None:
            old.deleteLater()
        if len(answer.items) < 2:  # noqa: PLR2004 - one needs no choice
            return
        menu = QMenu(self.disputed)
        for one in answer.items[:MOST_INVOICES]:
            said = f"{one.number}  ·  {money(one.open)}"
            ask = partial(ask_for_dispute, self._shell, one.item_id)
            menu.addAction(action(menu, said.replace("&", "&&"), ask))
        self.disputed.setMenu(menu)

    # What the buttons do

    def _client_id(self) -> int | None:
        return self.shown.row.client_id if self.shown else None

    def _on_promised(self) -> None:
        client_id = self._client_id()
        if client_id is not None:
            ask_for_promise(self._shell, client_id)

    def _on_disputed(self) -> None:
        if self.shown is not None and len(self.shown.items) == 1:
            ask_for_dispute(self._shell, self.shown.items[0].item_id)

    def _on_instalments(self) -> None:
        client_id = self._client_id()
        if client_id is not None:
            ask_for_plan(self._shell, client_id)


def _row(*buttons: QPushButton | None) -> QHBoxLayout:
    """Side by side; None is a gap."""
    row = QHBoxLayout()
    row.setSpacing(SMALL)
    for one in buttons:
        if one is None:
            row.addStretch()
        else:
            row.addWidget(one)
    if None not in buttons:
        row.addStretch()
    return row
