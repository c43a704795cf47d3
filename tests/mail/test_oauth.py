"""Signing in with a consent: the whole way, through a browser, to the secret of an account."""

import base64
import json
import logging
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from dunning_desktop.domain.errors import MailError, Stopped
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import Inbox, Route
from dunning_desktop.mail.oauth.browser import Pages
from dunning_desktop.mail.oauth.consent import Means, consent
from dunning_desktop.mail.oauth.identity import MICROSOFT, IdentityProvider
from tests.helpers.identity_provider import CLIENT, MAILBOX, Identity, identity_provider, visit
from tests.mail.cloud_scene import an_account

PAGES = Pages(done="All well & good <b>.", not_done="Not signed in.")
GRAPH_SCOPES = ("https://graph.microsoft.com/Mail.Send", "User.Read")
GOOGLES = "GOCSPX-secret"
GMAIL_SCOPES = ("https://www.googleapis.com/auth/gmail.send",)


@dataclass
class Owner:
    """Signs in, and remembers what he was shown."""

    identity: Identity
    scopes: tuple[str, ...] = GRAPH_SCOPES
    address: str = MAILBOX
    patience: float = 10
    cancelled: Callable[[], bool] = lambda: False
    browse: Callable[[str], object] | None = None
    client_id: str = CLIENT
    client_secret: str = ""
    opened: list[str] = field(default_factory=list)

    def signs_in(self, provider: IdentityProvider | None = None) -> str:
        identity = self.identity
        return consent(
            self.address,
            provider or identity.microsoft,
            client_id=self.client_id,
            client_secret=self.client_secret,
            scopes=self.scopes,
            open_browser=self._open,
            cancelled=self.cancelled,
            means=Means(identity.web, identity.address, PAGES, self.patience),
        )

    def _open(self, url: str) -> None:
        self.opened.append(url)
        (self.browse or self.identity.browse)(url)

    def fails(self, provider: IdentityProvider | None = None) -> tuple[Fault, str]:
        with pytest.raises(MailError) as caught:
            self.signs_in(provider)
        fault = caught.value.data["fault"]
        assert isinstance(fault, Fault)
        return fault, str(caught.value.data["detail"])


# All goes well.


def test_the_owner_signs_in_with_microsoft(tmp_path: Path) -> None:
    with identity_provider(tmp_path) as identity:
        secret = Owner(identity).signs_in()
        identity.join()
        assert json.loads(secret) == {"refresh": next(iter(identity.refresh))}
        (asked,) = identity.asked
        assert asked["login_hint"] == MAILBOX
        assert asked["scope"].split() == [*GRAPH_SCOPES, "offline_access"]
        assert urlsplit(asked["redirect_uri"]).hostname == "localhost"
        assert urlsplit(asked["redirect_uri"]).path == ""
        assert len(asked["state"]) >= 32
        (redeemed,) = identity.asked_for_tokens
        assert "client_secret" not in redeemed
        assert 43 <= len(redeemed["code_verifier"]) <= 128
        assert identity.pages[0][0] == 200
        assert "All well &amp; good &lt;b&gt;." in identity.pages[0][1]
        assert "<script" not in identity.pages[0][1]


def test_the_owner_signs_in_with_google(tmp_path: Path) -> None:
    with identity_provider(tmp_path, client_secret="GOCSPX-x") as identity:
        owner = Owner(identity, GMAIL_SCOPES, client_secret="GOCSPX-x")
        secret = owner.signs_in(identity.google)
        kept = json.loads(secret)
        assert kept == {"refresh": next(iter(identity.refresh)), "client_secret": "GOCSPX-x"}
        (asked,) = identity.asked
        assert asked["scope"].split() == [*GMAIL_SCOPES, "openid", "email"]
        assert (asked["access_type"], asked["prompt"]) == ("offline", "consent")
        assert urlsplit(asked["redirect_uri"]).hostname == "127.0.0.1"


