"""What must be settled before the window closes: mail on its way, settings not saved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

Check = Callable[[Callable[[], None]], bool]


class Leaving(QObject):
    """Each check may keep the window open, ask the owner, and go on with closing later.

    A check gets what closes the window in the end, and answers whether it may close at once.
    What is to end with the window ends only when nothing keeps it open any more.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._checks: list[Check] = []
        self._farewells: list[Callable[[], object]] = []
        self._settled: set[int] = set()
        self._going_on = False

    def add(self, check: Check) -> None:
        """Ask this, too, before the window closes."""
        self._checks.append(check)

    def at_last(self, farewell: Callable[[], object]) -> None:
        """Do this once nothing keeps the window open; it may be done more than once."""
        self._farewells.append(farewell)

    def may_close(self) -> bool:
        """Whether nothing keeps the window open; the first that does has asked the owner."""
        if not self._going_on:
            self._settled.clear()
        for place, check in enumerate(self._checks):
            if place not in self._settled and not check(self._goer(place)):
                return False
        for farewell in self._farewells:
            farewell()
        return True

    def _goer(self, place: int) -> Callable[[], None]:
        def go_on() -> None:
            self._settled.add(place)
            self._going_on = True
            self._window.close()
            self._going_on = False

        return go_on
