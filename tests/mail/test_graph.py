"""Microsoft Graph: the last byte, every answer of the table, and tokens that run out."""

import logging
import socket
import traceback
from pathlib import Path

import pytest

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Attachment, Fault, FrozenMessage, Receipt, Refusal
from dunning_desktop.domain.mail_accounts import Route
from dunning_desktop.mail.rest.request import Request
from dunning_desktop.usecases.mail_ports import Wire
from tests.helpers.rest_mail import GRAPH_PATH, UNAUTHORIZED
from tests.mail.cloud_scene import Cloud, cloud, link_of
from tests.mail.scene import CLIENT, message, quietly

GRAPH = Route.GRAPH
SELF = "me@firm.example"
SEND_AS = "403 ErrorSendAsDenied: in its own words"


def error(code: str, said: str = "in its own words") -> dict[str, object]:
    return {"error": {"code": code, "message": said}}


class Dot:
    """Counts the permissions, and can refuse one."""

    def __init__(self, problem: BaseException | None = None) -> None:
        self.times = 0
        self.problem = problem

    def __call__(self) -> None:
        self.times += 1
        if self.problem:
            raise self.problem


# What arrives.


def test_the_very_bytes_arrive(tmp_path: Path) -> None:
    frozen = message()
    with cloud(tmp_path, GRAPH) as scene:
        assert scene.submit(frozen) == Receipt("202 accepted 4711")
        (got,) = scene.server.received
        assert (got.path, got.raw) == (GRAPH_PATH, frozen.raw)
        assert scene.server.media_types == ["text/plain"]
        assert scene.identity.access[got.token].split() == [
            "https://graph.microsoft.com/Mail.Send",
            "User.Read",
            "offline_access",
        ]


def test_the_last_byte_waits_for_its_permission(tmp_path: Path) -> None:
    with cloud(tmp_path, GRAPH) as scene:
        seen: list[tuple[bool, int]] = []

        def look() -> None:
            held_back = scene.server.lacks(1)
            seen.append((held_back, len(scene.server.received)))

        assert scene.submit(before_dot=look).accepted
        assert seen == [(True, 0)]
        assert len(scene.server.received) == 1


@pytest.mark.parametrize(
    "problem",
    [OSError("disk full"), KeyboardInterrupt(), MailError(fault=Fault.LOGIN, detail="x")],
)
def test_what_the_permission_raises_stops_the_message(
    tmp_path: Path, problem: BaseException
) -> None:
    with cloud(tmp_path, GRAPH) as scene, scene.wire() as opened:
        with pytest.raises(type(problem)) as caught:
            opened.submit(message(), before_dot=Dot(problem))
        assert caught.value is problem
        assert link_of(opened)._sock is None
        second = message()
        assert opened.submit(second, before_dot=quietly).accepted
        assert [got.raw for got in scene.server.received] == [second.raw]


def test_one_connection_and_one_token_carry_them_all(tmp_path: Path) -> None:
    with cloud(tmp_path, GRAPH) as scene:
        with scene.wire() as opened:
            receipts = [opened.submit(message(), before_dot=quietly) for _ in range(5)]
        assert all(receipt.accepted for receipt in receipts)
        assert scene.server.connections == 1
        assert len(set(scene.server.tokens)) == 1


def test_too_large_is_known_before_a_word_is_said(tmp_path: Path) -> None:
    big = message(attachments=(Attachment("big.pdf", b"%PDF" * 600_000),))
    with cloud(tmp_path, GRAPH) as scene:
        assert scene.submit(big) == Receipt("SIZE 4194304", Fault.TOO_LARGE)
        assert scene.server.requests == 0


def test_a_copy_on_the_envelope_only_is_told_as_refused(tmp_path: Path) -> None:
    with cloud(tmp_path, GRAPH) as scene:
        receipt = scene.submit(message(copy_to=SELF))
        assert receipt.accepted
        assert receipt.refused == (Refusal(SELF, "not in the message's To field"),)
        assert len(scene.server.received) == 1


