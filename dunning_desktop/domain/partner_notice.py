"""What is written to an agency or a solicitor about a case that they have, or are to have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dunning_desktop.domain.client import Business, Client
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.partners import Partner


class NoticeKind(StrEnum):
    """What it is about."""

    HAND_OVER = "hand-over"
    PAID = "paid-directly"
    RECALLED = "recalled"


@dataclass(frozen=True, slots=True)
class Received:
    """Money that came to the owner directly, on its day."""

    day: date
    amount: Money


@dataclass(frozen=True, slots=True)
class PartnerNotice:
    """Everything such an e-mail is made from. ``received`` came since the hand-over, oldest first.

    ``attached``: the package goes with it.
    """

    kind: NoticeKind
    today: date
    business: Business
    client: Client
    partner: Partner
    numbers: tuple[str, ...]
    owed: Money
    received: tuple[Received, ...] = ()
    attached: bool = False
    specimen: bool = False
