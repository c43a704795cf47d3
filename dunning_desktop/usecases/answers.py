"""Answers as the owner deals with them: each with what is open, and the way on and back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from dunning_desktop.domain.blocks import Block, BlockKind
from dunning_desktop.domain.incoming import IncomingKind
from dunning_desktop.domain.money import Money, totals
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.usecases.blocks import end_holds, hold_again
from dunning_desktop.usecases.inbox_ports import IncomingRow
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.replies import settle, unsettle

_REPLIED = frozenset({BlockKind.REPLIED})


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody wrote. ``items`` are the client's open due items, the oldest first.

    ``paused``: the client is not chased because of it.
    """

    row: IncomingRow
    items: tuple[ItemFacts, ...] = ()
    paused: bool = False

    @property
    def open(self) -> tuple[Money, ...]:
        """What the client owes, one sum a currency."""
        return totals(one.open for one in self.items)

    @property
    def waits(self) -> bool:
        """Whether the owner has not dealt with it yet."""
        return self.row.settled_at is None


@dataclass(frozen=True, slots=True)
class GoneOn:
    """What going on with a client has ended: his pauses, and the answers that waited."""

    client_id: int
    pauses: tuple[Block, ...] = ()
    incoming_ids: tuple[int, ...] = ()


def waiting_mail(office: Office) -> tuple[IncomingRow, ...]:
    """Everything that came in and waits for the owner, oldest first."""
    with office.read() as ledger:
        return tuple(ledger.inboxes.waiting())


def waiting_answers(office: Office) -> tuple[Answer, ...]:
    """The answers that wait, oldest first."""
    with office.read() as ledger:
        return _answers(ledger, office, ledger.inboxes.waiting({IncomingKind.MAIL}))


def answers_of(office: Office, client_id: int) -> tuple[Answer, ...]:
    """All that a client wrote, newest first."""
    with office.read() as ledger:
        rows = ledger.inboxes.of_client(client_id)
        return _answers(ledger, office, [one for one in rows if one.kind is IncomingKind.MAIL])


def _answers(
    ledger: Ledger, office: Office, rows: Iterable[IncomingRow]
) -> tuple[Answer, ...]:
    found = list(rows)
    clients = {one.client_id for one in found if one.client_id is not None}
    items, paused = _open(ledger, clients), _paused(ledger, office, clients)
    return tuple(
        Answer(one, items.get(one.client_id or 0, ()), one.client_id in paused) for one in found
    )


def _open(ledger: Ledger, clients: Collection[int]) -> dict[int, tuple[ItemFacts, ...]]:
    found: dict[int, list[ItemFacts]] = {}
    for one in ledger.chasing.items(clients) if clients else ():
        found.setdefault(one.client_id, []).append(one)
    return {
        key: tuple(sorted(items, key=lambda one: (one.due, one.item_id)))
        for key, items in found.items()
    }


def _paused(ledger: Ledger, office: Office, clients: Collection[int]) -> frozenset[int]:
    today = office.clock.today()
    blocks = ledger.chasing.blocks(clients) if clients else ()
    return frozenset(
        one.client_id
        for one in blocks
        if one.kind is BlockKind.REPLIED and one.holds_on(today)
    )


def go_on_chasing(office: Office, client_id: int) -> Outcome[GoneOn]:
    """Chase a client again who answered: his answers count as dealt with.

    Only what his answers put in the way is ended.
    """
    with office.read() as ledger:
        waiting = ledger.inboxes.waiting({IncomingKind.MAIL})
    mine = tuple(one.id for one in waiting if one.client_id == client_id)
    ended = end_holds(office, client_id, kinds=_REPLIED)
    # Where no pause held any more, nothing has dealt with them yet.
    settle(office, mine)
    touched = ended.touched | {Touched.CLIENTS, Touched.OUTBOX}
    return Outcome(GoneOn(client_id, ended.value, mine), touched)


def pause_again(office: Office, gone_on: GoneOn) -> Outcome[None]:
    """Going on was a mistake: all is as it was."""
    again = hold_again(office, gone_on.client_id, gone_on.pauses)
    unsettle(office, gone_on.incoming_ids)
    return Outcome(None, again.touched | {Touched.CLIENTS, Touched.OUTBOX})
