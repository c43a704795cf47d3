"""Names, addresses and accounts without measure, on every envelope's paper and in every style."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

import pytest

from dunning_desktop.domain.client import Address, BankDetails, Business, Client, Contact
from dunning_desktop.domain.letter import ReminderFacts
from dunning_desktop.domain.letterhead import Envelope, Letterhead, PaperStyle
from dunning_desktop.domain.policy import Channel, Tone
from dunning_desktop.domain.proposal import ChaseLine
from dunning_desktop.letters import fonts
from dunning_desktop.letters import logo as logos
from dunning_desktop.letters.press import Press
from tests.helpers.facts import (
    BUSINESS,
    CLIENT,
    compounding,
    facts,
    german,
    line,
    logo,
    many,
    owed,
    statement,
)
from tests.letters.reading import assert_apart, page_count, page_texts, text

PRESS = Press()
LETTERHEADS = [Letterhead(envelope=one, style=style) for one in Envelope for style in PaperStyle]
STYLES = pytest.mark.parametrize("style", list(PaperStyle))
NAME = ("The Amalgamated Association of Makers and Menders of Fine Furniture " * 4)[:200].strip()
UNBROKEN = "W" * 200
TEN_LINES = Address(
    tuple(f"Line {number} of an address in the country" for number in range(1, 11)),
    city="Llanfairpwllgwyngyllgogerychwyrndrobwll",
    region="Isle of Anglesey",
    postcode="LL61 5UJ",
    country="IE",
)
LINK = ("https://pay.example/" + "x" * 250)[:250]
EURO = BankDetails("Carter GmbH", iban="DE89370400440532013000", bic="COBADEFFXXX")
HEBREW, ARABIC, CHINESE = "שלום בע״מ", "شركة النور للتجارة", "北京貿易有限公司"
SQUARE = "□"

Change = Callable[[Business], Business]


@pytest.fixture(autouse=True, scope="module")
def _missing_glyphs_and_pictures() -> Iterator[None]:
    """They are the point here, not trouble; that they are said is looked at elsewhere."""
    loggers = [logging.getLogger(one.__name__) for one in (fonts, logos)]
    for one in loggers:
        one.setLevel(logging.ERROR)
    yield
    for one in loggers:
        one.setLevel(logging.NOTSET)


def to(**fields: object) -> Client:
    return replace(CLIENT, **fields)  # type: ignore[arg-type] # its fields


def paid_into(**fields: object) -> Change:
    bank = replace(BUSINESS.bank, **fields)  # type: ignore[arg-type] # its fields
    return lambda one: replace(one, bank=bank)


def named(**fields: object) -> Change:
    return lambda one: replace(one, **fields)  # type: ignore[arg-type] # its fields


def online(one: Business) -> Business:
    return replace(one, letterhead=replace(one.letterhead, pay_link=LINK))


def reminder(
    lines: list[ChaseLine],
    letterhead: Letterhead,
    *,
    client: Client = CLIENT,
    change: Change = lambda one: one,
    reference: str = "R-2026-0042",
) -> ReminderFacts:
    business = change(replace(BUSINESS, letterhead=letterhead))
    one = facts(lines, tone=Tone.FINAL, client=client, business=business, reference=reference)
    return replace(one, chase=replace(one.chase, channel=Channel.LETTER))


def printed(one: ReminderFacts) -> bytes:
    return PRESS.letter(one, PRESS.words(one))


def assert_sound(pdf: bytes, *, right: float = 201.5) -> None:
    """Nothing overlaps, and of several pages each says which one it is."""
    assert_apart(pdf, right=right)
    found = page_texts(pdf)
    for number, said in enumerate(found, 1):
        assert (f"Page {number} of {len(found)}" in said) == (len(found) > 1)


@cache
def three() -> list[ChaseLine]:
    return many(3, tone=Tone.FINAL)


@cache
def four_hundred() -> list[ChaseLine]:
    return many(400, tone=Tone.FINAL)


CLIENTS = {
    "a name of 200 signs": to(name=NAME),
    "a name without a space": to(name=UNBROKEN),
    "ten lines of address": to(address=TEN_LINES),
    "both": to(name=NAME, address=TEN_LINES, contacts=(Contact(name=NAME),)),
    "a reference of 200 signs": to(reference=UNBROKEN),
    "Hebrew": to(name=HEBREW),
    "Arabic": to(name=ARABIC),
    "Chinese": to(name=CHINESE, address=replace(CLIENT.address, lines=(CHINESE,))),
}
CHANGES: dict[str, Change] = {
    "an account name of 200 signs": paid_into(account_name=NAME),
    "an account name without a space": paid_into(account_name=UNBROKEN),
    "a bank of 200 signs": paid_into(bank=UNBROKEN, bic=UNBROKEN),
    "a payment link of 250 signs": online,
    "a logo that is no picture": named(logo=b"\x89PNG\r\n\x1a\nno picture"),
    "a business of 200 signs": named(name=NAME, signatory=NAME),
    "a business of ten lines": named(address=TEN_LINES, logo=logo()),
    "a registration of 600 signs": named(registration="Registered " * 55),
    "ways to be reached of 200 signs": named(phone=UNBROKEN, email=UNBROKEN, website=UNBROKEN),
}


@pytest.mark.parametrize("case", CLIENTS)
def test_whoever_is_written_to_a_letter_is_made(case: str) -> None:
    for letterhead in LETTERHEADS:
        made = printed(reminder(three(), letterhead, client=CLIENTS[case]))
        assert_sound(made)
        assert "INV-0417" in text(made)


@pytest.mark.parametrize("case", CHANGES)
def test_whoever_writes_a_letter_is_made(case: str) -> None:
    for letterhead in LETTERHEADS:
        made = printed(reminder(three(), letterhead, change=CHANGES[case]))
        assert_sound(made)
        assert "Willow & Stone Interiors Ltd" in text(made)


@pytest.mark.parametrize("name", [NAME, UNBROKEN], ids=["words", "unbroken"])
def test_a_code_and_a_long_account_stand_side_by_side(name: str) -> None:
    bank = replace(EURO, account_name=name, bank=name)
    for letterhead in LETTERHEADS:
        euro = line(currency="EUR", tone=Tone.FINAL)
        change = named(bank=bank, letterhead=replace(letterhead, pay_link=LINK))
        made = printed(reminder([euro], letterhead, change=change))
        assert_sound(made)
        assert "Scan with your banking app" in text(made)


# Four hundred invoices


@pytest.mark.parametrize("envelope", list(Envelope))
def test_four_hundred_invoices_on_any_paper(envelope: Envelope) -> None:
    """Each envelope in one style, so that every style has its turn."""
    style = list(PaperStyle)[(list(Envelope).index(envelope) + 1) % 4]
    assert_four_hundred(Letterhead(envelope=envelope, style=style))


@STYLES
def test_four_hundred_invoices_in_any_style(style: PaperStyle) -> None:
    assert_four_hundred(Letterhead(envelope=Envelope.GB_DL, style=style, accent="#cc2200"))


def assert_four_hundred(letterhead: Letterhead) -> None:
    one = reminder(four_hundred(), letterhead)
    made = printed(one)
    assert 10 < page_count(made) < 16
    assert_sound(made)
    said = text(made)
    assert all(f" {entry.number} " in said for entry in one.chase.lines)


def test_four_hundred_invoices_on_a_statement_of_interest() -> None:
    debts = [owed(german()), owed(compounding())]
    items = [
        replace(debts[at % 2], item=replace(debts[at % 2].item, number=f"INV-{at:04}"))
        for at in range(400)
    ]
    made = PRESS.statement(statement(items))
    assert_sound(made)
    said = text(made)
    assert all(f"INV-{number:04}" in said for number in range(400))


# What the type has no sign for


@pytest.mark.parametrize(
    ("name", "shown", "missing"),
    [
        (HEBREW, "□□□□ □□□□", "שלוםבע״מ"),
        (ARABIC, "□□□□ □□□□□ □□□□□□□", "شركةالنوتج"),
        (CHINESE, "□□□□□□□□", CHINESE),
        ("Gold 金 & Søn 金 Ltd", "Gold □ & Søn □ Ltd", "金"),
        ("😀 Ltd", "□ Ltd", "😀"),
        ("Łódź & Ψαράς ООО №7", "Łódź & Ψαράς ООО №7", ""),
        ("Cafe\u0301 ＡＢ\u200b\u202e", "Café AB", ""),
    ],
    ids=["Hebrew", "Arabic", "Chinese", "some", "emoji", "none", "forms"],
)
@STYLES
def test_a_sign_without_a_glyph_is_a_square_and_is_named(
    name: str, shown: str, missing: str, style: PaperStyle
) -> None:
    made = printed(reminder(three(), Letterhead(style=style), client=to(name=name)))
    said = text(made)
    assert f"{shown} Priya Shah" in said
    assert said.count(SQUARE) == shown.count(SQUARE)
    assert PRESS.without_glyphs(name) == missing


@STYLES
@pytest.mark.parametrize("name", ["Ŧana Ŋ", "Aǧa Ǧ", "Ḥasan Ḳ", "Ɓala Ɗ", "Ĭon ĭ", "Ǵ ǵ"])
def test_what_is_not_named_is_printed_in_every_style(name: str, style: PaperStyle) -> None:
    assert PRESS.without_glyphs(name) == ""
    made = printed(reminder(three(), Letterhead(style=style), client=to(name=name)))
    assert f"{name} Priya Shah" in text(made)


def test_a_square_of_ones_own_is_not_missing() -> None:
    assert PRESS.without_glyphs("a □ b") == ""
    assert PRESS.without_glyphs("") == ""


def test_an_e_mail_keeps_what_the_letter_cannot_print() -> None:
    one = reminder(three(), Letterhead(), client=to(name=CHINESE, contacts=()))
    one = replace(one, business=replace(one.business, signatory=HEBREW))
    body = PRESS.email(one, PRESS.words(one), letter_attached=True)
    assert HEBREW in body.text
    assert HEBREW in body.html
    assert SQUARE not in body.text + body.html
