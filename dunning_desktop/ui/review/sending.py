"""What happens when the owner presses Send: issue in the lane, and which letters are to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dunning_desktop.usecases.dunning import Choice
from dunning_desktop.usecases.issue import issue
from dunning_desktop.usecases.office import Office, Outcome
from dunning_desktop.usecases.ports import Progress


@dataclass(frozen=True, slots=True)
class Sent:
    """What went into the outbox. ``to_post`` are the letters that have to be printed.

    ``mails`` go by themselves, ``by_hand`` wait for the owner's mail program. ``run`` is empty when
    the owner stopped it: then nothing was issued.
    """

    run: str
    mails: int = 0
    by_hand: int = 0
    to_post: tuple[int, ...] = ()
    undo_seconds: int = 0
    client_ids: tuple[int, ...] = ()

    @property
    def reminders(self) -> int:
        """How many clients hear from the owner."""
        return len(self.client_ids)


def send(
    office: Office, choices: Sequence[Choice], *, progress: Progress | None = None
) -> Outcome[Sent]:
    """Issue the choices, all or none. Raises what ``usecases.issue.issue`` raises."""
    outcome = issue(office, choices, progress=progress)
    issued = outcome.value
    if not issued.run:
        return Outcome(Sent(run=""))
    pairs = zip(choices, issued.letter_ids, strict=True)
    by_hand = _by_hand(office, issued.reminder_ids)
    sent = Sent(
        run=issued.run,
        mails=len(issued.message_ids) - by_hand,
        by_hand=by_hand,
        to_post=tuple(letter for choice, letter in pairs if choice.channel.by_post),
        undo_seconds=round(office.undo_time.total_seconds()),
        client_ids=tuple(one.prepared.chase.client_id for one in choices),
    )
    return Outcome(sent, outcome.touched)


def _by_hand(office: Office, reminder_ids: Sequence[int]) -> int:
    """How many of their e-mails the owner has to send with his mail program."""
    with office.read() as ledger:
        return sum(one.by_hand for one in ledger.post.of_reminders(reminder_ids))
