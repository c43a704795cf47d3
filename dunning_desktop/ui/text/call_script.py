"""What can be said on the telephone: short sentences with the real figures, in the level's tone."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.calls import CallOutcome
from dunning_desktop.domain.money import totals
from dunning_desktop.domain.policy import Tone
from dunning_desktop.ui.text.dates import days
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.ui.text.money import money, sums
from dunning_desktop.usecases.call_rows import CallCard

translate = QCoreApplication.translate

MONTHS = (
    QT_TRANSLATE_NOOP("Script", "January"),
    QT_TRANSLATE_NOOP("Script", "February"),
    QT_TRANSLATE_NOOP("Script", "March"),
    QT_TRANSLATE_NOOP("Script", "April"),
    QT_TRANSLATE_NOOP("Script", "May"),
    QT_TRANSLATE_NOOP("Script", "June"),
    QT_TRANSLATE_NOOP("Script", "July"),
    QT_TRANSLATE_NOOP("Script", "August"),
    QT_TRANSLATE_NOOP("Script", "September"),
    QT_TRANSLATE_NOOP("Script", "October"),
    QT_TRANSLATE_NOOP("Script", "November"),
    QT_TRANSLATE_NOOP("Script", "December"),
)
# The word about it, and the question after it.
_SAID = {
    Tone.COURTESY: (
        QT_TRANSLATE_NOOP(
            "Script", "I only want to make sure that it has reached you and all is in order."
        ),
        QT_TRANSLATE_NOOP("Script", "Will it be paid on time?"),
    ),
    Tone.FRIENDLY: (
        QT_TRANSLATE_NOOP("Script", "It may have slipped through. Could you look into it for me?"),
        QT_TRANSLATE_NOOP("Script", "When can we expect the payment?"),
    ),
    Tone.FIRM: (
        QT_TRANSLATE_NOOP("Script", "I need to know today when it will be paid."),
        QT_TRANSLATE_NOOP("Script", "Can you pay {sum} by {deadline}?"),
    ),
    Tone.FINAL: (
        QT_TRANSLATE_NOOP(
            "Script",
            "This is the last time we ask. If we have neither your payment nor a word from you by "
            "{deadline}, we will have to consider what formal steps to take.",
        ),
        QT_TRANSLATE_NOOP(
            "Script",
            "Can {sum} reach us by {deadline}? If not all of it: what can you pay, and when?",
        ),
    ),
}
# Only these speak of days late and of what was written.
_INSISTS = frozenset({Tone.FIRM, Tone.FINAL})


def script(card: CallCard) -> list[str]:
    """What to say, a paragraph each; the last one is the question."""
    said = [_greeting(card)]
    if not card.lines:
        return said
    tone = card.chase.level.tone if card.chase else Tone.FRIENDLY
    about, question = _SAID[tone]
    deadline = spoken(card.chase.deadline, card.today) if card.chase else ""
    filled = {"sum": sums(card.total), "deadline": deadline}
    middle = [_about(card), *(_insisting(card) if tone in _INSISTS else ())]
    said.append(" ".join([*middle, *_on_top(card)]))
    said += [_promise(card)] if _promise(card) else []
    said.append(translate("Script", about).format(**filled))
    said.append(translate("Script", question).format(**filled))
    return said


def _greeting(card: CallCard) -> str:
    name = card.contact.name if card.contact else ""
    if name:
        hello = translate("Script", "Hello, may I speak to {name}?").format(name=name)
    else:
        hello = translate("Script", "Hello, may I speak to whoever pays your invoices?")
    business = card.business
    if business.signatory:
        mine = translate("Script", "This is {me} from {business}.")
    else:
        mine = translate("Script", "I am calling from {business}.")
    return f"{hello} {mine.format(me=business.signatory, business=business.name)}"


def _about(card: CallCard) -> str:
    asked = totals(one.open for one in card.lines)
    if len(card.lines) == 1:
        (line,) = card.lines
        words = (
            translate("Script", "I'm calling about invoice {number} for {sum}, which was due on "
                                "{day}.")
            if line.due < card.today
            else translate("Script", "I'm calling about invoice {number} for {sum}, due on {day}.")
        )
        return words.format(
            number=line.number, sum=money(line.open), day=spoken(line.due, card.today)
        )
    words = translate("Script", "I'm calling about {count} invoices, together {sum}. The oldest, "
                                "{number}, was due on {day}.")  # fmt: skip
    oldest = min(card.lines, key=lambda one: one.due)
    return words.format(
        count=len(card.lines),
        sum=sums(asked),
        number=oldest.number,
        day=spoken(oldest.due, card.today),
    )


def _insisting(card: CallCard) -> list[str]:
    """How late it is, and that it was written about."""
    worst = max(one.days_late for one in card.lines)
    if not worst:
        return []
    if not card.sent:
        words = translate("Script", "That is {days} ago.")
        return [words.format(days=days(worst))]
    words = translate("Script", "That is {days} ago, and we wrote to you about it on {day}.")
    return [words.format(days=days(worst), day=spoken(card.sent[-1][0], card.today))]


def _on_top(card: CallCard) -> list[str]:
    claimed = totals(one.claimed for one in card.lines)
    said = []
    if any(one.minor for one in claimed):
        words = translate(
            "Script", "With {sum} for late payment on top, that makes {total}."
        )
        asked = totals(one.asked for one in card.lines)
        said.append(words.format(sum=sums(claimed), total=sums(asked)))
    if any(one.minor for one in card.credit):
        words = translate(
            "Script", "The {sum} you have on account is taken off, which leaves {total}."
        )
        said.append(words.format(sum=sums(card.credit), total=sums(card.total)))
    return said


def _promise(card: CallCard) -> str:
    """The last call's promise, once its day has passed."""
    last = next(iter(card.calls), None)
    if last is None or last.outcome is not CallOutcome.PROMISED or last.until is None:
        return ""
    if last.until >= card.today:
        return ""
    words = translate("Script", "When we spoke on {day}, you promised payment by {until}.")
    return words.format(
        day=spoken(last.day, card.today), until=spoken(last.until, card.today)
    )


def how_to_pay(card: CallCard) -> str:
    """Where the money is to go and what to quote; empty where no bank account is known."""
    bank = card.business.bank
    if bank.account_number:
        words = translate("Script", "{name}, sort code {sort}, account {account}.")
        said = words.format(
            name=bank.account_name or card.business.name,
            sort=_grouped(bank.sort_code),
            account=bank.account_number,
        )
    elif bank.iban:
        words = translate("Script", "{name}, IBAN {iban}.")
        said = words.format(name=bank.account_name or card.business.name, iban=bank.iban)
    else:
        return ""
    quote = _reference(card)
    words = translate("Script", "Please quote {ref}.")
    return f"{said} {words.format(ref=quote)}" if quote else said


def _grouped(code: str) -> str:
    """A sort code in pairs, as it is read out."""
    digits = [one for one in code if one.isdigit()]
    pairs = ["".join(digits[at : at + 2]) for at in range(0, len(digits), 2)]
    return "-".join(pairs) or code


def _reference(card: CallCard) -> str:
    """As the letters have it: the one invoice, else the client's own reference, else the oldest."""
    if not card.lines:
        return card.client.reference
    if len(card.lines) == 1 or not card.client.reference:
        return card.lines[0].number
    return card.client.reference


def spoken(when: date, today: date) -> str:
    """``3 March``, with the year where it is another one."""
    said = f"{when.day} {translate('Script', MONTHS[when.month - 1])}"
    return said if when.year == today.year else f"{said} {when.year}"
