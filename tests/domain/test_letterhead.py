"""Letterheads: what cannot be printed is refused, and each country has its usual envelope."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dunning_desktop.domain.letterhead import (
    MOST_SHIFT,
    Envelope,
    Letterhead,
    LetterheadError,
    PaperStyle,
    usual_envelope,
)

FULL = Letterhead(
    envelope=Envelope.DIN_A,
    shift_x=-80,
    shift_y=80,
    style=PaperStyle.MODERN,
    accent="#14508c",
    pay_link="https://pay.carter.example/now",
    codes=False,
)


def _refused(**fields: object) -> dict[str, object]:
    with pytest.raises(LetterheadError) as caught:
        replace(FULL, **fields)  # type: ignore[arg-type] # its fields
    return dict(caught.value.data)


@pytest.mark.parametrize("field", ["shift_x", "shift_y"])
@pytest.mark.parametrize("tenths", [-MOST_SHIFT - 1, MOST_SHIFT + 1])
def test_a_printer_that_is_too_far_out_needs_mending(field: str, tenths: int) -> None:
    assert _refused(**{field: tenths}) == {"field": field, "reason": "too-far"}


def test_eight_millimetres_are_not_too_far() -> None:
    assert (FULL.shift_x, FULL.shift_y, MOST_SHIFT) == (-80, 80, 80)


@pytest.mark.parametrize(
    "accent",
    ["red", "14508c", "#14508", "#14508cc", "#14508C", "#14508g", " #14508c", "#14508c\n"],
)
def test_a_colour_is_six_digits(accent: str) -> None:
    assert _refused(accent=accent) == {"field": "accent", "reason": "no-colour"}


@pytest.mark.parametrize(
    "link",
    [
        "pay.carter.example",
        "http://pay.carter.example",
        "ftp://pay.carter.example",
        "javascript:alert(1)",
        "https://",
        "https://localhost",
        "https://pay..example",
        "https://sam:secret@pay.example",
        "https://pay.example/a b",
        "https://pay.example/ü",
        "https://pay.example/\n",
        "https://pay.example:",
        "https://pay.example:123456",
        " https://pay.example",
    ],
)
def test_where_to_pay_is_a_page_of_the_web(link: str) -> None:
    assert _refused(pay_link=link) == {"field": "pay_link", "reason": "no-link"}


@pytest.mark.parametrize(
    "link",
    [
        "",
        "https://pay.example",
        "HTTPS://Pay.Example/",
        "https://xn--zahl-gra.example:8443/a/b?id=1&x=%20#top",
        "https://pay.example?id=1",
        "https://pay.example#now",
    ],
)
def test_a_page_with_all_its_parts_is_taken(link: str) -> None:
    assert replace(FULL, pay_link=link).pay_link == link


def test_a_link_is_as_long_as_a_printed_code_can_carry() -> None:
    link = "https://pay.example/".ljust(250, "x")
    assert replace(FULL, pay_link=link).pay_link == link
    assert _refused(pay_link=f"{link}x") == {"field": "pay_link", "reason": "no-link"}


def test_a_plain_letterhead_is_nothing_special() -> None:
    plain = Letterhead()
    assert (plain.envelope, plain.shift_x, plain.shift_y) == (None, 0, 0)
    assert (plain.style, plain.accent, plain.pay_link) == (PaperStyle.CLASSIC, "", "")
    assert plain.codes


def test_on_screen_no_paper_brings_head_and_foot() -> None:
    printed = replace(FULL, style=PaperStyle.PREPRINTED)
    assert printed.on_screen == replace(FULL, style=PaperStyle.CLASSIC)


@pytest.mark.parametrize("style", [one for one in PaperStyle if one != "preprinted"])
def test_on_screen_any_other_style_stays(style: PaperStyle) -> None:
    shown = replace(FULL, style=style)
    assert shown.on_screen == shown


@pytest.mark.parametrize(
    ("country", "envelope"),
    [
        ("GB", "GB-DL"),
        ("IE", "GB-DL"),
        ("FR", "FR-NF"),
        ("CH", "CH-SN-right"),
        ("LI", "CH-SN-right"),
        ("US", "US-10"),
        ("CA", "US-10"),
        ("NO", "NO"),
        ("DE", "DE-DIN5008-B"),
        ("AT", "DE-DIN5008-B"),
        ("NZ", "DE-DIN5008-B"),
        ("fr", "FR-NF"),
        ("", "GB-DL"),
    ],
)
def test_what_is_bought_in_the_shops_of_a_country(country: str, envelope: str) -> None:
    assert usual_envelope(country) == envelope
    assert Letterhead().folded_for(country) == envelope


def test_a_chosen_envelope_is_kept_anywhere() -> None:
    assert {FULL.folded_for(one) for one in ("GB", "FR", "US", "")} == {Envelope.DIN_A}
