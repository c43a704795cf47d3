"""The exhibits of an evidence file: papers of the book that belong to a case, as they are."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dunning_desktop.domain.cases import Case, StepKind
from dunning_desktop.domain.errors import NotFound
from dunning_desktop.domain.evidence import Exhibit, ExhibitKind, Sending
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.usecases.agreement_ports import Document, DocumentKind, for_court
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.post import Sent

MESSAGE = "message/rfc822"
PDF = "application/pdf"

_KINDS: Mapping[DocumentKind, ExhibitKind] = {
    DocumentKind.CONTRACT: ExhibitKind.CONTRACT,
    DocumentKind.ORDER: ExhibitKind.ORDER,
    DocumentKind.TERMS: ExhibitKind.TERMS,
    DocumentKind.INVOICE: ExhibitKind.INVOICE,
    DocumentKind.DELIVERY: ExhibitKind.DELIVERY,
    DocumentKind.PROMISE: ExhibitKind.AGREEMENT,
    DocumentKind.EXTENSION: ExhibitKind.AGREEMENT,
    DocumentKind.PLAN: ExhibitKind.AGREEMENT,
    DocumentKind.DISPUTE: ExhibitKind.DISPUTE,
    DocumentKind.CLAIM: ExhibitKind.CLAIM,
    DocumentKind.CORRESPONDENCE: ExhibitKind.CORRESPONDENCE,
    DocumentKind.OTHER: ExhibitKind.OTHER,
}


def exhibits_in(
    ledger: Ledger, case: Case, items: Sequence[ItemFacts], *, leave_out: Collection[str] = ()
) -> tuple[tuple[Exhibit, ...], int]:
    """The papers of a case in their order, numbered from 1; and how many were left out.

    What was said without prejudice is in neither. Only what is shown has its bytes read. Raises
    ``NotFound`` for a key to leave out that is none.
    """
    found = choices_in(ledger, case, items)
    unknown = set(leave_out) - {one.key for one in found}
    if unknown:
        # Somebody thinks that it is kept back.
        raise NotFound(kind="exhibit", key=min(unknown))
    chosen = [one for one in found if one.key not in leave_out]
    read = (_with_content(ledger, one) for one in chosen)
    numbered = tuple(replace(one, number=number) for number, one in enumerate(read, 1))
    return numbered, len(found) - len(chosen)


def choices_in(
    ledger: Ledger, case: Case, items: Sequence[ItemFacts]
) -> tuple[Exhibit, ...]:
    """All that can go into the file, in its order; without bytes, and not numbered."""
    sent = ledger.post.sent(case.client_id)
    found = [*_papers(ledger, case, items, sent), *_reminders(case, sent)]
    order = list(ExhibitKind)
    found.sort(key=lambda one: (order.index(one.kind), one.day or date.max, one.key))
    return tuple(found)


def _papers(
    ledger: Ledger, case: Case, items: Sequence[ItemFacts], sent: Sequence[Sent]
) -> Iterable[Exhibit]:
    """The documents of the client that belong to it: of its invoices, or of the client itself."""
    mine = {one.invoice_id: one.number for one in items}
    posted = {one.document_id: one for one in sent if one.document_id is not None}
    by_hand = {
        one.document_id: one
        for one in case.taken
        if one.kind is StepKind.LETTER and one.document_id is not None
    }
    for paper in for_court(ledger.agreements.documents(case.client_id)):
        if paper.invoice_id is not None and paper.invoice_id not in mine:
            continue
        if paper.kind is DocumentKind.CLAIM and paper.id not in by_hand:
            # Of another case, or taken back.
            continue
        step = by_hand.get(paper.id)
        went = posted.get(paper.id)
        yield Exhibit(
            key=f"document-{paper.id}",
            kind=_KINDS[paper.kind],
            title=paper.name,
            name=paper.name,
            media_type=paper.media_type,
            sha256=paper.sha256,
            content=b"",
            day=(step.posted_on or step.day) if step else _day_of(paper, went),
            invoice=mine.get(paper.invoice_id, "") if paper.invoice_id is not None else "",
            sending=_sending(went) if went is not None else None,
        )


def _day_of(paper: Document, went: Sent | None) -> date | None:
    at = went.at if went is not None else paper.added_at
    return at.astimezone().date() if at is not None else None


def _reminders(case: Case, sent: Sequence[Sent]) -> Iterable[Exhibit]:
    """What left the house about its items, exactly as it did."""
    for one in sent:
        if not one.items & case.item_ids:
            continue
        emailed = one.message_id is not None
        key = f"message-{one.message_id}" if emailed else f"letter-{one.letter_id}"
        yield Exhibit(
            key=key,
            kind=ExhibitKind.REMINDER,
            title=one.subject,
            name=f"{key}.{'eml' if emailed else 'pdf'}",
            media_type=MESSAGE if emailed else PDF,
            sha256="",
            content=b"",
            day=one.at.astimezone().date(),
            sending=_sending(one),
        )


def _sending(one: Sent) -> Sending:
    return Sending(
        one.at, one.recipient, one.reply, one.uncertain, one.post_class, one.tracking
    )


def _with_content(ledger: Ledger, one: Exhibit) -> Exhibit:
    kind, _, key = one.key.partition("-")
    if kind == "message":
        content = ledger.post.message(int(key)).frozen.raw
    elif kind == "letter":
        content = ledger.post.letter(int(key)).pdf
    else:
        content = ledger.agreements.content(int(key))
    return replace(one, content=content, sha256=hashlib.sha256(content).hexdigest())
