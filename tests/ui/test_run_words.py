"""Words for runs: every reason, every end, and a notification that names nobody."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from PySide6.QtWidgets import QApplication

from dunning_desktop.domain.automation import Automation, Held
from dunning_desktop.domain.errors import InvalidField, RunRefused
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Channel, ChargeRule, DunningLevel, Tone
from dunning_desktop.host.errors import ScheduleError
from dunning_desktop.ui.look.icons import drawn
from dunning_desktop.ui.text import automation as settings_words
from dunning_desktop.ui.text import runs as words
from dunning_desktop.ui.text import today as today_words
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.usecases.automation import Step
from dunning_desktop.usecases.run_rows import Did, Run, RunLine, RunMode, RunState, StartedBy
from dunning_desktop.usecases.today_rows import Task, TaskRow

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = NOON.date()
REFUSALS = ("off", "quiet", "rest-day", "done-today", "elsewhere")


def line(did: Did = Did.SENT, channel: Channel = Channel.EMAIL, **parts: str) -> RunLine:
    return RunLine(
        did=did,
        client_id=1,
        client="Aldgate Joinery",
        tone=Tone.FRIENDLY,
        channel=channel,
        numbers=("A-1",),
        amounts=(Money(12_000, "GBP"),),
        **parts,
    )


def a_run(*lines: RunLine, **parts: object) -> Run:
    made = Run(
        day=TODAY,
        started_at=NOON,
        started_by=StartedBy.WINDOW,
        mode=RunMode.SENDS,
        state=RunState.DONE,
        lines=lines,
    )
    return replace(made, **parts)  # type: ignore[arg-type]


def readable(text: str) -> bool:
    return bool(text) and not re.search(r"[{}]|\b[a-z]+-[a-z]+-[a-z]+\b", text)


def test_every_reason_to_leave_a_reminder_has_words_of_its_own() -> None:
    said = [words.held(one, "4") for one in Held]
    assert all(readable(one) for one in said)
    assert len(set(said)) == len(Held)
    assert words.held(Held.PAYMENTS_STALE, "12").startswith("Payments are 12 days old")
    assert words.held(Held.PAYMENTS_STALE).startswith("No payment is known yet")


@pytest.mark.parametrize(
    ("why", "detail", "said"),
    [
        ("proposal-outdated", "", "Something changed meanwhile: look at it again"),
        ("mail", Fault.LOGIN.value, "User name or password not accepted"),
        ("invalid-field", "form", "Its address cannot be written to"),
        ("bug", "ZeroDivisionError", "A fault in the program: it could not be made"),
        ("never-heard-of", "", "It was not made"),
        ("", "", ""),
    ],
)
def test_why_one_could_not_be_made(why: str, detail: str, said: str) -> None:
    assert words.why(line(Did.FAILED, why=why, detail=detail)) == said


def test_every_end_starter_and_outcome_has_words_and_a_picture(qapp: QApplication) -> None:
    said = [words.run_state(one) for one in RunState]
    said += [words.started_by(one) for one in StartedBy] + [words.did(one) for one in Did]
    assert all(readable(one) for one in said)
    assert len(set(said)) == len(said)
    for icon, _colour in [*words.STATE_LOOKS.values(), *words.DID_LOOKS.values()]:
        assert not drawn(icon, "#000000", 16, 16).isNull()
    assert set(words.STATE_LOOKS) == set(RunState)
    assert set(words.DID_LOOKS) == set(Did)


def test_every_refusal_has_a_sentence() -> None:
    said = {sentence(RunRefused(reason=one, until="08:00")) for one in REFUSALS}
    assert len(said) == len(REFUSALS)
    assert all(readable(one) for one in said)


@pytest.mark.parametrize(
    "reason", ["not-offered", "refused", "not-written", "not-text", "not-kept", "not-removed"]
)
def test_every_trouble_of_the_timetable_has_a_sentence(reason: str) -> None:
    said = sentence(ScheduleError(reason=reason, detail="their words"))
    assert readable(said)
    assert "ScheduleError" not in said


@pytest.mark.parametrize(
    ("field", "value"),
    [("most_in_a_run", 0), ("most_in_a_day", 0), ("most_to_a_client", 0), ("stale_after", -1),
     ("at", time(20))],
)  # fmt: skip
def test_every_limit_that_cannot_be_has_a_sentence(field: str, value: object) -> None:
    with pytest.raises(InvalidField) as caught:
        replace(Automation(), **{field: value})  # type: ignore[arg-type]
    assert readable(sentence(caught.value))
    assert "did not work" not in sentence(caught.value)


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (a_run(), "Nothing was ready"),
        (a_run(line(), line(), line(Did.LEFT)), "Sent 2, left 1 to you"),
        (a_run(line(channel=Channel.LETTER)), "Made 1 letter"),
        (a_run(line(channel=Channel.EMAIL_AND_LETTER)), "Sent 1"),
        (a_run(line(Did.DRAFTED), mode=RunMode.DRAFTS), "Would have sent 1"),
        (a_run(line(), failed=1, state=RunState.WARNING), "Sent 1, 1 e-mail did not go"),
        (a_run(line(), line(), accepted=1, state=RunState.STOPPED),
         "Sent 2, 1 still waiting in the outbox"),
        (a_run(line(Did.FAILED), state=RunState.WARNING), "Could not make 1"),
    ],
)  # fmt: skip
def test_a_run_in_short(run: Run, said: str) -> None:
    assert words.in_short(run) == said


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (a_run(line(), line(Did.LEFT)), "The run sent 1 reminder and left 1 to you"),
        (a_run(line(), line()), "The run sent 2 reminders"),
        (a_run(line(Did.LEFT)), "The run sent nothing and left 1 reminder to you"),
        (a_run(), "The run found nothing to do"),
        (a_run(line(Did.DRAFTED), line(Did.LEFT), mode=RunMode.DRAFTS),
         "The run would have sent 1 reminder; nothing was sent"),
        (a_run(line(), state=RunState.INTERRUPTED), "The run was cut off: sent 1"),
        (a_run(state=RunState.STOPPED), "The run was stopped"),
        (a_run(state=RunState.RUNNING), "The run never came to its end"),
    ],
)  # fmt: skip
def test_a_run_at_length(run: Run, said: str) -> None:
    assert words.at_length(run) == said


def test_the_notification_counts_and_names_nobody() -> None:
    for state in RunState:
        title, text = words.notice(a_run(line(), line(Did.FAILED), line(Did.LEFT), state=state))
        assert title == "Reminders"
        assert "Aldgate" not in text
        assert "A-1" not in text
        assert "£" not in text
        assert re.search(r"\d", text)


def test_only_what_was_done_is_worth_telling() -> None:
    assert words.worth_telling(a_run(line()))
    assert words.worth_telling(a_run(line(Did.DRAFTED)))
    assert words.worth_telling(a_run(state=RunState.WARNING))
    assert not words.worth_telling(a_run())
    assert not words.worth_telling(a_run(line(Did.LEFT)))


def test_sums_are_told_by_outcome_and_currency() -> None:
    euro = replace(line(Did.LEFT), amounts=(Money(500, "EUR"), Money(100, "GBP")))
    assert words.totals_of([line(), euro]) == (
        "Sent: 1 (£120.00)  ·  Left to you: 1 (€5.00 + £1.00)"
    )
    draft = line(Did.DRAFTED)
    assert words.totals_of([draft], rehearsed=True) == "Would only tell you: 1 (£120.00)"
    assert words.totals_of([draft]) == "Would have sent: 1 (£120.00)"


def test_today_says_whose_run_it_was() -> None:
    def said(day: date) -> str:
        row = TaskRow(Task.RUN_DONE, 1, run=a_run(line(), day=day))
        return today_words.sentence(row, TODAY)

    assert said(TODAY) == "Today's run sent 1 reminder"
    assert said(date(2026, 11, 19)) == "Yesterday's run sent 1 reminder"
    assert said(date(2026, 11, 16)) == "The run of Mon 16 Nov sent 1 reminder"


def test_cautions_stand_where_a_level_is_final_or_asks_for_more() -> None:
    def caution(tone: Tone, charges: ChargeRule, channel: Channel = Channel.EMAIL) -> str:
        return settings_words.caution(DunningLevel(1, 3, tone, channel, charges=charges))

    assert caution(Tone.FRIENDLY, ChargeRule.NONE) == ""
    assert caution(Tone.FIRM, ChargeRule.SHOW) == ""
    said = {
        caution(Tone.FIRM, ChargeRule.DEMAND),
        caution(Tone.FINAL, ChargeRule.NONE),
        caution(Tone.FINAL, ChargeRule.DEMAND),
    }
    assert len(said) == 3
    assert all("better looked at" in one for one in said)
    assert caution(Tone.FINAL, ChargeRule.DEMAND, Channel.PHONE) == ""


def test_a_level_of_an_earlier_version_is_called_so() -> None:
    level = DunningLevel(1, 3, Tone.FRIENDLY, Channel.LETTER)
    assert settings_words.remark(Step(level, former=True)).endswith(
        "Only for invoices under way on an earlier version."
    )
