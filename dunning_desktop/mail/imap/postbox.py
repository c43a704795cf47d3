"""The postbox: opens the owner's inbox, and reads in it without changing anything."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import datetime

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.incoming import InboxMark, News
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import Inbox, MailAccount
from dunning_desktop.mail import tls
from dunning_desktop.mail.imap import arrivals, sent_folder
from dunning_desktop.mail.imap import dial as imap_dial
from dunning_desktop.mail.imap import faults as imap_faults
from dunning_desktop.mail.imap import login as imap_login
from dunning_desktop.mail.imap.link import Door, Link
from dunning_desktop.mail.smtp.link import Timeouts
from dunning_desktop.usecases.mail_ports import Keep

Bearer = Callable[[MailAccount, str, Keep | None, str], str]
"""An access token for the inbox of an account, got with its secret, and another one than the last,
which was rejected. Raises ``MailError``."""


def no_bearer(*_asked: object) -> str:
    """For those who have passwords only."""
    raise MailError(fault=Fault.LOGIN, detail="sign-in-again")


class ImapPostbox:
    """Opens inboxes over IMAP.

    ``bearer`` is asked for accounts that sign in with a consent of the browser; ``make_context``
    is for tests, which trust an authority of their own.
    """

    def __init__(
        self,
        *,
        bearer: Bearer = no_bearer,
        make_context: tls.MakeContext = tls.system_context,
        timeouts: Timeouts | None = None,
    ) -> None:
        self._bearer = bearer
        self._make_context = make_context
        self._timeouts = timeouts or Timeouts()

    @contextmanager
    def open(
        self, account: MailAccount, secret: str, *, keep: Keep | None = None
    ) -> Iterator[ImapBox]:
        """A signed-in connection while the block lasts. Raises ``MailError`` on entering it."""
        inbox = account.inbox
        if inbox is None:
            raise MailError(fault=Fault.NO_ACCOUNT, detail="no-inbox")
        if account.consents:
            door = self._with_consent(account, inbox, secret, keep)
        else:
            door = self._signed_in(account, inbox, _saying(secret))
        try:
            yield ImapBox(Link(door, timeouts=self._timeouts))
        finally:
            door.hang_up()

    def _with_consent(
        self, account: MailAccount, inbox: Inbox, secret: str, keep: Keep | None
    ) -> Door:
        """A token may have been taken back before its time: another one is tried, once."""
        token = self._bearer(account, secret, keep, "")
        try:
            return self._signed_in(account, inbox, _showing(token))
        except MailError as error:
            if error.data["fault"] is not Fault.LOGIN:
                raise
        another = self._bearer(account, secret, keep, token)
        return self._signed_in(account, inbox, _showing(another))

    def _signed_in(
        self, account: MailAccount, inbox: Inbox, enter: Callable[[Door, str], None]
    ) -> Door:
        door = imap_dial.dial(inbox, timeouts=self._timeouts, make_context=self._make_context)
        try:
            enter(door, imap_login.user_of(account, inbox))
        except BaseException:
            door.hang_up()
            raise
        return door


def _saying(password: str) -> Callable[[Door, str], None]:
    return lambda door, user: imap_login.sign_in(door, user, password)


def _showing(token: str) -> Callable[[Door, str], None]:
    return lambda door, user: imap_login.sign_in_with_token(door, user, token)


class ImapBox:
    """An inbox that is open; see ``usecases.mail_ports.OpenBox``."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def news(self, since: InboxMark | None, *, not_before: datetime) -> News:
        with imap_faults.told():
            return arrivals.news(self._link, since, not_before=not_before)

    def sent(self, message_ids: Collection[str]) -> frozenset[str]:
        with imap_faults.told():
            return sent_folder.found(self._link, message_ids)

    def file_sent(self, raw: bytes, *, message_id: str, at: datetime) -> None:
        with imap_faults.told():
            sent_folder.file(self._link, raw, message_id=message_id, at=at)
