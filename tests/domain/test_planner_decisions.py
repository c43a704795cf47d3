"""What the owner decides: old debts, calls, least sums, levels passed over."""

from datetime import date

import pytest

from dunning_desktop.domain.policy import Channel, Tone
from dunning_desktop.domain.proposal import WhyNot
from tests.helpers.ledgers import complete, live_through, read_ledger, write
from tests.helpers.text_ledgers import TextLedger

# Old debts


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("first", "Acme: friendly by email, GBP 100.00 until 2026-03-27: A1 friendly"),
        ("by-age", "Acme: firm by email, GBP 100.00 until 2026-03-27: A1 firm"),
        ("leave", "A1 waits: old-debt"),
        ("ask", "A1 waits: to-decide"),
    ],
)
def test_an_old_debt_begins_as_the_owner_chose(start: str, said: str) -> None:
    """Nineteen days late on 20 March: the firm level is on the fourteenth."""
    ledger = read_ledger("client Acme mail\ninvoice A1 Acme 2026-03-01 GBP 100.00")
    write(ledger, f"start A1 {start}")
    assert ledger.told("2026-03-20") == [said]


def test_what_was_decided_for_one_leaves_the_others_alone(ledger: TextLedger) -> None:
    """
    today 2026-03-20
    client Acme mail
    invoice A1 Acme 2026-01-01 GBP 100.00
    start A1 leave
    invoice A2 Acme 2026-01-01 GBP 10.00
    start A2 by-age
    invoice A3 Acme 2026-03-01 GBP 1.00
    """
    assert ledger.told() == [
        "Acme: final by email, GBP 11.00 until 2026-03-27: A2 final, A3 friendly",
        "A1 waits: old-debt",
    ]


def test_an_old_debt_goes_on_from_the_level_of_its_age(ledger: TextLedger) -> None:
    """Firm on the twentieth, final fourteen days after.

    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    start A1 by-age
    """
    days = [date(2026, 3, 20), date(2026, 4, 2), date(2026, 4, 3), date(2026, 6, 1)]
    assert live_through(ledger, days) == [
        (date(2026, 3, 20), "A1", Tone.FIRM),
        (date(2026, 4, 3), "A1", Tone.FINAL),
    ]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-03-03", "A1 waits: next-step-later until 2026-03-04"),
        ("2026-03-04", "Acme: friendly by email, GBP 100.00 until 2026-03-11: A1 friendly"),
        ("2026-03-14", "Acme: friendly by email, GBP 100.00 until 2026-03-21: A1 friendly"),
        ("2026-03-15", "Acme: firm by email, GBP 100.00 until 2026-03-22: A1 firm"),
        ("2026-03-29", "Acme: final by email, GBP 100.00 until 2026-04-05: A1 final"),
    ],
)
def test_the_level_of_an_age(ledger: TextLedger, day: str, said: str) -> None:
    """
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    start A1 by-age
    """
    assert ledger.told(day) == [said]


def test_how_it_was_to_begin_means_nothing_once_something_was_sent(ledger: TextLedger) -> None:
    """
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 friendly 2026-03-04 by 2026-03-11
    """
    for start in ("leave", "ask", "by-age"):
        write(ledger, f"start A1 {start}")
        (chase,) = ledger.plan("2026-06-01").chases
        assert chase.level.tone is Tone.FIRM


# Calls


def test_a_phone_level_is_a_call_where_there_is_a_number(ledger: TextLedger) -> None:
    """
    today 2026-03-20
    level firm phone
    client Acme mail phone
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 friendly 2026-03-04 by 2026-03-11
    client Bolt mail
    invoice B1 Bolt 2026-03-01 GBP 50.00
    sent B1 friendly 2026-03-04 by 2026-03-11
    client Cole phone
    invoice C1 Cole 2026-03-01 GBP 20.00
    """
    assert ledger.told() == [
        "Bolt: firm by email, GBP 50.00 until 2026-03-27: B1 firm",
        "Acme: firm by phone, GBP 100.00 until 2026-03-27: A1 firm",
        # A friendly reminder is written, and there is nowhere to write to.
        "C1 waits: no-address",
    ]
    assert [one.channel for one in ledger.plan().calls] == [Channel.PHONE]


