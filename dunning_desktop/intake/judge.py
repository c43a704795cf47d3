"""One row of data read by the mapping: its facts, or what is wrong with it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from dunning_desktop.intake.cells import Cell, Row, clean_cell, is_filled
from dunning_desktop.intake.currencies import CODES, currency_of
from dunning_desktop.intake.mapping import AMOUNTS, DATES
from dunning_desktop.intake.parties import LONGEST, PARTY, Party, Remark, make_party
from dunning_desktop.intake.profiles import Profile
from dunning_desktop.intake.reading import Amount, Fault, Reader, read_day, read_sum, read_text
from dunning_desktop.intake.synonyms import KINDS, STATUSES, Kind, key
from dunning_desktop.usecases.drafts import (
    ClientDraft,
    ColumnMapping,
    DateOrder,
    DecimalMark,
    Field,
    RowCode,
)

LONGEST_NUMBER = 100


class Facts(NamedTuple):
    """What a row says. Amounts have the file's own signs; None is an empty cell or no column.

    ``state`` is OK, PAID or VOID as the row says, None where it says nothing.
    """

    row: int
    kind: Kind
    state: RowCode | None
    client: ClientDraft
    number: str
    reference: str
    issued: date | None
    due: date | None
    currency: str
    amounts: dict[Field, Decimal]
    remarks: tuple[Remark, ...]

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes rows one invoice: the same type, number and client."""
        return _key(self.kind, self.number, self.client)


def _key(kind: Kind, number: str, client: ClientDraft) -> tuple[str, str, str]:
    return kind, number.casefold(), client.name.casefold()


