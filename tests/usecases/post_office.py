"""An office whose postman meets a real server on loopback, and what its messages came to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from dunning_desktop.mail.smtp.postman import SmtpPostman
from dunning_desktop.usecases.delivery import Delivered, deliver
from dunning_desktop.usecases.mail_accounts import account as usual_account
from dunning_desktop.usecases.mail_accounts import save_account
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import outbox
from dunning_desktop.usecases.rows import MessageRow
from tests.helpers.offices import HandClock, an_office, furnish, queue
from tests.helpers.smtp_server import PASSWORD, Server, smtp_server
from tests.mail.scene import HURRY


@contextmanager
def post_office(folder: Path, **knobs: Any) -> Iterator[tuple[Office, Server]]:  # noqa: ANN401
    """A furnished office, and the server (with the `knobs`) that its account points to."""
    with smtp_server(folder, **knobs) as server:
        postman = SmtpPostman(make_context=server.trusting, timeouts=HURRY)
        with an_office(folder, postman=postman) as office:
            furnish(office, server.account(), PASSWORD)
            yield office, server


def fill(office: Office, count: int = 3) -> list[int]:
    """Messages to one@x.example, two@x.example...; their ids."""
    names = ("one", "two", "three", "four", "five")
    return [queue(office, f"{name}@x.example", subject=name) for name in names[:count]]


def send(office: Office) -> Delivered:
    return deliver(office).value


def states(office: Office) -> list[str]:
    """Of every message, oldest first."""
    return [one.state.value for one in messages(office)]


def messages(office: Office) -> list[MessageRow]:
    """Oldest first."""
    return list(outbox(office).messages)[::-1]


def turn(office: Office, **by: float) -> None:
    assert isinstance(office.clock, HandClock)
    office.clock.turn(**by)


def wrong_password(office: Office) -> Office:
    """The same office after its password was changed at the provider."""
    account = usual_account(office)
    assert account is not None
    save_account(office, account, "old password")
    return replace(office)
