"""A sheet of paper to draw on: ReportLab's canvas with the origin in the top left corner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from dunning_desktop.letters.fonts import Face, printable, regular
from dunning_desktop.letters.geometry import PAGE, Box
from dunning_desktop.letters.logo import Logo
from dunning_desktop.letters.metadata import PROGRAM, describe

# ASCII armour costs a fifth more bytes, and time, for mail servers of the 1990s.
rl_config.useA85 = 0

Ink = float | tuple[float, float, float]
"""Grey from 0 (black) to 1, or red, green and blue."""

INK, GREY, FAINT = 0.0, 0.36, 0.62


class Sheet:
    """Draws text and rules on pages. Distances are points from the top left corner."""

    def __init__(
        self,
        *,
        title: str,
        author: str,
        language: str,
        page: Box = PAGE,
        day: date | None = None,
    ) -> None:
        self._file = BytesIO()
        self._code: list[str] = []
        self._font: tuple[str, float] = ("", 0.0)
        self._ink: Ink = -1.0
        self._faces: set[Face] = set()
        self._height = page.height
        self._canvas = Canvas(
            self._file,
            pagesize=(page.width, page.height),
            invariant=1,
            pageCompression=1,
            pdfVersion=(1, 5),
            initialFontName=regular().name,
            lang=language,
        )
        self._canvas.setTitle(printable(title))
        self._canvas.setAuthor(printable(author))
        self._canvas.setSubject("")
        self._canvas.setCreator(PROGRAM)
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        document = self._canvas._doc  # noqa: SLF001
        describe(
            document, title=printable(title), author=printable(author), language=language, day=day
        )
        self._begin()

    def text(
        self, x: float, y: float, text: str, face: Face, size: float, *, ink: Ink = INK
    ) -> None:
        """Text from ``x`` to the right, standing on the line ``y``."""
        if face not in self._faces:
            self._faces.add(face)
            face.begin(self._canvas)
        if ink != self._ink:
            self._ink = ink
            self._code.append(_filling(ink))
        self._code.append(f"1 0 0 1 {x:.2f} {self._height - y:.2f} Tm")
        for subset, codes in face.shown(printable(text, face), self._canvas):
            if (subset, size) != self._font:
                self._font = (subset, size)
                self._code.append(f"{subset} {size:.2f} Tf")
            self._code.append(f"<{codes}> Tj")

    def text_right(
        self, x: float, y: float, text: str, face: Face, size: float, *, ink: Ink = INK
    ) -> None:
        """Text that ends at ``x``."""
        shown = printable(text, face)
        self.text(x - face.width(shown, size), y, shown, face, size, ink=ink)

    def lines(
        self,
        x: float,
        y: float,
        lines: Sequence[str],
        face: Face,
        size: float,
        leading: float,
        ink: Ink = INK,
    ) -> None:
        """Lines one under the other; the first stands on ``y``."""
        for line in lines:
            self.text(x, y, line, face, size, ink=ink)
            y += leading

    def _begin(self) -> None:
        """A page's text, written straight into its stream: half the time of drawString."""
        self._code = ["BT"]
        self._font = ("", 0.0)
        self._ink = -1.0

    def rule(self, left: float, right: float, y: float, *, weight: float, ink: Ink = INK) -> None:
        """A line from left to right."""
        self._canvas.setLineWidth(weight)
        self._stroke(ink)
        self._canvas.line(left, self._height - y, right, self._height - y)

    def upright(
        self, x: float, top: float, bottom: float, *, weight: float, ink: Ink = INK
    ) -> None:
        """A line from top to bottom."""
        self._canvas.setLineWidth(weight)
        self._stroke(ink)
        self._canvas.line(x, self._height - top, x, self._height - bottom)

    def fill(self, box: Box, ink: Ink) -> None:
        """A rectangle full of ink, below what is written on the page."""
        self._canvas.saveState()
        if isinstance(ink, tuple):
            self._canvas.setFillColorRGB(*ink)
        else:
            self._canvas.setFillGray(ink)
        bottom = self._height - box.bottom
        self._canvas.rect(box.left, bottom, box.width, box.height, stroke=0, fill=1)
        self._canvas.restoreState()

    def squares(self, box: Box, rows: Sequence[Sequence[int]]) -> None:
        """A pattern of black squares, such as a code to scan; each row is as long as the first.

        Squares that touch are drawn as one: a gap of a hair would show between two.
        """
        size = box.width / len(rows[0])
        self._canvas.saveState()
        self._canvas.setFillGray(0)
        path = self._canvas.beginPath()
        for down, row in enumerate(rows):
            bottom = self._height - box.top - (down + 1) * size
            for start, stop in _runs(row):
                path.rect(box.left + start * size, bottom, (stop - start) * size, size)
        self._canvas.drawPath(path, stroke=0, fill=1)
        self._canvas.restoreState()

    def _stroke(self, ink: Ink) -> None:
        if isinstance(ink, tuple):
            self._canvas.setStrokeColorRGB(*ink)
        else:
            self._canvas.setStrokeGray(ink)

    def cut(self, left: float, right: float, y: float) -> None:
        """A dashed line to cut along."""
        self._canvas.setDash(4, 3)
        self.rule(left, right, y, weight=0.6, ink=GREY)
        self._canvas.setDash()

    def frame(
        self, left: float, top: float, width: float, height: float, *, ink: Ink = GREY
    ) -> None:
        """A thin frame with slightly rounded corners."""
        self._canvas.setLineWidth(0.7)
        self._stroke(ink)
        self._canvas.roundRect(left, self._height - top - height, width, height, 4)

    def logo(self, logo: Logo, left: float, top: float, width: float, height: float) -> None:
        """The logo, scaled to this size."""
        logo.draw(self._canvas, left, self._height - top - height, width, height)

    def next_page(self) -> None:
        """The page is done; what is drawn from now on stands on the next one."""
        self._canvas.addLiteral("\n".join((*self._code, "ET")))
        self._canvas.showPage()
        self._begin()

    def finish(self) -> bytes:
        """The PDF. The last page was ended with ``next_page``."""
        self._canvas.save()
        return self._file.getvalue()


def _filling(ink: Ink) -> str:
    if isinstance(ink, tuple):
        return "{:.3f} {:.3f} {:.3f} rg".format(*ink)
    return f"{ink:g} g"


def _runs(row: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where dark squares begin and end."""
    start = None
    for place, dark in enumerate((*row, 0)):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            yield start, place
            start = None
