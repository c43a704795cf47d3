"""The texts an owner may word anew, and what each of them can speak of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.letter import Words


class LetterText(StrEnum):
    """A text: of a tone of reminder, or of a paper about an agreement. Named as its file is."""

    COURTESY = "courtesy"
    FRIENDLY = "friendly"
    FIRM = "firm"
    FINAL = "final"
    PROMISE = "promise"
    EXTENSION = "extension"
    PLAN = "plan"
    INSTALMENT = "instalment"
    INSTALMENT_LATE = "instalment-late"
    THANKS = "thanks"
    STATEMENT = "statement"

    @property
    def is_reminder(self) -> bool:
        """Whether it asks for invoices."""
        return self in REMINDERS


REMINDERS = (LetterText.COURTESY, LetterText.FRIENDLY, LetterText.FIRM, LetterText.FINAL)


class OwnTextError(DunningError):
    """An own text cannot be kept: data ``part``, ``reason`` and what it is about, ``name``.

    Reasons: ``empty``, ``long``, ``unknown`` (a name there is no value for), ``condition`` (one
    without its end, or an end without one), ``braces`` (something else in braces).
    """

    code = "own-text"


@dataclass(frozen=True, slots=True)
class OwnText:
    """The owner's words in place of the built-in ones of a text in a language.

    The words hold names in double braces, ``{{ total }}``, and conditions,
    ``{% if late %}...{% endif %}`` or ``{% if not late %}...{% endif %}``.
    """

    text: LetterText
    language: str
    words: Words


LONGEST = 12_000
"""Signs of a part of a text: four pages."""

_EVERYWHERE = (
    *("greeting", "client", "business", "signatory", "phone", "email", "reach", "reference"),
    *("the_invoices", "number", "numbers", "issued", "open"),
)
_OF_REMINDERS = (
    *("total", "deadline", "due", "last_due", "days", "which", "about", "one_of_them"),
    *("notice", "overdue_invoices", "what_falls_due", "what_is_open", "what_is_overdue"),
    *("written_before", "previous", "not_yet_due", "on_account"),
    *("demanded", "shown", "late_costs", "entitled", "the_working", "advice"),
)
_OF_PAPERS: dict[LetterText, tuple[str, ...]] = {
    LetterText.PROMISE: ("amount", "day", "made_on", "promised_for"),
    LetterText.EXTENSION: ("old_due", "new_due", "interest"),
    LetterText.PLAN: (
        *("total", "first", "first_amount", "last", "accepted", "offered", "answer_by"),
        *("plan_of", "plan_subject", "in_payments", "within_grace", "interest_then"),
        "how_to_accept",
    ),
    LetterText.INSTALMENT: (
        *("amount", "day", "position", "payments", "total", "later_total", "until"),
        *("what_is_missing", "this_payment", "what_follows"),
    ),
    LetterText.THANKS: ("amount", "day", "paid_invoices", "are_settled"),
    LetterText.STATEMENT: ("day", "overdue_open", "account_stands", "on_account"),
}
_OF_PAPERS[LetterText.INSTALMENT_LATE] = _OF_PAPERS[LetterText.INSTALMENT]

_ANY_CONDITION = ("several", "consumer", "individual", "uk", "phone", "email")
_CONDITIONS: dict[LetterText, tuple[str, ...]] = {
    **dict.fromkeys(
        REMINDERS, ("late", "previous", "demanded", "shown", "interest", "credit", "part_paid")
    ),
    LetterText.PROMISE: ("part",),
    LetterText.EXTENSION: ("rests", "interest"),
    LetterText.PLAN: ("accepted", "with_interest", "answer_by"),
    LetterText.INSTALMENT: ("part", "later"),
    LetterText.INSTALMENT_LATE: ("part", "later"),
    LetterText.THANKS: (),
    LetterText.STATEMENT: ("overdue_open", "credit"),
}


def names_of(text: LetterText) -> tuple[str, ...]:
    """What a text may name, in the order of a menu."""
    return (*_EVERYWHERE, *(_OF_REMINDERS if text.is_reminder else _OF_PAPERS[text]))


def conditions_of(text: LetterText) -> tuple[str, ...]:
    """What a paragraph or a sentence of a text may depend on."""
    return (*_CONDITIONS[text], *_ANY_CONDITION)
