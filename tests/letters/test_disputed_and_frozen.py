"""What is disputed stands in a reminder and is not asked for; what rested explains itself."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from dunning_desktop.domain.assessment import assess
from dunning_desktop.domain.claims import claim_of
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.debt import Basis, Debt
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.offers import Offer
from dunning_desktop.domain.papers import PaperFacts, PaperKind, PaperLine
from dunning_desktop.domain.policy import Tone
from dunning_desktop.domain.proposal import ChaseLine
from dunning_desktop.domain.relevant_day import DebtDays
from dunning_desktop.domain.terms import ContractRate, RatePer
from dunning_desktop.letters.press import Press
from dunning_desktop.usecases.regimes import known_law
from tests.helpers.facts import BUSINESS, CLIENT, TODAY, facts, line, owed, statement
from tests.letters.reading import assert_apart, page_count, text

PRESS = Press()
SIXTY = Money(6_000, "GBP")


def disputed(number: str, part: Money = SIXTY, **more: object) -> ChaseLine:
    """An invoice of which a part is disputed: nothing is claimed on top of it."""
    made = line(number, tone=Tone.FRIENDLY, **more)  # type: ignore[arg-type]
    return replace(made, disputed=part)


@pytest.mark.parametrize("tone", list(Tone))
def test_one_invoice_disputed_in_part_asks_for_the_rest_and_says_so(tone: Tone) -> None:
    one = facts([disputed("INV-0417", amount=124_000)], tone=tone)
    words = PRESS.words(one)
    pdf = PRESS.letter(one, words)
    printed = text(pdf)
    assert "£1,180.00" in f"{words.subject} {words.opening}"
    assert "£1,240.00" not in f"{words.subject} {words.opening}"
    assert "Outstanding Disputed Undisputed" in printed
    assert "£1,240.00 £60.00 £1,180.00" in printed
    assert "Total to pay £1,180.00" in printed
    assert "£60.00 of invoice INV-0417 is disputed and not asked for here." in printed
    assert_apart(pdf)
    body = PRESS.email(one, words, letter_attached=True)
    for form in (body.text, body.html):
        assert "£60.00 of invoice INV-0417 is disputed and not asked for here." in form
        assert "Disputed" in form
    assert "Outstanding £1,240.00, Disputed £60.00, Undisputed £1,180.00" in body.text
    assert "Total to pay: £1,180.00" in body.text


def test_several_of_them_with_charges_on_the_others_add_up_and_fit() -> None:
    lines = [
        disputed("INV-2026-0101", amount=125_000, paid=25_000, days=43),
        line("INV-2026-0102", amount=1_248_050, days=39, tone=Tone.FINAL),
        disputed("INV-2026-0103", Money(30_000, "GBP"), amount=60_000, days=37),
        line("INV-2026-0104", amount=9_999, days=37, tone=Tone.FINAL),
    ]
    one = facts(lines, tone=Tone.FINAL)
    pdf = PRESS.letter(one, PRESS.words(one))
    printed = text(pdf)
    assert (
        "£60.00 of invoice INV-2026-0101 is disputed and not asked for here. "
        "£300.00 of invoice INV-2026-0103 is disputed and not asked for here."
    ) in printed
    assert "Total £14,180.49 £360.00 £13,820.49" in printed
    (asked,) = one.chase.demanded
    on_top = sum(each.claimed.minor for each in lines)
    assert asked.minor == 1_382_049 + on_top
    assert f"Total to pay £{asked.amount:,}" in printed
    # Of what is disputed no interest and no compensation stands in any row.
    assert "£1,000.00 £60.00 £940.00 – –" in printed
    assert "£600.00 £300.00 £300.00 – –" in printed
    assert_apart(pdf)


def test_without_a_dispute_the_table_is_as_it_was() -> None:
    one = facts([line("INV-0417")])
    assert "isputed" not in text(PRESS.letter(one, PRESS.words(one)))


# A breathing space


def _rested(**more: object) -> Debt:
    known: dict[str, object] = {
        "debtor": DebtorType.SOLE_TRADER,
        "frozen": ((date(2026, 8, 10), date(2026, 10, 8)),),
    }
    days = DebtDays(agreed=date(2026, 6, 30))
    return Debt(Money(365_000, "GBP"), days, **{**known, **more})  # type: ignore[arg-type]


def test_the_note_of_a_reminder_leaves_its_days_out() -> None:
    claim = claim_of(assess(_rested(), known_law(), as_of=TODAY))
    one = facts([line(amount=365_000, days=145, tone=Tone.FINAL, claim=claim)], tone=Tone.FINAL)
    printed = " ".join(text(PRESS.letter(one, PRESS.words(one))).split())
    assert (
        "without the days on which interest rests (10 August 2026 to 8 October 2026)"
    ) in printed
    # The rate is the one there is, not nought beside it.
    assert "at 11.75% a year" in printed


def test_a_statement_shows_the_days_at_no_rate_with_their_reason() -> None:
    pdf = PRESS.statement(statement([owed(_rested())]))
    printed = text(pdf)
    assert "10 Aug 2026 8 Oct 2026 60 £3,650.00 0.00% Interest rests £0.00" in printed
    assert "On days on which interest rests, by agreement or by law, none accrues" in printed
    assert printed.count("R2") == 0
    assert_apart(pdf)


def test_a_monthly_rate_rests_for_whole_months() -> None:
    debt = _rested(basis=Basis.CONTRACT, contract=ContractRate(Decimal(1), RatePer.MONTH))
    printed = text(PRESS.statement(statement([owed(debt)])))
    assert "31 Jul 2026 30 Oct 2026 3 £3,650.00 0% Interest rests £0.00" in printed
    assert "A month with a day on which interest rests" in printed


# An offer to settle


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("in_dispute", [True, False])
def test_an_offer_is_marked_and_names_sum_day_and_rest(count: int, in_dispute: bool) -> None:
    day = TODAY - timedelta(days=40)
    lines = tuple(
        PaperLine(f"INV-{number}", day, day + timedelta(days=30), SIXTY, SIXTY)
        for number in range(count)
    )
    offer = Offer(1, Money(4_000, "GBP"), TODAY, TODAY + timedelta(days=14),
                  dispute_id=1 if in_dispute else None, said="We share the cost.")  # fmt: skip
    made = PaperFacts(
        PaperKind.OFFER, TODAY, BUSINESS, CLIENT, CLIENT.contacts[0], lines, "INV-0", offer=offer
    )
    words = PRESS.paper_words(made)
    assert words.subject.startswith("Without prejudice")
    assert words.opening.startswith("WITHOUT PREJUDICE")
    rest = Money(6_000 * count - 4_000, "GBP")
    for figure in ("£40.00", "6 December 2026", f"£{rest.amount:,}", "We share the cost."):
        assert figure in words.opening
    pdf = PRESS.paper(made, words)
    assert page_count(pdf) == 1
    assert "Offered in full and final settlement £40.00" in text(pdf)
    assert_apart(pdf)
