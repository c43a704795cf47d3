"""What is wrong with an instalment plan, as sentences for its fields."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.exempt_credit import Stop
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate

FIELDS = {
    ("items", "empty"): QT_TRANSLATE_NOOP("Errors", "Tick at least one invoice."),
    ("items", "currency"): QT_TRANSLATE_NOOP(
        "Errors", "A plan is in one currency: untick the others and make a plan of their own."
    ),
    ("items", "twice"): QT_TRANSLATE_NOOP("Errors", "An invoice is in a plan once."),
    ("items", "in-plan"): QT_TRANSLATE_NOOP(
        "Errors", "One of these invoices is in another plan already. Cancel that one first."
    ),
    ("number", "range"): QT_TRANSLATE_NOOP(
        "Errors", "There can be up to 120 payments, each of at least a penny."
    ),
    ("each", "not-positive"): QT_TRANSLATE_NOOP(
        "Errors", "Each payment must be more than nothing."
    ),
    ("each", "too-small"): QT_TRANSLATE_NOOP(
        "Errors", "That would take more than 120 payments. Make each one larger."
    ),
    ("deposit", "range"): QT_TRANSLATE_NOOP(
        "Errors", "The down payment must be less than what is owed in all."
    ),
    ("deposit", "order"): QT_TRANSLATE_NOOP(
        "Errors", "The down payment comes before the other payments: choose an earlier day."
    ),
    ("instalments", "sum"): QT_TRANSLATE_NOOP(
        "Errors", "The payments do not add up to what is owed."
    ),
    ("instalments", "order"): QT_TRANSLATE_NOOP(
        "Errors", "Each payment must be due after the one before it."
    ),
    ("instalments", "not-positive"): QT_TRANSLATE_NOOP(
        "Errors", "Each payment must be more than nothing."
    ),
    ("instalments", "number"): QT_TRANSLATE_NOOP(
        "Errors", "A plan has between one and 120 payments."
    ),
    ("grace_days", "range"): QT_TRANSLATE_NOOP("Errors", "Days of grace run from 0 to 31."),
    ("answer_by", "past"): QT_TRANSLATE_NOOP(
        "Errors", "Let them answer today or on a later day."
    ),
    ("accepted_on", "too-late"): QT_TRANSLATE_NOOP(
        "Errors",
        "The first payment of this plan would have been missed by that day. Make a new plan.",
    ),
}

_STOPS = {
    Stop.TOO_MANY: QT_TRANSLATE_NOOP("Errors", "there are more than 12 payments"),
    Stop.TOO_LONG: QT_TRANSLATE_NOOP(
        "Errors", "a payment is due later than 12 months after the agreement"
    ),
    Stop.INTEREST: QT_TRANSLATE_NOOP("Errors", "it bears interest"),
}


def law_stops(error: DunningError) -> str:
    """Why a plan would be regulated credit."""
    found = error.data.get("stops", ())
    codes = [Stop(str(one)) for one in found] if isinstance(found, tuple) else []
    words = translate(
        "Errors",
        "The law does not allow this plan for an individual, sole trader or partnership: {why}. "
        "Nothing was changed.",
    )
    return words.format(why=", ".join(translate("Errors", _STOPS[one]) for one in codes))
