"""A year in which an owner chases many clients day by day, and what each of them does about it.

Everything is kept as a history beside the facts, so that a test can judge what went out without
asking the planner again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from dunning_desktop.domain.blocks import Block, BlockKind
from dunning_desktop.domain.client import Address, Client, Contact, DebtorType
from dunning_desktop.domain.dunning import IsWorking, plan
from dunning_desktop.domain.ladders import LADDERS, STANDARD
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import DunningPolicy, Tone
from dunning_desktop.domain.proposal import (
    Chase,
    ClientFacts,
    Completed,
    Delivery,
    ItemFacts,
    Proposal,
    WhyNot,
)

FIRST, DAYS, CLIENTS = date(2026, 1, 1), 365, 200
PLACES = ("GB", "GB", "GB", "GB-SCT", "GB-NIR", "IE", "DE")
TERMS = timedelta(days=30)
BY_HAND = 7
"""After so many days the owner sees to a reminder that got stuck."""


@dataclass(frozen=True)
class Sent:
    """One line of a reminder that went out."""

    day: date
    client_id: int
    item_id: int
    tone: Tone
    repeat: int
    open: Money
    delivery: Delivery


@dataclass
class Year:
    """The book of an owner who does not look every day, and what happened in it.

    ``why`` counts what was left alone by its reason, once for each look; ``again`` how many
    reminders were proposed right after those of a day had been issued.
    """

    seed: int
    is_working: IsWorking
    today: date = FIRST
    sent: list[Sent] = field(default_factory=list)
    paid: dict[int, date] = field(default_factory=dict)
    why: Counter[WhyNot] = field(default_factory=Counter)
    looks: list[date] = field(default_factory=list)
    again: int = 0

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        self.clients = {key: self._client(key) for key in range(1, CLIENTS + 1)}
        # Up to how many reminders each of them bears before he pays; some never do.
        self.patience = {
            key: self.random.choice([0, 0, 0, 1, 1, 2, 3, 4, 99]) for key in self.clients
        }
        self.items: dict[int, ItemFacts] = {}

    def live(self) -> Iterator[Proposal]:
        """Day after day; what was proposed on each day that the owner looked."""
        for offset in range(DAYS):
            self.today = FIRST + timedelta(days=offset)
            self._invoice()
            self._pay()
            self._mend()
            if self.random.random() < 0.65:
                yield self._look()

    def facts(self) -> list[ItemFacts]:
        """The open items as the planner sees them."""
        return [one for one in self.items.values() if one.open]

    def reminders_of(self) -> Mapping[int, list[Sent]]:
        """What went out for each item, in order."""
        found: dict[int, list[Sent]] = defaultdict(list)
        for one in self.sent:
            found[one.item_id].append(one)
        return found

    def policy_of(self, item_id: int) -> DunningPolicy:
        """The ladder of an item."""
        item = self.items[item_id]
        return item.policy or self.clients[item.client_id].policy

    def _look(self) -> Proposal:
        made = self._plan()
        self.looks.append(self.today)
        self.why.update(one.code for one in made.rest)
        for chase in made.chases:
            self._issue(chase)
        self.again += len(self._plan().chases)
        if self.random.random() < 0.1:
            self._hold()
        return made

    def _plan(self) -> Proposal:
        return plan(self.today, self.clients.values(), self.facts(), is_working=self.is_working)

    def _issue(self, chase: Chase) -> None:
        way = Delivery.FAILED if self.random.random() < 0.02 else Delivery.DONE
        facts = self.clients[chase.client_id]
        self.clients[chase.client_id] = replace(facts, last_contact=self.today)
        for line in chase.lines:
            item, level = self.items[line.item_id], line.level
            done = Completed(level.day, level.tone, self.today, chase.deadline, way)
            self.items[line.item_id] = replace(item, completed=(*item.completed, done))
            mine = (item.client_id, item.item_id, level.tone, line.repeat, line.open)
            self.sent.append(Sent(self.today, *mine, way))

    def _client(self, key: int) -> ClientFacts:
        random = self.random
        client = Client(
            id=key,
            name=f"Client {key}",
            debtor_type=DebtorType.COMPANY,
            jurisdiction=random.choice(PLACES),
            contacts=(Contact(email=f"pay{key}@client.example"),) if random.random() < 0.9 else (),
            address=Address(("1 High Street",), "Leeds") if random.random() < 0.9 else Address(),
        )
        return ClientFacts(client, STANDARD if key % 2 else random.choice(LADDERS))

    def _invoice(self) -> None:
        for key in self.clients:
            if self.random.random() < 1 / 30:
                number = len(self.items) + 1
                amount = Money(self.random.randint(2_000, 900_000), "GBP")
                own = self.random.choice(LADDERS) if self.random.random() < 0.1 else None
                self.items[number] = ItemFacts(
                    item_id=number,
                    invoice_id=number,
                    client_id=key,
                    number=f"INV-{number}",
                    issued=self.today,
                    due=self.today + TERMS,
                    amount=amount,
                    open=amount,
                    policy=own,
                )

    def _pay(self) -> None:
        """Whoever has borne enough pays within days; some only a part of it at first."""
        for item in self.facts():
            heard = sum(one.delivery is Delivery.DONE for one in item.completed)
            had_enough = heard >= self.patience[item.client_id]
            near = self.today >= item.due - timedelta(days=5)
            if had_enough and near and self.random.random() < 0.15:
                part = self.random.random() < 0.1
                left = Money(item.open.minor // 2 if part else 0, "GBP")
                self.items[item.item_id] = replace(item, open=left)
                if not left:
                    self.paid[item.item_id] = self.today

    def _mend(self) -> None:
        for key, item in self.items.items():
            last = item.last
            if last and last.delivery is Delivery.FAILED and (self.today - last.day).days > BY_HAND:
                mended = tuple(replace(one, delivery=Delivery.DONE) for one in item.completed)
                self.items[key] = replace(item, completed=mended)

    def _hold(self) -> None:
        key = self.random.choice(list(self.clients))
        until = self.today + timedelta(days=self.random.randint(3, 30))
        block = Block(BlockKind.HOLD, key, self.today, until, id=len(self.looks))
        facts = self.clients[key]
        self.clients[key] = replace(facts, blocks=(*facts.blocks, block))
