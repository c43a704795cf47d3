"""Xero's sales-invoice export: one row per line, types, states and older headers."""

from datetime import date
from pathlib import Path

from dunning_desktop.domain.client import Address
from dunning_desktop.domain.money import Money
from dunning_desktop.usecases.drafts import DateOrder, DraftKind, Field, RowCode
from tests.intake.scene import XERO, outcomes, read, taken, xero


def test_a_row_becomes_an_invoice_with_its_client(tmp_path: Path) -> None:
    drafted = read(
        tmp_path,
        xero(
            {
                "EmailAddress": "accounts@ridgeway.example",
                "POAddressLine1": "Accounts Payable",
                "POAddressLine2": "1 High Street",
                "POCity": "Leeds",
                "PORegion": "West Yorkshire",
                "POPostalCode": "LS1 1AA",
                "POCountry": "United Kingdom",
                "Reference": "P/O 9711",
                "InvoiceAmountPaid": "20.0000",
                "InvoiceAmountDue": "100.0000",
            }
        ),
    )

    (invoice,) = drafted.drafts
    assert drafted.preview.mapping.profile == "xero-invoices"
    assert invoice.kind is DraftKind.INVOICE
    assert (invoice.number, invoice.reference) == ("INV-0001", "P/O 9711")
    assert (invoice.issued, invoice.due) == (date(2026, 10, 13), date(2026, 10, 27))
    assert (invoice.total, invoice.open) == (Money(12000, "GBP"), Money(10000, "GBP"))
    assert invoice.client.name == "Ridgeway University"
    assert invoice.client.email == "accounts@ridgeway.example"
    assert invoice.client.address == Address(
        ("Accounts Payable", "1 High Street"), "Leeds", "West Yorkshire", "LS1 1AA", "GB"
    )
    assert drafted.questions == ()
    assert drafted.notes == ()
    assert drafted.preview.mapping.date_orders[Field.DUE] is DateOrder.DAY_FIRST


def test_lines_of_one_invoice_count_once(tmp_path: Path) -> None:
    line = {"Total": "300.00", "InvoiceAmountDue": "300.00"}
    drafted = read(
        tmp_path,
        xero(
            {**line, "Description": "Design, \nprint"},
            {**line, "Description": "Post"},
            {"InvoiceNumber": "INV-0002"},
        ),
    )

    assert taken(drafted) == [
        "Ridgeway University | INV-0001 | GBP 300.00 of GBP 300.00 | 2026-10-13 | 2026-10-27",
        "Ridgeway University | INV-0002 | GBP 120.00 of GBP 120.00 | 2026-10-13 | 2026-10-27",
    ]
    assert outcomes(drafted.verdicts) == ["2 take ok", "3 merged same-invoice", "4 take ok"]
    assert drafted.drafts[0].rows == (2, 3)


def test_one_number_for_two_clients_is_two_invoices(tmp_path: Path) -> None:
    drafted = read(tmp_path, xero({}, {"ContactName": "City Agency"}))

    assert [one.client.name for one in drafted.drafts] == ["Ridgeway University", "City Agency"]


def test_the_same_number_with_another_total_is_a_conflict(tmp_path: Path) -> None:
    drafted = read(tmp_path, xero({}, {"Total": "99.00"}, {"InvoiceNumber": "INV-0002"}))

    assert outcomes(drafted.verdicts) == ["2 take ok", "3 bad conflict", "4 take ok"]
    assert (drafted.verdicts[1].field, drafted.verdicts[1].text) == (Field.TOTAL, "99.00")
    assert drafted.drafts[0].total == Money(12000, "GBP")


