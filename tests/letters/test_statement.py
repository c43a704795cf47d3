"""The statement of interest on paper: a court can follow every figure of it to the penny."""

import io
import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pypdf
import pytest

from dunning_desktop.domain.charges import Charge, ChargeKind, ChargeState
from dunning_desktop.domain.claims import claim_on
from dunning_desktop.domain.client import Business
from dunning_desktop.domain.debt import Basis, Debt
from dunning_desktop.domain.interest import Receipt, Settlement
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.owed import OwedItem
from dunning_desktop.domain.payment import PaymentOrder
from dunning_desktop.domain.relevant_day import DebtDays
from dunning_desktop.domain.terms import ContractRate, Terms
from dunning_desktop.letters.press import Press
from dunning_desktop.usecases.regimes import known_law
from tests.helpers.debts import debt_of, vectors
from tests.helpers.facts import (
    ABROAD,
    BUSINESS,
    CLIENT,
    ENDLESS,
    PART_PAID,
    TODAY,
    compounding,
    german,
    logo,
    owed,
    statement,
)
from tests.letters.reading import assert_apart, page_count, page_texts, pieces, said, text

PRESS = Press()
_DAY = r"\d+ \w+ \d{4}"
_MONEY = r"(?:[A-Z]{2,3} ?)?[^\d\s]?[\d,.]+"
SEGMENT = re.compile(rf"({_DAY}) ({_DAY}) ([\d,]+) ({_MONEY}) ([\d.]+)% R\d+ ({_MONEY})")

WORKED_EXAMPLE = """
Carter Plumbing Unit 4, Wharf Road Bristol BS1 6QZ 0117 496 0123 accounts@carter.example
carter.example
Statement of interest
Worked out to and including 31 July 2026.
Owed by Willow & Stone Interiors Ltd 14 Canal Street, Sheffield S3 8AB
Company, reference WILLOW01
Total owed £3,215.27
Invoice INV-0417
Issued 1 March 2026 Agreed last day for payment 31 March 2026 Amount invoiced £5,000.00
Received on Amount To principal To interest To costs
10 May 2026 £2,000.00 £1,935.62 £64.38 –
Interest from To Days Balance Rate a year Source Interest
1 Apr 2026 10 May 2026 40 £5,000.00 11.75% R1 £64.38
11 May 2026 31 Jul 2026 82 £3,064.38 11.75% R1 £80.89
Interest to date £145.27
What is owed In full Received Owed
Principal £5,000.00 £1,935.62 £3,064.38
Interest to date £145.27 £64.38 £80.89
Fixed compensation £70.00 – £70.00
Total owed on 31 July 2026 £3,215.27
Interest for each further day, while nothing is paid: £0.99.
Source of the rate Fixed on Published Points added Rate a year
R1 Bank of England base rate 31 Dec 2025 3.75% 8 11.75%
How it is worked out
Simple interest by the day: balance × rate × days ÷ 365. Both days of a line are counted,
the day of payment included, and each line is rounded half up to the penny.
The reference rate of the half-year in which interest begins is fixed for the life of the
debt. Interest does not compound.
Source of R1: Bank of England, official Bank Rate in force on 30 June and 31 December
(SI 2002/1675, article 4).
Interest and fixed compensation: Late Payment of Commercial Debts (Interest) Act 1998
(ss.1 to 6, s.5A and s.11 of the Act; SI 2002/1674; SI 2002/1675, article 4; SI 2013/395).
Carter Plumbing & Heating Ltd · Registered in England and Wales no. 01234567. Registered
office: Unit 4, Wharf Road, Bristol BS1 6QZ VAT no. GB 123 4567 89
"""


def amount(printed: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.]", "", printed))


def test_a_worked_example_word_for_word() -> None:
    """A payment of 2,000 on 10 May 2026, interest first."""
    day = date(2026, 7, 31)
    found = owed(debt_of(vectors()["UK-16"]), as_of=day)
    assert said(statement([found], today=day)).split() == WORKED_EXAMPLE.split()


@pytest.mark.parametrize(
    "debt",
    [
        PART_PAID,
        german(),
        compounding(),
        replace(PART_PAID, basis=Basis.COUNTY_COURT),
        replace(PART_PAID, basis=Basis.CONTRACT, contract=ContractRate(Decimal("9.25"))),
        Debt(Money.of(8000, "PLN"), DebtDays(agreed=date(2026, 1, 31)), jurisdiction="PL"),
        Debt(Money.of(150_000, "JPY"), DebtDays(agreed=date(2024, 1, 31)), jurisdiction="FR"),
    ],
    ids=["gb", "de", "nl", "court", "contract", "pl", "jpy"],
)
def test_printed_lines_add_up_to_the_printed_interest_on_one_page(debt: Debt) -> None:
    one = owed(debt)
    pdf = PRESS.statement(statement([one], client=ABROAD))
    printed = text(pdf)
    found = SEGMENT.findall(printed)
    assert one.claim.interest
    assert len(found) == len(one.claim.interest.segments)
    total = re.search(rf"Interest to date(?:, provisional)? ({_MONEY}) What is owed", printed)
    assert total
    assert sum(amount(line[-1]) for line in found) == amount(total[1])
    assert amount(total[1]) == one.claim.interest.total.amount
    for *_, days, balance, rate, interest in found:
        exact = amount(balance) * Decimal(rate) / 100 * int(days.replace(",", "")) / 365
        assert abs(exact - amount(interest)) <= Decimal("0.5")
    assert page_count(pdf) == 1
    assert_apart(pdf)


