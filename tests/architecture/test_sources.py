"""Every source file keeps the rules of the house, and every rule knows its culprit."""

import ast
from collections.abc import Callable

import pytest

from tests.architecture import sources

Rule = Callable[[ast.Module], list[str]]

# (rule, the room it holds for, a line that breaks it, a line that keeps it)
RULES: list[tuple[Rule, str, str, str]] = [
    (
        sources.star_imports,
        "",
        "from PySide6.QtCore import *",
        "from PySide6.QtCore import Qt",
    ),
    (
        sources.raw_translations,
        "",
        "self.tr(f'Hello {name}')",
        "self.tr('Hello {name}').format(name=f'{a}')",
    ),
    (
        sources.event_loops,
        "",
        "app.processEvents()",
        "app.exec()",
    ),
    (sources.floats, "domain", "rate = 0.5", "rate = Decimal('0.5')"),
    (sources.floats, "domain", "rate = float(text)", "rate = Decimal(text)"),
    (sources.impure_imports, "domain", "import babel.dates", "import dataclasses"),
    (sources.impure_imports, "domain", "import pathlib", "from datetime import date"),
    (
        sources.impure_imports,
        "domain",
        "from dunning_desktop.usecases import ports",
        "from dunning_desktop.domain.money import Money",
    ),
    (
        sources.tool_imports,
        "usecases",
        "def f():\n    import smtplib",
        "from dunning_desktop.domain import money",
    ),
    (sources.screen_imports, "ui", "import sqlite3", "from PySide6.QtGui import QFont"),
]


@pytest.mark.parametrize(("rule", "_room", "culprit", "innocent"), RULES)
def test_the_rule_names_its_culprit_only(
    rule: Rule, _room: str, culprit: str, innocent: str
) -> None:
    assert rule(ast.parse(culprit))
    assert not rule(ast.parse(innocent))


@pytest.mark.parametrize(("rule", "room"), dict.fromkeys((r[0], r[1]) for r in RULES))
def test_every_file_keeps_the_rule(rule: Rule, room: str) -> None:
    read = sources.files(room)
    assert read, f"no files in {room}"
    broken = [f"{p.name}:{complaint}" for p in read for complaint in rule(sources.tree(p))]
    assert not broken


def test_no_file_is_longer_than_the_limit() -> None:
    # A migration is history: it is as long as what it did, and nobody edits it again.
    read = [p for p in sources.files() if "migrations" not in p.parts]
    lengths = {p.name: len(p.read_text("utf-8").splitlines()) for p in read}
    assert {n: x for n, x in lengths.items() if x > sources.MAX_LINES} == {}
