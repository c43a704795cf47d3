"""What an import says on its way: profiles, questions, counts, and what it did."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from dunning_desktop.ui.text.imports import date_order, decimal_mark, field_name
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.usecases.drafts import DateOrder, DecimalMark, Field, FilePreview, Question
from dunning_desktop.usecases.mapping import DATE_ORDER

translate = QCoreApplication.translate

_COUNTS = {
    "clients": (
        QT_TRANSLATE_NOOP("Importing", "1 new client"),
        QT_TRANSLATE_NOOP("Importing", "{n} new clients"),
    ),
    "added": (
        QT_TRANSLATE_NOOP("Importing", "1 new invoice"),
        QT_TRANSLATE_NOOP("Importing", "{n} new invoices"),
    ),
    "updated": (
        QT_TRANSLATE_NOOP("Importing", "1 brought up to date"),
        QT_TRANSLATE_NOOP("Importing", "{n} brought up to date"),
    ),
    "settled": (
        QT_TRANSLATE_NOOP("Importing", "1 paid meanwhile"),
        QT_TRANSLATE_NOOP("Importing", "{n} paid meanwhile"),
    ),
    "unchanged": (
        QT_TRANSLATE_NOOP("Importing", "1 unchanged"),
        QT_TRANSLATE_NOOP("Importing", "{n} unchanged"),
    ),
    "discounts": (
        QT_TRANSLATE_NOOP("Importing", "1 discount for paying early"),
        QT_TRANSLATE_NOOP("Importing", "{n} discounts for paying early"),
    ),
    "credit_notes": (
        QT_TRANSLATE_NOOP("Importing", "1 credit note"),
        QT_TRANSLATE_NOOP("Importing", "{n} credit notes"),
    ),
    "conflicts": (
        QT_TRANSLATE_NOOP("Importing", "1 left as it was"),
        QT_TRANSLATE_NOOP("Importing", "{n} left as they were"),
    ),
}


def counted(name: str, count: int) -> str:
    """``3 new invoices``."""
    one, many = _COUNTS[name]
    return translate("Importing", one if count == 1 else many).format(n=f"{count:,}")


def batch_summary(summary: Mapping[str, int]) -> str:
    """``12 new invoices, 4 new clients``; what there is none of is left out."""
    order = (
        "added",
        "clients",
        "updated",
        "settled",
        "discounts",
        "credit_notes",
        "conflicts",
        "unchanged",
    )
    parts = [counted(name, summary[name]) for name in order if summary.get(name)]
    return ", ".join(parts) or translate("Importing", "nothing new")


_PROFILES = {
    "xero-invoices": QT_TRANSLATE_NOOP("Importing", "Xero, sales invoices"),
    "xero-aged-receivables": QT_TRANSLATE_NOOP("Importing", "Xero, aged receivables"),
    "invoice-ninja": QT_TRANSLATE_NOOP("Importing", "Invoice Ninja"),
    "zoho-books": QT_TRANSLATE_NOOP("Importing", "Zoho Books"),
    "freshbooks": QT_TRANSLATE_NOOP("Importing", "FreshBooks"),
    "quickbooks-report": QT_TRANSLATE_NOOP("Importing", "QuickBooks, a report"),
    "quickbooks-sales": QT_TRANSLATE_NOOP("Importing", "QuickBooks, sales"),
    "stripe": QT_TRANSLATE_NOOP("Importing", "Stripe"),
}
_DELIMITERS = {
    ",": QT_TRANSLATE_NOOP("Importing", "Comma"),
    ";": QT_TRANSLATE_NOOP("Importing", "Semicolon"),
    "\t": QT_TRANSLATE_NOOP("Importing", "Tab"),
    "|": QT_TRANSLATE_NOOP("Importing", "Vertical bar"),
}
_MISSING = {
    Field.CLIENT: QT_TRANSLATE_NOOP("Importing", "the client's name"),
    Field.NUMBER: QT_TRANSLATE_NOOP("Importing", "the invoice number"),
    Field.TOTAL: QT_TRANSLATE_NOOP("Importing", "an amount (total or still open)"),
    Field.DUE: QT_TRANSLATE_NOOP("Importing", "a date (invoice date or due date)"),
}


def profile(preview: FilePreview) -> str:
    """Where the file comes from, as far as it shows."""
    name = _PROFILES.get(preview.mapping.profile)
    if name is None:
        return translate("Importing", "A table of invoices. Check what each column holds.")
    return translate("Importing", "Recognised: {name}").format(name=translate("Importing", name))


def delimiter(mark: str) -> str:
    """What separates the columns."""
    return translate("Importing", _DELIMITERS[mark]) if mark in _DELIMITERS else mark


def missing(fields: tuple[Field, ...]) -> str:
    """What the owner must still point out."""
    named = [translate("Importing", _MISSING[one]) if one in _MISSING else field_name(one)
             for one in fields]
    words = translate("Importing", "Say which column holds: {what}.")
    return words.format(what="; ".join(named))


def question(asked: Question) -> str:
    """What the file does not say."""
    if asked.subject == DATE_ORDER:
        words = translate("Importing", "How are the days in “{column}” written?")
    else:
        words = translate("Importing", "What separates the pence in “{column}”?")
    return words.format(column=field_name(asked.field))


def option(asked: Question, value: str) -> str:
    """One answer."""
    said = date_order(DateOrder(value)) if asked.subject == DATE_ORDER else decimal_mark(
        DecimalMark(value)
    )
    return said[:1].upper() + said[1:]


def examples(asked: Question) -> str:
    """Cells of the column."""
    words = translate("Importing", "The file says: {cells}")
    return words.format(cells=",  ".join(asked.examples))


def rows(count: int) -> str:
    """``1 row``, ``48 rows``."""
    one, many = translate("Importing", "1 row"), translate("Importing", "{n} rows")
    return one if count == 1 else many.format(n=f"{count:,}")


def invoices(count: int) -> str:
    """``1 invoice``, ``48 invoices``."""
    one, many = translate("Importing", "1 invoice"), translate("Importing", "{n} invoices")
    return one if count == 1 else many.format(n=f"{count:,}")
