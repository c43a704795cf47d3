"""The verb that reads the inboxes once, and says what was heard."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dunning_desktop.cli.desk import as_json, say
from dunning_desktop.cli.mail_words import why_not_mailed
from dunning_desktop.domain.incoming import IncomingKind
from dunning_desktop.domain.mail import Fault
from dunning_desktop.usecases import listening as use
from dunning_desktop.usecases.answers import waiting_mail
from dunning_desktop.usecases.heard_mail import Heard
from dunning_desktop.usecases.inbox_ports import IncomingRow
from dunning_desktop.usecases.mail_accounts import Mailboxes, mailboxes
from dunning_desktop.usecases.office import Office

DONE, LOOK = 0, 1


@dataclass(frozen=True, slots=True)
class Told:
    """What ``dunning listen`` answers to programs.

    ``found`` uncertain e-mails lay in the Sent folder, ``again`` did not and wait to go once more;
    ``deaf`` is why an inbox could not be read.
    """

    answers: int
    bounces: int
    notes: int
    found: int
    again: int
    filed: int
    deaf: Fault | None


def listen(office: Office, options: Namespace) -> int:
    """Read every inbox that is set up, once; 1 where one could not be read."""
    if office.postbox is None or not mailboxes(office).inboxes:
        print("dunning: no inbox is set up; open the window, Settings, E-mail", file=sys.stderr)
        return LOOK
    known = {one.id for one in waiting_mail(office)}
    done = use.listen(office).value
    news = [one for one in waiting_mail(office) if one.id not in known]
    boxes = mailboxes(office)
    deaf = [one for one in boxes.inboxes.values() if one.fault is not None]
    if options.json:
        as_json(_told(done))
    elif done.changed or len(deaf) < len(boxes.inboxes):
        _tell(done, news)
    _tell_deaf(boxes)
    return DONE if done.deaf is None else LOOK


def _tell_deaf(boxes: Mailboxes) -> None:
    """Which inbox was not read, and why."""
    for one in boxes.accounts:
        state = boxes.inboxes.get(one.id)
        if state is not None and state.fault is not None:
            why = why_not_mailed(state.fault, state.detail)
            print(f"dunning: the inbox of {one.address} cannot be read: {why}", file=sys.stderr)


def _told(done: use.Listened) -> Told:
    heard = done.heard
    return Told(
        answers=heard[Heard.REPLY],
        bounces=heard[Heard.BOUNCE],
        notes=heard[Heard.NOTE],
        found=done.found,
        again=done.again,
        filed=done.filed,
        deaf=done.deaf,
    )


def _tell(done: use.Listened, news: Sequence[IncomingRow]) -> None:
    counts = (
        (done.heard[Heard.REPLY], "answered", _who(news, IncomingKind.MAIL)),
        (done.heard[Heard.BOUNCE], "came back", _who(news, IncomingKind.BOUNCE)),
        (done.heard[Heard.NOTE], "automatic or delayed", ""),
    )
    heard = [f"{count} {what}{who}" for count, what, who in counts if count]
    say(f"{', '.join(heard)}." if heard else "Nothing new.")
    looked_for = [
        f"{count} {what}"
        for count, what in (
            (done.found, "found in your Sent folder"),
            (done.again, "not found there, to go once more"),
        )
        if count
    ]
    if looked_for:
        say(f"Uncertain e-mails: {', '.join(looked_for)}.")


def _who(news: Iterable[IncomingRow], kind: IncomingKind) -> str:
    """The clients among them; strangers' names may hold anything, and a terminal obeys it."""
    names = dict.fromkeys(one.client for one in news if one.kind is kind and one.client)
    return f" ({', '.join(names)})" if names else ""
