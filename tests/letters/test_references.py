"""The reference to quote: in the form that an account's country checks, and else as it was."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iso11649
from stdnum.be import ogm_vcs
from stdnum.ch import esr

from dunning_desktop.domain.client import BankDetails
from dunning_desktop.letters.creditor_reference import Reference, reference_for
from dunning_desktop.letters.press import Press
from tests.helpers.facts import BUSINESS, facts, line
from tests.letters.reading import text

PRESS = Press()
GERMAN, BELGIAN = "DE89370400440532013000", "BE68539007547034"
SWISS, SWISS_QR = "CH9300762011623852957", "CH4431999123000889012"
FINNISH, SLOVENIAN, BRITISH = "FI2112345600000785", "SI56263300012039086", "GB29NWBK60161331926819"
GIVEN = "RF18539007547034"
SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


def reference(said: str, iban: str, currency: str = "EUR") -> Reference:
    return reference_for(said, iban=iban, currency=currency)


def letter(said: str, iban: str, currency: str = "EUR") -> bytes:
    business = replace(BUSINESS, bank=BankDetails("Carter", iban=iban))
    one = facts([line(currency=currency)], business=business, reference=said)
    return PRESS.letter(one, PRESS.words(one))


def coded(pdf: bytes) -> list[str]:
    """The lines of the transfer's code that hold what it is for: the reference, and words."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].render(scale=200 / 72).to_pil()
    [code] = zxingcpp.read_barcodes(page)
    return code.bytes.decode("iso-8859-1").split("\n")[9:]


def test_a_german_account_takes_it_as_it_is() -> None:
    assert reference(" R-2026 \n 0042", GERMAN) == Reference("R-2026 0042", "R-2026 0042")
    made = letter("R-2026-0042", GERMAN)
    assert coded(made) == ["", "R-2026-0042"]
    assert "Reference R-2026-0042" in text(made)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        # The example of the Belgian banks.
        ("0108068171", "010/8068/17183"),
        ("42", "000/0000/04242"),
        # Nothing is left over: the check digits are 97.
        ("97", "000/0000/09797"),
        ("9999999999", "999/9999/99948"),
    ],
)
def test_a_belgian_account_takes_digits_in_its_own_form(said: str, shown: str) -> None:
    made = reference(said, BELGIAN)
    assert made.shown.strip("+") == shown
    assert made.plain == shown.replace("/", "")
    assert ogm_vcs.is_valid(made.plain)
    assert int(made.plain[:10]) % 97 in {int(made.plain[10:]), 0}
    assert (said in made.plain, made.is_iso) == (True, False)


def test_a_belgian_form_stands_between_plus_signs_in_letter_and_code() -> None:
    made = letter("0108068171", BELGIAN)
    assert coded(made) == ["", "+++010/8068/17183+++"]
    assert "Reference +++010/8068/17183+++" in text(made)


@pytest.mark.parametrize("said", ["+++010/8068/17183+++", "***010/8068/17183***"])
def test_a_belgian_form_that_is_one_already_stays(said: str) -> None:
    assert reference(said, BELGIAN).shown == said
    assert f"Reference {said} " in text(letter(said, BELGIAN))


@pytest.mark.parametrize("iban", [BELGIAN, SWISS, FINNISH, SLOVENIAN])
def test_letters_and_digits_become_an_international_one(iban: str) -> None:
    made = reference("R-2026/0042", iban)
    assert made.is_iso
    assert made.plain[4:] == "R20260042"
    assert iso11649.validate(made.plain) == made.plain
    assert made.shown == " ".join(made.plain[at : at + 4] for at in range(0, 13, 4))


def test_the_example_of_the_standard() -> None:
    made = reference("539007547034", FINNISH)
    assert made == Reference("RF18 5390 0754 7034", GIVEN, is_iso=True)


def test_an_international_one_is_structured_in_the_code() -> None:
    made = letter("R-2026-0042", FINNISH)
    [plain] = coded(made)
    assert plain.startswith("RF")
    assert iso11649.validate(plain) == plain
    assert f"Reference {iso11649.format(plain)}" in text(made)
    assert "Our reference R-2026-0042" in text(made)


@given(said=st.text(SIGNS, min_size=1, max_size=21))
def test_whatever_is_quoted_the_check_digits_are_right(said: str) -> None:
    made = reference(said, FINNISH)
    assert iso11649.is_valid(made.plain)
    assert made.is_iso
    assert made.plain.endswith(said.upper())


