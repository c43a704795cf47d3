"""Files to read, written by the tests themselves, and the reader at one fixed day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from dunning_desktop.domain.errors import UnreadableFile
from dunning_desktop.intake import InvoiceReader
from dunning_desktop.usecases.drafts import FilePreview, ImportDraft, RowVerdict

TODAY = date(2026, 11, 22)
XERO = (
    "ContactName,EmailAddress,POAddressLine1,POAddressLine2,POAddressLine3,POAddressLine4,POCity,"
    "PORegion,POPostalCode,POCountry,SAAddressLine1,SAAddressLine2,SAAddressLine3,SAAddressLine4,"
    "SACity,SARegion,SAPostalCode,SACountry,InvoiceNumber,Reference,InvoiceDate,DueDate,PlannedDate,"
    "Total,TaxTotal,InvoiceAmountPaid,InvoiceAmountDue,InventoryItemCode,Description,Quantity,"
    "UnitAmount,Discount,LineAmount,AccountCode,TaxType,TaxAmount,TrackingName1,TrackingOption1,"
    "TrackingName2,TrackingOption2,Currency,Type,Sent,Status"
)
_XERO_USUAL = {
    "ContactName": "Ridgeway University",
    "InvoiceNumber": "INV-0001",
    "InvoiceDate": "13/10/2026",
    "DueDate": "27/10/2026",
    "Total": "120.0000",
    "InvoiceAmountPaid": "0.0000",
    "InvoiceAmountDue": "120.0000",
    "Description": "Consulting",
    "Currency": "GBP",
    "Type": "Sales invoice",
    "Status": "Awaiting Payment",
}


def xero(*rows: Mapping[str, str], header: str = XERO) -> str:
    """A Xero sales-invoice export: each row is what differs from a usual one."""
    names = header.split(",")
    lines = [[{**_XERO_USUAL, **row}.get(name.lstrip("*"), "") for name in names] for row in rows]
    return "\r\n".join([header, *(",".join(map(_quoted, line)) for line in lines), ""])


def _quoted(cell: str) -> str:
    return f'"{cell}"' if "," in cell or "\n" in cell else cell


def write(folder: Path, content: str | bytes, name: str = "invoices.csv") -> Path:
    """The content as a file; text in UTF-8 with its line ends as they are."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def preview(path: Path) -> FilePreview:
    return InvoiceReader().preview(path, today=TODAY)


def draft(path: Path, previewed: FilePreview | None = None) -> ImportDraft:
    """The draft by the preview's own mapping, or by the one given; one verdict for each row."""
    previewed = previewed or preview(path)
    drafted = InvoiceReader().draft(path, previewed, today=TODAY)
    assert len(drafted.verdicts) == previewed.row_count
    return drafted


def read(folder: Path, content: str | bytes, name: str = "invoices.csv") -> ImportDraft:
    """Write, preview and draft."""
    return draft(write(folder, content, name))


def reason(path: Path) -> str:
    """Why the file is refused."""
    with pytest.raises(UnreadableFile) as refused:
        draft(path)
    assert refused.value.data["name"] == path.name
    return str(refused.value.data["reason"])


def outcomes(rows: Sequence[RowVerdict]) -> list[str]:
    """The verdicts in few words: ``2 take ok``."""
    return [f"{row.row} {row.verdict} {row.code}" for row in rows]


def taken(drafted: ImportDraft) -> list[str]:
    """The drafts in few words: client, number, open of total, issued, due."""
    return [
        f"{one.client.name} | {one.number} | {one.open} of {one.total} | {one.issued} | {one.due}"
        for one in drafted.drafts
    ]