@pytest.mark.parametrize("recipients", [(SELF,), (), ("other@client.example",)])
def test_headers_that_name_somebody_else_stop_it(
    tmp_path: Path, recipients: tuple[str, ...]
) -> None:
    frozen = message()
    strange = FrozenMessage(frozen.raw, frozen.message_id, frozen.sender, recipients)
    with cloud(tmp_path, GRAPH) as scene:
        assert scene.submit(strange).fault is Fault.RECIPIENT
        assert scene.server.requests == 0


def test_nobody_is_added_behind_the_envelope(tmp_path: Path) -> None:
    frozen = message()
    raw = b"Cc: spy@x.example\r\n" + frozen.raw
    with cloud(tmp_path, GRAPH) as scene:
        receipt = scene.submit(FrozenMessage(raw, "<a@b>", SELF, (CLIENT,)))
        assert receipt.fault is Fault.RECIPIENT
        assert scene.server.requests == 0


# The table.


@pytest.mark.parametrize(
    ("status", "body", "fault", "reply"),
    [
        (403, error("ErrorSendAsDenied"), Fault.SENDER, SEND_AS),
        (403, error("ErrorAccessDenied"), Fault.LOGIN, "sign-in-again"),
        (403, error("ErrorSomethingElse"), Fault.REFUSED, "403 ErrorSomethingElse: in its own"),
        (
            404,
            error("MailboxNotEnabledForRESTAPI", "no mailbox here"),
            Fault.LOGIN,
            "404 MailboxNotEnabledForRESTAPI: no mailbox here",
        ),
        (413, b"<html>too large</html>", Fault.TOO_LARGE, "413"),
        (400, error("ErrorMessageSizeExceeded"), Fault.TOO_LARGE, "400 ErrorMessage"),
        (400, error("ErrorMimeContentInvalid"), Fault.REFUSED, "400 ErrorMimeContentInvalid"),
        (404, b"", Fault.REFUSED, "404"),
        (499, b"?", Fault.REFUSED, "499"),
        (408, b"", Fault.BUSY, "408"),
        (503, error("serviceNotAvailable", "later"), Fault.BUSY, "503 serviceNotAvailable: later"),
        (500, error("ErrorInternalServerError"), Fault.LINK_LOST_AT_DOT, "500 ErrorInternal"),
        (502, b"<html>bad gateway</html>", Fault.LINK_LOST_AT_DOT, "502"),
        (504, error("UnknownError", ""), Fault.LINK_LOST_AT_DOT, "504 UnknownError:"),
        (303, b"", Fault.LINK_LOST_AT_DOT, "303"),
    ],
)
def test_an_answer_is_understood(
    tmp_path: Path, status: int, body: object, fault: Fault, reply: str
) -> None:
    with cloud(tmp_path, GRAPH, script=[(status, body)]) as scene, scene.wire() as opened:
        receipt = opened.submit(message(), before_dot=quietly)
        assert receipt.fault is fault
        assert receipt.reply.startswith(reply)
        assert receipt.refused == ()
        assert scene.server.received == []
        assert opened.submit(message(), before_dot=quietly).accepted


def test_too_many_is_told_with_how_long_to_wait(tmp_path: Path) -> None:
    said = (429, error("ApplicationThrottled", "Too many requests"), {"Retry-After": "120"})
    with cloud(tmp_path, GRAPH, script=[said]) as scene:
        reply = "429 ApplicationThrottled: Too many requests (Retry-After: 120)"
        assert scene.submit() == Receipt(reply, Fault.LIMIT)


def test_a_refused_address_is_flagged(tmp_path: Path) -> None:
    said = (400, error("ErrorInvalidRecipients", "At least one recipient is not valid"))
    with cloud(tmp_path, GRAPH, script=[said]) as scene:
        reply = "400 ErrorInvalidRecipients: At least one recipient is not valid"
        assert scene.submit() == Receipt(reply, Fault.RECIPIENT, (Refusal(CLIENT, reply),))


