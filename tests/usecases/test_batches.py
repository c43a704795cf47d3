"""Letters in one go: printed in the order of postage, and listed for the post office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from dunning_desktop.domain.errors import NotFound, Stopped
from dunning_desktop.domain.letter import ReminderFacts, Words
from dunning_desktop.domain.posting import PostClass, Posting
from dunning_desktop.domain.posting_list import PostingList
from dunning_desktop.letters.press import Press
from dunning_desktop.usecases.batches import Order, batch, posting_list
from dunning_desktop.usecases.outbox import mark_posted
from dunning_desktop.usecases.ports import Progress
from dunning_desktop.usecases.settings import business, save_business
from tests.helpers.books import STREET, Book, PlainStationery
from tests.letters.reading import page_count, page_texts

LONG = "Long"
"""What a client is called whose letter has three pages."""


@dataclass
class Bundled:
    letters: list[str]
    titles: list[str]
    duplex: bool


@dataclass
class Desk(PlainStationery):
    """Keeps what was bundled and listed; a letter is the name of its client, page by page."""

    bundles: list[Bundled] = field(default_factory=list)
    lists: list[PostingList] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def letter(self, facts: ReminderFacts, words: Words) -> bytes:
        pages = 3 if facts.client.name.startswith(LONG) else 1
        return "\f".join([facts.client.name] * pages).encode()

    def bundle(
        self,
        letters: Sequence[bytes],
        *,
        titles: Sequence[str] = (),
        duplex: bool = False,
        progress: Progress | None = None,
    ) -> bytes:
        names = [one.decode().partition("\f")[0] for one in letters]
        self.bundles.append(Bundled(names, list(titles), duplex))
        if progress is not None and not progress(1, len(letters)):
            raise Stopped
        return super().bundle(letters)

    def posting_list(self, facts: PostingList) -> bytes:
        self.lists.append(facts)
        return super().posting_list(facts)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def post(book: Book, desk: Desk) -> Book:
    """The same book with a desk that keeps what was made."""
    return replace(book, office=replace(book.office, stationery=desk))


def _letters(book: Book, *clients: tuple[str, str]) -> tuple[int, ...]:
    """A letter to each of these clients, whose countries are named; in that order."""
    made: list[int] = []
    for name, country in clients:
        address = replace(STREET, country=country)
        key = book.client(name, contacts=(), address=address)
        book.invoice(key, f"A-{name}", late=5)
        made.extend(book.issue().letter_ids)
    assert len(made) == len(clients)
    return tuple(made)


# One PDF


def test_as_they_were_chosen_unless_told_otherwise(post: Book, desk: Desk) -> None:
    one, two, three = _letters(post, ("Rue", "FR"), ("Acme", "GB"), ("Bolt", "GB"))
    pdf = batch(post.office, [three, one, two])
    assert desk.bundles == [Bundled(["Bolt", "Rue", "Acme"], ["Bolt", "Rue", "Acme"], duplex=False)]
    assert pdf == b"Bolt\fRue\fAcme"


def test_by_postage_inland_first_then_by_country_short_before_long(post: Book, desk: Desk) -> None:
    letters = _letters(
        post,
        ("Long Rue", "FR"),
        ("Rue", "FR"),
        ("Weg", "DE"),
        ("Long Acme", "GB"),
        ("Zebra", "GB"),
        ("Acme", "GB"),
        ("Long Weg", "DE"),
        ("Gasse", "AT"),
    )
    batch(post.office, letters, order=Order.POSTAGE, duplex=True)
    inland = ["Zebra", "Acme", "Long Acme"]
    abroad = ["Gasse", "Weg", "Long Weg", "Rue", "Long Rue"]
    assert desk.bundles == [Bundled(inland + abroad, inland + abroad, duplex=True)]


def test_inland_is_where_the_business_is(post: Book, desk: Desk) -> None:
    letters = _letters(post, ("Acme", "GB"), ("Rue", "FR"), ("Weg", "DE"))
    known = business(post.office)
    save_business(post.office, replace(known, address=replace(STREET, country="FR")))
    batch(post.office, letters, order=Order.POSTAGE)
    assert desk.bundles[0].letters == ["Rue", "Weg", "Acme"]


def test_an_address_without_a_country_is_inland(post: Book, desk: Desk) -> None:
    letters = _letters(post, ("Gasse", "AT"), ("Acme", ""))
    batch(post.office, letters, order=Order.POSTAGE)
    assert desk.bundles[0].letters == ["Acme", "Gasse"]


@pytest.mark.parametrize("order", list(Order))
def test_a_letter_that_is_not_there_stops_the_batch(post: Book, desk: Desk, order: Order) -> None:
    (one,) = _letters(post, ("Acme", "GB"))
    with pytest.raises(NotFound) as caught:
        batch(post.office, [one, one + 7], order=order)
    assert caught.value.data["key"] == one + 7
    assert desk.bundles == []


def test_it_can_be_stopped(post: Book) -> None:
    letters = _letters(post, ("Acme", "GB"), ("Bolt", "GB"))
    seen = []

    def progress(done: int, total: int) -> bool:
        seen.append((done, total))
        return False

    with pytest.raises(Stopped):
        batch(post.office, letters, progress=progress)
    assert seen == [(1, 2)]


def test_real_letters_lie_in_the_order_of_postage(book: Book) -> None:
    real = replace(book, office=replace(book.office, stationery=Press()))
    letters = _letters(real, ("Rue SARL", "FR"), ("Acme Ltd", "GB"))
    texts = page_texts(batch(real.office, letters, order=Order.POSTAGE))
    assert ["Acme Ltd" in one for one in texts] == [True, False]
    assert ["Rue SARL" in one for one in texts] == [False, True]
    assert page_count(batch(real.office, letters, duplex=True)) == 4


# The list for the post office


def test_the_list_names_the_letters_in_the_order_of_the_pile(post: Book, desk: Desk) -> None:
    one, two, three = _letters(post, ("Acme", "GB"), ("Rue", "FR"), ("Bolt", "GB"))
    how = Posting(post.clock.today(), PostClass.SIGNED, {one: "AB 1 GB", three: "AB 3 GB"})
    mark_posted(post.office, [one, three], how)
    pdf = posting_list(post.office, [three, two, one])
    assert pdf == b"Bolt AB 3 GB\nRue \nAcme AB 1 GB"
    (made,) = desk.lists
    assert made.business == business(post.office)
    assert [one.post_class for one in made.items] == [PostClass.SIGNED, None, PostClass.SIGNED]
    assert [one.address.country for one in made.items] == ["GB", "FR", "GB"]
    assert made.items[0].subject == "friendly A-Bolt"
    assert not made.specimen


def test_it_is_of_the_latest_day_of_posting(post: Book, desk: Desk) -> None:
    one, two, three = _letters(post, ("Acme", "GB"), ("Bolt", "GB"), ("Cork", "IE"))
    first = post.clock.today() + timedelta(days=1)
    post.clock.later(days=9)
    mark_posted(post.office, [two], Posting(first + timedelta(days=3)))
    mark_posted(post.office, [one], Posting(first))
    posting_list(post.office, [one, two, three])
    posting_list(post.office, [one, three])
    assert [made.day for made in desk.lists] == [first + timedelta(days=3), first]


def test_what_is_still_to_be_posted_goes_today(post: Book, desk: Desk) -> None:
    letters = _letters(post, ("Acme", "GB"))
    post.clock.later(days=2)
    posting_list(post.office, letters)
    assert desk.lists[0].day == post.clock.today()


def test_a_letter_that_is_not_there_is_on_no_list(post: Book, desk: Desk) -> None:
    (one,) = _letters(post, ("Acme", "GB"))
    with pytest.raises(NotFound):
        posting_list(post.office, [one, one + 7])
    assert desk.lists == []


def test_a_list_of_the_demo_is_a_specimen(post: Book, desk: Desk) -> None:
    letters = _letters(post, ("Acme", "GB"))
    posting_list(replace(post.office, demo=True), letters)
    assert desk.lists[0].specimen


def test_the_real_list_says_whom_each_letter_went_to(book: Book) -> None:
    real = replace(book, office=replace(book.office, stationery=Press()))
    one, two = _letters(real, ("Acme Ltd", "GB"), ("Rue SARL", "FR"))
    mark_posted(real.office, [one], Posting(real.clock.today(), PostClass.FIRST, {one: "AB 1 GB"}))
    (said,) = page_texts(posting_list(real.office, [two, one]))
    assert said.index("Rue SARL") < said.index("Acme Ltd")
    assert "AB 1 GB" in said
    assert "20 March 2026" in said
