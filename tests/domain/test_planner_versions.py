"""Ladders that are changed: what is under way keeps its version, unless a later one takes over."""

from dataclasses import replace

from dunning_desktop.domain.policy import Channel, DunningLevel, Tone
from tests.helpers.ledgers import read_ledger, write

QUICK = (
    DunningLevel(1, 1, Tone.FRIENDLY, Channel.EMAIL, days_to_pay=2),
    DunningLevel(2, 5, Tone.FIRM, Channel.EMAIL, days_to_pay=2),
)
SLOW = (
    DunningLevel(1, 10, Tone.FRIENDLY, Channel.EMAIL, days_to_pay=2),
    DunningLevel(2, 30, Tone.FIRM, Channel.EMAIL, days_to_pay=2),
)
UNDER_WAY = """
client Acme mail
invoice A1 Acme 2026-03-01 GBP 100.00
sent A1 friendly 2026-03-04 by 2026-03-11
invoice A2 Acme 2026-03-08 GBP 10.00
"""


def test_what_is_under_way_keeps_the_ladder_it_began_with() -> None:
    """A1's firm level stays on the fourteenth day; A2, which was not reminded of, is quick."""
    ledger = read_ledger(UNDER_WAY)
    ledger.change_ladder(*QUICK)
    assert ledger.told("2026-03-14") == [
        "Acme: friendly by email, GBP 10.00 until 2026-03-16: A2 friendly",
        "A1 waits: next-step-later until 2026-03-15",
    ]
    (chase,) = ledger.plan("2026-03-15").chases
    assert [(line.number, line.policy_id) for line in chase.lines] == [("A1", 1), ("A2", 2)]


def test_a_version_that_takes_over_moves_what_is_under_way() -> None:
    """Firm five days after the due day, four after the friendly one, not before its deadline."""
    ledger = read_ledger(UNDER_WAY)
    ledger.change_ladder(*QUICK, takes_over=True)
    assert ledger.told("2026-03-11")[-1] == "A1 waits: next-step-later until 2026-03-12"
    (chase,) = ledger.plan("2026-03-12").chases
    assert [(line.number, line.policy_id) for line in chase.lines] == [("A1", 2), ("A2", 2)]


def test_a_later_change_that_takes_nothing_over_leaves_them_with_the_one_that_did() -> None:
    ledger = read_ledger(UNDER_WAY)
    ledger.change_ladder(*QUICK, takes_over=True)
    ledger.change_ladder(*SLOW)
    lines = {line.number: line.policy_id for line in ledger.plan("2026-04-20").chases[0].lines}
    assert lines == {"A1": 2, "A2": 3}


def test_what_began_after_a_change_is_not_moved_back_by_it() -> None:
    """A2 was reminded of under the second version, which took over: that says nothing of later."""
    ledger = read_ledger(UNDER_WAY)
    ledger.change_ladder(*QUICK, takes_over=True)
    write(ledger, "sent A2 friendly 2026-03-09 by 2026-03-11")
    ledger.change_ladder(*SLOW)
    lines = {line.number: line.policy_id for line in ledger.plan("2026-04-20").chases[0].lines}
    assert lines == {"A1": 2, "A2": 2}


def test_another_ladder_altogether_holds_at_once() -> None:
    ledger = read_ledger(UNDER_WAY)
    ledger.policy = replace(ledger.policy, id=7, root=7, levels=QUICK)
    ledger.ladders[7] = ledger.policy
    (chase,) = ledger.plan("2026-03-12").chases
    assert {line.policy_id for line in chase.lines} == {7}


def test_a_version_that_is_known_no_more_gives_way_to_the_one_that_holds() -> None:
    ledger = read_ledger(UNDER_WAY)
    ledger.change_ladder(*QUICK)
    del ledger.ladders[1]
    (chase,) = ledger.plan("2026-03-12").chases
    assert {line.policy_id for line in chase.lines} == {2}


def test_a_ladder_put_back_to_an_older_version_holds_for_all() -> None:
    """A2 was reminded of by the second version; the client is back on the first."""
    ledger = read_ledger(UNDER_WAY)
    first = ledger.policy
    ledger.change_ladder(*QUICK, takes_over=True)
    write(ledger, "sent A2 friendly 2026-03-09 by 2026-03-11")
    ledger.policy = first
    lines = {line.number: line.policy_id for line in ledger.plan("2026-03-22").chases[0].lines}
    assert lines == {"A1": 1, "A2": 1}


def test_a_version_that_takes_over_moves_nobody_whose_client_is_not_on_it() -> None:
    """The third version takes over what is under way, but the client holds to the second."""
    ledger = read_ledger(UNDER_WAY)
    ledger.change_ladder(*SLOW)
    second = ledger.policy
    ledger.change_ladder(*QUICK, takes_over=True)
    ledger.policy = second
    (chase,) = ledger.plan("2026-03-15").chases
    assert [(line.number, line.policy_id) for line in chase.lines] == [("A1", 1)]


def test_what_another_ladder_takes_over_is_no_business_of_this_one() -> None:
    ledger = read_ledger(UNDER_WAY)
    ledger.change_ladder(*SLOW)
    ledger.ladders[9] = replace(ledger.policy, id=9, root=9, version=2, takes_over=True)
    (chase,) = ledger.plan("2026-03-15").chases
    assert [(line.number, line.policy_id) for line in chase.lines] == [("A1", 1)]
