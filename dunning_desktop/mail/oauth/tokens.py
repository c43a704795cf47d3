"""Access tokens: in memory only, got anew when they run out, one at a time for each account."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import MailAccount, SignIn
from dunning_desktop.mail.oauth import grants as oauth_grants
from dunning_desktop.mail.oauth.grants import Grant
from dunning_desktop.mail.oauth.identity import Endpoints, Purpose
from dunning_desktop.mail.oauth.secret import Consent, pack, unpack
from dunning_desktop.mail.rest.web import Web
from dunning_desktop.usecases.mail_ports import Keep

# A token that is about to run out might do so on the way.
_SPARE_SECONDS = 60

Clock = Callable[[], float]


class Tokens:
    """The tokens of all accounts, by account and purpose. May be used from several threads."""

    def __init__(
        self,
        *,
        endpoints: Endpoints | None = None,
        web: Web | None = None,
        clock: Clock = time.monotonic,
    ) -> None:
        self.endpoints = endpoints or Endpoints()
        self.web = web or Web()
        self._clock = clock
        self._lock = threading.Lock()
        self._chains: dict[tuple[str, SignIn, str], _Chain] = {}

    def bearer(
        self, account: MailAccount, secret: str, *, purpose: Purpose, keep: Keep | None = None
    ) -> str:
        """A token that is good now. Raises ``MailError``.

        ``keep`` gets the account's new secret before the token that came with it is returned.
        """
        return self.access(account, secret, purpose=purpose, keep=keep).token()

    def for_inbox(
        self, account: MailAccount, secret: str, keep: Keep | None = None, rejected: str = "", /
    ) -> str:
        """As ``bearer``, for IMAP; another one than what was ``rejected``. Raises ``MailError``."""
        access = self.access(account, secret, purpose=Purpose.IMAP, keep=keep)
        return access.renewed(rejected) if rejected else access.token()

    def access(
        self, account: MailAccount, secret: str, *, purpose: Purpose, keep: Keep | None = None
    ) -> Access:
        """The way to the tokens of one account. Raises ``MailError`` where there is none."""
        unpack(secret)
        if not account.client_id:
            raise MailError(fault=Fault.LOGIN, detail="no-client-id")
        provider = self.endpoints.provider(account.sign_in)

        def ask(consent: Consent) -> Grant:
            return oauth_grants.refresh(
                provider,
                consent,
                client_id=account.client_id,
                scopes=provider.scopes[purpose],
                web=self.web,
            )

        chain = self._chain(account, secret)
        return Access(lambda used: chain.token(secret, used, purpose=purpose, ask=ask, keep=keep))

    def _chain(self, account: MailAccount, secret: str) -> _Chain:
        key = (account.secret_key or account.address, account.sign_in, account.client_id)
        with self._lock:
            return self._chains.setdefault(key, _Chain(secret, self._clock))


class Access:
    """The tokens of one account for one purpose."""

    def __init__(self, get: Callable[[str], str]) -> None:
        self._get = get

    def token(self) -> str:
        """One that is good as far as is known. Raises ``MailError``."""
        return self._get("")

    def renewed(self, rejected: str) -> str:
        """Another one than the one that was rejected. Raises ``MailError``."""
        return self._get(rejected)


@dataclass(frozen=True, slots=True)
class _Token:
    words: str = field(repr=False)
    until: float


class _Chain:
    """The secrets of one account, each grown out of the one before, and the tokens they gave.

    A caller may still hold an earlier one; a secret that is none of them comes of a new consent.
    """

    def __init__(self, secret: str, clock: Clock) -> None:
        self._lock = threading.Lock()
        self._clock = clock
        self._begin(secret)

    def _begin(self, secret: str) -> None:
        self._secret = self._kept = secret
        self._seen = {secret}
        self._tokens: dict[Purpose, _Token] = {}

    def token(
        self,
        secret: str,
        rejected: str,
        *,
        purpose: Purpose,
        ask: Callable[[Consent], Grant],
        keep: Keep | None,
    ) -> str:
        with self._lock:
            if secret not in self._seen:
                self._begin(secret)
            held = self._tokens.get(purpose)
            if held is None or held.words == rejected or held.until <= self._clock():
                self._tokens.pop(purpose, None)
                held = self._grow(ask)
            self._hand_on(keep)
            # Only now: where the secret could not be kept, the next call tries that again.
            self._tokens[purpose] = held
            return held.words

    def _grow(self, ask: Callable[[Consent], Grant]) -> _Token:
        consent, began = unpack(self._secret), self._clock()
        grant = ask(consent)
        if grant.refresh:
            self._secret = pack(Consent(grant.refresh, consent.client_secret))
            self._seen.add(self._secret)
        return _Token(grant.access, began + grant.seconds - _SPARE_SECONDS)

    def _hand_on(self, keep: Keep | None) -> None:
        if keep is not None and self._kept != self._secret:
            keep(self._secret)
            self._kept = self._secret
