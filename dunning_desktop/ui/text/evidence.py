"""Exhibits in words, as the owner chooses among them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.evidence import Exhibit, ExhibitKind
from dunning_desktop.ui.text.dates import day
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate

_KINDS: Mapping[ExhibitKind, str] = {
    ExhibitKind.CONTRACT: QT_TRANSLATE_NOOP("Evidence", "Contract"),
    ExhibitKind.ORDER: QT_TRANSLATE_NOOP("Evidence", "Order"),
    ExhibitKind.TERMS: QT_TRANSLATE_NOOP("Evidence", "Accepted terms"),
    ExhibitKind.INVOICE: QT_TRANSLATE_NOOP("Evidence", "Invoice"),
    ExhibitKind.DELIVERY: QT_TRANSLATE_NOOP("Evidence", "Proof of delivery"),
    ExhibitKind.REMINDER: QT_TRANSLATE_NOOP("Evidence", "Reminder"),
    ExhibitKind.AGREEMENT: QT_TRANSLATE_NOOP("Evidence", "Agreement"),
    ExhibitKind.DISPUTE: QT_TRANSLATE_NOOP("Evidence", "Dispute"),
    ExhibitKind.CLAIM: QT_TRANSLATE_NOOP("Evidence", "Letter before action"),
    ExhibitKind.CORRESPONDENCE: QT_TRANSLATE_NOOP("Evidence", "Letter or e-mail"),
    ExhibitKind.OTHER: QT_TRANSLATE_NOOP("Evidence", "Other paper"),
}


def exhibit(one: Exhibit) -> str:
    """An exhibit in the list: what it is, which, and of which day."""
    parts = [translate("Evidence", _KINDS[one.kind]), one.title]
    if one.sending is not None:
        emailed = bool(one.sending.recipient)
        way = translate("Evidence", "by e-mail") if emailed else translate("Evidence", "by post")
        parts.append(way)
    if one.day is not None:
        parts.append(day(one.day))
    return "  ·  ".join(part for part in parts if part)
