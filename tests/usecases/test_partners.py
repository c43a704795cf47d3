"""The address book of agencies and solicitors, and the list of invoices for one of them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal

import pytest

from dunning_desktop.domain.cases import CaseStep, StepKind
from dunning_desktop.domain.client import Address
from dunning_desktop.domain.errors import InvalidField, NotFound
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.partners import USUAL, Field, Partner, PartnerKind
from dunning_desktop.usecases.case_views import case_view
from dunning_desktop.usecases.cases import open_case, take_step, take_step_back
from dunning_desktop.usecases.partners import (
    find_partner,
    hand_over_csv,
    partners,
    save_partner,
)
from tests.helpers.books import STREET, Book

SWIFT = Partner(
    "Swift Collections",
    PartnerKind.AGENCY,
    contact="Jo",
    email="jo@swift.example",
    phone="0113 4960000",
    address=STREET,
    fee=Money.of("25", "GBP"),
    commission=Decimal("12.5"),
    columns=(("Who", Field.DEBTOR_NAME), ("How much", Field.TOTAL)),
    note="Answers on Tuesdays",
)


def _rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _handed(book: Book, client: int, partner_id: int | None = None) -> int:
    """A case that is handed over today."""
    case = open_case(book.office, client).value.case_id
    step = CaseStep(StepKind.HANDED_OVER, book.clock.today(), partner_id=partner_id)
    take_step(book.office, case, step)
    return case


def test_what_was_saved_comes_back(book: Book) -> None:
    swift = save_partner(book.office, SWIFT).value
    plain = save_partner(book.office, Partner(" Adams Law ", PartnerKind.SOLICITOR)).value
    assert partners(book.office) == (
        Partner("Adams Law", PartnerKind.SOLICITOR, id=plain),
        replace(SWIFT, id=swift),
    )
    assert find_partner(book.office, "swift COLLECTIONS ").id == swift
    save_partner(book.office, replace(SWIFT, id=swift, archived=True))
    assert [one.name for one in partners(book.office)] == ["Adams Law"]
    assert [one.id for one in partners(book.office, archived=True)] == [plain, swift]


def test_two_of_one_name_are_refused(book: Book) -> None:
    save_partner(book.office, SWIFT)
    with pytest.raises(InvalidField) as caught:
        save_partner(book.office, Partner("SWIFT collections"))
    assert caught.value.data["reason"] == "partner-taken"
    assert len(partners(book.office)) == 1


def test_a_partner_that_is_not_there_takes_no_case(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1")
    with pytest.raises(NotFound):
        _handed(book, client, 7)
    with pytest.raises(NotFound):
        find_partner(book.office, "Swift")


def test_the_usual_list(book: Book) -> None:
    address = Address(("Unit 2", "1 High Street"), "Leeds", "", "LS1 1AA")
    client = book.client('Müller & "Sons", Ltd', address=address)
    book.invoice(client, "A1", late=40, amount="1234.50")
    book.invoice(client, "A2", late=5)
    case = open_case(book.office, client).value.case_id
    content = hand_over_csv(book.office, case)
    assert content.startswith(b"\xef\xbb\xbf")
    heading, first, second = _rows(content)
    assert heading == [name for name, _ in USUAL]
    assert first == [
        "A1",
        'Müller & "Sons", Ltd',
        "Unit 2, 1 High Street",
        "LS1 1AA",
        "Leeds",
        "GB",
        "2026-01-09",
        "1234.50",
        "GBP",
    ]
    assert second[0] == "A2"


def test_columns_of_their_own_say_what_is_owed_today(book: Book) -> None:
    partner = save_partner(book.office, SWIFT).value
    client = book.client()
    book.invoice(client, "A1", late=40)
    case = open_case(book.office, client).value.case_id
    assert _rows(hand_over_csv(book.office, case, partner)) == [
        ["Who", "How much"],
        ["Acme Ltd", f"{case_view(book.office, case).owed.amount}"],
    ]


def test_every_field_has_its_value(book: Book) -> None:
    columns = tuple((one.value, one) for one in Field)
    partner = save_partner(book.office, Partner("All", columns=columns)).value
    client = book.client(reference="C-7")
    invoice = book.invoice(client, "A1", late=40)
    book.pay(client, "30")
    case = open_case(book.office, client).value.case_id
    heading, row = _rows(hand_over_csv(book.office, case, partner))
    found = dict(zip(heading, row, strict=True))
    view = case_view(book.office, case)
    assert book.open(invoice) == Money.of("70", "GBP")
    assert (found["invoiced"], found["principal"], found["currency"]) == ("100.00", "70.00", "GBP")
    assert Decimal(found["total"]) == view.owed.amount
    assert Decimal(found["principal"]) + Decimal(found["on-top"]) == view.owed.amount
    assert (found["contact"], found["email"]) == ("Ann", "ann@client.example")
    assert (found["debtor-type"], found["reference"]) == ("company", "C-7")
    assert (found["invoice-date"], found["due-date"]) == ("2026-01-09", "2026-02-08")


def test_what_is_paid_is_not_on_the_list(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1", late=40)
    book.invoice(client, "A2", late=20)
    case = open_case(book.office, client).value.case_id
    book.pay(client, "100")
    assert [row[0] for row in _rows(hand_over_csv(book.office, case))[1:]] == ["A2"]


def test_what_came_in_since(book: Book) -> None:
    partner = save_partner(book.office, SWIFT).value
    client = book.client()
    book.invoice(client, "A1", late=40, amount="500")
    book.pay(client, "20", back=3)
    case = _handed(book, client, partner)
    found = case_view(book.office, case).recovery
    assert found is not None
    assert found.came_in == Money.zero("GBP")
    book.clock.later(days=5)
    book.pay(client, "100")
    found = case_view(book.office, case).recovery
    assert found is not None
    assert found.partner.name == "Swift Collections"
    assert [str(one) for one in (found.came_in, found.commission, found.net)] == [
        "GBP 100.00",
        "GBP 12.50",
        "GBP 62.50",
    ]


def test_handed_to_nobody_named_nothing_is_reckoned(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1", late=40)
    case = _handed(book, client)
    assert case_view(book.office, case).recovery is None


def test_a_hand_over_that_is_taken_back_reckons_nothing(book: Book) -> None:
    partner = save_partner(book.office, SWIFT).value
    client = book.client()
    book.invoice(client, "A1", late=40)
    case = _handed(book, client, partner)
    take_step_back(book.office, case_view(book.office, case).row.case.taken[-1].id)
    assert case_view(book.office, case).recovery is None
