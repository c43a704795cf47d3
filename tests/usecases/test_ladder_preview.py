"""What the editor shows of a ladder: real days, real channels, and why a day is another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dunning_desktop.domain.client import Address, Contact
from dunning_desktop.domain.errors import NotFound
from dunning_desktop.domain.ladders import CONSUMER, GENTLE, STANDARD, STRICT
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Channel, DunningLevel, DunningPolicy, Tone
from dunning_desktop.domain.terms import Terms
from dunning_desktop.host.workdays import is_working
from dunning_desktop.usecases.ladder_preview import Preview, preview
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.settings import business, save_business
from tests.helpers.books import Book

THURSDAY = date(2026, 4, 2)
"""The day before Good Friday."""


@pytest.fixture
def office(book: Book) -> Office:
    """The office with the real calendar of bank holidays."""
    return replace(book.office, is_working=is_working)


def told(seen: Preview) -> list[str]:
    """A line for each step: day, tone, channel, and where it would have been."""
    lines = []
    for one in seen.steps:
        moved = f" not {one.moved.day} {one.moved.by}" if one.moved else ""
        lines.append(f"{one.day} {one.level.tone} {one.channel}{moved}")
    return lines


def test_the_whole_sequence_with_real_days(office: Office) -> None:
    seen = preview(office, STANDARD, due=THURSDAY)
    assert seen.issued == date(2026, 3, 3)
    assert told(seen) == [
        "2026-03-30 courtesy email",
        "2026-04-05 friendly email",
        "2026-04-16 firm email",
        "2026-04-30 final email-and-letter",
    ]
    # The note before the day asks for nothing sooner than the day itself.
    assert [one.deadline for one in seen.steps][:2] == [THURSDAY, date(2026, 4, 12)]


def test_a_day_on_which_nobody_works_says_so(office: Office) -> None:
    """Easter: Friday the third to Monday the sixth. What follows keeps its distance."""
    seen = preview(office, replace(STANDARD, working_days=True), due=THURSDAY)
    assert told(seen)[1:] == [
        "2026-04-07 friendly email not 2026-04-05 rest",
        "2026-04-20 firm email not 2026-04-18 rest",
        "2026-05-05 final email-and-letter not 2026-05-04 rest",
    ]


def test_scotland_rests_on_other_days(book: Book, office: Office) -> None:
    """Easter Monday is a working day there."""
    client = book.client("Ardbeg", jurisdiction="GB-SCT")
    working = replace(STANDARD, working_days=True)
    seen = preview(office, working, due=THURSDAY, client_id=client)
    assert told(seen)[1] == "2026-04-06 friendly email not 2026-04-05 rest"
    assert seen.client == "Ardbeg"
    save_business(office, replace(business(office), jurisdiction="GB-SCT"))
    assert told(preview(office, working, due=THURSDAY))[1].startswith("2026-04-06")


def test_the_gap_moves_what_would_follow_too_soon(office: Office) -> None:
    seen = preview(office, replace(STANDARD, gap_days=12), due=THURSDAY)
    assert told(seen)[:3] == [
        "2026-03-30 courtesy email",
        "2026-04-11 friendly email not 2026-04-05 gap",
        "2026-04-23 firm email not 2026-04-22 gap",
    ]


def test_a_deadline_that_was_named_is_waited_for(office: Office) -> None:
    patient = (STANDARD.levels[0], replace(STANDARD.levels[1], days_to_pay=14))
    seen = preview(office, replace(STANDARD, levels=(*patient, *STANDARD.levels[2:])), due=THURSDAY)
    assert told(seen)[1:3] == [
        "2026-04-05 friendly email",
        "2026-04-20 firm email not 2026-04-16 deadline",
    ]
    assert told(seen)[3] == "2026-05-04 final email-and-letter not 2026-04-30 before"


def test_repeats_are_all_shown(office: Office) -> None:
    seen = preview(office, STRICT, due=THURSDAY)
    assert [one.repeat for one in seen.steps] == [0, 0, 0, 0, 1, 2]
    many = replace(STRICT, repeat_every=7, repeat_most=20)
    shown = preview(office, many, due=THURSDAY).steps
    assert len(shown) == 24
    # Each repeat waits for the deadline the one before named.
    assert (shown[-1].day - shown[-2].day).days == 8


def test_a_client_is_shown_as_he_can_be_reached(book: Book, office: Office) -> None:
    call = DunningLevel(1, 5, Tone.FRIENDLY, Channel.PHONE)
    both = DunningLevel(2, 20, Tone.FIRM, Channel.EMAIL_AND_LETTER)
    mine = DunningPolicy("Mine", (call, both))

    def channels(**fields: object) -> list[Channel | None]:
        client = book.client("Somebody", **fields)
        return [one.channel for one in preview(office, mine, due=THURSDAY, client_id=client).steps]

    mail, phone = Contact(email="a@b.example"), Contact(phone="0117 496 0123")
    assert [one.channel for one in preview(office, mine, due=THURSDAY).steps] == [
        Channel.PHONE, Channel.EMAIL_AND_LETTER,
    ]  # fmt: skip
    assert channels(contacts=(mail,)) == [Channel.EMAIL, Channel.EMAIL_AND_LETTER]
    assert channels(contacts=(phone,)) == [Channel.PHONE, Channel.LETTER]
    assert channels(contacts=(), archived=True) == [Channel.LETTER, Channel.LETTER]
    assert channels(contacts=(mail, phone), address=Address()) == [Channel.PHONE, Channel.EMAIL]


def test_who_cannot_be_written_to_is_named_so(book: Book, office: Office) -> None:
    client = book.client("Nowhere", contacts=(), address=Address())
    seen = preview(office, STANDARD, due=THURSDAY, client_id=client)
    assert (seen.steps, seen.unreachable, seen.left_out) == ((), True, ())
    assert not preview(office, STANDARD, due=THURSDAY).unreachable


def test_a_note_has_no_place_before_the_invoice_itself(book: Book, office: Office) -> None:
    client = book.client("Cash", terms=Terms(net_days=2))
    seen = preview(office, STANDARD, due=THURSDAY, client_id=client)
    assert [one.day for one in seen.left_out] == [-3]
    assert seen.issued == date(2026, 3, 31)
    assert told(seen)[0] == "2026-04-05 friendly email"


def test_no_minimum_and_no_other_currency_hides_a_step(book: Book, office: Office) -> None:
    dear = replace(STANDARD.levels[3], minimum=(Money(500_000, "EUR"),))
    policy = replace(
        STANDARD, levels=(*STANDARD.levels[:3], dear), minimum=(Money(200_000, "EUR"),)
    )
    client = book.client("Rue", currency="EUR", jurisdiction="FR")
    assert len(preview(office, policy, due=THURSDAY, client_id=client).steps) == 4


@pytest.mark.parametrize("policy", [STANDARD, GENTLE, STRICT, CONSUMER])
def test_every_ladder_of_the_program_is_shown_whole(office: Office, policy: DunningPolicy) -> None:
    seen = preview(office, policy, due=date(2026, 12, 24))
    assert {one.level for one in seen.steps} == set(policy.levels)
    assert seen.left_out == ()


def test_a_client_that_is_gone_is_not_shown(office: Office) -> None:
    with pytest.raises(NotFound):
        preview(office, STANDARD, due=THURSDAY, client_id=999)
