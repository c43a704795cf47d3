"""Tags of a client stay with it, whatever is typed, imported or taken back."""

from __future__ import annotations

import pytest

from dunning_desktop.domain.client import Address
from dunning_desktop.domain.names import tags_in
from dunning_desktop.usecases.clients import find_client
from dunning_desktop.usecases.imports import undo
from tests.helpers.books import STREET, Book
from tests.helpers.drafted import bring_in, row


@pytest.mark.parametrize(
    ("typed", "known", "found"),
    [
        ("", (), ()),
        (" , ,", (), ()),
        ("Trade", (), ("Trade",)),
        (" Trade ,  slow   payer,", (), ("Trade", "slow payer")),
        ("Trade, TRADE, Slow, trade", (), ("Trade", "Slow")),
        ("trade, new", ("Trade", "Slow"), ("Trade", "new")),
        ("straße", ("STRASSE",), ("STRASSE",)),
        ("trade", ("TRADE", "Trade"), ("TRADE",)),
    ],
)
def test_tags_are_taken_as_people_type_them(
    typed: str, known: tuple[str, ...], found: tuple[str, ...]
) -> None:
    assert tags_in(typed, known) == found
    assert tags_in(", ".join(found), known) == found


def test_an_import_that_completes_a_client_keeps_its_tags_and_so_does_its_undo(
    book: Book,
) -> None:
    tags = ("Trade", "Slow payer")
    book.client("Acme Ltd", tags=tags, address=Address(), contacts=())
    done = bring_in(book, row("A1", email="pay@acme.example", address=STREET))
    completed = find_client(book.office, "Acme Ltd")
    assert completed.address == STREET
    assert completed.tags == tags
    undo(book.office, done.batch_id)
    before = find_client(book.office, "Acme Ltd")
    assert before.address == Address()
    assert before.tags == tags