def test_a_long_and_dirty_answer_is_cut_and_cleaned(tmp_path: Path) -> None:
    said = (403, error("X", "a\r\nb\u202ec" + "d" * 1000))
    with cloud(tmp_path, GRAPH, script=[said]) as scene:
        receipt = scene.submit()
        assert receipt.reply.startswith("403 X: a b c")
        assert len(receipt.reply) < 520


# When the link breaks.


@pytest.mark.parametrize(("action", "taken"), [("drop", 0), ("take-drop", 1), ("nonsense", 0)])
def test_what_breaks_after_the_last_byte_is_uncertain(
    tmp_path: Path, action: str, taken: int
) -> None:
    with cloud(tmp_path, GRAPH, script=[action]) as scene, scene.wire() as opened:
        dot = Dot()
        assert opened.submit(message(), before_dot=dot) == Receipt("lost", Fault.LINK_LOST_AT_DOT)
        assert dot.times == 1
        assert len(scene.server.received) == taken
        assert scene.server.requests == 1
        assert opened.submit(message(), before_dot=quietly).accepted
        assert scene.server.connections == 2


def test_no_answer_to_the_last_byte_is_uncertain(tmp_path: Path) -> None:
    with cloud(tmp_path, GRAPH, script=["slow"]) as scene, scene.wire() as opened:
        receipt = opened.submit(message(), before_dot=quietly)
        assert receipt == Receipt("timeout", Fault.LINK_LOST_AT_DOT)
        assert scene.server.requests == 1


def test_a_link_cut_during_the_permission_is_uncertain(tmp_path: Path) -> None:
    with cloud(tmp_path, GRAPH) as scene, scene.wire() as opened:
        opened.submit(message(), before_dot=quietly)
        sock = link_of(opened)._sock
        receipt = opened.submit(message(), before_dot=lambda: sock.shutdown(socket.SHUT_RDWR))
        assert receipt == Receipt("lost", Fault.LINK_LOST_AT_DOT)
        assert len(scene.server.received) == 1


@pytest.mark.parametrize("action", ["bye", "too-idle"])
def test_a_connection_closed_meanwhile_is_opened_again(tmp_path: Path, action: str) -> None:
    with cloud(tmp_path, GRAPH, script=[action]) as scene, scene.wire() as opened:
        assert opened.submit(message(), before_dot=quietly).accepted
        assert scene.server.gone.wait(2)
        dot = Dot()
        assert opened.submit(message(), before_dot=dot).accepted
        assert dot.times == 1
        assert scene.server.connections == 2
        assert len(scene.server.received) == 2


def test_a_connection_that_idled_for_long_is_not_trusted(tmp_path: Path) -> None:
    with cloud(tmp_path, GRAPH) as scene, scene.wire() as opened:
        for idle in (55, 61):
            link_of(opened)._used -= idle
            assert opened.submit(message(), before_dot=quietly).accepted
        assert scene.server.connections == 2


def test_a_connection_that_proves_dead_before_the_end_is_opened_again(tmp_path: Path) -> None:
    with cloud(tmp_path, GRAPH) as scene, scene.wire() as opened:
        assert opened.submit(message(), before_dot=quietly).accepted
        link = link_of(opened)
        begin = link.begin

        def begin_on_a_dead_link(request: Request) -> bytes:
            link.begin = begin
            link._sock.shutdown(socket.SHUT_RDWR)
            return bytes(begin(request))

        link.begin = begin_on_a_dead_link
        assert opened.submit(message(), before_dot=quietly).accepted
        assert scene.server.connections == 2
        assert len(scene.server.received) == 2


