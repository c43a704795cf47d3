"""A real book in a temporary folder, with an office around it that sends nothing anywhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from dunning_desktop.domain.client import Address, Business, Client, Contact, DebtorType
from dunning_desktop.domain.court import CourtClaim
from dunning_desktop.domain.evidence import EvidenceFacts
from dunning_desktop.domain.invoice import DueItem, Invoice
from dunning_desktop.domain.letter import EmailBody, ReminderFacts, Words
from dunning_desktop.domain.letter_texts import LetterText
from dunning_desktop.domain.letterhead import Letterhead
from dunning_desktop.domain.mail_accounts import MailAccount, TlsMode
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.papers import PaperFacts
from dunning_desktop.domain.partner_notice import PartnerNotice
from dunning_desktop.domain.payment import Payment, Share
from dunning_desktop.domain.posting_list import PostingList
from dunning_desktop.domain.statement import StatementFacts
from dunning_desktop.domain.terms_paper import TermsFacts, TermsTexts
from dunning_desktop.intake.reader import InvoiceReader
from dunning_desktop.mail.drawer import DrawerPostman
from dunning_desktop.storage.store import SqlStore
from dunning_desktop.usecases.clients import save_client
from dunning_desktop.usecases.dunning import Choice, review
from dunning_desktop.usecases.invoices import save_invoice
from dunning_desktop.usecases.issue import Issued, issue
from dunning_desktop.usecases.mail_accounts import save_account
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.payments import record_payment
from dunning_desktop.usecases.ports import Progress
from dunning_desktop.usecases.regimes import known_law
from dunning_desktop.usecases.settings import business, save_business
from tests.helpers.offices import blank_book

TODAY = date(2026, 3, 20)
STREET = Address(("1 High Street",), "Leeds", "", "LS1 1AA")
# What an undo may leave behind: the history of what happened, and the batches themselves.
HISTORY = ("audit_entry", "import_batch", "alembic_version")


class StandingClock:
    """A clock that moves only when it is told to."""

    def __init__(self, day: date) -> None:
        self._now = datetime.combine(day, time(9), tzinfo=UTC)

    def now(self) -> datetime:
        return self._now

    def today(self) -> date:
        return self._now.date()

    def later(self, **much: int) -> None:
        """So many days, minutes or seconds later."""
        self._now += timedelta(**much)


class PlainStationery:
    """Words and letters at once: what they look like is another test's concern."""

    def __init__(self) -> None:
        self.made: list[ReminderFacts] = []

    def words(self, facts: ReminderFacts) -> Words:
        return Words(f"{facts.chase.level.tone} {facts.reference}", "Please pay.", "Thank you.")

    def letter(self, facts: ReminderFacts, words: Words) -> bytes:
        self.made.append(facts)
        lines = [f"{one.number} {one.demanded}" for one in facts.chase.lines]
        return "\n".join([facts.client.name, words.subject, *lines]).encode()

    def email(
        self,
        facts: ReminderFacts,
        words: Words,
        *,
        letter_attached: bool,
        signature: str = "",
        headline: str = "",
    ) -> EmailBody:
        return EmailBody(words.opening, f"<p>{words.opening}</p>")

    def statement(self, facts: StatementFacts) -> bytes:
        return "\n".join(str(one.total) for one in facts.sums).encode()

    def evidence(self, facts: EvidenceFacts, *, progress: Progress | None = None) -> bytes:
        done = progress is None or progress(1, 1)
        return f"{done} {len(facts.exhibits)}".encode()

    def claim_sheet(
        self, claim: CourtClaim, business: Business, *, specimen: bool = False
    ) -> bytes:
        return f"{claim.total} {business.name} {specimen}".encode()

    def sealed(self, files: Mapping[str, bytes], password: str, *, day: date) -> bytes:
        return f"{day} {password} {sorted(files)}".encode()

    def partner_words(self, notice: PartnerNotice) -> Words:
        return Words(f"{notice.kind} {notice.client.name}", f"{notice.owed}", "Thank you.")

    def partner_email(
        self, notice: PartnerNotice, words: Words, *, signature: str = "", headline: str = ""
    ) -> EmailBody:
        return EmailBody(f"{words.opening} to {notice.partner.name}", words.closing)

    def paper_words(self, facts: PaperFacts) -> Words:
        return Words(f"{facts.kind} {facts.reference}", "As agreed.", "Thank you.")

    def paper(self, facts: PaperFacts, words: Words) -> bytes:
        numbers = [one.number for one in facts.lines]
        return "\n".join([facts.client.name, words.subject, *numbers]).encode()

    def paper_email(
        self,
        facts: PaperFacts,
        words: Words,
        *,
        attached: bool,
        signature: str = "",
        headline: str = "",
    ) -> EmailBody:
        return EmailBody(words.opening, f"<p>{words.opening}</p>")

    def terms_texts(self, facts: TermsFacts) -> TermsTexts:
        return TermsTexts(f"{facts.terms.net_days} days", facts.audience.value)

    def credit_policy(self, facts: TermsFacts) -> bytes:
        return f"{facts.business.name} {facts.client}".encode()

    def languages(self) -> Sequence[str]:
        return ("en-GB", "de")

    def built_in(self, text: LetterText, language: str) -> Words:
        return Words(f"{text} {language}", "{{ greeting }}", "Thank you.")

    def calibration(self, letterhead: Letterhead) -> bytes:
        return f"{letterhead.envelope} {letterhead.shift_x} {letterhead.shift_y}".encode()

    def without_glyphs(self, text: str) -> str:
        return "".join(one for one in text if one > "\u2fff")

    def page_count(self, pdf: bytes) -> int:
        return pdf.count(b"\f") + 1

    def posting_list(self, facts: PostingList) -> bytes:
        return "\n".join(f"{one.client} {one.tracking}" for one in facts.items).encode()

    def bundle(
        self,
        letters: Sequence[bytes],
        *,
        titles: Sequence[str] = (),
        duplex: bool = False,
        progress: Progress | None = None,
    ) -> bytes:
        return b"\f".join(letters)


