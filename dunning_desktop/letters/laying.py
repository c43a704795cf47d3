"""Pages of other PDFs laid on sheets of A4, with room for a page number; never made larger."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import Array, Name, Page, Rectangle

from dunning_desktop.letters.geometry import MM, PAGE

AROUND = (7 * MM, 14 * MM, 7 * MM, 6 * MM)
"""What stays free around a page that is not ours: left, bottom, right, top."""


def laid(source: pikepdf.Pdf) -> pikepdf.Pdf:
    """All pages of a PDF on sheets of A4, written and read back.

    Whatever is wrong with it comes up here, and nothing of it later. Raises what pikepdf raises.
    """
    target = pikepdf.new()
    for page in source.pages:
        _lay(target, page)
    out = BytesIO()
    target.save(out, deterministic_id=True)
    made = pikepdf.open(out)
    if made.check_pdf_syntax():
        raise pikepdf.PdfError("written, but not clean")
    return made


def _lay(target: pikepdf.Pdf, page: Page) -> None:
    """A page on a sheet that is upright or lying as it is itself."""
    width, height = size_of(page)
    sheet = (PAGE.height, PAGE.width) if width > height else (PAGE.width, PAGE.height)
    left, bottom, right, top = AROUND
    room = sheet[0] - left - right, sheet[1] - bottom - top
    scale = min(room[0] / width, room[1] / height, 1.0)
    width, height = width * scale, height * scale
    begin, end = left + (room[0] - width) / 2, sheet[1] - top
    made = target.add_blank_page(page_size=sheet)
    draw_on(made, target, page, Rectangle(begin, end - height, begin + width, end), name="/Page")


def draw_on(made: Page, target: pikepdf.Pdf, page: Page, room: Rectangle, *, name: str) -> None:
    """Draw a page on another, under a name of its own: pikepdf draws one at random otherwise."""
    form = target.copy_foreign(page.as_form_xobject())
    known = made.add_resource(form, Name.XObject, Name(name))
    made.contents_add(made.calc_form_xobject_placement(form, known, room, allow_expand=True))


def size_of(page: Page) -> tuple[float, float]:
    """As it is seen, in points: turned pages count as they are turned."""
    box = Rectangle(Array(page.cropbox))
    width, height = max(box.width, 1.0), max(box.height, 1.0)
    turned = int(page.get("/Rotate", 0) or 0) % 180 != 0
    return (height, width) if turned else (width, height)
