"""Late-payment terms of one invoice: before its client's, and those before the business's."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.cautions import Caution
from dunning_desktop.domain.charges import ChargeKind
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.late_terms import LateTerms, late_part, terms_that_hold
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.terms import LateBasis, RatePer, Stage, Terms
from dunning_desktop.domain.terms_check import Gap
from dunning_desktop.usecases.charges import claim_charges
from dunning_desktop.usecases.clients import client_card, save_client
from dunning_desktop.usecases.invoices import cancel_invoice, invoice_card, save_invoice
from dunning_desktop.usecases.late_terms import (
    late_price,
    late_view,
    set_late_terms,
)
from dunning_desktop.usecases.owed import client_owed
from dunning_desktop.usecases.rows import TermsOwner
from dunning_desktop.usecases.settings import business, save_terms
from tests.helpers.books import HISTORY, Book

FIVE = LateTerms(LateBasis.CONTRACT, Decimal(5))
NONE = LateTerms(LateBasis.NONE)


def _on_top(book: Book, invoice_id: int) -> str:
    [owed] = invoice_card(book.office, invoice_id).owed
    return f"{owed.claim.amount / 100:.2f}"


def test_its_own_go_before_the_client_s_and_those_before_the_business_s(book: Book) -> None:
    """£3,650.00, a hundred days late, in a book that asks for the statutory rate.

    client  invoice   interest in 100 days
    –       –         at 12 %: 120.00, and compensation of 70.00
    10 %    –         100.00
    10 %    5 %       50.00
    10 %    none      nothing
    10 %    statutory 120.00, and 70.00
    """
    client = book.client()
    invoice = book.invoice(client, "A1", late=100, amount="3650.00")
    statutory = _on_top(book, invoice)
    known = client_card(book.office, client).client
    ten = Terms(late_basis=LateBasis.CONTRACT, contract_rate=Decimal(10))
    save_client(book.office, replace(known, terms=ten))
    assert _on_top(book, invoice) == "100.00"
    set_late_terms(book.office, invoice, FIVE)
    assert _on_top(book, invoice) == "50.00"
    set_late_terms(book.office, invoice, NONE)
    assert _on_top(book, invoice) == "0.00"
    set_late_terms(book.office, invoice, LateTerms())
    assert _on_top(book, invoice) == statutory
    set_late_terms(book.office, invoice, None)
    assert _on_top(book, invoice) == "100.00"


def test_other_invoices_of_the_client_keep_theirs(book: Book) -> None:
    client = book.client()
    one = book.invoice(client, "A1", late=100, amount="3650.00")
    two = book.invoice(client, "A2", late=100, amount="3650.00")
    before = _on_top(book, two)
    set_late_terms(book.office, one, FIVE)
    assert (_on_top(book, one), _on_top(book, two)) == ("50.00", before)
    items = client_owed(book.office, client).items
    assert min(item.claim.amount for item in items) == 5000


def test_a_rate_by_the_month_is_twelve_times_as_much_a_year(book: Book) -> None:
    invoice = book.invoice(book.client(), "A1", late=100, amount="3650.00")
    set_late_terms(book.office, invoice, LateTerms(LateBasis.CONTRACT, Decimal(1), RatePer.MONTH))
    [owed] = invoice_card(book.office, invoice).owed
    assert owed.claim.interest is not None
    assert owed.claim.interest.percent == 12


def test_what_it_would_change_is_known_before_it_is_kept(book: Book) -> None:
    invoice = book.invoice(book.client(), "A1", late=100, amount="3650.00")
    before = book.dump()
    price = late_price(book.office, invoice, FIVE)
    assert (f"{price.now.minor / 100:.2f}", price.then) == (
        _on_top(book, invoice),
        Money.of("50.00", "GBP"),
    )
    assert price.unasked
    assert not late_price(book.office, invoice, NONE).unasked
    assert book.dump() == before


def test_a_consumer_owes_no_statutory_interest_whatever_the_invoice_says(book: Book) -> None:
    client = book.client(debtor_type=DebtorType.CONSUMER)
    invoice = book.invoice(client, "A1", late=100, amount="3650.00")
    set_late_terms(book.office, invoice, LateTerms())
    assert _on_top(book, invoice) == "0.00"
    price = late_price(book.office, invoice, LateTerms())
    assert any(claim.assessment and claim.assessment.cautions for claim in price.claims)


def test_where_they_do_not_fit_is_known_before_anything_is_late(book: Book) -> None:
    """Today's statutory rate is 12 % or so; none of the invoices is due yet."""
    firm = book.invoice(book.client(), "A1", late=-10)
    person = book.invoice(book.client(debtor_type=DebtorType.CONSUMER), "B1", late=-10)

    def gaps(invoice: int, late: LateTerms | None) -> list[Gap]:
        return [one.gap for one in late_price(book.office, invoice, late).findings]

    assert gaps(firm, None) == gaps(firm, LateTerms()) == gaps(firm, NONE) == []
    assert gaps(firm, LateTerms(LateBasis.CONTRACT, Decimal(40))) == [Gap.PENAL_RATE]
    assert gaps(firm, LateTerms(LateBasis.CONTRACT, Decimal(1))) == [Gap.WEAK_RATE]
    assert gaps(person, LateTerms()) == [Gap.CONSUMER_STATUTE]
    assert gaps(person, LateTerms(LateBasis.CONTRACT, Decimal(5), fee=900)) == [Gap.FEE_CONSUMER]


