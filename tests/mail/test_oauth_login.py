"""SMTP with a token instead of a password: one attempt, one renewal, and nothing in the clear."""

import logging
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import MailAccount, Route, SignIn, TlsMode
from dunning_desktop.mail.smtp import connection
from dunning_desktop.mail.smtp.link import Link
from dunning_desktop.mail.smtp.login import present_token, token_secrets
from dunning_desktop.mail.smtp.postman import SmtpPostman
from dunning_desktop.usecases.mail_ports import Wire
from tests.helpers.identity_provider import CLIENT, HURRY, Identity, identity_provider
from tests.helpers.smtp_server import USER, Server, smtp_server
from tests.mail.scene import message, quietly

BOTH = pytest.mark.parametrize("sign_in", [SignIn.MICROSOFT, SignIn.GOOGLE])
REASONS = pytest.mark.parametrize("reasons", [True, False])


@dataclass
class Scene:
    """A mail server that takes the tokens of a provider."""

    identity: Identity
    server: Server
    postman: SmtpPostman
    account: MailAccount
    secret: str
    kept: list[str] = field(default_factory=list)

    @contextmanager
    def wire(self) -> Iterator[Wire]:
        with self.postman.connect(self.account, self.secret, keep=self.kept.append) as opened:
            yield opened

    def fails(self) -> tuple[object, object]:
        with pytest.raises(MailError) as caught, self.wire():
            raise AssertionError("connected")
        return caught.value.data["fault"], caught.value.data["detail"]

    @property
    def tries(self) -> int:
        return self.server.commands.count("AUTH XOAUTH2")


@contextmanager
def scene(
    folder: Path,
    sign_in: SignIn = SignIn.MICROSOFT,
    **knobs: Any,  # noqa: ANN401 - passed on
) -> Iterator[Scene]:
    (folder / "provider").mkdir()
    usual: dict[str, Any] = {"auth": ("XOAUTH2", "PLAIN"), "tls": TlsMode.STARTTLS}
    with (
        identity_provider(folder / "provider") as identity,
        smtp_server(folder, **(usual | knobs)) as server,
    ):
        server.bearers = identity.access
        postman = SmtpPostman(
            make_context=server.trusting, timeouts=HURRY, tokens=identity.tokens()
        )
        account = server.account(
            route=Route.SMTP, sign_in=sign_in, client_id=CLIENT, secret_key="mail/1"
        )
        yield Scene(identity, server, postman, account, identity.consent_of(sign_in))


@BOTH
def test_a_message_goes_with_a_token(tmp_path: Path, sign_in: SignIn) -> None:
    with scene(tmp_path, sign_in) as it:
        with it.wire() as opened:
            assert opened.submit(message(), before_dot=quietly).accepted
        assert it.server.received[0].user == USER
        assert it.server.logins == [USER]
        assert it.tries == 1
        assert len(it.kept) == 1


def test_a_token_lasts_for_the_next_connection(tmp_path: Path) -> None:
    with scene(tmp_path) as it:
        for _ in range(2):
            with it.wire():
                pass
        assert len(set(it.server.shown)) == 1
        assert len(it.identity.asked_for_tokens) == 1


@REASONS
def test_a_token_taken_back_is_renewed_once(tmp_path: Path, reasons: bool) -> None:
    with scene(tmp_path, reasons=reasons) as it:
        with it.wire():
            pass
        it.identity.access.clear()
        with it.wire() as opened:
            assert opened.submit(message(), before_dot=quietly).accepted
        assert it.tries == 3
        assert len(set(it.server.shown)) == 2
        # The reasons are answered with an empty line, and with nothing else.
        assert it.server.answers == ([b""] if reasons else [])


@REASONS
def test_a_second_no_means_signing_in_again(tmp_path: Path, reasons: bool) -> None:
    with scene(tmp_path, reasons=reasons) as it:
        it.server.bearers = ()
        assert it.fails() == (Fault.LOGIN, "sign-in-again")
        assert it.tries == 2
        assert it.server.commands[-1] == "QUIT"


