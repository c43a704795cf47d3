"""Days as people say them, in British English."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def day(when: date) -> str:
    """``3 Nov 2026``."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def weekday(when: date) -> str:
    """``Tue 3 Nov``: for days close to today."""
    return f"{WEEKDAYS[when.weekday()]} {when.day} {MONTHS[when.month - 1]}"


def moment(when: datetime) -> str:
    """``3 Nov 2026, 14:05``, on the owner's clock."""
    local = when.astimezone() if when.tzinfo else when
    return f"{day(local)}, {local:%H:%M}"


def days(count: int) -> str:
    """``1 day``, ``12 days``."""
    if count == 1:
        return translate("Dates", "1 day")
    return translate("Dates", "{count} days").format(count=count)


def late(count: int) -> str:
    """``12 days late``, ``due today``, ``due in 3 days``."""
    if count > 0:
        return translate("Dates", "{days} late").format(days=days(count))
    if count == 0:
        return translate("Dates", "due today")
    return translate("Dates", "due in {days}").format(days=days(-count))


def near(when: date, today: date) -> str:
    """``today``, ``tomorrow``, ``Tue 3 Nov``, or the full day when it is far off."""
    distance = (when - today).days
    if distance == 0:
        return translate("Dates", "today")
    if distance == 1:
        return translate("Dates", "tomorrow")
    return weekday(when) if abs(distance) < 90 else day(when)  # noqa: PLR2004 - a season
