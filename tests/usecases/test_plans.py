"""Instalment plans in a book: offered, answered, kept or not, and all of it taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.charges import ChargeKind
from dunning_desktop.domain.client import Contact, DebtorType
from dunning_desktop.domain.errors import CannotUndo, InvalidField, PlanRefused, ProposalOutdated
from dunning_desktop.domain.exempt_credit import Stop
from dunning_desktop.domain.instalments import Every
from dunning_desktop.domain.invoice import CreditNote
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import Share
from dunning_desktop.domain.plans import PlanState
from dunning_desktop.domain.policy import Channel
from dunning_desktop.domain.promises import How
from dunning_desktop.domain.proposal import WhyNot
from dunning_desktop.usecases.acceptance import Evidence
from dunning_desktop.usecases.clients import client_card
from dunning_desktop.usecases.outbox import message_of, outbox
from dunning_desktop.usecases.owed import client_owed
from dunning_desktop.usecases.papers import document_of, plan_paper
from dunning_desktop.usecases.plan_views import PlanWish, draft_plan, plan_row, plan_view, plans_of
from dunning_desktop.usecases.planning import propose
from dunning_desktop.usecases.plans import (
    Accepted,
    Offered,
    Sending,
    accept_plan,
    cancel_plan,
    offer_plan,
    resume_plan,
    undo_accept,
    undo_offer,
)
from dunning_desktop.usecases.today import today
from dunning_desktop.usecases.today_rows import Task
from tests.helpers.books import Book
from tests.helpers.plans import accept, agree, offer, stands, wish


def _events(book: Book, client: int) -> list[AuditCode]:
    return [one.code for one in client_card(book.office, client).events]


def _why(book: Book) -> list[tuple[str, WhyNot]]:
    return [(one.number, one.code) for one in propose(book.office).rest]


def _chased(book: Book) -> list[str]:
    return [line.number for one in propose(book.office).chases for line in one.lines]


def _send(book: Book, wanted: PlanWish, channel: Channel = Channel.EMAIL) -> Offered:
    plan = draft_plan(book.office, wanted).plan(book.clock.today())
    paper = plan_paper(book.office, plan)
    return offer_plan(book.office, plan, Sending(paper.facts, paper.words, channel)).value


# Drafting


def test_a_plan_is_made_of_what_is_open(book: Book) -> None:
    client = book.client()
    first = book.invoice(client, "A1", late=30)
    book.invoice(client, "A2", late=20, amount="50.00")
    book.pay(client, "20.00")
    view = plan_view(book.office, client)
    assert [(one.number, str(one.open)) for one in view.items] == [
        ("A1", "GBP 80.00"), ("A2", "GBP 50.00"),
    ]  # fmt: skip
    drafted = draft_plan(book.office, wish(book, client, first))
    assert [one.amount.minor for one in drafted.instalments] == [2666, 2666, 2668]
    assert drafted.fits
    assert book.dump()["plan"] == []


def test_by_hand_says_what_is_missing(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1")
    day = book.clock.today()
    hand = ((day, Money(4000, "GBP")), (day + timedelta(days=9), Money(5000, "GBP")))
    drafted = draft_plan(book.office, wish(book, client, invoice, by=hand))
    assert str(drafted.left) == "GBP 10.00"
    assert not drafted.fits
    with pytest.raises(InvalidField):
        drafted.plan(day)


def test_items_of_two_currencies_make_no_plan(book: Book) -> None:
    client = book.client()
    one, two = book.invoice(client, "A1"), book.invoice(client, "A2", currency="EUR")
    with pytest.raises(InvalidField) as error:
        draft_plan(book.office, wish(book, client, one, two))
    assert error.value.data == {"field": "items", "reason": "currency"}


def test_an_item_in_a_plan_is_not_offered_again(book: Book) -> None:
    client = book.client()
    one, two = book.invoice(client, "A1"), book.invoice(client, "A2")
    wanted = wish(book, client, one)
    plan = draft_plan(book.office, wanted).plan(book.clock.today())
    agree(book, client, one)
    assert [each.number for each in plan_view(book.office, client).items] == ["A2"]
    with pytest.raises(InvalidField) as error:
        offer_plan(book.office, plan)
    assert error.value.data["reason"] == "in-plan"
    assert agree(book, client, two)


def test_other_sums_by_now_are_not_promised(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1")
    plan = draft_plan(book.office, wish(book, client, invoice)).plan(book.clock.today())
    book.pay(client, "10.00")
    with pytest.raises(ProposalOutdated):
        offer_plan(book.office, plan)


# The guard of the law


def test_the_law_stops_a_plan_for_an_individual(book: Book) -> None:
    client = book.client(debtor_type=DebtorType.SOLE_TRADER)
    invoice = book.invoice(client, "A1", amount="1300.00")
    drafted = draft_plan(book.office, wish(book, client, invoice, by=13, every=Every.WEEK))
    assert drafted.stops == (Stop.TOO_MANY,)
    with pytest.raises(PlanRefused) as error:
        offer_plan(book.office, drafted.plan(book.clock.today()))
    assert error.value.data["stops"] == ("too-many",)
    assert book.dump()["plan"] == []
    assert agree(book, client, invoice, by=12)


def test_the_law_is_asked_again_with_the_day_of_the_agreement(book: Book) -> None:
    """Twelve months count from the agreement: one that was made earlier ends earlier."""
    client = book.client(debtor_type=DebtorType.CONSUMER)
    invoice = book.invoice(client, "A1", amount="1200.00")
    offered = offer(book, wish(book, client, invoice, by=12, ahead=20))
    early = book.clock.today() - timedelta(days=20)
    with pytest.raises(PlanRefused):
        accept_plan(book.office, offered.plan_id, early, how=How.PHONE)
    assert stands(book, offered.plan_id).state is PlanState.OFFERED
    accept(book, offered.plan_id)
    assert stands(book, offered.plan_id).state is PlanState.RUNNING


# Offering, and the answer


def test_an_offer_waits_and_its_items_rest(book: Book) -> None:
    client = book.client()
    one, two = book.invoice(client, "A1"), book.invoice(client, "A2")
    offered = offer(book, wish(book, client, one), answer=14)
    assert _chased(book) == ["A2"]
    assert _why(book) == [("A1", WhyNot.BLOCKED)]
    book.clock.later(days=15)
    assert stands(book, offered.plan_id).state is PlanState.LAPSED
    assert sorted(_chased(book)) == ["A1", "A2"]
    assert two


def test_an_answer_can_come_after_the_offer_lapsed(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1")
    offered = offer(book, wish(book, client, invoice, ahead=20), answer=7)
    book.clock.later(days=10)
    accept(book, offered.plan_id)
    assert stands(book, offered.plan_id).state is PlanState.RUNNING


def test_not_when_its_items_went_into_another_plan_meanwhile(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1")
    offered = offer(book, wish(book, client, invoice, ahead=20), answer=7)
    book.clock.later(days=10)
    agree(book, client, invoice)
    with pytest.raises(InvalidField) as error:
        accept(book, offered.plan_id)
    assert error.value.data["reason"] == "in-plan"


@pytest.mark.parametrize(("days", "reason"), [(1, "future"), (-30, None)])
def test_the_day_of_the_answer(book: Book, days: int, reason: str | None) -> None:
    client = book.client()
    offered = offer(book, wish(book, client, book.invoice(client, "A1")))
    day = book.clock.today() + timedelta(days=days)
    if reason is None:
        accept_plan(book.office, offered.plan_id, day, how=How.EMAIL)
        assert plan_row(book.office, offered.plan_id).plan.accepted_on == day
        return
    with pytest.raises(InvalidField) as error:
        accept_plan(book.office, offered.plan_id, day, how=How.EMAIL)
    assert error.value.data["reason"] == reason


def test_a_plan_whose_first_payment_was_missed_cannot_begin(book: Book) -> None:
    client = book.client()
    offered = offer(book, wish(book, client, book.invoice(client, "A1"), ahead=1))
    book.clock.later(days=7)
    with pytest.raises(InvalidField) as error:
        accept(book, offered.plan_id)
    assert error.value.data["reason"] == "too-late"


def test_the_signed_slip_is_kept_and_taken_back_with_the_answer(book: Book) -> None:
    client = book.client()
    offered = offer(book, wish(book, client, book.invoice(client, "A1")))
    proof = Evidence("slip.jpg", "image/jpeg", b"signed")
    accepted = accept_plan(
        book.office, offered.plan_id, book.clock.today(), how=How.LETTER, proof=proof
    ).value
    [document] = plan_row(book.office, offered.plan_id).documents
    assert document_of(book.office, document.id) == b"signed"
    assert plan_row(book.office, offered.plan_id).plan.accepted_how == "letter"
    with pytest.raises(CannotUndo):
        accept(book, offered.plan_id)
    undo_accept(book.office, accepted)
    assert stands(book, offered.plan_id).state is PlanState.OFFERED
    assert plan_row(book.office, offered.plan_id).documents == ()
    assert AuditCode.PLAN_ANSWER_TAKEN_BACK in _events(book, client)


def test_undoing_an_answer_without_proof(book: Book) -> None:
    client = book.client()
    offered = offer(book, wish(book, client, book.invoice(client, "A1")))
    accept(book, offered.plan_id)
    undo_accept(book.office, Accepted(offered.plan_id))
    assert stands(book, offered.plan_id).state is PlanState.OFFERED


def test_the_agreement_goes_out_with_the_offer(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1")
    offered = _send(book, wish(book, client, invoice))
    assert offered.paper is not None
    [message] = outbox(book.office).messages
    assert (message.subject, message.client, message.reminder_id) == ("plan A1", "Acme Ltd", None)
    [document] = plan_row(book.office, offered.plan_id).documents
    assert document.plan_id == offered.plan_id
    assert document.name == "Instalment-agreement-2026-03-20.pdf"
    raw = message_of(book.office, message.id).frozen.raw
    assert b"Instalment-agreement-2026-03-20.pdf" in raw


def test_an_offer_is_taken_back_with_its_agreement(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1")
    offered = _send(book, wish(book, client, invoice))
    undo_offer(book.office, offered)
    assert stands(book, offered.plan_id).state is PlanState.CANCELLED
    assert [one.state for one in outbox(book.office).messages] == ["cancelled"]
    assert plan_row(book.office, offered.plan_id).documents == ()
    assert _chased(book) == ["A1"]
    assert AuditCode.PLAN_OFFER_TAKEN_BACK in _events(book, client)


def test_not_once_the_agreement_has_left(book: Book) -> None:
    client = book.client()
    offered = _send(book, wish(book, client, book.invoice(client, "A1")))
    with book.office.write() as ledger:
        assert ledger.post.claim(book.clock.now() + timedelta(minutes=1), 1) is not None
    with pytest.raises(CannotUndo):
        undo_offer(book.office, offered)
    assert stands(book, offered.plan_id).state is PlanState.OFFERED


def test_a_letter_is_filed_and_no_message_made(book: Book) -> None:
    client = book.client(contacts=(Contact("Ann"),))
    offered = _send(book, wish(book, client, book.invoice(client, "A1")), Channel.LETTER)
    assert outbox(book.office).messages == ()
    assert offered.paper is not None
    assert document_of(book.office, offered.paper.document_id).startswith(b"Acme Ltd\nplan A1")


# The plan's life


def test_a_plan_kept_to_the_end_is_never_chased(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1", amount="90.00")
    plan = agree(book, client, invoice)
    for row in plan_row(book.office, plan).stands.rows:
        book.clock.later(days=(row.instalment.due - book.clock.today()).days)
        assert _chased(book) == []
        book.pay(client, "30.00")
    assert stands(book, plan).state is PlanState.COMPLETED
    assert propose(book.office).rest == ()


def test_a_default_resumes_the_ladder_by_itself(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1", amount="90.00")
    plan = agree(book, client, invoice)
    book.clock.later(days=12)
    assert (_chased(book), stands(book, plan).state) == ([], PlanState.LATE)
    book.clock.later(days=1)
    assert (_chased(book), stands(book, plan).state) == (["A1"], PlanState.DEFAULTED)


def test_a_new_plan_takes_the_place_of_one_in_default(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1", amount="90.00")
    old = agree(book, client, invoice)
    book.clock.later(days=20)
    new = offer(book, wish(book, client, invoice))
    assert new.replaced == (old,)
    assert stands(book, old).state is PlanState.CANCELLED
    undo_offer(book.office, new)
    assert stands(book, old).state is PlanState.DEFAULTED


def test_a_credit_note_shortens_a_plan(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1", amount="90.00")
    plan = agree(book, client, invoice)
    note = CreditNote(client, "C1", book.clock.today(), Money(9000, "GBP"))
    with book.office.write() as ledger:
        note_id = ledger.receivables.save_credit_note(note)
        ledger.receivables.allocate(
            [Share(book.item(invoice), note.amount)], day=note.issued, credit_note_id=note_id
        )
    assert stands(book, plan).state is PlanState.COMPLETED


def test_a_plan_can_be_cancelled_and_brought_back(book: Book) -> None:
    client = book.client()
    plan = agree(book, client, book.invoice(client, "A1"))
    assert _chased(book) == []
    cancel_plan(book.office, plan, reason="They asked for it")
    assert _chased(book) == ["A1"]
    assert stands(book, plan).state is PlanState.CANCELLED
    with pytest.raises(CannotUndo):
        cancel_plan(book.office, plan)
    resume_plan(book.office, plan)
    assert _chased(book) == []
    assert {AuditCode.PLAN_CANCELLED, AuditCode.PLAN_RESUMED} <= set(_events(book, client))


def _interest(book: Book, client: int) -> int:
    """Interest to date on all that the client has open, in pence."""
    claims = [one.claim.open(ChargeKind.INTEREST) for one in client_owed(book.office, client).items]
    return sum(one.minor for one in claims if one)


def test_no_interest_counts_on_the_days_of_a_plan_that_is_kept(book: Book) -> None:
    """£10,000 at 11.75 %: £3.22 a day, and none from the day of the agreement on."""
    client = book.client()
    plan = agree(book, client, book.invoice(client, "A1", late=10, amount="10000.00"), by=2)
    assert _interest(book, client) == 2897
    book.clock.later(days=6)
    assert _interest(book, client) == 2897
    cancel_plan(book.office, plan)
    book.clock.later(days=10)
    assert _interest(book, client) == 2897 + 3541


def test_after_a_default_interest_counts_again_from_that_day(book: Book) -> None:
    client = book.client()
    agree(book, client, book.invoice(client, "A1", late=10, amount="10000.00"), by=2)
    book.clock.later(days=12)
    assert _interest(book, client) == 2897
    book.clock.later(days=1)
    assert _interest(book, client) == 2897 + 322


@pytest.mark.parametrize("interest", [False, True])
def test_what_a_plan_without_interest_leaves_to_claim(book: Book, *, interest: bool) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1", late=30, amount="90.00")
    agree(book, client, invoice, interest=interest)
    book.clock.later(days=7)
    book.pay(client, "90.00")
    asked = Task.CLAIMABLE in {one.task for one in today(book.office).tasks}
    assert asked is interest
    assert bool(client_owed(book.office, client).claimable) is interest


def test_with_interest_it_counts_all_the_same(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1", late=10, amount="10000.00")
    agree(book, client, invoice, by=2, interest=True)
    book.clock.later(days=6)
    assert _interest(book, client) == 5151


def test_plans_of_a_client_newest_first(book: Book) -> None:
    client = book.client()
    one, two = book.invoice(client, "A1"), book.invoice(client, "A2")
    first, second = agree(book, client, one), agree(book, client, two)
    rows = plans_of(book.office, client)
    assert [row.plan.id for row in rows] == [second, first]
    assert [[line.number for line in row.lines] for row in rows] == [["A2"], ["A1"]]
    assert plans_of(book.office, book.client("Other Ltd")) == ()


def test_a_plan_keeps_all_that_was_agreed(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1")
    wanted = wish(book, client, invoice, every=Every.FORTNIGHT, grace_days=3, note="By phone")
    plan = draft_plan(book.office, wanted).plan(
        book.clock.today(), accepted_on=book.clock.today(), how="phone"
    )
    kept = plan_row(book.office, offer_plan(book.office, plan).value.plan_id).plan
    assert replace(kept, id=0, instalments=plan.instalments) == replace(plan, author="Sam Carter")
    assert [replace(one, id=0) for one in kept.instalments] == list(plan.instalments)
