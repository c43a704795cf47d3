"""Settlement offers: made, answered, taken back, and kept from any court."""

from datetime import timedelta

import pytest

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.charges import ChargeKind, ChargeState
from dunning_desktop.domain.disputes import Dispute, DisputeOutcome, DisputeReason
from dunning_desktop.domain.errors import CannotUndo, DuplicateNumber, InvalidField
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.offers import Offer, OfferState, spread
from dunning_desktop.domain.proposal import WhyNot
from dunning_desktop.usecases.agreement_ports import Document, DocumentKind, for_court
from dunning_desktop.usecases.charges import claim_charges
from dunning_desktop.usecases.clients import client_card
from dunning_desktop.usecases.disputes import open_dispute
from dunning_desktop.usecases.offers import (
    accept_offer,
    decline_offer,
    make_offer,
    offer_basis,
    offer_view,
    offers_of,
    reopen_offer,
    take_back_settlement,
    withdraw_offer,
)
from dunning_desktop.usecases.planning import propose
from tests.helpers.books import HISTORY, Book


def pounds(amount: str) -> Money:
    return Money.of(amount, "GBP")


def an_offer(book: Book, client: int, amount: str, **more: object) -> Offer:
    now = book.clock.today()
    known: dict[str, object] = {"offered_on": now, "expires_on": now + timedelta(days=14)}
    return Offer(client, pounds(amount), **{**known, **more})  # type: ignore[arg-type]


def disputed(book: Book, client: int, invoice: int, amount: str | None = None) -> int:
    part = pounds(amount) if amount else None
    wanted = Dispute(client, book.item(invoice), book.clock.today(), DisputeReason.QUALITY, part,
                     said="Scratched")  # fmt: skip
    return open_dispute(book.office, wanted).value


