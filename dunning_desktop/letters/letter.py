"""The letter: words, tables and payment box in a column, on one page when it can be one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from dunning_desktop.domain.letter import Words
from dunning_desktop.letters.content import Content
from dunning_desktop.letters.flow import Block
from dunning_desktop.letters.ledger import Ledger
from dunning_desktop.letters.paybox import PayBox
from dunning_desktop.letters.prose import Prose
from dunning_desktop.letters.setting import laid_out, paragraphs, printed, signed, subject
from dunning_desktop.letters.sheet import GREY
from dunning_desktop.letters.style import Style
from dunning_desktop.letters.table import Table, tables
from dunning_desktop.letters.working import working


def letter_pdf(content: Content, words: Words) -> bytes:
    """The letter as a PDF: the same bytes for the same content and words."""
    made, notes = tables(content), working(content)
    blocks = partial(_blocks, content, words, made, notes)
    return printed(content, words, laid_out(content, blocks))


def _blocks(
    content: Content,
    words: Words,
    made: tuple[Table, ...],
    notes: tuple[str, ...],
    style: Style,
) -> Iterator[Block]:
    yield from subject(words, style)
    yield from paragraphs(words.opening, style, first=style.section * 0.75)
    for table in made:
        yield Ledger.of(table, style, content.house.layout.text.width)
    for note in notes:
        yield Prose(
            note,
            style.look.plain,
            style.note,
            style.note_leading,
            style.paragraph,
            GREY,
            measure=style.measure,
        )
    yield PayBox(content, style)
    closing = list(paragraphs(words.closing, style, first=style.section))
    yield from signed(closing, content, style)
