"""An office that hears: reminders that went out, and what comes of what comes back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.incoming import Incoming
from dunning_desktop.usecases.clients import client_card
from dunning_desktop.usecases.heard_mail import Heard
from dunning_desktop.usecases.listening import listen
from dunning_desktop.usecases.office import Office
from tests.helpers.inboxes import CLIENT, Postboxes, hearing
from tests.helpers.offices import add_debtor, issue_all
from tests.helpers.smtp_server import Server
from tests.usecases.post_office import post_office, send, turn

Scene = tuple[Office, Postboxes, Server]


@contextmanager
def listening_post(folder: Path) -> Iterator[Scene]:
    """An office that hears, its inboxes and its mail server."""
    with post_office(folder) as (office, server):
        post = Postboxes()
        yield hearing(office, post), post, server


def remind(office: Office, name: str = "Willow", *, post: bool = True) -> int:
    """A new client gets its first reminder by e-mail; the message's id."""
    add_debtor(office, name, email=CLIENT, late=[3], post=post)
    return go_on(office)


def go_on(office: Office) -> int:
    """Everything proposed goes out; the last message's id."""
    *_, message_id = issue_all(office).message_ids
    turn(office, minutes=1)
    assert send(office).accepted
    turn(office, hours=1)
    return message_id


def told(office: Office, post: Postboxes, *mails: Incoming) -> dict[Heard, int]:
    """What comes of these."""
    post.inbox.arrives(*mails)
    return dict(listen(office).value.heard)


def codes(office: Office, client_id: int = 1) -> list[str]:
    """The history of a client, newest first."""
    return [one.code for one in client_card(office, client_id).events]


def paused(office: Office, client_id: int = 1) -> list[str]:
    """The words that paused a client, for each pause that holds today."""
    with office.read() as ledger:
        return [
            one.reason
            for one in ledger.chasing.blocks([client_id])
            if one.kind is BlockKind.REPLIED and one.holds_on(office.clock.today())
        ]
