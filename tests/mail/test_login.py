"""Signing in: once, with one mechanism, and never in the clear."""

import logging
from base64 import b64encode
from pathlib import Path

import pytest

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import TlsMode
from dunning_desktop.mail.smtp import connection
from dunning_desktop.mail.smtp.link import Link
from dunning_desktop.mail.smtp.login import secrets, sign_in
from tests.helpers.smtp_server import PASSWORD, USER, smtp_server
from tests.mail.scene import HURRY, fault_on_connect, message, postman, quietly, submit

NONE = TlsMode.NONE


@pytest.mark.parametrize(
    ("offered", "used"), [(("PLAIN", "LOGIN"), "AUTH PLAIN"), (("LOGIN",), "AUTH LOGIN")]
)
def test_one_mechanism_is_used(tmp_path: Path, offered: tuple[str, ...], used: str) -> None:
    with smtp_server(tmp_path, auth=offered) as server:
        assert submit(server).accepted
        assert [c for c in server.commands if c.startswith("AUTH")] == [used]
        assert server.logins == [USER]


def test_a_wrong_password_is_tried_once(tmp_path: Path) -> None:
    with smtp_server(tmp_path) as server:
        fault, said = fault_on_connect(server, password="wrong")
        assert fault is Fault.LOGIN
        assert said == "535 5.7.8 Username and password not accepted"
        assert server.logins == [USER]
        assert server.commands[-1] == "QUIT"


def test_the_user_is_the_address_unless_another_is_given(tmp_path: Path) -> None:
    with smtp_server(tmp_path, users={"rose": "r"}) as server:
        with postman(server).connect(server.account(user="rose"), "r"):
            pass
        assert server.logins == ["rose"]


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("454 4.7.0 Too many login attempts", Fault.BUSY),
        ("421 4.3.2 Closing", Fault.BUSY),
        ("535 5.7.139 basic authentication is disabled", Fault.LOGIN),
    ],
)
def test_what_the_server_says_is_told(tmp_path: Path, said: str, fault: Fault) -> None:
    with smtp_server(tmp_path, script={"AUTH": [said]}) as server:
        assert fault_on_connect(server) == (fault, said)


def test_a_link_lost_while_signing_in(tmp_path: Path) -> None:
    with smtp_server(tmp_path, script={"AUTH": ["drop"]}) as server:
        assert fault_on_connect(server) == (Fault.UNREACHABLE, "lost")


def test_a_server_that_never_answers_the_password(tmp_path: Path) -> None:
    with smtp_server(tmp_path, script={"AUTH": ["slow"]}, slow=10) as server:
        assert fault_on_connect(server) == (Fault.UNREACHABLE, "timeout")


def test_a_server_that_takes_no_password(tmp_path: Path) -> None:
    with smtp_server(tmp_path, auth=()) as server:
        assert fault_on_connect(server) == (Fault.LOGIN, "no-login")
        assert server.logins == []


def test_a_server_that_wants_something_else_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = Link.introduce

    def modern(link: Link) -> None:
        original(link)
        link.esmtp_features["auth"] = " XOAUTH2 OAUTHBEARER"

    monkeypatch.setattr(Link, "introduce", modern)
    with smtp_server(tmp_path) as server:
        found = fault_on_connect(server)
        assert found == (Fault.LOGIN, "no-password-login: XOAUTH2, OAUTHBEARER")


def test_an_account_without_its_password(tmp_path: Path) -> None:
    with smtp_server(tmp_path) as server:
        found = fault_on_connect(server, password="", user=USER)
        assert found == (Fault.NO_PASSWORD, "")
        assert server.logins == []


@pytest.mark.parametrize("auth", [(), ("PLAIN",)])
def test_this_computer_may_ask_for_nothing(tmp_path: Path, auth: tuple[str, ...]) -> None:
    with smtp_server(tmp_path, tls=NONE, auth=auth) as server:
        with postman(server).connect(server.account(), "") as opened:
            assert opened.submit(message(), before_dot=quietly).accepted
        assert server.received[0].user is None


def test_this_computer_may_ask_for_a_password_without_tls(tmp_path: Path) -> None:
    with smtp_server(tmp_path, tls=NONE) as server:
        assert submit(server).accepted
        assert server.received[0].user == USER


def test_a_password_is_not_sent_where_others_can_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if every guard before it failed: a link that is neither TLS nor local gets nothing."""
    with smtp_server(tmp_path, tls=NONE) as server:
        link = Link(server.host, timeouts=HURRY)
        connection.dial(server.account(), link=link, make_context=server.trusting)
        monkeypatch.setattr("dunning_desktop.mail.smtp.link.is_loopback", lambda _address: False)
        with pytest.raises(MailError) as caught:
            sign_in(link, server.account(), PASSWORD)
        link.close()
        assert caught.value.data["fault"] is Fault.INSECURE
        assert server.logins == []
        assert not server.heard_a_password
        assert "AUTH" not in " ".join(server.commands)


def test_no_log_line_holds_the_password(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG, logger="dunning_desktop")
    with smtp_server(tmp_path, tls=TlsMode.STARTTLS) as server:
        submit(server)
        fault_on_connect(server, password="wrong-one")
    said = caplog.text + "".join(capfd.readouterr())
    assert "connected" in caplog.text
    for word in (PASSWORD, "wrong-one", *secrets(server.account(), PASSWORD)):
        assert word not in said


def test_a_server_that_echoes_the_password_is_not_quoted(tmp_path: Path) -> None:
    echo = b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode()
    script = {
        "AUTH": [f"535 5.7.8 cannot decode {echo}, no {b64encode(PASSWORD.encode()).decode()}"]
    }
    with smtp_server(tmp_path, script=script) as server:
        _, said = fault_on_connect(server)
        assert said == "535 5.7.8 cannot decode ***, no ***"
