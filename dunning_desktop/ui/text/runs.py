"""Runs nobody watches, in words: what they did, why they left something, how they ended."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.automation import Held
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.money import totals
from dunning_desktop.domain.policy import Channel
from dunning_desktop.ui.text.dates import days
from dunning_desktop.ui.text.mail import fault_in_short
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.ui.text.money import sums
from dunning_desktop.ui.text.review import emails, letters, reminders
from dunning_desktop.ui.text.words import tone, tone_within
from dunning_desktop.usecases.run_rows import Did, Run, RunLine, RunMode, RunState, StartedBy

translate = QCoreApplication.translate

_HELD = {
    Held.NEEDS_APPROVAL: QT_TRANSLATE_NOOP("Runs", "You send this level yourself"),
    Held.PAYMENTS_STALE: QT_TRANSLATE_NOOP(
        "Runs", "Payments are {detail} old: bring in newer ones"
    ),
    Held.ENOUGH_FOR_THIS_RUN: QT_TRANSLATE_NOOP("Runs", "No more than {detail} go out in one run"),
    Held.ENOUGH_FOR_TODAY: QT_TRANSLATE_NOOP("Runs", "No more than {detail} go out in one day"),
    Held.ENOUGH_FOR_THE_CLIENT: QT_TRANSLATE_NOOP(
        "Runs", "No more than {detail} go to one client in 30 days"
    ),
    Held.NO_ACCOUNT: QT_TRANSLATE_NOOP("Runs", "No e-mail account is set up"),
    Held.SENDING_PAUSED: QT_TRANSLATE_NOOP("Runs", "Sending is paused: see the Outbox"),
    Held.INBOX_UNREAD: QT_TRANSLATE_NOOP(
        "Runs", "Your inbox was not read for a day: somebody may have answered"
    ),
    Held.BY_MAIL_PROGRAM: QT_TRANSLATE_NOOP(
        "Runs", "It goes by your mail program: send it yourself"
    ),
}
_FAILED = {
    "proposal-outdated": QT_TRANSLATE_NOOP("Runs", "Something changed meanwhile: look at it again"),
    "invalid-field": QT_TRANSLATE_NOOP("Runs", "Its address cannot be written to"),
    "bug": QT_TRANSLATE_NOOP("Runs", "A fault in the program: it could not be made"),
}
_STATES = {
    RunState.RUNNING: QT_TRANSLATE_NOOP("Runs", "Running now"),
    RunState.DONE: QT_TRANSLATE_NOOP("Runs", "Done"),
    RunState.WARNING: QT_TRANSLATE_NOOP("Runs", "Had trouble"),
    RunState.STOPPED: QT_TRANSLATE_NOOP("Runs", "Stopped"),
    RunState.INTERRUPTED: QT_TRANSLATE_NOOP("Runs", "Cut off"),
}
# An icon and the name of its colour.
STATE_LOOKS = {
    RunState.RUNNING: ("refresh-cw", "accent"),
    RunState.DONE: ("circle-check", "good"),
    RunState.WARNING: ("triangle-alert", "warning"),
    RunState.STOPPED: ("circle-pause", "warning"),
    RunState.INTERRUPTED: ("circle-x", "trouble"),
}
_STATES_EXPLAINED = {
    RunState.RUNNING: QT_TRANSLATE_NOOP("Runs", "It is at work at this moment."),
    RunState.WARNING: QT_TRANSLATE_NOOP(
        "Runs", "Not everything went as it should; what did go was not sent twice."
    ),
    RunState.STOPPED: QT_TRANSLATE_NOOP(
        "Runs", "The window was closed before it was through. The next run goes on from there."
    ),
    RunState.INTERRUPTED: QT_TRANSLATE_NOOP(
        "Runs",
        "The program or the computer ended before it did. What it had sent is sent, and nothing "
        "goes out twice.",
    ),
}
_ENDED_BADLY = {
    RunState.RUNNING: QT_TRANSLATE_NOOP("Runs", "{run} never came to its end"),
    RunState.WARNING: QT_TRANSLATE_NOOP("Runs", "{run} had trouble"),
    RunState.STOPPED: QT_TRANSLATE_NOOP("Runs", "{run} was stopped"),
    RunState.INTERRUPTED: QT_TRANSLATE_NOOP("Runs", "{run} was cut off"),
}
_STARTERS = {
    StartedBy.WINDOW: QT_TRANSLATE_NOOP("Runs", "The open window"),
    StartedBy.SYSTEM: QT_TRANSLATE_NOOP("Runs", "The computer"),
    StartedBy.HAND: QT_TRANSLATE_NOOP("Runs", "You"),
}
_DID = {
    Did.SENT: QT_TRANSLATE_NOOP("Runs", "Sent"),
    Did.DRAFTED: QT_TRANSLATE_NOOP("Runs", "Would have sent it"),
    Did.LEFT: QT_TRANSLATE_NOOP("Runs", "Left to you"),
    Did.FAILED: QT_TRANSLATE_NOOP("Runs", "Could not be made"),
}
DID_LOOKS = {
    Did.SENT: ("send", "good"),
    Did.DRAFTED: ("eye", "accent"),
    Did.LEFT: ("circle-dashed", "quiet"),
    Did.FAILED: ("circle-x", "trouble"),
}
_REFUSED = {
    "off": QT_TRANSLATE_NOOP("Runs", "Sending by itself is switched off."),
    "quiet": QT_TRANSLATE_NOOP("Runs", "These are quiet hours: no run begins now."),
    "rest-day": QT_TRANSLATE_NOOP(
        "Runs", "Today is a weekend or a bank holiday: no run begins today."
    ),
    "done-today": QT_TRANSLATE_NOOP("Runs", "Today's run is done: the next one comes tomorrow."),
    "elsewhere": QT_TRANSLATE_NOOP("Runs", "A run of another window is under way."),
}


def held(why: Held | str, detail: str = "") -> str:
    """Why a run left a reminder to the owner. ``detail`` is the number that decided."""
    why = Held(why)
    if why is Held.PAYMENTS_STALE:
        if not detail:
            return translate("Runs", "No payment is known yet: bring in your payments")
        detail = days(int(detail))
    return translate("Runs", _HELD[why]).format(detail=detail)


def why(line: RunLine) -> str:
    """Why a run did not send a reminder, in one line; empty where it did, or would have."""
    if line.why in set(Held):
        return held(line.why, line.detail)
    if line.why == "mail" and line.detail in set(Fault):
        short = fault_in_short(Fault(line.detail))
        return short[:1].upper() + short[1:]
    if not line.why:
        return ""
    return translate("Runs", _FAILED.get(line.why, QT_TRANSLATE_NOOP("Runs", "It was not made")))


def run_state(state: RunState) -> str:
    """How a run ended."""
    return translate("Runs", _STATES[state])


def state_explained(state: RunState) -> str:
    """What that means; empty where all is well."""
    return translate("Runs", _STATES_EXPLAINED[state]) if state in _STATES_EXPLAINED else ""


def started_by(starter: StartedBy) -> str:
    """What began a run."""
    return translate("Runs", _STARTERS[starter])


def refused(reason: str) -> str:
    """Why no run begins now."""
    return translate("Runs", _REFUSED.get(reason, _REFUSED["elsewhere"]))


def did(what: Did) -> str:
    """What a run did with a reminder."""
    return translate("Runs", _DID[what])


_NOTICES = {
    "soon": QT_TRANSLATE_NOOP("Runs", "Instalment to come"),
    "late": QT_TRANSLATE_NOOP("Runs", "Instalment late"),
}


def reminder(line: RunLine, *, within: bool = False) -> str:
    """Which reminder a line is about; ``within`` a sentence it begins small."""
    if not line.notice:
        return tone_within(line.tone) if within else tone(line.tone)
    said = translate("Runs", _NOTICES[line.notice])
    return said[:1].lower() + said[1:] if within else said


def did_line(line: RunLine, *, rehearsed: bool = False) -> str:
    """The same of one reminder; of a letter that it was made. ``rehearsed``: it would be."""
    if rehearsed and line.did in {Did.SENT, Did.DRAFTED}:
        return _would(line)
    if line.did is not Did.SENT or line.channel is Channel.EMAIL:
        return did(line.did)
    if line.channel is Channel.LETTER:
        return translate("Runs", "Letter made")
    return translate("Runs", "Sent, letter made")


def _would(line: RunLine) -> str:
    if line.did is Did.DRAFTED:
        return translate("Runs", "Would only tell you")
    if line.channel is Channel.LETTER:
        return translate("Runs", "Would make the letter")
    return translate("Runs", "Would send it")


# A whole run


def in_short(run: Run) -> str:
    """``Sent 4, left 2 to you``: what a run did, in one line."""
    said = ", ".join(_parts(run))
    return said[:1].upper() + said[1:] if said else translate("Runs", "Nothing was ready")


def _parts(run: Run) -> list[str]:
    sent = [one for one in run.lines if one.did is Did.SENT]
    posted = sum(one.channel is Channel.LETTER for one in sent)
    counts = (
        (len(sent) - posted, translate("Runs", "sent {n}")),
        (posted, translate("Runs", "made {letters}")),
        (run.count(Did.DRAFTED), translate("Runs", "would have sent {n}")),
        (run.count(Did.FAILED), translate("Runs", "could not make {n}")),
        (run.failed, translate("Runs", "{emails} did not go")),
        (waiting(run), translate("Runs", "{n} still waiting in the outbox")),
        (run.count(Did.LEFT), translate("Runs", "left {n} to you")),
    )
    return [
        words.format(n=count, letters=letters(count), emails=emails(count))
        for count, words in counts
        if count
    ]


def waiting(run: Run) -> int:
    """How many of its e-mails had not gone when it ended with trouble, and are tried again."""
    if run.state not in {RunState.WARNING, RunState.STOPPED}:
        return 0
    mails = sum(one.did is Did.SENT and one.channel.by_email for one in run.lines)
    return max(mails - run.accepted - run.failed, 0)


def at_length(run: Run) -> str:
    """``The run sent 3 reminders and left 2 to you``: for the toast and the notification."""
    return about(run, translate("Runs", "The run"))


def about(run: Run, who: str) -> str:
    """The same of ``Today's run``, or however it is called."""
    said = _bad(run) if run.state is not RunState.DONE else _good(run)
    return said.format(run=who)


