"""The window comes before the heavy imports: SQLAlchemy alone costs more than the whole window."""

import json
import subprocess
import sys

import pytest

HEAVY = {"sqlalchemy", "alembic", "reportlab", "keyring", "smtplib", "pypdfium2", "babel"}
PROGRAM = "import json, sys, {module}; print(json.dumps(sorted(sys.modules)))"


@pytest.mark.parametrize("module", ["dunning_desktop.__main__", "dunning_desktop.ui.window"])
def test_opening_imports_nothing_heavy(module: str) -> None:
    command = [sys.executable, "-c", PROGRAM.format(module=module)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert HEAVY & set(json.loads(run.stdout)) == set()
