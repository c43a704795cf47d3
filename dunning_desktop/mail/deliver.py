"""The postman: freezes messages, and delivers them over one connection after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import EmailContent, Fault, FrozenMessage, Receipt
from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.mail import login, message, tls
from dunning_desktop.mail.connection import dial
from dunning_desktop.mail.link import Link, Timeouts
from dunning_desktop.mail.replies import Phase
from dunning_desktop.mail.submission import Submission
from dunning_desktop.usecases.mail_ports import Keep


class SmtpPostman:
    """Builds messages and delivers them through the account's own mail server.

    ``make_context`` is for tests, which trust an authority of their own.
    """

    def __init__(
        self,
        *,
        make_context: tls.MakeContext = tls.system_context,
        timeouts: Timeouts | None = None,
    ) -> None:
        self._make_context = make_context
        self._timeouts = timeouts or Timeouts()

    def freeze(self, content: EmailContent, *, at: datetime) -> FrozenMessage:
        return message.freeze(content, at=at)

    @contextmanager
    def connect(
        self, account: MailAccount, secret: str, *, keep: Keep | None = None
    ) -> Iterator[SmtpWire]:
        """A signed-in connection while the block lasts. Raises ``MailError`` on entering it.

        A connection that breaks in between is opened again by the next ``submit``.
        """
        del keep
        wire = SmtpWire(lambda: self._open(account, secret))
        try:
            yield wire
        finally:
            wire.close()

    def _open(self, account: MailAccount, password: str) -> Link:
        host = account.host.strip().rstrip(".")
        if not host:
            # The resolver takes an empty name for this computer.
            raise MailError(fault=Fault.NO_ACCOUNT, detail="")
        secrets = login.secrets(account, password)
        link = Link(host, timeouts=self._timeouts, secrets=secrets)
        dial(account, link=link, make_context=self._make_context)
        try:
            login.sign_in(link, account, password)
        except OSError as error:
            link.close()
            raise tls.unreachable(error) from error
        except MailError:
            link.leave()
            raise
        return link


class SmtpWire:
    """A connection that is opened again, once for each message, when it was lost."""

    def __init__(self, open_link: Callable[[], Link]) -> None:
        self._open = open_link
        self._link = open_link()

    def submit(self, message: FrozenMessage, *, before_dot: Callable[[], None]) -> Receipt:
        """Hand over one message; nothing is raised but what ``before_dot`` raises."""
        if self._link.is_open:
            submission = Submission(self._link, message)
            receipt = submission.run(before_dot)
            if not self._went_stale(submission, receipt):
                return receipt
        try:
            self._link = self._open()
        except MailError as error:
            return _receipt(error)
        return Submission(self._link, message).run(before_dot)

    def close(self) -> None:
        """Say goodbye, if anybody still listens."""
        self._link.leave()

    def _went_stale(self, submission: Submission, receipt: Receipt) -> bool:
        """Servers drop a link that idled or carried enough; its next MAIL meets a closed door."""
        dropped = not self._link.is_open and submission.phase is Phase.SENDER
        return dropped and receipt.fault in {Fault.UNREACHABLE, Fault.BUSY, Fault.LIMIT}


def _receipt(error: MailError) -> Receipt:
    fault = error.data["fault"]
    return Receipt(
        str(error.data["detail"]), fault if isinstance(fault, Fault) else Fault.UNREACHABLE
    )
