"""Settlement offers: made, answered, and taken back; what accepting one brings about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.charges import ChargeKind, ChargeState
from dunning_desktop.domain.disputes import Dispute, DisputeOutcome
from dunning_desktop.domain.errors import CannotUndo, InvalidField
from dunning_desktop.domain.invoice import CreditNote
from dunning_desktop.domain.money import Money, totals
from dunning_desktop.domain.offers import Offer, OfferState, forgone, spread
from dunning_desktop.domain.payment import Share
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.usecases.agreement_ports import Document, DocumentKind
from dunning_desktop.usecases.charges import waive_in
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.papers import offer_paper, offered_items

TOUCHED = frozenset({Touched.AGREEMENTS, Touched.CLIENTS})
TOUCHED_BY_ACCEPTING = TOUCHED | {
    Touched.INVOICES, Touched.REMINDERS, Touched.PAYMENTS, Touched.CHARGES,
}  # fmt: skip
_MINE = "settlement"
"""The source of credit notes, and the reason of what was given up, when one was accepted."""
ON_TOP = frozenset({ChargeKind.INTEREST, ChargeKind.COMPENSATION})


@dataclass(frozen=True, slots=True)
class OfferView:
    """An offer with how it stands today. ``numbers`` are the invoices it is about.

    ``forgone`` is what is let go if it is accepted; None where nothing is open any more that it
    could be less than.
    """

    offer: Offer
    state: OfferState
    numbers: tuple[str, ...]
    forgone: Money | None


@dataclass(frozen=True, slots=True)
class OfferBasis:
    """What an offer would settle: ``open`` of these invoices, or of a disputed one."""

    client_id: int
    client: str
    open: Money
    numbers: tuple[str, ...]
    dispute_id: int | None = None


@dataclass(frozen=True, slots=True)
class MadeOffer:
    """An offer that was made, and the text of its letter."""

    offer_id: int
    letter: str


@dataclass(frozen=True, slots=True)
class Settlement:
    """What accepting brought about; all of it is taken back together.

    ``to_credit`` is what is still to be entered as a credit note, nothing where that was done.
    ``waived`` are charges that had been claimed, ``entered`` those that were only owed till then.
    """

    offer_id: int
    to_credit: Money
    dispute_id: int | None = None
    credit_note_id: int | None = None
    waived: tuple[int, ...] = ()
    entered: tuple[int, ...] = ()


# Looking


def offers_of(office: Office, client_id: int) -> tuple[OfferView, ...]:
    """The offers to a client, newest first."""
    with office.read() as ledger:
        found = ledger.offers.offers([client_id])
        return tuple(_view(ledger, office, one) for one in reversed(found))


def offer_view(office: Office, offer_id: int) -> OfferView:
    """One of them. Raises ``NotFound``."""
    with office.read() as ledger:
        return _view(ledger, office, ledger.offers.offer(offer_id))


def _view(ledger: Ledger, office: Office, offer: Offer) -> OfferView:
    items = offered_items(ledger, offer)
    open_ = _sum(items, offer.amount.currency)
    less = open_ - offer.amount if offer.amount < open_ else None
    numbers = tuple(one.number for one in items)
    return OfferView(offer, offer.state(office.clock.today()), numbers, less)


def offer_basis(
    office: Office, client_id: int, *, dispute_id: int | None = None
) -> OfferBasis:
    """What an offer would settle: a disputed item, else what is open in the largest currency.

    Raises ``NotFound``.
    """
    with office.read() as ledger:
        client = ledger.parties.client(client_id)
        if dispute_id is not None:
            item = ledger.chasing.item(ledger.agreements.dispute(dispute_id).item_id)
            return OfferBasis(client_id, client.name, item.open, (item.number,), dispute_id)
        items = ledger.chasing.items([client_id])
        sums = totals(one.open for one in items)
        whole = max(sums, key=lambda one: one.minor, default=Money.zero(client.currency))
        same = [one for one in items if one.open.currency == whole.currency]
        ordered = sorted(same, key=lambda one: (one.due, one.item_id))
        return OfferBasis(client_id, client.name, whole, tuple(one.number for one in ordered))


def _sum(items: Sequence[ItemFacts], currency: str) -> Money:
    return sum((one.open for one in items), Money.zero(currency))


# Making


def make_offer(office: Office, wanted: Offer) -> Outcome[MadeOffer]:
    """Keep an offer, with its letter as a paper that no court sees.

    Raises ``InvalidField``: ``amount`` (``no-less``, ``currency``), ``expires`` (``past``), and
    ``dispute`` (``closed``).
    """
    wanted = replace(wanted, said=wanted.said.strip(), author=office.user)
    if wanted.expires_on < office.clock.today():
        raise InvalidField(field="expires", reason="past")
    letter = letter_of(office, wanted)
    with office.write() as ledger:
        ledger.parties.client(wanted.client_id)
        _check_dispute(ledger, office, wanted)
        forgone(wanted, _sum(offered_items(ledger, wanted), wanted.amount.currency))
        offer_id = ledger.offers.add_offer(wanted, at=office.clock.now())
        _file(ledger, office, wanted, letter)
        _tell(ledger, office, AuditCode.OFFER_MADE, replace(wanted, id=offer_id))
    return Outcome(MadeOffer(offer_id, letter), TOUCHED)


def letter_of(office: Office, offer: Offer) -> str:
    """The offer as a text to copy, in the client's language."""
    paper = offer_paper(office, offer)
    words, business = paper.words, paper.facts.business
    signed = "\n".join(one for one in (business.signatory, business.name) if one.strip())
    parts = (words.subject, words.opening, words.closing, signed)
    return "\n\n".join(one for one in parts if one)


