"""The papers of agreements, prepared to look at; ``paper_issue`` lets them go out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dunning_desktop.domain.client import Client
from dunning_desktop.domain.extensions import Extension
from dunning_desktop.domain.instalments import Plan
from dunning_desktop.domain.letter import EmailBody, Words
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.offers import Offer
from dunning_desktop.domain.papers import PaperFacts, PaperKind, PaperLine
from dunning_desktop.domain.policy import Channel
from dunning_desktop.domain.promises import Promise
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.usecases.dunning import own_words
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office

_NAMES = {
    PaperKind.PROMISE: "Promise-to-pay",
    PaperKind.EXTENSION: "More-time-to-pay",
    PaperKind.PLAN: "Instalment-agreement",
    PaperKind.INSTALMENT: "Instalment-reminder",
    PaperKind.INSTALMENT_LATE: "Instalment-late",
    PaperKind.OFFER: "Settlement-offer",
    PaperKind.CLAIM: "Letter-before-action",
    PaperKind.THANKS: "Thank-you",
    PaperKind.STATEMENT: "Statement-of-account",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it would go out: facts and built-in words, both ready to be looked at.

    ``sender`` is the address that mail is sent from, empty without an account.
    """

    facts: PaperFacts
    words: Words
    sender: str = ""

    @property
    def can_email(self) -> bool:
        """Whether there is somebody to write to, and an account to write from."""
        return bool(self.sender) and self.facts.contact is not None

    @property
    def channel(self) -> Channel:
        """How it goes out where nobody chose: by e-mail where it can."""
        return Channel.EMAIL if self.can_email else Channel.LETTER

    @property
    def name(self) -> str:
        """What its file is called."""
        return paper_name(self.facts)


def way_to(ledger: Ledger, client: Client) -> Channel | None:
    """How a paper reaches a client where nobody chose: by e-mail where it can, else by post.

    None where neither is possible.
    """
    if client.mail_contact is not None and ledger.post.accounts():
        return Channel.EMAIL
    return Channel.LETTER if client.address.usable else None


# Preparing


def promise_paper(office: Office, promise: Promise) -> Paper:
    """The confirmation of a promise, saved or not: of its invoice, else of all that is open."""
    with office.read() as ledger:
        items = (
            [ledger.chasing.item(promise.item_id)]
            if promise.item_id is not None
            else _open(ledger, promise.client_id, promise.amount.currency)
        )
        facts = facts_for(ledger, office, promise.client_id, _lines(items), PaperKind.PROMISE)
        return prepared(ledger, office, replace(facts, promise=promise))


def extension_paper(
    office: Office, extension: Extension, *, interest: Money | None = None
) -> Paper:
    """The confirmation of more time, saved or not.

    ``interest`` is what comes to be owed for it where interest runs on.
    """
    with office.read() as ledger:
        item = ledger.chasing.item(extension.item_id)
        facts = facts_for(ledger, office, item.client_id, _lines([item]), PaperKind.EXTENSION)
        return prepared(ledger, office, replace(facts, extension=extension, interest=interest))


def plan_paper(office: Office, plan: Plan) -> Paper:
    """The agreement of a plan, saved or not, with a slip to sign."""
    with office.read() as ledger:
        facts = facts_for(
            ledger, office, plan.client_id, plan_lines(ledger, plan), PaperKind.PLAN
        )
        return prepared(ledger, office, replace(facts, plan=plan))


def offer_paper(office: Office, offer: Offer) -> Paper:
    """An offer to settle, saved or not: of the item that is disputed, else of all that is open."""
    with office.read() as ledger:
        items = offered_items(ledger, offer)
        facts = facts_for(ledger, office, offer.client_id, _lines(items), PaperKind.OFFER)
        return prepared(ledger, office, replace(facts, offer=offer))


def statement_paper(office: Office, client_id: int) -> Paper | None:
    """A statement of account: every open invoice, asked for or not; None where nothing is open."""
    with office.read() as ledger:
        items = sorted(
            ledger.chasing.items([client_id]), key=lambda one: (one.due, one.item_id)
        )
        if not items:
            return None
        facts = facts_for(ledger, office, client_id, _lines(items), PaperKind.STATEMENT)
        return prepared(ledger, office, facts)


def offered_items(ledger: Ledger, offer: Offer) -> Sequence[ItemFacts]:
    """What an offer would settle, oldest first."""
    if offer.dispute_id is None:
        return _open(ledger, offer.client_id, offer.amount.currency)
    dispute = ledger.agreements.dispute(offer.dispute_id)
    return [ledger.chasing.item(dispute.item_id)]


def plan_lines(ledger: Ledger, plan: Plan) -> tuple[PaperLine, ...]:
    """The invoices of a plan, with what was open of each when it was made."""
    return tuple(
        replace(_line(ledger.chasing.item(one.item_id)), open=one.amount) for one in plan.items
    )


def facts_for(
    ledger: Ledger,
    office: Office,
    client_id: int,
    lines: tuple[PaperLine, ...],
    kind: PaperKind,
) -> PaperFacts:
    """What every paper to a client is made from; what was agreed is still to be put in."""
    client = ledger.parties.client(client_id)
    return PaperFacts(
        kind=kind,
        today=office.clock.today(),
        business=ledger.parties.business(),
        client=client,
        contact=client.mail_contact,
        lines=lines,
        reference=_reference(client, lines),
        specimen=office.demo,
        own=own_words(ledger, kind),
    )


def prepared(ledger: Ledger, office: Office, facts: PaperFacts) -> Paper:
    """The paper with the words it would go out with."""
    words = office.stationery.paper_words(facts)
    account = next(iter(ledger.post.accounts()), None)
    return Paper(facts, words, sender=account.address if account else "")


def _open(ledger: Ledger, client_id: int, currency: str) -> Sequence[ItemFacts]:
    items = ledger.chasing.items([client_id])
    return sorted(
        (one for one in items if one.open.currency == currency),
        key=lambda one: (one.due, one.item_id),
    )


def _lines(items: Iterable[ItemFacts]) -> tuple[PaperLine, ...]:
    return tuple(_line(one) for one in items)


def _line(item: ItemFacts) -> PaperLine:
    return PaperLine(
        number=item.number,
        issued=item.issued,
        due=item.original_due or item.due,
        amount=item.amount,
        open=item.open,
    )


def _reference(client: Client, lines: Sequence[PaperLine]) -> str:
    """What the client should quote: the one invoice, else its own reference, else the oldest."""
    if lines and (len(lines) == 1 or not client.reference):
        return lines[0].number
    return client.reference


# Looking at it


def paper_pdf(office: Office, facts: PaperFacts, words: Words) -> bytes:
    """The letter as it would be printed. No transaction is open while it is made."""
    return office.stationery.paper(facts, words)


def paper_email(office: Office, facts: PaperFacts, words: Words) -> EmailBody:
    """The e-mail as it would be sent, with the letter attached."""
    return office.stationery.paper_email(facts, words, attached=True)


def paper_name(facts: PaperFacts) -> str:
    """The name of its file, in ASCII."""
    return f"{_NAMES[facts.kind]}-{facts.today.isoformat()}.pdf"


def document_of(office: Office, document_id: int) -> bytes:
    """The bytes of a document of the book. Raises ``NotFound``."""
    with office.read() as ledger:
        return ledger.agreements.content(document_id)
