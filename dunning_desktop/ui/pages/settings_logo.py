"""Choosing a logo: a picture of a sensible size, shown as it will stand on white paper."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.look.metrics import MEDIUM, SMALL, TINY
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.office import Office

# It is kept in the book and travels with every backup.
MOST_BYTES = 2_000_000
FRAME = QSize(220, 84)
# 70 x 24 mm at 600 dots an inch.
SHARP = QSize(1660, 568)
_HEAD = 4096
# What a drawing may take from elsewhere: nothing. Qt would read files, and ask servers for some.
_FOREIGN = re.compile(
    rb"""href\s*=\s*["'](?!\s*(?:\#|data:))|url\(\s*["']?(?!\s*(?:\#|data:))|<!ENTITY|@import""",
    re.IGNORECASE,
)


def read_picture(_office: Office, path: Path) -> bytes | str:
    """The bytes of a PNG or JPEG file, else why not: ``unreadable``, ``large`` or ``kind``.

    An SVG drawing becomes a PNG picture, as sharp as a letter prints one.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            return "large"
        content = path.read_bytes()
    except OSError:
        return "unreadable"
    if _is_svg(content):
        return "kind" if _FOREIGN.search(content) else painted(content) or "kind"
    known = content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"))
    return content if known and not QImage.fromData(content).isNull() else "kind"


def _is_svg(content: bytes) -> bool:
    """Whether it says at its beginning that it is a drawing, perhaps after a comment."""
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and b"<svg" in head


def painted(drawing: bytes) -> bytes:
    """An SVG drawing as a PNG picture with a clear ground; nothing where it cannot be drawn."""
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - 10 ms, and only for a drawing

    renderer = QSvgRenderer(QByteArray(drawing))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    size = renderer.defaultSize()
    if not renderer.isValid() or size.isEmpty():
        return b""
    picture = QImage(size.scaled(SHARP, Qt.AspectRatioMode.KeepAspectRatio),
                     QImage.Format.Format_ARGB32)  # fmt: skip
    if picture.isNull():
        return b""
    picture.fill(0)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload] # the stub wants bytes
    return bytes(buffer.data().data())


class LogoPicker(QWidget):
    """``logo`` are the bytes that are kept; empty where there is none."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.logo = b""
        self.picture = QLabel()
        self.picture.setFixedSize(FRAME)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setProperty("look", "page")
        self.trouble = label(look="trouble", wrap=True)
        self.trouble.hide()
        self.choose = button(self.tr("Choose a picture…"), self._ask)
        self.remove = button(self.tr("Remove"), lambda: self._take(b""))
        self.remove.setAccessibleName(self.tr("Remove the logo"))
        buttons = QVBoxLayout()
        buttons.setSpacing(SMALL)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.remove)
        row = QHBoxLayout()
        row.setSpacing(MEDIUM)
        row.addWidget(self.picture)
        row.addLayout(buttons)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TINY)
        layout.addLayout(row)
        layout.addWidget(self.trouble)
        self.show_logo(b"")

    def show_logo(self, logo: bytes) -> None:
        """Show the bytes of a picture."""
        self.logo = logo
        self.trouble.hide()
        self.remove.setEnabled(bool(logo))
        if not logo:
            self.picture.setText(self.tr("No logo"))
            return
        ratio = self.devicePixelRatioF()
        room = (FRAME - QSize(SMALL * 2, SMALL * 2)) * ratio
        picture = QPixmap.fromImage(QImage.fromData(logo)).scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        picture.setDevicePixelRatio(ratio)
        self.picture.setPixmap(picture)
        self.picture.setAccessibleName(self.tr("The logo"))

    def _ask(self) -> None:
        kinds = self.tr("Pictures (*.png *.jpg *.jpeg *.svg)")
        name, _kind = QFileDialog.getOpenFileName(self, self.tr("Choose a logo"), "", kinds)
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Take the picture of a file; one that cannot be taken leaves the logo as it was."""
        self._desk.ask(read_picture, path, then=self._on_read, owner=self, latest="picture")

    def _on_read(self, found: bytes | str) -> None:
        if isinstance(found, bytes):
            self._take(found)
            return
        words = {
            "large": self.tr("That picture is larger than 2 MB. Save it smaller first."),
            "kind": self.tr("That is not a PNG, JPEG or SVG picture."),
            "unreadable": self.tr("That file cannot be read."),
        }
        self.trouble.setText(words[found])
        self.trouble.show()

    def _take(self, logo: bytes) -> None:
        self.show_logo(logo)
        self.changed.emit()
