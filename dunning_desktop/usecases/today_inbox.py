"""What came in asks of the owner today: answers with their words, mail that came back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dunning_desktop.domain.incoming import IncomingKind
from dunning_desktop.usecases.inbox_ports import IncomingRow
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.today_rows import Quote, Task, TaskRow
from dunning_desktop.usecases.today_sets import of_parties


def came_in(ledger: Ledger) -> list[TaskRow | None]:
    """One row each for mail that came back, and for an inbox that cannot be read."""
    back = ledger.inboxes.waiting({IncomingKind.BOUNCE})
    return [_bounced(back), _unread(ledger)]


def _bounced(back: Sequence[IncomingRow]) -> TaskRow | None:
    known = [(one.client_id, one.client) for one in back if one.client_id is not None]
    row = of_parties(Task.EMAILS_BOUNCED, len(back), known)
    return replace(row, incoming_ids=tuple(one.id for one in back)) if row else None


def _unread(ledger: Ledger) -> TaskRow | None:
    """The first inbox that a fault keeps from being read."""
    for account in ledger.post.accounts():
        state = ledger.inboxes.state(account.id)
        if account.inbox is not None and state.fault is not None:
            names = (account.address,)
            return TaskRow(Task.INBOX_UNREAD, 1, names=names, fault=state.fault, at=state.read_at)
    return None


def replies(ledger: Ledger) -> Sequence[IncomingRow]:
    """The answers that wait, oldest first."""
    return ledger.inboxes.waiting({IncomingKind.MAIL})


def with_quotes(
    rows: Iterable[TaskRow | None], said: Sequence[IncomingRow]
) -> list[TaskRow | None]:
    """The row about answers with what they say, and those that no paused client wrote, too."""
    made = list(rows)
    known = next((one for one in made if one and one.task is Task.REPLIES), None)
    if not said:
        return made
    others = [one for one in made if one is not known]
    row = known or TaskRow(Task.REPLIES, 0)
    quotes = tuple(_quote(one) for one in said)
    return [*others, replace(row, count=row.count + _beyond(row, said), quotes=quotes)]


def _beyond(row: TaskRow, said: Sequence[IncomingRow]) -> int:
    """How many wrote besides the clients of the row: nobody's client, or one that owes nothing."""
    clients = {one.client_id for one in said} - {None, *row.client_ids}
    return len(clients) + sum(one.client_id is None for one in said)


def _quote(one: IncomingRow) -> Quote:
    return Quote(
        incoming_id=one.id,
        client_id=one.client_id,
        who=one.client or one.sender_name or one.sender,
        subject=one.subject,
        text=one.text,
        at=one.at,
    )
