"""The second step of the import: what each column holds, and how the file is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dunning_desktop.ui.dialogs.import_questions import Questions
from dunning_desktop.ui.look.metrics import MEDIUM, SMALL
from dunning_desktop.ui.text import importing
from dunning_desktop.ui.text.imports import field_name
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.drafts import Field, FilePreview, Question
from dunning_desktop.usecases.mapping import answer, missing_fields, remap

ENCODINGS = {
    "utf-8": "UTF-8",
    "cp1252": "Windows (Western)",
    "utf-16": "UTF-16",
    "cp1250": "Windows (Central European)",
    "iso8859-15": "ISO 8859-15",
    "cp850": "DOS",
    "mac-roman": "Mac Roman",
}
DELIMITERS = (",", ";", "\t", "|")
ROW = 42
EXAMPLES = 3
LONGEST_CELL = 48


class MappingStep(QWidget):
    """``remapped`` carries the corrected preview, ``reread`` how the file should be read."""

    remapped = Signal(object)
    reread = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._preview: FilePreview | None = None
        self._filling = False
        self.found = label(wrap=True)
        self.missing: QLabel = label(look="alarm", wrap=True)
        self.missing.hide()
        self.questions = Questions()
        self.questions.answered.connect(self._on_answer)
        self.questions.hide()
        self.encoding: Choice[str] = Choice((), name=self.tr("Text encoding"))
        self.delimiter: Choice[str] = Choice((), name=self.tr("Columns separated by"))
        self.sheet: Choice[str] = Choice((), name=self.tr("Sheet"))
        for box in (self.encoding, self.delimiter, self.sheet):
            box.activated.connect(self._on_reread)
        self.table = self._make_table()
        self.boxes: list[QComboBox] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(MEDIUM)
        layout.addLayout(self._head())
        layout.addWidget(self.questions)
        layout.addWidget(self.missing)
        layout.addWidget(self.table, 1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(self.found, 1)
        for box in (self.sheet, self.encoding, self.delimiter):
            row.addWidget(box)
        return row

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 3)
        table.setAccessibleName(self.tr("Columns of the file"))
        table.setHorizontalHeaderLabels(
            [self.tr("Column in the file"), self.tr("The first rows"), self.tr("Holds")]
        )
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = table.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW)
        columns = table.horizontalHeader()
        columns.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        columns.setHighlightSections(False)
        table.setColumnWidth(0, 230)
        table.setColumnWidth(2, 230)
        return table

    # What is shown

    def show_preview(self, preview: FilePreview) -> None:
        """Show how a file reads and is mapped."""
        self._filling = True
        same = self._preview is not None and self._preview.headings == preview.headings
        self._preview = preview
        words = f"{preview.name}  ·  {importing.rows(preview.row_count)}"
        self.found.setText(f"{words}\n{importing.profile(preview)}")
        self._offer(self.sheet, {one: one for one in preview.sheets}, preview.sheet)
        if preview.sheet:
            self.encoding.hide()
            self.delimiter.hide()
        else:
            self._offer(self.encoding, ENCODINGS, preview.encoding)
            marks = {mark: importing.delimiter(mark) for mark in DELIMITERS}
            self._offer(self.delimiter, marks, preview.delimiter)
        if same:
            self._choose_meanings()
        else:
            self._fill_table()
        self._filling = False
        missing = missing_fields(preview.mapping)
        self.missing.setText(importing.missing(missing) if missing else "")
        self.missing.setVisible(bool(missing))

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Ask what the file does not say."""
        self.questions.show_questions(questions)

    @property
    def ready(self) -> bool:
        """Whether every row can be judged and nothing is left to ask."""
        if self._preview is None or self.questions.cards:
            return False
        return not missing_fields(self._preview.mapping)

    def _offer(self, box: Choice[str], choices: Mapping[str, str], current: str) -> None:
        known = {**choices, **({current: current} if current and current not in choices else {})}
        box.clear()
        box._values.clear()  # noqa: SLF001 - refilled as a whole
        for value, text in known.items():
            box.add(value, text)
        if current:
            box.choose(current)
        box.setVisible(len(known) > 1)

    def _fill_table(self) -> None:
        preview = self._preview
        if preview is None:
            return
        self.table.setRowCount(len(preview.headings))
        self.boxes = []
        for column, heading in enumerate(preview.headings):
            name = heading or self.tr("Column {n}").format(n=column + 1)
            self.table.setItem(column, 0, QTableWidgetItem(name))
            cells = [row[column] for row in preview.sample if row[column].strip()]
            shown = "  ·  ".join(_short(cell) for cell in dict.fromkeys(cells[:EXAMPLES]))
            item = QTableWidgetItem(shown)
            item.setForeground(self.palette().placeholderText())
            self.table.setItem(column, 1, item)
            self.table.setCellWidget(column, 2, self._meaning_box(column, name))
        self._choose_meanings()

    def _meaning_box(self, column: int, name: str) -> QWidget:
        box = QComboBox()
        box.setAccessibleName(self.tr("What “{column}” holds").format(column=name))
        box.addItem(self.tr("Leave out"), None)
        for field in Field:
            box.addItem(field_name(field), field)
        box.activated.connect(lambda _at: self._on_meaning(column, box))
        self.boxes.append(box)
        holder = QWidget()
        inner = QHBoxLayout(holder)
        inner.setContentsMargins(0, 3, MEDIUM, 3)
        inner.addWidget(box)
        return holder

    def _choose_meanings(self) -> None:
        if self._preview is None:
            return
        of_column = {at: field for field, at in self._preview.mapping.columns.items()}
        for column, box in enumerate(self.boxes):
            field = of_column.get(column)
            box.setCurrentIndex(0 if field is None else list(Field).index(field) + 1)

    # What is corrected

    def _on_meaning(self, column: int, box: QComboBox) -> None:
        if self._preview is None or self._filling:
            return
        chosen = box.currentData()
        changed = self._preview
        before = next((f for f, at in changed.mapping.columns.items() if at == column), None)
        if chosen is not None:
            changed = remap(changed, Field(chosen), column)
        elif before is not None:
            changed = remap(changed, before, None)
        self.remapped.emit(changed)

    def _on_answer(self, asked: Question, option: str) -> None:
        if self._preview is not None:
            self.remapped.emit(answer(self._preview, asked, option))

    def _on_reread(self, _at: int) -> None:
        if not self._filling and self._preview is not None:
            sheet = self._preview.sheet
            self.reread.emit(
                {"sheet": self.sheet.value()}
                if sheet
                else {"encoding": self.encoding.value(), "delimiter": self.delimiter.value()}
            )


def _short(cell: str) -> str:
    flat = " ".join(cell.split())
    return flat if len(flat) <= LONGEST_CELL else f"{flat[: LONGEST_CELL - 1]}…"
