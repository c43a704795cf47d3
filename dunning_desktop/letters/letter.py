"""The letter: words, tables and payment box in a column, on one page when it can be one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from dunning_desktop.domain.letter import Words
from dunning_desktop.letters.content import Content
from dunning_desktop.letters.flow import Block, Pages, loosest
from dunning_desktop.letters.fonts import regular, strong
from dunning_desktop.letters.geometry import TEXT, TEXT_LATER
from dunning_desktop.letters.groups import Together
from dunning_desktop.letters.ledger import Ledger
from dunning_desktop.letters.letterhead import every_page, first_page, later_page
from dunning_desktop.letters.paybox import PayBox
from dunning_desktop.letters.prose import Blank, Prose
from dunning_desktop.letters.sheet import GREY, Sheet
from dunning_desktop.letters.style import DENSITIES, Style
from dunning_desktop.letters.table import Table, tables
from dunning_desktop.letters.vocabulary import one_line
from dunning_desktop.letters.working import working

_PARTING = 2
_SHORT = 5
"""The last two paragraphs, of up to so many lines each, stay with the signature."""


def letter_pdf(content: Content, words: Words) -> bytes:
    """The letter as a PDF: the same bytes for the same content and words."""
    sheet = Sheet(title=words.subject, author=content.house.name, language=content.figures.tag)
    pages = _pages(content, words)
    for number, page in enumerate(pages, 1):
        if number == 1:
            first_page(sheet, content)
        else:
            later_page(sheet, content)
        for placed in page:
            placed.block.draw(sheet, placed.box)
        every_page(sheet, content, number, pages=len(pages))
        sheet.next_page()
    return sheet.finish()


def _pages(content: Content, words: Words) -> Pages:
    made = tables(content)
    notes = working(content)
    return loosest(partial(_blocks, content, words, made, notes), DENSITIES, TEXT, TEXT_LATER)


def _blocks(
    content: Content,
    words: Words,
    made: tuple[Table, ...],
    notes: tuple[str, ...],
    style: Style,
) -> Iterator[Block]:
    if words.subject.strip():
        yield Prose(one_line(words.subject), strong(), style.subject, style.subject * 1.25)
    yield from _paragraphs(words.opening, style, first=style.section * 0.75)
    for table in made:
        yield Ledger.of(table, style, TEXT.width)
    for note in notes:
        yield Prose(
            note,
            regular(),
            style.note,
            style.note_leading,
            style.paragraph,
            GREY,
            measure=style.measure,
        )
    yield PayBox(content, style)
    closing = list(_paragraphs(words.closing, style, first=style.section))
    yield from _signed(closing, content, style)


def _paragraphs(text: str, style: Style, *, first: float) -> Iterator[Prose]:
    for number, paragraph in enumerate(Words.paragraphs(text)):
        above = style.paragraph if number else first
        yield Prose(paragraph, regular(), style.text, style.leading, above, measure=style.measure)


def _signed(closing: list[Prose], content: Content, style: Style) -> Iterator[Block]:
    """The closing; its last words and the signature are not parted by a page break."""
    signature = _signature(content, style)
    kept: list[Block] = []
    while closing and len(kept) < _PARTING:
        if closing[-1].height(TEXT.width) > _SHORT * style.leading:
            break
        kept.insert(0, closing.pop())
    yield from closing
    yield Together((*kept, *signature))


def _signature(content: Content, style: Style) -> tuple[Block, ...]:
    """Room to sign in, who signs, and for whom."""
    signatory = one_line(content.facts.business.signatory)
    names = [name for name in (signatory, content.house.name) if name]
    lines = [
        Prose(name, strong() if signatory and not number else regular(), style.text, style.leading)
        for number, name in enumerate(names)
    ]
    return (Blank(style.signature), *lines)