def _check_dispute(ledger: Ledger, office: Office, offer: Offer) -> None:
    if offer.dispute_id is None:
        return
    dispute = ledger.agreements.dispute(offer.dispute_id)
    if dispute.client_id != offer.client_id or not dispute.is_open(office.clock.today()):
        raise InvalidField(field="dispute", reason="closed")


def _file(ledger: Ledger, office: Office, offer: Offer, letter: str) -> None:
    document = Document(
        client_id=offer.client_id,
        kind=DocumentKind.OFFER,
        name=f"Settlement-offer-{offer.offered_on.isoformat()}.txt",
        media_type="text/plain",
        dispute_id=offer.dispute_id,
        without_prejudice=True,
    )
    ledger.agreements.add_document(document, letter.encode("utf-8"), at=office.clock.now())


# Answering


def accept_offer(
    office: Office, offer_id: int, *, credit_number: str = ""
) -> Outcome[Settlement]:
    """The client accepts: its dispute is settled, and what was claimed on top is given up.

    The rest is credited under that number; without one the answer says what is still to be entered.
    Raises ``CannotUndo`` for one that is not open, ``InvalidField`` (``amount``) where less is open
    by now, and ``DuplicateNumber``.
    """
    with office.write() as ledger:
        offer = ledger.offers.offer(offer_id)
        offer.check_open(office.clock.today())
        items = offered_items(ledger, offer)
        rest = forgone(offer, _sum(items, offer.amount.currency))
        waived, entered = _give_up(ledger, office, items)
        ledger.offers.decide_offer(offer_id, OfferState.ACCEPTED)
        note_id = _credit(ledger, office, offer, rest, items, number=credit_number.strip())
        dispute_id = _settle(ledger, office, offer)
        _tell(ledger, office, AuditCode.OFFER_ACCEPTED, offer)
    to_credit = rest if note_id is None else Money.zero(rest.currency)
    settled = Settlement(offer_id, to_credit, dispute_id, note_id, waived, entered)
    return Outcome(settled, TOUCHED_BY_ACCEPTING)


