"""A paper about an agreement: confirmation, instalment agreement with its slip, or a reminder."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from dunning_desktop.domain.letter import EmailBody, Words, on_one_line
from dunning_desktop.domain.papers import PaperKind
from dunning_desktop.letters.email import written
from dunning_desktop.letters.flow import Block
from dunning_desktop.letters.ledger import Ledger
from dunning_desktop.letters.paper_content import PaperContent
from dunning_desktop.letters.paper_tables import paper_tables
from dunning_desktop.letters.paper_vocabulary import paper_vocabulary
from dunning_desktop.letters.paybox import PayBox
from dunning_desktop.letters.setting import laid_out, paragraphs, printed, signed, subject
from dunning_desktop.letters.slip import Slip
from dunning_desktop.letters.style import Style
from dunning_desktop.letters.table import Table


def paper_pdf(content: PaperContent, words: Words) -> bytes:
    """The paper as a PDF: the same bytes for the same content and words."""
    blocks = partial(_blocks, content, words, paper_tables(content))
    return printed(content, words, laid_out(content, blocks))


def _blocks(
    content: PaperContent, words: Words, made: tuple[Table, ...], style: Style
) -> Iterator[Block]:
    yield from subject(words, style)
    yield from paragraphs(words.opening, style, first=style.section * 0.75)
    for table in made:
        yield Ledger.of(table, style, content.house.layout.text.width)
    if content.asks:
        yield PayBox(content, style)
    closing = list(paragraphs(words.closing, style, first=style.section))
    yield from signed(closing, content, style)
    if _wants_slip(content):
        yield Slip(content, _acceptance(content), style)


def _wants_slip(content: PaperContent) -> bool:
    """A plan that was not agreed to yet is sent with something to sign."""
    facts = content.facts
    return facts.kind is PaperKind.PLAN and facts.plan is not None and not facts.plan.accepted_on


def _acceptance(content: PaperContent) -> str:
    values = paper_vocabulary(content.facts, content.figures)
    return on_one_line(content.texts.block("plan.txt", "slip", values))


def paper_email(
    content: PaperContent,
    words: Words,
    *,
    attached: bool,
    signature: str = "",
    headline: str = "",
) -> EmailBody:
    """The same as an e-mail. ``signature`` and ``headline`` are as for ``written``."""
    return written(
        content,
        words,
        paper_tables(content),
        attached=attached,
        signature=signature,
        headline=headline,
    )