class Judge:
    """Reads rows by a mapping whose orders and marks are decided."""

    def __init__(self, mapping: ColumnMapping, profile: Profile, *, width: int) -> None:
        self._mapping = mapping
        self._strict = profile.strict_kind
        self._width = width
        at = mapping.columns.get
        self._kind = Reader(at(Field.KIND), self._read_kind, empty=Kind.INVOICE)
        self._state = Reader(at(Field.STATUS), _read_state, empty=None)
        self._number = Reader(at(Field.NUMBER), _read_number, empty="")
        self._reference = Reader(at(Field.REFERENCE), clean_cell, empty="")
        self._named = Reader(at(Field.CURRENCY), self._read_currency, empty="")
        self._issued, self._due = (self._day_reader(field) for field in DATES)
        self._sums = {f: self._sum_reader(f) for f in AMOUNTS if f in mapping.columns}
        self._party_fields = [field for field in PARTY if field in mapping.columns]
        self._party_columns = [mapping.columns[field] for field in self._party_fields]
        self._parties: dict[tuple[Cell, ...], Party] = {}

    def read(self, number: int, row: Row, *, group: str) -> Facts:
        """The facts of a row, or ``Fault``; ``group`` is the client where no column names one."""
        kind, state = self._kind(row), self._state(row)
        try:
            return self._read(number, row, kind, state, group=group)
        except Fault as fault:
            if state in (RowCode.PAID, RowCode.VOID):
                # Nothing is chased here, so nothing needs to be put right.
                raise Fault(state, Field.STATUS, skip=True) from fault
            raise

    def identity(self, row: Row, *, group: str) -> tuple[str, str, str] | None:
        """The ``Facts.key`` of a row whose other cells cannot be read, None where it has none."""
        try:
            return _key(self._kind(row), self._number(row), self._party(row, group).client)
        except Fault:
            return None

    def amount(self, row: Row, field: Field) -> Decimal | None:
        """The amount in the field's cell, None for an empty one. Raises ``Fault``."""
        found = self._sums[field](row) if field in self._sums else None
        return found.value if found else None

    def _read(
        self, number: int, row: Row, kind: Kind, state: RowCode | None, *, group: str
    ) -> Facts:
        if len(row) > self._width:
            self._refuse_wider(row)
        party = self._party(row, group)
        invoice_number = self._number(row)
        if not invoice_number:
            raise Fault(RowCode.NO_NUMBER, Field.NUMBER)
        amounts, units = self._amounts(row)
        currency, guessed = self._currency(row, units)
        reference = self._reference(row)
        remarks = party.remarks + guessed
        if len(reference) > LONGEST:
            remarks = (*remarks, Remark(RowCode.TOO_LONG, Field.REFERENCE, reference[:LONGEST]))
        return Facts(
            row=number,
            kind=kind,
            state=state,
            client=party.client,
            number=invoice_number,
            reference=reference[:LONGEST],
            issued=self._issued(row),
            due=self._due(row),
            currency=currency,
            amounts=amounts,
            remarks=remarks,
        )

    def _refuse_wider(self, row: Row) -> None:
        """More cells than headings: an unquoted comma has moved every cell behind it."""
        beyond = [clean_cell(cell) for cell in row[self._width :] if is_filled(cell)]
        if beyond:
            raise Fault(RowCode.TOO_WIDE, None, " ".join(beyond))

    def _party(self, row: Row, group: str) -> Party:
        cells = (group, *[row[column] for column in self._party_columns])
        party = self._parties.get(cells)
        if party is None:
            party = self._parties[cells] = self._read_party(cells)
        if not party.client.name:
            raise Fault(RowCode.NO_CLIENT, Field.CLIENT)
        return party

    def _read_party(self, cells: tuple[Cell, ...]) -> Party:
        texts = dict(zip(self._party_fields, map(clean_cell, cells[1:]), strict=True))
        name = texts.setdefault(Field.CLIENT, clean_cell(cells[0]))
        if not name:
            return Party(ClientDraft(""), ())
        if len(name) > LONGEST:
            raise Fault(RowCode.TOO_LONG, Field.CLIENT, name)
        return make_party(texts, country=self._mapping.country)

    def _amounts(self, row: Row) -> tuple[dict[Field, Decimal], set[str]]:
        amounts, units = {}, set()
        for field, read in self._sums.items():
            found = read(row)
            if found is not None:
                amounts[field] = found.value
                if found.unit:
                    units.add(found.unit)
        return amounts, units

    def _currency(self, row: Row, units: set[str]) -> tuple[str, tuple[Remark, ...]]:
        """The currency of a row: its own cell, else the symbols, else what the owner said."""
        named = self._named(row)
        usual = named or self._mapping.currency
        if not units:
            return usual, ()
        (code, guessed), *others = {currency_of(unit, usual) for unit in units}
        if others or (named and code != named):
            raise Fault(RowCode.BAD_CURRENCY, Field.CURRENCY, " ".join(sorted(units)))
        if guessed and not named:
            return code, (Remark(RowCode.CURRENCY_GUESSED, Field.CURRENCY, min(units)),)
        return code, ()

    def _read_kind(self, cell: Cell) -> Kind:
        """The type of a document that may be chased. Raises ``Fault`` for the others."""
        text = clean_cell(cell)
        kind = KINDS.get(key(text), Kind.OTHER if self._strict else Kind.INVOICE)
        if kind is Kind.PAYABLE:
            raise Fault(RowCode.PAYABLE, Field.KIND, text, skip=True)
        if kind is Kind.OTHER:
            raise Fault(RowCode.NOT_INVOICE, Field.KIND, text, skip=True)
        return kind

    def _read_currency(self, cell: Cell) -> str:
        text = clean_cell(cell).upper()
        code = text if text in CODES else currency_of(text, self._mapping.currency)[0]
        if not code:
            raise Fault(RowCode.BAD_CURRENCY, Field.CURRENCY, text)
        return code

    def _day_reader(self, field: Field) -> Reader[date | None]:
        order = self._mapping.date_orders.get(field, DateOrder.DAY_FIRST)
        read = partial(read_day, order=order, field=field)
        return Reader(self._mapping.columns.get(field), read, empty=None)

    def _sum_reader(self, field: Field) -> Reader[Amount | None]:
        mark = self._mapping.decimal_marks.get(field, DecimalMark.POINT)
        read = partial(read_sum, mark=mark, field=field)
        return Reader(self._mapping.columns[field], read, empty=None)


def _read_state(cell: Cell) -> RowCode | None:
    text = clean_cell(cell)
    state = STATUSES.get(key(text), RowCode.OK)
    if state is RowCode.DRAFT:
        raise Fault(state, Field.STATUS, text, skip=True)
    return state


def _read_number(cell: Cell) -> str:
    return read_text(cell, Field.NUMBER, LONGEST_NUMBER)