def test_a_call_speaks_of_everything_that_is_ready(ledger: TextLedger) -> None:
    """
    today 2026-03-20
    level firm phone
    client Acme mail phone
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 friendly 2026-03-04 by 2026-03-11
    invoice A2 Acme 2026-03-10 GBP 7.00
    """
    assert ledger.told() == [
        "Acme: firm by phone, GBP 107.00 until 2026-03-27: A1 firm, A2 friendly"
    ]


def test_nobody_is_called_where_a_firmer_level_is_written(ledger: TextLedger) -> None:
    """
    today 2026-03-30
    level firm phone
    client Acme mail phone
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 friendly 2026-03-04 by 2026-03-11
    invoice A2 Acme 2026-02-01 GBP 7.00
    sent A2 firm 2026-02-15 by 2026-02-22
    """
    assert ledger.plan().calls == ()
    assert ledger.told() == [
        "Acme: final by email, GBP 107.00 until 2026-04-06: A2 final, A1 firm"
    ]


def test_the_gap_counts_from_a_call_as_well(ledger: TextLedger) -> None:
    """
    gap 5
    level firm phone
    client Acme mail phone
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 friendly 2026-03-04 by 2026-03-11
    invoice A2 Acme 2026-03-18 GBP 7.00
    """
    (call,) = ledger.plan("2026-03-20").calls
    complete(ledger, call, date(2026, 3, 20))
    assert ledger.told("2026-03-21") == [
        "A1 waits: next-step-later until 2026-04-03",
        "A2 waits: waiting-for-gap until 2026-03-25",
    ]
    assert len(ledger.plan("2026-03-25").chases) == 1


# Least sums


def test_a_level_has_a_least_sum_of_its_own_in_each_currency(ledger: TextLedger) -> None:
    """
    today 2026-03-20
    level friendly minimum GBP 50.00
    level friendly minimum EUR 20.00
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 50.00
    invoice A2 Acme 2026-03-01 EUR 19.99
    invoice A3 Acme 2026-03-01 USD 0.01
    """
    assert ledger.told() == [
        "Acme: friendly by email, GBP 50.00 + USD 0.01 until 2026-03-27: A1 friendly, A3 friendly",
        "A2 waits: below-minimum",
    ]


def test_a_courtesy_that_is_not_worth_it_is_left_out_and_the_friendly_one_is_sent(
    ledger: TextLedger,
) -> None:
    """
    level courtesy minimum GBP 1000.00
    client Acme mail
    invoice A1 Acme 2026-03-10 GBP 50.00
    """
    assert ledger.told("2026-03-08") == ["A1 waits: below-minimum"]
    assert ledger.told("2026-03-13")[0].startswith("Acme: friendly")


def test_what_is_left_out_makes_the_sum_smaller(ledger: TextLedger) -> None:
    """Seventy pounds are not worth a firm letter; the thirty that are left are worth nothing.

    today 2026-03-20
    minimum GBP 50.00
    level firm minimum GBP 200.00
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 40.00
    sent A1 friendly 2026-03-04 by 2026-03-11
    invoice A2 Acme 2026-03-02 GBP 30.00
    """
    assert ledger.told() == ["A1 waits: below-minimum", "A2 waits: below-minimum"]


@pytest.mark.parametrize("credit", ["30.00", "45.00"])
def test_money_may_cover_what_is_left_when_something_was_not_worth_it(credit: str) -> None:
    """Sixty and thirty less the credit are not worth a firm letter; it covers the thirty."""
    ledger = read_ledger(
        f"""
        level firm minimum GBP 100.00
        client Acme mail
        credit Acme GBP {credit}
        invoice A1 Acme 2026-03-01 GBP 60.00
        sent A1 friendly 2026-03-04 by 2026-03-11
        invoice A2 Acme 2026-03-02 GBP 30.00
        """
    )
    assert ledger.told("2026-03-20") == [
        "A1 waits: below-minimum",
        "A2 waits: money-unallocated",
    ]


