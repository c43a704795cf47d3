"""What a row was before an import changed it, what it became, and how it is put back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from dunning_desktop.domain.client import Address, Client, Contact, ContactRole
from dunning_desktop.domain.invoice import Invoice
from dunning_desktop.domain.money import Money
from dunning_desktop.usecases.ledger import Before, Ledger

INVOICE = "invoice"
CLIENT = "client"


def before_invoice(was: Invoice, became: Invoice) -> Before:
    """An invoice with one due item, before and after."""
    return Before(INVOICE, was.id, {"was": _of_invoice(was), "became": _of_invoice(became)})


def before_client(was: Client, became: Client) -> Before:
    """What an import filled in of a client, before and after."""
    return Before(CLIENT, was.id, {"was": _of_client(was), "became": _of_client(became)})


def changed_since(ledger: Ledger, befores: list[Before], *, batch_id: int) -> list[int]:
    """The invoices a batch changed and cannot put back: they were worked on since."""
    ids = [one.id for one in befores if one.kind == INVOICE]
    invoices = ledger.receivables.invoices(ids)
    used = set(ledger.receivables.in_use(ids, besides_batch=batch_id))
    return [
        one.id
        for one in befores
        if one.id in invoices
        and one.kind == INVOICE
        and _in_the_way(one, invoices[one.id], used=one.id in used)
    ]


def _in_the_way(before: Before, invoice: Invoice, *, used: bool) -> bool:
    """A total is changed only while nothing hangs on it: what does now came later."""
    data: Mapping[str, Any] = before.data
    if data["became"] != _of_invoice(invoice):
        return True
    return used and data["was"]["total"] != data["became"]["total"]


def restore(ledger: Ledger, before: Before) -> None:
    """Put a row back to what it was; what is gone or was completed by the owner stays so."""
    data: Mapping[str, Any] = before.data
    if before.kind == INVOICE:
        invoice = ledger.receivables.invoices([before.id]).get(before.id)
        if invoice is not None:
            ledger.receivables.save_invoice(_invoice_as(invoice, data["was"]))
        return
    client = ledger.parties.clients([before.id]).get(before.id)
    if client is not None and _of_client(client) == data["became"]:
        ledger.parties.save_client(_client_as(client, data["was"]))


def _of_invoice(invoice: Invoice) -> dict[str, object]:
    item = invoice.items[0]
    return {
        "issued": invoice.issued.isoformat(),
        "total": invoice.total.minor,
        "due": item.due.isoformat(),
        "original_due": item.original_due.isoformat(),
        "reference": invoice.reference,
        "cancelled": invoice.cancelled,
    }


def _invoice_as(invoice: Invoice, was: Mapping[str, Any]) -> Invoice:
    total = Money(was["total"], invoice.total.currency)
    first, *others = invoice.items
    item = replace(
        first,
        amount=first.amount + (total - invoice.total),
        due=date.fromisoformat(was["due"]),
        original_due=date.fromisoformat(was["original_due"]),
    )
    return replace(
        invoice,
        issued=date.fromisoformat(was["issued"]),
        total=total,
        items=(item, *others),
        reference=was["reference"],
        cancelled=was["cancelled"],
    )


def _of_client(client: Client) -> dict[str, object]:
    return {
        "lines": list(client.address.lines),
        "city": client.address.city,
        "region": client.address.region,
        "postcode": client.address.postcode,
        "country": client.address.country,
        "contacts": [
            [one.name, one.role.value, one.email, one.phone, one.refused]
            for one in client.contacts
        ],
    }


def _client_as(client: Client, was: Mapping[str, Any]) -> Client:
    address = Address(
        lines=tuple(was["lines"]),
        city=was["city"],
        region=was["region"],
        postcode=was["postcode"],
        country=was["country"],
    )
    contacts = tuple(
        Contact(name, ContactRole(role), email, phone, refused)
        for name, role, email, phone, refused in was["contacts"]
    )
    return replace(client, address=address, contacts=contacts)
