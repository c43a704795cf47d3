"""The four styles of paper: their faces and colours, and what preprinted paper leaves out."""

from __future__ import annotations

import colorsys
import ctypes
import io
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from dunning_desktop.domain.client import Business
from dunning_desktop.domain.letterhead import Letterhead, PaperStyle
from dunning_desktop.domain.policy import Channel, Tone
from dunning_desktop.domain.proposal import ChaseLine
from dunning_desktop.letters.look import MODERN_ACCENT
from dunning_desktop.letters.press import Press
from tests.helpers.facts import BUSINESS, facts, german, logo, many, owed, statement
from tests.helpers.paper_facts import plan_facts
from tests.letters.reading import page_count, page_texts, pieces, text

PRESS = Press()
EACH = pytest.mark.parametrize("style", list(PaperStyle))
PRINTED = pytest.mark.parametrize("style", [one for one in PaperStyle if one != "preprinted"])
COMPANY = "Registered in England and Wales no. 01234567"
Colour = tuple[float, float, float]


def business(style: PaperStyle, accent: str = "") -> Business:
    return replace(BUSINESS, letterhead=Letterhead(style=style, accent=accent))


def letter(
    of: Business,
    lines: Sequence[ChaseLine] | None = None,
    *,
    tone: Tone = Tone.FINAL,
    channel: Channel = Channel.LETTER,
) -> bytes:
    one = facts(lines, tone=tone, business=of)
    one = replace(one, chase=replace(one.chase, channel=channel))
    return PRESS.letter(one, PRESS.words(one))


def families(pdf: bytes) -> set[str]:
    """The families of a PDF's faces: without the mark of a subset, and without the weight."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        names = [
            str(font.BaseFont) for page in document.pages for font in page.Resources.Font.values()
        ]
    return {name.partition("+")[2].partition("-")[0] for name in names}


def in_colour(pdf: bytes) -> dict[Colour, str]:
    """The colours of the first page's type, with all that is printed in each; greys are none."""
    found: defaultdict[Colour, list[str]] = defaultdict(list)
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].get_textpage()
        channels = [ctypes.c_uint() for _ in range(4)]
        for index, sign in enumerate(page.get_text_range()):
            pypdfium2.raw.FPDFText_GetFillColor(page, index, *channels)
            red, green, blue, _ = (one.value / 255 for one in channels)
            if not red == green == blue:
                found[red, green, blue].append(sign)
    return {shade: " ".join("".join(signs).split()) for shade, signs in found.items()}


def contrast(colour: Colour) -> float:
    """Against white paper, as the guidelines for accessible content measure it."""
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in colour]
    bright = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (bright + 0.05)