def test_costs_first_over_half_years() -> None:
    printed = said(statement([owed(german())], client=ABROAD))
    assert "15 Apr 2025 €1,000.00 €868.60 €91.40 €40.00" in printed
    assert "Fixed compensation €40.00 €40.00 – Total owed" in printed
    assert "R4 German base rate 1 Jul 2026 1.52% 9 10.52%" in printed
    assert "set anew for each half-year, on 1 January and on 1 July" in printed
    assert "Source of R1 to R4: Deutsche Bundesbank" in printed
    assert "Interest and fixed compensation: § 288 BGB" in printed
    assert "rounded half up to the cent" in printed
    assert "Hafenstraße 12, 20457 Hamburg, GERMANY" in printed


def test_interest_on_interest() -> None:
    printed = said(statement([owed(compounding())], client=ABROAD))
    assert "1 Feb 2024 30 Jun 2024 151 €11,142.60 12.50% R3 €576.21" in printed
    assert "Interest compounds yearly: on each anniversary of its first day" in printed
    assert "Simple interest" not in printed


def test_a_fixed_sum_in_another_currency_stands_beside() -> None:
    debt = Debt(Money.of(8000, "PLN"), DebtDays(agreed=date(2026, 1, 31)), jurisdiction="PL")
    day = date(2026, 6, 30)
    found = owed(debt, as_of=day)
    printed = said(statement([found], client=ABROAD, today=day))
    assert "Total owed PLN 8,460.27 Beside it, in another currency €70.00" in printed
    assert "Interest to date PLN 460.27 Total owed on 30 June 2026 PLN 8,460.27" in printed
    assert "never part of it: fixed compensation of €70.00" in printed
    assert "The law names the fixed compensation in another currency." in printed
    # Nothing was taken off the costs, so they are not called what is above the fixed sum.
    costly = owed(replace(debt, costs=Money.of(100, "PLN")), as_of=day)
    printed = said(statement([costly], client=ABROAD, today=day))
    assert "Costs of recovery PLN 100.00" in printed
    assert "above it" not in printed
    two = said(statement([found, found], client=ABROAD, today=day))
    assert "Together PLN 16,000.00 PLN 920.54 Total owed on 30 June 2026 PLN 16,920.54" in two
    assert "Together €140.00 Total owed on 30 June 2026 €140.00" in two


def test_a_calculation_for_nobody_by_nobody() -> None:
    pdf = PRESS.statement(statement([owed(PART_PAID, "")], client=None, business=Business()))
    printed = text(pdf)
    assert printed.startswith("Statement of interest Worked out to and including 22 November 2026.")
    assert "Total owed £3,323.67 The debt Agreed last day for payment 31 March 2026" in printed
    assert "Amount £5,000.00" in printed
    assert "Issued" not in printed
    assert "Owed by" not in printed
    title = pieces(pdf)[0]
    assert title.text.startswith("Statement")
    assert 20 < title.top < 35
    assert page_count(pdf) == 1


def test_a_paper_of_nothing() -> None:
    printed = said(statement([], business=Business()))
    assert "Statement of interest" in printed
    assert "Willow & Stone Interiors Ltd" in printed


def test_particulars_of_the_pdf() -> None:
    for client, title in (
        (None, "Statement of interest"),
        (ABROAD, "Statement of interest: Müller Metallbau GmbH"),
    ):
        reader = pypdf.PdfReader(
            io.BytesIO(PRESS.statement(statement([owed(PART_PAID)], client=client)))
        )
        assert reader.metadata is not None
        assert reader.metadata.title == title
        assert reader.metadata.author == "Carter Plumbing"
        assert str(reader.root_object["/Lang"]) == ("en-IE" if client else "en-GB")


