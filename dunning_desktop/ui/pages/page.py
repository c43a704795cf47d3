"""What every page is: a name, a place in the rail, actions, and when to load again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.look.fonts import as_title
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, WIDE
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.widgets.buttons import ActionButton
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.office import Touched


class Page(QWidget):
    """A page of the window. It loads when it is first shown, and again when its data changed.

    ``watches`` names the parts of the book it shows. A page that is not on screen waits until it
    is. Subclasses call ``name_it``, build their widgets into ``self.body`` and override ``reload``.
    """

    name: ClassVar[str] = ""
    icon_name: ClassVar[str] = ""
    watches: ClassVar[frozenset[Touched]] = frozenset()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.desk: Desk = shell.desk
        self.title = ""
        self.setObjectName(f"page-{self.name}")
        self._stale = True
        outer = QVBoxLayout(self)
        outer.setContentsMargins(WIDE, LARGE, WIDE, LARGE)
        outer.setSpacing(MEDIUM)
        self._header = QHBoxLayout()
        self._header.setSpacing(SMALL)
        self._heading = label()
        as_title(self._heading)
        self._header.addWidget(self._heading)
        self._header.addStretch()
        outer.addLayout(self._header)
        self.body = QVBoxLayout()
        self.body.setSpacing(MEDIUM)
        outer.addLayout(self.body, 1)
        self.desk.changed.connect(self._on_changed)
        self.desk.opened.connect(self.mark_stale)

    def name_it(self, title: str) -> None:
        """What the page is called: in its heading, the rail and the menu."""
        self.title = title
        self._heading.setText(title)
        self.setAccessibleName(title)

    def actions_of_page(self) -> Sequence[QAction]:
        """What can be done here, the main one first; the menu and the finder show it too."""
        return ()

    def reload(self) -> None:
        """Ask the desk again for what is shown."""

    def find_here(self) -> None:
        """Put the cursor where a search is typed, where the page has one."""

    def add_button(self, shown: QAction, *, primary: bool = False) -> ActionButton:
        """Put an action's button at the right of the heading."""
        made = ActionButton(shown, primary=primary)
        self._header.addWidget(made)
        return made

    def first_focus(self) -> QWidget | None:
        """What has the keyboard when the page opens."""
        return None

    def mark_stale(self) -> None:
        """Load again: now when the page is on screen, else when it is next shown."""
        self._stale = True
        if self.isVisible():
            self._freshen()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._freshen()

    def _freshen(self) -> None:
        # Before the book is open there is nothing to ask; ``opened`` comes back here.
        if self._stale and self.desk.is_open:
            self._stale = False
            self.reload()

    def _on_changed(self, touched: frozenset[Touched]) -> None:
        if touched & self.watches:
            self.mark_stale()
