"""Answers with what is open, going on with chasing, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from dunning_desktop.domain.blocks import Block, BlockKind
from dunning_desktop.domain.incoming import Incoming, IncomingKind
from dunning_desktop.domain.money import Money
from dunning_desktop.usecases.answers import (
    answers_of,
    go_on_chasing,
    pause_again,
    waiting_answers,
    waiting_mail,
)
from dunning_desktop.usecases.blocks import end_holds
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.replies import settle
from tests.helpers.offices import add_debtor, an_office, furnish
from tests.ui.books import ACCOUNT


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with an_office(tmp_path) as made:
        furnish(made, ACCOUNT, "secret")
        yield made


def wrote(
    office: Office, client_id: int | None, text: str, kind: IncomingKind = IncomingKind.MAIL
) -> int:
    """Somebody wrote; a client is paused for it."""
    now = office.clock.now()
    incoming = Incoming(kind, f"<{text}@x.example>", "a@x.example", now, text=text)
    with office.write() as ledger:
        key = ledger.inboxes.add(
            1, incoming, at=now, outbox_id=None, client_id=client_id, sure=True, settled=False
        )
        if client_id is not None and kind is IncomingKind.MAIL:
            ledger.chasing.save_block(
                Block(BlockKind.REPLIED, client_id, office.clock.today(), reason=text, at=now)
            )
    assert key is not None
    return key


def paused(office: Office, client_id: int) -> bool:
    with office.read() as ledger:
        found = ledger.chasing.blocks([client_id])
    return any(one.holds_on(office.clock.today()) for one in found)


def test_each_answer_knows_what_is_open_and_whether_it_pauses(office: Office) -> None:
    one, other = (add_debtor(office, name, late=[9, 3]) for name in ("One", "Other"))
    wrote(office, one, "first")
    wrote(office, None, "stranger")
    wrote(office, other, "second")
    end_holds(office, other)
    wrote(office, other, "bounce", IncomingKind.BOUNCE)
    found = waiting_answers(office)
    assert [(one.row.text, one.open, one.paused) for one in found] == [
        ("first", (Money(24_000, "GBP"),), True),
        ("stranger", (), False),
    ]
    assert len(waiting_mail(office)) == 3


def test_what_a_client_wrote_is_told_whether_it_waits_or_not(office: Office) -> None:
    client = add_debtor(office, "One")
    first = wrote(office, client, "first")
    wrote(office, client, "second")
    settle(office, [first])
    found = answers_of(office, client)
    assert [(one.row.text, one.waits) for one in found] == [("second", True), ("first", False)]


def test_going_on_ends_the_pause_and_deals_with_the_answers(office: Office) -> None:
    one, other = (add_debtor(office, name) for name in ("One", "Other"))
    ids = (wrote(office, one, "first"), wrote(office, one, "second"))
    wrote(office, other, "third")
    gone_on = go_on_chasing(office, one).value
    assert gone_on.incoming_ids == ids
    assert (paused(office, one), paused(office, other)) == (False, True)
    assert [one.row.text for one in waiting_answers(office)] == ["third"]
    pause_again(office, gone_on)
    assert paused(office, one)
    assert [one.row.text for one in waiting_answers(office)] == ["first", "second", "third"]


def test_a_hold_of_the_owner_s_own_is_not_ended_with_it(office: Office) -> None:
    client = add_debtor(office, "One")
    wrote(office, client, "first")
    with office.write() as ledger:
        until = office.clock.today() + timedelta(days=30)
        ledger.chasing.save_block(Block(BlockKind.HOLD, client, office.clock.today(), until=until))
    gone_on = go_on_chasing(office, client).value
    assert [one.kind for one in gone_on.pauses] == [BlockKind.REPLIED]
    assert paused(office, client)


def test_an_answer_whose_pause_is_over_is_dealt_with_all_the_same(office: Office) -> None:
    client = add_debtor(office, "One")
    wrote(office, client, "first")
    with office.write() as ledger:
        (block,) = ledger.chasing.blocks([client])
        ledger.chasing.end_block(block.id, until=office.clock.today() - timedelta(days=1))
    gone_on = go_on_chasing(office, client).value
    assert (gone_on.pauses, len(gone_on.incoming_ids)) == ((), 1)
    assert waiting_answers(office) == ()
    pause_again(office, gone_on)
    assert len(waiting_answers(office)) == 1
    assert not paused(office, client)
