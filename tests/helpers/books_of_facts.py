"""Random clients and items for the planner's laws.

They come from a seed: drawing every field one by one took a fifth of a second a book.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from hypothesis import strategies as st

from dunning_desktop.domain.blocks import Block, BlockKind
from dunning_desktop.domain.client import Address, Client, Contact, DebtorType
from dunning_desktop.domain.interest import Settlement
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import DunningPolicy, OldDebts
from dunning_desktop.domain.proposal import ClientFacts, Completed, Delivery, ItemFacts
from tests.helpers.random_ladders import CODES, other_ladder, versions

TODAY = date(2026, 3, 20)
_REFUSED = ("", "", "550 gone")
_DELIVERIES = (*[Delivery.DONE] * 9, *Delivery)
_STARTS = (*[OldDebts.FIRST] * 6, *OldDebts)


@dataclass(frozen=True)
class Facts:
    """What the planner is given, and every version of every ladder."""

    clients: tuple[ClientFacts, ...]
    items: tuple[ItemFacts, ...]
    ladders: Mapping[int, DunningPolicy]


def books() -> st.SearchStrategy[Facts]:
    """Up to three clients with up to twelve items, in any state."""
    return st.builds(a_book, st.integers(0, 2**32), st.integers(1, 3), st.integers(0, 12))


def a_book(seed: int, clients: int, items: int) -> Facts:
    """The book of a seed."""
    random = Random(seed)
    changes = versions(random)
    other = other_ladder(random)
    ladders = {one.id: one for one in (*changes, other)}
    owners = [random.randint(1, clients) for _ in range(items)]
    return Facts(
        tuple(a_client(random, number, ladders) for number in range(1, clients + 1)),
        tuple(_item(random, key, owner, ladders) for key, owner in enumerate(owners, start=1)),
        ladders,
    )


def _day(random: Random, least: int, most: int) -> date:
    return TODAY + timedelta(days=random.randint(least, most))


def _sum(random: Random, most: int) -> Money:
    return Money(random.randint(1, most), random.choice(CODES))


def a_client(random: Random, client_id: int, ladders: Mapping[int, DunningPolicy]) -> ClientFacts:
    """A client on the newest version of the first ladder."""
    mail = Contact(email="a@b.example", refused=random.choice(_REFUSED))
    desk = Contact(phone="0113 496 0000")
    client = Client(
        id=client_id,
        name=f"Client {client_id}",
        debtor_type=DebtorType.COMPANY,
        contacts=tuple(one for one in (mail, desk) if random.random() < 0.7),
        address=Address(("1 High Street",), "Leeds") if random.random() < 0.6 else Address(),
        archived=random.random() < 0.1,
    )
    credit = {one.currency: one for one in [_sum(random, 60_000) for _ in range(2)]}
    return ClientFacts(
        client=client,
        policy=max((one for one in ladders.values() if one.root == 1), key=lambda x: x.version),
        last_contact=_day(random, -15, 0) if random.random() < 0.5 else None,
        credit=tuple(credit.values()) if random.random() < 0.4 else (),
        blocks=tuple(_block(random, key, client_id) for key in range(random.choice([0, 0, 1, 2]))),
        ladders=ladders,
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


def _item(
    random: Random, item_id: int, client_id: int, ladders: Mapping[int, DunningPolicy]
) -> ItemFacts:
    """An item of any age, chased as far as it may be, some of it paid on the way."""
    amount = _sum(random, 60_000)
    due = _day(random, -120, 20)
    completed, settlements = _history(random, due, amount, ladders)
    settled = sum(one.amount.minor for one in settlements)
    return ItemFacts(
        item_id=item_id,
        invoice_id=item_id,
        client_id=client_id,
        number=f"INV-{item_id}",
        issued=due - timedelta(days=30),
        due=due,
        amount=amount,
        open=amount - Money(settled, amount.currency),
        policy=ladders[9] if random.random() < 0.1 else None,
        completed=completed,
        settlements=settlements,
        original_due=due,
        start=random.choice(_STARTS),
        disputed=random.randint(1, amount.minor) if random.random() < 0.2 else 0,
        broken=_day(random, -40, 0) if random.random() < 0.2 else None,
    )


def _history(
    random: Random, due: date, amount: Money, ladders: Mapping[int, DunningPolicy]
) -> tuple[tuple[Completed, ...], tuple[Settlement, ...]]:
    """One or two times up a ladder, with money that came in before, between and after."""
    policy = random.choice(list(ladders.values()))
    settlements = _settled(random, due - timedelta(days=5), amount)
    completed: list[Completed] = []
    begins = due
    for cycle in range(1, random.choice([1, 1, 1, 2]) + 1):
        done = random.choice([0, random.randint(0, len(policy.levels))])
        rungs = [one for one in policy.levels[:done] if cycle == 1 or one.day >= 0]
        for level in rungs:
            day = begins + timedelta(days=level.day + random.randint(0, 2))
            if day > TODAY:
                break
            skipped = random.random() < 0.1
            deadline = day if skipped else day + timedelta(days=level.days_to_pay)
            completed.append(
                Completed(
                    level.day,
                    level.tone,
                    day,
                    deadline,
                    Delivery.DONE if skipped else random.choice(_DELIVERIES),
                    cycle=cycle,
                    policy_id=policy.id if random.random() < 0.9 else 0,
                    skipped=skipped,
                )
            )
        if not completed:
            break
        begins = completed[-1].day + timedelta(days=random.randint(0, 20))
        settlements += _settled(random, begins, amount, left=settlements)
    return tuple(completed), tuple(sorted(settlements, key=lambda one: one.day))


def _settled(
    random: Random, day: date, amount: Money, *, left: tuple[Settlement, ...] = ()
) -> tuple[Settlement, ...]:
    """Perhaps a payment or a credit note, of a penny, a part, or all there is."""
    rest = amount.minor - sum(one.amount.minor for one in left)
    if random.random() < 0.6 or day > TODAY or rest < 1:
        return ()
    part = random.choice([1, max(rest // 10, 1), max(rest // 2, 1), rest])
    return (Settlement(day, Money(part, amount.currency), paid=random.random() < 0.8),)
