"""A thousand letters take no more memory than some hundred: what is kept is bounded."""

from __future__ import annotations

import gc
import sys
from dataclasses import replace

from dunning_desktop.domain.policy import Tone
from dunning_desktop.letters.press import Press
from tests.helpers.facts import CLIENT, facts, line

PRESS = Press()
# All that is looked up again came once by then, so that what still grows are letters.
CLIENTS = 300
WARM, MORE = CLIENTS + 50, 250


def _letter(count: int) -> None:
    number = count % CLIENTS
    client = replace(CLIENT, name=f"Client {number} & Söhne", reference=f"C{number:05}")
    lines = [
        line(f"INV-{number}-{at}", amount=10_000 + number * 37 + at, item=at, tone=Tone.FIRM)
        for at in range(1, 2 + number % 5)
    ]
    one = facts(lines, tone=Tone.FIRM, client=client, reference=f"R-{number}")
    assert PRESS.letter(one, PRESS.words(one)).startswith(b"%PDF")


def test_memory_does_not_grow_with_their_number() -> None:
    for number in range(WARM):
        _letter(number)
    gc.collect()
    before = sys.getallocatedblocks()
    for number in range(WARM, WARM + MORE):
        _letter(number)
    gc.collect()
    grown = sys.getallocatedblocks() - before
    # Ten objects kept of each letter would be a leak; a single PDF is made of thousands.
    assert grown < 10 * MORE, grown
