"""The postman of all routes, and the connections that it keeps for a while."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import Route, SignIn
from dunning_desktop.late import LatePostman
from dunning_desktop.mail.postman import AnyPostman
from dunning_desktop.mail.rest.web import Web
from dunning_desktop.mail.smtp.kept import KeptWires
from dunning_desktop.mail.smtp.postman import SmtpPostman, SmtpWire
from tests.helpers.smtp_server import PASSWORD, Server, smtp_server
from tests.mail.cloud_scene import an_account, cloud
from tests.mail.scene import HURRY, NOON, content, message, quietly


def keeping(server: Server, seconds: float = 60) -> AnyPostman:
    return AnyPostman(web=Web(server.trusting, HURRY), linger=seconds)


def send(postman: AnyPostman, server: Server, secret: str = PASSWORD, **changes: object) -> None:
    with postman.connect(server.account(**changes), secret) as opened:
        assert opened.submit(message(), before_dot=quietly).accepted


def quits(server: Server) -> int:
    return server.commands.count("QUIT")


# Routes.


@pytest.mark.parametrize("route", [Route.GRAPH, Route.GMAIL])
def test_each_route_leads_to_its_provider(tmp_path: Path, route: Route) -> None:
    with cloud(tmp_path, route) as scene:
        assert scene.submit().accepted
        (got,) = scene.server.received
        assert ("sendMail" in got.path) is (route is Route.GRAPH)
        scope = scene.identity.access[got.token]
        # Google is not asked for a part of what was granted.
        assert ("Mail.Send" in scope) is (route is Route.GRAPH)


def test_smtp_is_a_route_too(tmp_path: Path) -> None:
    with smtp_server(tmp_path) as server:
        send(keeping(server, 0), server)
        assert len(server.received) == 1
        assert quits(server) == 1


@pytest.mark.parametrize(
    ("route", "sign_in", "expected"),
    [
        (Route.PROGRAM, SignIn.PASSWORD, (Fault.NO_ACCOUNT, "mail-program")),
        (Route.GRAPH, SignIn.GOOGLE, (Fault.LOGIN, "sign-in-again")),
        (Route.GMAIL, SignIn.MICROSOFT, (Fault.LOGIN, "sign-in-again")),
        (Route.GRAPH, SignIn.PASSWORD, (Fault.LOGIN, "sign-in-again")),
    ],
)
def test_a_route_without_its_sign_in_leads_nowhere(
    tmp_path: Path, route: Route, sign_in: SignIn, expected: tuple[Fault, str]
) -> None:
    """No provider is shown the token of another."""
    with cloud(tmp_path, Route.GRAPH) as scene:
        account = an_account(route, sign_in=sign_in)
        with pytest.raises(MailError) as caught, scene.postman.connect(account, scene.secret):
            raise AssertionError("connected")
        assert (caught.value.data["fault"], caught.value.data["detail"]) == expected
        assert scene.identity.asked_for_tokens == []
        assert scene.server.connections == 0


def test_no_connection_is_known_on_entering(tmp_path: Path) -> None:
    with cloud(tmp_path, Route.GRAPH) as scene:
        tokens = scene.identity.tokens("https://localhost:1")
        postman = AnyPostman(web=scene.identity.web, tokens=tokens)
        with pytest.raises(MailError) as caught, postman.connect(scene.account, scene.secret):
            raise AssertionError("connected")
        assert caught.value.data["fault"] is Fault.UNREACHABLE
        assert caught.value.data["detail"] == "refused"


def test_an_interface_that_nobody_vouches_for_gets_no_token(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with cloud(tmp_path, Route.GRAPH) as scene, cloud(tmp_path / "other", Route.GRAPH) as false:
        tokens = scene.identity.tokens(false.server.address)
        postman = AnyPostman(web=scene.identity.web, tokens=tokens)
        with pytest.raises(MailError) as caught, postman.connect(scene.account, scene.secret):
            raise AssertionError("connected")
        assert caught.value.data["fault"] is Fault.CERTIFICATE
        assert false.server.tokens == []


def test_messages_are_frozen_as_ever() -> None:
    frozen = LatePostman().freeze(content(), at=NOON)
    assert frozen.recipients == message().recipients


def test_the_late_postman_knows_the_routes() -> None:
    late = LatePostman(linger=60)
    late.close_idle()
    late.close()
    with pytest.raises(MailError), late.connect(an_account(Route.PROGRAM), ""):
        raise AssertionError("connected")
    late.close_idle()
    late.close()


# Connections kept.


def test_the_next_pass_goes_over_the_same_connection(tmp_path: Path) -> None:
    with smtp_server(tmp_path) as server:
        postman = keeping(server)
        for _ in range(3):
            send(postman, server)
        assert server.connections == 1
        assert len(server.received) == 3
        assert quits(server) == 0
        postman.close()
        assert quits(server) == 1


def test_another_account_or_another_password_is_another_connection(tmp_path: Path) -> None:
    with smtp_server(tmp_path, users={"me@firm.example": PASSWORD, "rose": PASSWORD}) as server:
        postman = keeping(server)
        send(postman, server)
        send(postman, server, user="rose")
        assert server.connections == 2
        with (
            pytest.raises(MailError) as caught,
            postman.connect(server.account(), "wrong"),
        ):
            raise AssertionError("connected")
        assert caught.value.data["fault"] is Fault.LOGIN
        postman.close()
        assert quits(server) == 3


def test_a_kept_connection_that_the_server_closed_is_opened_again(tmp_path: Path) -> None:
    with smtp_server(tmp_path, close_after=1) as server:
        postman = keeping(server)
        send(postman, server)
        send(postman, server)
        assert server.connections == 2
        assert len(server.received) == 2
        postman.close()


def test_a_block_that_fails_keeps_nothing(tmp_path: Path) -> None:
    with smtp_server(tmp_path) as server:
        postman = keeping(server)
        with pytest.raises(KeyError), postman.connect(server.account(), PASSWORD):
            raise KeyError
        assert quits(server) == 1
        send(postman, server)
        assert server.connections == 2
        postman.close()


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@contextmanager
def a_wire(server: Server) -> Iterator[SmtpWire]:
    postman = SmtpPostman(make_context=server.trusting, timeouts=HURRY)
    wire = SmtpWire(postman.opener(server.account(), PASSWORD))
    try:
        yield wire
    finally:
        wire.close()


def test_a_connection_is_kept_for_so_long_and_no_longer(tmp_path: Path) -> None:
    with smtp_server(tmp_path) as server, a_wire(server) as wire:
        account, clock = server.account(), Clock()
        kept = KeptWires(60, clock)
        kept.put(account, PASSWORD, wire)
        clock.now = 59
        kept.close_idle()
        assert kept.take(account, PASSWORD) is wire
        assert kept.take(account, PASSWORD) is None
        kept.put(account, PASSWORD, wire)
        clock.now = 119
        assert kept.take(account, PASSWORD) is None
        assert not wire.is_open


def test_a_connection_is_nobody_elses(tmp_path: Path) -> None:
    with smtp_server(tmp_path) as server, a_wire(server) as wire:
        account, kept = server.account(), KeptWires(60)
        kept.put(account, PASSWORD, wire)
        assert kept.take(replace(account, host="localhost"), PASSWORD) is None
        assert kept.take(account, "") is None
        assert PASSWORD not in repr(kept._idle)
        found: list[SmtpWire | None] = []
        threads = [
            threading.Thread(target=lambda: found.append(kept.take(account, PASSWORD)))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(5)
        assert found.count(wire) == 1
        assert found.count(None) == 7
