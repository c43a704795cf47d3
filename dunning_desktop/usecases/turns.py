"""Which account has something to send, and when the next message of it may go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dunning_desktop.domain.mail_accounts import A_DAY, Duty, MailAccount, free_from
from dunning_desktop.usecases.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Turns:
    """The accounts of a book, and when the next message of each may go, by its id.

    ``due`` has None for messages that were queued before there was an account. ``free`` is when
    an account whose limit is reached may send again.
    """

    accounts: Sequence[MailAccount]
    due: Mapping[int | None, datetime]
    free: Mapping[int, datetime] = field(default_factory=dict)

    @property
    def own(self) -> Sequence[MailAccount]:
        """The accounts that the program itself sends from."""
        return [one for one in self.accounts if one.sends_itself]

    @property
    def first(self) -> MailAccount | None:
        """The account that takes what has none."""
        usual = [one for one in self.own if one.duty is Duty.USUAL]
        return next(iter((*usual, *self.own)), None)

    def takes_orphans(self, account: MailAccount) -> bool:
        """Whether messages without an account go from this one."""
        return self.first is not None and account.id == self.first.id

    def due_of(self, account: MailAccount) -> datetime | None:
        """When the next message of an account may go; None where none waits."""
        orphans = self.due.get(None) if self.takes_orphans(account) else None
        times = [one for one in (self.due.get(account.id), orphans) if one is not None]
        return min(times, default=None)

    def next(self, rests: Mapping[int, datetime] | None = None) -> datetime | None:
        """When the next pass makes sense. ``rests``: until when accounts are left alone, by id."""
        times = []
        for one in self.own:
            due = self.due_of(one)
            if due is None or (one.paused and one.paused_until is None):
                continue
            times.append(max([due, *self._rests(one, rests or {})]))
        return min(times, default=None)

    def _rests(self, account: MailAccount, rests: Mapping[int, datetime]) -> list[datetime]:
        until = account.paused_until if account.paused else None
        found = (until, self.free.get(account.id), rests.get(account.id))
        return [one for one in found if one is not None]

    @property
    def held(self) -> MailAccount | None:
        """An account that is paused while messages of its wait."""
        return next((one for one in self.own if one.paused and self.due_of(one)), None)


def turns(ledger: Ledger, now: datetime) -> Turns:
    """As the book has it now."""
    accounts, due = ledger.post.accounts(), ledger.post.due()
    found = Turns(accounts, due)
    free = {
        one.id: free_from(one, ledger.post.gone(one.id, since=now - A_DAY), now)
        for one in found.own
        if found.due_of(one) is not None
    }
    return Turns(accounts, due, {key: at for key, at in free.items() if at is not None})
