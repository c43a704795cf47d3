"""The faces of letters, Source Sans 3 and Source Serif 4: widths, and characters they lack."""

from __future__ import annotations

import logging
import unicodedata
import zlib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import groupby

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFName
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont, TTFontFace
from reportlab.pdfgen.canvas import Canvas

from dunning_desktop import resources

log = logging.getLogger(__name__)

# ASCII is in every subset; up to 31 more find room beside it in the first one.
_USUAL = "£€–—‘’“”…·−•éöüäñçáíóàèßØø"
_SUBSETS = 64
NBSP = "\N{NO-BREAK SPACE}"
MISSING = "\N{WHITE SQUARE}"
"""Printed for a character the face has no glyph for: a gap would hide that something is lost."""


class _KeptFace(TTFontFace):  # type: ignore[misc] # ReportLab has no types
    """A face that keeps its subsets: to cut and compress them took a third of a letter's time."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self._kept: dict[tuple[int, ...], tuple[bytes, bytes]] = {}
        self._shown = {code: f"{width:g}" for code, width in self.charWidths.items()}

    def getCharWidth(self, code: int) -> str:  # noqa: N802 - ReportLab's name
        """For the table of widths only: ready digits print ten times as fast as numbers."""
        return self._shown.get(code, f"{self.defaultWidth:g}")

    def makeSubset(self, subset: Sequence[int]) -> bytes:  # noqa: N802 - ReportLab's name
        key = tuple(subset)
        if key not in self._kept:
            if len(self._kept) > _SUBSETS:
                self._kept.clear()
            cut: bytes = super().makeSubset(subset)
            self._kept[key] = (cut, zlib.compress(cut, 9))
        return self._kept[key][0]

    def addSubsetObjects(self, doc: PDFDocument, fontname: str, subset: Sequence[int]) -> object:  # noqa: N802
        descriptor = super().addSubsetObjects(doc, fontname, subset)
        stream = doc.idToObject[f"fontFile:{self.filename}({fontname})"]
        stream.content = self._kept[tuple(subset)][1]
        stream.dictionary["Filter"] = PDFName("FlateDecode")
        return descriptor


class Face:
    """A face of a family. Its figures are tabular: every digit is equally wide.

    ``instead`` is the face that prints what this one has no glyph for.
    """

    def __init__(self, name: str, file: str, *, instead: Face | None = None) -> None:
        path = str(resources.path("fonts", file))
        self._font = TTFont(name, path)
        self._font.face = _KeptFace(path)
        registerFont(self._font)
        self.name = name
        self._codes: dict[int, int] = {}
        self._own: dict[int, float] = self._font.face.charWidths
        self._instead = instead
        # In thousandths of the size in both faces.
        self._widths: dict[int, float] = dict(self._own)
        if instead is not None:
            self._widths = {**instead.widths, **self._own}
        self._missing: float = self._font.face.defaultWidth

    def width(self, text: str, size: float) -> float:
        """How wide the text is at that size, in points."""
        return _thousandths(self, text) * size / 1000

    @property
    def widths(self) -> Mapping[int, float]:
        """The width of each character there is a glyph for, in thousandths of the size."""
        return self._widths

    def has(self, character: str) -> bool:
        """Whether there is a glyph for the character."""
        return ord(character) in self._widths

    def thousandths(self, text: str) -> float:
        """The width at size 1, in thousandths."""
        widths, missing = self._widths, self._missing
        return sum([widths.get(ord(one), missing) for one in text])

    def begin(self, canvas: Canvas) -> None:
        """Put the usual characters first: most letters then share one subset and its codes."""
        document = canvas._doc  # noqa: SLF001 - ReportLab keeps a font's subsets by document
        if self._instead is not None:
            self._instead.begin(canvas)
        self._font.splitString(_USUAL, document)
        if not self._codes:
            self._codes = dict(self._font.state[document].assignments)
            self._codes[ord(NBSP)] = ord(" ")

    def shown(self, text: str, canvas: Canvas) -> list[tuple[str, str]]:
        """The text for a page's stream: the inner name of a subset, and codes in hexadecimal."""
        document = canvas._doc  # noqa: SLF001
        codes = _usual_codes(self, text)
        if codes is None and self._instead is not None:
            runs = groupby(text, key=lambda one: ord(one) in self._own or ord(one) == ord(NBSP))
            return [
                part
                for mine, run in runs
                for part in (self if mine else self._instead)._parts("".join(run), document)  # noqa: SLF001
            ]
        if codes is None:
            return self._parts(text, document)
        return [(self._font.getSubsetInternalName(0, document), codes.hex())]

    def _parts(self, text: str, document: PDFDocument) -> list[tuple[str, str]]:
        name = self._font.getSubsetInternalName
        return [
            (name(subset, document), one.hex())
            for subset, one in self._font.splitString(text, document)
        ]

    def usual_codes(self, text: str) -> bytes | None:
        """The text in codes that are the same in every document; None where it has others."""
        codes = [self._codes.get(ord(one), -1) for one in text]
        return bytes(codes) if min(codes, default=0) >= 0 else None


@lru_cache(maxsize=8192)
def _usual_codes(face: Face, text: str) -> bytes | None:
    return face.usual_codes(text)


@lru_cache(maxsize=8192)
def _thousandths(face: Face, text: str) -> float:
    """Words and labels come again in every letter: measured once, they cost a look-up."""
    return face.thousandths(text)


@cache
def regular() -> Face:
    """For text."""
    return Face("Letter", "SourceSans3-Regular.ttf")


@cache
def strong() -> Face:
    """For headings and for the one amount."""
    return Face("Letter-Strong", "SourceSans3-SemiBold.ttf")


@cache
def serif() -> Face:
    """For the text of a traditional letter."""
    return Face("Letter-Serif", "SourceSerif4-Regular.ttf", instead=regular())


@cache
def serif_strong() -> Face:
    """For its headings and for the one amount."""
    return Face("Letter-Serif-Strong", "SourceSerif4-SemiBold.ttf", instead=strong())


@lru_cache(maxsize=8192)
def printable(text: str, face: Face | None = None) -> str:
    """The text with what cannot be printed replaced: control characters and unknown glyphs.

    ``face`` is the one it is printed in; None for the usual one.
    """
    if text.isascii() and text.isprintable():
        return text
    printed = face or regular()
    return "".join(_glyph(one, printed) for one in unicodedata.normalize("NFC", text))


def without_glyphs(text: str) -> str:
    """The characters of a text that no face can print, each once, in their order."""
    found = (one for one in unicodedata.normalize("NFC", text) if _missing(one, regular()))
    return "".join(dict.fromkeys(found))


def _missing(character: str, face: Face) -> bool:
    return character != MISSING and _plain(character, face) == MISSING


@cache
def _glyph(character: str, face: Face) -> str:
    """The character, its plain form, nothing for an invisible one, or ``MISSING`` (logged once)."""
    found = _plain(character, face)
    if found == MISSING != character:
        log.warning("the letter's font has no glyph for U+%04X", ord(character))
    return found


def _plain(character: str, face: Face) -> str:
    kind = unicodedata.category(character)
    if kind in {"Cc", "Zl", "Zp", "Zs"}:
        return NBSP if character in "\u00a0\u202f\u2007" else " "
    if kind == "Cf":
        return ""
    if face.has(character):
        return character
    plain = unicodedata.normalize("NFKC", character)
    if plain != character and all(face.has(one) for one in plain):
        return plain
    return MISSING
