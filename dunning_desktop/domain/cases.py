"""Cases: a debt on its way to an agency, a solicitor or a court, as the steps that were taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from dunning_desktop.domain.blocks import Block, BlockKind
from dunning_desktop.domain.calendar import add_days
from dunning_desktop.domain.errors import DunningError, InvalidField
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.pre_action import LetterRule


class CaseState(StrEnum):
    """How a case stands on a day; it follows from its steps."""

    PREPARING = "preparing"
    LETTER_MADE = "letter-made"
    WAITING = "waiting"
    READY = "ready"
    HANDED_OVER = "handed-over"
    IN_COURT = "in-court"
    PAID = "paid"
    SETTLED = "settled"
    WRITTEN_OFF = "written-off"
    RECALLED = "recalled"


class StepKind(StrEnum):
    """Something that was done in a case, or that the debtor did."""

    LETTER = "letter"
    ANSWERED = "answered"
    ASKED_FOR_PAPERS = "asked-for-papers"
    PAPERS_SENT = "papers-sent"
    TALKS_FAILED = "talks-failed"
    NOT_WAITING = "not-waiting"
    HANDED_OVER = "handed-over"
    TO_COURT = "to-court"
    PAID = "paid"
    SETTLED = "settled"
    WRITTEN_OFF = "written-off"
    RECALLED = "recalled"


OVER = frozenset(
    {CaseState.PAID, CaseState.SETTLED, CaseState.WRITTEN_OFF, CaseState.RECALLED}
)
"""Nothing more happens in such a case."""
ENDS: Mapping[StepKind, CaseState] = MappingProxyType(
    {
        StepKind.PAID: CaseState.PAID,
        StepKind.SETTLED: CaseState.SETTLED,
        StepKind.WRITTEN_OFF: CaseState.WRITTEN_OFF,
        StepKind.RECALLED: CaseState.RECALLED,
    }
)
_AWAY: Mapping[StepKind, CaseState] = MappingProxyType(
    {StepKind.HANDED_OVER: CaseState.HANDED_OVER, StepKind.TO_COURT: CaseState.IN_COURT}
)
_GONE: Mapping[StepKind, CaseState] = MappingProxyType({**ENDS, **_AWAY})
_ANSWERS = frozenset(
    {StepKind.ANSWERED, StepKind.ASKED_FOR_PAPERS, StepKind.PAPERS_SENT, StepKind.TALKS_FAILED}
)
_CLOCKED = frozenset({CaseState.WAITING, CaseState.READY})
_AT_HOME = frozenset({CaseState.PREPARING, CaseState.LETTER_MADE, *_CLOCKED})
_ALIVE = frozenset(CaseState) - OVER

ALLOWED: Mapping[StepKind, frozenset[CaseState]] = MappingProxyType(
    {
        StepKind.LETTER: frozenset({CaseState.PREPARING, CaseState.READY}),
        **dict.fromkeys(_ANSWERS, _CLOCKED),
        StepKind.NOT_WAITING: frozenset(
            {CaseState.PREPARING, CaseState.LETTER_MADE, CaseState.WAITING}
        ),
        # Whoever takes it over may send a letter of his own: before one was sent, no clock runs.
        StepKind.HANDED_OVER: frozenset({CaseState.PREPARING, CaseState.READY}),
        StepKind.TO_COURT: frozenset({CaseState.READY, CaseState.HANDED_OVER}),
        **dict.fromkeys(ENDS, _ALIVE),
    }
)
"""In which states of a case a step may be taken."""


class StepRefused(DunningError):
    """A step that the case does not allow now.

    Data: ``step``, ``state``, and ``until`` where its clock still runs.
    """

    code = "case-step"


@dataclass(frozen=True, slots=True)
class CaseStep:
    """One step of a case, on its day.

    ``until`` is the day a letter names, where it was chosen; ``reason`` is why the owner does not
    wait, writes off or takes a debt back. ``posted_on`` is the day a letter left, None while it
    lies there: its clock begins then.
    """

    kind: StepKind
    day: date
    reason: str = ""
    note: str = ""
    partner_id: int | None = None
    document_id: int | None = None
    amount: Money | None = None
    posted_on: date | None = None
    author: str = ""
    withdrawn: bool = False
    id: int = 0

    def __post_init__(self) -> None:
        if self.kind in {StepKind.NOT_WAITING, StepKind.WRITTEN_OFF} and not self.reason.strip():
            raise InvalidField(field="reason", reason="empty")
        if self.amount is not None and self.amount.minor <= 0:
            raise InvalidField(field="amount", reason="not-positive")


@dataclass(frozen=True, slots=True)
class Case:
    """A debt that is taken further: due items of one client, in one currency, and what was done.

    ``steps`` are in the order in which they were taken.
    """

    client_id: int
    item_ids: frozenset[int]
    opened_on: date
    rule: LetterRule
    steps: tuple[CaseStep, ...] = ()
    note: str = ""
    author: str = ""
    id: int = 0

    @property
    def taken(self) -> tuple[CaseStep, ...]:
        """The steps that were not taken back."""
        return tuple(one for one in self.steps if not one.withdrawn)


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """How a case stands on a day.

    ``until`` is the last day that the debtor has, while a clock runs or once it has run; ``since``
    the day the case has been in its state. ``waived``: the owner does not wait for the clock.
    """

    state: CaseState
    since: date
    until: date | None = None
    waived: CaseStep | None = None
    last: CaseStep | None = None
    allowed: frozenset[StepKind] = field(default_factory=frozenset)

    @property
    def is_open(self) -> bool:
        """Whether something may still happen in it."""
        return self.state not in OVER


def case_standing(case: Case, today: date) -> CaseStanding:
    """How the case stands; nothing of it is stored.

    The clock of a letter begins on the day it was posted. Each answer sets it anew: an answer gives
    the time of its law, papers that were asked for stop it until they were sent, and failed talks
    give their notice. Where the owner does not wait any more, with a reason, it counts as run.
    """
    steps = [one for one in case.taken if one.day <= today]
    last = steps[-1] if steps else None
    state, since, until = CaseState.PREPARING, case.opened_on, None
    waived = None
    for one in steps:
        if one.kind in _GONE:
            state, since = _GONE[one.kind], one.day
        elif one.kind is StepKind.NOT_WAITING:
            waived, since = one, one.day
        else:
            until, waived, since = _clock(case.rule, one, until, today), None, one.day
            state = _running(one, today)
    if state is CaseState.WAITING and until is not None and today > until:
        state, since = CaseState.READY, add_days(until, 1)
    if waived is not None and state in _AT_HOME:
        state = CaseState.READY
    return CaseStanding(
        state,
        since,
        until if state in {*_CLOCKED, CaseState.HANDED_OVER, CaseState.IN_COURT} else None,
        waived,
        last,
        frozenset(kind for kind, states in ALLOWED.items() if state in states),
    )


def _posted_on(step: CaseStep, today: date) -> date | None:
    """The day on which a letter had left by then."""
    return step.posted_on if step.posted_on is not None and step.posted_on <= today else None


def _running(step: CaseStep, today: date) -> CaseState:
    unsent = step.kind is StepKind.LETTER and _posted_on(step, today) is None
    return CaseState.LETTER_MADE if unsent else CaseState.WAITING


def _clock(
    rule: LetterRule, step: CaseStep, until: date | None, today: date
) -> date | None:
    """The last day that the debtor has after a step; None while no day is set."""
    if step.kind is StepKind.LETTER:
        posted = _posted_on(step, today)
        return None if posted is None else add_days(posted, rule.days)
    if step.kind is StepKind.ASKED_FOR_PAPERS:
        return None
    given = {
        StepKind.ANSWERED: rule.answer_days,
        StepKind.PAPERS_SENT: rule.papers_days,
        StepKind.TALKS_FAILED: rule.notice_days,
    }[step.kind]
    return max(add_days(step.day, given), until or date.min)


def check_step(case: Case, step: CaseStep, today: date) -> None:
    """Refuse a step that the case does not allow on that day.

    Raises ``StepRefused``; ``InvalidField`` (``day``): ``future``, or ``before`` the case or its
    last step.
    """
    if step.day > today:
        raise InvalidField(field="day", reason="future")
    if step.day < max([case.opened_on, *(one.day for one in case.taken)]):
        raise InvalidField(field="day", reason="before")
    stands = case_standing(case, step.day)
    if step.kind not in stands.allowed:
        waiting = stands.state in {CaseState.WAITING, CaseState.LETTER_MADE}
        raise StepRefused(
            step=step.kind.value,
            state=stands.state.value,
            until=stands.until.isoformat() if waiting and stands.until else "",
        )


_BLOCKS: Mapping[CaseState, BlockKind] = MappingProxyType(
    {
        **dict.fromkeys(_AT_HOME, BlockKind.CASE),
        CaseState.HANDED_OVER: BlockKind.HANDED_OVER,
        CaseState.IN_COURT: BlockKind.IN_COURT,
        CaseState.PAID: BlockKind.CASE,
        CaseState.SETTLED: BlockKind.WRITTEN_OFF,
        CaseState.WRITTEN_OFF: BlockKind.WRITTEN_OFF,
    }
)


def blocks_of(case: Case, stands: CaseStanding) -> tuple[Block, ...]:
    """Nothing of a case is chased, but for one that was taken back.

    What was settled or written off stays let go.
    """
    if stands.state is CaseState.RECALLED:
        return ()
    kind = _BLOCKS[stands.state]
    return tuple(
        Block(kind, case.client_id, case.opened_on, item_id=item_id)
        for item_id in sorted(case.item_ids)
    )


def open_of(cases: Iterable[tuple[Case, CaseStanding]]) -> Sequence[tuple[Case, CaseStanding]]:
    """Those in which something may still happen."""
    return [one for one in cases if one[1].is_open]
