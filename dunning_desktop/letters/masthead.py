"""What every paper of the house shows: the sender at its head, particulars and page at its foot."""

from __future__ import annotations

from collections.abc import Sequence

from dunning_desktop.letters import geometry as at
from dunning_desktop.letters.fonts import Face, printable, regular, strong
from dunning_desktop.letters.geometry import Box
from dunning_desktop.letters.house import House
from dunning_desktop.letters.logo import Logo, logo_from
from dunning_desktop.letters.prose import ASCENT
from dunning_desktop.letters.sheet import FAINT, GREY, Sheet
from dunning_desktop.letters.wrapping import Fitted, fitted, shortened, wrapped

SEPARATOR = "  ·  "
SMALL = 8.6

_NAME_SIZES = ((17.0, 20.0), (15.0, 18.0), (13.0, 16.0), (11.0, 13.0), (9.0, 11.0))
_SENDER_SIZES = ((9.0, 12.0), (8.5, 11.0), (8.0, 10.0), (7.5, 9.0))
_FOOT_SIZES = ((7.8, 10.0), (7.2, 8.5), (6.8, 8.0))
_FOOT_LINES = 3


def draw_sender(sheet: Sheet, house: House) -> None:
    """The logo, or the name in its place; beside it the address and how to be reached."""
    logo = logo_from(house.business.logo)
    if logo is not None:
        width, height = logo.scaled(at.LOGO.width, at.LOGO.height)
        sheet.logo(logo, at.LOGO.left, at.LOGO.top, width, height)
    else:
        draw_fitted(sheet, at.LOGO, _name(house), strong())
    beside = _beside(house, logo)
    if beside is not None:
        draw_fitted(sheet, at.SENDER, beside, regular())


def sender_bottom(house: House) -> float:
    """Where what ``draw_sender`` draws ends; the top of the paper where there is nothing of it."""
    logo = logo_from(house.business.logo)
    if logo is not None:
        height = logo.scaled(at.LOGO.width, at.LOGO.height)[1]
    else:
        height = _name(house).height if house.name else 0.0
    beside = _beside(house, logo)
    return max(at.LOGO.top + height, at.SENDER.top + (beside.height if beside else 0.0))


def _name(house: House) -> Fitted:
    box = at.LOGO
    return fitted((house.name,), strong(), width=box.width, height=box.height, sizes=_NAME_SIZES)


def _beside(house: House, logo: Logo | None) -> Fitted | None:
    """Address and ways to be reached; a logo does not always say the name, so they do."""
    box = at.SENDER
    name = (house.name,) if logo is not None and house.name else ()
    texts = (*name, *house.address, *house.reach)
    if not texts:
        return None
    return fitted(texts, regular(), width=box.width, height=box.height, sizes=_SENDER_SIZES)


def running_head(sheet: Sheet, about: Sequence[str], day: str) -> None:
    """At the head of a later page: what it is about, and when."""
    box = at.RUNNING_HEAD
    room = box.width - regular().width(day, SMALL) - 12
    y = box.top + SMALL * ASCENT
    text = shortened(SEPARATOR.join(part for part in about if part), regular(), SMALL, room)
    sheet.text(box.left, y, text, regular(), SMALL, ink=GREY)
    sheet.text_right(box.right, y, day, regular(), SMALL, ink=GREY)
    sheet.rule(box.left, box.right, y + 6, weight=0.4, ink=FAINT)


def draw_foot(sheet: Sheet, house: House, page: int, *, pages: int, specimen: bool) -> None:
    """The company's particulars, the page number, and the mark of a specimen."""
    box = at.FOOTER
    number = house.labels["page"].format(page=page, pages=pages) if pages > 1 else ""
    aside = regular().width(number, SMALL) + 24 if number else 0.0
    _company(sheet, house, Box(box.left, box.top, box.right - aside, box.bottom))
    sheet.text_right(box.right, box.top + 6, number, regular(), SMALL, ink=GREY)
    if specimen:
        _specimen(sheet, house)


def _company(sheet: Sheet, house: House, box: Box) -> None:
    """The particulars, broken between them rather than inside one."""
    if not house.company:
        return
    tries = [(_joined(house.company, one[0], box.width), *one) for one in _FOOT_SIZES]
    fitting = (one for one in tries if len(one[0]) * one[2] <= box.height)
    lines, size, leading = next(fitting, tries[-1])
    sheet.lines(box.left, box.top + 6, lines[:_FOOT_LINES], regular(), size, leading, GREY)


def _joined(parts: Sequence[str], size: float, width: float) -> tuple[str, ...]:
    lines: list[str] = []
    for part in parts:
        together = f"{lines[-1]}{SEPARATOR}{part}" if lines else part
        if lines and regular().width(printable(together), size) <= width:
            lines[-1] = together
        else:
            lines.extend(wrapped(part, regular(), size, width))
    return tuple(lines)


def _specimen(sheet: Sheet, house: House) -> None:
    box, size = at.SPECIMEN, 8.0
    text = " ".join(house.labels["specimen"])
    sheet.text_right(box.right, box.bottom, text, strong(), size, ink=GREY)


def draw_fitted(sheet: Sheet, box: Box, fit: Fitted, face: Face) -> None:
    """Lines that were fitted to a box, from its top left corner."""
    y = box.top + fit.size * ASCENT
    sheet.lines(box.left, y, fit.lines, face, fit.size, fit.leading)
