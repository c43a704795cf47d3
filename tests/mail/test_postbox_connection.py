"""Ways to an inbox: verified, private, and refused with the right reason where they cannot be."""

import socket
import time
from base64 import b64encode
from pathlib import Path

import pytest

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.incoming import InboxMark
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import Inbox, MailAccount, TlsMode
from dunning_desktop.mail.imap.postbox import ImapPostbox
from dunning_desktop.mail.smtp.link import Timeouts
from tests.helpers.dovecot import dovecot
from tests.helpers.smtp_server import PASSWORD, USER
from tests.helpers.talker import imap_talker, speaking
from tests.mail.scene import NOON

IMPLICIT, STARTTLS, NONE = TlsMode.IMPLICIT, TlsMode.STARTTLS, TlsMode.NONE
SECURE = pytest.mark.parametrize("tls", [IMPLICIT, STARTTLS])
HASTY = Timeouts(0.5, 0.5, 0.5)
PLAIN = b64encode(f"\0{USER}\0{PASSWORD}".encode())


def account(port: int, tls: TlsMode = NONE, host: str = "127.0.0.1") -> MailAccount:
    return MailAccount(USER, host, 465, inbox=Inbox(host, port, tls))


def why_not(
    port: int,
    tls: TlsMode = NONE,
    host: str = "127.0.0.1",
    *,
    postbox: ImapPostbox | None = None,
) -> tuple[object, object]:
    postbox = postbox or ImapPostbox(timeouts=HASTY)
    opened = postbox.open(account(port, tls, host), PASSWORD)
    with pytest.raises(MailError) as caught, opened as box:
        box.news(None, not_before=NOON)
    return caught.value.data["fault"], caught.value.data["detail"]


@SECURE
def test_a_certificate_of_a_stranger_is_refused(tmp_path: Path, tls: TlsMode) -> None:
    with dovecot(tmp_path) as server:
        inbox, patient = server.inbox(tls), ImapPostbox()
        found = why_not(inbox.port, tls, postbox=patient)
        assert found == (Fault.CERTIFICATE, "unknown-issuer")
        assert "Login:" not in (server.home / "log").read_text()


@SECURE
def test_an_expired_certificate_is_refused(tmp_path: Path, tls: TlsMode) -> None:
    with dovecot(tmp_path, expired=True) as server:
        trusting = ImapPostbox(make_context=server.trusting)
        found = why_not(server.inbox(tls).port, tls, postbox=trusting)
        assert found == (Fault.CERTIFICATE, "expired")


@SECURE
def test_a_certificate_for_another_host_is_refused_and_its_names_are_told(
    tmp_path: Path, tls: TlsMode
) -> None:
    names = ("mail.hoster.example", "*.hoster.example")
    with dovecot(tmp_path, names=names) as server:
        trusting = ImapPostbox(make_context=server.trusting)
        found = why_not(server.inbox(tls).port, tls, postbox=trusting)
        told = "host-mismatch: mail.hoster.example, *.hoster.example"
        assert found == (Fault.CERTIFICATE, told)
        assert "Login:" not in (server.home / "log").read_text()


