"""What is asked for at a provider, and what of it one token can hold."""

import pytest

from dunning_desktop.domain.mail_accounts import Inbox, Route
from dunning_desktop.mail.oauth.identity import GOOGLE, MICROSOFT, IdentityProvider
from tests.mail.cloud_scene import an_account

GRAPH_SCOPES = ("https://graph.microsoft.com/Mail.Send", "User.Read")
GMAIL_SCOPES = ("https://www.googleapis.com/auth/gmail.send",)


@pytest.mark.parametrize(
    ("provider", "route", "reads", "expected", "first"),
    [
        (MICROSOFT, Route.GRAPH, False, GRAPH_SCOPES, GRAPH_SCOPES),
        (
            MICROSOFT,
            Route.GRAPH,
            True,
            (*GRAPH_SCOPES, "https://outlook.office.com/IMAP.AccessAsUser.All"),
            GRAPH_SCOPES,
        ),
        (GOOGLE, Route.GMAIL, False, GMAIL_SCOPES, GMAIL_SCOPES),
        (GOOGLE, Route.SMTP, True, ("https://mail.google.com/",), ("https://mail.google.com/",)),
    ],
)
def test_one_consent_covers_the_account_and_one_token_its_first_service(
    provider: IdentityProvider,
    route: Route,
    reads: bool,
    expected: tuple[str, ...],
    first: tuple[str, ...],
) -> None:
    inbox = Inbox("imap.example") if reads else None
    scopes = provider.for_account(an_account(route, inbox=inbox))
    assert scopes == expected
    assert provider.for_first_token(scopes) == first
