"""Jurisdictions by their names, in the order an owner looks for them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from dunning_desktop.ui.widgets.fields import COUNTRIES, country

translate = QCoreApplication.translate


def in_order(known: Iterable[str]) -> list[str]:
    """The parts of the United Kingdom, the other laws that are known, then all other countries."""
    codes = list(known)
    home = [code for code in codes if code.startswith("GB")]
    laws = sorted(set(codes) - set(home), key=law_name)
    rest = sorted({*COUNTRIES} - {*codes, "GB"}, key=law_name)
    return [*home, *laws, *rest]


def law_name(code: str) -> str:
    """A jurisdiction in words: the parts of the United Kingdom have a law of their own each."""
    parts = {
        "GB": translate("Laws", "England and Wales"),
        "GB-SCT": translate("Laws", "Scotland"),
        "GB-NIR": translate("Laws", "Northern Ireland"),
    }
    return parts.get(code) or country(code)
