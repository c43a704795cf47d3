"""From rows to drafts: every row gets its verdict, and rows of one invoice become one draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from dunning_desktop.intake.cells import Row, texts
from dunning_desktop.intake.control import Sum, compare, is_grand_total
from dunning_desktop.intake.judge import Facts, Judge
from dunning_desktop.intake.layout import Layout, Shape, Sight
from dunning_desktop.intake.mapping import AMOUNTS
from dunning_desktop.intake.parties import LONGEST, Remark
from dunning_desktop.intake.profiles import profile_named
from dunning_desktop.intake.reading import Fault
from dunning_desktop.intake.settle import Settled, settle
from dunning_desktop.intake.synonyms import EVERY_NAME, key
from dunning_desktop.usecases.drafts import (
    Field,
    FilePreview,
    ImportDraft,
    InvoiceDraft,
    Question,
    RowCode,
    RowVerdict,
    Verdict,
)

# A row that names this many columns is no data.
_A_HEADER = 3


@dataclass(slots=True)
class _Group:
    """The rows that are one invoice."""

    facts: Facts
    rows: list[int]


@dataclass(slots=True)
class _Found:
    """What the rows were made into, in the order of the file."""

    drafts: list[InvoiceDraft] = field(default_factory=list)
    notes: list[RowVerdict] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)


class Drafting:
    """Takes the rows under the headings one by one, then makes the drafts."""

    def __init__(self, preview: FilePreview) -> None:
        mapping = preview.mapping
        profile = profile_named(mapping.profile)
        self._preview = preview
        self._columns = mapping.columns
        self._width = len(preview.headings)
        self._judge = Judge(mapping, profile, width=self._width)
        self._layout = Layout(mapping)
        self._grouped = mapping.grouped
        self._lines = Field.LINE_TOTAL in self._columns and not (
            {Field.TOTAL, Field.OPEN} & self._columns.keys()
        )
        self._keys = [key(heading) for heading in preview.headings]
        self._elsewhere = False
        self._groups: dict[tuple[str, str, str], _Group] = {}
        self._verdicts: dict[int, RowVerdict] = {}
        self._stated: list[Sum] = []
        self._others: list[Sum] = []
        self._spoilt: dict[tuple[str, str, str], Fault] = {}
        self._guessed: set[str] = set()

    def take(self, number: int, row: Row) -> None:
        """The next row, with its 1-based number in the file."""
        if len(row) < self._width:
            row = [*row, *[None] * (self._width - len(row))]
        sight = self._layout.look(row)
        if sight.shape is not Shape.DATA:
            self._verdicts[number] = self._aside(number, row, sight)
            return
        try:
            self._data(number, row)
        except Fault as fault:
            self._verdicts[number] = self._faulty(number, row, fault)

    def _aside(self, number: int, row: Row, sight: Sight) -> RowVerdict:
        if sight.shape is Shape.BLANK:
            return RowVerdict(number, Verdict.SKIP, RowCode.BLANK)
        label = sight.label[:LONGEST]
        if sight.shape is Shape.HEADING:
            return RowVerdict(number, Verdict.SKIP, RowCode.HEADING, text=label)
        if is_grand_total(sight.label):
            self._stated.append(Sum(number, self._amounts(row)))
        return RowVerdict(number, Verdict.SKIP, RowCode.TOTAL_ROW, text=label)

    def _amounts(self, row: Row) -> dict[Field, Decimal]:
        """What can be read of the amounts of a row that is no invoice."""
        found = {}
        for meaning in AMOUNTS:
            try:
                amount = self._judge.amount(row, meaning)
            except Fault:
                continue
            if amount is not None:
                found[meaning] = amount
        return found

    def _data(self, number: int, row: Row) -> None:
        if self._elsewhere:
            raise Fault(RowCode.NOT_INVOICE, skip=True)
        facts = self._judge.read(number, row, group=self._group)
        known = self._groups.get(facts.key)
        if known is None:
            self._groups[facts.key] = _Group(facts, [number])
        elif self._lines:
            self._add_line(known, facts)
        else:
            _agree(known.facts, facts)
        if known:
            known.rows.append(number)

    def _add_line(self, known: _Group, facts: Facts) -> None:
        first, line = known.facts, facts.amounts.get(Field.LINE_TOTAL, Decimal(0))
        if first.currency != facts.currency:
            raise Fault(RowCode.CONFLICT, Field.CURRENCY, facts.currency)
        total = first.amounts.get(Field.LINE_TOTAL, Decimal(0)) + line
        known.facts = first._replace(amounts={**first.amounts, Field.LINE_TOTAL: total})

    def _faulty(self, number: int, row: Row, fault: Fault) -> RowVerdict:
        """The verdict of a row that could not be read; it may be headings once more."""
        words = [key(word) for word in texts(row, len(row))]
        if sum(word in EVERY_NAME for word in words) >= _A_HEADER:
            self._elsewhere = words[: self._width] != self._keys
            return RowVerdict(number, Verdict.SKIP, RowCode.HEADING)
        if self._lines and fault.verdict is Verdict.BAD:
            self._spoil(row, fault)
        if fault.code is RowCode.NOT_INVOICE and not self._elsewhere:
            # A report's total counts unapplied payments too.
            self._others.append(Sum(number, self._amounts(row)))
        return RowVerdict(number, fault.verdict, fault.code, fault.field, fault.text)

    def _spoil(self, row: Row, fault: Fault) -> None:
        """An invoice that is the sum of its lines is wrong when one of them cannot be read."""
        identity = self._judge.identity(row, group=self._group)
        if identity:
            self._spoilt[identity] = fault

    @property
    def _group(self) -> str:
        return self._layout.group if self._grouped else ""

    def finish(self, questions: tuple[Question, ...], *, open_items_only: bool) -> ImportDraft:
        """Every verdict in the order of the rows, and every draft in that of its first row."""
        found = _Found()
        for identity, group in self._groups.items():
            settled = self._settle(group, self._spoilt.get(identity))
            self._record(group, settled, found)
        return ImportDraft(
            preview=self._preview,
            drafts=tuple(found.drafts),
            verdicts=tuple(self._verdicts[row] for row in sorted(self._verdicts)),
            questions=questions,
            notes=tuple(sorted(found.notes, key=lambda note: note.row)),
            control=compare(self._stated, [*found.sums, *self._others], mapped=self._columns),
            open_items_only=open_items_only,
        )

    def _settle(self, group: _Group, spoilt: Fault | None) -> Settled:
        if spoilt:
            return Settled(Verdict.BAD, spoilt.code, field=spoilt.field, text=spoilt.text)
        return settle(group.facts, tuple(group.rows), self._columns)

    def _record(self, group: _Group, settled: Settled, found: _Found) -> None:
        first, *later = group.rows
        taken = settled.verdict is Verdict.TAKE
        code, again = settled.code, RowCode.SAME_INVOICE if taken else settled.code
        verdict, merged = settled.verdict, Verdict.MERGED if taken else settled.verdict
        self._verdicts[first] = RowVerdict(first, verdict, code, settled.field, settled.text)
        self._verdicts.update({row: RowVerdict(row, merged, again) for row in later})
        if settled.draft:
            found.drafts.append(settled.draft)
        if self._stated and verdict is not Verdict.BAD:
            found.sums.append(Sum(first, group.facts.amounts, group.facts.currency))
        found.notes.extend(self._notes(first, settled.remarks))

    def _notes(self, row: int, remarks: tuple[Remark, ...]) -> Iterator[RowVerdict]:
        """The remarks on a row that is taken; what one symbol means is said once a file."""
        for code, meaning, text in remarks:
            if code is RowCode.CURRENCY_GUESSED:
                if text in self._guessed:
                    continue
                self._guessed.add(text)
            yield RowVerdict(row, Verdict.TAKE, code, meaning, text)


def _agree(first: Facts, again: Facts) -> None:
    """Raise ``Fault`` where a further row of an invoice says otherwise than the first.

    What it leaves empty it does not deny: some programs fill only the first row of an invoice.
    """
    for meaning, value in again.amounts.items():
        if first.amounts.get(meaning) != value:
            raise Fault(RowCode.CONFLICT, meaning, str(value))
    if again.amounts and again.currency != first.currency:
        raise Fault(RowCode.CONFLICT, Field.CURRENCY, again.currency)
    if again.state not in (None, first.state):
        raise Fault(RowCode.CONFLICT, Field.STATUS, str(again.state))
    for meaning, now, then in (
        (Field.ISSUED, again.issued, first.issued),
        (Field.DUE, again.due, first.due),
    ):
        if now not in (None, then):
            raise Fault(RowCode.CONFLICT, meaning, str(now))
