"""What will go out for an item, and when, as long as nothing is paid and nobody steps in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial

from dunning_desktop.domain.calendar import add_days, working_day
from dunning_desktop.domain.dunning import IsWorking, plan
from dunning_desktop.domain.policy import Channel, DunningLevel
from dunning_desktop.domain.proposal import Chase, ClientFacts, Completed, ItemFacts
from dunning_desktop.domain.standing import policy_of, standing
from dunning_desktop.domain.steps import Step, effective_day

MOST = 12


class MovedBy(StrEnum):
    """What decides that a reminder comes later than its level says."""

    REST = "rest"
    GAP = "gap"
    DEADLINE = "deadline"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Moved:
    """It would be that day, were it not for a day of rest, the gap, the deadline named before.

    ``BEFORE``: the reminder before it came later, and the days between the two are kept.
    """

    day: date
    by: MovedBy


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A reminder to come. ``repeat`` counts how often its level will have gone out before.

    ``channel`` is how it will really go out, ``deadline`` the last day for payment it will name.
    """

    day: date
    level: DunningLevel
    repeat: int = 0
    channel: Channel | None = None
    deadline: date | None = None
    moved: Moved | None = None


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
            found.append(_foreseen(day, facts, item, chase=chase, is_working=is_working))
            item = replace(item, completed=(*item.completed, _done(day, chase)))
            facts = replace(facts, last_contact=day)
            continue
        until = made.rest[0].until if made.rest else None
        if until is None or until <= day:
            break
        day = until
    return tuple(found)


def _done(day: date, chase: Chase) -> Completed:
    line = chase.lines[0]
    return Completed(
        line.level.day,
        line.level.tone,
        day,
        chase.deadline,
        cycle=line.cycle,
        policy_id=line.policy_id,
        open=line.open.minor,
    )


def _foreseen(
    day: date, facts: ClientFacts, item: ItemFacts, *, chase: Chase, is_working: IsWorking
) -> Foreseen:
    line = chase.lines[0]
    step = Step(line.level, line.repeat, line.cycle)
    moved = _moved(day, facts, item, step=step, is_working=is_working)
    return Foreseen(day, line.level, line.repeat, chase.channel, chase.deadline, moved)


def _moved(
    day: date, facts: ClientFacts, item: ItemFacts, *, step: Step, is_working: IsWorking
) -> Moved | None:
    """Why it is not the day the level says; None where it is, or where it could be earlier."""
    policy = policy_of(facts, item)
    possible = effective_day(policy, item, step)
    free = possible
    if facts.last_contact is not None:
        free = max(possible, add_days(facts.last_contact, max(facts.policy.gap_days, 1)))
    if free < day:
        works = partial(is_working, facts.client.jurisdiction)
        rests = policy.working_days and working_day(free, works) == day
        return Moved(free, MovedBy.REST) if rests else None
    if possible < free:
        return Moved(possible, MovedBy.GAP)
    said = _by_the_ladder(facts, item, step)
    if said >= possible:
        return None
    late = item.last is not None and add_days(item.last.deadline, 1) == possible
    return Moved(said, MovedBy.DEADLINE if late else MovedBy.BEFORE)


def _by_the_ladder(facts: ClientFacts, item: ItemFacts, step: Step) -> date:
    """The day a level names by itself, counted from the due day or, repeated, from the last one."""
    policy = policy_of(facts, item)
    stands = standing(policy, item)
    if step.repeat and stands.last is not None:
        return add_days(stands.last.day, policy.repeat_every or 0)
    return add_days(stands.begins, step.level.day)
