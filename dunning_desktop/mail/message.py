"""Builds an e-mail and freezes it: the exact bytes, with Date and Message-ID fixed."""

from __future__ import annotations

import re
import uuid
from datetime import datetime
from email.header import Header
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
# Each identifier has a line of its own, and a line holds 998 bytes.
_LONGEST_ID = 500
_LATEST_IDS = 12


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
    message["Subject"] = _subject(cleaning.header(content.subject))
    message["Date"] = format_datetime(at.astimezone())
    message["Message-ID"] = message_id
    _thread(message, content)
    if content.unattended:
        message["Auto-Submitted"] = "auto-generated"
    _fill(message, content)
    recipients = (recipient, *_copy(content, recipient))
    return FrozenMessage(message.as_bytes(policy=_WIRE), message_id, sender, recipients)


def _mailbox(name: str, address: str) -> Address:
    return Address(cleaning.header(name), addr_spec=address)


def _subject(words: str) -> str:
    """The words so that they arrive as they are.

    EmailMessage decodes what looks encoded, and writes a line break that comes out of it into the
    headers: ``=?utf-8?q?=0D=0ABcc:_a@b.example?=`` would be a recipient.
    """
    return Header(words, "utf-8").encode(maxlinelen=0) if "=?" in words else words


def _copy(content: EmailContent, recipient: str) -> tuple[str, ...]:
    """Who gets the message unseen; nobody gets it twice."""
    if not content.copy_to.strip():
        return ()
    address = addresses.checked(content.copy_to)
    return (address,) if address.casefold() != recipient.casefold() else ()


def _thread(message: EmailMessage, content: EmailContent) -> None:
    """Refer to the conversation: its first identifier and the latest ones, never without end."""
    earlier = [one for one in content.references if _is_id(one)]
    known = list(dict.fromkeys((content.thread, *earlier) if _is_id(content.thread) else earlier))
    if known:
        message["In-Reply-To"] = earlier[-1] if earlier else content.thread
        message["References"] = " ".join((known[0], *known[1:][-_LATEST_IDS:]))


def _is_id(words: str) -> bool:
    return len(words) <= _LONGEST_ID and bool(_MESSAGE_ID.fullmatch(words))


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
