"""Random clients and items for the planner's laws.

They come from a seed: drawing every field one by one took a fifth of a second a book.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from hypothesis import strategies as st

from dunning_desktop.domain.blocks import Block, BlockKind
from dunning_desktop.domain.client import Address, Client, Contact, DebtorType
from dunning_desktop.domain.ladders import STANDARD
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Channel, ChargeRule, DunningLevel, DunningPolicy, Tone
from dunning_desktop.domain.proposal import ClientFacts, Completed, Delivery, ItemFacts

TODAY = date(2026, 3, 20)
_CODES = ("GBP", "EUR", "JPY")
_REFUSED = ("", "", "550 gone")
_DELIVERIES = (*[Delivery.DONE] * 9, *Delivery)


@dataclass(frozen=True)
class Facts:
    """What the planner is given."""

    clients: tuple[ClientFacts, ...]
    items: tuple[ItemFacts, ...]


def books() -> st.SearchStrategy[Facts]:
    """Up to three clients with up to twelve items, in any state."""
    return st.builds(_book, st.integers(0, 2**32), st.integers(1, 3), st.integers(0, 12))


def _book(seed: int, clients: int, items: int) -> Facts:
    random = Random(seed)
    policy = STANDARD if random.random() < 0.5 else _policy(random)
    owners = [random.randint(1, clients) for _ in range(items)]
    return Facts(
        tuple(_client(random, number, policy) for number in range(1, clients + 1)),
        tuple(_item(random, key, owner, policy) for key, owner in enumerate(owners, start=1)),
    )


def _day(random: Random, least: int, most: int) -> date:
    return TODAY + timedelta(days=random.randint(least, most))


def _sum(random: Random, most: int) -> Money:
    return Money(random.randint(1, most), random.choice(_CODES))


def _policy(random: Random) -> DunningPolicy:
    """A ladder of one to five levels, some of them before the due day."""
    days = sorted(random.sample(range(-10, 61), random.randint(1, 5)))
    tones = sorted((random.choice(list(Tone)) for _ in days), key=lambda one: one.rank)
    levels = tuple(
        DunningLevel(
            position,
            day,
            tone,
            random.choice(list(Channel)),
            days_to_pay=random.randint(0, 14),
            charges=random.choice(list(ChargeRule)),
        )
        for position, (day, tone) in enumerate(zip(days, tones, strict=True), start=1)
    )
    least = (Money(random.choice([0, 100, 20_000]), "GBP"),)
    return DunningPolicy(
        "random",
        levels,
        gap_days=random.randint(0, 9),
        minimum=least,
        repeat_every=random.choice([None, 1, 14]),
        repeat_most=random.randint(0, 3),
        working_days=random.random() < 0.5,
    )


def _client(random: Random, client_id: int, policy: DunningPolicy) -> ClientFacts:
    contact = Contact(email="a@b.example", refused=random.choice(_REFUSED))
    client = Client(
        id=client_id,
        name=f"Client {client_id}",
        debtor_type=DebtorType.COMPANY,
        contacts=(contact,) if random.random() < 0.7 else (),
        address=Address(("1 High Street",), "Leeds") if random.random() < 0.6 else Address(),
        archived=random.random() < 0.1,
    )
    credit = {one.currency: one for one in [_sum(random, 60_000) for _ in range(2)]}
    return ClientFacts(
        client=client,
        policy=policy,
        last_contact=_day(random, -15, 0) if random.random() < 0.5 else None,
        credit=tuple(credit.values()) if random.random() < 0.4 else (),
        blocks=tuple(_block(random, key, client_id) for key in range(random.choice([0, 0, 1, 2]))),
    )


def _block(random: Random, key: int, client_id: int) -> Block:
    return Block(
        random.choice(list(BlockKind)),
        client_id,
        _day(random, -20, 5),
        random.choice([None, _day(random, -10, 10)]),
        item_id=random.choice([None, *range(1, 13)]),
        id=key + 1,
    )


def _item(random: Random, item_id: int, client_id: int, policy: DunningPolicy) -> ItemFacts:
    """An item of any age, chased as far as it may be."""
    amount = _sum(random, 60_000)
    due = _day(random, -90, 20)
    done = random.choice([0, 0, random.randint(0, len(policy.levels))])
    completed = []
    for level in policy.levels[:done]:
        day = due + timedelta(days=max(level.day, 0) + random.randint(0, 2))
        deadline = day + timedelta(days=level.days_to_pay)
        delivery = random.choice(_DELIVERIES)
        completed.append(Completed(level.day, level.tone, day, deadline, delivery))
    return ItemFacts(
        item_id=item_id,
        invoice_id=item_id,
        client_id=client_id,
        number=f"INV-{item_id}",
        issued=due - timedelta(days=30),
        due=due,
        amount=amount,
        open=Money(random.choice([amount.minor, random.randint(0, amount.minor)]), amount.currency),
        completed=tuple(completed),
        original_due=due,
    )
