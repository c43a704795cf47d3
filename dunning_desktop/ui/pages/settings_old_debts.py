"""Settings: how chasing begins for what was late before the program was there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dunning_desktop.domain.policy import OldDebts
from dunning_desktop.ui.choosing_start import choose
from dunning_desktop.ui.dialogs.old_debts import OldDebtsDialog
from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.metrics import MEDIUM
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import old_debts as words
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import label, rule
from dunning_desktop.ui.widgets.start_choice import StartChoice
from dunning_desktop.usecases.old_debts import OldDebtsNow, old_debts


class OldDebtsPart(QWidget):
    """A choice takes effect at once; the toast takes it back."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._now: OldDebtsNow | None = None
        heading = label(self.tr("Old debts"))
        as_heading(heading)
        self.how_many = label(look="quiet", wrap=True)
        self.holds_for = label(look="quiet", wrap=True)
        self.choice = StartChoice()
        self.choice.chosen.connect(self._on_chosen)
        self.one_by_one = button(self.tr("Look at each…"), self._on_each)
        self.one_by_one.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, MEDIUM, 0, 0)
        layout.setSpacing(MEDIUM)
        for widget in (rule(), heading, self.how_many, self.choice, self.holds_for):
            layout.addWidget(widget)
        layout.addWidget(self.one_by_one, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addStretch()

    def reload(self) -> None:
        """Ask how the book stands."""
        self._shell.desk.ask(old_debts, then=self._show, owner=self, latest="old-debts")

    def _show(self, now: OldDebtsNow) -> None:
        self._now = now
        self.how_many.setText(words.how_many(now))
        self.holds_for.setText(words.holds_for(now.before))
        self.choice.show_choice(now.choice if now.before is not None else None)
        self.one_by_one.setVisible(bool(now.late))

    def _on_each(self) -> None:
        OldDebtsDialog(self._shell).open()

    def _on_chosen(self, start: OldDebts) -> None:
        choose(self._shell, start, self)
