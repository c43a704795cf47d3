"""Submitting: what is accepted, what is refused, and what happened when the link broke."""

import itertools
import select
import smtplib
import socket
import ssl
import time
from base64 import b64encode
from pathlib import Path

import pytest

from dunning_desktop.domain.mail import Attachment, Fault, FrozenMessage, Receipt
from dunning_desktop.domain.mail_accounts import TlsMode
from dunning_desktop.mail.smtp.link import Timeouts
from tests.helpers.smtp_server import GREYLISTED, LIMIT, PASSWORD, USER, Server, smtp_server
from tests.mail.scene import CLIENT, message, postman, quietly, submit, wire

SECURE = pytest.mark.parametrize("tls", [TlsMode.IMPLICIT, TlsMode.STARTTLS])
OTHER = "director@client.example"


class Dot:
    """Counts the dots, and can fail before one."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.times = 0
        self.error = error

    def __call__(self) -> None:
        self.times += 1
        if self.error:
            raise self.error


def to(*recipients: str) -> FrozenMessage:
    frozen = message()
    return FrozenMessage(frozen.raw, frozen.message_id, frozen.sender, recipients)


def verbs(server: Server) -> list[str]:
    return [command.split()[0] for command in server.commands]


# What arrives.


@SECURE
def test_the_very_bytes_arrive_dots_and_all(tmp_path: Path, tls: TlsMode) -> None:
    frozen = FrozenMessage(b".\r\n..\r\nx\r\n.y\r\n" + message().raw, "<a@b>", USER, (CLIENT,))
    with smtp_server(tmp_path, tls=tls) as server:
        receipt = submit(server, frozen)
        assert receipt == Receipt("250 2.0.0 OK queued as 1")
        assert server.received[0].raw == frozen.raw
        assert server.received[0].sender == USER
        assert server.received[0].recipients == (CLIENT,)


def test_a_message_without_a_last_line_end_gets_one(tmp_path: Path) -> None:
    frozen = FrozenMessage(b"Subject: x\r\n\r\nend", "<a@b>", USER, (CLIENT,))
    with smtp_server(tmp_path) as server:
        assert submit(server, frozen).accepted
        assert server.received[0].raw == frozen.raw + b"\r\n"


def test_a_retry_sends_the_same_bytes(tmp_path: Path) -> None:
    frozen = message()
    with smtp_server(tmp_path, script={"DOT": ["451 4.3.0 Later"]}) as server:
        assert submit(server, frozen).fault is Fault.BUSY
        assert server.received == []
        assert submit(server, frozen).accepted
        assert server.received[0].raw == frozen.raw


def test_the_dot_waits_for_its_permission(tmp_path: Path) -> None:
    with smtp_server(tmp_path) as server, wire(server) as opened:
        seen: list[int] = []
        opened.submit(message(), before_dot=lambda: seen.append(len(server.received)))
        assert seen == [0]
        assert len(server.received) == 1


@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt(), ValueError()])
def test_what_the_permission_raises_stops_the_message(tmp_path: Path, error: BaseException) -> None:
    with smtp_server(tmp_path) as server, wire(server) as opened:
        with pytest.raises(type(error)) as caught:
            opened.submit(message(), before_dot=Dot(error))
        assert caught.value is error
        assert not opened._link.is_open  # type: ignore[attr-defined]
        second = message()
        assert opened.submit(second, before_dot=quietly).accepted
        assert [got.raw for got in server.received] == [second.raw]


def test_one_connection_carries_them_all(tmp_path: Path) -> None:
    with smtp_server(tmp_path) as server:
        with wire(server) as opened:
            receipts = [opened.submit(message(), before_dot=quietly) for _ in range(5)]
        assert all(r.accepted for r in receipts)
        assert server.connections == 1
        assert len(server.logins) == 1


# Who is refused.


def test_one_refused_recipient_does_not_stop_the_other(tmp_path: Path) -> None:
    no = "550 5.1.1 No such user"
    with smtp_server(tmp_path, reject={OTHER: no}) as server:
        receipt = submit(server, to(OTHER, CLIENT))
        assert receipt.accepted
        assert [(r.address, r.reply) for r in receipt.refused] == [(OTHER, no)]
        assert server.received[0].recipients == (CLIENT,)


def test_when_all_are_refused_nothing_is_sent(tmp_path: Path) -> None:
    rejected = {OTHER: "550 5.1.1 Gone", CLIENT: "550 5.1.2 Bad domain"}
    dot = Dot()
    with smtp_server(tmp_path, reject=rejected) as server:
        with wire(server) as opened:
            receipt = opened.submit(to(OTHER, CLIENT), before_dot=dot)
        assert receipt.fault is Fault.RECIPIENT
        assert receipt.reply == "550 5.1.1 Gone"
        assert [r.address for r in receipt.refused] == [OTHER, CLIENT]
        assert dot.times == 0
        assert server.received == []


def test_after_each_refusal_the_next_message_goes_out(tmp_path: Path) -> None:
    """Without RSET aiosmtpd, Exim and others answer the next MAIL with 503."""
    script = {
        "MAIL": ["550 5.7.60 Not yours", "", "", "", ""],
        "DATA": ["451 4.7.1 Not now", "", ""],
        "DOT": ["554 5.7.1 Spam", ""],
    }
    expected = [Fault.SENDER, Fault.RECIPIENT, Fault.BUSY, Fault.REFUSED, None]
    with smtp_server(tmp_path, script=script, reject={OTHER: "550 5.1.1 Gone"}) as server:
        with wire(server) as opened:
            letters = [to(CLIENT), to(OTHER), to(CLIENT), to(CLIENT), to(CLIENT)]
            receipts = [opened.submit(one, before_dot=quietly) for one in letters]
        assert [r.fault for r in receipts] == expected
        assert verbs(server).count("RSET") == 4
        assert server.connections == 1
        assert len(server.received) == 1


def test_greylisting_flags_no_address_and_passes_later(tmp_path: Path) -> None:
    with smtp_server(tmp_path, greylist=True) as server:
        frozen = message()
        first = submit(server, frozen)
        assert first == Receipt(GREYLISTED, Fault.BUSY)
        assert submit(server, frozen).accepted


def test_the_days_limit_is_told(tmp_path: Path) -> None:
    with smtp_server(tmp_path, limit_after=2) as server:
        with wire(server) as opened:
            receipts = [opened.submit(message(), before_dot=quietly) for _ in range(3)]
        assert [r.fault for r in receipts] == [None, None, Fault.LIMIT]
        assert receipts[2].reply == LIMIT
        assert receipts[2].refused == ()


def test_any_yes_is_a_yes(tmp_path: Path) -> None:
    with smtp_server(tmp_path, script={"DOT": ["200 fine"]}) as server:
        assert submit(server) == Receipt("200 fine")


def test_too_large_is_known_before_a_word_is_said(tmp_path: Path) -> None:
    with smtp_server(tmp_path, size=10_000) as server:
        assert submit(server) == Receipt("SIZE 10000", Fault.TOO_LARGE)
        assert "MAIL" not in verbs(server)


def test_the_size_is_announced(tmp_path: Path) -> None:
    frozen = message()
    with smtp_server(tmp_path, size=1_000_000) as server:
        assert submit(server, frozen).accepted
        assert f"MAIL FROM:<{USER}> SIZE={len(frozen.raw)}" in server.commands


def test_reports_are_asked_for_where_they_are_offered(tmp_path: Path) -> None:
    frozen = message()
    with smtp_server(tmp_path, dsn=True) as server:
        assert submit(server, frozen).accepted
        envelope = frozen.message_id[1:33]
        assert f"MAIL FROM:<{USER}> RET=HDRS ENVID={envelope}" in server.commands
        assert f"RCPT TO:<{CLIENT}> NOTIFY=FAILURE,DELAY" in server.commands


# When the link breaks.


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA", "BODY"])
def test_a_link_lost_before_the_dot_delivered_nothing(tmp_path: Path, verb: str) -> None:
    # Twice at MAIL: the first time the connection counts as gone stale and is opened again.
    script = {verb: ["drop", "drop"]}
    # More than the buffers on the way hold, so that the loss is felt before the dot.
    big = message(attachments=(Attachment("big.pdf", b"%PDF" * 2_000_000),))
    with smtp_server(tmp_path, script=script) as server, wire(server) as opened:
        dot = Dot()
        receipt = opened.submit(big, before_dot=dot)
        assert receipt == Receipt("lost", Fault.UNREACHABLE)
        assert dot.times == 0
        assert server.received == []
        server.script.clear()
        assert opened.submit(message(), before_dot=quietly).accepted
        assert server.connections == (3 if verb == "MAIL" else 2)


@SECURE
@pytest.mark.parametrize(("action", "taken"), [("drop", 0), ("accept-drop", 1)])
def test_a_link_lost_after_the_dot_is_uncertain(
    tmp_path: Path, action: str, taken: int, tls: TlsMode
) -> None:
    with smtp_server(tmp_path, tls=tls, script={"DOT": [action]}) as server:
        with wire(server) as opened:
            receipt = opened.submit(message(), before_dot=quietly)
            assert receipt == Receipt("lost", Fault.LINK_LOST_AT_DOT)
            assert len(server.received) == taken
            assert opened.submit(message(), before_dot=quietly).accepted
        assert server.connections == 2


def test_no_answer_to_the_dot_is_uncertain(tmp_path: Path) -> None:
    with smtp_server(tmp_path, script={"DOT": ["slow"]}, slow=4) as server, wire(server) as opened:
        began = time.monotonic()
        receipt = opened.submit(message(), before_dot=quietly)
        assert receipt == Receipt("timeout", Fault.LINK_LOST_AT_DOT)
        assert time.monotonic() - began >= 2


def test_the_answer_to_the_dot_has_a_patience_of_its_own(tmp_path: Path) -> None:
    patient = Timeouts(connect=2, command=1, dot=10)
    script = {"DOT": ["slow"], "DATA": ["", "slow"]}
    with (
        smtp_server(tmp_path, script=script, slow=2) as server,
        postman(server, patient).connect(server.account(), PASSWORD) as opened,
    ):
        assert opened.submit(message(), before_dot=quietly).accepted
        assert opened.submit(message(), before_dot=quietly).fault is Fault.UNREACHABLE


def test_a_dot_that_could_not_be_sent_was_not_sent(tmp_path: Path) -> None:
    """The system refuses the bytes of a dead link: the server cannot have the whole message."""
    with smtp_server(tmp_path) as server, wire(server) as opened:

        def cut() -> None:
            link = opened._link  # type: ignore[attr-defined]
            link.sock.shutdown(socket.SHUT_RDWR)

        receipt = opened.submit(message(), before_dot=cut)
        assert receipt == Receipt("lost", Fault.UNREACHABLE)
        assert server.received == []


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA"])
def test_a_server_that_does_not_answer_is_given_up(tmp_path: Path, verb: str) -> None:
    with smtp_server(tmp_path, script={verb: ["slow"]}, slow=4) as server:
        with wire(server) as opened:
            receipt = opened.submit(message(), before_dot=quietly)
            if verb == "MAIL":
                assert receipt.accepted
            else:
                assert receipt == Receipt("timeout", Fault.UNREACHABLE)
        assert server.connections == (2 if verb == "MAIL" else 1)


@pytest.mark.parametrize("verb", ["RCPT", "DATA", "DOT"])
def test_421_closes_and_the_next_message_calls_again(tmp_path: Path, verb: str) -> None:
    closing = "421 4.3.2 Shutting down"
    with smtp_server(tmp_path, script={verb: [closing]}) as server, wire(server) as opened:
        assert opened.submit(message(), before_dot=quietly) == Receipt(closing, Fault.BUSY)
        assert opened.submit(message(), before_dot=quietly).accepted
        assert server.connections == 2
        assert "RSET" not in verbs(server)


def test_a_server_that_closes_after_three_loses_nothing(tmp_path: Path) -> None:
    with smtp_server(tmp_path, close_after=3) as server:
        with wire(server) as opened:
            sent = [message() for _ in range(8)]
            receipts = [opened.submit(one, before_dot=quietly) for one in sent]
        assert all(r.accepted for r in receipts)
        assert [got.raw for got in server.received] == [one.raw for one in sent]
        assert server.connections == 3


def test_an_idle_link_that_was_cut_is_opened_again(tmp_path: Path) -> None:
    with smtp_server(tmp_path) as server, wire(server) as opened:
        assert opened.submit(message(), before_dot=quietly).accepted
        server.script["MAIL"] = ["drop"]
        assert opened.submit(message(), before_dot=quietly).accepted
        assert len(server.received) == 2


def test_a_server_that_went_away_is_one_fault_for_each_message(tmp_path: Path) -> None:
    with smtp_server(tmp_path) as server, wire(server) as opened:
        server.script["EHLO"] = ["drop"] * 10
        server.script["MAIL"] = ["drop"] * 10
        for _ in range(3):
            before = server.connections
            receipt = opened.submit(message(), before_dot=quietly)
            assert receipt == Receipt("lost", Fault.UNREACHABLE)
            assert server.connections == before + 1
        server.script.clear()
        assert opened.submit(message(), before_dot=quietly).accepted


def test_a_password_changed_meanwhile_is_a_fault_not_an_error(tmp_path: Path) -> None:
    with smtp_server(tmp_path, close_after=1) as server, wire(server) as opened:
        assert opened.submit(message(), before_dot=quietly).accepted
        server.users[USER] = "changed"
        receipt = opened.submit(message(), before_dot=quietly)
        assert receipt.fault is Fault.LOGIN
        assert receipt.reply.startswith("535 5.7.8")


@pytest.mark.parametrize("verb", ["RCPT", "DATA", "DOT"])
@pytest.mark.parametrize("said", ["hello?", "999 what"])
def test_nonsense_from_the_server_ends_the_connection(tmp_path: Path, verb: str, said: str) -> None:
    fault = Fault.LINK_LOST_AT_DOT if verb == "DOT" else Fault.UNREACHABLE
    with smtp_server(tmp_path, script={verb: [said]}) as server, wire(server) as opened:
        assert opened.submit(message(), before_dot=quietly).fault is fault
        assert opened.submit(message(), before_dot=quietly).accepted
        assert server.connections == 2
        assert len(server.received) == 1


@SECURE
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (b"552 5.3.4 Too big\r\n", Receipt("552 5.3.4 Too big", Fault.TOO_LARGE)),
        (b"421 4.4.2 Timeout\r\n", Receipt("421 4.4.2 Timeout", Fault.BUSY)),
        (b"?", Receipt("lost", Fault.UNREACHABLE)),
    ],
)
def test_a_server_that_speaks_before_the_dot_has_refused(
    tmp_path: Path, tls: TlsMode, said: bytes, expected: Receipt
) -> None:
    """It would else hang up after the dot, and the message would be uncertain."""
    dot = Dot()
    with smtp_server(tmp_path, tls=tls, interjects=said) as server, wire(server) as opened:
        link = opened._link  # type: ignore[attr-defined]
        send = link.sock.sendall

        def send_and_wait(data: bytes) -> None:
            send(data)
            assert len(data) < 10_000 or select.select([link.sock], [], [], 2)[0]

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(link.sock, "sendall", send_and_wait, raising=False)
            assert opened.submit(message(), before_dot=dot) == expected
        assert dot.times == 0
        assert server.received == []


# How fast.


@pytest.mark.slow
def test_200_messages_beside_a_bare_smtplib_loop(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frozen = message()
    with smtp_server(tmp_path, tls=TlsMode.STARTTLS) as server:
        floor = bare_loop(server, frozen)
        with wire(server) as opened:
            began = time.perf_counter()
            for _ in range(200):
                assert opened.submit(frozen, before_dot=quietly).accepted
            took = time.perf_counter() - began
        assert len(server.received) == 400
    with capsys.disabled():
        print(f"\n200 messages of {len(frozen.raw)} bytes: {took:.2f} s, smtplib {floor:.2f} s")


def bare_loop(server: Server, frozen: FrozenMessage) -> float:
    with smtplib.SMTP(server.host, server.port, local_hostname="x") as bare:
        assert bare.sock
        bare.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        context: ssl.SSLContext = server.trusting()
        bare.starttls(context=context)
        bare.ehlo()
        plain = b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode()
        assert bare.docmd("AUTH PLAIN", plain)[0] == 235
        began = time.perf_counter()
        for _ in itertools.repeat(None, 200):
            bare.sendmail(frozen.sender, list(frozen.recipients), frozen.raw)
        return time.perf_counter() - began
