"""Reports: titles above, groups and sums between, footers below."""

from datetime import date
from pathlib import Path

from dunning_desktop.domain.money import Money
from dunning_desktop.usecases.drafts import DraftKind, Field, RowCode
from tests.intake.scene import draft, outcomes, preview, read, reason, taken, write

AGEING = """\
A/R Ageing Detail Report,,,,,,,
Harbour Design Ltd,,,,,,,
"As of July 30, 2026",,,,,,,

,Date,Transaction type,Num,Customer full name,Due date,Amount,Open balance
91 or more days past due,,,,,,,
,13/01/2026,Invoice,1001,Acme Ltd,12/02/2026,"1,200.00","1,200.00"
,15/01/2026,Credit Memo,CM-7,Acme Ltd,15/01/2026,-100.00,-100.00
Total for 91 or more days past due,,,,,,"£1,100.00","£1,100.00"
CURRENT,,,,,,,
,20/07/2026,Invoice,1044,"Smith, John - GBP",19/08/2026,250.00,50.00
,21/07/2026,Payment,,Acme Ltd,21/07/2026,-25.00,-25.00
Total for CURRENT,,,,,,£225.00,£25.00
TOTAL,,,,,,"£1,325.00","£1,125.00"



" Thursday, July 30, 2026 04:19 PM GMT-06:00",,,,,,,
"""
AGED = """\
Aged Receivables Detail,,,,,,,,,,
Harbour Design Ltd,,,,,,,,,,
As at 31 March 2026,,,,,,,,,,
Ageing by due date,,,,,,,,,,
,,,,,,,,,,
Invoice Number,Invoice Date,Due Date,Invoice Reference,Current,< 1 Month,1 Month,2 Months,3 Months,\
Older,Total
Total Gas & Power,,,,,,,,,,
INV-1,13 Jan 2026,12 Feb 2026,PO 1,0.00,0.00,500.00,0.00,0.00,0.00,500.00
INV-2,1 Mar 2026,31 Mar 2026,,70.50,0.00,0.00,0.00,0.00,0.00,70.50
Total Total Gas & Power,,,,70.50,0.00,500.00,0.00,0.00,0.00,570.50
Young Bros,,,,,,,,,,
CN-3,2 Mar 2026,2 Mar 2026,,0.00,(20.00),0.00,0.00,0.00,0.00,(20.00)
Total Young Bros,,,,0.00,(20.00),0.00,0.00,0.00,0.00,(20.00)
Total,,,,70.50,(20.00),500.00,0.00,0.00,0.00,560.50
Percentage of total,,,,12.80%,-3.63%,90.83%,0.00%,0.00%,0.00%,100.00%
"""


def test_quickbooks_ageing_is_read_between_its_groups(tmp_path: Path) -> None:
    drafted = read(tmp_path, AGEING)

    assert drafted.preview.mapping.profile == "quickbooks-report"
    assert drafted.preview.mapping.header_row == 5
    assert taken(drafted) == [
        "Acme Ltd | 1001 | GBP 1200.00 of GBP 1200.00 | 2026-01-13 | 2026-02-12",
        "Acme Ltd | CM-7 | GBP 100.00 of GBP 100.00 | 2026-01-15 | 2026-01-15",
        "Smith, John - GBP | 1044 | GBP 50.00 of GBP 250.00 | 2026-07-20 | 2026-08-19",
    ]
    assert [one.kind for one in drafted.drafts][1] is DraftKind.CREDIT_NOTE
    assert drafted.open_items_only


def test_quickbooks_headings_sums_and_footers_are_named(tmp_path: Path) -> None:
    drafted = read(tmp_path, AGEING)

    assert outcomes(drafted.verdicts) == [
        "6 skip heading",
        "7 take ok",
        "8 take ok",
        "9 skip total-row",
        "10 skip heading",
        "11 take ok",
        "12 skip not-invoice",
        "13 skip total-row",
        "14 skip total-row",
        "15 skip blank",
        "16 skip blank",
        "17 skip blank",
        "18 skip heading",
    ]


def test_the_stated_total_is_compared_with_what_was_read(tmp_path: Path) -> None:
    drafted = read(tmp_path, AGEING)
    assert drafted.control == ((Money(112500, "GBP"), Money(112500, "GBP")),)

    one_bad = read(tmp_path, AGEING.replace('"1,200.00"\n', "1200 or so\n"))
    assert one_bad.control == ((Money(112500, "GBP"), Money(-7500, "GBP")),)


def test_xero_aged_receivables_take_the_client_from_the_row_above(tmp_path: Path) -> None:
    drafted = read(tmp_path, AGED)

    assert drafted.preview.mapping.profile == "xero-aged-receivables"
    assert drafted.preview.mapping.grouped
    assert taken(drafted) == [
        "Total Gas & Power | INV-1 | GBP 500.00 of GBP 500.00 | 2026-01-13 | 2026-02-12",
        "Total Gas & Power | INV-2 | GBP 70.50 of GBP 70.50 | 2026-03-01 | 2026-03-31",
        "Young Bros | CN-3 | GBP 20.00 of GBP 20.00 | 2026-03-02 | 2026-03-02",
    ]
    assert not drafted.drafts[0].total_stated
    assert drafted.open_items_only
    # What Xero states need not be the sum of its rows: shown, and no reason to refuse.
    assert drafted.control == ((Money(56050, "GBP"), Money(55050, "GBP")),)


