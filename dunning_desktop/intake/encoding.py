"""From bytes to text: byte order mark, UTF-16 by its NULs, strict UTF-8, else Windows-1252.

No statistical detector: on short files they turn "£120.00" into "Ż120.00" and are sure of it.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator

ENCODINGS = (
    "utf-8",
    "cp1252",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "cp1250",
    "iso8859-2",
    "iso8859-15",
    "cp1251",
    "cp850",
    "mac-roman",
    "utf-32",
)
"""What the owner can choose from."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK = 1 << 20


def guess_encoding(data: bytes) -> str:
    """The name of the encoding; always one that can be read to the end."""
    for mark, name in _MARKS:
        if data.startswith(mark) and decodes(data, name):
            return name
    wide = _utf16(data[:4096])
    if wide and decodes(data, wide):
        return wide
    return "utf-8" if decodes(data, "utf-8") else "cp1252"


def _utf16(head: bytes) -> str:
    """Western text in UTF-16 has a NUL in every other byte, nearly always."""
    half = max(len(head) // 2, 1)
    if head[1::2].count(0) * 10 > half * 4:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) * 10 > half * 4 else ""


def decodes(data: bytes, encoding: str) -> bool:
    """Whether every byte can be read; five undefined bytes of the 8-bit tables are let pass."""
    decoder = codecs.getincrementaldecoder(_codec(encoding))(_errors(encoding))
    try:
        for start in range(0, len(data), _CHUNK):
            decoder.decode(data[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def lines(data: bytes, encoding: str) -> Iterator[str]:
    """The lines with their ends as they are: LF, CRLF and lone CR alike."""
    text = io.TextIOWrapper(
        io.BytesIO(data), encoding=_codec(encoding), errors=_errors(encoding), newline=""
    )
    first = next(text, "").removeprefix("\ufeff")
    if first:
        yield first
    yield from text


def _codec(encoding: str) -> str:
    return "utf-8-sig" if encoding == "utf-8" else encoding


def _errors(encoding: str) -> str:
    return "strict" if encoding.startswith("utf") else "replace"
