"""The blocks of a statement: its opening, a section for each invoice, the sums, the notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dunning_desktop.domain.client import Client
from dunning_desktop.domain.owed import OwedItem
from dunning_desktop.letters.flow import Block
from dunning_desktop.letters.fonts import regular, strong
from dunning_desktop.letters.geometry import MM, TEXT, TEXT_LATER
from dunning_desktop.letters.groups import Beside, Headed, Together
from dunning_desktop.letters.ledger import Ledger
from dunning_desktop.letters.prose import Prose
from dunning_desktop.letters.sheet import GREY, INK
from dunning_desktop.letters.statement_content import Statement
from dunning_desktop.letters.statement_item import (
    debtor_lines,
    heading,
    particulars,
    received_table,
    remarks,
)
from dunning_desktop.letters.statement_notes import caution_notes, method_notes
from dunning_desktop.letters.statement_sums import (
    growing,
    summary_note,
    summary_table,
    sums_table,
)
from dunning_desktop.letters.statement_working import rates_table, working_table
from dunning_desktop.letters.style import Style
from dunning_desktop.letters.table import Table
from dunning_desktop.letters.vocabulary import one_line

_GAP = 10.0
_RIGHT = 100 * MM
"""The total stands under the sender's address."""
_AMOUNT = 1.45
_HEADING = 1.2
_BELOW = 2.0
"""Below the ending of a table: no more than below one without."""
_SHORT = 0.45 * TEXT_LATER.height
"""An invoice no taller than this is not broken over two pages."""


def blocks(statement: Statement, style: Style) -> Iterator[Block]:
    """Everything between the sender and the foot."""
    yield Prose(statement.say("head", "title"), strong(), style.subject, style.subject * 1.2)
    until = statement.say("head", "until", day=statement.today)
    yield Prose(until, regular(), style.text, style.leading, 1.0, GREY)
    yield from _parties(statement, style)
    for one in statement.facts.items:
        yield from _unbroken(tuple(_section(statement, one, style)))
    yield from _together(statement, style)
    if statement.rates:
        yield _ledger(rates_table(statement), style)
    yield from _notes(statement.say("method", "heading"), method_notes(statement), style)
    yield from _notes(statement.say("cautions", "heading"), caution_notes(statement), style)


def _parties(statement: Statement, style: Style) -> Iterator[Block]:
    """Who owes, and what in all; without a debtor the total stands alone."""
    client = statement.facts.client
    debtor = tuple(_debtor(statement, client, style)) if client else ()
    total = tuple(_total(statement, style))
    columns = [Together(one) for one in (debtor, total) if one]
    if columns:
        lefts = (0.0, _RIGHT)[: len(columns)]
        yield Beside(tuple(columns), lefts, _GAP, above=style.section)


def _debtor(statement: Statement, client: Client, style: Style) -> Iterator[Prose]:
    yield _caption(statement.say("head", "owed_by"), style)
    yield Prose(one_line(client.name), strong(), style.text, style.leading)
    for line in debtor_lines(statement, client):
        yield Prose(line, regular(), style.text, style.leading)


def _total(statement: Statement, style: Style) -> Iterator[Prose]:
    """One sum a currency."""
    owed = [one for one in statement.sums if one.total]
    for number, one in enumerate(owed or statement.sums[:1]):
        beside = statement.stands_beside(one)
        key = "beside" if beside else "provisional" if one.provisional else "total"
        caption = statement.say("head", key)
        yield _caption(caption, style, above=style.paragraph if number else 0.0)
        size = style.text * _AMOUNT
        yield Prose(statement.figures.money(one.total), strong(), size, size * 1.3)


def _caption(text: str, style: Style, *, above: float = 0.0) -> Prose:
    return Prose(text, regular(), style.note - 0.3, style.note_leading, above, GREY)


def _section(statement: Statement, one: OwedItem, style: Style) -> Iterator[Block]:
    """An invoice: its head, which stays with what follows, the tables, and what is owed."""
    tables = [received_table(statement, one)]
    if one.claim.interest:
        tables.append(working_table(statement, one, one.claim.interest))
    parts: list[Block] = [_ledger(table, style) for table in tables if table]
    grown = [_note(text, style) for text in growing(statement, one)]
    parts.append(Together((_ledger(sums_table(statement, one), style), *grown)))
    yield Headed(Together(tuple(_head(statement, one, style))), parts[0])
    yield from parts[1:]


def _head(statement: Statement, one: OwedItem, style: Style) -> Iterator[Block]:
    yield _heading(heading(statement, one), style)
    pairs = tuple(particulars(statement, one))
    cells = tuple(Together(tuple(_cell(*pair, style))) for pair in pairs)
    lefts = tuple(number * TEXT.width / len(cells) for number in range(len(cells)))
    yield Beside(cells, lefts, _GAP, above=style.paragraph)
    for text in remarks(statement, one):
        yield _note(text, style)


def _cell(caption: str, value: str, style: Style) -> Iterator[Prose]:
    yield _caption(caption, style)
    yield Prose(value, regular(), style.text, style.leading)


def _unbroken(parts: tuple[Block, ...]) -> tuple[Block, ...]:
    """A short section as one block."""
    whole = Together(parts)
    return (whole,) if whole.height(TEXT.width) <= _SHORT else parts


def _together(statement: Statement, style: Style) -> Iterator[Block]:
    """All invoices in one table a currency, where there are several."""
    if not statement.facts.items[1:]:
        return
    for number, owed in enumerate(statement.sums):
        close = replace(style, section=style.paragraph * 1.5)
        table = _ledger(summary_table(statement, owed), style if number else close)
        title = _heading(statement.say("summary", "heading"), style)
        yield Headed(title, table) if not number else table
        for text in summary_note(statement, owed):
            yield _note(text, style)


def _notes(title: str, texts: Sequence[str], style: Style) -> Iterator[Block]:
    if not texts:
        return
    first, *rest = (replace(_note(text, style), ink=INK) for text in texts)
    caption = Prose(title, strong(), style.table, style.note_leading, style.section)
    yield Headed(caption, first)
    yield from rest


def _heading(text: str, style: Style) -> Prose:
    size = style.text * _HEADING
    return Prose(text, strong(), size, size * 1.25, style.section * 1.25)


def _note(text: str, style: Style) -> Prose:
    return Prose(
        text,
        regular(),
        style.note,
        style.note_leading,
        style.paragraph * 0.7,
        GREY,
        measure=style.measure,
    )


def _ledger(table: Table, style: Style) -> Ledger:
    return Ledger.of(table, style, TEXT.width, below=_BELOW)
