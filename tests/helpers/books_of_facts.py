"""Random clients and items for the planner's laws."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import strategies as st

from dunning_desktop.domain.blocks import Block, BlockKind
from dunning_desktop.domain.client import Address, Client, Contact, DebtorType
from dunning_desktop.domain.dunning import ClientFacts, Completed, Delivery, ItemFacts
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import (
    STANDARD,
    Channel,
    ChargeRule,
    DunningLevel,
    DunningPolicy,
    Tone,
)

TODAY = date(2026, 3, 20)
_CODES = ("GBP", "EUR", "JPY")


def days(least: int, most: int) -> st.SearchStrategy[date]:
    """Days around ``TODAY``."""
    return st.integers(least, most).map(lambda days: TODAY + timedelta(days=days))


def sums(least: int = 1, most: int = 50_000) -> st.SearchStrategy[Money]:
    """Amounts of a few currencies."""
    return st.builds(Money, st.integers(least, most), st.sampled_from(_CODES))


@dataclass(frozen=True)
class Facts:
    """What the planner is given."""

    clients: tuple[ClientFacts, ...]
    items: tuple[ItemFacts, ...]


@st.composite
def policies(draw: st.DrawFn) -> DunningPolicy:
    """Ladders of any length; only the first level may stand before the due day."""
    days_ = sorted(draw(st.sets(st.integers(-10, 60), min_size=1, max_size=5)))
    levels = tuple(
        DunningLevel(
            position,
            day,
            draw(st.sampled_from(Tone)),
            draw(st.sampled_from(Channel)),
            days_to_pay=draw(st.integers(0, 14)),
            charges=draw(st.sampled_from(ChargeRule)),
        )
        for position, day in enumerate(days_, start=1)
    )
    minimum = (Money(draw(st.integers(0, 20_000)), "GBP"),)
    return DunningPolicy("random", levels, gap_days=draw(st.integers(0, 9)), minimum=minimum)


@st.composite
def clients(draw: st.DrawFn, client_id: int, policy: DunningPolicy) -> ClientFacts:
    """A client in any state."""
    mail = draw(st.booleans())
    refused = draw(st.sampled_from(["", "", "550 gone"]))
    client = Client(
        id=client_id,
        name=f"Client {client_id}",
        debtor_type=DebtorType.COMPANY,
        contacts=(Contact(email="a@b.example", refused=refused),) if mail else (),
        address=Address(("1 High Street",), "Leeds") if draw(st.booleans()) else Address(),
        archived=draw(st.integers(0, 9)) == 0,
    )
    blocks = draw(
        st.lists(
            st.builds(
                Block,
                st.sampled_from(BlockKind),
                st.just(client_id),
                days(-20, 5),
                st.none() | days(-10, 10),
                item_id=st.none() | st.integers(1, 12),
                id=st.integers(1, 99),
            ),
            max_size=2,
        )
    )
    return ClientFacts(
        client=client,
        policy=policy,
        last_contact=draw(st.none() | days(-15, 0)),
        credit=tuple(draw(st.lists(sums(most=30_000), max_size=2, unique_by=lambda x: x.currency))),
        blocks=tuple({one.id: one for one in blocks}.values()),
    )


@st.composite
def items(draw: st.DrawFn, item_id: int, client_id: int, policy: DunningPolicy) -> ItemFacts:
    """An item of any age, chased as far as it may be."""
    amount = draw(sums(most=60_000))
    due = draw(days(-90, 20))
    done = draw(st.integers(0, len(policy.levels)))
    completed = tuple(
        Completed(
            position,
            due + timedelta(days=max(level.day, 0) + 1),
            due + timedelta(days=max(level.day, 0) + 1 + level.days_to_pay),
            draw(st.sampled_from([Delivery.DONE] * 6 + list(Delivery))),
        )
        for position, level in enumerate(policy.levels[:done], start=1)
    )
    return ItemFacts(
        item_id=item_id,
        invoice_id=item_id,
        client_id=client_id,
        number=f"INV-{item_id}",
        issued=due - timedelta(days=30),
        due=due,
        amount=amount,
        open=replace(amount, minor=draw(st.integers(0, amount.minor))),
        completed=completed,
        original_due=due,
    )


@st.composite
def books(draw: st.DrawFn) -> Facts:
    """Up to three clients with up to twelve items."""
    policy = draw(st.just(STANDARD) | policies())
    count = draw(st.integers(1, 3))
    made = [draw(clients(number, policy)) for number in range(1, count + 1)]
    owners = draw(st.lists(st.integers(1, count), max_size=12))
    return Facts(
        tuple(made),
        tuple(draw(items(key, owner, policy)) for key, owner in enumerate(owners, start=1)),
    )
