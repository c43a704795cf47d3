"""An invented reminder, to look at a letter before there is anybody to write to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dunning_desktop.domain.assessment import assess
from dunning_desktop.domain.calendar import add_days, days_between
from dunning_desktop.domain.claims import NOTHING, Claim, claim_of
from dunning_desktop.domain.client import Address, Business, Client, Contact, DebtorType
from dunning_desktop.domain.debt import Debt
from dunning_desktop.domain.ladders import STANDARD
from dunning_desktop.domain.letter import ReminderFacts
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import ChargeRule, DunningLevel, Tone
from dunning_desktop.domain.proposal import Chase, ChaseLine
from dunning_desktop.domain.relevant_day import DebtDays
from dunning_desktop.usecases.regimes import known_law


def specimen(business: Business, *, today: date, tone: Tone = Tone.FRIENDLY) -> ReminderFacts:
    """A reminder of that tone from this business to an invented client, marked as a specimen."""
    level = next(level for level in STANDARD.levels if level.tone is tone)
    lines = (
        _line(today, level, number="INV-0417", amount=124_000, days=level.day + 11, item=1),
        _line(today, level, number="INV-0423", amount=36_050, days=level.day, item=2),
    )
    chase = Chase(
        client_id=0,
        level=level,
        channel=level.channel,
        deadline=add_days(today, max(level.days_to_pay, -level.day)),
        lines=lines if level.day > 0 else lines[1:],
    )
    return ReminderFacts(
        today=today,
        business=business,
        client=_CLIENT,
        contact=_CLIENT.contacts[0],
        chase=chase,
        reference="R-0001",
        previous=tuple(add_days(today, -ago) for ago in (25, 14) if ago < level.day),
        specimen=True,
    )


_CLIENT = Client(
    name="Willow & Stone Interiors Ltd",
    debtor_type=DebtorType.COMPANY,
    address=Address(("14 Canal Street",), city="Sheffield", postcode="S3 8AB"),
    contacts=(Contact(name="Priya Shah", email="accounts@willow.example"),),
)


def _line(
    today: date, level: DunningLevel, *, number: str, amount: int, days: int, item: int
) -> ChaseLine:
    due, money = add_days(today, -days), Money(amount, "GBP")
    line = ChaseLine(
        item_id=item,
        invoice_id=item,
        number=number,
        issued=add_days(due, -30),
        due=due,
        amount=money,
        open=money,
        days_late=max(days_between(due, today), 0),
        cycle=1,
        level=level,
    )
    claimed = NOTHING if level.charges is ChargeRule.NONE else _claim(line, today)
    return replace(line, claim=claimed)


def _claim(line: ChaseLine, today: date) -> Claim:
    debt = Debt(line.open, DebtDays(agreed=line.due))
    return claim_of(assess(debt, known_law(), as_of=today))
