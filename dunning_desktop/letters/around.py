"""What stands around a letter's words: sender, window, date, fold marks, foot, running head."""

from __future__ import annotations

from collections.abc import Sequence

from dunning_desktop.letters.address import recipient
from dunning_desktop.letters.correspondence import Correspondence
from dunning_desktop.letters.fonts import Face
from dunning_desktop.letters.geometry import FOLD_MARK, HOLE_MARK, Box, Place
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


def first_page(sheet: Sheet, content: Correspondence) -> None:
    """Everything but words and tables on the first page."""
    layout = content.house.layout
    draw_sender(sheet, content.house)
    _window(sheet, content)
    _heading(sheet, content)
    for y in layout.folds:
        sheet.rule(*FOLD_MARK, y, weight=0.4, ink=FAINT)
    if layout.hole is not None:
        sheet.rule(*HOLE_MARK, layout.hole, weight=0.4, ink=FAINT)


def later_page(sheet: Sheet, content: Correspondence) -> None:
    """The running head: to whom, what about, when."""
    facts = content.facts
    about = (one_line(facts.client.name), one_line(facts.reference))
    running_head(sheet, content.house, about, content.figures.day(facts.today))


def every_page(sheet: Sheet, content: Correspondence, page: int, *, pages: int) -> None:
    """The company's particulars, the page number, and the mark of a specimen."""
    draw_foot(sheet, content.house, page, pages=pages, specimen=content.facts.specimen)


def _window(sheet: Sheet, content: Correspondence) -> None:
    """The address, in the place every window shows if it fits there; above it, who sends it."""
    house = content.house
    face = house.look.plain
    forms = tuple(recipient(content.facts))
    place, fit = address_fit(forms, house.layout.places, face)
    draw_fitted(sheet, place.box, fit, face)
    back = house.layout.back
    if back is not None and house.address and not place.alone:
        return_address(sheet, back, (house.name, *house.address), face)


def address_fit(
    forms: Sequence[Sequence[str]], places: Sequence[Place], face: Face
) -> tuple[Place, Fitted]:
    """The first place and form that take the address whole; else as much as the window holds.

    The full form is tried in the first place only: what is left out was not needed to deliver.
    """
    for place in places:
        for form in forms[:2] if place.whole else forms[1:] or forms:
            fit = _fitted(form, place, face)
            if fit.whole:
                return place, fit
    return places[-1], _fitted(forms[-1], places[-1], face)


def _fitted(form: Sequence[str], place: Place, face: Face) -> Fitted:
    box = place.box
    return fitted(form, face, width=box.width, height=box.height, sizes=place.sizes)


def return_address(sheet: Sheet, box: Box, parts: Sequence[str], face: Face) -> None:
    """Who sends it, on one small line."""
    size = 6.6
    text = shortened(SEPARATOR.join(part for part in parts if part), face, size, box.width)
    y = box.top + size * ASCENT
    sheet.text(box.left, y, text, face, size, ink=GREY)
    sheet.rule(box.left, box.left + face.width(text, size), y + 2.2, weight=0.3, ink=FAINT)


def _heading(sheet: Sheet, content: Correspondence) -> None:
    """Date and references beside the address."""
    box, face, size = content.house.layout.heading, content.house.look.plain, 9.5
    values = box.left + max(face.width(c, SMALL) for c, _ in content.heading) + 10
    y = box.top + 10.5 * ASCENT
    for caption, value in content.heading:
        sheet.text(box.left, y, caption, face, SMALL, ink=GREY)
        shown = shortened(value, face, size, box.right - values)
        sheet.text(values, y, shown, face, size)
        y += 13.0
