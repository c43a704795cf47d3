"""The strict test house: each watcher is shown a culprit and must name it."""

import re
import subprocess
import sys
from pathlib import Path

from tests.helpers.samples import ROOT

CULPRITS = {
    "log": """
        import logging
        def test_it(): logging.getLogger('x').warning('boo')""",
    "silence": """
        def test_it(expect_log): expect_log('never said')""",
    "warning": """
        import warnings
        def test_it(): warnings.warn('boo')""",
    "qt": """
        from PySide6.QtCore import qWarning
        def test_it(qtbot): qWarning('boo')""",
    "window": """
        from PySide6.QtWidgets import QDialog
        left = []
        def test_it(qapp):
            left.append(QDialog())
            left[0].show()""",
    "slot": """
        from PySide6.QtCore import QTimer
        def test_it(qtbot):
            QTimer.singleShot(0, lambda: 1 / 0)
            qtbot.wait(20)""",
    "thread": """
        import threading, time
        def test_it(): threading.Thread(target=time.sleep, args=(4,)).start()""",
    "marker": """
        import pytest
        @pytest.mark.nonsense
        def test_it(): pass""",
    "keychain": """
        import keyring
        def test_it(): keyring.set_password('a', 'b', 'c')""",
}

INNOCENT = """
import logging
def test_it(expect_log):
    expect_log('boo')
    logging.getLogger('x').warning('boo')
"""


def failures(folder: Path) -> tuple[set[str], str]:
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml")]
    command += ["-p", "tests.conftest", "-p", "no:cacheprovider", "--continue-on-collection-errors"]
    command += ["--rootdir", str(folder), "--tb=line", "-rA", str(folder)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=90, check=False)
    named = re.findall(r"^(?:FAILED|ERROR) .*/test_(\w+)\.py", run.stdout, re.MULTILINE)
    return set(named), run.stdout


def test_every_culprit_is_named_and_the_innocent_is_not(tmp_path: Path) -> None:
    for name, body in CULPRITS.items():
        lines = body.replace("\n        ", "\n")
        (tmp_path / f"test_{name}.py").write_text(lines)
    (tmp_path / "test_innocent.py").write_text(INNOCENT)
    named, report = failures(tmp_path)
    assert named == set(CULPRITS), report
