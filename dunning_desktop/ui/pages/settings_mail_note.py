"""What a provider wants, as a note, with a button to the page where an app password is made."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL
from dunning_desktop.ui.surroundings import Provider
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import label, wear


class ProviderNote(QFrame):
    """Hidden where there is nothing to say."""

    def __init__(self, open_page: Callable[[str], object]) -> None:
        super().__init__()
        self._open_page = open_page
        self._page = ""
        self.setProperty("look", "notice")
        self.hint = label(wrap=True, selectable=True)
        self.open = button(self.tr("Open the page"), self._on_open, icon_name="external-link")
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        column.setSpacing(SMALL)
        column.addWidget(self.hint)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_provider(self, found: Provider | None) -> None:
        """Say what the provider wants, in alarm where it takes no password at all."""
        self.setVisible(bool(found and found.hint))
        if found is None:
            return
        self.hint.setText(found.hint)
        self._page = found.help_url
        self.open.setVisible(bool(found.help_url))
        self.open.setAccessibleName(
            self.tr("Open the page of {name}").format(name=found.name)
        )
        self.open.setToolTip(found.help_url)
        wear(self, "notice" if found.password else "notice-warning")

    def _on_open(self) -> None:
        self._open_page(self._page)
