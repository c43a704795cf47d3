"""Working days, and ladders: repeated, of an invoice's own, and changed on the way."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.ladders import LADDERS
from dunning_desktop.domain.policy import Channel, DunningLevel, DunningPolicy, Tone
from tests.helpers.ledgers import live_through, read_ledger, write
from tests.helpers.text_ledgers import TextLedger


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


# The due day itself


def test_a_level_on_the_due_day_is_caught_up_and_never_lapses(ledger: TextLedger) -> None:
    """
    client Acme mail
    invoice A1 Acme 2026-03-10 GBP 100.00
    """
    ledger.policy = _on_the_day()
    assert ledger.told("2026-03-09") == ["A1 waits: not-due until 2026-03-10"]
    assert [one.level.day for one in ledger.plan("2026-03-10").chases] == [0]
    assert [one.level.day for one in ledger.plan("2026-03-20").chases] == [0]


def test_what_is_due_today_waits_beside_what_is_late(ledger: TextLedger) -> None:
    """
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    invoice A2 Acme 2026-03-20 GBP 10.00
    """
    assert ledger.told("2026-03-20") == [
        "Acme: friendly by email, GBP 100.00 until 2026-03-27: A1 friendly",
        "A2 waits: not-due until 2026-03-23",
    ]
    ledger.policy = _on_the_day()
    assert ledger.told("2026-03-20")[1:] == ["A2 waits: not-due until 2026-03-20"]


def test_no_courtesy_on_the_day_of_the_invoice_itself(ledger: TextLedger) -> None:
    """
    client Acme mail
    invoice A1 Acme 2026-03-10 GBP 100.00
    """
    ledger.items["A1"] = replace(ledger.items["A1"], issued=date(2026, 3, 7))
    assert ledger.told("2026-03-07") == ["A1 waits: not-due until 2026-03-13"]
    ledger.items["A1"] = replace(ledger.items["A1"], issued=date(2026, 3, 6))
    assert [one.level.tone for one in ledger.plan("2026-03-07").chases] == [Tone.COURTESY]


def test_a_penny_that_is_left_is_still_asked_for(ledger: TextLedger) -> None:
    """
    client Acme mail
    credit Acme GBP 99.99
    invoice A1 Acme 2026-03-01 GBP 100.00
    """
    (chase,) = ledger.plan("2026-03-20").chases
    assert [one.minor for one in chase.demanded] == [1]


def _on_the_day() -> DunningPolicy:
    levels = (
        DunningLevel(1, 0, Tone.FRIENDLY, Channel.EMAIL),
        DunningLevel(2, 14, Tone.FIRM, Channel.EMAIL),
    )
    return DunningPolicy("on the day", levels)


# The ladders of the program


def _rung(level: DunningLevel) -> str:
    channel = {Channel.EMAIL: "mail", Channel.EMAIL_AND_LETTER: "both"}[level.channel]
    return f"{level.day:+d} {level.tone} {channel} {level.days_to_pay} {level.charges}"


@pytest.mark.parametrize(
    ("name", "rungs", "rules"),
    [
        (
            "standard",
            ["-3 courtesy mail 0 none", "+3 friendly mail 7 none", "+14 firm mail 7 show",
             "+28 final both 7 demand"],
            (5, None, 0, False),
        ),
        (
            "gentle",
            ["+7 friendly mail 14 none", "+28 firm mail 14 none", "+56 final both 14 show"],
            (10, None, 0, True),
        ),
        (
            "strict",
            ["-3 courtesy mail 0 none", "+1 friendly mail 7 none", "+8 firm mail 7 demand",
             "+15 final both 7 demand"],
            (3, 14, 2, False),
        ),
        (
            "consumer",
            ["-3 courtesy mail 0 none", "+5 friendly mail 14 none", "+21 firm mail 14 none",
             "+42 final both 14 none"],
            (7, None, 0, True),
        ),
    ],
)  # fmt: skip
def test_the_four_ladders(
    name: str, rungs: list[str], rules: tuple[int, int | None, int, bool]
) -> None:
    """Day, tone, way, days to pay, charges; then gap, repeats, days of rest."""
    one = next(one for one in LADDERS if one.name == name)
    assert [_rung(level) for level in one.levels] == rungs
    assert (one.gap_days, one.repeat_every, one.repeat_most, one.working_days) == rules
