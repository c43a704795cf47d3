"""Which instalments a business may give that is no lender: the law's limits for individuals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from dunning_desktop.domain.calendar import add_days, add_months
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.instalments import Instalment

MOST_EXEMPT = 12
"""Payments of a plan that stays outside consumer-credit regulation: article 60F of the Regulated
Activities Order 2001. All of them within twelve months of the agreement, without interest or
charges."""
MONTHS_EXEMPT = 12
_GUARDED = frozenset({DebtorType.CONSUMER, DebtorType.SOLE_TRADER, DebtorType.PARTNERSHIP})


class Stop(StrEnum):
    """Why a plan would be regulated consumer credit, which this business may not give."""

    TOO_MANY = "too-many"
    TOO_LONG = "too-long"
    INTEREST = "interest"


def is_guarded(debtor: DebtorType, jurisdiction: str) -> bool:
    """Whether the limits hold for a client: individuals, sole traders and small partnerships.

    How many partners there are is not known: every partnership is taken for a small one.
    """
    return debtor in _GUARDED and jurisdiction.partition("-")[0] == "GB"


def last_exempt_day(agreed_on: date) -> date:
    """The last day of a payment: the twelve months begin with the day of the agreement itself."""
    return add_days(add_months(agreed_on, MONTHS_EXEMPT), -1)


def stops(
    instalments: Sequence[Instalment],
    *,
    agreed_on: date,
    interest: bool,
    debtor: DebtorType,
    jurisdiction: str,
) -> tuple[Stop, ...]:
    """What keeps such a plan from being offered to that client; nothing where it may be.

    A first payment on agreement counts like any other.
    """
    if not is_guarded(debtor, jurisdiction):
        return ()
    found = []
    if len(instalments) > MOST_EXEMPT:
        found.append(Stop.TOO_MANY)
    if any(one.due > last_exempt_day(agreed_on) for one in instalments):
        found.append(Stop.TOO_LONG)
    if interest:
        found.append(Stop.INTEREST)
    return tuple(found)
