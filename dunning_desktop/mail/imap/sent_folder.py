"""The Sent folder: found by what servers call it, searched by Message-ID, and added to."""

from __future__ import annotations

import email
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.mail.imap.link import Link
from dunning_desktop.mail.reading import headers as mail_headers

# What providers and mail programs call it where the server does not say which one it is.
_NAMES = (
    "Sent",
    "Sent Items",
    "Sent Messages",
    "Sent Mail",
    "Gesendet",
    "Gesendete Objekte",
    "Gesendete Elemente",
    "Éléments envoyés",
    "Messages envoyés",
    "Envoyés",
    "Enviados",
    "Elementos enviados",
    "Posta inviata",
    "Inviati",
    "Verzonden",
    "Verzonden items",
    "Wysłane",
    "Elementy wysłane",
    "Skickat",
)
_RANK = {name.casefold(): rank for rank, name in enumerate(_NAMES)}
_SENT, _ALL, _CLOSED = b"\\sent", b"\\all", frozenset({b"\\noselect", b"\\nonexistent"})
# So many in one search: a line has its limits, and so has a server's patience with OR.
_TOGETHER = 20
_MESSAGE_ID = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"


class Folders:
    """The folders of a mailbox that matter here; a name is None where there is none."""

    def __init__(self, listed: Iterable[tuple[Collection[bytes], bytes | None, object]]) -> None:
        known = [
            ({bytes(flag).lower() for flag in flags}, delimiter, str(name))
            for flags, delimiter, name in listed
        ]
        usable = [one for one in known if not one[0] & _CLOSED]
        marked = [name for flags, _, name in usable if _SENT in flags]
        named = sorted(
            (_RANK[plain], name)
            for _, delimiter, name in usable
            if (plain := _plain(name, delimiter)) in _RANK
        )
        self.sent = next(iter([*marked, *(name for _, name in named)]), None)
        self.everything = next((name for flags, _, name in usable if _ALL in flags), None)


def found(link: Link, message_ids: Collection[str]) -> frozenset[str]:
    """Which of these lie in the Sent folder, among everything that was kept, or in the inbox."""
    missing = {one for one in message_ids if _can_be_searched(one)}
    wanted = frozenset(missing)
    folders = Folders(link.list_folders()) if missing else None
    if folders is not None:
        for folder in (folders.sent, folders.everything, "INBOX"):
            if folder is not None and missing:
                missing -= _in_folder(link, folder, sorted(missing))
    return wanted - missing


def file(link: Link, raw: bytes, *, message_id: str, at: datetime) -> None:
    """Put a copy there, as read and with its own date, unless one is there already."""
    folder = Folders(link.list_folders()).sent
    if folder is None:
        raise MailError(fault=Fault.REFUSED, detail="no-sent-folder")
    if not (_can_be_searched(message_id) and _in_folder(link, folder, [message_id])):
        link.append(folder, raw, (b"\\Seen",), at)


def _in_folder(link: Link, folder: str, message_ids: Sequence[str]) -> set[str]:
    link.select_folder(folder, readonly=True)
    met: set[str] = set()
    for start in range(0, len(message_ids), _TOGETHER):
        met |= _met(link, message_ids[start : start + _TOGETHER])
    return met


def _met(link: Link, message_ids: Sequence[str]) -> set[str]:
    """Which of them are there: a search finds parts of words too, so what it finds is compared."""
    uids = link.search(_any_of(message_ids))
    there: set[str] = set()
    for fetched in (link.fetch(uids, [_MESSAGE_ID]) if uids else {}).values():
        for name, value in fetched.items():
            if name.startswith(b"BODY[") and isinstance(value, bytes):
                there.update(mail_headers.ids(email.message_from_bytes(value), "Message-ID"))
    return {one for one in message_ids if one in there}


def _any_of(message_ids: Sequence[str]) -> str:
    """OR a OR b c: each OR takes the two that follow."""
    criteria = [f"HEADER Message-ID {_quoted(one)}" for one in message_ids]
    return " ".join([*(f"OR {one}" for one in criteria[:-1]), criteria[-1]])


def _quoted(words: str) -> str:
    """IMAPClient would leave away the quotes that a bracket needs."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _can_be_searched(message_id: str) -> bool:
    """Only what fits a line of IMAP, quoted; nothing else was ever sent from here."""
    return bool(message_id) and message_id.isascii() and message_id.isprintable()


def _plain(name: str, delimiter: bytes | None) -> str:
    """The name within the inbox, without the inbox: INBOX.Sent is Sent."""
    mark = delimiter.decode("ascii", "replace") if delimiter else ""
    first, _, rest = name.partition(mark) if mark else ("", "", "")
    return (rest if first.upper() == "INBOX" and rest else name).casefold()
