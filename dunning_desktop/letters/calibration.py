"""A page to lay an envelope on: where its window is, and how far a printer misses it.

It is for the owner, not for a client, and in English as the program is.
"""

from __future__ import annotations

from collections.abc import Iterator

from dunning_desktop.domain.letterhead import Letterhead
from dunning_desktop.letters.envelopes import layout_of
from dunning_desktop.letters.fonts import regular, strong
from dunning_desktop.letters.geometry import FOLD_MARK, MM, Box, Layout
from dunning_desktop.letters.sheet import FAINT, GREY, INK, Ink, Sheet
from dunning_desktop.letters.wrapping import wrapped

_TITLE = "Where the window is: {envelope}"
_STEPS = (
    "Print this page at 100 %, without “fit to page”. The ruler below must measure 100 mm.",
    "Fold it at the marks on the left edge, put it into the envelope, and let it slip to and fro.",
    ("The black frame must show whole through the window, wherever the sheet slips. The grey frame "
    "is the most that may ever show: nothing but the address stands in it, on the grey area."),
    ("Where the window sits elsewhere, read on the scales how many millimetres it is off, and type "
    "them in Settings, Letters. Print this page again to see that it is right."),
)
_SHIFT = "Shifted by {right:+.1f} mm to the right and {down:+.1f} mm down."
_RULER = 100
_LONG, _MIDDLE, _SHORT = 3.2, 2.2, 1.2
_TEN, _FIVE = 10, 5
_AREA = 0.9


def calibration_page(letterhead: Letterhead) -> bytes:
    """The page as a PDF, for the envelope and the shift that are chosen (British without one)."""
    layout = layout_of(letterhead)
    title = _TITLE.format(envelope=letterhead.folded_for("GB").value)
    sheet = Sheet(title=title, author="Dunning Desktop", language="en-GB", page=layout.page)
    _window(sheet, layout)
    for fold in layout.folds:
        sheet.rule(*FOLD_MARK, fold, weight=0.6, ink=GREY)
    _explained(sheet, layout, title, letterhead)
    sheet.next_page()
    return sheet.finish()


def _window(sheet: Sheet, layout: Layout) -> None:
    """What is always seen in a black frame, what may be seen in a grey one, scales around."""
    sheet.fill(layout.places[0].box, _AREA)
    _frame(sheet, layout.ever, weight=0.4, ink=FAINT)
    _frame(sheet, layout.visible, weight=0.9, ink=INK)
    for at in range(-_TEN, _TEN + 1):
        length = (_LONG if at % _TEN == 0 else _MIDDLE if at % _FIVE == 0 else _SHORT) * MM
        _tick(sheet, layout.visible, at * MM, length)


def _frame(sheet: Sheet, box: Box, *, weight: float, ink: Ink) -> None:
    for y in (box.top, box.bottom):
        sheet.rule(box.left, box.right, y, weight=weight, ink=ink)
    for x in (box.left, box.right):
        sheet.upright(x, box.top, box.bottom, weight=weight, ink=ink)


def _tick(sheet: Sheet, visible: Box, off: float, length: float) -> None:
    """A mark of the scales at the middle of each side: so far off the frame."""
    middle = (visible.left + visible.right) / 2
    centre = (visible.top + visible.bottom) / 2
    for y, inward in ((visible.top + off, off), (visible.bottom + off, -off)):
        if inward < visible.height / 2 - MM:
            sheet.rule(middle - length / 2, middle + length / 2, y, weight=0.3, ink=GREY)
    for x, inward in ((visible.left + off, off), (visible.right + off, -off)):
        if inward < visible.width / 2 - MM:
            sheet.upright(x, centre - length / 2, centre + length / 2, weight=0.3, ink=GREY)


def _explained(sheet: Sheet, layout: Layout, title: str, letterhead: Letterhead) -> None:
    box = layout.text
    y = box.top + 20
    sheet.text(box.left, y, title, strong(), 15)
    y += 18
    if letterhead.shift_x or letterhead.shift_y:
        right, down = letterhead.shift_x / 10, letterhead.shift_y / 10
        sheet.text(box.left, y, _SHIFT.format(right=right, down=down), regular(), 10.5, ink=GREY)
        y += 18
    for line, start in _numbered(box.width):
        if start:
            sheet.text(box.left, y, start, strong(), 10.5)
        sheet.text(box.left + 16, y, line, regular(), 10.5)
        y += 14.5
    _ruler(sheet, box.left, y + 16)


def _numbered(width: float) -> Iterator[tuple[str, str]]:
    for number, step in enumerate(_STEPS, 1):
        for at, line in enumerate(wrapped(step, regular(), 10.5, width - 16)):
            yield line, f"{number}." if not at else ""


def _ruler(sheet: Sheet, left: float, y: float) -> None:
    """A hundred millimetres, each with its mark."""
    sheet.rule(left, left + _RULER * MM, y, weight=0.6)
    for at in range(_RULER + 1):
        x = left + at * MM
        length = (_LONG if at % _TEN == 0 else _MIDDLE if at % _FIVE == 0 else _SHORT) * MM
        sheet.upright(x, y - length, y, weight=0.5 if at % _TEN == 0 else 0.3)
        if at % _TEN == 0:
            shown = str(at)
            sheet.text(x - regular().width(shown, 7.5) / 2, y + 10, shown, regular(), 7.5, ink=GREY)
    sheet.text(left + _RULER * MM + 10, y + 2, "mm", regular(), 8.5, ink=GREY)
