"""PySide6 6.12.0 on Python 3.11 drops references until the process aborts: the pin holds it off."""

import subprocess
import sys

PROGRAM = """
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel

class Bell(QObject):
    rung = Signal(object)

app = QApplication([])
bell, label = Bell(), QLabel()
bell.rung.connect(lambda value: None)
for number in range(10_000):
    bell.rung.emit(number)
for number in range(20_000):
    label.setText(str(number))
print("alive")
"""


def test_ten_thousand_signals_and_twenty_thousand_texts_do_not_abort() -> None:
    # The abort came after some 500 signals or 5,000 texts, or only at the end.
    command = [sys.executable, "-c", PROGRAM]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "alive\n", "")
