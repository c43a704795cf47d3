"""Statutory late-payment law as dated data: from the resource file to values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.interest import CompensationBand, ReferenceRate, Regime
from dunning_desktop.domain.money import Money


def read_regimes(text: str) -> Mapping[str, Regime]:
    """The regimes of a JSON text, by jurisdiction."""
    return {code: _regime(code, data) for code, data in json.loads(text).items()}


def _regime(code: str, data: Mapping[str, Any]) -> Regime:
    currency = data["currency"]
    references = [
        ReferenceRate(date.fromisoformat(day), Decimal(rate)) for day, rate in data["references"]
    ]
    return Regime(
        jurisdiction=code,
        margin=Decimal(data["margin"]),
        references=tuple(sorted(references, key=lambda one: one.fixed_on)),
        bands=tuple(
            CompensationBand(Money.of(start, currency), Money.of(fixed, currency))
            for start, fixed in data["bands"]
        ),
        debtor_types=frozenset(DebtorType(one) for one in data["debtor_types"]),
    )
