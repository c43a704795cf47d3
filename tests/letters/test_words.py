"""The words: every tone in every situation says the right thing, and leaves nothing unresolved."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from dunning_desktop import resources
from dunning_desktop.domain.charges import ChargeKind, Dealt
from dunning_desktop.domain.claims import NOTHING, Claim
from dunning_desktop.domain.client import Business
from dunning_desktop.domain.letter import Words
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Tone
from dunning_desktop.letters import texts
from dunning_desktop.letters.press import Press
from tests.helpers.facts import (
    ANYWHERE,
    BUSINESS,
    CLIENT,
    CONSUMER,
    TODAY,
    contractual,
    facts,
    line,
    many,
    statutory,
)

PRESS = Press()
EARLIER = (date(2026, 10, 22), date(2026, 11, 4))
UNRESOLVED = re.compile(r"[{}%]{2}|None|Undefined|  |\s[.,;:!?]|\.\.| ,")


def everything(words: Words) -> str:
    return f"{words.subject}\n\n{words.opening}\n\n{words.closing}"


@pytest.mark.parametrize("tone", list(Tone))
def test_nothing_is_left_unresolved(tone: Tone) -> None:
    situations = (
        None,
        many(3, tone=tone),
        [line("A", days=0, tone=tone)],
        [line("A", days=-3, tone=tone), line("B", days=-9, tone=tone)],
        [line("A", days=40, tone=tone), line("B", days=-2, tone=Tone.COURTESY)],
        [line("A", days=1, paid=5, tone=tone)],
    )
    eight = [date(2026, 1, day) for day in range(1, 9)]
    for lines, client, business, previous in product(
        situations,
        (CLIENT, CONSUMER, ANYWHERE),
        (BUSINESS, Business(), replace(BUSINESS, phone="")),
        ((), EARLIER, eight),
    ):
        one = facts(lines, tone=tone, client=client, business=business, previous=previous)
        words = PRESS.words(one)
        said = everything(words)
        assert not UNRESOLVED.search(said), said
        assert words.opening.startswith("Dear ")
        assert words.closing.endswith(("regards,", "sincerely,"))
        assert "\n" not in words.subject


def test_courtesy_thanks_and_asks_for_nothing() -> None:
    words = PRESS.words(facts(tone=Tone.COURTESY))
    assert words.subject == "Invoice INV-0417 is due on 25 November 2026"
    assert "for £1,240.00 is due on 25 November 2026" in words.opening
    assert "Thank you in advance." in words.closing
    assert "overdue" not in everything(words)


def test_friendly_names_one_amount_one_date_one_person() -> None:
    words = PRESS.words(facts(tone=Tone.FRIENDLY))
    assert "This may have slipped your attention" in words.opening
    assert "pay £1,240.00 by 29 November 2026" in words.opening
    assert "if you cannot pay it all at once" in words.closing
    assert "call Sam Carter on 0117 496 0123" in words.closing
    assert "interest" not in everything(words)


def test_firm_speaks_of_interest_only_where_it_is_owed() -> None:
    words = PRESS.words(facts(tone=Tone.FIRM, previous=EARLIER))
    assert "We wrote to you about it on 22 October 2026 and 4 November 2026." in words.opening
    assert "the law entitles us to interest and fixed compensation: £75.59 to date" in words.opening
    assert "Please pay £1,240.00 so" in words.opening
    none = PRESS.words(facts([line(days=14, tone=Tone.FIRM, claim=NOTHING)], tone=Tone.FIRM))
    assert "interest" not in everything(none)
    assert "entitles" not in everything(none)


def test_agreed_interest_does_not_call_on_the_law() -> None:
    claim = contractual(Money(124_000, "GBP"), date(2026, 10, 25))
    words = PRESS.words(facts([line(days=28, tone=Tone.FINAL, claim=claim)], tone=Tone.FINAL))
    assert "our agreement entitles us" in words.opening
    assert "law" not in everything(words)
    assert "compensation" not in everything(words)


@pytest.mark.parametrize("tone", [Tone.FIRM, Tone.FINAL])
def test_only_what_is_asked_for_is_named(tone: Tone) -> None:
    fixed, fee = Money(10_000, "GBP"), Money(1_500, "GBP")
    whole = statutory(Money(124_000, "GBP"), date(2026, 10, 25))
    paid = {ChargeKind.INTEREST: Dealt(paid=10**6)}
    asked_for = {
        "costs": Claim(fees=fee),
        "fixed compensation": replace(whole, dealt=paid),
        "fixed compensation and costs": replace(whole, dealt=paid, fees=fee),
        "interest and costs": replace(whole, compensation=None, fees=fee),
        "interest, fixed compensation and costs": replace(whole, compensation=fixed, fees=fee),
    }
    for named, claim in asked_for.items():
        words = PRESS.words(facts([line(days=28, tone=tone, claim=claim)], tone=tone))
        assert re.search(f"(in|us to) {named}[,:]", words.opening), words.opening
        assert ("working is shown" in words.opening) == (
            tone is Tone.FINAL and "interest" in named
        )


def test_final_demands_the_whole_and_threatens_nothing() -> None:
    words = PRESS.words(facts(tone=Tone.FINAL, previous=EARLIER))
    assert words.subject == "Final reminder: invoice INV-0417, £1,321.18 by 29 November 2026"
    assert "£81.18 in interest and fixed compensation" in words.opening
    assert "we will have to consider" in words.closing
    said = everything(words).lower()
    for threat in ("court", "bailiff", "legal action", "solicitor", "credit rating", "immediately"):
        assert threat not in said


def test_a_consumer_hears_where_free_advice_is() -> None:
    lines = [line(days=28, tone=Tone.FINAL, claim=NOTHING)]
    words = PRESS.words(facts(lines, tone=Tone.FINAL, client=CONSUMER))
    assert "Citizens Advice" in words.closing
    assert words.opening.startswith("Dear Joan Mary Okafor,")
    assert "Citizens Advice" not in PRESS.words(facts(lines, tone=Tone.FINAL)).closing


@pytest.mark.parametrize(
    ("numbers", "said"),
    [((1,), "invoice INV-0001 of"), ((1, 2), "two invoices"), (range(1, 13), "12 invoices")],
)
def test_one_two_many(numbers: Sequence[int], said: str) -> None:
    lines = [line(f"INV-{number:04}", item=number) for number in numbers]
    assert said in PRESS.words(facts(lines)).opening


def test_what_is_not_yet_due_may_wait() -> None:
    lines = [line("A", days=20), line("B", days=-2, tone=Tone.COURTESY)]
    opening = PRESS.words(facts(lines)).opening
    assert "one invoice of ours has passed its due date" in opening
    assert "includes one invoice that is not yet overdue" in opening


def test_money_received_is_mentioned_and_taken_off() -> None:
    opening = PRESS.words(facts(credit=[Money(24_000, "GBP")])).opening
    assert "pay £1,000.00 by" in opening
    assert "has already been taken off" in opening


def test_a_name_is_no_template() -> None:
    trap = replace(CLIENT, contacts=(replace(CLIENT.contacts[0], name="{{ 7 * 7 }} {% x %}"),))
    opening = PRESS.words(facts(client=trap)).opening
    assert opening.startswith("Dear {{ 7 * 7 }} {% x %},")


def test_a_language_without_texts_falls_back() -> None:
    finnish = replace(CLIENT, language="fi-FI")
    assert PRESS.words(facts(client=finnish)) == PRESS.words(facts())


@pytest.mark.parametrize(
    ("language", "folder"),
    [("en-GB", "en-GB"), ("EN_gb", "en-GB"), ("en-IE", "en-GB"), ("../../fonts", "en-GB")],
)
def test_which_folder(language: str, folder: str) -> None:
    assert texts.text_language(language) == folder


@pytest.mark.parametrize(
    ("text", "line_number", "reason"),
    [
        (
            "{% block opening %}\n\n{{ nobody_knows }}{% endblock %}",
            3,
            "'nobody_knows' is undefined",
        ),
        ("{% block opening %}\n{{ unclosed {% endblock %}", 2, "expected token"),
        ("{% block opening %}{{ ''.__class__.mro() }}{% endblock %}", 1, "unsafe"),
        ("nothing here", 0, "no block 'opening'"),
    ],
)
def test_a_mistake_in_a_text_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, line_number: int, reason: str
) -> None:
    folder = tmp_path / "letters" / "fi"
    folder.mkdir(parents=True)
    (folder / "macros.txt").write_text("")
    (folder / "friendly.txt").write_text(text)
    monkeypatch.setattr(resources, "root", lambda: tmp_path)
    with pytest.raises(texts.LetterTextError) as caught:
        texts.Texts("fi").block("friendly.txt", "opening", {})
    assert caught.value.data["language"] == "fi"
    assert caught.value.data["file"] == "friendly.txt"
    assert caught.value.data["line"] == line_number
    assert reason in str(caught.value.data["reason"])
    assert f"fi/friendly.txt, line {line_number}" in str(caught.value)


def test_days_of_earlier_reminders_are_told_once_and_in_order() -> None:
    previous = (EARLIER[1], EARLIER[0], EARLIER[0], TODAY)
    opening = PRESS.words(facts(tone=Tone.FINAL, previous=previous)).opening
    assert "on 22 October 2026 and 4 November 2026." in opening


def test_parts_of_one_invoice_are_one_invoice() -> None:
    parts = [line("INV-7", days=40, item=1), line("INV-7", days=10, item=2)]
    words = PRESS.words(facts(parts))
    assert words.subject.count("INV-7") == 1
    assert "two invoices" not in words.opening
