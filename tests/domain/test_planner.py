"""The planner by examples: each ledger is a client's account, each line what is said of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dunning_desktop.domain.ladders import STANDARD
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Channel, DunningLevel, DunningPolicy, Tone
from dunning_desktop.domain.proposal import ItemFacts, WhyNot, reasons
from dunning_desktop.domain.steps import Step, effective_day, next_step
from tests.helpers.ledgers import write
from tests.helpers.text_ledgers import TextLedger


def test_a_first_reminder_is_friendly_however_late(ledger: TextLedger) -> None:
    """
    today 2026-03-20
    client Acme mail
    invoice A1 Acme 2025-12-01 GBP 100.00
    """
    assert ledger.told() == [
        "Acme: friendly by email, GBP 100.00 until 2026-03-27: A1 friendly"
    ]


def test_an_invoice_due_at_once_gets_no_courtesy() -> None:
    """A note three days before the due day makes no sense on the day of the invoice."""
    day, amount = date(2026, 3, 2), Money(100, "GBP")
    item = ItemFacts(1, 1, 1, "A1", day, day + timedelta(days=2), amount, amount)
    assert next_step(STANDARD, item, day) == Step(STANDARD.levels[1])
    later = replace(item, due=day + timedelta(days=4))
    assert next_step(STANDARD, later, day) == Step(STANDARD.levels[0])


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-03-06", "A1 waits: not-due until 2026-03-07"),
        ("2026-03-07", "Acme: courtesy by email, GBP 100.00 until 2026-03-10: A1 courtesy"),
        ("2026-03-10", "Acme: courtesy by email, GBP 100.00 until 2026-03-10: A1 courtesy"),
        ("2026-03-11", "A1 waits: next-step-later until 2026-03-13"),
        ("2026-03-13", "Acme: friendly by email, GBP 100.00 until 2026-03-20: A1 friendly"),
    ],
)
def test_before_due_there_is_a_courtesy_which_lapses(
    ledger: TextLedger, day: str, said: str
) -> None:
    """
    client Acme mail
    invoice A1 Acme 2026-03-10 GBP 100.00
    """
    assert ledger.told(day) == [said]


@pytest.mark.parametrize(
    ("sent", "deadline", "first"),
    [
        # The due day and 14 days decide when all went as planned.
        ("2026-03-04", "2026-03-11", "2026-03-15"),
        # Sent late: eleven days after it was sent, not sooner.
        ("2026-03-10", "2026-03-17", "2026-03-21"),
        # A long deadline: the day after it.
        ("2026-03-04", "2026-03-25", "2026-03-26"),
    ],
)
def test_the_next_step_waits_for_the_latest_of_three_days(
    ledger: TextLedger, sent: str, deadline: str, first: str
) -> None:
    """
    gap 1
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    """
    write(ledger, f"sent A1 friendly {sent} by {deadline}")
    day = date.fromisoformat(first)
    eve = day - timedelta(days=1)
    assert ledger.told(eve) == [f"A1 waits: next-step-later until {first}"]
    assert [one.level.tone for one in ledger.plan(day).chases] == [Tone.FIRM]
    assert effective_day(ledger.policy, ledger.items["A1"], Step(ledger.policy.levels[2])) == day


def test_the_ladder_ends(ledger: TextLedger) -> None:
    """
    today 2026-06-01
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 final 2026-04-01 by 2026-04-08
    """
    assert ledger.told() == ["A1 waits: ladder-done"]


def test_the_gap_holds_every_invoice_of_the_client(ledger: TextLedger) -> None:
    """
    today 2026-03-20
    gap 5
    client Acme mail
    contact Acme 2026-03-18
    invoice A1 Acme 2026-03-01 GBP 100.00
    invoice A2 Acme 2026-03-18 GBP 70.00
    client Bolt mail
    invoice B1 Bolt 2026-03-01 GBP 5.00
    """
    assert ledger.told() == [
        "Bolt: friendly by email, GBP 5.00 until 2026-03-27: B1 friendly",
        "A1 waits: waiting-for-gap until 2026-03-23",
        # Its own day is the 21st; what is said is when it may be.
        "A2 waits: next-step-later until 2026-03-23",
    ]
    assert len(ledger.plan("2026-03-22").chases) == 1
    assert len(ledger.plan("2026-03-23").chases) == 2


def test_one_reminder_takes_the_tone_of_its_furthest_line(ledger: TextLedger) -> None:
    """Each line keeps its own level; the whole goes by the final level's e-mail and letter.

    What is not due yet stays out of a demand.

    today 2026-04-01
    client Acme mail post
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 firm 2026-03-15 by 2026-03-22
    invoice A2 Acme 2026-03-25 GBP 30.00
    invoice A3 Acme 2026-04-03 GBP 7.00
    """
    assert ledger.told() == [
        "Acme: final by email-and-letter, GBP 130.00 until 2026-04-08: A1 final, A2 friendly",
        "A3 waits: not-due until 2026-04-06",
    ]


@pytest.mark.parametrize(
    ("reach", "said"),
    [
        ("mail post", "email-and-letter"),
        ("mail", "email"),
        ("post", "letter"),
        ("refused post", "letter"),
    ],
)
def test_the_final_level_goes_as_it_can(ledger: TextLedger, reach: str, said: str) -> None:
    """
    today 2026-04-01
    """
    write(ledger, f"client Acme {reach}")
    write(ledger, "invoice A1 Acme 2026-03-01 GBP 100.00")
    write(ledger, "sent A1 firm 2026-03-15 by 2026-03-22")
    assert [one.channel for one in ledger.plan().chases] == [Channel(said)]


def test_who_cannot_be_reached_is_named(ledger: TextLedger) -> None:
    """
    client Acme
    invoice A1 Acme 2026-03-01 GBP 100.00
    client Bolt refused
    invoice B1 Bolt 2026-03-01 GBP 100.00
    client Cole post
    invoice C1 Cole 2026-03-01 GBP 100.00
    """
    assert ledger.told() == [
        "Cole: friendly by letter, GBP 100.00 until 2026-03-27: C1 friendly",
        "A1 waits: no-address",
        "B1 waits: no-address",
    ]


def test_a_letter_level_goes_by_mail_where_there_is_no_street(ledger: TextLedger) -> None:
    """
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    client Bolt mail post
    invoice B1 Bolt 2026-03-01 GBP 100.00
    """
    ledger.policy = DunningPolicy("post", (DunningLevel(1, 3, Tone.FRIENDLY, Channel.LETTER),))
    assert [one.channel for one in ledger.plan().chases] == [Channel.EMAIL, Channel.LETTER]


def test_archived_clients_are_left_alone(ledger: TextLedger) -> None:
    """
    client Acme mail archived
    invoice A1 Acme 2026-03-01 GBP 100.00
    """
    assert ledger.told() == ["A1 waits: archived"]


def test_a_hold_lasts_through_its_last_day(ledger: TextLedger) -> None:
    """
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    hold Acme 2026-03-10 2026-03-20
    """
    assert ledger.told("2026-03-09")[0].startswith("Acme: friendly")
    assert ledger.told("2026-03-10") == ["A1 waits: blocked until 2026-03-21"]
    assert ledger.told("2026-03-20") == ["A1 waits: blocked until 2026-03-21"]
    assert ledger.told("2026-03-21")[0].startswith("Acme: friendly")


def test_a_hold_on_one_invoice_leaves_the_others(ledger: TextLedger) -> None:
    """
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    invoice A2 Acme 2026-03-01 GBP 50.00
    hold A1 2026-03-10
    """
    assert ledger.told() == [
        "Acme: friendly by email, GBP 50.00 until 2026-03-27: A2 friendly",
        "A1 waits: blocked",
    ]


def test_below_the_minimum_of_its_currency(ledger: TextLedger) -> None:
    """The sum counts, not each invoice; what another currency owes does not help.

    minimum GBP 10.00
    minimum EUR 10.00
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 6.00
    invoice A2 Acme 2026-03-01 GBP 4.00
    invoice A3 Acme 2026-03-01 EUR 9.99
    invoice A4 Acme 2026-03-01 USD 0.50
    """
    assert ledger.told() == [
        (
            "Acme: friendly by email, GBP 10.00 + USD 0.50 until 2026-03-27: "
            "A1 friendly, A2 friendly, A4 friendly"
        ),
        "A3 waits: below-minimum",
    ]


def test_the_minimum_counts_what_would_be_asked_for(ledger: TextLedger) -> None:
    """
    minimum GBP 10.00
    client Acme mail
    credit Acme GBP 95.00
    invoice A1 Acme 2026-03-01 GBP 100.00
    """
    assert ledger.told() == ["A1 waits: below-minimum"]


def test_currencies_never_add_up(ledger: TextLedger) -> None:
    """
    client Acme mail
    credit Acme EUR 5.00
    credit Acme JPY 900
    invoice A1 Acme 2026-03-01 GBP 100.00
    invoice A2 Acme 2026-03-01 EUR 30.00
    """
    (chase,) = ledger.plan().chases
    assert chase.demanded == (Money(2500, "EUR"), Money(10000, "GBP"))
    assert chase.open_totals == (Money(3000, "EUR"), Money(10000, "GBP"))
    assert chase.credit == (Money(500, "EUR"),)


def test_money_that_covers_the_reminder_stops_it_in_its_currency(ledger: TextLedger) -> None:
    """
    client Acme mail
    credit Acme GBP 100.00
    invoice A1 Acme 2026-03-01 GBP 100.00
    invoice A2 Acme 2026-03-01 EUR 30.00
    """
    assert ledger.told() == [
        "Acme: friendly by email, EUR 30.00 until 2026-03-27: A2 friendly",
        "A1 waits: money-unallocated",
    ]


def test_a_reminder_never_asks_for_less_than_nothing(ledger: TextLedger) -> None:
    """The money would not cover both, but it covers the one that may be chased.

    client Acme mail
    credit Acme GBP 120.00
    invoice A1 Acme 2026-03-01 GBP 100.00
    invoice A2 Acme 2026-03-01 GBP 50.00
    hold A1 2026-03-10
    """
    assert ledger.told() == ["A1 waits: blocked", "A2 waits: money-unallocated"]


def test_a_penny_of_credit_stops_no_courtesy(ledger: TextLedger) -> None:
    """
    client Acme mail
    credit Acme GBP 0.01
    invoice A1 Acme 2026-03-22 GBP 1000.00
    """
    assert ledger.told() == ["Acme: courtesy by email, GBP 999.99 until 2026-03-22: A1 courtesy"]


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("pending", WhyNot.NOT_DELIVERED),
        ("failed", WhyNot.NOT_DELIVERED),
        ("uncertain", WhyNot.NOT_DELIVERED),
        ("unposted", WhyNot.NOT_POSTED),
    ],
)
@pytest.mark.parametrize("tone", ["friendly", "final"])
def test_what_did_not_arrive_holds_the_next(
    ledger: TextLedger, state: str, code: WhyNot, tone: str
) -> None:
    """
    today 2026-06-01
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    """
    write(ledger, f"sent A1 {tone} 2026-03-05 by 2026-03-12 {state}")
    (only,) = ledger.plan().rest
    assert (only.code, only.detail) == (code, state)


def test_an_earlier_reminder_that_failed_is_history(ledger: TextLedger) -> None:
    """
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 courtesy 2026-02-26 by 2026-03-01 failed
    sent A1 friendly 2026-03-04 by 2026-03-11
    """
    assert [one.level.tone for one in ledger.plan().chases] == [Tone.FIRM]


def test_courtesies_name_the_last_due_day(ledger: TextLedger) -> None:
    """
    today 2026-03-20
    client Acme mail
    invoice A1 Acme 2026-03-20 GBP 1.00
    invoice A2 Acme 2026-03-22 GBP 2.00
    """
    assert ledger.told() == [
        "Acme: courtesy by email, GBP 3.00 until 2026-03-22: A1 courtesy, A2 courtesy"
    ]


def test_more_time_starts_the_waiting_afresh(ledger: TextLedger) -> None:
    """The owner gave Acme until the end of April after the friendly reminder.

    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 friendly 2026-03-04 by 2026-03-11
    """
    item = ledger.items["A1"]
    ledger.items["A1"] = replace(item, due=date(2026, 4, 30))
    assert ledger.told("2026-04-30") == ["A1 waits: not-due until 2026-05-14"]
    assert [one.level.tone for one in ledger.plan("2026-05-14").chases] == [Tone.FIRM]


def test_a_shorter_ladder_ends_sooner(ledger: TextLedger) -> None:
    """
    today 2026-06-01
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 final 2026-04-01 by 2026-04-08
    """
    ledger.policy = DunningPolicy("one", (DunningLevel(1, 3, Tone.FRIENDLY, Channel.EMAIL),))
    item = ledger.items["A1"]
    assert next_step(ledger.policy, item, ledger.today) is None
    assert ledger.told() == ["A1 waits: ladder-done"]


def test_a_longer_ladder_goes_on_from_where_it_was(ledger: TextLedger) -> None:
    """
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 final 2026-04-01 by 2026-04-08
    """
    more = DunningLevel(5, 60, Tone.FINAL, Channel.LETTER)
    ledger.policy = replace(ledger.policy, levels=(*ledger.policy.levels, more))
    # 60 - 28 days after the fourth was sent, which is later than 60 days after due.
    assert ledger.told("2026-05-02") == ["A1 waits: next-step-later until 2026-05-03"]
    assert [one.level.position for one in ledger.plan("2026-05-03").chases] == [5]


def test_paid_items_are_not_mentioned(ledger: TextLedger) -> None:
    """
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    open A1 0.00
    invoice A2 Acme 2026-03-01 GBP 100.00
    open A2 0.01
    """
    (chase,) = ledger.plan().chases
    assert [(line.number, str(line.open), str(line.amount)) for line in chase.lines] == [
        ("A2", "GBP 0.01", "GBP 100.00")
    ]
    assert reasons(ledger.plan()) == {}


def test_lines_stand_in_the_order_of_their_due_days(ledger: TextLedger) -> None:
    """
    client Acme mail
    invoice A1 Acme 2026-03-05 GBP 1.00
    invoice A2 Acme 2026-03-01 GBP 1.00
    invoice A3 Acme 2026-03-05 GBP 1.00
    """
    (chase,) = ledger.plan().chases
    assert [line.number for line in chase.lines] == ["A2", "A1", "A3"]
    assert [line.days_late for line in chase.lines] == [19, 15, 15]
