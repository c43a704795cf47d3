"""An open inbox at a test server, and a mail for it: what most tests of the postbox need."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from dunning_desktop.domain.incoming import InboxMark, News
from dunning_desktop.mail.imap.postbox import ImapPostbox
from dunning_desktop.mail.smtp.link import Timeouts
from dunning_desktop.usecases.mail_ports import OpenBox
from tests.helpers.dovecot import Dovecot
from tests.helpers.smtp_server import PASSWORD, USER
from tests.mail.scene import HURRY

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def postbox(server: Dovecot, timeouts: Timeouts = HURRY) -> ImapPostbox:
    return ImapPostbox(make_context=server.trusting, timeouts=timeouts)


@contextmanager
def opened(server: Dovecot, user: str = USER) -> Iterator[OpenBox]:
    with postbox(server).open(server.account(user), PASSWORD) as box:
        yield box


def mail(number: int = 1, *, words: str = "Hello", extra: str = "") -> bytes:
    head = (
        f"From: Client <client@client.example>\r\nTo: {USER}\r\nSubject: Mail {number}\r\n"
        f"Message-ID: <{number}@client.example>\r\n{extra}\r\n"
    )
    return (head + words + "\r\n").encode()


def news(server: Dovecot, user: str, since: InboxMark | None = None) -> News:
    with opened(server, user) as box:
        return box.news(since, not_before=LONG_AGO)


def subjects(heard: News) -> list[str]:
    return [one.subject for one in heard.mails]