def _give_up(
    ledger: Ledger, office: Office, items: Sequence[ItemFacts]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Waive all that is on top; what had been claimed, and what was entered as waived at once."""
    waived: list[int] = []
    entered: list[int] = []
    for item in items:
        known = sum(1 for one in item.charges if one.kind in ON_TOP and one.open.minor)
        made = list(waive_in(ledger, office, item, kinds=ON_TOP, reason=_MINE))
        waived += made[:known]
        entered += made[known:]
    return tuple(waived), tuple(entered)


def _credit(
    ledger: Ledger,
    office: Office,
    offer: Offer,
    rest: Money,
    items: Sequence[ItemFacts],
    *,
    number: str,
) -> int | None:
    if not number:
        return None
    today = office.clock.today()
    note = CreditNote(offer.client_id, number, today, rest, source=_MINE)
    note_id = ledger.receivables.save_credit_note(note)
    parts = spread(rest, [(one.item_id, one.open) for one in items])
    shares = [Share(item_id, money) for item_id, money in parts]
    ledger.receivables.allocate(shares, day=today, credit_note_id=note_id)
    return note_id


def _settle(ledger: Ledger, office: Office, offer: Offer) -> int | None:
    """Close the dispute the offer belongs to, where it is still open; its id."""
    if offer.dispute_id is None:
        return None
    dispute, today = ledger.agreements.dispute(offer.dispute_id), office.clock.today()
    if not dispute.is_open(today):
        return None
    closed = replace(dispute, closed_on=today, outcome=DisputeOutcome.SETTLED)
    ledger.agreements.save_dispute(closed, at=office.clock.now())
    _tell_of_dispute(ledger, office, AuditCode.DISPUTE_CLOSED, closed)
    return dispute.id


def decline_offer(office: Office, offer_id: int) -> Outcome[None]:
    """The client does not take it. Raises ``CannotUndo`` for one that is not open."""
    return _decide(office, offer_id, OfferState.DECLINED, AuditCode.OFFER_DECLINED)


def withdraw_offer(office: Office, offer_id: int) -> Outcome[None]:
    """The owner no longer stands by it. Raises ``CannotUndo`` for one that is not open."""
    return _decide(office, offer_id, OfferState.WITHDRAWN, AuditCode.OFFER_WITHDRAWN)


def _decide(
    office: Office, offer_id: int, state: OfferState, code: AuditCode
) -> Outcome[None]:
    with office.write() as ledger:
        offer = ledger.offers.offer(offer_id)
        offer.check_open(office.clock.today())
        ledger.offers.decide_offer(offer_id, state)
        _tell(ledger, office, code, offer)
    return Outcome(None, TOUCHED)


def reopen_offer(office: Office, offer_id: int) -> Outcome[None]:
    """Take back that it was declined or withdrawn. Raises ``CannotUndo`` for one accepted."""
    with office.write() as ledger:
        offer = ledger.offers.offer(offer_id)
        if offer.decided not in {OfferState.DECLINED, OfferState.WITHDRAWN}:
            raise CannotUndo(state=offer.state(office.clock.today()).value)
        ledger.offers.decide_offer(offer_id, None)
        _tell(ledger, office, AuditCode.OFFER_REOPENED, offer)
    return Outcome(None, TOUCHED)


def take_back_settlement(office: Office, settled: Settlement) -> Outcome[None]:
    """Take an acceptance back, with all that it brought about."""
    with office.write() as ledger:
        offer = ledger.offers.offer(settled.offer_id)
        if offer.decided is not OfferState.ACCEPTED:
            raise CannotUndo(state=offer.state(office.clock.today()).value)
        ledger.offers.decide_offer(offer.id, None)
        if settled.credit_note_id is not None:
            ledger.receivables.delete_credit_note(settled.credit_note_id)
        if settled.dispute_id is not None:
            dispute = ledger.agreements.dispute(settled.dispute_id)
            again = replace(dispute, closed_on=None, outcome=None)
            ledger.agreements.save_dispute(again, at=office.clock.now())
            _tell_of_dispute(ledger, office, AuditCode.DISPUTE_REOPENED, again)
        _claim_again(ledger, office, settled.waived)
        for charge_id in settled.entered:
            # Nobody had claimed it: it runs on as if nothing had been.
            ledger.charges.remove(charge_id)
        _tell(ledger, office, AuditCode.OFFER_REOPENED, offer)
    return Outcome(None, TOUCHED_BY_ACCEPTING)


def _claim_again(ledger: Ledger, office: Office, charge_ids: Sequence[int]) -> None:
    for charge_id in charge_ids:
        back = replace(
            ledger.charges.charge(charge_id), state=ChargeState.OPEN, reason="", author=office.user
        )
        ledger.charges.decide(back, at=office.clock.now())


def _tell(ledger: Ledger, office: Office, code: AuditCode, offer: Offer) -> None:
    ledger.diary.note(
        code,
        at=office.clock.now(),
        client_id=offer.client_id,
        offer_id=offer.id,
        dispute_id=offer.dispute_id,
        minor=offer.amount.minor,
        currency=offer.amount.currency,
        until=offer.expires_on.isoformat(),
        by=office.user,
    )


def _tell_of_dispute(
    ledger: Ledger, office: Office, code: AuditCode, dispute: Dispute
) -> None:
    item = ledger.chasing.item(dispute.item_id)
    ledger.diary.note(
        code,
        at=office.clock.now(),
        client_id=dispute.client_id,
        invoice_id=item.invoice_id,
        dispute_id=dispute.id,
        number=item.number,
        reason=dispute.said,
        by=office.user,
        **({"outcome": dispute.outcome} if dispute.outcome else {}),
    )
