"""Whom nobody may write to: breathing space, insolvency, vulnerable, not to be chased."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.charges import ChargeKind, ChargeState
from dunning_desktop.domain.client import Contact, DebtorType
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.mail import MessageState
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Channel, Tone
from dunning_desktop.domain.proposal import WhyNot, reasons
from dunning_desktop.usecases.blocks import SILENT, end_block, hold, hold_again
from dunning_desktop.usecases.clients import client_card, client_page
from dunning_desktop.usecases.delivery import deliver
from dunning_desktop.usecases.dunning import Choice, review
from dunning_desktop.usecases.invoices import invoice_card
from dunning_desktop.usecases.issue import issue
from dunning_desktop.usecases.outbox import letters_to_post, mark_printed, outbox
from dunning_desktop.usecases.owed import client_owed, item_statement
from dunning_desktop.usecases.planning import propose, situation
from dunning_desktop.usecases.rows import LetterState, ListQuery
from dunning_desktop.usecases.sharing import payable_items
from dunning_desktop.usecases.today import today
from dunning_desktop.usecases.today_rows import Task
from tests.helpers.books import Book

IN_SILENCE = sorted(SILENT)


def trader(book: Book, name: str = "Ann Archer") -> int:
    return book.client(name, debtor_type=DebtorType.SOLE_TRADER)


def rest(book: Book, client_id: int, **more: object) -> int:
    return hold(
        book.office, client_id, kind=BlockKind.BREATHING_SPACE, **more  # type: ignore[arg-type]
    ).value


# Whom it may be set for, and what is kept of it


@pytest.mark.parametrize(
    "kind", [DebtorType.COMPANY, DebtorType.PARTNERSHIP, DebtorType.PUBLIC_AUTHORITY]
)
def test_only_people_and_sole_traders_have_a_breathing_space(book: Book, kind: DebtorType) -> None:
    client = book.client("Acme Ltd", debtor_type=kind)
    with pytest.raises(InvalidField) as refused:
        rest(book, client)
    assert dict(refused.value.data) == {
        "field": "kind", "reason": "no-breathing-space", "text": "Acme Ltd",
    }  # fmt: skip
    assert client_card(book.office, client).events[0].code is not AuditCode.BLOCK_ADDED
    # Of an insolvency that is otherwise.
    hold(book.office, client, kind=BlockKind.INSOLVENCY)


def test_who_set_it_and_when_is_kept_and_the_card_shows_it(book: Book) -> None:
    client = trader(book)
    until = book.clock.today() + timedelta(days=60)
    key = rest(book, client, until=until, reason="Letter of 19 March")
    card = client_card(book.office, client)
    (block,) = card.silent
    assert (block.id, block.kind, block.until) == (key, BlockKind.BREATHING_SPACE, until)
    assert (block.author, block.at) == ("Sam Carter", book.clock.now())
    assert card.holds == ()
    event = card.events[0]
    assert event.code is AuditCode.BLOCK_ADDED
    assert event.data["by"] == "Sam Carter"


def test_one_that_ends_before_it_starts_is_refused(book: Book) -> None:
    client, now = trader(book), book.clock.today()
    with pytest.raises(InvalidField) as refused:
        rest(book, client, start=now, until=now - timedelta(days=1))
    assert refused.value.data["field"] == "until"


# The outbox


@pytest.mark.parametrize("kind", IN_SILENCE)
def test_what_waits_in_the_outbox_goes_back_with_its_charges(book: Book, kind: BlockKind) -> None:
    ann, other = trader(book), book.client("Bolt Ltd")
    book.invoice(ann, "A1", late=60, amount="1000.00")
    book.invoice(other, "B1", late=10)
    # Three levels one after the other: the last one demands.
    for _ in range(2):
        book.issue()
        book.clock.later(days=1)
        deliver(book.office)
        book.clock.later(days=20)
    issued = book.issue()
    with book.office.read() as ledger:
        assert [x.kind for x in ledger.chasing.items([ann])[0].charges] == [
            ChargeKind.INTEREST, ChargeKind.COMPENSATION,
        ]  # fmt: skip
    hold(book.office, ann, kind=kind)
    by_client = {one.client: one for one in outbox(book.office).messages[: len(issued.message_ids)]}
    assert by_client["Ann Archer"].state is MessageState.CANCELLED
    assert by_client["Bolt Ltd"].state is MessageState.QUEUED
    with book.office.read() as ledger:
        (item,) = ledger.chasing.items([ann])
        assert {one.state for one in item.charges} == {ChargeState.WITHDRAWN}
        assert [one.tone for one in item.completed] == [Tone.FRIENDLY, Tone.FIRM]
    codes = [one.code for one in client_card(book.office, ann).events]
    assert codes[:2] == [AuditCode.REMINDER_WITHDRAWN, AuditCode.BLOCK_ADDED]
    book.clock.later(minutes=5)
    deliver(book.office)
    assert outbox(book.office).messages[0].state is not MessageState.QUEUED


def test_a_hold_leaves_the_outbox_alone(book: Book) -> None:
    client = trader(book)
    book.invoice(client, "A1")
    book.issue()
    hold(book.office, client)
    assert outbox(book.office).messages[0].state is MessageState.QUEUED


def test_one_that_is_only_to_begin_takes_nothing_back_yet(book: Book) -> None:
    client = trader(book)
    book.invoice(client, "A1")
    book.issue()
    rest(book, client, start=book.clock.today() + timedelta(days=1))
    assert outbox(book.office).messages[0].state is MessageState.QUEUED


def _by_post(book: Book, name: str, channel: Channel) -> int:
    client = trader(book, name)
    book.invoice(client, f"{name[0]}1")
    (prepared,) = [one for one in review(book.office).prepared if one.chase.client_id == client]
    issue(book.office, [Choice(prepared, prepared.words, channel)])
    return client


def test_a_letter_that_was_not_printed_goes_back_and_one_that_was_stays(book: Book) -> None:
    made = _by_post(book, "Ann Archer", Channel.LETTER)
    printed = _by_post(book, "Ben Baker", Channel.LETTER)
    letters = {one.client_id: one.id for one in outbox(book.office).letters}
    mark_printed(book.office, [letters[printed]])
    for client in (made, printed):
        rest(book, client)
    states = {one.client_id: one.state for one in outbox(book.office).letters}
    assert states == {made: LetterState.WITHDRAWN, printed: LetterState.PRINTED}
    assert [one.client_id for one in letters_to_post(book.office)] == [printed]


def test_where_the_email_has_gone_the_letter_stays_at_home(book: Book) -> None:
    client = _by_post(book, "Ann Archer", Channel.EMAIL_AND_LETTER)
    book.clock.later(minutes=1)
    deliver(book.office)
    rest(book, client)
    (message,), (letter,) = outbox(book.office).messages, outbox(book.office).letters
    assert (message.state, letter.state) == (MessageState.ACCEPTED, LetterState.WITHDRAWN)
    assert letters_to_post(book.office) == ()
    assert AuditCode.LETTER_VOIDED in [x.code for x in client_card(book.office, client).events]
    with book.office.read() as ledger:
        (item,) = ledger.chasing.items([client])
    # The e-mail counts: its level was sent.
    assert [one.tone for one in item.completed] == [Tone.FRIENDLY]


def test_all_of_it_or_nothing(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    client = trader(book)
    book.invoice(client, "A1")
    book.issue()
    before = book.dump("alembic_version")

    def breaks(*_args: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("dunning_desktop.usecases.blocks.recall", breaks)
    with pytest.raises(RuntimeError):
        rest(book, client)
    assert book.dump("alembic_version") == before


# Interest


def _interest(book: Book, client_id: int) -> Money:
    (item,) = client_owed(book.office, client_id).items
    return item.claim.interest.total if item.claim.interest else Money.zero("GBP")


def test_interest_stands_still_while_it_lasts_and_goes_on_the_day_after(book: Book) -> None:
    client = trader(book)
    book.invoice(client, "A1", late=100, amount="36500.00")
    before = _interest(book, client)
    key = rest(book, client)
    # Today is its first day: what accrued up to yesterday is all there is.
    (item,) = client_owed(book.office, client).items
    assert item.claim.interest is not None
    assert item.claim.interest.segments[-1].frozen
    yesterday = item.claim.interest.total
    assert yesterday < before
    assert item.daily == Money.zero("GBP")
    book.clock.later(days=30)
    assert _interest(book, client) == yesterday
    assert item_statement(book.office, [item.item.item_id]).items[0].claim.interest == (
        client_owed(book.office, client).items[0].claim.interest
    )
    end_block(book.office, client, block_id=key)
    assert _interest(book, client) == before
    segments = client_owed(book.office, client).items[0].claim.interest.segments  # type: ignore[union-attr]
    assert [(one.days, one.frozen) for one in segments] == [(99, False), (30, True), (1, False)]


def test_every_place_that_works_out_a_claim_knows_of_it(book: Book) -> None:
    client = trader(book)
    invoice = book.invoice(client, "A1", late=100, amount="3650.00")
    rest(book, client, start=book.clock.today() - timedelta(days=50))
    wanted = _interest(book, client)
    with book.office.read() as ledger:
        ((_, claim),) = payable_items(ledger, book.office, client, day=book.clock.today())
    assert claim.interest is not None
    assert claim.interest.total == wanted
    (owed,) = invoice_card(book.office, invoice).owed
    assert owed.claim.interest == claim.interest
    with book.office.read() as ledger:
        now = situation(ledger, book.office)
    planned = now.claim(now.clients[0], now.items[0])
    assert planned.interest == claim.interest


def test_a_payment_that_came_late_after_a_rest_is_claimable_without_it(book: Book) -> None:
    client = trader(book)
    book.invoice(client, "A1", late=40, amount="3650.00")
    rest(book, client, start=book.clock.today() - timedelta(days=39))
    book.pay(client, "3650.00")
    (claimable,) = client_owed(book.office, client).claimable
    assert claimable.claim.interest is not None
    assert not claimable.claim.interest.total
    rows = {one.task: one for one in today(book.office).tasks}
    # Only the fixed sum is left to be claimed.
    assert rows[Task.CLAIMABLE].amounts == (Money.of("70.00", "GBP"),)


# The planner looks afresh


def test_it_is_not_chased_until_the_day_after_and_then_in_order(book: Book) -> None:
    client = trader(book)
    book.invoice(client, "A1", late=4)
    until = book.clock.today() + timedelta(days=59)
    rest(book, client, until=until)
    (reason,) = propose(book.office).rest
    assert (reason.code, reason.detail) == (WhyNot.BLOCKED, BlockKind.BREATHING_SPACE)
    assert reason.until == until + timedelta(days=1)
    book.clock.later(days=60)
    tones: list[tuple[date, Tone]] = []
    for _ in range(40):
        for chase in propose(book.office).chases:
            tones.append((book.clock.today(), chase.level.tone))
            book.issue()
            book.clock.later(minutes=1)
            deliver(book.office)
        book.clock.later(days=1)
    assert [tone for _, tone in tones] == [Tone.FRIENDLY, Tone.FIRM, Tone.FINAL]
    assert tones[0][0] == until + timedelta(days=1)
    gaps = [(b[0] - a[0]).days for a, b in pairwise(tones)]
    assert gaps == [11, 14]


def test_of_two_the_longer_decides_and_the_list_says_so(book: Book) -> None:
    client = trader(book)
    book.invoice(client, "A1")
    now = book.clock.today()
    hold(book.office, client, until=now + timedelta(days=90))
    key = rest(book, client, until=now + timedelta(days=60))
    (reason,) = propose(book.office).rest
    assert (reason.detail, reason.until) == (BlockKind.HOLD, now + timedelta(days=91))
    assert client_page(book.office, ListQuery()).rows[0].blocked is BlockKind.HOLD
    forever = hold(book.office, client, kind=BlockKind.DO_NOT_CHASE).value
    assert client_page(book.office, ListQuery()).rows[0].blocked is BlockKind.DO_NOT_CHASE
    end_block(book.office, client, block_id=forever)
    end_block(book.office, client, block_id=key)
    assert client_page(book.office, ListQuery()).rows[0].blocked is BlockKind.HOLD


def test_ending_it_by_mistake_is_taken_back_without_a_day_of_interest(book: Book) -> None:
    client = trader(book)
    book.invoice(client, "A1", late=100, amount="3650.00")
    rest(book, client)
    book.clock.later(days=10)
    still = _interest(book, client)
    (block,) = client_card(book.office, client).silent
    end_block(book.office, client, block_id=block.id)
    hold_again(book.office, client, [block])
    assert _interest(book, client) == still
    (again,) = client_card(book.office, client).silent
    assert again.start == book.clock.today()
    assert again.author == "Sam Carter"
    assert reasons(propose(book.office))


def test_what_ends_within_a_week_is_on_today_whatever_its_reason(book: Book) -> None:
    now = book.clock.today()
    for number, kind in enumerate(IN_SILENCE):
        client = trader(book, f"Client {number}")
        book.invoice(client, f"C{number}")
        hold(book.office, client, kind=kind, until=now + timedelta(days=number))
    far = trader(book, "Far")
    book.invoice(far, "F1")
    rest(book, far, until=now + timedelta(days=8))
    quiet = book.client("Put off", contacts=(Contact("B", email="b@c.example"),))
    book.invoice(quiet, "P1")
    hold(book.office, quiet, kind=BlockKind.SNOOZE, until=now + timedelta(days=2))
    row = next(one for one in today(book.office).tasks if one.task is Task.HOLDS_ENDING)
    assert (row.count, row.until) == (len(IN_SILENCE), now)
    assert row.names[0] == "Client 0"
