"""Claims out of a book: what interest rests on, what a breathing space takes off, what it costs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.cases import CaseStep, StepKind
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.court import Demand, Ground, particulars
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.partners import Partner
from dunning_desktop.domain.terms import LateBasis, Terms
from dunning_desktop.letters.press import Press
from dunning_desktop.usecases.blocks import hold
from dunning_desktop.usecases.case_views import case_view
from dunning_desktop.usecases.cases import open_case, take_step
from dunning_desktop.usecases.clients import client_card, save_client
from dunning_desktop.usecases.court import NoSuchCourt, claim_sheet, court_claim
from dunning_desktop.usecases.outcomes import prospects
from dunning_desktop.usecases.partners import save_partner
from tests.helpers.books import Book
from tests.letters.reading import text


def _case(book: Book, *, law: str = "GB") -> int:
    client = book.client(jurisdiction=law)
    book.invoice(client, "A1", late=100, amount="1000.00")
    return open_case(book.office, client).value.case_id


def test_what_is_claimed_is_what_the_case_says_is_owed(book: Book) -> None:
    case = _case(book)
    claim = court_claim(book.office, case)
    assert (claim.ground, claim.claimed) == (
        Ground.STATUTORY,
        case_view(book.office, case).owed,
    )
    (one,) = claim.items
    assert one.since == one.due + timedelta(days=1)
    assert claim.letter_on is None


def test_a_consumer_owes_what_a_court_may_give_and_none_on_days_of_a_breathing_space(
    book: Book,
) -> None:
    """£1,000.00 at 8 % for 100 days; 30 of them in a breathing space."""
    client = book.client(debtor_type=DebtorType.CONSUMER)
    book.invoice(client, "A1", late=70, amount="1000.00")
    hold(
        book.office,
        client,
        until=book.clock.today() + timedelta(days=29),
        kind=BlockKind.BREATHING_SPACE,
    )
    book.clock.later(days=30)
    case = open_case(book.office, client).value.case_id
    claim = court_claim(book.office, case)
    assert (claim.ground, claim.compensation.minor) == (Ground.COURT, 0)
    assert claim.interest == Money.of("15.34", "GBP")  # 1000 * 0.08 * 70 / 365
    assert claim.daily == Money.of("0.22", "GBP")
    assert "section 69" in " ".join(particulars(claim))


def test_interest_by_contract_is_named_as_such(book: Book) -> None:
    client = book.client()
    known = client_card(book.office, client).client
    terms = Terms(late_basis=LateBasis.CONTRACT, contract_rate=Decimal(5))
    save_client(book.office, replace(known, terms=terms))
    book.invoice(client, "A1", late=100, amount="1000.00")
    claim = court_claim(book.office, open_case(book.office, client).value.case_id)
    assert (claim.ground, claim.items[0].rate) == (Ground.CONTRACT, Decimal(5))


@pytest.mark.parametrize("law", ["GB-SCT", "GB-NIR", "DE", "IE"])
def test_no_papers_for_the_courts_of_others(book: Book, law: str) -> None:
    case = _case(book, law=law)
    with pytest.raises(NoSuchCourt):
        court_claim(book.office, case)
    assert [one.partner for one in prospects(book.office, case)] == []


def test_the_letter_before_action_is_named_once_it_was_posted(book: Book) -> None:
    case = _case(book)
    day = book.clock.today()
    take_step(book.office, case, CaseStep(StepKind.LETTER, day, posted_on=day))
    assert court_claim(book.office, case).letter_on == day


def test_part_of_it_paid_or_disputed(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1", late=100, amount="1000.00")
    case = open_case(book.office, client).value.case_id
    assert court_claim(book.office, case).demand is Demand.POSSIBLE
    book.pay(client, "400.00")
    claim = court_claim(book.office, case)
    assert (claim.principal, claim.demand) == (Money.of("600.00", "GBP"), Demand.TOO_SMALL)


def test_its_summary_on_paper(book: Book) -> None:
    case = _case(book)
    office = replace(book.office, stationery=Press())
    claim = court_claim(office, case)
    said = text(claim_sheet(office, claim))
    for one in (
        "Claim summary",
        f"£{claim.claimed.amount:,}",
        f"£{claim.total.amount:,}",
        "as known on 25 November 2026",
        "The claimant is",
    ):
        assert one in said
    assert claim_sheet(office, claim) == claim_sheet(office, claim)


def test_what_each_way_would_cost_and_what_came_of_it_before(book: Book) -> None:
    swift = save_partner(
        book.office, Partner("Swift", fee=Money.of("25", "GBP"), commission=Decimal(10))
    ).value
    save_partner(book.office, Partner("Unused"))
    other = book.client("Other Ltd")
    book.invoice(other, "B1", late=50, amount="400.00")
    before = open_case(book.office, other).value.case_id
    take_step(
        book.office,
        before,
        CaseStep(StepKind.HANDED_OVER, book.clock.today(), partner_id=swift),
    )
    book.clock.later(days=20)
    book.pay(other, "100.00")
    case = _case(book)
    owed = case_view(book.office, case).owed
    court, first, second = prospects(book.office, case)
    assert (court.partner, court.costs, court.left) == (None, Money.of("80", "GBP"), owed)
    assert (first.percent, first.days) == (25, 20)
    assert first.costs + first.left == owed
    assert first.costs == Money.rounded(owed.amount / 10, "GBP") + Money.of("25", "GBP")
    assert (second.percent, second.days, second.left) == (None, None, owed)
