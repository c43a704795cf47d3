"""A message, a postman in a hurry, and one submit: what most mail tests need."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Attachment, EmailContent, Fault, FrozenMessage, Receipt
from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.mail.smtp.link import Timeouts
from dunning_desktop.mail.smtp.postman import SmtpPostman
from dunning_desktop.usecases.mail_ports import Postman, Wire
from tests.helpers.smtp_server import PASSWORD, USER, Server

HURRY = Timeouts(connect=2, command=2, dot=2)
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 160
CLIENT = "accounts@client.example"


def content(**changes: Any) -> EmailContent:  # noqa: ANN401 - passed on
    """Return a reminder as it goes out, with `changes`."""
    usual: dict[str, Any] = {
        "sender_name": "Rose & Sons",
        "sender": USER,
        "recipient_name": "Client Ltd.",
        "recipient": CLIENT,
        "subject": "Invoice 42 is overdue",
        "text": "Dear client,\n.\n..two dots\nplease pay £42.\n",
        "html": "<p>Dear client,</p>\n.\n<p>please pay £42.</p>",
        "attachments": (Attachment("Invoice-42.pdf", PDF),),
    }
    return EmailContent(**(usual | changes))


def postman(server: Server, timeouts: Timeouts = HURRY) -> Postman:
    """Return a postman that trusts the server's authority as well."""
    return SmtpPostman(make_context=server.trusting, timeouts=timeouts)


def message(**changes: Any) -> FrozenMessage:  # noqa: ANN401 - passed on
    return SmtpPostman().freeze(content(**changes), at=NOON)


@contextmanager
def wire(
    server: Server, password: str = PASSWORD, account: MailAccount | None = None
) -> Iterator[Wire]:
    with postman(server).connect(account or server.account(), password) as opened:
        yield opened


def quietly() -> None:
    """Do nothing before the dot."""


def fault_on_connect(
    server: Server,
    password: str = PASSWORD,
    **changes: Any,  # noqa: ANN401 - passed on
) -> tuple[Fault, str]:
    """Return why no connection came about."""
    try:
        with postman(server).connect(server.account(**changes), password):
            raise AssertionError("connected")
    except MailError as error:
        fault = error.data["fault"]
        assert isinstance(fault, Fault)
        return fault, str(error.data["detail"])


def submit(server: Server, frozen: FrozenMessage | None = None) -> Receipt:
    with wire(server) as opened:
        return opened.submit(frozen or message(), before_dot=quietly)
