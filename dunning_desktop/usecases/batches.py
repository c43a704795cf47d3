"""Letters in one go: one PDF in the order of the envelopes, and a list for the post office."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from dunning_desktop.domain.client import Client
from dunning_desktop.domain.posting import PostClass
from dunning_desktop.domain.posting_list import PostedItem, PostingList
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.ports import Progress
from dunning_desktop.usecases.post import StoredLetter


class Order(StrEnum):
    """In which order letters are printed."""

    MADE = "made"
    POSTAGE = "postage"


def batch(
    office: Office,
    letter_ids: Collection[int],
    *,
    order: Order = Order.MADE,
    duplex: bool = False,
    progress: Progress | None = None,
) -> bytes:
    """One PDF of these letters, a bookmark for each.

    ``POSTAGE``: inland first, then by country, short letters before long ones, so that what costs
    the same lies together. Raises ``NotFound``, and ``Stopped`` where the progress says so.
    """
    with office.read() as ledger:
        letters, clients = _piled(ledger, office, letter_ids, order)
    return office.stationery.bundle(
        [one.pdf for one in letters],
        titles=[clients[one.client_id].name for one in letters],
        duplex=duplex,
        progress=progress,
    )


def _piled(
    ledger: Ledger, office: Office, letter_ids: Collection[int], order: Order
) -> tuple[list[StoredLetter], Mapping[int, Client]]:
    """The letters in the order in which they lie, and whom they go to."""
    letters = [ledger.post.letter(one) for one in letter_ids]
    clients = ledger.parties.clients({one.client_id for one in letters})
    if order is Order.MADE:
        return letters, clients
    home = ledger.parties.business().address.country
    pages = {one.id: office.stationery.page_count(one.pdf) for one in letters}

    def postage(one: StoredLetter) -> tuple[bool, str, int, int]:
        """A page weighs as much as the next: their number tells the postage."""
        country = clients[one.client_id].address.country or home
        return country != home, country, pages[one.id], one.id

    return sorted(letters, key=postage), clients


def posting_list(
    office: Office,
    letter_ids: Sequence[int],
    *,
    order: Order = Order.MADE,
    by: PostClass | None = None,
) -> bytes:
    """The list of these letters for the post office, as a PDF, in the order they are printed in.

    ``by`` is the class of post of those that are not posted yet. Raises ``NotFound``.
    """
    with office.read() as ledger:
        pile, clients = _piled(ledger, office, letter_ids, order)
        known = {one.id: one for one in ledger.post.letter_rows(letter_ids)}
        business = ledger.parties.business()
    ordered = [known[one.id] for one in pile]
    posted = [one.posted_at for one in ordered if one.posted_at is not None]
    day = max(posted).astimezone().date() if posted else office.clock.today()
    return office.stationery.posting_list(
        PostingList(
            day=day,
            business=business,
            items=tuple(
                PostedItem(
                    client=clients[one.client_id].name,
                    address=clients[one.client_id].address,
                    post_class=one.post_class or (None if one.posted_at else by),
                    tracking=one.tracking,
                    subject=one.subject,
                )
                for one in ordered
            ),
            specimen=office.demo,
        )
    )
