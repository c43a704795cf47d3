"""Random ladders for the planner's laws: one to five levels, in one to three versions."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from dunning_desktop.domain.ladders import LADDERS
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import (
    BrokenPromise,
    Channel,
    ChargeRule,
    DunningLevel,
    DunningPolicy,
    PartPayment,
    Tone,
)

CODES = ("GBP", "EUR", "JPY")
OTHER = 9
"""The id and root of a ladder that has nothing to do with the others."""


def versions(random: Random) -> tuple[DunningPolicy, ...]:
    """A ladder and its changes, oldest first; the last one holds."""
    first = replace(random.choice(LADDERS) if random.random() < 0.4 else _ladder(random), root=1)
    first = replace(first, id=1, part_payment=random.choice(list(PartPayment)))
    found = [first]
    for number in range(2, random.choice([1, 1, 2, 3]) + 1):
        changed = _ladder(random)
        found.append(
            replace(
                changed,
                id=number,
                root=1,
                version=number,
                takes_over=random.random() < 0.4,
                part_payment=first.part_payment,
            )
        )
    return tuple(found)


def other_ladder(random: Random) -> DunningPolicy:
    """Another ladder altogether."""
    return replace(_ladder(random), id=OTHER, root=OTHER)


def _ladder(random: Random) -> DunningPolicy:
    """One to five levels, some of them before the due day."""
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
            unattended=random.random() < 0.5,
            minimum=_minimum(random),
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
        broken_promise=random.choice(list(BrokenPromise)),
    )


def _minimum(random: Random) -> tuple[Money, ...]:
    if random.random() < 0.7:
        return ()
    return (Money(random.choice([1, 5_000, 50_000]), random.choice(CODES)),)