def colour(accent: str) -> Colour:
    red, green, blue = (int(accent[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


@EACH
def test_each_style_has_one_family_of_type(style: PaperStyle) -> None:
    expected = {"SourceSerif4" if style is PaperStyle.TRADITIONAL else "SourceSans3"}
    of = replace(business(style), logo=logo())
    plan = plan_facts(business=of)
    made = letter(of, many(40, tone=Tone.FINAL, currencies=("GBP", "EUR")))
    assert page_count(made) > 1
    assert families(made) == expected
    assert families(PRESS.paper(plan, PRESS.paper_words(plan))) == expected


@EACH
def test_a_statement_of_interest_does_not_mix_families(style: PaperStyle) -> None:
    made = PRESS.statement(statement([owed(german())], business=business(style)))
    assert len(families(made)) == 1


@EACH
def test_a_letter_is_the_same_bytes_each_time(style: PaperStyle) -> None:
    of = business(style, "#b3541e")
    first, other = letter(of, many(5)), letter(of, many(4))
    assert letter(of, many(5)) == first
    assert other != first


def test_the_styles_are_four_different_letters_with_the_same_words() -> None:
    made = [letter(business(style, "#b3541e")) for style in PaperStyle]
    assert len(set(made)) == 4
    classic, modern, traditional, _ = (sorted(text(one).replace(" ·", "").split()) for one in made)
    assert classic == modern == traditional


@EACH
@pytest.mark.parametrize("tone", list(Tone))
def test_what_fits_one_page_in_classic_fits_one_in_every_style(
    style: PaperStyle, tone: Tone
) -> None:
    counted = range(1, 16)

    def on_one_page(of: PaperStyle) -> set[int]:
        made = {one: letter(business(of), many(one, tone=tone), tone=tone) for one in counted}
        return {one for one, pdf in made.items() if page_count(pdf) == 1}

    classic = on_one_page(PaperStyle.CLASSIC)
    assert 3 < len(classic) < 15
    assert classic - on_one_page(style) == set()


# Preprinted paper


@PRINTED
def test_printed_paper_has_head_and_foot(style: PaperStyle) -> None:
    made = letter(business(style))
    head = {one.text.strip() for one in pieces(made) if one.bottom < 60}
    foot = " ".join(one.text for one in pieces(made) if one.top > 277)
    assert "Carter Plumbing" in head
    assert {"Unit 4, Wharf Road", "0117 496 0123", "accounts@carter.example"} <= head
    assert COMPANY in foot
    assert "VAT no. GB 123 4567 89" in foot


@pytest.mark.parametrize("channel", [Channel.LETTER, Channel.EMAIL_AND_LETTER])
def test_preprinted_paper_leaves_head_and_foot_free(channel: Channel) -> None:
    of = replace(business(PaperStyle.PREPRINTED), logo=logo())
    made = letter(of, channel=channel)
    assert [one.text for one in pieces(made) if one.bottom < 57 or one.top > 277] == []
    for gone in ("VAT no.", COMPANY, "Carter Plumbing & Heating Ltd ·", "carter.example "):
        assert gone not in text(made)
    with pikepdf.open(io.BytesIO(made)) as document:
        assert "/XObject" not in document.pages[0].Resources


def test_preprinted_paper_still_says_its_pages() -> None:
    made = letter(business(PaperStyle.PREPRINTED), many(60, tone=Tone.FINAL))
    assert page_count(made) > 2
    for number, said in enumerate(page_texts(made), 1):
        foot = [one.text for one in pieces(made, number - 1) if one.top > 277]
        assert foot == [f"Page {number} of {page_count(made)}"]
        assert COMPANY not in said
        assert number == 1 or said.startswith("Willow & Stone Interiors Ltd · R-2026-0042")


def test_a_letter_that_goes_by_e_mail_only_has_its_head_and_foot() -> None:
    mailed = letter(business(PaperStyle.PREPRINTED), channel=Channel.EMAIL)
    assert mailed == letter(business(PaperStyle.CLASSIC), channel=Channel.EMAIL)
    assert page_texts(mailed)[0].startswith("Carter Plumbing Unit 4, Wharf Road")
    assert COMPANY in text(mailed)


# Colours


@pytest.mark.parametrize(
    "accent",
    ["#ffff00", "#00ff00", "#00ffff", "#ff00ff", "#ff8800", "#f7c6d9", "#33ff99"],
)
def test_a_bright_colour_is_darkened_until_it_can_be_read(accent: str) -> None:
    for style in PaperStyle:
        [printed] = in_colour(letter(business(style, accent)))
        assert contrast(printed) > 4.45


@pytest.mark.parametrize("accent", ["#ffff00", "#00ff00", "#00ffff", "#ff8800", "#33ff99"])
def test_a_darkened_colour_keeps_its_hue(accent: str) -> None:
    [printed] = in_colour(letter(business(PaperStyle.CLASSIC, accent)))
    hue, saturation, value = colorsys.rgb_to_hsv(*printed)
    expected = colorsys.rgb_to_hsv(*colour(accent))
    assert (hue, saturation) == pytest.approx(expected[:2], abs=0.02)
    assert value < expected[2]


@pytest.mark.parametrize("accent", ["#1d4e73", "#7a1f1f", "#0000cc", "#4b0082"])
def test_a_dark_colour_stays_as_it_is(accent: str) -> None:
    [printed] = in_colour(letter(business(PaperStyle.CLASSIC, accent)))
    assert printed == pytest.approx(colour(accent), abs=0.003)


@EACH
def test_without_a_colour_only_the_modern_style_has_one(style: PaperStyle) -> None:
    found = list(in_colour(letter(business(style))))
    expected = [colour(MODERN_ACCENT)] if style is PaperStyle.MODERN else []
    assert found == [pytest.approx(one, abs=0.003) for one in expected]


@EACH
def test_name_subject_total_and_amount_are_in_the_colour(style: PaperStyle) -> None:
    [said] = in_colour(letter(business(style, "#7a1f1f"))).values()
    name = "" if style is PaperStyle.PREPRINTED else "Carter Plumbing "
    subject = "Final reminder: invoice INV-0417, £1,321.18 by 29 November 2026"
    assert said == f"{name}{subject} £1,321.18 £1,321.18"
