"""The papers of agreements: prepared to look at, issued by e-mail or to print, taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.client import Client
from dunning_desktop.domain.errors import CannotUndo
from dunning_desktop.domain.extensions import Extension
from dunning_desktop.domain.instalments import Plan
from dunning_desktop.domain.letter import EmailBody, Words
from dunning_desktop.domain.mail import (
    Attachment,
    EmailContent,
    FrozenMessage,
    MailAccount,
    MessageState,
)
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.offers import Offer
from dunning_desktop.domain.papers import PaperFacts, PaperKind, PaperLine
from dunning_desktop.domain.policy import Channel
from dunning_desktop.domain.promises import Promise
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.usecases.agreement_ports import Document, DocumentKind
from dunning_desktop.usecases.issue import sender_of
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office, Outcome, Touched

TOUCHED = frozenset({Touched.AGREEMENTS, Touched.OUTBOX, Touched.CLIENTS, Touched.INVOICES})

_KINDS = {
    PaperKind.PROMISE: DocumentKind.PROMISE,
    PaperKind.EXTENSION: DocumentKind.EXTENSION,
    PaperKind.PLAN: DocumentKind.PLAN,
    PaperKind.INSTALMENT: DocumentKind.PLAN,
    PaperKind.INSTALMENT_LATE: DocumentKind.PLAN,
    PaperKind.OFFER: DocumentKind.OFFER,
}
_NAMES = {
    PaperKind.PROMISE: "Promise-to-pay",
    PaperKind.EXTENSION: "More-time-to-pay",
    PaperKind.PLAN: "Instalment-agreement",
    PaperKind.INSTALMENT: "Instalment-reminder",
    PaperKind.INSTALMENT_LATE: "Instalment-late",
    PaperKind.OFFER: "Settlement-offer",
}
# What nobody has got yet: only that can be taken back.
_WAITING = frozenset({MessageState.QUEUED, MessageState.CANCELLED, MessageState.FAILED})


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
    def name(self) -> str:
        """What its file is called."""
        return paper_name(self.facts)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A paper made before the book is locked; ``message`` where it goes by e-mail."""

    facts: PaperFacts
    words: Words
    name: str
    pdf: bytes
    message: FrozenMessage | None = None


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """What was filed, and the message that carries it; both take it back."""

    client_id: int
    name: str
    document_id: int
    message_id: int | None = None


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
        return _prepared(ledger, office, replace(facts, promise=promise))


def extension_paper(
    office: Office, extension: Extension, *, interest: Money | None = None
) -> Paper:
    """The confirmation of more time, saved or not.

    ``interest`` is what comes to be owed for it where interest runs on.
    """
    with office.read() as ledger:
        item = ledger.chasing.item(extension.item_id)
        facts = facts_for(ledger, office, item.client_id, _lines([item]), PaperKind.EXTENSION)
        return _prepared(ledger, office, replace(facts, extension=extension, interest=interest))


def plan_paper(office: Office, plan: Plan) -> Paper:
    """The agreement of a plan, saved or not, with a slip to sign."""
    with office.read() as ledger:
        facts = facts_for(
            ledger, office, plan.client_id, plan_lines(ledger, plan), PaperKind.PLAN
        )
        return _prepared(ledger, office, replace(facts, plan=plan))


def offer_paper(office: Office, offer: Offer) -> Paper:
    """An offer to settle, saved or not: of the item that is disputed, else of all that is open."""
    with office.read() as ledger:
        items = offered_items(ledger, offer)
        facts = facts_for(ledger, office, offer.client_id, _lines(items), PaperKind.OFFER)
        return _prepared(ledger, office, replace(facts, offer=offer))


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
    )


def _prepared(ledger: Ledger, office: Office, facts: PaperFacts) -> Paper:
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


# Issuing


def issue_paper(
    office: Office, facts: PaperFacts, words: Words, *, channel: Channel
) -> Outcome[IssuedPaper]:
    """File a paper, and queue its e-mail where the channel asks for one; all or nothing.

    What it belongs to is saved by now: the ids are taken from the agreement in the facts. A letter
    is printed from the document. Raises ``MailError`` (``no-account``), and ``InvalidField``
    (``email``) for an address that cannot be written to.
    """
    rendered = render_paper(office, facts, words, channel=channel)
    with office.write() as ledger:
        issued = record_paper(ledger, office, rendered)
    return Outcome(issued, TOUCHED)


