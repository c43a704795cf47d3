"""The reference rates behind statutory interest: what is known, and the owner's own rates."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from dunning_desktop.domain.rates import RateTable, ReferenceRate
from dunning_desktop.ui.dialogs.rate import RateDialog, back_to
from dunning_desktop.ui.look.metrics import MEDIUM, SMALL
from dunning_desktop.ui.pages.settings_rates_card import RateCard
from dunning_desktop.ui.pages.settings_rates_table import RatesTable
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import rates as words
from dunning_desktop.ui.widgets.buttons import ActionButton, action, button
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.notices import Notice
from dunning_desktop.usecases.rates import KnownRates, known_rates, remove_rate


class RatesPart(QWidget):
    """One table at a time, the home market's first. ``add`` is what the page's menu shows too."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._known: KnownRates | None = None
        self.add = action(
            self, self.tr("Add a rate…"), self._on_add, icon_name="plus", shortcut="Ctrl+N"
        )
        self.which: Choice[str] = Choice([], name=self.tr("Reference rate"))
        # The long names of the others must not widen the page.
        self.which.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.which.currentIndexChanged.connect(lambda _at: self._show_chosen())
        self.missing = Notice(
            "clock-alert", "", colour="warning",
            presses=[(self.tr("Add the rate…"), self._on_add)],
        )  # fmt: skip
        self.missing.hide()
        self.card = RateCard()
        self.table = RatesTable()
        self.change = button(self.tr("Change this rate…"), self._on_change, icon_name="pencil")
        self.remove = button(self.tr("Remove my rate"), self._on_remove, icon_name="trash-2")
        self.table.picked.connect(self._follow)
        self.table.opened.connect(self._on_change)
        self.table.removed.connect(self._on_remove)
        self._build()
        self._follow()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(MEDIUM)
        layout.addWidget(
            label(
                self.tr("Statutory interest is a central bank's rate plus some points, and that "
                        "rate is set anew each half-year. The program knows the rates of the "
                        "past; when a new one is published, add it here."),
                "quiet",
                wrap=True,
            )
        )
        head = QHBoxLayout()
        head.setSpacing(SMALL)
        head.addWidget(self.which, 1)
        head.addWidget(ActionButton(self.add))
        layout.addLayout(head)
        layout.addWidget(self.missing)
        layout.addWidget(self.card)
        layout.addWidget(self.table)
        foot = QHBoxLayout()
        foot.setSpacing(SMALL)
        foot.addWidget(self.change)
        foot.addWidget(self.remove)
        foot.addStretch()
        layout.addLayout(foot)
        layout.addStretch()

    # Loading

    def reload(self) -> None:
        """Ask for the rates."""
        self._shell.desk.ask(known_rates, then=self._show, owner=self, latest="rates")

    def _show(self, known: KnownRates) -> None:
        self._known = known
        blocked = self.which.blockSignals(True)
        for at, table in enumerate(known.tables):
            if at == self.which.count():
                self.which.add(table.code, table.name)
            self.which.setItemText(at, words.choice(known, table))
        self.which.blockSignals(blocked)
        self._show_chosen()

    def _show_chosen(self) -> None:
        known, table = self._known, self.chosen()
        if known is None or table is None:
            return
        self.missing.setVisible(known.stale(table))
        self.missing.say(words.missing(known, table), self._until_then(known, table))
        self.card.show_table(known, table)
        self.which.setAccessibleDescription(self.card.said)
        self.table.show_table(table)

    def _until_then(self, known: KnownRates, table: RateTable) -> str:
        quote = table.at(known.today)
        words_ = self.tr("Until you add it, figures go on with {percent} and say so.")
        return words_.format(percent=words.percent(quote.rate.percent)) if quote else ""

    def chosen(self) -> RateTable | None:
        """The table that is shown."""
        code = self.which.value()
        return self._known.table(code) if self._known is not None and code else None

    def _follow(self) -> None:
        rate, table = self.table.current(), self.chosen()
        self.change.setEnabled(rate is not None)
        self.remove.setVisible(table is not None and any(one.own for one in table.rates))
        self.remove.setEnabled(rate is not None and rate.own)

    # Adding, changing, removing

    def _on_add(self) -> None:
        self._open()

    def _on_change(self) -> None:
        rate = self.table.current()
        if rate is not None:
            self._open(rate.half_year)

    def _open(self, half_year: date | None = None) -> None:
        code = self.which.value() or ""
        RateDialog(self._shell, table=code, half_year=half_year).open()

    def _on_remove(self) -> None:
        rate, table = self.table.current(), self.chosen()
        if rate is None or table is None or not rate.own:
            return
        # The button may go with the rate; the keyboard stays where the rate stood.
        self.table.setFocus()
        self._shell.desk.do(
            remove_rate,
            table.code,
            rate.half_year,
            owner=self,
            then=lambda _none: self._removed(table, rate),
        )

    def _removed(self, table: RateTable, rate: ReferenceRate) -> None:
        shipped = self._known.shipped(table.code, rate.half_year) if self._known else None
        said = (
            self.tr("Your rate from {day} is removed; the program's own {percent} counts again.")
            if shipped
            else self.tr("Your rate from {day} is removed; none is known for that half-year now.")
        )
        self._shell.toast(
            said.format(
                day=words.edge(rate.half_year),
                percent=words.percent(shipped.percent) if shipped else "",
            ),
            undo=back_to(self._shell, table, rate.half_year, rate),
        )
