"""A field for tags with commas between them; known ones are offered while one is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from dunning_desktop.domain.names import tags_in

LONGEST = 300
# What one tag may be in the book.
LONGEST_TAG = 64


class TagsEdit(QLineEdit):
    """``tags`` are what was typed, none twice; a known one keeps its spelling."""

    def __init__(self) -> None:
        super().__init__()
        self._known: tuple[str, ...] = ()
        self.setMaxLength(LONGEST)
        self.setPlaceholderText(self.tr("Such as Trade, Slow payer"))
        self._words = QStringListModel(self)
        self.setCompleter(_LastWord(self._words, self))
        self.editingFinished.connect(self._tidy)

    def offer(self, known: Sequence[str]) -> None:
        """Tags that are offered while one is typed."""
        self._known = tuple(known)
        self._words.setStringList(list(known))

    def show_tags(self, tags: Sequence[str]) -> None:
        """Show these."""
        self.setText(", ".join(tags))
        self.setCursorPosition(0)

    def tags(self) -> tuple[str, ...]:
        """What was typed."""
        return tags_in(self.text(), self._known)

    @property
    def too_long(self) -> str:
        """A tag that is too long to be one; empty where there is none."""
        return next((one for one in self.tags() if len(one) > LONGEST_TAG), "")

    def _tidy(self) -> None:
        self.setText(", ".join(self.tags()))


class _LastWord(QCompleter):
    """Completes what stands behind the last comma, and leaves the rest as it is."""

    def __init__(self, words: QStringListModel, field: QLineEdit) -> None:
        super().__init__(words, field)
        self._field = field
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(",")[2].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        before = [one.strip() for one in self._field.text().split(",")[:-1]]
        return ", ".join([*before, super().pathFromIndex(index)])
