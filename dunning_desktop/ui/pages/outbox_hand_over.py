"""Handing e-mails over to the owner's mail program, one after the other, from the outbox."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.ui.desk import report
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.outbox import Press, hand_over_these
from dunning_desktop.ui.widgets.notices import Notice
from dunning_desktop.usecases.handing_over import hand_over, it_was_not_sent
from dunning_desktop.usecases.office import Office, Outcome
from dunning_desktop.usecases.outbox import message_of

Compose = Callable[[bytes], None]
BY_HAND = frozenset({Press.HAND_OVER, Press.OPEN_AGAIN, Press.IT_WAS_NOT_SENT})


class ByHand(Notice):
    """Over the lists while e-mails wait for the mail program; ``compose`` opens one there.

    ``show_mail`` brings an e-mail's details to the screen: there it is said what became of it.
    """

    def __init__(
        self, shell: Shell, compose: Compose, show_mail: Callable[[int], object]
    ) -> None:
        super().__init__("mail-open", "")
        self._shell = shell
        self._compose = compose
        self._show_mail = show_mail
        self._next: int | None = None
        self._busy = False
        self.hide()

    def show_waiting(self, ids: Sequence[int]) -> None:
        """So many wait, the first of them is the next."""
        self._next = ids[0] if ids and not self._shell.desk.demo else None
        self.setVisible(self._next is not None)
        if self._next is None:
            return
        self.say(
            hand_over_these(len(ids)),
            self.tr("Send each of them there, then say here that it was sent."),
        )
        press = self.tr("Open the next") if len(ids) > 1 else self.tr("Open it")
        if [one.text() for one in self.buttons] != [press]:
            self.offer([(press, self.open_next)])

    def open_next(self) -> None:
        """Hand over the one that waits longest."""
        if self._next is not None:
            self.press(Press.HAND_OVER, self._next)

    def press(self, press: Press, message_id: int) -> None:
        """Do what was pressed for an e-mail."""
        desk = self._shell.desk
        if press is Press.IT_WAS_NOT_SENT:
            desk.do(it_was_not_sent, message_id, owner=self)
        elif press is Press.OPEN_AGAIN:
            desk.ask(
                open_again, message_id, compose=self._compose, owner=self,
                then=lambda _none: self._shell.toast(self._opened()),
            )  # fmt: skip
        elif not self._busy:
            self._busy = True
            desk.do(
                open_there, message_id, compose=self._compose, owner=self,
                then=lambda error: self._on_opened(message_id, error), failed=self._failed,
            )  # fmt: skip

    def _on_opened(self, message_id: int, error: Exception | None) -> None:
        desk, self._busy = self._shell.desk, False
        if isinstance(error, DunningError):
            desk.trouble.emit(error)
        elif error is not None:
            report(error)
        else:
            self._shell.toast(self._opened())
        self._show_mail(message_id)

    def _opened(self) -> str:
        return self.tr("Opened in your mail program. Send it there, then press “It was sent”.")

    def _failed(self, error: DunningError) -> None:
        self._busy = False
        self._shell.desk.trouble.emit(error)


def open_there(
    office: Office, message_id: int, *, compose: Compose
) -> Outcome[Exception | None]:
    """Hand an e-mail over and open it; what kept it from being opened.

    One that did not open was not sent. Raises ``CannotUndo`` for one that has left, or is leaving.
    """
    handed_over = hand_over(office, message_id)
    try:
        compose(handed_over.value)
    except Exception as error:  # noqa: BLE001 - whatever it was, it does not lie there
        it_was_not_sent(office, message_id)
        return Outcome(error, handed_over.touched)
    return Outcome(None, handed_over.touched)


def open_again(office: Office, message_id: int, *, compose: Compose) -> None:
    """Open the same bytes once more; where it stands stays as it is."""
    compose(message_of(office, message_id).frozen.raw)
