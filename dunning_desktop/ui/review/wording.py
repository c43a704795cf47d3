"""The words of a reminder as a form: the built-in text, and what the owner makes of it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from dunning_desktop.domain.letter import Words
from dunning_desktop.ui.look.metrics import MEDIUM, SMALL, TINY
from dunning_desktop.ui.review.decisions import (
    PARTS,
    Decision,
    Part,
    edited,
    set_aside,
    taken_up,
    words_before_greeting,
)
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import label

PAUSE_MS = 250
OPENING_HEIGHT = 170
CLOSING_HEIGHT = 140


class Wording(QScrollArea):
    """``changed`` carries the client and the decision, a moment after the last key."""

    changed = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Words of the reminder"))
        self._client_id: int | None = None
        self._built_in = Words("", "", "")
        self._decision = Decision()
        self._filling = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self._typed_on = False
        self._marks: dict[Part, QLabel] = {}
        self._resets: dict[Part, QPushButton] = {}
        self._build()

    def _build(self) -> None:
        self.subject = QLineEdit()
        self.personal = QLineEdit()
        self.personal.setPlaceholderText(self.tr("For example: Lovely to see you on Friday."))
        self.opening = _text_box(OPENING_HEIGHT)
        self.closing = _text_box(CLOSING_HEIGHT)
        for field in (self.subject, self.personal):
            field.textChanged.connect(self._on_typed)
        for box in (self.opening, self.closing):
            box.textChanged.connect(self._on_typed)
        sheet = QWidget()
        sheet.setProperty("look", "sheet")
        layout = QVBoxLayout(sheet)
        layout.setContentsMargins(TINY, MEDIUM, MEDIUM, MEDIUM)
        layout.setSpacing(TINY)
        layout.addWidget(self._aside())
        self._add_plain(layout, self.tr("Personal line, after the greeting"), self.personal)
        self._add(layout, "subject", self.tr("Subject"), self.subject)
        self._add(layout, "opening", self.tr("Before the table of invoices"), self.opening)
        self._add(layout, "closing", self.tr("After the table"), self.closing)
        words = self.tr("Letter and e-mail share these words. An empty line begins a paragraph.")
        layout.addWidget(label(words, "quiet", wrap=True))
        layout.addStretch()
        self.setWidget(sheet)

    def _aside(self) -> QFrame:
        self.aside = QFrame()
        self.aside.setProperty("look", "notice")
        row = QHBoxLayout(self.aside)
        words = self.tr(
            "The figures changed after you wrote your text, so the built-in text is back. "
            "Yours is kept."
        )
        row.addWidget(label(words, wrap=True), 1)
        row.addWidget(button(self.tr("Use my text"), self._take_up))
        self.aside.hide()
        return self.aside

    def _add_plain(self, layout: QVBoxLayout, title: str, field: QWidget) -> None:
        name = label(title, "quiet")
        name.setBuddy(field)
        field.setAccessibleName(title)
        layout.addWidget(name)
        layout.addWidget(field)
        layout.addSpacing(SMALL)

    def _add(self, layout: QVBoxLayout, part: Part, title: str, field: QWidget) -> None:
        name = label(title, "quiet")
        name.setBuddy(field)
        field.setAccessibleName(title)
        mark = label(self.tr("Changed by you"), "accent")
        reset = button(self.tr("Back to the built-in text"), lambda: self._reset(part), look="link")
        words = self.tr("Back to the built-in text: {part}")
        reset.setAccessibleName(words.format(part=title))
        self._marks[part], self._resets[part] = mark, reset
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(name)
        row.addWidget(mark)
        row.addStretch()
        row.addWidget(reset)
        layout.addLayout(row)
        layout.addWidget(field)
        layout.addSpacing(SMALL)

    # What is shown

    def show_words(self, client_id: int, built_in: Words, decision: Decision) -> None:
        """Show a client's words; what was being typed for another one is handed on first."""
        self.flush()
        self._client_id, self._built_in, self._decision = client_id, built_in, decision
        self._fill()

    def _fill(self) -> None:
        words = words_before_greeting(self._built_in, self._decision)
        self._filling = True
        # An emptied field shows what goes out in its place.
        self.subject.setPlaceholderText(self._built_in.subject)
        self.opening.setPlaceholderText(self._built_in.opening)
        self.closing.setPlaceholderText(self._built_in.closing)
        _put_line(self.subject, words.subject)
        _put_line(self.personal, self._decision.personal)
        _put(self.opening, words.opening)
        _put(self.closing, words.closing)
        self._filling = False
        self._mark()

    def _mark(self) -> None:
        aside = set_aside(self._decision, self._built_in)
        self.aside.setVisible(bool(aside))
        for part in PARTS:
            mine = part in self._decision.edits and part not in aside
            self._marks[part].setVisible(mine)
            self._resets[part].setVisible(mine)

    # What is typed

    def _on_typed(self) -> None:
        if not self._filling and self._client_id is not None:
            self._typed_on = True
            self._pause.start()

    def flush(self) -> None:
        """Hand on at once what was typed."""
        if not self._typed_on:
            return
        self._typed_on = False
        self._pause.stop()
        self._decide(self._typed())

    def _typed(self) -> Decision:
        from_boxes: dict[Part, str] = {
            "subject": self.subject.text(),
            "opening": self.opening.toPlainText(),
            "closing": self.closing.toPlainText(),
        }
        before = words_before_greeting(self._built_in, self._decision)
        decision = self._decision
        for part, text in from_boxes.items():
            if text != getattr(before, part):
                built_in = getattr(self._built_in, part)
                decision = edited(decision, part, text=text, built_in=built_in)
        return Decision(decision.ticked, decision.channel, self.personal.text(), decision.edits)

    def _reset(self, part: Part) -> None:
        self.flush()
        built_in = getattr(self._built_in, part)
        self._decide(edited(self._decision, part, text=built_in, built_in=built_in))
        self._fill()

    def _take_up(self) -> None:
        self.flush()
        self._decide(taken_up(self._decision, self._built_in))
        self._fill()

    def _decide(self, decision: Decision) -> None:
        self._decision = decision
        self._mark()
        self.changed.emit(self._client_id, decision)


def _text_box(height: int) -> QPlainTextEdit:
    box = QPlainTextEdit()
    box.setTabChangesFocus(True)
    box.setMinimumHeight(height)
    return box


def _put(box: QPlainTextEdit, text: str) -> None:
    if box.toPlainText() != text:
        box.setPlainText(text)


def _put_line(field: QLineEdit, text: str) -> None:
    if field.text() != text:
        field.setText(text)
        field.setCursorPosition(0)
