"""The look: contrast, icons in the colours of the scheme, and the style sheet's names."""

from __future__ import annotations

import ast
import dataclasses
import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontInfo, QIcon, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import dunning_desktop.ui
from dunning_desktop.resources import path, read_text
from dunning_desktop.ui.look.colours import DARK, LIGHT, contrast, palette
from dunning_desktop.ui.look.fonts import tabular
from dunning_desktop.ui.look.icons import drawn, icon
from dunning_desktop.ui.look.theme import Theme, colours_now, style_sheet

UI = Path(dunning_desktop.ui.__file__).parent
ENOUGH = 4.5
ENOUGH_FOR_SIGNS = 3.0
GROUNDS = ("page", "paper", "hover", "accent_soft", "stripe")
PAIRS = [
    *product(("text", "quiet"), (*GROUNDS, "rail")),
    *product(("accent", "warning", "trouble", "good"), ("page", "paper", "hover")),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    ("text", "warning_soft"),
    ("text", "trouble_soft"),
    ("on_toast", "toast"),
    ("text", "line"),
]


def test_words_stand_out_from_their_ground() -> None:
    weak = [
        (scheme.page, front, ground, contrast(getattr(scheme, front), getattr(scheme, ground)))
        for scheme in (LIGHT, DARK)
        for front, ground in PAIRS
    ]
    assert [one for one in weak if one[-1] < ENOUGH] == []
    assert len(weak) == 2 * len(PAIRS)


def test_the_frame_that_shows_focus_stands_out() -> None:
    for scheme in (LIGHT, DARK):
        assert contrast(scheme.accent, scheme.page) >= ENOUGH_FOR_SIGNS
        assert contrast(scheme.accent, scheme.paper) >= ENOUGH_FOR_SIGNS


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_qt_s_own_widgets_get_the_same_colours() -> None:
    made = palette(DARK)
    assert made.color(QPalette.ColorRole.Window) == QColor(DARK.page)
    assert made.color(QPalette.ColorRole.Accent) == QColor(DARK.accent)


def test_the_style_sheet_uses_every_colour_it_names() -> None:
    for scheme in (LIGHT, DARK):
        assert "$" not in re.sub(r"/\*.*?\*/", "", style_sheet(scheme), flags=re.DOTALL)
    assert "#toast" in style_sheet(LIGHT)


def test_the_scheme_can_be_chosen_and_is_known(qtbot: QtBot, theme: Theme) -> None:
    assert colours_now() is LIGHT
    with qtbot.waitSignal(theme.changed):
        theme.choose("dark")
    assert colours_now() is DARK


def test_an_icon_takes_the_colour_of_the_scheme(qtbot: QtBot, theme: Theme) -> None:
    shown = icon("send")
    before = shown.pixmap(QSize(24, 24)).toImage()
    theme.choose("dark")
    after = shown.pixmap(QSize(24, 24)).toImage()
    assert before != after
    assert strongest(before).lightness() < 128 < strongest(after).lightness()
    disabled = shown.pixmap(QSize(24, 24), QIcon.Mode.Disabled).toImage()
    assert strongest(disabled).name() == DARK.disabled


def strongest(image: object) -> QColor:
    """The colour of the most opaque pixel."""
    from PySide6.QtGui import QImage

    assert isinstance(image, QImage)
    places = product(range(image.width()), range(image.height()))
    return max((image.pixelColor(x, y) for x, y in places), key=lambda one: one.alpha())


def test_an_icon_is_sharp_at_twice_the_size(qapp: QApplication) -> None:
    large = icon("send").pixmap(QSize(18, 18), 2.0)
    assert large.size() == QSize(36, 36)
    assert large.devicePixelRatio() == pytest.approx(2.0)


def test_every_icon_is_line_art_that_can_be_coloured() -> None:
    files = sorted(path("icons").glob("*.svg"))
    assert len(files) > 25
    for file in files:
        assert "currentColor" in file.read_text(encoding="utf-8"), file.name
    assert "ISC" in read_text("icons", "LICENSE")


NAMING = {"icon", "iconed", "IconLabel", "EmptyState", "Look"}


def named_icons() -> set[str]:
    """Every icon the code names: a text given as ``icon_name``, or first to one of ``NAMING``."""
    found: set[str] = set()
    for file in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "icon_name":
                found |= texts(node.value)
            elif isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                found |= texts(node.args[0]) if name in NAMING else set()
    return found


def texts(node: ast.expr) -> set[str]:
    """The text that stands there, when it is one."""
    written = node.value if isinstance(node, ast.Constant) else None
    return {written} if isinstance(written, str) and written else set()


def test_every_icon_the_code_names_is_there(qapp: QApplication) -> None:
    names = named_icons()
    assert len(names) > 10
    for name in sorted(names):
        assert not drawn(name, "#123456", 20, 20).isNull()


def test_no_file_has_a_colour_of_its_own() -> None:
    allowed = {"colours.py"}
    hexes = re.compile(r"#[0-9a-fA-F]{6}\b")
    for file in UI.rglob("*.py"):
        if file.name not in allowed:
            assert not hexes.search(file.read_text(encoding="utf-8")), file.name


def test_both_schemes_name_the_same_jobs() -> None:
    light, dark = dataclasses.asdict(LIGHT), dataclasses.asdict(DARK)
    assert light.keys() == dark.keys()
    assert all(QColor(one).isValid() for one in (*light.values(), *dark.values()))


def test_figures_are_of_equal_width(qapp: QApplication) -> None:
    font = tabular()
    assert "tnum" in {str(tag.toString()) for tag in font.featureTags()} or font.featureTags()
    assert QFontInfo(font).family()