def test_any_report_whose_groups_are_totalled_is_grouped(tmp_path: Path) -> None:
    drafted = read(
        tmp_path,
        "Customer Balance Detail,,,,,\n"
        ",Date,Transaction Type,Num,Due Date,Amount,Open Balance,Balance\n"
        "Acme,,,,,,,\n"
        "Acme North,,,,,,,\n"
        ",13/01/2026,Invoice,7,13/02/2026,10.00,10.00,10.00\n"
        "Total for Acme North,,,,,10.00,10.00,\n"
        ",14/01/2026,Invoice,8,14/02/2026,20.00,20.00,20.00\n"
        "Total for Acme,,,,,30.00,30.00,\n",
    )

    assert [(one.client.name, one.number) for one in drafted.drafts] == [
        ("Acme North", "7"),
        ("Acme", "8"),
    ]


def test_a_client_called_total_is_no_total(tmp_path: Path) -> None:
    drafted = read(
        tmp_path,
        "Client,Invoice number,Date,Due date,Total\n"
        "Total Energies UK,T-1,2026-01-13,2026-02-13,10.00\n"
        ",,,,10.00\n",
    )

    assert [one.client.name for one in drafted.drafts] == ["Total Energies UK"]
    assert outcomes(drafted.verdicts) == ["2 take ok", "3 skip total-row"]


def test_headings_repeated_on_every_page_are_headings(tmp_path: Path) -> None:
    head = "Client,Invoice number,Date,Due date,Total\n"
    row = "Acme,{},2026-01-13,2026-02-13,10.00\n"
    drafted = read(tmp_path, head + row.format(1) + head + row.format(2))

    assert outcomes(drafted.verdicts) == ["2 take ok", "3 skip heading", "4 take ok"]


def test_another_list_in_the_same_file_is_left_alone(tmp_path: Path) -> None:
    drafted = read(
        tmp_path,
        "Client,Invoice number,Invoice date,Due date,Total\n"
        "Acme,1,2026-01-13,2026-02-13,10.00\n"
        "\n"
        "Payments\n"
        "Client,Invoice number,Amount,Date\n"
        "Acme,1,10.00,2026-02-01\n",
    )

    assert outcomes(drafted.verdicts) == [
        "2 take ok",
        "3 skip blank",
        "4 skip heading",
        "5 skip heading",
        "6 skip not-invoice",
    ]


def test_what_the_owner_owes_is_refused(tmp_path: Path) -> None:
    assert reason(write(tmp_path, AGED.replace("Receivables", "Payables"))) == "not-invoices"


def test_quickbooks_sales_page_export(tmp_path: Path) -> None:
    drafted = read(
        tmp_path,
        "Transaction date,Transaction type,No.,Name,Status,Due date,Total,Balance,Currency\n"
        "13/10/2026,Invoice,1044,Acme Ltd,Overdue 9 days,13/11/2026,250.00,50.00,GBP\n"
        "13/10/2026,Invoice,1045,Acme Ltd,Paid,13/11/2026,250.00,0.00,GBP\n"
        "13/10/2026,Estimate,1046,Acme Ltd,Pending,,99.00,0.00,GBP\n",
    )

    assert drafted.preview.mapping.profile == "quickbooks-sales"
    assert outcomes(drafted.verdicts) == ["2 take ok", "3 skip paid", "4 skip not-invoice"]
    assert not drafted.open_items_only


def test_stripe_amount_due_is_the_total(tmp_path: Path) -> None:
    drafted = read(
        tmp_path,
        "id,Customer,Customer Name,Customer Email,Number,Status,Currency,Amount Due,Amount Paid,"
        "Amount Remaining,Due Date (UTC),Created (UTC)\n"
        "in_1,cus_1,Acme,a@acme.example,S-1,open,gbp,100.00,30.00,70.00,2026-10-13 23:59,"
        "2026-09-13 10:00\n",
    )

    assert drafted.preview.mapping.profile == "stripe"
    assert taken(drafted) == ["Acme | S-1 | GBP 70.00 of GBP 100.00 | 2026-09-13 | 2026-10-13"]


def test_a_report_of_overdue_items_does_not_list_all_that_is_open(tmp_path: Path) -> None:
    body = "Client,Invoice number,Date,Due date,Total\nAcme,1,2026-01-13,2026-02-13,10.00\n"

    assert read(tmp_path, "Open invoices,,,,\n" + body).open_items_only
    assert not read(tmp_path, "Overdue invoices,,,,\n" + body).open_items_only


def test_a_title_date_says_nothing_about_the_columns(tmp_path: Path) -> None:
    path = write(tmp_path, AGEING.replace("13/01", "03/01").replace("15/01", "05/01"))
    drafted = draft(path, preview(path))

    # 20/07 still decides the issue days; the due days have 19/08.
    assert drafted.questions == ()
    assert drafted.drafts[0].issued == date(2026, 1, 3)
    assert drafted.verdicts[1].field is not Field.ISSUED
    assert drafted.verdicts[1].code is RowCode.OK
