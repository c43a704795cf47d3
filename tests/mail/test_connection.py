"""Connections: verified, private, and refused with the right reason where they cannot be."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import MailAccount, TlsMode
from dunning_desktop.mail import sockets
from dunning_desktop.mail import tls as client_tls
from dunning_desktop.mail.loopback import is_loopback
from dunning_desktop.mail.smtp.link import Timeouts
from dunning_desktop.mail.smtp.postman import SmtpPostman
from tests.helpers.smtp_server import PASSWORD, USER, smtp_server
from tests.mail.scene import fault_on_connect, message, postman, quietly, submit, wire

IMPLICIT, STARTTLS, NONE = TlsMode.IMPLICIT, TlsMode.STARTTLS, TlsMode.NONE
SECURE = pytest.mark.parametrize("tls", [IMPLICIT, STARTTLS])


@contextmanager
def speaking(talk: Callable[[socket.socket], object]) -> Iterator[int]:
    """Listen on a port, and treat everyone who calls to `talk`."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    caller, _ = listener.accept()
                except OSError:
                    return
                with caller:
                    talk(caller)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def why_not(
    port: int, tls: TlsMode, host: str = "127.0.0.1", *, patience: float = 0.5
) -> tuple[object, object]:
    account = MailAccount(USER, host, port, tls)
    hasty = SmtpPostman(timeouts=Timeouts(patience, patience, patience))
    with pytest.raises(MailError) as caught, hasty.connect(account, PASSWORD):
        pass
    return caught.value.data["fault"], caught.value.data["detail"]


@SECURE
def test_a_message_goes_through_tls(tmp_path: Path, tls: TlsMode) -> None:
    with smtp_server(tmp_path, tls=tls) as server:
        assert submit(server).accepted
        (got,) = server.received
        assert got.secure
        assert got.user == USER
        assert not server.heard_a_password
        if tls is STARTTLS:
            assert b"STARTTLS" in server.clear
            assert b"AUTH" not in server.clear
            assert b"MAIL" not in server.clear


@SECURE
def test_a_certificate_of_a_stranger_is_refused(tmp_path: Path, tls: TlsMode) -> None:
    with smtp_server(tmp_path, tls=tls) as server:
        found = why_not(server.port, tls, patience=2)
        assert found == (Fault.CERTIFICATE, "unknown-issuer")
        assert server.logins == []
        assert not server.heard_a_password


@SECURE
def test_an_expired_certificate_is_refused(tmp_path: Path, tls: TlsMode) -> None:
    with smtp_server(tmp_path, tls=tls, expired=True) as server:
        assert fault_on_connect(server) == (Fault.CERTIFICATE, "expired")
        assert server.logins == []


@SECURE
def test_a_certificate_for_another_host_is_refused_and_its_names_are_told(
    tmp_path: Path, tls: TlsMode
) -> None:
    names = ("mail.hoster.example", "*.hoster.example")
    with smtp_server(tmp_path, tls=tls, names=names) as server:
        told = "host-mismatch: mail.hoster.example, *.hoster.example"
        assert fault_on_connect(server) == (Fault.CERTIFICATE, told)
        assert server.logins == []
        assert server.received == []


def test_the_system_store_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What OpenSSL trusts by SSL_CERT_FILE on Linux, the program trusts with no other setting."""
    with smtp_server(tmp_path) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.ca_path))
        with SmtpPostman().connect(server.account(), PASSWORD) as opened:
            assert opened.submit(message(), before_dot=quietly).accepted


def test_hosts_are_checked_and_old_tls_is_refused(tmp_path: Path) -> None:
    with smtp_server(tmp_path) as server:
        context = server.trusting()
        assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
        assert context.check_hostname
        assert context.verify_mode is ssl.CERT_REQUIRED


def test_a_server_without_starttls_gets_no_password(tmp_path: Path) -> None:
    with smtp_server(tmp_path, tls=NONE) as server:
        found = fault_on_connect(server, tls=STARTTLS)
        assert found == (Fault.INSECURE, "no-starttls")
        assert not server.heard_a_password
        assert server.logins == []


@pytest.mark.parametrize(
    ("said", "fault"),
    [("454 4.7.0 TLS not available", Fault.BUSY), ("502 5.5.1 No", Fault.INSECURE)],
)
def test_a_refused_starttls_ends_it(tmp_path: Path, said: str, fault: Fault) -> None:
    with smtp_server(tmp_path, tls=STARTTLS, script={"STARTTLS": [said]}) as server:
        assert fault_on_connect(server) == (fault, said)
        assert not server.heard_a_password


def test_without_tls_only_this_computer_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_args: object) -> socket.socket:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket, "create_connection", nobody)
    for host in ("192.0.2.1", "2001:db8::1", "0.0.0.0"):
        assert why_not(25, NONE, host) == (Fault.INSECURE, "not-loopback")


def test_a_name_that_leads_home_and_abroad_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(_host: str, port: int, **_kind: int) -> list[object]:
        found = ("127.0.0.1", "::1", "192.0.2.1")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in found]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert why_not(25, NONE, "smtp.firm.example") == (Fault.INSECURE, "not-loopback")


def test_a_name_that_changes_its_mind_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name led home when it was checked; the connection that came about leads elsewhere."""
    with smtp_server(tmp_path, tls=NONE) as server:
        checks = iter([True, False])
        monkeypatch.setattr(sockets, "is_loopback", lambda _address: next(checks))
        assert fault_on_connect(server) == (Fault.INSECURE, "not-loopback")
        assert server.clear == b""


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("127.0.0.1", True),
        ("127.8.9.10", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("::ffff:192.0.2.1", False),
        ("fe80::1%eth0", False),
        ("10.0.0.1", False),
        ("0.0.0.0", False),
        ("no address", False),
    ],
)
def test_what_counts_as_this_computer(address: str, local: bool) -> None:
    assert is_loopback(address) is local


