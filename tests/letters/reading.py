"""Reads a finished PDF back: its words, and where each piece of text stands, in millimetres."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2

from dunning_desktop.domain.statement import StatementFacts
from dunning_desktop.letters.press import Press

_MM = 72 / 25.4


@dataclass(frozen=True)
class Piece:
    """Text and its box in millimetres from the top left corner of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def page_count(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page, every run of white space made one space."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [
            " ".join(page.get_textpage().get_text_bounded().replace("\x02", "-").split())
            for page in document
        ]
    finally:
        document.close()


def text(pdf: bytes) -> str:
    return " ".join(page_texts(pdf))


def said(one: StatementFacts) -> str:
    """The words of a statement of interest."""
    return text(Press().statement(one))


def pieces(pdf: bytes, page: int = 0) -> list[Piece]:
    """The runs of text on a page, each with its ink's box."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        sheet = document[page]
        words = sheet.get_textpage()
        boxes = [words.get_rect(number) for number in range(words.count_rects())]
        height = sheet.get_height()
        return [
            Piece(
                words.get_text_bounded(*box),
                box[0] / _MM,
                (height - box[3]) / _MM,
                box[2] / _MM,
                (height - box[1]) / _MM,
            )
            for box in boxes
        ]
    finally:
        document.close()


def assert_apart(pdf: bytes, *, right: float = 190.3) -> None:
    """No two pieces of text overlap, and none leaves the page's margins."""
    for page in range(page_count(pdf)):
        found = sorted(pieces(pdf, page), key=lambda piece: piece.top)
        assert len(found) > 10
        for number, upper in enumerate(found):
            for lower in found[number + 1 :]:
                apart = lower.left >= upper.right - 0.1 or lower.right <= upper.left + 0.1
                # Ascenders may reach a hair into the line above.
                assert apart or lower.top >= upper.bottom - 0.5, (upper, lower)
        assert all(piece.right <= right and piece.bottom <= 290 for piece in found)
