"""The programs whose exports are known: what marks them, and what their columns mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dunning_desktop.intake.synonyms import key
from dunning_desktop.usecases.drafts import Field

# Not "overdue" and not "collections": what is missing from those may just not be due yet.
_OPEN_ONLY = re.compile(
    r"\bage?ing\b|\baged\b|\bopen invoices\b|\bunpaid\b|\boutstanding\b|offene posten",
    re.IGNORECASE,
)
_NOT_INVOICES = re.compile(
    r"payments|expenses|vendors|suppliers|bills|unpaid bills.*|quotes|.*\baged payables\b.*|"
    r"a/p age?ing.*|.*\baccounts payable\b.*|.*\baged creditors\b.*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Profile:
    """One known export. ``signature`` are headings that must all be there, in any order.

    ``columns`` gives the headings of a field, the best first. ``strict_kind`` skips document
    types that are not known; ``grouped`` takes the client from the rows that head each group.
    """

    name: str
    signature: frozenset[str] = frozenset()
    columns: Mapping[Field, tuple[str, ...]] = field(default_factory=dict)
    strict_kind: bool = False
    grouped: bool = False
    open_items_only: bool = False


def _profile(
    name: str,
    signature: str,
    columns: Mapping[Field, str],
    *,
    strict_kind: bool = False,
    grouped: bool = False,
    open_items_only: bool = False,
) -> Profile:
    return Profile(
        name=name,
        signature=frozenset(key(word) for word in signature.split(",")),
        columns={f: tuple(key(word) for word in names.split(",")) for f, names in columns.items()},
        strict_kind=strict_kind,
        grouped=grouped,
        open_items_only=open_items_only,
    )


_XERO = _profile(
    "xero-invoices",
    "ContactName, InvoiceNumber, InvoiceDate, DueDate, InventoryItemCode",
    {
        Field.CLIENT: "ContactName",
        Field.EMAIL: "EmailAddress",
        Field.ADDRESS_1: "POAddressLine1",
        Field.ADDRESS_2: "POAddressLine2",
        Field.ADDRESS_3: "POAddressLine3",
        Field.ADDRESS_4: "POAddressLine4",
        Field.CITY: "POCity",
        Field.REGION: "PORegion",
        Field.POSTCODE: "POPostalCode",
        Field.COUNTRY: "POCountry",
        Field.NUMBER: "InvoiceNumber",
        Field.REFERENCE: "Reference",
        Field.ISSUED: "InvoiceDate",
        Field.DUE: "DueDate",
        Field.TOTAL: "Total",
        Field.PAID: "InvoiceAmountPaid",
        Field.OPEN: "InvoiceAmountDue",
        Field.CURRENCY: "Currency",
        Field.KIND: "Type",
        Field.STATUS: "Status",
    },
    strict_kind=True,
)
_INVOICE_NINJA = _profile(
    "invoice-ninja",
    "Client, Email, Invoice Number, Amount, Paid, PO Number, Status, Invoice Date, Due Date",
    {
        Field.CLIENT: "Client",
        Field.EMAIL: "Email",
        Field.NUMBER: "Invoice Number",
        Field.TOTAL: "Amount",
        Field.PAID: "Paid",
        Field.REFERENCE: "PO Number",
        Field.STATUS: "Status",
        Field.ISSUED: "Invoice Date",
        Field.DUE: "Due Date",
    },
)
_ZOHO = _profile(
    "zoho-books",
    "Invoice Date, Invoice ID, Invoice Number, Invoice Status, Customer Name, Total, Balance",
    {
        Field.CLIENT: "Customer Name",
        Field.EMAIL: "Primary Contact EmailID, EmailID",
        Field.PHONE: "Billing Phone",
        Field.ADDRESS_1: "Billing Address, Billing Street",
        Field.ADDRESS_2: "Billing Street2",
        Field.CITY: "Billing City",
        Field.REGION: "Billing State",
        Field.POSTCODE: "Billing Code",
        Field.COUNTRY: "Billing Country",
        Field.NUMBER: "Invoice Number",
        Field.REFERENCE: "PurchaseOrder",
        Field.ISSUED: "Invoice Date",
        Field.DUE: "Due Date",
        Field.TOTAL: "Total",
        Field.OPEN: "Balance",
        Field.CURRENCY: "Currency Code",
        Field.STATUS: "Invoice Status",
    },
)
_FRESHBOOKS = _profile(
    "freshbooks",
    "Client Name, Invoice #, Date Issued, Invoice Status, Line Total",
    {
        Field.CLIENT: "Client Name",
        Field.NUMBER: "Invoice #",
        Field.ISSUED: "Date Issued",
        Field.DUE: "Date Due, Due Date",
        Field.LINE_TOTAL: "Line Total",
        Field.CURRENCY: "Currency",
        Field.STATUS: "Invoice Status",
    },
)
_QUICKBOOKS = {
    Field.CLIENT: """Customer full name, Client full name, Customer, Client, Name, Customer name,
        Donor, Full name""",
    Field.EMAIL: "Email, Customer email, Main Email",
    Field.PHONE: "Phone, Phone numbers, Customer phone",
    Field.NUMBER: "Num, No., Number, Transaction number, Invoice number",
    Field.REFERENCE: "Memo/Description, Memo, PO number",
    Field.ISSUED: "Date, Transaction date, Invoice date",
    Field.DUE: "Due date",
    Field.TOTAL: "Amount, Total, Total amount",
    Field.OPEN: "Open balance, Balance",
    Field.CURRENCY: "Currency",
    Field.KIND: "Transaction type, Type",
    Field.STATUS: "Status",
}
_QUICKBOOKS_REPORT = _profile(
    "quickbooks-report",
    "Date, Transaction type, Due date, Amount, Open balance",
    _QUICKBOOKS,
    strict_kind=True,
)
_QUICKBOOKS_SALES = _profile(
    "quickbooks-sales", "Transaction type, Status, Due date, Total, Balance", _QUICKBOOKS
)
_XERO_AGED = _profile(
    "xero-aged-receivables",
    "Invoice Number, Invoice Date, Due Date, Total, Older",
    {
        Field.NUMBER: "Invoice Number",
        Field.REFERENCE: "Invoice Reference",
        Field.ISSUED: "Invoice Date",
        Field.DUE: "Due Date",
        Field.OPEN: "Total",
    },
    grouped=True,
    open_items_only=True,
)
# The columns can be chosen there; "Amount Due" is what the invoice asked for, not what is open.
_STRIPE = _profile(
    "stripe",
    "Number, Status, Currency, Amount Due, Amount Paid, Amount Remaining",
    {
        Field.CLIENT: "Customer Name, Customer Description, Customer Email, Customer",
        Field.EMAIL: "Customer Email",
        Field.NUMBER: "Number",
        Field.ISSUED: "Date (UTC), Created (UTC), Finalized At (UTC), Date, Created",
        Field.DUE: "Due Date (UTC), Due Date",
        Field.TOTAL: "Amount Due",
        Field.PAID: "Amount Paid",
        Field.OPEN: "Amount Remaining",
        Field.CURRENCY: "Currency",
        Field.STATUS: "Status",
    },
)
GENERIC = Profile("generic")
PROFILES = (
    _XERO,
    _INVOICE_NINJA,
    _ZOHO,
    _FRESHBOOKS,
    _STRIPE,
    _QUICKBOOKS_REPORT,
    _QUICKBOOKS_SALES,
    _XERO_AGED,
)
_BY_NAME = {profile.name: profile for profile in (*PROFILES, GENERIC)}


def profile_named(name: str) -> Profile:
    """The profile of that name; the generic one for a name that is not known here."""
    return _BY_NAME.get(name, GENERIC)


def detect(headings: Sequence[str]) -> Profile:
    """The first profile whose headings are all there; the generic one where none is."""
    keys = {key(heading) for heading in headings}
    return next((one for one in PROFILES if one.signature <= keys), GENERIC)


def profile_columns(profile: Profile, headings: Sequence[str]) -> dict[Field, int]:
    """The column of each field the profile names; a column is used once."""
    places = {key(heading): index for index, heading in reversed(list(enumerate(headings)))}
    columns: dict[Field, int] = {}
    for meaning, names in profile.columns.items():
        free = (places[name] for name in names if name in places)
        place = next((column for column in free if column not in columns.values()), None)
        if place is not None:
            columns[meaning] = place
    return columns


def lists_open_items_only(profile: Profile, preamble: Sequence[str]) -> bool:
    """Whether the report leaves out what is paid: by its nature, or as its title says."""
    return profile.open_items_only or any(_OPEN_ONLY.search(text) for text in preamble)


def says_not_invoices(preamble: Sequence[str]) -> str:
    """The title above the headings that says the list holds no invoices to chase; else empty."""
    return next((text for text in preamble if _NOT_INVOICES.fullmatch(text)), "")
