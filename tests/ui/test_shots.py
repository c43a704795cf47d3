"""What is pictured: every shot has a name of its own, and those of the mail show the mail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from dunning_desktop.bootstrap import open_demo
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.dialogs.account import AccountDialog
from dunning_desktop.ui.dialogs.replies import RepliesDialog
from dunning_desktop.ui.lanes import InlineLane
from dunning_desktop.ui.pages.settings import SettingsPage
from dunning_desktop.ui.pages.settings_mail_ways import Way
from dunning_desktop.ui.pages.today import TodayPage
from dunning_desktop.ui.parts import build_window
from dunning_desktop.ui.screenshots import dispose
from dunning_desktop.ui.shots import shots
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.today_rows import Task

DAY = date(2026, 11, 16)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture
def demo(folder: Path) -> Office:
    return open_demo(folder, today=DAY)


@pytest.fixture
def window(demo: Office, tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Window]:
    desk = Desk(InlineLane(), InlineLane())
    surroundings = Surroundings(open_office=lambda: demo, settings_folder=tmp_path)
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made = build_window(desk, settings, surroundings)
    with qtbot.waitSignal(desk.opened):
        made.show()
    yield made
    dispose(made)
    desk.close()


def taken(window: Window, name: str) -> QDialog | None:
    """Prepare the picture of that name."""
    (one,) = [one for one in shots(window) if one.name == name]
    return one.prepare(window)


def test_the_mail_is_pictured_and_none_is_sent_or_read(
    demo: Office, folder: Path, window: Window
) -> None:
    names = [one.name for one in shots(window)]
    assert len(set(names)) == len(names)
    before = sorted((folder / "emails").rglob("*"))

    new = taken(window, "dialog-account")
    assert isinstance(new, AccountDialog)
    assert new.account.ways.value() is Way.PROGRAM
    new.reject()

    taken(window, "today-answers")
    page = window.page
    assert isinstance(page, TodayPage)
    lines = {one.row.task: one for one in page.list.lines}
    assert len(lines[Task.REPLIES].quotes.texts) == 2
    back = lines[Task.EMAILS_BOUNCED].sentence.text()
    assert back == "An e-mail to Aldgate Joinery Ltd came back"

    answers = taken(window, "dialog-answers")
    assert isinstance(answers, RepliesDialog)
    assert len(answers.answers) == 2
    answers.reject()

    taken(window, "settings-mail-answers")
    settings = window.page
    assert isinstance(settings, SettingsPage)
    assert settings.mail.form.inbox.is_on
    (row,) = settings.mail.accounts.rows
    assert row.states[1].words.startswith("Inbox read ")

    assert demo.postbox is None
    assert sorted((folder / "emails").rglob("*")) == before
