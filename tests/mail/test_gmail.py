"""Gmail's own interface: what differs from Graph, and what only a large message shows."""

import re
from pathlib import Path

import pytest

from dunning_desktop.domain.mail import Attachment, Fault, Receipt, Refusal
from dunning_desktop.domain.mail_accounts import Route
from tests.helpers.rest_mail import GMAIL_PATH
from tests.mail.cloud_scene import cloud
from tests.mail.scene import CLIENT, message, quietly

GMAIL = Route.GMAIL


def error(reason: str, said: str = "in its own words", **more: object) -> dict[str, object]:
    return {"error": {"message": said, "errors": [{"reason": reason, "domain": "x"}], **more}}


def test_the_very_bytes_arrive(tmp_path: Path) -> None:
    frozen = message()
    with cloud(tmp_path, GMAIL) as scene:
        assert scene.submit(frozen) == Receipt("200 id 18c1")
        (got,) = scene.server.received
        assert (got.path, got.raw) == (GMAIL_PATH, frozen.raw)
        assert scene.server.media_types == ["message/rfc822"]


def test_a_large_message_goes(tmp_path: Path) -> None:
    big = message(attachments=(Attachment("big.pdf", b"%PDF" * 3_000_000),))
    with cloud(tmp_path, GMAIL) as scene:
        assert scene.submit(big).accepted
        assert scene.server.received[0].raw == big.raw


def test_too_large_is_known_before_a_word_is_said(tmp_path: Path) -> None:
    big = message(attachments=(Attachment("big.pdf", b"%PDF" * 7_000_000),))
    with cloud(tmp_path, GMAIL) as scene:
        assert scene.submit(big) == Receipt("SIZE 36700160", Fault.TOO_LARGE)
        assert scene.server.requests == 0


@pytest.mark.parametrize(
    ("status", "body", "fault", "reply"),
    [
        (403, error("dailyLimitExceeded"), Fault.LIMIT, "403 in its own words"),
        (403, error("userRateLimitExceeded"), Fault.LIMIT, "403 in its own words"),
        (403, error("rateLimitExceeded"), Fault.LIMIT, "403 in its own words"),
        (429, error("rateLimitExceeded", code=429), Fault.LIMIT, "429 in its own words"),
        (403, error("insufficientPermissions"), Fault.LOGIN, "sign-in-again"),
        (
            403,
            {
                "error": {
                    "code": 403,
                    "message": "Request had insufficient authentication scopes.",
                    "status": "PERMISSION_DENIED",
                    "details": [{"reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT"}],
                }
            },
            Fault.LOGIN,
            "sign-in-again",
        ),
        (
            403,
            error("accessNotConfigured", "Gmail API has not been used in project 42"),
            Fault.LOGIN,
            "403 Gmail API has not been used in project 42",
        ),
        (403, error("forbidden"), Fault.REFUSED, "403 in its own words"),
        (400, error("invalidArgument", "Invalid From header"), Fault.REFUSED, "400 Invalid From"),
        (413, error("uploadTooLarge"), Fault.TOO_LARGE, "413"),
        (503, error("backendError"), Fault.BUSY, "503"),
        (500, error("backendError"), Fault.LINK_LOST_AT_DOT, "500"),
        (504, b"", Fault.LINK_LOST_AT_DOT, "504"),
        (200, b"", Fault.LINK_LOST_AT_DOT, "200"),
        (200, {"threadId": "t"}, Fault.LINK_LOST_AT_DOT, "200"),
        (200, {"id": "../../x"}, Fault.LINK_LOST_AT_DOT, "200"),
        (200, [1], Fault.LINK_LOST_AT_DOT, "200"),
        (400, {"error": "a word"}, Fault.REFUSED, "400"),
        (400, {"error": {"errors": [1, {}], "details": 3, "message": None}}, Fault.REFUSED, "400"),
    ],
)
def test_an_answer_is_understood(
    tmp_path: Path, status: int, body: object, fault: Fault, reply: str
) -> None:
    with cloud(tmp_path, GMAIL, script=[(status, body)]) as scene, scene.wire() as opened:
        receipt = opened.submit(message(), before_dot=quietly)
        assert receipt.fault is fault
        assert re.match(re.escape(reply), receipt.reply)
        assert receipt.refused == ()
        assert opened.submit(message(), before_dot=quietly).accepted


@pytest.mark.parametrize("said", ["Invalid To header", "Recipient address required"])
def test_a_refused_address_is_flagged(tmp_path: Path, said: str) -> None:
    with cloud(tmp_path, GMAIL, script=[(400, error("invalidArgument", said))]) as scene:
        reply = f"400 {said}"
        assert scene.submit() == Receipt(reply, Fault.RECIPIENT, (Refusal(CLIENT, reply),))


@pytest.mark.parametrize("action", ["drop-head", "drop-body"])
def test_a_link_lost_before_the_last_byte_delivered_nothing(tmp_path: Path, action: str) -> None:
    """Twice: a connection that was used before counts as gone stale and is opened again."""
    # More than the buffers on the way hold, so that the loss is felt before the end.
    big = message(attachments=(Attachment("big.pdf", b"%PDF" * 3_000_000),))
    asked: list[int] = []
    with cloud(tmp_path, GMAIL, script=[action, action]) as scene, scene.wire() as opened:
        receipt = opened.submit(big, before_dot=lambda: asked.append(1))
        assert receipt == Receipt("lost", Fault.UNREACHABLE)
        assert asked == []
        assert scene.server.received == []
        assert opened.submit(big, before_dot=quietly).accepted
        assert scene.server.connections == 3


def test_an_answer_that_breaks_off_is_uncertain(tmp_path: Path) -> None:
    with cloud(tmp_path, GMAIL, script=["half"]) as scene:
        assert scene.submit() == Receipt("lost", Fault.LINK_LOST_AT_DOT)


def test_the_owners_secret_of_google_goes_along(tmp_path: Path) -> None:
    with cloud(tmp_path, GMAIL) as scene:
        scene.identity.client_secret = "GOCSPX-not-so-secret"
        scene.identity.rotates = False
        scene.secret = scene.identity.consent_of()
        assert scene.submit().accepted
        (asked,) = scene.identity.asked_for_tokens
        assert asked["client_secret"] == "GOCSPX-not-so-secret"
        assert asked["grant_type"] == "refresh_token"
        assert scene.kept == []
