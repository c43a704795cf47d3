"""How much an account sends in a day and in a minute, so that its provider never objects."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSpinBox, QVBoxLayout, QWidget

from dunning_desktop.domain.mail_accounts import USUAL_PER_MINUTE, MailAccount
from dunning_desktop.ui.look.metrics import MEDIUM
from dunning_desktop.ui.surroundings import Provider
from dunning_desktop.ui.widgets.form import Form
from dunning_desktop.ui.widgets.wheel import WheelGuard

MOST_A_DAY = 100_000
MOST_A_MINUTE = 600


class LimitsPart(QWidget):
    """A provider's limits are filled in as long as the owner has not set his own."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._filled: tuple[int | None, int] = (None, USUAL_PER_MINUTE)
        self.form = Form()
        self.form.section(self.tr("How much, how fast"))
        self.daily = QLineEdit()
        self.daily.setPlaceholderText(self.tr("None known"))
        self.form.row(self.tr("In 24 hours"), self.daily)
        self.minute = QSpinBox()
        self.minute.setRange(0, MOST_A_MINUTE)
        self.minute.setSpecialValueText(self.tr("No limit"))
        self.form.row(self.tr("In a minute"), self.minute)
        self.daily.setAccessibleName(self.tr("Recipients in 24 hours"))
        self.minute.setAccessibleName(self.tr("Recipients in a minute"))
        WheelGuard(self.minute, parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, MEDIUM, 0, 0)
        layout.addWidget(self.form)
        self._hints()
        self.daily.textChanged.connect(lambda _text: self.changed.emit())
        self.minute.valueChanged.connect(lambda _value: self.changed.emit())

    def _hints(self) -> None:
        self.form.hint(
            self.daily,
            self.tr("Recipients your provider allows. What is over waits, and goes by itself as "
                    "soon as there is room again. Empty: none known."),
        )
        self.form.hint(
            self.minute, self.tr("Slowly looks less like spam. 0 for no limit.")
        )

    def show_account(self, shown: MailAccount) -> None:
        """Show an account's limits."""
        self.form.all_right()
        self._hints()
        self._show(shown.daily_limit, shown.minute_limit)
        self._filled = (None, USUAL_PER_MINUTE)

    def _show(self, daily: int | None, minute: int) -> None:
        self.daily.setText("" if daily is None else str(daily))
        self.minute.setValue(minute)

    def fill(self, found: Provider | None) -> None:
        """Take a provider's limits, or the usual ones; the owner's own stay."""
        if (self._daily(), self.minute.value()) != self._filled:
            return
        self._filled = (None, USUAL_PER_MINUTE)
        if found is not None:
            self._filled = (found.daily_limit, found.minute_limit)
        self._show(*self._filled)

    def recognise(self, found: Provider) -> None:
        """Saved limits that are the provider's own go with the address, as if filled in."""
        if (self._daily(), self.minute.value()) == (found.daily_limit, found.minute_limit):
            self._filled = (found.daily_limit, found.minute_limit)

    def _daily(self) -> int | None:
        """None for an empty field; -1 for what is no number."""
        text = self.daily.text().replace(",", "").replace(" ", "")
        if not text:
            return None
        return int(text) if text.isascii() and text.isdigit() else -1

    def put(self, account: MailAccount) -> MailAccount:
        """The account with the limits as typed."""
        return replace(account, daily_limit=self._daily(), minute_limit=self.minute.value())

    def check(self) -> bool:
        """Complain of what is no limit; whether all is well."""
        self.form.all_right()
        self._hints()
        daily = self._daily()
        if daily is not None and not 1 <= daily <= MOST_A_DAY:
            self.form.wrong(
                self.daily, self.tr("Enter a number like 500, or leave it empty.")
            )
        return not self.form.is_wrong
