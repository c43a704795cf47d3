"""What a promise, more time or a dispute cannot be, as sentences."""

from __future__ import annotations

from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP

FIELDS = {
    ("amount", "nothing-owed"): QT_TRANSLATE_NOOP(
        "Errors", "Nothing is open there. Choose another invoice, or record the payment instead."
    ),
    ("amount", "too-much"): QT_TRANSLATE_NOOP(
        "Errors", "That is more than is open and not disputed yet."
    ),
    ("amount", "currency"): QT_TRANSLATE_NOOP(
        "Errors", "Enter the amount in the invoice's own currency."
    ),
    ("new_due", "not-later"): QT_TRANSLATE_NOOP(
        "Errors", "Choose a day after the one on which it is due."
    ),
    ("new_due", "past"): QT_TRANSLATE_NOOP("Errors", "Choose today or a later day."),
    ("new_due", "too-often"): QT_TRANSLATE_NOOP(
        "Errors",
        "They got more time for it three times already: no more is given. "
        "Agree instalments, or let the reminders go on.",
    ),
    ("new_due", "too-far"): QT_TRANSLATE_NOOP(
        "Errors",
        "That is more than 90 days after the first due day. "
        "For that long, agree instalments instead.",
    ),
    ("new_due", "nothing-owed"): QT_TRANSLATE_NOOP("Errors", "Nothing is open on it any more."),
    ("new_due", "in-plan"): QT_TRANSLATE_NOOP(
        "Errors", "It is paid by instalments. Cancel that plan first."
    ),
    ("new_due", "in-case"): QT_TRANSLATE_NOOP(
        "Errors", "It is in a case. Take the case back first, or go on with it."
    ),
    ("new_due", "written-off"): QT_TRANSLATE_NOOP("Errors", "It was written off."),
    ("items", "nothing-overdue"): QT_TRANSLATE_NOOP(
        "Errors", "Nothing of this client is overdue and in no case yet."
    ),
    ("items", "not-overdue"): QT_TRANSLATE_NOOP(
        "Errors", "One of these invoices is not overdue, or is in a case already."
    ),
    ("agreement", "empty"): QT_TRANSLATE_NOOP(
        "Errors",
        "The letter has to say what the debt rests on: a written agreement with its day, or who "
        "agreed what, when and where.",
    ),
    ("file", "not-a-pdf"): QT_TRANSLATE_NOOP(
        "Errors", "That is no PDF. Save the form as a PDF and choose that."
    ),
    ("file", "empty"): QT_TRANSLATE_NOOP("Errors", "That file is empty."),
    ("invoice", "missing"): QT_TRANSLATE_NOOP("Errors", "Choose the invoice it belongs to."),
    ("day", "future"): QT_TRANSLATE_NOOP("Errors", "That day has not come yet."),
    ("day", "before"): QT_TRANSLATE_NOOP(
        "Errors", "That day is before the last step of the case."
    ),
    ("new_due", "handed-over"): QT_TRANSLATE_NOOP(
        "Errors", "It was handed over: whoever has it now decides about more time."
    ),
    ("new_due", "insolvent"): QT_TRANSLATE_NOOP(
        "Errors", "The client is insolvent: who looks after their affairs decides what is paid."
    ),
    ("item", "already-disputed"): QT_TRANSLATE_NOOP(
        "Errors", "All that is open on it is disputed already."
    ),
    ("said", "empty"): QT_TRANSLATE_NOOP("Errors", "Write down in a few words what they say."),
    ("answer_by", "past"): QT_TRANSLATE_NOOP("Errors", "Choose today or a later day."),
    ("credit", "too-much"): QT_TRANSLATE_NOOP("Errors", "That is more than is open on it."),
    ("credit", "not-positive"): QT_TRANSLATE_NOOP(
        "Errors", "The amount must be more than nothing."
    ),
    ("credit_number", "taken"): QT_TRANSLATE_NOOP(
        "Errors", "This client already has a credit note with that number."
    ),
    ("credit_number", "empty"): QT_TRANSLATE_NOOP(
        "Errors", "Enter the number of your credit note."
    ),
    ("name", "partner-taken"): QT_TRANSLATE_NOOP(
        "Errors", "An agency or solicitor of that name is in the book already."
    ),
    ("by_email", "by-post"): QT_TRANSLATE_NOOP(
        "Errors", "A private person or sole trader gets this letter by post."
    ),
    ("columns", "clash"): QT_TRANSLATE_NOOP("Errors", "Two columns have the same heading."),
    ("columns", "empty"): QT_TRANSLATE_NOOP("Errors", "Every column needs a heading."),
    ("commission", "range"): QT_TRANSLATE_NOOP("Errors", "A commission is 0 to 100 percent."),
    ("fee", "range"): QT_TRANSLATE_NOOP("Errors", "A fee cannot be less than nothing."),
}
