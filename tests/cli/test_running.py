"""The verb that works by itself: off, rehearsed, drafting, sending."""

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

from dunning_desktop.bootstrap import close_office
from dunning_desktop.domain.automation import Automation
from dunning_desktop.mail.smtp.postman import SmtpPostman
from dunning_desktop.usecases.runs import latest_runs, save_automation
from tests.cli.desk import Desk, one_line
from tests.helpers.offices import add_debtor
from tests.helpers.smtp_server import PASSWORD, smtp_server
from tests.mail.scene import HURRY

# At any time of the day, whatever the day.
ANY_TIME = Automation(
    on=True,
    drafts_until=date(2020, 2, 1),
    at=time(0, 0),
    quiet_from=time(0, 0),
    quiet_until=time(0, 0),
    rests=False,
    stale_after=None,
)


def _allow(desk: Desk, automation: Automation = ANY_TIME, *, level_day: int = 3) -> None:
    """Friendly reminders may go; two clients are due one, and one is due a firm one."""
    office = desk.open()
    for name in ("Willow & Stone", "Harbour Café"):
        add_debtor(office, name, email=f"pay@{name[:6].strip().lower()}.example", late=[5])
    save_automation(office, automation)
    with office.write() as ledger:
        ledger.parties.let_go_unattended([1], level_day, unattended=True)
    close_office(office)


def test_nothing_goes_by_itself_until_it_is_switched_on(furnished: Desk) -> None:
    _allow(furnished, replace(ANY_TIME, on=False))
    answer = furnished.run("run")
    assert answer.code == 1
    assert one_line(answer.err)
    assert "switch it on" in answer.err
    # The timetable has nothing to complain of.
    assert furnished.run("run", "--scheduled").code == 0
    assert furnished.told == []


def test_a_rehearsal_says_what_would_go_and_writes_nothing(furnished: Desk) -> None:
    _allow(furnished, replace(ANY_TIME, on=False))
    before = furnished.book.read_bytes()
    answer = furnished.run("run", "--rehearse")
    assert (answer.code, answer.err) == (0, "")
    assert "Willow & Stone: friendly reminder by email, 120.00 GBP" in answer.out
    assert answer.out.count("would be sent") == 2
    assert "Nothing was written" in answer.out
    assert furnished.book.read_bytes() == before


def test_what_may_not_go_is_left_to_the_owner_with_the_reason(furnished: Desk) -> None:
    _allow(furnished, level_day=14)
    answer = furnished.run("run", "--rehearse", "--json").json
    assert {one["why"] for one in answer["lines"]} == {"needs-approval"}
    assert "left to you: you said" in furnished.run("run", "--rehearse").out


def test_for_thirty_days_it_only_drafts(furnished: Desk) -> None:
    _allow(furnished, replace(ANY_TIME, drafts_until=date(2020, 3, 1)))
    answer = furnished.run("run", "--scheduled")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.count("- not sent yet") == 2
    assert furnished.run("propose", "--json").json["chases"]
    assert furnished.told == [("Reminders", "2 not sent yet.")]


def test_then_it_sends_once_a_day(desk: Desk, tmp_path: Path) -> None:
    with smtp_server(tmp_path) as server:
        desk.postman = SmtpPostman(make_context=server.trusting, timeouts=HURRY)
        desk.furnish(server.account(), PASSWORD)
        _allow(desk)
        answer = desk.run("run", "--scheduled")
        assert (answer.code, answer.err) == (0, "")
        assert answer.out.endswith("2 sent.\n")
        assert len(server.received) == 2
        again = desk.run("run", "--scheduled")
        assert (again.code, again.out) == (0, "")
        assert "today is done" in again.err
        assert len(server.received) == 2
    office = desk.open()
    (kept,) = latest_runs(office)
    close_office(office)
    assert (kept.accepted, [one.did for one in kept.lines]) == (2, ["sent", "sent"])


def test_a_run_that_could_not_send_has_something_to_look_at(furnished: Desk) -> None:
    """The account's server does not answer: what was issued waits, and the exit code says so."""
    _allow(furnished)
    answer = furnished.run("run")
    assert answer.code == 1
    assert "2 sent" in answer.out


def test_a_run_as_data(furnished: Desk) -> None:
    _allow(furnished, replace(ANY_TIME, drafts_until=date(2020, 3, 1) + timedelta(days=1)))
    answer = furnished.run("run", "--json").json
    assert (answer["mode"], answer["state"], answer["started_by"]) == ("drafts", "done", "hand")
    assert answer["lines"][0]["amounts"] == [
        {"amount": "120.00", "minor": 12_000, "currency": "GBP"}
    ]
