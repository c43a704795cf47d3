"""What a whole column decides: the order of its dates and its decimal mark, or a question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from dunning_desktop.intake import amounts, dates
from dunning_desktop.intake.cells import Row, clean
from dunning_desktop.intake.mapping import AMOUNTS, DATES
from dunning_desktop.intake.order import suggest_order
from dunning_desktop.usecases.drafts import (
    ColumnMapping,
    DateOrder,
    DecimalMark,
    Field,
    Question,
)
from dunning_desktop.usecases.mapping import DATE_ORDER, DECIMAL_MARK

T = TypeVar("T")
_EXAMPLES = 5
_LOOKED_AT = 5_000
_ORDERS = (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)


@dataclass(slots=True)
class Tally:
    """What one column says: votes for a reading, and texts that can be read two ways."""

    votes: Counter[str] = field(default_factory=Counter)
    unclear: list[str] = field(default_factory=list)

    @property
    def favourite(self) -> str:
        """The reading most texts need, empty where none needs any."""
        return max(self.votes, key=lambda reading: self.votes[reading], default="")

    @property
    def open_question(self) -> bool:
        """Whether something can be read two ways and the rest does not agree on one."""
        return bool(self.unclear) and len(self.votes) != 1


@dataclass(frozen=True, slots=True)
class Columns:
    """The texts of the date and amount columns, and the first rows, as one pass found them."""

    tallies: Mapping[Field, Tally]
    first: Sequence[Row]


def survey(mapping: ColumnMapping, rows: Iterable[Row]) -> Columns:
    """Look at every row under the headings once."""
    wanted = {f: mapping.columns[f] for f in (*DATES, *AMOUNTS) if f in mapping.columns}
    seen: dict[Field, dict[str, None]] = {f: {} for f in wanted}
    places = [(column, seen[f]) for f, column in wanted.items()]
    first: list[Row] = []
    for row in rows:
        _note(row, places)
        if len(first) < _LOOKED_AT:
            first.append(row)
    return Columns({f: _tally(f, texts) for f, texts in seen.items()}, first)


def _note(row: Row, places: Sequence[tuple[int, dict[str, None]]]) -> None:
    width = len(row)
    for column, texts in places:
        if column < width and isinstance(cell := row[column], str):
            texts[cell] = None


def _tally(meaning: Field, texts: Iterable[str]) -> Tally:
    said = _date_evidence if meaning in DATES else _amount_evidence
    tally = Tally()
    for text in texts:
        readings, ambiguous = said(text)
        if ambiguous:
            tally.unclear.append(text)
        elif len(readings) == 1:
            tally.votes[readings[0]] += 1
    return tally


def _date_evidence(text: str) -> tuple[Sequence[str], bool]:
    return dates.evidence(clean(text))


def _amount_evidence(text: str) -> tuple[Sequence[str], bool]:
    return amounts.evidence(text)


def decide(
    mapping: ColumnMapping, columns: Columns, *, preamble: Sequence[str], today: date
) -> tuple[ColumnMapping, tuple[Question, ...]]:
    """The mapping with an order for each date column and a mark for each amount column.

    Where a question remains, its preselected option stands in the mapping, so that a draft can
    be shown before it is answered.
    """
    asked: list[Question] = []

    def order(meaning: Field, tally: Tally) -> DateOrder:
        if not tally.open_question:
            return DateOrder(tally.favourite or DateOrder.DAY_FIRST)
        usual = _siblings(columns.tallies, meaning, DATES) or tally.favourite
        likely = suggest_order(
            mapping, columns.first, meaning, usual=usual, preamble=preamble, today=today
        )
        asked.append(_question(DATE_ORDER, meaning, _ORDERS, likely, tally))
        return likely

    def mark(meaning: Field, tally: Tally) -> DecimalMark:
        # One program writes one file: a column of amounts that says nothing follows the others.
        known = tally.favourite or _siblings(columns.tallies, meaning, AMOUNTS)
        if tally.open_question and (tally.votes or not known):
            known = known or _as_thousands(tally.unclear[0])
            asked.append(_question(DECIMAL_MARK, meaning, tuple(DecimalMark), known, tally))
        return DecimalMark(known or DecimalMark.POINT)

    orders = _each(columns, DATES, mapping.date_orders, order)
    marks = _each(columns, AMOUNTS, mapping.decimal_marks, mark)
    return replace(mapping, date_orders=orders, decimal_marks=marks), tuple(asked)


def _each(
    columns: Columns,
    fields: Sequence[Field],
    answered: Mapping[Field, T],
    decided: Callable[[Field, Tally], T],
) -> dict[Field, T]:
    return {
        f: answered[f] if f in answered else decided(f, columns.tallies[f])
        for f in fields
        if f in columns.tallies
    }


def _siblings(tallies: Mapping[Field, Tally], meaning: Field, fields: Sequence[Field]) -> str:
    """What the other columns of the kind agree on, empty where they do not."""
    others = [tallies[f] for f in fields if f in tallies and f is not meaning]
    readings = {reading for tally in others for reading in tally.votes}
    return readings.pop() if len(readings) == 1 else ""


def _question(
    subject: str, meaning: Field, options: Sequence[str], likely: str, tally: Tally
) -> Question:
    examples = tuple(clean(text) for text in tally.unclear[:_EXAMPLES])
    return Question(subject, meaning, tuple(map(str, options)), str(likely), examples)


def _as_thousands(text: str) -> DecimalMark:
    """Three figures behind a mark are thousands far more often than decimals."""
    return DecimalMark.COMMA if "." in text else DecimalMark.POINT
