"""What a part payment does to the ladder: it goes on, or it begins anew."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dunning_desktop.domain.policy import Channel, DunningLevel, Tone
from tests.helpers.ledgers import live_through, read_ledger, write
from tests.helpers.text_ledgers import TextLedger

ONCE = """
client Acme mail
invoice A1 Acme 2026-03-01 GBP 100.00
sent A1 friendly 2026-03-04 by 2026-03-11
"""


def test_the_ladder_goes_on_where_it_does_not_begin_anew(ledger: TextLedger) -> None:
    """Fourteen days after the due day comes the firm one, for what is left.

    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 friendly 2026-03-04 by 2026-03-11
    paid A1 2026-03-10 40.00
    """
    assert ledger.told("2026-03-14") == ["A1 waits: next-step-later until 2026-03-15"]
    assert ledger.told("2026-03-15") == [
        "Acme: firm by email, GBP 60.00 until 2026-03-22: A1 firm"
    ]


def test_the_ladder_begins_anew_from_the_day_of_the_part_payment(ledger: TextLedger) -> None:
    """Friendly again three days after the payment, firm fourteen, final twenty-eight.

    part restart
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 friendly 2026-03-04 by 2026-03-11
    paid A1 2026-03-10 40.00
    """
    assert ledger.told("2026-03-12") == ["A1 waits: next-step-later until 2026-03-13"]
    assert ledger.told("2026-03-13") == [
        "Acme: friendly by email, GBP 60.00 until 2026-03-20: A1 friendly"
    ]
    assert _climbed(ledger) == [
        (date(2026, 3, 13), "A1", Tone.FRIENDLY),
        (date(2026, 3, 24), "A1", Tone.FIRM),
        (date(2026, 4, 7), "A1", Tone.FINAL),
    ]
    assert {one.cycle for one in ledger.items["A1"].completed} == {1, 2}


def test_what_begins_anew_still_waits_for_the_deadline_that_was_named(ledger: TextLedger) -> None:
    """
    part restart
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 friendly 2026-03-04 by 2026-03-25
    paid A1 2026-03-10 40.00
    """
    assert ledger.told("2026-03-25") == ["A1 waits: next-step-later until 2026-03-26"]
    assert ledger.told("2026-03-26")[0].startswith("Acme: friendly")


@pytest.mark.parametrize(
    ("paid", "tone"),
    [
        # A tenth of the hundred that was open is worth the name, a penny less is not.
        ("10.00", Tone.FRIENDLY),
        ("9.99", Tone.FIRM),
    ],
)
def test_a_small_payment_does_not_count(paid: str, tone: Tone) -> None:
    ledger = read_ledger(f"part restart\n{ONCE}\npaid A1 2026-03-10 {paid}")
    (chase,) = ledger.plan("2026-03-15").chases
    assert chase.level.tone is tone


@pytest.mark.parametrize(("second", "tone"), [("6.00", Tone.FRIENDLY), ("5.99", Tone.FIRM)])
def test_a_tenth_is_of_what_was_open_then(second: str, tone: Tone) -> None:
    """Forty were paid before the reminder; then it is a tenth of sixty that counts."""
    ledger = read_ledger(f"part restart\n{ONCE}")
    write(ledger, f"paid A1 2026-02-20 40.00\npaid A1 2026-03-10 {second}")
    (chase,) = ledger.plan("2026-03-15").chases
    assert chase.level.tone is tone


def test_payments_count_in_the_order_of_their_days_however_they_were_entered() -> None:
    """Sixty came in February and was entered late: five are a tenth of the forty left."""
    ledger = read_ledger(f"part restart\n{ONCE}")
    write(ledger, "paid A1 2026-03-10 5.00\npaid A1 2026-02-20 60.00")
    (chase,) = ledger.plan("2026-03-15").chases
    assert chase.level.tone is Tone.FRIENDLY


def test_two_transfers_of_a_day_are_one_payment_in_whatever_order() -> None:
    for parts in (["6.00", "4.00"], ["4.00", "6.00"]):
        ledger = read_ledger(f"part restart\n{ONCE}")
        for part in parts:
            write(ledger, f"paid A1 2026-03-10 {part}")
        (chase,) = ledger.plan("2026-03-15").chases
        assert chase.level.tone is Tone.FRIENDLY


def test_a_credit_note_is_no_part_payment(ledger: TextLedger) -> None:
    """
    part restart
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 friendly 2026-03-04 by 2026-03-11
    credited A1 2026-03-10 40.00
    """
    assert ledger.told("2026-03-15") == [
        "Acme: firm by email, GBP 60.00 until 2026-03-22: A1 firm"
    ]


def test_a_credit_note_of_the_same_day_makes_the_rest_smaller() -> None:
    """Of a hundred ninety are credited and one pound is paid: a tenth of the ten that is left."""
    for lines in (["credited", "paid"], ["paid", "credited"]):
        sums = {"credited": "90.00", "paid": "1.00"}
        ledger = read_ledger(f"part restart\n{ONCE}")
        for word in lines:
            write(ledger, f"{word} A1 2026-03-10 {sums[word]}")
        (chase,) = ledger.plan("2026-03-15").chases
        assert chase.level.tone is Tone.FRIENDLY


def test_of_two_part_payments_the_second_counts(ledger: TextLedger) -> None:
    """
    part restart
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 friendly 2026-03-04 by 2026-03-11
    paid A1 2026-03-10 40.00
    paid A1 2026-03-12 30.00
    """
    assert ledger.told("2026-03-14") == ["A1 waits: next-step-later until 2026-03-15"]
    assert ledger.told("2026-03-15") == [
        "Acme: friendly by email, GBP 30.00 until 2026-03-22: A1 friendly"
    ]


def test_a_second_part_payment_begins_anew_once_more(ledger: TextLedger) -> None:
    """
    part restart
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 friendly 2026-03-04 by 2026-03-11
    paid A1 2026-03-10 40.00
    cycle 2
    sent A1 friendly 2026-03-13 by 2026-03-20
    sent A1 firm 2026-03-24 by 2026-03-31
    paid A1 2026-03-28 30.00
    """
    assert ledger.told("2026-03-31") == ["A1 waits: next-step-later until 2026-04-01"]
    (chase,) = ledger.plan("2026-04-01").chases
    assert [(line.cycle, line.level.tone, line.open.minor) for line in chase.lines] == [
        (3, Tone.FRIENDLY, 3000)
    ]


def test_a_payment_before_the_first_reminder_begins_nothing_anew(ledger: TextLedger) -> None:
    """
    part restart
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    paid A1 2026-03-02 40.00
    """
    assert ledger.told("2026-03-04") == [
        "Acme: friendly by email, GBP 60.00 until 2026-03-11: A1 friendly"
    ]
    assert _climbed(ledger) == [
        (date(2026, 3, 4), "A1", Tone.FRIENDLY),
        (date(2026, 3, 15), "A1", Tone.FIRM),
        (date(2026, 3, 29), "A1", Tone.FINAL),
    ]


def test_a_payment_before_the_due_day_brings_no_second_courtesy(ledger: TextLedger) -> None:
    """What was begun anew counts from the due day at the earliest.

    part restart
    client Acme mail
    invoice A1 Acme 2026-03-10 GBP 100.00
    sent A1 courtesy 2026-03-07 by 2026-03-10
    paid A1 2026-03-08 40.00
    """
    assert ledger.told("2026-03-09") == ["A1 waits: not-due until 2026-03-13"]
    assert ledger.told("2026-03-13") == [
        "Acme: friendly by email, GBP 60.00 until 2026-03-20: A1 friendly"
    ]


def test_one_payment_begins_the_ladder_anew_once(ledger: TextLedger) -> None:
    """On a ladder with a level on the day itself the first one goes out as soon as it may.

    part restart
    gap 1
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    """
    ledger.change_ladder(
        DunningLevel(1, 0, Tone.FRIENDLY, Channel.EMAIL, days_to_pay=3),
        DunningLevel(2, 10, Tone.FIRM, Channel.EMAIL, days_to_pay=3),
    )
    write(ledger, "sent A1 friendly 2026-03-01 by 2026-03-04\npaid A1 2026-03-08 40.00")
    assert _climbed(ledger) == [
        (date(2026, 3, 8), "A1", Tone.FRIENDLY),
        (date(2026, 3, 18), "A1", Tone.FIRM),
    ]


def test_a_payment_on_the_day_of_a_reminder_answers_it(ledger: TextLedger) -> None:
    """
    part restart
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 friendly 2026-03-04 by 2026-03-11
    paid A1 2026-03-04 40.00
    """
    (chase,) = ledger.plan("2026-03-15").chases
    assert [(line.cycle, line.level.tone) for line in chase.lines] == [(2, Tone.FRIENDLY)]


@pytest.mark.parametrize(
    ("first", "sent"),
    [
        (3, "sent A1 friendly 2026-03-13 by 2026-03-16"),
        (0, "sent A1 friendly 2026-03-08 by 2026-03-11\nsent A1 firm 2026-03-18 by 2026-03-21"),
    ],
)
def test_a_payment_on_the_day_of_a_reminder_answers_it_in_a_ladder_begun_anew(
    first: int, sent: str
) -> None:
    """Only the very day on which a level follows its payment at once is another matter."""
    ledger = read_ledger("part restart\nclient Acme mail")
    ledger.change_ladder(
        DunningLevel(1, first, Tone.FRIENDLY, Channel.EMAIL, days_to_pay=3),
        DunningLevel(2, 10, Tone.FIRM, Channel.EMAIL, days_to_pay=3),
        DunningLevel(3, 20, Tone.FINAL, Channel.EMAIL, days_to_pay=3),
    )
    write(ledger, "invoice A1 Acme 2026-03-01 GBP 100.00")
    write(ledger, "sent A1 friendly 2026-03-04 by 2026-03-07\npaid A1 2026-03-08 40.00")
    write(ledger, f"cycle 2\n{sent}")
    last = max(one.day for one in ledger.items["A1"].completed)
    write(ledger, f"paid A1 {last} 30.00")
    (chase,) = ledger.plan(last + timedelta(days=5)).chases
    assert [(line.cycle, line.level.tone) for line in chase.lines] == [(3, Tone.FRIENDLY)]


def test_money_from_before_the_last_reminder_begins_nothing_anew(ledger: TextLedger) -> None:
    """The bank told of it late: the firm reminder had gone out by then.

    part restart
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 friendly 2026-03-04 by 2026-03-11
    sent A1 firm 2026-03-15 by 2026-03-22
    paid A1 2026-03-10 40.00
    """
    assert ledger.told("2026-03-28") == ["A1 waits: next-step-later until 2026-03-29"]
    assert ledger.told("2026-03-29")[0].startswith("Acme: final")


def test_a_payment_on_the_due_day_answers_a_reminder_of_that_day() -> None:
    """In the first cycle nothing was begun by it."""
    ledger = read_ledger("part restart\ngap 1\nclient Acme mail")
    ledger.change_ladder(
        DunningLevel(1, 0, Tone.FRIENDLY, Channel.EMAIL, days_to_pay=3),
        DunningLevel(2, 10, Tone.FIRM, Channel.EMAIL, days_to_pay=3),
    )
    write(ledger, "invoice A1 Acme 2026-03-01 GBP 100.00")
    write(ledger, "sent A1 friendly 2026-03-01 by 2026-03-04\npaid A1 2026-03-01 40.00")
    assert _climbed(ledger) == [
        (date(2026, 3, 5), "A1", Tone.FRIENDLY),
        (date(2026, 3, 15), "A1", Tone.FIRM),
    ]


def test_where_the_ladder_goes_on_later_money_moves_nothing(ledger: TextLedger) -> None:
    """It began anew on the tenth, under a ladder that was changed since: final is on day 28.

    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 friendly 2026-03-04 by 2026-03-11
    paid A1 2026-03-10 40.00
    cycle 2
    sent A1 friendly 2026-03-13 by 2026-03-20
    paid A1 2026-03-20 20.00
    sent A1 firm 2026-03-24 by 2026-03-31
    """
    assert ledger.told("2026-04-06") == ["A1 waits: next-step-later until 2026-04-07"]
    assert ledger.told("2026-04-07")[0].startswith("Acme: final")


def test_where_a_ladder_began_anew_a_further_level_counts_from_the_payment() -> None:
    """The fourth one is 60 days after the payment, longer than its days after the third."""
    ledger = read_ledger(f"part restart\n{ONCE}")
    ledger.change_ladder(
        DunningLevel(1, 3, Tone.FRIENDLY, Channel.EMAIL),
        DunningLevel(2, 60, Tone.FIRM, Channel.EMAIL),
        takes_over=True,
    )
    write(ledger, "paid A1 2026-03-20 40.00\ncycle 2\nskipped A1 friendly 2026-03-21")
    # 21 March and 57 days are 17 May; the payment and 60 days are two days later.
    assert ledger.told("2026-05-18") == ["A1 waits: next-step-later until 2026-05-19"]


def test_a_cycle_that_the_book_began_is_the_first_of_its_item(ledger: TextLedger) -> None:
    """
    part restart
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    paid A1 2026-03-12 40.00
    """
    ledger.items["A1"] = replace(ledger.items["A1"], cycle=3)
    (chase,) = ledger.plan("2026-03-13").chases
    assert [line.cycle for line in chase.lines] == [3]
    write(ledger, "cycle 3\nsent A1 friendly 2026-03-13 by 2026-03-20")
    assert ledger.told("2026-03-24")[0].startswith("Acme: firm")


def test_two_notes_before_the_due_day_both_go_out() -> None:
    ledger = read_ledger("gap 1\nclient Acme mail\ninvoice A1 Acme 2026-03-20 GBP 100.00")
    ledger.change_ladder(
        DunningLevel(1, -10, Tone.COURTESY, Channel.EMAIL, days_to_pay=0),
        DunningLevel(2, -3, Tone.COURTESY, Channel.EMAIL, days_to_pay=0),
    )
    days = [date(2026, 3, 1) + timedelta(days=one) for one in range(30)]
    # Both name the due day, and that is no deadline that the second one would cut short.
    days_of = [day for day, *_ in live_through(ledger, days)]
    assert days_of == [date(2026, 3, 10), date(2026, 3, 17)]


def test_a_level_skipped_on_the_day_of_the_payment_stays_skipped(ledger: TextLedger) -> None:
    """The owner saw the money, and passed over the friendly reminder that begins it anew.

    part restart
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 friendly 2026-03-04 by 2026-03-11
    paid A1 2026-03-10 40.00
    cycle 2
    skipped A1 friendly 2026-03-10
    """
    assert ledger.told("2026-03-23") == ["A1 waits: next-step-later until 2026-03-24"]
    assert ledger.told("2026-03-24") == [
        "Acme: firm by email, GBP 60.00 until 2026-03-31: A1 firm"
    ]


def test_a_level_skipped_long_before_does_not_matter(ledger: TextLedger) -> None:
    """
    part restart
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    skipped A1 friendly 2026-03-04
    sent A1 firm 2026-03-15 by 2026-03-22
    paid A1 2026-03-15 40.00
    """
    (chase,) = ledger.plan("2026-03-23").chases
    assert [(line.cycle, line.level.tone) for line in chase.lines] == [(2, Tone.FRIENDLY)]


def test_a_payment_taken_back_leaves_the_ladder_where_it_stands(ledger: TextLedger) -> None:
    """The second friendly reminder was sent for money that never came: firm is next.

    part restart
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 friendly 2026-03-04 by 2026-03-11
    cycle 2
    sent A1 friendly 2026-03-13 by 2026-03-20
    """
    assert _climbed(ledger) == [
        (date(2026, 3, 24), "A1", Tone.FIRM),
        (date(2026, 4, 7), "A1", Tone.FINAL),
    ]


@pytest.mark.parametrize(("asked", "tone"), [(100_00, Tone.FRIENDLY), (60_00, Tone.FIRM)])
def test_what_was_paid_before_the_reminder_of_that_day_does_not_answer_it(
    ledger: TextLedger, asked: int, tone: Tone
) -> None:
    """The reminder itself says what was open when it went out.

    part restart
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 friendly 2026-03-10 by 2026-03-17
    paid A1 2026-03-10 40.00
    """
    item = ledger.items["A1"]
    sent = tuple(replace(one, open=asked) for one in item.completed)
    ledger.items["A1"] = replace(item, completed=sent)
    assert _climbed(ledger)[0][2] is tone


def _climbed(ledger: TextLedger) -> list[tuple[date, str, Tone]]:
    """What goes out for an owner who looks every day."""
    last = max((one.day for one in ledger.items["A1"].completed), default=date(2026, 3, 1))
    return live_through(ledger, [last + timedelta(days=one) for one in range(1, 90)])
