"""Access tokens: got once, kept in memory, renewed in time, and never two renewals at once."""

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from dunning_desktop.domain.errors import KeychainError, MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import Route, SignIn
from dunning_desktop.mail.oauth.grants import Grant, SignedIn
from dunning_desktop.mail.oauth.identity import Purpose
from dunning_desktop.mail.oauth.secret import Consent, pack, unpack
from dunning_desktop.mail.rest.request import Answer, Request
from tests.helpers.identity_provider import identity_provider
from tests.mail.cloud_scene import an_account

SEND, SMTP, IMAP = Purpose.SEND, Purpose.SMTP, Purpose.IMAP


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def problem(act: Callable[[], object]) -> tuple[object, object]:
    with pytest.raises(MailError) as caught:
        act()
    return caught.value.data["fault"], caught.value.data["detail"]


# The secret.


def test_a_secret_is_packed_and_unpacked() -> None:
    for consent in (Consent("r-1"), Consent("r-2", "GOCSPX")):
        assert unpack(pack(consent)) == consent
    assert pack(Consent("r")) == '{"refresh":"r"}'


@pytest.mark.parametrize(
    "secret", ["my password", "[]", "3", '{"refresh": 3}', '{"refresh": ""}', '{"x": "y"}']
)
def test_another_secret_means_signing_in_again(secret: str) -> None:
    assert problem(lambda: unpack(secret)) == (Fault.LOGIN, "sign-in-again")


def test_no_secret_is_no_password() -> None:
    assert problem(lambda: unpack("")) == (Fault.NO_PASSWORD, "")


def test_nothing_that_holds_a_secret_shows_it() -> None:
    holders = (
        Consent("hush", "hush"),
        Grant("hush", "hush", 3600, frozenset(), "hush"),
        SignedIn("hush", "hush", "http://localhost:1"),
        Request("POST", "/x", {"Authorization": "Bearer hush"}, b"hush"),
        Answer(200, {"x": "hush"}, b"hush"),
    )
    assert "hush" not in repr(holders)


# Tokens.


def test_a_token_is_used_until_it_runs_out(tmp_path: Path) -> None:
    clock = Clock()
    with identity_provider(tmp_path, rotates=False) as identity:
        tokens, secret = identity.tokens(clock=clock), identity.consent_of()
        first = tokens.bearer(an_account(), secret, purpose=SEND)
        clock.now += 3539
        assert tokens.bearer(an_account(), secret, purpose=SEND) == first
        clock.now += 2
        assert tokens.bearer(an_account(), secret, purpose=SEND) != first
        assert len(identity.asked_for_tokens) == 2


@pytest.mark.parametrize("lifetime", [0, 30])
def test_a_token_of_a_moment_is_used_all_the_same(tmp_path: Path, lifetime: int) -> None:
    with identity_provider(tmp_path, lifetime=lifetime) as identity:
        tokens, secret = identity.tokens(clock=Clock()), identity.consent_of()
        for _ in range(2):
            assert tokens.bearer(an_account(), secret, purpose=SEND) in identity.access


def test_each_purpose_has_a_token_of_its_own(tmp_path: Path) -> None:
    with identity_provider(tmp_path) as identity:
        tokens, secret = identity.tokens(), identity.consent_of()
        found = {
            one: identity.access[tokens.bearer(an_account(), secret, purpose=one)]
            for one in (SEND, SMTP, IMAP)
        }
        assert found[SEND].startswith("https://graph.microsoft.com/Mail.Send ")
        assert found[SMTP].startswith("https://outlook.office.com/SMTP.Send ")
        assert found[IMAP].startswith("https://outlook.office.com/IMAP.AccessAsUser.All ")
        again = tokens.for_inbox(an_account(), secret)
        assert identity.access[again] == found[IMAP]
        assert len(identity.asked_for_tokens) == 3


def test_a_new_secret_is_kept_before_its_token_is_given(tmp_path: Path) -> None:
    kept: list[str] = []
    with identity_provider(tmp_path) as identity:
        secret = identity.consent_of()
        access = identity.tokens().access(an_account(), secret, purpose=SEND, keep=kept.append)
        first = access.token()
        assert [json.loads(one)["refresh"] for one in kept] == list(identity.refresh)
        assert access.renewed(first) != first
        assert len(set(kept)) == 2


def test_a_new_secret_that_cannot_be_kept_stops_its_token(tmp_path: Path) -> None:
    kept: list[str] = []

    def locked(_secret: str) -> None:
        raise KeychainError(reason="locked")

    with identity_provider(tmp_path) as identity:
        tokens, secret = identity.tokens(), identity.consent_of()
        with pytest.raises(KeychainError):
            tokens.bearer(an_account(), secret, purpose=SEND, keep=locked)
        # The chain goes on from where it is, and the last secret is kept in the end.
        token = tokens.bearer(an_account(), secret, purpose=SEND, keep=kept.append)
        assert token in identity.access
        assert [json.loads(one)["refresh"] for one in kept] == list(identity.refresh)


def test_who_still_holds_the_old_secret_goes_on_with_the_new_one(tmp_path: Path) -> None:
    kept: list[str] = []
    with identity_provider(tmp_path) as identity:
        tokens, secret = identity.tokens(), identity.consent_of()
        tokens.bearer(an_account(), secret, purpose=SEND)
        tokens.bearer(an_account(), secret, purpose=SMTP)
        assert kept == []
        tokens.bearer(an_account(), secret, purpose=SMTP, keep=kept.append)
        tokens.bearer(an_account(), secret, purpose=SMTP, keep=kept.append)
        assert [json.loads(one)["refresh"] for one in kept] == list(identity.refresh)
        # And who was told of the new one may bring that.
        assert tokens.bearer(an_account(), kept[0], purpose=SMTP) in identity.access
        assert len(identity.asked_for_tokens) == 2


