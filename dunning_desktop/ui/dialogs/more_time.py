"""More time to pay an invoice: until when, and what interest does meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from PySide6.QtWidgets import QLineEdit, QWidget

from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.extensions import InterestMeanwhile
from dunning_desktop.ui.dialogs.confirming import ConfirmTick, print_confirmation
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.agreements import (
    earlier_times,
    interest_meanwhile,
    price,
    warnings,
)
from dunning_desktop.ui.text.dates import day, late, near
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.text.money import money
from dunning_desktop.ui.widgets.fields import Choice, DayEdit
from dunning_desktop.ui.widgets.labels import label, wear
from dunning_desktop.ui.widgets.wheel import WheelGuard
from dunning_desktop.usecases.extensions import (
    TimeGiven,
    TimePrice,
    TimeView,
    give_time,
    take_back_time,
    time_price,
    time_view,
)

TWO_WEEKS = timedelta(days=14)
LONGEST_NOTE = 200


def ask_for_time(shell: Shell, item_id: int) -> None:
    """Look at the invoice, and ask how much more time it gets."""
    shell.desk.ask(
        time_view,
        item_id,
        then=lambda view: MoreTimeDialog(shell, view).open(),
        owner=shell.as_parent(),
        latest="more-time",
    )


class MoreTimeDialog(FormDialog):
    """What it costs is said before it is saved; what cannot be given is refused at once."""

    def __init__(self, shell: Shell, view: TimeView) -> None:
        super().__init__(shell, width=540)
        self._view = view
        self._price: TimePrice | None = None
        self.name_it(
            self.tr("More time for invoice {number}").format(number=view.item.number),
            self.tr("Give more time"),
        )
        self._new = DayEdit(max(view.item.due, view.today) + TWO_WEEKS)
        self._interest = Choice([(one, interest_meanwhile(one)) for one in InterestMeanwhile])
        self._note = QLineEdit()
        self._confirm = ConfirmTick(view.confirms)
        self._cost = label(wrap=True)
        self._warned = label(look="warning", wrap=True)
        self._build()

    def _build(self) -> None:
        self.form.wide(label(self._about(), "quiet", wrap=True))
        self._note.setMaxLength(LONGEST_NOTE)
        self._note.setPlaceholderText(self.tr("For your own timeline"))
        self.form.row(self.tr("New due day"), self._new)
        self.form.row(self.tr("Interest"), self._interest)
        self.form.wide(self._cost)
        self.form.wide(self._warned)
        self.form.row(self.tr("Why"), self._note)
        self.form.row(self.tr("Confirm"), self._confirm)
        self._confirm.explain_in(self.form)
        self._warned.hide()
        self._new.dateChanged.connect(lambda _day: self._look())
        self._interest.currentIndexChanged.connect(lambda _at: self._say())
        WheelGuard(self._new, self._interest, parent=self)
        self._look()

    def _about(self) -> str:
        item, today = self._view.item, self._view.today
        words = self.tr("{client}, {sum}, due {day}: {late}. Reminders count from the new day.")
        said = words.format(
            client=self._view.client.name,
            sum=money(item.open),
            day=day(item.due),
            late=late((today - item.due).days),
        )
        return f"{said} {earlier_times(len(self._view.earlier))}".strip()

    def _look(self) -> None:
        self.form.hint(self._new, near(self._new.day(), self._view.today))
        self.shell.desk.ask(
            time_price,
            self._view.item.item_id,
            self._new.day(),
            then=self._on_price,
            owner=self,
            latest="price",
        )

    def _on_price(self, found: TimePrice) -> None:
        self._price = found
        self._say()

    def _say(self) -> None:
        """What it means in money, or why it cannot be given."""
        found, interest = self._price, self._interest.value()
        if found is None or interest is None:
            return
        cost = price(found, interest, counts=self._view.counts)
        self._cost.setText("" if found.refused else cost)
        self._cost.setVisible(bool(self._cost.text()))
        said = _refusal(found.refused) if found.refused else ""
        self._warned.setText(said or warnings(found.warnings))
        wear(self._warned, "trouble" if said else "warning")
        self._warned.setVisible(bool(self._warned.text()))
        self._save.setEnabled(not found.refused)
        self.grow()

    def fields(self) -> Mapping[str, QWidget]:
        return {"new_due": self._new}

    def save(self) -> None:
        self.shell.desk.do(
            give_time,
            self._view.item.item_id,
            self._new.day(),
            self._interest.value() or InterestMeanwhile.RUNS,
            note=self._note.text().strip(),
            confirm=self._confirm.isChecked(),
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _done(self, given: TimeGiven) -> None:
        desk, parent = self.shell.desk, self.shell.as_parent()
        words = self.tr("Invoice {number} is due {day} now.").format(
            number=self._view.item.number, day=near(self._new.day(), self._view.today)
        )
        self.shell.toast(
            words,
            undo=lambda: desk.do(
                take_back_time, given.extension_id, paper=given.paper, owner=parent
            ),
        )
        self.accept()
        print_confirmation(self.shell, given.paper)


def _refusal(reason: str) -> str:
    return sentence(InvalidField(field="new_due", reason=reason))
