"""Runs nobody watches: the same guard and the same issue as the button, and a row of what was done.

A run is off until the owner switches it on, level by level; for its first thirty days it drafts.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from uuid import uuid4

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.automation import (
    A_WHILE,
    Allowed,
    Automation,
    Circumstances,
    Held,
    Left,
    allowed,
)
from dunning_desktop.domain.errors import DunningError, ProposalOutdated, RunRefused
from dunning_desktop.domain.mail_accounts import account_for
from dunning_desktop.domain.proposal import Chase
from dunning_desktop.usecases.delivery import TOUCHED as DELIVERY_TOUCHED
from dunning_desktop.usecases.delivery import Delivered, deliver
from dunning_desktop.usecases.dunning import Choice, review
from dunning_desktop.usecases.freshness import known_to
from dunning_desktop.usecases.issue import TOUCHED as ISSUE_TOUCHED
from dunning_desktop.usecases.issue import issue
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.listening import TOUCHED as LISTEN_TOUCHED
from dunning_desktop.usecases.listening import is_deaf, listen
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.patience import Pause, deliver_patiently
from dunning_desktop.usecases.plan_notices import TOUCHED as NOTICE_TOUCHED
from dunning_desktop.usecases.plan_notices import send_notices
from dunning_desktop.usecases.planning import plan_in
from dunning_desktop.usecases.ports import Progress
from dunning_desktop.usecases.run_notices import Word, words_now
from dunning_desktop.usecases.run_rows import Did, Run, RunLine, RunMode, RunState, StartedBy

TOUCHED = ISSUE_TOUCHED | NOTICE_TOUCHED | LISTEN_TOUCHED | DELIVERY_TOUCHED | {Touched.RUNS}
BUG = "bug"
# What cut a run off twice would do it again; the window must still open.
MOST_CUT_OFF = 2


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a run may do, with the names of the clients."""

    allowed: Allowed
    mode: RunMode
    names: dict[int, str]
    words: tuple[Word, ...]
    left_words: tuple[RunLine, ...]


def rehearse(office: Office) -> Run:
    """Exactly what a run would do if it began now, on or off; nothing is written."""
    with office.read() as ledger:
        made = _plan(ledger, office)
    now = office.clock.now()
    would = _would(made.mode)
    lines = [
        *(_line(one, made, would) for one in made.allowed.chases),
        *(one.line(would) for one in made.words),
    ]
    return Run(
        day=office.clock.today(),
        started_at=now,
        started_by=StartedBy.HAND,
        mode=made.mode,
        state=RunState.DONE,
        ended_at=now,
        lines=(*lines, *_left_lines(made)),
    )


def is_due(office: Office) -> bool:
    """Whether the run of the day is to begin: it is on, its time has come, and it was not yet.

    It is not, either, once that day's runs were cut off twice.
    """
    with office.read() as ledger:
        automation = ledger.runs.automation()
        if refusal(ledger, office, StartedBy.WINDOW) or _cut_off(ledger, office) >= MOST_CUT_OFF:
            return False
    return office.clock.now().astimezone().time() >= automation.at


def _cut_off(ledger: Ledger, office: Office) -> int:
    """How many of today's newest runs did not live to their end."""
    today, ended = office.clock.today(), {RunState.RUNNING, RunState.INTERRUPTED}
    return sum(one.day == today and one.state in ended for one in ledger.runs.latest(MOST_CUT_OFF))


def run(
    office: Office,
    started_by: StartedBy,
    *,
    progress: Progress | None = None,
    pause: Pause | None = None,
) -> Outcome[Run]:
    """Do what the owner allowed, and say so in a row of the book.

    Every reminder is issued by itself: one that cannot be made is skipped, and the run ends as a
    warning. With ``pause``, which sleeps for so many seconds, it waits until all of it went. Raises
    ``RunRefused`` with its ``reason`` where none is to begin.
    """
    with office.run_lock() as mine:
        if not mine:
            raise RunRefused(reason="elsewhere")
        with office.write() as ledger:
            # Whoever holds the lock knows that no other run is alive.
            ledger.runs.interrupt(at=office.clock.now())
        with office.write() as ledger:
            automation = ledger.runs.automation()
            refused = refusal(ledger, office, started_by)
            if refused:
                raise RunRefused(reason=refused, until=automation.quiet_until.isoformat("minutes"))
            begun = _begin(ledger, office, automation, started_by)
        done = _Work(replace(office, undo_time=timedelta()), begun, progress, pause).do()
    return Outcome(done, TOUCHED)


