"""A text with fields and conditions as chips: typed around, inserted from a menu, never in braces.

What stands in the box is ``source``: the text with its names and conditions as the book keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPalette,
    QPyTextObject,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit, QToolTip

from dunning_desktop.domain.letter_markup import Mark, Piece, pieces

_KIND = int(QTextFormat.ObjectTypes.UserObject) + 1
_MARK = int(QTextFormat.Property.UserProperty) + 1
_NAME = _MARK + 1
_SOFT_BREAK = "\N{LINE SEPARATOR}"
"""What Shift and Enter put in."""
_LINE_ENDS = re.compile("[\r\n\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]+")
_OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
_AROUND, _ROUND, _GAP = 6.0, 4.0, 1.0
_SMALLER = 0.92
_FAINT = 0.14
_END = "\N{BLACK LEFT-POINTING SMALL TRIANGLE}"

Namer = Callable[[Piece], str]


class _Chips(QPyTextObject):
    """Draws a chip: its name in a box of the accent's colour, a condition's in an outlined one."""

    def __init__(self, edit: ChipEdit) -> None:
        super().__init__(edit)
        self._edit = edit

    def intrinsicSize(self, _doc: QTextDocument, _at: int, shown: QTextFormat) -> QSizeF:
        metrics = QFontMetricsF(self._font())
        width = metrics.horizontalAdvance(self._edit.said(_piece(shown)))
        return QSizeF(width + 2 * (_AROUND + _GAP), metrics.height() + 1)

    def drawObject(
        self,
        painter: QPainter,
        box: QRectF | QRect,
        _doc: QTextDocument,
        _at: int,
        shown: QTextFormat,
    ) -> None:
        piece = _piece(shown)
        palette = self._edit.palette()
        accent = palette.color(QPalette.ColorRole.Highlight)
        inner = QRectF(box).adjusted(_GAP, 0.5, -_GAP, -0.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        faint = QColor(accent)
        faint.setAlphaF(_FAINT)
        filled = piece.mark is Mark.NAME
        painter.setBrush(faint if filled else Qt.BrushStyle.NoBrush)
        painter.setPen(Qt.PenStyle.NoPen if filled else accent)
        painter.drawRoundedRect(inner, _ROUND, _ROUND)
        painter.setFont(self._font())
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, self._edit.said(piece))
        painter.restore()

    def _font(self) -> QFont:
        font = QFont(self._edit.font())
        font.setPointSizeF(font.pointSizeF() * _SMALLER)
        return font


class ChipEdit(QTextEdit):
    """``namer`` says what a name or a condition is called in its chip."""

    entered = Signal()

    def __init__(self, name: str, namer: Namer, *, lines: bool = True) -> None:
        super().__init__()
        self._namer = namer
        self._lines = lines
        self.setAccessibleName(name)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self._chips = _Chips(self)
        self.document().documentLayout().registerHandler(_KIND, self._chips)
        self.textChanged.connect(self._describe)
        if not lines:
            self.setLineWrapMode(QTextEdit.LineWrapMode.NoWrap)
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def said(self, piece: Piece) -> str:
        """What a chip says."""
        return _END if piece.mark is Mark.END else self._namer(piece)

    # The text

    @property
    def source(self) -> str:
        """The whole text, with names and conditions as they are written."""
        return "\n".join(_source(one) for one in _blocks(self.document()))

    def show_source(self, text: str) -> None:
        """Show a text; it cannot be undone, and nothing is signalled."""
        blocked = self.blockSignals(True)
        self.clear()
        self._insert(pieces(text), QTextCursor(self.document()))
        self.document().clearUndoRedoStacks()
        self.blockSignals(blocked)
        self._describe()

    def _describe(self) -> None:
        """For a screen reader, which sees no chips: the text with what they say."""
        parts = (
            one.text if one.mark is Mark.WORDS else f"[{self.said(one)}]"
            for one in pieces(self.source)
        )
        self.setAccessibleDescription("".join(parts))

    def insert_name(self, name: str) -> None:
        """Put a field where the cursor is."""
        self._insert((Piece(Mark.NAME, name),), self.textCursor())
        self.setFocus()

    def insert_condition(self, name: str, *, negated: bool = False) -> None:
        """Let what is chosen, else the paragraph of the cursor, depend on a condition."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            if cursor.selectedText().startswith("\N{PARAGRAPH SEPARATOR}"):
                end = cursor.selectionEnd()
                cursor.setPosition(cursor.selectionStart() + 1)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        cursor.beginEditBlock()
        cursor.setPosition(last)
        self._insert((Piece(Mark.END),), cursor)
        cursor.setPosition(first)
        self._insert((Piece(Mark.UNLESS if negated else Mark.IF, name),), cursor)
        cursor.endEditBlock()
        self.setFocus()

    def _insert(self, parts: Iterator[Piece] | Sequence[Piece], cursor: QTextCursor) -> None:
        cursor.beginEditBlock()
        plain = QTextCharFormat()
        for one in parts:
            if one.mark is Mark.WORDS:
                words = one.text if self._lines else _LINE_ENDS.sub(" ", one.text)
                cursor.insertText(words, plain)
                continue
            shown = QTextCharFormat()
            shown.setObjectType(_KIND)
            shown.setProperty(_MARK, one.mark.value)
            shown.setProperty(_NAME, one.text)
            shown.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
            cursor.insertText(_OBJECT, shown)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(plain)

    # What is copied is the text as it is written, so that it can be pasted anywhere.

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor, copied = self.textCursor(), QMimeData()
        parts = (
            _source(block, cursor.selectionStart(), cursor.selectionEnd())
            for block in _blocks(self.document())
            if block.position() <= cursor.selectionEnd()
            and block.position() + block.length() > cursor.selectionStart()
        )
        copied.setText("\n".join(parts))
        return copied

    def insertFromMimeData(self, source: QMimeData) -> None:
        self._insert(pieces(source.text()), self.textCursor())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and not self._lines:
            event.ignore()
            return
        super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def chip_at(self, at: QPointF) -> str:
        """What the chip under a point says; empty where there is none."""
        bars = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        layout = self.document().documentLayout()
        place = layout.hitTest(at + bars, Qt.HitTestAccuracy.ExactHit)
        if place < 0:
            return ""
        cursor = QTextCursor(self.document())
        # The format of a cursor is that of the sign before it.
        cursor.setPosition(min(place + 1, self.document().characterCount() - 1))
        shown = cursor.charFormat()
        return self.said(_piece(shown)) if shown.objectType() == _KIND else ""

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.chip_at(QPointF(event.pos())), self)
            return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()


def _piece(shown: QTextFormat) -> Piece:
    return Piece(Mark(str(shown.property(_MARK))), str(shown.property(_NAME) or ""))


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _source(block: QTextBlock, first: int = 0, last: int = 2**31 - 1) -> str:
    """A paragraph as it is written; of it only what stands between two places of the document."""
    said: list[str] = []
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        shown = fragment.charFormat()
        start = max(first - fragment.position(), 0)
        stop = min(last - fragment.position(), fragment.length())
        if stop > start:
            if shown.objectType() == _KIND:
                said.append(_piece(shown).source * (stop - start))
            else:
                # Qt counts in units of UTF-16.
                units = fragment.text().encode("utf-16-le")[2 * start : 2 * stop]
                words = units.decode("utf-16-le", errors="ignore")
                said.append(words.replace(_SOFT_BREAK, "\n"))
        at += 1
    return "".join(said)
