"""Opening files and folders: what is there is shown, what is not is said."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from dunning_desktop.host.errors import CannotOpen
from dunning_desktop.host.open_file import open_file, reveal


class Desktop(QObject):
    """Stands in for the programs of the owner's desktop."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Path] = []

    @Slot(QUrl)
    def show_url(self, url: QUrl) -> None:
        self.shown.append(Path(url.toLocalFile()))


@pytest.fixture
def desktop(qtbot: QtBot) -> Iterator[Desktop]:
    stand_in = Desktop()
    slot: Any = "show_url"  # PySide's stubs say bytes; only text is taken.
    QDesktopServices.setUrlHandler("file", stand_in, slot)
    yield stand_in
    QDesktopServices.unsetUrlHandler("file")


def test_a_file_is_opened_whatever_its_name(tmp_path: Path, desktop: Desktop) -> None:
    letter = tmp_path / "Müller #1 100%.pdf"
    letter.touch()
    open_file(letter)
    assert desktop.shown == [letter]


def test_a_folder_is_shown_for_itself_and_for_its_files(tmp_path: Path, desktop: Desktop) -> None:
    letter = tmp_path / "letter.pdf"
    letter.touch()
    reveal(tmp_path)
    reveal(letter)
    assert desktop.shown == [tmp_path, tmp_path]


@pytest.mark.parametrize("show", [open_file, reveal])
def test_what_is_missing_is_named(
    show: Callable[[Path], None], tmp_path: Path, desktop: Desktop
) -> None:
    with pytest.raises(CannotOpen) as caught:
        show(tmp_path / "gone.pdf")
    assert caught.value.data == {"name": "gone.pdf", "reason": "missing"}
    assert desktop.shown == []


def test_a_desktop_without_a_program_is_said(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    with pytest.raises(CannotOpen) as caught:
        open_file(tmp_path)
    assert caught.value.data["reason"] == "no-program"
