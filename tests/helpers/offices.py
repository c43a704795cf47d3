"""A real office on a real book: real letters, the real postman, a clock turned by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dunning_desktop.bootstrap import close_office
from dunning_desktop.domain.client import Address, BankDetails, Client, Contact, DebtorType
from dunning_desktop.domain.invoice import DueItem, Invoice
from dunning_desktop.domain.mail import Attachment, EmailContent
from dunning_desktop.domain.mail_accounts import MailAccount, TlsMode
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import Payment
from dunning_desktop.host import lock
from dunning_desktop.intake.reader import InvoiceReader
from dunning_desktop.letters.press import Press
from dunning_desktop.mail.smtp.postman import SmtpPostman
from dunning_desktop.storage.opening import bring_to_head
from dunning_desktop.storage.store import SqlStore
from dunning_desktop.usecases.clients import save_client
from dunning_desktop.usecases.dunning import Choice, review
from dunning_desktop.usecases.invoices import save_invoice
from dunning_desktop.usecases.issue import Issued, issue
from dunning_desktop.usecases.mail_accounts import save_account
from dunning_desktop.usecases.mail_ports import Postman
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.payments import record_payment
from dunning_desktop.usecases.settings import business, save_business

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ADDRESS = Address(("14 Canal Street",), city="Sheffield", postcode="S3 8AB")


class HandClock:
    """A clock that is turned by hand."""

    def __init__(self, moment: datetime = NOON) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.date()

    def turn(self, **by: float) -> None:
        self.moment += timedelta(**by)


class Pocket:
    """A keychain that forgets with the test."""

    name = "Pocket"

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        return self.kept.get(key)

    def set(self, key: str, password: str) -> bool:
        self.kept[key] = password
        return True

    def delete(self, key: str) -> None:
        self.kept.pop(key, None)


def sending_lock(book: Path) -> Callable[[], AbstractContextManager[bool]]:
    """The lock that the program itself takes."""
    return lambda: lock.held(book.with_name(f".{book.name}.sending"))


@cache
def blank_book() -> bytes:
    """A book as the program makes it: made once, since alembic takes its time."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "blank.dunning"
        bring_to_head(path)
        return path.read_bytes()


def new_book(path: Path) -> Path:
    """Put a new book there, if there is none; its path."""
    if not path.exists():
        path.write_bytes(blank_book())
    return path


@contextmanager
def an_office(folder: Path, **parts: Any) -> Iterator[Office]:  # noqa: ANN401 - passed on
    """An office on `folder/book.dunning`, made when it is new; `parts` replace its own."""
    book = new_book(folder / "book.dunning")
    postman: Postman = SmtpPostman()
    usual: dict[str, Any] = {
        "store": SqlStore(book),
        "clock": HandClock(),
        "stationery": Press(),
        "postman": postman,
        "keychain": Pocket(),
        "files": InvoiceReader(),
        "sending_lock": sending_lock(book),
    }
    office = Office(**(usual | parts))
    try:
        yield office
    finally:
        close_office(office)


def furnish(office: Office, account: MailAccount | None = None, password: str = "") -> None:
    """Name the business; with an account, e-mail can go out."""
    bank = BankDetails("Carter Plumbing", sort_code="123456", account_number="12345678")
    named = replace(business(office), name="Carter Plumbing", address=ADDRESS, bank=bank)
    save_business(office, named)
    if account is not None:
        save_account(office, account, password)


def add_debtor(
    office: Office,
    name: str,
    *,
    email: str = "",
    late: Sequence[int] = (10,),
    post: bool = True,
    law: str = "GB",
) -> int:
    """A company with one unpaid invoice of 120.00 for each number of days late; its id."""
    contacts = (Contact(name="Priya Shah", email=email),) if email else ()
    address = ADDRESS if post else Address()
    client = Client(
        name, DebtorType.COMPANY, address=address, contacts=contacts, jurisdiction=law
    )
    client_id = save_client(office, client).value
    for number, days in enumerate(late, start=1):
        due = office.clock.today() - timedelta(days=days)
        total = Money(12_000, "GBP")
        item = DueItem(total, due, due)
        number_ = f"{name[:3].upper()}{client_id}-{number}"
        invoice = Invoice(client_id, number_, due - timedelta(days=30), total, (item,))
        save_invoice(office, invoice)
    return client_id


def add_payment(office: Office, client_id: int, pence: int) -> None:
    """Money that came in today and settles the oldest."""
    record_payment(office, Payment(client_id, office.clock.today(), Money(pence, "GBP")))


def issue_all(office: Office) -> Issued:
    """Let everything go out that is proposed."""
    prepared = review(office).prepared
    return issue(office, [Choice(one, one.words, one.chase.channel) for one in prepared]).value


def queue(office: Office, recipient: str, *, subject: str = "Invoice 42", pdf: int = 0) -> int:
    """Put a message into the outbox that goes at once; `pdf` bytes of attachment."""
    attachments = (Attachment("Invoice.pdf", b"%PDF" + bytes(pdf)),) if pdf else ()
    content = EmailContent(
        "Carter Plumbing",
        "me@firm.example",
        "Client",
        recipient,
        subject,
        "Please pay.\n",
        "<p>Please pay.</p>",
        attachments=attachments,
    )
    now = office.clock.now()
    frozen = office.postman.freeze(content, at=now)
    with office.write() as ledger:
        account = next(iter(ledger.post.accounts()), None)
        return ledger.post.queue(
            frozen,
            subject=subject,
            account_id=account.id if account else None,
            client_id=None,
            reminder_id=None,
            at=now,
            not_before=now,
        )


ANY_ACCOUNT = MailAccount("me@firm.example", "127.0.0.1", 1, TlsMode.IMPLICIT)