def test_what_was_consented_to_then_gives_tokens(tmp_path: Path) -> None:
    with identity_provider(tmp_path) as identity:
        secret = Owner(identity).signs_in()
        access = identity.tokens().bearer(an_account(), secret, purpose="send")  # type: ignore[arg-type]
        assert access in identity.access


def test_each_sign_in_has_a_state_and_a_proof_of_its_own(tmp_path: Path) -> None:
    with identity_provider(tmp_path) as identity:
        Owner(identity).signs_in()
        Owner(identity).signs_in()
        assert len({asked["state"] for asked in identity.asked}) == 2
        assert len({asked["code_challenge"] for asked in identity.asked}) == 2


def test_nothing_listens_any_more_afterwards(tmp_path: Path) -> None:
    with identity_provider(tmp_path) as identity:
        Owner(identity).signs_in()
        identity.join()
        with pytest.raises(ConnectionRefusedError):
            visit(identity.asked[0]["redirect_uri"] + "/?code=late")


def test_smtp_and_imap_of_microsoft_are_one_service(tmp_path: Path) -> None:
    account = an_account(Route.SMTP, inbox=Inbox("outlook.office365.com"))
    scopes = MICROSOFT.for_account(account)
    assert set(scopes) == {
        "https://outlook.office.com/SMTP.Send",
        "https://outlook.office.com/IMAP.AccessAsUser.All",
        "openid",
        "email",
        "profile",
    }
    assert MICROSOFT.for_first_token(scopes) == scopes
    with identity_provider(tmp_path, profile_status=500) as identity:
        # Graph could not be asked with such a token: the token itself says whose it is.
        assert Owner(identity, scopes).signs_in()
        assert Owner(identity, scopes, "else@firm.example").fails()[1].startswith("other-mailbox")


# Whose mailbox.


@pytest.mark.parametrize(
    "profile",
    [
        {"userPrincipalName": "ME@Firm.Example", "mail": None},
        {"userPrincipalName": "me_firm#EXT#@x.onmicrosoft.com", "mail": "me@firm.example"},
    ],
)
def test_either_name_of_the_mailbox_will_do(tmp_path: Path, profile: dict[str, object]) -> None:
    with identity_provider(tmp_path, profile=profile) as identity:
        assert Owner(identity).signs_in()


@pytest.mark.parametrize(
    ("profile", "detail"),
    [
        ({"userPrincipalName": "boss@firm.example"}, "other-mailbox: boss@firm.example"),
        ({}, "other-mailbox"),
        ([], "other-mailbox"),
        (b"<html>", "other-mailbox"),
    ],
)
def test_another_mailbox_of_microsoft_is_not_taken(
    tmp_path: Path, profile: object, detail: str
) -> None:
    with identity_provider(tmp_path, profile=profile) as identity:
        assert Owner(identity).fails() == (Fault.LOGIN, detail)


def test_another_mailbox_of_google_is_not_taken(tmp_path: Path) -> None:
    with identity_provider(tmp_path, mailbox="boss@firm.example") as identity:
        found = Owner(identity, GMAIL_SCOPES).fails(identity.google)
        assert found == (Fault.LOGIN, "other-mailbox: boss@firm.example")


def test_a_token_made_out_for_another_program_tells_nothing(tmp_path: Path) -> None:
    with identity_provider(tmp_path, audience="somebody-else") as identity:
        found = Owner(identity, GMAIL_SCOPES).fails(identity.google)
        assert found == (Fault.LOGIN, "other-mailbox")


@pytest.mark.parametrize("status", [401, 503])
def test_a_profile_that_is_not_told(tmp_path: Path, status: int) -> None:
    fault = Fault.BUSY if status == 503 else Fault.LOGIN
    with identity_provider(tmp_path, profile_status=status) as identity:
        assert Owner(identity).fails()[0] is fault


# The owner, or somebody above him, says no.


