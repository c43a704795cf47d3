"""The details of a message and of a letter, with what can be done in its state."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dunning_desktop.domain.mail import Fault, MessageState
from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.metrics import SMALL
from dunning_desktop.ui.pages.outbox_rows import MailCard, letter_card, mail_card
from dunning_desktop.ui.panels.panel import DetailsPanel
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import mail
from dunning_desktop.ui.text.dates import moment
from dunning_desktop.ui.text.outbox import (
    LETTER_COLOURS,
    MESSAGE_COLOURS,
    Press,
    message_history,
    post_class,
    press,
    presses_of_letter,
    presses_of_message,
    state_explained,
    state_of_message,
)
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import iconed, label
from dunning_desktop.usecases.rows import LetterRow

IN_A_ROW = 2
FAULTY = frozenset({MessageState.QUEUED, MessageState.SENDING, MessageState.FAILED})

_FINGERPRINT = 16
"""Signs of it that tell two letters apart; the file of a case has all of them."""


class OutboxPanel(DetailsPanel):
    """``pressed`` carries what was pressed, and the row it was pressed for."""

    pressed = Signal(object, object)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.buttons: dict[Press, QPushButton] = {}

    def offer(self, presses: Sequence[Press], row: object) -> None:
        """Put a button for each of them, the first as the main one."""
        self.buttons = {kind: self._button(kind, row, main=not at) for at, kind in
                        enumerate(presses)}
        made = list(self.buttons.values())
        box = QWidget()
        lines = QVBoxLayout(box)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(SMALL)
        for start in range(0, len(made), IN_A_ROW):
            line = QHBoxLayout()
            line.setSpacing(SMALL)
            for one in made[start : start + IN_A_ROW]:
                line.addWidget(one)
            line.addStretch()
            lines.addLayout(line)
        self.add(box)

    def _button(self, kind: Press, row: object, *, main: bool) -> QPushButton:
        settles = main and kind not in {Press.SHOW, Press.LOOK}
        look = "primary" if settles else ""
        return button(press(kind), lambda: self.pressed.emit(kind, row), look=look)

    def state(self, icon_name: str, colour: str, words: str) -> None:
        """Put the state: words with an icon."""
        said = label(words, wrap=True)
        as_heading(said)
        self.add(iconed(icon_name, said, colour=colour))


class MessagePanel(OutboxPanel):
    """A message: its state, what went wrong, and what to press."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName(self.tr("Details of the e-mail"))

    def load(self, key: int) -> None:
        self.shell.desk.ask(mail_card, key, then=self._show, owner=self, latest="card")

    def _show(self, card: MailCard) -> None:
        row = card.row
        self.start(row.subject, self.tr("To {name}").format(name=row.recipient))
        icon, colour = mail.STATE_ICONS[row.state], MESSAGE_COLOURS[row.state]
        self.state(icon, colour, state_of_message(row, card.now))
        why = self._why(card)
        if why:
            self.text(why)
        self.offer(self._presses(card), row)
        self.part(self.tr("What happened"))
        self.facts(message_history(row))
        if row.reply:
            self.text(mail.fault_detail(row.fault or "", row.reply), "quiet")
        self.finish()

    def _presses(self, card: MailCard) -> Sequence[Press]:
        offered = presses_of_message(card.row, card.now)
        if self.shell.desk.demo:
            # Nothing of the demo book leaves this computer, by no way.
            return [one for one in offered if one is not Press.HAND_OVER]
        return offered

    def _why(self, card: MailCard) -> str:
        row = card.row
        if row.state is MessageState.UNCERTAIN:
            return mail.fault_sentence(Fault.LINK_LOST_AT_DOT)
        if row.fault is not None and row.state in FAULTY:
            return mail.fault_sentence(row.fault)
        return state_explained(row)


class LetterPanel(OutboxPanel):
    """A letter: made, printed and posted are three facts."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName(self.tr("Details of the letter"))

    def load(self, key: int) -> None:
        self.shell.desk.ask(letter_card, key, then=self._show, owner=self, latest="card")

    def _show(self, row: LetterRow) -> None:
        self.start(row.subject, row.client)
        icon, colour = mail.LETTER_ICONS[row.state], LETTER_COLOURS[row.state]
        self.state(icon, colour, mail.letter_state(row.state))
        self.offer(presses_of_letter(row), row)
        self.part(self.tr("What happened"))
        pairs = [(self.tr("Made"), moment(row.made_at))]
        if row.printed_at is not None:
            pairs.append((self.tr("Printed"), moment(row.printed_at)))
        if row.posted_at is not None:
            pairs.append((self.tr("Posted"), moment(row.posted_at)))
        if row.post_class is not None:
            pairs.append((self.tr("By"), post_class(row.post_class)))
        if row.tracking:
            pairs.append((self.tr("Number"), row.tracking))
        pairs.append((self.tr("SHA-256"), f"{row.sha256[:_FINGERPRINT]}…"))
        self.facts(pairs)
        self.finish()
