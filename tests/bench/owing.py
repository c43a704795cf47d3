"""Interest on many debts, as the command works them out, against reading them alone."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from dunning_desktop.bootstrap import dunning
from tests.bench.figures import Figure, compare

_COUNTRIES = ("GB", "DE", "NL", "FR", "IE", "BE", "AT", "IT")


def _case(number: int) -> dict[str, Any]:
    """A debt of two years with a part payment; every country in turn."""
    country = _COUNTRIES[number % len(_COUNTRIES)]
    return {
        "id": f"case-{number}",
        "jurisdiction": country,
        "principal": f"{500 + number % 9000}.{number % 100:02}",
        "currency": "GBP" if country == "GB" else "EUR",
        "relevant_day": f"2024-{1 + number % 12:02}-{1 + number % 28:02}",
        "as_of": "2026-11-20",
        "payments": [{"date": "2025-03-10", "amount": "120.00", "allocation": "interest_first"}],
    }


def run(folder: Path, scale: float) -> Iterator[Figure]:
    count = int(10_000 * scale)
    path = folder / "cases.json"
    path.write_text(json.dumps([_case(number) for number in range(count)]), "utf-8")

    def ours() -> None:
        with contextlib.redirect_stdout(io.StringIO()):
            assert dunning(["interest", "--cases", str(path), "--json"]) == 0

    def floor() -> None:
        """Read the file and multiply once for each debt."""
        cases = json.loads(path.read_text("utf-8"))
        sums = [Decimal(one["principal"]) * Decimal("11.75") * 500 / 36500 for one in cases]
        json.dumps([str(one) for one in sums])

    yield compare(f"interest on {count:,} debts, as JSON", ours, floor, "reading, one product each")