@pytest.mark.parametrize(
    ("denies", "expected"),
    [
        ({"error": "access_denied"}, (Fault.LOGIN, "denied")),
        (
            {"error": "access_denied", "error_description": "AADSTS65004: User declined"},
            (Fault.LOGIN, "denied"),
        ),
        (
            {"error": "access_denied", "error_description": "AADSTS90094: An admin must grant"},
            (Fault.LOGIN, "admin-consent"),
        ),
        (
            {"error": "consent_required", "error_description": "AADSTS65001: has not consented"},
            (Fault.LOGIN, "admin-consent"),
        ),
        ({"error": "temporarily_unavailable"}, (Fault.BUSY, "temporarily_unavailable")),
        (
            {"error": "unauthorized_client", "error_description": "not\r\nenabled"},
            (Fault.LOGIN, "client: unauthorized_client: not enabled"),
        ),
    ],
)
def test_a_no_in_the_browser(
    tmp_path: Path, denies: dict[str, str], expected: tuple[Fault, str]
) -> None:
    with identity_provider(tmp_path, denies=denies) as identity:
        assert Owner(identity).fails() == expected
        identity.join()
        assert "Not signed in." in identity.pages[0][1]
        assert identity.asked_for_tokens == []


def test_a_permission_unticked_is_a_no(tmp_path: Path) -> None:
    with identity_provider(tmp_path, granted="openid email") as identity:
        found = Owner(identity, GMAIL_SCOPES).fails(identity.google)
        assert found == (Fault.LOGIN, "denied")


def test_google_may_write_the_permissions_its_own_way(tmp_path: Path) -> None:
    long = "openid https://www.googleapis.com/auth/userinfo.email " + GMAIL_SCOPES[0]
    with identity_provider(tmp_path, granted=long) as identity:
        assert Owner(identity, GMAIL_SCOPES).signs_in(identity.google)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ((400, {"error": "invalid_grant"}), (Fault.LOGIN, "sign-in-again")),
        (
            (400, {"error": "invalid_grant", "error_description": "AADSTS65001: not consented"}),
            (Fault.LOGIN, "admin-consent"),
        ),
        (
            (401, {"error": "invalid_client", "error_description": "AADSTS7000218: no secret"}),
            (Fault.LOGIN, "client: invalid_client: AADSTS7000218: no secret"),
        ),
        ((429, b""), (Fault.BUSY, "429")),
        ((503, b"<html>"), (Fault.BUSY, "503")),
        ((200, b"<html>sign in to the hotel"), (Fault.UNREACHABLE, "lost")),
        ((200, b"[]"), (Fault.UNREACHABLE, "lost")),
        ((200, b"3"), (Fault.UNREACHABLE, "lost")),
        ((200, {"access_token": 3}), (Fault.UNREACHABLE, "lost")),
        ((200, {"access_token": "a\r\nHost: evil"}), (Fault.UNREACHABLE, "lost")),
        ((200, {"access_token": "a"}), (Fault.LOGIN, "no-refresh-token")),
    ],
)
def test_a_no_where_the_tokens_are(
    tmp_path: Path, answer: tuple[int, object], expected: tuple[Fault, str]
) -> None:
    with identity_provider(tmp_path, token_answers=[answer]) as identity:
        assert Owner(identity).fails() == expected


def test_without_a_refresh_token_nothing_lasts(tmp_path: Path) -> None:
    with identity_provider(tmp_path, gives_refresh=False) as identity:
        assert Owner(identity).fails() == (Fault.LOGIN, "no-refresh-token")


def test_without_a_registration_no_browser_is_opened(tmp_path: Path) -> None:
    with identity_provider(tmp_path) as identity:
        owner = Owner(identity, client_id="")
        assert owner.fails() == (Fault.LOGIN, "no-client-id")
        assert owner.opened == []


# Nobody comes back, or somebody else does.


def test_an_owner_who_never_comes_back(tmp_path: Path) -> None:
    with identity_provider(tmp_path) as identity:
        owner = Owner(identity, patience=0.3, browse=lambda _url: None)
        assert owner.fails() == (Fault.LOGIN, "no-answer")


