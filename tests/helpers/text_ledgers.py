"""Clients and items by name as the planner sees them, and what it says of them, in lines."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from dunning_desktop.domain.dunning import plan
from dunning_desktop.domain.ladders import STANDARD
from dunning_desktop.domain.policy import DunningLevel, DunningPolicy
from dunning_desktop.domain.proposal import Chase, ClientFacts, ItemFacts, NotToday, Proposal

SATURDAY = 5
FIRST_VERSION = replace(STANDARD, id=1, root=1)


@dataclass
class TextLedger:
    """Clients and items by name, and the day."""

    today: date = date(2026, 3, 20)
    policy: DunningPolicy = FIRST_VERSION
    cycle: int = 1
    closed: set[date] = field(default_factory=set)
    clients: dict[str, ClientFacts] = field(default_factory=dict)
    items: dict[str, ItemFacts] = field(default_factory=dict)
    ladders: dict[int, DunningPolicy] = field(default_factory=lambda: {1: FIRST_VERSION})

    def change_ladder(self, *levels: DunningLevel, takes_over: bool = False) -> None:
        """From now on the ladder of the business is a new version, with those levels."""
        self.ladders[self.policy.id] = self.policy
        version = self.policy.version + 1
        self.policy = replace(
            self.policy, id=version, version=version, levels=levels, takes_over=takes_over
        )
        self.ladders[version] = self.policy

    def plan(self, day: date | str | None = None) -> Proposal:
        """What the planner says on a day."""
        today = date.fromisoformat(day) if isinstance(day, str) else day or self.today
        clients = [
            replace(one, policy=self.policy, ladders=self.ladders) for one in self.clients.values()
        ]
        return plan(today, clients, self.items.values(), is_working=self.is_working)

    def is_working(self, _jurisdiction: str, day: date) -> bool:
        """Whether people work that day."""
        return day.weekday() < SATURDAY and day not in self.closed

    def told(self, day: date | str | None = None) -> list[str]:
        """The same, a line for each reminder and for each item that waits."""
        return told(self.plan(day), self)

    def name_of(self, item_id: int) -> str:
        return next(name for name, one in self.items.items() if one.item_id == item_id)


def told(proposal: Proposal, ledger: TextLedger) -> list[str]:
    """Reminders first, then calls, then what waits."""
    chases = [_chase(one, ledger) for one in (*proposal.chases, *proposal.calls)]
    return chases + [_rest(one, ledger) for one in proposal.rest]


def _chase(chase: Chase, ledger: TextLedger) -> str:
    names = {one.client.id: name for name, one in ledger.clients.items()}
    lines = ", ".join(f"{one.number} {one.level.tone}" for one in chase.lines)
    asks = " + ".join(str(one) for one in chase.demanded)
    return (
        f"{names[chase.client_id]}: {chase.level.tone} by {chase.channel}, "
        f"{asks} until {chase.deadline}: {lines}"
    )


def _rest(one: NotToday, ledger: TextLedger) -> str:
    until = f" until {one.until}" if one.until else ""
    return f"{ledger.name_of(one.item_id)} waits: {one.code}{until}"
