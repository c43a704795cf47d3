"""Fields in the forms the dialogs need: days, choices, currencies, countries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Generic, TypeVar

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QComboBox, QDateEdit

Value = TypeVar("Value")

CURRENCIES = ("GBP", "EUR", "USD", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "AUD", "CAD", "JPY")
# Where a British small business has clients; any other country that a file brings stays.
COUNTRIES = (
    *("GB", "IE", "FR", "DE", "NL", "BE", "LU", "ES", "PT", "IT", "AT", "CH", "DK", "SE", "NO"),
    *("FI", "PL", "CZ", "GR", "CY", "MT", "US", "CA", "AU", "NZ", "AE", "IN", "ZA"),
)


class DayEdit(QDateEdit):
    """A day, typed or picked from a calendar."""

    def __init__(self, day: date | None = None, *, name: str = "") -> None:
        super().__init__()
        self.setCalendarPopup(True)
        self.setDisplayFormat("d MMM yyyy")
        self.setAccessibleName(name)
        if day is not None:
            self.set_day(day)

    def day(self) -> date:
        """The day that is shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date) -> None:
        """Show a day."""
        self.setDate(QDate(day.year, day.month, day.day))


class Choice(QComboBox, Generic[Value]):
    """One of some values; ``value`` is None while the prompt is shown."""

    def __init__(
        self, choices: Iterable[tuple[Value, str]], *, name: str = "", prompt: str = ""
    ) -> None:
        super().__init__()
        self._values: list[Value] = []
        self.setAccessibleName(name)
        for value, text in choices:
            self.add(value, text)
        if prompt:
            self.setPlaceholderText(prompt)
            self.setCurrentIndex(-1)

    def add(self, value: Value, text: str) -> None:
        """Offer another value."""
        self._values.append(value)
        self.addItem(text)

    def offer(self, choices: Iterable[tuple[Value, str]], *, chosen: Value) -> None:
        """Offer these in the place of the earlier ones, the first where that one is not among them.

        Nothing is signalled.
        """
        blocked = self.blockSignals(True)
        self.clear()
        self._values.clear()
        for value, text in choices:
            self.add(value, text)
        self.setCurrentIndex(self._values.index(chosen) if chosen in self._values else 0)
        self.blockSignals(blocked)

    def value(self) -> Value | None:
        """What was chosen."""
        at = self.currentIndex()
        return self._values[at] if at >= 0 else None

    def choose(self, value: Value, *, text: str = "") -> None:
        """Show a value; one that is not offered is added under that text."""
        if value not in self._values:
            self.add(value, text or str(value))
        self.setCurrentIndex(self._values.index(value))


def currency_choice(name: str, current: str = "GBP") -> Choice[str]:
    """The currencies a British small business meets."""
    made = Choice(((code, code) for code in CURRENCIES), name=name)
    made.choose(current)
    return made


def country_choice(name: str, current: str = "GB") -> Choice[str]:
    """Countries by their names."""
    made = Choice(((code, country(code)) for code in COUNTRIES), name=name)
    made.choose(current, text=country(current))
    return made


def country(code: str) -> str:
    """The name of a country; the code where it is none."""
    territory = QLocale.codeToTerritory(code)
    if territory == QLocale.Country.AnyTerritory:
        return code
    return QLocale.territoryToString(territory)
