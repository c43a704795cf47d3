"""How letters look and what their texts speak of, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.letter_texts import LetterText
from dunning_desktop.domain.letterhead import Envelope, PaperStyle
from dunning_desktop.domain.particulars import Particular
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.usecases.batches import Order

translate = QCoreApplication.translate
_MOST_GLYPHS = 24

_ENVELOPES = {
    Envelope.GB_DL: QT_TRANSLATE_NOOP("Letters", "UK, DL: A4 folded in three"),
    Envelope.GB_C5: QT_TRANSLATE_NOOP("Letters", "UK, C5: A4 folded once"),
    Envelope.DIN_A: QT_TRANSLATE_NOOP("Letters", "Germany, DIN 5008 form A"),
    Envelope.DIN_B: QT_TRANSLATE_NOOP("Letters", "Germany, DIN 5008 form B"),
    Envelope.FR: QT_TRANSLATE_NOOP("Letters", "France, window on the right"),
    Envelope.CH_LEFT: QT_TRANSLATE_NOOP("Letters", "Switzerland, window on the left"),
    Envelope.CH_RIGHT: QT_TRANSLATE_NOOP("Letters", "Switzerland, window on the right"),
    Envelope.US_9: QT_TRANSLATE_NOOP("Letters", "US, no. 9: Letter folded in three"),
    Envelope.US_10: QT_TRANSLATE_NOOP("Letters", "US, no. 10: Letter folded in three"),
    Envelope.NO: QT_TRANSLATE_NOOP("Letters", "Norway, window on the left"),
}
_STYLES = {
    PaperStyle.CLASSIC: QT_TRANSLATE_NOOP("Letters", "Classic"),
    PaperStyle.MODERN: QT_TRANSLATE_NOOP("Letters", "Modern"),
    PaperStyle.TRADITIONAL: QT_TRANSLATE_NOOP("Letters", "Traditional"),
    PaperStyle.PREPRINTED: QT_TRANSLATE_NOOP("Letters", "On my own letterhead paper"),
}
_ABOUT_STYLES = {
    PaperStyle.CLASSIC: QT_TRANSLATE_NOOP("Letters", "Black on white, how to pay in a frame."),
    PaperStyle.MODERN: QT_TRANSLATE_NOOP(
        "Letters", "Your colour at head and foot, how to pay on a tint of it."
    ),
    PaperStyle.TRADITIONAL: QT_TRANSLATE_NOOP(
        "Letters", "A letter of old: type with serifs, how to pay between lines."
    ),
    PaperStyle.PREPRINTED: QT_TRANSLATE_NOOP(
        "Letters", "Head and foot stay empty: they are on your paper. E-mails carry a plain letter."
    ),
}
_TEXTS = {
    LetterText.COURTESY: QT_TRANSLATE_NOOP("Letters", "Courtesy note"),
    LetterText.FRIENDLY: QT_TRANSLATE_NOOP("Letters", "Friendly reminder"),
    LetterText.FIRM: QT_TRANSLATE_NOOP("Letters", "Firm reminder"),
    LetterText.FINAL: QT_TRANSLATE_NOOP("Letters", "Final reminder"),
    LetterText.PROMISE: QT_TRANSLATE_NOOP("Letters", "Promise confirmed"),
    LetterText.EXTENSION: QT_TRANSLATE_NOOP("Letters", "More time confirmed"),
    LetterText.PLAN: QT_TRANSLATE_NOOP("Letters", "Instalment agreement"),
    LetterText.INSTALMENT: QT_TRANSLATE_NOOP("Letters", "Next instalment"),
    LetterText.INSTALMENT_LATE: QT_TRANSLATE_NOOP("Letters", "Late instalment"),
    LetterText.THANKS: QT_TRANSLATE_NOOP("Letters", "Thank you"),
    LetterText.STATEMENT: QT_TRANSLATE_NOOP("Letters", "Statement of account"),
}
_NAMES = {
    "greeting": QT_TRANSLATE_NOOP("Letters", "Greeting"),
    "client": QT_TRANSLATE_NOOP("Letters", "Client"),
    "business": QT_TRANSLATE_NOOP("Letters", "Your business"),
    "signatory": QT_TRANSLATE_NOOP("Letters", "Who signs"),
    "phone": QT_TRANSLATE_NOOP("Letters", "Your phone"),
    "email": QT_TRANSLATE_NOOP("Letters", "Your e-mail"),
    "reach": QT_TRANSLATE_NOOP("Letters", "How to reach you"),
    "reference": QT_TRANSLATE_NOOP("Letters", "Reference to quote"),
    "the_invoices": QT_TRANSLATE_NOOP("Letters", "this invoice / these invoices"),
    "number": QT_TRANSLATE_NOOP("Letters", "Invoice number"),
    "numbers": QT_TRANSLATE_NOOP("Letters", "Invoice numbers"),
    "issued": QT_TRANSLATE_NOOP("Letters", "Invoice date"),
    "open": QT_TRANSLATE_NOOP("Letters", "What is open"),
    "total": QT_TRANSLATE_NOOP("Letters", "Amount to pay"),
    "deadline": QT_TRANSLATE_NOOP("Letters", "Pay by"),
    "due": QT_TRANSLATE_NOOP("Letters", "Due day"),
    "last_due": QT_TRANSLATE_NOOP("Letters", "Latest due day"),
    "days": QT_TRANSLATE_NOOP("Letters", "Days late"),
    "which": QT_TRANSLATE_NOOP("Letters", "Which invoices, short"),
    "about": QT_TRANSLATE_NOOP("Letters", "What it is about, short"),
    "one_of_them": QT_TRANSLATE_NOOP("Letters", "the invoice / one of them"),
    "notice": QT_TRANSLATE_NOOP("Letters", "Subject of a courtesy note"),
    "overdue_invoices": QT_TRANSLATE_NOOP("Letters", "Subject: overdue invoices"),
    "what_falls_due": QT_TRANSLATE_NOOP("Letters", "Sentence: what falls due"),
    "what_is_open": QT_TRANSLATE_NOOP("Letters", "Sentence: what is outstanding"),
    "what_is_overdue": QT_TRANSLATE_NOOP("Letters", "Sentence: what is overdue"),
    "written_before": QT_TRANSLATE_NOOP("Letters", "Sentence: when you wrote before"),
    "previous": QT_TRANSLATE_NOOP("Letters", "Days you wrote before"),
    "not_yet_due": QT_TRANSLATE_NOOP("Letters", "Sentence: what is not yet due"),
    "on_account": QT_TRANSLATE_NOOP("Letters", "Sentence: money received"),
    "demanded": QT_TRANSLATE_NOOP("Letters", "Late costs asked for"),
    "shown": QT_TRANSLATE_NOOP("Letters", "Late costs only mentioned"),
    "late_costs": QT_TRANSLATE_NOOP("Letters", "interest, compensation, costs"),
    "entitled": QT_TRANSLATE_NOOP("Letters", "the law / our agreement entitles us"),
    "the_working": QT_TRANSLATE_NOOP("Letters", "Sentence: where the working is"),
    "advice": QT_TRANSLATE_NOOP("Letters", "Sentence: free advice for consumers"),
    "amount": QT_TRANSLATE_NOOP("Letters", "Amount"),
    "day": QT_TRANSLATE_NOOP("Letters", "Day"),
    "made_on": QT_TRANSLATE_NOOP("Letters", "Day of the promise"),
    "promised_for": QT_TRANSLATE_NOOP("Letters", "Subject of a promise"),
    "old_due": QT_TRANSLATE_NOOP("Letters", "First due day"),
    "new_due": QT_TRANSLATE_NOOP("Letters", "New due day"),
    "interest": QT_TRANSLATE_NOOP("Letters", "Interest until then"),
    "first": QT_TRANSLATE_NOOP("Letters", "Day of the first payment"),
    "first_amount": QT_TRANSLATE_NOOP("Letters", "First payment"),
    "last": QT_TRANSLATE_NOOP("Letters", "Day of the last payment"),
    "accepted": QT_TRANSLATE_NOOP("Letters", "Day it was agreed"),
    "offered": QT_TRANSLATE_NOOP("Letters", "Day it was offered"),
    "answer_by": QT_TRANSLATE_NOOP("Letters", "Answer by"),
    "plan_of": QT_TRANSLATE_NOOP("Letters", "invoice … / the invoices below"),
    "plan_subject": QT_TRANSLATE_NOOP("Letters", "Subject of a plan"),
    "in_payments": QT_TRANSLATE_NOOP("Letters", "in … payments"),
    "within_grace": QT_TRANSLATE_NOOP("Letters", "within … days of its day"),
    "interest_then": QT_TRANSLATE_NOOP("Letters", "Clause: interest if it ends"),
    "how_to_accept": QT_TRANSLATE_NOOP("Letters", "Sentence: how to accept"),
    "position": QT_TRANSLATE_NOOP("Letters", "Number of the payment"),
    "payments": QT_TRANSLATE_NOOP("Letters", "How many payments"),
    "later_total": QT_TRANSLATE_NOOP("Letters", "What is left after it"),
    "until": QT_TRANSLATE_NOOP("Letters", "Last day to keep the plan"),
    "what_is_missing": QT_TRANSLATE_NOOP("Letters", "Clause: what has not come"),
    "this_payment": QT_TRANSLATE_NOOP("Letters", "Sentence: this payment"),
    "what_follows": QT_TRANSLATE_NOOP("Letters", "Sentence: what follows it"),
    "paid_invoices": QT_TRANSLATE_NOOP("Letters", "your payment of …"),
    "overdue_open": QT_TRANSLATE_NOOP("Letters", "What is overdue of it"),
    "account_stands": QT_TRANSLATE_NOOP("Letters", "Sentence: what is open and overdue"),
    "are_settled": QT_TRANSLATE_NOOP("Letters", "is / are paid in full"),
}
_CONDITIONS = {
    "late": QT_TRANSLATE_NOOP("Letters", "an invoice is late"),
    "several": QT_TRANSLATE_NOOP("Letters", "there are several invoices"),
    "previous": QT_TRANSLATE_NOOP("Letters", "you wrote before"),
    "demanded": QT_TRANSLATE_NOOP("Letters", "late costs are asked for"),
    "shown": QT_TRANSLATE_NOOP("Letters", "late costs are mentioned"),
    "interest": QT_TRANSLATE_NOOP("Letters", "interest is part of it"),
    "credit": QT_TRANSLATE_NOOP("Letters", "money waits to be allocated"),
    "part_paid": QT_TRANSLATE_NOOP("Letters", "a part was paid"),
    "consumer": QT_TRANSLATE_NOOP("Letters", "the client is a consumer"),
    "individual": QT_TRANSLATE_NOOP("Letters", "the client is one person"),
    "uk": QT_TRANSLATE_NOOP("Letters", "the client is in the UK"),
    "phone": QT_TRANSLATE_NOOP("Letters", "you have a phone"),
    "email": QT_TRANSLATE_NOOP("Letters", "you have an e-mail address"),
    "part": QT_TRANSLATE_NOOP("Letters", "it is not all of it"),
    "rests": QT_TRANSLATE_NOOP("Letters", "interest rests"),
    "accepted": QT_TRANSLATE_NOOP("Letters", "it was agreed already"),
    "with_interest": QT_TRANSLATE_NOOP("Letters", "interest goes on beside it"),
    "answer_by": QT_TRANSLATE_NOOP("Letters", "there is a day to answer by"),
    "later": QT_TRANSLATE_NOOP("Letters", "payments follow"),
    "overdue_open": QT_TRANSLATE_NOOP("Letters", "something is overdue"),
}
_ORDERS = {
    Order.MADE: QT_TRANSLATE_NOOP("Letters", "As they were made"),
    Order.POSTAGE: QT_TRANSLATE_NOOP("Letters", "By postage: inland first, short letters first"),
}
_PARTICULARS = {
    Particular.ADDRESS: QT_TRANSLATE_NOOP("Letters", "your address"),
    Particular.REGISTRATION: QT_TRANSLATE_NOOP("Letters", "your register, number and office"),
    Particular.VAT: QT_TRANSLATE_NOOP("Letters", "your VAT number"),
}
_PARTS = {
    "subject": QT_TRANSLATE_NOOP("Letters", "subject"),
    "opening": QT_TRANSLATE_NOOP("Letters", "text before the table"),
    "closing": QT_TRANSLATE_NOOP("Letters", "text after the table"),
}
_OWN_TEXT = {
    "empty": QT_TRANSLATE_NOOP("Letters", "The {part} is empty. Write something there."),
    "long": QT_TRANSLATE_NOOP(
        "Letters", "The {part} is longer than {name} characters. Nobody would read that."
    ),
    "unknown": QT_TRANSLATE_NOOP(
        "Letters", "The {part} names “{name}”, which this letter knows nothing of. Insert one of "
        "the fields of the menu instead."
    ),
    "condition": QT_TRANSLATE_NOOP(
        "Letters", "In the {part}, a condition does not end or does not begin. Each “only if” "
        "needs its “end”."
    ),
    "braces": QT_TRANSLATE_NOOP(
        "Letters", "In the {part}, “{name}” cannot be used. Insert fields from the menu; other "
        "words in braces are not understood."
    ),
}  # fmt: skip
_LETTERHEAD = {
    "too-far": QT_TRANSLATE_NOOP("Letters", "At most 8 mm; a printer further out needs mending."),
    "no-colour": QT_TRANSLATE_NOOP("Letters", "That is no colour."),
    "no-link": QT_TRANSLATE_NOOP(
        "Letters", "That is not the address of a page. It begins with https:// and has no spaces."
    ),
}


def envelope(kind: Envelope) -> str:
    """Which country's, and how the sheet is folded."""
    return translate("Letters", _ENVELOPES[kind])


