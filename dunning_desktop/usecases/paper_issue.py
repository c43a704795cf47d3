"""Papers of agreements go out: filed, queued as e-mails or letters, and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.errors import CannotUndo
from dunning_desktop.domain.letter import Words
from dunning_desktop.domain.mail import Attachment, FrozenMessage, MessageState
from dunning_desktop.domain.papers import PaperFacts, PaperKind
from dunning_desktop.domain.policy import Channel
from dunning_desktop.usecases.agreement_ports import Document, DocumentKind
from dunning_desktop.usecases.envelope import Envelope, addressee, envelope_for, queue_in
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.papers import emailed_pdf, paper_name, paper_pdf
from dunning_desktop.usecases.rows import LetterState

TOUCHED = frozenset(
    {Touched.AGREEMENTS, Touched.OUTBOX, Touched.LETTERS, Touched.CLIENTS, Touched.INVOICES}
)

_KINDS = {
    PaperKind.PROMISE: DocumentKind.PROMISE,
    PaperKind.EXTENSION: DocumentKind.EXTENSION,
    PaperKind.PLAN: DocumentKind.PLAN,
    PaperKind.INSTALMENT: DocumentKind.PLAN,
    PaperKind.INSTALMENT_LATE: DocumentKind.PLAN,
    PaperKind.OFFER: DocumentKind.OFFER,
    PaperKind.CLAIM: DocumentKind.CLAIM,
    PaperKind.THANKS: DocumentKind.CORRESPONDENCE,
    PaperKind.STATEMENT: DocumentKind.CORRESPONDENCE,
}
# What nobody has got yet: only that can be taken back.
_WAITING = frozenset({MessageState.QUEUED, MessageState.CANCELLED, MessageState.FAILED})


@dataclass(frozen=True, slots=True)
class Rendered:
    """A paper made before the book is locked; ``message`` where it goes by e-mail.

    ``by_post``: it is a letter to print and to post as well.
    """

    facts: PaperFacts
    words: Words
    name: str
    pdf: bytes
    message: FrozenMessage | None = None
    envelope: Envelope | None = None
    by_post: bool = False


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """What was filed, and the message and the letter that carry it; all of it takes it back."""

    client_id: int
    name: str
    document_id: int
    message_id: int | None = None
    letter_id: int | None = None


def issue_paper(
    office: Office, facts: PaperFacts, words: Words, *, channel: Channel
) -> Outcome[IssuedPaper]:
    """File a paper, and let its e-mail and its letter wait in the outbox; all or nothing.

    What it belongs to is saved by now: the ids are taken from the agreement in the facts. Raises
    ``MailError`` (``no-account``), and ``InvalidField`` (``email``) for an address that cannot be
    written to.
    """
    rendered = render_paper(office, facts, words, channel=channel)
    with office.write() as ledger:
        issued = record_paper(ledger, office, rendered)
    return Outcome(issued, TOUCHED)


def render_paper(
    office: Office,
    facts: PaperFacts,
    words: Words,
    *,
    channel: Channel,
    attached: bool = True,
    pdf: bytes | None = None,
    emailed: bytes | None = None,
) -> Rendered:
    """Letter and message, made before the book is locked.

    ``pdf`` where it is made already, ``emailed`` what the e-mail carries in its place.
    """
    if pdf is None:
        pdf = paper_pdf(office, facts, words, channel=channel)
        if channel.by_post and channel.by_email:
            emailed = emailed_pdf(office, facts, words, pdf)
    made = Rendered(facts, words, paper_name(facts), pdf, by_post=channel.by_post)
    if not channel.by_email:
        return made
    shown = Attachment(made.name, emailed or pdf)
    return _with_email(office, made, (shown,) if attached else ())


def _with_email(office: Office, made: Rendered, files: Sequence[Attachment]) -> Rendered:
    facts, words = made.facts, made.words
    with office.read() as ledger:
        envelope = envelope_for(ledger, client_id=facts.client.id, tone=facts.tone)
    signature = envelope.account.signature
    body = office.stationery.paper_email(
        facts, words, attached=bool(files), signature=signature
    )
    content = envelope.content(
        body,
        business=facts.business.name,
        recipient=addressee(facts.contact, facts.client),
        subject=words.subject,
        attachments=files,
    )
    frozen = office.postman.freeze(content, at=office.clock.now())
    return replace(made, message=frozen, envelope=envelope)


def record_paper(
    ledger: Ledger, office: Office, made: Rendered, *, plan_id: int | None = None
) -> IssuedPaper:
    """The same inside a transaction that is open; ``plan_id`` of a plan saved in it."""
    document_id = ledger.agreements.add_document(
        _document(made, plan_id), made.pdf, at=office.clock.now()
    )
    message_id = queue_message(ledger, office, made) if made.message else None
    letter_id = _queue_letter(ledger, office, made, document_id) if made.by_post else None
    ledger.diary.note(
        AuditCode.PAPER_ISSUED,
        at=office.clock.now(),
        client_id=made.facts.client.id,
        document_id=document_id,
        message_id=message_id,
        kind=made.facts.kind,
        name=made.name,
    )
    return IssuedPaper(made.facts.client.id, made.name, document_id, message_id, letter_id)


def _queue_letter(ledger: Ledger, office: Office, made: Rendered, document_id: int) -> int:
    """Let the paper wait to be printed and posted; the letter's id."""
    client = made.facts.client
    return ledger.post.add_paper(
        document_id=document_id,
        client_id=client.id,
        subject=made.words.subject,
        language=client.language,
        at=office.clock.now(),
    )


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
    if made.message is None or made.envelope is None:
        return None
    return queue_in(
        ledger,
        office,
        made.envelope,
        made.message,
        subject=made.words.subject,
        client_id=made.facts.client.id,
    )


def undo_paper(office: Office, issued: IssuedPaper) -> Outcome[None]:
    """Take a paper back that nobody has got yet.

    Raises ``CannotUndo`` once its e-mail left, or its letter was printed.
    """
    with office.write() as ledger:
        strike_paper(ledger, office, issued)
    return Outcome(None, TOUCHED)


def strike_paper(ledger: Ledger, office: Office, issued: IssuedPaper) -> None:
    """The same inside a transaction that is open."""
    recall_message(ledger, office, issued.message_id)
    if issued.letter_id is not None and ledger.post.letter(issued.letter_id).printed:
        raise CannotUndo(state=LetterState.PRINTED)
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
