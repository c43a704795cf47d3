"""The planner: what to chase today, and for everything else, why not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from dunning_desktop.domain.blocks import longest
from dunning_desktop.domain.calendar import add_days, days_between, working_day
from dunning_desktop.domain.claims import NOTHING, Claim
from dunning_desktop.domain.client import Client
from dunning_desktop.domain.money import totals
from dunning_desktop.domain.policy import Channel, ChargeRule, DunningLevel, DunningPolicy
from dunning_desktop.domain.proposal import (
    Chase,
    ChaseLine,
    ClientFacts,
    Completed,
    Delivery,
    ItemFacts,
    NotToday,
    Proposal,
    WhyNot,
)

ClaimOn = Callable[[ClientFacts, ItemFacts], Claim]
IsWorking = Callable[[str, date], bool]
"""Whether people work in a jurisdiction on a day."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done next for an item: a level, perhaps not for the first time."""

    level: DunningLevel
    repeat: int = 0


Ready = tuple[ItemFacts, Step]


def policy_of(facts: ClientFacts, item: ItemFacts) -> DunningPolicy:
    """The ladder that holds: the invoice's own before the client's, which is the business's."""
    return item.policy or facts.policy


def next_step(policy: DunningPolicy, item: ItemFacts, today: date) -> Step | None:
    """The first level not completed, or the last one again; None where the ladder has ended.

    Levels before the due day lapse when they make no sense.
    """
    later = (one for one in policy.levels if _comes_after(one, item.last))
    level = next((one for one in later if not _lapsed(one, item, today)), None)
    if level is not None:
        return Step(level)
    last, top = item.last, policy.levels[-1]
    if policy.repeat_every is None or last is None or last.level_day != top.day:
        return None
    again = sum(one.level_day == top.day for one in item.completed)
    return Step(top, again) if again <= policy.repeat_most else None


def _comes_after(level: DunningLevel, last: Completed | None) -> bool:
    """Whether the ladder goes on there: later, and never friendlier than what was sent."""
    if last is None:
        return True
    return level.day > last.level_day and level.tone.rank >= last.tone.rank


def _lapsed(level: DunningLevel, item: ItemFacts, today: date) -> bool:
    """Before the due day only: once that day has passed, or no later than the invoice itself."""
    return level.day < 0 and (today > item.due or add_days(item.due, level.day) <= item.issued)


def effective_day(policy: DunningPolicy, item: ItemFacts, step: Step) -> date:
    """The first day on which the step may be taken for the item, working day or not.

    max(due + t_n, completed_(n-1) + (t_n - t_(n-1)), deadline named in the last letter + 1); of a
    level that is repeated, the days between two of them count.
    """
    day, last = add_days(item.due, step.level.day), item.last
    if last is None:
        return day
    days = (policy.repeat_every or 0) if step.repeat else step.level.day - last.level_day
    return max(day, add_days(last.day, days), add_days(last.deadline, 1))


def plan(
    today: date,
    clients: Iterable[ClientFacts],
    items: Iterable[ItemFacts],
    *,
    claim_on: ClaimOn = lambda _client, _item: NOTHING,
    is_working: IsWorking = lambda _jurisdiction, _day: True,
) -> Proposal:
    """What to chase today. Every open item appears exactly once, in a chase or with its reason."""
    by_client: dict[int, list[ItemFacts]] = defaultdict(list)
    for item in items:
        if item.open.minor > 0:
            by_client[item.client_id].append(item)
    chases: list[Chase] = []
    rest: list[NotToday] = []
    for facts in clients:
        mine = sorted(by_client.get(facts.client.id, ()), key=lambda one: (one.due, one.item_id))
        calendar = partial(is_working, facts.client.jurisdiction)
        chase, left_out = _plan_client(today, facts, mine, claim_on, calendar)
        rest.extend(left_out)
        if chase is not None:
            chases.append(chase)
    return Proposal(today, tuple(chases), tuple(rest))


def _plan_client(
    today: date,
    facts: ClientFacts,
    items: Sequence[ItemFacts],
    claim_on: ClaimOn,
    works: Callable[[date], bool],
) -> tuple[Chase | None, list[NotToday]]:
    ready: list[Ready] = []
    rest: list[NotToday] = []
    for item in items:
        verdict = _guard(today, facts, item, works)
        if isinstance(verdict, NotToday):
            rest.append(verdict)
        else:
            ready.append((item, verdict))
    ready, early = _without_early(facts, ready, today)
    rest.extend(early)
    ready, covered = _without_covered(facts, ready)
    rest.extend(covered)
    ready, small = _without_small(facts, ready)
    rest.extend(small)
    if not ready:
        return None, rest
    return _chase(today, facts, ready, claim_on), rest


def _guard(  # noqa: PLR0911 - a list of reasons, one return each
    today: date, facts: ClientFacts, item: ItemFacts, works: Callable[[date], bool]
) -> NotToday | Step:
    """The one guard: the button, the schedule and the rehearsal all pass through here."""
    no = partial(_not_today, item)
    if facts.client.archived:
        return no(WhyNot.ARCHIVED)
    block = longest(facts.blocks, item.item_id, today)
    if block is not None:
        until = add_days(block.until, 1) if block.until else None
        return no(WhyNot.BLOCKED, until, detail=block.kind)
    policy = policy_of(facts, item)
    step = next_step(policy, item, today)
    undelivered = _undelivered(item)
    if undelivered is not None:
        code = WhyNot.NOT_POSTED if undelivered is Delivery.UNPOSTED else WhyNot.NOT_DELIVERED
        return no(code, level=step.level if step else None, detail=undelivered)
    if step is None:
        return no(WhyNot.LADDER_DONE)
    day = effective_day(policy, item, step)
    free = _free_from(facts)
    first = working_day(max(day, free), works) if policy.working_days else max(day, free)
    if today < day:
        code = WhyNot.NOT_DUE if today <= item.due else WhyNot.NEXT_STEP_LATER
        return no(code, first, step.level)
    if today < free:
        return no(WhyNot.WAITING_FOR_GAP, first, step.level)
    if policy.working_days and not works(today):
        return no(WhyNot.NOT_A_WORKING_DAY, working_day(today, works), step.level)
    if _channel(facts.client, step.level) is None:
        return no(WhyNot.NO_ADDRESS, level=step.level)
    return step


