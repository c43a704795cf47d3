"""Whole lives of small random books: nine months of an owner who looks when he looks.

Money comes in by parts and is taken back, levels are skipped, ladders change, calls are missed.
Everything that went out is kept with the facts as they were, to be judged without the planner.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from random import Random

from dunning_desktop.domain.blocks import Block, BlockKind
from dunning_desktop.domain.dunning import plan
from dunning_desktop.domain.interest import Settlement
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import DunningPolicy, OldDebts
from dunning_desktop.domain.proposal import (
    Chase,
    ChaseLine,
    ClientFacts,
    Completed,
    ItemFacts,
    Proposal,
)
from dunning_desktop.domain.standing import policy_of
from dunning_desktop.domain.steps import next_step
from tests.helpers.books_of_facts import a_client
from tests.helpers.ledgers import completed_by
from tests.helpers.random_ladders import OTHER, other_ladder, versions

START, DAYS, CLIENTS, ITEMS = date(2026, 1, 5), 270, 2, 5
STARTS = (*[OldDebts.FIRST] * 4, *OldDebts)


@dataclass(frozen=True)
class Went:
    """One line that went out, with the facts as they were before."""

    day: date
    line: ChaseLine
    chase: Chase
    item: ItemFacts
    client: ClientFacts


@dataclass(repr=False)
class Life:
    """A book, day by day. ``again``: what was proposed right after everything had gone out."""

    seed: int
    start: date = START
    went: list[Went] = field(default_factory=list)
    looks: list[tuple[Proposal, tuple[ItemFacts, ...]]] = field(default_factory=list)
    again: list[Chase] = field(default_factory=list)
    events: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.random = random = Random(self.seed)
        self.today = self.start
        self.to_come = list(versions(random))
        other = other_ladder(random)
        first = self.to_come.pop(0)
        self.ladders = {first.id: first, OTHER: other}
        self.rests = {one for one in range(DAYS + 400) if random.random() < 0.1}
        self.promised: list[tuple[date, int]] = []
        self.diligence = random.choice([0.15, 0.5, 1.0])
        self.clients = {key: self._client(key) for key in range(1, CLIENTS + 1)}
        self.items = {key: self._item(key, other) for key in range(1, ITEMS + 1)}

    def __repr__(self) -> str:
        return f"Life({self.seed})"

    def live(self) -> Life:
        """All of its days."""
        for offset in range(DAYS):
            self.today = self.start + timedelta(days=offset)
            self._happens()
            if self.random.random() < self.diligence:
                self._look()
        return self

    def works(self, _place: str, day: date) -> bool:
        """Neither a weekend nor one of the days off, which fall as they like."""
        return day.weekday() < 5 and (day - self.start).days not in self.rests

    def _client(self, key: int) -> ClientFacts:
        made = a_client(self.random, key, self.ladders)
        client = replace(made.client, archived=False)
        return replace(made, client=client, credit=(), blocks=(), last_contact=None)

    def _item(self, key: int, other: DunningPolicy) -> ItemFacts:
        random = self.random
        due = self.start + timedelta(days=random.randint(-40, 90))
        amount = Money(random.randint(1_000, 90_000), random.choice(["GBP", "GBP", "EUR"]))
        return ItemFacts(
            item_id=key,
            invoice_id=key,
            client_id=random.randint(1, CLIENTS),
            number=f"INV-{key}",
            issued=due - timedelta(days=random.choice([2, 30])),
            due=due,
            amount=amount,
            open=amount,
            policy=other if random.random() < 0.1 else None,
            start=random.choice(STARTS) if due < self.start else OldDebts.FIRST,
        )

    def _happens(self) -> None:
        for key in self.items:
            chance = self.random.random()
            if chance < 0.02:
                self._settle(key, self.random.choice([50, 10, 10, 3, 2, 2]), paid=True)
            elif chance < 0.024:
                self._settle(key, self.random.choice([10, 2]), paid=False)
            elif chance < 0.026:
                self._settle(key, 1, paid=True)
            elif chance < 0.031:
                self._take_back(key)
            elif chance < 0.037:
                self._skip(key)
            elif chance < 0.041:
                self._hold(key)
            elif chance < 0.047:
                self._dispute(key)
        self._promises()
        if self.to_come and self.random.random() < 0.02:
            self._change_ladder(self.to_come.pop(0))

    def _settle(self, key: int, part: int, *, paid: bool) -> None:
        item = self.items[key]
        some = Money(item.open.minor // part, item.open.currency)
        if some:
            settled = (*item.settlements, Settlement(self.today, some, paid=paid))
            self.items[key] = replace(item, open=item.open - some, settlements=settled)
            self.events["paid" if paid else "credited"] += 1

    def _take_back(self, key: int) -> None:
        """The latest payment was somebody else's."""
        item = self.items[key]
        if item.settlements:
            *kept, gone = item.settlements
            self.items[key] = replace(item, open=item.open + gone.amount, settlements=tuple(kept))
            self.events["taken back"] += 1

    def _skip(self, key: int) -> None:
        item = self.items[key]
        facts = self.clients[item.client_id]
        policy = policy_of(facts, item)
        step = next_step(policy, item, self.today)
        if step is None or not item.open or (item.start in {OldDebts.LEAVE, OldDebts.ASK}):
            return
        skipped = Completed(
            step.level.day,
            step.level.tone,
            self.today,
            self.today,
            cycle=step.cycle,
            policy_id=policy.id,
            skipped=True,
        )
        self.items[key] = replace(item, completed=(*item.completed, skipped))
        self.events["skipped"] += 1

    def _hold(self, key: int) -> None:
        until = self.today + timedelta(days=self.random.randint(0, 20))
        item_id = key if self.random.random() < 0.5 else None
        self._block(Block(BlockKind.HOLD, self.items[key].client_id, self.today, until, item_id))

    def _dispute(self, key: int) -> None:
        """A part is disputed, or the dispute there was is closed."""
        item = self.items[key]
        part = 0 if item.disputed else self.random.randint(1, item.amount.minor)
        self.items[key] = replace(item, disputed=part)
        self.events["disputed" if part else "agreed"] += 1

    def _promise(self, key: int) -> None:
        """The client says that he pays by a day; whether he does, chance decides."""
        until = self.today + timedelta(days=self.random.randint(1, 20))
        self._block(
            Block(BlockKind.PROMISE, self.items[key].client_id, self.today, until, item_id=key)
        )
        self.promised.append((until + timedelta(days=1), key))

    def _promises(self) -> None:
        for key in self.items:
            if self.random.random() < 0.008:
                self._promise(key)
        for day, key in self.promised:
            if day == self.today and self.items[key].open:
                self.items[key] = replace(self.items[key], broken=day)
                self.events["broken"] += 1

    def _block(self, block: Block) -> None:
        facts = self.clients[block.client_id]
        block = replace(block, id=len(facts.blocks) + 1)
        self.clients[block.client_id] = replace(facts, blocks=(*facts.blocks, block))
        self.events[block.kind] += 1

    def _change_ladder(self, new: DunningPolicy) -> None:
        self.ladders = {**self.ladders, new.id: new}
        self.clients = {
            key: replace(one, policy=new, ladders=self.ladders)
            for key, one in self.clients.items()
        }
        self.events["changed"] += 1

    def _plan(self) -> Proposal:
        return plan(self.today, self.clients.values(), self.items.values(), is_working=self.works)

    def _look(self) -> None:
        made = self._plan()
        self.looks.append((made, tuple(self.items.values())))
        for chase in made.chases:
            self._issue(chase)
        for chase in made.calls:
            if self.random.random() < 0.6:
                self._issue(chase)
                self.events["called"] += 1
            else:
                kind = BlockKind.CALL_AGAIN
                self._block(Block(kind, chase.client_id, self.today, self.today))
        after = self._plan()
        self.again += [*after.chases, *after.calls]

    def _issue(self, chase: Chase) -> None:
        facts = self.clients[chase.client_id]
        for line in chase.lines:
            item = self.items[line.item_id]
            self.went.append(Went(self.today, line, chase, item, facts))
            done = completed_by(chase, line, self.today)
            self.items[line.item_id] = replace(item, completed=(*item.completed, done))
            self.events["begun anew"] += line.cycle > 1
        self.clients[chase.client_id] = replace(facts, last_contact=self.today)


LIVES = 200


@cache
def life_of(seed: int) -> Life:
    """A life lived to its end."""
    return Life(seed).live()


def lives() -> Iterator[Life]:
    """All of them."""
    return (life_of(seed) for seed in range(LIVES))
