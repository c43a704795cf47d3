"""What the outbox asks of the owner today: e-mails that got stuck, letters on their way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dunning_desktop.domain.mail import Fault, MessageState
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.today_rows import StuckMessage, Task, TaskRow, WaitingLetter
from dunning_desktop.usecases.today_sets import of_parties


def posted(ledger: Ledger) -> list[TaskRow | None]:
    """One row each for what is paused, failed, uncertain, to be printed and to be posted."""
    stuck, letters = ledger.figures.stuck(), ledger.figures.letters()
    return [
        _paused(ledger),
        _mails(Task.EMAILS_UNCERTAIN, stuck, MessageState.UNCERTAIN),
        _mails(Task.EMAILS_FAILED, stuck, MessageState.FAILED),
        _letters(Task.LETTERS_TO_PRINT, [one for one in letters if not one.printed]),
        _letters(Task.LETTERS_TO_POST, [one for one in letters if one.printed]),
    ]


def _paused(ledger: Ledger) -> TaskRow | None:
    """Nothing goes out: the account's fault, or e-mails that no account can send."""
    account, queued = next(iter(ledger.post.accounts()), None), ledger.figures.queued()
    fault = account.paused if account else Fault.NO_ACCOUNT
    if fault is None or (account is None and not queued):
        return None
    return TaskRow(Task.SENDING_PAUSED, queued, fault=fault)


def _mails(task: Task, stuck: Sequence[StuckMessage], state: MessageState) -> TaskRow | None:
    mine = [one for one in stuck if one.state is state]
    known = [(one.client_id, one.client) for one in mine if one.client_id is not None]
    return of_parties(task, len(mine), known)


def _letters(task: Task, letters: Sequence[WaitingLetter]) -> TaskRow | None:
    row = of_parties(task, len(letters), ((one.client_id, one.client) for one in letters))
    return replace(row, letter_ids=tuple(one.id for one in letters)) if row else None
