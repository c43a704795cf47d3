"""Makes a draft for the owner's mail program of a message that was frozen to be sent from here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

from dunning_desktop.domain.mail_draft import Draft
from dunning_desktop.mail import cleaning

_LINE_END = re.compile(rb"\r\n|\r|\n")
_FIELD = re.compile(rb"([!-9;-~]+):.*?\r\n(?![ \t])", re.DOTALL)
# Who sends it, when and under which identifier is for the mail program to say.
_KEPT = frozenset({b"to", b"subject", b"in-reply-to", b"references", b"reply-to", b"mime-version"})
# Thunderbird and Outlook open a file with this as a message still to be sent.
_UNSENT = b"X-Unsent: 1\r\n"


def draft(raw: bytes) -> Draft:
    """What a mail program needs of the bytes of a frozen message.

    Recipients that the headers do not name, as of an unseen copy, are not in it.
    """
    message = message_from_bytes(raw, policy=default)
    name, address = parseaddr(_written(message, "to"))
    return Draft(
        to=(_decoded(name), address),
        subject=_decoded(_written(message, "subject")),
        text=_text(message),
        attachments=tuple(_attachments(message)),
        eml=_unsent(raw),
    )


def _written(message: EmailMessage, header: str) -> str:
    """A header as it stands in the bytes, on one line.

    Python's newer reader puts spaces between the encoded words of a name.
    """
    found = (value for key, value in message.raw_items() if key.lower() == header)
    return " ".join(str(next(found, "")).splitlines())


def _decoded(written: str) -> str:
    return str(make_header(decode_header(written)))


def _text(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    content = part.get_content() if part is not None else ""
    return str(content).replace("\r\n", "\n").removesuffix("\n")


def _attachments(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    for part in message.iter_attachments():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield cleaning.file_name(part.get_filename() or ""), content


def _unsent(raw: bytes) -> bytes:
    """The same message with the headers of a draft; its parts stay as they are."""
    head, empty, body = _LINE_END.sub(b"\r\n", raw).partition(b"\r\n\r\n")
    kept = (one.group() for one in _FIELD.finditer(head + b"\r\n") if _stays(one.group(1)))
    return b"".join((_UNSENT, *kept, empty[2:], body))


def _stays(name: bytes) -> bool:
    return name.lower() in _KEPT or name.lower().startswith(b"content-")
