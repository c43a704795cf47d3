"""A small ledger of promises, written in a test's docstring.

    today 2026-04-10
    promise Friday 2026-03-20 by 2026-03-27 GBP 100.00     (a name, the day it was made)
    came 2026-03-25 GBP 60.00

Lines that begin with another word are prose.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from dunning_desktop.domain.money import Money
from dunning_desktop.domain.promises import Promise, PromiseStanding, Received, standings


@dataclass
class PromiseLedger:
    """What was promised on one thing, and what came."""

    today: date = date.max
    promises: dict[str, Promise] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)

    def stands(self, today: date | None = None) -> Mapping[str, PromiseStanding]:
        """What became of each, by its name."""
        found = standings(list(self.promises.values()), self.received, today or self.today)
        return dict(zip(self.promises, found, strict=True))


def read_promises(doc: Callable[..., object] | str | None) -> PromiseLedger:
    """The ledger of a docstring."""
    text = doc if isinstance(doc, str) else (doc.__doc__ or "") if doc else ""
    ledger = PromiseLedger()
    for line in text.splitlines():
        words = line.split("(")[0].split()
        if not words:
            continue
        if words[0] == "today":
            ledger.today = date.fromisoformat(words[1])
        elif words[0] == "came":
            money = Money.of(words[3], words[2])
            ledger.received.append(Received(date.fromisoformat(words[1]), money))
        elif words[0] == "promise":
            _, name, made, _by, day, currency, amount = words
            ledger.promises[name] = Promise(
                client_id=1,
                made_on=date.fromisoformat(made),
                day=date.fromisoformat(day),
                amount=Money.of(amount, currency),
                id=len(ledger.promises) + 1,
            )
    return ledger
