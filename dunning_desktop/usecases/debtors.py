"""What a name says of its bearer in law: only what leaves no doubt."""

from __future__ import annotations

import re

from dunning_desktop.domain.client import DebtorType

_COMPANY = re.compile(
    r"\b(ltd|limited|plc|llp|cic|inc|llc|gmbh|ug|ag|kg|s\.?a\.?r\.?l|b\.?v|n\.?v|s\.?p\.?a|"
    r"s\.?r\.?l|sp\.? z o\.?o|pty|ltée|oy|ab|aps|a/s)\b\.?\s*(\(.*\))?$",
    re.IGNORECASE,
)
_PUBLIC = re.compile(
    r"\b(council|nhs|academy trust|police|fire and rescue|ministry of|department for)\b",
    re.IGNORECASE,
)


def guess_debtor(name: str) -> tuple[DebtorType, bool]:
    """The debtor type a name shows, and whether it is beyond doubt.

    A name that shows nothing is taken for a consumer, who owes no statutory interest, until the
    owner says otherwise.
    """
    if _PUBLIC.search(name):
        return DebtorType.PUBLIC_AUTHORITY, False
    if _COMPANY.search(name):
        return DebtorType.COMPANY, True
    return DebtorType.CONSUMER, False
