"""Strangers' words: whatever they hold, they steer nothing and stay short."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from dunning_desktop.ui.text.plain import one_line, paragraphs
from dunning_desktop.ui.widgets.short_text import ShortText

STEERS = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("We pay\non Friday", "We pay on Friday"),
        ("<b>Pay</b> &amp; smile", "<b>Pay</b> &amp; smile"),
        ("abc\u202egpj.exe\u202c", "abcgpj.exe"),
        ("\x1b[31mred\x07", "[31mred"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("a\u2028b", "a b"),
        ("👩\u200d🔧 fixed", "👩\u200d🔧 fixed"),
        ("   ", ""),
    ],
)
def test_one_line_shows_what_was_written_and_obeys_none_of_it(text: str, shown: str) -> None:
    assert one_line(text) == shown


def test_a_long_line_is_cut_with_dots() -> None:
    assert one_line("word " * 100, 12) == "word word wo…"
    assert one_line("x" * 100_000, 20) == "x" * 20 + "…"


def test_paragraphs_keep_their_lines_and_lose_the_desert_between() -> None:
    said = paragraphs("Hello,\r\n\r\n\r\n\r\n\r\nwe pay.\rSoon\x00.\n\n")
    assert said == "Hello,\n\nwe pay.\nSoon ."


@given(st.text(max_size=400))
def test_nothing_that_steers_a_screen_comes_through(text: str) -> None:
    for shown, kept in ((one_line(text), ""), (paragraphs(text), "\n")):
        wrong = [
            one
            for one in shown
            if unicodedata.category(one) in STEERS and one not in kept + "\u200c\u200d"
        ]
        assert wrong == []
    assert len(one_line(text, 50)) <= 51


@pytest.mark.parametrize("text", ["x" * 100_000, "word " * 20_000, "", "\n" * 5, "日本" * 900])
def test_a_short_text_is_never_higher_than_its_lines(qapp: QApplication, text: str) -> None:
    shown = ShortText(text, most=3)
    line = shown.fontMetrics().lineSpacing()
    for width in (1, 60, 400):
        assert line <= shown.heightForWidth(width) <= 3 * line
        shown.resize(width, shown.heightForWidth(width))
        assert not shown.grab().isNull()
    assert shown.accessibleName() == text
