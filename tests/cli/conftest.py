"""A desk for every test of the command."""

from pathlib import Path

import pytest

from tests.cli.desk import Desk

TODAY = "2020-03-01"


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """An empty book folder, on a day when half of the sample invoices are late."""
    return Desk(tmp_path, capsys, TODAY)


@pytest.fixture
def furnished(desk: Desk) -> Desk:
    """The same with a business and a mail account."""
    desk.furnish()
    return desk