def test_a_new_consent_forgets_what_came_of_the_old_one(tmp_path: Path) -> None:
    with identity_provider(tmp_path) as identity:
        tokens = identity.tokens()
        old = tokens.bearer(an_account(), identity.consent_of(), purpose=SEND)
        new = tokens.bearer(an_account(), identity.consent_of(), purpose=SEND)
        assert new != old
        assert len(identity.asked_for_tokens) == 2


def test_accounts_do_not_share_their_tokens(tmp_path: Path) -> None:
    with identity_provider(tmp_path) as identity:
        tokens = identity.tokens()
        for key in ("mail/1", "mail/2"):
            tokens.bearer(an_account(secret_key=key), identity.consent_of(), purpose=SEND)
        assert len(identity.asked_for_tokens) == 2


def test_many_threads_renew_once(tmp_path: Path) -> None:
    kept: list[str] = []
    got: list[str] = []
    with identity_provider(tmp_path) as identity:
        tokens, secret = identity.tokens(), identity.consent_of()
        gate = threading.Barrier(8)

        def run() -> None:
            access = tokens.access(an_account(), secret, purpose=SEND, keep=kept.append)
            gate.wait(5)
            first = access.token()
            gate.wait(5)
            got.append(access.renewed(first))

        threads = [threading.Thread(target=run) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
        assert len(got) == 8
        assert len(set(got)) == 1
        assert len(identity.asked_for_tokens) == 2
        assert [json.loads(one)["refresh"] for one in kept][-1:] == list(identity.refresh)


# What can go wrong.


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ((400, {"error": "invalid_grant"}), (Fault.LOGIN, "sign-in-again")),
        (
            (400, {"error": "invalid_grant", "error_description": "AADSTS65001: revoked"}),
            (Fault.LOGIN, "sign-in-again"),
        ),
        (
            (400, {"error": "invalid_grant", "error_description": 3, "suberror": []}),
            (Fault.LOGIN, "sign-in-again"),
        ),
        (
            (401, {"error": "invalid_client", "error_description": "secret expired"}),
            (Fault.LOGIN, "client: invalid_client: secret expired"),
        ),
        ((500, b""), (Fault.BUSY, "500")),
        ((400, {"error": "temporarily_unavailable"}), (Fault.BUSY, "temporarily_unavailable")),
        ((200, b"\xff\xfe"), (Fault.UNREACHABLE, "lost")),
        ((302, b""), (Fault.UNREACHABLE, "lost")),
    ],
)
def test_a_refresh_that_fails(
    tmp_path: Path, answer: tuple[int, object], expected: tuple[Fault, str]
) -> None:
    with identity_provider(tmp_path, token_answers=[answer]) as identity:
        tokens, secret = identity.tokens(), identity.consent_of()
        found = problem(lambda: tokens.bearer(an_account(), secret, purpose=SEND))
        assert found == expected
        assert tokens.bearer(an_account(), secret, purpose=SEND) in identity.access


def test_a_secret_is_not_quoted_by_the_provider_that_echoes_it(tmp_path: Path) -> None:
    with identity_provider(tmp_path) as identity:
        secret = identity.consent_of()
        said = f"what is {json.loads(secret)['refresh']}?"
        identity.token_answers.append((400, {"error": "odd", "error_description": said}))
        tokens = identity.tokens()
        found = problem(lambda: tokens.bearer(an_account(), secret, purpose=SEND))
        assert found == (Fault.LOGIN, "client: odd: what is ***?")


def test_no_network_is_told_as_everywhere(tmp_path: Path) -> None:
    with identity_provider(tmp_path) as identity:
        secret, tokens = identity.consent_of(), identity.tokens()
    found = problem(lambda: tokens.bearer(an_account(), secret, purpose=SEND))
    assert found == (Fault.UNREACHABLE, "refused")


def test_a_provider_that_nobody_vouches_for_gets_no_secret(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with identity_provider(tmp_path) as identity, identity_provider(tmp_path / "other") as other:
        other.ca_path = identity.ca_path
        secret, tokens = other.consent_of(), other.tokens()
        found = problem(lambda: tokens.bearer(an_account(), secret, purpose=SEND))
        assert found == (Fault.CERTIFICATE, "unknown-issuer")
        assert other.asked_for_tokens == []


@pytest.mark.parametrize(
    ("changes", "detail"),
    [({"client_id": ""}, "no-client-id"), ({"sign_in": SignIn.PASSWORD}, "sign-in-again")],
)
def test_an_account_that_lacks_something(
    tmp_path: Path, changes: dict[str, object], detail: str
) -> None:
    with identity_provider(tmp_path) as identity:
        account = an_account(Route.SMTP, **changes)
        tokens, secret = identity.tokens(), identity.consent_of()
        found = problem(lambda: tokens.bearer(account, secret, purpose=SMTP))
        assert found == (Fault.LOGIN, detail)
        assert identity.asked_for_tokens == []


def test_only_https_is_spoken(tmp_path: Path) -> None:
    with identity_provider(tmp_path) as identity:
        for address in ("http://localhost:1", "ftp://x", "localhost"):
            with pytest.raises(ValueError, match="not an address of HTTPS"):
                identity.web.link(address)
