"""Own letter texts: read in pieces, and refused for anything but names and conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.domain.letter import Words
from dunning_desktop.domain.letter_markup import Mark, Piece, check, pieces
from dunning_desktop.domain.letter_texts import (
    LONGEST,
    REMINDERS,
    LetterText,
    OwnTextError,
    conditions_of,
    names_of,
)

WORDS = Words("Reminder", "Please pay.", "Thank you.")
EVERY_TEXT = pytest.mark.parametrize("text", list(LetterText))
PARTS = pytest.mark.parametrize("part", ["subject", "opening", "closing"])
NAMES = st.sampled_from(names_of(LetterText.FINAL))
CONDITIONS = st.sampled_from(conditions_of(LetterText.FINAL))
PIECES = st.one_of(
    st.builds(Piece, st.just(Mark.NAME), NAMES),
    st.builds(Piece, st.sampled_from([Mark.IF, Mark.UNLESS]), CONDITIONS),
    st.just(Piece(Mark.END)),
    st.builds(Piece, st.just(Mark.WORDS), st.text("ab {}%#-\n\u00a0é", min_size=1)),
)
ANYTHING = st.lists(
    st.one_of(
        st.sampled_from(["{{", "}}", "{%", "%}", "{#", "#}", "{", "}", "%", "-", " ", "\n"]),
        st.sampled_from(["if", "not", "endif", "total", "late", "for", "é", "1"]),
    ),
    max_size=14,
).map("".join)


def _written(found: Sequence[Piece]) -> str:
    return "".join(one.source for one in found)


def _refused(text: LetterText, words: Words) -> dict[str, object]:
    with pytest.raises(OwnTextError) as caught:
        check(text, words)
    return dict(caught.value.data)


def _about(source: str, part: str = "opening") -> dict[str, object]:
    return _refused(LetterText.FINAL, replace(WORDS, **{part: source}))


# In pieces


def test_a_text_is_words_names_and_conditions() -> None:
    text = "Pay {{ total }}{% if late %} now{% endif %}{% if not late %}, please{% endif %}"
    assert list(pieces(text)) == [
        Piece(Mark.WORDS, "Pay "),
        Piece(Mark.NAME, "total"),
        Piece(Mark.IF, "late"),
        Piece(Mark.WORDS, " now"),
        Piece(Mark.END),
        Piece(Mark.UNLESS, "late"),
        Piece(Mark.WORDS, ", please"),
        Piece(Mark.END),
    ]


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("{{total}}", "{{ total }}"),
        ("{{-\n total -}}", "{{ total }}"),
        ("{%if late%}", "{% if late %}"),
        ("{%- if  not\tlate -%}", "{% if not late %}"),
        ("{%endif%}", "{% endif %}"),
        ("{%- endif -%}", "{% endif %}"),
        ("{% if nothing %}", "{% if nothing %}"),
        ("{% if not %}", "{% if not %}"),
    ],
)
def test_a_piece_is_written_in_one_way(source: str, written: str) -> None:
    assert _written(list(pieces(source))) == written


@given(st.lists(PIECES))
def test_written_one_after_the_other_they_are_the_text_again(made: list[Piece]) -> None:
    text = _written(made)
    assert _written(list(pieces(text))) == text


@given(ANYTHING)
def test_whatever_was_typed_is_read_the_same_once_it_is_written(typed: str) -> None:
    found = list(pieces(typed))
    assert list(pieces(_written(found))) == found


def test_no_text_has_no_pieces() -> None:
    assert list(pieces("")) == []


# What a text may speak of


@EVERY_TEXT
def test_each_name_of_a_text_can_be_said(text: LetterText) -> None:
    for name in names_of(text):
        check(text, replace(WORDS, subject=f"{{{{ {name} }}}}"))


@EVERY_TEXT
def test_a_text_can_depend_on_each_of_its_conditions(text: LetterText) -> None:
    for name in conditions_of(text):
        both = f"{{% if {name} %}}a{{% endif %}}{{% if not {name} %}}b{{% endif %}}"
        check(text, replace(WORDS, closing=both))


@EVERY_TEXT
def test_a_menu_names_nothing_twice(text: LetterText) -> None:
    for menu in (names_of(text), conditions_of(text)):
        assert len(set(menu)) == len(menu)


@EVERY_TEXT
def test_a_name_of_another_text_is_unknown(text: LetterText) -> None:
    everything = {name for one in LetterText for name in names_of(one)}
    for name in everything - set(names_of(text)):
        words = replace(WORDS, opening=f"{{{{ {name} }}}}")
        assert _refused(text, words) == {"part": "opening", "reason": "unknown", "name": name}


@EVERY_TEXT
def test_a_condition_of_another_text_is_unknown(text: LetterText) -> None:
    everything = {name for one in LetterText for name in conditions_of(one)}
    for name in everything - set(conditions_of(text)):
        for source in (f"{{% if {name} %}}x{{% endif %}}", f"{{% if not {name} %}}x{{% endif %}}"):
            refused = _refused(text, replace(WORDS, opening=source))
            assert refused == {"part": "opening", "reason": "unknown", "name": name}


def test_four_texts_ask_for_invoices() -> None:
    assert [one.value for one in REMINDERS] == ["courtesy", "friendly", "firm", "final"]
    assert [one for one in LetterText if one.is_reminder] == list(REMINDERS)


# Refused


@PARTS
@pytest.mark.parametrize("source", ["", " ", "\n\t\n"])
def test_a_part_says_something(part: str, source: str) -> None:
    assert _about(source, part) == {"part": part, "reason": "empty", "name": ""}


@PARTS
def test_a_part_is_four_pages_at_most(part: str) -> None:
    check(LetterText.FINAL, replace(WORDS, **{part: "x" * LONGEST}))
    too_long = "x" * (LONGEST + 1)
    assert _about(too_long, part) == {"part": part, "reason": "long", "name": "12000"}


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("{{ amount }}", "amount"),
        ("{{ Total }}", "Total"),
        ("{{ __class__ }}", "__class__"),
        ("{{ if }}", "if"),
        ("{% if amount %}x{% endif %}", "amount"),
        ("{% if not amount %}x{% endif %}", "amount"),
        ("{% if not %}x{% endif %}", "not"),
        # What can be said need not be yes or no, nor the other way about.
        ("{% if total %}x{% endif %}", "total"),
        ("{{ several }}", "several"),
    ],
)
def test_a_name_there_is_no_value_for(source: str, name: str) -> None:
    assert _about(source) == {"part": "opening", "reason": "unknown", "name": name}


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("{% if late %}x", "late"),
        ("{% if late %}{% if not demanded %}x{% endif %}", "late"),
        ("{% if late %}{% if not demanded %}x", "demanded"),
        ("x{% endif %}", ""),
        ("{% if late %}x{% endif %}{% endif %}", ""),
        ("{% endif %}{% if late %}", ""),
    ],
)
def test_a_condition_has_its_end(source: str, name: str) -> None:
    assert _about(source) == {"part": "opening", "reason": "condition", "name": name}


def test_a_condition_does_not_end_in_another_part() -> None:
    words = Words("A", "{% if late %}b", "c{% endif %}")
    refused = _refused(LetterText.FINAL, words)
    assert refused == {"part": "opening", "reason": "condition", "name": "late"}


@pytest.mark.parametrize(
    "source",
    [
        "{% for one in total %}x{% endfor %}",
        "{% set total = 1 %}",
        "{% include 'phrases.txt' %}",
        "{% import 'macros.txt' as say %}",
        "{% extends 'friendly.txt' %}",
        "{% block opening %}x{% endblock %}",
        "{% macro x() %}y{% endmacro %}",
        "{% raw %}x{% endraw %}",
        "{% else %}",
        "{% elif late %}",
        "{% if late and credit %}",
        "{% if late == 1 %}",
        "{% if total.x %}",
        "{% if %}",
        "{%+ if late %}",
        "{{ total() }}",
        "{{ total.__class__ }}",
        "{{ total['x'] }}",
        "{{ total | upper }}",
        "{{ total ~ total }}",
        "{{ 'x' * 999999999 }}",
        "{{ not late }}",
        "{{ -total }}",
        "{{ étage }}",
        "{{ }}",
        "{{ total",
        "{% if late",
        "{# a note #}",
        "{#",
    ],
)
def test_nothing_else_stands_in_braces(source: str) -> None:
    assert _about(source) == {"part": "opening", "reason": "braces", "name": source[:30]}


@pytest.mark.parametrize("end", ["}}", "%}", "#}"])
def test_braces_that_close_nothing_are_named_as_well(end: str) -> None:
    source = f"Dear all {end} and more words that are not shown at all"
    named = f"{end} and more words that are not"[:30]
    assert _about(source) == {"part": "opening", "reason": "braces", "name": named}


@pytest.mark.parametrize("source", ["{ total }", "100 % {of it}", "a # b", "}", "{ {x} }"])
def test_single_braces_are_words(source: str) -> None:
    check(LetterText.FINAL, replace(WORDS, opening=source))


def test_the_first_thing_that_is_wrong_is_named() -> None:
    words = Words("{{ amount }}", "", "{% x %}")
    named = {"part": "subject", "reason": "unknown", "name": "amount"}
    assert _refused(LetterText.FINAL, words) == named