def render_paper(
    office: Office, facts: PaperFacts, words: Words, *, channel: Channel, attached: bool = True
) -> Rendered:
    """Letter and message, made before the book is locked."""
    pdf = office.stationery.paper(facts, words)
    made = Rendered(facts, words, paper_name(facts), pdf)
    if not channel.by_email:
        return made
    with office.read() as ledger:
        account = sender_of(ledger)
        thread = ledger.post.last_message_ids(facts.client.id)
    body = office.stationery.paper_email(facts, words, attached=attached)
    content = _content(made, body, account, thread=thread, attached=attached)
    return replace(made, message=office.postman.freeze(content, at=office.clock.now()))


def paper_name(facts: PaperFacts) -> str:
    """The name of its file, in ASCII."""
    return f"{_NAMES[facts.kind]}-{facts.today.isoformat()}.pdf"


def _content(
    made: Rendered, body: EmailBody, account: MailAccount, *, thread: Sequence[str], attached: bool
) -> EmailContent:
    contact, client = made.facts.contact, made.facts.client
    return EmailContent(
        sender_name=account.sender_name or made.facts.business.name,
        sender=account.address,
        recipient_name=(contact.name if contact else "") or client.name,
        recipient=contact.email if contact else "",
        subject=made.words.subject,
        text=body.text,
        html=body.html,
        attachments=(Attachment(made.name, made.pdf),) if attached else (),
        reply_to=account.reply_to,
        references=tuple(thread),
    )


def record_paper(
    ledger: Ledger, office: Office, made: Rendered, *, plan_id: int | None = None
) -> IssuedPaper:
    """The same inside a transaction that is open; ``plan_id`` of a plan saved in it."""
    document_id = ledger.agreements.add_document(
        _document(made, plan_id), made.pdf, at=office.clock.now()
    )
    message_id = queue_message(ledger, office, made) if made.message else None
    ledger.diary.note(
        AuditCode.PAPER_ISSUED,
        at=office.clock.now(),
        client_id=made.facts.client.id,
        document_id=document_id,
        message_id=message_id,
        kind=made.facts.kind,
        name=made.name,
    )
    return IssuedPaper(made.facts.client.id, made.name, document_id, message_id)


def _document(made: Rendered, plan_id: int | None) -> Document:
    facts = made.facts
    saved = facts.plan.id if facts.plan is not None else 0
    return Document(
        client_id=facts.client.id,
        kind=_KINDS[facts.kind],
        name=made.name,
        promise_id=(facts.promise.id if facts.promise else 0) or None,
        extension_id=(facts.extension.id if facts.extension else 0) or None,
        plan_id=plan_id or saved or None,
        dispute_id=facts.offer.dispute_id if facts.offer else None,
        without_prejudice=facts.kind is PaperKind.OFFER,
    )


def queue_message(ledger: Ledger, office: Office, made: Rendered) -> int | None:
    """Put a paper's message into the outbox, where it waits for a moment; its id."""
    if made.message is None:
        return None
    now = office.clock.now()
    return ledger.post.queue(
        made.message,
        subject=made.words.subject,
        account_id=sender_of(ledger).id,
        client_id=made.facts.client.id,
        reminder_id=None,
        at=now,
        not_before=now + office.undo_time,
    )


def undo_paper(office: Office, issued: IssuedPaper) -> Outcome[None]:
    """Take a paper back that nobody has got yet. Raises ``CannotUndo`` once its e-mail left."""
    with office.write() as ledger:
        strike_paper(ledger, office, issued)
    return Outcome(None, TOUCHED)


def strike_paper(ledger: Ledger, office: Office, issued: IssuedPaper) -> None:
    """The same inside a transaction that is open."""
    recall_message(ledger, office, issued.message_id)
    ledger.agreements.remove_document(issued.document_id)
    ledger.diary.note(
        AuditCode.PAPER_TAKEN_BACK,
        at=office.clock.now(),
        client_id=issued.client_id,
        document_id=issued.document_id,
        name=issued.name,
    )


def recall_message(ledger: Ledger, office: Office, message_id: int | None) -> None:
    """Do not send a message that waits. Raises ``CannotUndo`` once it may have left."""
    if message_id is None:
        return
    message = ledger.post.message(message_id)
    if message.state not in _WAITING:
        raise CannotUndo(state=message.state)
    if message.state is not MessageState.CANCELLED:
        ledger.post.finish(message_id, MessageState.CANCELLED, at=office.clock.now())


def bundle_of(office: Office, document_ids: Sequence[int]) -> bytes:
    """Documents as one PDF, to print in one go. Raises ``NotFound``."""
    return office.stationery.bundle([document_of(office, one) for one in document_ids])


def document_of(office: Office, document_id: int) -> bytes:
    """The bytes of a document of the book. Raises ``NotFound``."""
    with office.read() as ledger:
        return ledger.agreements.content(document_id)
