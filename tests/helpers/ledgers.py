"""A small text ledger, written in a test's docstring, as facts for the planner.

    today 2026-03-20
    gap 5
    minimum GBP 10.00
    client Acme mail post            (any of: mail, refused, post, archived)
    contact Acme 2026-03-18          (when the client was last written to)
    credit Acme GBP 50.00            (money that settles nothing yet)
    hold Acme 2026-03-01 2026-03-25  (the last day may be left out; Acme or an invoice)
    invoice A1 Acme 2026-03-01 GBP 100.00
    open A1 40.00
    sent A1 friendly 2026-03-04 by 2026-03-11   (and, if not: pending, failed, uncertain, unposted)
    ladder strict                    (of the business; ``ladder A1 strict`` of an invoice)
    repeat 14 2                      (the last level again after 14 days, twice at the most)
    working                          (not on weekends, nor on a day of ``closed``)
    closed 2026-04-03

Lines that begin with another word are prose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from dunning_desktop.domain.blocks import Block, BlockKind
from dunning_desktop.domain.client import Address, Client, Contact, DebtorType
from dunning_desktop.domain.dunning import plan
from dunning_desktop.domain.ladders import LADDERS, STANDARD
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import DunningPolicy, Tone
from dunning_desktop.domain.proposal import (
    Chase,
    ClientFacts,
    Completed,
    Delivery,
    ItemFacts,
    NotToday,
    Proposal,
)

MAIL = (Contact(name="Ann", email="ann@client.example"),)
REFUSED = (Contact(name="Ann", email="ann@client.example", refused="550 gone"),)
POST = Address(("1 High Street",), "Leeds", "", "LS1 1AA")
SATURDAY = 5
LEVELS = {level.tone: level for level in STANDARD.levels}


@dataclass
class TextLedger:
    """Clients and items by name, and the day."""

    today: date = date(2026, 3, 20)
    policy: DunningPolicy = STANDARD
    closed: set[date] = field(default_factory=set)
    clients: dict[str, ClientFacts] = field(default_factory=dict)
    items: dict[str, ItemFacts] = field(default_factory=dict)

    def plan(self, day: date | str | None = None) -> Proposal:
        """What the planner says on a day."""
        today = date.fromisoformat(day) if isinstance(day, str) else day or self.today
        clients = [replace(one, policy=self.policy) for one in self.clients.values()]
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
    chases = [_chase(one, ledger) for one in proposal.chases]
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


def read_ledger(text: str) -> TextLedger:
    """The ledger of a docstring."""
    ledger = TextLedger()
    write(ledger, text)
    return ledger


def write(ledger: TextLedger, text: str) -> None:
    """Add more lines to a ledger."""
    for line in text.splitlines():
        words = line.split("(")[0].split()
        if words and words[0] in _LINES:
            _LINES[words[0]](ledger, words[1:])


def _today(ledger: TextLedger, words: Sequence[str]) -> None:
    ledger.today = date.fromisoformat(words[0])


def _gap(ledger: TextLedger, words: Sequence[str]) -> None:
    ledger.policy = replace(ledger.policy, gap_days=int(words[0]))


def _minimum(ledger: TextLedger, words: Sequence[str]) -> None:
    least = Money.of(words[1], words[0])
    ledger.policy = replace(ledger.policy, minimum=(*ledger.policy.minimum, least))


def _client(ledger: TextLedger, words: Sequence[str]) -> None:
    name, *flags = words
    client = Client(
        id=len(ledger.clients) + 1,
        name=name,
        debtor_type=DebtorType.COMPANY,
        contacts=REFUSED if "refused" in flags else MAIL if "mail" in flags else (),
        address=POST if "post" in flags else Address(),
        archived="archived" in flags,
    )
    ledger.clients[name] = ClientFacts(client, ledger.policy)


def _contact(ledger: TextLedger, words: Sequence[str]) -> None:
    facts = ledger.clients[words[0]]
    ledger.clients[words[0]] = replace(facts, last_contact=date.fromisoformat(words[1]))


def _credit(ledger: TextLedger, words: Sequence[str]) -> None:
    facts = ledger.clients[words[0]]
    more = Money.of(words[2], words[1])
    ledger.clients[words[0]] = replace(facts, credit=(*facts.credit, more))


def _hold(ledger: TextLedger, words: Sequence[str]) -> None:
    item = ledger.items.get(words[0])
    client_id = item.client_id if item else ledger.clients[words[0]].client.id
    days = [date.fromisoformat(one) for one in words[1:]]
    name = next(name for name, one in ledger.clients.items() if one.client.id == client_id)
    facts = ledger.clients[name]
    block = Block(
        BlockKind.HOLD,
        client_id,
        days[0],
        days[1] if len(days) > 1 else None,
        item_id=item.item_id if item else None,
        id=len(facts.blocks) + 1,
    )
    ledger.clients[name] = replace(facts, blocks=(*facts.blocks, block))


def _invoice(ledger: TextLedger, words: Sequence[str]) -> None:
    number, client, due, currency, amount = words
    key = len(ledger.items) + 1
    day, money = date.fromisoformat(due), Money.of(amount, currency)
    ledger.items[number] = ItemFacts(
        item_id=key,
        invoice_id=key,
        client_id=ledger.clients[client].client.id,
        number=number,
        issued=day - timedelta(days=30),
        due=day,
        original_due=day,
        amount=money,
        open=money,
    )


def _open(ledger: TextLedger, words: Sequence[str]) -> None:
    item = ledger.items[words[0]]
    ledger.items[words[0]] = replace(item, open=Money.of(words[1], item.open.currency))


def _sent(ledger: TextLedger, words: Sequence[str]) -> None:
    number, tone, day, _, deadline, *state = words
    item = ledger.items[number]
    policy = item.policy or ledger.policy
    level = next((one for one in policy.levels if one.tone == tone), LEVELS[Tone(tone)])
    done = Completed(
        level.day,
        level.tone,
        date.fromisoformat(day),
        date.fromisoformat(deadline),
        Delivery(state[0]) if state else Delivery.DONE,
    )
    ledger.items[number] = replace(item, completed=(*item.completed, done))


def _ladder(ledger: TextLedger, words: Sequence[str]) -> None:
    policy = next(one for one in LADDERS if one.name == words[-1])
    if len(words) > 1:
        ledger.items[words[0]] = replace(ledger.items[words[0]], policy=policy)
    else:
        ledger.policy = policy


def _repeat(ledger: TextLedger, words: Sequence[str]) -> None:
    every, most = (int(one) for one in words)
    ledger.policy = replace(ledger.policy, repeat_every=every, repeat_most=most)


def _working(ledger: TextLedger, _words: Sequence[str]) -> None:
    ledger.policy = replace(ledger.policy, working_days=True)


def _closed(ledger: TextLedger, words: Sequence[str]) -> None:
    ledger.closed |= {date.fromisoformat(one) for one in words}


_LINES: Mapping[str, Callable[[TextLedger, Sequence[str]], None]] = {
    "today": _today,
    "gap": _gap,
    "minimum": _minimum,
    "client": _client,
    "contact": _contact,
    "credit": _credit,
    "hold": _hold,
    "invoice": _invoice,
    "open": _open,
    "sent": _sent,
    "ladder": _ladder,
    "repeat": _repeat,
    "working": _working,
    "closed": _closed,
}


def live_through(ledger: TextLedger, days: Iterable[date]) -> list[tuple[date, str, Tone]]:
    """Everything proposed on each of those days goes out; what went, for which invoice, when."""
    went = []
    for day in days:
        for chase in ledger.plan(day).chases:
            complete(ledger, chase, day)
            went += [(day, line.number, line.level.tone) for line in chase.lines]
    return went


def complete(ledger: TextLedger, chase: Chase, day: date) -> None:
    """What the book says after a reminder was issued."""
    for line in chase.lines:
        item = ledger.items[line.number]
        done = Completed(line.level.day, line.level.tone, day, chase.deadline)
        ledger.items[line.number] = replace(item, completed=(*item.completed, done))
    for name, facts in ledger.clients.items():
        if facts.client.id == chase.client_id:
            ledger.clients[name] = replace(facts, last_contact=day)
