"""The postman of SMTP: freezes messages, and delivers them over one connection after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import EmailContent, Fault, FrozenMessage, Receipt
from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.mail import message, tls
from dunning_desktop.mail.oauth.identity import Purpose
from dunning_desktop.mail.oauth.tokens import Tokens
from dunning_desktop.mail.replies import Phase, Reply, receipt_of
from dunning_desktop.mail.rest.web import Web
from dunning_desktop.mail.smtp import login
from dunning_desktop.mail.smtp.connection import dial
from dunning_desktop.mail.smtp.link import Link, Timeouts
from dunning_desktop.mail.smtp.submission import Submission
from dunning_desktop.usecases.mail_ports import Keep


class SmtpPostman:
    """Builds messages and delivers them through the account's own mail server.

    ``make_context`` is for tests, which trust an authority of their own. ``tokens`` are those of
    the accounts that sign in by a consent, shared with whoever else needs them.
    """

    def __init__(
        self,
        *,
        make_context: tls.MakeContext = tls.system_context,
        timeouts: Timeouts | None = None,
        tokens: Tokens | None = None,
    ) -> None:
        self._make_context = make_context
        self._timeouts = timeouts or Timeouts()
        self._tokens = tokens or Tokens(web=Web(make_context, self._timeouts))

    def freeze(self, content: EmailContent, *, at: datetime) -> FrozenMessage:
        return message.freeze(content, at=at)

    @contextmanager
    def connect(
        self, account: MailAccount, secret: str, *, keep: Keep | None = None
    ) -> Iterator[SmtpWire]:
        """A signed-in connection while the block lasts. Raises ``MailError`` on entering it.

        A connection that breaks in between is opened again by the next ``submit``.
        """
        wire = SmtpWire(self.opener(account, secret, keep=keep))
        try:
            yield wire
        finally:
            wire.close()

    def close_idle(self) -> None:
        """No connection outlives its use."""

    def close(self) -> None:
        """None was kept."""

    def opener(
        self, account: MailAccount, secret: str, *, keep: Keep | None = None
    ) -> Callable[[], Link]:
        """What opens a signed-in link, or raises ``MailError``."""
        if account.consents:
            return lambda: self._open_with_token(account, secret, keep)
        return lambda: self._open(account, secret)

    def _open(self, account: MailAccount, password: str) -> Link:
        link = self._dialled(account, login.secrets(account, password))
        with _hanging_up(link):
            login.sign_in(link, account, password)
        return link

    def _open_with_token(self, account: MailAccount, secret: str, keep: Keep | None) -> Link:
        """With a token that may have been taken back since: another one is tried, once."""
        access = self._tokens.access(account, secret, purpose=Purpose.SMTP, keep=keep)
        token = access.token()
        link, said = self._shown(account, token)
        if login.may_be_stale(said):
            # On a link of its own: many a server hangs up after a failure.
            link.leave()
            link, said = self._shown(account, access.renewed(token))
        with _hanging_up(link):
            login.check_token(link, said)
        return link

    def _shown(self, account: MailAccount, token: str) -> tuple[Link, Reply]:
        link = self._dialled(account, login.token_secrets(account, token))
        with _hanging_up(link):
            return link, login.present_token(link, account, token)

    def _dialled(self, account: MailAccount, secrets: tuple[str, ...]) -> Link:
        host = account.host.strip().rstrip(".")
        if not host:
            # The resolver takes an empty name for this computer.
            raise MailError(fault=Fault.NO_ACCOUNT, detail="")
        link = Link(host, timeouts=self._timeouts, secrets=secrets)
        dial(account, link=link, make_context=self._make_context)
        return link


@contextmanager
def _hanging_up(link: Link) -> Iterator[None]:
    """Do not leave a link behind that could not be signed in."""
    try:
        yield
    except OSError as error:
        link.close()
        raise tls.unreachable(error) from error
    except MailError:
        link.leave()
        raise


class SmtpWire:
    """A connection that is opened again, once for each message, when it was lost."""

    def __init__(self, open_link: Callable[[], Link]) -> None:
        self._open = open_link
        self._link = open_link()

    @property
    def is_open(self) -> bool:
        return self._link.is_open

    def take_over(self, open_link: Callable[[], Link]) -> None:
        """From now on, open the link this way: whoever uses the wire next keeps the secret."""
        self._open = open_link

    def submit(
        self,
        message: FrozenMessage,
        *,
        before_dot: Callable[[], None],
        at_text: Callable[[], None] | None = None,
    ) -> Receipt:
        """Hand over one message; nothing is raised but what ``before_dot`` raises."""
        if self._link.is_open:
            submission = Submission(self._link, message, at_text)
            receipt = submission.run(before_dot)
            if not self._went_stale(submission, receipt):
                return receipt
        try:
            self._link = self._open()
        except MailError as error:
            return receipt_of(error)
        return Submission(self._link, message, at_text).run(before_dot)

    def close(self) -> None:
        """Say goodbye, if anybody still listens."""
        self._link.leave()

    def _went_stale(self, submission: Submission, receipt: Receipt) -> bool:
        """Servers drop a link that idled or carried enough; its next MAIL meets a closed door."""
        dropped = not self._link.is_open and submission.phase is Phase.SENDER
        return dropped and receipt.fault in {Fault.UNREACHABLE, Fault.BUSY, Fault.LIMIT}
