"""When a run begins, when it stays quiet, and how much it may send; saved with the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSpinBox, QWidget

from dunning_desktop.domain.automation import Automation
from dunning_desktop.domain.errors import DunningError, InvalidField
from dunning_desktop.ui.look.metrics import SMALL
from dunning_desktop.ui.pages.settings_sections import Section
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.widgets.form import Form
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.time_edit import OptionalNumber, TimeEdit
from dunning_desktop.usecases.automation import ByItself, by_itself, keep_limits

MOST = 999
LONGEST = 365
A_WEEK = 7


class Limits(Section):
    """``taken`` gets what the book has, each time it was asked."""

    def __init__(self, shell: Shell, taken: Callable[[ByItself], object]) -> None:
        super().__init__(shell)
        self._known = Automation()
        self._taken = taken
        self._filling = False
        self.form = Form()
        self.at = TimeEdit()
        self.rests = QCheckBox(self.tr("Not on weekends and bank holidays"))
        self.instalments = QCheckBox(self.tr("Remind of instalments as well"))
        self.quiet_from = TimeEdit(self.tr("Quiet from"))
        self.quiet_until = TimeEdit(self.tr("Quiet until"))
        self.in_a_run, self.in_a_day, self.to_a_client = (self._number() for _ in range(3))
        self.stale = OptionalNumber(
            self.tr("Stop when payments are older than"),
            most=LONGEST,
            name=self.tr("Days after which payments are too old"),
        )
        self._say_days(0)
        self.stale.number.valueChanged.connect(self._say_days)
        self._build()
        self._watch()

    def _number(self) -> QSpinBox:
        made = QSpinBox()
        made.setRange(1, MOST)
        made.setSuffix(self.tr(" at most"))
        return made

    def _build(self) -> None:
        form = self.form
        form.section(self.tr("When"))
        form.row(self.tr("Every day at"), self.at)
        form.row(self.tr("Days of rest"), self.rests)
        quiet = form.row(self.tr("Nothing is sent"), self._quiet())
        quiet.setText(self.tr("A computer that was asleep in the morning sends nothing at night."))
        quiet.show()
        form.section(self.tr("Instalments"))
        form.wide(self.instalments)
        form.wide(
            label(
                self.tr("A word three days before each instalment of a plan, and one when it is "
                        "late: what you agreed with the client, so no ladder has it."),
                "quiet",
                wrap=True,
            )
        )
        form.section(self.tr("How much"))
        form.row(self.tr("In one run"), self.in_a_run)
        form.row(self.tr("In one day"), self.in_a_day)
        form.row(self.tr("To one client"), self.to_a_client)
        form.hint(self.to_a_client, self.tr("In 30 days, yours and those of runs together."))
        form.section(self.tr("Payments"))
        form.wide(self.stale)
        form.wide(
            label(
                self.tr("Nobody who has paid should be written to: when no payment was recorded "
                        "or imported for so long, a run leaves everything to you."),
                "quiet",
                wrap=True,
            )
        )
        self.column.addWidget(form)

    def _quiet(self) -> QWidget:
        both = QWidget()
        both.setAccessibleName(self.tr("Quiet hours"))
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addWidget(label(self.tr("from")))
        row.addWidget(self.quiet_from, 1)
        row.addWidget(label(self.tr("until")))
        row.addWidget(self.quiet_until, 1)
        both.setFocusProxy(self.quiet_from)
        return both

    def _watch(self) -> None:
        for time in (self.at, self.quiet_from, self.quiet_until):
            time.timeChanged.connect(self._touch)
        for number in (self.in_a_run, self.in_a_day, self.to_a_client):
            number.valueChanged.connect(self._touch)
        self.rests.toggled.connect(self._touch)
        self.instalments.toggled.connect(self._touch)
        self.stale.changed.connect(self._touch)

    def _say_days(self, count: int) -> None:
        self.stale.number.setSuffix(self.tr(" day") if count == 1 else self.tr(" days"))

    def _touch(self) -> None:
        if not self._filling:
            self.set_dirty(dirty=True)

    # Loading and saving

    def reload(self) -> None:
        self.shell.desk.ask(by_itself, then=self._take, owner=self, latest="by-itself")

    def _take(self, found: ByItself) -> None:
        self._known = found.automation
        if not self.dirty:
            self._fill(found.automation)
        self._taken(found)

    def _fill(self, known: Automation) -> None:
        self._filling = True
        self.form.all_right()
        self._trouble.hide()
        self.at.set_time_of_day(known.at)
        self.rests.setChecked(known.rests)
        self.instalments.setChecked(known.instalments)
        self.quiet_from.set_time_of_day(known.quiet_from)
        self.quiet_until.set_time_of_day(known.quiet_until)
        self.in_a_run.setValue(known.most_in_a_run)
        self.in_a_day.setValue(known.most_in_a_day)
        self.to_a_client.setValue(known.most_to_a_client)
        self.stale.number.setValue(A_WEEK)
        self.stale.show_value(known.stale_after)
        self._filling = False

    def typed(self) -> Automation:
        """What was typed. Raises ``InvalidField`` for what cannot be."""
        return replace(
            self._known,
            at=self.at.time_of_day(),
            rests=self.rests.isChecked(),
            instalments=self.instalments.isChecked(),
            quiet_from=self.quiet_from.time_of_day(),
            quiet_until=self.quiet_until.time_of_day(),
            most_in_a_run=self.in_a_run.value(),
            most_in_a_day=self.in_a_day.value(),
            most_to_a_client=self.to_a_client.value(),
            stale_after=self.stale.value(),
        )

    def check(self) -> bool:
        self.form.all_right()
        try:
            self.typed()
        except InvalidField as error:
            self.form.wrong(self._field(error), sentence(error))
        return not self.form.is_wrong

    def _field(self, error: DunningError) -> QWidget:
        fields: dict[str, QWidget] = {
            "most_in_a_run": self.in_a_run,
            "most_in_a_day": self.in_a_day,
            "most_to_a_client": self.to_a_client,
        }
        return fields.get(str(error.data.get("field")), self.at)

    def save(self, then: Callable[[], object]) -> None:
        self.shell.desk.do(
            keep_limits,
            self.typed(),
            owner=self,
            then=lambda _before: self.saved(self.tr("Saved: it holds from the next run on."), then),
            failed=self.explain,
        )
