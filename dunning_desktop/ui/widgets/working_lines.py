"""A statement of interest as lines of words: the rows of its tables, its sums, and all as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.charges import ChargeKind
from dunning_desktop.domain.claims import Claim
from dunning_desktop.domain.interest import Segment
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.owed import Owed, OwedItem
from dunning_desktop.domain.statement import StatementFacts
from dunning_desktop.ui.text import claims
from dunning_desktop.ui.text.dates import day, late
from dunning_desktop.ui.text.money import figure, money

translate = QCoreApplication.translate

KINDS = (ChargeKind.INTEREST, ChargeKind.COMPENSATION, ChargeKind.COSTS, ChargeKind.FEE)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a segment, and what a pointer resting on it is told."""

    cells: tuple[str, ...]
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A name and an amount under a table; ``strong`` is what it all comes to."""

    name: str
    amount: str
    strong: bool = False
    quiet: bool = False


def titles() -> tuple[str, ...]:
    """The columns of the working."""
    return (
        translate("InterestWorking", "From"),
        translate("InterestWorking", "To"),
        translate("InterestWorking", "Days"),
        translate("InterestWorking", "Balance"),
        translate("InterestWorking", "Rate"),
        translate("InterestWorking", "Interest"),
    )


def rows_of(segments: Sequence[Segment]) -> list[Row]:
    """The segments in these columns; their rates have as many decimals as the longest of them."""
    places = max((claims.decimals(one.percent) for one in segments), default=0)
    return [_row(one, places) for one in segments]


def _row(one: Segment, places: int) -> Row:
    tip = ""
    if one.provisional:
        tip = translate("InterestWorking", "Provisional: the rate of this half-year is not known.")
    if one.frozen:
        tip = translate("InterestWorking", "By agreement or by law these days bear no interest.")
    cells = (
        day(one.start),
        day(one.end),
        claims.length(one),
        figure(one.balance),
        claims.rests() if one.frozen else claims.percent(one.percent, places=places),
        figure(one.amount),
    )
    return Row(cells, tip)


def name_of(owed: OwedItem) -> str:
    """``Invoice HF-1058``; a calculation has no number."""
    number = owed.item.number
    if not number:
        return translate("InterestWorking", "The debt")
    return translate("InterestWorking", "Invoice {number}").format(number=number)


def due_line(owed: OwedItem) -> str:
    """The last day for payment, and how long ago it was on the day of the statement."""
    found = owed.claim.assessment
    if found is None:
        return translate("InterestWorking", "Due {day}").format(day=day(owed.item.due))
    if found.relevant.day is None:
        return translate("InterestWorking", "No last day for payment yet")
    words = translate("InterestWorking", "Last day for payment {day}  ·  {late}")
    overdue = late(found.days_late) if found.days_late else translate("InterestWorking", "not late")
    return words.format(day=day(found.relevant.day), late=overdue)


def no_interest(owed: OwedItem) -> str:
    """Why there is no table."""
    claim = owed.claim
    if claim.refused:
        return claims.refused(claim)
    found = claim.assessment
    if found is not None and found.relevant.day is not None and not found.days_late:
        words = translate("InterestWorking", "It is not late: interest begins the day after {day}.")
        return words.format(day=day(found.relevant.day))
    return translate("InterestWorking", "No interest is owed on it.")


def sum_lines(owed: OwedItem, facts: StatementFacts) -> Iterator[Line]:
    """From the amount of the invoice to the total, in an order that adds up."""
    item, claim = owed.item, owed.claim
    zero = Money.zero(item.open.currency)
    principal = max(item.open, zero)
    paid = item.amount - principal
    yield Line(translate("InterestWorking", "Amount of the invoice"), money(item.amount))
    if paid:
        yield Line(translate("InterestWorking", "Invoice: paid"), money(-paid))
    for kind in KINDS:
        full = claim.full(kind)
        if full is not None:
            yield Line(_name(claim, kind), money(full))
            yield from (Line(*pair) for pair in claims.settled(claim, kind))
    total = principal + Money(claim.amount, zero.currency)
    provisional = bool(claim.interest and claim.interest.provisional)
    yield Line(total_name(facts, provisional=provisional), money(total), strong=True)
    if owed.daily:
        yield Line(_each_day(), money(owed.daily), quiet=True)


def _name(claim: Claim, kind: ChargeKind) -> str:
    if kind is ChargeKind.INTEREST:
        return translate("InterestWorking", "Interest to date")
    if kind is ChargeKind.COSTS and claim.fixed_taken_off:
        return translate("InterestWorking", "Costs above the fixed sum")
    return claims.kind(kind)


def all_lines(owed: Owed, facts: StatementFacts) -> Iterator[Line]:
    """What all invoices of a currency come to."""
    yield Line(translate("InterestWorking", "Invoices"), money(owed.principal))
    for name, amount in (
        (translate("InterestWorking", "Interest to date"), owed.interest),
        (claims.kind(ChargeKind.COMPENSATION), owed.compensation),
        (translate("InterestWorking", "Costs and fees"), owed.costs),
    ):
        if amount:
            yield Line(name, money(amount))
    total = total_name(facts, provisional=owed.provisional)
    yield Line(total, money(owed.total), strong=True)
    if owed.daily:
        yield Line(_each_day(), money(owed.daily), quiet=True)


def total_name(facts: StatementFacts, *, provisional: bool) -> str:
    """``Owed on 20 Nov 2026``, and whether a rate in it is still to come."""
    words = translate("InterestWorking", "Owed on {day}")
    if provisional:
        words = translate("InterestWorking", "Owed on {day}, provisional")
    return words.format(day=day(facts.today))


def _each_day() -> str:
    return translate("InterestWorking", "For each further day")


def as_rows(facts: StatementFacts) -> Iterator[Sequence[str]]:
    """The whole working as cells: each invoice with its segments and sums, and all together."""
    for owed in facts.items:
        yield (name_of(owed), due_line(owed))
        interest = owed.claim.interest
        if interest is None:
            yield (no_interest(owed),)
        else:
            yield titles()
            yield from (one.cells for one in rows_of(interest.segments))
        yield from _indented(sum_lines(owed, facts))
        yield ()
    if len(facts.items) > 1:
        for owed_in_all in facts.sums:
            yield (translate("InterestWorking", "In all"),)
            yield from _indented(all_lines(owed_in_all, facts))


def _indented(lines: Iterator[Line]) -> Iterator[Sequence[str]]:
    """Sums stand under the column of the interest."""
    before = ("",) * (len(titles()) - 2)
    yield from ((*before, one.name, one.amount) for one in lines)
