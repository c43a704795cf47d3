"""From which account an e-mail goes out, to whom a copy, and which conversation it continues."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dunning_desktop.domain.client import Client, Contact
from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.letter import EmailBody
from dunning_desktop.domain.mail import Attachment, EmailContent, Fault, FrozenMessage
from dunning_desktop.domain.mail_accounts import MailAccount, account_for
from dunning_desktop.domain.policy import Tone
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.post import Conversation

AGAIN = "Re: "


@dataclass(frozen=True, slots=True)
class Envelope:
    """What an e-mail needs besides its words. ``thread`` is the same for all of a conversation."""

    account: MailAccount
    thread: str
    so_far: Conversation

    def subject(self, own: str, items: Collection[int]) -> str:
        """Its subject: that of the conversation while it is about the same due items.

        Mail programs keep together what has the same subject, and take another for a new matter.
        """
        if not self.so_far.items & set(items):
            return own
        return AGAIN + self.so_far.subject.removeprefix(AGAIN)

    def content(
        self,
        body: EmailBody,
        *,
        business: str,
        recipient: tuple[str, str],
        subject: str,
        attachments: Sequence[Attachment] = (),
        unattended: bool = False,
    ) -> EmailContent:
        """The message, to be frozen. ``recipient`` is a name and an address."""
        name, address = recipient
        return EmailContent(
            sender_name=self.account.sender_name or business,
            sender=self.account.address,
            recipient_name=name,
            recipient=address,
            subject=subject,
            text=body.text,
            html=body.html,
            attachments=tuple(attachments),
            reply_to=self.account.reply_to,
            references=self.so_far.message_ids,
            thread=self.thread,
            copy_to=self.account.address if self.account.copies else "",
            unattended=unattended,
        )


def envelope_for(
    ledger: Ledger, *, client_id: int, tone: Tone | None = None
) -> Envelope:
    """For an e-mail to a client, of a reminder's tone or about something else.

    Raises ``MailError`` (``no-account``) where there is nothing to send from.
    """
    return _envelope(ledger, "client", client_id, tone)


def envelope_about(ledger: Ledger, *, case_id: int) -> Envelope:
    """For an e-mail to whoever has a case: never in one conversation with the client's."""
    return _envelope(ledger, "case", case_id, None)


def _envelope(ledger: Ledger, kind: str, key: int, tone: Tone | None) -> Envelope:
    account = account_for(ledger.post.accounts(), tone)
    if account is None:
        raise MailError(fault=Fault.NO_ACCOUNT, detail="")
    thread = _thread(ledger, f"{kind} {key}")
    return Envelope(account, thread, ledger.post.conversation(thread))


def _thread(ledger: Ledger, about: str) -> str:
    """A Message-ID that no message has, and nobody can guess whom it stands for."""
    known = f"{ledger.post.born().isoformat()} {about}"
    return f"<{hashlib.sha256(known.encode()).hexdigest()[:32]}@thread.invalid>"


def addressee(contact: Contact | None, client: Client) -> tuple[str, str]:
    """The name and the address that an e-mail to a client bears."""
    name = contact.name if contact else ""
    return name or client.name, contact.email if contact else ""


def queue_in(
    ledger: Ledger,
    office: Office,
    envelope: Envelope,
    frozen: FrozenMessage,
    *,
    subject: str,
    client_id: int | None,
    reminder_id: int | None = None,
) -> int:
    """Put a message into the outbox, where it waits for its Undo to pass; its id."""
    now = office.clock.now()
    return ledger.post.queue(
        frozen,
        subject=subject,
        account_id=envelope.account.id,
        client_id=client_id,
        reminder_id=reminder_id,
        at=now,
        not_before=now + office.undo_time,
        thread=envelope.thread,
    )
