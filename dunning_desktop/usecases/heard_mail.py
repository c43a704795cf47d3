"""What was heard, kept in the book: each message once, and what it proves about one of ours."""

from __future__ import annotations

from enum import StrEnum

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.incoming import Incoming
from dunning_desktop.domain.mail import MessageState
from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.usecases.inbox_ports import Known
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office


class Heard(StrEnum):
    """What was heard, as far as it matters."""

    REPLY = "reply"
    BOUNCE = "bounce"
    NOTE = "note"


def keep(
    ledger: Ledger,
    office: Office,
    account: MailAccount,
    incoming: Incoming,
    *,
    about: Known | None,
    client_id: int | None,
    settled: bool,
) -> bool:
    """Write it into the book; whether it is new there."""
    added = ledger.inboxes.add(
        account.id,
        incoming,
        at=office.clock.now(),
        outbox_id=about.id if about else None,
        client_id=client_id,
        sure=about is not None,
        settled=settled,
    )
    return added is not None


def it_went(ledger: Ledger, office: Office, about: Known) -> None:
    """Who answers a message has got it, whatever was reported."""
    now = office.clock.now()
    ledger.post.finish(about.id, MessageState.ACCEPTED, at=now)
    ledger.diary.note(
        AuditCode.MESSAGE_RESOLVED, at=now, client_id=about.client_id, message_id=about.id
    )