def test_tls_from_the_start_to_a_plain_server(tmp_path: Path) -> None:
    with smtp_server(tmp_path, tls=STARTTLS) as server:
        assert fault_on_connect(server, tls=IMPLICIT) == (Fault.TLS_MODE, "not-tls")


@pytest.mark.parametrize("tls", [STARTTLS, NONE])
def test_a_plain_start_to_a_tls_server(tmp_path: Path, tls: TlsMode) -> None:
    with smtp_server(tmp_path) as server:
        found = why_not(server.port, tls)
        assert found == (Fault.TLS_MODE, "tls-first")
        assert not server.heard_a_password


def test_a_server_that_says_nothing_is_not_reached() -> None:
    stop = threading.Event()
    with speaking(lambda _caller: stop.wait(1.5)) as port:
        assert why_not(port, STARTTLS, patience=0.2) == (Fault.UNREACHABLE, "timeout")
        stop.set()


def test_a_silent_port_465_wants_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    stop = threading.Event()
    with speaking(lambda _caller: stop.wait(1.5)) as port:
        monkeypatch.setattr(client_tls, "IMPLICIT_PORT", port)
        assert why_not(port, STARTTLS, patience=0.2) == (Fault.TLS_MODE, "tls-first")
        stop.set()


@pytest.mark.parametrize("tls", [IMPLICIT, STARTTLS])
def test_a_server_that_hangs_up_is_not_reached(tls: TlsMode) -> None:
    with speaking(lambda _caller: None) as port:
        assert why_not(port, tls) == (Fault.UNREACHABLE, "lost")


@pytest.mark.parametrize(
    ("greeting", "fault", "detail"),
    [
        (b"* OK [CAPABILITY IMAP4rev1] Dovecot ready.\r\n", Fault.TLS_MODE, "-1 [CAPA"),
        (b"+OK POP3 ready\r\n", Fault.TLS_MODE, "-1 POP3 ready"),
        (b"421 4.3.2 Come back later\r\n", Fault.BUSY, "421 4.3.2 Come back later"),
        (b"554-5.7.1 Go\r\n554 5.7.1 away\r\n", Fault.UNREACHABLE, "554 5.7.1 Go 5.7.1 away"),
    ],
)
def test_a_door_that_is_no_mail_servers_or_is_shut(
    greeting: bytes, fault: Fault, detail: str
) -> None:
    with speaking(lambda caller: caller.sendall(greeting)) as port:
        found = why_not(port, STARTTLS)
    assert found[0] is fault
    assert str(found[1]).startswith(detail)


def test_an_answer_of_a_thousand_lines_is_not_listened_to() -> None:
    def talk(caller: socket.socket) -> None:
        with contextlib.suppress(ConnectionError):
            caller.sendall(b"220 hello\r\n" + b"250-and more\r\n" * 1000 + b"250 done\r\n")

    with speaking(talk) as port:
        assert why_not(port, STARTTLS) == (Fault.UNREACHABLE, "lost")


def test_nobody_at_the_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert why_not(port, IMPLICIT) == (Fault.UNREACHABLE, "refused")


@pytest.mark.parametrize(
    "host", ["no-such-host.invalid", "smtp..firm.example", "a" * 70 + ".x", "nul\0.x"]
)
def test_a_host_that_does_not_exist(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo

    def resolve(name: str, *rest: object, **named: object) -> object:
        if name.endswith(".invalid"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return real(name, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert why_not(465, IMPLICIT, host) == (Fault.UNREACHABLE, "unknown-host")


def test_an_empty_host_is_no_account_and_not_this_computer(tmp_path: Path) -> None:
    with smtp_server(tmp_path) as server:
        assert fault_on_connect(server, host=" ") == (Fault.NO_ACCOUNT, "")


def test_an_impossible_port() -> None:
    assert why_not(70_000, IMPLICIT)[0] is Fault.UNREACHABLE


def test_small_packets_are_not_held_back(tmp_path: Path) -> None:
    with smtp_server(tmp_path) as server, wire(server) as opened:
        sock = opened._link.sock  # type: ignore[attr-defined]
        assert sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


def test_the_computers_name_is_nobodys_business(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(_name: str = "") -> str:
        raise AssertionError("getfqdn was asked")

    with smtp_server(tmp_path, tls=STARTTLS) as server:
        monkeypatch.setattr(socket, "getfqdn", never)
        submit(server)
        assert {c for c in server.commands if c.startswith("EHLO")} == {"EHLO [127.0.0.1]"}


def test_it_says_goodbye(tmp_path: Path) -> None:
    with smtp_server(tmp_path) as server:
        submit(server)
        assert server.commands[-1] == "QUIT"


def test_a_goodbye_to_a_dead_server_raises_nothing(tmp_path: Path) -> None:
    with smtp_server(tmp_path) as server:
        connected = postman(server).connect(server.account(), PASSWORD)
        connected.__enter__()
    connected.__exit__(None, None, None)
