"""The window of a DL envelope, measured in the finished PDF: the address in it, nothing else."""

from dataclasses import replace

import pytest

from dunning_desktop.domain.client import Address, Client
from dunning_desktop.letters.press import Press
from tests.helpers.facts import ANYWHERE, BUSINESS, CLIENT, CONSUMER, ENDLESS, facts, logo
from tests.letters.reading import Piece, pieces

PRESS = Press()
FOUR = replace(CLIENT, contacts=())
LONG = replace(
    CLIENT, address=Address(("Unit 7", "The Mill", "14 Canal Street"), "Sheffield", "", "S3 8AB")
)


def printed(client: Client) -> list[Piece]:
    one = facts(client=client, business=replace(BUSINESS, logo=logo()))
    return pieces(PRESS.letter(one, PRESS.words(one)))


def in_window(piece: Piece) -> bool:
    """Whether any of it can come into view, with the sheet slipped by all the slack there is."""
    return piece.left < 110 and piece.right > 10 and piece.top < 92 and piece.bottom > 46


@pytest.mark.parametrize("client", [CLIENT, CONSUMER, ENDLESS, LONG, FOUR, ANYWHERE])
def test_what_can_be_seen_lies_where_it_is_always_seen(client: Client) -> None:
    seen = [piece for piece in printed(client) if in_window(piece)]
    assert seen
    for piece in seen:
        assert piece.left >= 20
        assert piece.right <= 100, piece
        assert piece.top >= 57, piece
        assert piece.bottom <= 81, piece


@pytest.mark.parametrize("client", [CLIENT, CONSUMER, FOUR])
def test_an_ordinary_address_fits_every_window(client: Client) -> None:
    seen = [one for one in printed(client) if in_window(one) and "·" not in one.text]
    assert len(seen) == 4
    assert all(one.left >= 24.6 and one.right <= 91 for one in seen)
    assert all(one.top >= 63.5 and one.bottom <= 80.4 for one in seen), seen


def test_name_street_town_and_postcode_come_in_order() -> None:
    seen = [one.text.strip() for one in printed(FOUR) if in_window(one)]
    assert [one for one in seen if "·" not in one] == [
        "Willow & Stone Interiors Ltd",
        "14 Canal Street",
        "Sheffield",
        "S3 8AB",
    ]


def test_a_long_address_keeps_what_the_postman_needs() -> None:
    seen = " ".join(one.text.strip() for one in printed(ENDLESS) if in_window(one))
    for needed in ("The Worshipful Society", "Great Northern Railway", "LL61 5UJ", "IRELAND"):
        assert needed in seen


def test_a_client_without_an_address_shows_the_name_alone() -> None:
    seen = [one.text.strip() for one in printed(ANYWHERE) if in_window(one)]
    assert [one for one in seen if "·" not in one] == ["Mail Only Ltd"]


def test_a_contact_named_like_the_client_is_not_written_twice() -> None:
    twin = replace(CLIENT, contacts=(replace(CLIENT.contacts[0], name=CLIENT.name.upper()),))
    seen = [one.text.strip() for one in printed(twin) if in_window(one)]
    assert [one for one in seen if "willow" in one.lower()] == [CLIENT.name]
