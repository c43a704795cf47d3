"""An instalment plan as a small text, in a test's docstring, and how it stands as lines.

    plan 300.00 in 3 month from 2026-01-31 grace 5   (week, fortnight or month)
    each 100.00                      (payments of so much, in the place of ``in 3``)
    deposit 50.00 2026-01-05
    before A 20.00                   (settled of item A before the plan was made)
    interest                         (it goes on counting)
    offered 2026-01-02 until 2026-01-16
    accepted 2026-01-03
    cancelled 2026-02-10
    came A 2026-01-31 100.00         (what settled item A on a day)

All of it is about item A, unless ``items A 200.00 B 100.00`` says otherwise. Lines that begin with
another word are prose.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from dunning_desktop.domain.blocks import Block
from dunning_desktop.domain.instalments import (
    Deposit,
    Every,
    Instalment,
    Plan,
    PlanItem,
    by_amount,
    by_number,
)
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.plans import (
    PlanStanding,
    blocks_of,
    instalment_state,
    standing,
)
from dunning_desktop.domain.promises import Received


def gbp(text: str) -> Money:
    return Money.of(text, "GBP")


@dataclass
class PlanLedger:
    """A plan in the making, and what came on it."""

    total: Money = field(default_factory=lambda: gbp("100.00"))
    number: int = 1
    each: Money | None = None
    first: date = date(2026, 1, 31)
    every: Every = Every.MONTH
    grace: int = 5
    deposit: Deposit | None = None
    interest: bool = False
    offered: date = date(2026, 1, 2)
    answer_by: date | None = None
    accepted: date | None = None
    cancelled: date | None = None
    items: dict[str, Money] = field(default_factory=dict)
    before: dict[str, Money] = field(default_factory=dict)
    came: dict[str, list[Received]] = field(default_factory=lambda: defaultdict(list))

    @property
    def schedule(self) -> tuple[Instalment, ...]:
        if self.each is not None:
            return by_amount(
                self.total, self.each, first=self.first, every=self.every, deposit=self.deposit
            )
        return by_number(
            self.total, self.number, first=self.first, every=self.every, deposit=self.deposit
        )

    @property
    def plan(self) -> Plan:
        owed = self.items or {"A": self.total}
        items = tuple(
            PlanItem(ord(name), money, before=self.before.get(name, gbp("0")).minor)
            for name, money in owed.items()
        )
        return Plan(
            client_id=1,
            items=items,
            instalments=self.schedule,
            offered_on=self.offered,
            every=self.every,
            interest=self.interest,
            grace_days=self.grace,
            answer_by=self.answer_by,
            accepted_on=self.accepted,
            cancelled_on=self.cancelled,
        )

    def stands(self, day: str) -> PlanStanding:
        settled = {ord(name): money for name, money in self.came.items()}
        return standing(self.plan, settled, date.fromisoformat(day))

    def told(self, day: str) -> str:
        """The plan in one line, then each payment that is not simply to come."""
        stands, today = self.stands(day), date.fromisoformat(day)
        parts = [str(stands.state), f"paid {stands.paid.amount}"]
        if stands.arrears.minor:
            parts.append(f"late {stands.arrears.amount}")
        if stands.next is not None:
            parts.append(f"next {stands.next.position} until {stands.until}")
        if stands.defaulted_on is not None:
            parts.append(f"default {stands.defaulted_on}")
        states = [str(instalment_state(self.plan, row, today)) for row in stands.rows]
        return f"{', '.join(parts)}: {' '.join(states)}"

    def blocks(self, day: str) -> tuple[Block, ...]:
        return blocks_of(self.plan, self.stands(day))


def read_plan(text: str) -> PlanLedger:
    """The plan of a docstring."""
    made = PlanLedger()
    for line in text.splitlines():
        words = line.split("(")[0].split()
        if words:
            made = _read(made, words[0], words[1:])
    return made


def _read(made: PlanLedger, what: str, words: list[str]) -> PlanLedger:
    return _LINES[what](made, words) if what in _LINES else made


def _each(made: PlanLedger, words: list[str]) -> PlanLedger:
    return replace(made, each=gbp(words[0]))


def _deposit(made: PlanLedger, words: list[str]) -> PlanLedger:
    return replace(made, deposit=Deposit(gbp(words[0]), date.fromisoformat(words[1])))


def _before(made: PlanLedger, words: list[str]) -> PlanLedger:
    return replace(made, before={**made.before, words[0]: gbp(words[1])})


def _interest(made: PlanLedger, _words: list[str]) -> PlanLedger:
    return replace(made, interest=True)


def _items(made: PlanLedger, words: list[str]) -> PlanLedger:
    return replace(made, items=dict(zip(words[::2], map(gbp, words[1::2]), strict=True)))


def _came(made: PlanLedger, words: list[str]) -> PlanLedger:
    made.came[words[0]].append(Received(date.fromisoformat(words[1]), gbp(words[2])))
    return made


def _plan(made: PlanLedger, words: list[str]) -> PlanLedger:
    number, every = words[2], words[3]
    said = dict(zip(words[4::2], words[5::2], strict=True))
    return replace(
        made,
        total=gbp(words[0]),
        number=int(number),
        every=Every(every),
        first=date.fromisoformat(said["from"]),
        grace=int(said.get("grace", made.grace)),
    )


def _offered(made: PlanLedger, words: list[str]) -> PlanLedger:
    answer = date.fromisoformat(words[2]) if "until" in words else None
    return replace(made, offered=date.fromisoformat(words[0]), answer_by=answer)


def _accepted(made: PlanLedger, words: list[str]) -> PlanLedger:
    return replace(made, accepted=date.fromisoformat(words[0]))


def _cancelled(made: PlanLedger, words: list[str]) -> PlanLedger:
    return replace(made, cancelled=date.fromisoformat(words[0]))


_LINES: Mapping[str, Callable[[PlanLedger, list[str]], PlanLedger]] = {
    "plan": _plan,
    "each": _each,
    "deposit": _deposit,
    "before": _before,
    "interest": _interest,
    "items": _items,
    "came": _came,
    "offered": _offered,
    "accepted": _accepted,
    "cancelled": _cancelled,
}
