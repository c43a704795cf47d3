"""The credit policy: one page for a new client, with a slip to sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from dunning_desktop.domain.terms_paper import Audience, TermsFacts
from dunning_desktop.letters.correspondence import Pair
from dunning_desktop.letters.flow import Block, Pages, loosest
from dunning_desktop.letters.geometry import MM, Box
from dunning_desktop.letters.groups import Beside, Together
from dunning_desktop.letters.house import House
from dunning_desktop.letters.masthead import draw_foot, draw_sender, running_head, sender_bottom
from dunning_desktop.letters.policy_sections import Section, intro, sections
from dunning_desktop.letters.prose import ASCENT, Blank, Prose
from dunning_desktop.letters.sheet import FAINT, GREY, Sheet
from dunning_desktop.letters.style import Style, densities
from dunning_desktop.letters.terms_content import TermsContent
from dunning_desktop.letters.vocabulary import one_line

_BELOW_SENDER = 11 * MM
_HEADINGS = 42 * MM
"""What the headings at the left take of the column."""
_CAPTIONS = 34 * MM
_GAP = 12.0


def credit_policy(facts: TermsFacts) -> bytes:
    """The page as a PDF: the same bytes for the same facts."""
    content = TermsContent(facts)
    house = House(facts.business, content.labels["paper"])
    title = content.labels["policy"]["title"]
    sheet = Sheet(
        title=title, author=house.name, language=content.figures.tag, page=house.layout.page
    )
    pages = _pages(content, house)
    for number, page in enumerate(pages, 1):
        if number == 1:
            draw_sender(sheet, house)
        else:
            running_head(sheet, house, (title, one_line(facts.client)), "")
        for placed in page:
            placed.block.draw(sheet, placed.box)
        draw_foot(sheet, house, number, pages=len(pages), specimen=facts.specimen)
        sheet.next_page()
    return sheet.finish()


def _pages(content: TermsContent, house: House) -> Pages:
    layout = house.layout
    first = replace(layout.text, top=sender_bottom(house) + _BELOW_SENDER)
    return loosest(partial(_blocks, content), densities(house.look), first, layout.later)


def _blocks(content: TermsContent, style: Style) -> Iterator[Block]:
    labels, client = content.labels["policy"], one_line(content.facts.client)
    yield Prose(
        labels["title"],
        style.look.bold,
        style.subject * 1.5,
        style.subject * 1.9,
        ink=style.look.accent,
    )
    if client:
        said = labels["for_client"].format(client=client)
        yield Prose(said, style.look.plain, style.text, style.leading, 1.0, GREY)
    yield Prose(intro(content), style.look.plain, style.text, style.leading, style.paragraph)
    for number, one in enumerate(sections(content)):
        above = style.paragraph if number else style.section * 0.8
        yield _section(one, style, above=above)
    yield _slip(content, style)


def _section(section: Section, style: Style, *, above: float) -> Block:
    """A heading at the left, what there is to say beside it."""
    said: list[Block] = [Prose(section.text, style.look.plain, style.text, style.leading)]
    said += [_line(pair, style, first=not place) for place, pair in enumerate(section.lines)]
    title = Prose(section.heading, style.look.bold, style.text, style.leading)
    return Beside((title, Together(tuple(said))), (0.0, _HEADINGS), _GAP, above=above)


def _line(pair: Pair, style: Style, *, first: bool) -> Block:
    caption = Prose(pair[0], style.look.plain, style.note, style.leading, ink=GREY)
    value = Prose(pair[1], style.look.bold, style.text, style.leading)
    above = style.paragraph * 0.5 if first else 0.0
    return Beside((caption, value), (0.0, _CAPTIONS), _GAP, above=above)


def _slip(content: TermsContent, style: Style) -> Block:
    """Where the client signs: it is the owner's evidence that the terms were agreed."""
    labels = content.labels["slip"]
    alone = content.facts.audience is Audience.CONSUMERS
    text = labels["text_consumer" if alone else "text"]
    fields = (("name", "date", "signature") if alone else ("company", "name", "date", "signature"))
    parts: tuple[Block, ...] = (
        Rule(above=style.section),
        Prose(labels["heading"], style.look.bold, style.text, style.leading, style.paragraph),
        Prose(text, style.look.plain, style.text, style.leading),
        Blank(style.signature),
        Fields(tuple(_captions(labels, fields)), style),
    )
    return Together(parts)


def _captions(labels: Mapping[str, str], fields: tuple[str, ...]) -> Iterator[str]:
    yield from (labels[one] for one in fields)


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line across the column."""

    above: float = 0.0

    def height(self, _width: float, /) -> float:
        """Next to nothing."""
        return 1.0

    def split(self, _width: float, _room: float, /) -> None:
        """Never."""

    def draw(self, sheet: Sheet, box: Box) -> None:
        """From edge to edge."""
        sheet.rule(box.left, box.right, box.top, weight=0.6, ink=FAINT)


@dataclass(frozen=True, slots=True)
class Fields:
    """Lines to write on, side by side, each with its caption below."""

    captions: tuple[str, ...]
    style: Style
    above: float = 0.0

    def height(self, _width: float, /) -> float:
        """The line and its caption."""
        return self.style.note * 1.6

    def split(self, _width: float, _room: float, /) -> None:
        """Never."""

    def draw(self, sheet: Sheet, box: Box) -> None:
        """All of one width."""
        width = (box.width + _GAP) / len(self.captions)
        for place, caption in enumerate(self.captions):
            left = box.left + place * width
            sheet.rule(left, left + width - _GAP, box.top, weight=0.5, ink=GREY)
            size = self.style.note
            y = box.top + 3 + size * ASCENT
            sheet.text(left, y, caption, self.style.look.plain, size, ink=GREY)