def refusal(ledger: Ledger, office: Office, started_by: StartedBy) -> str:
    """Why no run may begin now, as ``RunRefused`` has it; nothing where it may."""
    automation, today = ledger.runs.automation(), office.clock.today()
    if not automation.on:
        return "off"
    if automation.is_quiet(office.clock.now().astimezone().time()):
        return "quiet"
    if automation.rests and not office.is_working(ledger.parties.business().jurisdiction, today):
        return "rest-day"
    if started_by is not StartedBy.HAND and ledger.runs.ended_on(today):
        return "done-today"
    return ""


def _begin(
    ledger: Ledger, office: Office, automation: Automation, started_by: StartedBy
) -> Run:
    begun = Run(
        day=office.clock.today(),
        started_at=office.clock.now(),
        started_by=started_by,
        mode=_mode(automation, office),
        code=uuid4().hex,
    )
    return replace(begun, id=ledger.runs.open(begun))


def _mode(automation: Automation, office: Office) -> RunMode:
    drafts = automation.drafts_on(office.clock.today())
    return RunMode.DRAFTS if drafts else RunMode.SENDS


def _plan(ledger: Ledger, office: Office) -> _Plan:
    """The day's proposal, and what of it nobody has to look at."""
    automation = ledger.runs.automation()
    proposal = plan_in(ledger, office)
    clients = {one.client_id for one in proposal.chases}
    today = office.clock.today()
    now = Circumstances(
        sent_today=ledger.runs.sent_on(today),
        sent_lately=ledger.runs.sent_since(today - A_WHILE, clients),
        known_to=known_to(ledger, today),
        no_mail=no_mail(ledger, office),
    )
    names = {key: one.name for key, one in ledger.parties.clients(clients).items()}
    found = allowed(proposal, automation, now)
    words = words_now(ledger, office, automation, now, going=len(found.chases))
    return _Plan(
        found,
        _mode(automation, office),
        names,
        words=tuple(one for one in words if one.held is None),
        left_words=tuple(one.left() for one in words if one.held is not None),
    )


def no_mail(ledger: Ledger, office: Office) -> Held | None:
    """Why a run can send no e-mail; None where it can.

    With an inbox to be read that was not read for a day, an answer may lie there.
    """
    account = account_for(ledger.post.accounts())
    if account is None:
        return Held.NO_ACCOUNT
    if not account.sends_itself:
        return Held.BY_MAIL_PROGRAM
    if account.rests_at(office.clock.now()):
        return Held.SENDING_PAUSED
    deaf = office.postbox is not None and is_deaf(ledger, office.clock.now())
    return Held.INBOX_UNREAD if deaf else None


def _would(mode: RunMode) -> Did:
    return Did.SENT if mode is RunMode.SENDS else Did.DRAFTED


def _left_lines(made: _Plan) -> list[RunLine]:
    return [*(_left_line(one, made) for one in made.allowed.left), *made.left_words]


def _left_line(left: Left, made: _Plan) -> RunLine:
    detail = str(left.detail) if left.detail else ""
    return _line(left.chase, made, Did.LEFT, why=left.why.value, detail=detail)


def _line(chase: Chase, made: _Plan, did: Did, *, why: str = "", detail: str = "") -> RunLine:
    return RunLine(
        did=did,
        client_id=chase.client_id,
        client=made.names.get(chase.client_id, ""),
        tone=chase.level.tone,
        channel=chase.channel,
        numbers=tuple(one.number for one in chase.lines),
        amounts=chase.demanded,
        why=why,
        detail=detail,
    )


def _did(why: str) -> Did:
    """A client whose figures changed in mid-run is left to the next one: nothing went wrong."""
    if why == ProposalOutdated.code:
        return Did.LEFT
    return Did.FAILED if why else Did.SENT


