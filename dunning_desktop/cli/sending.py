"""The verb that sends what waits in the outbox, and says what keeps the rest."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections import Counter

from dunning_desktop.cli.desk import say
from dunning_desktop.cli.mail_words import why_not_mailed
from dunning_desktop.domain.mail import Fault, MessageState
from dunning_desktop.usecases.delivery import Delivered
from dunning_desktop.usecases.mail_accounts import mailboxes, resume_account
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import outbox
from dunning_desktop.usecases.patience import deliver_patiently
from dunning_desktop.usecases.rows import MessageRow

DONE, LOOK = 0, 1
_STUCK = (
    MessageState.QUEUED,
    MessageState.FAILED,
    MessageState.UNCERTAIN,
    MessageState.HANDED_OVER,
)


def send(office: Office, options: Namespace) -> int:
    """Send what waits in the outbox; 1 where anything is left that needs a look."""
    if options.resume:
        resume_account(office)
    done = deliver_patiently(office, time.sleep).value
    if done.elsewhere:
        print("dunning: another copy of the program is sending", file=sys.stderr)
        return LOOK
    messages = outbox(office).messages
    counts = Counter(one.state for one in messages)
    say(
        f"{done.accepted} accepted by your mail provider; in the outbox "
        f"{counts[MessageState.QUEUED]} waiting, {counts[MessageState.FAILED]} failed, "
        f"{counts[MessageState.UNCERTAIN]} uncertain."
    )
    _say_by_hand(messages)
    _say_why(office, done)
    return LOOK if any(counts[state] for state in _STUCK) else DONE


def _say_by_hand(messages: tuple[MessageRow, ...]) -> None:
    """What this verb cannot send, and of what only the owner knows whether it went."""
    waiting = sum(one.by_hand and one.state is MessageState.QUEUED for one in messages)
    there = sum(one.state is MessageState.HANDED_OVER for one in messages)
    said = [
        f"{count} {what}"
        for count, what in ((waiting, "to open there"), (there, "opened but not said to be sent"))
        if count
    ]
    if said:
        say(f"For your mail program: {', '.join(said)}. Open the window, Outbox.")


def _say_why(office: Office, done: Delivered) -> None:
    """For each account that rests, what stopped it."""
    accounts = mailboxes(office).accounts
    for one in accounts:
        if one.paused is not None:
            name = f"{one.address}: " if len(accounts) > 1 else ""
            why = why_not_mailed(one.paused, one.paused_detail)
            print(f"dunning: {name}{why}; then: dunning send --resume", file=sys.stderr)
    if not accounts and done.next_due is not None:
        print(f"dunning: {why_not_mailed(Fault.NO_ACCOUNT)}", file=sys.stderr)