def test_the_system_store_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What OpenSSL trusts by SSL_CERT_FILE on Linux, the program trusts with no other setting."""
    with dovecot(tmp_path) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.ca_path))
        with ImapPostbox().open(server.account(), PASSWORD) as box:
            assert box.news(None, not_before=NOON).mails == ()


def test_the_wrong_way_of_tls_is_told_apart(tmp_path: Path) -> None:
    with dovecot(tmp_path) as server:
        trusting = ImapPostbox(make_context=server.trusting, timeouts=Timeouts(1, 1, 1))
        not_tls = why_not(server.imap, IMPLICIT, postbox=trusting)
        assert not_tls == (Fault.TLS_MODE, "not-tls")
        tls_first = why_not(server.imaps, STARTTLS, postbox=trusting)
        assert tls_first == (Fault.TLS_MODE, "tls-first")


def test_a_server_without_starttls_gets_no_password() -> None:
    with imap_talker({}, capabilities="AUTH=PLAIN") as server:
        assert why_not(server.port, STARTTLS) == (Fault.INSECURE, "no-starttls")
        assert [said.split()[1] for said in server.heard if said] == [b"CAPABILITY"]


def test_who_is_signed_in_before_tls_goes_away() -> None:
    greeting = "* PREAUTH welcome back"
    with imap_talker({}, capabilities="STARTTLS", greeting=greeting) as server:
        assert why_not(server.port, STARTTLS) == (Fault.INSECURE, "no-starttls")
        assert PLAIN not in b"".join(server.heard)


def test_a_refused_starttls_ends_it() -> None:
    answers = {"STARTTLS": "TAG NO not today"}
    with imap_talker(answers, capabilities="STARTTLS AUTH=PLAIN") as server:
        assert why_not(server.port, STARTTLS)[0] is Fault.INSECURE
        assert not any(b"AUTH" in said or PLAIN in said for said in server.heard)


def test_what_is_said_before_tls_is_not_believed() -> None:
    """Words that somebody put behind the answer to STARTTLS are dropped with the clear link."""
    answers = {"STARTTLS": "TAG OK go on\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\n* PREAUTH"}
    with imap_talker(answers, capabilities="STARTTLS") as server:
        fault, _ = why_not(server.port, STARTTLS)
        assert fault in {Fault.TLS_MODE, Fault.UNREACHABLE}
        assert PLAIN not in b"".join(server.heard)


def test_without_tls_only_this_computer_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_args: object) -> socket.socket:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket, "create_connection", nobody)
    for host in ("192.0.2.1", "2001:db8::1", "0.0.0.0"):
        assert why_not(143, NONE, host) == (Fault.INSECURE, "not-loopback")


def test_a_name_that_leads_home_and_abroad_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(_host: str, port: int, **_kind: int) -> list[object]:
        found = ("127.0.0.1", "::1", "192.0.2.1")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in found]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert why_not(143, NONE, "both.example") == (Fault.INSECURE, "not-loopback")


def test_on_this_computer_no_tls_is_needed() -> None:
    with imap_talker({"AUTHENTICATE": "+ \nTAG OK in"}, capabilities="AUTH=PLAIN") as server:
        with ImapPostbox(timeouts=HASTY).open(account(server.port), PASSWORD):
            pass
        assert PLAIN in server.heard


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert why_not(port, IMPLICIT) == (Fault.UNREACHABLE, "refused")


@pytest.mark.parametrize("host", ["nobody.invalid", "a..b", "x" * 300])
def test_there_is_no_such_host(host: str) -> None:
    assert why_not(993, IMPLICIT, host) == (Fault.UNREACHABLE, "unknown-host")


def test_an_empty_host_is_not_this_computer() -> None:
    assert why_not(993, IMPLICIT, " . ") == (Fault.NO_ACCOUNT, "")


@pytest.mark.parametrize("tls", [IMPLICIT, STARTTLS, NONE])
def test_a_silent_server_is_not_waited_for(tls: TlsMode) -> None:
    def listen(caller: socket.socket) -> None:
        if caller.recv(1):
            time.sleep(0.8)

    with speaking(listen) as port:
        assert why_not(port, tls) == (Fault.UNREACHABLE, "timeout")


@pytest.mark.parametrize("tls", [IMPLICIT, STARTTLS, NONE])
def test_a_server_that_hangs_up_at_once(tls: TlsMode) -> None:
    with speaking(lambda _caller: None) as port:
        assert why_not(port, tls) == (Fault.UNREACHABLE, "lost")


@pytest.mark.parametrize(
    ("greeting", "found"),
    [
        ("* BYE Too many connections", (Fault.BUSY, "Too many connections")),
        ("220 smtp.example ESMTP", (Fault.UNREACHABLE, "220 smtp.example ESMTP")),
    ],
)
def test_a_greeting_that_is_no_welcome(greeting: str, found: tuple[Fault, str]) -> None:
    with imap_talker({}, greeting=greeting) as server:
        fault, detail = why_not(server.port)
        assert fault is found[0]
        assert found[1] in str(detail)


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("TAG NO [AUTHENTICATIONFAILED] Wrong", (Fault.LOGIN, "[AUTHENTICATIONFAILED] Wrong")),
        ("TAG NO [UNAVAILABLE] Later", (Fault.BUSY, "[UNAVAILABLE] Later")),
        ("TAG NO [PRIVACYREQUIRED] TLS!", (Fault.INSECURE, "no-tls")),
        ("TAG NO Falsches Paßwort", (Fault.LOGIN, "Falsches Paßwort")),
        ("* BYE gone\ndrop", (Fault.UNREACHABLE, "lost")),
        ("drop", (Fault.UNREACHABLE, "lost")),
    ],
)
def test_a_refused_login_says_why(answer: str, found: tuple[Fault, str]) -> None:
    answers = {"AUTHENTICATE": answer if answer == "drop" else f"+ \n{answer}"}
    with imap_talker(answers, capabilities="AUTH=PLAIN AUTH=LOGIN") as server:
        assert why_not(server.port) == found
        assert sum(b"AUTHENTICATE" in said or b"LOGIN" in said for said in server.heard) == 1


@pytest.mark.parametrize("form", [PASSWORD, PLAIN.decode(), b64encode(PASSWORD.encode()).decode()])
def test_a_password_that_the_server_echoes_is_not_passed_on(form: str) -> None:
    with imap_talker({"AUTHENTICATE": f"+ \nTAG NO bad: {form}"}, capabilities="AUTH=PLAIN") as it:
        fault, detail = why_not(it.port)
        assert (fault, detail) == (Fault.LOGIN, "bad: ***")


def test_where_no_password_is_taken_none_is_sent() -> None:
    with imap_talker({}, capabilities="LOGINDISABLED AUTH=XOAUTH2 AUTH=GSSAPI") as server:
        assert why_not(server.port) == (Fault.LOGIN, "no-password-login: GSSAPI, XOAUTH2")
    with imap_talker({}, capabilities="LOGINDISABLED") as server:
        assert why_not(server.port) == (Fault.LOGIN, "no-login")


def test_where_nothing_is_offered_the_oldest_way_is_gone() -> None:
    with imap_talker({}) as server:
        with ImapPostbox(timeouts=HASTY).open(account(server.port), PASSWORD):
            pass
        assert server.heard[1].endswith(f'LOGIN "{USER}" "{PASSWORD}"'.encode())


def test_no_second_command_hides_in_a_user_name() -> None:
    with imap_talker({}) as server:
        strange = account(server.port)
        strange = MailAccount('a" b\r\nx DELETE INBOX', "127.0.0.1", 465, inbox=strange.inbox)
        with ImapPostbox(timeouts=HASTY).open(strange, "s\r\ny LOGOUT"):
            pass
        (said,) = [s for s in server.heard if b"LOGIN" in s]
        assert said.endswith(b'LOGIN "a\\" bx DELETE INBOX" "sy LOGOUT"')


# After signing in.

INBOX = "* 1 EXISTS\n* OK [UIDVALIDITY 7] x\n* OK [UIDNEXT 9] y\nTAG OK [READ-ONLY] done"


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({"EXAMINE": "TAG NO [UNAVAILABLE] Later"}, (Fault.BUSY, "[UNAVAILABLE] Later")),
        ({"EXAMINE": "TAG NO No such folder"}, (Fault.REFUSED, "No such folder")),
        ({"EXAMINE": "TAG NO Überlastet"}, (Fault.REFUSED, "berlastet")),
        ({"EXAMINE": "TAG OK done"}, (Fault.UNREACHABLE, "lost")),
        ({"EXAMINE": "drop"}, (Fault.UNREACHABLE, "lost")),
        ({"EXAMINE": INBOX, "SEARCH": "TAG BAD What?"}, (Fault.REFUSED, "What?")),
        ({"EXAMINE": INBOX, "SEARCH": "* SEARCH x\nTAG OK"}, (Fault.UNREACHABLE, "lost")),
        (
            {"EXAMINE": INBOX, "SEARCH": "* SEARCH 1\nTAG OK", "FETCH": "* 1 FETCH (\nTAG OK"},
            (Fault.UNREACHABLE, "lost"),
        ),
        ({"EXAMINE": INBOX, "SEARCH": "* BYE\ndrop"}, (Fault.UNREACHABLE, "lost")),
        ({"EXAMINE": "* nonsense\n\x00\x01"}, (Fault.UNREACHABLE, "lost")),
        ({"CAPABILITY": "* CAPABILITY IMAP4rev1 É\nTAG OK done"}, (Fault.UNREACHABLE, "lost")),
        ({"EXAMINE": INBOX.replace("UIDNEXT 9", f"UIDNEXT {'9' * 20}"),
          "SEARCH": "* SEARCH\nTAG OK done"}, (Fault.UNREACHABLE, "lost")),
        (
            {"EXAMINE": INBOX, "SEARCH": "* SEARCH 1\nTAG OK done",
             "FETCH": f"* 1 FETCH {'(' * 3000}\nTAG OK done"},
            (Fault.UNREACHABLE, "lost"),
        ),
    ],
)
def test_nonsense_and_refusals_become_faults(
    answers: dict[str, str], found: tuple[Fault, str]
) -> None:
    with imap_talker(answers) as server:
        assert why_not(server.port) == found


def test_a_server_that_falls_silent_is_given_up() -> None:
    with imap_talker({"EXAMINE": "* 1 EXISTS"}) as server:
        assert why_not(server.port) == (Fault.UNREACHABLE, "timeout")


def test_a_server_that_does_not_say_what_comes_next() -> None:
    """UIDNEXT may be missing: then the last message there is tells how far things are."""
    answers = {"EXAMINE": "* 3 EXISTS\n* OK [UIDVALIDITY 7] x\nTAG OK done"}
    answers["SEARCH"] = "* SEARCH 41\nTAG OK done"
    head = "From: a@b.example\r\n\r\n"
    answers["FETCH"] = (
        f'* 3 FETCH (UID 41 INTERNALDATE "01-Jan-2020 00:00:00 +0000" BODY[HEADER] {{{len(head)}}}'
        "\n" + head.replace("\r\n", "\n") + ")\nTAG OK done"
    )
    postbox = ImapPostbox(timeouts=HASTY)
    with imap_talker(answers) as server, postbox.open(account(server.port), PASSWORD) as box:
        assert box.news(None, not_before=NOON).mark == InboxMark(7, 42)
        again = box.news(InboxMark(7, 42), not_before=NOON)
        assert (again.mails, again.mark) == ((), InboxMark(7, 42))
