"""An office on a real book in a temporary folder, with letters made for real and a mail drawer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from dunning_desktop.domain.client import (
    Address,
    BankDetails,
    Business,
    Client,
    Contact,
    DebtorType,
)
from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.invoice import DueItem, Invoice
from dunning_desktop.domain.mail import EmailContent, Fault, FrozenMessage, Receipt
from dunning_desktop.domain.mail_accounts import MailAccount, TlsMode
from dunning_desktop.domain.money import Money
from dunning_desktop.intake.reader import InvoiceReader
from dunning_desktop.letters.press import Press
from dunning_desktop.mail.message import freeze
from dunning_desktop.storage.store import SqlStore
from dunning_desktop.usecases.clients import client_page, save_client
from dunning_desktop.usecases.invoices import invoice_page, save_invoice
from dunning_desktop.usecases.mail_accounts import save_account
from dunning_desktop.usecases.mail_ports import Keep
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.regimes import known_law
from dunning_desktop.usecases.rows import ListQuery
from dunning_desktop.usecases.settings import save_business
from tests.helpers.offices import new_book

TODAY = date(2026, 11, 20)
ACCOUNT = MailAccount("sam@carter.example", "mail.carter.example", 465, TlsMode.IMPLICIT)
BUSINESS = Business(
    name="Carter Plumbing",
    address=Address(("Unit 4, Wharf Road",), city="Bristol", postcode="BS1 6QZ"),
    email="accounts@carter.example",
    phone="0117 496 0123",
    bank=BankDetails("Carter Plumbing", sort_code="123456", account_number="12345678"),
    signatory="Sam Carter",
)


class HandClock:
    """A clock that is turned by hand."""

    def __init__(self, moment: datetime = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.date()

    def turn(self, **by: float) -> None:
        self.moment += timedelta(**by)


class Pocket:
    """A keychain that forgets with the test; ``name`` empty is a computer without one."""

    def __init__(self, name: str = "Test keychain") -> None:
        self.name = name
        self.kept: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        return self.kept.get(key)

    def set(self, key: str, password: str) -> bool:
        self.kept[key] = password
        return bool(self.name)

    def delete(self, key: str) -> None:
        self.kept.pop(key, None)


@dataclass
class Drawer:
    """A postman whose connection and answers are set by the test."""

    refuses: Fault | None = None
    answer: Callable[[FrozenMessage], Receipt] = lambda _message: Receipt("250 taken")
    sent: list[FrozenMessage] = field(default_factory=list)

    def freeze(self, content: EmailContent, *, at: datetime) -> FrozenMessage:
        return freeze(content, at=at)

    def close_idle(self) -> None:
        """Nothing is open."""

    def close(self) -> None:
        """Nothing was kept."""

    @contextmanager
    def connect(
        self, account: MailAccount, secret: str, *, keep: Keep | None = None
    ) -> Iterator[Drawer]:
        if self.refuses is not None:
            raise MailError(fault=self.refuses, detail="535 5.7.8 no")
        yield self

    def submit(
        self,
        message: FrozenMessage,
        *,
        before_dot: Callable[[], None],
        at_text: Callable[[], None] | None = None,
    ) -> Receipt:
        before_dot()
        receipt = self.answer(message)
        if receipt.accepted:
            self.sent.append(message)
        return receipt


@contextmanager
def _mine() -> Iterator[bool]:
    yield True


def make_office(folder: Path, *, account: bool = True, business: Business = BUSINESS) -> Office:
    """A new book with a business and, if wanted, a mail account."""
    office = Office(
        store=SqlStore(new_book(folder / "book.dunning")),
        clock=HandClock(),
        stationery=Press(),
        postman=Drawer(),
        keychain=Pocket(),
        files=InvoiceReader(),
        sending_lock=_mine,
        law=known_law(),
        user="Sam Carter",
    )
    with office.read() as ledger:
        policy_id = ledger.parties.business().policy_id
    save_business(office, replace(business, policy_id=policy_id))
    if account:
        save_account(office, ACCOUNT, "secret")
    return office


def add_client(
    office: Office,
    name: str,
    *,
    email: str = "accounts@client.example",
    street: str = "14 Canal Street",
    due: Sequence[tuple[str, int, int]] = (),
) -> int:
    """A client with invoices: number, days late, pence."""
    client = Client(
        name=name,
        debtor_type=DebtorType.COMPANY,
        address=Address((street,) if street else (), city="Sheffield", postcode="S3 8AB")
        if street
        else Address(),
        contacts=(Contact(name="Priya Shah", email=email),) if email else (),
    )
    client_id = save_client(office, client).value
    for number, late, pence in due:
        add_invoice(office, client_id, number, late=late, pence=pence)
    return client_id


def add_invoice(office: Office, client_id: int, number: str, *, late: int, pence: int) -> int:
    """An invoice so many days late."""
    day = office.clock.today() - timedelta(days=late)
    total = Money(pence, "GBP")
    invoice = Invoice(
        client_id=client_id,
        number=number,
        issued=day - timedelta(days=30),
        total=total,
        items=(DueItem(total, day, day),),
    )
    return save_invoice(office, invoice).value


def clients(office: Office) -> dict[str, int]:
    """Every client's key by name."""
    return {row.name: row.id for row in client_page(office, ListQuery(sort="name")).rows}


def invoices(office: Office) -> dict[str, int]:
    """Every invoice's key by number."""
    return {row.number: row.id for row in invoice_page(office, ListQuery(sort="number")).rows}
