"""Reads a finished PDF back: its words, and where each piece of text stands, in millimetres."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2

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
