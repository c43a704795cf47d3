"""The box that says how to pay: one amount, one date, one account, one reference, one code."""

from __future__ import annotations

from dataclasses import dataclass

from dunning_desktop.letters.correspondence import Correspondence
from dunning_desktop.letters.fonts import Face, printable
from dunning_desktop.letters.geometry import MM, Box
from dunning_desktop.letters.prose import ASCENT
from dunning_desktop.letters.sheet import GREY, INK, Ink, Sheet
from dunning_desktop.letters.style import Style
from dunning_desktop.letters.wrapping import ELLIPSIS, shortened, wrapped

_PADDING = 11.0
_LEFT = 168.0
"""The width of amount and date; the account stands to the right of it."""
_LEFT_BESIDE_CODE = 146.0
_CAPTIONS = 82.0
_CAPTIONS_BESIDE_CODE = 74.0
_ONE_AMOUNT, _SEVERAL = 17.0, 13.0
_DAY = 11.5
_LINE = 1.26
_BROKEN, _MOST_LINES = 7.5, 5
"""The size of what is too long for a line, such as the address of a page, and how many lines."""
_BAR = 1.2 * MM
_CODE = 23.5 * MM
_SQUARE = 0.42 * MM
"""Smaller squares are not read by every telephone."""
_LARGEST = 2.2
_QUIET = 4
"""So many squares around a code stay white, as its standard asks."""
_WHITE = 1.0


