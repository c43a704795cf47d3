"""What will go out for an item, and when, as long as nothing is paid and nobody steps in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dunning_desktop.domain.dunning import IsWorking, plan
from dunning_desktop.domain.policy import DunningLevel
from dunning_desktop.domain.proposal import ClientFacts, Completed, ItemFacts

MOST = 12


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A reminder to come. ``repeat`` counts how often its level will have gone out before."""

    day: date
    level: DunningLevel
    repeat: int = 0


def foresee(
    today: date,
    facts: ClientFacts,
    item: ItemFacts,
    *,
    is_working: IsWorking = lambda _jurisdiction, _day: True,
    most: int = MOST,
) -> tuple[Foreseen, ...]:
    """Each step of the item on its first possible day, by the planner itself.

    The item is looked at alone: a reminder of another one to the same client may come between, and
    then the gap moves it. It ends where the owner has to decide something.
    """
    found: list[Foreseen] = []
    day = today
    while len(found) < most:
        made = plan(day, (facts,), (item,), is_working=is_working)
        chase = next(iter((*made.chases, *made.calls)), None)
        if chase is not None:
            line = chase.lines[0]
            found.append(Foreseen(day, line.level, line.repeat))
            done = Completed(
                line.level.day,
                line.level.tone,
                day,
                chase.deadline,
                cycle=line.cycle,
                policy_id=line.policy_id,
            )
            item = replace(item, completed=(*item.completed, done))
            facts = replace(facts, last_contact=day)
            continue
        until = made.rest[0].until if made.rest else None
        if until is None or until <= day:
            break
        day = until
    return tuple(found)
