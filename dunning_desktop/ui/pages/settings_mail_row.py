"""A mail account at a glance: its address, how it sends, what it is for, and how it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, TINY
from dunning_desktop.ui.text.accounts import Shown, how_it_sends, inbox_state, sending_state
from dunning_desktop.ui.text.mail import fault_detail, fault_sentence
from dunning_desktop.ui.text.mail_accounts import duty
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import iconed, label
from dunning_desktop.usecases.inbox_ports import InboxState

Press = Callable[[MailAccount], object]


class AccountRow(QFrame):
    """``edit`` is None where the account's form stands beneath."""

    def __init__(
        self,
        account: MailAccount,
        inbox: InboxState | None,
        *,
        now: datetime,
        resume: Press,
        edit: Press | None,
        remove: Press,
    ) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.account = account
        self.states = tuple(
            one for one in (sending_state(account, now), inbox_state(account, inbox)) if one
        )
        self._words = QVBoxLayout()
        self._words.setSpacing(TINY)
        self._say(now)
        self.resume = self._button(self.tr("Try again"), self.tr("Try again: {address}"), resume)
        self.edit = self._button(self.tr("Edit…"), self.tr("Edit {address}"), edit)
        self.remove = self._button(self.tr("Remove…"), self.tr("Remove {address}"), remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(LARGE, MEDIUM, MEDIUM, MEDIUM)
        row.setSpacing(SMALL)
        row.addLayout(self._words, 1)
        for one in (self.resume, self.edit, self.remove):
            row.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        # Only now: shown without a parent, a button would be a window for a moment.
        self.resume.setVisible(account.rests_at(now))
        self.edit.setVisible(edit is not None)

    def _say(self, now: datetime) -> None:
        account = self.account
        heading = label(account.address, wrap=True)
        as_heading(heading)
        self._words.addWidget(heading)
        self._words.addWidget(
            label(f"{how_it_sends(account)} · {duty(account.duty)}", "quiet", wrap=True)
        )
        for state in self.states:
            self._words.addWidget(_line(state))
        if account.rests_at(now) and self._why():
            self._words.addWidget(label(self._why(), "quiet", wrap=True))

    def _why(self) -> str:
        account = self.account
        if account.paused is None:
            return ""
        detail = fault_detail(account.paused, account.paused_detail)
        # Where it goes on by itself there is nothing to do, and all is said.
        what = fault_sentence(account.paused) if account.paused_until is None else ""
        return "\n".join(one for one in (what, detail) if one)

    def _button(self, text: str, name: str, run: Press | None) -> QPushButton:
        made = button(text, lambda: run(self.account) if run is not None else None)
        made.setAccessibleName(name.format(address=self.account.address))
        return made


def _line(state: Shown) -> QWidget:
    return iconed(state.icon, label(state.words, wrap=True), colour=state.colour)