def test_states_decide_what_is_chased(tmp_path: Path) -> None:
    states = ["Draft", "Awaiting Approval", "Awaiting Payment", "Paid", "Voided", "Deleted"]
    rows = [{"InvoiceNumber": f"INV-{at}", "Status": state} for at, state in enumerate(states)]
    drafted = read(tmp_path, xero(*rows))

    assert outcomes(drafted.verdicts) == [
        "2 skip draft",
        "3 skip draft",
        "4 take ok",
        "5 skip paid",
        "6 skip void",
        "7 skip void",
    ]
    assert [(one.number, one.open.minor, one.void) for one in drafted.drafts] == [
        ("INV-2", 12000, False),
        ("INV-3", 0, False),
        ("INV-4", 0, True),
        ("INV-5", 0, True),
    ]


def test_an_invoice_with_nothing_due_settles_and_is_not_taken(tmp_path: Path) -> None:
    drafted = read(tmp_path, xero({"InvoiceAmountPaid": "120", "InvoiceAmountDue": "0.00"}))

    assert outcomes(drafted.verdicts) == ["2 skip nothing-due"]
    assert [one.open for one in drafted.drafts] == [Money(0, "GBP")]


def test_types_decide_who_owes_whom(tmp_path: Path) -> None:
    drafted = read(
        tmp_path,
        xero(
            {"Type": "Bill"},
            {"Type": "Bill credit note"},
            {"Type": "Sales overpayment", "InvoiceNumber": ""},
            {"Type": "Sales credit note", "InvoiceNumber": "CN-1", "Total": "-50.00"}
            | {"InvoiceAmountDue": "-30.00"},
            {"Type": "Sales credit note", "InvoiceNumber": "CN-2", "Total": "50.00"}
            | {"InvoiceAmountDue": "50.00"},
            {"Type": "Something new"},
        ),
    )

    assert [(row.verdict, row.code) for row in drafted.verdicts] == [
        ("skip", RowCode.PAYABLE),
        ("skip", RowCode.PAYABLE),
        ("skip", RowCode.NOT_INVOICE),
        ("take", RowCode.OK),
        ("take", RowCode.OK),
        ("skip", RowCode.NOT_INVOICE),
    ]
    assert [(one.kind, one.number, one.total.minor, one.open.minor) for one in drafted.drafts] == [
        (DraftKind.CREDIT_NOTE, "CN-1", 5000, 3000),
        (DraftKind.CREDIT_NOTE, "CN-2", 5000, 5000),
    ]
    assert drafted.notes == ()


def test_older_headers_and_the_template_are_the_same_family(tmp_path: Path) -> None:
    names = [
        name for name in XERO.split(",") if not name.startswith("SA") and name != "PlannedDate"
    ]
    older = read(tmp_path, xero({}, header=",".join(names)))
    assert older.preview.mapping.profile == "xero-invoices"
    assert len(older.drafts) == 1

    gone = ("InvoiceAmountPaid", "InvoiceAmountDue", "Type", "Sent", "Status")
    stars = ("ContactName", "InvoiceNumber", "InvoiceDate", "DueDate")
    template = [f"*{name}" if name in stars else name for name in names if name not in gone]
    drafted = read(tmp_path, xero({}, {"Total": ""}, header=",".join(template)))
    assert drafted.preview.mapping.profile == "xero-invoices"
    assert outcomes(drafted.verdicts) == ["2 take ok", "3 merged same-invoice"]
    assert {note.code for note in drafted.notes} == {RowCode.OPEN_DERIVED}


def test_columns_in_another_order_are_the_same_export(tmp_path: Path) -> None:
    header = ",".join(sorted(XERO.split(","), reverse=True))

    assert taken(read(tmp_path, xero({}, header=header))) == taken(read(tmp_path, xero({})))


def test_currencies_stay_apart(tmp_path: Path) -> None:
    drafted = read(
        tmp_path, xero({}, {"InvoiceNumber": "2", "Currency": "EUR"}, {"Currency": "Groats"})
    )

    assert [one.total.currency for one in drafted.drafts] == ["GBP", "EUR"]
    assert drafted.verdicts[2].code is RowCode.BAD_CURRENCY
