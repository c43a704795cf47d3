"""The tables of a paper about an agreement: its invoices, and the schedule of a plan."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from dunning_desktop.domain.instalments import Plan
from dunning_desktop.domain.money import Money, totals
from dunning_desktop.domain.papers import PaperKind
from dunning_desktop.letters.paper_content import PaperContent
from dunning_desktop.letters.table import NONE, Column, Table
from dunning_desktop.letters.vocabulary import one_line


def paper_tables(content: PaperContent) -> tuple[Table, ...]:
    """The invoices it is about, and for a plan every payment; a reminder of one needs neither."""
    facts = content.facts
    if facts.instalment is not None or not facts.lines:
        return ()
    invoices = Table(
        columns=(*_invoice_columns(content), *_money_columns(content)), ending=_ending(content)
    )
    return (invoices, _schedule(content, facts.plan)) if facts.plan is not None else (invoices,)


def _ending(content: PaperContent) -> tuple[tuple[str, str], ...]:
    facts, labels = content.facts, content.labels
    money = content.figures.money
    if facts.claim is not None:
        owed = facts.claim.owed
        parts = (
            ("interest", owed.interest),
            ("compensation", owed.compensation),
            ("costs", owed.costs),
        )
        more = [(labels[name], money(one)) for name, one in parts if one.minor]
        return (*more, (labels["to_pay"], money(owed.total)))
    if facts.received is not None:
        return ((labels["received"], money(facts.received.amount)),)
    if facts.promise is not None:
        return ((labels["promised"], money(facts.promise.amount)),)
    if facts.offer is not None:
        return ((labels["settlement"], money(facts.offer.amount)),)
    keys = {PaperKind.PLAN: "plan_total", PaperKind.STATEMENT: "open_total"}
    caption = labels[keys.get(facts.kind, "to_pay")]
    if facts.kind is PaperKind.STATEMENT:
        codes = {one.open.currency for one in facts.lines}
        mine = [one for one in facts.credit if one.minor > 0 and one.currency in codes]
        less = [(labels["credit"], money(-one)) for one in mine]
        return (*less, (caption, content.figures.monies(facts.owed)))
    return ((caption, content.figures.monies(totals(line.open for line in facts.lines))),)


def _invoice_columns(content: PaperContent) -> Iterator[Column]:
    labels, short, facts = content.labels, content.figures.short_day, content.facts
    lines = facts.lines
    yield Column(labels["invoice"], tuple(one_line(line.number) for line in lines), figures=False)
    yield Column(labels["issued"], tuple(short(line.issued) for line in lines), figures=False)
    more_time = facts.kind is PaperKind.EXTENSION
    due = labels["first_due" if more_time else "due"]
    yield Column(due, tuple(short(line.due) for line in lines), figures=False)
    if facts.extension is not None:
        new = short(facts.extension.new_due)
        yield Column(labels["new_due"], (new,) * len(lines), figures=False)


def _money_columns(content: PaperContent) -> Iterator[Column]:
    """What is open; what was invoiced only where part of it was settled."""
    labels, money, lines = content.labels, content.figures.money, content.facts.lines
    if content.facts.received is not None:
        yield Column(labels["amount"], tuple(money(line.amount) for line in lines))
        return
    part_paid = any(line.open != line.amount for line in lines)
    if part_paid:
        yield Column(labels["amount"], tuple(money(line.amount) for line in lines))
        paid = (line.amount - line.open for line in lines)
        yield Column(labels["paid"], tuple(money(one) if one.minor else NONE for one in paid))
    caption = labels["open" if part_paid else "only_amount"]
    yield Column(caption, tuple(money(line.open) for line in lines))


def _schedule(content: PaperContent, plan: Plan) -> Table:
    labels, figures, parts = content.labels, content.figures, plan.instalments
    paid = accumulate(one.amount.minor for one in parts)
    left = [Money(plan.total.minor - minor, plan.total.currency) for minor in paid]
    return Table(
        columns=(
            Column(labels["payment"], tuple(str(one.position) for one in parts), figures=False),
            Column(labels["due_by"], tuple(figures.day(one.due) for one in parts), figures=False),
            Column(labels["only_amount"], tuple(figures.money(one.amount) for one in parts)),
            Column(
                labels["left_after"],
                tuple(figures.money(one) if one.minor else NONE for one in left),
            ),
        ),
        ending=((labels["total"], figures.money(plan.total)),),
    )