@dataclass(frozen=True, slots=True)
class PayBox:
    """How to pay, in a frame, on a tint, or between two lines, as the look has it."""

    content: Correspondence
    style: Style

    @property
    def above(self) -> float:
        """The space of a section."""
        return self.style.section

    def height(self, width: float) -> float:
        """The tallest of its parts, and the note below, or beside where there is room."""
        note = self._note_size * _LINE * len(self._note_lines(width)) + 4
        below = note if self.content.has_account else 0
        written = max(self._left_height, self._right_height) + below
        return 2 * _PADDING + max(written, self._code_height)

    def split(self, _width: float, _room: float, /) -> None:
        """Never: it may be cut out."""

    def draw(self, sheet: Sheet, box: Box) -> None:
        """What to pay on the left, where to beside it, the note at the foot, the code right."""
        self._draw_around(sheet, box)
        top = box.top + _PADDING
        self._draw_left(sheet, box.left + _PADDING, top)
        self._draw_right(sheet, box, top)
        self._draw_note(sheet, box, top)
        self._draw_code(sheet, box)

    def _draw_around(self, sheet: Sheet, box: Box) -> None:
        look = self.style.look
        if look.tint is not None:
            sheet.fill(box, look.tint)
            sheet.fill(Box(box.left, box.top, box.left + _BAR, box.bottom), look.accent)
        elif look.ruled:
            for y in (box.top, box.bottom):
                sheet.rule(box.left, box.right, y, weight=0.8, ink=look.accent)
                inner = y + 2 if y == box.top else y - 2
                sheet.rule(box.left, box.right, inner, weight=0.3, ink=look.accent)
        else:
            sheet.frame(box.left, box.top, box.width, box.height)

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
    def _left(self) -> float:
        return _LEFT if self.content.code is None else _LEFT_BESIDE_CODE

    @property
    def _captions(self) -> float:
        """As wide as the words need, so that a long value beside them is not set smaller."""
        face = self.style.look.plain
        needs = max((face.width(one, self._caption) for one, _ in self.content.account), default=0)
        least = _CAPTIONS if self.content.code is None else _CAPTIONS_BESIDE_CODE
        return max(least, needs + 8)

    @property
    def _left_height(self) -> float:
        captions = 2 * self._caption * _LINE
        return captions + len(self.content.amounts) * self._amount * _LINE + 4 + _DAY * _LINE

    @property
    def _row(self) -> float:
        return self.style.table * 1.42

    @property
    def _right_height(self) -> float:
        lines = sum(len(self._value(value)[0]) for _, value in self.content.account)
        return self._row * lines

    @property
    def _room(self) -> float:
        """For the values beside their captions; the column of text is as wide on every page."""
        whole = self.content.house.layout.text.width
        return whole - 2 * _PADDING - self._left - self._captions - self._code_room

    def _value(self, value: str) -> tuple[tuple[str, ...], float]:
        """A value in as many lines as it needs, and their size."""
        face, size = self.style.look.bold, self.style.table + 0.5
        fit = _size_to_fit(value, face, size, self._room)
        if face.width(printable(value, face), fit) <= self._room:
            return (value,), fit
        lines = wrapped(value, face, _BROKEN, self._room)
        if len(lines) <= _MOST_LINES:
            return lines, _BROKEN
        last = shortened(lines[_MOST_LINES - 1] + ELLIPSIS * 2, face, _BROKEN, self._room)
        return (*lines[: _MOST_LINES - 1], last), _BROKEN

    # The code

    @property
    def _square(self) -> float:
        """Of the code: as large as its place, but such that its white margin stays in the box."""
        code = self.content.code
        return max(min(_CODE / len(code.rows), _LARGEST), _SQUARE) if code is not None else 0.0

    @property
    def _quiet(self) -> float:
        return _QUIET * self._square

    @property
    def _code_size(self) -> float:
        """Of the dark squares alone."""
        code = self.content.code
        return len(code.rows) * self._square if code is not None else 0.0

    @property
    def _code_room(self) -> float:
        """With its white margin, which may reach into the padding of the box."""
        return self._code_size + _PADDING if self.content.code is not None else 0.0

    @property
    def _code_height(self) -> float:
        if self.content.code is None:
            return 0.0
        caption = len(self._code_caption) * self._note_size * _LINE
        return self._code_size + self._quiet + caption

    @property
    def _code_caption(self) -> tuple[str, ...]:
        code, labels = self.content.code, self.content.labels
        if code is None:
            return ()
        text = labels["scan_to_pay" if code.transfer else "scan_to_open"]
        face = self.style.look.plain
        return wrapped(text, face, self._note_size - 0.6, self._code_size + _PADDING)

    def _draw_code(self, sheet: Sheet, box: Box) -> None:
        code = self.content.code
        if code is None:
            return
        size = self._code_size
        right = box.right - _PADDING
        place = Box(right - size, box.top + _PADDING, right, box.top + _PADDING + size)
        if self.style.look.tint is not None:
            quiet = self._quiet
            caption = len(self._code_caption) * self._note_size * _LINE
            bottom = place.bottom + quiet + caption + 2
            sheet.fill(
                Box(place.left - quiet, place.top - quiet, place.right + quiet, bottom), _WHITE
            )
        sheet.squares(place, code.rows)
        y = place.bottom + self._quiet + self._note_size * ASCENT
        face, small = self.style.look.plain, self._note_size - 0.6
        for line in self._code_caption:
            middle = place.left + (size - face.width(line, small)) / 2
            sheet.text(max(middle, place.left - _PADDING), y, line, face, small, ink=GREY)
            y += self._note_size * _LINE

    # The words

    def _note_lines(self, width: float) -> tuple[str, ...]:
        room = width - 2 * _PADDING - (0 if self.content.has_account else self._left)
        room -= self._code_room + (_PADDING if self.content.code is not None else 0)
        return wrapped(self.content.pay_note, self.style.look.plain, self._note_size, room)

    def _draw_note(self, sheet: Sheet, box: Box, top: float) -> None:
        lines, leading = self._note_lines(box.width), self._note_size * _LINE
        if self.content.has_account:
            x, y = box.left + _PADDING, box.bottom - _PADDING - leading * (len(lines) - 1)
        else:
            x = box.left + _PADDING + self._left
            y = top + self._right_height + self._caption * (ASCENT + 0.1)
        sheet.lines(x, y, lines, self.style.look.plain, self._note_size, leading, GREY)

    def _draw_left(self, sheet: Sheet, x: float, top: float) -> None:
        labels, look = self.content.labels, self.style.look
        caption, room = self.content.amount_caption, self._left - _PADDING
        y = self._line(sheet, x, top, caption, look.plain, self._caption, ink=GREY)
        for amount in self.content.amounts:
            size = _size_to_fit(amount, look.bold, self._amount, room)
            y = self._line(
                sheet, x, y, amount, look.bold, size, slot=self._amount, ink=look.accent
            )
        y = self._line(sheet, x, y + 4, labels["pay_by"], look.plain, self._caption, ink=GREY)
        size = _size_to_fit(self.content.pay_by, look.bold, _DAY, room)
        self._line(sheet, x, y, self.content.pay_by, look.bold, size, slot=_DAY)

    def _line(
        self,
        sheet: Sheet,
        x: float,
        top: float,
        text: str,
        face: Face,
        size: float,
        *,
        ink: Ink = INK,
        slot: float = 0.0,
    ) -> float:
        """A line of text from ``top`` on; where the next one begins."""
        slot = slot or size
        sheet.text(x, top + slot * (ASCENT + 0.1), text, face, size, ink=ink)
        return top + slot * _LINE

    def _draw_right(self, sheet: Sheet, box: Box, top: float) -> None:
        look, captions = self.style.look, self._captions
        left = box.left + _PADDING + self._left
        for caption, value in self.content.account:
            y = top + self._caption * (ASCENT + 0.1)
            sheet.text(left, y, caption, look.plain, self._caption, ink=GREY)
            lines, size = self._value(value)
            sheet.lines(left + captions, y, lines, look.bold, size, self._row)
            top += self._row * len(lines)


def _size_to_fit(text: str, face: Face, size: float, width: float) -> float:
    """The size, smaller where the text is too wide, down to 6.5 points."""
    needs = face.width(printable(text, face), size)
    return size if needs <= width else max(size * width / needs * 0.999, 6.5)
