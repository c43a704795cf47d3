"""A statement of interest: facts for the press, so that a court or an agency can follow a sum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dunning_desktop.domain.client import Business, Client
from dunning_desktop.domain.owed import Owed, OwedItem, owed_in_all


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """Everything a statement of interest is made from. ``client`` is None for a calculation."""

    today: date
    business: Business
    client: Client | None
    items: tuple[OwedItem, ...]
    specimen: bool = False

    @property
    def sums(self) -> tuple[Owed, ...]:
        """What is owed in all, one sum a currency."""
        return owed_in_all(self.items)
