"""Parts that are disputed, and reasons not to chase that end one after the other."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.domain.blocks import Block, BlockKind, frozen_days
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Tone
from dunning_desktop.domain.proposal import reasons
from tests.helpers.ledgers import live_through, read_ledger, write
from tests.helpers.text_ledgers import TextLedger

# Disputed in part


def test_only_the_undisputed_part_is_asked_for(ledger: TextLedger) -> None:
    """
    today 2026-03-20
    client Acme mail
    invoice A1 Acme 2026-03-10 GBP 100.00
    disputed A1 60.00
    invoice A2 Acme 2026-03-10 GBP 30.00
    """
    assert ledger.told() == [
        "Acme: friendly by email, GBP 70.00 until 2026-03-27: A1 friendly, A2 friendly"
    ]
    (chase,) = ledger.plan().chases
    first, second = chase.lines
    assert (first.open, first.disputed) == (Money.of("100", "GBP"), Money.of("60", "GBP"))
    assert (first.undisputed, first.demanded) == (Money.of("40", "GBP"),) * 2
    assert second.disputed is None
    assert chase.open_totals == (Money.of("70", "GBP"),)


@pytest.mark.parametrize("disputed", ["40.00", "60.00"])
def test_nothing_undisputed_left_is_a_dispute(ledger: TextLedger, disputed: str) -> None:
    """What was paid counts for the part that nobody disputes.

    today 2026-03-20
    client Acme mail
    invoice A1 Acme 2026-03-10 GBP 100.00
    paid A1 2026-03-12 60.00
    """
    write(ledger, f"disputed A1 {disputed}")
    assert ledger.told() == ["A1 waits: blocked"]
    assert reasons(ledger.plan())[1].detail == BlockKind.DISPUTE
    assert reasons(ledger.plan())[1].until is None


def test_the_minimum_and_money_on_account_go_by_the_undisputed_part(ledger: TextLedger) -> None:
    """
    today 2026-03-20
    client Acme mail
    client Bell mail
    minimum GBP 50.00
    invoice A1 Acme 2026-03-10 GBP 100.00
    disputed A1 60.00
    invoice B1 Bell 2026-03-10 GBP 100.00
    disputed B1 40.00
    credit Bell GBP 60.00
    """
    assert ledger.told() == ["A1 waits: below-minimum", "B1 waits: money-unallocated"]


def test_a_dispute_that_is_closed_lets_the_next_level_ask_for_all_of_it(
    ledger: TextLedger,
) -> None:
    """
    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    disputed A1 60.00
    sent A1 friendly 2026-03-04 by 2026-03-11
    """
    assert ledger.told("2026-03-15") == [
        "Acme: firm by email, GBP 40.00 until 2026-03-22: A1 firm"
    ]
    write(ledger, "disputed A1 0.00")
    assert ledger.told("2026-03-15") == [
        "Acme: firm by email, GBP 100.00 until 2026-03-22: A1 firm"
    ]


# Blocks that end

KINDS = [
    BlockKind.HOLD,
    BlockKind.BREATHING_SPACE,
    BlockKind.INSOLVENCY,
    BlockKind.VULNERABLE,
    BlockKind.DO_NOT_CHASE,
]


@pytest.mark.parametrize("kind", KINDS)
def test_after_the_end_the_next_level_comes_and_the_one_after_it_in_its_own_time(
    ledger: TextLedger, kind: BlockKind
) -> None:
    """Held for two months: the firm one comes on the day after, the final one a fortnight later.

    client Acme mail
    invoice A1 Acme 2026-03-01 GBP 100.00
    sent A1 friendly 2026-03-04 by 2026-03-11
    """
    write(ledger, f"block {kind} Acme 2026-03-06 2026-05-04")
    days = [date(2026, 3, 5) + timedelta(days=more) for more in range(120)]
    assert live_through(ledger, days) == [
        (date(2026, 5, 5), "A1", Tone.FIRM),
        (date(2026, 5, 19), "A1", Tone.FINAL),
    ]


def test_of_two_at_once_the_one_that_lasts_longest_decides(ledger: TextLedger) -> None:
    """
    today 2026-03-20
    client Acme mail
    invoice A1 Acme 2026-03-10 GBP 100.00
    block breathing-space Acme 2026-03-01 2026-03-25
    block hold Acme 2026-03-01 2026-04-30
    block vulnerable A1 2026-03-18 2026-03-22
    """
    assert ledger.told() == ["A1 waits: blocked until 2026-05-01"]
    assert reasons(ledger.plan())[1].detail == BlockKind.HOLD
    write(ledger, "block insolvency Acme 2026-03-15")
    assert ledger.told() == ["A1 waits: blocked"]
    assert reasons(ledger.plan())[1].detail == BlockKind.INSOLVENCY


A_BLOCK = st.tuples(
    st.sampled_from(list(BlockKind)), st.integers(0, 100), st.one_of(st.none(), st.integers(0, 60))
)


@given(st.lists(A_BLOCK, max_size=4), st.integers(1, 9))
def test_a_block_lets_nothing_through_and_no_burst_follows_it(
    blocks: list[tuple[BlockKind, int, int | None]], every: int
) -> None:
    """The owner looks every few days, sends all there is, and reasons come and go."""
    ledger = read_ledger("client Acme mail\ninvoice A1 Acme 2026-03-01 GBP 100.00")
    first = date(2026, 3, 2)
    for kind, start, length in blocks:
        begins = first + timedelta(days=start)
        ends = f" {begins + timedelta(days=length)}" if length is not None else ""
        write(ledger, f"block {kind} Acme {begins}{ends}")
    held = ledger.clients["Acme"].blocks
    went = live_through(ledger, [first + timedelta(days=more) for more in range(0, 240, every)])
    assert not [day for day, *_ in went if any(one.holds_on(day) for one in held)]
    tones = [tone for *_, tone in went]
    assert tones == [Tone.FRIENDLY, Tone.FIRM, Tone.FINAL][: len(tones)]
    days = [day for day, *_ in went]
    # Never closer than the levels themselves are apart.
    for at, least in enumerate([11, 14][: max(len(days) - 1, 0)]):
        assert (days[at + 1] - days[at]).days >= least
    if not blocks:
        assert len(days) == 3


def test_only_breathing_spaces_freeze_and_only_what_they_cover() -> None:
    day = date(2026, 3, 1)

    def block(kind: BlockKind, start: int, end: int | None, item: int | None = None) -> Block:
        until = day + timedelta(days=end) if end is not None else None
        return Block(kind, 1, day + timedelta(days=start), until, item_id=item)

    blocks = [
        block(BlockKind.HOLD, 0, None),
        block(BlockKind.BREATHING_SPACE, 5, 9),
        block(BlockKind.BREATHING_SPACE, 8, 12, item=7),
        # Ended on the day it was set: it never held.
        block(BlockKind.BREATHING_SPACE, 20, 19),
        block(BlockKind.BREATHING_SPACE, 30, None, item=8),
    ]
    at = [day + timedelta(days=more) for more in range(40)]
    assert frozen_days(blocks, 1) == ((at[5], at[9]),)
    assert frozen_days(blocks, 7) == ((at[5], at[12]),)
    assert frozen_days(blocks, 8) == ((at[5], at[9]), (at[30], date.max))
