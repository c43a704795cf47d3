"""A book with many clients and invoices, and the same facts in plain Python beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from dunning_desktop.domain.blocks import Block, BlockKind
from dunning_desktop.domain.client import Client, Contact, DebtorType
from dunning_desktop.domain.invoice import DueItem, Invoice
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import Payment, Share
from dunning_desktop.usecases.ledger import Ledger
from tests.helpers.books import STREET, TODAY, Book

# Names that tie, that differ in case only, and that mean something to a search.
NAMES = ("Acme Ltd", "acme ltd", "ACME  Ltd", "Bolt 100% Ltd", "Bolt_Nut Ltd", "Bolt Nut Ltd",
         "Çelik Ltd", "Ärzte GmbH", "Zed", "zed", "Straße & Co", "O'Hara")  # fmt: skip


@dataclass(frozen=True)
class Fact:
    """An invoice as it was put into the book."""

    id: int
    item_id: int
    client_id: int
    client: str
    number: str
    issued: date
    due: date
    total: Money
    open: Money
    cancelled: bool


@dataclass
class Crowd:
    """What is in the book."""

    names: dict[int, str] = field(default_factory=dict)
    archived: set[int] = field(default_factory=set)
    invoices: list[Fact] = field(default_factory=list)
    credit: dict[tuple[int, str], int] = field(default_factory=dict)

    @property
    def live(self) -> list[Fact]:
        """What still has something open."""
        return [one for one in self.invoices if one.open and not one.cancelled]


def gather(book: Book, *, seed: int = 7, invoices: int = 90) -> Crowd:
    """Fill the book in one transaction."""
    random, crowd = Random(seed), Crowd()
    with book.office.write() as ledger:
        for number, name in enumerate(NAMES * 2):
            archived = number % 7 == 6
            client = Client(
                name,
                DebtorType.COMPANY if number % 2 else DebtorType.CONSUMER,
                reference=f"REF_{number}%",
                contacts=(Contact("Ann", email=f"pay_{number}@x.example"),) if number % 3 else (),
                address=STREET,
                archived=archived,
            )
            key = ledger.parties.save_client(client)
            crowd.names[key] = name
            if archived:
                crowd.archived.add(key)
            if number % 5 == 0:
                ledger.chasing.save_block(Block(BlockKind.HOLD, key, TODAY))
        for number in range(invoices):
            crowd.invoices.append(_invoice(ledger, random, crowd, number))
        for key in list(crowd.names)[:6]:
            left = Payment(key, TODAY, Money(random.randint(1, 9999), "GBP"))
            ledger.receivables.save_payment(left)
            crowd.credit[key, "GBP"] = crowd.credit.get((key, "GBP"), 0) + left.amount.minor
    return crowd


def _invoice(ledger: Ledger, random: Random, crowd: Crowd, number: int) -> Fact:
    # The last four clients have nothing at all.
    client_id = random.choice(list(crowd.names)[:-4])
    due = TODAY - timedelta(days=random.choice([-20, -1, 0, 1, 30, 31, 60, 61, 90, 91, 200]))
    total = Money(random.choice([5000, 5000, 12_345, 99_900]), random.choice(["GBP", "EUR", "GBP"]))
    made = Invoice(
        client_id=client_id,
        number=random.choice([f"INV-{number:03}", f"inv_{number:03}", f"10%-{number:03}"]),
        issued=due - timedelta(days=random.choice([0, 14, 30])),
        total=total,
        items=(DueItem(total, due, due),),
        cancelled=random.random() < 0.1,
    )
    key = ledger.receivables.save_invoice(made)
    item_id = ledger.receivables.items_of([key])[key]
    paid = random.choice([0, 0, total.minor // 2, total.minor])
    if paid:
        _pay(ledger, client_id, item_id, Money(paid, total.currency))
    if paid and made.cancelled:
        place = (client_id, total.currency)
        crowd.credit[place] = crowd.credit.get(place, 0) + paid
    left = 0 if made.cancelled else total.minor - paid
    return Fact(
        id=key,
        item_id=item_id,
        client_id=client_id,
        client=crowd.names[client_id],
        number=made.number,
        issued=made.issued,
        due=due,
        total=total,
        open=Money(left, total.currency),
        cancelled=made.cancelled,
    )


def _pay(ledger: Ledger, client_id: int, item_id: int, amount: Money) -> None:
    payment = Payment(client_id, TODAY, amount)
    payment_id = ledger.receivables.save_payment(payment)
    ledger.receivables.allocate([Share(item_id, amount)], day=TODAY, payment_id=payment_id)
