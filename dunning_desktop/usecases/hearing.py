"""What one message of the inbox brings about: a pause, a letter in place of an e-mail, a note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.incoming import Incoming, IncomingKind
from dunning_desktop.domain.mail import MAY_BE_THERE, MessageState
from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.usecases.bounces import bounce
from dunning_desktop.usecases.heard_mail import Heard, it_went, keep
from dunning_desktop.usecases.inbox_ports import Known
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.somebody_answered import answer

_UNSURE = frozenset({MessageState.UNCERTAIN, MessageState.HANDED_OVER, MessageState.QUEUED})
_NOTES: Mapping[IncomingKind, AuditCode] = {
    IncomingKind.AUTOMATIC: AuditCode.AUTOMATIC_REPLY,
    IncomingKind.DELAYED: AuditCode.MESSAGE_DELAYED,
}


def hear(
    ledger: Ledger, office: Office, account: MailAccount, incoming: Incoming
) -> Heard | None:
    """Take in one message; None where it is about nothing sent from here, or known already."""
    known = ledger.inboxes.known(_about(account, incoming))
    if incoming.sender in _own(ledger, known):
        # A copy to himself, or what he answered.
        return None
    if incoming.kind is IncomingKind.MAIL:
        return answer(ledger, office, account, incoming, known)
    if not known:
        return None
    about = _reported(known)
    if incoming.kind is IncomingKind.BOUNCE:
        return bounce(ledger, office, account, incoming, about)
    return _note(ledger, office, account, incoming, about)


def _reported(known: Sequence[Known]) -> Known:
    """Which message a report is about: by its conversation alone, the last one that left."""
    left = (one for one in known if one.exact or one.state in MAY_BE_THERE)
    return next(left, known[0])


def _own(ledger: Ledger, known: Sequence[Known]) -> set[str]:
    """The owner's addresses: those of his accounts, and those he wrote from before."""
    accounts = [one.address for one in ledger.post.accounts()]
    return {one.lower() for one in (*accounts, *(one.sender for one in known))}


def _about(account: MailAccount, incoming: Incoming) -> tuple[str, ...]:
    """The identifiers it refers to; a report may have nothing but what the envelope bore."""
    if not incoming.envelope_id:
        return incoming.answers
    domain = account.address.rpartition("@")[2]
    return (*incoming.answers, f"<{incoming.envelope_id}@{domain}>")


def _note(
    ledger: Ledger, office: Office, account: MailAccount, incoming: Incoming, about: Known
) -> Heard | None:
    """An out-of-office note, a delay, a proof of delivery: noted, and nothing stops for it."""
    kept = keep(
        ledger,
        office,
        account,
        incoming,
        about=about,
        client_id=about.client_id,
        settled=True,
    )
    if not kept:
        return None
    if incoming.kind is IncomingKind.DELIVERED and about.exact and about.state in _UNSURE:
        it_went(ledger, office, about)
    if incoming.kind in _NOTES:
        ledger.diary.note(
            _NOTES[incoming.kind],
            at=office.clock.now(),
            client_id=about.client_id,
            message_id=about.id,
            sender=incoming.sender,
            subject=incoming.subject,
        )
    return Heard.NOTE
