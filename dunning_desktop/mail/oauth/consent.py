"""Signing in with Microsoft or Google: the owner consents in the browser, once for an account."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from oauthlib.oauth2 import WebApplicationClient

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import SignIn
from dunning_desktop.mail.oauth import grants as oauth_grants
from dunning_desktop.mail.oauth import mailbox as oauth_mailbox
from dunning_desktop.mail.oauth.browser import Doorway, Pages, Query
from dunning_desktop.mail.oauth.grants import Grant, SignedIn
from dunning_desktop.mail.oauth.identity import Endpoints, IdentityProvider, Scopes
from dunning_desktop.mail.oauth.secret import Consent, pack
from dunning_desktop.mail.rest.web import Web

# The longest that RFC 7636 allows.
_VERIFIER_LETTERS = 128


@dataclass(frozen=True, slots=True)
class Means:
    """By what a sign-in is done: tests bring their own, the screen its words.

    ``patience`` are the seconds that the owner has for it in the browser.
    """

    web: Web = field(default_factory=Web)
    graph: str = Endpoints().graph
    pages: Pages = field(default_factory=Pages)
    patience: float = 300


def consent(
    account_address: str,
    provider: IdentityProvider,
    *,
    client_id: str,
    client_secret: str = "",
    scopes: Scopes,
    open_browser: Callable[[str], object],
    cancelled: Callable[[], bool],
    means: Means | None = None,
) -> str:
    """The secret of an account, after its owner signed in. Waits for him: call it in a lane.

    ``scopes`` are those of ``IdentityProvider.for_account``. Raises ``Stopped`` when cancelled,
    else ``MailError``. With ``Fault.LOGIN`` its ``detail`` is ``denied``, ``admin-consent``,
    ``no-answer``, ``state`` (what came back was not asked for here), ``other-mailbox: name``,
    ``no-client-id``, ``no-refresh-token`` or ``client: `` and what the provider said of the
    registration.
    """
    if not client_id:
        raise MailError(fault=Fault.LOGIN, detail="no-client-id")
    how = means or Means()
    journey = _Journey(provider, client_id, scopes)
    signed_in = journey.run(account_address, open_browser, cancelled=cancelled, means=how)
    grant = oauth_grants.redeem(
        provider,
        signed_in,
        client_id=client_id,
        client_secret=client_secret,
        scopes=provider.for_first_token(scopes),
        web=how.web,
    )
    _check(grant, provider, scopes)
    if "openid" in (*scopes, *provider.always):
        names = oauth_mailbox.names_in_token(grant, client_id)
    else:
        names = oauth_mailbox.names_in_graph(grant, how.graph, how.web)
    oauth_mailbox.check(account_address, names)
    return pack(Consent(grant.refresh, client_secret))


class _Journey:
    """One trip of the browser: out with a question, back with a code."""

    def __init__(self, provider: IdentityProvider, client_id: str, scopes: Scopes) -> None:
        self._provider = provider
        self._scopes = scopes
        self._client = WebApplicationClient(client_id)
        self._state = secrets.token_urlsafe(32)
        self._verifier = self._client.create_code_verifier(_VERIFIER_LETTERS)

    def run(
        self,
        address: str,
        open_browser: Callable[[str], object],
        *,
        cancelled: Callable[[], bool],
        means: Means,
    ) -> SignedIn:
        with Doorway(means.pages) as door:
            redirect = f"http://{self._provider.redirect_host}:{door.port}"
            open_browser(self._question(address, redirect))
            query = door.visit(self._is_good, cancelled=cancelled, patience=means.patience)
        if not self._is_ours(query):
            raise MailError(fault=Fault.LOGIN, detail="state")
        if "error" in query:
            raise oauth_grants.refused(query["error"], query.get("error_description")).error()
        return SignedIn(query["code"], self._verifier, redirect)

    def _question(self, address: str, redirect: str) -> str:
        """The address to open. What proves the answer stays here, in its digest."""
        return str(
            self._client.prepare_request_uri(
                self._provider.authorize,
                redirect_uri=redirect,
                scope=(*self._scopes, *self._provider.always),
                state=self._state,
                code_challenge=self._client.create_code_challenge(self._verifier, "S256"),
                code_challenge_method="S256",
                login_hint=address,
                **self._provider.options,
            )
        )

    def _is_good(self, query: Query) -> bool:
        return self._is_ours(query) and "error" not in query

    def _is_ours(self, query: Query) -> bool:
        brought = query.get("state", "").encode()
        return secrets.compare_digest(brought, self._state.encode())


def _check(grant: Grant, provider: IdentityProvider, scopes: Scopes) -> None:
    """Google lets its users untick a permission and go on."""
    if not grant.refresh:
        raise MailError(fault=Fault.LOGIN, detail="no-refresh-token")
    wanted = {one for one in scopes if urlsplit(one).netloc}
    if provider.sign_in is SignIn.GOOGLE and grant.scopes and not wanted <= grant.scopes:
        raise MailError(fault=Fault.LOGIN, detail="denied")
