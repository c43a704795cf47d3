"""Today: the few things that need the owner, and the figures around them, in one look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.money import Money, totals
from dunning_desktop.domain.policy import Tone
from dunning_desktop.domain.proposal import NotToday, Proposal, WhyNot
from dunning_desktop.usecases.freshness import known_to
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.planning import Situation, situation
from dunning_desktop.usecases.rows import by_age
from dunning_desktop.usecases.today_agreed import agreed_tasks
from dunning_desktop.usecases.today_cases import case_tasks
from dunning_desktop.usecases.today_claims import claimable
from dunning_desktop.usecases.today_inbox import came_in, replies, with_quotes
from dunning_desktop.usecases.today_offers import offered
from dunning_desktop.usecases.today_planned import planned, standing
from dunning_desktop.usecases.today_plans import expected_instead, instalments
from dunning_desktop.usecases.today_post import posted
from dunning_desktop.usecases.today_rates import rates_to_confirm
from dunning_desktop.usecases.today_rows import (
    Cash,
    Freshness,
    NextStep,
    OpenByDay,
    SettledByDay,
    Task,
    TaskRow,
    Today,
)
from dunning_desktop.usecases.today_runs import ran
from dunning_desktop.usecases.today_sets import named

SOON = timedelta(days=30)
A_YEAR = timedelta(days=365)
TENTH = Decimal("0.1")


def today(office: Office) -> Today:
    """How the book stands today. It is planned once; every count of items is out of that plan."""
    day = office.clock.today()
    with office.read() as ledger:
        now = situation(ledger, office)
        rows = [*posted(ledger, office.clock.now()), *came_in(ledger), claimable(ledger, now)]
        rows += rates_to_confirm(ledger, now)
        said = replies(ledger)
        rows += [*ran(ledger, office), *instalments(ledger, now)]
        rows += [*agreed_tasks(now), *offered(now), *case_tasks(ledger, now)]
        cash = _cash_in(ledger, office)
        home = ledger.parties.business().currency
        known = known_to(ledger, day)
    proposal = now.plan(mentions=False)
    rows += [*planned(now, proposal), *standing(now, rows)]
    return Today(
        day=day,
        cash=cash,
        freshness=_freshness(day, known, now, home=home),
        tasks=_in_order(with_quotes(rows, said), home=home),
        next=_next(now, proposal),
        empty=not now.items,
    )


def first_look(office: Office) -> tuple[Cash, ...]:
    """The cash strip alone: in a large book it is there long before the plan."""
    with office.read() as ledger:
        return _cash_in(ledger, office)


def _cash_in(ledger: Ledger, office: Office) -> tuple[Cash, ...]:
    day = office.clock.today()
    return cash_strip(
        day,
        ledger.figures.open_by_day(),
        ledger.figures.settled_by_day(after=day - A_YEAR),
        instead=expected_instead(ledger, office),
        home=ledger.parties.business().currency,
    )


def _in_order(rows: Iterable[TaskRow | None], *, home: str) -> tuple[TaskRow, ...]:
    """The most urgent first; what is done has no row."""
    order = list(Task)
    there = [replace(one, amounts=_home_first(one.amounts, home)) for one in rows if one]
    return tuple(sorted(there, key=lambda one: order.index(one.task)))


def _home_first(amounts: Iterable[Money], home: str) -> tuple[Money, ...]:
    return tuple(sorted(amounts, key=lambda one: (one.currency != home, one.currency)))


# The cash strip


def cash_strip(
    day: date,
    opened: Sequence[OpenByDay],
    settled: Sequence[SettledByDay],
    *,
    instead: Sequence[OpenByDay] = (),
    home: str = "",
) -> tuple[Cash, ...]:
    """One row a currency, the home one first: currencies never add up.

    ``instead`` is what instalments change about when money is expected, and nothing else.
    """
    found = {one.currency for one in opened} | {one.currency for one in settled}
    currencies = sorted(found, key=lambda code: (code != home, code))
    return tuple(
        _cash(
            day,
            code,
            [one for one in opened if one.currency == code],
            [one for one in settled if one.currency == code and one.day <= day],
            expected=[one for one in (*opened, *instead) if one.currency == code],
        )
        for code in currencies
    )


def _cash(
    day: date,
    code: str,
    opened: Sequence[OpenByDay],
    settled: Sequence[SettledByDay],
    *,
    expected: Sequence[OpenByDay],
) -> Cash:
    def total(first: date, last: date, of: Sequence[OpenByDay] = opened) -> Money:
        return Money(sum(one.minor for one in of if first <= one.due <= last), code)

    return Cash(
        outstanding=total(date.min, date.max),
        overdue=total(date.min, day - timedelta(days=1)),
        expected=total(day, day + SOON, expected),
        days_late=_average(settled),
        buckets=by_age(((day - one.due).days, one.minor) for one in opened),
    )


def _average(settled: Sequence[SettledByDay]) -> Decimal | None:
    """Days late weighted by amount, to a tenth of a day."""
    weight = sum(one.minor for one in settled)
    if not weight:
        return None
    days = sum(one.minor * (one.day - one.due).days for one in settled)
    return (Decimal(days) / weight).quantize(TENTH, ROUND_HALF_UP)


# How fresh it is, and what comes next


def _freshness(day: date, known: date | None, now: Situation, *, home: str) -> Freshness:
    """Money of a client with nothing open has nothing to be matched with."""
    loose = totals(money for facts in now.clients for money in facts.credit)
    return Freshness(
        known_to=min(known, day) if known else None,
        days_old=max((day - known).days, 0) if known else 0,
        unmatched=_home_first((one for one in loose if one), home),
    )


def _next(now: Situation, proposal: Proposal) -> NextStep | None:
    """The nearest day on which something may be done that cannot be done today."""
    coming = [
        one
        for one in proposal.rest
        if one.until is not None and one.until > now.today and not _is_kept(one)
    ]
    if not coming:
        return None
    day = min(one.until for one in coming if one.until is not None)
    due = [one for one in coming if one.until == day]
    names, parties = named(now, (one.client_id for one in due))
    return NextStep(day, len(due), _sternest(due), len(parties), names)


def _is_kept(one: NotToday) -> bool:
    """Whether it rests while a plan is kept: its day comes only if an instalment does not."""
    return one.code is WhyNot.BLOCKED and one.detail == BlockKind.PLAN


def _sternest(due: Sequence[NotToday]) -> Tone | None:
    tones = [one.level.tone for one in due if one.level is not None]
    return max(tones, key=lambda tone: tone.rank, default=None)