def test_what_a_claim_says_is_not_said_twice(book: Book) -> None:
    """An invoice that is late has a figure, and that is marked as resting on a weak rate."""
    invoice = book.invoice(book.client(), "A1", late=100)
    price = late_price(book.office, invoice, LateTerms(LateBasis.CONTRACT, Decimal(1)))
    [claim] = price.claims
    assert claim.assessment is not None
    assert Caution.WEAK_REMEDY in claim.assessment.cautions
    assert price.findings == ()


def test_whose_terms_they_are(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1")

    def said() -> tuple[LateTerms, TermsOwner]:
        card = invoice_card(book.office, invoice)
        return card.late, card.late_owner

    assert said() == (LateTerms(), TermsOwner.BUSINESS)
    known = client_card(book.office, client).client
    save_client(book.office, replace(known, terms=Terms(late_basis=LateBasis.NONE)))
    assert said() == (NONE, TermsOwner.CLIENT)
    set_late_terms(book.office, invoice, FIVE)
    assert said() == (FIVE, TermsOwner.INVOICE)


def test_an_invoice_can_begin_with_its_own(book: Book) -> None:
    client = book.client()
    known = late_view(book.office, book.invoice(client, "A1")).invoice
    fresh = replace(known, id=0, number="A2", items=(replace(known.items[0], id=0),), late=FIVE)
    invoice = save_invoice(book.office, fresh).value
    assert late_view(book.office, invoice).invoice.late == FIVE
    codes = [one.code for one in client_card(book.office, client).events[:2]]
    assert set(codes) == {AuditCode.INVOICE_ADDED, AuditCode.LATE_TERMS_CHANGED}


def test_what_is_kept_already_is_no_news(book: Book) -> None:
    invoice = book.invoice(book.client(), "A1")
    set_late_terms(book.office, invoice, FIVE)
    before = book.dump()
    assert set_late_terms(book.office, invoice, FIVE).value == FIVE
    assert book.dump() == before


def test_it_is_kept_told_and_taken_back(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1")
    before = book.dump(*HISTORY)
    assert set_late_terms(book.office, invoice, FIVE).value is None
    assert late_view(book.office, invoice).invoice.late == FIVE
    event = client_card(book.office, client).events[0]
    assert (event.code, event.data["rate"]) == (AuditCode.LATE_TERMS_CHANGED, "5")
    assert set_late_terms(book.office, invoice, None).value == FIVE
    assert book.dump(*HISTORY) == before


def test_a_correction_of_the_invoice_keeps_them(book: Book) -> None:
    invoice = book.invoice(book.client(), "A1")
    set_late_terms(book.office, invoice, FIVE)
    known = late_view(book.office, invoice).invoice
    save_invoice(book.office, replace(known, reference="PO 7"))
    assert late_view(book.office, invoice).invoice.late == FIVE


def test_what_was_claimed_keeps_its_figures(book: Book) -> None:
    invoice = book.invoice(book.client(), "A1", late=100, amount="3650.00")
    claim_charges(book.office, [book.item(invoice)])
    known = [str(one.amount) for one in invoice_card(book.office, invoice).charges]
    set_late_terms(book.office, invoice, NONE)
    card = invoice_card(book.office, invoice)
    assert [str(one.amount) for one in card.charges] == known
    assert {one.kind for one in card.charges} == {ChargeKind.INTEREST, ChargeKind.COMPENSATION}


def test_of_a_cancelled_invoice_there_is_nothing_to_agree(book: Book) -> None:
    invoice = book.invoice(book.client(), "A1")
    cancel_invoice(book.office, invoice)
    with pytest.raises(InvalidField):
        set_late_terms(book.office, invoice, FIVE)
    assert late_price(book.office, invoice, FIVE).claims == ()


def test_the_fee_that_was_agreed(book: Book) -> None:
    client = book.client()
    pounds, euros = book.invoice(client, "A1"), book.invoice(client, "E1", currency="EUR")
    save_terms(book.office, Terms(reminder_fee=1200))

    def fee(invoice_id: int) -> str:
        return str(invoice_card(book.office, invoice_id).fee)

    assert (fee(pounds), fee(euros)) == ("GBP 12.00", "None")
    # Nor is it what terms of its own begin with: 12 pounds are not 12 euros.
    assert late_view(book.office, pounds).held == LateTerms(fee=1200)
    assert late_view(book.office, euros).held == LateTerms()
    set_late_terms(book.office, euros, LateTerms(fee=500))
    assert fee(euros) == "EUR 5.00"
    set_late_terms(book.office, pounds, LateTerms())
    assert fee(pounds) == "None"
    assert business(book.office).terms.reminder_fee == 1200


# The value


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"basis": LateBasis.CONTRACT}, "contract_rate"),
        ({"rate": Decimal(5)}, "contract_rate"),
        ({"basis": LateBasis.CONTRACT, "rate": Decimal(101)}, "contract_rate"),
        ({"basis": LateBasis.CONTRACT, "rate": Decimal("NaN")}, "contract_rate"),
        ({"basis": LateBasis.CONTRACT, "rate": Decimal("Infinity")}, "contract_rate"),
        ({"fee": 0}, "reminder_fee"),
    ],
)
def test_what_makes_no_terms_is_refused(parts: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidField) as error:
        LateTerms(**parts)  # type: ignore[arg-type]
    assert error.value.data["field"] == field


