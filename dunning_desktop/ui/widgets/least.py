"""A field for a least amount: in one currency, while those in others are kept."""

from __future__ import annotations

from collections.abc import Sequence

from dunning_desktop.domain.money import Money
from dunning_desktop.ui.text.money import sums
from dunning_desktop.ui.widgets.money_edit import MoneyEdit


class LeastEdit(MoneyEdit):
    """Empty means that every amount will do; ``sums`` is None while what is typed is no amount."""

    def __init__(self) -> None:
        super().__init__()
        self._others: tuple[Money, ...] = ()

    def show_sums(self, known: Sequence[Money], currency: str) -> None:
        """Show the least amount of one currency; those of others are kept."""
        self.set_currency(currency)
        self._others = tuple(one for one in known if one.currency != currency and one.minor)
        mine = (one for one in known if one.currency == currency and one.minor)
        self.set_amount(next(mine, None))
        self.setPlaceholderText(self.tr("Any amount in {currency}").format(currency=currency))
        kept = self.tr("In other currencies: {sums}").format(sums=sums(self._others))
        self.setToolTip(kept if self._others else "")

    def sums(self) -> tuple[Money, ...] | None:
        """The least amount of each currency that has one."""
        if not self.text().strip():
            return self._others
        amount = self.amount()
        if amount is None:
            return None
        return (*self._others, amount) if amount.minor else self._others
