"""Cases: the clocks of letters before action, and which step may follow which, told as ledgers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.cases import (
    ALLOWED,
    ENDS,
    OVER,
    Case,
    CaseState,
    CaseStep,
    StepKind,
    StepRefused,
    blocks_of,
    case_standing,
    check_step,
)
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.pre_action import BUSINESS, PROTOCOL, Enclosure, LetterKind, letter_rule

FIRST = date(2026, 3, 2)
REASONS = {StepKind.NOT_WAITING: "They are moving away", StepKind.WRITTEN_OFF: "Dissolved"}


def _day(number: int) -> date:
    """The days of a ledger are counted from the day the case was opened."""
    return FIRST + timedelta(days=number)


def _case(ledger: str, *, protocol: bool = False) -> Case:
    """``3 letter`` or ``3 letter 5``: made on day 3, posted on day 5."""
    steps = []
    for line in ledger.strip().splitlines():
        number, name, *posted = line.split()
        kind = StepKind(name)
        steps.append(
            CaseStep(
                kind,
                _day(int(number)),
                reason=REASONS.get(kind, ""),
                posted_on=_day(int(posted[0])) if posted else None,
            )
        )
    rule = PROTOCOL if protocol else BUSINESS
    return Case(1, frozenset({7, 9}), FIRST, rule, tuple(steps))


def _said(case: Case, number: int) -> str:
    stands = case_standing(case, _day(number))
    until = f" {(stands.until - FIRST).days}" if stands.until else ""
    return f"{stands.state.value}{until}"


@pytest.mark.parametrize(
    ("ledger", "protocol", "said"),
    [
        ("", False, {0: "preparing", 400: "preparing"}),
        # The clock begins when the letter is posted, not when it is made.
        ("3 letter", False, {2: "preparing", 3: "letter-made", 90: "letter-made"}),
        ("3 letter 5", False, {4: "letter-made", 5: "waiting 19", 20: "ready 19"}),
        ("3 letter 5", False, {19: "waiting 19"}),
        ("3 letter 5", True, {5: "waiting 35", 35: "waiting 35", 36: "ready 35"}),
        # An answer gives the time of the protocol from the day it came; never less than before.
        ("0 letter 0\n5 answered", True, {4: "waiting 30", 5: "waiting 35", 36: "ready 35"}),
        ("0 letter 0\n5 answered", False, {5: "waiting 19"}),
        # Papers that were asked for stop the clock until they were sent.
        ("0 letter 0\n5 asked-for-papers", True, {5: "waiting", 300: "waiting"}),
        (
            "0 letter 0\n5 asked-for-papers\n40 papers-sent",
            True,
            {39: "waiting", 40: "waiting 70", 71: "ready 70"},
        ),
        # Talks that failed give their notice.
        ("0 letter 0\n60 talks-failed", True, {59: "ready 30", 60: "waiting 74", 75: "ready 74"}),
        # The owner does not wait; an answer that comes all the same sets the clock anew.
        ("0 letter 0\n3 not-waiting", True, {2: "waiting 30", 3: "ready 30"}),
        ("0 letter 0\n3 not-waiting\n4 answered", True, {4: "waiting 34"}),
        ("0 not-waiting", True, {0: "ready"}),
        # Away, and over.
        ("0 letter 0\n15 handed-over", False, {14: "waiting 14", 15: "handed-over 14"}),
        ("0 letter 0\n15 to-court\n90 paid", False, {15: "in-court 14", 90: "paid"}),
        ("0 handed-over\n9 recalled", False, {8: "handed-over", 9: "recalled"}),
        ("0 written-off", False, {0: "written-off"}),
    ],
)
def test_how_a_case_stands(ledger: str, protocol: bool, said: dict[int, str]) -> None:
    case = _case(ledger, protocol=protocol)
    assert {number: _said(case, number) for number in said} == said


def test_a_step_that_was_taken_back_never_was() -> None:
    case = _case("0 letter 0\n15 handed-over")
    taken_back = replace(case.steps[1], withdrawn=True)
    assert _said(replace(case, steps=(case.steps[0], taken_back)), 15) == "ready 14"


@pytest.mark.parametrize(
    ("ledger", "step", "day", "until"),
    [
        ("0 letter 0", StepKind.HANDED_OVER, 14, 14),
        ("0 letter 0", StepKind.TO_COURT, 14, 14),
        ("0 letter", StepKind.HANDED_OVER, 50, None),
        ("", StepKind.TO_COURT, 50, None),
        ("", StepKind.ANSWERED, 1, None),
        ("0 letter 0", StepKind.LETTER, 3, 14),
        ("0 paid", StepKind.HANDED_OVER, 1, None),
        ("0 handed-over", StepKind.LETTER, 1, None),
    ],
)
def test_what_a_case_does_not_allow(
    ledger: str, step: StepKind, day: int, until: int | None
) -> None:
    wanted = CaseStep(step, _day(day), reason=REASONS.get(step, ""))
    with pytest.raises(StepRefused) as error:
        check_step(_case(ledger), wanted, _day(day))
    assert error.value.data["step"] == step.value
    assert error.value.data["until"] == ("" if until is None else _day(until).isoformat())


@pytest.mark.parametrize(
    ("ledger", "step", "day"),
    [
        ("0 letter 0", StepKind.HANDED_OVER, 15),
        ("0 letter 0\n2 not-waiting", StepKind.HANDED_OVER, 2),
        ("", StepKind.HANDED_OVER, 0),
        ("0 letter 0", StepKind.ANSWERED, 20),
        ("0 letter 0", StepKind.PAID, 3),
        ("0 handed-over", StepKind.TO_COURT, 30),
        ("0 letter 0", StepKind.LETTER, 15),
    ],
)
def test_what_it_allows(ledger: str, step: StepKind, day: int) -> None:
    wanted = CaseStep(step, _day(day), reason=REASONS.get(step, ""))
    check_step(_case(ledger), wanted, _day(day))


def test_the_days_of_steps_go_forward() -> None:
    case = _case("5 letter 5")
    for day, today, reason in ((4, 9, "before"), (10, 9, "future")):
        with pytest.raises(InvalidField) as error:
            check_step(case, CaseStep(StepKind.PAID, _day(day)), _day(today))
        assert error.value.data["reason"] == reason


@pytest.mark.parametrize("kind", [StepKind.NOT_WAITING, StepKind.WRITTEN_OFF])
def test_who_does_not_wait_or_gives_up_says_why(kind: StepKind) -> None:
    with pytest.raises(InvalidField):
        CaseStep(kind, FIRST, reason="  ")


@pytest.mark.parametrize(
    ("ledger", "kind"),
    [
        ("", BlockKind.CASE),
        ("0 letter 0", BlockKind.CASE),
        ("0 handed-over", BlockKind.HANDED_OVER),
        ("0 letter 0\n15 to-court", BlockKind.IN_COURT),
        ("0 written-off", BlockKind.WRITTEN_OFF),
        ("0 settled", BlockKind.WRITTEN_OFF),
        ("0 handed-over\n9 recalled", None),
    ],
)
def test_nothing_of_it_is_chased(ledger: str, kind: BlockKind | None) -> None:
    case = _case(ledger)
    blocks = blocks_of(case, case_standing(case, _day(20)))
    wanted = {(kind, 7), (kind, 9)} if kind else set()
    assert {(one.kind, one.item_id) for one in blocks} == wanted
    assert all(one.holds_on(_day(500)) for one in blocks)


@given(
    choices=st.lists(
        st.tuples(st.sampled_from(list(StepKind)), st.integers(0, 40), st.booleans()), max_size=12
    ),
    protocol=st.booleans(),
)
def test_no_way_leads_past_the_clock(
    choices: list[tuple[StepKind, int, bool]],
    protocol: bool,
) -> None:
    """Whatever steps are allowed: nothing leaves the house while a clock runs, unless waived."""
    case = Case(1, frozenset({7}), FIRST, PROTOCOL if protocol else BUSINESS)
    day = FIRST
    for kind, later, posted in choices:
        day += timedelta(days=later)
        step = CaseStep(
            kind, day, reason=REASONS.get(kind, ""), posted_on=day if posted else None
        )
        before = case_standing(case, day)
        try:
            check_step(case, step, day)
        except StepRefused:
            assert before.state not in ALLOWED[kind]
            continue
        if kind in {StepKind.HANDED_OVER, StepKind.TO_COURT} and before.waived is None:
            letters = [one for one in case.taken if one.kind is StepKind.LETTER]
            given_days = case.rule.days
            for one in letters:
                assert one.posted_on is not None
                assert day > one.posted_on + timedelta(days=given_days)
            assert letters or kind is StepKind.HANDED_OVER or before.state is CaseState.HANDED_OVER
        assert before.state not in OVER
        case = replace(case, steps=(*case.steps, step))
        after = case_standing(case, day)
        assert kind not in ENDS or after.state in OVER
        assert after.is_open == (after.state not in OVER)


# Which letter


@pytest.mark.parametrize(
    ("jurisdiction", "debtor", "kind", "days", "by_post"),
    [
        ("GB", DebtorType.SOLE_TRADER, LetterKind.PROTOCOL, 30, True),
        ("GB", DebtorType.CONSUMER, LetterKind.PROTOCOL, 30, True),
        ("GB-EAW", DebtorType.SOLE_TRADER, LetterKind.PROTOCOL, 30, True),
        ("GB-WLS", DebtorType.CONSUMER, LetterKind.PROTOCOL, 30, True),
        ("GB", DebtorType.COMPANY, LetterKind.BUSINESS, 14, False),
        ("GB", DebtorType.PARTNERSHIP, LetterKind.BUSINESS, 14, False),
        ("GB", DebtorType.PUBLIC_AUTHORITY, LetterKind.BUSINESS, 14, False),
        ("GB-SCT", DebtorType.SOLE_TRADER, LetterKind.SCOTLAND, 14, False),
        ("GB-NIR", DebtorType.COMPANY, LetterKind.NORTHERN_IRELAND, 14, False),
        ("IE", DebtorType.COMPANY, LetterKind.IRELAND, 14, False),
        ("DE-BY", DebtorType.CONSUMER, LetterKind.GERMANY, 14, False),
        ("FR", DebtorType.CONSUMER, LetterKind.NEUTRAL, 14, False),
    ],
)
def test_which_letter_a_debtor_gets(
    jurisdiction: str,
    debtor: DebtorType,
    kind: LetterKind,
    days: int,
    by_post: bool,
) -> None:
    rule = letter_rule(jurisdiction, debtor)
    assert (rule.kind, rule.days, rule.by_post) == (kind, days, by_post)
    forms = tuple(Enclosure) if kind is LetterKind.PROTOCOL else ()
    assert rule.enclosures == forms
