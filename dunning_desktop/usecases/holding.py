"""Which ladder holds: the invoice's own, then the client's, its tag's, and that of Settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dunning_desktop.domain.client import Client
from dunning_desktop.domain.ladders import STANDARD
from dunning_desktop.domain.names import key_of
from dunning_desktop.domain.policy import DunningPolicy
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.rows import LadderOwner


@dataclass(frozen=True, slots=True)
class Holding:
    """All ladders of a book, and whose each is. ``by_tag`` is by the tag's key."""

    ladders: Mapping[int, DunningPolicy]
    default: int | None
    by_tag: Mapping[str, int]

    def of(self, client: Client) -> DunningPolicy:
        """The ladder of a client."""
        return self.whose(client)[1]

    def whose(
        self, client: Client, own: int | None = None
    ) -> tuple[LadderOwner, DunningPolicy, str]:
        """Whose ladder holds for a client, or for an invoice with its ``own``; and by which tag.

        Of several tags with a ladder the first in the alphabet decides.
        """
        tag = min((one for one in client.tags if key_of(one) in self.by_tag), key=key_of,
                  default="")  # fmt: skip
        chosen = (
            (LadderOwner.INVOICE, own),
            (LadderOwner.CLIENT, client.policy_id),
            (LadderOwner.TAG, self.by_tag.get(key_of(tag))),
            (LadderOwner.BUSINESS, self.default),
        )
        for owner, key in chosen:
            if key is not None and key in self.ladders:
                return owner, self.ladders[key], tag if owner is LadderOwner.TAG else ""
        return LadderOwner.BUSINESS, STANDARD, ""


def holder(ledger: Ledger) -> Holding:
    """The ladders of this book."""
    return Holding(
        ladders=ledger.parties.policies(),
        default=ledger.parties.business().policy_id,
        by_tag={key_of(name): key for name, key in ledger.parties.tag_ladders().items()},
    )
