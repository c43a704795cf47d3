"""What is new in an inbox: found by its UIDs, fetched in bites, and never marked as read."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from dunning_desktop.domain.incoming import InboxMark, Incoming, News
from dunning_desktop.mail.imap.link import Link
from dunning_desktop.mail.reading import mail as reading

log = logging.getLogger(__name__)

BATCH = 200
"""Messages in one go: the mark moves on after each, so a break costs no more than this."""
TEXT_BYTES = 256 * 1024
"""Of a message's text, that much is fetched: attachments come after the words."""

_HIGHEST = 2**32
# So many texts are held in memory at a time.
_BITE = 10
_HEADERS = (
    "From To Subject Date Message-ID In-Reply-To References Auto-Submitted X-Autoreply "
    "X-Autorespond X-Auto-Response-Suppress Precedence List-Id Return-Path X-Failed-Recipients "
    "MIME-Version Content-Type Content-Transfer-Encoding Content-Disposition"
)
# All of these in a mail that people wrote are a few kilobytes.
_HEAD_BYTES = 64 * 1024
_HEAD = f"BODY.PEEK[HEADER.FIELDS ({_HEADERS.upper()})]<0.{_HEAD_BYTES}>"
_TEXT = f"BODY.PEEK[TEXT]<0.{TEXT_BYTES}>"
# A server counts days in a time zone of its own, which is at most 14 hours off.
_ZONES = timedelta(days=1)

Fetched = Mapping[bytes, Any]


def news(link: Link, since: InboxMark | None, *, not_before: datetime) -> News:
    """What arrived since a mark, or since a moment where the mark is of another life."""
    box = link.select_folder("INBOX", readonly=True)
    validity, expected = int(box[b"UIDVALIDITY"]), int(box.get(b"UIDNEXT", 0))
    known = since if since is not None and since.validity == validity else None
    if known is not None and 0 < expected <= known.next_uid:
        return News((), known)
    uids = _after(link, known) if known is not None else _on_days_since(link, not_before)
    batch, more = uids[:BATCH], len(uids) > BATCH
    mails = tuple(_mails(link, batch, validity, None if known else not_before))
    following = _following(link, batch, known, 0 if more else expected)
    return News(mails, _mark(validity, following), more=more)


def _mark(validity: int, following: int) -> InboxMark:
    """Raises ``ValueError`` for what is no number of an inbox: these have 32 bits."""
    if max(validity, following) > _HIGHEST:
        raise ValueError("not of an inbox")
    return InboxMark(validity, following)


def _after(link: Link, mark: InboxMark) -> list[int]:
    """The UIDs from a mark on; ``n:*`` names the last message too where it is older."""
    found = link.search(["UID", f"{mark.next_uid}:*"])
    return sorted(uid for uid in found if uid >= mark.next_uid)


def _on_days_since(link: Link, moment: datetime) -> list[int]:
    return sorted(link.search(["SINCE", (moment.astimezone(UTC) - _ZONES).date()]))


def _following(link: Link, batch: Sequence[int], known: InboxMark | None, expected: int) -> int:
    """The next UID to look at: behind what was fetched, and behind what was passed over."""
    last = batch[-1] + 1 if batch else 0
    following = max(last, expected, known.next_uid if known else 0)
    if following:
        return following
    # A server that does not say what comes next, and nothing young enough: the last one there is.
    return max(link.search(["UID", "*"]), default=0) + 1


def _mails(
    link: Link, uids: Sequence[int], validity: int, not_before: datetime | None
) -> Iterator[Incoming]:
    if not uids:
        return
    heads = link.fetch(uids, ["INTERNALDATE", _HEAD])
    young = [u for u in uids if u in heads and _is_young(heads[u], not_before)]
    for start in range(0, len(young), _BITE):
        bite = young[start : start + _BITE]
        texts = _texts(link, [u for u in bite if reading.is_worth_its_text(_head(heads[u]))])
        for uid in bite:
            raw = _head(heads[uid]) + texts.get(uid, b"")
            yield _read(raw, at=_arrival(heads[uid]), place=f"{uid}.{validity}")


def _texts(link: Link, uids: Sequence[int]) -> dict[int, bytes]:
    found = link.fetch(uids, [_TEXT]) if uids else {}
    return {uid: _part(one, b"BODY[TEXT]") for uid, one in found.items()}


def _read(raw: bytes, *, at: datetime, place: str) -> Incoming:
    try:
        return reading.read(raw, at=at, place=place)
    except Exception:  # a mail that nobody can read must not hide all that come after it
        log.exception("a message of the inbox cannot be read")
        return reading.unreadable(at=at, place=place)


def _is_young(fetched: Fetched, not_before: datetime | None) -> bool:
    return not_before is None or _arrival(fetched) >= not_before


def _arrival(fetched: Fetched) -> datetime:
    """When the server took it in, which no sender can forge."""
    at = fetched.get(b"INTERNALDATE")
    if not isinstance(at, datetime):
        return datetime.now(UTC)
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def _head(fetched: Fetched) -> bytes:
    """The headers with the empty line behind them, which one that was cut off lacks."""
    head = _part(fetched, b"BODY[HEADER")
    return head if len(head) < _HEAD_BYTES else head + b"\r\n\r\n"


def _part(fetched: Fetched, name: bytes) -> bytes:
    """A part by the beginning of its name: servers repeat the rest in spellings of their own."""
    found = (v for k, v in fetched.items() if k.upper().startswith(name))
    value = next(found, None)
    if isinstance(value, int):
        return str(value).encode()
    return value if isinstance(value, bytes) else b""
