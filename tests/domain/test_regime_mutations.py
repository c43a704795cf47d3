"""Every constant of the law is load-bearing: change any one, and a worked example notices."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from dunning_desktop import resources
from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.rates import next_half_year
from dunning_desktop.domain.regime import LawBook
from dunning_desktop.usecases.regimes import read_law
from tests.domain.examples_of_law import (
    Answer,
    Example,
    answer,
    examples,
    examples_of_rates,
    seen,
)
from tests.domain.pinned_law import PINS, tables

Path = tuple[str | int, ...]
Json = dict[str, Any]
Rows = list[Json]
CODES = (
    ["fixed", "half-yearly"],
    ["exact", "up-to-half"],
    ["beginning-with", "following"],
    ["principal-first", "interest-first", "costs-interest-principal"],
    ["GBP", "EUR", "PLN", "SEK", "DKK", "CZK", "CAD", "USD", "AUD"],
    ["company", "sole-trader", "partnership", "public-authority", "consumer"],
    ["boe", "ecb", "de", "at", "dk", "se", "pl", "cz"],
    ["day-before", "first-day"],
    ["GB", "GB-SCT", "GB-NIR", "IE", "DE", "AT", "FR", "NL"],
)
# What a row may hold though it does not, and what is there in place of nothing.
UNSAID: dict[str, object] = {"rounding": "up-to-half", "compounds": True}
UNSAID_OF_NO_STATUTE: dict[str, object] = {"month_cap": "5"}
IN_PLACE_OF_NOTHING: dict[str, object] = {
    "court": {"percent": "8", "law": "County Courts Act 1984, s.69"},
    "compensation": {"currency": "EUR", "bands": [["0.01", "40.00"]]},
    "limitation_years": 6,
    "authority": 30,
    "longest": 60,
}
# No figure follows from them: names, what nobody may charge unasked; and, of a country without a
# statute or a law without a fixed sum, whose it is and which is its currency.
NAMES_ONLY = {"law", "source", "name", "fee_if_agreed"}
OF_NO_STATUTE = {"jurisdiction", "since", "currency"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed text of the laws or of the rates, and where it was changed."""

    where: str
    key: str
    regimes: str
    rates: str
    place: str = ""
    table: str = ""


@cache
def _texts() -> tuple[str, str]:
    return (
        resources.read_text("law", "regimes.json"),
        resources.read_text("rates", "reference_rates.json"),
    )


def _changes(value: object, key: str | int) -> Iterator[object]:
    """Other values of the same kind."""
    if value is None:
        yield IN_PLACE_OF_NOTHING[str(key)]
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (value + 1, value - 1, None)
    elif isinstance(value, str):
        yield from _other_texts(value)


def _other_texts(text: str) -> Iterator[str]:
    try:
        day = date.fromisoformat(text)
        yield from ((day + timedelta(days=more)).isoformat() for more in (1, -1))
        return
    except ValueError:
        pass
    codes = [one for kind in CODES if text in kind for one in kind if one != text]
    if codes:
        yield from codes
    elif text.lstrip("-").replace(".", "", 1).isdigit():
        # No debt is below a cent: a band from nothing is the same band.
        steps = ("0.01", "1") if text == "0.01" else ("0.01", "1", "-0.01")
        yield from (str(Decimal(text) + Decimal(more)) for more in steps)
    elif text != "unchecked":
        # Any word marks a rate as unchecked.
        yield text + "?"