class _Work:
    """One run, and how far it got."""

    def __init__(
        self, office: Office, begun: Run, progress: Progress | None, pause: Pause | None
    ) -> None:
        self.office = office
        self.pause = pause
        self.run = begun
        self.progress = progress
        self.stopped = False

    def do(self) -> Run:
        try:
            return self._do()
        except DunningError as error:
            self._end(RunState.WARNING, trouble=error.code)
            raise
        except BaseException as error:
            self._end(RunState.INTERRUPTED, trouble=type(error).__name__)
            raise

    def _do(self) -> Run:
        listen(self.office)
        with self.office.read() as ledger:
            made = _plan(ledger, self.office)
        if self.run.mode is RunMode.DRAFTS:
            self._note(_line(one, made, Did.DRAFTED) for one in made.allowed.chases)
            self._note(one.line(Did.DRAFTED) for one in made.words)
        stopped = self.run.mode is RunMode.SENDS and not self._issue_all(made)
        self._note(_left_lines(made))
        if stopped:
            # What was issued waits in the outbox; whoever wants to stop waits for no server.
            return self._end(RunState.STOPPED)
        state = self._judge(self._deliver())
        return self._end(RunState.STOPPED if self.stopped else state)

    def _issue_all(self, made: _Plan) -> bool:
        """One after the other, each a transaction of its own; False when it was stopped."""
        chases, words = made.allowed.chases, made.words
        for done, chase in enumerate(chases):
            if not self._goes_on(done, len(chases) + len(words)):
                return False
            why, detail = self._try(partial(self._issue, chase))
            self._note([_line(chase, made, _did(why), why=why, detail=detail)])
        for done, word in enumerate(words, len(chases)):
            if not self._goes_on(done, len(chases) + len(words)):
                return False
            why, detail = self._try(partial(send_notices, self.office, [word.notice]))
            self._note([word.line(_did(why), why=why, detail=detail)])
        return True

    def _issue(self, chase: Chase) -> None:
        prepared = review(self.office, [chase.client_id]).prepared
        if [one.chase for one in prepared] != [chase]:
            raise ProposalOutdated(client_ids=(chase.client_id,))
        choices = [Choice(one, one.words, one.chase.channel) for one in prepared]
        issue(self.office, choices, run=self.run.code, unattended=True)

    def _try(self, let_go: Callable[[], object]) -> tuple[str, str]:
        """Let one paper go out; what went wrong with it, if something did."""
        try:
            let_go()
        except DunningError as error:
            return error.code, str(error.data.get("reason", error.data.get("fault", "")))
        except Exception as error:
            # A bug in one letter must not keep the others from going out.
            logging.getLogger(__name__).exception("a reminder of a run could not be made")
            return BUG, type(error).__name__
        return "", ""

    def _deliver(self) -> Delivered | None:
        """Send what it issued, and what waits from before; it can be stopped between two."""
        if self.run.mode is RunMode.DRAFTS:
            return None
        if self.pause is None:
            return deliver(self.office, progress=self._goes_on).value
        return deliver_patiently(self.office, self.pause, progress=self._goes_on).value

    def _goes_on(self, done: int, total: int) -> bool:
        """Ask whoever watches; once he said no, it stays at that."""
        if self.progress is not None and not self.stopped:
            self.stopped = not self.progress(done, total)
        return not self.stopped

    def _judge(self, delivered: Delivered | None) -> RunState:
        if delivered is not None:
            failed = delivered.failed + delivered.uncertain
            self.run = replace(self.run, accepted=delivered.accepted, failed=failed)
        stuck = delivered is not None and (delivered.waiting or delivered.paused)
        bad = self.run.failed or self.run.count(Did.FAILED) or stuck
        return RunState.WARNING if bad else RunState.DONE

    def _note(self, lines: Iterable[RunLine]) -> None:
        """Keep it at once: a run that is cut off has said what it did."""
        self.run = replace(self.run, lines=(*self.run.lines, *lines))
        with self.office.write() as ledger:
            ledger.runs.record(self.run)

    def _end(self, state: RunState, *, trouble: str = "") -> Run:
        now = self.office.clock.now()
        self.run = replace(self.run, state=state, ended_at=now, trouble=trouble)
        with self.office.write() as ledger:
            ledger.runs.record(self.run)
            ledger.diary.note(
                AuditCode.RUN_ENDED,
                at=now,
                run=self.run.id,
                state=state,
                sent=self.run.count(Did.SENT),
                drafted=self.run.count(Did.DRAFTED),
            )
        return self.run


def automation(office: Office) -> Automation:
    """What the owner lets the program do by itself."""
    with office.read() as ledger:
        return ledger.runs.automation()


def save_automation(office: Office, changed: Automation) -> Outcome[Automation]:
    """Keep what the program may do by itself; what it might do before."""
    with office.write() as ledger:
        before = ledger.runs.automation()
        ledger.runs.save_automation(changed)
        ledger.diary.note(AuditCode.AUTOMATION_CHANGED, at=office.clock.now(), on=changed.on)
    return Outcome(before, frozenset({Touched.RUNS}))


def switch(office: Office, *, on: bool) -> Outcome[Automation]:
    """Let the program work by itself, or no longer; how it was before."""
    with office.read() as ledger:
        known = ledger.runs.automation()
    return save_automation(office, known.switched(office.clock.today(), on=on))


def latest_runs(office: Office, *, limit: int = 30) -> Sequence[Run]:
    """The newest runs first."""
    with office.read() as ledger:
        return ledger.runs.latest(limit)
