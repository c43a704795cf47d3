"""The words of a statement of interest: every figure says where it comes from, and what to know."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dunning_desktop.domain.cautions import FOR_THE_OWNER, Caution
from dunning_desktop.domain.charges import ChargeKind
from dunning_desktop.domain.claims import NOTHING, Claim
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.day_count import DayCount
from dunning_desktop.domain.debt import Basis, Debt
from dunning_desktop.domain.interest import Receipt, Settlement
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.owed import OwedItem
from dunning_desktop.domain.regime import Clock, Counting
from dunning_desktop.domain.relevant_day import DayRule, DebtDays
from dunning_desktop.domain.terms import ContractRate, RatePer
from dunning_desktop.letters.texts import languages, texts_for
from dunning_desktop.usecases.regimes import known_law
from tests.helpers.facts import (
    ABROAD,
    CONSUMER,
    PART_PAID,
    TODAY,
    german,
    owed,
    statement,
)
from tests.letters.reading import said


def test_a_rate_that_is_rounded_up_first() -> None:
    debt = Debt(Money.of(900, "EUR"), DebtDays(agreed=date(2026, 1, 31)), jurisdiction="BE")
    printed = said(statement([owed(debt)], client=ABROAD))
    assert "Published Rounded up to Points added Rate a year" in printed
    assert "1 Jan 2026 2.15% 2.5% 8 10.5%" in printed
    assert "rounds the reference rate up to the next half point" in printed


def test_a_provisional_figure_says_so_wherever_it_stands() -> None:
    day = date(2027, 2, 3)
    printed = said(statement([owed(german(), as_of=day)] * 2, client=ABROAD, today=day))
    assert "Total owed, provisional €" in printed
    assert printed.count("Interest to date, provisional €") == 2
    assert printed.count("Total owed on 3 February 2027, provisional €") == 3
    assert "R5 German base rate, provisional 1 Jul 2026" in printed
    assert "Provisional: the reference rate of the latest half-year is not known yet" in printed
    assert "provisional" not in said(statement([owed(german())], client=ABROAD))


def test_rates_that_nobody_compared_and_rates_of_the_owner() -> None:
    debt = Debt(Money.of(900, "EUR"), DebtDays(agreed=date(2025, 3, 31)), jurisdiction="AT")
    table = known_law().table("at")
    own = table.rate(date(2025, 7, 1), Decimal("1.5"), source="OeNB, my own look-up", own=True)
    day = date(2025, 9, 1)
    found = owed(debt, as_of=day, law=known_law().with_rates([("at", own)]))
    printed = said(statement([found], client=ABROAD, today=day))
    assert "R1 Austrian base rate, not compared with the publisher 1 Jan 2025" in printed
    assert "R2 Austrian base rate, entered by us 1 Jul 2025 1.50% 9.2 10.70%" in printed
    assert "Source of R2: OeNB, my own look-up." in printed
    assert "Compare it before relying on the figure." in printed


def test_nothing_is_claimed_of_a_consumer() -> None:
    debt = Debt(
        Money.of(800, "GBP"), DebtDays(agreed=date(2026, 9, 30)), debtor=DebtorType.CONSUMER
    )
    printed = said(statement([owed(debt)], client=CONSUMER))
    assert "Amount invoiced £800.00 No interest is claimed. What is owed Amount" in printed
    assert "Principal £800.00 Total owed on 22 November 2026 £800.00" in printed
    assert "Such a debtor owes no statutory interest" in printed
    assert "Source of the rate" not in printed
    assert "How it is worked out" not in printed


@pytest.mark.parametrize(
    ("claim", "due", "why"),
    [
        (NOTHING, date(2026, 9, 30), "No interest is claimed."),
        (NOTHING, TODAY, "Not late on 22 November 2026, so no interest is claimed."),
        (Claim(refused="before-the-rates"), date(2026, 9, 30), "older than the law or the rates"),
        (Claim(refused="no-county-court"), date(2026, 9, 30), "No figure can be given"),
    ],
)
def test_why_nothing_is_claimed(claim: Claim, due: date, why: str) -> None:
    found = owed(replace(PART_PAID, days=DebtDays(agreed=due)))
    paid = (Settlement(date(2026, 10, 2), Money.of(1500, "GBP")),)
    item = replace(found.item, open=Money.of(3500, "GBP"), settlements=paid)
    printed = said(statement([OwedItem(item, claim)]))
    assert why in printed
    assert "2 Oct 2026 £1,500.00 £1,500.00 – –" in printed
    assert "Principal £5,000.00 £1,500.00 £3,500.00 Total owed" in printed


def test_a_contract_by_the_month() -> None:
    contract = ContractRate(Decimal("1.5"), RatePer.MONTH)
    printed = said(statement([owed(replace(PART_PAID, basis=Basis.CONTRACT, contract=contract))]))
    assert "Interest from To Whole months Balance Rate a month Source Interest" in printed
    assert "1 May 2026 31 Oct 2026 6 £3,000.00 1.5% R1 £270.00" in printed
    assert "R1 As agreed in the contract, by the month 18%" in printed
    assert "Interest grows with each further whole month, not by the day." in printed
    assert "days beyond a whole month bear none" in printed
    assert "Interest: as agreed in the contract." in printed
    assert "for each further day" not in printed


def test_before_interest_begins() -> None:
    monthly = ContractRate(Decimal(1), RatePer.MONTH)
    days = DebtDays(agreed=date(2026, 11, 10))
    debt = replace(german(), days=days, received=(), basis=Basis.CONTRACT, contract=monthly)
    printed = said(statement([owed(debt)], client=ABROAD))
    assert "charged by the whole month, and the first is not over" in printed
    assert "Fixed compensation €40.00 Total owed on 22 November 2026 €4,040.00" in printed
    paid = replace(PART_PAID, received=(Receipt(date(2026, 3, 30), Money.of(5000, "GBP")),))
    assert "No interest is claimed" in said(statement([owed(paid)]))


def test_a_monthly_rate_that_the_law_caps() -> None:
    contract = ContractRate(Decimal(2), RatePer.MONTH)
    debt = Debt(
        Money.of(900, "CAD"), DebtDays(agreed=date(2026, 3, 31)), jurisdiction="CA",
        basis=Basis.CONTRACT, contract=contract,
    )  # fmt: skip
    printed = said(statement([owed(debt)]))
    assert "R1 As agreed in the contract, as far as the law allows 5%" in printed
    assert "does not state gives no more than 5% a year" in printed


def test_interest_that_a_court_may_award() -> None:
    debt = replace(PART_PAID, basis=Basis.COUNTY_COURT, costs=Money.of(50, "GBP"))
    printed = said(statement([owed(debt)]))
    assert "R1 County Courts Act 1984, s.69 8%" in printed
    assert "at its discretion; it is claimed instead of statutory interest, never on top" in printed
    assert "Costs of recovery" not in printed
    assert "Fixed compensation" not in printed


def test_days_of_a_leap_year() -> None:
    printed = said(statement([owed(replace(german(), day_count=DayCount.ACT_ACT))]))
    assert "÷ 365, or ÷ 366 for days in a leap year" in printed


AUTHORITY = DebtorType.PUBLIC_AUTHORITY
NOTICED, PERFORMED = date(2026, 3, 2), date(2026, 3, 4)
UNAGREED = """
None agreed Last day for payment in law 31 March 2026 Amount invoiced £5,000.00 No day for payment
was agreed: the law gives 30 days, beginning with 2 March 2026, the later of the work and the notice
of the amount.
"""
CUT = """
31 May 2026 Last day for payment in law 2 April 2026 Amount invoiced £5,000.00 A public authority
has 30 days in law, whatever was agreed: they are counted beginning with 4 March 2026, the later of
the work and the notice of the amount.
"""
ADVANCE = """
in law 4 March 2026 Amount invoiced £5,000.00 Payment in advance: in law it is owed from the day the
work is done.
"""
UNPERFORMED = """
in law Not before the work is done Amount invoiced £5,000.00 Payment in advance: in law it is not
owed before the work is done. No interest is claimed.
"""


@pytest.mark.parametrize(
    ("days", "debtor", "why"),
    [
        (DebtDays(notice=NOTICED), DebtorType.COMPANY, UNAGREED),
        (DebtDays(date(2026, 5, 31), NOTICED, PERFORMED), AUTHORITY, CUT),
        (DebtDays(NOTICED, performance=PERFORMED, advance=True), DebtorType.COMPANY, ADVANCE),
        (DebtDays(date(2026, 3, 31), advance=True), DebtorType.COMPANY, UNPERFORMED),
    ],
    ids=["unagreed", "authority", "advance", "unperformed"],
)
def test_why_another_day_is_the_last(days: DebtDays, debtor: DebtorType, why: str) -> None:
    debt = replace(PART_PAID, days=days, debtor=debtor, received=())
    assert " ".join(why.split()) in said(statement([owed(debt)]))


def test_more_time_is_no_waiver() -> None:
    found = owed(PART_PAID)
    item = replace(found.item, original_due=found.item.due, due=date(2026, 4, 30))
    printed = said(statement([replace(found, item=item)]))
    assert "31 March 2026" in printed
    assert "More time was given, until 30 April 2026." in printed


def test_notes_name_the_invoices_they_are_of() -> None:
    early = DebtDays(date(2026, 3, 31), notice=date(2026, 1, 2))
    authority = replace(PART_PAID, debtor=DebtorType.PUBLIC_AUTHORITY, days=early)
    consumer = replace(PART_PAID, debtor=DebtorType.CONSUMER)
    items = [owed(PART_PAID, "A-1"), owed(authority, "A-2"), owed(consumer, "A-3")]
    printed = said(statement(items))
    assert "A-2: A public authority has 30 days to pay" in printed
    assert "A-3: Such a debtor owes no statutory interest" in printed
    assert printed.count("Simple interest by the day") == 1
    assert "A-1 and A-2: Simple" not in printed


@pytest.mark.parametrize("language", languages())
def test_there_are_words_for_every_code(language: str) -> None:
    words = texts_for(language).statement
    printed = {one.value for one in Caution if one not in FOR_THE_OWNER}
    assert set(words["cautions"]) == printed | {"heading", "about", "counted"}
    assert set(words["debtor"]) == {one.value for one in DebtorType}
    assert set(words["clock"]) >= {one.value for one in Clock}
    rules = {one.value for one in DayRule if one is not DayRule.AGREED}
    assert set(words["why"]) == rules | {one.value for one in Counting}
    assert set(words["sums"]) >= {one.value for one in ChargeKind}


def test_advice_to_the_creditor_is_not_printed_for_the_debtor() -> None:
    early = DebtDays(date(2015, 3, 31), notice=date(2015, 1, 2))
    old = replace(PART_PAID, days=early)
    item = owed(old, "A-1")
    assert item.claim.assessment is not None
    assert {Caution.LONG_TERMS, Caution.STATUTE_BARRED} <= set(item.claim.assessment.cautions)
    assert "To know of these figures" not in said(statement([item]))
