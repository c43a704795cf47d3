"""The working of interest as tables: every line of it, and what each rate was made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from dunning_desktop.domain.claims import Interest
from dunning_desktop.domain.owed import OwedItem
from dunning_desktop.letters.statement_content import Statement
from dunning_desktop.letters.statement_rates import Rate, RateSource, by_month, rate_of
from dunning_desktop.letters.table import NONE, Column, Table


def working_table(statement: Statement, one: OwedItem, interest: Interest) -> Table:
    """Each balance at each rate, with its days and its interest; they add up to the ending."""
    total = "total_provisional" if interest.provisional else "total"
    ending = (statement.say("working", total), statement.figures.money(interest.total))
    columns = (
        *_days(statement, interest),
        *_rates(statement, one, interest),
        _column(
            statement, "interest", [statement.figures.money(x.amount) for x in interest.segments]
        ),
    )
    return Table(columns, ending=(ending,))


def _days(statement: Statement, interest: Interest) -> Iterator[Column]:
    segments, figures = interest.segments, statement.figures
    yield _column(statement, "start", [figures.short_day(x.start) for x in segments], figures=False)
    yield _column(statement, "end", [figures.short_day(x.end) for x in segments], figures=False)
    unit = "months" if any(one.months for one in segments) else "days"
    yield _column(statement, unit, [figures.number(one.months or one.days) for one in segments])


def _rates(statement: Statement, one: OwedItem, interest: Interest) -> Iterator[Column]:
    segments, figures, found = interest.segments, statement.figures, one.claim.assessment
    yield _column(statement, "balance", [figures.money(x.balance) for x in segments])
    if any(segment.months for segment in segments):
        monthly = figures.percents(
            segment.percent if segment.frozen else by_month(found, segment)
            for segment in segments
        )
        yield _column(statement, "rate_by_month", monthly)
    else:
        yield _column(statement, "rate", figures.percents(x.percent for x in segments))
    keys = [
        statement.say("working", "frozen")
        if segment.frozen
        else statement.key(rate_of(found, segment))
        for segment in segments
    ]
    yield _column(statement, "basis", keys)


def _column(
    statement: Statement, key: str, cells: Sequence[str], *, figures: bool = True
) -> Column:
    return Column(statement.say("working", key), tuple(cells), figures=figures)


def rates_table(statement: Statement) -> Table:
    """Every rate of the statement: its publisher's name, its day, and what the law adds."""
    rates, say = statement.rates, statement.say
    names = tuple(_name(statement, rate) for rate in rates)
    percents = statement.figures.percents(rate.percent for rate in rates)
    made = _made(statement) if any(rate.reference for rate in rates) else ()
    return Table(
        (
            Column(say("rates", "heading"), names, figures=False),
            *made,
            Column(say("rates", "percent"), percents),
        )
    )


def _made(statement: Statement) -> Iterator[Column]:
    """What the rates were made of; rounded, where the law made another figure of one."""
    rates, figures, say = statement.rates, statement.figures, statement.say
    given = [rate.reference for rate in rates]
    days = tuple(figures.short_day(one.fixed_on) if one else NONE for one in given)
    points = tuple(NONE if x.points is None else figures.points(x.points) for x in rates)
    yield Column(say("rates", "fixed_on"), days)
    published = _percents(statement, [one.percent if one else None for one in given])
    yield Column(say("rates", "reference"), published)
    if any(rate.rounded for rate in rates):
        taken = _percents(statement, [rate.taken for rate in rates])
        yield Column(say("rates", "rounded"), taken)
    yield Column(say("rates", "points"), points)


def _percents(statement: Statement, rates: Sequence[Decimal | None]) -> tuple[str, ...]:
    """The rates there are; a dash where there is none."""
    written = iter(statement.figures.percents(one for one in rates if one is not None))
    return tuple(NONE if one is None else next(written) for one in rates)


def _name(statement: Statement, rate: Rate) -> str:
    """What the rate is, and what is to be known of it."""
    known = rate.source in {RateSource.LAW, RateSource.COURT}
    name = rate.name if known else statement.say("rates", rate.source.value)
    reference = rate.reference
    marks = {
        "provisional": rate.provisional,
        "own": reference is not None and reference.own,
        "unchecked": reference is not None and not reference.checked,
    }
    said = [statement.say("rates", mark) for mark, holds in marks.items() if holds]
    return f"{statement.key(rate)}  {', '.join((name, *said))}"
