"""A logo that is drawn: it becomes a picture as sharp as print, or is refused and says why."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.pages.settings import SettingsPage
from dunning_desktop.ui.pages.settings_logo import MOST_BYTES, LogoPicker, painted, read_picture
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.settings import business

SVG = 'xmlns="http://www.w3.org/2000/svg"'
WIDE = f'<svg {SVG} width="70" height="24"><circle cx="12" cy="12" r="10" fill="#13657b"/></svg>'
TEAL = QColor("#13657b")
NO_PICTURE = "That is not a PNG, JPEG or SVG picture."
TOO_LARGE = "That picture is larger than 2 MB. Save it smaller first."


@pytest.fixture
def picker(desk: Desk, qtbot: QtBot, tmp_path: Path) -> LogoPicker:
    """With a logo that is drawn as a teal disc."""
    made = LogoPicker(desk)
    qtbot.addWidget(made)
    made.read(drawing(tmp_path, WIDE))
    assert made.logo
    return made


def drawing(folder: Path, content: str | bytes, name: str = "logo.svg") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def drawn(content: str) -> QImage:
    return QImage.fromData(painted(content.encode()))


def test_a_drawing_becomes_a_picture_as_sharp_as_print(picker: LogoPicker) -> None:
    assert picker.logo.startswith(b"\x89PNG\r\n\x1a\n")
    picture = QImage.fromData(picker.logo)
    assert (picture.width(), picture.height()) == (1656, 568)
    # The edge of the disc is an edge at this size: no pixels of a small picture made large.
    assert picture.pixelColor(284, 284) == TEAL
    assert picture.pixelColor(284, 56) == TEAL
    assert picture.pixelColor(284, 38).alpha() == 0
    assert picker.trouble.isHidden()


def test_its_ground_is_clear(picker: LogoPicker) -> None:
    picture = QImage.fromData(picker.logo)
    assert picture.hasAlphaChannel()
    assert [picture.pixelColor(x, y).alpha() for x, y in ((2, 2), (1600, 300))] == [0, 0]


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ('width="700" height="240"', (1656, 568)),
        ('width="24" height="240"', (56, 568)),
        ('width="2400" height="24"', (1660, 16)),
        ('viewBox="0 0 70 24"', (1656, 568)),
        ('width="100%" height="100%" viewBox="0 0 70 24"', (1656, 568)),
    ],
)
def test_a_drawing_keeps_its_proportions(size: str, expected: tuple[int, int]) -> None:
    picture = drawn(f'<svg {SVG} {size}><rect width="70" height="24"/></svg>')
    assert (picture.width(), picture.height()) == expected


def test_a_drawing_on_a_larger_ground_is_not_stretched() -> None:
    disc = '<circle cx="35" cy="12" r="12" fill="#13657b"/>'
    picture = drawn(f'<svg {SVG} width="240" height="240" viewBox="0 0 70 24">{disc}</svg>')
    across = [x for x in range(picture.width()) if picture.pixelColor(x, 284).alpha()]
    down = [y for y in range(picture.height()) if picture.pixelColor(284, y).alpha()]
    assert len(down) == pytest.approx(len(across), abs=2)


@pytest.mark.parametrize(
    "before",
    ['<?xml version="1.0" encoding="UTF-8"?>\n', "\ufeff", "\n\n", "<!-- Made by hand -->\n"],
    ids=["declared", "marked", "empty lines", "comment"],
)
def test_a_drawing_is_known_by_what_stands_in_it(
    office: Office, tmp_path: Path, before: str
) -> None:
    found = read_picture(office, drawing(tmp_path, before + WIDE, "logo.png"))
    assert found == painted(WIDE.encode())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (WIDE.replace("/></svg>", ""), NO_PICTURE),
        (f"<svg {SVG}/>", NO_PICTURE),
        (f'<svg {SVG} width="100000" height="1"><rect width="9" height="1"/></svg>', NO_PICTURE),
        ("Our logo is a teal disc, see <svg> drawings.", NO_PICTURE),
        ("<html><body>Our logo</body></html>", NO_PICTURE),
        ("", NO_PICTURE),
        (WIDE + " " * 3_000_000, TOO_LARGE),
    ],
    ids=["broken", "no size", "a hair", "text", "a page", "empty", "3 MB"],
)
def test_what_is_no_drawing_is_said_and_the_logo_stays(
    picker: LogoPicker, tmp_path: Path, content: str, words: str
) -> None:
    before, changes = picker.logo, []
    picker.changed.connect(lambda: changes.append(picker.logo))
    picker.read(drawing(tmp_path, content))
    assert picker.trouble.text() == words
    assert not picker.trouble.isHidden()
    assert picker.logo == before
    assert changes == []
    assert picker.remove.isEnabled()


def test_a_drawing_may_be_as_large_as_any_picture(office: Office, tmp_path: Path) -> None:
    padded = WIDE + " " * (MOST_BYTES - len(WIDE))
    assert read_picture(office, drawing(tmp_path, padded)) == painted(WIDE.encode())
    assert read_picture(office, drawing(tmp_path, padded + " ")) == "large"


def test_the_trouble_is_gone_once_a_drawing_was_taken(picker: LogoPicker, tmp_path: Path) -> None:
    picker.read(drawing(tmp_path, "no drawing"))
    picker.read(drawing(tmp_path, WIDE.replace("#13657b", "#c03030")))
    assert picker.trouble.isHidden()
    assert QImage.fromData(picker.logo).pixelColor(284, 284) == QColor("#c03030")


def test_a_drawing_is_chosen_shown_and_kept_as_a_picture(
    furnished: Office, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds: list[str] = []

    def choose(_parent: object, _title: str, _folder: str, offered: str) -> tuple[str, str]:
        kinds.append(offered)
        return str(drawing(tmp_path, WIDE)), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    window.go_to("settings")
    page = window.pages["settings"]
    assert isinstance(page, SettingsPage)
    logo = page.business.identity.logo
    logo.choose.click()
    shown = logo.picture.pixmap().toImage()
    assert shown.pixelColor(shown.height() // 2, shown.height() // 2) == TEAL
    page._save.trigger()
    assert business(furnished).logo == painted(WIDE.encode())
    assert "*.svg" in kinds[0]
