"""What the owner decides outlives a reload, and never goes out where it no longer fits."""

from __future__ import annotations

from dataclasses import replace

from dunning_desktop.domain.client import Address
from dunning_desktop.domain.letter import Words
from dunning_desktop.domain.policy import Channel
from dunning_desktop.ui.review.decisions import (
    AS_PROPOSED,
    Decision,
    Decisions,
    channel_of,
    edited,
    possible_channels,
    set_aside,
    taken_up,
    with_line,
    words_of,
)
from dunning_desktop.usecases.dunning import Prepared
from tests.helpers.facts import CLIENT, facts

BUILT_IN = Words("Reminder", "Dear Priya,\n\nThis may have slipped.", "Kind regards,")
LATER = replace(BUILT_IN, opening="Dear Priya,\n\nOther figures.")


def test_the_personal_line_stands_after_the_greeting() -> None:
    assert with_line(BUILT_IN.opening, "Lovely to see you.") == (
        "Dear Priya,\n\nLovely to see you.\n\nThis may have slipped."
    )
    assert with_line("No greeting here.", "Hello.") == "Hello.\n\nNo greeting here."


def test_an_edit_goes_out_while_the_built_in_text_is_the_one_it_replaced() -> None:
    decision = edited(AS_PROPOSED, "opening", text="My own.", built_in=BUILT_IN.opening)
    assert words_of(BUILT_IN, decision).opening == "My own."
    assert words_of(BUILT_IN, decision).subject == "Reminder"


def test_an_edit_written_for_other_figures_waits_and_can_be_taken_up() -> None:
    decision = edited(AS_PROPOSED, "opening", text="You owe £5.", built_in=BUILT_IN.opening)
    assert words_of(LATER, decision).opening == LATER.opening
    assert set_aside(decision, LATER) == ("opening",)
    assert words_of(LATER, taken_up(decision, LATER)).opening == "You owe £5."


def test_the_personal_line_does_not_hang_on_the_figures() -> None:
    decision = Decision(personal="Lovely to see you.")
    assert "Lovely to see you." in words_of(LATER, decision).opening
    assert set_aside(decision, LATER) == ()


def test_going_back_to_the_built_in_text_is_no_edit() -> None:
    decision = edited(AS_PROPOSED, "subject", text="Mine", built_in="Reminder")
    assert edited(decision, "subject", text="Reminder", built_in="Reminder").edits == {}
    assert edited(decision, "subject", text="  ", built_in="Reminder").edits == {}


def test_only_what_is_known_of_a_client_can_be_chosen() -> None:
    assert possible_channels(CLIENT) == (
        Channel.EMAIL, Channel.LETTER, Channel.EMAIL_AND_LETTER,
    )  # fmt: skip
    assert possible_channels(replace(CLIENT, contacts=())) == (Channel.LETTER,)
    assert possible_channels(replace(CLIENT, address=Address())) == (Channel.EMAIL,)


def test_a_channel_that_is_no_longer_possible_falls_back_to_the_proposed_one() -> None:
    wanted = Decision(channel=Channel.LETTER)
    assert channel_of(Prepared(facts(), BUILT_IN), wanted) is Channel.LETTER
    homeless = replace(facts(), client=replace(CLIENT, address=Address()))
    assert channel_of(Prepared(homeless, BUILT_IN), wanted) is Channel.EMAIL


def test_what_is_unticked_is_no_choice() -> None:
    decisions = Decisions()
    prepared = Prepared(facts(), BUILT_IN)
    assert len(decisions.choices([prepared])) == 1
    decisions.set(prepared.chase.client_id, Decision(ticked=False))
    assert decisions.choices([prepared]) == ()
    decisions.forget([prepared.chase.client_id])
    assert len(decisions.choices([prepared])) == 1
