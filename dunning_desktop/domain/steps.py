"""The next step of an item on its ladder, and the first day it may be taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dunning_desktop.domain.calendar import add_days, days_between
from dunning_desktop.domain.policy import BrokenPromise, DunningLevel, DunningPolicy, OldDebts
from dunning_desktop.domain.proposal import Completed, ItemFacts
from dunning_desktop.domain.standing import Standing, standing


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done next for an item: a level, perhaps not for the first time."""

    level: DunningLevel
    repeat: int = 0
    cycle: int = 1


def next_step(
    policy: DunningPolicy, item: ItemFacts, today: date, *, stands: Standing | None = None
) -> Step | None:
    """The first level not completed, or the last one again; None where the ladder has ended.

    Levels before the due day lapse when they make no sense. A part payment may have begun the
    ladder anew; an old debt may begin at the level of its age. A broken promise may pass over one.
    ``stands`` is where the item stands, for who knows it already.
    """
    stands = stands or standing(policy, item)
    first, last = _first_day(policy, item, today), stands.last
    ahead = (
        Step(level, cycle=stands.cycle)
        for level in policy.levels
        if level.day >= first
        and _comes_after(level, last)
        and not _lapsed(level, item, stands, today)
    )
    step = next(ahead, None)
    if step is not None:
        higher = next(ahead, None) if _jumps(policy, item, stands) else None
        # Only where it may be taken today: the firmer word never makes the client hear later.
        due = higher and effective_day(policy, item, higher, stands=stands) <= today
        return higher if due else step
    top = policy.levels[-1]
    if policy.repeat_every is None or last is None or last.level_day != top.day:
        return None
    again = sum(one.level_day == top.day for one in stands.completed)
    return Step(top, again, stands.cycle) if again <= policy.repeat_most else None


def _jumps(policy: DunningPolicy, item: ItemFacts, stands: Standing) -> bool:
    """Whether a promise was broken since the last level that was completed."""
    if policy.broken_promise is BrokenPromise.RESUME or item.broken is None:
        return False
    return stands.last is not None and item.broken > stands.last.day


def _first_day(policy: DunningPolicy, item: ItemFacts, today: date) -> int:
    """The level that an old debt begins with by its age, as its day; else the very first."""
    first = policy.levels[0].day
    if item.start is not OldDebts.BY_AGE or item.completed:
        return first
    late = days_between(item.due, today)
    return max((one.day for one in policy.levels if one.day <= late), default=first)


def _comes_after(level: DunningLevel, last: Completed | None) -> bool:
    """Whether the ladder goes on there: later, and never friendlier than what was sent."""
    if last is None:
        return True
    return level.day > last.level_day and level.tone.rank >= last.tone.rank


def _lapsed(level: DunningLevel, item: ItemFacts, stands: Standing, today: date) -> bool:
    """Before the due day only: once that day has passed, or no later than the invoice itself."""
    if level.day >= 0:
        return False
    return stands.anew or today > item.due or add_days(item.due, level.day) <= item.issued


def effective_day(
    policy: DunningPolicy, item: ItemFacts, step: Step, *, stands: Standing | None = None
) -> date:
    """The first day on which the step may be taken for the item, working day or not.

    max(due + t_n, completed_(n-1) + (t_n - t_(n-1)), deadline named in the last letter + 1); of a
    level that is repeated, the days between two of them count. A ladder that began anew counts
    from the part payment. A level that was skipped leaves the last letter's deadline standing; a
    note before the due day demands nothing, and may come before it.
    """
    stands = stands or standing(policy, item)
    days = [add_days(stands.begins, step.level.day)]
    if step.level.day >= 0:
        days += [add_days(one.deadline, 1) for one in item.completed]
    last = stands.last
    if last is not None:
        wait = (policy.repeat_every or 0) if step.repeat else step.level.day - last.level_day
        days.append(add_days(last.day, wait))
    return max(days)
