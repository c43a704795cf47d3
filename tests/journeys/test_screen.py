"""The screen that whole stories play on is a real one: a key pressed there reaches the window."""

import subprocess

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.journey


def test_a_key_pressed_on_the_screen_reaches_the_active_window(qtbot: QtBot) -> None:
    assert QGuiApplication.platformName() == "xcb", "run packaging/run_tests"
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    window = str(int(field.winId()))
    subprocess.run(["xdotool", "windowactivate", "--sync", window], check=True, timeout=10)
    subprocess.run(["xdotool", "type", "paid"], check=True, timeout=10)
    qtbot.waitUntil(lambda: field.text() == "paid")
