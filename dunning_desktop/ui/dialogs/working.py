"""Show working: how each figure of what is owed comes about, to copy, print or save."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.statement import StatementFacts
from dunning_desktop.ui.look.fonts import as_title
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, TINY, WIDE
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.tab_order import follow_layout
from dunning_desktop.ui.widgets.working_buttons import WorkingButtons
from dunning_desktop.ui.widgets.working_view import WorkingView
from dunning_desktop.usecases.office import Office

WIDTH = 760
AROUND_THE_VIEW = 158
TALLEST = 860


class WorkingDialog(QDialog):
    """``facts_of`` is asked in the desk lane, such as ``item_statement`` of some items."""

    def __init__(
        self, shell: Shell, facts_of: Callable[[Office], StatementFacts], *, title: str
    ) -> None:
        super().__init__(shell.as_parent())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.shell = shell
        self.view = WorkingView()
        self.buttons = WorkingButtons(shell)
        self.buttons.save.setDefault(True)
        self.buttons.closed.connect(self.reject)
        heading = label(title, wrap=True)
        as_title(heading)
        self.area = scrolled(self.view, self.tr("Working"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, LARGE, WIDE, LARGE)
        layout.setSpacing(MEDIUM)
        layout.addWidget(heading)
        layout.addSpacing(TINY)
        layout.addWidget(self.area, 1)
        layout.addWidget(self.buttons)
        shell.desk.ask(facts_of, then=self._show, failed=self._explain, owner=self)

    def _show(self, facts: StatementFacts) -> None:
        if facts.items:
            self.view.show_facts(facts)
            self.buttons.take(facts)
        else:
            nothing = self.tr("Nothing is owed.")
            self.view.prompt(nothing, self.tr("So there is nothing to work out."))
        self._arrange()

    def _explain(self, error: DunningError) -> None:
        self.view.prompt(self.tr("There is no working to show."), sentence(error))
        self._arrange()

    def open(self) -> None:
        self._arrange()
        super().open()

    def _arrange(self) -> None:
        """Be as tall as the working, as far as the screen allows."""
        width = max(WIDTH, self.view.minimumSizeHint().width() + 2 * WIDE + LARGE)
        inside = width - 2 * WIDE - LARGE
        wanted = max(self.view.heightForWidth(inside), self.view.sizeHint().height())
        room = self.screen().availableGeometry().height() - 80
        self.resize(width, min(wanted + AROUND_THE_VIEW, room, TALLEST))
        follow_layout(self)


def scrolled(view: QWidget, name: str) -> QScrollArea:
    """What may be higher than the dialog; the arrow keys move it."""
    sheet = QWidget()
    sheet.setProperty("look", "sheet")
    inside = QVBoxLayout(sheet)
    inside.setContentsMargins(0, 0, SMALL, 0)
    inside.addWidget(view)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(name)
    area.setWidget(sheet)
    return area
