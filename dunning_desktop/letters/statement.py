"""The statement of interest on paper: how each figure comes about, for a court or an agency."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from dunning_desktop.domain.statement import StatementFacts
from dunning_desktop.letters.flow import Pages, loosest
from dunning_desktop.letters.geometry import MM
from dunning_desktop.letters.masthead import draw_foot, draw_sender, running_head, sender_bottom
from dunning_desktop.letters.sheet import Sheet
from dunning_desktop.letters.statement_blocks import blocks
from dunning_desktop.letters.statement_content import Statement, statement_of
from dunning_desktop.letters.style import STATEMENT
from dunning_desktop.letters.vocabulary import one_line

_BELOW_SENDER = 12 * MM
_FEW = 3
"""More invoices than that are set less loosely: three of them stand on a page."""


def statement_pdf(facts: StatementFacts) -> bytes:
    """The statement as a PDF: the same bytes for the same facts."""
    statement = statement_of(facts)
    sheet = Sheet(
        title=statement.title,
        author=statement.house.name,
        language=statement.figures.tag,
        page=statement.house.layout.page,
        day=facts.today,
    )
    pages = _pages(statement)
    for number, page in enumerate(pages, 1):
        if number == 1:
            draw_sender(sheet, statement.house)
        else:
            running_head(sheet, statement.house, _about(statement), statement.today)
        for placed in page:
            placed.block.draw(sheet, placed.box)
        draw_foot(sheet, statement.house, number, pages=len(pages), specimen=facts.specimen)
        sheet.next_page()
    return sheet.finish()


def _about(statement: Statement) -> tuple[str, ...]:
    client = statement.facts.client
    name = (one_line(client.name), one_line(client.reference)) if client else ()
    return (statement.say("head", "title"), *name)


def _pages(statement: Statement) -> Pages:
    text = statement.house.layout.text
    first = replace(text, top=sender_bottom(statement.house) + _BELOW_SENDER)
    few = len(statement.facts.items) <= _FEW
    densities = STATEMENT if few else STATEMENT[1:]
    return loosest(partial(blocks, statement), densities, first, statement.house.layout.later)