def _bad(run: Run) -> str:
    words = translate("Runs", _ENDED_BADLY[run.state])
    what = ", ".join(_parts(run))
    return f"{words}: {what}" if what else words


def _good(run: Run) -> str:
    going, left = len(run.lines) - run.count(Did.LEFT), run.count(Did.LEFT)
    drafts = run.mode is RunMode.DRAFTS
    if not run.lines:
        return translate("Runs", "{run} found nothing to do")
    if not going:
        words = translate("Runs", "{run} sent nothing and left {reminders} to you")
        return words.replace("{reminders}", reminders(left))
    if drafts:
        words = translate("Runs", "{run} would have sent {reminders}; nothing was sent")
    elif left:
        words = translate("Runs", "{run} sent {reminders} and left {n} to you")
    else:
        words = translate("Runs", "{run} sent {reminders}")
    return words.replace("{reminders}", reminders(going)).replace("{n}", f"{left:,}")


def notice(run: Run) -> tuple[str, str]:
    """Title and text of a desktop notification: counts only, for others see the screen too."""
    return translate("Runs", "Reminders"), f"{at_length(run)}."


def worth_telling(run: Run) -> bool:
    """Whether a run did more than leave everything as it was."""
    return run.state is not RunState.DONE or len(run.lines) > run.count(Did.LEFT)


def totals_of(lines: Sequence[RunLine], *, rehearsed: bool = False) -> str:
    """``Would send: 4 (£1,200.00) · Left to you: 2 (£80.00)``."""
    parts = []
    for what in Did:
        mine = [one for one in lines if one.did is what]
        if mine:
            words = translate("Runs", "{did}: {n} ({sum})")
            asked = sums(totals(money for one in mine for money in one.amounts))
            parts.append(words.format(did=_head(what, rehearsed), n=len(mine), sum=asked))
    return "  ·  ".join(parts)


def _head(what: Did, rehearsed: bool) -> str:
    if rehearsed and what is Did.SENT:
        return translate("Runs", "Would send")
    if what is Did.DRAFTED:
        return translate("Runs", "Would only tell you") if rehearsed else translate(
            "Runs", "Would have sent"
        )
    return did(what)

