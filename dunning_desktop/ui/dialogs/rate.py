"""Adding a reference rate that its publisher has announced, or correcting one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from dunning_desktop.domain.calendar import add_days
from dunning_desktop.domain.rates import RateTable, ReferenceRate
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import rates as words
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.labels import label, wear
from dunning_desktop.ui.widgets.rate_fields import PercentEdit
from dunning_desktop.usecases.rates import KnownRates, add_rate, known_rates, remove_rate

LONGEST_SOURCE = 200


class RateDialog(FormDialog):
    """Begins with the next half-year whose rate is missing, unless one is named."""

    def __init__(self, shell: Shell, *, table: str = "", half_year: date | None = None) -> None:
        super().__init__(shell, width=672)
        if half_year is None:
            self.name_it(self.tr("Add a rate"), self.tr("Add the rate"))
        else:
            self.name_it(self.tr("Change a rate"), self.tr("Change the rate"))
        self._known: KnownRates | None = None
        self._build()
        shell.desk.ask(
            known_rates, then=lambda known: self._fill(known, table, half_year), owner=self
        )

    def _build(self) -> None:
        self._table: Choice[str] = Choice([])
        self.form.row(self.tr("Reference rate"), self._table)
        self._half_year = Choice[date]([])
        # A name too long for the dialog is cut off at its end, and does not widen it.
        for one in (self._table, self._half_year):
            one.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self.form.row(self.tr("Half-year"), self._half_year)
        self._percent = PercentEdit(name=self.tr("Rate in percent a year"))
        self._percent.setPlaceholderText("0.00")
        self._note = self.form.row(
            self.tr("Rate"), self._percent, beside=label(self.tr("% a year"), "quiet")
        )
        self._source = QLineEdit()
        self._source.setMaxLength(LONGEST_SOURCE)
        self._source.setPlaceholderText(self.tr("For your records, if you like"))
        self.form.row(self.tr("Where it is from"), self._source)
        self._table.currentIndexChanged.connect(lambda _at: self._on_table())
        self._half_year.currentIndexChanged.connect(lambda _at: self._on_half_year())
        self._percent.textChanged.connect(lambda _text: self._compare())

    def _fill(self, known: KnownRates, code: str, half_year: date | None) -> None:
        self._known = known
        for one in known.tables:
            self._table.add(one.code, one.name)
        self._table.choose(known.table(code).code)
        if half_year is not None:
            self._half_year.choose(half_year)
        self._percent.setFocus()

    # Following what is chosen

    def _on_table(self) -> None:
        known, table = self._known, self._chosen()
        if known is None or table is None:
            return
        offered = words.half_years(known, table)
        self._half_year.offer(
            ((one, words.span_with_day(table, one)) for one in offered),
            chosen=min(add_days(known.known_to(table), 1), offered[0]),
        )
        self._on_half_year()

    def _on_half_year(self) -> None:
        known, table, half_year = self._known, self._chosen(), self._half_year.value()
        if known is None or table is None or half_year is None:
            return
        ahead = self.tr("That day is still to come: the rate may change before it.")
        to_come = words.fixed_on(table, half_year) > known.today
        self._hint(self._half_year, ahead if to_come else "")
        self._show_own(table)
        self._compare()

    def _hint(self, field: QWidget, text: str) -> None:
        self.form.hint(field, text)
        field.setAccessibleDescription(text)

    def _show_own(self, table: RateTable) -> None:
        """Show what the owner entered before; what is being typed stays."""
        own = self._own(table)
        if not self._percent.isModified():
            self._percent.setText(str(own.percent) if own else "")
        if not self._source.isModified():
            self._source.setText(words.own_source(table, own) if own else "")

    def _compare(self) -> None:
        """Say what the program has for the half-year, and which of the two will count."""
        known, table, half_year = self._known, self._chosen(), self._half_year.value()
        if known is None or table is None or half_year is None or self._percent.property("wrong"):
            return
        before = self._note.text()
        shipped = known.shipped(table.code, half_year)
        self._hint(self._percent, self._compared(shipped) if shipped else "")
        typed = self._percent.percent()
        if shipped and typed is not None and typed != shipped.percent:
            wear(self._note, "warning")
        if self.isVisible() and self._note.text() != before:
            self.fit()

    def _compared(self, shipped: ReferenceRate) -> str:
        typed, said = self._percent.percent(), words.percent(shipped.percent)
        if typed is None:
            return self.tr("The program has {percent} for this half-year.").format(percent=said)
        if typed == shipped.percent:
            return self.tr("The program has the same rate for this half-year.")
        return self.tr(
            "The program has {percent} for this half-year; yours will be used instead."
        ).format(percent=said)

    def _chosen(self) -> RateTable | None:
        code = self._table.value()
        return self._known.table(code) if self._known is not None and code else None

    def _own(self, table: RateTable) -> ReferenceRate | None:
        """What the owner entered before for the half-year that is chosen."""
        wanted = self._half_year.value()
        return next((one for one in table.rates if one.own and one.half_year == wanted), None)

    # Saving

    def fields(self) -> Mapping[str, QWidget]:
        return {"half_year": self._half_year, "percent": self._percent}

    def check(self) -> bool:
        if not self._percent.text().strip():
            self.form.wrong(self._percent, self.tr("Enter the rate, in percent a year."))
        elif self._percent.percent() is None:
            self.form.wrong(
                self._percent, self.tr("That is not a percentage. Type it like 3.75.")
            )
        return super().check()

    def save(self) -> None:
        table, half_year, typed = self._chosen(), self._half_year.value(), self._percent.percent()
        if table is None or half_year is None or typed is None:
            return
        before = self._own(table)
        self.shell.desk.do(
            add_rate,
            table.code,
            half_year,
            typed,
            source=self._source.text(),
            owner=self,
            then=lambda _table: self._done(table, half_year, typed, before),
            failed=self.explain,
        )

    def _done(
        self, table: RateTable, half_year: date, typed: Decimal, before: ReferenceRate | None
    ) -> None:
        said = self.tr("{name}: {percent} from {day} is saved.").format(
            name=table.name, percent=words.percent(typed), day=words.edge(half_year)
        )
        self.shell.toast(said, undo=back_to(self.shell, table, half_year, before))
        self.accept()


def back_to(
    shell: Shell, table: RateTable, half_year: date, own: ReferenceRate | None
) -> Callable[[], object]:
    """What puts the owner's rate of a half-year back as it was; None: there was none."""
    desk, parent = shell.desk, shell.as_parent()
    if own is None:
        return lambda: desk.do(remove_rate, table.code, half_year, owner=parent)
    source = words.own_source(table, own)
    return lambda: desk.do(
        add_rate, table.code, half_year, own.percent, source=source, owner=parent
    )

