"""The grammar of amounts: what is written is what is read, or it is refused."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.intake.amounts import evidence, read_amount
from dunning_desktop.intake.currencies import currency_of
from dunning_desktop.usecases.drafts import DecimalMark

POINT, COMMA = DecimalMark.POINT, DecimalMark.COMMA
AMOUNTS = st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False)


def _grouped(whole: str, mark: str) -> str:
    head = len(whole) % 3 or 3
    return mark.join([whole[:head], *(whole[at : at + 3] for at in range(head, len(whole), 3))])


def _lakh(whole: str) -> str:
    if len(whole) <= 3:
        return whole
    head, tail = whole[:-3], whole[-3:]
    first = len(head) % 2 or 2
    pairs = [head[:first], *(head[at : at + 2] for at in range(first, len(head), 2))]
    return ",".join([*pairs, tail])


STYLES: dict[str, tuple[DecimalMark, Callable[[str, str], str]]] = {
    "1234.50": (POINT, lambda whole, cents: f"{whole}.{cents}"),
    "1,234.50": (POINT, lambda whole, cents: f"{_grouped(whole, ',')}.{cents}"),
    "1.234,50": (COMMA, lambda whole, cents: f"{_grouped(whole, '.')},{cents}"),
    "1 234,50": (COMMA, lambda whole, cents: f"{_grouped(whole, ' ')},{cents}"),
    "1 234.50": (POINT, lambda whole, cents: f"{_grouped(whole, ' ')}.{cents}"),
    "1\u202f234,50": (COMMA, lambda whole, cents: f"{_grouped(whole, chr(0x202F))},{cents}"),
    "1\u00a0234,50": (COMMA, lambda whole, cents: f"{_grouped(whole, chr(0xA0))},{cents}"),
    "1'234.50": (POINT, lambda whole, cents: f"{_grouped(whole, chr(39))}.{cents}"),
    "1’234.50": (POINT, lambda whole, cents: f"{_grouped(whole, '’')}.{cents}"),
    "1,28,500.00": (POINT, lambda whole, cents: f"{_lakh(whole)}.{cents}"),
}
SIGNS = {
    "plain": (1, "{}"),
    "minus before": (-1, "-{}"),
    "minus behind": (-1, "{}-"),
    "true minus": (-1, "\u2212{}"),
    "brackets": (-1, "({})"),
    "credit": (-1, "{} CR"),
    "debit": (1, "{} Dr"),
    "plus": (1, "+{}"),
}
UNITS = {
    "none": ("", "{}"),
    "pound before": ("£", "£{}"),
    "euro behind": ("€", "{} €"),
    "code before": ("GBP", "GBP {}"),
    "code behind": ("CHF", "{} chf"),
    "dollar": ("$", "${}"),
}


@pytest.mark.parametrize("style", STYLES)
@given(amount=AMOUNTS, sign=st.sampled_from(sorted(SIGNS)), unit=st.sampled_from(sorted(UNITS)))
def test_what_is_written_is_read(style: str, amount: Decimal, sign: str, unit: str) -> None:
    mark, write = STYLES[style]
    whole, _, cents = f"{amount:.2f}".partition(".")
    symbol, around = UNITS[unit]
    factor, signed = SIGNS[sign]

    text = signed.format(around.format(write(whole, cents)))

    assert read_amount(text, mark) == (amount * factor, symbol)
    # Two decimals leave no doubt, whatever stands around them.
    assert evidence(text).marks == (mark,)


@given(amount=AMOUNTS)
def test_the_other_mark_never_reads_two_decimals(amount: Decimal) -> None:
    assert read_amount(f"{amount:.2f}", COMMA) is None
    assert read_amount(f"{amount:.2f}".replace(".", ","), POINT) is None


@pytest.mark.parametrize("text", ["1.234", "1,234", "£12,345", "999.000"])
def test_three_figures_behind_one_mark_can_be_either(text: str) -> None:
    assert evidence(text).ambiguous
    readings = [read_amount(text, mark) for mark in DecimalMark]
    assert None not in readings
    assert len(set(readings)) == 2


@pytest.mark.parametrize("text", ["0.125", "1234.567", "1,234,567", "1.234.567", "12", "1 234"])
def test_other_forms_say_what_they_are(text: str) -> None:
    assert not evidence(text).ambiguous
    assert evidence(text).marks


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", ".", "abc", "12abc", "--5", "(-5)", "-5 CR", "(5", "5)", "1,2,3", "12.34.56"),
        *("1 2345", "12 34", "1,234.5,6", "1e5", "NaN", "Infinity", "0x10", "٣", "XYZ 3", "£5 GBP"),
        *("1" * 25, "13/10/2026", "2026-10-13", "=5+5", "5%", "1,,000"),
    ],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    assert read_amount(text, POINT) is None
    assert read_amount(text, COMMA) is None


@given(st.text(max_size=30))
def test_no_text_breaks_the_grammar(text: str) -> None:
    for mark in DecimalMark:
        found = read_amount(text, mark)
        assert found is None or found[0].is_finite()


@pytest.mark.parametrize(
    ("unit", "usual", "expected"),
    [
        ("£", "EUR", ("GBP", False)),
        ("€", "GBP", ("EUR", False)),
        ("$", "GBP", ("USD", True)),
        ("$", "AUD", ("AUD", True)),
        ("US$", "AUD", ("USD", False)),
        ("KR", "NOK", ("NOK", True)),
        ("CHF", "GBP", ("CHF", False)),
        ("QQQ", "GBP", ("", False)),
    ],
)
def test_a_symbol_means_the_usual_currency_where_it_can(
    unit: str, usual: str, expected: tuple[str, bool]
) -> None:
    assert currency_of(unit, usual) == expected
