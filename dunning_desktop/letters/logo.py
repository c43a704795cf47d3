"""The sender's logo, made ready once for all letters; a picture that cannot be read is left out."""

from __future__ import annotations

import logging
import zlib
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageChops, ImageOps
from reportlab.pdfbase.pdfdoc import PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

log = logging.getLogger(__name__)

# 70 x 24 mm at 300 dots an inch.
_LARGEST = (830, 284)
_MOST_PIXELS = 60_000_000
_HAZE = 12
_NAME = "logo"


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture as a PDF keeps it: compressed rows of grey or RGB pixels, on white."""

    width: int
    height: int
    grey: bool
    rows: bytes

    def scaled(self, width: float, height: float) -> tuple[float, float]:
        """Its size inside a box of that size, in its own proportions."""
        scale = min(width / self.width, height / self.height)
        return self.width * scale, self.height * scale

    def draw(self, canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
        """Draw on ReportLab's canvas; ``y`` is the bottom, counted from the bottom.

        ``drawImage`` would compress the pixels again for each letter: 8 ms against 0.1.
        """
        canvas._doc.addForm(_NAME, self._stream())  # noqa: SLF001
        canvas.saveState()
        canvas.translate(x, y)
        canvas.scale(width, height)
        canvas.doForm(_NAME)
        canvas.restoreState()

    def _stream(self) -> PDFStream:
        stream = PDFStream(content=self.rows)
        stream.dictionary.dict.update(
            Type=PDFName("XObject"),
            Subtype=PDFName("Image"),
            Width=self.width,
            Height=self.height,
            BitsPerComponent=8,
            ColorSpace=PDFName("DeviceGray" if self.grey else "DeviceRGB"),
            Filter=PDFName("FlateDecode"),
        )
        return stream


@lru_cache(maxsize=8)
def logo_from(picture: bytes) -> Logo | None:
    """The logo in a PNG or JPEG file's bytes; None (and a line in the log) if it is not one."""
    if not picture:
        return None
    try:
        return _prepared(picture)
    except Exception as error:  # noqa: BLE001 - whatever a decoder raises, the letter goes out
        log.warning("the logo cannot be printed: %s", type(error).__name__)
        return None


def _prepared(picture: bytes) -> Logo | None:
    with Image.open(BytesIO(picture), formats=("PNG", "JPEG")) as opened:
        if opened.width * opened.height > _MOST_PIXELS:
            raise ValueError("too many pixels")
        flat = _on_white(ImageOps.exif_transpose(opened))
    box = _inked(flat)
    if box is None:
        return None
    # A margin inside the picture would put the logo out of line with the text.
    flat = flat.crop(box)
    flat.thumbnail(_LARGEST, Image.Resampling.LANCZOS)
    red, green, blue = flat.split()
    grey = red.tobytes() == green.tobytes() == blue.tobytes()
    rows = red.tobytes() if grey else flat.tobytes()
    return Logo(flat.width, flat.height, grey, zlib.compress(rows, 9))


def _inked(flat: Image.Image) -> tuple[int, int, int, int] | None:
    """The part that is not white; JPEG leaves a grey haze around what is drawn."""
    haze = ImageChops.difference(flat, Image.new("RGB", flat.size, "white")).convert("L")
    return haze.point([0] * _HAZE + [255] * (256 - _HAZE)).getbbox()


def _on_white(picture: Image.Image) -> Image.Image:
    full = picture.convert("RGBA")
    paper = Image.new("RGBA", full.size, "white")
    return Image.alpha_composite(paper, full).convert("RGB")
