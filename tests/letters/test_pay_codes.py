"""What is scanned from a finished letter in order to pay it: read back as a telephone reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from dunning_desktop.domain.client import BankDetails, Business
from dunning_desktop.domain.letterhead import Letterhead, PaperStyle
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.papers import PaperFacts
from dunning_desktop.letters.creditor_reference import Reference
from dunning_desktop.letters.pay_code import transfer_code
from dunning_desktop.letters.press import Press
from tests.helpers.facts import BUSINESS, facts, line
from tests.helpers.paper_facts import invoice, promise_facts, thanks_facts
from tests.letters.reading import text

PRESS = Press()
EACH = pytest.mark.parametrize("style", list(PaperStyle))
DOTS = 200
IBAN = "DE89370400440532013000"
LINK = "https://pay.example/carter"
CHARSETS = {
    b"1": "utf-8",
    b"2": "iso-8859-1",
    b"3": "iso-8859-2",
    b"4": "iso-8859-4",
    b"5": "iso-8859-5",
    b"6": "iso-8859-7",
    b"7": "iso-8859-10",
    b"8": "iso-8859-15",
}
"""The third line of a transfer's code says how the others are written."""


def business(
    *,
    iban: str = IBAN,
    name: str = "Carter GmbH",
    style: PaperStyle = PaperStyle.CLASSIC,
    link: str = "",
    codes: bool = True,
) -> Business:
    letterhead = Letterhead(style=style, pay_link=link, codes=codes)
    return replace(BUSINESS, bank=BankDetails(name, iban=iban), letterhead=letterhead)


def letter(
    of: Business, currencies: Sequence[str] = ("EUR",), *, reference: str = "R-2026-0042"
) -> bytes:
    lines = [
        line(f"INV-{number}", currency=one, item=number) for number, one in enumerate(currencies, 1)
    ]
    one = facts(lines, business=of, reference=reference)
    return PRESS.letter(one, PRESS.words(one))


def paper(one: PaperFacts) -> bytes:
    return PRESS.paper(one, PRESS.paper_words(one))


def rendered(pdf: bytes) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=DOTS / 72).to_pil() for page in document]


def codes(pdf: bytes) -> list[bytes]:
    """What every code of the letter holds."""
    return [one.bytes for page in rendered(pdf) for one in zxingcpp.read_barcodes(page)]


def fields(pdf: bytes) -> list[str]:
    """The lines of its one code, a transfer's."""
    [code] = codes(pdf)
    return code.decode(CHARSETS[code.split(b"\n")[2]]).split("\n")


@EACH
def test_a_transfer_is_filled_in_field_by_field(style: PaperStyle) -> None:
    expected = ["BCD", "002", "2", "SCT", "", "Carter GmbH", IBAN, "EUR1240", "", "", "R-2026-0042"]
    made = letter(business(style=style))
    assert fields(made) == expected
    assert "Scan with your banking app" in text(made)


@pytest.mark.parametrize(
    ("name", "iban"),
    [
        ("Spółka Żółć Łódź sp. z o.o.", "PL61109010140000071219812874"),
        ("Ψαράς & Υιοί ΑΕ", "GR1601101250000000012300695"),
        ("Ψαράς i Spółka", "GR1601101250000000012300695"),
        ("Élan Société Générale", "FR1420041010050500013M02606"),
        ("Müller & Söhne €uro GmbH", IBAN),
    ],
)
def test_a_name_is_written_so_that_it_can_be_read_back(name: str, iban: str) -> None:
    found = fields(letter(business(name=name, iban=iban)))
    assert found[5:7] == [name, iban]


@pytest.mark.parametrize(
    ("minor", "written"),
    [(1, "0.01"), (10, "0.10"), (123_456, "1234.56"), (99_999_999_999, "999999999.99")],
)
def test_an_amount_is_written_in_euro_and_cents(minor: int, written: str) -> None:
    one = facts([line(currency="EUR", amount=minor)], business=business())
    amount = fields(PRESS.letter(one, PRESS.words(one)))[7]
    assert amount.startswith("EUR")
    assert Decimal(amount[3:]) == Decimal(written)


def test_the_account_number_is_written_without_spaces_and_in_capitals() -> None:
    assert fields(letter(business(iban="de89 3704 0044 0532 0130 00")))[6] == IBAN


def test_a_name_is_cut_at_what_the_form_takes() -> None:
    name = "A Company of Seventy Letters and One for the Cutting of Names in Codes Ltd"
    assert fields(letter(business(name=name)))[5] == name[:70]


def test_without_a_name_of_the_account_it_is_that_of_the_business() -> None:
    assert fields(letter(business(name=" ")))[5] == "Carter Plumbing"


def test_a_paper_asks_for_its_own_amount() -> None:
    owed = replace(invoice(), amount=Money(124_000, "EUR"), open=Money(124_000, "EUR"))
    one = promise_facts(50_000, owed, business=business())
    assert one.promise is not None
    one = replace(one, promise=replace(one.promise, amount=Money(50_000, "EUR")))
    assert fields(paper(one))[7] == "EUR500"


