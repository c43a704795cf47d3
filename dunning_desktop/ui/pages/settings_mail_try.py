"""A button that tries something over the network, and under it what came of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.look.metrics import SMALL
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import label, wear
from dunning_desktop.ui.widgets.scrolling import bring_into_view
from dunning_desktop.usecases.office import Office, Outcome


class TryRow(QWidget):
    """``begin`` is called by the button: it checks what was typed, and calls ``run``."""

    def __init__(self, desk: Desk, words: str, icon_name: str, begin: Callable[[], None]) -> None:
        super().__init__()
        self._desk = desk
        self._turn = 0
        self.press = button(words, begin, icon_name=icon_name)
        self.result = label(wrap=True, selectable=True)
        self.result.hide()
        row = QHBoxLayout()
        row.addWidget(self.press)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addLayout(row)
        column.addWidget(self.result)

    def run(
        self,
        trial: Callable[[Office, MailAccount, str | None], object],
        account: MailAccount,
        password: str | None,
        *,
        meanwhile: str,
        good: str,
        explain: Callable[[DunningError], str],
    ) -> None:
        """Try it in the mail lane; say ``good``, or what ``explain`` makes of the error."""
        self._turn += 1
        turn = self._turn
        self.press.setEnabled(False)
        self._say(meanwhile, "quiet")

        def work(office: Office) -> Outcome[DunningError | None]:
            """An error is an answer: nobody is told of it once the form is gone."""
            try:
                trial(office, account, password)
            except DunningError as error:
                return Outcome(error)
            return Outcome(None)

        def take(error: DunningError | None) -> None:
            if error is None:
                self._end(turn, good, "good")
            else:
                self._end(turn, explain(error), "trouble")

        self._desk.mail(work, owner=self, then=take)

    def clear(self) -> None:
        """Forget what came of it: another account is shown."""
        self._turn += 1
        self.press.setEnabled(True)
        self.result.clear()
        self.result.hide()

    def _end(self, turn: int, text: str, look: str) -> None:
        if turn == self._turn:
            self.press.setEnabled(True)
            self._say(text, look)

    def _say(self, text: str, look: str) -> None:
        self.result.setText(text)
        wear(self.result, look)
        self.result.show()
        # Under a button at the edge of the page it would be out of sight; first it is laid out.
        QTimer.singleShot(0, self, lambda: bring_into_view(self.result))
