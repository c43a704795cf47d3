"""What a file does not say, asked with examples; the likely answer is marked, the owner decides."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, TINY
from dunning_desktop.ui.text.importing import examples, option, question
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import IconLabel, label
from dunning_desktop.usecases.drafts import Question


class Asked(QFrame):
    """One question; ``answered`` carries it with the option that the owner confirmed."""

    answered = Signal(object, str)

    def __init__(self, asked: Question) -> None:
        super().__init__()
        self.setProperty("look", "notice")
        self.question = asked
        self.buttons: dict[str, QRadioButton] = {}
        heading = label(question(asked), wrap=True)
        as_heading(heading)
        row = QHBoxLayout()
        row.setSpacing(LARGE)
        group = QButtonGroup(self)
        for value in asked.options:
            likely = value == asked.preselected
            words = option(asked, value)
            shown = self.tr("{answer}, likely").format(answer=words) if likely else words
            made = QRadioButton(shown)
            made.setAccessibleName(f"{question(asked)} {shown}")
            made.setChecked(likely)
            group.addButton(made)
            self.buttons[value] = made
            row.addWidget(made)
        row.addStretch()
        self.confirm = button(self.tr("That is right"), self._confirm)
        self.confirm.setAccessibleName(f"{self.tr('That is right')}: {question(asked)}")
        row.addWidget(self.confirm)
        words_ = QVBoxLayout()
        words_.setSpacing(TINY)
        words_.addWidget(heading)
        words_.addWidget(label(examples(asked), "quiet", wrap=True))
        words_.addLayout(row)
        across = QHBoxLayout(self)
        across.setContentsMargins(LARGE, MEDIUM, MEDIUM, MEDIUM)
        across.setSpacing(MEDIUM)
        icon = IconLabel("info", "accent")
        across.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words_, 1)

    def _confirm(self) -> None:
        chosen = next((value for value, one in self.buttons.items() if one.isChecked()), "")
        if chosen:
            self.answered.emit(self.question, chosen)


class Questions(QWidget):
    """All that is still open."""

    answered = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[Asked] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SMALL)

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Ask these in the place of the earlier ones."""
        for old in self.cards:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.cards = [Asked(one) for one in questions]
        for card in self.cards:
            card.answered.connect(self.answered)
            self._column.addWidget(card)
        self.setVisible(bool(self.cards))
