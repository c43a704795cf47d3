"""The sums a file states about itself, beside the sums of what was read from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dunning_desktop.domain.errors import InvalidAmount
from dunning_desktop.domain.money import Money
from dunning_desktop.intake.synonyms import TOTAL_LABEL
from dunning_desktop.usecases.drafts import Field


@dataclass(frozen=True, slots=True)
class Sum:
    """Amounts of one row, with the file's own signs, and where it stands."""

    row: int
    amounts: dict[Field, Decimal]
    currency: str = ""


def is_grand_total(label: str) -> bool:
    """Whether the label sums up everything: ``TOTAL``, not ``Total for Acme``."""
    found = TOTAL_LABEL.fullmatch(label.rstrip(": "))
    return bool(found) and not label.casefold().startswith(("percentage", "sub", "zwischen"))


def compare(
    stated: Sequence[Sum], read: Iterable[Sum], *, mapped: Collection[Field]
) -> tuple[tuple[Money, Money], ...]:
    """The last stated sum and ours, of the open amounts where there are any.

    Nothing where currencies are mixed: a report adds up its home currency only.
    """
    rows = list(read)
    currencies = {row.currency for row in rows if row.currency}
    field = next((f for f in (Field.OPEN, Field.TOTAL, Field.LINE_TOTAL) if f in mapped), None)
    said = [one for one in stated if field in one.amounts]
    if field is None or not said or len(currencies) != 1:
        return ()
    last = said[-1]
    ours = sum((r.amounts.get(field, Decimal(0)) for r in rows if r.row < last.row), Decimal(0))
    return _pair(last.amounts[field], ours, currencies.pop())


def _pair(stated: Decimal, ours: Decimal, currency: str) -> tuple[tuple[Money, Money], ...]:
    try:
        return ((Money.rounded(stated, currency), Money.rounded(ours, currency)),)
    except InvalidAmount:
        return ()
