"""Months of agreements, judged every evening by the rows of the book they were lived in.

Each law is worked out here once more from the rows alone, in a few plain lines.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.plans import PlanState
from dunning_desktop.domain.promises import PromiseState
from dunning_desktop.usecases.agreement_cards import agreements_of
from dunning_desktop.usecases.owed import client_owed
from dunning_desktop.usecases.plan_views import plans_of
from tests.helpers.agreeing_year import AgreeingYear
from tests.helpers.books import open_book

pytestmark = pytest.mark.slow

SEEDS = (3, 4)
DAYS = 45
GRACE = timedelta(days=2)
A_DAY = timedelta(days=1)
EXEMPT = {DebtorType.CONSUMER, DebtorType.SOLE_TRADER, DebtorType.PARTNERSHIP}


@dataclass
class Judge:
    """Looks at the book each evening."""

    year: AgreeingYear
    first_due: dict[int, str] | None = None

    def judge(self) -> None:
        """Everything that holds on any day."""
        self.first_due_days_never_change()
        self.no_more_is_settled_than_there_is()
        self.promises_are_as_the_money_says()
        self.plans_are_as_the_money_says()
        if self.year.today.toordinal() % 3 == 0:
            self.interest_is_the_sum_of_its_days()

    def ask(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """What the file itself answers."""
        return self.year.ask(sql, *values)

    # Reminders

    def left_alone(self) -> set[tuple[int, int | None]]:
        """Clients, or their items, that nothing may be sent to today."""
        today = self.year.today.isoformat()
        rows = self.ask(
            "SELECT client_id, item_id FROM block "
            "WHERE start <= :today AND coalesce(until, :today) >= :today "
            "UNION SELECT client_id, item_id FROM dispute "
            "WHERE NOT withdrawn AND amount IS NULL AND closed_on IS NULL "
            "UNION SELECT client_id, NULL FROM offer "
            "WHERE state = 'open' AND dispute_id IS NULL AND expires_on >= :today",
            {"today": today},
        )
        found = {(one["client_id"], one["item_id"]) for one in rows}
        for one in self.ask("SELECT * FROM promise WHERE NOT withdrawn"):
            if self._promise(one)[0] is PromiseState.OPEN:
                found.add((one["client_id"], one["item_id"]))
        for plan in self.ask("SELECT * FROM plan"):
            if self._plan(plan)[0] in {PlanState.OFFERED, PlanState.RUNNING, PlanState.LATE}:
                found |= {(plan["client_id"], row["item_id"]) for row in self._plan_items(plan)}
        return found

    # Money

    def first_due_days_never_change(self) -> None:
        rows = self.ask("SELECT id, original_due FROM due_item")
        now = {one["id"]: one["original_due"] for one in rows}
        assert self.first_due in (None, now)
        self.first_due = now

    def no_more_is_settled_than_there_is(self) -> None:
        for table, link in (
            ("due_item", "item_id"),
            ("payment", "payment_id"),
            ("credit_note", "credit_note_id"),
            ("charge", "charge_id"),
        ):
            over = self.ask(
                f"SELECT * FROM {table} one WHERE amount < "
                f"(SELECT sum(amount) FROM allocation WHERE allocation.{link} = one.id)"
            )
            assert not over, (table, [tuple(one) for one in over])

    # Promises

    def promises_are_as_the_money_says(self) -> None:
        for client_id in self.year.clients:
            for stands in agreements_of(self.year.book.office, client_id).promises:
                [row] = self.ask("SELECT * FROM promise WHERE id = ?", stands.promise.id)
                assert (stands.state, stands.came.minor) == self._promise(row), stands

    def _promise(self, wanted: sqlite3.Row) -> tuple[PromiseState, int]:
        """Of those on the same thing the one whose day comes first takes money first."""
        same = self.ask(
            "SELECT * FROM promise WHERE client_id = ? AND item_id IS ? AND NOT withdrawn "
            "ORDER BY day, made_on, id",
            wanted["client_id"],
            wanted["item_id"],
        )
        came = {one["id"]: 0 for one in same}
        for day, minor in self._received(wanted["client_id"], wanted["item_id"]):
            left = minor
            for one in same:
                last = date.fromisoformat(one["day"]) + GRACE
                if one["made_on"] <= day and date.fromisoformat(day) <= last:
                    some = min(left, one["amount"] - came[one["id"]])
                    came[one["id"]] += some
                    left -= some
        paid, last = came[wanted["id"]], date.fromisoformat(wanted["day"]) + GRACE
        if paid == wanted["amount"]:
            return PromiseState.KEPT, paid
        if self.year.today <= last:
            return PromiseState.OPEN, paid
        return PromiseState.PART_KEPT if paid else PromiseState.BROKEN, paid

    def _received(self, client_id: int, item_id: int | None) -> list[tuple[str, int]]:
        if item_id is None:
            rows = self.ask(
                "SELECT received AS day, amount FROM payment WHERE client_id = ? "
                "ORDER BY received, id",
                client_id,
            )
        else:
            rows = self.ask(
                "SELECT day, amount FROM allocation LEFT JOIN (SELECT id AS charge, item_id AS of "
                "FROM charge) ON charge = charge_id WHERE coalesce(item_id, of) = ? "
                "AND payment_id IS NOT NULL ORDER BY day, allocation.id",
                item_id,
            )
        return [(one["day"], one["amount"]) for one in rows]

    # Plans

    def plans_are_as_the_money_says(self) -> None:
        for client_id, debtor in self.year.clients.items():
            for row in plans_of(self.year.book.office, client_id):
                [plan] = self.ask("SELECT * FROM plan WHERE id = ?", row.plan.id)
                state, paid = self._plan(plan)
                assert (row.stands.state, row.stands.paid.minor) == (state, paid), row.stands
                self._check_schedule(plan, debtor)

    def _check_schedule(self, plan: sqlite3.Row, debtor: DebtorType) -> None:
        parts = self._instalments(plan)
        assert sum(one["amount"] for one in parts) == plan["total"]
        assert sum(one["amount"] for one in self._plan_items(plan)) == plan["total"]
        if debtor in EXEMPT:
            agreed = date.fromisoformat(plan["accepted_on"] or plan["offered_on"])
            last = date.fromisoformat(parts[-1]["due"])
            assert len(parts) <= 12
            assert last < agreed.replace(year=agreed.year + 1)
            assert not plan["interest"]

    def _plan(self, plan: sqlite3.Row) -> tuple[PlanState, int]:
        """Its state and what was paid of it, from the rows alone."""
        today = self.year.today
        came = self._since(plan)
        paid = min(sum(minor for _, minor in came), plan["total"])
        if plan["cancelled_on"] is not None:
            return PlanState.CANCELLED, paid
        if plan["accepted_on"] is None:
            answer = plan["answer_by"]
            lapsed = answer is not None and answer < today.isoformat()
            return PlanState.LAPSED if lapsed else PlanState.OFFERED, paid
        if paid == plan["total"]:
            return PlanState.COMPLETED, paid
        if self._default(plan, came) is not None:
            return PlanState.DEFAULTED, paid
        due = sum(
            one["amount"] for one in self._instalments(plan) if one["due"] < today.isoformat()
        )
        return PlanState.LATE if paid < due else PlanState.RUNNING, paid

    def _default(self, plan: sqlite3.Row, came: Sequence[tuple[str, int]]) -> date | None:
        due = 0
        for one in self._instalments(plan):
            due += one["amount"]
            last = date.fromisoformat(one["due"]) + timedelta(days=plan["grace_days"])
            if last >= self.year.today:
                return None
            if sum(minor for day, minor in came if day <= last.isoformat()) < due:
                return last + A_DAY
        return None

    def _since(self, plan: sqlite3.Row) -> list[tuple[str, int]]:
        """What settled its items beyond what had before it was made."""
        found = []
        for item in self._plan_items(plan):
            before = item["settled"]
            for one in self.ask(
                "SELECT day, amount FROM allocation WHERE item_id = ? ORDER BY day, id",
                item["item_id"],
            ):
                counts = max(one["amount"] - before, 0)
                before = max(before - one["amount"], 0)
                if counts and one["day"] <= self.year.today.isoformat():
                    found.append((one["day"], counts))
        return sorted(found)

    def _instalments(self, plan: sqlite3.Row) -> list[sqlite3.Row]:
        return self.ask("SELECT * FROM instalment WHERE plan_id = ? ORDER BY due", plan["id"])

    def _plan_items(self, plan: sqlite3.Row) -> list[sqlite3.Row]:
        return self.ask("SELECT * FROM plan_item WHERE plan_id = ?", plan["id"])

    # Interest

    def interest_is_the_sum_of_its_days(self) -> None:
        """At the rate that was found, on what was open each day, but for the days it rested."""
        for client_id, debtor in self.year.clients.items():
            if debtor in {DebtorType.CONSUMER, DebtorType.PUBLIC_AUTHORITY}:
                # The one owes none; to the other the law gives other days.
                continue
            for owed in client_owed(self.year.book.office, client_id).items:
                interest = owed.claim.interest
                if interest is None:
                    continue
                found = interest.total.amount
                wanted = self._interest(client_id, owed.item.item_id, interest.percent)
                cents = Decimal("0.01") * (len(interest.segments) + 1)
                assert abs(found - wanted) <= cents, (owed.item.number, found, wanted)

    def _interest(self, client_id: int, item_id: int, percent: Decimal) -> Decimal:
        [item] = self.ask("SELECT * FROM due_item WHERE id = ?", item_id)
        settled = self.ask("SELECT day, amount FROM allocation WHERE item_id = ?", item_id)
        due, rested = self._clock(item)
        frozen = {*rested, *self._frozen(client_id, item_id)}
        total, day = Decimal(0), due + A_DAY
        while day <= self.year.today:
            if day not in frozen:
                paid = sum(one["amount"] for one in settled if one["day"] < day.isoformat())
                total += Decimal(item["amount"] - paid) / 100 * percent / 100 / 365
            day += A_DAY
        return total

    def _clock(self, item: sqlite3.Row) -> tuple[date, set[date]]:
        """The last day for payment in law, and the days of more time on which it rested."""
        due, rested = date.fromisoformat(item["original_due"]), set[date]()
        for one in self.ask(
            "SELECT * FROM extension WHERE item_id = ? AND NOT withdrawn AND interest = 'rests' "
            "ORDER BY id",
            item["id"],
        ):
            made, until = date.fromisoformat(one["made_on"]), date.fromisoformat(one["new_due"])
            if made <= due:
                due = until
            else:
                rested |= set(_days(made + A_DAY, until))
        return due, rested

    def _frozen(self, client_id: int, item_id: int) -> set[date]:
        found: set[date] = set()
        for one in self.ask(
            "SELECT * FROM block WHERE kind = 'breathing-space' AND client_id = ? "
            "AND coalesce(item_id, ?) = ?",
            client_id,
            item_id,
            item_id,
        ):
            until = date.fromisoformat(one["until"]) if one["until"] else self.year.today
            found |= set(_days(date.fromisoformat(one["start"]), until))
        for plan in self.ask(
            "SELECT plan.* FROM plan JOIN plan_item ON plan_item.plan_id = plan.id "
            "WHERE item_id = ? AND NOT interest AND accepted_on IS NOT NULL",
            item_id,
        ):
            found |= set(_days(date.fromisoformat(plan["accepted_on"]), self._kept_until(plan)))
        return found

    def _kept_until(self, plan: sqlite3.Row) -> date:
        """The last day on which a plan was kept, today where it still is."""
        came, ends = self._since(plan), [self.year.today]
        broken = self._default(plan, came)
        if broken is not None:
            ends.append(broken - A_DAY)
        if plan["cancelled_on"] is not None:
            ends.append(date.fromisoformat(plan["cancelled_on"]) - A_DAY)
        if sum(minor for _, minor in came) >= plan["total"]:
            ends.append(date.fromisoformat(came[-1][0]))
        return min(ends)


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += A_DAY


class _Watchful(AgreeingYear):
    """Whom nothing may be sent to is known before anything is sent."""

    judge: Judge

    def _send(self) -> None:
        left_alone = self.judge.left_alone()
        disputed = self.ask(
            "SELECT item_id, sum(amount) AS amount FROM dispute WHERE NOT withdrawn "
            "AND closed_on IS NULL AND amount IS NOT NULL GROUP BY item_id"
        )
        parts = {one["item_id"]: one["amount"] for one in disputed}
        [before] = self.ask("SELECT coalesce(max(id), 0) AS id FROM reminder_line")
        super()._send()
        for line in self.ask(
            "SELECT line.*, reminder.client_id FROM reminder_line line JOIN reminder "
            "ON reminder.id = reminder_id WHERE line.id > ?",
            before["id"],
        ):
            assert (line["client_id"], None) not in left_alone, tuple(line)
            assert (line["client_id"], line["item_id"]) not in left_alone, tuple(line)
            [item] = self.ask(
                "SELECT amount - coalesce((SELECT sum(amount) FROM allocation "
                "WHERE item_id = due_item.id), 0) AS open FROM due_item WHERE id = ?",
                line["item_id"],
            )
            part = parts.get(line["item_id"], 0)
            assert (line["open"], line["disputed"]) == (item["open"], part), tuple(line)


def live(folder: Path, seed: int, *, days: int = DAYS) -> AgreeingYear:
    """Live through it, judged every evening."""
    with open_book(folder) as book:
        year = _Watchful(book, Random(seed))
        year.judge = Judge(year)
        year.check = year.judge.judge
        return year.live(days)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_law_holds_on_every_day(tmp_path: Path, seed: int) -> None:
    year = live(tmp_path, seed)
    # A year in which nothing happens proves nothing.
    for verb in ("pay", "promise", "time", "instalments", "instalment", "dispute", "close"):
        assert year.did[verb], year.did
    assert year.did["reminders"] > 20
    assert year.did["undone"] > 5
    again = [one.chases for _, one in year.proposals if one.chases]
    assert not again, "planning again right after issuing proposes nothing"