def _not_today(
    item: ItemFacts,
    code: WhyNot,
    until: date | None = None,
    level: DunningLevel | None = None,
    *,
    detail: str = "",
) -> NotToday:
    return NotToday(
        item.item_id, item.client_id, code, until, level, detail, item.number, item.open
    )


def _free_from(facts: ClientFacts) -> date:
    """The first day on which the client may be contacted again."""
    if facts.last_contact is None:
        return date.min
    return add_days(facts.last_contact, facts.policy.gap_days)


def _undelivered(item: ItemFacts) -> Delivery | None:
    """How the item's last reminder got stuck, if it did: the next one waits for that."""
    last = item.last
    return None if last is None or last.delivery is Delivery.DONE else last.delivery


def _channel(client: Client, level: DunningLevel) -> Channel | None:
    """How this client can be reached at this level; without an e-mail address, by letter."""
    mail = client.mail_contact is not None
    post = client.address.usable
    if level.channel.by_email and level.channel.by_post and mail and post:
        return Channel.EMAIL_AND_LETTER
    if mail and (level.channel.by_email or not post):
        return Channel.EMAIL
    return Channel.LETTER if post else None


def _without_early(
    facts: ClientFacts, ready: Sequence[Ready], today: date
) -> tuple[list[Ready], list[NotToday]]:
    """Leave out what is not due yet where something is late: a demand carries no courtesy note.

    Its sum would be part of the one amount asked for, days before it is owed.
    """
    kept = [pair for pair in ready if pair[0].due < today]
    if not kept:
        return list(ready), []
    return kept, [_at_first_demand(facts, item) for item, _ in ready if item.due >= today]


def _at_first_demand(facts: ClientFacts, item: ItemFacts) -> NotToday:
    """It waits for the first level that asks for money that is late."""
    levels = policy_of(facts, item).levels
    first = next((one for one in levels if one.day >= 0), None)
    until = add_days(item.due, first.day) if first else None
    return _not_today(item, WhyNot.NOT_DUE, until, first)


def _without_covered(
    facts: ClientFacts, ready: Sequence[Ready]
) -> tuple[list[Ready], list[NotToday]]:
    """Leave out a currency in which unallocated money covers the whole reminder: he may have paid.

    Without it a reminder could ask for less than nothing.
    """
    left = _sums_less_credit(facts, ready)
    covered = {one.currency for one in facts.credit if one and left.get(one.currency, 0) <= 0}
    return _split(ready, covered, WhyNot.MONEY_UNALLOCATED)


def _without_small(
    facts: ClientFacts, ready: Sequence[Ready]
) -> tuple[list[Ready], list[NotToday]]:
    """Leave out a currency in which less than the policy's minimum would be asked for."""
    left = _sums_less_credit(facts, ready)
    small = {code for code, minor in left.items() if minor < facts.policy.minimum_for(code)}
    return _split(ready, small, WhyNot.BELOW_MINIMUM)


def _sums_less_credit(
    facts: ClientFacts, ready: Sequence[Ready]
) -> Mapping[str, int]:
    """What a reminder of these items would ask for by currency, before charges."""
    currencies = {item.open.currency for item, _ in ready}
    credit = [-one for one in facts.credit if one.currency in currencies]
    return {one.currency: one.minor for one in totals([*(x.open for x, _ in ready), *credit])}


def _split(
    ready: Sequence[Ready], out: Collection[str], code: WhyNot
) -> tuple[list[Ready], list[NotToday]]:
    """The items that stay, and the reason for those whose currency is left out."""
    kept = [pair for pair in ready if pair[0].open.currency not in out]
    rest = [
        _not_today(item, code, level=step.level)
        for item, step in ready
        if item.open.currency in out
    ]
    return kept, rest


def _chase(
    today: date,
    facts: ClientFacts,
    ready: Sequence[Ready],
    claim_on: ClaimOn,
) -> Chase:
    top = max((step.level for _, step in ready), key=lambda level: (level.tone.rank, level.day))
    channel = _channel(facts.client, top) or Channel.LETTER
    lines = tuple(
        ChaseLine(
            item_id=item.item_id,
            invoice_id=item.invoice_id,
            number=item.number,
            issued=item.issued,
            due=item.due,
            amount=item.amount,
            open=item.open,
            days_late=max(days_between(item.due, today), 0),
            cycle=item.cycle,
            level=step.level,
            claim=NOTHING if step.level.charges is ChargeRule.NONE else claim_on(facts, item),
            repeat=step.repeat,
        )
        for item, step in ready
    )
    deadline = add_days(today, top.days_to_pay)
    if not any(line.days_late for line in lines):
        deadline = max(deadline, *(line.due for line in lines))
    currencies = {line.open.currency for line in lines}
    return Chase(
        client_id=facts.client.id,
        level=top,
        channel=channel,
        deadline=deadline,
        lines=lines,
        credit=tuple(one for one in facts.credit if one.minor and one.currency in currencies),
    )


