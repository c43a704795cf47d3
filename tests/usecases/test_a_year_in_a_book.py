"""A year of chasing two hundred clients, judged by the rows of the book it was lived in."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from dunning_desktop.domain.policy import Tone
from dunning_desktop.host.workdays import is_working
from tests.helpers.year_in_a_book import AUTOMATION, CLIENTS, SWITCHED_ON, YearInABook, a_year

pytestmark = pytest.mark.slow

LINES = """
SELECT line.item_id, line.cycle, line.level_day, line.repeat, line.policy_id, line.open,
    reminder.id AS reminder_id, reminder.client_id, reminder.issued_on, reminder.deadline,
    reminder.unattended, reminder.channel, line.tone, reminder.run,
    level.unattended AS may, item.amount, item.due, item.original_due, invoice.issued
FROM reminder_line line
JOIN reminder ON reminder.id = line.reminder_id
JOIN due_item item ON item.id = line.item_id
JOIN invoice ON invoice.id = item.invoice_id
LEFT JOIN dunning_level level ON level.policy_id = line.policy_id AND level.day = line.level_day
WHERE NOT line.withdrawn ORDER BY reminder.issued_on, reminder.id
"""
REMINDERS = """
SELECT reminder.*, client.policy_id, client.jurisdiction FROM reminder
JOIN client ON client.id = reminder.client_id
WHERE NOT reminder.withdrawn ORDER BY issued_on, reminder.id
"""


@dataclass
class Judged:
    """A year that is over, and its file."""

    year: YearInABook
    lines: Sequence[sqlite3.Row]
    reminders: Sequence[sqlite3.Row]

    def ask(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """What the file itself answers, without the program."""
        with closing(sqlite3.connect(self.year.book.path)) as connection:
            connection.row_factory = sqlite3.Row
            return connection.execute(sql, values).fetchall()

    def of_items(self) -> Mapping[int, list[sqlite3.Row]]:
        """What went out for each item, in order."""
        found: dict[int, list[sqlite3.Row]] = defaultdict(list)
        for one in self.lines:
            found[one["item_id"]].append(one)
        return found

    def levels(self) -> Mapping[int, list[sqlite3.Row]]:
        """The levels of each version of each ladder, in order."""
        found: dict[int, list[sqlite3.Row]] = defaultdict(list)
        for one in self.ask("SELECT * FROM dunning_level ORDER BY policy_id, day"):
            found[one["policy_id"]].append(one)
        return found

    def done(self) -> Mapping[int, list[tuple[str, int, int, bool]]]:
        """Of each item the day, cycle and level of all that was sent or skipped."""
        found: dict[int, list[tuple[str, int, int, bool]]] = defaultdict(list)
        for one in self.lines:
            row = (one["issued_on"], one["cycle"], one["level_day"], False)
            found[one["item_id"]].append(row)
        for one in self.ask("SELECT * FROM skip WHERE NOT withdrawn"):
            found[one["item_id"]].append((one["day"], one["cycle"], one["level_day"], True))
        return found


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judged]:
    with a_year(tmp_path_factory.mktemp("year"), seed=2026) as year:
        found = Judged(year, [], [])
        found.lines, found.reminders = found.ask(LINES), found.ask(REMINDERS)
        yield found


def _days(earlier: str, later: str) -> int:
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def test_enough_happened_to_judge(judged: Judged) -> None:
    events, faults = judged.year.events, judged.year.postman.faults
    assert len(judged.reminders) > 700
    assert {one["tone"] for one in judged.lines} == set(Tone)
    assert any(one["repeat"] for one in judged.lines)
    assert any(one["cycle"] > 1 for one in judged.lines)
    assert {one["channel"] for one in judged.reminders} == {
        "email", "letter", "email-and-letter", "phone",
    }  # fmt: skip
    assert sum(one["unattended"] for one in judged.reminders) > 200
    for name in ("part payments", "holds", "skips", "undone", "drafts", "runs", "call: no-answer"):
        assert events[name] > 10, name
    assert len(faults) == 4


def test_nothing_went_out_twice(judged: Judged) -> None:
    keys = Counter(tuple(one)[:4] for one in judged.lines)
    assert set(keys.values()) == {1}
    assert set(judged.year.postman.took.values()) <= {0, 1}


def test_nobody_who_had_paid_was_written_to(judged: Judged) -> None:
    """What each reminder asked for is what was open on its day, and that was something."""
    paid: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for one in judged.ask("SELECT * FROM allocation WHERE item_id IS NOT NULL"):
        paid[one["item_id"]].append(one)
    for line in judged.lines:
        before = [x["amount"] for x in paid[line["item_id"]] if x["day"] <= line["issued_on"]]
        assert line["open"] == line["amount"] - sum(before) > 0


def test_a_client_heard_at_most_once_a_day_and_never_sooner_than_the_gap(judged: Judged) -> None:
    gaps = {one["id"]: one["gap_days"] for one in judged.ask("SELECT * FROM dunning_policy")}
    (default,) = judged.ask("SELECT policy_id FROM business")
    close = judged.ask(f"""
        SELECT policy_id, issued_on, before FROM (
            SELECT *, lag(issued_on) OVER (PARTITION BY client_id ORDER BY issued_on, id) AS before
            FROM ({REMINDERS}))
        WHERE before IS NOT NULL
    """)
    assert len(close) > 500
    for one in close:
        gap = gaps[one["policy_id"] or default["policy_id"]]
        assert _days(one["before"], one["issued_on"]) >= max(gap, 1)


def test_no_step_was_skipped_but_by_the_owner(judged: Judged) -> None:
    levels, done = judged.levels(), judged.done()
    for line in judged.lines:
        if line["repeat"]:
            continue
        mine = [x for x in done[line["item_id"]] if x[1] == line["cycle"]
                and x[2] < line["level_day"]]  # fmt: skip
        reached = max((level for *_, level, _ in mine), default=-100)
        between = [
            x["day"]
            for x in levels[line["policy_id"]]
            if reached < x["day"] < line["level_day"]
        ]
        # Only notes before the due day lapse, when that has passed.
        assert all(day < 0 for day in between)
        assert not between or line["cycle"] > 1 or line["due"] < line["issued_on"]


def test_no_step_came_before_its_day(judged: Judged) -> None:
    """Days after the due day, or after the part payment that began it anew; after the deadline."""
    done = judged.done()
    for steps in judged.of_items().values():
        for one in steps:
            assert _days(one["due"], one["issued_on"]) >= one["level_day"]
        for earlier, later in pairwise(steps):
            assert later["issued_on"] > earlier["deadline"] or later["level_day"] < 0
            if later["cycle"] == earlier["cycle"] and not later["repeat"]:
                wait = later["level_day"] - earlier["level_day"]
                skipped = any(
                    x[1] == later["cycle"] and earlier["level_day"] < x[2] < later["level_day"]
                    for x in done[later["item_id"]] if x[3]
                )  # fmt: skip
                assert skipped or _days(earlier["issued_on"], later["issued_on"]) >= wait


def test_a_ladder_began_anew_only_for_a_part_payment_worth_it(judged: Judged) -> None:
    restarts = {one["id"] for one in judged.ask(
        "SELECT id FROM dunning_policy WHERE part_payment = 'restart'")}  # fmt: skip
    done = judged.done()
    for line in judged.lines:
        if line["cycle"] == 1:
            continue
        assert line["policy_id"] in restarts
        last = max(x[0] for x in done[line["item_id"]] if x[1] == line["cycle"] - 1)
        parts = judged.ask(
            "SELECT day, sum(amount) AS paid FROM allocation WHERE item_id = ?"
            " AND payment_id IS NOT NULL AND day BETWEEN ? AND ? GROUP BY day",
            line["item_id"], last, line["issued_on"],
        )  # fmt: skip
        assert any(10 * x["paid"] >= line["open"] for x in parts)


def test_nobody_was_chased_while_something_blocked(judged: Judged) -> None:
    """What was put in the way in the morning holds from that day on, a call from the next."""
    blocks = judged.ask("SELECT * FROM block")
    assert {one["kind"] for one in blocks} >= {"hold", "call-again"}
    for block in blocks:
        for line in judged.lines:
            covers = block["client_id"] == line["client_id"] and (
                block["item_id"] in {None, line["item_id"]}
            )
            if covers and block["kind"] == "hold":
                assert not block["start"] <= line["issued_on"] <= block["until"]
            elif covers:
                assert not block["start"] < line["issued_on"] <= block["until"]


def test_nobody_was_chased_while_a_promise_could_still_be_kept(judged: Judged) -> None:
    """Up to two days after its day, unless all that was promised had come before."""
    promises = judged.ask("SELECT * FROM promise WHERE NOT withdrawn")
    assert len(promises) > 5
    for one in promises:
        last = (date.fromisoformat(one["day"]) + timedelta(days=2)).isoformat()
        for line in judged.lines:
            within = one["made_on"] < line["issued_on"] <= last
            if not within or line["client_id"] != one["client_id"]:
                continue
            (came,) = judged.ask(
                "SELECT coalesce(sum(amount), 0) AS sum FROM payment WHERE client_id = ?"
                " AND currency = ? AND received BETWEEN ? AND ?",
                one["client_id"], one["currency"], one["made_on"], line["issued_on"],
            )  # fmt: skip
            assert came["sum"] >= one["amount"]


def test_the_next_one_waited_until_the_last_had_arrived(judged: Judged) -> None:
    sql = """
        SELECT reminder.id, max(letter.posted_at) AS posted, max(message.finished_at) AS sent,
            max(message.state) AS state, max(letter.by_post AND letter.posted_at IS NULL) AS lies
        FROM reminder LEFT JOIN letter ON letter.reminder_id = reminder.id AND letter.by_post
        LEFT JOIN outbox_message message ON message.reminder_id = reminder.id
        WHERE NOT reminder.withdrawn GROUP BY reminder.id
    """
    arrived = {one["id"]: one for one in judged.ask(sql)}
    for steps in judged.of_items().values():
        for earlier, later in pairwise(steps):
            one = arrived[earlier["reminder_id"]]
            # The letter that was posted made up for an e-mail that was given up.
            gone = {"accepted", None} | ({"cancelled"} if one["posted"] else set())
            assert one["state"] in gone
            assert not one["lies"]
            days = [x[:10] for x in (one["posted"], one["sent"]) if x]
            assert all(day <= later["issued_on"] for day in days)


# What went by itself


def test_nothing_went_by_itself_before_the_thirty_days_of_drafts_were_over(
    judged: Judged,
) -> None:
    drafts = SWITCHED_ON + timedelta(days=30)
    days = [date.fromisoformat(x["issued_on"]) for x in judged.reminders if x["unattended"]]
    assert min(days) > drafts
    rows = judged.ask("SELECT day, mode FROM run")
    assert {x["mode"] for x in rows if date.fromisoformat(x["day"]) <= drafts} == {"drafts"}
    assert {x["mode"] for x in rows if date.fromisoformat(x["day"]) > drafts} == {"sends"}


def test_only_what_may_go_by_itself_did(judged: Judged) -> None:
    mine = [one for one in judged.lines if one["unattended"]]
    assert mine
    assert all(one["may"] == 1 and one["channel"] != "phone" for one in mine)
    assert all(is_working("GB", date.fromisoformat(one["issued_on"])) for one in mine)
    flagged = judged.ask("""
        SELECT instr(raw.raw, 'Auto-Submitted: auto-generated') > 0 AS says, reminder.unattended
        FROM outbox_message message JOIN message_raw raw ON raw.message_id = message.id
        JOIN reminder ON reminder.id = message.reminder_id
    """)
    assert {tuple(one) for one in flagged} == {(0, 0), (1, 1)}


def test_no_limit_was_overstepped(judged: Judged) -> None:
    mine = [one for one in judged.reminders if one["unattended"]]
    assert max(Counter(one["run"] for one in mine).values()) == AUTOMATION.most_in_a_run
    assert max(Counter(one["issued_on"] for one in mine).values()) <= AUTOMATION.most_in_a_day
    for one in mine:
        # By the end of its day; the row of the run itself is one of them.
        lately = [x for x in judged.reminders if x["client_id"] == one["client_id"]
                  and 0 <= _days(x["issued_on"], one["issued_on"]) <= 30]  # fmt: skip
        assert len(lately) <= AUTOMATION.most_to_a_client


def test_payments_were_never_older_than_was_said_when_something_went_by_itself(
    judged: Judged,
) -> None:
    days = [date.fromisoformat(x["received"]) for x in judged.ask("SELECT received FROM payment")]
    for one in judged.reminders:
        if one["unattended"]:
            day = date.fromisoformat(one["issued_on"])
            newest = max(x for x in days if x <= day)
            assert AUTOMATION.stale_after is not None
            assert (day - newest).days <= AUTOMATION.stale_after


def test_the_rows_of_the_runs_tell_of_all_that_went_by_itself_and_of_nothing_else(
    judged: Judged,
) -> None:
    issued: dict[str, list[int]] = defaultdict(list)
    for one in judged.ask("SELECT run, client_id FROM reminder WHERE unattended ORDER BY id"):
        issued[one["run"]].append(one["client_id"])
    told: dict[str, list[int]] = {}
    for one in judged.ask("SELECT code, lines FROM run WHERE mode = 'sends'"):
        sent = [x["client_id"] for x in json.loads(one["lines"]) if x["did"] == "sent"]
        if sent:
            told[one["code"]] = sent
    assert told == issued
    states = {one["state"] for one in judged.ask("SELECT state FROM run")}
    assert states == {"done", "warning"}


def test_each_day_had_one_run_and_none_on_a_day_of_rest(judged: Judged) -> None:
    rows = judged.ask("SELECT day, started_at FROM run")
    assert len({one["day"] for one in rows}) == len(rows) > 100
    assert all(is_working("GB", date.fromisoformat(one["day"])) for one in rows)
    assert all(datetime.fromisoformat(one["started_at"]).hour == 9 for one in rows)


# What the owner was told


def test_on_every_look_every_open_item_was_chased_or_had_its_reason(judged: Judged) -> None:
    assert len(judged.year.looks) > 70
    assert judged.year.unaccounted == []


def test_the_year_in_a_table(judged: Judged, capsys: pytest.CaptureFixture[str]) -> None:
    """Printed for whoever looks after the ladders: what each step brought, and what held one up."""
    sent = Counter((one["tone"], _by(one)) for one in judged.lines)
    last = {key: steps[-1]["tone"] for key, steps in judged.of_items().items()}
    settled = judged.ask("""
        SELECT item.id FROM due_item item WHERE item.amount =
            (SELECT sum(amount) FROM allocation WHERE item_id = item.id)
    """)
    brought = Counter(last.get(one["id"], "") for one in settled)
    why = Counter(one.code for made in judged.year.looks for one in made.rest)
    rows = [f"{tone:9} {_three(sent, tone)}  paid after it {brought[tone]:4}" for tone in Tone]
    (invoices,) = judged.ask("SELECT count(*) AS many FROM invoice")
    with capsys.disabled():
        print(
            "",
            f"A year of {CLIENTS} clients in a book: {invoices['many']} invoices,"
            f" {len(judged.year.looks)} looks, {judged.year.events['runs']} runs",
            f"  paid without a reminder: {brought['']}",
            "  reminders   owner  by itself  called",
            *(f"  {row}" for row in rows),
            *(f"  left alone, {code:20} {times:7}" for code, times in why.most_common()),
            *(f"  left to the owner, {code:23} {x:4}"
              for code, x in judged.year.left.most_common()),
            sep="\n",
        )  # fmt: skip
    assert sum(sent.values()) == len(judged.lines)
    assert sum(brought.values()) == len(settled)


def _by(one: Any) -> str:  # noqa: ANN401 - a row
    if one["channel"] == "phone":
        return "called"
    return "by itself" if one["unattended"] else "owner"


def _three(sent: Mapping[tuple[str, str], int], tone: Tone) -> str:
    return "".join(f"{sent[tone, by]:8}" for by in ("owner", "by itself", "called"))
