"""The real exports of the sample folder, with the figures its index states."""

from datetime import date
from pathlib import Path

from dunning_desktop.domain.money import Money, totals
from dunning_desktop.intake import InvoiceReader
from dunning_desktop.usecases.drafts import DraftKind, RowCode, Verdict
from dunning_desktop.usecases.ports import InvoiceFiles
from tests.helpers.samples import sample
from tests.intake.scene import TODAY, draft, outcomes, preview, read, reason


def test_invoice_ninja_report_is_found_below_its_banner() -> None:
    previewed = preview(sample("accounting/in_invoice.csv"))

    assert previewed.mapping.profile == "invoice-ninja"
    assert previewed.mapping.header_row == 4
    assert previewed.headings[:3] == ("Client", "Email", "Invoice Number")
    assert previewed.row_count == 401
    assert previewed.sample[0][:4] == ("Ludwig Krajcik DVM", "brook59@example.org", "1", "$13.50")
    assert {len(row) for row in previewed.sample} == {len(previewed.headings)}


def test_invoice_ninja_report_becomes_400_invoices() -> None:
    drafted = draft(sample("accounting/in_invoice.csv"))

    assert len(drafted.drafts) == 400
    assert totals(one.total for one in drafted.drafts) == (Money(1186087, "USD"),)
    assert totals(one.open for one in drafted.drafts) == (Money(617466, "USD"),)
    assert not drafted.questions
    first, second = drafted.drafts[:2]
    assert (first.number, first.total, first.open) == ("1", Money(1350, "USD"), Money(849, "USD"))
    assert (first.issued, first.due) == (date(2019, 11, 25), date(2019, 10, 20))
    assert first.client.email == "brook59@example.org"
    assert second.rows == (6, 7)


def test_invoice_ninja_repeated_and_paid_rows_have_their_verdicts() -> None:
    drafted = draft(sample("accounting/in_invoice.csv"))

    assert outcomes(drafted.verdicts[:3]) == ["5 take ok", "6 take ok", "7 merged same-invoice"]
    skipped = [row for row in drafted.verdicts if row.verdict is Verdict.SKIP]
    assert [row.code for row in skipped] == [RowCode.PAID]
    settled = [one for one in drafted.drafts if not one.open]
    assert [(one.number, one.total) for one in settled] == [("780", Money(5103, "USD"))]


def test_invoice_ninja_due_days_before_the_issue_day_are_noted() -> None:
    drafted = draft(sample("accounting/in_invoice.csv"))

    codes = [note.code for note in drafted.notes]
    # The paid invoice is not noted: it is not taken.
    assert codes.count(RowCode.DUE_BEFORE_ISSUE) == 215
    assert codes.count(RowCode.CURRENCY_GUESSED) == 1


def test_zoho_drafts_are_skipped_row_by_row() -> None:
    drafted = draft(sample("accounting/in_zoho_invoices.csv"))

    assert drafted.preview.mapping.profile == "zoho-books"
    assert drafted.drafts == ()
    assert {row.code for row in drafted.verdicts} == {RowCode.DRAFT}
    assert len(drafted.verdicts) == 13


def test_zoho_totals_repeat_on_every_line_and_count_once(tmp_path: Path) -> None:
    path = sample("accounting/in_zoho_invoices.csv")
    sent = path.read_text().replace(",Draft,", ",Sent,")

    drafted = read(tmp_path, sent)

    assert [(one.number, str(one.total), one.rows) for one in drafted.drafts] == [
        ("INV-000001", "USD 489.75", (2, 3, 4, 5)),
        ("INV-000002", "USD 460.00", (6, 7, 8, 9, 10)),
        ("INV-000003", "USD 390.00", (11, 12, 13, 14)),
    ]
    assert drafted.drafts[0].due == date(2021, 1, 28)
    assert drafted.drafts[0].client.name == "Highlander"
    assert drafted.drafts[1].reference == "654"
    assert not drafted.questions


def test_freshbooks_lines_are_summed() -> None:
    drafted = draft(sample("accounting/in_freshbooks_invoices.csv"))

    (invoice,) = drafted.drafts
    assert invoice.kind is DraftKind.INVOICE
    assert (invoice.number, invoice.client.name) == ("0000001", "X-Men")
    assert invoice.total == invoice.open == Money(789000, "USD")
    assert (invoice.issued, invoice.due) == (date(2021, 1, 28), None)
    assert {note.code for note in drafted.notes} == {RowCode.DUE_DERIVED, RowCode.OPEN_DERIVED}


def test_a_list_of_payments_is_not_a_list_of_invoices() -> None:
    assert reason(sample("accounting/in_payments.csv")) == "not-invoices"


def test_lists_of_clients_lack_what_an_invoice_needs() -> None:
    for name in ("in_clients", "in_freshbooks_clients", "in_zoho_contacts"):
        assert reason(sample(f"accounting/{name}.csv")) == "unmapped"


def test_a_bank_statement_named_xls_is_read_as_what_it_is() -> None:
    previewed = preview(sample("bank/b2y_test_swedebank_statement.xls"))

    assert (previewed.sheets, previewed.delimiter) == ((), ",")


def test_the_reader_is_what_the_use_cases_ask_for() -> None:
    files: InvoiceFiles = InvoiceReader()

    assert files.preview(sample("accounting/in_invoice.csv"), today=TODAY).row_count == 401
