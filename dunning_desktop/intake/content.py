"""What a file is, told from its bytes and never from its name."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from dunning_desktop.intake.refusal import Reason, refusal

LARGEST_FILE = 200 * 2**20
# A workbook is a zip: what it unpacks to decides how much memory reading it takes.
LARGEST_UNPACKED = 2**30
# Everything zipfile was seen to raise on archives with wrong bytes.
ARCHIVE_FAULTS = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, IndexError),
    *(NotImplementedError, OSError, OverflowError, RuntimeError, ValueError),
)
_HEAD = 4096
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_MARKUP = re.compile(rb"<(!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)
_BINARY = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"SQLite ")
# Tab, line ends, form feed, the Ctrl-Z of old DOS files, and NUL (counted apart).
_ODD = bytes(set(range(32)) - {0, 9, 10, 11, 12, 13, 26})


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a file, what they hash to, and whether they are a workbook or text."""

    path: Path
    data: bytes
    digest: str
    workbook: bool


def read_content(path: Path) -> Content:
    """Read a file and tell workbook from text; ``UnreadableFile`` for everything else."""
    data = _read(path)
    reason = _unusable(data)
    if reason is not None:
        raise refusal(path, reason)
    return Content(path, data, sha256(data).hexdigest(), workbook=_is_workbook(data))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise refusal(path, Reason.MISSING) from None
    except IsADirectoryError:
        raise refusal(path, Reason.NOT_A_FILE) from None
    except PermissionError:
        # Windows answers the same for a folder.
        reason = Reason.NOT_A_FILE if path.is_dir() else Reason.NOT_PERMITTED
        raise refusal(path, reason) from None
    except (OSError, ValueError) as error:
        raise refusal(path, Reason.UNREADABLE, str(error)) from error
    if len(data) > LARGEST_FILE:
        raise refusal(path, Reason.TOO_LARGE, f"{LARGEST_FILE >> 20} MB")
    return data


def _unusable(data: bytes) -> Reason | None:
    if data.startswith(b"PK"):
        return _zip_trouble(data)
    if data.startswith(_OLE):
        return _ole_trouble(data)
    return _text_trouble(data)


def _is_workbook(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", _OLE))


def _zip_trouble(data: bytes) -> Reason | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _archive_trouble(archive)
    except ARCHIVE_FAULTS:
        # Two letters are no archive: a list may begin with a column "PKG".
        return Reason.DAMAGED if data.startswith(b"PK\x03\x04") else _text_trouble(data)


def _archive_trouble(archive: zipfile.ZipFile) -> Reason | None:
    names = set(archive.namelist())
    if sum(info.file_size for info in archive.infolist()) > LARGEST_UNPACKED:
        return Reason.TOO_LARGE
    if any(name.startswith("xl/") for name in names):
        return None
    return _opendocument_trouble(archive, names)


def _opendocument_trouble(archive: zipfile.ZipFile, names: set[str]) -> Reason | None:
    if "content.xml" not in names or "mimetype" not in names:
        return Reason.ZIP
    if b"spreadsheet" not in _member(archive, "mimetype"):
        return Reason.ZIP
    if b"encryption-data" in _member(archive, "META-INF/manifest.xml"):
        return Reason.PASSWORD
    return None


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except (KeyError, *ARCHIVE_FAULTS):
        return b""


def _ole_trouble(data: bytes) -> Reason | None:
    """An .xls is a compound file with a Workbook stream; an encrypted .xlsx hides in one."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Reason.PASSWORD
    streams = [name.encode("utf-16-le") for name in ("Workbook", "Book")]
    return None if any(name in data for name in streams) else Reason.BINARY


def _text_trouble(data: bytes) -> Reason | None:
    head = data[:_HEAD]
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe\x1a"):
        return Reason.EMPTY
    if head.lstrip().startswith(b"%PDF"):
        return Reason.PDF
    if head.startswith(_BINARY) or _looks_binary(head):
        return Reason.BINARY
    return _markup(head)


def _markup(head: bytes) -> Reason | None:
    """HTML that calls itself .xls is what many web programs export; XML may be an e-invoice."""
    plain = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    if not plain.startswith(b"<"):
        return Reason.BINARY if plain.startswith(b"{\\rtf") else None
    if _MARKUP.search(plain):
        return Reason.HTML
    return Reason.XML if plain.startswith((b"<?xml", b"<!--")) else None


def _looks_binary(head: bytes) -> bool:
    """More than one byte in a hundred is a control character that no text uses."""
    odd = len(head) - len(head.translate(None, _ODD))
    return odd * 100 > len(head)
