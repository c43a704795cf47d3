"""Runs nobody watches: how far they may go, and what they leave to the owner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from enum import StrEnum

from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.proposal import Chase, Proposal

DRAFTS = timedelta(days=30)
"""So long a run only says what it would send, from the day it was switched on."""
A_WHILE = timedelta(days=30)
"""The time in which no more than so many reminders go to one client."""


class Held(StrEnum):
    """Why a run leaves a reminder to the owner that is ready to go."""

    NEEDS_APPROVAL = "needs-approval"
    PAYMENTS_STALE = "payments-stale"
    ENOUGH_FOR_THIS_RUN = "enough-for-this-run"
    ENOUGH_FOR_TODAY = "enough-for-today"
    ENOUGH_FOR_THE_CLIENT = "enough-for-the-client"
    NO_ACCOUNT = "no-account"
    SENDING_PAUSED = "sending-paused"
    INBOX_UNREAD = "inbox-unread"
    BY_MAIL_PROGRAM = "by-mail-program"


@dataclass(frozen=True, slots=True)
class Automation:
    """What the owner lets the program do by itself. Off until it is switched on.

    ``on_since`` is the day it was switched on, ``drafts_until`` the last one on which runs only
    draft. ``at`` is when the day's run begins; between ``quiet_from`` and ``quiet_until`` none
    sends, and with ``rests`` none does on a weekend or bank holiday of the business.
    ``stale_after``: with payments known less lately than so many days ago nothing goes out; None:
    however old they are. ``instalments``: the words on instalments go out in runs, too.
    """

    on: bool = False
    on_since: date | None = None
    drafts_until: date | None = None
    at: time = time(9, 0)
    quiet_from: time = time(19, 0)
    quiet_until: time = time(8, 0)
    rests: bool = True
    most_in_a_run: int = 20
    most_in_a_day: int = 40
    most_to_a_client: int = 4
    stale_after: int | None = 7
    instalments: bool = False

    def __post_init__(self) -> None:
        for name in ("most_in_a_run", "most_in_a_day", "most_to_a_client"):
            if getattr(self, name) < 1:
                raise InvalidField(field=name, reason="range")
        if self.stale_after is not None and self.stale_after < 0:
            raise InvalidField(field="stale_after", reason="range")
        if self.is_quiet(self.at):
            raise InvalidField(field="at", reason="quiet")

    def is_quiet(self, moment: time) -> bool:
        """Whether nothing is sent at that time of day; the night may lie in between."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= moment < self.quiet_until
        return moment >= self.quiet_from or moment < self.quiet_until

    def drafts_on(self, day: date) -> bool:
        """Whether a run of that day only drafts."""
        return self.drafts_until is None or day <= self.drafts_until

    def switched(self, day: date, *, on: bool) -> Automation:
        """On or off; switched off before the thirty days of drafts are over, they begin again."""
        if on:
            return replace(self, on=True, on_since=day, drafts_until=self._drafts(day))
        until = None if self.drafts_on(day) else self.drafts_until
        return replace(self, on=False, on_since=None, drafts_until=until)

    def _drafts(self, day: date) -> date:
        return self.drafts_until or day + DRAFTS


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a run has to know besides the plan.

    ``sent_today`` are the reminders that runs sent today, ``sent_lately`` all that went to each
    client within ``A_WHILE``; ``known_to`` is the day up to which payments are known, ``no_mail``
    why no e-mail can go out.
    """

    sent_today: int = 0
    sent_lately: Mapping[int, int] = field(default_factory=dict)
    known_to: date | None = None
    no_mail: Held | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """A reminder that a run leaves to the owner, and why. ``detail``: the number that decided."""

    chase: Chase
    why: Held
    detail: int = 0


@dataclass(frozen=True, slots=True)
class Allowed:
    """What of a proposal a run may send, and what it leaves: together all that is ready."""

    chases: tuple[Chase, ...]
    left: tuple[Left, ...]


def allowed(proposal: Proposal, automation: Automation, now: Circumstances) -> Allowed:
    """What of the day's proposal may go out without anybody looking.

    It makes a proposal smaller, never larger: the planner has decided before. Calls are no matter
    of runs.
    """
    go: list[Chase] = []
    left: list[Left] = []
    for chase in proposal.chases:
        found = _held(chase, proposal.today, automation, now, going=len(go))
        if found is None:
            go.append(chase)
        else:
            left.append(found)
    return Allowed(tuple(go), tuple(left))


def _held(  # noqa: PLR0911 - a list of reasons, one return each
    chase: Chase, today: date, automation: Automation, now: Circumstances, *, going: int
) -> Left | None:
    lately = now.sent_lately.get(chase.client_id, 0)
    if not chase.unattended:
        return Left(chase, Held.NEEDS_APPROVAL)
    if is_stale(automation, now.known_to, today):
        return Left(chase, Held.PAYMENTS_STALE, (today - (now.known_to or today)).days)
    if now.no_mail is not None and chase.channel.by_email:
        return Left(chase, now.no_mail)
    if lately >= automation.most_to_a_client:
        return Left(chase, Held.ENOUGH_FOR_THE_CLIENT, automation.most_to_a_client)
    if going >= automation.most_in_a_run:
        return Left(chase, Held.ENOUGH_FOR_THIS_RUN, automation.most_in_a_run)
    if now.sent_today + going >= automation.most_in_a_day:
        return Left(chase, Held.ENOUGH_FOR_TODAY, automation.most_in_a_day)
    return None


def is_stale(automation: Automation, known_to: date | None, today: date) -> bool:
    """Whether it is too long ago that anything was heard of payments."""
    if automation.stale_after is None:
        return False
    return known_to is None or (today - known_to).days > automation.stale_after
