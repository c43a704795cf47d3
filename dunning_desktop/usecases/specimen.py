"""Invented letters, to look at one before there is anybody to write to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from dunning_desktop.domain.assessment import assess
from dunning_desktop.domain.calendar import add_days, add_months, days_between
from dunning_desktop.domain.claims import NOTHING, Claim, claim_of
from dunning_desktop.domain.client import Address, Business, Client, Contact, DebtorType
from dunning_desktop.domain.debt import Debt
from dunning_desktop.domain.extensions import Extension
from dunning_desktop.domain.instalments import Every, Plan, PlanItem, by_number
from dunning_desktop.domain.ladders import STANDARD
from dunning_desktop.domain.letter import OwnWords, ReminderFacts
from dunning_desktop.domain.letter_texts import LetterText
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.papers import PaperFacts, PaperKind, PaperLine
from dunning_desktop.domain.plans import InstalmentRow
from dunning_desktop.domain.policy import ChargeRule, DunningLevel, Tone
from dunning_desktop.domain.promises import Promise, Received
from dunning_desktop.domain.proposal import Chase, ChaseLine
from dunning_desktop.domain.relevant_day import DebtDays
from dunning_desktop.usecases.regimes import known_law

_CLIENT = Client(
    name="Willow & Stone Interiors Ltd",
    debtor_type=DebtorType.COMPANY,
    address=Address(("14 Canal Street",), city="Sheffield", postcode="S3 8AB"),
    contacts=(Contact(name="Priya Shah", email="accounts@willow.example"),),
)
_REFERENCE = "R-0001"


def somebody(business: Business, language: str = "") -> Client:
    """An invented client of a business, who reads that language."""
    return replace(
        _CLIENT,
        language=language or business.language,
        jurisdiction=business.jurisdiction,
        address=replace(_CLIENT.address, country=business.address.country),
    )


def specimen(
    business: Business,
    *,
    today: date,
    tone: Tone = Tone.FRIENDLY,
    client: Client | None = None,
    own: OwnWords = (),
) -> ReminderFacts:
    """A reminder of that tone about invented invoices, marked as a specimen."""
    level = next(level for level in STANDARD.levels if level.tone is tone)
    currency = business.currency
    lines = (
        _line(business, today, level, Money(124_000, currency), days=level.day + 11),
        _line(business, today, level, Money(36_050, currency), number="INV-0423", days=level.day),
    )
    chase = Chase(
        client_id=0,
        level=level,
        channel=level.channel,
        deadline=add_days(today, max(level.days_to_pay, -level.day)),
        lines=lines if level.day > 0 else lines[1:],
    )
    debtor = client or somebody(business)
    return ReminderFacts(
        today=today,
        business=business,
        client=debtor,
        contact=debtor.mail_contact,
        chase=chase,
        reference=debtor.reference or _REFERENCE,
        previous=tuple(add_days(today, -ago) for ago in (25, 14) if ago < level.day),
        specimen=True,
        own=own,
    )


def _line(
    business: Business,
    today: date,
    level: DunningLevel,
    money: Money,
    *,
    days: int,
    number: str = "INV-0417",
) -> ChaseLine:
    due = add_days(today, -days)
    key = int(number[-1])
    line = ChaseLine(
        item_id=key,
        invoice_id=key,
        number=number,
        issued=add_days(due, -30),
        due=due,
        amount=money,
        open=money,
        days_late=max(days_between(due, today), 0),
        cycle=1,
        level=level,
    )
    charges = level.charges is not ChargeRule.NONE
    return replace(line, claim=_claim(line, today, business.jurisdiction) if charges else NOTHING)


def _claim(line: ChaseLine, today: date, jurisdiction: str) -> Claim:
    debt = Debt(line.open, DebtDays(agreed=line.due), jurisdiction=jurisdiction)
    return claim_of(assess(debt, known_law(), as_of=today))


def specimen_paper(
    text: LetterText,
    business: Business,
    *,
    today: date,
    client: Client | None = None,
    own: OwnWords = (),
) -> PaperFacts:
    """A paper about an invented agreement, marked as a specimen."""
    debtor = client or somebody(business)
    due = add_days(today, -21)
    money = Money(124_000, business.currency)
    facts = PaperFacts(
        kind=PaperKind(text.value),
        today=today,
        business=business,
        client=debtor,
        contact=debtor.mail_contact,
        lines=(PaperLine("INV-0417", add_days(due, -30), due, money, money),),
        reference=debtor.reference or _REFERENCE,
        specimen=True,
        own=own,
    )
    return _AGREED[text](facts)


def _promised(facts: PaperFacts) -> PaperFacts:
    amount = facts.lines[0].open
    return replace(
        facts, promise=Promise(0, facts.today, add_days(facts.today, 12), amount)
    )


def _extended(facts: PaperFacts) -> PaperFacts:
    extension = Extension(
        item_id=0,
        made_on=facts.today,
        old_due=facts.lines[0].due,
        new_due=add_days(facts.today, 30),
    )
    return replace(facts, extension=extension, interest=Money(2_036, facts.business.currency))


def _planned(facts: PaperFacts) -> PaperFacts:
    total = facts.lines[0].open
    plan = Plan(
        client_id=0,
        items=(PlanItem(1, total),),
        instalments=by_number(total, 4, first=add_months(facts.today, 1), every=Every.MONTH),
        offered_on=facts.today,
        answer_by=add_days(facts.today, 14),
    )
    return replace(facts, plan=plan)


def _instalment(facts: PaperFacts, *, days: int) -> PaperFacts:
    """The second payment of the plan, so many days from its own."""
    plan = _planned(facts).plan
    if plan is None:
        raise ValueError("a plan without a plan")
    second = plan.instalments[1]
    row = InstalmentRow(second, Money(0, facts.business.currency))
    agreed = replace(plan, accepted_on=facts.today)
    return replace(facts, plan=agreed, instalment=row, today=add_days(second.due, days))


def _thanked(facts: PaperFacts) -> PaperFacts:
    return replace(facts, received=Received(facts.today, facts.lines[0].open))


_AGREED: dict[LetterText, Callable[[PaperFacts], PaperFacts]] = {
    LetterText.PROMISE: _promised,
    LetterText.EXTENSION: _extended,
    LetterText.PLAN: _planned,
    LetterText.INSTALMENT: lambda facts: _instalment(facts, days=-3),
    LetterText.INSTALMENT_LATE: lambda facts: _instalment(facts, days=2),
    LetterText.THANKS: _thanked,
    LetterText.STATEMENT: lambda facts: facts,
}
