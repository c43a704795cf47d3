"""What the owner lets the program do by itself: which levels of which ladders, and how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.automation import Automation, Held
from dunning_desktop.domain.errors import InvalidField, NotFound
from dunning_desktop.domain.policy import Channel, DunningLevel, DunningPolicy
from dunning_desktop.usecases.freshness import known_to
from dunning_desktop.usecases.issue import can_withdraw
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.run_rows import Run, StartedBy
from dunning_desktop.usecases.runs import no_mail, refusal, rehearse

SHOWN_RUNS = 30
TOUCHED = frozenset({Touched.RUNS, Touched.REMINDERS})


@dataclass(frozen=True, slots=True)
class Step:
    """A level of a ladder. ``former``: only items under way on an earlier version come to it."""

    level: DunningLevel
    former: bool = False


@dataclass(frozen=True, slots=True)
class LadderSteps:
    """A ladder by the id of its newest version, and its steps by their days.

    A step counts as unattended where it is so in any version. ``holds``: it is that of Settings;
    ``retired``: it is offered no more, but items are under way on it.
    """

    policy_id: int
    name: str
    steps: tuple[Step, ...]
    holds: bool = False
    retired: bool = False


@dataclass(frozen=True, slots=True)
class ByItself:
    """How the book works by itself: all that Settings shows of it."""

    automation: Automation
    ladders: tuple[LadderSteps, ...]
    runs: tuple[Run, ...]
    known_to: date | None = None
    no_mail: Held | None = None

    @property
    def allowed(self) -> int:
        """How many levels may go unattended."""
        steps = (step for ladder in self.ladders for step in ladder.steps)
        return sum(step.level.unattended for step in steps)


def by_itself(office: Office) -> ByItself:
    """How the book works by itself, and its newest runs."""
    with office.read() as ledger:
        return ByItself(
            automation=ledger.runs.automation(),
            ladders=_ladders(ledger),
            runs=tuple(ledger.runs.latest(SHOWN_RUNS)),
            known_to=known_to(ledger, office.clock.today()),
            no_mail=no_mail(ledger, office),
        )


def _ladders(ledger: Ledger) -> tuple[LadderSteps, ...]:
    """Those that are offered, and those under way; that of Settings first."""
    policies = ledger.parties.policies()
    chosen = ledger.parties.business().policy_id
    found = []
    for root in dict.fromkeys(one.root for one in policies.values()):
        versions = _versions(policies, root)
        ids = [one.id for one in versions]
        if not versions[0].retired or ledger.parties.under_way(ids):
            found.append(_steps(versions, holds=chosen in ids))
    return tuple(sorted(found, key=lambda one: not one.holds))


def _versions(policies: Mapping[int, DunningPolicy], root: int) -> list[DunningPolicy]:
    """All versions of a ladder, the newest first."""
    versions = [one for one in policies.values() if one.root == root]
    return sorted(versions, key=lambda one: one.version, reverse=True)


def _steps(versions: Sequence[DunningPolicy], *, holds: bool) -> LadderSteps:
    newest = versions[0]
    free = {level.day for one in versions for level in one.levels if level.unattended}
    steps = {
        level.day: Step(replace(level, unattended=level.day in free)) for level in newest.levels
    }
    for one in versions[1:]:
        for level in one.levels:
            # Else nobody could take back any more what it was once allowed.
            if level.day in free:
                steps.setdefault(level.day, Step(replace(level, unattended=True), former=True))
    ordered = tuple(steps[day] for day in sorted(steps))
    return LadderSteps(newest.id, newest.name, ordered, holds=holds, retired=newest.retired)


def let_unattended(
    office: Office, policy_id: int, level_day: int, *, unattended: bool
) -> Outcome[bool]:
    """Let a level go by itself, or no longer, in every version of its ladder; what held before.

    ``level_day`` is the level's day. Raises ``NotFound`` where the ladder has no such level, and
    ``InvalidField`` (``level``, ``phone``) for one at which a person calls.
    """
    with office.write() as ledger:
        policies = ledger.parties.policies()
        if policy_id not in policies:
            raise NotFound(kind="policy", key=policy_id)
        versions = _versions(policies, policies[policy_id].root)
        levels = [one for it in versions for one in it.levels if one.day == level_day]
        if not levels:
            raise NotFound(kind="level", key=level_day)
        if unattended and levels[0].channel is Channel.PHONE:
            raise InvalidField(field="level", reason="phone")
        ledger.parties.let_go_unattended(
            [one.id for one in versions], level_day, unattended=unattended
        )
        ledger.diary.note(
            AuditCode.AUTOMATION_CHANGED,
            at=office.clock.now(),
            ladder=versions[0].name,
            level_day=level_day,
            unattended=unattended,
        )
    return Outcome(any(one.unattended for one in levels), TOUCHED)


def keep_limits(office: Office, limits: Automation) -> Outcome[Automation]:
    """Keep when runs begin and how far they may go; what held before.

    Whether it is on, and until when it drafts, stays as it is in the book.
    """
    with office.write() as ledger:
        before = ledger.runs.automation()
        kept = replace(
            limits, on=before.on, on_since=before.on_since, drafts_until=before.drafts_until
        )
        ledger.runs.save_automation(kept)
        ledger.diary.note(AuditCode.AUTOMATION_CHANGED, at=office.clock.now(), on=kept.on)
    return Outcome(before, frozenset({Touched.RUNS}))


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a run would do, and why none would begin at this moment: a code of ``RunRefused``."""

    run: Run
    refused: str = ""


def rehearsal(office: Office) -> Rehearsal:
    """Exactly what a run would do if it began now; nothing is written."""
    with office.read() as ledger:
        refused = refusal(ledger, office, StartedBy.WINDOW)
    return Rehearsal(rehearse(office), refused)


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of the reminders of a run: how many still stand, how many can be taken back."""

    standing: int = 0
    undoable: int = 0


def fate(office: Office, code: str) -> Fate:
    """What became of the reminders of the run with that code."""
    with office.read() as ledger:
        standing = ledger.chasing.of_run(code) if code else ()
        return Fate(len(standing), sum(can_withdraw(ledger, one) for one in standing))

