"""Folders: private, made on demand, and movable as one."""

import stat
import sys
from pathlib import Path

import pytest

from dunning_desktop.host import folders
from dunning_desktop.host.errors import FolderUnusable

FOLDERS = (folders.book_folder, folders.log_folder, folders.letters_folder)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_every_folder_is_inside_the_home_and_the_owners_alone(private_home: Path) -> None:
    for find in FOLDERS:
        found = find()
        assert found.is_relative_to(private_home)
        assert stat.S_IMODE(found.stat().st_mode) == 0o700


def test_asking_again_gives_the_same_folder() -> None:
    assert folders.book_folder() == folders.book_folder()
    assert folders.default_book().parent == folders.book_folder()
    assert not folders.default_book().exists()


def test_one_variable_moves_all_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(folders.HOME_VARIABLE, str(tmp_path / "stick"))
    for find in FOLDERS:
        assert find().is_relative_to(tmp_path / "stick")
    assert folders.default_book() == tmp_path / "stick" / folders.BOOK_NAME


def test_a_folder_that_cannot_be_made_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv(folders.HOME_VARIABLE, str(tmp_path / "file" / "below"))
    with pytest.raises(FolderUnusable) as caught:
        folders.book_folder()
    assert caught.value.data["path"] == str(tmp_path / "file" / "below")


def test_an_existing_folder_keeps_its_mode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o750)
    monkeypatch.setenv(folders.HOME_VARIABLE, str(shared))
    assert folders.book_folder() == shared
    assert stat.S_IMODE(shared.stat().st_mode) == 0o750
