"""The watchers behind conftest: log lines, windows left open, threads left running."""

import logging
import re
import sys
import threading
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from types import TracebackType
from typing import Self

ExpectLog = Callable[[str], None]


class LogWatch(logging.Handler):
    """Collects every record of level WARNING or above while it is entered."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        self.patterns: list[str] = []

    def __enter__(self) -> Self:
        logging.getLogger().addHandler(self)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        logging.getLogger().removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def expect(self, pattern: str) -> None:
        self.patterns.append(pattern)

    def check(self) -> None:
        """Raise AssertionError for a line nobody expected and for one that never came."""
        surprises = [x for x in self.lines if not any(re.search(p, x) for p in self.patterns)]
        missing = [p for p in self.patterns if not any(re.search(p, x) for x in self.lines)]
        assert not surprises, f"unexpected in the log: {surprises}"
        assert not missing, f"expected in the log, never came: {missing}"


def left_windows() -> list[str]:
    """Close what top-level windows are still open and return their names."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    left = [w for w in widgets.QApplication.topLevelWidgets() if w.isVisible()]
    names = [f"{type(w).__name__} {w.windowTitle()!r}" for w in left]
    for window in left:
        window.close()
    return names


def threads() -> set[threading.Thread]:
    """Return Python's threads beside the main one, without Qt's idle pool threads."""
    dummy = threading._DummyThread
    everyone = set(threading.enumerate()) - {threading.main_thread()}
    return {t for t in everyone if not isinstance(t, dummy)}


def still_running(before: AbstractSet[threading.Thread], *, patience: float = 2) -> list[str]:
    """Return the names of the threads begun since `before` that outlast `patience` seconds."""
    begun = threads() - before
    for thread in begun:
        thread.join(patience)
    return [t.name for t in begun if t.is_alive()]
