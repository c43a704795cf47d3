"""Why an item is not chased, as the command says it: which pause it is, and the day it ends."""

from __future__ import annotations

from datetime import date

import pytest

from dunning_desktop.cli.words import why_not
from dunning_desktop.domain.blocks import BlockKind
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