def test_a_trifle_that_is_late_keeps_no_courtesy_back(ledger: TextLedger) -> None:
    """Nothing is asked for the fifty pence, so there is no demand to stay out of.

    minimum GBP 10.00
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 0.50
    invoice A2 Acme 2026-03-22 GBP 100.00
    """
    assert ledger.told("2026-03-20") == [
        "Acme: courtesy by email, GBP 100.00 until 2026-03-22: A2 courtesy",
        "A1 waits: below-minimum",
    ]


def test_money_that_covers_what_is_late_counts_against_the_courtesy_too(
    ledger: TextLedger,
) -> None:
    """
    client Acme mail
    credit Acme GBP 100.00
    invoice A1 Acme 2026-03-01 GBP 60.00
    invoice A2 Acme 2026-03-22 GBP 100.00
    invoice A3 Acme 2026-03-23 EUR 5.00
    """
    assert ledger.told("2026-03-20") == [
        "Acme: courtesy by email, EUR 5.00 until 2026-03-23: A3 courtesy",
        "A1 waits: money-unallocated",
        "A2 waits: money-unallocated",
    ]


# Levels that were passed over


def test_a_level_passed_over_counts_as_done_on_that_day(ledger: TextLedger) -> None:
    """The final one is twenty-eight days after the due day, and fourteen after it was skipped.

    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 friendly 2026-03-04 by 2026-03-11
    skipped A1 firm 2026-03-20
    """
    assert ledger.told("2026-04-02") == ["A1 waits: next-step-later until 2026-04-03"]
    assert ledger.told("2026-04-03")[0].startswith("Acme: final")


def test_passing_over_a_level_does_not_shorten_the_time_that_was_given(ledger: TextLedger) -> None:
    """The last letter says until 10 April.

    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 friendly 2026-03-04 by 2026-04-10
    skipped A1 firm 2026-03-10
    """
    assert ledger.told("2026-04-10") == ["A1 waits: next-step-later until 2026-04-11"]
    assert ledger.told("2026-04-11")[0].startswith("Acme: final")


@pytest.mark.parametrize("state", ["failed", "uncertain", "unposted"])
def test_passing_over_a_level_does_not_hide_a_letter_that_never_arrived(state: str) -> None:
    ledger = read_ledger("client Acme mail\ninvoice A1 Acme 2026-03-01 GBP 100.00")
    write(ledger, f"sent A1 friendly 2026-03-04 by 2026-03-11 {state}\nskipped A1 firm 2026-03-15")
    (only,) = ledger.plan("2026-06-01").rest
    code = WhyNot.NOT_POSTED if state == "unposted" else WhyNot.NOT_DELIVERED
    assert (only.code, only.detail) == (code, state)


def test_the_first_level_passed_over_is_not_waited_for(ledger: TextLedger) -> None:
    """
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    skipped A1 friendly 2026-03-02
    """
    assert ledger.told("2026-03-14") == ["A1 waits: next-step-later until 2026-03-15"]
    assert ledger.told("2026-03-15")[0].startswith("Acme: firm")


def test_the_last_level_passed_over_ends_the_ladder(ledger: TextLedger) -> None:
    """
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 firm 2026-03-15 by 2026-03-22
    skipped A1 final 2026-03-29
    """
    assert ledger.told("2026-06-01") == ["A1 waits: ladder-done"]


# One reminder a day


def test_a_client_hears_once_a_day_even_without_a_gap(ledger: TextLedger) -> None:
    """The courtesy stays out of the demand, and does not follow it an hour later.

    gap 0
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    invoice A2 Acme 2026-03-22 GBP 10.00
    """
    day = date(2026, 3, 20)
    (chase,) = ledger.plan(day).chases
    complete(ledger, chase, day)
    assert ledger.told(day) == [
        "A1 waits: next-step-later until 2026-03-31",
        "A2 waits: waiting-for-gap until 2026-03-21",
    ]
    assert [line.number for line in ledger.plan("2026-03-21").chases[0].lines] == ["A2"]
