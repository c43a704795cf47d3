"""After an import: how chasing begins for what came in late already."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL
from dunning_desktop.ui.text.old_debts import how_many
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.start_choice import StartChoice
from dunning_desktop.usecases.old_debts import OldDebtsNow


class OldDebtsCard(QFrame):
    """Hidden until there is something to ask; a click on a way takes effect at once."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "notice")
        self.said = label(wrap=True)
        as_heading(self.said)
        self.choice = StartChoice()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        layout.setSpacing(SMALL)
        layout.addWidget(self.said)
        layout.addWidget(label(self.tr("How should chasing begin for them?"), "quiet"))
        layout.addWidget(self.choice)
        self.hide()

    def show_debts(self, now: OldDebtsNow) -> None:
        """Ask about what no earlier choice covers; the first reminder comes first unless chosen."""
        self.said.setText(how_many(now))
        self.choice.show_choice(now.choice)
        self.setVisible(bool(now.fresh))
