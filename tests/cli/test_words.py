"""Why an item is not chased, and what was refused, as the command says it."""

from __future__ import annotations

from datetime import date

import pytest

from dunning_desktop.cli.words import sentence, why_not
from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.proposal import NotToday, WhyNot

MONDAY = date(2026, 11, 30)


@pytest.mark.parametrize("kind", list(BlockKind))
def test_every_pause_is_named_with_its_day(kind: BlockKind) -> None:
    ever = why_not(NotToday(1, 1, WhyNot.BLOCKED, detail=kind))
    assert "-" not in ever
    ends = why_not(NotToday(1, 1, WhyNot.BLOCKED, MONDAY, detail=kind))
    assert ends == f"{ever}; goes on 2026-11-30"


def test_pauses_are_told_apart() -> None:
    said = {why_not(NotToday(1, 1, WhyNot.BLOCKED, detail=kind)) for kind in BlockKind}
    assert len(said) == len(BlockKind)
    assert "the client replied and waits for you" in said


@pytest.mark.parametrize(
    ("field", "reason", "words"),
    [
        ("new_due", "too-far", "agree on instalments instead"),
        ("promised", "too-far", "more than 60 days ahead"),
        ("items", "empty", "in a plan already"),
        ("kind", "no-breathing-space", "only private persons"),
    ],
)
def test_a_refusal_says_what_to_do_instead(field: str, reason: str, words: str) -> None:
    assert words in sentence(InvalidField(field=field, reason=reason))
    # Elsewhere the same reason means something else.
    assert words not in sentence(InvalidField(field="other", reason=reason))