class NoKeychain:
    """No password is needed here."""

    name = ""

    def get(self, key: str) -> str | None:
        return None

    def set(self, key: str, password: str) -> bool:
        return False

    def delete(self, key: str) -> None: ...


@dataclass(frozen=True)
class Book:
    """An office with its clock, and the short ways to fill it."""

    office: Office
    clock: StandingClock
    path: Path

    def client(self, name: str = "Acme Ltd", **fields: object) -> int:
        """A company that can be reached both ways, unless told otherwise."""
        known: dict[str, object] = {
            "debtor_type": DebtorType.COMPANY,
            "address": STREET,
            "contacts": (Contact("Ann", email="ann@client.example"),),
        }
        made = Client(name, **{**known, **fields})  # type: ignore[arg-type]
        return save_client(self.office, made).value

    def invoice(
        self,
        client_id: int,
        number: str,
        *,
        late: int = 10,
        amount: str = "100.00",
        currency: str = "GBP",
        source: str = "typed",
    ) -> int:
        """An invoice that fell due so many days before today; negative: it is still to."""
        due, total = self.clock.today() - timedelta(days=late), Money.of(amount, currency)
        made = Invoice(
            client_id=client_id,
            number=number,
            issued=due - timedelta(days=30),
            total=total,
            items=(DueItem(total, due, due),),
            source=source,
        )
        return save_invoice(self.office, made).value

    def item(self, invoice_id: int) -> int:
        """The due item of an invoice."""
        with self.office.read() as ledger:
            return ledger.receivables.items_of([invoice_id])[invoice_id]

    def open(self, invoice_id: int) -> Money:
        """What is open of an invoice."""
        with self.office.read() as ledger:
            return ledger.receivables.open_of([invoice_id])[invoice_id]

    def pay(
        self,
        client_id: int,
        amount: str,
        *,
        currency: str = "GBP",
        shares: Sequence[Share] | None = None,
        back: int = 0,
    ) -> int:
        """Money received so many days ago."""
        day = self.clock.today() - timedelta(days=back)
        payment = Payment(client_id, day, Money.of(amount, currency))
        return record_payment(self.office, payment, shares).value

    def choices(self) -> list[Choice]:
        """Everything proposed, as proposed."""
        prepared = review(self.office).prepared
        return [Choice(one, one.words, one.chase.channel) for one in prepared]

    def issue(self) -> Issued:
        """Let everything proposed go out."""
        return issue(self.office, self.choices()).value

    def dump(self, *besides: str) -> dict[str, list[tuple[object, ...]]]:
        """All rows of all tables but some, without what a contact's number happens to be."""
        connection = sqlite3.connect(self.path)
        try:
            names = [
                name
                for (name,) in connection.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
                )
                if name not in besides
            ]
            return {
                name: [
                    row[1:] if name == "contact" else row
                    for row in connection.execute(f"SELECT * FROM {name} ORDER BY 1")
                ]
                for name in names
            }
        finally:
            connection.close()


@contextmanager
def open_book(folder: Path, *, day: date = TODAY) -> Iterator[Book]:
    """A new book with a business and a mail account."""
    path = folder / "test.dunning"
    path.write_bytes(blank_book())
    store, clock = SqlStore(path), StandingClock(day)
    office = Office(
        store=store,
        clock=clock,
        stationery=PlainStationery(),
        postman=DrawerPostman(),
        keychain=NoKeychain(),
        files=InvoiceReader(),
        sending_lock=lambda: nullcontext(True),
        law=known_law(),
        user="Sam Carter",
    )
    save_business(office, replace(business(office), name="Carter Plumbing", address=STREET))
    save_account(office, MailAccount("me@carter.example", "localhost", 2525, TlsMode.NONE), "")
    try:
        yield Book(office, clock, path)
    finally:
        store.close()
