"""Agreeing instalments: what is chosen on the left, the schedule and the law on the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.instalments import Plan, due_day, total_of
from dunning_desktop.domain.money import Money, totals
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.dialogs.plan_fields import PlanFields
from dunning_desktop.ui.dialogs.plan_paper import PlanPaperDialog
from dunning_desktop.ui.dialogs.plan_schedule import ScheduleTable
from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.metrics import LARGE, SMALL
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import plans as words
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import label, wear
from dunning_desktop.ui.widgets.notices import Notice
from dunning_desktop.usecases.papers import Paper, plan_paper
from dunning_desktop.usecases.plan_views import Drafted, PlanView, PlanWish, drafted, plan_view

translate = QCoreApplication.translate

WIDTH = 880
ROOM = 20
LEFT, RIGHT = 46, 54
LEAST_LEFT = 350


def ask_for_plan(shell: Shell, client_id: int, *, item_ids: Sequence[int] = ()) -> None:
    """Look at what is open, and agree instalments on it; on these items where they are named."""

    def show(view: PlanView) -> None:
        if view.items:
            PlanDialog(shell, view, chosen=item_ids).open()
        else:
            nothing = translate(
                "Plans", "Nothing of {client} is open that is not in a plan already."
            )
            shell.toast(nothing.format(client=view.client.name))

    shell.desk.ask(
        plan_view, client_id, then=show, owner=shell.as_parent(), latest="plan-view"
    )


class PlanDialog(FormDialog):
    """The schedule follows every choice; the law's stop is said before anything is offered."""

    def __init__(self, shell: Shell, view: PlanView, *, chosen: Sequence[int] = ()) -> None:
        super().__init__(shell, width=min(WIDTH, _width_of(shell) - ROOM))
        self._view = view
        self.name_it(
            self.tr("Instalments for {client}").format(client=view.client.name),
            self.tr("Look at the agreement…"),
        )
        self._drafted: Drafted | None = None
        known = {one.item_id for one in view.items}
        self.fields_ = PlanFields(
            self.form, view, chosen=[one for one in chosen if one in known]
        )
        self.fields_.changed.connect(self._follow)
        self.table.schedule.edited.connect(self._follow)
        self._follow()

    def _middle(self) -> QWidget:
        both = QWidget()
        across = QHBoxLayout(both)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(LARGE)
        across.addWidget(self._fields_area(), LEFT)
        across.addWidget(self._right(), RIGHT)
        return both

    def _fields_area(self) -> QWidget:
        """Never narrower than its fields: there is no bar to move them sideways."""
        area = self._scrolled()
        area.setMinimumWidth(LEAST_LEFT)
        return area

    def _right(self) -> QWidget:
        self.table = ScheduleTable()
        self.sum = label(wrap=True)
        self.stop = Notice("scale", "", plain=True)
        self.stop.hide()
        self.add_line = button(self.tr("One more payment"), self._add, icon_name="plus")
        self.drop_line = button(self.tr("Drop it"), self.table.drop_line, icon_name="trash-2")
        self.drop_line.setAccessibleName(self.tr("Drop the payment that is chosen"))
        self._hand = QWidget()
        row = QHBoxLayout(self._hand)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addWidget(self.add_line)
        row.addWidget(self.drop_line)
        row.addStretch()
        heading = label(self.tr("The schedule"))
        as_heading(heading)
        heading.setBuddy(self.table)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(heading)
        column.addWidget(self.table, 1)
        column.addWidget(self._hand)
        column.addWidget(self.sum)
        column.addWidget(self.stop)
        return box

    # What follows from every choice

    @property
    def total(self) -> Money:
        """What the ticked items come to, of the first one's currency."""
        chosen = set(self.fields_.chosen())
        sums = totals(one.open for one in self._view.items if one.item_id in chosen)
        return sums[0] if sums else Money.zero(self._view.client.currency)

    def _follow(self) -> None:
        self.table.let_type(by_hand=self.fields_.by_hand)
        self._hand.setVisible(self.fields_.by_hand)
        trouble = self._try_draft()
        self._show_stop()
        self.sum.setText(trouble or self._adds_up())
        wear(self.sum, "trouble" if trouble else "")
        self._save.setEnabled(not trouble and self._drafted is not None)

    def _try_draft(self) -> str:
        """Draft it anew; what is wrong, or nothing."""
        self._drafted = None
        wish = self._wish()
        if wish is None:
            return self.tr("Type an amount, like 1,234.50.")
        try:
            made = drafted(self._view, wish)
            if not self.fields_.by_hand:
                parts = [(one.due, one.amount) for one in made.instalments]
                self.table.schedule.show_parts(parts, self.total)
            else:
                self.table.schedule.show_parts(self.table.schedule.rows, self.total)
            self._drafted = made
            if made.left.minor:
                return words.left_over(made.left)
            self._plan(made)
        except InvalidField as error:
            return sentence(error)
        return ""

    def _wish(self) -> PlanWish | None:
        return self.fields_.wish(tuple(self.table.schedule.rows), self.total.currency)

    def _plan(self, made: Drafted) -> Plan:
        fields = self.fields_
        return made.plan(self._view.today, accepted_on=fields.accepted_on, how=fields.how)

    def _adds_up(self) -> str:
        if self._drafted is None:
            return ""
        return words.adds_up(self._drafted.instalments, total_of(self._drafted.instalments))

    def _show_stop(self) -> None:
        made = self._drafted
        found = made.stops if made else ()
        self.stop.setVisible(bool(found))
        if made is None or not found:
            return
        said = words.stopped(
            found,
            count=len(made.instalments),
            last=made.instalments[-1].due if made.instalments else None,
            latest=self._view.last_day,
        )
        self.stop.say(self.tr("The law does not allow this plan"), f"{said} {words.why_guarded()}")
        self._drafted = None

    def _add(self) -> None:
        """One more payment of what is left, as long after the last one as is usual here."""
        rows = self.table.schedule.rows
        every = self.fields_.every.value()
        last = rows[-1][0] if rows else self.fields_.first.day()
        after = due_day(last, every, 1) if every is not None else last
        left = self.total.minor - sum(amount.minor for _, amount in rows)
        self.table.schedule.add((after, Money(max(left, 0), self.total.currency)))

    # The agreement

    def check(self) -> bool:
        return self._drafted is not None and super().check()

    def save(self) -> None:
        if self._drafted is None:
            return
        plan = self._plan(self._drafted)
        self.shell.desk.ask(
            plan_paper,
            plan,
            then=partial(self._look, plan),
            failed=self.explain,
            owner=self,
        )

    def _look(self, plan: Plan, paper: Paper) -> None:
        self._save.setEnabled(True)
        self.agreement = PlanPaperDialog(self.shell, plan, paper)
        self.agreement.setParent(self, self.agreement.windowFlags())
        self.agreement.done_with.connect(self.accept)
        self.agreement.open()


def _width_of(shell: Shell) -> int:
    return shell.as_parent().screen().availableGeometry().width()

