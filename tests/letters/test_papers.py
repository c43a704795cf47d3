"""Papers about agreements: what they say, that they fit the window, and that nothing is clipped."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.domain.client import Business, Client, DebtorType
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.papers import PaperFacts, PaperKind
from dunning_desktop.letters import fonts
from dunning_desktop.letters.press import Press
from tests.helpers.facts import ANYWHERE, BUSINESS, CONSUMER, ENDLESS, logo
from tests.helpers.paper_facts import (
    extension_facts,
    gbp,
    instalment_facts,
    invoice,
    plan_facts,
    promise_facts,
    statement_facts,
    thanks_facts,
)
from tests.letters.reading import assert_apart, page_count, page_texts, pieces, text

PRESS = Press()
EVERY_KIND = {
    "promise": promise_facts(),
    "part promise": promise_facts(50_000, invoice(), invoice("INV-0423", 36_050, paid=10_000)),
    "time, interest rests": extension_facts(),
    "time, interest runs": extension_facts(rests=False, interest=1843),
    "plan": plan_facts(),
    "plan agreed": plan_facts(3, accepted=True, with_interest=True),
    "plan of a consumer": plan_facts(12, client=CONSUMER),
    "one invoice": plan_facts(3, invoice()),
    "long plan": plan_facts(60, client=ENDLESS),
    "instalment": instalment_facts(),
    "thanks": thanks_facts(),
    "statement": statement_facts(invoice(), invoice("INV-0423", 36_050, paid=10_000)),
    "late instalment": instalment_facts(6, late=True, paid=1000),
}
ALL = pytest.mark.parametrize("facts", EVERY_KIND.values(), ids=list(EVERY_KIND))


@pytest.fixture(autouse=True, scope="module")
def _glyphs_are_missing() -> Iterator[None]:
    """Characters without a glyph are no trouble here."""
    logger = logging.getLogger(fonts.__name__)
    logger.setLevel(logging.ERROR)
    yield
    logger.setLevel(logging.NOTSET)


def printed(facts: PaperFacts) -> bytes:
    return PRESS.paper(facts, PRESS.paper_words(facts))


def said(facts: PaperFacts) -> str:
    return text(printed(facts))


def mailed(facts: PaperFacts, *, attached: bool = True) -> str:
    return PRESS.paper_email(facts, PRESS.paper_words(facts), attached=attached).text


@ALL
def test_nothing_overlaps_and_nothing_leaves_the_page(facts: PaperFacts) -> None:
    assert_apart(printed(facts))


@ALL
def test_it_is_the_same_bytes_each_time(facts: PaperFacts) -> None:
    assert printed(facts) == printed(facts)


@ALL
def test_only_the_address_shows_in_the_window(facts: PaperFacts) -> None:
    """With the sheet slipped by all the slack there is."""
    seen = [
        one
        for one in pieces(printed(facts))
        if one.left < 110 and one.right > 10 and one.top < 92 and one.bottom > 46
    ]
    assert seen
    assert all(one.left >= 20 and one.right <= 100 for one in seen)
    assert all(one.top >= 57 and one.bottom <= 81 for one in seen)


@ALL
def test_letter_and_e_mail_name_the_same_sum_and_day(facts: PaperFacts) -> None:
    letter, mail = said(facts), mailed(facts)
    account = ("12-34-56", "12345678", facts.reference[:18])
    for known in (*(account if facts.received is None else ("£1,240.00",)), "Carter Plumbing"):
        assert known in letter
        assert known in mail
    assert "{" not in letter + mail


@ALL
def test_a_specimen_says_so(facts: PaperFacts) -> None:
    assert "SPECIMEN" not in said(facts).replace(" ", "")
    demo = replace(facts, specimen=True)
    assert "SPECIMEN" in said(demo).replace(" ", "")
    assert "This is a specimen." in mailed(demo)


def test_thanks_ask_for_nothing() -> None:
    for words in (said(EVERY_KIND["thanks"]), mailed(EVERY_KIND["thanks"])):
        assert "£1,240.00 reached us on 21 November 2026" in words
        assert "this invoice is paid in full" in words
        for asked in ("How to pay", "12-34-56", "Please pay", "Amount to pay"):
            assert asked not in words


def test_a_statement_takes_off_what_was_received() -> None:
    facts = replace(EVERY_KIND["statement"], credit=(gbp(24_000), Money(900, "EUR")))
    for words in (said(facts), mailed(facts)):
        assert "£1,360.50 is open on two invoices of ours, all of it overdue." in words
        assert "has already been taken off" in words
        assert "\N{MINUS SIGN}£240.00" in words
        assert "€" not in words
    assert "Open in all £1,360.50" in said(facts)


def test_parts_of_one_invoice_are_one_invoice_on_a_statement() -> None:
    parts = (invoice(open_=50_000), replace(invoice(open_=20_000), due=date(2026, 12, 1)))
    words = said(statement_facts(*parts))
    assert "£700.00 is open on our invoice INV-0417, of which £500.00 is overdue." in words


def test_a_promise_says_who_promised_what_by_when() -> None:
    words = said(EVERY_KIND["promise"])
    assert "you will pay £1,240.00 by 4 December 2026" in words
    assert "we will not send reminders about this invoice until then" in words
    assert "the rest" not in words
    assert "when we can expect the rest" in said(EVERY_KIND["part promise"])


def test_more_time_says_both_days_and_what_interest_does() -> None:
    rests = said(EVERY_KIND["time, interest rests"])
    assert "was first due on 12 October 2026" in rests
    assert "is now due on 31 December 2026" in rests
    assert "We add no interest for the extra time." in rests
    runs = said(EVERY_KIND["time, interest runs"])
    assert "By 31 December 2026 it comes to £18.43" in runs
    assert "no interest" not in runs
    silent = said(extension_facts(rests=False))
    assert "nterest" not in silent


def test_a_plan_shows_every_payment_and_what_is_left_after_it() -> None:
    words = said(EVERY_KIND["plan of a consumer"])
    assert "1 31 December 2026 £133.37 £1,467.13" in words
    assert "3 28 February 2027 £133.37" in words
    assert "12 30 November 2027 £133.43 –" in words
    assert "Total £1,600.50" in words


def test_a_plan_says_what_happens_when_it_is_not_kept() -> None:
    company = said(EVERY_KIND["plan"])
    assert "has not reached us in full within 5 days of its day, the plan ends" in company
    assert "all that is still open is due at once; interest may then be charged" in company
    consumer = said(EVERY_KIND["plan of a consumer"])
    assert "all that is still open is due at once." in consumer
    assert "interest may then" not in consumer
    assert "we add no interest and no charges" in consumer
    with_interest = said(EVERY_KIND["plan agreed"])
    assert "Interest goes on counting" in with_interest
    assert "no interest" not in with_interest


def test_no_days_of_grace_are_none() -> None:
    facts = EVERY_KIND["plan"]
    assert facts.plan is not None
    strict = replace(facts, plan=replace(facts.plan, grace_days=0))
    assert "has not reached us in full by its day, the plan ends" in said(strict)


def test_an_offer_has_a_slip_to_sign_and_an_agreement_none() -> None:
    offer = said(EVERY_KIND["plan"])
    assert "Acceptance" in offer
    assert "We accept the instalment plan that Carter Plumbing offered on 22 November" in offer
    assert "Name in capitals" in offer
    assert "Position" in offer
    assert "send it back to us by 6 December 2026" in offer
    agreed = said(EVERY_KIND["plan agreed"])
    assert "Acceptance" not in agreed
    assert "This confirms what we agreed on 22 November 2026" in agreed


def test_a_person_signs_as_one() -> None:
    slip = said(EVERY_KIND["plan of a consumer"])
    assert "I accept the instalment plan" in slip
    assert "Position" not in slip


def test_the_slip_stays_whole() -> None:
    for count in range(1, 40):
        pages = page_texts(printed(plan_facts(count)))
        [page] = [one for one in pages if "Acceptance" in one]
        assert "Please return to Carter Plumbing" in page


def test_a_long_schedule_repeats_its_heading() -> None:
    pages = page_texts(printed(EVERY_KIND["long plan"]))
    assert len(pages) == 3
    assert all("To reach us by" in one for one in pages)


def test_an_instalment_says_which_one_it_is_and_what_follows() -> None:
    words = said(EVERY_KIND["instalment"])
    assert "payment 2 of 6 of your instalment plan falls due on 31 January 2027" in words
    assert "After it, four payments are left, £1,067.00 in all." in words
    assert "It is the last payment of the plan." in said(instalment_facts(6))
    assert "one payment of £266.75 is left" in said(instalment_facts(5))


def test_a_late_one_says_until_when_it_keeps_the_plan() -> None:
    words = said(EVERY_KIND["late instalment"])
    assert "£256.75 of it has not reached us yet" in words
    assert "so that it reaches us by 5 June 2027" in words


def test_an_e_mail_without_the_letter_does_not_speak_of_it() -> None:
    facts = EVERY_KIND["instalment"]
    assert "attached" in mailed(facts)
    assert "attached" not in mailed(facts, attached=False)


def test_the_invoices_of_a_reminder_are_not_listed_again() -> None:
    assert "INV-0417" not in said(EVERY_KIND["instalment"])


def test_a_plan_is_set_with_a_logo_and_without_an_account() -> None:
    bare = plan_facts(6, business=Business(name="Bare"), client=ANYWHERE)
    assert "Please use the bank details on our invoice." in said(bare)
    assert page_count(printed(plan_facts(6, business=replace(BUSINESS, logo=logo())))) == 2


@given(
    name=st.text(max_size=120).filter(lambda one: bool(one.strip())),
    number=st.text(min_size=1, max_size=120),
    reference=st.text(max_size=80),
    count=st.integers(1, 20),
    debtor=st.sampled_from(DebtorType),
)
def test_whatever_is_typed_a_paper_comes_out(
    name: str, number: str, reference: str, count: int, debtor: DebtorType
) -> None:
    client = Client(name=name, debtor_type=debtor, reference=reference)
    facts = replace(plan_facts(count, invoice(number)), client=client, reference=reference)
    assert page_count(printed(facts)) >= 1
    assert mailed(facts)


# An offer to settle is looked at with disputes; letters before action have a file of their own.
ELSEWHERE = {PaperKind.OFFER, PaperKind.CLAIM}


def test_the_kinds_are_all_looked_at() -> None:
    assert {one.kind for one in EVERY_KIND.values()} >= set(PaperKind) - ELSEWHERE