def _leaves(data: object, path: Path = ()) -> Iterator[Path]:
    """The way to each value that holds no others."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _leaves(value, (*path, place))
    else:
        yield path


def _holders(data: object, path: Path = ()) -> Iterator[Path]:
    """The way to each entry of each object and list."""
    pairs: list[tuple[str | int, object]] = []
    if isinstance(data, dict):
        pairs = list(data.items())
    elif isinstance(data, list):
        pairs = list(enumerate(data))
    for key, value in pairs:
        yield (*path, key)
        yield from _holders(value, (*path, key))


def _mutations(data: Json) -> Iterator[tuple[Path, Json]]:
    """The data with one leaf changed, and with one entry dropped, wherever there is one."""
    for path in _leaves(data):
        value = _holder(data, path)[path[-1]]
        for other in _changes(value, path[-1]):
            copy = deepcopy(data)
            _holder(copy, path)[path[-1]] = other
            yield path, copy
    for path in _holders(data):
        copy = deepcopy(data)
        del _holder(copy, path)[path[-1]]
        yield path, copy


def _holder(data: Json, path: Path) -> Any:  # noqa: ANN401  # A list or an object.
    """What holds the value at the end of the way."""
    holder: Any = data
    for key in path[:-1]:
        holder = holder[key]
    return holder


def _key(path: Path) -> str:
    return next((one for one in reversed(path) if isinstance(one, str)), "")


def _whole(rows: Rows, place: int) -> dict[str, Any]:
    """A row with what it takes over, as it would be written out."""
    row = rows[place]
    if "like" not in row:
        return row
    before = [
        _whole(rows, one) for one in range(place) if rows[one]["jurisdiction"] == row["like"]
    ]
    return {key: one for key, one in {**before[-1], **row}.items() if key != "like"}


def _law_mutants() -> Iterator[Mutant]:
    laws, rates = _texts()
    rows: Rows = json.loads(laws)
    for place, row in enumerate(rows):
        whole = _whole(rows, place)
        where = f"{whole['jurisdiction']} {whole['since']}"
        unsaid = UNSAID if "table" in whole else UNSAID_OF_NO_STATUTE
        changes = [
            *_mutations(row),
            *(_mutations(whole) if "like" in row else ()),
            *(((key,), {**row, key: one}) for key, one in unsaid.items() if key not in whole),
        ]
        for path, changed in changes:
            other = [*rows[:place], changed, *rows[place + 1 :]]
            if _reads_the_same(other, place, whole):
                continue
            yield Mutant(f"{where} {path}: {changed}", _key(path), json.dumps(other), rates, where)


def _reads_the_same(rows: Rows, place: int, whole: Json) -> bool:
    """Whether the row takes over just what was changed or dropped."""
    try:
        return _whole(rows, place) == whole
    except (KeyError, IndexError):
        return False


def _rate_mutants() -> Iterator[Mutant]:
    laws, text = _texts()
    data = json.loads(text)
    for code, table in data.items():
        others = [(path, changed) for path, changed in _mutations(table) if path != ("rates",)]
        for place, (day, percent, *marks) in enumerate(table["rates"]):
            later = next_half_year(date.fromisoformat(day)).isoformat()
            for row in ([later, percent, *marks], [day, percent, *([] if marks else ["un"])]):
                entries = [*table["rates"][:place], row, *table["rates"][place + 1 :]]
                others.append((("rates", place), {**table, "rates": entries}))
        for path, changed in others:
            if not _is_eve(table, changed, path):
                rates = json.dumps({**data, code: changed})
                yield Mutant(f"{code} {path}: {changed}", _key(path), laws, rates, table=code)


def _is_eve(table: Json, changed: Json, path: Path) -> bool:
    """A rate may be written down by the day it was fixed on, the day before its half-year."""
    if changed.get("fixed") != "day-before" or path[-1] != 0 or len(path) != len("abc"):
        return False
    _, place, _ = path
    entries: Any = changed["rates"]
    if len(entries[place]) < len(table["rates"][place]):
        return False
    was, now = (date.fromisoformat(one["rates"][place][0]) for one in (table, changed))
    return now == was - timedelta(days=1)


@cache
def _answers() -> dict[str, list[tuple[Example, Answer]]]:
    """The examples that stand on a row, and under a table's code those that stand on its rates."""
    found: dict[str, list[tuple[Example, Answer]]] = {}
    for pin in PINS:
        told = examples(pin)
        found[f"{pin.place} {pin.since}"] = [(one, answer(one)) for one in told]
        if pin.table:
            asked = examples_of_rates(pin)
            found.setdefault(pin.table, []).extend((one, answer(one)) for one in asked)
    return found


def _survives(mutant: Mutant) -> bool:
    """Whether every example comes out as before."""
    try:
        book = read_law(mutant.regimes, mutant.rates)
    except (KeyError, ValueError, IndexError, TypeError, ArithmeticError, DunningError):
        return False
    asked = _answers()[mutant.table or mutant.place]
    return all(_stands(book, example, wanted) for example, wanted in asked)


def _stands(book: LawBook, example: Example, wanted: Answer) -> bool:
    try:
        return seen(example, book) == wanted
    except (KeyError, TypeError, DunningError):
        # A debtor without points, a period without days.
        return False


def _pinned(mutant: Mutant) -> bool:
    """Whether the laws and rates are, value for value, those written down a second time."""
    book = read_law(mutant.regimes, mutant.rates)
    same = book.regimes == tuple(one.regime() for one in PINS)
    return same and book.tables == tables()


@pytest.mark.parametrize("kind", ["laws", "rates"])
def test_no_change_of_a_constant_goes_unnoticed(kind: str) -> None:
    mutants = list(_law_mutants() if kind == "laws" else _rate_mutants())
    assert len(mutants) > 900, len(mutants)
    survivors = [one for one in mutants if _survives(one)]
    # The rest changes no figure; the second writing notices it.
    assert [one.where for one in survivors if _pinned(one)] == []
    assert [one.where for one in survivors if not _is_name(one)] == []


def _is_name(mutant: Mutant) -> bool:
    bare = mutant.place[:2] in {"CA", "US", "AU"} or mutant.place == "DE 2002-01-01"
    return mutant.key in NAMES_ONLY or (bare and mutant.key in OF_NO_STATUTE)


def test_unchanged_the_law_passes_every_example() -> None:
    laws, rates = _texts()
    assert _pinned(Mutant("", "", laws, rates))
    for key in _answers():
        assert _survives(Mutant("", "", laws, rates, place=key))
