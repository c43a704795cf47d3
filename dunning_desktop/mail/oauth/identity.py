"""Who signs the owner in: addresses and permissions of Microsoft and Google, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import MailAccount, Route, SignIn

Scopes = tuple[str, ...]

_GRAPH = "graph.microsoft.com"
_OF_NO_SERVICE = frozenset({"openid", "email", "profile", "offline_access"})
_GOOGLE_MAIL = "https://mail.google.com/"


class Purpose(StrEnum):
    """What an access token is for; ``send`` is a provider's own interface for sending."""

    SEND = "send"
    SMTP = "smtp"
    IMAP = "imap"


@dataclass(frozen=True, slots=True)
class IdentityProvider:
    """Where one signs in, and what is asked for there.

    ``scopes`` are those of an access token by its purpose, ``always`` go into every request.
    ``redirect_host`` is the name of this computer that the provider accepts. ``one_resource``: a
    token is for one of its services only, though one consent may cover more.
    """

    sign_in: SignIn
    authorize: str
    token: str
    redirect_host: str
    scopes: Mapping[Purpose, Scopes]
    always: Scopes
    options: Mapping[str, str] = field(default_factory=dict)
    one_resource: bool = False

    def for_account(self, account: MailAccount) -> Scopes:
        """Everything the owner is to consent to, so that this account can be used."""
        wanted = [Purpose.SMTP if account.route is Route.SMTP else Purpose.SEND]
        if account.inbox is not None:
            wanted.append(Purpose.IMAP)
        return tuple(dict.fromkeys(scope for one in wanted for scope in self.scopes[one]))

    def for_first_token(self, scopes: Scopes) -> Scopes:
        """Those of the consent that one token can hold, beginning with the first."""
        if not self.one_resource or not scopes:
            return scopes
        fitting = {_resource(scopes[0]), ""}
        return tuple(one for one in scopes if _resource(one) in fitting)


MICROSOFT = IdentityProvider(
    sign_in=SignIn.MICROSOFT,
    authorize="https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
    token="https://login.microsoftonline.com/common/oauth2/v2.0/token",  # noqa: S106 - an address
    # Registered without a port, which is then free; 127.0.0.1 is not treated so kindly.
    redirect_host="localhost",
    scopes={
        Purpose.SEND: ("https://graph.microsoft.com/Mail.Send", "User.Read"),
        # Graph may tell whose mailbox it is; here the token itself has to.
        Purpose.SMTP: ("https://outlook.office.com/SMTP.Send", "openid", "email", "profile"),
        Purpose.IMAP: ("https://outlook.office.com/IMAP.AccessAsUser.All",),
    },
    always=("offline_access",),
    options={"response_mode": "query"},
    one_resource=True,
)
GOOGLE = IdentityProvider(
    sign_in=SignIn.GOOGLE,
    authorize="https://accounts.google.com/o/oauth2/v2/auth",
    token="https://oauth2.googleapis.com/token",  # noqa: S106 - an address
    redirect_host="127.0.0.1",
    scopes={
        Purpose.SEND: ("https://www.googleapis.com/auth/gmail.send",),
        Purpose.SMTP: (_GOOGLE_MAIL,),
        Purpose.IMAP: (_GOOGLE_MAIL,),
    },
    always=("openid", "email"),
    # Without the second, signing in again would leave no refresh token.
    options={"access_type": "offline", "prompt": "consent"},
)


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Every address that is spoken to; tests put their own here."""

    microsoft: IdentityProvider = MICROSOFT
    google: IdentityProvider = GOOGLE
    graph: str = f"https://{_GRAPH}"
    gmail: str = "https://gmail.googleapis.com"

    def provider(self, sign_in: SignIn) -> IdentityProvider:
        """The one that an account signs in with. Raises ``MailError`` for a password."""
        if sign_in is SignIn.PASSWORD:
            raise MailError(fault=Fault.LOGIN, detail="sign-in-again")
        return self.microsoft if sign_in is SignIn.MICROSOFT else self.google


def _resource(scope: str) -> str:
    """The service a permission is for, "" for none; another bare name is one of Graph's."""
    if scope in _OF_NO_SERVICE:
        return ""
    return urlsplit(scope).netloc or _GRAPH