def style(kind: PaperStyle) -> str:
    """Its name."""
    return translate("Letters", _STYLES[kind])


def about_style(kind: PaperStyle) -> str:
    """What it looks like."""
    return translate("Letters", _ABOUT_STYLES[kind])


def letter_text(text: LetterText) -> str:
    """What a text is for."""
    return translate("Letters", _TEXTS[text])


def field_name(name: str) -> str:
    """What a name stands for; the name itself where that is not known."""
    return translate("Letters", _NAMES[name]) if name in _NAMES else name


def condition(name: str, *, negated: bool = False) -> str:
    """``only if an invoice is late``, or ``unless ...``."""
    known = translate("Letters", _CONDITIONS[name]) if name in _CONDITIONS else name
    return _said("unless {what}" if negated else "only if {what}").format(what=known)


def _said(words: str) -> str:
    return translate("Letters", words)


_SAID = (
    QT_TRANSLATE_NOOP("Letters", "unless {what}"),
    QT_TRANSLATE_NOOP("Letters", "only if {what}"),
)


def no_glyphs(these: str) -> str:
    """What a letter cannot print, and what to do."""
    words = translate(
        "Letters",
        "The type of letters has no sign for: {these} A square is printed in its place. Write it "
        "in Latin, Greek or Cyrillic letters, or send an e-mail.",
    )
    return words.format(these=" ".join(these[:_MOST_GLYPHS]))


def print_order(order: Order) -> str:
    """In which order a pile of letters is printed."""
    return translate("Letters", _ORDERS[order])


def lacking(these: Sequence[Particular]) -> str:
    """What letters should name and do not, and where to enter it."""
    names = [translate("Letters", _PARTICULARS[one]) for one in these]
    words = translate(
        "Letters",
        "In your country a business names more on its letters. Enter under Business: {what}.",
    )
    return words.format(what=", ".join(names))


def own_text_sentence(error: DunningError) -> str:
    """What is wrong with an own text."""
    part = translate("Letters", _PARTS.get(str(error.data.get("part")), ""))
    return _reason(_OWN_TEXT, error, part=part)


def letterhead_sentence(error: DunningError) -> str:
    """What of the paper cannot be printed."""
    return _reason(_LETTERHEAD, error)


def _reason(known: Mapping[str, str], error: DunningError, **more: str) -> str:
    template = translate("Letters", known[str(error.data["reason"])])
    values = {key: str(value) for key, value in error.data.items()}
    return template.format(**{**values, **more})
