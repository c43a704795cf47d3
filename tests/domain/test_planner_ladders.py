"""Working days, and ladders: repeated, of an invoice's own, and changed on the way."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.ladders import LADDERS
from dunning_desktop.domain.policy import Channel, DunningLevel, DunningPolicy, Tone
from tests.helpers.ledgers import TextLedger, live_through, read_ledger, write


def test_on_working_days_only_a_step_waits_for_monday(ledger: TextLedger) -> None:
    """
    working
    client Acme mail
    invoice A1 Acme 2026-03-04 GBP 100.00
    """
    # Three days after is Saturday the seventh.
    assert ledger.told("2026-03-06") == ["A1 waits: next-step-later until 2026-03-09"]
    assert ledger.told("2026-03-07") == ["A1 waits: not-a-working-day until 2026-03-09"]
    assert ledger.told("2026-03-08") == ["A1 waits: not-a-working-day until 2026-03-09"]
    assert len(ledger.plan("2026-03-09").chases) == 1


def test_a_bank_holiday_is_no_working_day(ledger: TextLedger) -> None:
    """
    working
    closed 2026-04-03 2026-04-06
    gap 2
    client Acme mail
    contact Acme 2026-04-01
    invoice A1 Acme 2026-03-31 GBP 100.00
    invoice A2 Acme 2026-03-29 GBP 10.00
    """
    # A1's day is Good Friday, A2's gap ends on it.
    assert ledger.told("2026-04-02") == [
        "A2 waits: waiting-for-gap until 2026-04-07",
        "A1 waits: next-step-later until 2026-04-07",
    ]
    assert [len(one.lines) for one in ledger.plan("2026-04-07").chases] == [2]


def test_a_calendar_without_work_does_not_stop_the_program(ledger: TextLedger) -> None:
    """
    working
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    """
    ledger.closed = {date(2026, 3, 1) + timedelta(days=one) for one in range(90)}
    assert ledger.told("2026-03-20") == ["A1 waits: not-a-working-day until 2026-03-20"]


# Ladders


def test_the_last_level_is_repeated_as_often_as_the_ladder_says(ledger: TextLedger) -> None:
    """
    repeat 14 2
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 final 2026-04-01 by 2026-04-08
    """
    days = [date(2026, 4, 1) + timedelta(days=one) for one in range(1, 90)]
    went = live_through(ledger, days)
    assert went == [
        (date(2026, 4, 15), "A1", Tone.FINAL),
        (date(2026, 4, 29), "A1", Tone.FINAL),
    ]
    assert ledger.told("2026-07-01") == ["A1 waits: ladder-done"]


def test_a_repeat_waits_for_the_deadline_it_named(ledger: TextLedger) -> None:
    """
    repeat 5 1
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 final 2026-04-01 by 2026-04-20
    """
    assert ledger.told("2026-04-20") == ["A1 waits: next-step-later until 2026-04-21"]
    (chase,) = ledger.plan("2026-04-21").chases
    assert [line.repeat for line in chase.lines] == [1]


def test_an_invoice_may_have_a_ladder_of_its_own(ledger: TextLedger) -> None:
    """
    today 2026-03-09
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    invoice A2 Acme 2026-03-01 GBP 10.00
    ladder A2 gentle
    invoice A3 Acme 2026-03-07 GBP 1.00
    ladder A3 strict
    """
    (said,) = ledger.told()
    assert said == (
        "Acme: friendly by email, GBP 111.00 until 2026-03-23: "
        "A1 friendly, A2 friendly, A3 friendly"
    )
    # Gentle waits a week after the due day and then for Monday, standard three days, strict one.
    lines = {day: len(ledger.plan(f"2026-03-0{day}").chases[0].lines) for day in (4, 7, 8, 9)}
    assert lines == {4: 1, 7: 1, 8: 2, 9: 3}


@pytest.mark.parametrize(
    ("ladder", "after", "tone", "first"),
    [
        # Standard sent a firm reminder on day 14: the next one is never friendlier.
        ("gentle", "firm", Tone.FIRM, "2026-03-29"),
        ("strict", "firm", Tone.FINAL, "2026-03-23"),
        ("strict", "friendly", Tone.FIRM, "2026-03-12"),
        ("consumer", "friendly", Tone.FRIENDLY, "2026-03-12"),
    ],
)
def test_another_ladder_goes_on_where_the_first_one_stood(
    ledger: TextLedger, ladder: str, after: str, tone: Tone, first: str
) -> None:
    """
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    """
    sent = {"friendly": "2026-03-04 by 2026-03-11", "firm": "2026-03-15 by 2026-03-22"}
    write(ledger, f"sent A1 {after} {sent[after]}\nladder {ladder}")
    ledger.policy = replace(ledger.policy, working_days=False, gap_days=0)
    day = date.fromisoformat(first)
    assert ledger.plan(day - timedelta(days=1)).chases == ()
    (chase,) = ledger.plan(day).chases
    assert chase.level.tone is tone


@pytest.mark.parametrize("one", LADDERS, ids=lambda one: one.name)
def test_a_ladder_lived_through_sends_each_level_once(one: DunningPolicy) -> None:
    ledger = read_ledger("client Acme mail post\ninvoice A1 Acme 2026-03-01 GBP 100.00")
    ledger.policy = one
    days = [date(2026, 2, 1) + timedelta(days=ahead) for ahead in range(200)]
    tones = [tone for *_, tone in live_through(ledger, days)]
    last = one.levels[-1].tone
    assert tones == [level.tone for level in one.levels] + [last] * one.repeat_most


def test_a_ladder_never_grows_friendlier() -> None:
    first = DunningLevel(1, 3, Tone.FIRM, Channel.EMAIL)
    with pytest.raises(InvalidField) as error:
        DunningPolicy("odd", (first, DunningLevel(2, 9, Tone.FRIENDLY, Channel.EMAIL)))
    assert error.value.data["reason"] == "tones"
    with pytest.raises(InvalidField):
        DunningPolicy("odd", (first,), repeat_every=0)