def test_they_touch_nothing_but_late_payment() -> None:
    stages = (Stage(Decimal(40), 10), Stage(Decimal(60), 40))
    terms = Terms(stages=stages, discount_percent=Decimal(2), discount_days=7)
    assert FIVE.over(terms) == replace(
        terms, late_basis=LateBasis.CONTRACT, contract_rate=Decimal(5)
    )
    assert late_part(FIVE.over(terms)) == FIVE
    assert late_part(terms).over(FIVE.over(terms)) == terms


def test_whose_terms_hold() -> None:
    home, own = Terms(net_days=30), Terms(net_days=7)
    assert terms_that_hold(home, None, None) is home
    assert terms_that_hold(home, own, None) is own
    assert terms_that_hold(home, own, NONE) == replace(own, late_basis=LateBasis.NONE)


def _lates() -> st.SearchStrategy[LateTerms]:
    fees = st.none() | st.integers(1, 1_000_000)
    rates = st.decimals(0, 100, places=2)
    plain = st.builds(
        LateTerms, st.sampled_from([LateBasis.STATUTORY, LateBasis.NONE]), fee=fees
    )
    return plain | st.builds(
        LateTerms, st.just(LateBasis.CONTRACT), rates, st.sampled_from(RatePer), fee=fees
    )


@given(own=_lates(), client=st.none() | _lates(), home=_lates(), days=st.integers(0, 366))
def test_the_nearest_terms_hold_and_the_days_stay(
    own: LateTerms, client: LateTerms | None, home: LateTerms, days: int
) -> None:
    business = home.over(Terms(net_days=30))
    theirs = client.over(Terms(net_days=days)) if client else None
    held = terms_that_hold(business, theirs, own)
    assert late_part(held) == own
    assert held.net_days == (days if client else 30)
    assert late_part(terms_that_hold(business, theirs, None)) == (client or home)
