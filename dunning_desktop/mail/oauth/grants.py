"""Asks a provider for tokens: with the code of a sign-in, or with the refresh token kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from oauthlib.oauth2 import OAuth2Error, WebApplicationClient

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.mail.oauth.identity import IdentityProvider, Scopes
from dunning_desktop.mail.oauth.secret import Consent
from dunning_desktop.mail.replies import Reply, reply
from dunning_desktop.mail.rest.request import Answer
from dunning_desktop.mail.rest.web import Web

_USUAL_SECONDS = 3600
_TOKEN = re.compile(r"[\x21-\x7e]+")
_PASSING = frozenset({"temporarily_unavailable", "server_error", "slow_down"})
# Said by no provider, but by what stands in for one: a page of HTML, half an answer.
_NONSENSE = frozenset({"nonsense", "missing_token"})
# Microsoft's numbers for a consent that only an administrator can give.
_ADMIN = re.compile(r"AADSTS(65001|90094|900941|90095)\b")
_TOO_MANY = 429
_SERVER_FAULT = 500


@dataclass(frozen=True, slots=True)
class Grant:
    """What the provider gave. ``refresh`` is empty where the old one stays good."""

    access: str = field(repr=False)
    refresh: str = field(default="", repr=False)
    seconds: int = _USUAL_SECONDS
    scopes: frozenset[str] = frozenset()
    id_token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What the browser brought back, and what proves that it was asked for here."""

    code: str = field(repr=False)
    verifier: str = field(repr=False)
    redirect: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A provider's no: its code, and its words."""

    code: str
    said: Reply

    def error(self) -> MailError:
        """What it comes to for the owner."""
        if _ADMIN.search(self.said.text):
            return MailError(fault=Fault.LOGIN, detail="admin-consent")
        if self.code == "access_denied":
            return MailError(fault=Fault.LOGIN, detail="denied")
        if self.code in _PASSING:
            return MailError(fault=Fault.BUSY, detail=self.said.text or self.said.words)
        if self.code in _NONSENSE:
            return MailError(fault=Fault.UNREACHABLE, detail="lost")
        # Mostly the registration: a number mistyped, or a secret that has run out.
        return MailError(fault=Fault.LOGIN, detail=f"client: {self.said.text}")


def refused(
    code: str, description: object, status: int = 0, *, secrets: tuple[str, ...] = ()
) -> Refused:
    """A no, with its words made fit to be shown."""
    words = ": ".join(str(one) for one in (code, description) if one)
    return Refused(code, reply(status, words.encode(), secrets=secrets))


def redeem(
    provider: IdentityProvider,
    signed_in: SignedIn,
    *,
    client_id: str,
    client_secret: str,
    scopes: Scopes,
    web: Web,
) -> Grant:
    """Turn the code of a sign-in into tokens. Raises ``MailError``."""
    client = WebApplicationClient(client_id)
    body = client.prepare_request_body(
        code=signed_in.code,
        redirect_uri=signed_in.redirect,
        code_verifier=signed_in.verifier,
        scope=(*scopes, *provider.always),
        client_secret=client_secret or None,
    )
    secrets = (signed_in.code, signed_in.verifier, client_secret)
    return _given(_asked(provider, body, web), secrets)


def refresh(
    provider: IdentityProvider, consent: Consent, *, client_id: str, scopes: Scopes, web: Web
) -> Grant:
    """Get a new access token. Raises ``MailError``."""
    client = WebApplicationClient(client_id)
    body = client.prepare_refresh_body(
        refresh_token=consent.refresh,
        client_id=client_id,
        client_secret=consent.client_secret or None,
        scope=(*scopes, *provider.always) if provider.one_resource else None,
    )
    answer = _asked(provider, body, web)
    return _given(answer, (consent.refresh, consent.client_secret), had_consent=True)


def _asked(provider: IdentityProvider, body: str, web: Web) -> Answer:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return web.ask(provider.token, method="POST", headers=headers, body=body.encode())


def _given(answer: Answer, secrets: tuple[str, ...], *, had_consent: bool = False) -> Grant:
    found = _read(answer, secrets)
    if isinstance(found, Grant):
        return found
    # Raised here, where no error of a reader is at hand: that would hold what was read.
    if found.code == "invalid_grant" and (had_consent or not _ADMIN.search(found.said.text)):
        # Run out or taken back: both are mended by giving it once more.
        raise MailError(fault=Fault.LOGIN, detail="sign-in-again")
    raise found.error()


def _read(answer: Answer, secrets: tuple[str, ...]) -> Grant | Refused:
    if answer.status == _TOO_MANY or answer.status >= _SERVER_FAULT:
        return Refused("server_error", reply(answer.status, b""))
    try:
        given = WebApplicationClient("").parse_request_body_response(
            answer.body.decode("utf-8", "replace")
        )
        return _checked(given)
    except OAuth2Error as error:
        return refused(str(error.error), error.description, answer.status, secrets=secrets)
    except (ValueError, TypeError, AttributeError):
        return Refused("nonsense", reply(answer.status, b""))


def _checked(given: dict[str, object]) -> Grant:
    """Raises ``ValueError`` for what is no token."""
    texts = {name: given.get(name) or "" for name in ("access_token", "refresh_token", "id_token")}
    seconds, scopes = given.get("expires_in", _USUAL_SECONDS), given.get("scope") or ()
    for text in texts.values():
        if not (isinstance(text, str) and _TOKEN.fullmatch(text or "-")):
            raise ValueError("no token")
    return Grant(
        access=str(texts["access_token"]),
        refresh=str(texts["refresh_token"]),
        seconds=seconds if isinstance(seconds, int) else _USUAL_SECONDS,
        scopes=frozenset(str(one) for one in scopes) if isinstance(scopes, list) else frozenset(),
        id_token=str(texts["id_token"]),
    )
