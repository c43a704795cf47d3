"""What every paper of the house shows: the sender at its head, particulars and page at its foot."""

from __future__ import annotations

from collections.abc import Sequence

from dunning_desktop.letters.fonts import Face, printable
from dunning_desktop.letters.geometry import MM, Box
from dunning_desktop.letters.house import House
from dunning_desktop.letters.logo import Logo, logo_from
from dunning_desktop.letters.prose import ASCENT
from dunning_desktop.letters.sheet import FAINT, GREY, INK, Ink, Sheet
from dunning_desktop.letters.wrapping import Fitted, fitted, shortened, wrapped

SEPARATOR = "  ·  "
SMALL = 8.6

_NAME_SIZES = ((17.0, 20.0), (15.0, 18.0), (13.0, 16.0), (11.0, 13.0), (9.0, 11.0))
_SENDER_SIZES = ((9.0, 12.0), (8.5, 11.0), (8.0, 10.0), (7.5, 9.0), (6.8, 8.0))
_FOOT_SIZES = ((7.8, 10.0), (7.2, 8.5), (6.8, 8.0))
_FOOT_LINES = 3
_BAR = 1.4 * MM
_HIGHEST = 4.5 * MM
"""Above it printers do not print."""
_SPECIMEN = 10.5 * MM
_ROOM_ABOVE = 8 * MM


def draw_sender(sheet: Sheet, house: House) -> None:
    """The logo, or the name in its place; beside or below it the address and how to be reached."""
    look, layout = house.look, house.layout
    if look.bare:
        return
    if look.bar:
        top = _bar_top(house)
        sheet.fill(Box(layout.text.left, top, layout.text.right, top + _BAR), look.accent)
    logo = logo_from(house.business.logo)
    if logo is not None:
        width, height = logo.scaled(layout.logo.width, layout.logo.height)
        sheet.logo(logo, layout.logo.left, layout.logo.top, width, height)
    else:
        draw_fitted(sheet, layout.logo, _name(house), look.bold, ink=look.accent)
    beside = _beside(house, logo)
    if beside is not None:
        draw_fitted(sheet, layout.sender, beside, look.plain)


def _bar_top(house: House) -> float:
    """A little above the logo."""
    return max(house.layout.logo.top - 2.6 * _BAR, _HIGHEST)


def sender_bottom(house: House) -> float:
    """Where the head of the paper ends; the top of it where there is nothing in it."""
    layout, logo = house.layout, logo_from(house.business.logo)
    if house.look.bare:
        return layout.logo.bottom
    if logo is not None:
        height = logo.scaled(layout.logo.width, layout.logo.height)[1]
    else:
        height = _name(house).height if house.name else 0.0
    beside = _beside(house, logo)
    below = layout.sender.top + beside.height if beside else 0.0
    return max(layout.logo.top + height, below)


def _name(house: House) -> Fitted:
    box, face = house.layout.logo, house.look.bold
    return fitted((house.name,), face, width=box.width, height=box.height, sizes=_NAME_SIZES)


def _beside(house: House, logo: Logo | None) -> Fitted | None:
    """Address and ways to be reached; a logo does not always say the name, so they do."""
    box = house.layout.sender
    name = (house.name,) if logo is not None and house.name else ()
    texts = (*name, *house.address, *house.reach)
    if not texts:
        return None
    face = house.look.plain
    return fitted(texts, face, width=box.width, height=box.height, sizes=_SENDER_SIZES)


def running_head(sheet: Sheet, house: House, about: Sequence[str], day: str) -> None:
    """At the head of a later page: what it is about, and when."""
    box, face = house.layout.running, house.look.plain
    room = box.width - face.width(day, SMALL) - 12
    y = box.top + SMALL * ASCENT
    text = shortened(SEPARATOR.join(part for part in about if part), face, SMALL, room)
    sheet.text(box.left, y, text, face, SMALL, ink=GREY)
    sheet.text_right(box.right, y, day, face, SMALL, ink=GREY)
    sheet.rule(box.left, box.right, y + 6, weight=0.4, ink=FAINT)


def draw_foot(sheet: Sheet, house: House, page: int, *, pages: int, specimen: bool) -> None:
    """The company's particulars, the page number, and the mark of a specimen."""
    box, face = house.layout.footer, house.look.plain
    number = house.labels["page"].format(page=page, pages=pages) if pages > 1 else ""
    aside = face.width(number, SMALL) + 24 if number else 0.0
    if not house.look.bare:
        _company(sheet, house, Box(box.left, box.top, box.right - aside, box.bottom))
    if house.look.bar:
        sheet.rule(box.left, box.right, box.top - 4, weight=0.5, ink=house.look.accent)
    sheet.text_right(box.right, box.top + 6, number, face, SMALL, ink=GREY)
    if specimen:
        _specimen(sheet, house)


def _company(sheet: Sheet, house: House, box: Box) -> None:
    """The particulars, broken between them rather than inside one."""
    if not house.company:
        return
    face = house.look.plain
    tries = [(_joined(house.company, face, one[0], box.width), *one) for one in _FOOT_SIZES]
    fitting = (one for one in tries if len(one[0]) * one[2] <= box.height)
    lines, size, leading = next(fitting, tries[-1])
    sheet.lines(box.left, box.top + 6, lines[:_FOOT_LINES], face, size, leading, GREY)


def _joined(parts: Sequence[str], face: Face, size: float, width: float) -> tuple[str, ...]:
    lines: list[str] = []
    for part in parts:
        together = f"{lines[-1]}{SEPARATOR}{part}" if lines else part
        if lines and face.width(printable(together, face), size) <= width:
            lines[-1] = together
        else:
            lines.extend(wrapped(part, face, size, width))
    return tuple(lines)


def _specimen(sheet: Sheet, house: House) -> None:
    """At the very top on the right: above the bar where there is room, else between it and all."""
    size, y = 8.0, _SPECIMEN
    if house.look.bar and _bar_top(house) > _ROOM_ABOVE:
        y = _bar_top(house) - 3
    text = " ".join(house.labels["specimen"])
    sheet.text_right(house.layout.text.right, y, text, house.look.bold, size, ink=GREY)


def draw_fitted(sheet: Sheet, box: Box, fit: Fitted, face: Face, *, ink: Ink = INK) -> None:
    """Lines that were fitted to a box, from its top left corner."""
    y = box.top + fit.size * ASCENT
    sheet.lines(box.left, y, fit.lines, face, fit.size, fit.leading, ink)