def test_a_server_that_closes_instead_of_answering(tmp_path: Path) -> None:
    with scene(tmp_path) as it:
        it.server.script["AUTH"] = ["421 4.7.0 Try again later"]
        assert it.fails() == (Fault.BUSY, "421 4.7.0 Try again later")


def test_a_mailbox_closed_to_smtp_says_so(tmp_path: Path) -> None:
    said = "535 5.7.139 SmtpClientAuthentication is disabled for the Mailbox"
    with scene(tmp_path, script={"AUTH": [said]}) as it:
        assert it.fails() == (Fault.LOGIN, said)
        assert it.tries == 1


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("drop", (Fault.UNREACHABLE, "lost")),
        ("slow", (Fault.UNREACHABLE, "timeout")),
        ("454 4.7.0 Temporary failure", (Fault.BUSY, "454 4.7.0 Temporary failure")),
    ],
)
def test_what_breaks_is_told(tmp_path: Path, script: str, expected: tuple[Fault, str]) -> None:
    with scene(tmp_path, script={"AUTH": [script]}, slow=4) as it:
        assert it.fails() == expected


def test_a_consent_taken_back_is_known_before_anything_is_dialled(tmp_path: Path) -> None:
    with scene(tmp_path) as it:
        it.identity.refresh.clear()
        assert it.fails() == (Fault.LOGIN, "sign-in-again")
        assert it.server.connections == 0


@pytest.mark.parametrize(
    ("auth", "detail"), [(("PLAIN", "LOGIN"), "no-token-login: LOGIN, PLAIN"), ((), "no-login")]
)
def test_a_server_that_takes_no_token(
    tmp_path: Path, auth: tuple[str, ...], detail: str
) -> None:
    with scene(tmp_path, auth=auth) as it:
        assert it.fails() == (Fault.LOGIN, detail)
        assert it.tries == 0


def test_a_token_is_not_sent_where_others_can_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with scene(tmp_path, tls=TlsMode.NONE) as it:
        link = Link(it.server.host, timeouts=HURRY)
        connection.dial(it.account, link=link, make_context=it.server.trusting)
        monkeypatch.setattr("dunning_desktop.mail.smtp.link.is_loopback", lambda _address: False)
        with pytest.raises(MailError) as caught:
            present_token(link, it.account, "access-1")
        link.close()
        assert caught.value.data["fault"] is Fault.INSECURE
        assert it.tries == 0
        assert b"access-1" not in it.server.clear


def test_a_connection_lost_later_signs_in_again(tmp_path: Path) -> None:
    with scene(tmp_path, close_after=1) as it, it.wire() as opened:
        assert opened.submit(message(), before_dot=quietly).accepted
        it.identity.access.clear()
        assert opened.submit(message(), before_dot=quietly).accepted
        it.identity.access.clear()
        it.identity.refresh.clear()
        receipt = opened.submit(message(), before_dot=quietly)
        assert (receipt.fault, receipt.reply) == (Fault.LOGIN, "sign-in-again")


def test_no_token_is_told_anywhere(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG, logger="dunning_desktop")
    told: list[str] = []
    with scene(tmp_path) as it:
        with it.wire() as opened:
            opened.submit(message(), before_dot=quietly)
            (token,) = it.server.shown
            forms = token_secrets(it.account, token)
            assert b64encode(f"user={USER}\1auth=Bearer {token}\1\1".encode()).decode() in forms
            it.server.script["MAIL"] = [f"550 5.7.60 {form} may not" for form in forms]
            told += [repr(opened.submit(message(), before_dot=quietly)) for _form in forms]
        it.server.script["AUTH"] = [f"534 5.7.9 cannot decode {forms[0]}"]
        told.append(str(it.fails()))
    words = caplog.text + "".join(capfd.readouterr()) + "".join(told)
    assert "connected" in caplog.text
    assert words.count("***") == 4
    for secret in (*forms, *it.identity.secret_words, it.secret, *it.kept):
        assert secret not in words
