"""An office with two mail accounts on one real server, and messages put into its outbox."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from dunning_desktop.domain.mail import EmailContent, FrozenMessage
from dunning_desktop.domain.mail_accounts import Duty, MailAccount
from dunning_desktop.usecases.mail_accounts import account as usual_account
from dunning_desktop.usecases.mail_accounts import save_account
from dunning_desktop.usecases.office import Office
from tests.helpers.smtp_server import PASSWORD, USER, Server
from tests.usecases.post_office import post_office

SECOND, SECOND_PASSWORD = "late@firm.example", "second"


@contextmanager
def two_accounts(
    folder: Path, duty: Duty = Duty.LATE, **knobs: Any  # noqa: ANN401 - passed on
) -> Iterator[tuple[Office, Server, MailAccount, MailAccount]]:
    """An office with a usual account and another one."""
    users = {USER: PASSWORD, SECOND: SECOND_PASSWORD}
    with post_office(folder, users=users, **knobs) as (office, server):
        first = usual_account(office)
        assert first is not None
        other = server.account(address=SECOND, duty=duty)
        second = save_account(office, other, SECOND_PASSWORD).value.account
        yield office, server, first, second


def put(office: Office, account: MailAccount | None, recipient: str = "one@x.example") -> int:
    """A message that goes from that account at once; its id."""
    content = EmailContent(
        "Firm", account.address if account else USER, "Client", recipient, "Hello", "Hello.", ""
    )
    return keep(office, account, office.postman.freeze(content, at=office.clock.now()))


def keep(office: Office, account: MailAccount | None, frozen: FrozenMessage) -> int:
    now = office.clock.now()
    with office.write() as ledger:
        return ledger.post.queue(
            frozen,
            subject="Hello",
            account_id=account.id if account else None,
            client_id=None,
            reminder_id=None,
            at=now,
            not_before=now,
        )


def change(office: Office, account: MailAccount, **changes: Any) -> MailAccount:  # noqa: ANN401
    with office.read() as ledger:
        known = next(one for one in ledger.post.accounts() if one.id == account.id)
    return save_account(office, replace(known, **changes)).value.account
