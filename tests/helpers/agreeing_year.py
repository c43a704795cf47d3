"""Months in which an owner agrees all kinds of things with clients, day by day, in a real book.

Whatever can be taken back is sometimes taken back at once: then everything the owner can see must
be as it was before.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from random import Random

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.disputes import Dispute, DisputeOutcome, DisputeReason
from dunning_desktop.domain.errors import CannotUndo, DunningError
from dunning_desktop.domain.extensions import InterestMeanwhile
from dunning_desktop.domain.instalments import Every
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.offers import Offer
from dunning_desktop.domain.promises import How, Promise
from dunning_desktop.domain.proposal import Proposal
from dunning_desktop.usecases.agreement_cards import agreements_of
from dunning_desktop.usecases.blocks import end_block, hold
from dunning_desktop.usecases.delivery import deliver
from dunning_desktop.usecases.disputes import (
    close_dispute,
    open_dispute,
    reopen_dispute,
    take_back_dispute,
)
from dunning_desktop.usecases.extensions import give_time, take_back_time
from dunning_desktop.usecases.offers import (
    accept_offer,
    decline_offer,
    make_offer,
    reopen_offer,
    take_back_settlement,
    withdraw_offer,
)
from dunning_desktop.usecases.outbox import letters_to_post, mark_posted, mark_printed
from dunning_desktop.usecases.owed import client_owed
from dunning_desktop.usecases.payments import remove_payment
from dunning_desktop.usecases.plan_notices import send_due
from dunning_desktop.usecases.plan_views import PlanWish, draft_plan
from dunning_desktop.usecases.planning import propose
from dunning_desktop.usecases.plans import (
    accept_plan,
    cancel_plan,
    offer_plan,
    resume_plan,
    undo_accept,
    undo_offer,
)
from dunning_desktop.usecases.promises import make_promise, promise_again, take_back_promise
from tests.helpers.books import Book

DEBTORS = (
    DebtorType.COMPANY,
    DebtorType.SOLE_TRADER,
    DebtorType.CONSUMER,
    DebtorType.PARTNERSHIP,
    DebtorType.PUBLIC_AUTHORITY,
)
BLOCKS = (
    BlockKind.HOLD,
    BlockKind.BREATHING_SPACE,
    BlockKind.INSOLVENCY,
    BlockKind.VULNERABLE,
    BlockKind.DO_NOT_CHASE,
    BlockKind.REPLIED,
)
Undo = Callable[[], object]


@dataclass
class AgreeingYear:
    """The book, what was done in it, and what the owner saw on each day."""

    book: Book
    random: Random
    clients: dict[int, DebtorType] = field(default_factory=dict)
    did: Counter[str] = field(default_factory=Counter)
    proposals: list[tuple[Proposal, Proposal]] = field(default_factory=list)
    check: Callable[[], object] = lambda: None

    def __post_init__(self) -> None:
        self._file = sqlite3.connect(self.book.path)
        self._file.row_factory = sqlite3.Row
        for number, debtor in enumerate((*DEBTORS, DebtorType.COMPANY)):
            key = self.book.client(f"Client {number}", debtor_type=debtor)
            self.clients[key] = debtor
            for part in range(3):
                late = self.random.randint(-20, 60)
                amount = f"{self.random.randint(50, 4000)}.{self.random.randint(0, 99):02}"
                self.book.invoice(key, f"I{number}-{part}", late=late, amount=amount)

    @property
    def today(self) -> date:
        """The day it is in the book."""
        return self.book.clock.today()

    def live(self, days: int) -> AgreeingYear:
        """Day after day: what is proposed goes out, then some things happen."""
        for _ in range(days):
            self._send()
            for _ in range(self.random.choice([0, 1, 1, 2, 3])):
                self._something()
            self.check()
            self.book.clock.later(days=1)
        self._file.close()
        return self

    def ask(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """What the file itself answers, without the program."""
        named = values[0] if values and isinstance(values[0], dict) else values
        return self._file.execute(sql, named).fetchall()

    def seen(self) -> dict[str, object]:
        """Everything that what was agreed decides, as the owner sees it."""
        office = self.book.office
        owed = {key: client_owed(office, key) for key in self.clients}
        agreed = {key: agreements_of(office, key) for key in self.clients}
        return {
            "proposal": propose(office),
            "owed": {key: one.sums for key, one in owed.items()},
            "promises": {key: one.promises for key, one in agreed.items()},
            "blocks": self.ask("SELECT * FROM block ORDER BY id"),
        }

    def _send(self) -> None:
        office = self.book.office
        before = propose(office)
        if before.chases:
            self.book.issue()
            self.did["reminders"] += len(before.chases)
        self.proposals.append((before, propose(office)))
        send_due(office)
        self.book.clock.later(seconds=30)
        deliver(office)
        letters = [one.id for one in letters_to_post(office)]
        mark_printed(office, letters)
        mark_posted(office, letters)

    def _something(self) -> None:
        verb = self.random.choice(_VERBS)
        before = self.seen() if self.random.random() < 0.3 else None
        try:
            undo = verb(self)
        except DunningError:
            self.did[f"{verb.__name__} refused"] += 1
            return
        if undo is None:
            return
        self.did[verb.__name__] += 1
        if before is not None:
            try:
                undo()
            except CannotUndo:
                return
            after = self.seen()
            for part, was in before.items():
                assert after[part] == was, (verb.__name__, part, was, after[part])
            self.did["undone"] += 1

    # What the owner does

    def _client(self) -> int:
        return self.random.choice(list(self.clients))

    def _item(self, client_id: int) -> tuple[int, Money]:
        """An open item of the client and what is open of it."""
        items = client_owed(self.book.office, client_id).items
        open_ = [one.item for one in items if one.item.open.minor > 0]
        if not open_:
            raise CannotUndo(state="nothing-open")
        one = self.random.choice(open_)
        return one.item_id, one.open

    def _part(self, money: Money) -> Money:
        part = self.random.choice([1, 1, 2, 3, 10])
        return Money(max(money.minor // part, 1), money.currency)

    def _ahead(self, most: int) -> date:
        return self.today + timedelta(days=self.random.randint(0, most))

    def pay(self) -> Undo | None:
        client_id = self._client()
        _item, open_ = self._item(client_id)
        amount = self._part(open_)
        back = self.random.choice([0, 0, 1, 4])
        key = self.book.pay(client_id, str(amount.amount), back=back)
        return partial(remove_payment, self.book.office, key)

    def promise(self) -> Undo | None:
        client_id = self._client()
        item_id, open_ = self._item(client_id)
        wanted = Promise(
            client_id,
            self.today,
            self._ahead(12),
            self._part(open_),
            item_id=self.random.choice([None, item_id]),
        )
        made = make_promise(self.book.office, wanted).value
        return partial(take_back_promise, self.book.office, made.promise_id)

    def withdraw(self) -> Undo | None:
        rows = self.ask("SELECT id FROM promise WHERE NOT withdrawn")
        if not rows:
            return None
        key = self.random.choice(rows)["id"]
        take_back_promise(self.book.office, key)
        return partial(promise_again, self.book.office, key)

    def time(self) -> Undo | None:
        item_id, _open = self._item(self._client())
        meanwhile = self.random.choice(list(InterestMeanwhile))
        given = give_time(self.book.office, item_id, self._ahead(40), meanwhile).value
        return partial(take_back_time, self.book.office, given.extension_id)

    def instalments(self) -> Undo | None:
        client_id = self._client()
        items = {self._item(client_id)[0] for _ in range(self.random.randint(1, 3))}
        answer = self.random.choice([None, self._ahead(6)])
        wish = PlanWish(
            client_id,
            tuple(sorted(items)),
            by=self.random.randint(1, 14),
            first=self._ahead(10),
            every=self.random.choice(list(Every)),
            interest=self.random.random() < 0.3,
            grace_days=self.random.choice([0, 2, 5]),
            answer_by=answer,
        )
        agreed = None if answer else self.today
        plan = draft_plan(self.book.office, wish).plan(self.today, accepted_on=agreed)
        offered = offer_plan(self.book.office, plan).value
        return partial(undo_offer, self.book.office, offered)

    def agree(self) -> Undo | None:
        rows = self.ask("SELECT id FROM plan WHERE accepted_on IS NULL AND cancelled_on IS NULL")
        if not rows:
            return None
        key = self.random.choice(rows)["id"]
        accepted = accept_plan(self.book.office, key, self.today, how=How.PHONE).value
        return partial(undo_accept, self.book.office, accepted)

    def cancel(self) -> Undo | None:
        rows = self.ask("SELECT id FROM plan WHERE cancelled_on IS NULL")
        if not rows:
            return None
        key = self.random.choice(rows)["id"]
        cancel_plan(self.book.office, key)
        return partial(resume_plan, self.book.office, key)

    def instalment(self) -> Undo | None:
        """Pay what is due next of a plan, or something near it."""
        rows = self.ask(
            "SELECT plan.client_id, instalment.amount FROM plan JOIN instalment "
            "ON instalment.plan_id = plan.id WHERE accepted_on IS NOT NULL AND due <= ?",
            (self.today + timedelta(days=3)).isoformat(),
        )
        if not rows:
            return None
        row = self.random.choice(rows)
        amount = Money(max(row["amount"] + self.random.choice([0, 0, 0, 100, -100]), 1), "GBP")
        key = self.book.pay(row["client_id"], str(amount.amount))
        return partial(remove_payment, self.book.office, key)

    def dispute(self) -> Undo | None:
        client_id = self._client()
        item_id, open_ = self._item(client_id)
        amount = self.random.choice([None, self._part(open_)])
        wanted = Dispute(
            client_id, item_id, self.today, DisputeReason.QUALITY, amount, said="Scratched"
        )
        key = open_dispute(self.book.office, wanted).value
        return partial(take_back_dispute, self.book.office, key)

    def close(self) -> Undo | None:
        rows = self.ask("SELECT id FROM dispute WHERE closed_on IS NULL AND NOT withdrawn")
        if not rows:
            return None
        key = self.random.choice(rows)["id"]
        outcome = self.random.choice(list(DisputeOutcome))
        number = f"CN-{self.did['close']}" if outcome is DisputeOutcome.UPHELD else ""
        closed = close_dispute(self.book.office, key, outcome, credit_number=number).value
        return partial(reopen_dispute, self.book.office, closed)

    def settle(self) -> Undo | None:
        client_id = self._client()
        _item, open_ = self._item(client_id)
        offer = Offer(client_id, self._part(open_), self.today, self._ahead(8))
        made = make_offer(self.book.office, offer).value
        return partial(withdraw_offer, self.book.office, made.offer_id)

    def answer(self) -> Undo | None:
        rows = self.ask("SELECT id FROM offer WHERE state = 'open'")
        if not rows:
            return None
        key, office = self.random.choice(rows)["id"], self.book.office
        if self.random.random() < 0.5:
            decline_offer(office, key)
            return partial(reopen_offer, office, key)
        number = f"SO-{self.did['answer']}" if self.random.random() < 0.7 else ""
        settled = accept_offer(office, key, credit_number=number).value
        return partial(take_back_settlement, office, settled)

    def leave(self) -> Undo | None:
        client_id = self._client()
        until = self.random.choice([None, self._ahead(20)])
        kind = self.random.choice(BLOCKS)
        hold(self.book.office, client_id, until=until, kind=kind, reason="x")
        self.did[kind.value] += 1
        return None

    def resume(self) -> Undo | None:
        rows = self.ask(
            "SELECT * FROM block WHERE until IS NULL OR until >= ?", self.today.isoformat()
        )
        if not rows:
            return None
        row = self.random.choice(rows)
        end_block(self.book.office, row["client_id"], block_id=row["id"])
        self.did["blocks ended"] += 1
        return None


_VERBS: tuple[Callable[[AgreeingYear], Undo | None], ...] = (
    AgreeingYear.pay,
    AgreeingYear.pay,
    AgreeingYear.promise,
    AgreeingYear.promise,
    AgreeingYear.withdraw,
    AgreeingYear.time,
    AgreeingYear.instalments,
    AgreeingYear.instalments,
    AgreeingYear.instalment,
    AgreeingYear.instalment,
    AgreeingYear.instalment,
    AgreeingYear.agree,
    AgreeingYear.cancel,
    AgreeingYear.dispute,
    AgreeingYear.close,
    AgreeingYear.settle,
    AgreeingYear.answer,
    AgreeingYear.leave,
    AgreeingYear.resume,
    AgreeingYear.resume,
)
