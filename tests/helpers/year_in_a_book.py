"""A year of chasing two hundred clients, day by day, in a real book through the real use cases.

What went out, what came in and what was left alone is in the book afterwards; only what the owner
was told on each look, and what the postman did, is kept beside it.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from pathlib import Path
from random import Random

from dunning_desktop.domain.automation import Automation
from dunning_desktop.domain.calls import CallOutcome, Promised
from dunning_desktop.domain.client import Address, Contact
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.invoice import DueItem, Invoice
from dunning_desktop.domain.mail import Fault, FrozenMessage, Receipt, Refusal
from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import Payment, Share
from dunning_desktop.domain.policy import Channel, DunningLevel, DunningPolicy, PartPayment, Tone
from dunning_desktop.domain.proposal import Chase, Proposal
from dunning_desktop.host.workdays import is_working
from dunning_desktop.mail.drawer import DrawerPostman
from dunning_desktop.usecases.blocks import hold
from dunning_desktop.usecases.calls import record_call
from dunning_desktop.usecases.delivery import deliver
from dunning_desktop.usecases.dunning import Choice, review
from dunning_desktop.usecases.invoices import save_invoice
from dunning_desktop.usecases.issue import issue, undo
from dunning_desktop.usecases.ladders import save_ladder
from dunning_desktop.usecases.mail_accounts import account, save_account
from dunning_desktop.usecases.mail_ports import Keep
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import (
    cancel_message,
    it_was_sent,
    letters_to_post,
    mark_posted,
    mark_printed,
    outbox,
    retry_message,
    send_again,
)
from dunning_desktop.usecases.payments import record_payment
from dunning_desktop.usecases.run_rows import RunMode, StartedBy
from dunning_desktop.usecases.runs import is_due, run, save_automation, switch
from dunning_desktop.usecases.skips import skip_level
from tests.helpers.books import STREET, Book, open_book

FIRST, DAYS, CLIENTS = date(2026, 1, 1), 365, 200
SWITCHED_ON = date(2026, 1, 26)
"""The day on which the owner lets it work by itself: thirty days of drafts follow."""
AUTOMATION = Automation(
    at=time(9), most_in_a_run=8, most_in_a_day=10, most_to_a_client=2, stale_after=10
)
BY_PHONE = DunningPolicy(
    name="by phone",
    levels=(
        DunningLevel(1, 2, Tone.FRIENDLY, Channel.EMAIL, days_to_pay=5, unattended=True),
        DunningLevel(2, 10, Tone.FIRM, Channel.PHONE, days_to_pay=5),
        DunningLevel(3, 20, Tone.FINAL, Channel.EMAIL_AND_LETTER, unattended=True),
    ),
    gap_days=4,
    part_payment=PartPayment.RESTART,
)
A_LOOK, MINUTES_TO_UNDO = 30, 1
"""How many minutes after the run the owner has seen to everything, the last of them waiting."""


class FaultyPostman(DrawerPostman):
    """Refuses some, is busy at times, loses a link now and then; knows what it took how often."""

    def __init__(self, random: Random) -> None:
        super().__init__()
        self.random = random
        self.took: Counter[str] = Counter()
        self.faults: Counter[Fault] = Counter()

    @contextmanager
    def connect(  # type: ignore[override]
        self, account: MailAccount, secret: str, *, keep: Keep | None = None
    ) -> Iterator[FaultyPostman]:
        yield self

    def submit(
        self,
        message: FrozenMessage,
        *,
        before_dot: Callable[[], None],
        at_text: Callable[[], None] | None = None,
    ) -> Receipt:
        """One message, for better or worse."""
        fault = self._fault()
        if fault is None or fault is Fault.LINK_LOST_AT_DOT:
            before_dot()
        if fault is None:
            self.took[message.message_id] += 1
            return Receipt("taken")
        self.faults[fault] += 1
        if fault is Fault.LINK_LOST_AT_DOT:
            self.took[message.message_id] += self.random.random() < 0.5
        refused = (Refusal(message.recipients[0], "550"),) if fault is Fault.RECIPIENT else ()
        return Receipt("no", fault, refused)

    def _fault(self) -> Fault | None:
        chance = self.random.random()
        for fault, share in _FAULTS:
            chance -= share
            if chance < 0:
                return fault
        return None


_FAULTS = (
    (Fault.RECIPIENT, 0.02),
    (Fault.BUSY, 0.02),
    (Fault.LINK_LOST_AT_DOT, 0.01),
    (Fault.LIMIT, 0.004),
)


@dataclass
class YearInABook:
    """The book of an owner who looks on some days, and lets the program work on the others."""

    book: Book
    random: Random
    postman: FaultyPostman
    looks: list[Proposal] = field(default_factory=list)
    unaccounted: list[tuple[date, int]] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.phone = save_ladder(self.office, BY_PHONE, move=False).value
        with self.office.write() as ledger:
            ladders = {one.name: key for key, one in ledger.parties.policies().items()}
            ledger.parties.let_go_unattended(list(ladders.values()), -3, unattended=True)
            ledger.parties.let_go_unattended([ladders["standard"]], 3, unattended=True)
        save_automation(self.office, AUTOMATION)
        self.clients = [self._client(number, ladders) for number in range(CLIENTS)]
        patience = [0, 0, 1, 1, 2, 3, 99]
        self.patience = {key: self.random.choice(patience) for key in self.clients}

    @property
    def office(self) -> Office:
        """Where all of it happens."""
        return self.book.office

    def live(self) -> YearInABook:
        """Day after day, from nine in the morning."""
        for offset in range(DAYS):
            today = FIRST + timedelta(days=offset)
            if today == SWITCHED_ON:
                switch(self.office, on=True)
            self._write_invoices()
            self._receive()
            deliver(self.office)
            if is_due(self.office):
                self._run()
            if today.weekday() in {1, 4} and self.random.random() < 0.8:
                self._look()
                self.book.clock.later(minutes=-A_LOOK)
            self.book.clock.later(days=1)
        return self

    def _client(self, number: int, ladders: dict[str, int]) -> int:
        random = self.random
        mail = Contact("Ann", email=f"pay{number}@client.example")
        desk = Contact("Ben", phone="0113 496 0000")
        contacts = ((mail, 0.92), (desk, 0.5))
        own = [*[None] * 6, self.phone, self.phone, *ladders.values()]
        return self.book.client(
            f"Client {number:03d}",
            contacts=tuple(one for one, share in contacts if random.random() < share),
            address=STREET if random.random() < 0.9 else Address(),
            jurisdiction=random.choice(["GB", "GB", "GB-SCT", "IE", "DE"]),
            policy_id=random.choice(own),
        )

    def _write_invoices(self) -> None:
        today = self.book.clock.today()
        for client_id in self.clients:
            if self.random.random() < 1 / 100:
                number = f"INV-{self.events['invoices']}"
                total = Money(self.random.randint(2_000, 900_000), "GBP")
                due = today + timedelta(days=14)
                item = DueItem(total, due, due)
                save_invoice(self.office, Invoice(client_id, number, today, total, (item,)))
                self.events["invoices"] += 1

    def _receive(self) -> None:
        """Whoever has heard often enough pays within days, some a part of it at first."""
        for client_id, item_id, heard, minor in self._owing():
            if heard >= self.patience[client_id] and self.random.random() < 0.12:
                part = self.random.random() < 0.3
                share = self.random.choice([20, 3, 3]) if part else 1
                self._pay(client_id, item_id, max(minor // share, 1))
                self.events["part payments" if part else "payments"] += 1
            elif self.random.random() < 0.002:
                until = self.book.clock.today() + timedelta(days=self.random.randint(0, 20))
                whole = self.random.random() < 0.5
                hold(self.office, client_id, item_id=None if whole else item_id, until=until)
                self.events["holds"] += 1
            elif self.random.random() < 0.002:
                self._skip(item_id)

    def _pay(self, client_id: int, item_id: int, minor: int) -> None:
        """Most say which invoice they pay; with the others the law decides."""
        money = Money(minor, "GBP")
        payment = Payment(client_id, self.book.clock.today(), money)
        shares = (Share(item_id, money),) if self.random.random() < 0.9 else None
        record_payment(self.office, payment, shares)

    def _skip(self, item_id: int) -> None:
        try:
            skip_level(self.office, item_id, reason="Ann is a friend")
            self.events["skips"] += 1
        except InvalidField:
            self.events["nothing to skip"] += 1

    def _owing(self) -> list[tuple[int, int, int, int]]:
        """Client, item, how often it was reminded of, what is open, of all that is nearly due."""
        soon = (self.book.clock.today() + timedelta(days=4)).isoformat()
        with sqlite3.connect(self.book.path) as connection:
            rows = connection.execute(OWING, (soon,)).fetchall()
        connection.close()
        return rows

    def _run(self) -> None:
        done = run(self.office, StartedBy.SYSTEM).value
        self.events["runs" if done.mode is RunMode.SENDS else "drafts"] += 1
        self.left.update(one.why for one in done.lines if one.why)

    def _look(self) -> None:
        """The owner sees to what got stuck, sends what is proposed, and calls."""
        self.book.clock.later(minutes=A_LOOK - MINUTES_TO_UNDO)
        self._mend()
        found = review(self.office)
        self.looks.append(found.proposal)
        self._account_for(found.proposal)
        chosen = [one for one in found.prepared if self.random.random() < 0.95]
        if chosen:
            choices = [Choice(one, one.words, one.chase.channel) for one in chosen]
            issued = issue(self.office, choices).value
            if self.random.random() < 0.1:
                self.events["undone"] += undo(self.office, issued.run).value
        for call in found.proposal.calls:
            self._call(call)
        self.book.clock.later(minutes=MINUTES_TO_UNDO)
        deliver(self.office)
        self._post()

    def _account_for(self, made: Proposal) -> None:
        """Every open item by the file's own word was in what the owner was told, once."""
        told = Counter(line.item_id for x in (*made.chases, *made.calls) for line in x.lines)
        told.update(one.item_id for one in made.rest)
        with sqlite3.connect(self.book.path) as connection:
            there = Counter(key for (key,) in connection.execute(OPEN))
        connection.close()
        wrong = (told - there) + (there - told)
        self.unaccounted += [(made.today, key) for key in wrong]

    def _mend(self) -> None:
        found, known = outbox(self.office), account(self.office)
        if known is not None and known.paused is not None:
            save_account(self.office, replace(known, paused=None), "")
            self.events["accounts mended"] += 1
        for message in found.messages:
            if message.state == "failed":
                if message.fault is Fault.RECIPIENT:
                    cancel_message(self.office, message.id)
                else:
                    retry_message(self.office, message.id)
            elif message.state == "uncertain":
                went = self.postman.took[self._message_id(message.id)]
                (it_was_sent if went else send_again)(self.office, message.id)
            else:
                continue
            self.events[f"seen to: {message.state}"] += 1

    def _message_id(self, key: int) -> str:
        with self.office.read() as ledger:
            return ledger.post.message(key).frozen.message_id

    def _call(self, chase: Chase) -> None:
        today = self.book.clock.today()
        outcome = self.random.choice(
            [*[CallOutcome.NO_ANSWER] * 2, CallOutcome.PROMISED, CallOutcome.OTHER]
        )
        promised = Promised(today + timedelta(days=5), chase.demanded[0])
        record_call(
            self.office,
            chase.client_id,
            outcome,
            expected=chase,
            note="spoke to Ben",
            promised=promised if outcome is CallOutcome.PROMISED else None,
        )
        self.events[f"call: {outcome}"] += 1

    def _post(self) -> None:
        """Most letters are posted on the same day, the rest on the next look."""
        ids = [one.id for one in letters_to_post(self.office) if self.random.random() < 0.8]
        mark_printed(self.office, ids)
        mark_posted(self.office, ids)


OPEN = """
SELECT item.id FROM due_item item JOIN invoice ON invoice.id = item.invoice_id
WHERE NOT invoice.cancelled AND item.amount > coalesce(
    (SELECT sum(amount) FROM allocation WHERE item_id = item.id), 0)
"""
OWING = """
SELECT * FROM (
    SELECT item.client_id, item.id,
        (SELECT count(*) FROM reminder_line line
            WHERE line.item_id = item.id AND NOT line.withdrawn),
        item.amount - coalesce(
            (SELECT sum(amount) FROM allocation WHERE item_id = item.id), 0) AS left_open
    FROM due_item item WHERE item.due <= ? ORDER BY item.id)
WHERE left_open > 0
"""


@contextmanager
def a_year(folder: Path, seed: int) -> Iterator[YearInABook]:
    """A new book, and the year lived in it."""
    with open_book(folder, day=FIRST) as book:
        random = Random(seed)
        postman = FaultyPostman(Random(seed + 1))
        office = replace(book.office, postman=postman, is_working=is_working)
        yield YearInABook(replace(book, office=office), random, postman).live()
