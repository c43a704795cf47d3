"""Letters before action on paper: what each kind says, and that none threatens more than ticked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, combinations

import pytest

from dunning_desktop.domain.claim_letter import Agreement, ClaimFacts, Following
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.owed import Owed
from dunning_desktop.domain.papers import PaperFacts, PaperKind
from dunning_desktop.domain.pre_action import PROTOCOL, LetterKind, LetterRule
from dunning_desktop.letters.press import Press
from tests.helpers.facts import BUSINESS, CLIENT, TODAY
from tests.helpers.paper_facts import gbp, invoice
from tests.letters.reading import text

ORAL = Agreement(None, "Ann Wood ordered a gate from Sam Carter at her shop on 3 March 2026")
THREATS = {
    Following.AGENCY: ("agency",),
    Following.SOLICITOR: ("solicitors",),
    Following.COURT: ("start", "raise court", "issue proc", "apply for", "take the matter to"),
}


def _owed(*, interest: int = 2_500, others: int = 7_000) -> Owed:
    return Owed(gbp(124_000), gbp(interest), gbp(42 if interest else 0), gbp(others), gbp(0))


def _facts(
    kind: LetterKind = LetterKind.BUSINESS,
    *,
    agreement: Agreement = ORAL,
    following: frozenset[Following] = frozenset(),
    owed: Owed | None = None,
) -> PaperFacts:
    rule = PROTOCOL if kind is LetterKind.PROTOCOL else LetterRule(kind, 14)
    claim = ClaimFacts(
        rule, TODAY + timedelta(days=rule.days), owed or _owed(), agreement, following
    )
    debtor = DebtorType.SOLE_TRADER if kind is LetterKind.PROTOCOL else DebtorType.COMPANY
    client = replace(CLIENT, debtor_type=debtor)
    lines = (invoice(),)
    return PaperFacts(
        kind=PaperKind.CLAIM,
        today=TODAY,
        business=BUSINESS,
        client=client,
        contact=client.mail_contact,
        lines=lines,
        reference="INV-0417",
        claim=claim,
    )


def _said(facts: PaperFacts) -> str:
    words = Press().paper_words(facts)
    return f"{words.subject} {words.opening} {words.closing}"


@pytest.mark.parametrize("kind", list(LetterKind))
def test_each_kind_says_what_is_owed_why_and_until_when(kind: LetterKind) -> None:
    facts = _facts(kind, following=frozenset({Following.COURT}))
    said = _said(facts)
    claim = facts.claim
    assert claim is not None
    assert "£1,335.00" in said
    assert "£0.42 for each further day" in said
    assert "Ann Wood ordered a gate" in said
    day = claim.until
    assert f"{day.day} {day:%B %Y}" in said
    pdf = Press().paper(facts, Press().paper_words(facts))
    printed = text(pdf)
    assert "Total to pay" in printed
    assert "£1,335.00" in printed
    assert pdf == Press().paper(facts, Press().paper_words(facts))


@pytest.mark.parametrize("kind", list(LetterKind))
def test_none_threatens_more_than_the_owner_ticked(kind: LetterKind) -> None:
    every = list(Following)
    for chosen in chain.from_iterable(combinations(every, n) for n in range(4)):
        said = _said(_facts(kind, following=frozenset(chosen)))
        last = said.rpartition("If we have neither")[2]
        for one in every:
            threatened = any(words in last for words in THREATS[one])
            assert threatened == (one in chosen), (kind, chosen, last)
        assert ("consider what formal steps" in last) == (not chosen)


def test_the_protocol_is_named_with_its_forms_and_the_address_for_the_reply() -> None:
    said = _said(_facts(LetterKind.PROTOCOL))
    for words in (
        "Pre-Action Protocol for Debt Claims",
        "Reply Form",
        "Information Sheet",
        "Financial Statement",
        "30 days from the date of this letter",
        BUSINESS.address.postcode,
    ):
        assert words in said


def test_a_written_agreement_is_named_and_a_copy_offered() -> None:
    said = _said(_facts(agreement=Agreement(date(2026, 1, 5), "order 4711")))
    assert "a written agreement of 5 January 2026 (order 4711)" in said
    assert "ask us for a copy" in said


def test_without_interest_it_says_that_none_is_added() -> None:
    said = _said(_facts(owed=_owed(interest=0, others=0)))
    assert "No interest is being added" in said
    assert "further day" not in said
