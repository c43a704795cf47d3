"""The acceptance slip of a plan: to be signed, cut off and sent back."""

from __future__ import annotations

from dataclasses import dataclass

from dunning_desktop.domain.client import DebtorType
from dunning_desktop.letters.fonts import Face
from dunning_desktop.letters.geometry import Box
from dunning_desktop.letters.paper_content import PaperContent
from dunning_desktop.letters.prose import ASCENT
from dunning_desktop.letters.sheet import FAINT, GREY, Sheet
from dunning_desktop.letters.style import Style
from dunning_desktop.letters.vocabulary import one_line
from dunning_desktop.letters.wrapping import shortened, wrapped

_ONE_PERSON = frozenset({DebtorType.CONSUMER, DebtorType.SOLE_TRADER})
_ABOVE = 20.0
_HEAD = 12.0
"""Between the line to cut along and the title."""
_TITLE = 1.7
_FIELD = 27.0
_GAP = 16.0


@dataclass(frozen=True, slots=True)
class Slip:
    """Below a line to cut along: what is accepted, and room for name, day and signature."""

    content: PaperContent
    text: str
    style: Style

    @property
    def above(self) -> float:
        """Well apart from the letter."""
        return _ABOVE

    def height(self, width: float) -> float:
        """Title, sentence, two rows of fields, and where to send it."""
        title = self.style.text * _TITLE
        body = len(self._lines(width)) * self.style.leading
        foot = len(self._return(width)) * self.style.note_leading
        return _HEAD + title + body + 2 * _FIELD + self.style.paragraph + foot

    def split(self, _width: float, _room: float, /) -> None:
        """Never: it is cut out."""

    def draw(self, sheet: Sheet, box: Box) -> None:
        """From the line to cut along on."""
        labels, size = self.content.labels, self.style.text
        sheet.cut(box.left, box.right, box.top)
        y = box.top + _HEAD + size * ASCENT
        sheet.text(box.left, y, labels["slip_title"], self.style.look.bold, size)
        reference = one_line(self.content.facts.reference)
        sheet.text_right(box.right, y, reference, self._plain, self.style.note, ink=GREY)
        y += size * _TITLE
        lines = self._lines(box.width)
        sheet.lines(box.left, y, lines, self._plain, size, self.style.leading)
        y += (len(lines) - 1) * self.style.leading
        y = self._fields(sheet, box, y=y)
        notes = self._return(box.width)
        y += self.style.paragraph + self.style.note_leading
        note = self.style.note
        sheet.lines(box.left, y, notes, self._plain, note, self.style.note_leading, GREY)

    @property
    def _plain(self) -> Face:
        return self.style.look.plain

    def _fields(self, sheet: Sheet, box: Box, *, y: float) -> float:
        """Two rows of lines to write on; where the last one stands."""
        for names in self._names():
            y += _FIELD
            width = (box.width - _GAP * (len(names) - 1)) / len(names)
            for at, name in enumerate(names):
                left = box.left + at * (width + _GAP)
                size = self.style.note - 0.6
                sheet.text(left, y, name, self._plain, size, ink=GREY)
                start = left + self._plain.width(name, size) + 5
                sheet.rule(start, left + width, y + 1.5, weight=0.5, ink=FAINT)
        return y

    def _names(self) -> tuple[tuple[str, ...], ...]:
        labels = self.content.labels
        alone = self.content.facts.client.debtor_type in _ONE_PERSON
        who = (labels["slip_name"],) if alone else (labels["slip_name"], labels["slip_position"])
        return (who, (labels["slip_signed"], labels["slip_date"]))

    def _lines(self, width: float) -> tuple[str, ...]:
        return wrapped(self.text, self._plain, self.style.text, min(width, self.style.measure))

    def _return(self, width: float) -> tuple[str, ...]:
        """Where it goes, on one line."""
        house = self.content.house
        ways = (house.name, *house.address, one_line(house.business.email))
        text = self.content.labels["slip_return"].format(where=", ".join(w for w in ways if w))
        return (shortened(text, self._plain, self.style.note, width),)