@pytest.mark.parametrize(
    ("iban", "currencies"),
    [
        (IBAN, ("GBP",)),
        (IBAN, ("CHF",)),
        (IBAN, ("EUR", "GBP")),
        ("", ("EUR",)),
        ("DE89370400440532013001", ("EUR",)),
        ("DE8937040044", ("EUR",)),
        ("12345678", ("EUR",)),
    ],
)
def test_no_transfer_where_a_bank_would_not_take_one(iban: str, currencies: Sequence[str]) -> None:
    made = letter(business(iban=iban), currencies)
    assert codes(made) == []
    assert "Scan" not in text(made)
    online = letter(business(iban=iban, link=LINK), currencies)
    assert codes(online) == [LINK.encode()]
    assert "Scan to pay online" in text(online)


def test_what_the_form_cannot_carry_is_no_transfer() -> None:
    said = Reference("R-1", "R-1")
    assert transfer_code("Carter", IBAN, Money(99_999_999_999, "EUR"), said) is not None
    for name, minor in (("Carter", 100_000_000_000), ("Carter", 0), ("Carter", -1), (" ", 1)):
        assert transfer_code(name, IBAN, Money(minor, "EUR"), said) is None


@EACH
def test_the_payment_page_is_what_pounds_are_paid_on(style: PaperStyle) -> None:
    made = letter(business(style=style, link=LINK), ("GBP",))
    assert codes(made) == [LINK.encode()]
    assert "Pay online pay.example/carter" in text(made)


def test_a_transfer_goes_before_a_payment_page() -> None:
    made = letter(business(link=LINK))
    assert fields(made)[3] == "SCT"
    assert "Pay online pay.example/carter" in text(made)


@EACH
def test_the_longest_payment_page_is_read(style: PaperStyle) -> None:
    link = f"https://pay.example/?{'Token=0a~' * 30}"[:250]
    assert codes(letter(business(style=style, link=link), ("GBP",))) == [link.encode()]


def test_codes_can_be_switched_off() -> None:
    made = letter(business(link=LINK, codes=False))
    assert codes(made) == []
    assert "Scan" not in text(made)
    assert "Pay online pay.example/carter" in text(made)


def test_what_asks_for_nothing_has_no_code() -> None:
    one = replace(thanks_facts(), business=business(link=LINK))
    assert codes(paper(one)) == []


# The white margin around a code, and how large it is


def measured(pdf: bytes) -> tuple[Image.Image, zxingcpp.Barcode]:
    for page in rendered(pdf):
        for one in zxingcpp.read_barcodes(page):
            return page.convert("L"), one
    raise AssertionError("no code")


def squares(payload: bytes) -> int:
    """How many there are on a side: the smallest code of medium correction that holds it."""
    holds = (14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331)
    return 21 + 4 * next(at for at, most in enumerate(holds) if len(payload) <= most)


SHORT, MIDDLING = "https://p.io/", "https://pay.example/carter/R-2026-0042"


@EACH
@pytest.mark.parametrize("link", ["", SHORT, MIDDLING])
def test_four_squares_around_a_code_stay_white(style: PaperStyle, link: str) -> None:
    of = business(style=style, link=link)
    page, code = measured(letter(of, ("GBP",) if link else ("EUR",)))
    left, top = code.position.top_left.x, code.position.top_left.y
    right, bottom = code.position.bottom_right.x, code.position.bottom_right.y
    quiet = round(4 * (right - left) / squares(code.bytes)) - 1
    around = {
        "left": (left - quiet, top - quiet, left - 1, bottom + quiet),
        "right": (right + 2, top - quiet, right + quiet, bottom + quiet),
        "above": (left, top - quiet, right, top - 1),
        "below": (left, bottom + 2, right, bottom + quiet),
    }
    darkest = {side: page.crop(box).getextrema()[0] for side, box in around.items()}
    assert darkest == dict.fromkeys(around, 255)


@EACH
@pytest.mark.parametrize("link", ["", SHORT, LINK + "/" + "x" * 200])
def test_squares_are_large_enough_for_any_telephone(style: PaperStyle, link: str) -> None:
    of = business(style=style, link=link)
    _, code = measured(letter(of, ("GBP",) if link else ("EUR",)))
    width = code.position.top_right.x - code.position.top_left.x
    assert width / squares(code.bytes) / DOTS * 25.4 > 0.4
    assert 16 < width / DOTS * 25.4 < 30


def test_a_code_is_read_in_poor_light() -> None:
    """A tint behind it, half the dots, and turned a little."""
    page = rendered(letter(business(style=PaperStyle.MODERN)))[0].convert("L")
    dim = page.resize((page.width // 2, page.height // 2)).rotate(4, fillcolor=200)
    dim = dim.point([int(60 + one * 0.5) for one in range(256)])
    assert len(zxingcpp.read_barcodes(dim)) == 1
