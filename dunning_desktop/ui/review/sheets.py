"""A PDF as page images: drawn in the desk lane, shown as wide as there is room."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from dunning_desktop.ui.look.metrics import MEDIUM, TINY
from dunning_desktop.usecases.dunning import Choice, letter_of
from dunning_desktop.usecases.office import Office

# A letter wider than this is no easier to read, and slower to draw.
WIDEST = 920
NARROWEST = 280
PAUSE_MS = 150


def drawn_letter(office: Office, choice: Choice, width: int) -> tuple[QImage, ...]:
    """The pages of a letter as it would be printed, so many device pixels wide."""
    return drawn(letter_of(office, choice), width)


def drawn(pdf: bytes, width: int) -> tuple[QImage, ...]:
    """The pages of a PDF on white, so many device pixels wide; call in the desk lane."""
    import pypdfium2  # noqa: PLC0415 - 60 ms, and only once a letter is looked at

    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_image(page, width) for page in document)
    finally:
        document.close()


def _image(page: object, width: int) -> QImage:
    scale = width / page.get_width()  # type: ignore[attr-defined]
    bitmap = page.render(scale=scale, prefer_bgrx=True)  # type: ignore[attr-defined]
    shape = (bitmap.width, bitmap.height, bitmap.stride)
    # A copy: the bitmap's memory goes with the bitmap.
    return QImage(bytes(bitmap.buffer), *shape, QImage.Format.Format_RGB32).copy()


class Sheets(QScrollArea):
    """Page images one under the other. ``resized`` asks for them in another width."""

    resized = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._images: tuple[QImage, ...] = ()
        self._labels: list[QLabel] = []
        sheet = QWidget()
        sheet.setProperty("look", "sheet")
        self._column = QVBoxLayout(sheet)
        self._column.setContentsMargins(TINY, MEDIUM, TINY, MEDIUM)
        self._column.setSpacing(MEDIUM)
        self._column.addStretch()
        self.setWidget(sheet)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.resized)

    @property
    def page_width(self) -> int:
        """How wide a page may be, in pixels at 100 %."""
        room = self.width() - 2 * TINY - 2 - self.verticalScrollBar().sizeHint().width()
        return max(NARROWEST, min(room, WIDEST))

    @property
    def wanted_width(self) -> int:
        """The same in device pixels."""
        return round(self.page_width * self.devicePixelRatioF())

    @property
    def images(self) -> tuple[QImage, ...]:
        """What is shown."""
        return self._images

    def show_images(self, images: tuple[QImage, ...]) -> None:
        """Show these pages; the place that was read stays."""
        self._images = images
        while len(self._labels) < len(images):
            self._labels.append(self._add_label())
        for place, one in enumerate(self._labels):
            one.setVisible(place < len(images))
        self._fit()

    def _add_label(self) -> QLabel:
        made = QLabel()
        made.setProperty("look", "page")
        self._column.insertWidget(self._column.count() - 1, made, 0, Qt.AlignmentFlag.AlignHCenter)
        return made

    def _fit(self) -> None:
        for place, image in enumerate(self._images):
            label = self._labels[place]
            label.setAccessibleName(self.tr("Page {n}").format(n=place + 1))
            label.setPixmap(_sharp(image, self.page_width, self.devicePixelRatioF()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Stretched at once, drawn sharp when the hand rests.
        self._fit()
        self._pause.start()


def _sharp(image: QImage, width: int, ratio: float) -> QPixmap:
    wanted = round(width * ratio)
    if image.width() != wanted:
        image = image.scaledToWidth(wanted, Qt.TransformationMode.SmoothTransformation)
    picture = QPixmap.fromImage(image)
    picture.setDevicePixelRatio(ratio)
    return picture
