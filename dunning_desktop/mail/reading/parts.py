"""The parts of a mail that somebody else wrote, and the words in them."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from email.errors import InvalidBase64LengthDefect
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from typing import Any

from dunning_desktop.mail.reading import headers as mail_headers
from dunning_desktop.mail.reading import html_text

_MOST_PARTS = 300
# Each layer costs another look at every line; a conversation forwarded ten times has thirty.
_MOST_LAYERS = 60
_LAYER = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
# The standard library takes the square of its length to find a parameter.
_LONGEST_PARAMETERS = 4_000
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_LONGEST_TEXT = 200_000


class _Hasty(Message):
    """A mail that looks for no parameters where there are more than a mail can need."""

    def get_param(
        self,
        param: str,
        failobj: Any = None,  # noqa: ANN401
        header: str = "content-type",
        unquote: bool = True,  # noqa: FBT001, FBT002
    ) -> Any:  # noqa: ANN401 - email's own signature
        if len(str(self.get(header, ""))) > _LONGEST_PARAMETERS:
            return failobj
        return super().get_param(param, failobj, header, unquote)


def parsed(raw: bytes) -> Message:
    """A mail taken apart; one that is nested on purpose shows its headers only.

    compat32 takes whatever comes; the newer policies raise for some broken headers.
    """
    parser = BytesParser(_Hasty, policy=compat32)
    if len(_LAYER.findall(raw)) > _MOST_LAYERS:
        return parser.parsebytes(raw, headersonly=True)
    try:
        return parser.parsebytes(raw)
    except RecursionError:
        return parser.parsebytes(raw, headersonly=True)


def within(message: Message) -> Iterator[Message]:
    """The mail and its parts in their order, without the mails that are attached to it."""
    waiting = [message]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        yield part
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            waiting += reversed([p for p in part.get_payload() if isinstance(p, Message)])


def of_type(message: Message, *types: str) -> Message | None:
    """The first part of one of these types."""
    return next((p for p in within(message) if p.get_content_type() in types), None)


def attached(part: Message) -> Message | None:
    """The mail in a part of type ``message/...``."""
    payload = part.get_payload()
    inner = payload[0] if isinstance(payload, list) and payload else None
    return inner if isinstance(inner, Message) else None


def parameter(part: Message, name: str) -> str:
    """A parameter of the content type, in small letters."""
    try:
        value = part.get_param(name, "")
    except (ValueError, LookupError, TypeError):
        return ""
    return (value[2] if isinstance(value, tuple) else str(value or "")).strip().lower()


def words(message: Message) -> str:
    """What a person reads: the plain text, or the HTML where there is no other."""
    plain = [p for p in within(message) if p.get_content_type() == "text/plain"]
    text = "\n".join(content(p) for p in plain if not _is_file(p))
    if text.strip():
        return text[:_LONGEST_TEXT]
    html = [p for p in within(message) if p.get_content_type() == "text/html"]
    return "\n".join(html_text.plain(content(p)) for p in html if not _is_file(p))[:_LONGEST_TEXT]


def content(part: Message) -> str:
    """The text of a part, whatever its charset is called, with plain line ends."""
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError):
        return ""
    if not isinstance(payload, bytes):
        return ""
    text = mail_headers.decoded(_mended(part, payload), parameter(part, "charset") or "utf-8")
    return text.replace("\r\n", "\n")


def _mended(part: Message, payload: bytes) -> bytes:
    """The text up to where base64 was cut off: the standard library returns it undecoded."""
    if not any(isinstance(one, InvalidBase64LengthDefect) for one in part.defects):
        return payload
    letters = _NO_BASE64.sub(b"", payload)
    return b64decode(letters[: len(letters) // 4 * 4])


def _is_file(part: Message) -> bool:
    return mail_headers.word(part, "Content-Disposition") == "attachment"
