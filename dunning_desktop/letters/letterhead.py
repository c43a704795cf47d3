"""What stands around a letter's words: sender, window, date, fold marks, foot, running head."""

from __future__ import annotations

from collections.abc import Sequence

from dunning_desktop.letters import geometry as at
from dunning_desktop.letters.address import recipient
from dunning_desktop.letters.correspondence import Correspondence
from dunning_desktop.letters.fonts import regular
from dunning_desktop.letters.geometry import Box
from dunning_desktop.letters.masthead import (
    SEPARATOR,
    SMALL,
    draw_fitted,
    draw_foot,
    draw_sender,
    running_head,
)
from dunning_desktop.letters.prose import ASCENT
from dunning_desktop.letters.sheet import FAINT, GREY, Sheet
from dunning_desktop.letters.vocabulary import one_line
from dunning_desktop.letters.wrapping import Fitted, fitted, shortened

_Sizes = tuple[tuple[float, float], ...]

_SAFE_SIZES: _Sizes = ((10.5, 11.97),)
_WIDE_SIZES: _Sizes = ((10.0, 11.1), (9.5, 10.6))
_TALL_SIZES: _Sizes = ((10.0, 11.1), (9.5, 10.6), (9.0, 9.6), (8.4, 8.9), (8.0, 8.3))


def first_page(sheet: Sheet, content: Correspondence) -> None:
    """Everything but words and tables on the first page."""
    draw_sender(sheet, content.house)
    _window(sheet, content)
    _heading(sheet, content)
    for y in at.FOLDS:
        sheet.rule(*at.FOLD_MARK, y, weight=0.4, ink=FAINT)


def later_page(sheet: Sheet, content: Correspondence) -> None:
    """The running head: to whom, what about, when."""
    facts = content.facts
    about = (one_line(facts.client.name), one_line(facts.reference))
    running_head(sheet, about, content.figures.day(facts.today))


def every_page(sheet: Sheet, content: Correspondence, page: int, *, pages: int) -> None:
    """The company's particulars, the page number, and the mark of a specimen."""
    draw_foot(sheet, content.house, page, pages=pages, specimen=content.facts.specimen)


def _window(sheet: Sheet, content: Correspondence) -> None:
    """The address, in the place every window shows if it fits there; above it, who sends it."""
    box, fit = _address_fit(tuple(recipient(content.facts)))
    draw_fitted(sheet, box, fit, regular())
    house = content.house
    if house.address and box is not at.TALL:
        _return_address(sheet, (house.name, *house.address))


def _address_fit(forms: Sequence[Sequence[str]]) -> tuple[Box, Fitted]:
    """The first place and form that take the address whole; else as much as the window holds.

    The full form is tried in the safe place only: what is left out was not needed to deliver.
    """
    safe, wide, tall = forms[:2], forms[1:2] or forms, forms[1:] or forms
    for box, those, sizes in (
        (at.SAFE, safe, _SAFE_SIZES),
        (at.WIDE, wide, _WIDE_SIZES),
        (at.TALL, tall, _TALL_SIZES),
    ):
        for form in those:
            fit = fitted(form, regular(), width=box.width, height=box.height, sizes=sizes)
            if fit.whole:
                return box, fit
    box, form = at.TALL, forms[-1]
    return box, fitted(form, regular(), width=box.width, height=box.height, sizes=_TALL_SIZES)


def _return_address(sheet: Sheet, parts: Sequence[str]) -> None:
    box, size = at.RETURN_ADDRESS, 6.6
    text = shortened(SEPARATOR.join(part for part in parts if part), regular(), size, box.width)
    y = box.top + size * ASCENT
    sheet.text(box.left, y, text, regular(), size, ink=GREY)
    sheet.rule(box.left, box.left + regular().width(text, size), y + 2.2, weight=0.3, ink=FAINT)


def _heading(sheet: Sheet, content: Correspondence) -> None:
    """Date and references beside the address."""
    box, size = at.HEADING, 9.5
    values = box.left + max(regular().width(c, SMALL) for c, _ in content.heading) + 10
    y = box.top + 10.5 * ASCENT
    for caption, value in content.heading:
        sheet.text(box.left, y, caption, regular(), SMALL, ink=GREY)
        shown = shortened(value, regular(), size, box.right - values)
        sheet.text(values, y, shown, regular(), size)
        y += 13.0
