"""The postman of all routes: each account's mail goes over SMTP, Microsoft Graph or Gmail."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import EmailContent, Fault, FrozenMessage
from dunning_desktop.domain.mail_accounts import MailAccount, Route, SignIn
from dunning_desktop.mail import message
from dunning_desktop.mail.oauth.identity import Purpose
from dunning_desktop.mail.oauth.tokens import Tokens
from dunning_desktop.mail.rest.gmail import gmail_wire
from dunning_desktop.mail.rest.graph import graph_wire
from dunning_desktop.mail.rest.web import Web
from dunning_desktop.mail.rest.wire import RestWire
from dunning_desktop.mail.smtp.kept import KeptWires
from dunning_desktop.mail.smtp.postman import SmtpPostman, SmtpWire
from dunning_desktop.usecases.mail_ports import Keep, Wire

# A token is shown to nobody but the one who gave it.
_SIGN_IN = {Route.GRAPH: SignIn.MICROSOFT, Route.GMAIL: SignIn.GOOGLE}


class AnyPostman:
    """Chooses the way by the account's route.

    ``tokens`` may be shared with whoever reads the inbox. ``linger`` are the seconds for which an
    SMTP connection is kept after use; who asks for that calls ``close_idle`` now and then, and
    ``close`` at the end.
    """

    def __init__(
        self, *, web: Web | None = None, tokens: Tokens | None = None, linger: float = 0
    ) -> None:
        self._web = web or Web()
        self._tokens = tokens or Tokens(web=self._web)
        self._smtp = SmtpPostman(
            make_context=self._web.make_context,
            timeouts=self._web.timeouts,
            tokens=self._tokens,
        )
        self._kept = KeptWires(linger)

    def freeze(self, content: EmailContent, *, at: datetime) -> FrozenMessage:
        return message.freeze(content, at=at)

    @contextmanager
    def connect(
        self, account: MailAccount, secret: str, *, keep: Keep | None = None
    ) -> Iterator[Wire]:
        """A signed-in connection while the block lasts. Raises ``MailError`` on entering it."""
        if account.route is Route.SMTP:
            with self._over_smtp(account, secret, keep) as smtp:
                yield smtp
            return
        wire = self._rest_wire(account, secret, keep)
        try:
            wire.open()
            yield wire
        finally:
            wire.close()

    @property
    def tokens(self) -> Tokens:
        """Those of the accounts that sign in by a consent, for whoever reads their inboxes."""
        return self._tokens

    def close_idle(self) -> None:
        """Hang up connections that nobody used for a while."""
        self._kept.close_idle()

    def close(self) -> None:
        """Hang up every connection that was kept."""
        self._kept.close()

    @contextmanager
    def _over_smtp(
        self, account: MailAccount, secret: str, keep: Keep | None
    ) -> Iterator[SmtpWire]:
        opener = self._smtp.opener(account, secret, keep=keep)
        wire = self._kept.take(account, secret)
        if wire is None:
            wire = SmtpWire(opener)
        else:
            wire.take_over(opener)
        try:
            yield wire
        except BaseException:
            wire.close()
            raise
        self._kept.put(account, secret, wire)

    def _rest_wire(self, account: MailAccount, secret: str, keep: Keep | None) -> RestWire:
        if account.route is Route.PROGRAM:
            raise MailError(fault=Fault.NO_ACCOUNT, detail="mail-program")
        if account.sign_in is not _SIGN_IN[account.route]:
            raise MailError(fault=Fault.LOGIN, detail="sign-in-again")
        access = self._tokens.access(account, secret, purpose=Purpose.SEND, keep=keep)
        if account.route is Route.GRAPH:
            return graph_wire(self._tokens.endpoints.graph, access, self._web)
        return gmail_wire(self._tokens.endpoints.gmail, access, self._web)
