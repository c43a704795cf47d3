"""A sheet of paper to draw on: ReportLab's canvas with the origin in the top left corner."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from dunning_desktop.letters.fonts import Face, printable, regular, strong
from dunning_desktop.letters.geometry import PAGE
from dunning_desktop.letters.logo import Logo

# ASCII armour costs a fifth more bytes, and time, for mail servers of the 1990s.
rl_config.useA85 = 0

INK, GREY, FAINT = 0.0, 0.36, 0.62


class Sheet:
    """Draws text and rules on pages. Distances are points from the top left corner."""

    def __init__(self, *, title: str, author: str, language: str) -> None:
        self._file = BytesIO()
        self._code: list[str] = []
        self._font: tuple[str, float] = ("", 0.0)
        self._ink = -1.0
        self._canvas = Canvas(
            self._file,
            pagesize=(PAGE.width, PAGE.height),
            invariant=1,
            pageCompression=1,
            initialFontName=regular().name,
            lang=language,
        )
        self._canvas.setTitle(printable(title))
        self._canvas.setAuthor(printable(author))
        self._canvas.setSubject("")
        self._canvas.setCreator("Dunning Desktop")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        for face in (regular(), strong()):
            face.begin(self._canvas)
        self._begin()

    def text(
        self, x: float, y: float, text: str, face: Face, size: float, *, ink: float = INK
    ) -> None:
        """Text from ``x`` to the right, standing on the line ``y``."""
        if ink != self._ink:
            self._ink = ink
            self._code.append(f"{ink:g} g")
        self._code.append(f"1 0 0 1 {x:.2f} {PAGE.height - y:.2f} Tm")
        for subset, codes in face.shown(printable(text), self._canvas):
            if (subset, size) != self._font:
                self._font = (subset, size)
                self._code.append(f"{subset} {size:.2f} Tf")
            self._code.append(f"<{codes}> Tj")

    def text_right(
        self, x: float, y: float, text: str, face: Face, size: float, *, ink: float = INK
    ) -> None:
        """Text that ends at ``x``."""
        shown = printable(text)
        self.text(x - face.width(shown, size), y, shown, face, size, ink=ink)

    def lines(
        self,
        x: float,
        y: float,
        lines: Sequence[str],
        face: Face,
        size: float,
        leading: float,
        ink: float = INK,
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

    def rule(self, left: float, right: float, y: float, *, weight: float, ink: float = INK) -> None:
        """A line from left to right."""
        self._canvas.setLineWidth(weight)
        self._canvas.setStrokeGray(ink)
        self._canvas.line(left, PAGE.height - y, right, PAGE.height - y)

    def cut(self, left: float, right: float, y: float) -> None:
        """A dashed line to cut along."""
        self._canvas.setDash(4, 3)
        self.rule(left, right, y, weight=0.6, ink=GREY)
        self._canvas.setDash()

    def frame(self, left: float, top: float, width: float, height: float) -> None:
        """A thin frame with slightly rounded corners."""
        self._canvas.setLineWidth(0.7)
        self._canvas.setStrokeGray(GREY)
        self._canvas.roundRect(left, PAGE.height - top - height, width, height, 4)

    def logo(self, logo: Logo, left: float, top: float, width: float, height: float) -> None:
        """The logo, scaled to this size."""
        logo.draw(self._canvas, left, PAGE.height - top - height, width, height)

    def next_page(self) -> None:
        """The page is done; what is drawn from now on stands on the next one."""
        self._canvas.addLiteral("\n".join((*self._code, "ET")))
        self._canvas.showPage()
        self._begin()

    def finish(self) -> bytes:
        """The PDF. The last page was ended with ``next_page``."""
        self._canvas.save()
        return self._file.getvalue()
