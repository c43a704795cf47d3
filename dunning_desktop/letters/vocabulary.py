"""What a letter text may speak of: a reminder's facts as ready words and plain yes or no."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dunning_desktop.domain.charges import BY_HAND, ChargeKind
from dunning_desktop.domain.client import Business, DebtorType
from dunning_desktop.domain.letter import ReminderFacts
from dunning_desktop.domain.money import Money, totals
from dunning_desktop.domain.papers import PaperLine
from dunning_desktop.domain.policy import ChargeRule
from dunning_desktop.domain.proposal import Chase, ChaseLine, ItemFacts
from dunning_desktop.letters.addressed import Addressed
from dunning_desktop.letters.figures import Figures

NAMED = 3
"""So many numbers or days are named one by one in a sentence; more are counted."""
_LONGEST_NUMBER = 40
_INDIVIDUALS = (DebtorType.CONSUMER, DebtorType.SOLE_TRADER)


def vocabulary(facts: ReminderFacts, figures: Figures) -> Mapping[str, object]:
    """The values of every letter text (``phrases.txt`` lists them)."""
    return {
        **people(facts),
        **_invoices(facts.chase, figures),
        **_claims(facts.chase, figures),
        **_previous(facts, figures),
        "total": figures.monies(asked_for(facts.chase)),
        "deadline": figures.day(facts.chase.deadline),
        "credit": any(one.minor > 0 for one in facts.chase.credit),
    }


def asked_for(chase: Chase) -> tuple[Money, ...]:
    """What is to be paid, a sum a currency; what received money covers in full is left out."""
    return tuple(one for one in chase.demanded if one.minor > 0) or chase.demanded[:1]


def one_line(text: str) -> str:
    """A name as it stands in a sentence: no line breaks, single spaces."""
    return " ".join(text.split())


def invoice_name(line: ChaseLine | ItemFacts | PaperLine) -> str:
    """The invoice's number in a sentence; one of absurd length is cut."""
    number = one_line(line.number)
    return number if len(number) <= _LONGEST_NUMBER else f"{number[: _LONGEST_NUMBER - 1]}…"


def display_name(business: Business) -> str:
    """What the business calls itself; its registered name where it has no other."""
    return one_line(business.name or business.registered_name)


def people(facts: Addressed) -> dict[str, object]:
    """Who writes to whom, for any letter."""
    client, business = facts.client, facts.business
    contact = one_line(facts.contact.name) if facts.contact else ""
    person = one_line(client.name) if client.debtor_type in _INDIVIDUALS else ""
    return {
        "salutation": contact or person,
        "client": one_line(client.name),
        "business": display_name(business),
        "signatory": one_line(business.signatory),
        "phone": one_line(business.phone),
        "email": one_line(business.email),
        "reference": one_line(facts.reference),
        "consumer": client.debtor_type is DebtorType.CONSUMER,
        "individual": client.debtor_type in _INDIVIDUALS,
        "uk": client.jurisdiction.split("-")[0] == "GB",
    }


def _invoices(chase: Chase, figures: Figures) -> dict[str, object]:
    lines = chase.lines
    first = min(lines, key=lambda line: line.due)
    # Of an invoice in parts several may be due: it is one invoice all the same.
    numbers = list(dict.fromkeys(invoice_name(line) for line in lines))
    late = len({line.number for line in lines if line.days_late})
    return {
        "count": len(numbers),
        "several": len(numbers) > 1,
        "overdue": late,
        "late": bool(late),
        "pending": len(numbers) - late,
        "number": invoice_name(first),
        "numbers": figures.joined(numbers) if len(numbers) <= NAMED else "",
        "issued": figures.day(first.issued),
        "due": figures.day(first.due),
        "last_due": figures.day(max(line.due for line in lines)),
        "same_due": len({line.due for line in lines}) == 1,
        "part_paid": any(line.undisputed != line.amount for line in lines),
        "open": figures.monies(chase.open_totals),
        "days": max(line.days_late for line in lines),
    }


def _claims(chase: Chase, figures: Figures) -> dict[str, object]:
    claimed = [line for line in chase.lines if line.claim.amount]
    # Where something is asked for, the sentence speaks of that and not of what is only shown.
    asked = [line for line in claimed if line.level.charges is ChargeRule.DEMAND] or claimed
    demanded = _claimed(claimed, ChargeRule.DEMAND, figures)
    return {
        "shown": "" if demanded else _claimed(claimed, ChargeRule.SHOW, figures),
        "demanded": demanded,
        "interest": any(line.claim.open(ChargeKind.INTEREST) for line in asked),
        "compensation": any(
            line.claim.open(ChargeKind.COMPENSATION) and not line.claim.elsewhere for line in asked
        ),
        "costs": any(line.claim.open(kind) for line in asked for kind in BY_HAND),
        "by_law": all(line.claim.interest and line.claim.interest.margin for line in asked),
    }


def _claimed(lines: Iterable[ChaseLine], rule: ChargeRule, figures: Figures) -> str:
    return figures.monies(totals(line.claimed for line in lines if line.level.charges is rule))


def _previous(facts: ReminderFacts, figures: Figures) -> dict[str, object]:
    days = sorted({day for day in facts.previous if day < facts.today})
    return {
        "previous": figures.joined(figures.day(day) for day in days[-NAMED:]),
        "previous_count": len(days),
    }
