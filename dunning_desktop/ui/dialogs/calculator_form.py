"""A form that is checked while it is filled in: it complains without taking the keyboard."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtWidgets import QLabel, QWidget

from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.form import Form
from dunning_desktop.ui.widgets.labels import wear

Value = TypeVar("Value")


class LiveForm(Form):
    """Rows can step back while they are not asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._titles: dict[QWidget, QLabel] = {}
        self._beside: dict[QWidget, QWidget] = {}

    def row(self, name: str, field: QWidget, *, beside: QWidget | None = None) -> QLabel:
        note = super().row(name, field, beside=beside)
        item = self._grid.itemAtPosition(self._grid.rowCount() - 1, 0)
        title = item.widget() if item is not None else None
        if isinstance(title, QLabel):
            self._titles[field] = title
        if beside is not None:
            self._beside[field] = beside
        return note

    def show_row(self, field: QWidget, *, shown: bool) -> None:
        """Show a field with its name and what stands beside it, or none of them."""
        field.setVisible(shown)
        self._titles[field].setVisible(shown)
        self._notes[field].setVisible(shown and bool(self._notes[field].text()))
        if field in self._beside:
            self._beside[field].setVisible(shown)

    def wrong(self, field: QWidget, text: str) -> None:
        """Say under the field what is wrong; whoever types goes on typing."""
        note = self._notes[field]
        note.setText(text)
        wear(note, "trouble")
        note.show()
        field.setProperty("wrong", True)
        field.style().unpolish(field)
        field.style().polish(field)
        field.setAccessibleDescription(text)


class Offers(Choice[Value]):
    """What can be chosen changes; what was chosen comes back with the offer that holds it."""

    def __init__(self, name: str, wanted: Value) -> None:
        super().__init__((), name=name)
        self._wanted = wanted
        self.activated.connect(self._on_activated)

    def offer_these(self, choices: Iterable[tuple[Value, str]]) -> None:
        """Offer these and no others."""
        self.offer(choices, chosen=self._wanted)

    def want(self, value: Value) -> None:
        """Choose one of those offered, and remember it."""
        self._wanted = value
        self.choose(value)

    @property
    def offered(self) -> tuple[Value, ...]:
        """What can be chosen now."""
        return tuple(self._values)

    def _on_activated(self, _at: int) -> None:
        chosen = self.value()
        if chosen is not None:
            self._wanted = chosen
