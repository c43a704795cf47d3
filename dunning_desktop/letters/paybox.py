"""The box that says how to pay: one amount, one date, one account, one reference."""

from __future__ import annotations

from dataclasses import dataclass

from dunning_desktop.letters.correspondence import Correspondence
from dunning_desktop.letters.fonts import Face, printable, regular, strong
from dunning_desktop.letters.geometry import Box
from dunning_desktop.letters.prose import ASCENT
from dunning_desktop.letters.sheet import GREY, Sheet
from dunning_desktop.letters.style import Style
from dunning_desktop.letters.wrapping import shortened, wrapped

_PADDING = 11.0
_LEFT = 168.0
"""The width of amount and date; the account stands to the right of it."""
_CAPTIONS = 82.0
_ONE_AMOUNT, _SEVERAL = 17.0, 13.0
_DAY = 11.5
_LINE = 1.26


@dataclass(frozen=True, slots=True)
class PayBox:
    """How to pay, in a frame."""

    content: Correspondence
    style: Style

    @property
    def above(self) -> float:
        """The space of a section."""
        return self.style.section

    def height(self, width: float) -> float:
        """The taller of its two halves, and the note below, or beside where there is room."""
        note = self._note_size * _LINE * len(self._note_lines(width)) + 4
        below = note if self.content.has_account else 0
        return 2 * _PADDING + max(self._left_height, self._right_height) + below

    def split(self, _width: float, _room: float, /) -> None:
        """Never: it may be cut out."""

    def draw(self, sheet: Sheet, box: Box) -> None:
        """The frame, what to pay on the left, where to on the right, the note at the foot."""
        sheet.frame(box.left, box.top, box.width, box.height)
        top = box.top + _PADDING
        self._draw_left(sheet, box.left + _PADDING, top)
        self._draw_right(sheet, box, top)
        self._draw_note(sheet, box, top)

    @property
    def _note_size(self) -> float:
        return self.style.note - 0.4

    @property
    def _caption(self) -> float:
        return self.style.note

    @property
    def _amount(self) -> float:
        return _ONE_AMOUNT if len(self.content.amounts) == 1 else _SEVERAL

    @property
    def _left_height(self) -> float:
        captions = 2 * self._caption * _LINE
        return captions + len(self.content.amounts) * self._amount * _LINE + 4 + _DAY * _LINE

    @property
    def _row(self) -> float:
        return self.style.table * 1.42

    @property
    def _right_height(self) -> float:
        return self._row * len(self.content.account)

    def _note_lines(self, width: float) -> tuple[str, ...]:
        room = width - 2 * _PADDING - (0 if self.content.has_account else _LEFT)
        return wrapped(self.content.pay_note, regular(), self._note_size, room)

    def _draw_note(self, sheet: Sheet, box: Box, top: float) -> None:
        lines, leading = self._note_lines(box.width), self._note_size * _LINE
        if self.content.has_account:
            x, y = box.left + _PADDING, box.bottom - _PADDING - leading * (len(lines) - 1)
        else:
            x = box.left + _PADDING + _LEFT
            y = top + self._right_height + self._caption * (ASCENT + 0.1)
        sheet.lines(x, y, lines, regular(), self._note_size, leading, GREY)

    def _draw_left(self, sheet: Sheet, x: float, top: float) -> None:
        labels = self.content.labels
        caption = self.content.amount_caption
        y = self._line(sheet, x, top, caption, regular(), self._caption, ink=GREY)
        for amount in self.content.amounts:
            size = _size_to_fit(amount, strong(), self._amount, _LEFT - _PADDING)
            y = self._line(sheet, x, y, amount, strong(), size, slot=self._amount)
        y = self._line(sheet, x, y + 4, labels["pay_by"], regular(), self._caption, ink=GREY)
        size = _size_to_fit(self.content.pay_by, strong(), _DAY, _LEFT - _PADDING)
        self._line(sheet, x, y, self.content.pay_by, strong(), size, slot=_DAY)

    def _line(
        self,
        sheet: Sheet,
        x: float,
        top: float,
        text: str,
        face: Face,
        size: float,
        *,
        ink: float = 0.0,
        slot: float = 0.0,
    ) -> float:
        """A line of text from ``top`` on; where the next one begins."""
        slot = slot or size
        sheet.text(x, top + slot * (ASCENT + 0.1), text, face, size, ink=ink)
        return top + slot * _LINE

    def _draw_right(self, sheet: Sheet, box: Box, top: float) -> None:
        left = box.left + _PADDING + _LEFT
        room = box.right - _PADDING - left - _CAPTIONS
        for caption, value in self.content.account:
            y = top + self._caption * (ASCENT + 0.1)
            sheet.text(left, y, caption, regular(), self._caption, ink=GREY)
            size = _size_to_fit(value, strong(), self.style.table + 0.5, room)
            shown = shortened(value, strong(), size, room)
            sheet.text(left + _CAPTIONS, y, shown, strong(), size)
            top += self._row


def _size_to_fit(text: str, face: Face, size: float, width: float) -> float:
    """The size, smaller where the text is too wide, down to 6.5 points."""
    needs = face.width(printable(text), size)
    return size if needs <= width else max(size * width / needs * 0.999, 6.5)
