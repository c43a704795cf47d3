"""Clause, footer and credit policy: from the live terms, and true to law and language."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from dunning_desktop import resources
from dunning_desktop.domain.client import Address, BankDetails, Business
from dunning_desktop.domain.ladders import CONSUMER, GENTLE, LADDERS, STANDARD, STRICT
from dunning_desktop.domain.policy import Channel
from dunning_desktop.domain.terms import (
    Consequence,
    DueBasis,
    LateBasis,
    RatePer,
    Stage,
    Terms,
)
from dunning_desktop.domain.terms_paper import Audience, TermsFacts
from dunning_desktop.letters.press import Press
from dunning_desktop.letters.terms_words import terms_language, terms_languages
from dunning_desktop.usecases.regimes import known_law
from tests.letters.reading import page_count, text

DAY = date(2026, 11, 22)
RIGHT = "we exercise our right to interest and compensation"
ACT = "Late Payment of Commercial Debts (Interest) Act 1998"
BUSINESS = Business(
    name="Carter Plumbing",
    address=Address(("Unit 4, Wharf Road",), city="Bristol", postcode="BS1 6QZ"),
    email="accounts@carter.example",
    phone="0117 496 0123",
    bank=BankDetails("Carter Plumbing", sort_code="123456", account_number="12345678"),
    signatory="Sam Carter",
)
EVERYTHING = Terms(
    net_days=0,
    due_basis=DueBasis.DAY_OF_MONTH,
    due_day=20,
    discount_percent=Decimal("2.5"),
    discount_days=10,
    consequences=frozenset(Consequence),
    reminder_fee=1200,
)
HEADINGS = re.compile(r"^(\[\w+\]|\w+) ?=?", re.MULTILINE)
PARTS = (Stage(Decimal(30), 7), Stage(Decimal(30), 30), Stage(Decimal(40), 60))


def facts(jurisdiction: str = "GB", **fields: Any) -> TermsFacts:  # noqa: ANN401 - its fields
    usual: dict[str, Any] = {
        "business": BUSINESS,
        "terms": Terms(),
        "policy": STANDARD,
        "regime": known_law().regime(jurisdiction, DAY),
    }
    return TermsFacts(**(usual | fields))


def clause(one: TermsFacts) -> str:
    return Press().terms_texts(one).clause


def footer(one: TermsFacts) -> str:
    return Press().terms_texts(one).footer


def contract(rate: str, per: RatePer = RatePer.YEAR) -> Terms:
    return Terms(late_basis=LateBasis.CONTRACT, contract_rate=Decimal(rate), contract_per=per)


def test_the_british_clause_names_the_act_and_its_sums() -> None:
    said = clause(facts())
    assert f"our right under the {ACT} to interest at 8% a year above the Bank of England" in said
    assert "£40.00 for smaller debts, £70.00 from £1,000.00 or £100.00 from £10,000.00" in said
    assert footer(facts()).splitlines() == [
        "Please pay within 30 days of the invoice date.",
        f"If we are not paid in time, {RIGHT} under the {ACT}.",
    ]


def test_parts_of_a_country_name_the_act_itself() -> None:
    assert ACT in clause(facts("GB-SCT"))
    assert "as it applies" not in clause(facts("GB-SCT"))


def test_the_german_clause_names_its_sections_in_both_languages() -> None:
    said = clause(facts("DE", language="de"))
    assert "§ 286 BGB" in said
    assert "9 Prozentpunkten über dem Basiszinssatz (§ 288 BGB)" in said
    assert "eine Pauschale von 40,00\xa0€" in said
    assert "sections 286 and 288 of the German Civil Code, BGB" in clause(facts("DE"))


@pytest.mark.parametrize("language", ["en-GB", "de"])
def test_other_laws_of_the_union_are_spoken_of_neutrally(language: str) -> None:
    said = clause(facts("FR", language=language))
    assert ACT not in said
    assert "BGB" not in said
    assert "10 percentage points above" in said or "10 Prozentpunkte über" in said


@pytest.mark.parametrize("language", ["en-GB", "de"])
def test_where_no_law_gives_interest_none_is_spoken_of(language: str) -> None:
    said = clause(facts("US", language=language))
    assert "interest" not in said.lower()
    assert "Zins" not in said


@pytest.mark.parametrize(
    ("jurisdiction", "language", "terms"),
    list(product(("GB", "DE", "FR"), ("en-GB", "de"), (Terms(), EVERYTHING))),
)
def test_private_persons_are_never_threatened_with_the_statute_for_businesses(
    jurisdiction: str, language: str, terms: Terms
) -> None:
    one = facts(
        jurisdiction,
        language=language,
        terms=terms,
        audience=Audience.CONSUMERS,
        policy=CONSUMER,
    )
    texts = Press().terms_texts(one)
    said = f"{texts.clause}\n{texts.footer}\n{texts.policy}"
    for word in (ACT, "288 Abs. 5", "compensation", "Pauschale", "£12", "12,00", "Beitreibung"):
        assert word not in said


def test_a_paper_for_both_speaks_to_each() -> None:
    said = clause(facts(audience=Audience.BOTH))
    assert "If you buy in the course of a business and do not pay by the due day" in said
    assert "If you buy as a private person, the interest, charges and costs above" in said
    assert "private person" not in clause(facts())


def test_a_german_invoice_to_a_private_person_carries_the_notice_of_default() -> None:
    one = facts("DE", audience=Audience.CONSUMERS, language="de")
    assert "§ 286 Abs. 3 BGB" in footer(one)
    assert "§ 288 Abs. 1 BGB" in clause(one)
    assert "§ 286 Abs. 3 BGB" not in footer(facts("DE", language="de"))


@pytest.mark.parametrize(
    ("language", "said"),
    [("en-GB", "2% a month (24% a year)"), ("de", "2\xa0% im Monat (24\xa0% im Jahr)")],
)
def test_a_monthly_rate_never_stands_without_its_yearly_equivalent(
    language: str, said: str
) -> None:
    one = facts(terms=contract("2", RatePer.MONTH), language=language)
    texts = Press().terms_texts(one)
    for part in (texts.clause, texts.footer, texts.policy):
        assert said in part
        assert ACT not in part


def test_an_agreed_rate_takes_the_place_of_the_british_sums_but_not_of_the_german_one() -> None:
    assert "£40" not in clause(facts(terms=contract("11")))
    assert "€40.00" in clause(facts("DE", terms=contract("11")))


@pytest.mark.parametrize(
    ("policy", "days"),
    [
        (STANDARD, "3 days before, and 3, 14 and 28 days after the due day"),
        (GENTLE, "We send reminders 7, 28 and 56 days after the due day"),
        (STRICT, "as an invoice is unpaid, then every 14 days, at most 2 more times"),
        (STRICT, "3 days before, and 1, 8 and 15 days after the due day"),
    ],
)
def test_the_days_of_the_live_ladder_are_told(policy: Any, days: str) -> None:  # noqa: ANN401
    assert days in clause(facts(policy=policy))


def test_a_telephone_call_is_no_reminder_in_writing() -> None:
    levels = (*STANDARD.levels[:2], replace(STANDARD.levels[2], channel=Channel.PHONE))
    said = clause(facts(policy=replace(STANDARD, levels=levels)))
    assert "3 days before, and 3 days after the due day" in said
    assert "We may also call you 14 days after the due day." in said


def test_one_day_is_one_day() -> None:
    levels = (replace(STANDARD.levels[0], day=-1), replace(STANDARD.levels[1], day=1))
    policy = replace(STANDARD, levels=levels)
    assert "1 day before, and 1 day after the due day" in clause(facts(policy=policy))
    assert "1 Tag vor sowie 1 Tag nach" in clause(facts(policy=policy, language="de"))


@pytest.mark.parametrize("one", list(Consequence))
def test_only_what_the_owner_ticked_is_announced(one: Consequence) -> None:
    words = {
        Consequence.WORK_STOPS: "stop work",
        Consequence.DISCOUNTS_LOST: "withdraw discounts",
        Consequence.TITLE_KEPT: "remain our property",
        Consequence.COSTS: "costs of recovering",
        Consequence.AGENCY: "collection agency",
        Consequence.COURT: "before a court",
    }
    said = clause(facts(terms=Terms(consequences=frozenset({one}))))
    assert [kind for kind, word in words.items() if word in said] == [one]


@pytest.mark.parametrize(
    ("terms", "english", "german"),
    [
        (Terms(net_days=1), "within 1 day of the invoice date", "innerhalb von 1 Tag ab"),
        (Terms(net_days=0), "on the invoice date", "sofort mit Rechnungsdatum"),
        (
            Terms(due_basis=DueBasis.END_OF_MONTH),
            "within 30 days of the end of the month of the invoice",
            "innerhalb von 30 Tagen ab dem Ende des Rechnungsmonats",
        ),
        (
            EVERYTHING,
            "by the 20th of the month after the invoice date",
            "bis zum 20. des auf das Rechnungsdatum folgenden Monats",
        ),
        (
            Terms(stages=PARTS),
            "30% within 30 days of the invoice date and 40% within 60 days of the invoice date",
            "30\xa0% innerhalb von 7 Tagen ab Rechnungsdatum, 30\xa0% innerhalb von 30 Tagen",
        ),
    ],
)
def test_when_payment_is_due(terms: Terms, english: str, german: str) -> None:
    assert english in clause(facts(terms=terms))
    assert german in clause(facts(terms=terms, language="de"))


def test_a_british_discount_speaks_of_the_vat() -> None:
    assert "reclaim only the VAT" in clause(facts(terms=EVERYTHING))
    assert "reclaim only the VAT" in footer(facts(terms=EVERYTHING))
    assert "VAT" not in clause(facts("DE", terms=EVERYTHING))


def test_sections_are_numbered_without_a_gap() -> None:
    for terms in (Terms(), EVERYTHING):
        numbers = re.findall(r"^(\d+)\. ", clause(facts(terms=terms)), re.MULTILINE)
        assert numbers == [str(at) for at in range(1, len(numbers) + 1)]


def test_languages_fall_back_to_english() -> None:
    assert terms_languages()[0] == "en-GB"
    assert terms_language("de-AT") == "de"
    assert terms_language("fi") == terms_language("en") == "en-GB"


@pytest.mark.parametrize("language", terms_languages())
def test_every_language_has_every_heading(language: str) -> None:
    def names(of: str) -> list[str]:
        return HEADINGS.findall(resources.read_text("terms", of, "labels.toml"))

    assert names(language) == names("en-GB")


ALL = list(
    product(
        ("GB", "DE", "FR", "US"),
        terms_languages(),
        tuple(Audience),
        (Terms(), EVERYTHING, Terms(late_basis=LateBasis.NONE, stages=PARTS), contract("1.5")),
    )
)


def test_no_text_has_a_gap_or_a_loose_end() -> None:
    for (jurisdiction, language, audience, terms), policy in product(ALL, LADDERS):
        one = facts(
            jurisdiction, language=language, audience=audience, terms=terms, policy=policy
        )
        texts = Press().terms_texts(one)
        for said in (texts.clause, texts.footer, texts.policy):
            assert not re.search(r"[{}]|None| ,| \.|  |\.\.|,\.|: \.", said), said
        assert all(line.endswith(".") for line in texts.footer.splitlines()), texts.footer
        assert 1 <= len(texts.footer.splitlines()) <= 2


@pytest.mark.parametrize("language", terms_languages())
@pytest.mark.parametrize("audience", list(Audience))
def test_the_policy_is_one_page_even_with_everything_in_it(
    language: str, audience: Audience
) -> None:
    for jurisdiction, terms in product(("GB", "DE"), (Terms(), EVERYTHING)):
        one = facts(
            jurisdiction, language=language, audience=audience, terms=terms, policy=STRICT
        )
        assert page_count(Press().credit_policy(one)) == 1


def test_the_policy_says_whom_it_is_for_how_to_pay_and_where_to_sign() -> None:
    said = text(Press().credit_policy(facts(client="Willow & Stone Ltd")))
    assert "For Willow & Stone Ltd" in said
    assert "12-34-56" in said
    assert "call Sam Carter on 0117 496 0123" in said
    assert "Signature" in said
    assert "Company" not in text(Press().credit_policy(facts(audience=Audience.CONSUMERS)))


def test_the_policy_in_text_says_what_the_paper_says() -> None:
    one = facts(terms=EVERYTHING)
    paper = text(Press().credit_policy(one))
    for line in Press().terms_texts(one).policy.splitlines()[2:]:
        first = " ".join(line.replace(": ", " ").split()[:4])
        assert first in paper


def test_the_same_facts_make_the_same_bytes() -> None:
    one = facts(terms=EVERYTHING)
    assert Press().credit_policy(one) == Press().credit_policy(one)


def test_a_business_without_account_or_telephone_has_a_policy_too() -> None:
    bare = replace(BUSINESS, bank=BankDetails(), phone="", email="", signatory="", name="")
    said = Press().terms_texts(facts(business=bare)).policy
    assert "to the account on the invoice" in said
    assert "get in touch with us" in said
    assert page_count(Press().credit_policy(facts(business=bare))) == 1
