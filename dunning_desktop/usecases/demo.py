"""The demo book: a small studio's invoices, and six weeks in which it chased them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from dunning_desktop.domain.client import Address, BankDetails, Business, Client, Contact
from dunning_desktop.domain.client import DebtorType as Debtor
from dunning_desktop.domain.invoice import DueItem, Invoice
from dunning_desktop.domain.mail_accounts import MailAccount, TlsMode
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import Payment
from dunning_desktop.domain.terms import Terms
from dunning_desktop.usecases.clients import save_client
from dunning_desktop.usecases.delivery import deliver
from dunning_desktop.usecases.demo_agreements import agree
from dunning_desktop.usecases.demo_data import CLIENTS, INVOICES, PAYMENTS, DemoClient
from dunning_desktop.usecases.dunning import Choice, review
from dunning_desktop.usecases.invoices import save_invoice
from dunning_desktop.usecases.issue import issue
from dunning_desktop.usecases.mail_accounts import save_account
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import letters_to_post, mark_posted, mark_printed
from dunning_desktop.usecases.payments import record_payment
from dunning_desktop.usecases.settings import business, save_business

# The owner of the demo book looked in on these days, counted back from today.
FRIDAYS = (42, 35, 28, 21, 14, 7)
AGREED = timedelta(days=6)
"""So long ago most of what is agreed was agreed."""


@dataclass(frozen=True, slots=True)
class PastClock:
    """A day in the past, at ten in the morning."""

    day: date

    def now(self) -> datetime:
        """Ten o'clock that day, in UTC."""
        return datetime.combine(self.day, time(10), tzinfo=UTC)

    def today(self) -> date:
        """That day."""
        return self.day


def furnish(office: Office) -> None:
    """Fill an empty demo book, and live through its past weeks with the real use cases."""
    today = office.clock.today()
    _set_up(office)
    long_ago = replace(office, clock=PastClock(today - timedelta(days=200)))
    clients = {one.name: save_client(long_ago, _client(one)).value for one in CLIENTS}
    _add_invoices(office, clients, today)
    for back in FRIDAYS:
        day = today - timedelta(days=back)
        past = replace(office, clock=PastClock(day), undo_time=timedelta())
        _record_payments(past, clients, today, after=back + 7)
        _chase(past)
    _record_payments(office, clients, today, after=FRIDAYS[-1])
    agree(office, clients, PastClock(today - AGREED))


def _set_up(office: Office) -> None:
    save_business(office, replace(BUSINESS, policy_id=business(office).policy_id))
    save_account(office, ACCOUNT, "")


def _client(one: DemoClient) -> Client:
    return Client(
        name=one.name,
        debtor_type=Debtor(one.debtor),
        reference=one.reference,
        address=Address((one.street,) if one.street else (), one.city, "", one.postcode),
        currency=one.currency,
        contacts=(Contact(name=one.contact, email=one.email),) if one.email else (),
        terms=Terms(net_days=one.net_days) if one.net_days else None,
    )


def _add_invoices(office: Office, clients: dict[str, int], today: date) -> None:
    currencies = {one.name: one.currency for one in CLIENTS}
    net_days = {one.name: one.net_days or 30 for one in CLIENTS}
    for number, name, late, amount in INVOICES:
        due = today - timedelta(days=late)
        total = Money.of(amount, currencies[name])
        invoice = Invoice(
            client_id=clients[name],
            number=number,
            issued=due - timedelta(days=net_days[name]),
            total=total,
            items=(DueItem(total, due, due),),
            source="demo",
        )
        save_invoice(replace(office, clock=PastClock(min(invoice.issued, today))), invoice)


def _record_payments(
    office: Office, clients: dict[str, int], today: date, *, after: int
) -> None:
    """The payments that came in since the owner last looked, ``after`` days before today."""
    upto = (today - office.clock.today()).days
    for number, name, back, amount in PAYMENTS:
        if upto <= back < after:
            currency = next(one.currency for one in CLIENTS if one.name == name)
            day = today - timedelta(days=back)
            payment = Payment(clients[name], day, Money.of(amount, currency), reference=number)
            record_payment(office, payment)


def _chase(office: Office) -> None:
    """One Friday: everything proposed goes out, and the letters are posted."""
    prepared = review(office).prepared
    choices = [Choice(one, one.words, one.chase.channel) for one in prepared]
    if choices:
        issue(office, choices)
        deliver(office)
        letters = [one.id for one in letters_to_post(office)]
        mark_printed(office, letters)
        mark_posted(office, letters)


BUSINESS = Business(
    name="Hartley & Finch Studio",
    address=Address(("14 Canal Wharf",), "Leeds", "", "LS1 4RG"),
    email="accounts@hartleyfinch.example",
    phone="0113 496 0142",
    website="hartleyfinch.example",
    registered_name="Hartley & Finch Studio Ltd",
    registration="Registered in England and Wales, number 09999142. Registered office as above.",
    vat_number="GB 999 1427 18",
    bank=BankDetails(
        account_name="Hartley & Finch Studio Ltd", sort_code="20-00-00", account_number="55779911"
    ),
    signatory="Rosa Hartley",
)

ACCOUNT = MailAccount(
    address="accounts@hartleyfinch.example",
    host="localhost",
    port=2525,
    tls=TlsMode.NONE,
    sender_name="Rosa Hartley, Hartley & Finch Studio",
)
