"""A list of letters handed to the post on a day, to have it stamped: the proof that they went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dunning_desktop.domain.client import Address, Business
from dunning_desktop.domain.posting import PostClass


@dataclass(frozen=True, slots=True)
class PostedItem:
    """A letter: to whom, and the number the post gave it where there is one."""

    client: str
    address: Address
    post_class: PostClass | None = None
    tracking: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class PostingList:
    """The letters in the order they lie in the pile."""

    day: date
    business: Business
    items: tuple[PostedItem, ...]
    specimen: bool = False
