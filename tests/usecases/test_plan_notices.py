"""Reminders of instalments: when, to whom, never twice, and taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.blocks import Block, BlockKind
from dunning_desktop.domain.client import Address, Contact, DebtorType
from dunning_desktop.domain.errors import CannotUndo, ProposalOutdated
from dunning_desktop.domain.instalments import Every
from dunning_desktop.domain.mail import MessageState
from dunning_desktop.usecases.blocks import hold
from dunning_desktop.usecases.clients import archive_client, client_card
from dunning_desktop.usecases.outbox import message_of, outbox
from dunning_desktop.usecases.papers import document_of
from dunning_desktop.usecases.plan_notices import (
    NoticeKind,
    due_notices,
    send_notices,
    undo_notices,
)
from dunning_desktop.usecases.plan_views import plan_row
from dunning_desktop.usecases.plans import cancel_plan
from tests.helpers.books import Book
from tests.helpers.plans import agree, offer, wish


def _due(book: Book) -> list[tuple[int, NoticeKind]]:
    return [(one.row.instalment.position, one.kind) for one in due_notices(book.office)]


def _plan(book: Book, name: str = "Acme Ltd", **client: object) -> tuple[int, int]:
    """£90 in three payments: the first in a week, on 27 March."""
    key = book.client(name, **client)
    return key, agree(book, key, book.invoice(key, "A1", amount="90.00"))


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (3, []),
        (4, [(1, NoticeKind.SOON)]),
        (7, [(1, NoticeKind.SOON)]),
        (8, []),
        (9, [(1, NoticeKind.LATE)]),
        (12, [(1, NoticeKind.LATE)]),
        (13, []),
    ],
)
def test_a_word_before_it_is_due_and_one_while_it_is_late(
    book: Book, days: int, said: list[tuple[int, NoticeKind]]
) -> None:
    _plan(book)
    book.clock.later(days=days)
    assert _due(book) == said


def test_never_twice(book: Book) -> None:
    _plan(book)
    book.clock.later(days=5)
    notices = due_notices(book.office)
    send_notices(book.office, notices)
    assert _due(book) == []
    with pytest.raises(ProposalOutdated):
        send_notices(book.office, notices)
    book.clock.later(days=1)
    assert _due(book) == []
    assert len(outbox(book.office).messages) == 1
    # A late one is another word.
    book.clock.later(days=3)
    assert _due(book) == [(1, NoticeKind.LATE)]


def test_the_book_itself_refuses_a_second_one(book: Book) -> None:
    _, plan = _plan(book)
    key = plan_row(book.office, plan).plan.instalments[0].id
    day = book.clock.today()

    def note() -> None:
        with book.office.write() as ledger:
            ledger.agreements.note_notice(key, "soon", day=day, message_id=None, document_id=None)

    note()
    with pytest.raises(IntegrityError):
        note()


def test_none_for_what_is_paid(book: Book) -> None:
    client, _ = _plan(book)
    book.pay(client, "30.00")
    book.clock.later(days=5)
    assert _due(book) == []


def test_a_part_paid_is_reminded_of_its_rest(book: Book) -> None:
    client, _ = _plan(book)
    book.pay(client, "10.00")
    book.clock.later(days=5)
    [notice] = due_notices(book.office)
    assert str(notice.row.open) == "GBP 20.00"


def test_none_while_money_that_covers_it_waits_to_be_matched(book: Book) -> None:
    client, _ = _plan(book)
    book.pay(client, "30.00", shares=())
    book.clock.later(days=5)
    assert _due(book) == []


def test_money_that_came_since_it_was_looked_at_stops_it(book: Book) -> None:
    client, _ = _plan(book)
    book.clock.later(days=5)
    notices = due_notices(book.office)
    book.pay(client, "30.00")
    with pytest.raises(ProposalOutdated):
        send_notices(book.office, notices)
    assert outbox(book.office).messages == ()


def test_none_while_the_client_is_left_alone_for_another_reason(book: Book) -> None:
    client, _ = _plan(book)
    book.clock.later(days=5)
    assert _due(book)
    hold(book.office, client, until=book.clock.today() + timedelta(days=3), reason="Holiday")
    assert _due(book) == []
    book.clock.later(days=4)
    assert _due(book) == [(1, NoticeKind.LATE)]


def test_none_in_a_breathing_space(book: Book) -> None:
    client, _ = _plan(book)
    with book.office.write() as ledger:
        ledger.chasing.save_block(
            Block(BlockKind.BREATHING_SPACE, client, book.clock.today())
        )
    book.clock.later(days=5)
    assert _due(book) == []


def test_none_to_a_client_that_was_archived(book: Book) -> None:
    client, _ = _plan(book)
    book.clock.later(days=5)
    archive_client(book.office, client, archived=True)
    assert _due(book) == []


def test_none_for_an_offer_or_a_plan_that_is_over(book: Book) -> None:
    client = book.client()
    offered = offer(book, wish(book, client, book.invoice(client, "A1")))
    book.clock.later(days=5)
    assert _due(book) == []
    cancel_plan(book.office, offered.plan_id)
    assert _due(book) == []


def test_who_has_no_address_gets_a_letter_and_who_has_neither_nothing(book: Book) -> None:
    _plan(book, name="Post Ltd", contacts=(Contact("Ann"),))
    _plan(book, name="Nowhere Ltd", contacts=(), address=Address())
    book.clock.later(days=5)
    [notice] = due_notices(book.office)
    [sent] = send_notices(book.office, [notice]).value
    assert outbox(book.office).messages == ()
    assert sent.message_id is None
    assert sent.paper is not None
    assert document_of(book.office, sent.paper.document_id).startswith(b"Post Ltd")


def test_the_e_mail_names_the_client_and_no_reminder(book: Book) -> None:
    client, _ = _plan(book)
    book.clock.later(days=5)
    [sent] = send_notices(book.office, due_notices(book.office)).value
    [message] = outbox(book.office).messages
    assert (message.id, message.client_id, message.reminder_id) == (sent.message_id, client, None)
    assert b"application/pdf" not in message_of(book.office, message.id).frozen.raw
    assert client_card(book.office, client).events[0].code is AuditCode.INSTALMENT_REMINDED


@pytest.mark.parametrize("by_post", [False, True])
def test_they_can_be_taken_back(book: Book, *, by_post: bool) -> None:
    contact = Contact("Ann", email="" if by_post else "ann@client.example")
    _, plan = _plan(book, contacts=(contact,))
    book.clock.later(days=5)
    sent = send_notices(book.office, due_notices(book.office)).value
    undo_notices(book.office, sent)
    assert _due(book) == [(1, NoticeKind.SOON)]
    assert all(one.state == "cancelled" for one in outbox(book.office).messages)
    assert plan_row(book.office, plan).documents == ()


def test_not_once_they_have_left(book: Book) -> None:
    _plan(book)
    book.clock.later(days=5)
    sent = send_notices(book.office, due_notices(book.office)).value
    with book.office.write() as ledger:
        ledger.post.claim(book.clock.now() + timedelta(minutes=1), 1)
    with pytest.raises(CannotUndo):
        undo_notices(book.office, sent)
    assert _due(book) == []


def test_a_weekly_plan_can_have_one_late_and_one_to_come(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1", amount="90.00")
    agree(book, client, invoice, every=Every.WEEK, ahead=1)
    book.clock.later(days=5)
    assert _due(book) == [(1, NoticeKind.LATE), (2, NoticeKind.SOON)]
    chosen = due_notices(book.office)
    assert len(send_notices(book.office, chosen, plans=()).value) == 0
    assert len(send_notices(book.office, chosen).value) == 2


def test_one_that_a_breathing_space_took_back_is_due_again_afterwards(book: Book) -> None:
    client, _ = _plan(book, "Bert Bold", debtor_type=DebtorType.CONSUMER)
    book.clock.later(days=5)
    send_notices(book.office, due_notices(book.office))
    until = book.clock.today()
    hold(book.office, client, until=until, kind=BlockKind.BREATHING_SPACE)
    assert [one.state for one in outbox(book.office).messages] == [MessageState.CANCELLED]
    assert _due(book) == []
    book.clock.later(days=1)
    assert _due(book) == [(1, NoticeKind.SOON)]
