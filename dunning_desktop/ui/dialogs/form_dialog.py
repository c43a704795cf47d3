"""What every dialog with a form is: heading, form, Save and Cancel; an error loses nothing."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.ui.look.fonts import as_title
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, WIDE
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.form import Form
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.tab_order import follow_layout

AROUND_THE_FORM = 156
TALLEST = 760


class FormDialog(QDialog):
    """Subclasses call ``name_it``, fill ``self.form`` and override ``check`` and ``save``.

    ``save`` hands ``failed=self.explain`` to the desk: the dialog stays open with all that was
    typed, and says what is wrong.
    """

    def __init__(self, shell: Shell, *, width: int = 560) -> None:
        super().__init__(shell.as_parent())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.shell = shell
        self.setMinimumWidth(width)
        self.form = Form()
        self._heading = label(wrap=True)
        as_title(self._heading)
        self._trouble = label(look="alarm", wrap=True)
        self._trouble.hide()
        self._save = button(self.tr("Save"), self._try, look="primary")
        self._save.setDefault(True)
        self._extra = QHBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, LARGE, WIDE, LARGE)
        layout.setSpacing(MEDIUM)
        layout.addWidget(self._heading)
        layout.addWidget(self._trouble)
        layout.addWidget(self._middle(), 1)
        layout.addLayout(self._buttons())

    def name_it(self, title: str, save_words: str = "") -> None:
        """What the dialog is for, and what its main button says."""
        self.setWindowTitle(title)
        self._heading.setText(title)
        if save_words:
            self._save.setText(save_words)
            self._save.setAccessibleName(save_words)

    def _middle(self) -> QWidget:
        """The form; a dialog with something beside it puts both in here."""
        return self._scrolled()

    def _scrolled(self) -> QScrollArea:
        self._sheet = QWidget()
        self._sheet.setProperty("look", "sheet")
        inner = QVBoxLayout(self._sheet)
        inner.setContentsMargins(0, 0, SMALL, 0)
        inner.addWidget(self.form)
        inner.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._sheet)
        return area

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        # In line with the fields, which leave room for a scroll bar.
        row.setContentsMargins(0, 0, SMALL, 0)
        row.setSpacing(SMALL)
        row.addLayout(self._extra)
        row.addStretch()
        row.addWidget(button(self.tr("Cancel"), self.reject))
        row.addWidget(self._save)
        return row

    def add_beside_buttons(self, widget: QWidget) -> None:
        """Put a widget at the left of the buttons."""
        self._extra.addWidget(widget)

    def fit(self) -> None:
        """Be as tall as the form, as far as the screen allows."""
        room = self.screen().availableGeometry().height() - 80
        wanted = self.form.sizeHint().height() + AROUND_THE_FORM
        self.resize(self.width(), min(wanted, room, TALLEST))

    def grow(self) -> None:
        """Lines come and go under the fields: the dialog grows with them, and does not shrink."""
        if self.isVisible():
            before = self.height()
            self.fit()
            self.resize(self.width(), max(before, self.height()))

    def open(self) -> None:
        self.fit()
        follow_layout(self)
        super().open()
        first = self.form.first_field()
        if first is not None and not self._focus_is_inside():
            first.setFocus()

    def _focus_is_inside(self) -> bool:
        return self.form.isAncestorOf(self.focusWidget())

    def check(self) -> bool:
        """Complain beside every field that cannot be taken; whether none was found."""
        return not self.form.is_wrong

    def save(self) -> None:
        """Hand what was typed to the desk, with ``failed=self.explain``."""

    def fields(self) -> Mapping[str, QWidget]:
        """Which field an ``InvalidField`` of that name belongs to."""
        return {}

    def explain(self, error: DunningError) -> None:
        """Say what the book objected to, beside the field where that is known."""
        self._save.setEnabled(True)
        name = str(error.data.get("field", ""))
        name = "number" if error.code == "duplicate-number" else name
        field = self.fields().get(name)
        if field is not None:
            self.form.wrong(field, sentence(error))
        else:
            self._trouble.setText(sentence(error))
            self._trouble.show()

    @property
    def trouble(self) -> str:
        """What is said over the form; empty while all is well."""
        return "" if self._trouble.isHidden() else self._trouble.text()

    def _try(self) -> None:
        self.form.all_right()
        self._trouble.hide()
        if self.check():
            # Pressed twice, it would be saved twice.
            self._save.setEnabled(False)
            self.save()
