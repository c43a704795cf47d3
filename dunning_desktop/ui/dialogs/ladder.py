"""Changing a ladder, or making a new one from it, with its days beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from dunning_desktop.domain.names import key_of
from dunning_desktop.domain.policy import DunningPolicy
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.dialogs.ladder_calendar import LadderCalendar
from dunning_desktop.ui.dialogs.ladder_levels import LevelsEdit
from dunning_desktop.ui.dialogs.ladder_rules import RulesEdit
from dunning_desktop.ui.dialogs.working import scrolled
from dunning_desktop.ui.ladder_changes import ask_about_those_under_way
from dunning_desktop.ui.look.metrics import LARGE, WIDE
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.ladders import ladder_name
from dunning_desktop.ui.widgets.tab_order import follow_layout
from dunning_desktop.usecases.ladder_use import LadderCard, ladder_card
from dunning_desktop.usecases.ladders import bring_back, retire_ladder, same, save_ladder

DEBOUNCE_MS = 200
LONGEST_NAME = 60
NARROW, BESIDE = 560, 1060
"""The dialog's width with the days under the steps, and with them beside."""
CALENDAR_WIDTH = 400
TALLEST = 760


class LadderDialog(FormDialog):
    """``saved`` carries the id of what holds now. With ``copy`` it becomes a ladder of its own."""

    saved = Signal(object)

    def __init__(self, shell: Shell, policy_id: int, *, copy: bool = False) -> None:
        super().__init__(shell, width=NARROW)
        self.name_it(self.tr("New ladder") if copy else self.tr("Change the ladder"))
        self._copy = copy
        self._card: LadderCard | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DEBOUNCE_MS)
        self._pause.timeout.connect(self.look_ahead)
        self._arranged = QTimer(self)
        self._arranged.setSingleShot(True)
        self._arranged.setInterval(0)
        self._arranged.timeout.connect(self._in_order)
        self.levels = LevelsEdit()
        self.rules = RulesEdit()
        self.calendar = LadderCalendar(shell.desk)
        self._build()
        shell.desk.ask(ladder_card, policy_id, then=self._fill, failed=self.explain, owner=self)

    def _middle(self) -> QWidget:
        both = QWidget()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, both)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(WIDE)
        self._area = self._scrolled()
        self._across.addWidget(self._area, 1)
        return both

    def _build(self) -> None:
        self._name = QLineEdit()
        self._name.setMaxLength(LONGEST_NAME)
        self._name.setPlaceholderText(self.tr("Such as Trade or Old friends"))
        self.form.row(self.tr("Name"), self._name)
        self.form.section(self.tr("Steps"))
        self.form.wide(self.levels)
        self.form.section(self.tr("For all steps"))
        self.form.wide(self.rules)
        self.levels.changed.connect(self._pause.start)
        self.levels.resized.connect(self._arranged.start)
        self.rules.changed.connect(self._pause.start)

    def _in_order(self) -> None:
        """Once the steps stand where they stay: the Tab order, and the cursor in sight."""
        follow_layout(self)
        if self._sheet.isAncestorOf(self.focusWidget()):
            self._area.ensureWidgetVisible(self.focusWidget())

    def open(self) -> None:
        self._place_calendar()
        super().open()

    def _place_calendar(self) -> None:
        """At the right where there is room for it, else under the rules."""
        if self._room() >= BESIDE:
            area = scrolled(self.calendar, self.tr("With real days"))
            area.setFixedWidth(CALENDAR_WIDTH)
            self._across.addWidget(area)
        else:
            self.form.wide(self.calendar)

    def _room(self) -> int:
        screen = self.screen().availableGeometry()
        return max(screen.width() - LARGE, self.shell.as_parent().width())

    def fit(self) -> None:
        height = self.screen().availableGeometry().height() - 60
        wide = self._room() >= BESIDE
        self.resize(BESIDE if wide else min(self._room(), 640), min(TALLEST, height))

    # What is shown

    def _fill(self, card: LadderCard) -> None:
        self._card = card
        policy = card.policy
        if not self._copy:
            name = ladder_name(policy.name)
            self.name_it(self.tr("Change the ladder {name}").format(name=name))
            self._name.setText(name)
        self.rules.show_policy(policy, card.currency)
        self.levels.show_levels(policy.levels, card.currency)
        follow_layout(self)
        self._pause.stop()
        self.look_ahead()

    def look_ahead(self) -> None:
        """Show the days of what stands there now, or what keeps it from having any."""
        policy = self.policy()
        found = self.levels.problems()
        if found or policy is None:
            self.calendar.show_problem(found[0].words if found else self.rules.problem)
        else:
            self.calendar.show_policy(policy)

    def policy(self) -> DunningPolicy | None:
        """What was typed, as a ladder; None while it cannot be one."""
        card = self._card
        if card is None or self.levels.problems() or self.rules.problem:
            return None
        known = card.policy
        name = self._typed_name()
        made = replace(
            known,
            name=known.name if name == ladder_name(known.name) else name,
            levels=self.levels.levels(),
        )
        return self.rules.put(replace(made, id=0, root=0) if self._copy else made)

    def _typed_name(self) -> str:
        return " ".join(self._name.text().split())

    # Saving

    def check(self) -> bool:
        name = self._typed_name()
        if not name:
            self.form.wrong(self._name, self.tr("Enter a name."))
        elif key_of(name) in self._taken():
            said = self.tr("Another ladder has that name. Choose another name.")
            self.form.wrong(self._name, said)
        # Each part says what is wrong with it, not only the first.
        parts = [self.levels.check(), self.rules.check(), super().check()]
        self._arranged.start()
        return all(parts) and self._card is not None

    def _taken(self) -> set[str]:
        card = self._card
        names = card.names if card else ()
        mine = (card.policy.name,) if card and self._copy else ()
        return {key_of(said) for one in (*names, *mine) for said in (one, ladder_name(one))}

    def fields(self) -> Mapping[str, QWidget]:
        return {"name": self._name}

    def save(self) -> None:
        card, policy = self._card, self.policy()
        if card is None or policy is None:
            return
        if not self._copy and same(policy, card.policy):
            self.accept()
        elif not self._copy and card.under_way.invoices:
            self._save.setEnabled(True)
            ask_about_those_under_way(self, card.under_way, self._go_on)
        else:
            self._go_on(move=False)

    def _go_on(self, move: bool) -> None:
        policy = self.policy()
        if policy is None:
            return
        self._save.setEnabled(False)

        def done(key: int) -> None:
            self._done(key, move=move)

        self.shell.desk.do(
            save_ladder, policy, move=move, owner=self, then=done, failed=self.explain
        )

    def _done(self, key: int, *, move: bool) -> None:
        words = self.tr("{name} is in your book.") if self._copy else self.tr("{name} is changed.")
        self.shell.toast(words.format(name=self._typed_name()), undo=self._back(key, move=move))
        self.saved.emit(key)
        self.accept()

    def _back(self, key: int, *, move: bool) -> Callable[[], None]:
        """What takes it back; it outlives the dialog."""
        desk, parent = self.shell.desk, self.shell.as_parent()
        known = self._card.policy.id if self._card else 0
        if self._copy:
            return lambda: desk.do(retire_ladder, key, retired=True, owner=parent)
        return lambda: desk.do(bring_back, known, move=move, owner=parent)
