"""The list of letters that goes to the post office with them, and comes back stamped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from dunning_desktop.domain.client import Business
from dunning_desktop.domain.letterhead import Letterhead
from dunning_desktop.domain.posting_list import PostedItem, PostingList
from dunning_desktop.letters.address import address_lines
from dunning_desktop.letters.figures import Figures, figures_for
from dunning_desktop.letters.flow import Block, paged
from dunning_desktop.letters.geometry import MM, Box
from dunning_desktop.letters.groups import Together
from dunning_desktop.letters.house import House
from dunning_desktop.letters.look import plain_look
from dunning_desktop.letters.masthead import draw_foot, draw_sender, running_head, sender_bottom
from dunning_desktop.letters.prose import ASCENT, Prose
from dunning_desktop.letters.rows import Lane, Rows
from dunning_desktop.letters.sheet import FAINT, GREY, Sheet
from dunning_desktop.letters.texts import EVIDENCE, text_language, texts_for
from dunning_desktop.letters.vocabulary import one_line

_BELOW_SENDER = 12 * MM
_SIZE, _LEADING = 10.0, 13.5
_NUMBER, _CLASS, _TRACKING = 24.0, 84.0, 116.0
_STAMP = 38 * MM
"""Room for a stamp of any post."""


def posting_list(facts: PostingList) -> bytes:
    """The list as a PDF, in the language of the owner: the same bytes for the same facts."""
    language = text_language(facts.business.language, having=EVIDENCE)
    texts, figures = texts_for(language), figures_for(facts.business.language, language)
    words = texts.evidence["posting"]
    house = House(_plain(facts.business), texts.labels)
    layout = house.layout
    sheet = Sheet(
        title=words["title"],
        author=house.name,
        language=figures.tag,
        page=layout.page,
        day=facts.day,
    )
    first = replace(layout.text, top=sender_bottom(house) + _BELOW_SENDER)
    classes = texts.evidence["codes"]
    made = tuple(_blocks(facts, words, classes, figures, width=layout.text.width))
    pages = paged(made, first, layout.later)
    for number, page in enumerate(pages, 1):
        if number == 1:
            draw_sender(sheet, house)
        else:
            running_head(sheet, house, (words["title"],), figures.day(facts.day))
        for placed in page:
            placed.block.draw(sheet, placed.box)
        draw_foot(sheet, house, number, pages=len(pages), specimen=facts.specimen)
        sheet.next_page()
    return sheet.finish()


def _plain(business: Business) -> Business:
    """The business on the paper it has, in no style."""
    envelope = business.letterhead.folded_for(business.address.country)
    return replace(business, letterhead=Letterhead(envelope=envelope))


def _blocks(
    facts: PostingList,
    words: Mapping[str, str],
    classes: Mapping[str, str],
    figures: Figures,
    *,
    width: float,
) -> Iterator[Block]:
    look = plain_look()
    yield Prose(words["title"], look.bold, 17.0, 21.0)
    said = words["about"].format(count=len(facts.items), day=figures.day(facts.day))
    yield Prose(said, look.plain, _SIZE, _LEADING, 2.0, GREY)
    lanes = (
        Lane(words["number"], _NUMBER, figures=True),
        Lane(words["to"]),
        Lane(words["class"], _CLASS),
        Lane(words["tracking"], _TRACKING),
    )
    rows = [
        (str(number), _addressee(one, facts), _class(one, classes), one_line(one.tracking))
        for number, one in enumerate(facts.items, 1)
    ]
    yield Rows.of(lanes, rows, size=9.2, width=width, above=14.0)
    total = Prose(
        words["total"].format(count=len(facts.items)), look.bold, _SIZE, _LEADING, 12.0
    )
    yield Together((total, Stamp((words["stamp"], words["signed"]), above=14.0)))


def _addressee(one: PostedItem, facts: PostingList) -> str:
    lines = address_lines(one.address, facts.business.address.country)
    return "\n".join((one_line(one.client), ", ".join(lines)))


def _class(one: PostedItem, classes: Mapping[str, str]) -> str:
    return classes[f"PostClass.{one.post_class.value}"] if one.post_class is not None else ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Two boxes side by side: for the stamp of the post, and for who took the letters."""

    captions: tuple[str, str]
    above: float = 0.0

    def height(self, _width: float, /) -> float:
        """As tall as a stamp."""
        return _STAMP

    def split(self, _width: float, _room: float, /) -> None:
        """Never."""

    def draw(self, sheet: Sheet, box: Box) -> None:
        """Each with its caption in the corner."""
        gap = 12.0
        width = (box.width - gap) / 2
        for place, caption in enumerate(self.captions):
            left = box.left + place * (width + gap)
            sheet.frame(left, box.top, width, _STAMP, ink=FAINT)
            y = box.top + 6 + 8.4 * ASCENT
            sheet.text(left + 8, y, caption, plain_look().plain, 8.4, ink=GREY)
