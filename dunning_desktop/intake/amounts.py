"""Amounts as people and programs write them: a strict grammar, exact decimals, never a float."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from dunning_desktop.intake.currencies import CODES, SYMBOLS
from dunning_desktop.usecases.drafts import DecimalMark

_SAME = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u202f\u2009\u2007\u2008\u205f\t\r\n", " "),
        **dict.fromkeys("\u2212\u2012\u2013\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2019\u2018\u00b4\u0060\u02bc", "'"),
    }
)
_SYMBOL = "|".join(re.escape(text) for text in sorted(SYMBOLS, key=len, reverse=True))
_UNIT = rf"{_SYMBOL}|[a-z]{{3}}"
_AMOUNT = re.compile(
    rf"""(?P<open>\()?\s*
    (?P<sign1>[-+])?\s* (?P<unit1>{_UNIT})?\s* (?P<sign2>[-+])?\s*
    (?P<number>[.,]?[0-9](?:[0-9.,' ]*[0-9])?)(?P<bare>[.,]-{{0,2}})?\s*
    (?P<sign3>-)?\s* (?P<unit2>{_UNIT})?\s* (?P<sign4>-)?\s*
    (?P<side>cr|dr)?\s* (?P<close>\))?""",
    re.IGNORECASE | re.VERBOSE,
)
# The plain forms nearly every program writes, before the grammar is asked.
_PLAIN = re.compile(r"-?[0-9]{1,13}(?:\.[0-9]{1,2})?")
_LONGEST = 60
_MOST_FIGURES = 24


def _grammar(decimal: str, thousands: str) -> re.Pattern[str]:
    """Plain digits; groups of three by one kind of mark; Indian lakh and crore groups."""
    return re.compile(
        rf"(?:\d+|[1-9]\d{{0,2}}(?:(?:{thousands}\d{{3}})+|(?: \d{{3}})+|(?:'\d{{3}})+)"
        rf"|[1-9]\d?(?:{thousands}\d{{2}})+{thousands}\d{{3}})?(?:{decimal}\d+)?"
    )


_GRAMMARS = {
    DecimalMark.POINT: _grammar(r"\.", ","),
    DecimalMark.COMMA: _grammar(",", r"\."),
}
_DROP = {
    DecimalMark.POINT: str.maketrans("", "", ",' "),
    DecimalMark.COMMA: str.maketrans(",", ".", ".' "),
}


class Written(NamedTuple):
    """An amount taken apart: is it negative, its digits with their marks, its symbol or code."""

    negative: bool
    number: str
    unit: str


class Evidence(NamedTuple):
    """Which decimal marks the text can be read with, and whether they give different amounts."""

    marks: tuple[DecimalMark, ...]
    ambiguous: bool


_PLAIN_POINT = Evidence((DecimalMark.POINT,), ambiguous=False)
_PLAIN_WHOLE = Evidence(tuple(DecimalMark), ambiguous=False)


def take_apart(text: str) -> Written | None:
    """The parts of a written amount, None where it is none: ``(£1,234.50)``, ``45.00 CR``."""
    text = text.translate(_SAME).strip().removeprefix("'")
    found = _AMOUNT.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None or bool(found["open"]) != bool(found["close"]):
        return None
    units = [found[name].upper() for name in ("unit1", "unit2") if found[name]]
    signs = [found[name] for name in ("sign1", "sign2", "sign3", "sign4") if found[name]]
    side = (found["side"] or "").upper()
    if len(units) > 1 or len(signs) + bool(found["open"]) + bool(side) > 1:
        return None
    if units and units[0] not in SYMBOLS and units[0] not in CODES:
        return None
    negative = bool(found["open"]) or "-" in signs or side == "CR"
    return Written(negative, found["number"], units[0] if units else "")


def read_number(number: str, mark: DecimalMark) -> Decimal | None:
    """The digits read with that decimal mark, None where its grammar forbids them."""
    if len(number) > _MOST_FIGURES or not _GRAMMARS[mark].fullmatch(number):
        return None
    return Decimal(number.translate(_DROP[mark]))


def read_amount(text: str, mark: DecimalMark) -> tuple[Decimal, str] | None:
    """The amount and its symbol or code (empty for none); None where it is no amount."""
    if mark is DecimalMark.POINT and _PLAIN.fullmatch(text):
        return Decimal(text), ""
    parts = take_apart(text)
    if parts is None:
        return None
    value = read_number(parts.number, mark)
    if value is None:
        return None
    return (-value if parts.negative else value), parts.unit


def evidence(text: str) -> Evidence:
    """What one text says about the decimal mark of its column; no marks for what is no amount."""
    if _PLAIN.fullmatch(text):
        return _PLAIN_POINT if "." in text else _PLAIN_WHOLE
    parts = take_apart(text)
    if parts is None:
        return Evidence((), ambiguous=False)
    readings = {mark: read_number(parts.number, mark) for mark in DecimalMark}
    marks = tuple(mark for mark, value in readings.items() if value is not None)
    return Evidence(marks, ambiguous=len(set(readings.values()) - {None}) > 1)