def test_a_server_that_went_away_is_a_fault_not_an_error(tmp_path: Path) -> None:
    with cloud(tmp_path, GRAPH, script=["bye"]) as scene, scene.wire() as opened:
        assert opened.submit(message(), before_dot=quietly).accepted
        assert scene.server.gone.wait(2)
        link = link_of(opened)
        link.port = 1
        assert opened.submit(message(), before_dot=quietly) == Receipt("refused", Fault.UNREACHABLE)
        link.port = scene.server.port
        assert opened.submit(message(), before_dot=quietly).accepted


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ((413, b""), Receipt("413", Fault.TOO_LARGE)),
        ((503, b""), Receipt("503", Fault.BUSY)),
        ((502, b""), Receipt("502", Fault.BUSY)),
        ((403, error("ErrorSendAsDenied")), Receipt(SEND_AS, Fault.SENDER)),
        ((202, b""), Receipt("202", Fault.LINK_LOST_AT_DOT)),
    ],
)
def test_a_server_that_answers_before_the_end_has_refused(
    tmp_path: Path, said: tuple[int, object], expected: Receipt
) -> None:
    """All but a yes to half a message, which is nothing that one could rely on."""
    with cloud(tmp_path, GRAPH, script=[("early", *said)]) as scene, scene.wire() as opened:
        _wait_after_the_body(scene, opened)
        dot = Dot()
        assert opened.submit(message(), before_dot=dot) == expected
        assert dot.times == 0
        assert opened.submit(message(), before_dot=quietly).accepted


def _wait_after_the_body(scene: Cloud, opened: Wire) -> None:
    link = link_of(opened)
    begin = link.begin

    def begin_and_wait(request: Request) -> bytes:
        last: bytes = begin(request)
        if not scene.server.received and not scene.server.answered.is_set():
            assert scene.server.answered.wait(5)
        return last

    link.begin = begin_and_wait


# Tokens.


def test_a_token_taken_back_is_renewed_once(tmp_path: Path) -> None:
    with cloud(tmp_path, GRAPH) as scene, scene.wire() as opened:
        assert opened.submit(message(), before_dot=quietly).accepted
        scene.identity.access.clear()
        dot = Dot()
        assert opened.submit(message(), before_dot=dot).accepted
        assert dot.times == 1
        assert len(scene.server.received) == 2
        assert len(set(scene.server.tokens)) == 2
        assert scene.kept[-1] != scene.kept[0] != scene.secret


def test_a_second_no_means_signing_in_again(tmp_path: Path) -> None:
    script = [(401, UNAUTHORIZED), (401, UNAUTHORIZED)]
    with cloud(tmp_path, GRAPH, script=script) as scene:
        assert scene.submit() == Receipt("sign-in-again", Fault.LOGIN)
        assert scene.server.requests == 2
        assert scene.server.received == []


def test_a_consent_taken_back_is_a_receipt(tmp_path: Path) -> None:
    with cloud(tmp_path, GRAPH) as scene, scene.wire() as opened:
        scene.identity.access.clear()
        scene.identity.refresh.clear()
        assert opened.submit(message(), before_dot=quietly) == Receipt("sign-in-again", Fault.LOGIN)


def test_a_yes_before_the_end_of_the_first_try_asks_for_permission_once(tmp_path: Path) -> None:
    script = [("early", 401, UNAUTHORIZED)]
    with cloud(tmp_path, GRAPH, script=script) as scene, scene.wire() as opened:
        _wait_after_the_body(scene, opened)
        dot = Dot()
        assert opened.submit(message(), before_dot=dot).accepted
        assert dot.times == 1


# Nothing is told.


def test_no_token_and_no_secret_is_told_anywhere(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    told: list[str] = []
    with cloud(tmp_path, GRAPH) as scene:
        with scene.wire() as opened:
            opened.submit(message(), before_dot=quietly)
            token = scene.server.tokens[0]
            for status in (400, 403, 429, 500):
                scene.server.script.append((status, error(token, f"Bearer {token} is not good")))
                told.append(repr(opened.submit(message(), before_dot=quietly)))
        scene.identity.refresh.clear()
        scene.identity.access.clear()
        with scene.wire() as opened:
            told.append(repr(opened.submit(message(), before_dot=quietly)))
        with pytest.raises(MailError) as caught, scene.wire():
            raise AssertionError("the consent was taken back")
        told += [repr(caught.value), "".join(traceback.format_exception(caught.value))]
    words = caplog.text + "".join(capfd.readouterr()) + "".join(told)
    assert "connected" in caplog.text
    assert "***" in words
    assert "sign-in-again" in words
    assert len(scene.kept) == 1
    for secret in (*scene.identity.secret_words, scene.secret, *scene.kept):
        assert secret not in words