def test_an_offer_is_kept_with_its_letter_and_no_court_sees_either(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1")
    wanted = an_offer(book, client, "60.00", said="As we discussed.")
    made = make_offer(book.office, wanted).value
    key = made.offer_id
    assert made.letter.splitlines()[0] == "offer A1"
    (view,) = offers_of(book.office, client)
    assert (view.offer.id, view.state, view.numbers) == (key, OfferState.OPEN, ("A1",))
    assert view.forgone == pounds("40.00")
    assert (view.offer.author, view.offer.said) == ("Sam Carter", "As we discussed.")
    with book.office.read() as ledger:
        (paper,) = ledger.agreements.documents(client)
        assert ledger.agreements.content(paper.id) == made.letter.encode()
    assert paper.without_prejudice
    harmless = Document(client, DocumentKind.TERMS, "terms.pdf")
    marked = Document(client, DocumentKind.OTHER, "note.pdf", without_prejudice=True)
    unmarked = Document(client, DocumentKind.OFFER, "offer.pdf")
    assert for_court([paper, harmless, marked, unmarked]) == (harmless,)
    assert client_card(book.office, client).events[0].code is AuditCode.OFFER_MADE


def test_who_was_offered_to_pay_less_is_not_asked_for_all_of_it_meanwhile(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1")
    before = propose(book.office)
    wanted = an_offer(book, client, "60.00")
    key = make_offer(book.office, wanted).value.offer_id
    [left] = propose(book.office).rest
    assert (left.code, left.detail) == (WhyNot.BLOCKED, BlockKind.OFFER)
    assert left.until == wanted.expires_on + timedelta(days=1)
    decline_offer(book.office, key)
    assert propose(book.office) == before


def test_once_it_ran_out_chasing_goes_on(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1")
    wanted = an_offer(book, client, "60.00")
    make_offer(book.office, wanted)
    book.clock.later(days=(wanted.expires_on - book.clock.today()).days)
    assert propose(book.office).chases == ()
    book.clock.later(days=1)
    assert len(propose(book.office).chases) == 1


@pytest.mark.parametrize(
    ("amount", "more", "field", "reason"),
    [
        ("100.00", {}, "amount", "no-less"),
        ("0.00", {}, "amount", "not-positive"),
        ("60.00", {"expires_on": -1}, "expires", "past"),
        ("60.00", {"dispute_id": 1}, "dispute", "closed"),
    ],
)
def test_what_is_no_offer_is_refused(
    book: Book, amount: str, more: dict[str, int], field: str, reason: str
) -> None:
    client, other = book.client(), book.client("Bolt Ltd")
    book.invoice(client, "A1")
    disputed(book, other, book.invoice(other, "B1"))
    day = book.clock.today()
    fields: dict[str, object] = dict(more)
    if "expires_on" in more:
        fields["expires_on"] = day + timedelta(days=more["expires_on"])
    with pytest.raises(InvalidField) as refused:
        make_offer(book.office, an_offer(book, client, amount, **fields))
    assert (refused.value.data["field"], refused.value.data["reason"]) == (field, reason)
    assert offers_of(book.office, client) == ()


def test_it_expires_by_itself_and_can_then_not_be_accepted(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1")
    key = make_offer(book.office, an_offer(book, client, "60.00")).value.offer_id
    book.clock.later(days=14)
    assert offer_view(book.office, key).state is OfferState.OPEN
    book.clock.later(days=1)
    assert offer_view(book.office, key).state is OfferState.EXPIRED
    for answer in (accept_offer, decline_offer, withdraw_offer):
        with pytest.raises(CannotUndo):
            answer(book.office, key)


def test_accepted_it_settles_its_dispute_and_says_what_is_still_to_be_credited(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1", late=40, amount="1000.00")
    book.invoice(client, "A2", late=40)
    dispute = disputed(book, client, invoice, "600.00")
    basis = offer_basis(book.office, client, dispute_id=dispute)
    assert (basis.open, basis.numbers) == (pounds("1000.00"), ("A1",))
    whole = offer_basis(book.office, client)
    assert (whole.open, whole.numbers) == (pounds("1100.00"), ("A1", "A2"))
    claim_charges(book.office, [book.item(invoice)])
    wanted = an_offer(book, client, "700.00", dispute_id=dispute)
    key = make_offer(book.office, wanted).value.offer_id
    settled = accept_offer(book.office, key).value
    assert (settled.to_credit, settled.dispute_id) == (pounds("300.00"), dispute)
    with book.office.read() as ledger:
        found = ledger.agreements.dispute(dispute)
        item = ledger.chasing.item(book.item(invoice))
    assert (found.outcome, found.closed_on) == (DisputeOutcome.SETTLED, book.clock.today())
    assert {(one.kind, one.state) for one in item.charges} == {
        (ChargeKind.INTEREST, ChargeState.WAIVED),
        (ChargeKind.COMPENSATION, ChargeState.WAIVED),
    }
    assert book.open(invoice) == pounds("1000.00")
    assert offer_view(book.office, key).state is OfferState.ACCEPTED


def test_accepted_with_a_number_the_rest_is_credited_and_the_sum_is_chased(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1", late=10, amount="1000.00")
    dispute = disputed(book, client, invoice)
    assert propose(book.office).rest[0].code is WhyNot.BLOCKED
    wanted = an_offer(book, client, "700.00", dispute_id=dispute)
    key = make_offer(book.office, wanted).value.offer_id
    before = book.dump(*HISTORY)
    settled = accept_offer(book.office, key, credit_number="CN-1").value
    assert not settled.to_credit
    assert book.open(invoice) == pounds("700.00")
    (chase,) = propose(book.office).chases
    assert chase.demanded == (pounds("700.00"),)
    take_back_settlement(book.office, settled)
    # Interest that nobody had claimed runs on, and is no charge.
    assert book.dump(*HISTORY) == before
    assert offer_view(book.office, key).state is OfferState.OPEN


def test_of_several_invoices_the_newest_are_credited_and_the_oldest_stay(book: Book) -> None:
    client = book.client()
    old, new = book.invoice(client, "A1", late=40), book.invoice(client, "A2", late=10)
    key = make_offer(book.office, an_offer(book, client, "60.00")).value.offer_id
    accept_offer(book.office, key, credit_number="CN-1")
    assert (book.open(old), book.open(new)) == (pounds("60.00"), pounds("0.00"))
    parts = spread(pounds("140.00"), [(1, pounds("100.00")), (2, pounds("100.00"))])
    assert parts == ((2, pounds("100.00")), (1, pounds("40.00")))


def test_a_number_that_is_taken_leaves_everything_as_it_was(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1")
    first = make_offer(book.office, an_offer(book, client, "60.00")).value.offer_id
    accept_offer(book.office, first, credit_number="CN-1")
    second = make_offer(book.office, an_offer(book, client, "50.00")).value.offer_id
    before = book.dump("alembic_version")
    with pytest.raises(DuplicateNumber):
        accept_offer(book.office, second, credit_number="CN-1")
    assert book.dump("alembic_version") == before


def test_what_was_paid_meanwhile_can_leave_nothing_to_settle(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1")
    key = make_offer(book.office, an_offer(book, client, "60.00")).value.offer_id
    book.pay(client, "50.00")
    assert offer_view(book.office, key).forgone is None
    with pytest.raises(InvalidField):
        accept_offer(book.office, key)


@pytest.mark.parametrize(
    ("answer", "state"),
    [(decline_offer, OfferState.DECLINED), (withdraw_offer, OfferState.WITHDRAWN)],
)
def test_declined_or_withdrawn_it_can_be_opened_again(
    book: Book, answer: object, state: OfferState
) -> None:
    client = book.client()
    book.invoice(client, "A1")
    key = make_offer(book.office, an_offer(book, client, "60.00")).value.offer_id
    answer(book.office, key)  # type: ignore[operator]
    assert offer_view(book.office, key).state is state
    with pytest.raises(CannotUndo):
        accept_offer(book.office, key)
    reopen_offer(book.office, key)
    assert offer_view(book.office, key).state is OfferState.OPEN
    with pytest.raises(CannotUndo):
        reopen_offer(book.office, key)


def test_what_had_been_claimed_is_claimed_again_when_a_settlement_is_taken_back(
    book: Book,
) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1", late=40, amount="1000.00")
    claim_charges(book.office, [book.item(invoice)])
    book.clock.later(days=20)
    key = make_offer(book.office, an_offer(book, client, "700.00")).value.offer_id

    def charges() -> list[tuple[ChargeKind, ChargeState, Money]]:
        with book.office.read() as ledger:
            found = ledger.chasing.item(book.item(invoice)).charges
        return [(one.kind, one.state, one.amount) for one in found]

    before = charges()
    assert before
    settled = accept_offer(book.office, key, credit_number="CN-1").value
    assert len(settled.waived) == len(before)
    assert settled.entered
    take_back_settlement(book.office, settled)
    assert charges() == before
