"""The self-test: true where all is there, false where something was trimmed away."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo
from pytestqt.qtbot import QtBot

from dunning_desktop.host import self_test


def outcome() -> dict[str, bool]:
    return {name: ok for name, ok, _ in self_test.checks()}


def test_a_whole_program_passes(qtbot: QtBot) -> None:
    assert all(outcome().values()), self_test.checks()


@pytest.mark.skipif(sys.platform != "linux", reason="plug-ins are files on Linux only")
def test_missing_plugins_are_found_out(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "platforms").mkdir()
    (tmp_path / "platforms" / "libqoffscreen.so").touch()
    monkeypatch.setattr(QLibraryInfo, "path", lambda _which: str(tmp_path))
    found = outcome()
    assert found["platform plug-ins"] is False
    assert found["print plug-in"] is False
    assert found["keychain"] is True


def test_a_missing_keychain_library_is_found_out(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("keyring.backends.SecretService", "secretstorage"):
        monkeypatch.setitem(sys.modules, module, None)
    failed = [check for check in self_test.checks() if not check.ok]
    assert [check.name for check in failed] == ["keychain"]
    assert "ModuleNotFoundError" in failed[0].detail or "ImportError" in failed[0].detail


def test_a_missing_image_format_is_named(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_test, "_IMAGE_FORMATS", ("png", "heic"))
    failed = [check for check in self_test.checks() if not check.ok]
    assert [(check.name, check.detail) for check in failed] == [("image formats", "missing heic")]
