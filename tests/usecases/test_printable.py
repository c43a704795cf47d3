"""What a letter's type cannot print is named beforehand, wherever in the letter it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dunning_desktop.domain.client import Client, Contact
from dunning_desktop.domain.letter import Words
from dunning_desktop.letters.press import Press
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.printable import cannot_print
from tests.helpers.books import Book
from tests.helpers.facts import BUSINESS, CLIENT, facts, line
from tests.helpers.paper_facts import invoice, promise_facts
from tests.helpers.strict import ExpectLog
from tests.letters.reading import text

WORDS = Words("Reminder", "Please pay.", "Thank you.")


@pytest.fixture
def office(book: Book) -> Office:
    """The office with the real press, and its type."""
    return replace(book.office, stationery=Press())


def test_of_a_usual_letter_everything_can_be_printed(office: Office) -> None:
    made = facts([line()])
    assert cannot_print(office, made, Press().words(made)) == ""
    paper = promise_facts()
    assert cannot_print(office, paper, Press().paper_words(paper)) == ""


def test_each_character_is_named_once_in_their_order(office: Office) -> None:
    words = Words("界 a 世", "世界 b 語", "語 c")
    assert cannot_print(office, facts(), words) == "界世語"


@pytest.mark.parametrize(
    "said", ["Zażółć gęślą jaźń", "Ünal’s – œuvre €5 · №", "e\u0301\u00a0x\u200b"]
)
def test_what_the_type_has_or_has_a_form_of_is_not_named(office: Office, said: str) -> None:
    assert cannot_print(office, facts(), replace(WORDS, opening=said)) == ""


@pytest.mark.parametrize("part", ["subject", "opening", "closing"])
def test_each_part_of_the_words_is_looked_at(office: Office, part: str) -> None:
    words = replace(WORDS, **{part: "a 世 b"})
    assert cannot_print(office, facts(), words) == "世"
    assert cannot_print(office, promise_facts(), words) == "世"


def _client(field: str) -> Client:
    if field in {"name", "reference"}:
        return replace(CLIENT, **{field: "世"})  # type: ignore[arg-type] # it is a string
    value = ("14 Canal Street", "世") if field == "lines" else "世 1"
    address = replace(CLIENT.address, **{field: value})  # type: ignore[arg-type] # the same
    return replace(CLIENT, address=address)


@pytest.mark.parametrize("field", ["name", "lines", "city", "region", "postcode", "reference"])
def test_all_that_is_printed_of_the_client_is_looked_at(office: Office, field: str) -> None:
    client = _client(field)
    assert cannot_print(office, facts(client=client, reference=client.reference), WORDS) == "世"
    paper = promise_facts(124_000, invoice(), client=client)
    assert cannot_print(office, paper, WORDS) == "世"


def test_so_are_the_contact_and_the_numbers(office: Office) -> None:
    person = replace(CLIENT, contacts=(Contact(name="Ann 世", email="ann@client.example"),))
    assert cannot_print(office, facts([line("INV-界")], client=person), WORDS) == "世界"
    paper = promise_facts(124_000, invoice("INV-界"), client=person)
    assert cannot_print(office, paper, WORDS) == "世界"
    assert cannot_print(office, facts(client=replace(CLIENT, contacts=())), WORDS) == ""


@pytest.mark.parametrize(
    "field",
    ["name", "signatory", "registered_name", "registration", "vat_number", "phone", "email"],
)
def test_all_that_is_printed_of_the_business_is_looked_at(office: Office, field: str) -> None:
    business = replace(BUSINESS, **{field: "世"})  # type: ignore[arg-type] # it is a string
    assert cannot_print(office, facts(business=business), WORDS) == "世"


def test_so_are_its_address_and_its_account(office: Office) -> None:
    address = replace(BUSINESS.address, lines=("語",))
    made = facts(business=replace(BUSINESS, address=address))
    assert cannot_print(office, made, WORDS) == "語"
    for field in ("account_name", "bank"):
        bank = replace(BUSINESS.bank, **{field: "世"})
        made = facts(business=replace(BUSINESS, bank=bank))
        assert cannot_print(office, made, WORDS) == "世"


def test_what_is_named_comes_out_as_a_square(office: Office, expect_log: ExpectLog) -> None:
    """And what is not named comes out as it is."""
    client = replace(CLIENT, name="Zażółć 糸 Ltd")
    made = facts(client=client)
    words = Words("Reminder", "Please pay.", "Thank you.")
    assert cannot_print(office, made, words) == "糸"
    expect_log(r"no glyph for U\+7CF8")
    assert "Zażółć □ Ltd" in text(Press().letter(made, words))
