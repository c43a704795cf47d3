"""What the ladder does after a broken promise, and after more time was given."""

from datetime import date, timedelta

from dunning_desktop.domain.policy import Tone
from tests.helpers.ledgers import live_through
from tests.helpers.text_ledgers import TextLedger

# A broken promise


def test_the_ladder_goes_on_where_a_broken_promise_only_resumes_it(ledger: TextLedger) -> None:
    """He promised on the 6th and had until the 31st: the firm one is next, whatever he said.

    client Acme mail post
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 friendly 2026-03-04 by 2026-03-11
    broken A1 2026-04-01
    """
    assert ledger.told("2026-04-01")[0].startswith("Acme: firm by email")


def test_a_level_higher_passes_over_one(ledger: TextLedger) -> None:
    """The firm one is left out: the final one may go today as well.

    promises higher
    client Acme mail post
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 friendly 2026-03-04 by 2026-03-11
    broken A1 2026-04-01
    """
    assert ledger.told("2026-04-01")[0].startswith("Acme: final by email-and-letter")


def test_nobody_hears_later_because_he_broke_a_promise(ledger: TextLedger) -> None:
    """On the 17th the final one is eleven days away: the firm one goes today.

    promises higher
    client Acme mail post
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 friendly 2026-03-04 by 2026-03-11
    broken A1 2026-03-17
    """
    assert ledger.told("2026-03-17")[0].startswith("Acme: firm by email")


def test_one_broken_promise_passes_over_one_level_once(ledger: TextLedger) -> None:
    """
    promises higher
    client Acme mail post
    invoice A1 Acme 2026-01-01 GBP 100.00
    sent A1 courtesy 2025-12-29 by 2026-01-01
    broken A1 2026-04-01
    """
    days = [date(2026, 4, 1) + timedelta(days=n) for n in range(60)]
    went = [(str(day), tone) for day, _, tone in live_through(ledger, days)]
    assert went == [("2026-04-01", Tone.FIRM), ("2026-04-15", Tone.FINAL)]


def test_a_promise_broken_before_the_last_reminder_was_answered_by_it(ledger: TextLedger) -> None:
    """
    promises higher
    client Acme mail post
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 friendly 2026-03-20 by 2026-03-27
    broken A1 2026-03-18
    """
    assert ledger.told("2026-04-20")[0].startswith("Acme: firm by email")


def test_who_was_never_reminded_begins_with_the_first_level(ledger: TextLedger) -> None:
    """
    promises higher
    client Acme mail post
    invoice A1 Acme 2026-03-01 GBP 100.00
    broken A1 2026-04-01
    """
    assert ledger.told("2026-04-01")[0].startswith("Acme: friendly by email")


def test_above_the_last_level_there_is_nothing_higher(ledger: TextLedger) -> None:
    """
    promises higher
    client Acme mail post
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 firm 2026-03-15 by 2026-03-22
    broken A1 2026-04-01
    """
    assert ledger.told("2026-04-01")[0].startswith("Acme: final by email-and-letter")


# More time


def test_nobody_is_reminded_within_the_time_that_was_given(ledger: TextLedger) -> None:
    """Nothing was sent yet: the ladder begins with the note before the new due day.

    client Acme mail post
    invoice A1 Acme 2026-03-01 GBP 100.00
    extended A1 2026-04-15
    """
    days = [date(2026, 3, 2) + timedelta(days=n) for n in range(90)]
    went = [(str(day), tone) for day, _, tone in live_through(ledger, days)]
    assert went == [
        ("2026-04-12", Tone.COURTESY),
        ("2026-04-18", Tone.FRIENDLY),
        ("2026-04-29", Tone.FIRM),
        ("2026-05-13", Tone.FINAL),
    ]


def test_who_was_reminded_before_goes_on_where_he_stands_from_the_new_due_day(
    ledger: TextLedger,
) -> None:
    """The friendly one went before: it is not said twice. The firm one counts from the new day.

    client Acme mail post
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 friendly 2026-03-04 by 2026-03-11
    extended A1 2026-04-15
    """
    assert ledger.told("2026-04-10") == ["A1 waits: not-due until 2026-04-29"]
    days = [date(2026, 3, 5) + timedelta(days=n) for n in range(100)]
    went = [(str(day), tone) for day, _, tone in live_through(ledger, days)]
    assert went == [("2026-04-29", Tone.FIRM), ("2026-05-13", Tone.FINAL)]


def test_after_the_last_reminder_there_is_nothing_to_decide_before_the_new_day(
    ledger: TextLedger,
) -> None:
    """
    client Acme mail post
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 final 2026-03-29 by 2026-04-05
    extended A1 2026-04-15
    """
    assert ledger.told("2026-04-15") == ["A1 waits: not-due"]
    assert ledger.told("2026-04-16") == ["A1 waits: ladder-done"]


def test_a_repeated_last_level_rests_within_the_time_too(ledger: TextLedger) -> None:
    """
    ladder strict
    client Acme mail post
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 final 2026-03-16 by 2026-03-23
    extended A1 2026-04-15
    """
    days = [date(2026, 3, 17) + timedelta(days=n) for n in range(60)]
    went = [(str(day), tone) for day, _, tone in live_through(ledger, days)]
    assert went == [("2026-04-30", Tone.FINAL), ("2026-05-14", Tone.FINAL)]


def test_a_ladder_begun_anew_by_a_part_payment_waits_for_the_new_day(ledger: TextLedger) -> None:
    """
    part restart
    client Acme mail post
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 friendly 2026-03-04 by 2026-03-11
    paid A1 2026-03-10 40.00
    extended A1 2026-04-15
    """
    assert ledger.told("2026-04-17") == ["A1 waits: next-step-later until 2026-04-18"]
