"""What the owner has looked at already, so that Today need not say it again."""

from __future__ import annotations

from PySide6.QtCore import QSettings

from dunning_desktop.usecases.today_rows import TaskRow

KEY = "today/looked-at"
KEPT = 40


def has_looked(settings: QSettings, mark: str) -> bool:
    """Whether the owner has looked at what bears that mark; nothing is remembered without one."""
    return bool(mark) and mark in _marks(settings)


def remember(settings: QSettings, mark: str) -> None:
    """The owner has looked at it."""
    known = _marks(settings)
    if mark and mark not in known:
        settings.setValue(KEY, ",".join([*known, mark][-KEPT:]))


def still_new(settings: QSettings, rows: tuple[TaskRow, ...]) -> tuple[TaskRow, ...]:
    """The rows without those that were looked at."""
    return tuple(row for row in rows if not has_looked(settings, row.mark))


def _marks(settings: QSettings) -> list[str]:
    # An INI file gives a list back where there was a comma in between.
    kept = settings.value(KEY, "")
    text = ",".join(map(str, kept)) if isinstance(kept, list) else str(kept or "")
    return [one for one in text.split(",") if one]
