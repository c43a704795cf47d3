"""What stands around the words: sender, window, date, fold marks, foot, running head."""

from __future__ import annotations

from collections.abc import Sequence

from dunning_desktop.letters import geometry as at
from dunning_desktop.letters.address import address_lines, recipient
from dunning_desktop.letters.content import Content
from dunning_desktop.letters.fonts import printable, regular, strong
from dunning_desktop.letters.geometry import Box
from dunning_desktop.letters.logo import logo_from
from dunning_desktop.letters.prose import ASCENT
from dunning_desktop.letters.sheet import FAINT, GREY, Sheet
from dunning_desktop.letters.vocabulary import one_line
from dunning_desktop.letters.wrapping import Fitted, fitted, shortened, wrapped

_Sizes = tuple[tuple[float, float], ...]

_SAFE_SIZES: _Sizes = ((10.5, 11.97),)
_WIDE_SIZES: _Sizes = ((10.0, 11.1), (9.5, 10.6))
_TALL_SIZES: _Sizes = ((10.0, 11.1), (9.5, 10.6), (9.0, 9.6), (8.4, 8.9), (8.0, 8.3))
_NAME_SIZES = ((17.0, 20.0), (15.0, 18.0), (13.0, 16.0), (11.0, 13.0), (9.0, 11.0))
_SENDER_SIZES = ((9.0, 12.0), (8.5, 11.0), (8.0, 10.0), (7.5, 9.0))
_FOOT_SIZES = ((7.8, 10.0), (7.2, 8.5), (6.8, 8.0))
_FOOT_LINES = 3
_SMALL = 8.6
_SEPARATOR = "  ·  "


def first_page(sheet: Sheet, content: Content) -> None:
    """Everything but words and tables on the first page."""
    _sender(sheet, content)
    _window(sheet, content)
    _heading(sheet, content)
    for y in at.FOLDS:
        sheet.rule(*at.FOLD_MARK, y, weight=0.4, ink=FAINT)


def later_page(sheet: Sheet, content: Content) -> None:
    """The running head: to whom, what about, when."""
    box, facts = at.RUNNING_HEAD, content.facts
    day = content.figures.day(facts.today)
    right = box.right - regular().width(day, _SMALL) - 12
    parts = (one_line(facts.client.name), one_line(facts.reference))
    about = _SEPARATOR.join(part for part in parts if part)
    y = box.top + _SMALL * ASCENT
    text = shortened(about, regular(), _SMALL, right - box.left)
    sheet.text(box.left, y, text, regular(), _SMALL, ink=GREY)
    sheet.text_right(box.right, y, day, regular(), _SMALL, ink=GREY)
    sheet.rule(box.left, box.right, y + 6, weight=0.4, ink=FAINT)


def every_page(sheet: Sheet, content: Content, page: int, *, pages: int) -> None:
    """The company's particulars, the page number, and the mark of a specimen."""
    box = at.FOOTER
    number = content.labels["page"].format(page=page, pages=pages) if pages > 1 else ""
    aside = regular().width(number, _SMALL) + 24 if number else 0.0
    _company(sheet, content, Box(box.left, box.top, box.right - aside, box.bottom))
    sheet.text_right(box.right, box.top + 6, number, regular(), _SMALL, ink=GREY)
    if content.facts.specimen:
        _specimen(sheet, content)


def _sender(sheet: Sheet, content: Content) -> None:
    """The logo, or the name in its place; beside it the address and how to be reached."""
    box, logo = at.LOGO, logo_from(content.facts.business.logo)
    if logo is not None:
        width, height = logo.scaled(box.width, box.height)
        sheet.logo(logo, box.left, box.top, width, height)
    else:
        fit = fitted(
            (content.sender,), strong(), width=box.width, height=box.height, sizes=_NAME_SIZES
        )
        _lines(sheet, box, fit, name=True)
    _sender_address(sheet, content, named=logo is not None)


def _sender_address(sheet: Sheet, content: Content, *, named: bool) -> None:
    box, business = at.SENDER, content.facts.business
    address = address_lines(business.address, business.address.country)
    name = (content.sender,) if named and content.sender else ()
    texts = (*name, *address, *content.reach)
    if not texts:
        return
    fit = fitted(texts, regular(), width=box.width, height=box.height, sizes=_SENDER_SIZES)
    _lines(sheet, box, fit)


def _window(sheet: Sheet, content: Content) -> None:
    """The address, in the place every window shows if it fits there; above it, who sends it."""
    box, fit = _address_fit(tuple(recipient(content.facts)))
    _lines(sheet, box, fit)
    business = content.facts.business
    address = address_lines(business.address, business.address.country)
    if address and box is not at.TALL:
        _return_address(sheet, (content.sender, *address))


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
    text = shortened(_SEPARATOR.join(part for part in parts if part), regular(), size, box.width)
    y = box.top + size * ASCENT
    sheet.text(box.left, y, text, regular(), size, ink=GREY)
    sheet.rule(box.left, box.left + regular().width(text, size), y + 2.2, weight=0.3, ink=FAINT)


def _heading(sheet: Sheet, content: Content) -> None:
    """Date and references beside the address."""
    box, size = at.HEADING, 9.5
    values = box.left + max(regular().width(c, _SMALL) for c, _ in content.heading) + 10
    y = box.top + 10.5 * ASCENT
    for caption, value in content.heading:
        sheet.text(box.left, y, caption, regular(), _SMALL, ink=GREY)
        shown = shortened(value, regular(), size, box.right - values)
        sheet.text(values, y, shown, regular(), size)
        y += 13.0


def _company(sheet: Sheet, content: Content, box: Box) -> None:
    """The particulars, broken between them rather than inside one."""
    if not content.company:
        return
    tries = [(_joined(content.company, one[0], box.width), *one) for one in _FOOT_SIZES]
    fitting = (one for one in tries if len(one[0]) * one[2] <= box.height)
    lines, size, leading = next(fitting, tries[-1])
    sheet.lines(box.left, box.top + 6, lines[:_FOOT_LINES], regular(), size, leading, GREY)


def _joined(parts: Sequence[str], size: float, width: float) -> tuple[str, ...]:
    lines: list[str] = []
    for part in parts:
        together = f"{lines[-1]}{_SEPARATOR}{part}" if lines else part
        if lines and regular().width(printable(together), size) <= width:
            lines[-1] = together
        else:
            lines.extend(wrapped(part, regular(), size, width))
    return tuple(lines)


def _specimen(sheet: Sheet, content: Content) -> None:
    box, size = at.SPECIMEN, 8.0
    text = " ".join(content.labels["specimen"])
    sheet.text_right(box.right, box.bottom, text, strong(), size, ink=GREY)


def _lines(sheet: Sheet, box: Box, fit: Fitted, *, name: bool = False) -> None:
    face = strong() if name else regular()
    y = box.top + fit.size * ASCENT
    sheet.lines(box.left, y, fit.lines, face, fit.size, fit.leading)
