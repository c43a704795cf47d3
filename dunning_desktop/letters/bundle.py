"""All letters in one PDF, in their order, to print in one go; a bookmark leads to each."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, OutlineItem, Stream, String

from dunning_desktop.domain.errors import Stopped
from dunning_desktop.letters.metadata import PROGRAM, xmp
from dunning_desktop.usecases.ports import Progress


def bundled(
    letters: Sequence[bytes],
    *,
    titles: Sequence[str] = (),
    duplex: bool = False,
    progress: Progress | None = None,
) -> bytes:
    """One PDF of the letters; each keeps its own page numbers. ``titles`` name the bookmarks.

    ``duplex`` adds an empty page after a letter with an odd number of them, so that on a
    printer that prints both sides every letter begins on a sheet of its own. Raises ``Stopped``
    where the progress says so.
    """
    target = pikepdf.new()
    starts = []
    for done, letter in enumerate(letters, 1):
        starts.append(len(target.pages))
        _append(target, letter, duplex=duplex)
        if progress is not None and not progress(done, len(letters)):
            raise Stopped
    if titles:
        with target.open_outline() as outline:
            outline.root.extend(
                OutlineItem(title, start) for title, start in zip(titles, starts, strict=True)
            )
    _describe(target, letters)
    out = BytesIO()
    target.save(out, deterministic_id=True, min_version="1.5")
    return out.getvalue()


def _append(target: pikepdf.Pdf, letter: bytes, *, duplex: bool) -> None:
    source = pikepdf.open(BytesIO(letter))
    target.pages.extend(source.pages)
    if duplex and len(source.pages) % 2:
        _, _, width, height = (float(one) for one in source.pages[-1].mediabox)
        target.add_blank_page(page_size=(width, height))


def _describe(target: pikepdf.Pdf, letters: Sequence[bytes]) -> None:
    """A title, and the letters' own fingerprint: no time of making."""
    digest = hashlib.sha256()
    for letter in letters:
        digest.update(hashlib.sha256(letter).digest())
    title = "1 letter" if len(letters) == 1 else f"{len(letters)} letters"
    packet = xmp(title=title, author=PROGRAM, language="en-GB", day=None)
    target.Root.Metadata = target.make_indirect(
        Stream(target, packet, Type=Name.Metadata, Subtype=Name.XML)
    )
    target.docinfo = target.make_indirect(
        Dictionary(
            Title=String(title),
            Author=String(PROGRAM),
            Creator=String(PROGRAM),
            Subject=String(digest.hexdigest()),
        )
    )
    target.Root.Lang = String("en-GB")
    target.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
