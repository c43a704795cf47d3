"""What a reader makes of a file: drafts and verdicts as values, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dunning_desktop.domain.client import Address
from dunning_desktop.domain.money import Money


class Field(StrEnum):
    """What a column of an invoice file can mean."""

    CLIENT = "client"
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS_1 = "address-1"
    ADDRESS_2 = "address-2"
    ADDRESS_3 = "address-3"
    ADDRESS_4 = "address-4"
    CITY = "city"
    REGION = "region"
    POSTCODE = "postcode"
    COUNTRY = "country"
    NUMBER = "number"
    REFERENCE = "reference"
    ISSUED = "issued"
    DUE = "due"
    TOTAL = "total"
    PAID = "paid"
    OPEN = "open"
    LINE_TOTAL = "line-total"
    CURRENCY = "currency"
    KIND = "kind"
    STATUS = "status"


class DateOrder(StrEnum):
    """How the numbers of a date stand in a column."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    YEAR_FIRST = "year-first"


class DecimalMark(StrEnum):
    """Which mark separates the decimals in a column."""

    POINT = "point"
    COMMA = "comma"


class DraftKind(StrEnum):
    """What a draft will become in the book."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit-note"


class Verdict(StrEnum):
    """What will happen with a row of the file."""

    TAKE = "take"
    MERGED = "merged"
    SKIP = "skip"
    BAD = "bad"


class RowCode(StrEnum):
    """Why a row is not taken, or what was noticed about it."""

    OK = "ok"
    SAME_INVOICE = "same-invoice"
    BLANK = "blank"
    HEADING = "heading"
    TOTAL_ROW = "total-row"
    DRAFT = "draft"
    PAID = "paid"
    VOID = "void"
    PAYABLE = "payable"
    NOTHING_DUE = "nothing-due"
    NO_CLIENT = "no-client"
    NO_NUMBER = "no-number"
    NO_TOTAL = "no-total"
    BAD_AMOUNT = "bad-amount"
    BAD_DATE = "bad-date"
    BAD_CURRENCY = "bad-currency"
    NO_DATE = "no-date"
    NEGATIVE = "negative"
    OPEN_OVER_TOTAL = "open-over-total"
    CONFLICT = "conflict"
    TOO_LONG = "too-long"
    DUE_BEFORE_ISSUE = "due-before-issue"
    DUE_DERIVED = "due-derived"
    ISSUE_DERIVED = "issue-derived"
    BAD_EMAIL = "bad-email"
    BAD_COUNTRY = "bad-country"
    OPEN_DERIVED = "open-derived"
    CURRENCY_GUESSED = "currency-guessed"
    NOT_INVOICE = "not-invoice"
    TOO_WIDE = "too-wide"


@dataclass(frozen=True, slots=True)
class ClientDraft:
    """A client as the file names it."""

    name: str
    email: str = ""
    phone: str = ""
    address: Address = field(default_factory=Address)


@dataclass(frozen=True, slots=True)
class InvoiceDraft:
    """An invoice or credit note as the file has it; ``open`` is what the file says is still due.

    ``due`` is None where the file names no due day: the terms decide when it is committed.
    ``rows`` are the 1-based lines of the file it was made from. ``total`` is positive; where the
    file names only what is open it is that, and ``total_stated`` is False.
    """

    kind: DraftKind
    client: ClientDraft
    number: str
    issued: date
    due: date | None
    total: Money
    open: Money
    reference: str = ""
    void: bool = False
    rows: tuple[int, ...] = ()
    total_stated: bool = True


@dataclass(frozen=True, slots=True)
class RowVerdict:
    """What becomes of one row: its 1-based line, the verdict, why, and the cell at fault."""

    row: int
    verdict: Verdict
    code: RowCode = RowCode.OK
    field: Field | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Something the file does not say: ``subject`` is ``date-order`` or ``decimal-mark``.

    ``field`` is the column's meaning, ``preselected`` what secondary evidence suggests, and
    ``examples`` are cells of the column.
    """

    subject: str
    field: Field
    options: tuple[str, ...]
    preselected: str = ""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How the file is read: which column (0-based) has which meaning, and the answers given.

    ``grouped``: the client's name stands on a row of its own above its invoices.
    ``currency`` and ``country`` hold where a row names none. ``header_row`` is 1-based, 0 for none.
    """

    columns: Mapping[Field, int]
    header_row: int
    profile: str = "generic"
    currency: str = "GBP"
    country: str = "GB"
    grouped: bool = False
    date_orders: Mapping[Field, DateOrder] = field(default_factory=dict)
    decimal_marks: Mapping[Field, DecimalMark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FilePreview:
    """A file as it was found: enough to show it and to let the owner correct the mapping.

    ``headings`` are the cells of the header row, ``sample`` the first data rows as text, each
    padded to the width of the headings.
    """

    name: str
    digest: str
    encoding: str
    delimiter: str
    sheet: str
    sheets: tuple[str, ...]
    headings: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    row_count: int
    mapping: ColumnMapping


@dataclass(frozen=True, slots=True)
class ImportDraft:
    """What would be imported. Nothing may be committed while ``questions`` is not empty.

    Every row of the file after the header has exactly one verdict. ``notes`` are remarks on rows
    that are taken all the same. ``control`` compares a total row of the file with the sum of rows.
    """

    preview: FilePreview
    drafts: tuple[InvoiceDraft, ...]
    verdicts: tuple[RowVerdict, ...]
    questions: tuple[Question, ...] = ()
    notes: tuple[RowVerdict, ...] = ()
    control: tuple[tuple[Money, Money], ...] = ()
    open_items_only: bool = False
