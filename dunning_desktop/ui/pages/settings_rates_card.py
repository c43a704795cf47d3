"""One reference rate at a glance: what it is now, how far it is known, who uses it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from dunning_desktop.domain.rates import RateTable, ReferenceRate
from dunning_desktop.ui.look.fonts import as_figure
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, SMALL_ICON, TINY
from dunning_desktop.ui.text import rates as words
from dunning_desktop.ui.widgets.labels import IconLabel, iconed, label, rule
from dunning_desktop.usecases.rates import KnownRates


class RateCard(QFrame):
    """``said`` is what it shows, in one line for a screen reader."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.figure = label(selectable=True)
        as_figure(self.figure)
        self.since = label()
        self.ahead = label(wrap=True)
        self._mark = IconLabel("circle-check", "good", size=SMALL_ICON)
        self.reach = label(wrap=True)
        self.unchecked = label(
            self.tr("Not compared with its publisher: check it before you rely on it."), wrap=True
        )
        self._unchecked = iconed("triangle-alert", self.unchecked, colour="warning")
        self.used_in = label(wrap=True)
        self.source = label(wrap=True, selectable=True)
        self._build()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        layout.setSpacing(SMALL)
        head = QHBoxLayout()
        head.setSpacing(SMALL)
        head.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.since, 1, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(head)
        layout.addWidget(self.ahead)
        reach = QHBoxLayout()
        reach.setSpacing(SMALL)
        reach.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        reach.addWidget(self.reach, 1)
        layout.addLayout(reach)
        layout.addWidget(self._unchecked)
        layout.addWidget(rule())
        facts = QGridLayout()
        facts.setHorizontalSpacing(LARGE)
        facts.setVerticalSpacing(TINY)
        facts.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(
            ((self.tr("Used in"), self.used_in), (self.tr("Published by"), self.source))
        ):
            facts.addWidget(label(name, "quiet"), row, 0, Qt.AlignmentFlag.AlignTop)
            facts.addWidget(value, row, 1)
        layout.addLayout(facts)

    def show_table(self, known: KnownRates, table: RateTable) -> None:
        """Show a table as it stands today."""
        quote = table.at(known.today)
        rate = quote.rate if quote else table.rates[0]
        self.figure.setText(words.percent(rate.percent))
        self.since.setText(self.tr("from {day}").format(day=words.edge(rate.half_year)))
        _say(self.ahead, self._ahead(table, rate))
        stale = known.stale(table)
        self._mark.show_icon(*(("clock-alert", "warning") if stale else ("circle-check", "good")))
        self.reach.setText(words.reach(known, table))
        self._unchecked.setVisible(not rate.checked)
        self.used_in.setText(words.countries(known.used_in.get(table.code, ())))
        self.source.setText(table.source)

    def _ahead(self, table: RateTable, now: ReferenceRate) -> str:
        """Rates that are known already and hold later."""
        later = [one for one in table.rates if one.half_year > now.half_year]
        return " ".join(
            self.tr("Then {percent} from {day}.").format(
                percent=words.percent(one.percent), day=words.edge(one.half_year)
            )
            for one in later
        )

    @property
    def said(self) -> str:
        """The state of the rate, in one line."""
        parts = (f"{self.figure.text()} {self.since.text()}.", self.ahead.text(), self.reach.text())
        unchecked = "" if self._unchecked.isHidden() else self.unchecked.text()
        return " ".join(one for one in (*parts, unchecked) if one)


def _say(shown: QLabel, text: str) -> None:
    shown.setText(text)
    shown.setVisible(bool(text))
