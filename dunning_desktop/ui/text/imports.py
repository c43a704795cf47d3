"""What an import says of a row: its verdict and the reason."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.usecases.drafts import DateOrder, DecimalMark, Field, RowCode, Verdict

translate = QCoreApplication.translate

_VERDICTS = {
    Verdict.TAKE: QT_TRANSLATE_NOOP("Imports", "Comes in"),
    Verdict.MERGED: QT_TRANSLATE_NOOP("Imports", "Part of the same invoice"),
    Verdict.SKIP: QT_TRANSLATE_NOOP("Imports", "Left out"),
    Verdict.BAD: QT_TRANSLATE_NOOP("Imports", "Cannot be read"),
}
_CODES = {
    RowCode.OK: QT_TRANSLATE_NOOP("Imports", ""),
    RowCode.SAME_INVOICE: QT_TRANSLATE_NOOP("Imports", "another line of the same invoice"),
    RowCode.BLANK: QT_TRANSLATE_NOOP("Imports", "the row is empty"),
    RowCode.HEADING: QT_TRANSLATE_NOOP("Imports", "a heading"),
    RowCode.TOTAL_ROW: QT_TRANSLATE_NOOP("Imports", "a row of totals"),
    RowCode.DRAFT: QT_TRANSLATE_NOOP("Imports", "only a draft, never issued"),
    RowCode.PAID: QT_TRANSLATE_NOOP("Imports", "already paid"),
    RowCode.VOID: QT_TRANSLATE_NOOP("Imports", "voided"),
    RowCode.PAYABLE: QT_TRANSLATE_NOOP("Imports", "a bill that you owe"),
    RowCode.NOTHING_DUE: QT_TRANSLATE_NOOP("Imports", "nothing is due"),
    RowCode.NO_CLIENT: QT_TRANSLATE_NOOP("Imports", "no client is named"),
    RowCode.NO_NUMBER: QT_TRANSLATE_NOOP("Imports", "no invoice number"),
    RowCode.NO_TOTAL: QT_TRANSLATE_NOOP("Imports", "no amount"),
    RowCode.BAD_AMOUNT: QT_TRANSLATE_NOOP("Imports", "“{text}” is not an amount"),
    RowCode.BAD_DATE: QT_TRANSLATE_NOOP("Imports", "“{text}” is not a date"),
    RowCode.BAD_CURRENCY: QT_TRANSLATE_NOOP("Imports", "“{text}” is not a currency"),
    RowCode.NO_DATE: QT_TRANSLATE_NOOP("Imports", "no date"),
    RowCode.NEGATIVE: QT_TRANSLATE_NOOP("Imports", "the amount is negative"),
    RowCode.OPEN_OVER_TOTAL: QT_TRANSLATE_NOOP("Imports", "more is open than was invoiced"),
    RowCode.CONFLICT: QT_TRANSLATE_NOOP("Imports", "says something else than another of its rows"),
    RowCode.TOO_LONG: QT_TRANSLATE_NOOP("Imports", "a text is too long"),
    RowCode.DUE_BEFORE_ISSUE: QT_TRANSLATE_NOOP("Imports", "due before it was issued"),
    RowCode.DUE_DERIVED: QT_TRANSLATE_NOOP("Imports", "due day worked out from your terms"),
    RowCode.ISSUE_DERIVED: QT_TRANSLATE_NOOP("Imports", "invoice day worked out from the due day"),
    RowCode.BAD_EMAIL: QT_TRANSLATE_NOOP("Imports", "“{text}” is not an e-mail address"),
    RowCode.BAD_COUNTRY: QT_TRANSLATE_NOOP("Imports", "“{text}” is not a country"),
    RowCode.OPEN_DERIVED: QT_TRANSLATE_NOOP("Imports", "open amount worked out from what was paid"),
    RowCode.CURRENCY_GUESSED: QT_TRANSLATE_NOOP("Imports", "the row names no currency of its own"),
    RowCode.NOT_INVOICE: QT_TRANSLATE_NOOP("Imports", "not an invoice: “{text}”"),
    RowCode.TOO_WIDE: QT_TRANSLATE_NOOP("Imports", "the row has more cells than the heading"),
}
_FIELDS = {
    Field.CLIENT: QT_TRANSLATE_NOOP("Imports", "Client"),
    Field.EMAIL: QT_TRANSLATE_NOOP("Imports", "E-mail"),
    Field.PHONE: QT_TRANSLATE_NOOP("Imports", "Phone"),
    Field.ADDRESS_1: QT_TRANSLATE_NOOP("Imports", "Address, line 1"),
    Field.ADDRESS_2: QT_TRANSLATE_NOOP("Imports", "Address, line 2"),
    Field.ADDRESS_3: QT_TRANSLATE_NOOP("Imports", "Address, line 3"),
    Field.ADDRESS_4: QT_TRANSLATE_NOOP("Imports", "Address, line 4"),
    Field.CITY: QT_TRANSLATE_NOOP("Imports", "Town"),
    Field.REGION: QT_TRANSLATE_NOOP("Imports", "County"),
    Field.POSTCODE: QT_TRANSLATE_NOOP("Imports", "Postcode"),
    Field.COUNTRY: QT_TRANSLATE_NOOP("Imports", "Country"),
    Field.NUMBER: QT_TRANSLATE_NOOP("Imports", "Invoice number"),
    Field.REFERENCE: QT_TRANSLATE_NOOP("Imports", "Reference"),
    Field.ISSUED: QT_TRANSLATE_NOOP("Imports", "Invoice date"),
    Field.DUE: QT_TRANSLATE_NOOP("Imports", "Due date"),
    Field.TOTAL: QT_TRANSLATE_NOOP("Imports", "Total"),
    Field.PAID: QT_TRANSLATE_NOOP("Imports", "Paid"),
    Field.OPEN: QT_TRANSLATE_NOOP("Imports", "Still open"),
    Field.LINE_TOTAL: QT_TRANSLATE_NOOP("Imports", "Line amount"),
    Field.CURRENCY: QT_TRANSLATE_NOOP("Imports", "Currency"),
    Field.KIND: QT_TRANSLATE_NOOP("Imports", "Kind of document"),
    Field.STATUS: QT_TRANSLATE_NOOP("Imports", "Status"),
}
_ORDERS = {
    DateOrder.DAY_FIRST: QT_TRANSLATE_NOOP("Imports", "day first (31/12/2026)"),
    DateOrder.MONTH_FIRST: QT_TRANSLATE_NOOP("Imports", "month first (12/31/2026)"),
    DateOrder.YEAR_FIRST: QT_TRANSLATE_NOOP("Imports", "year first (2026-12-31)"),
}
_MARKS = {
    DecimalMark.POINT: QT_TRANSLATE_NOOP("Imports", "a point (1,234.50)"),
    DecimalMark.COMMA: QT_TRANSLATE_NOOP("Imports", "a comma (1.234,50)"),
}


def verdict(kind: Verdict) -> str:
    """What becomes of a row."""
    return translate("Imports", _VERDICTS[kind])


def row_reason(code: RowCode, text: str = "") -> str:
    """Why; empty where there is nothing to say."""
    words = _CODES[code]
    said = translate("Imports", words).format(text=text) if words else ""
    # Not every verdict has a cell to quote.
    return said.replace(": “”", "")


def field_name(field: Field) -> str:
    """What a column holds."""
    return translate("Imports", _FIELDS[field])


def date_order(order: DateOrder) -> str:
    """How the numbers of a date stand."""
    return translate("Imports", _ORDERS[order])


def decimal_mark(mark: DecimalMark) -> str:
    """What separates the pence."""
    return translate("Imports", _MARKS[mark])
