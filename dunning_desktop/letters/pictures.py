"""Pictures as pages of a PDF: upright, as large as the page allows, no larger than they are."""

from __future__ import annotations

import warnings
from io import BytesIO

import pikepdf
from PIL import Image, ImageOps, ImageSequence
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from dunning_desktop.letters.geometry import MM, PAGE
from dunning_desktop.letters.laying import laid

MOST_FRAMES = 200
"""Pages of a scanned picture file."""
_ORIENTATION = 0x0112
_MOST_PIXELS = 120_000_000
_ROUND = 15 * MM
TROUBLE = (
    pikepdf.PdfError,
    pikepdf.ForeignObjectError,
    OSError,
    ValueError,
    TypeError,
    RuntimeError,
    KeyError,
    AttributeError,
    SyntaxError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
"""What the readers raise for files that are not what they say."""


class NoPicture(Exception):
    """Bytes that no picture can be made of."""


def pictured(content: bytes) -> pikepdf.Pdf:
    """A picture on pages; one whose own bytes no PDF can hold is drawn anew.

    Raises ``NoPicture``.
    """
    try:
        return laid(pikepdf.open(BytesIO(picture(content))))
    except pikepdf.PdfError:
        return laid(pikepdf.open(BytesIO(picture(content, keep=False))))


def picture(content: bytes, *, scale: float = 1.0, keep: bool = True) -> bytes:
    """Each picture on a page, upright, as large as the page allows and no larger than it is.

    ``scale`` is how many points a pixel has; ``keep``: a photograph that stands upright keeps its
    bytes. Raises ``NoPicture``.
    """
    out = BytesIO()
    canvas = Canvas(out, pagesize=(PAGE.width, PAGE.height), invariant=1, pageCompression=1)
    try:
        with warnings.catch_warnings():
            # Pillow warns of every tag that it cannot read; the picture is all that counts.
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content)) as image:
                if getattr(image, "n_frames", 1) > MOST_FRAMES:
                    raise ValueError("too many pages")
                for frame in ImageSequence.Iterator(image):
                    _draw(canvas, frame, content if keep else b"", most=scale)
    except TROUBLE as error:
        raise NoPicture from error
    canvas.save()
    return out.getvalue()


def _draw(canvas: Canvas, frame: Image.Image, content: bytes, *, most: float) -> None:
    if frame.width * frame.height > _MOST_PIXELS:
        raise ValueError("too many pixels")
    upright = ImageOps.exif_transpose(frame)
    turned = frame.getexif().get(_ORIENTATION, 1) != 1
    kept = bool(content) and frame.format == "JPEG" and not turned
    source = BytesIO(content) if kept else _flat(upright)
    wide = upright.width > upright.height
    width, height = (PAGE.height, PAGE.width) if wide else (PAGE.width, PAGE.height)
    room = width - 2 * _ROUND, height - 2 * _ROUND
    scale = min(room[0] / upright.width, room[1] / upright.height, most)
    drawn = upright.width * scale, upright.height * scale
    canvas.setPageSize((width, height))
    canvas.drawImage(
        ImageReader(source),
        (width - drawn[0]) / 2,
        height - _ROUND - drawn[1],
        width=drawn[0],
        height=drawn[1],
    )
    canvas.showPage()


def _flat(frame: Image.Image) -> BytesIO:
    """On white, as nothing else is printed."""
    out = BytesIO()
    shown = frame.convert("RGBA")
    paper = Image.new("RGBA", shown.size, "white")
    paper.alpha_composite(shown)
    paper.convert("RGB").save(out, "PNG")
    out.seek(0)
    return out
