"""The interest calculator: any debt, worked out while it is typed in; it needs no book data."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QDialog, QVBoxLayout

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.statement import StatementFacts
from dunning_desktop.ui.dialogs.calculator_fields import CalculatorFields
from dunning_desktop.ui.dialogs.working import scrolled
from dunning_desktop.ui.look.fonts import as_title
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, WIDE
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.tab_order import follow_layout
from dunning_desktop.ui.widgets.working_buttons import WorkingButtons
from dunning_desktop.ui.widgets.working_view import WorkingView
from dunning_desktop.usecases.calculating import Start, calculate, calculator_start

DEBOUNCE_MS = 200
FIELDS_WIDTH = 456
WIDTH, HEIGHT = 1160, 720
# Below this the result stands under the fields instead of beside them.
BESIDE = 1120


class CalculatorDialog(QDialog):
    """Left what is asked, right the working; ``facts`` is None while there is no result."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.as_parent())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Interest calculator"))
        self.shell = shell
        self.facts: StatementFacts | None = None
        self._waits_for_answer = False
        self.fields = CalculatorFields(shell.desk.today())
        self.view = WorkingView()
        self.buttons = WorkingButtons(shell)
        self.buttons.closed.connect(self.reject)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DEBOUNCE_MS)
        self._pause.timeout.connect(self.work_out)
        self._build()
        self.fields.changed.connect(self._pause.start)
        self.fields.reshaped.connect(self._in_order)
        shell.desk.ask(calculator_start, then=self._begin, owner=self)

    def _build(self) -> None:
        heading = label(self.tr("Interest calculator"))
        as_title(heading)
        under = label(
            self.tr("For any debt, in your book or not. Nothing typed here is kept."), "quiet"
        )
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(WIDE)
        self._fields_area = scrolled(self.fields, self.tr("The debt"))
        self._fields_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._across.addWidget(self._fields_area)
        self._across.addWidget(scrolled(self.view, self.tr("Working")), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, LARGE, WIDE, LARGE)
        layout.setSpacing(SMALL)
        layout.addWidget(heading)
        layout.addWidget(under)
        layout.addSpacing(MEDIUM)
        layout.addLayout(self._across, 1)
        layout.addSpacing(SMALL)
        layout.addWidget(self.buttons)
        self._prompt()

    def open(self) -> None:
        screen, window = self.screen().availableGeometry(), self.shell.as_parent()
        room = max(screen.width() - LARGE, window.width())
        if room < BESIDE:
            self._across.setDirection(QBoxLayout.Direction.TopToBottom)
        else:
            self._fields_area.setFixedWidth(FIELDS_WIDTH)
        self.resize(min(WIDTH, room), min(HEIGHT, screen.height() - 60))
        self._in_order()
        super().open()
        self.fields.amount.setFocus()

    def _begin(self, start: Start) -> None:
        self.fields.begin(start)
        self._in_order()

    def _in_order(self) -> None:
        follow_layout(self)

    # Working it out

    def work_out(self) -> None:
        """Ask for the result of what stands there now."""
        asked = self.fields.asked()
        self._waits_for_answer = asked is not None
        if asked is None:
            self._prompt(wrong=self.fields.is_wrong)
            return
        self.shell.desk.ask(
            calculate,
            asked.debt,
            as_of=asked.as_of,
            then=self._show,
            failed=self._explain,
            owner=self,
            latest="calculate",
        )

    def _show(self, facts: StatementFacts) -> None:
        # What was typed meanwhile may be no debt any more.
        if self._waits_for_answer:
            self._take(facts)
            self.view.show_facts(facts)
            self._in_order()

    def _explain(self, error: DunningError) -> None:
        if self._waits_for_answer:
            self.fields.explain(error)
            self._prompt(wrong=True)

    def _prompt(self, *, wrong: bool = False) -> None:
        self._take(None)
        words = self.tr("Type the amount and its last day for payment. The result stands here "
                        "with its working, and follows what you type.")
        if wrong:
            words = self.tr("Correct what is marked, and the result stands here again.")
        self.view.prompt(self.tr("Interest to the day"), words)

    def _take(self, facts: StatementFacts | None) -> None:
        self.facts = facts
        self.buttons.take(facts)


