"""The evidence file as one PDF: every page numbered, an index that leads there, bookmarks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Page, Rectangle
from reportlab.pdfgen.canvas import Canvas

from dunning_desktop.domain.errors import Stopped
from dunning_desktop.domain.evidence import EvidenceFacts, Exhibit
from dunning_desktop.letters.evidence_content import Dossier, dossier_of
from dunning_desktop.letters.evidence_exhibit import opened, sheets
from dunning_desktop.letters.evidence_front import (
    IndexLine,
    Written,
    account,
    chronology,
    contacts,
    cover,
    index,
    schedule,
)
from dunning_desktop.letters.fonts import printable, regular, strong
from dunning_desktop.letters.geometry import MM, PAGE, Box
from dunning_desktop.letters.laying import AROUND, draw_on, laid, size_of
from dunning_desktop.letters.sheet import GREY
from dunning_desktop.letters.statement import statement_pdf

Progress = Callable[[int, int], bool]

_STAMP = 9 * MM
"""Where the page number stands, above the foot of the page; nothing else comes so low."""
_STAMP_SIZE = 8.4
_EVERY = 20
"""So many pages between two calls of the progress."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """How large a page is, in points, and what is written at its foot."""

    width: float
    height: float
    left: str
    right: str


@dataclass(slots=True)
class Part:
    """A part of the file: its title, its pages with room at the foot, and the exhibit it shows."""

    title: str
    pdfs: list[pikepdf.Pdf]
    exhibit: Exhibit | None = None
    first: int = 0
    """The page of the file it begins on, from 0."""

    @property
    def count(self) -> int:
        """How many pages it has."""
        return sum(len(one.pages) for one in self.pdfs)


def evidence_pdf(facts: EvidenceFacts, *, progress: Progress | None = None) -> bytes:
    """The file as a PDF: the same bytes for the same facts. Raises ``Stopped``."""
    dossier = dossier_of(facts)
    going = _Going(progress, max(len(facts.exhibits), 1))
    parts = list(_parts(dossier, going))
    first = Part(dossier.say("head", "title"), [opened(cover(dossier).pdf)])
    # The index takes as many pages whatever the numbers in it; then they are known.
    listed = _index_of(dossier, index(dossier, _lines(dossier, parts)))
    before = 0
    for part in (first, listed, *parts):
        part.first = before
        before += part.count
    made = index(dossier, _lines(dossier, parts))
    listed.pdfs = _index_of(dossier, made).pdfs
    target = _bound(dossier, [first, listed, *parts], going)
    _link(target, listed, parts, made)
    _mark(dossier, target, [first, listed, *parts])
    _describe(dossier, target)
    return _saved(target)


def _index_of(dossier: Dossier, made: Written) -> Part:
    return Part(dossier.say("parts", "index"), [opened(made.pdf)])


@dataclass(slots=True)
class _Going:
    """How far it is: each exhibit counts once when it was opened, once when it was bound in."""

    progress: Progress | None
    exhibits: int
    opened: int = 0

    def open(self) -> None:
        """One more exhibit is there. Raises ``Stopped``."""
        self.opened += 1
        self._say(self.opened)

    def bind(self, pages: int, of: int) -> None:
        """So many pages are bound. Raises ``Stopped``."""
        if not pages % _EVERY or pages == of:
            self._say(self.exhibits + self.exhibits * pages // of)

    def _say(self, done: int) -> None:
        if self.progress is not None and not self.progress(done, 2 * self.exhibits):
            raise Stopped


def _parts(dossier: Dossier, going: _Going) -> Iterator[Part]:
    say = dossier.say
    yield Part(say("parts", "account"), [opened(account(dossier).pdf)])
    interest = laid(opened(statement_pdf(dossier.facts.statement)))
    yield Part(say("parts", "interest"), [interest])
    yield Part(say("parts", "chronology"), [opened(chronology(dossier).pdf)])
    yield Part(say("parts", "contacts"), [opened(contacts(dossier).pdf)])
    for one in dossier.facts.exhibits:
        yield Part(dossier.named(one), sheets(dossier, one), exhibit=one)
        going.open()
    if dossier.facts.exhibits:
        yield Part(say("parts", "schedule"), [opened(schedule(dossier).pdf)])


def _lines(dossier: Dossier, parts: Sequence[Part]) -> list[IndexLine]:
    return [
        IndexLine(
            one.title,
            one.first + 1,
            one.exhibit.number if one.exhibit else 0,
            dossier.figures.short_day(one.exhibit.day)
            if one.exhibit and one.exhibit.day
            else "",
        )
        for one in parts
    ]


# Binding


def _bound(dossier: Dossier, parts: Sequence[Part], going: _Going) -> pikepdf.Pdf:
    """All pages in one, each with its stamp."""
    target = pikepdf.new()
    pages = parts[-1].first + parts[-1].count
    stamps: list[Stamp] = []
    for part in parts:
        for page in (page for pdf in part.pdfs for page in pdf.pages):
            target.pages.append(page)
            stamps.append(_stamp_of(dossier, part, target.pages[-1], len(stamps) + 1, of=pages))
            going.bind(len(stamps), pages)
    _stamp(target, stamps)
    return target


def _saved(target: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    target.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )
    return out.getvalue()


def _stamp_of(dossier: Dossier, part: Part, page: Page, number: int, *, of: int) -> Stamp:
    exhibit = part.exhibit
    left = dossier.say("stamp", "exhibit", number=str(exhibit.number)) if exhibit else ""
    if dossier.facts.specimen:
        left = f"{left}   {dossier.texts.labels['specimen']}".strip()
    written = (dossier.figures.number(one) for one in (number, of))
    page_number = dict(zip(("page", "pages"), written, strict=True))
    return Stamp(*size_of(page), left, dossier.say("stamp", "page", **page_number))


def _stamp(target: pikepdf.Pdf, made: Sequence[Stamp]) -> None:
    """The exhibit at the left and the page at the right, drawn for all pages at once."""
    out = BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1, initialFontName=regular().name)
    for face in (regular(), strong()):
        face.begin(canvas)
    for one in made:
        canvas.setPageSize((one.width, one.height))
        canvas.setFillGray(0)
        canvas.setFont(strong().name, _STAMP_SIZE)
        canvas.drawString(AROUND[0] * 2, _STAMP, printable(one.left))
        canvas.setFillGray(GREY)
        canvas.setFont(regular().name, _STAMP_SIZE)
        canvas.drawRightString(one.width - AROUND[2] * 2, _STAMP, printable(one.right))
        canvas.showPage()
    canvas.save()
    stamps = opened(out.getvalue())
    for page, stamp, one in zip(target.pages, stamps.pages, made, strict=True):
        draw_on(page, target, stamp, Rectangle(0, 0, one.width, one.height), name="/Stamp")


def _link(target: pikepdf.Pdf, listed: Part, parts: Sequence[Part], made: Written) -> None:
    """Each line of the index leads to its part."""
    found: dict[int, list[tuple[Box, int]]] = {}
    for page, box, line in made.lines:
        found.setdefault(listed.first + page, []).append((box, parts[line].first))
    for page_number, lines in found.items():
        target.pages[page_number].obj.Annots = target.make_indirect(
            Array([_annotation(target, box, goes) for box, goes in lines])
        )


def _annotation(target: pikepdf.Pdf, box: Box, goes: int) -> pikepdf.Object:
    rect = [box.left, PAGE.height - box.bottom, box.right, PAGE.height - box.top]
    return target.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([round(one, 2) for one in rect]),
            Border=Array([0, 0, 0]),
            Dest=Array([target.pages[goes].obj, Name.Fit]),
        )
    )


def _mark(dossier: Dossier, target: pikepdf.Pdf, parts: Sequence[Part]) -> None:
    """A bookmark for each part, and one for each exhibit under a common one."""
    with target.open_outline() as outline:
        exhibits: OutlineItem | None = None
        for part in parts:
            if part.exhibit is None:
                outline.root.append(OutlineItem(part.title, part.first, "Fit"))
                continue
            if exhibits is None:
                exhibits = OutlineItem(dossier.say("parts", "exhibits"), part.first, "Fit")
                outline.root.append(exhibits)
            title = f"{part.exhibit.number}. {part.title}"
            exhibits.children.append(OutlineItem(title, part.first, "Fit"))


def _describe(dossier: Dossier, target: pikepdf.Pdf) -> None:
    target.docinfo["/Title"] = f"{dossier.say('head', 'title')}: {dossier.subject}"
    target.docinfo["/Author"] = dossier.house.name
    target.docinfo["/Creator"] = "Dunning Desktop"
    target.Root.PageMode = Name.UseOutlines
    target.Root.Lang = dossier.figures.tag
    target.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
