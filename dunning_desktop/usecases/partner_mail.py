"""E-mails to whoever has a case: the hand-over, money that came past them, its recall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dunning_desktop.domain.errors import InvalidField, NotFound
from dunning_desktop.domain.letter import Words
from dunning_desktop.domain.mail import Attachment, EmailContent
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.partner_notice import NoticeKind, PartnerNotice, Received
from dunning_desktop.usecases.case_views import CaseView, case_view
from dunning_desktop.usecases.envelope import Envelope, envelope_about, queue_in
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.paper_issue import recall_message
from dunning_desktop.usecases.recovery import handed_on, note_told

LARGEST = 15_000_000
"""Bytes: most providers take 25 MB, and mail makes a file a third larger."""
NAME = "case.zip"
TOUCHED = frozenset({Touched.OUTBOX, Touched.CASES})


@dataclass(frozen=True, slots=True)
class PartnerLetter:
    """An e-mail to a partner as it would go, with its built-in words."""

    case_id: int
    notice: PartnerNotice
    words: Words


@dataclass(frozen=True, slots=True)
class SentToPartner:
    """An e-mail to a partner that waits to go; ``knew`` is what he was told of before."""

    case_id: int
    message_id: int
    knew: int | None = None


def partner_letter(
    office: Office,
    case_id: int,
    kind: NoticeKind,
    *,
    partner_id: int | None = None,
    attached: bool = False,
) -> PartnerLetter:
    """What would be written; without a partner to the one that has the case.

    Raises ``NotFound`` where there is none, and ``InvalidField`` (``received``, ``empty``) where
    there is no money to tell of.
    """
    view = case_view(office, case_id)
    received = _received(view)
    if kind is NoticeKind.PAID and not received:
        raise InvalidField(field="received", reason="empty")
    went = handed_on(view.row.case)
    chosen = partner_id if partner_id is not None or went is None else went[1]
    if chosen is None:
        raise NotFound(kind="partner", key=case_id)
    with office.read() as ledger:
        notice = PartnerNotice(
            kind=kind,
            today=view.today,
            business=ledger.parties.business(),
            client=view.client,
            partner=ledger.cases.partner(chosen),
            numbers=view.row.numbers,
            owed=view.owed,
            received=received,
            attached=attached,
            specimen=office.demo,
        )
    return PartnerLetter(case_id, notice, office.stationery.partner_words(notice))


def _received(view: CaseView) -> tuple[Received, ...]:
    """Money that came since the case went away, by its days."""
    went = handed_on(view.row.case)
    if went is None:
        return ()
    by_day: dict[date, Money] = {}
    for one in (settled for owed in view.items for settled in owed.item.settlements):
        if one.paid and one.day >= went[0]:
            by_day[one.day] = by_day.get(one.day, Money.zero(one.amount.currency)) + one.whole
    return tuple(Received(day, by_day[day]) for day in sorted(by_day))


def send_partner_letter(
    office: Office, letter: PartnerLetter, words: Words, *, package: bytes | None = None
) -> Outcome[SentToPartner]:
    """Let it wait in the outbox, the package with it; what is returned takes it back.

    Raises ``MailError`` (``no-account``), and ``InvalidField``: ``email`` for an address that
    cannot be written to, ``file`` (``too-large``) for a package that no mail server takes.
    """
    if package is not None and len(package) > LARGEST:
        raise InvalidField(field="file", reason="too-large")
    with office.read() as ledger:
        envelope = envelope_about(ledger, case_id=letter.case_id)
    content = _content(office, letter.notice, words, envelope, package=package)
    frozen = office.postman.freeze(content, at=office.clock.now())
    with office.write() as ledger:
        # It is no message to the client: what waits for him is taken back at the hand-over.
        message_id = queue_in(
            ledger, office, envelope, frozen, subject=words.subject, client_id=None
        )
        paid = letter.notice.kind is NoticeKind.PAID
        knew = note_told(ledger, office, letter.case_id) if paid else None
    return Outcome(SentToPartner(letter.case_id, message_id, knew), TOUCHED)


def undo_partner_letter(office: Office, sent: SentToPartner) -> Outcome[None]:
    """Take it back while it waits. Raises ``CannotUndo`` once it may have left."""
    with office.write() as ledger:
        recall_message(ledger, office, sent.message_id)
        if sent.knew is not None:
            note_told(ledger, office, sent.case_id, minor=sent.knew)
    return Outcome(None, TOUCHED)


def _content(
    office: Office,
    notice: PartnerNotice,
    words: Words,
    envelope: Envelope,
    *,
    package: bytes | None,
) -> EmailContent:
    signature = envelope.account.signature
    partner = notice.partner
    files = (Attachment(NAME, package, "application/zip"),) if package is not None else ()
    return envelope.content(
        office.stationery.partner_email(notice, words, signature=signature),
        business=notice.business.name,
        recipient=(partner.contact or partner.name, partner.email),
        subject=words.subject,
        attachments=files,
    )
