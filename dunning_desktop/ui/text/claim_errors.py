"""What is wrong with a debt that was typed in, said beside the field it belongs to."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.errors import CurrencyMismatch, DunningError, InvalidAmount
from dunning_desktop.ui.text.dates import day
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate

_FAR_AWAY = QT_TRANSLATE_NOOP("ClaimErrors", "That year cannot be meant. Check the day.")
_TOO_LARGE = QT_TRANSLATE_NOOP("ClaimErrors", "The amount is too large to be worked out.")
_SENTENCES = {
    ("jurisdiction", "unknown"): QT_TRANSLATE_NOOP("ClaimErrors", "Choose a country."),
    ("principal", "missing"): QT_TRANSLATE_NOOP("ClaimErrors", "Enter the amount."),
    ("principal", "range"): _TOO_LARGE,
    ("principal", "not-positive"): QT_TRANSLATE_NOOP(
        "ClaimErrors", "The amount must be more than nothing."
    ),
    ("due", "missing"): QT_TRANSLATE_NOOP(
        "ClaimErrors", "Enter the last day for payment, or the day the work was done."
    ),
    ("due", "before-the-law"): QT_TRANSLATE_NOOP(
        "ClaimErrors", "The law is known only for debts late since {day}. Choose a later day."
    ),
    ("due", "before-the-rates"): QT_TRANSLATE_NOOP(
        "ClaimErrors", "The rates are known only from {day}. Choose a later day."
    ),
    ("notice", "missing"): QT_TRANSLATE_NOOP(
        "ClaimErrors", "Enter the day they got the invoice: the law counts its days from there."
    ),
    ("costs", "negative"): QT_TRANSLATE_NOOP("ClaimErrors", "Costs cannot be less than nothing."),
    ("costs", "not-positive"): QT_TRANSLATE_NOOP(
        "ClaimErrors", "Costs cannot be less than nothing."
    ),
    ("payments", "not-positive"): QT_TRANSLATE_NOOP(
        "ClaimErrors", "A payment must be more than nothing."
    ),
    ("rate", "missing"): QT_TRANSLATE_NOOP("ClaimErrors", "Enter the rate you agreed."),
    ("rate", "range"): QT_TRANSLATE_NOOP("ClaimErrors", "The rate runs from 0 to 100 %."),
    ("basis", "no-county-court"): QT_TRANSLATE_NOOP(
        "ClaimErrors", "No such court interest is known there. Choose another basis."
    ),
}
_DAYS = ("due", "notice", "performance", "payments", "as_of")


def claim_sentence(error: DunningError) -> str:
    """What to tell the owner."""
    if isinstance(error, InvalidAmount) and error.data.get("reason") == "range":
        return translate("ClaimErrors", _TOO_LARGE)
    name, reason = claim_field(error), str(error.data.get("reason", ""))
    words = _FAR_AWAY if name in _DAYS and reason == "range" else _SENTENCES.get((name, reason))
    if error.code != "invalid-field" or words is None:
        return sentence(error)
    return translate("ClaimErrors", words).format(day=_day(str(error.data.get("text", ""))))


def claim_field(error: DunningError) -> str:
    """The name of the field it is about; empty where that is not known."""
    if isinstance(error, InvalidAmount | CurrencyMismatch):
        return "principal"
    return str(error.data.get("field", ""))


def _day(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text
