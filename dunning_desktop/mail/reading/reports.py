"""What mail servers report of a message: not delivered, not yet, or delivered, and to whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.message import Message

from dunning_desktop.domain.incoming import IncomingKind, Undelivered
from dunning_desktop.mail import cleaning, replies
from dunning_desktop.mail.reading import headers as mail_headers
from dunning_desktop.mail.reading import parts

_STATUS_TYPES = ("message/delivery-status", "message/global-delivery-status")
_ORIGINAL_TYPES = (
    "message/rfc822",
    "text/rfc822-headers",
    "message/rfc822-headers",
    "message/global",
    "message/global-headers",
)
_KINDS = {
    "failed": IncomingKind.BOUNCE,
    "delayed": IncomingKind.DELAYED,
    "delivered": IncomingKind.DELIVERED,
    "expanded": IncomingKind.DELIVERED,
}
_BY_CLASS = {"5": "failed", "4": "delayed", "2": "delivered"}
# The worst news first: it is what the owner has to know.
_ORDER = (IncomingKind.BOUNCE, IncomingKind.DELAYED, IncomingKind.DELIVERED)
_MOST = 100
_SERVERS = re.compile(r"(mailer-daemon|postmaster|mail-daemon|mail-delivery)@|^(mailer-daemon)$")
_STATUS = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?!\.?\d)")
_XTEXT = re.compile(r"\+([0-9A-F]{2})")


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says. ``answers`` are the Message-IDs of what it is about."""

    kind: IncomingKind
    about: tuple[Undelivered, ...] = ()
    answers: tuple[str, ...] = ()
    envelope_id: str = ""


def delivery_report(message: Message) -> Report | None:
    """The report of RFC 3464 in a mail, None where it holds none.

    That a message was relayed to a server that reports nothing is no news either way.
    """
    status = parts.of_type(message, *_STATUS_TYPES)
    whole = message.get_content_type() == "multipart/report" or is_from_a_server(message)
    if status is None or not whole:
        # In a mail of any other type somebody shows what he got.
        return None
    blocks = _blocks(status)
    found = [(_kind(block), _undelivered(block)) for block in blocks[1 : 1 + _MOST]]
    kinds = {kind for kind, _ in found}
    kind = next((one for one in _ORDER if one in kinds), IncomingKind.AUTOMATIC)
    return Report(
        kind,
        tuple(one for its_kind, one in found if its_kind is kind and one.address),
        original_ids(message),
        _from_xtext(mail_headers.raw(blocks[0], "Original-Envelope-Id")) if blocks else "",
    )


def is_from_a_server(message: Message) -> bool:
    """Whether a mail server wrote it: nobody gets an answer to it, and its name says so."""
    _, sender = mail_headers.mailbox(message, "From")
    path = mail_headers.raw(message, "Return-Path").strip()
    said = mail_headers.word(message, "Auto-Submitted")
    nobody = path == "<>" or said.startswith("auto-") or "X-Failed-Recipients" in message
    bare = mail_headers.raw(message, "From").strip().lower()
    named = bool(_SERVERS.search(sender) or bare.startswith("mailer-daemon"))
    return named and (nobody or not path)


def original_ids(message: Message) -> tuple[str, ...]:
    """The Message-ID of the mail that is returned within another, and what that referred to."""
    part = parts.of_type(message, *_ORIGINAL_TYPES)
    return ids_of(original) if part is not None and (original := _original(part)) else ()


def ids_of(original: Message) -> tuple[str, ...]:
    """How a message may be known: Microsoft keeps the sender's own identifier apart."""
    return mail_headers.ids(
        original, "Message-ID", "X-Microsoft-Original-Message-ID", "In-Reply-To", "References"
    )


def _original(part: Message) -> Message | None:
    inner = parts.attached(part)
    if inner is not None:
        return inner
    return parts.parsed(parts.content(part).encode("utf-8", "surrogateescape"))


def _blocks(status: Message) -> list[Message]:
    """The paragraphs of a status: one about the message, then one about each recipient."""
    payload = status.get_payload()
    if isinstance(payload, list):
        known = [block for block in payload if isinstance(block, Message)]
        return [block for block in known if block.keys()]
    text = parts.content(status).encode("utf-8", "surrogateescape")
    return [parts.parsed(block) for block in re.split(rb"\n{2,}", text) if block.strip()]


def _kind(block: Message) -> IncomingKind | None:
    action = mail_headers.word(block, "Action")
    if not action:
        action = _BY_CLASS.get(mail_headers.raw(block, "Status").strip()[:1], "")
    return _KINDS.get(action)


def _undelivered(block: Message) -> Undelivered:
    status = _STATUS.search(mail_headers.raw(block, "Status"))
    words = mail_headers.raw(block, "Diagnostic-Code")
    _, typed, said = words.partition(";")
    return Undelivered(
        _recipient(block),
        status.group() if status else "",
        one_line(said if typed else words),
    )


def _recipient(block: Message) -> str:
    """The address as it was given with the message, before anybody forwarded it."""
    for name in ("Original-Recipient", "Final-Recipient"):
        _, _, written = mail_headers.raw(block, name).rpartition(";")
        address = addresses_in([_from_xtext(written)])
        if address:
            return address[0]
    return ""


def addresses_in(words: Iterable[str]) -> tuple[str, ...]:
    """The plain addresses in these words, in small letters, each once."""
    found: dict[str, None] = {}
    for one in words:
        found.update(dict.fromkeys(mail_headers.bare_addresses(one)))
    return tuple(found)[:_MOST]


def recipients(addresses: Sequence[str], words: str = "") -> tuple[Undelivered, ...]:
    """What is known of these where a report says no more."""
    status = _STATUS.search(words)
    return tuple(
        Undelivered(one, status.group() if status else "", one_line(words))
        for one in addresses
    )


def _from_xtext(written: str) -> str:
    """RFC 3461 writes a plus and other characters as + and two digits."""
    plain = _XTEXT.sub(lambda found: chr(int(found.group(1), 16)), written)
    return cleaning.header(plain)


def one_line(words: str) -> str:
    """A server's words as the rest of the mail shows them: on one line, and not without end."""
    return replies.reply(0, words.encode("utf-8", "replace")).text
