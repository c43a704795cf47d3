"""Which column means what: the first guess; the owner's corrections are ``usecases.mapping``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dunning_desktop.intake.cells import Row, clean_cell, filled
from dunning_desktop.intake.headings import Header, columns_by_name
from dunning_desktop.intake.profiles import (
    GENERIC,
    detect,
    profile_columns,
)
from dunning_desktop.intake.synonyms import AGE_BUCKETS, TOTAL_LABEL, key, unit
from dunning_desktop.usecases.drafts import ColumnMapping, Field

DATES = (Field.ISSUED, Field.DUE)
AMOUNTS = (Field.TOTAL, Field.PAID, Field.OPEN, Field.LINE_TOTAL)
_FEWEST_BUCKETS = 2


def guess(header: Header, below: Iterable[Row]) -> ColumnMapping:
    """The mapping the headings suggest; ``below`` are the first rows under them."""
    profile = detect(header.headings)
    generic = profile is GENERIC
    columns = _generic(header) if generic else profile_columns(profile, header.headings)
    mapping = ColumnMapping(
        columns,
        header.row,
        profile=profile.name,
        grouped=profile.grouped or _is_grouped(columns, below),
    )
    currency = _currency(header, columns)
    return replace(mapping, currency=currency) if currency else mapping


def _generic(header: Header) -> dict[Field, int]:
    if not header.row:
        return {}
    columns = columns_by_name(header.headings)
    buckets = sum(key(heading) in AGE_BUCKETS for heading in header.headings)
    if buckets >= _FEWEST_BUCKETS and Field.OPEN not in columns and Field.TOTAL in columns:
        # The total of a row of age buckets is what is still open.
        columns[Field.OPEN] = columns.pop(Field.TOTAL)
    return columns


def _is_grouped(columns: Mapping[Field, int], below: Iterable[Row]) -> bool:
    """No column names the client, and the text of some lone cell is totalled later by name."""
    if Field.CLIENT in columns or Field.NUMBER not in columns:
        return False
    alone: set[str] = set()
    for row in below:
        places = filled(row)
        text = clean_cell(row[places[0]]) if places else ""
        label = TOTAL_LABEL.match(text)
        if label and text[label.end() :].strip() in alone:
            return True
        if len(places) == 1:
            alone.add(text)
    return False


def _currency(header: Header, columns: Mapping[Field, int]) -> str:
    units = {unit(header.headings[columns[field]]) for field in AMOUNTS if field in columns}
    units.discard("")
    return units.pop() if len(units) == 1 else ""
