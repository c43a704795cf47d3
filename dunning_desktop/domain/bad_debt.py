"""VAT bad-debt relief: when the tax on an invoice that was never paid can be claimed back.

Sources: Value Added Tax Act 1994 s.36, VAT Regulations 1995 part XIX, HMRC Notice 700/18: six
months after the later of the day payment was due (with any longer time that was agreed) and the day
of supply, and within four years and six months of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dunning_desktop.domain.calendar import add_months
from dunning_desktop.domain.client import Business
from dunning_desktop.domain.jurisdiction import country_of
from dunning_desktop.domain.proposal import ItemFacts

WAIT_MONTHS = 6
CLAIM_MONTHS = 54


@dataclass(frozen=True, slots=True)
class Relief:
    """From when VAT on some invoices can be claimed back, and the last day for all of it."""

    first_day: date
    last_day: date


def vat_relief(business: Business, items: Iterable[ItemFacts]) -> Relief | None:
    """For what is open of some items; None for a business that has no VAT here, or nothing open.

    The day of supply is taken to be that of the invoice. Of several invoices the first to be
    claimed gives both days: it is the first that can be lost.
    """
    if country_of(business.jurisdiction) != "GB" or not business.vat_number.strip():
        return None
    counted = [max(one.due, one.issued) for one in items if one.open.minor > 0]
    if not counted:
        return None
    first = min(counted)
    return Relief(add_months(first, WAIT_MONTHS), add_months(first, CLAIM_MONTHS))
