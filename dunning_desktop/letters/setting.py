"""How the words of a letter are set, whatever it is about: paragraphs, signature, pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dunning_desktop.domain.letter import Words
from dunning_desktop.letters.around import every_page, first_page, later_page
from dunning_desktop.letters.correspondence import Correspondence
from dunning_desktop.letters.flow import Block, Pages, loosest
from dunning_desktop.letters.groups import Together
from dunning_desktop.letters.markup import BOLD
from dunning_desktop.letters.prose import Blank, Prose
from dunning_desktop.letters.rich import Rich
from dunning_desktop.letters.sheet import Sheet
from dunning_desktop.letters.style import Style, densities
from dunning_desktop.letters.vocabulary import one_line

_PARTING = 2
_BETWEEN_ITEMS = 0.45
"""Of the space between two paragraphs."""
_SHORT = 5
"""The last two paragraphs, of up to so many lines each, stay with the signature."""


def laid_out(content: Correspondence, blocks: Callable[[Style], Iterable[Block]]) -> Pages:
    """The blocks on the pages of this house's paper."""
    layout = content.house.layout
    return loosest(blocks, densities(content.house.look), layout.text, layout.later)


def printed(content: Correspondence, words: Words, pages: Pages) -> bytes:
    """The pages as a PDF: the same bytes for the same content and words."""
    house = content.house
    sheet = Sheet(
        title=words.subject,
        author=house.name,
        language=content.figures.tag,
        page=house.layout.page,
        day=content.facts.today,
    )
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


def subject(words: Words, style: Style) -> Iterator[Prose]:
    """What the letter is about, where it says so."""
    if words.subject.strip():
        yield Prose(
            one_line(words.subject),
            style.look.bold,
            style.subject,
            style.subject * 1.25,
            ink=style.look.accent,
        )


def paragraphs(text: str, style: Style, *, first: float) -> Iterator[Prose | Rich]:
    """The paragraphs of a text; ``first`` is the space above the first one."""
    for number, paragraph in enumerate(Words.paragraphs(text)):
        above = style.paragraph if number else first
        if paragraph.startswith(Words.ITEM):
            item = paragraph.removeprefix(Words.ITEM)
            yield Rich(item, style, above * _BETWEEN_ITEMS if number else above, item=True)
        elif BOLD in paragraph:
            yield Rich(paragraph, style, above)
        else:
            face, measure = style.look.plain, style.measure
            yield Prose(paragraph, face, style.text, style.leading, above, measure=measure)


def signed(
    closing: list[Prose | Rich], content: Correspondence, style: Style
) -> Iterator[Block]:
    """The closing; its last words and the signature are not parted by a page break."""
    signature = _signature(content, style)
    kept: list[Block] = []
    while closing and len(kept) < _PARTING:
        if closing[-1].height(content.house.layout.text.width) > _SHORT * style.leading:
            break
        kept.insert(0, closing.pop())
    yield from closing
    yield Together((*kept, *signature))


def _signature(content: Correspondence, style: Style) -> tuple[Block, ...]:
    """Room to sign in, who signs, and for whom."""
    signatory = one_line(content.facts.business.signatory)
    names = [name for name in (signatory, content.house.name) if name]
    look = style.look
    lines = [
        Prose(
            name, look.bold if signatory and not number else look.plain, style.text, style.leading
        )
        for number, name in enumerate(names)
    ]
    return (Blank(style.signature), *lines)
