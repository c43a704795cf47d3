"""The figures of Today: the cash strip, and how old what is owed has become."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from dunning_desktop.ui.look.metrics import LARGE, MEDIUM
from dunning_desktop.ui.text.money import money
from dunning_desktop.ui.text.today import days_late
from dunning_desktop.ui.widgets.ageing_bar import AgeingBar
from dunning_desktop.ui.widgets.figure_card import NOTHING_YET, FigureCard
from dunning_desktop.ui.widgets.layouts import empty
from dunning_desktop.usecases.today_rows import Cash


class Figures(QWidget):
    """Four cards, one line a currency in each, and a bar a currency under them."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Cash, ...] | None = None
        self.outstanding = FigureCard(
            self.tr("Outstanding"), self.tr("Everything that is not paid yet")
        )
        self.overdue = FigureCard(self.tr("Overdue"), self.tr("What is past its due day"))
        self.expected = FigureCard(
            self.tr("Due in 30 days"), self.tr("What falls due between today and 30 days from now")
        )
        self.late = FigureCard(
            self.tr("Average days late"),
            self.tr("Of what was paid in the last year, large invoices counting for more"),
        )
        cards = QHBoxLayout()
        cards.setSpacing(MEDIUM)
        for card in self.cards:
            cards.addWidget(card, 1)
        self.ageing = QFrame()
        self.ageing.setProperty("look", "card")
        self._bars = QVBoxLayout(self.ageing)
        self._bars.setContentsMargins(LARGE, MEDIUM + 2, LARGE, MEDIUM)
        self._bars.setSpacing(LARGE)
        self.ageing.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(MEDIUM)
        layout.addLayout(cards)
        layout.addWidget(self.ageing)

    @property
    def cards(self) -> tuple[FigureCard, ...]:
        """In the order of the strip."""
        return (self.outstanding, self.overdue, self.expected, self.late)

    def show_cash(self, cash: tuple[Cash, ...]) -> None:
        """Show these figures; what is shown already is left as it is."""
        if cash == self._shown:
            return
        self._shown = cash
        self.outstanding.show_figures(_or_nothing([money(one.outstanding) for one in cash]))
        self.overdue.show_figures(_or_nothing([money(one.overdue) for one in cash]))
        self.expected.show_figures(_or_nothing([money(one.expected) for one in cash]))
        self.late.show_figures(_or_nothing([days_late(one.days_late) for one in cash]))
        self._show_bars([one for one in cash if sum(one.buckets)])

    def _show_bars(self, cash: Sequence[Cash]) -> None:
        empty(self._bars)
        for one in cash:
            self._bars.addWidget(AgeingBar(one.buckets, one.currency, across=True))
        self.ageing.setVisible(bool(cash))


def _or_nothing(figures: list[str]) -> list[str]:
    return figures or [NOTHING_YET]
