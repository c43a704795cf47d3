"""Put off, replied, promised, disputed, passed over: asked for, shown with the reason, ended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QMessageBox

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.proposal import NotToday, WhyNot
from dunning_desktop.ui.dialogs.leave_alone import LeaveAloneDialog
from dunning_desktop.ui.dialogs.pause import PutOffDialog, RepliedDialog
from dunning_desktop.ui.dialogs.skip import SkipDialog
from dunning_desktop.ui.pages.today import TodayPage
from dunning_desktop.ui.panels.panel import DetailsPanel
from dunning_desktop.ui.text.events import event_icon, event_line
from dunning_desktop.ui.text.reasons import icon_of, needs_owner, why_not
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.clients import client_card
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.planning import propose
from dunning_desktop.usecases.today_rows import Task
from tests.ui.accessible import nameless
from tests.ui.conftest import dispose
from tests.ui.test_setting_aside import chosen, names, opened, press, said


def from_more(panel: DetailsPanel, text: str) -> None:
    next(one for one in panel.more.menu().actions() if one.text() == text).trigger()


def standing(panel: DetailsPanel) -> str:
    """What stands over the timeline."""
    return said(panel).split("What happened", maxsplit=1)[0]


def test_a_client_is_put_off_and_goes_on_by_itself(furnished: Office, window: Window) -> None:
    page, panel = opened(window, "clients")
    page.put_off()  # type: ignore[attr-defined]
    (dialog,) = window.findChildren(PutOffDialog)
    assert nameless(dialog) == []
    assert dialog._how_long.value() == 3
    dialog._how_long.choose(7)
    assert dialog._day.day() == furnished.clock.today() + timedelta(days=7)
    dialog._day.set_day(furnished.clock.today() + timedelta(days=3))
    assert dialog._how_long.value() == 3
    dialog._reason.setText("On holiday")
    dialog._save.click()
    assert window._toast.text == "Aldgate Joinery is put off: goes on Mon 23 Nov."
    assert names(page, "blocked")[0] == "Put off"
    assert "Put off: goes on Mon 23 Nov. On holiday" in standing(panel)
    assert page._resume.isEnabled()  # type: ignore[attr-defined]
    window.undo()
    assert names(page, "blocked")[0] == "–"
    dispose(dialog)


def test_who_replied_waits_for_the_owner(furnished: Office, window: Window) -> None:
    page, panel = opened(window, "overdue")
    client = chosen(page).client
    page.replied()  # type: ignore[attr-defined]
    (dialog,) = window.findChildren(RepliedDialog)
    assert nameless(dialog) == []
    dialog._note.setPlainText("They never got\nthe second lamp.")
    dialog._save.click()
    assert window._toast.text == f"{client} replied: chasing is paused."
    assert names(page, "next")[0] == "They replied: waits for you"
    today = window.pages["today"]
    assert isinstance(today, TodayPage)
    window.go_to("today")
    line = next(one for one in today.list.lines if one.row.task is Task.REPLIES)
    assert line.sentence.text() == "1 client replied and waits for you: £1,650.50"
    line.button.click()
    panel = window.pages["clients"]._panel  # type: ignore[attr-defined]
    assert "They replied: waits for you. They never got the second lamp." in standing(panel)
    press(panel, "Resume chasing").click()
    window.go_to("today")
    assert Task.REPLIES not in [one.row.task for one in today.list.lines]
    assert len(propose(furnished).chases) == 2
    dispose(dialog)


def test_a_reply_can_end_by_itself(furnished: Office, window: Window) -> None:
    _page, panel = opened(window, "clients")
    from_more(panel, "They replied…")
    (dialog,) = window.findChildren(RepliedDialog)
    today = furnished.clock.today()
    dialog._end.show_day(today)
    dialog._save.click()
    assert dialog.form.complaint(dialog._end) == "Choose a day after today."
    dialog._end.show_day(today + timedelta(days=5))
    dialog._save.click()
    assert "They replied: goes on Wed 25 Nov." in standing(panel)
    dispose(dialog)


def test_the_three_dots_of_a_client_offer_all_of_them(furnished: Office, window: Window) -> None:
    _page, panel = opened(window, "clients")
    for text, kind in (("Put off…", PutOffDialog), ("Leave alone…", LeaveAloneDialog)):
        from_more(panel, text)
        (dialog,) = window.findChildren(kind)
        dialog.reject()
        dispose(dialog)


def test_a_reminder_is_passed_over_with_a_reason(furnished: Office, window: Window) -> None:
    page, panel = opened(window, "overdue", 1)
    assert names(page, "next")[1] == "Friendly reminder ready"
    from_more(panel, "Pass over the next reminder…")
    (dialog,) = window.findChildren(SkipDialog)
    assert nameless(dialog) == []
    assert dialog._heading.text() == "Pass over a reminder of B-1"
    dialog._save.click()
    assert dialog.form.complaint(dialog._reason).startswith("Say why")
    dialog._reason.setCurrentIndex(0)
    dialog._save.click()
    assert window._toast.text == "Friendly reminder passed over for B-1."
    assert names(page, "next")[1].startswith("Firm reminder ")
    assert "passed over" in said(panel)
    window.undo()
    assert names(page, "next")[1] == "Friendly reminder ready"
    dispose(dialog)


def test_where_nothing_is_left_nothing_is_passed_over(
    furnished: Office, window: Window
) -> None:
    page, panel = opened(window, "overdue", 1)
    for _ in range(3):
        from_more(panel, "Pass over the next reminder…")
        (dialog,) = window.findChildren(SkipDialog)
        dialog._reason.setEditText("No use")
        dialog._save.click()
        dispose(dialog)
    assert names(page, "next")[1] == "All reminders sent: you decide"
    skip = next(one for one in panel.more.menu().actions() if one.text().startswith("Pass over"))
    assert not skip.isEnabled()
    assert not window.findChildren(QMessageBox)


@pytest.mark.parametrize(
    ("kind", "ever", "with_day"),
    [
        (BlockKind.HOLD, "On hold", "On hold: goes on Tue 24 Nov"),
        (BlockKind.SNOOZE, "Put off", "Put off: goes on Tue 24 Nov"),
        (BlockKind.REPLIED, "They replied: waits for you", "They replied: goes on Tue 24 Nov"),
        (BlockKind.CALL_AGAIN, "No answer on the telephone", "No answer: call again Tue 24 Nov"),
        # Two days more than was promised: a bank needs its time.
        (BlockKind.PROMISE, "Promised to pay", "Promised to pay by tomorrow"),
        (BlockKind.DISPUTE, "Disputed", "Disputed: goes on Tue 24 Nov"),
        (BlockKind.PLAN, "Pays by instalments", "Pays by instalments: goes on Tue 24 Nov"),
    ],
)
def test_every_kind_of_pause_reads_well(
    office: Office, qapp: object, kind: BlockKind, ever: str, with_day: str
) -> None:
    today = office.clock.today()
    until = today + timedelta(days=4)
    assert why_not(NotToday(1, 1, WhyNot.BLOCKED, detail=kind), today) == ever
    assert why_not(NotToday(1, 1, WhyNot.BLOCKED, until, detail=kind), today) == with_day
    assert needs_owner(NotToday(1, 1, WhyNot.BLOCKED, detail=kind)) is (kind is BlockKind.REPLIED)
    assert icon_of(NotToday(1, 1, WhyNot.BLOCKED, detail=kind))


def test_the_timeline_tells_pauses_apart(furnished: Office, window: Window) -> None:
    page, panel = opened(window, "clients")
    from_more(panel, "They replied…")
    (dialog,) = window.findChildren(RepliedDialog)
    dialog._note.setPlainText("On Monday")
    dialog._save.click()
    event = client_card(furnished, chosen(page).id).events[0]
    assert (event_line(event), event_icon(event)) == (
        "They replied: On Monday", "message-square",
    )  # fmt: skip
    dispose(dialog)
