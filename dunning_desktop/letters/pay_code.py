"""What to scan in order to pay: the transfer code of European banks, or a page of the web."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import segno
from segno import helpers
from stdnum import iban as iban_numbers
from stdnum.exceptions import ValidationError

from dunning_desktop.domain.money import Money
from dunning_desktop.letters.creditor_reference import Reference

_LONGEST_NAME = 70
_MOST = 99_999_999_999
"""Cents: what the form of the European Payments Council takes."""

Rows = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class PayCode:
    """A code of dark (1) and light squares. ``transfer``: a banking app fills in a transfer."""

    rows: Rows
    transfer: bool


def transfer_code(name: str, iban: str, amount: Money, reference: Reference) -> PayCode | None:
    """The EPC code (guideline EPC069-12) of a transfer in euro; None where it cannot be one."""
    bare = "".join(iban.split()).upper()
    if amount.currency != "EUR" or not 0 < amount.minor <= _MOST or not name.strip():
        return None
    try:
        iban_numbers.validate(bare, check_country=False)
    except ValidationError:
        return None
    iso = reference.is_iso
    words = {"reference": reference.plain} if iso else {"text": reference.shown or None}
    try:
        code = helpers.make_epc_qr(
            name=name.strip()[:_LONGEST_NAME].strip(), iban=bare, amount=amount.amount, **words
        )
    except ValueError:
        return None
    return PayCode(_rows(code), transfer=True)


@lru_cache(maxsize=16)
def link_code(link: str) -> PayCode:
    """The code that opens a page."""
    return PayCode(_rows(segno.make_qr(link, error="m")), transfer=False)


def _rows(code: segno.QRCode) -> Rows:
    return tuple(tuple(int(one) for one in row) for row in code.matrix)
