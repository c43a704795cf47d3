"""The same reminder is the same bytes: again, in another process, after other letters."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace

import pytest

from dunning_desktop.domain.client import Business
from dunning_desktop.domain.policy import Tone
from dunning_desktop.letters.press import Press
from tests.helpers.facts import (
    BUSINESS,
    ENDLESS,
    compounding,
    facts,
    german,
    logo,
    many,
    owed,
    statement,
)
from tests.helpers.samples import ROOT

PROGRAM = """
import hashlib
from tests.letters.test_same_bytes import made
print(*(hashlib.sha256(one).hexdigest() for one in made()))
"""


def made() -> tuple[bytes, ...]:
    """Two letters, an e-mail, a bundle and two statements."""
    press = Press()
    one = facts(many(15, tone=Tone.FINAL), tone=Tone.FINAL, business=replace(BUSINESS, logo=logo()))
    two = facts(many(5, currencies=("GBP", "EUR", "JPY", "USD")), client=ENDLESS)
    letters = tuple(press.letter(each, press.words(each)) for each in (one, two))
    body = press.email(one, press.words(one), letter_attached=True)
    debts = [owed(german()), owed(compounding(), "INV-0418")]
    stated = (statement(debts), statement(debts[1:], client=None, business=Business()))
    statements = tuple(press.statement(each) for each in stated)
    return (*letters, f"{body.text}{body.html}".encode(), press.bundle(letters), *statements)


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_in_another_process(seed: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "PYTHONHASHSEED": seed},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == [hashlib.sha256(one).hexdigest() for one in made()]


def test_after_letters_with_other_characters() -> None:
    before = made()
    press = Press()
    odd = facts(client=replace(ENDLESS, name="Ὀδυσσεύς & Жанна d'Été ĄĘŁ Ltd"))
    press.letter(odd, press.words(odd))
    assert made() == before


def test_another_reminder_is_other_bytes() -> None:
    press = Press()
    one, two = facts(), facts(reference="R-2026-0043")
    assert press.letter(one, press.words(one)) != press.letter(two, press.words(two))
