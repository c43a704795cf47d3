"""Columns of money, alike on every page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from dunning_desktop.domain.money import Money
from dunning_desktop.ui.tables.columns import Column
from dunning_desktop.ui.text.money import money, sums

Row = TypeVar("Row")


def money_column(
    key: str,
    title: str,
    amount: Callable[[Row], Money],
    *,
    width: int = 108,
    strong: bool = False,
    shy: int = 0,
) -> Column[Row]:
    """One amount, its figures in line."""
    return Column(
        key,
        title,
        lambda row: money(amount(row)),
        amount,
        width=width,
        numeric=True,
        strong=strong,
        shy=shy,
    )


def sums_column(
    key: str,
    title: str,
    amounts: Callable[[Row], tuple[Money, ...]],
    *,
    width: int = 120,
    strong: bool = False,
) -> Column[Row]:
    """One sum a currency; a dash where there is none."""
    return Column(
        key,
        title,
        lambda row: sums(amounts(row)),
        lambda row: " + ".join(str(one) for one in amounts(row) if one.minor),
        width=width,
        numeric=True,
        strong=strong,
    )
