"""The table of invoices in one currency, as strings: which columns it needs, rows and sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dunning_desktop.domain.charges import ChargeKind
from dunning_desktop.domain.money import Money, totals
from dunning_desktop.domain.policy import ChargeRule
from dunning_desktop.domain.proposal import ChaseLine
from dunning_desktop.letters.content import Content
from dunning_desktop.letters.vocabulary import one_line

NONE = "–"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, whether it holds figures (set flush right), its cells and its sum."""

    heading: str
    cells: tuple[str, ...]
    figures: bool = True
    sum: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures in one currency. ``sums`` is the caption of its sums, if worth a row.

    ``ending`` are captions and amounts below the columns; the last one is what it comes to.
    """

    columns: tuple[Column, ...]
    sums: str = ""
    ending: tuple[tuple[str, str], ...] = ()

    @property
    def rows(self) -> Iterator[tuple[str, ...]]:
        """The cells row by row."""
        return zip(*(column.cells for column in self.columns), strict=True)


def tables(content: Content) -> tuple[Table, ...]:
    """A table for each currency, in the order of their codes."""
    lines = content.facts.chase.lines
    codes = sorted({line.open.currency for line in lines})
    return tuple(
        _table(content, code, [line for line in lines if line.open.currency == code])
        for code in codes
    )


def demands(line: ChaseLine) -> bool:
    """Whether interest or compensation is asked for on this line."""
    return line.level.charges is ChargeRule.DEMAND and line.claim.amount > 0


def _table(content: Content, currency: str, lines: Sequence[ChaseLine]) -> Table:
    labels, money = content.labels, content.figures.money
    credits_ = [one for one in content.facts.chase.credit if one.currency == currency and one.minor]
    asked = totals([*(line.demanded for line in lines), *(-one for one in credits_)])[0]
    more = any(demands(line) or line.disputed for line in lines)
    worth = len(lines) > 1 and (more or bool(credits_))
    return Table(
        columns=(*_invoice_columns(content, lines), *_money_columns(content, lines)),
        sums=labels["total"] if worth else "",
        ending=(
            *((labels["credit"], money(-one)) for one in credits_),
            (labels["to_pay"], money(asked)),
        ),
    )


def _invoice_columns(content: Content, lines: Sequence[ChaseLine]) -> Iterator[Column]:
    labels, short = content.labels, content.figures.short_day
    yield Column(labels["invoice"], tuple(one_line(line.number) for line in lines), figures=False)
    yield Column(labels["issued"], tuple(short(line.issued) for line in lines), figures=False)
    yield Column(labels["due"], tuple(short(line.due) for line in lines), figures=False)
    if any(line.days_late for line in lines):
        yield Column(labels["late"], tuple(_late(content, line) for line in lines))


def _late(content: Content, line: ChaseLine) -> str:
    if line.days_late:
        return content.figures.number(line.days_late)
    return content.labels["due_today" if line.due <= content.facts.today else "not_due"]


def _money_columns(content: Content, lines: Sequence[ChaseLine]) -> Iterator[Column]:
    """Amounts; the invoiced one only where part of it was settled, charges only if asked for.

    What is disputed stands between what is open and what is asked for of it.
    """
    labels = content.labels
    part_paid = any(line.open != line.amount for line in lines)
    disputed = [line.disputed for line in lines]
    if part_paid:
        yield _sum_column(content, labels["amount"], [line.amount for line in lines], summed=False)
        paid = [line.amount - line.open for line in lines]
        yield _sum_column(content, labels["paid"], [one if one.minor else None for one in paid],
                          summed=False)  # fmt: skip
    opens = labels["open" if part_paid or any(disputed) else "only_amount"]
    yield _sum_column(content, opens, [line.open for line in lines])
    if any(disputed):
        yield _sum_column(content, labels["disputed"], disputed)
        yield _sum_column(content, labels["undisputed"], [line.undisputed for line in lines])
    if any(demands(line) for line in lines):
        interest = [_open(line, ChargeKind.INTEREST) for line in lines]
        if any(interest):
            yield _sum_column(content, labels["interest"], interest)
        fixed = [_open(line, ChargeKind.COMPENSATION) for line in lines]
        if any(fixed):
            yield _sum_column(content, labels["compensation"], fixed)
        costs = [_open(line, ChargeKind.FEE, ChargeKind.COSTS) for line in lines]
        if any(costs):
            yield _sum_column(content, labels["costs"], costs)


def _open(line: ChaseLine, *kinds: ChargeKind) -> Money | None:
    """What a line asks for of these kinds, in its own currency."""
    found = [line.claim.open(kind) for kind in kinds]
    same = [one for one in found if one and one.currency == line.open.currency]
    return sum(same[1:], same[0]) if same and demands(line) else None


def _sum_column(
    content: Content, heading: str, amounts: Sequence[Money | None], *, summed: bool = True
) -> Column:
    money = content.figures.money
    cells = tuple(money(one) if one else NONE for one in amounts)
    sums = totals(one for one in amounts if one)
    return Column(heading, cells, sum=money(sums[0]) if summed and sums else "")
