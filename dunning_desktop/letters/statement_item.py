"""One invoice in a statement: its particulars, what was received, the working, what is owed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dunning_desktop.domain.calendar import days_between
from dunning_desktop.domain.client import Client
from dunning_desktop.domain.interest import Applied
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.owed import OwedItem
from dunning_desktop.domain.regime import PeriodRules
from dunning_desktop.domain.relevant_day import DayRule
from dunning_desktop.letters.address import address_lines
from dunning_desktop.letters.statement_content import Statement
from dunning_desktop.letters.table import Column, Table
from dunning_desktop.letters.vocabulary import one_line

Pair = tuple[str, str]


def debtor_lines(statement: Statement, client: Client) -> Iterator[str]:
    """Where the debtor is, and what it is in law, on which interest and compensation depend."""
    address = address_lines(client.address, statement.facts.business.address.country, joined=True)
    if address:
        yield ", ".join(address)
    kind = statement.say("debtor", client.debtor_type.value)
    reference = one_line(client.reference)
    key = "debtor_with_reference" if reference else "debtor"
    yield statement.say("head", key, kind=kind, reference=reference)


def heading(statement: Statement, one: OwedItem) -> str:
    """The invoice's number."""
    number = one_line(one.item.number)
    return statement.say("item", "heading" if number else "unnumbered", number=number)


def particulars(statement: Statement, one: OwedItem) -> Iterator[Pair]:
    """Captions and values: its days and its amount."""
    item, found = one.item, one.claim.assessment
    say, day = statement.say, statement.figures.day
    numbered = bool(one_line(item.number))
    if numbered:
        yield say("item", "issued"), day(item.issued)
    agreed = found.debt.days.agreed if found else item.days.agreed
    yield say("item", "agreed"), day(agreed) if agreed else say("item", "none_agreed")
    if found and found.relevant.rule is not DayRule.AGREED:
        last = found.relevant.day
        yield say("item", "in_law"), day(last) if last else say("item", "not_yet")
    caption = say("item", "amount" if numbered else "amount_owed")
    yield caption, statement.figures.money(item.amount)


def remarks(statement: Statement, one: OwedItem) -> Iterator[str]:
    """Why another day holds than was agreed, and why nothing is claimed where nothing is."""
    if _has_more_time(one):
        yield statement.say("item", "more_time", day=statement.figures.day(one.item.due))
    yield from _why_that_day(statement, one)
    if one.claim.interest is None:
        yield _why_nothing(statement, one)


def _has_more_time(one: OwedItem) -> bool:
    """Whether the day was moved, and by its parties rather than by law."""
    item, found = one.item, one.claim.assessment
    by_law = found is not None and found.relevant.rule is not DayRule.AGREED
    return item.original_due is not None and item.original_due < item.due and not by_law


def _why_that_day(statement: Statement, one: OwedItem) -> Iterator[str]:
    found = one.claim.assessment
    rule = found.relevant.rule if found else DayRule.AGREED
    if found is None or rule is DayRule.AGREED:
        return
    later = found.debt.days.later
    if later is None or rule in {DayRule.ADVANCE, DayRule.UNPERFORMED}:
        yield statement.say("why", rule.value)
        return
    periods = found.regime.periods if found.regime else PeriodRules()
    authority = rule is DayRule.AUTHORITY
    days = (periods.authority if authority else None) or periods.unagreed
    counted = statement.say("why", periods.counting.value, day=statement.figures.day(later))
    yield statement.say("why", rule.value, days=statement.figures.number(days), counted=counted)


def _why_nothing(statement: Statement, one: OwedItem) -> str:
    found, today = one.claim.assessment, statement.facts.today
    if one.claim.refused:
        old = one.claim.refused.startswith("before-")
        return statement.say("nothing", "refused" if old else "refused_otherwise")
    last = found.relevant.day if found else one.item.due
    if last and days_between(last, today) <= 0:
        return statement.say("nothing", "not_late", day=statement.today)
    if found and found.percent is not None:
        begun = one.item.open.minor > 0
        return statement.say("nothing", "first_month" if begun else "paid_before")
    return statement.say("nothing", "none")


def received_table(statement: Statement, one: OwedItem) -> Table | None:
    """What was received on it: when, how much, and what it went to; None where nothing was."""
    applied = _received(statement, one)
    if not applied:
        return None
    say, cell = statement.say, statement.cell
    columns = [
        Column(
            say("received", "day"),
            tuple(statement.figures.short_day(each.day) for each in applied),
            figures=False,
        ),
        Column(say("received", "amount"), tuple(cell(_whole(each)) for each in applied)),
        Column(say("received", "principal"), tuple(cell(each.principal) for each in applied)),
        Column(say("received", "interest"), tuple(cell(each.interest) for each in applied)),
        Column(say("received", "costs"), tuple(cell(each.costs) for each in applied)),
    ]
    if any(each.credit for each in applied):
        left = tuple(cell(each.credit) for each in applied)
        columns.append(Column(say("received", "credit"), left))
    return Table(tuple(columns))


def _whole(one: Applied) -> Money:
    return one.principal + one.interest + one.costs + one.credit


def _received(statement: Statement, one: OwedItem) -> Sequence[Applied]:
    """As the working applied it; as it was recorded where nothing was worked out."""
    found = one.claim.assessment
    if found and found.account.applied:
        return _joined(found.account.applied)
    nothing = Money.zero(one.item.open.currency)
    recorded = sorted(one.item.settlements, key=lambda each: each.day)
    return _joined(
        [
            Applied(each.day, each.amount, each.interest or nothing, each.costs or nothing, nothing)
            for each in recorded
            if each.day <= statement.facts.today
        ]
    )


def _joined(applied: Sequence[Applied]) -> list[Applied]:
    """A book records what of a payment settled the principal and the rest apart: one line again."""
    made: list[Applied] = []
    for one in applied:
        last = made[-1] if made else None
        apart = last and last.day == one.day and not (last.interest or last.costs)
        if last and apart and not one.principal:
            made[-1] = replace(one, principal=last.principal, credit=last.credit + one.credit)
        else:
            made.append(one)
    return made
