"""The owner's corrections to how a file is read: another column, an answered question."""

from __future__ import annotations

from dataclasses import replace

from dunning_desktop.usecases.drafts import (
    ColumnMapping,
    DateOrder,
    DecimalMark,
    Field,
    FilePreview,
    Question,
)

DATE_ORDER = "date-order"
DECIMAL_MARK = "decimal-mark"


def missing_fields(mapping: ColumnMapping) -> tuple[Field, ...]:
    """What must still be mapped before anything can be drafted.

    ``TOTAL`` stands for any of total, open and line total; ``DUE`` for either date.
    """
    columns = mapping.columns
    needed = (Field.NUMBER,) if mapping.grouped else (Field.CLIENT, Field.NUMBER)
    missing = [field for field in needed if field not in columns]
    if not {Field.TOTAL, Field.OPEN, Field.LINE_TOTAL} & columns.keys():
        missing.append(Field.TOTAL)
    if not {Field.ISSUED, Field.DUE} & columns.keys():
        missing.append(Field.DUE)
    return tuple(missing)


def remap(preview: FilePreview, field: Field, column: int | None) -> FilePreview:
    """The preview with another column for the field, or none; the column loses its old meaning.

    Answers about columns that changed their meaning are forgotten.
    """
    if column is not None and not 0 <= column < len(preview.headings):
        raise ValueError(column)
    before = preview.mapping.columns
    columns = {f: c for f, c in before.items() if f is not field and c != column}
    if column is not None:
        columns[field] = column
    kept = {f for f, c in columns.items() if before.get(f) == c}
    mapping = replace(
        preview.mapping,
        columns=columns,
        date_orders={f: order for f, order in preview.mapping.date_orders.items() if f in kept},
        decimal_marks={f: mark for f, mark in preview.mapping.decimal_marks.items() if f in kept},
    )
    return replace(preview, mapping=mapping)


def answer(preview: FilePreview, question: Question, option: str) -> FilePreview:
    """The preview with the owner's answer: one of the question's options."""
    if option not in question.options:
        raise ValueError(option)
    mapping = preview.mapping
    if question.subject == DATE_ORDER:
        orders = {**mapping.date_orders, question.field: DateOrder(option)}
        return replace(preview, mapping=replace(mapping, date_orders=orders))
    marks = {**mapping.decimal_marks, question.field: DecimalMark(option)}
    return replace(preview, mapping=replace(mapping, decimal_marks=marks))
