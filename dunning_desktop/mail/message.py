"""Builds an e-mail and freezes it: the exact bytes, with Date and Message-ID fixed."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from dunning_desktop.domain.mail import Attachment, EmailContent, FrozenMessage
from dunning_desktop.mail import addresses, cleaning
from dunning_desktop.mail.headers import WirePolicy

# 7bit: an 8bit part would break signatures on its way. The build limit of 78 makes long lines
# of text quoted-printable; the wire limit keeps file names whole.
_BUILD = WirePolicy(linesep="\r\n", cte_type="7bit")
_WIRE = _BUILD.clone(max_line_length=998)
_MESSAGE_ID = re.compile(r"<[!-;=?A-~]+@[!-;=?A-~]+>")


def freeze(content: EmailContent, *, at: datetime) -> FrozenMessage:
    """The exact bytes of the message, dated ``at`` in the computer's time zone.

    Raises ``InvalidField`` (field ``email``) for an address that cannot be written.
    """
    sender, recipient = addresses.checked(content.sender), addresses.checked(content.recipient)
    message_id = f"<{uuid.uuid4().hex}@{sender.rpartition('@')[2]}>"
    message = EmailMessage(policy=_BUILD)
    message["From"] = _mailbox(content.sender_name, sender)
    message["To"] = _mailbox(content.recipient_name, recipient)
    if content.reply_to.strip():
        message["Reply-To"] = _mailbox("", addresses.checked(content.reply_to))
    message["Subject"] = cleaning.header(content.subject)
    message["Date"] = format_datetime(at.astimezone())
    message["Message-ID"] = message_id
    _thread(message, content.references)
    if content.unattended:
        message["Auto-Submitted"] = "auto-generated"
    _fill(message, content)
    return FrozenMessage(message.as_bytes(policy=_WIRE), message_id, sender, (recipient,))


def _mailbox(name: str, address: str) -> Address:
    return Address(cleaning.header(name), addr_spec=address)


def _thread(message: EmailMessage, references: Sequence[str]) -> None:
    known = [r for r in references if _MESSAGE_ID.fullmatch(r)]
    if known:
        message["In-Reply-To"] = known[-1]
        message["References"] = " ".join(known)


def _fill(message: EmailMessage, content: EmailContent) -> None:
    """mixed(alternative(text, html), attachments), or less where there is less."""
    message.set_content(cleaning.body(content.text))
    if content.html:
        message.add_alternative(cleaning.body(content.html), subtype="html")
    for attachment in content.attachments:
        _attach(message, attachment)


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    maintype, _, subtype = attachment.media_type.partition("/")
    message.add_attachment(
        attachment.content,
        maintype=maintype,
        subtype=subtype,
        filename=cleaning.file_name(attachment.name),
    )
