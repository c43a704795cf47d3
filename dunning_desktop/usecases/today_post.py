"""What the outbox asks of the owner today: e-mails that got stuck, letters on their way."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from dunning_desktop.domain.mail import Fault, MessageState
from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.today_rows import StuckMessage, Task, TaskRow, WaitingLetter
from dunning_desktop.usecases.today_sets import of_parties
from dunning_desktop.usecases.turns import Turns


def posted(ledger: Ledger, now: datetime) -> list[TaskRow | None]:
    """One row each for what is paused, failed, uncertain, to be printed and to be posted."""
    stuck, letters = ledger.figures.stuck(), ledger.figures.letters()
    accounts, queued = ledger.post.accounts(), ledger.figures.queued()
    programs = {one.id for one in accounts if not one.sends_itself}
    by_hand = sum(many for key, many in queued.items() if key in programs)
    return [
        _paused(accounts, queued, now),
        _mails(Task.EMAILS_UNCERTAIN, stuck, {MessageState.UNCERTAIN}),
        _mails(Task.EMAILS_FAILED, stuck, {MessageState.FAILED}),
        TaskRow(Task.EMAILS_TO_HAND_OVER, by_hand) if by_hand else None,
        _mails(Task.EMAILS_HANDED_OVER, stuck, {MessageState.HANDED_OVER}),
        _letters(Task.LETTERS_TO_PRINT, [one for one in letters if not one.printed]),
        _letters(Task.LETTERS_TO_POST, [one for one in letters if one.printed]),
    ]


def _paused(
    accounts: Sequence[MailAccount], queued: Mapping[int | None, int], now: datetime
) -> TaskRow | None:
    """What does not go out: an account's fault, or e-mails that no account can send."""
    if not accounts:
        many = sum(queued.values())
        return TaskRow(Task.SENDING_PAUSED, many, fault=Fault.NO_ACCOUNT) if many else None
    resting = [one for one in accounts if one.rests_at(now)]
    if not resting:
        return None
    turns = Turns(accounts, {})
    many = sum(queued.get(one.id, 0) for one in resting)
    many += sum(queued.get(None, 0) for one in resting if turns.takes_orphans(one))
    paused = resting[0]
    return TaskRow(Task.SENDING_PAUSED, many, fault=paused.paused, at=paused.paused_until)


def _mails(
    task: Task, stuck: Sequence[StuckMessage], states: Collection[MessageState]
) -> TaskRow | None:
    mine = [one for one in stuck if one.state in states]
    known = [(one.client_id, one.client) for one in mine if one.client_id is not None]
    return of_parties(task, len(mine), known)


def _letters(task: Task, letters: Sequence[WaitingLetter]) -> TaskRow | None:
    row = of_parties(task, len(letters), ((one.client_id, one.client) for one in letters))
    return replace(row, letter_ids=tuple(one.id for one in letters)) if row else None