def test_what_was_paid_and_given_up_of_each_kind() -> None:
    due, fifty = date(2026, 3, 31), Money.of(50, "GBP")
    charges = (
        Charge(1, ChargeKind.FEE, fifty, due, ChargeState.WAIVED, paid=2_000),
        Charge(1, ChargeKind.COSTS, Money.of(180, "GBP"), due, paid=1_000),
        Charge(1, ChargeKind.INTEREST, fifty, due, paid=500),
    )
    paid = Settlement(date(2026, 5, 10), Money.of(2000, "GBP"))
    on_top = Settlement(paid.day, Money.zero("GBP"), Money.of(5, "GBP"), Money.of(30, "GBP"))
    claim = claim_on(
        PART_PAID.principal, DebtDays(agreed=due), as_of=TODAY, client=CLIENT, terms=Terms(),
        law=known_law(), settlements=(paid, on_top), charges=charges,
    )  # fmt: skip
    printed = said(statement([replace(owed(PART_PAID), claim=claim)]))
    assert "10 May 2026 £2,035.00 £2,000.00 £5.00 £30.00" in printed
    assert "What is owed In full Received Given up Owed" in printed
    assert "Principal £5,000.00 £2,000.00 – £3,000.00" in printed
    assert "Interest to date £253.67 £5.00 – £248.67" in printed
    assert "Fixed compensation £70.00 – – £70.00" in printed
    assert "Agreed fees £50.00 £20.00 £30.00 –" in printed
    assert "Costs of recovery above it £110.00 £10.00 – £100.00" in printed
    assert "Total owed on 22 November 2026 £3,418.67" in printed
    assert "Interest, fixed compensation and costs of recovery: Late Payment" in printed
    assert "Agreed fees: as agreed in the contract." in printed


def thirty() -> list[OwedItem]:
    """Every third one in euros; every fourth one part-paid."""
    made = []
    for number in range(30):
        currency = "GBP" if number % 3 else "EUR"
        debt = Debt(
            Money.of(250 + 97 * number, currency),
            DebtDays(agreed=date(2025, 9, 1) + timedelta(days=9 * number)),
            received=(Receipt(date(2026, 7, 10), Money.of(100, currency)),) * (number % 4 == 0),
        )
        made.append(owed(debt, f"INV-{417 + number:04}"))
    return made


def test_thirty_invoices_in_two_currencies() -> None:
    one = statement(thirty())
    pdf = PRESS.statement(one)
    pages = page_texts(pdf)
    printed = " ".join(pages)
    assert len(pages) <= 13
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
    for page in pages[1:]:
        assert "Statement of interest · Willow & Stone Interiors Ltd · WILLOW01" in page
        # No section's heading is left behind, and none begins without one.
        assert page.count("Agreed last day") == page.count("What is owed")
    for found in one.items:
        assert f"Invoice {found.item.number} Issued" in printed
        assert printed.count(found.item.number) >= 2
    for sums in one.sums:
        sign = {"GBP": "£", "EUR": "€"}[sums.total.currency]
        together = f"Together {sign}{sums.principal.amount:,} {sign}{sums.interest.amount:,}"
        total = f"Total owed on 22 November 2026 {sign}{sums.total.amount:,}"
        assert together in printed
        assert printed.count(total) == 1
        assert f"Total owed {sign}{sums.total.amount:,}" in pages[0]
    assert "The law names its fixed sums in another currency, so none is worked out." in printed
    assert "smallest unit of the currency" in printed
    assert_apart(pdf)


def test_endless_names_and_numbers() -> None:
    debt = Debt(
        Money.of("9999999999.99", "GBP"), DebtDays(agreed=date(2021, 8, 14)),
        received=tuple(
            Receipt(date(2022, month, 11), Money.of(10**6, "GBP")) for month in range(1, 13)
        ),
    )  # fmt: skip
    one = statement([owed(debt, "N" * 90)], client=ENDLESS)
    pdf = PRESS.statement(one)
    assert "N" * 90 in text(pdf).replace(" ", "")
    assert "£9,999,999,999.99" in text(pdf)
    assert page_count(pdf) == 2
    assert "Interest from To Days" in page_texts(pdf)[1]
    assert_apart(pdf)


def test_yen_have_no_decimals() -> None:
    debt = replace(PART_PAID, principal=Money.of(150_000, "JPY"), received=())
    printed = said(statement([owed(PART_PAID, "A-1"), owed(debt, "A-2")]))
    assert "Amount invoiced JP¥150,000 Interest from" in printed
    assert "236 JP¥150,000 11.75% R1 JP¥11,396" in printed
    assert "rounded half up to the yen" in said(statement([owed(debt)]))


def test_figures_are_flush_right() -> None:
    found = pieces(PRESS.statement(statement([owed(german())], client=ABROAD)))
    edges = {round(one.right, 0) for one in found if one.text.startswith("€") and one.left > 160}
    assert edges == {190}


def test_a_logo_and_the_mark_of_a_specimen() -> None:
    one = statement([owed(PART_PAID)], business=replace(BUSINESS, logo=logo()), specimen=True)
    pdf = PRESS.statement(one)
    assert "S P E C I M E N" in text(pdf)
    assert page_count(pdf) == 1
    assert "S P E C I M E N" not in said(statement([owed(PART_PAID)]))


def test_the_same_facts_are_the_same_bytes() -> None:
    order = PaymentOrder.INTEREST_FIRST
    paid = replace(PART_PAID, received=(Receipt(date(2026, 5, 10), Money.of(2000, "GBP"), order),))
    assert PRESS.statement(statement([owed(PART_PAID)])) == PRESS.statement(
        statement([owed(PART_PAID)])
    )
    assert PRESS.statement(statement([owed(PART_PAID)])) != PRESS.statement(statement([owed(paid)]))