def test_an_owner_who_thinks_better_of_it(tmp_path: Path) -> None:
    with identity_provider(tmp_path) as identity:
        owner = Owner(identity, browse=lambda _url: None)
        owner.cancelled = lambda: bool(owner.opened)
        with pytest.raises(Stopped):
            owner.signs_in()


def test_what_the_opening_of_a_browser_raises_passes(tmp_path: Path) -> None:
    def no_browser(_url: str) -> None:
        raise FileNotFoundError

    with identity_provider(tmp_path) as identity, pytest.raises(FileNotFoundError):
        Owner(identity, browse=no_browser).signs_in()


@pytest.mark.parametrize("denies", [{}, {"error": "access_denied"}])
def test_an_answer_to_another_question_is_not_taken(
    tmp_path: Path, denies: dict[str, str]
) -> None:
    with identity_provider(tmp_path, state="guessed-ü", denies=denies) as identity:
        assert Owner(identity).fails() == (Fault.LOGIN, "state")
        identity.join()
        assert "Not signed in." in identity.pages[0][1]
        assert identity.asked_for_tokens == []


def test_a_code_of_somebody_elses_does_not_fit_the_proof(tmp_path: Path) -> None:
    with identity_provider(tmp_path) as identity:
        swap = iter([identity.authorize])

        def browse(url: str) -> None:
            asked = dict(parse_qsl(urlsplit(url).query))
            other = asked | {"code_challenge": base64.urlsafe_b64encode(b"x" * 32).decode()}
            back = next(swap)(other)
            thread = threading.Thread(target=visit, args=(back,))
            identity._browsers.append(thread)
            thread.start()

        assert Owner(identity, browse=browse).fails() == (Fault.LOGIN, "sign-in-again")


def test_a_provider_that_cannot_be_reached(tmp_path: Path) -> None:
    with identity_provider(tmp_path) as identity:
        nowhere = replace(identity.microsoft, token="https://localhost:1/token")
        assert Owner(identity).fails(nowhere) == (Fault.UNREACHABLE, "refused")


def test_a_provider_that_nobody_vouches_for_gets_no_code(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with identity_provider(tmp_path) as identity, identity_provider(tmp_path / "other") as false:
        strange = replace(identity.microsoft, token=f"{false.address}/token")
        assert Owner(identity).fails(strange) == (Fault.CERTIFICATE, "unknown-issuer")
        assert false.asked_for_tokens == []


# Nothing is told.


def test_no_code_no_token_and_no_secret_is_told_anywhere(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    told: list[str] = []
    with identity_provider(tmp_path) as identity:
        secrets = {Owner(identity).signs_in(), GOOGLES}
        for error in ("invalid_grant", "invalid_client", "unheard_of"):

            def echo(url: str) -> None:
                asked = dict(parse_qsl(urlsplit(url).query))
                back = identity.authorize(asked)
                code = dict(parse_qsl(urlsplit(back).query))["code"]
                said = f"{code} and {GOOGLES} are not good"
                identity.token_answers.append((400, {"error": error, "error_description": said}))  # noqa: B023
                thread = threading.Thread(target=visit, args=(back,))
                identity._browsers.append(thread)
                thread.start()

            with pytest.raises(MailError) as caught:
                Owner(identity, browse=echo, client_secret=GOOGLES).signs_in()
            error_told = caught.value
            told += [repr(error_told), "".join(traceback.format_exception(error_told))]
        identity.profile = {"userPrincipalName": "boss@firm.example"}
        with pytest.raises(MailError) as caught:
            Owner(identity).signs_in()
        told.append("".join(traceback.format_exception(caught.value)))
        secrets |= identity.secret_words
    words = caplog.text + "".join(capfd.readouterr()) + "".join(told)
    assert "*** and *** are not good" in words
    assert len(secrets) > 8
    for secret in secrets:
        assert secret not in words
