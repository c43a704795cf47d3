"""The Today page: how the money stands, and the few things that need the owner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from dunning_desktop.ui.dialogs.call import CallDialog
from dunning_desktop.ui.dialogs.old_debts import OldDebtsDialog
from dunning_desktop.ui.dialogs.payment import PaymentDialog
from dunning_desktop.ui.dialogs.posted import say_posted
from dunning_desktop.ui.dialogs.run import RunDialog
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM
from dunning_desktop.ui.looked_at import remember, still_new
from dunning_desktop.ui.pages.page import Page
from dunning_desktop.ui.pages.today_figures import Figures
from dunning_desktop.ui.pages.today_list import Skeleton, WorkList
from dunning_desktop.ui.pages.today_parts import FreshLine, Nothing
from dunning_desktop.ui.pages.today_post import in_few_rows, on_also, on_mail
from dunning_desktop.ui.paper import Paper
from dunning_desktop.ui.planning import on_plans
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.text import today as words
from dunning_desktop.ui.text.review import letters
from dunning_desktop.ui.text.today_mail import Also
from dunning_desktop.ui.widgets.buttons import action
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases import outbox as use
from dunning_desktop.usecases.office import EVERYTHING, Touched
from dunning_desktop.usecases.today import first_look, today
from dunning_desktop.usecases.today_rows import Cash, Task, TaskRow, Today

MINUTE_MS = 60_000
SETTINGS = {
    Task.RATES_MISSING: "rates",
    Task.RATES_UNCHECKED: "rates",
}
ON_CASES = frozenset({Task.CASES_READY, Task.CASES_PAID, Task.PARTNERS_UNTOLD})
DIALOGS = frozenset({Task.CALLS_TO_MAKE, Task.OLD_DEBTS})


class TodayPage(Page):
    """What is shown stays until the new is there; a new day loads by itself."""

    name: ClassVar[str] = "today"
    icon_name: ClassVar[str] = "house"
    watches: ClassVar[frozenset[Touched]] = EVERYTHING

    def __init__(self, shell: Shell, surroundings: Surroundings) -> None:
        super().__init__(shell)
        self.name_it(self.tr("Today"))
        self.shown: Today | None = None
        self.paper = Paper(shell, surroundings)
        self._make_actions()
        self.fresh = FreshLine(self._import)
        self.figures = Figures()
        self.list = WorkList()
        self.list.pressed.connect(self._on_button)
        self.list.also_pressed.connect(self._on_also)
        self.list.walked.connect(self._follow_keys)
        self.skeleton = Skeleton()
        self.nothing = Nothing()
        self.next = label(look="quiet", wrap=True)
        self._build()
        self._clock = QTimer(self)
        self._clock.setInterval(MINUTE_MS)
        self._clock.timeout.connect(self._on_minute)
        self._clock.start()
        # Before it loads: nothing of the book that was open before may stand there meanwhile.
        self.desk.opened.disconnect(self.mark_stale)
        self.desk.opened.connect(self._on_another_book)

    def _make_actions(self) -> None:
        self._pay = action(
            self, self.tr("Record a payment…"), self.pay, icon_name="banknote", shortcut="Ctrl+M"
        )
        self._import = action(
            self, self.tr("Import…"), self.shell.import_file, icon_name="file-up",
            hint=self.tr("Bring in a newer export of your invoices (Ctrl+I)"),
        )
        self.add_button(self._pay)

    def _build(self) -> None:
        sheet = QWidget()
        sheet.setProperty("look", "sheet")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, LARGE)
        column.setSpacing(MEDIUM)
        column.addWidget(self.figures)
        for one in (self.skeleton, self.list, self.nothing, self.next):
            column.addWidget(one)
        column.addStretch()
        for one in (self.list, self.nothing, self.next):
            one.hide()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setAccessibleName(self.title)
        self.area.setWidget(sheet)
        self.body.addWidget(self.fresh)
        self.body.addWidget(self.area, 1)

    def actions_of_page(self) -> Sequence[QAction]:
        return (self._pay, self._import)

    def first_focus(self) -> QWidget | None:
        # Never nothing: Qt would put the keyboard on the rail.
        return self.list.first_button() or self.area

    def pay(self) -> None:
        """Record money that came in."""
        PaymentDialog(self.shell).open()

    # Loading

    def reload(self) -> None:
        if self.shown is None:
            # In a large book the plan takes a second; the figures need not wait for it.
            self.desk.ask(first_look, then=self._show_cash, owner=self, latest="cash")
        self.desk.ask(today, then=self._show, owner=self, latest="today")

    def _show_cash(self, cash: tuple[Cash, ...]) -> None:
        self.figures.show_cash(cash)

    def _show(self, found: Today) -> None:
        begins = self.shown is None
        tasks = still_new(self.shell.settings, in_few_rows(found.tasks))
        found = replace(found, tasks=tasks)
        self.shown = found
        self.figures.show_cash(found.cash)
        self.fresh.say(found.freshness)
        self.skeleton.hide()
        self.list.show_rows(found.tasks, found.day)
        self.list.setVisible(bool(found.tasks))
        self._keep_keys()
        following = words.comes_next(found.next, found.day)
        self.next.setText(following)
        self.next.setVisible(bool(found.tasks and following))
        self.nothing.say(following, empty=found.empty)
        self.nothing.setVisible(not found.tasks)
        if begins:
            self._take_focus()

    def _take_focus(self) -> None:
        """On the first look the keyboard goes to the list, unless it is somewhere already."""
        focus: QWidget | None = self.window().focusWidget()
        first = self.list.first_button()
        if first is not None and self.isVisible() and (focus is None or self.isAncestorOf(focus)):
            first.setFocus()

    def _keep_keys(self) -> None:
        """Where the last line with the keyboard went, the page has it."""
        focus: QWidget | None = self.window().focusWidget()
        if self.isVisible() and focus is None:
            self.area.setFocus()

    def _follow_keys(self, line: QWidget) -> None:
        self.area.ensureWidgetVisible(line, 0, MEDIUM)

    def _on_another_book(self) -> None:
        self.shown = None
        self.figures.show_cash(())
        self.list.show_rows((), self.desk.today())
        for one in (self.list, self.nothing, self.next):
            one.hide()
        self.skeleton.show()
        self._keep_keys()
        self.fresh.wait()
        self.mark_stale()

    def _on_minute(self) -> None:
        if self.shown is not None and self.shown.day != self.desk.today():
            self.mark_stale()

    # What the buttons do

    def _on_button(self, row: TaskRow) -> None:
        if row.mark:
            self._look_at(row)
        elif not (on_plans(self.shell, row) or on_mail(self.shell, row)):
            self._on_pressed(row)

    def _on_pressed(self, row: TaskRow) -> None:
        if row.task is Task.REMINDERS_READY:
            self.shell.review()
        elif row.task in DIALOGS:
            self._open_dialog(row)
        elif row.task in ON_CASES:
            self.shell.go_to("cases")
        elif row.task is Task.LETTERS_TO_PRINT:
            self.paper.print_letters(row.letter_ids)
        elif row.task is Task.LETTERS_TO_POST:
            self._mark_posted(row.letter_ids)
        elif row.task in SETTINGS:
            self.shell.show_settings(SETTINGS[row.task])
        elif row.client_ids:
            self.shell.show_clients(row.client_ids, words.sentence(row, self.desk.today()))

    def _on_also(self, row: TaskRow, kind: Also) -> None:
        on_also(self.shell, row, kind, self.desk.today())

    def _open_dialog(self, row: TaskRow) -> None:
        if row.task is Task.CALLS_TO_MAKE:
            CallDialog(self.shell, row.client_ids).open()
        else:
            OldDebtsDialog(self.shell).open()

    def _look_at(self, row: TaskRow) -> None:
        """Show what a run did; what was looked at has no place here any more."""
        if row.run is not None:
            RunDialog(self.shell, row.run).open()
        else:
            self.shell.show_settings("automation")
        remember(self.shell.settings, row.mark)
        if self.shown is not None:
            self._show(self.shown)

    def _mark_posted(self, letter_ids: tuple[int, ...]) -> None:
        said = self.tr("{what} posted.").format(what=letters(len(letter_ids)))
        self.desk.do(
            use.mark_posted,
            letter_ids,
            owner=self,
            then=lambda fresh: say_posted(self.shell, said, fresh),
        )
