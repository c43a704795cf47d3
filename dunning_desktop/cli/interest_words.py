"""What cannot be taken of a debt, and what to know of its figures, in plain words."""

from __future__ import annotations

from dunning_desktop.cli.words import sentence
from dunning_desktop.domain.cautions import Caution
from dunning_desktop.domain.errors import DunningError

CAUTIONS = {
    Caution.PROVISIONAL: "provisional: a rate is not known yet, and the one before it is used",
    Caution.UNCHECKED: "a reference rate was not compared with its publisher",
    Caution.NOT_PERFORMED: "a deposit bears nothing before the work is done",
    Caution.LONG_TERMS: "more days were agreed than is usually fair between businesses",
    Caution.AUTHORITY_CUT: "a public authority has 30 days, whatever was agreed",
    Caution.NO_STATUTE: "no late-payment law is known there; only a contract gives interest",
    Caution.NOT_COVERED: "such a debtor owes no statutory interest and no compensation",
    Caution.WEAK_REMEDY: "the agreed rate may be too low to displace the statutory one",
    Caution.MONTHLY_CAPPED: "a monthly rate with no yearly equivalent stated is capped",
    Caution.BAND_UNSETTLED: "part was paid in time: the fixed sum is that of the rest (unsettled)",
    Caution.FOREIGN_COMPENSATION: "the fixed sum is in another currency and not in the total",
    Caution.NO_BAND: "the law names its fixed sums in another currency; none is worked out",
    Caution.COSTS_NOT_REDUCED: "the fixed sum is in another currency: take it off the costs",
    Caution.COSTS_NOT_CLAIMABLE: "on this basis no costs of recovery can be claimed",
    Caution.COURT_DISCRETION: "a court may award this instead of statutory interest, never on top",
    Caution.STATUTE_BARRED: "the time to go to court has probably run out",
}

_FIELDS = {
    "principal": "principal",
    "payments": "payment",
    "relevant_day": "due day",
    "agreed_payment_day": "due day",
    "notice_date": "notice day",
    "performance_date": "performance day",
    "as_of": "as-of day",
    "debtor_type": "debtor",
    "reasonable_costs": "costs",
    "contract_rate": "rate",
    "contract_per": "per",
    "due": "due day",
    "notice": "notice day",
    "performance": "performance day",
}
"""Fields of a file of cases by the words of the command's own flags."""

_REASONS = {
    ("jurisdiction", "unknown"): "{text} is no country code like GB, DE or GB-SCT",
    ("basis", "no-county-court"): "there is no county-court interest under {text}",
    ("contract_rate", "basis"): "a rate of one's own needs the basis contract",
    ("due", "before-the-law"): "the law is known for interest from {text} on only",
    ("due", "before-the-rates"): "the rates are known from {text} on only",
    ("payments", "before-the-invoice"): "it was made on {text}, before there was an invoice",
    ("payments", "form"): "write it as DATE:AMOUNT or DATE:AMOUNT:principal, not {text}",
    ("payments", "currency"): "it is in {text}, another currency than the debt",
    ("payments", "order"): "{text} is neither principal, interest nor costs",
    ("payments", "day"): "it has no day like 2026-11-22",
    ("cases", "json"): "the file is not JSON ({text})",
    ("cases", "shape"): "the file holds no list of cases",
}
_ANY = {
    "missing": "it is missing",
    "not-positive": "it must be more than nothing",
    "negative": "it cannot be less than nothing",
    "number": "{text} is not a number",
    "range": "it is out of range",
    "decimals": "{text} has more decimals than the currency",
    "currency": "{text} is no currency code like GBP",
    "form": "{text} is not written as it should be",
    "day": "{text} is not a day like 2026-11-22",
    "unknown": "{text} is not known",
    "flag": "{text} is neither true nor false",
    "shape": "it is not a list of payments",
}


def field_sentence(error: DunningError) -> str:
    """The error in one line, with the name of the field."""
    field, reason = str(error.data.get("field", "")), str(error.data.get("reason", ""))
    said = _REASONS.get((field, reason), _ANY.get(reason, ""))
    if not field or not said:
        return sentence(error)
    text = str(error.data.get("text", ""))
    return f"the {_FIELDS.get(field, field)} cannot be taken: {said.replace('{text}', text)}"
