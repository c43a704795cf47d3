"""Who owes, and who asks: clients with their contacts, and the owner's own business."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.letterhead import Letterhead
from dunning_desktop.domain.money import is_currency_code
from dunning_desktop.domain.policy import OldDebts
from dunning_desktop.domain.terms import Terms


class DebtorType(StrEnum):
    """What the debtor is in law. It decides interest, compensation and the way to court."""

    COMPANY = "company"
    SOLE_TRADER = "sole-trader"
    PARTNERSHIP = "partnership"
    CONSUMER = "consumer"
    PUBLIC_AUTHORITY = "public-authority"


class ContactRole(StrEnum):
    """What a contact does at the client."""

    ACCOUNTS = "accounts"
    DIRECTOR = "director"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address. ``lines`` are street lines without names; ``country`` is an ISO code."""

    lines: tuple[str, ...] = ()
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = "GB"

    @property
    def usable(self) -> bool:
        """Whether a letter can be posted to it: a street line, and a town or a postcode."""
        return bool(any(line.strip() for line in self.lines) and (self.city or self.postcode))


@dataclass(frozen=True, slots=True)
class Contact:
    """A person or desk at a client. ``refused``: the server's reply when its address bounced."""

    name: str = ""
    role: ContactRole = ContactRole.ACCOUNTS
    email: str = ""
    phone: str = ""
    refused: str = ""
    id: int = 0

    @property
    def reachable(self) -> bool:
        """Whether an e-mail to this contact can be tried."""
        return bool(self.email) and not self.refused


@dataclass(frozen=True, slots=True)
class Client:
    """Who owes. ``terms`` and ``policy_id`` are None where the business's own hold.

    ``debtor_confirmed`` is False after an import that could only guess the debtor type; until
    the owner confirms it no interest or compensation is claimed.
    """

    name: str
    debtor_type: DebtorType
    debtor_confirmed: bool = True
    reference: str = ""
    jurisdiction: str = "GB"
    language: str = "en-GB"
    currency: str = "GBP"
    address: Address = field(default_factory=Address)
    contacts: tuple[Contact, ...] = ()
    terms: Terms | None = None
    policy_id: int | None = None
    archived: bool = False
    note: str = ""
    tags: tuple[str, ...] = ()
    id: int = 0

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidField(field="name", reason="empty")
        if not is_currency_code(self.currency):
            raise InvalidField(field="currency", reason="form")

    @property
    def mail_contact(self) -> Contact | None:
        """Whom a reminder is sent to: accounts first, then any other reachable contact."""
        reachable = [contact for contact in self.contacts if contact.reachable]
        accounts = [one for one in reachable if one.role is ContactRole.ACCOUNTS]
        return next(iter(accounts or reachable), None)

    @property
    def phone_contact(self) -> Contact | None:
        """Who is called: accounts first, then any other with a number."""
        callable_ = [contact for contact in self.contacts if contact.phone.strip()]
        accounts = [one for one in callable_ if one.role is ContactRole.ACCOUNTS]
        return next(iter(accounts or callable_), None)


@dataclass(frozen=True, slots=True)
class BankDetails:
    """Where the owner is paid. UK: sort code and account number; elsewhere IBAN and BIC."""

    account_name: str = ""
    sort_code: str = ""
    account_number: str = ""
    iban: str = ""
    bic: str = ""
    bank: str = ""


@dataclass(frozen=True, slots=True)
class Business:
    """The owner's own company, as it stands on its letters.

    ``old_debts`` is how chasing begins for what fell due before ``old_before`` and was never
    reminded of; None: nothing counts as old.
    """

    name: str = ""
    address: Address = field(default_factory=Address)
    email: str = ""
    phone: str = ""
    website: str = ""
    registered_name: str = ""
    registration: str = ""
    vat_number: str = ""
    bank: BankDetails = field(default_factory=BankDetails)
    jurisdiction: str = "GB"
    language: str = "en-GB"
    currency: str = "GBP"
    terms: Terms = field(default_factory=Terms)
    policy_id: int | None = None
    signatory: str = ""
    logo: bytes = b""
    old_debts: OldDebts = OldDebts.FIRST
    old_before: date | None = None
    letterhead: Letterhead = field(default_factory=Letterhead)

    @property
    def on_screen(self) -> Business:
        """The same for a letter that goes by e-mail only (see ``Letterhead.on_screen``)."""
        return replace(self, letterhead=self.letterhead.on_screen)
