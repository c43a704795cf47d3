"""What the text of a paper may speak of: an agreement's facts as ready words and yes or no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dunning_desktop.domain.claim_letter import ClaimFacts, Following
from dunning_desktop.domain.client import Business
from dunning_desktop.domain.extensions import Extension, InterestMeanwhile
from dunning_desktop.domain.instalments import Plan, total_of
from dunning_desktop.domain.money import Money, totals
from dunning_desktop.domain.offers import Offer
from dunning_desktop.domain.papers import PaperFacts, PaperKind, PaperLine
from dunning_desktop.domain.plans import InstalmentRow
from dunning_desktop.domain.promises import Promise
from dunning_desktop.letters.address import address_lines
from dunning_desktop.letters.figures import Figures
from dunning_desktop.letters.vocabulary import (
    NAMED,
    display_name,
    invoice_name,
    one_line,
    people,
)


def paper_vocabulary(facts: PaperFacts, figures: Figures) -> Mapping[str, object]:
    """The values of the texts of papers (``phrases.txt`` lists them)."""
    values = {**people(facts), **_invoices(facts.lines, figures)}
    if facts.promise is not None:
        values |= _promise(facts.promise, facts.lines, figures)
    if facts.extension is not None:
        values |= _extension(facts, facts.extension, figures)
    if facts.offer is not None:
        values |= _offer(facts.offer, facts.lines, figures)
    if facts.plan is not None:
        values |= _plan(facts.plan, figures)
    if facts.claim is not None:
        values |= _claim(facts, facts.claim, figures)
    if facts.received is not None:
        values |= {
            "amount": figures.money(facts.received.amount),
            "day": figures.day(facts.received.day),
        }
    if facts.kind is PaperKind.STATEMENT:
        late = totals(line.open for line in facts.lines if line.due < facts.today)
        owed = {one.currency: one for one in facts.owed}
        # Money received settles what is oldest: no more is overdue than is owed.
        overdue = (min(one, owed[one.currency]) for one in late if one.currency in owed)
        values |= {
            "day": figures.day(facts.today),
            "open": figures.monies(facts.owed),
            "overdue_open": figures.monies(overdue),
            "credit": any(one.minor > 0 for one in facts.credit),
        }
    if facts.plan is not None and facts.instalment is not None:
        values |= _instalment(facts.plan, facts.instalment, figures)
    return values


def _invoices(lines: Sequence[PaperLine], figures: Figures) -> dict[str, object]:
    # An invoice in parts is one invoice all the same.
    numbers = list(dict.fromkeys(invoice_name(line) for line in lines))
    return {
        "count": len(numbers),
        "several": len(numbers) > 1,
        "number": numbers[0] if numbers else "",
        "numbers": figures.joined(numbers) if len(numbers) <= NAMED else "",
        "issued": figures.day(lines[0].issued) if lines else "",
        "open": figures.monies(totals(line.open for line in lines)),
    }


def _promise(
    promise: Promise, lines: Sequence[PaperLine], figures: Figures
) -> dict[str, object]:
    owed = totals(line.open for line in lines)
    return {
        "amount": figures.money(promise.amount),
        "day": figures.day(promise.day),
        "made_on": figures.day(promise.made_on),
        "part": bool(owed) and promise.amount < owed[0],
    }


def _extension(
    facts: PaperFacts, extension: Extension, figures: Figures
) -> dict[str, object]:
    rests = extension.interest is InterestMeanwhile.RESTS
    runs_on = facts.interest is not None and facts.interest.minor > 0 and not rests
    interest = facts.interest if runs_on else None
    return {
        "old_due": figures.day(facts.lines[0].due if facts.lines else extension.old_due),
        "new_due": figures.day(extension.new_due),
        "rests": rests,
        "interest": figures.money(interest) if interest else "",
    }


def _offer(
    offer: Offer, lines: Sequence[PaperLine], figures: Figures
) -> dict[str, object]:
    owed = next(iter(totals(line.open for line in lines)), offer.amount)
    return {
        "amount": figures.money(offer.amount),
        "day": figures.day(offer.expires_on),
        "rest": figures.money(owed - offer.amount),
        "disputed": offer.dispute_id is not None,
        "said": offer.said,
    }


def _claim(facts: PaperFacts, claim: ClaimFacts, figures: Figures) -> dict[str, object]:
    owed, agreement = claim.owed, claim.agreement

    def some(money: Money) -> str:
        return figures.money(money) if money.minor else ""

    return {
        "total": figures.money(owed.total),
        "open": figures.money(owed.principal),
        "interest": some(owed.interest),
        "compensation": some(owed.compensation),
        "costs": some(owed.costs),
        "daily": some(owed.daily),
        "until": figures.day(claim.until),
        "days": claim.rule.days,
        "written_on": figures.day(agreement.written_on) if agreement.written_on else "",
        "agreement": one_line(agreement.words),
        "court": Following.COURT in claim.following,
        "agency": Following.AGENCY in claim.following,
        "solicitor": Following.SOLICITOR in claim.following,
        "reply_to": _reply_to(facts.business),
    }


def _reply_to(business: Business) -> str:
    """Name and address of the business on one line."""
    address = address_lines(business.address, business.address.country)
    return ", ".join((display_name(business), *address))


def _plan(plan: Plan, figures: Figures) -> dict[str, object]:
    return {
        "total": figures.money(plan.total),
        "payments": len(plan.instalments),
        "first": figures.day(plan.instalments[0].due),
        "first_amount": figures.money(plan.instalments[0].amount),
        "last": figures.day(plan.instalments[-1].due),
        "grace": plan.grace_days,
        "with_interest": plan.interest,
        "offered": figures.day(plan.offered_on),
        "answer_by": figures.day(plan.answer_by) if plan.answer_by else "",
        "accepted": figures.day(plan.accepted_on) if plan.accepted_on else "",
    }


def _instalment(plan: Plan, row: InstalmentRow, figures: Figures) -> dict[str, object]:
    """The payment that is reminded of, and what follows it."""
    one = row.instalment
    later = plan.instalments[one.position :]
    return {
        "amount": figures.money(row.open),
        "day": figures.day(one.due),
        "position": one.position,
        "part": bool(row.paid.minor),
        "until": figures.day(plan.last_day(one)),
        "later": len(later),
        "later_total": figures.money(total_of(later)) if later else "",
    }
