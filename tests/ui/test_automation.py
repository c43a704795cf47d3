"""Settings > Sending by itself: the switch, the levels, the limits, who starts it, what it did."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.policy import Channel
from dunning_desktop.host.errors import ScheduleError
from dunning_desktop.ui.dialogs.run import RunDialog
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.automation import by_itself
from dunning_desktop.usecases.ladders import save_ladder
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.run_rows import RunState, StartedBy
from dunning_desktop.usecases.runs import automation, latest_runs, run, save_automation, switch
from dunning_desktop.usecases.today_rows import Task
from tests.ui.accessible import focused, nameless, tab_order
from tests.ui.automation_page import (
    FINAL,
    FIRM,
    FRIENDLY,
    FakeTimetable,
    State,
    allow,
    part_of,
    pay_a_little,
    sends,
    settings_of,
    standard,
)
from tests.ui.books import Drawer, HandClock, add_client
from tests.ui.conftest import dispose
from tests.ui.today_page import line_of, said, today_of


@pytest.fixture
def timetable() -> FakeTimetable:
    return FakeTimetable()


@pytest.fixture
def surroundings(office: Office, tmp_path: Path, timetable: FakeTimetable) -> Surroundings:
    return Surroundings(
        open_office=lambda: office, settings_folder=tmp_path, timetable=timetable
    )


def turn(office: Office, **by: float) -> None:
    assert isinstance(office.clock, HandClock)
    office.clock.turn(**by)


def dialog_over(window: Window) -> RunDialog:
    (found,) = [one for one in window.findChildren(RunDialog) if one.isVisible()]
    return found


def cells(dialog: RunDialog) -> list[tuple[str, str, str]]:
    """Client, outcome, reason of each line."""
    rows = dialog.table.as_rows()[1:]
    return [(one[0], one[4], one[5]) for one in rows]


def sent(office: Office) -> int:
    assert isinstance(office.postman, Drawer)
    return len(office.postman.sent)


# The switch


def test_it_is_off_and_says_what_switching_on_means(furnished: Office, window: Window) -> None:
    card = part_of(window).switch
    assert card.title.text() == "Off: nothing goes without you"
    assert "only tells you for thirty days what it would send" in card.text.text()
    assert card.button.text() == "Switch on"


def test_switched_on_it_says_until_when_it_only_drafts_and_can_be_taken_back(
    furnished: Office, window: Window
) -> None:
    card = part_of(window).switch
    card.button.click()
    assert automation(furnished).on
    assert automation(furnished).drafts_until == date(2026, 12, 20)
    assert card.title.text() == "On: until 20 Dec 2026 it only tells you what it would send"
    assert card.text.text() == (
        "From 21 Dec 2026 on it sends what you ticked below, every working day at 09:00."
    )
    assert window._toast.text.startswith("On: until 20 Dec 2026")
    window.undo()
    assert automation(furnished).drafts_until is None
    assert card.button.text() == "Switch on"


def test_switched_off_it_says_so(furnished: Office, window: Window) -> None:
    sends(furnished)
    card = part_of(window).switch
    assert card.title.text() == "On: it sends by itself"
    card.button.click()
    assert not automation(furnished).on
    assert window._toast.text == "Off: nothing goes by itself any more."
    assert "thirty days of telling are over" in card.text.text()


def test_it_says_what_keeps_a_run_from_sending(furnished: Office, window: Window) -> None:
    switch(furnished, on=True)
    card = part_of(window).switch
    assert card.hindrance.text().splitlines() == [
        "No reminder may go by itself yet: tick some below.",
        "Nothing goes out: no payment was recorded or imported yet.",
    ]
    allow(furnished, FRIENDLY)
    pay_a_little(furnished)
    with furnished.write() as ledger:
        (account,) = ledger.post.accounts()
        ledger.post.pause_account(account.id, Fault.LOGIN, "")
    window.pages["settings"].mark_stale()
    assert card.hindrance.text() == "Sending is paused: see the Outbox."
    turn(furnished, days=9)
    window.pages["settings"].mark_stale()
    assert "payments are known only up to 20 Nov 2026" in card.hindrance.text()


# The levels


def test_a_tick_takes_effect_at_once_and_is_taken_back(furnished: Office, window: Window) -> None:
    levels = part_of(window).levels
    box = levels.boxes[standard(furnished), FRIENDLY].box
    assert box.text() == "3 days after: friendly reminder by e-mail"
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert by_itself(furnished).allowed == 1
    assert focused() is box
    assert window._toast.text == "May go by itself now: friendly reminder by e-mail, 3 days after."
    window.undo()
    assert by_itself(furnished).allowed == 0
    assert not box.isChecked()


def test_every_ladder_is_offered_with_its_levels(furnished: Office, window: Window) -> None:
    levels = part_of(window).levels
    assert len({policy for policy, _day in levels.boxes}) == 4
    box = levels.boxes[standard(furnished), FINAL].box
    assert box.accessibleName() == (
        "Standard: 28 days after: final reminder by e-mail and letter"
    )
    assert "better looked at" in box.accessibleDescription()
    assert "you print and post it" in box.accessibleDescription()
    gentle = levels.boxes[standard(furnished), FRIENDLY].box
    assert gentle.accessibleDescription() == ""


def test_a_call_cannot_be_ticked(furnished: Office, window: Window) -> None:
    with furnished.read() as ledger:
        first = ledger.parties.policies()[standard(furnished)]
    calls = tuple(
        replace(one, channel=Channel.PHONE) if one.day == FIRM else one for one in first.levels
    )
    changed = save_ladder(furnished, replace(first, levels=calls), move=False).value
    step = part_of(window).levels.boxes[changed, FIRM]
    assert not step.box.isEnabled()
    assert "A person calls" in step.box.accessibleDescription()


def test_a_change_elsewhere_keeps_the_keyboard_where_it_is(
    furnished: Office, window: Window
) -> None:
    box = part_of(window).levels.boxes[standard(furnished), FIRM].box
    box.setFocus()
    allow(furnished, FIRM)
    window.pages["settings"].mark_stale()
    assert box.isChecked()
    assert focused() is box


# The limits


def test_limits_are_saved_with_the_page(furnished: Office, window: Window) -> None:
    switch(furnished, on=True)
    page = settings_of(window)
    limits = page.automation.limits
    limits.at.set_time_of_day(time(10, 15))
    limits.in_a_run.setValue(5)
    limits.stale.box.setChecked(False)
    limits.rests.setChecked(False)
    assert page._save.isEnabled()
    page._save.trigger()
    kept = automation(furnished)
    assert (kept.at, kept.most_in_a_run, kept.stale_after, kept.rests, kept.on) == (
        time(10, 15), 5, None, False, True,
    )  # fmt: skip
    assert window._toast.text == "Saved: it holds from the next run on."
    assert not page._save.isEnabled()


def test_a_time_within_quiet_hours_is_said_beside_the_field(
    furnished: Office, window: Window
) -> None:
    page = settings_of(window)
    limits = page.automation.limits
    limits.at.set_time_of_day(time(20, 0))
    page.show_section("business")
    page._save.trigger()
    assert page._keys[page.list.currentRow()] == "automation"
    assert "lies within the quiet hours" in limits.form.complaint(limits.at)
    assert limits.at.property("wrong")
    assert automation(furnished).at == time(9, 0)
    limits.quiet_from.set_time_of_day(time(21, 0))
    page._save.trigger()
    assert automation(furnished).at == time(20, 0)
    assert limits.form.complaint(limits.at) == ""


def test_what_is_typed_survives_a_switch_and_a_tick(furnished: Office, window: Window) -> None:
    page = settings_of(window)
    limits = page.automation.limits
    limits.in_a_day.setValue(7)
    page.automation.switch.button.click()
    page.automation.levels.boxes[standard(furnished), FRIENDLY].box.click()
    assert limits.in_a_day.value() == 7
    page._save.trigger()
    kept = automation(furnished)
    assert (kept.most_in_a_day, kept.on, kept.drafts_until) == (7, True, date(2026, 12, 20))
    assert by_itself(furnished).allowed == 1


def test_discarding_shows_what_holds(furnished: Office, window: Window) -> None:
    page = settings_of(window)
    page.automation.limits.to_a_client.setValue(9)
    page._discard.trigger()
    assert page.automation.limits.to_a_client.value() == 4
    assert not page._save.isEnabled()


def test_one_day_is_one_day(window: Window) -> None:
    stale = part_of(window).limits.stale
    stale.number.setValue(1)
    assert stale.number.text() == "1 day"
    stale.number.setValue(2)
    assert stale.number.text() == "2 days"


# Who starts it


def test_the_computer_starts_it_once_it_was_set_up(
    window: Window, timetable: FakeTimetable
) -> None:
    card = part_of(window).start
    assert card.state.text() == "Not set up: while the window is closed, nothing runs."
    assert card.small.text() == "A timer of systemd, while you are logged in."
    assert [card.set_up.isVisible(), card.remove.isVisible()] == [True, False]
    card.set_up.click()
    assert timetable.calls == ["state", "set 09:00"]
    assert card.state.text() == "Set up: every day at 09:00."
    assert [card.set_up.isVisible(), card.remove.isVisible()] == [False, True]
    card.remove.click()
    assert timetable.calls[2:] == ["remove", "state"]
    assert card.set_up.text() == "Set up"


def test_the_keyboard_stays_where_the_system_was_asked(window: Window) -> None:
    card = part_of(window).start
    card.set_up.setFocus()
    QTest.keyClick(card.set_up, Qt.Key.Key_Space)
    assert focused() is card.remove
    QTest.keyClick(card.remove, Qt.Key.Key_Space)
    assert focused() is card.set_up


def test_another_time_asks_for_a_change(
    furnished: Office, window: Window, timetable: FakeTimetable
) -> None:
    timetable.kept = State("systemd", time(8, 30), timetable.command)
    card = part_of(window).start
    assert card.state.text() == (
        "Set up: every day at 08:30. Your runs begin at 09:00: press Change."
    )
    assert card.set_up.text() == "Change"
    card.set_up.click()
    assert card.state.text() == "Set up: every day at 09:00."
    save_automation(furnished, replace(automation(furnished), at=time(11)))
    window.pages["settings"].mark_stale()
    assert card.set_up.isVisible()


def test_a_program_that_moved_is_found_out(window: Window, timetable: FakeTimetable) -> None:
    timetable.kept = State("systemd", time(9), ("/old/dunning", "run"))
    card = part_of(window).start
    assert "from another place" in card.state.text()
    card.set_up.click()
    assert timetable.kept.command == timetable.command
    assert card.state.text() == "Set up: every day at 09:00."


def test_where_the_system_offers_none_it_says_so(
    window: Window, timetable: FakeTimetable
) -> None:
    timetable.kind = ""
    card = part_of(window).start
    assert card.state.text().startswith("This computer offers programs no timetable.")
    assert card.set_up.isHidden()
    assert card.remove.isHidden()


def test_a_refusal_is_a_sentence_and_the_button_stays(
    window: Window, timetable: FakeTimetable
) -> None:
    timetable.refuses = ScheduleError(reason="refused", detail="no such bus")
    card = part_of(window).start
    card.set_up.click()
    assert card.trouble.text() == (
        "This computer did not take it into its timetable. It says: no such bus"
    )
    assert card.set_up.isEnabled()
    assert card.state.text() == "Not set up: while the window is closed, nothing runs."
    timetable.refuses = None
    card.set_up.click()
    assert card.trouble.isHidden()


def test_the_system_is_asked_anew_each_time_it_is_shown(
    window: Window, timetable: FakeTimetable
) -> None:
    settings = settings_of(window)
    timetable.kept = State("systemd", time(9), timetable.command)
    settings.show_section("business")
    settings.show_section("automation")
    assert settings.automation.start.state.text() == "Set up: every day at 09:00."
    assert timetable.calls == ["state", "state"]


# The rehearsal and the last runs


def test_a_rehearsal_shows_every_reminder_with_its_reason(
    furnished: Office, window: Window
) -> None:
    allow(furnished, FRIENDLY)
    sends(furnished, most_in_a_run=1)
    part = part_of(window)
    part.rehearsal.button.click()
    dialog = dialog_over(window)
    assert cells(dialog) == [
        ("Aldgate Joinery", "Would send it", ""),
        ("Brindle & Sons", "Left to you", "No more than 1 go out in one run"),
    ]
    assert dialog.totals.text() == "Would send: 1 (£1,650.50)  ·  Left to you: 1 (£780.00)"
    assert "this is a rehearsal" in dialog.state.text()
    assert nameless(dialog) == []
    assert latest_runs(furnished) == []
    assert sent(furnished) == 0
    dialog.reject()


def test_a_rehearsal_of_what_is_off_says_that_and_of_nothing_too(
    office: Office, window: Window
) -> None:
    part_of(window).rehearsal.button.click()
    dialog = dialog_over(window)
    assert dialog.note.text() == (
        "Sending by itself is switched off. For its first thirty days a run only tells you what "
        "it would send."
    )
    assert dialog.table.isHidden()
    assert not dialog.copy.isEnabled()
    dialog.reject()


def test_the_list_is_copied_and_saved(
    furnished: Office, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow(furnished, FRIENDLY)
    part_of(window).rehearsal.button.click()
    dialog = dialog_over(window)
    dialog.copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[0] == "Client"
    assert len(lines) == 3
    path = tmp_path / "run.csv"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_args: (str(path.with_suffix("")), "")
    )
    dialog.save.click()
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    assert rows[1][:6] == [
        "Aldgate Joinery", "A-1, A-2", "Friendly reminder", "by e-mail", "GBP", "1650.50",
    ]  # fmt: skip
    assert window._toast.text == "Saved as run.csv."
    dialog.save_to(tmp_path / "no" / "such.csv")
    assert "could not be written" in dialog.trouble.text()
    dialog.reject()


def test_a_run_opens_with_what_it_did_and_shows_the_client(
    furnished: Office, window: Window
) -> None:
    allow(furnished, FRIENDLY)
    sends(furnished)
    part = part_of(window)
    assert part.last_runs.none.isVisible()
    run(furnished, StartedBy.SYSTEM)
    window.pages["settings"].mark_stale()
    table = part.last_runs.table
    shown = [str(table.runs.index(0, at).data()) for at in range(4)]
    assert shown == ["20 Nov 2026, 09:00", "The computer", "Sent 2", "Done"]
    assert part.last_runs.none.isHidden()
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    dialog = dialog_over(window)
    assert dialog.windowTitle() == "Run of 20 Nov 2026, 09:00"
    assert [one[1] for one in cells(dialog)] == ["Sent", "Sent"]
    assert dialog.back.isHidden(), "e-mails that left cannot be taken back"
    assert "2 taken by your mail provider" in dialog.state.text()
    dialog.table.selectRow(1)
    assert dialog.one.text().startswith("Brindle & Sons, friendly reminder by e-mail")
    dialog.client.click()
    assert window.page is window.pages["clients"]


def test_letters_of_a_run_can_be_taken_back(office: Office, window: Window) -> None:
    add_client(office, "Paper Only", email="", due=[("P-1", 9, 10_000)])
    allow(office, FRIENDLY)
    sends(office)
    run(office, StartedBy.WINDOW)
    part = part_of(window)
    part.last_runs.open_button.click()
    dialog = dialog_over(window)
    assert cells(dialog) == [("Paper Only", "Letter made", "")]
    assert dialog.back.text() == "Take back 1 reminder"
    dialog.back.click()
    assert window._toast.text == "Taken back: 1 reminder."
    assert dialog.back.isHidden()
    assert "Taken back since: 1 reminder." in dialog.note.text()
    dialog.reject()


def test_of_many_runs_the_chosen_one_stays_chosen(furnished: Office, window: Window) -> None:
    sends(furnished)
    for _ in range(3):
        run(furnished, StartedBy.HAND)
    table = part_of(window).last_runs.table
    table.selectRow(1)
    chosen = table.current()
    run(furnished, StartedBy.HAND)
    window.pages["settings"].mark_stale()
    assert table.current() == chosen
    assert table.currentIndex().row() == 2


# Today


def test_today_tells_of_a_run_until_it_was_looked_at(furnished: Office, window: Window) -> None:
    allow(furnished, FRIENDLY)
    sends(furnished)
    run(furnished, StartedBy.WINDOW)
    page = today_of(window)
    page.mark_stale()
    line = line_of(page, Task.RUN_DONE)
    assert line.sentence.text() == "Today's run sent 2 reminders"
    assert line.under.text() == "20 Nov 2026, 09:00, begun by: the open window"
    assert line.button.text() == "See what it did"
    line.button.click()
    dialog_over(window).reject()
    assert said(page) == []
    page.mark_stale()
    assert said(page) == []


def test_in_the_draft_time_it_asks_to_send_them(furnished: Office, window: Window) -> None:
    allow(furnished, FRIENDLY)
    pay_a_little(furnished)
    switch(furnished, on=True)
    run(furnished, StartedBy.WINDOW)
    page = today_of(window)
    page.mark_stale()
    assert said(page) == [
        "2 reminders are ready: £2,429.50",
        "By itself it would have sent 2 reminders: send them yourself",
    ]


def test_trouble_stands_above_and_goes_with_the_next_good_run(
    furnished: Office, window: Window
) -> None:
    allow(furnished, FRIENDLY)
    sends(furnished)
    assert isinstance(furnished.postman, Drawer)
    furnished.postman.refuses = Fault.UNREACHABLE
    assert run(furnished, StartedBy.WINDOW).value.state is RunState.WARNING
    page = today_of(window)
    page.mark_stale()
    line = line_of(page, Task.RUN_TROUBLE)
    assert line.sentence.text().startswith("Today's run had trouble: sent 2")
    assert "in the outbox" in line.sentence.text()
    furnished.postman.refuses = None
    turn(furnished, days=3)
    run(furnished, StartedBy.WINDOW)
    page.mark_stale()
    assert Task.RUN_TROUBLE not in [one.row.task for one in page.list.lines]


def test_silence_leads_to_the_settings_and_is_silent_then(
    furnished: Office, window: Window
) -> None:
    switch(furnished, on=True)
    turn(furnished, days=4)
    page = today_of(window)
    page.mark_stale()
    line = line_of(page, Task.RUN_TROUBLE)
    assert line.sentence.text() == (
        "No run for 3 working days, though sending by itself is on"
    )
    assert line.button.text() == "Open settings"
    line.button.click()
    settings = window.page
    assert settings is window.pages["settings"]
    assert settings_of(window)._keys[settings_of(window).list.currentRow()] == "automation"
    page = today_of(window)
    page.mark_stale()
    assert Task.RUN_TROUBLE not in [one.row.task for one in page.list.lines]


# For everyone


def test_everything_has_a_name_and_tab_goes_down_the_page(
    furnished: Office, window: Window
) -> None:
    allow(furnished, FRIENDLY)
    sends(furnished)
    run(furnished, StartedBy.WINDOW)
    part = part_of(window)
    assert nameless(window) == []
    QCoreApplication.sendPostedEvents()
    order = tab_order(window)
    wanted = [
        part.switch.button,
        part.levels.boxes[standard(furnished), FRIENDLY].box,
        part.limits.at,
        part.limits.quiet_from,
        part.limits.in_a_run,
        part.start.set_up,
        part.rehearsal.button,
        part.last_runs.table,
        part.last_runs.open_button,
    ]
    places = [order.index(one) for one in wanted]
    assert places == sorted(places)


def test_a_run_can_be_read_out_and_leaves_nothing(furnished: Office, window: Window) -> None:
    allow(furnished, FRIENDLY)
    sends(furnished)
    done = run(furnished, StartedBy.WINDOW).value
    dialog = RunDialog(window, done)
    dialog.open()
    assert nameless(dialog) == []
    assert tab_order(dialog)[0] in {dialog.table, dialog.copy, dialog.close_button}
    dispose(dialog)
