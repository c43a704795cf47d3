"""All letters in one PDF, in their order, to print in one go."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from io import BytesIO

import pypdfium2

# PDFium stamps the time it ran, and an identity drawn at random; both have a fixed length.
_CREATED = re.compile(rb"/CreationDate ?\(D:\d{14}[^)]*\)")
_IDENTITY = re.compile(rb"/ID ?\[<[0-9A-F]{32}><[0-9A-F]{32}>\]")


def bundled(letters: Sequence[bytes], *, duplex: bool = False) -> bytes:
    """One PDF of the letters; each keeps its own page numbers.

    ``duplex`` adds an empty page after a letter with an odd number of them, so that on a
    printer that prints both sides every letter begins on a sheet of its own.
    """
    target = pypdfium2.PdfDocument.new()
    try:
        for letter in letters:
            _append(target, letter, duplex=duplex)
        out = BytesIO()
        target.save(out)
    finally:
        target.close()
    return _timeless(out.getvalue(), letters)


def _append(target: pypdfium2.PdfDocument, letter: bytes, *, duplex: bool) -> None:
    source = pypdfium2.PdfDocument(letter)
    try:
        target.import_pages(source)
        if duplex and len(source) % 2:
            target.new_page(*source.get_page_size(len(source) - 1))
    finally:
        source.close()


def _timeless(pdf: bytes, letters: Sequence[bytes]) -> bytes:
    """The PDF with the letters' own fingerprint as its identity, and no time of making."""
    digest = hashlib.sha256()
    for letter in letters:
        digest.update(hashlib.sha256(letter).digest())
    identity = digest.hexdigest()[:32].upper().encode()
    pdf = _CREATED.sub(_zeroed, pdf, count=1)
    head, mark, tail = pdf.rpartition(b"trailer")
    fixed = _IDENTITY.sub(b"/ID[<" + identity + b"><" + identity + b">]", tail, count=1)
    return head + mark + fixed


def _zeroed(match: re.Match[bytes]) -> bytes:
    """The same bytes with another date: the file's table of positions stays true."""
    return re.sub(rb"D:\d{14}", b"D:20000101000000", match[0])