@given(said=st.text("0123456789", min_size=1, max_size=26))
def test_digits_for_a_swiss_qr_account_have_twenty_seven(said: str) -> None:
    for currency in ("CHF", "EUR"):
        made = reference(said, SWISS_QR, currency)
        assert len(made.plain) == 27
        assert made.plain[-1] == esr.calc_check_digit(made.plain[:-1])
        assert made.plain[:-1].endswith(said)
        assert not made.is_iso


def test_the_example_of_the_swiss_banks() -> None:
    made = reference("21000000000313947143000901", SWISS_QR, "CHF")
    assert made.shown == "21 00000 00003 13947 14300 09017"
    assert f"Reference {made.shown}" in text(letter("21000000000313947143000901", SWISS_QR, "CHF"))


@pytest.mark.parametrize("said", ["R-2026-0042", "1" * 27, "RF18539007547034"])
def test_a_swiss_qr_account_takes_no_other_form(said: str) -> None:
    assert reference(said, SWISS_QR, "CHF") == Reference(said, said)


def test_an_ordinary_swiss_account_takes_the_international_one() -> None:
    made = reference("42", SWISS, "CHF")
    assert made.is_iso
    assert made.plain[4:] == "42"
    assert iso11649.is_valid(made.plain)


@pytest.mark.parametrize(
    ("iban", "qr"),
    [
        ("CH4429999123000889012", False),
        ("CH4430000123000889012", True),
        ("CH4431999123000889012", True),
        ("CH4432000123000889012", False),
        ("LI4431999123000889012", True),
    ],
)
def test_the_number_of_the_bank_says_which_accounts_they_are(iban: str, qr: bool) -> None:
    assert (len(reference("42", iban, "CHF").plain) == 27) == qr


@pytest.mark.parametrize("iban", [GERMAN, BELGIAN, SWISS, FINNISH, "FR1420041010050500013M02606"])
@pytest.mark.parametrize("said", [GIVEN, "RF18 5390 0754 7034", "rf18 5390 0754 7034"])
def test_an_international_one_that_is_given_stays_one(iban: str, said: str) -> None:
    assert reference(said, iban) == Reference("RF18 5390 0754 7034", GIVEN, is_iso=True)
    if iban == GERMAN:
        assert coded(letter(said, iban)) == [GIVEN]


def test_wrong_check_digits_make_it_ordinary_words() -> None:
    wrong = "RF19539007547034"
    assert reference(wrong, GERMAN) == Reference(wrong, wrong)
    assert coded(letter(wrong, GERMAN)) == ["", wrong]


def test_only_british_banks_cut_what_is_long() -> None:
    long = "REMINDER-2026-0000042"
    assert coded(letter(long, GERMAN)) == ["", long]
    assert f"Reference {long} " in text(letter(long, GERMAN))
    assert "Reference REMINDER-2026-0000 " in text(letter(long, BRITISH, "GBP"))


@pytest.mark.parametrize("said", ["X" * 22, "Ü-42", "R+42", "No. 42 & 43"])
def test_what_no_form_takes_stays_as_it_is(said: str) -> None:
    for iban in (BELGIAN, SWISS, FINNISH):
        assert reference(said, iban) == Reference(said, said)


@pytest.mark.parametrize(
    ("iban", "currency"),
    [(BRITISH, "GBP"), (BELGIAN, "GBP"), (FINNISH, "USD"), (SWISS_QR, "USD"), ("", "EUR")],
)
def test_other_money_or_no_account_has_no_form(iban: str, currency: str) -> None:
    assert reference("42", iban, currency) == Reference("42", "42")


def test_belgian_digits_in_francs_are_not_belgian() -> None:
    assert reference("42", BELGIAN, "CHF").is_iso


@pytest.mark.parametrize("iban", [BELGIAN, SWISS_QR, FINNISH, GERMAN])
def test_nothing_to_quote_is_nothing(iban: str) -> None:
    assert reference(" \n ", iban) == Reference("", "")


def test_letter_and_e_mail_quote_the_same() -> None:
    business = replace(BUSINESS, bank=BankDetails("Carter", iban=FINNISH))
    one = facts([line(currency="EUR")], business=business, reference="539007547034")
    mail = PRESS.email(one, PRESS.words(one), letter_attached=False)
    for said in (mail.text, mail.html, text(PRESS.letter(one, PRESS.words(one)))):
        assert "RF18 5390 0754 7034" in said
