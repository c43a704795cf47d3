"""Up to which day it is known who paid."""

from __future__ import annotations

from datetime import date

from dunning_desktop.usecases.ledger import Ledger


def known_to(ledger: Ledger, day: date) -> date | None:
    """The day of the latest payment or import, up to that day; None where nothing is known."""
    found = (ledger.figures.latest_payment(upto=day), ledger.figures.latest_import())
    return max((one for one in found if one), default=None)
