"""Whom a debt is handed over to: agencies and solicitors, what they cost, and their columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from dunning_desktop.domain.charges import ChargeKind
from dunning_desktop.domain.client import Address, Client
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.owed import OwedItem

WHOLE = Decimal(100)


class PartnerKind(StrEnum):
    """What a partner is."""

    AGENCY = "agency"
    SOLICITOR = "solicitor"


class Field(StrEnum):
    """What a column of a hand-over file can have, a row for each due item."""

    INVOICE_NUMBER = "invoice-number"
    DEBTOR_NAME = "debtor-name"
    DEBTOR_TYPE = "debtor-type"
    ADDRESS = "address"
    POSTAL_CODE = "postal-code"
    CITY = "city"
    COUNTRY = "country"
    CONTACT = "contact"
    EMAIL = "email"
    PHONE = "phone"
    INVOICE_DATE = "invoice-date"
    DUE_DATE = "due-date"
    INVOICED = "invoiced"
    PRINCIPAL = "principal"
    INTEREST = "interest"
    ON_TOP = "on-top"
    TOTAL = "total"
    CURRENCY = "currency"
    REFERENCE = "reference"


Columns = tuple[tuple[str, Field], ...]
"""Headings of a file, each with what stands under it."""

USUAL: Columns = (
    ("InvoiceNumber", Field.INVOICE_NUMBER),
    ("DebtorName", Field.DEBTOR_NAME),
    ("Address", Field.ADDRESS),
    ("PostalCode", Field.POSTAL_CODE),
    ("City", Field.CITY),
    ("Country", Field.COUNTRY),
    ("InvoiceDate", Field.INVOICE_DATE),
    ("PrincipalAmount", Field.PRINCIPAL),
    ("CurrencyCode", Field.CURRENCY),
)
"""As agencies that take files most often want them."""


@dataclass(frozen=True, slots=True)
class Partner:
    """An agency or a solicitor. ``fee`` is for each case, ``commission`` percent of what comes in.

    Without columns of its own its file has the usual ones.
    """

    name: str
    kind: PartnerKind = PartnerKind.AGENCY
    contact: str = ""
    email: str = ""
    phone: str = ""
    address: Address = field(default_factory=Address)
    fee: Money | None = None
    commission: Decimal | None = None
    columns: Columns = ()
    note: str = ""
    archived: bool = False
    id: int = 0

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidField(field="name", reason="empty")
        percent = self.commission
        if percent is not None and not (percent.is_finite() and 0 <= percent <= WHOLE):
            raise InvalidField(field="commission", reason="range")
        if self.fee is not None and self.fee.minor < 0:
            raise InvalidField(field="fee", reason="range")
        check_columns(self.columns)

    def takes(self, came_in: Money) -> Money:
        """What is kept of money that came in, without the fee: its commission, rounded."""
        percent = self.commission or Decimal(0)
        return Money.rounded(came_in.amount * percent / WHOLE, came_in.currency)


@dataclass(frozen=True, slots=True)
class Recovery:
    """What came in since a debt was handed over, and what the partner keeps of it."""

    partner: Partner
    came_in: Money

    @property
    def commission(self) -> Money:
        """The partner's share."""
        return self.partner.takes(self.came_in)

    @property
    def net(self) -> Money:
        """What is left for the owner; the fee counts where it is in the same currency."""
        left = self.came_in - self.commission
        fee = self.partner.fee
        return left - fee if fee is not None and fee.currency == left.currency else left


def check_columns(columns: Columns) -> None:
    """Refuse headings that are empty or clash. Raises ``InvalidField`` (``columns``)."""
    headings = [heading.strip().casefold() for heading, _ in columns]
    if any(not one for one in headings):
        raise InvalidField(field="columns", reason="empty")
    if len(set(headings)) != len(headings):
        raise InvalidField(field="columns", reason="clash")


def hand_over_rows(columns: Columns, client: Client, items: Sequence[OwedItem]) -> list[list[str]]:
    """The headings, then a row for each due item that is open: ISO days, amounts like 1234.50.

    Raises ``InvalidField`` (``columns``, ``clash``).
    """
    chosen = columns or USUAL
    check_columns(chosen)
    open_ = [one for one in items if one.item.open.minor > 0]
    return [
        [heading for heading, _ in chosen],
        *([_VALUES[what](client, one) for _, what in chosen] for one in open_),
    ]


def _amount(money: Money) -> str:
    return f"{money.amount:f}"


def _day(day: date) -> str:
    return day.isoformat()


def _person(client: Client) -> str:
    return next((one.name for one in client.contacts if one.name.strip()), "")


def _interest(one: OwedItem) -> Money:
    return one.claim.open(ChargeKind.INTEREST) or Money.zero(one.item.open.currency)


def _on_top(one: OwedItem) -> Money:
    return Money(one.claim.amount, one.item.open.currency)


_VALUES: Mapping[Field, Callable[[Client, OwedItem], str]] = MappingProxyType(
    {
        Field.INVOICE_NUMBER: lambda _client, one: one.item.number,
        Field.DEBTOR_NAME: lambda client, _one: client.name,
        Field.DEBTOR_TYPE: lambda client, _one: client.debtor_type.value,
        Field.ADDRESS: lambda client, _one: ", ".join(client.address.lines),
        Field.POSTAL_CODE: lambda client, _one: client.address.postcode,
        Field.CITY: lambda client, _one: client.address.city,
        Field.COUNTRY: lambda client, _one: client.address.country,
        Field.CONTACT: lambda client, _one: _person(client),
        Field.EMAIL: lambda client, _one: next((x.email for x in client.contacts if x.email), ""),
        Field.PHONE: lambda client, _one: next((x.phone for x in client.contacts if x.phone), ""),
        Field.INVOICE_DATE: lambda _client, one: _day(one.item.issued),
        Field.DUE_DATE: lambda _client, one: _day(one.item.original_due or one.item.due),
        Field.INVOICED: lambda _client, one: _amount(one.item.amount),
        Field.PRINCIPAL: lambda _client, one: _amount(one.item.open),
        Field.INTEREST: lambda _client, one: _amount(_interest(one)),
        Field.ON_TOP: lambda _client, one: _amount(_on_top(one)),
        Field.TOTAL: lambda _client, one: _amount(one.item.open + _on_top(one)),
        Field.CURRENCY: lambda _client, one: one.item.open.currency,
        Field.REFERENCE: lambda client, _one: client.reference,
    }
)
